#pragma once

#include <QToolButton>
#include <QWidget>
#include <vector>

#include "gui/views/dragged.h"
#include "model/codebook.h"

namespace retold {

/// The codes that the keys 1 to 9 tag with, as a row of buttons with their numbers. A button can be
/// dragged onto the text, and a passage dropped on it. Hidden where there is none.
class FavouritesBar final : public QWidget {
  Q_OBJECT
 public:
  explicit FavouritesBar(QWidget* parent = nullptr);

  void setCodes(const std::vector<Code>& codes);

 signals:
  void chosen(const retold::CodeId& code);
  void passageDropped(const retold::CodeId& code, const retold::DraggedPassage& passage);

 private:
  QWidget* row_ = nullptr;
};

}  // namespace retold
