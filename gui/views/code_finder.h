#pragma once

#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <functional>

#include "gui/models/code_list.h"

namespace retold {

/// A small window within the window: type the first letters of a code, choose with the arrows,
/// Enter takes it, Escape leaves. Closes when it loses the focus. With nothing typed the favourites
/// come first and a digit takes one.
class CodeFinder final : public QFrame {
  Q_OBJECT
 public:
  using Suggest = std::function<std::vector<Code>(const QString& typed)>;

  /// `suggest`: codes for what was typed, best first.
  explicit CodeFinder(Suggest suggest, QWidget* parent);

  /// Those that the digits take, and that are shown first; Ctrl+B makes the chosen code one of them
  /// or takes it from them.
  void setFavourites(std::vector<CodeId> favourites);
  /// Offers a new code named by what was typed (Ctrl+Enter).
  void offerNew(bool offered);
  /// Opens near `anchor` (in coordinates of the parent) for a passage. `letter`: what was typed to
  /// open it, and the first letter of the code unless it was the key of this action ("t") and no
  /// code goes on like that.
  void open(const QRect& anchor, const QString& passage, const QString& letter);
  /// The same with another question than "Tag … with".
  void ask(const QRect& anchor, const QString& question, const QString& letter);

 signals:
  void chosen(const retold::CodeId& code);
  /// Shift+Enter: the code is taken, and the finder stays for another one.
  void chosenToo(const retold::CodeId& code);
  void newWanted(const QString& typed);
  void favouriteToggled(const retold::CodeId& code);
  void closed();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void find();
  void choose(const QModelIndex& index);
  bool chooseFavourite(const QString& digit);
  void enter(Qt::KeyboardModifiers modifiers);
  void leave();
  bool key(const QKeyEvent& event);
  CodeId currentCode() const;
  void showKeys();

  Suggest suggest_;
  bool mayDropLetter_ = false;
  bool offersNew_ = false;
  std::vector<CodeId> favourites_;
  QLabel* question_;
  QLineEdit* typed_;
  CodeList* codes_;
  QListView* list_;
  QLabel* nothing_;
  QLabel* keys_;
};

}  // namespace retold
