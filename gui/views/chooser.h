#pragma once

#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QStringListModel>
#include <QVBoxLayout>

namespace retold {

/// A window in which one of many lines is chosen: typing narrows the list, the arrows choose, Enter
/// takes the line, Esc leaves everything as it was. Deletes itself when it is closed.
class Chooser final : public QDialog {
  Q_OBJECT
 public:
  /// `what`: the question, above the list.
  Chooser(const QString& title, const QString& what, const QStringList& lines,
          QWidget* parent = nullptr);

  /// Further questions, below the list.
  void addBelow(QWidget* widget);
  /// What the field says while it is empty.
  void setHint(const QString& hint);

 signals:
  /// Place in `lines`.
  void chosen(int line);
  /// Enter, where no line holds what was typed.
  void typedOther(const QString& typed);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void narrow(const QString& typed);
  void take();

  QLineEdit* typed_;
  QStringListModel* lines_;
  QSortFilterProxyModel* narrowed_;
  QListView* list_;
  QVBoxLayout* column_;
};

}  // namespace retold
