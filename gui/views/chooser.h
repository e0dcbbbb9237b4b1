#pragma once

#include <QAbstractListModel>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>
#include <cstdint>
#include <functional>
#include <vector>

namespace retold {

/// Lines, or those of them that hold what was typed. Above them may stand one for what was typed
/// itself.
class NarrowedLines final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit NarrowedLines(const QStringList& lines, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

  void setLines(const QStringList& lines);
  /// `own`: the line for what was typed; empty = none.
  void narrow(const QString& typed, const QString& own);
  /// Place in all lines; -1 = the line for what was typed.
  int lineAt(int row) const;
  /// What was typed, else the first line that begins so, else the first; -1 where there is none.
  int bestRow(const QString& typed) const;
  /// True for one of all lines, in whichever case of letters.
  bool isLine(const QString& typed) const;

 private:
  QStringList all_;
  std::vector<int> shown_;
  QString own_;
};

/// A window in which one of many lines is chosen: typing narrows the list, the arrows choose, Enter
/// takes the line, Esc leaves everything as it was. Deletes itself when it is closed.
class Chooser final : public QDialog {
  Q_OBJECT
 public:
  /// `what`: the question, above the list.
  Chooser(const QString& title, const QString& what, const QStringList& lines,
          QWidget* parent = nullptr);

  /// Lines come from elsewhere, a moment after something was typed: `seek` is asked at once and
  /// whenever the field changes, and found() answers. Enter waits for the answer.
  void seekBy(std::function<void(const QString& typed)> seek);
  /// `more`: how many there are beyond these.
  void found(const QStringList& lines, std::uint64_t more);
  /// Further questions, below the list.
  void addBelow(QWidget* widget);
  /// What the field says while it is empty.
  void setHint(const QString& hint);
  /// Gives what was typed a line of its own, above those that hold it, and Enter takes it: a name
  /// that is a part of another is not taken for that. `words`: what the line says; empty = none. A
  /// line that is just what was typed, or says these words, is taken itself.
  void offerTyped(std::function<QString(const QString& typed)> words);

 signals:
  /// Place in `lines`.
  void chosen(int line);
  /// Enter, where no line holds what was typed, or on the line of offerTyped().
  void typedOther(const QString& typed);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void narrow(const QString& typed);
  void take();

  QLineEdit* typed_;
  NarrowedLines* lines_;
  QListView* list_;
  QVBoxLayout* column_;
  std::function<QString(const QString&)> typedInWords_;
  std::function<void(const QString&)> seek_;
  bool seeking_ = false;
  bool takesFound_ = false;  ///< Enter was pressed meanwhile
  QLabel* more_;
};

}  // namespace retold
