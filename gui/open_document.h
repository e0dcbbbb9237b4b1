#pragma once

#include <optional>
#include <vector>

#include "indexer/text/offset_map.h"
#include "model/case.h"
#include "model/document.h"
#include "model/match.h"

namespace retold {

/// The document that is being read, with all that is shown beside it and does not change while it
/// is read. Immutable; any thread.
class OpenDocument {
 public:
  /// `screened`: what the last screening found in it; matches in another text than `text` are left
  /// out, since their positions would be wrong. `explained`: the matches say what they mean and why
  /// they count, and not only where they stand.
  OpenDocument(Document document, Text text, std::optional<Case> itsCase, Candidate screened,
               bool explained = false);
  OpenDocument(const OpenDocument&) = delete;
  OpenDocument& operator=(const OpenDocument&) = delete;

  const Document& document() const { return document_; }
  const Text& text() const { return text_; }
  const std::optional<Case>& itsCase() const { return case_; }
  const Candidate& candidate() const { return candidate_; }
  const std::vector<Match>& matches() const { return candidate_.matches; }  ///< best first
  /// False where term, meaning, weight and reason of the matches are not known yet.
  bool isExplained() const { return explained_ || candidate_.matches.empty(); }
  /// Index of the match at this place, or of the first where there is none; none without matches.
  std::optional<int> matchAt(std::optional<ByteSpan> place) const;
  /// Indexes into matches(), in the order in which they stand in the text.
  const std::vector<int>& readingOrder() const { return readingOrder_; }
  /// True when the text was read anew after the screening: screen again to see matches.
  bool changedSinceScreening() const { return changed_; }
  const OffsetMap& offsets() const { return offsets_; }
  std::string_view quote(ByteSpan span) const;

 private:
  Document document_;
  Text text_;
  std::optional<Case> case_;
  Candidate candidate_;
  std::vector<int> readingOrder_;
  bool changed_ = false;
  bool explained_;
  OffsetMap offsets_;  ///< looks at text_
};

}  // namespace retold
