#pragma once

#include <QBasicTimer>
#include <QPlainTextEdit>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "gui/open_document.h"
#include "gui/views/coded_passage.h"
#include "gui/views/margin.h"
#include "gui/views/place_marks.h"
#include "gui/views/speaker_colours.h"
#include "gui/views/text_marks.h"
#include "queries/tag/snapping.h"

namespace retold {

class TranscriptLayout;

/// A transcript to read and select in. Its positions are those of the stored text: spans go in and
/// come out in bytes, whatever the widget makes of the characters. The text cannot be changed; what
/// is copied or dragged out of it are the words of the stored text.
class TranscriptView final : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit TranscriptView(QWidget* parent = nullptr);
  ~TranscriptView() override;

  /// Stays where it is when only languages or boilerplate of the same text are others.
  void showDocument(std::shared_ptr<const OpenDocument> document);
  std::shared_ptr<const OpenDocument> shownDocument() const { return shown_; }
  /// What the margin says of places of the text.
  const std::vector<PlaceMark>& placeMarks() const { return margin_->places(); }
  Margin& margin() const { return *margin_; }
  void setCurrentMatch(std::optional<int> match);
  std::optional<int> currentMatch() const { return currentMatch_; }
  void setCodedPassages(std::vector<CodedPassage> passages);
  void setFlaggedPassages(std::vector<FlaggedPassage> passages);
  /// The coding that keys act on: its passage has a ground of its own.
  void setCurrentCoding(std::optional<CodingId> coding);
  /// What was looked for in the document.
  void setFound(std::vector<ByteSpan> found);
  void setNumbers(MarginNumbers numbers) { margin_->setNumbers(numbers); }

  /// What is selected; none where nothing is.
  std::optional<ByteSpan> selectedPassage() const;
  void select(ByteSpan passage);
  /// Widens what is selected, or the place of the cursor, to whole words, sentences or turns.
  void widenSelection(TextUnit unit);
  /// To the next larger unit.
  void widenSelection();
  /// Widens each selection that is made with the mouse; none = as it was made.
  void setSnap(std::optional<TextUnit> unit) { snap_ = unit; }
  /// Scrolls so that the passage is seen, with some lines before it.
  void reveal(ByteSpan passage);
  /// Where the selection ends, in coordinates of this widget: what is chosen for it appears there.
  QRect selectionRect() const;
  void clearSelection();
  /// Index into Text::turns of the turn at the cursor, or of the one before it; none where there is
  /// no turn.
  std::optional<std::size_t> turnAtCursor() const;
  std::optional<std::size_t> turnAt(std::uint64_t byte) const;
  /// How the paragraph of this byte is read.
  Qt::LayoutDirection directionAt(std::uint64_t byte) const;
  /// The byte under the cursor.
  std::uint64_t byteAtCursor() const;
  /// Gives turns [begin, end) a ground of their own; none = no turn.
  void setMarkedTurns(std::optional<std::pair<std::size_t, std::size_t>> turns);
  /// The byte at which the topmost line that is seen begins.
  std::uint64_t topByte() const;
  /// From the paragraph at the top to the one at the bottom of what is seen.
  ByteSpan seenBytes() const;
  /// Top and bottom of the lines that the passage touches, in coordinates of the viewport; none
  /// where it is out of sight. Lays out nothing but what is seen.
  std::optional<std::pair<qreal, qreal>> extentOf(ByteSpan passage) const;
  /// Calls `visit` with the number (from 0), top and height of each paragraph that is seen.
  void eachParagraphSeen(const std::function<void(int, qreal, qreal)>& visit) const;
  /// Scrolls so that the line of `byte` stands `linesBelowTop` below the top, as far as the text
  /// goes.
  void scrollTo(std::uint64_t byte, int linesBelowTop = 0);
  /// How many lines below the top the line of `byte` is seen; none where it is out of sight.
  std::optional<int> linesBelowTop(std::uint64_t byte) const;
  /// What a place of the text says when pointed at; empty = nothing.
  void setTip(std::function<QString(std::uint64_t byte)> tip) { tip_ = std::move(tip); }
  /// Letters that many steps larger (or smaller) than the system's.
  void setTextSteps(int steps);

 signals:
  /// A letter was typed while a passage is selected: as long as that is seen, letters are the
  /// beginning of a code, also of a further one, and never keys of the window.
  void letterTyped(const QString& letter);
  /// 1 to 9 as another script writes them, while a passage is selected. (Those of ASCII are keys of
  /// the window, which the user may change.)
  void digitTyped(int digit);
  /// A code was dropped on the text: on the selection, or on the sentence at the place.
  void codeDropped(const retold::CodeId& code, retold::ByteSpan passage);
  /// The menu of the text was asked for; the cursor stands at the place.
  void menuWanted(const QPoint& global);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  QMimeData* createMimeDataFromSelection() const override;
  bool canInsertFromMimeData(const QMimeData* source) const override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dragMoveEvent(QDragMoveEvent* event) override;
  void dragLeaveEvent(QDragLeaveEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  bool startsTagging(const QKeyEvent& event) const;
  int favouriteOf(const QKeyEvent& event) const;
  void paintSelectionReadably();
  void paintMarkedTurns();
  QList<QTextLayout::FormatRange> formatsOf(const QTextBlock& block) const;
  ByteSpan bytesOf(const QTextCursor& cursor) const;
  QTextBlock blockOf(std::uint64_t byte) const;
  /// Where a block begins and ends in the stored text.
  ByteSpan bytesOf(const QTextBlock& block) const;
  void markAnew();
  /// Hands the marks near what is seen to the widget, which looks at each of its own whenever it
  /// paints.
  void coverSeen(bool anew);
  void placeMargin();
  qreal edgeOf(const QTextBlock& block, int position, bool bottom) const;
  ByteSpan dropTarget(const QPoint& at) const;
  void setDropTarget(std::optional<ByteSpan> target);

  std::shared_ptr<const OpenDocument> shown_;
  SpeakerColours speakers_;
  TranscriptLayout* layout_;
  Margin* margin_;
  std::optional<int> currentMatch_;
  std::optional<CodingId> currentCoding_;
  std::vector<ByteSpan> found_;
  std::optional<ByteSpan> dropTarget_;
  std::vector<TextMark> marks_;
  ByteSpan covered_;  ///< marks within it were handed over
  std::optional<std::pair<std::size_t, std::size_t>> markedTurns_;
  std::function<QString(std::uint64_t)> tip_;
  std::optional<TextUnit> snap_;
  QBasicTimer thirdClick_;  ///< runs while another click makes a double click a triple one
  QPoint doubleClicked_;
  qreal systemPointSize_;
};

}  // namespace retold
