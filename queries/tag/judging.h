#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/tag/standings.h"
#include "queries/tag/tagging.h"

namespace retold {

/// The passage in which a person tells of it, and the code that stands for that.
struct Disclosure {
  DocumentId document;
  ByteSpan span;  ///< of the document's current text
  Code code;
};

struct Judged {
  Decision decision;
  std::optional<Coding> coding;  ///< none where the coder has tagged the passage so already
};

/// As decide(), and tags the passage, as one event. The passage is one of the decision's quotes
/// then. Throws as decide() and tagPassage(), but for a passage that is tagged already.
Judged decideAndTag(Storage& storage, Judgement judgement, const Disclosure& disclosure,
                    const std::string& coder);

/// A judgement that confirms what the coder has confirmed before, as `before` says (their newest
/// decision on it; null: none): the passages named then stay, before those named now, and so does
/// the certainty where none is given now. Any other judgement stays as it is.
Judgement withEarlierPassages(Judgement judgement, const Decision* before);

/// How sure the file is of what the coder confirmed, said or said anew, as one event. Throws
/// Error(Refused) where the decision confirms no case or document or is somebody else's,
/// Error(Conflict) where it is no longer in the project, and as Storage::apply.
Decision setCertainty(Storage& storage, const Decision& decision, Certainty certainty,
                      const std::string& coder);

/// "somebody's concern", "known", "feared to come again"; empty where it is not stated.
std::string_view inWords(Certainty certainty);

/// Reasons for which a case, document or match is rejected, to choose from: first those that were
/// given in `decisions` (oldest first) for the question, the newest first, then the usual ones.
/// None twice.
std::vector<std::string> rejectReasons(const std::vector<Decision>& decisions,
                                       std::string_view question);

/// How long a coder takes for one case or document.
struct Pace {
  std::int64_t milliseconds = 0;  ///< the median
  std::size_t intervals = 0;      ///< that it rests on
  friend bool operator==(const Pace&, const Pace&) = default;
};

/// The median of the times between a coder's decisions on different cases or documents that follow
/// each other within ten minutes (a longer time is a pause) and not within a second (a table of
/// decisions was applied). None where there are fewer than five. `decisions`: oldest first.
std::optional<Pace> paceOf(const std::vector<Decision>& decisions, std::string_view question,
                           std::string_view coder);

/// What of a list of candidates is judged, as Standings sees it for one coder.
struct QueueState {
  std::uint64_t candidates = 0;  ///< documents
  std::uint64_t judged = 0;  ///< of these: confirmed, rejected or unsure by anybody, or what the
                             ///< coder cannot read
  std::uint64_t decisionsLeft = 0;  ///< the documents of one case are judged by one decision
  std::optional<Pace> pace;         ///< of the coder
};

/// `candidates`: their ids and cases. `coder`: as Standings knows them.
QueueState queueState(std::span<const Document> candidates, const Standings& standings,
                      std::string_view question, std::string_view coder);

/// How long the rest may take at the coder's pace, in minutes, rounded up to the next of 1, 2, 3,
/// 4, 5, 10, 15 … 60, from then on to half hours. None without a pace or with nothing left.
std::optional<std::uint64_t> minutesLeft(const QueueState& state);

}  // namespace retold
