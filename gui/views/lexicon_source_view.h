#pragma once

#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTimer>
#include <QWidget>

#include "gui/lexicon_desk.h"

namespace retold {

/// Plain text with the numbers of its lines beside it.
class NumberedText final : public QPlainTextEdit {
  Q_OBJECT
 public:
  explicit NumberedText(QWidget* parent = nullptr);

  /// Lines that have a fault (true) or a warning, from 1, marked beside their numbers.
  void setMarks(std::vector<std::pair<int, bool>> marks);
  void showLine(int line, int column = 1);
  int marginWidth() const;
  void paintMargin(QPaintEvent& event);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  class Margin;
  void place();

  QWidget* margin_;
  std::vector<std::pair<int, bool>> marks_;
};

/// A lexicon as the file it is, to be changed as a whole, with its faults below.
class LexiconSourceView final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconSourceView(LexiconDesk& desk, QWidget* parent = nullptr);
  /// Puts what was typed onto the desk at once.
  void commit();
  NumberedText* text() const { return text_; }
  QListWidget* faults() const { return faults_; }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  QString typedText() const;
  void showText();
  void showFaults();

  LexiconDesk& desk_;
  NumberedText* text_;
  QLabel* summary_;
  QListWidget* faults_;
  QTimer pause_;
  bool typing_ = false;  ///< what is on the desk comes from here
};

}  // namespace retold
