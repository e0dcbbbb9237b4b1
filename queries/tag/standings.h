#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/coding.h"
#include "model/document.h"
#include "model/time.h"
#include "queries/tag/tagging.h"

namespace retold {

/// Where a document or match stands after all decisions: the coder's own newest decision, otherwise
/// the newest of anybody.
struct CurrentVerdict {
  std::optional<Verdict> verdict;  ///< none: undecided
  std::string coder;
  bool own = false;
  std::string reason;
  std::string reader = {};  ///< of CannotRead: who is to read it; empty = anybody who can
  Certainty certainty = Certainty::Unstated;
  friend bool operator==(const CurrentVerdict&, const CurrentVerdict&) = default;
};

/// Looks standings up for one question and one coder. A document also stands where its case stands;
/// the newer of both decisions counts.
class Standings {
 public:
  Standings() = default;
  /// `decisions`: oldest first.
  Standings(std::vector<Decision> decisions, std::string question, std::string coder);

  /// As if it had stood last among the decisions. False, and nothing is added, where it is older
  /// than the last of them.
  bool add(Decision decision);
  /// Takes the place of the one with its id. False, and nothing changes, where there is none or
  /// another subject, coder, verdict or time makes it count elsewhere.
  bool replace(const Decision& decision);

  CurrentVerdict of(const Document& document) const;
  CurrentVerdict of(DocumentId document, const MatchKey& match) const;
  /// The coder's own newest decision on the document or its case, whichever is newer; null: none.
  const Decision* ownOn(const Document& document) const;
  /// Nobody has judged it or its case; what one cannot read oneself is judged as far as one can.
  bool isUndecided(const Document& document) const;
  /// When the coder last decided on the document or its case; none: never.
  std::optional<Timestamp> ownTime(const Document& document) const;
  const std::vector<Decision>& decisions() const { return decisions_; }

 private:
  struct Newest {
    const Decision* own = nullptr;
    const Decision* any = nullptr;
  };
  /// The same as places in `decisions_`.
  struct Places {
    std::optional<std::size_t> own;
    std::optional<std::size_t> any;
  };
  void take(std::size_t place);
  const Decision* at(std::optional<std::size_t> place) const;
  Newest newestOn(const Uuid& id) const;
  CurrentVerdict standing(const Decision* own, const Decision* any) const;

  std::vector<Decision> decisions_;  ///< oldest first
  std::string question_;
  std::string coder_;
  std::unordered_map<Uuid, Places> newest_;                       ///< of cases and documents
  std::unordered_map<Uuid, std::vector<std::size_t>> onMatches_;  ///< by document
};

}  // namespace retold
