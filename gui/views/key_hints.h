#pragma once

#include <QLabel>
#include <vector>

#include "gui/panel.h"

namespace retold {

/// The keys of the most used actions in one line at the bottom of the window; while something
/// special can be done, that instead.
class KeyHints final : public QLabel {
  Q_OBJECT
 public:
  explicit KeyHints(QWidget* parent = nullptr);

  void setActions(const std::vector<MenuAction>& actions);
  void showSpecial(const QString& text);

 private:
  QString usual_;
};

}  // namespace retold
