#pragma once

#include <QAction>
#include <QToolButton>
#include <QWidget>
#include <vector>

#include "gui/views/dragged.h"
#include "model/codebook.h"

namespace retold {

/// The favourite codes as a row of buttons that show the keys that tag with them. A button can be
/// dragged onto the text, and a passage dropped on it. Hidden where there is none.
class FavouritesBar final : public QWidget {
  Q_OBJECT
 public:
  explicit FavouritesBar(QWidget* parent = nullptr);

  /// `actions`: what tags with the codes, in their order; the user may change its keys. They must
  /// outlive the bar.
  void setCodes(const std::vector<Code>& codes, const QList<QAction*>& actions);

 signals:
  void chosen(const retold::CodeId& code);
  void passageDropped(const retold::CodeId& code, const retold::DraggedPassage& passage);

 private:
  QWidget* row_ = nullptr;
};

}  // namespace retold
