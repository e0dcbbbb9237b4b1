#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <functional>

#include "gui/models/code_list.h"

namespace retold {

/// A small window within the window: type the first letters of a code, choose with the arrows,
/// Enter takes it, Escape leaves. Closes when it loses the focus.
class CodeFinder final : public QFrame {
  Q_OBJECT
 public:
  using Suggest = std::function<std::vector<Code>(const QString& typed)>;

  /// `suggest`: codes for what was typed, best first.
  explicit CodeFinder(Suggest suggest, QWidget* parent);

  /// Opens near `anchor` (in coordinates of the parent) for a passage. `letter`: what was typed to
  /// open it, and the first letter of the code unless it was the key of this action ("t") and no
  /// code goes on like that.
  void open(const QRect& anchor, const QString& passage, const QString& letter);

 signals:
  void chosen(const retold::CodeId& code);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void find();
  void choose(const QModelIndex& index);
  void leave();
  bool key(int key);

  Suggest suggest_;
  bool mayDropLetter_ = false;
  QLabel* passage_;
  QLineEdit* typed_;
  CodeList* codes_;
  QListView* list_;
  QLabel* nothing_;
};

}  // namespace retold
