#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"
#include "queries/screen/logistic.h"
#include "queries/screen/screening.h"

namespace retold {

/// Learning needs this many confirmed and as many rejected files or cases.
inline constexpr std::size_t kFewestJudged = 10;
/// The words of the passages count within a language from this many judged files in it.
inline constexpr std::size_t kFewestInLanguage = 10;

/// How the learner moved one unread document among the unread ones.
struct Moved {
  std::size_t before = 0;  ///< place by score, from 1
  std::size_t after = 0;   ///< place as learned, from 1
  double logit = 0;
  std::vector<FeatureEffect> effects;  ///< the largest first
};

/// Orders the unread documents of a screening by what coders confirmed and rejected before. It
/// changes the order only: scores, matches and who is a candidate stay as they are.
///
/// Learned from: the newest confirm or reject of each coder on a document or case, where the coders
/// agree; unsure and cannot-read teach nothing. A case teaches by its document that stands first in
/// the screening. Features of a document: how many matches (up to three) it has of each category,
/// status and kind of match, the cues that set a status, which terms fit, the logarithm of its
/// score, and, in a language with kFewestInLanguage judged documents, the words of its best three
/// passages. Its language is no feature.
///
/// The order: unread candidates, other unread documents, then those already judged, which keep
/// their order. Unread are those on which nobody decided, and those in `unread`. Among the
/// candidates, and among the others that have a match, documents of one language change places with
/// one another only: each beginning of the list holds as many documents of each language as it did
/// by score, so a language of which little was judged is not pushed down.
class Learner {
 public:
  /// Error(Refused) that says how many there are, where too few were confirmed or rejected.
  /// Error(Cancelled).
  Learner(const Storage& storage, const Screening& screening, std::string_view question,
          const std::unordered_set<DocumentId>& unread, Progress& progress);

  std::uint64_t confirmed() const { return confirmed_; }
  std::uint64_t rejected() const { return rejected_; }
  /// Files and cases that coders judge differently; nothing was learned from them.
  std::uint64_t disputed() const { return disputed_; }

  /// The places of the screening's documents in their new order.
  const std::vector<std::size_t>& order() const { return order_; }

  /// None for documents that were judged and for those without a match: they are not moved.
  std::optional<Moved> moved(DocumentId document) const;

 private:
  struct Collected;
  void learn(const Collected& collected);
  void arrange(const Collected& collected);

  LogisticModel model_;
  std::uint64_t confirmed_ = 0;
  std::uint64_t rejected_ = 0;
  std::uint64_t disputed_ = 0;
  std::vector<std::size_t> order_;
  struct Placed {
    std::size_t before;
    std::size_t after;
    std::vector<Feature> features;
  };
  std::unordered_map<DocumentId, Placed> placed_;
};

/// Puts the documents of a screening in another order: places as Learner::order() gives them.
void reorder(Screening& screening, const std::vector<std::size_t>& order);

/// The permutation by which a list keeps each group's share in all its beginnings: within a group
/// the greatest value first (equal ones as they stood), each group on the places that it held.
/// Gives the old place for each new one.
std::vector<std::size_t> orderedWithinGroups(const std::vector<std::string>& groups,
                                             const std::vector<double>& values);

}  // namespace retold
