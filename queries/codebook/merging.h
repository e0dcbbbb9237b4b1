#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// What a merge of two codes touches.
struct MergeSize {
  std::uint64_t codings = 0;    ///< that get the other code
  std::uint64_t doubled = 0;    ///< of these: the coder has the other code on that passage already,
                                ///< so that one of the two goes
  std::uint64_t documents = 0;  ///< in which the codings stand
  std::uint64_t summaries = 0;
  std::uint64_t memos = 0;  ///< on the code itself
  std::uint64_t below = 0;  ///< codes below it, which move under the other one
  friend bool operator==(const MergeSize&, const MergeSize&) = default;
};

/// What becomes of the code that was merged into another one.
enum class AfterMerge { Retire, Remove };

MergeSize mergeSize(const Storage& storage, CodeId from, CodeId into);

/// Gives every coding, summary and memo of `from` to `into`, as one event. Nothing that anybody
/// wrote is lost: where a coder has both codes on one passage, or sums up one case on both, one
/// coding or summary gets both memos, marks and texts. Error(Refused) where the two are one, where
/// `into` is retired or below `from`, or where codes below them would have one name; otherwise as
/// Storage::apply.
MergeSize mergeCodes(Storage& storage, CodeId from, CodeId into, AfterMerge after,
                     const std::string& coder);

/// A new code below the one that is split, and the codings that it takes over.
struct SplitPart {
  std::string label;
  std::vector<CodingId> codings;
};

/// Makes a code below `code` for each part, of its kind and colour, and gives it the part's
/// codings, as one event; the other codings stay. Error(Refused) where a label holds no letter or
/// digit, or a coding is not the code's or is in two parts.
std::vector<Code> splitCode(Storage& storage, CodeId code, const std::vector<SplitPart>& parts,
                            const std::string& coder);

}  // namespace retold
