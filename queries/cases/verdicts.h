#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/coding.h"
#include "model/document.h"

namespace retold {

/// The verdicts that count on one question, of any coder, on cases and documents.
class Verdicts {
 public:
  /// `decisions`: oldest first, as Storage::decisions().
  Verdicts(const std::vector<Decision>& decisions, std::string_view question);
  /// Somebody's verdict on the document or its case is `wanted`: as toText(Verdict), or
  /// "undecided": nobody confirmed, rejected or was unsure.
  bool has(const Document& document, std::string_view wanted) const;

 private:
  std::unordered_map<Uuid, unsigned> bits_;  ///< one for each verdict, by subject
};

}  // namespace retold
