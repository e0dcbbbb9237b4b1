#pragma once

#include <QColor>
#include <QPlainTextEdit>
#include <QTextLayout>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "gui/open_document.h"
#include "gui/views/place_marks.h"

namespace retold {

/// A coded passage as the transcript shows it: underlined, with a stripe in the margin.
struct CodedPassage {
  ByteSpan span;
  QColor colour;
  QString label;  ///< what the stripe says when pointed at
};

/// A transcript to read and select in. Its positions are those of the stored text: spans go in and
/// come out in bytes, whatever the widget makes of the characters.
class TranscriptView final : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit TranscriptView(QWidget* parent = nullptr);
  ~TranscriptView() override;

  /// Stays where it is when only languages or boilerplate of the same text are others.
  void showDocument(std::shared_ptr<const OpenDocument> document);
  std::shared_ptr<const OpenDocument> shownDocument() const { return shown_; }
  /// What the margin says of places of the text.
  const std::vector<PlaceMark>& placeMarks() const { return places_; }
  void setCurrentMatch(std::optional<int> match);
  void setCodedPassages(std::vector<CodedPassage> passages);

  /// What is selected; none where nothing is.
  std::optional<ByteSpan> selectedPassage() const;
  /// Scrolls so that the passage is seen, with some lines before it.
  void reveal(ByteSpan passage);
  /// Where the selection ends, in coordinates of this widget: what is chosen for it appears there.
  QRect selectionRect() const;
  void clearSelection();
  /// Index into Text::turns of the turn at the cursor, or of the one before it; none where there is
  /// no turn.
  std::optional<std::size_t> turnAtCursor() const;
  std::optional<std::size_t> turnAt(std::uint64_t byte) const;
  /// The byte under the cursor.
  std::uint64_t byteAtCursor() const;
  /// Gives turns [begin, end) a ground of their own; none = no turn.
  void setMarkedTurns(std::optional<std::pair<std::size_t, std::size_t>> turns);
  /// The byte at which the topmost line that is seen begins.
  std::uint64_t topByte() const;
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
  /// A letter was typed while a passage is selected.
  void letterTyped(const QString& letter);
  /// The menu of the text was asked for; the cursor stands at the place.
  void menuWanted(const QPoint& global);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Margin;
  friend class Margin;

  bool startsTagging(const QKeyEvent& event) const;
  void paintSelectionReadably();
  /// Letters of speakers and of what a form prints.
  void formatLetters();
  void formatStretch(ByteSpan span, const QTextCharFormat& format,
                     std::map<int, QList<QTextLayout::FormatRange>>& formats) const;
  ByteSpan bytesOf(const QTextCursor& cursor) const;
  void markPassages();
  void placeMargin();
  void assignLanes();
  QTextEdit::ExtraSelection mark(ByteSpan span) const;

  std::shared_ptr<const OpenDocument> shown_;
  std::optional<int> currentMatch_;
  std::vector<CodedPassage> passages_;
  std::vector<PlaceMark> places_;
  int placesWidth_ = 0;  ///< pixels that the widest of places_ takes
  std::optional<std::pair<std::size_t, std::size_t>> markedTurns_;
  std::function<QString(std::uint64_t)> tip_;
  std::vector<int> lanes_;  ///< of passages_: stripes that would overlap stand side by side
  Margin* margin_ = nullptr;
  qreal systemPointSize_;
};

}  // namespace retold
