#pragma once

#include <QLabel>
#include <QPlainTextEdit>
#include <QTimer>
#include <functional>

#include "gui/panel.h"

namespace retold {

/// A field for what a researcher writes that does not lose it: it is stored with Ctrl+Enter, when
/// the field is left, when typing pauses for ten seconds, and while one goes on typing every half
/// minute. So a program that is killed loses at most half a minute, and each time is one change
/// that can be undone. A line below says what is stored.
class NoteField final : public QWidget {
  Q_OBJECT
 public:
  /// Stores a text; false where that could not be done: then the text stays as typed.
  using Saver = std::function<bool(const QString& text)>;

  /// `name`: of the field, for screen readers.
  NoteField(const QString& name, Saver save, QWidget* parent = nullptr);

  /// Shows what is stored, in place of what stood there: save() first.
  void show(const QString& text, bool editable);
  /// What is stored now, where nothing else was typed since; else what was typed stays.
  void follow(const QString& text);
  /// As it was typed, with its no-break spaces.
  QString text() const;
  bool isEdited() const { return edited_; }
  /// Stores what was typed. True where nothing is left to store.
  bool save();
  /// Stores nothing any more: what it was stored in is gone.
  void disarm();
  void setHint(const QString& hint) { field_->setPlaceholderText(hint); }
  /// What the line below says while all is stored.
  void setStoredLine(const QString& line);

 signals:
  /// Escape, or Ctrl+Enter once the text is stored: the keyboard goes back to where one came from.
  void left();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void noticeTyping();
  void showState();

  Saver save_;
  QPlainTextEdit* field_;
  QuietLabel* state_;
  QTimer* pause_;   ///< since the last letter
  QTimer* oldest_;  ///< since the first letter that is not stored
  QString stored_;
  QString storedLine_;
  bool edited_ = false;
  bool saving_ = false;
  bool refused_ = false;
};

}  // namespace retold
