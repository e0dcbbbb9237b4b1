#pragma once

#include <QMenuBar>
#include <optional>
#include <vector>

#include "gui/panel.h"

namespace retold {

/// The menus of the window. They show what belongs to the whole window and to the page that is
/// shown; a menu that holds nothing of the two is not there.
class Menus {
 public:
  /// What belongs to the window comes first, each part in the order of `actions`. `bar` must
  /// outlive it.
  Menus(QMenuBar& bar, std::vector<MenuAction> actions);

  QMenu& of(Menu menu) const;
  /// `page`: the one that is shown; none while no project is open. Enables what can be done there
  /// and hides what belongs elsewhere. Gives back what belongs there, that of the page first.
  std::vector<MenuAction> show(std::optional<Page> page);

 private:
  struct Filled {
    Menu menu;
    QMenu* shown;
  };

  void fill(const Filled& filled);

  std::vector<MenuAction> actions_;
  std::vector<Filled> menus_;
};

}  // namespace retold
