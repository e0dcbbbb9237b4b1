#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/notes.h"
#include "model/progress.h"

namespace retold {

/// How much around a hit is tagged.
enum class Stretch {
  Hit,       ///< the words that were found
  Sentence,  ///< the sentence in which they stand, or the sentences where they cross from one
  Turn       ///< what was said in that turn, without the speaker's label
};

/// What tagging many places with one code would do.
struct TagPlan {
  CodeId code;
  std::string coder;
  std::vector<FoundPlace> passages;  ///< to be tagged: each once, in the order of the places
  std::uint64_t documents = 0;       ///< in which they stand
  std::uint64_t already = 0;         ///< passages that the coder has tagged with the code
  std::uint64_t same = 0;            ///< places whose passage another place brought already
  std::uint64_t older = 0;           ///< places in texts that their documents have no more
};

/// Changes nothing. Error(Refused) where the code is retired; Error(Cancelled).
TagPlan planTags(const Storage& storage, std::span<const FoundPlace> places, Stretch stretch,
                 const Code& code, const std::string& coder, Progress& progress);

/// Tags the passages of the plan, all or none, as one event: undone in one step. Nothing where the
/// plan has none. Error(Conflict) where a passage was tagged or its text replaced since; otherwise
/// as Storage::apply. Returns the number of passages.
std::uint64_t tagMany(Storage& storage, const TagPlan& plan);

}  // namespace retold
