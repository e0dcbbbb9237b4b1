#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/completeness.h"
#include "model/match.h"
#include "model/progress.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// A passage that a lexicon proposes to tag with a code. Nobody has judged it.
struct Suggestion {
  DocumentId document;
  std::string name;  ///< of the document
  TextId text;
  ByteSpan span;  ///< the sentences in which its matches stand
  std::string quote;
  Code code;
  Match match;              ///< the strongest of those that propose it
  double strength = 0;      ///< what that match is worth, see worthOf()
  std::uint32_t count = 0;  ///< matches that propose it
};

/// What is wanted. Empty fields do not limit.
struct SuggestionChoice {
  std::optional<DocumentId> document;
  std::optional<CodeId> code;
  std::optional<std::string> coder;  ///< pass over what this coder tagged; empty = what anybody did
  bool everyStatus = false;          ///< denied, feared and so on too; otherwise asserted ones only
};

struct Suggestions {
  std::vector<Suggestion> found;  ///< by document name, begin, code name
  std::vector<Lexicon> lexicons;
  std::uint64_t tagged = 0;               ///< passed over, as the passage has that code
  std::uint64_t statuses = 0;             ///< passed over, as they are not asserted
  std::vector<std::string> unknownCodes;  ///< named by a lexicon and not, or no longer, in the
                                          ///< project's codebook: by name
  Completeness completeness;
};

/// Runs lexicons whose patterns name codes over a project. Matches of one code in the same or
/// overlapping sentences are one suggestion. A passage counts as tagged where a coding with that
/// very code overlaps it, in the document's current text. Changes nothing. Throws Error(Refused)
/// where no pattern names a code, Error(Cancelled).
Suggestions suggestCodings(const Storage& storage, std::vector<Lexicon> lexicons,
                           const SuggestionChoice& choice, Progress& progress);

/// Tags what was suggested, as `coder`, each coding with the match that led there: all or none, as
/// one event, undone in one step; none where nothing was suggested. Throws as Storage::apply;
/// Error(Refused) where `coder` is empty.
std::vector<Coding> applySuggestions(Storage& storage, const Suggestions& suggestions,
                                     const std::string& coder);

}  // namespace retold
