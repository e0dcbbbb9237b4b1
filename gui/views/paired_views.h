#pragma once

#include <QObject>
#include <vector>

#include "gui/views/transcript_view.h"
#include "queries/translate/align.h"

namespace retold {

/// Keeps an original and its translation together: what is read on one side stands at the same
/// height on the other, and the turns that belong together have a ground of their own. The
/// alignment is a guess that helps reading. Both views must outlive it.
class PairedViews final : public QObject {
  Q_OBJECT
 public:
  PairedViews(TranscriptView& open, TranscriptView& other, QObject* parent = nullptr);

  /// Both views show their documents already. `other`: which of the two the other view shows.
  void pair(std::vector<AlignedTurns> turns, Side other);
  void part();
  bool isPaired() const { return !turns_.empty(); }

 private:
  struct Range {
    std::size_t begin, end;
  };
  TranscriptView& partnerOf(const TranscriptView& view) const;
  Range turnsOf(const AlignedTurns& aligned, const TranscriptView& view) const;
  std::optional<std::size_t> placeOf(std::size_t turn, const TranscriptView& view) const;
  /// Where the turns of `range` begin and what follows them begins, in the text of `view`.
  ByteSpan stretch(Range range, const TranscriptView& view) const;
  void moveCurrent(const TranscriptView& moved);
  void follow(const TranscriptView& moved);
  void alignTops(const TranscriptView& moved, TranscriptView& partner) const;

  TranscriptView& open_;
  TranscriptView& other_;
  std::vector<AlignedTurns> turns_;
  Side otherSide_ = Side::Translation;
  std::optional<std::size_t> current_;  ///< in turns_
  bool following_ = false;              ///< one view scrolls because the other did
};

}  // namespace retold
