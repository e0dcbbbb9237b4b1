#pragma once

#include <QColor>
#include <QPlainTextEdit>
#include <memory>
#include <optional>
#include <vector>

#include "gui/open_document.h"

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

  void showDocument(std::shared_ptr<const OpenDocument> document);
  void setCurrentMatch(std::optional<int> match);
  void setCodedPassages(std::vector<CodedPassage> passages);

  /// What is selected; none where nothing is.
  std::optional<ByteSpan> selectedPassage() const;
  /// Scrolls so that the passage is seen, with some lines before it.
  void reveal(ByteSpan passage);
  /// Where the selection ends, in coordinates of this widget: what is chosen for it appears there.
  QRect selectionRect() const;
  void clearSelection();
  /// Letters that many steps larger (or smaller) than the system's.
  void setTextSteps(int steps);

 signals:
  /// A letter was typed while a passage is selected.
  void letterTyped(const QString& letter);

 protected:
  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  class Margin;
  friend class Margin;

  bool startsTagging(const QKeyEvent& event) const;
  void paintSelectionReadably();
  void markSpeakers();
  void markPassages();
  void placeMargin();
  void assignLanes();
  QTextEdit::ExtraSelection mark(ByteSpan span) const;

  std::shared_ptr<const OpenDocument> shown_;
  std::optional<int> currentMatch_;
  std::vector<CodedPassage> passages_;
  std::vector<int> lanes_;  ///< of passages_: stripes that would overlap stand side by side
  Margin* margin_ = nullptr;
  qreal systemPointSize_;
};

}  // namespace retold
