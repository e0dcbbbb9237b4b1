#pragma once

#include <QLabel>
#include <QWidget>

#include "gui/panel.h"
#include "gui/views/transcript_view.h"
#include "queries/tag/transfer.h"

namespace retold {

/// The older and the newer text of a document side by side, both at the place of one coding, and
/// below them what is different in its words.
class TextPair final : public QWidget {
  Q_OBJECT
 public:
  explicit TextPair(QWidget* parent = nullptr);

  void show(std::shared_ptr<const OpenDocument> older, std::shared_ptr<const OpenDocument> newer,
            const Transfer& transfer, const QString& code);
  void clear();
  /// What is selected in the newer text.
  std::optional<ByteSpan> chosen() const;
  TranscriptView& newer() { return *newer_; }

 signals:
  void chosenChanged();
  /// A letter was typed into one of the texts while a passage is selected.
  void letterTyped(const QString& letter);

 private:
  QWidget* side(const QString& title, QLabel* when, TranscriptView* view);

  TranscriptView* older_;
  TranscriptView* newer_;
  QuietLabel* olderWhen_;
  QuietLabel* newerWhen_;
  QLabel* differences_;
};

/// What is left out struck through, what is put in underlined, as rich text.
QString differencesInLine(const std::string& before, const std::string& after);

}  // namespace retold
