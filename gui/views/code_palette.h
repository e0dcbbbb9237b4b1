#pragma once

#include <QLineEdit>
#include <QWidget>
#include <vector>

#include "gui/models/code_list.h"
#include "gui/views/card_list_view.h"

namespace retold {

/// All codes in a list that stays: typing narrows it, Enter or a double click takes one, a code is
/// dragged onto the text, a passage dropped on a code.
class CodePalette final : public QWidget {
  Q_OBJECT
 public:
  using Suggest = std::function<std::vector<Code>(const QString& typed)>;

  /// `suggest`: codes for what was typed, best first; all where nothing was.
  explicit CodePalette(Suggest suggest, QWidget* parent = nullptr);

  /// The codes or the favourites are others.
  void refresh(std::vector<CodeId> favourites);

 signals:
  void chosen(const retold::CodeId& code);
  void passageDropped(const retold::CodeId& code, const retold::DraggedPassage& passage);

 private:
  Suggest suggest_;
  QLineEdit* typed_;
  CodeList* codes_;
  CardListView* list_;
};

}  // namespace retold
