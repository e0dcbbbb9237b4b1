#include "gui/menus.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

namespace retold {

namespace {

struct MenuTitle {
  Menu menu;
  const char* title;
};

constexpr MenuTitle kMenus[] = {
    {Menu::Project, QT_TRANSLATE_NOOP("retold::MainWindow", "&Project")},
    {Menu::Edit, QT_TRANSLATE_NOOP("retold::MainWindow", "&Edit")},
    {Menu::Go, QT_TRANSLATE_NOOP("retold::MainWindow", "&Go")},
    {Menu::Judge, QT_TRANSLATE_NOOP("retold::MainWindow", "&Judge and tag")},
    {Menu::Document, QT_TRANSLATE_NOOP("retold::MainWindow", "&Document")},
    {Menu::View, QT_TRANSLATE_NOOP("retold::MainWindow", "&View")},
    {Menu::Help, QT_TRANSLATE_NOOP("retold::MainWindow", "&Help")},
};

/// Before these, a line parts the menu.
constexpr const char* kBeginsGroup[] = {"project.import-folder",
                                        "project.files",
                                        "project.coder",
                                        "edit.history",
                                        "go.back",
                                        "go.add-filter",
                                        "read.note",
                                        "read.end-later",
                                        "read.split",
                                        "read.concern",
                                        "read.next-hit",
                                        "read.next-coding",
                                        "read.select-words",
                                        "read.translation-of"};
constexpr const char* kLast = "project.quit";

bool beginsGroup(const QAction& action) {
  return std::any_of(std::begin(kBeginsGroup), std::end(kBeginsGroup),
                     [&](const char* id) { return action.objectName() == QLatin1String(id); });
}

}  // namespace

Menus::Menus(QMenuBar& bar, std::vector<MenuAction> actions) : actions_(std::move(actions)) {
  for (const MenuTitle& title : kMenus) {
    menus_.push_back(
        {title.menu, bar.addMenu(QCoreApplication::translate("retold::MainWindow", title.title))});
    fill(menus_.back());
  }
}

void Menus::fill(const Filled& filled) {
  const auto add = [&](bool ofPage) {
    for (const MenuAction& entry : actions_) {
      const bool last = entry.action->objectName() == QLatin1String(kLast);
      if (entry.menu != filled.menu || entry.inSubmenu || last) continue;
      if (entry.page.has_value() != ofPage) continue;
      if (beginsGroup(*entry.action)) filled.shown->addSeparator();
      filled.shown->addAction(entry.action);
    }
  };
  add(false);
  filled.shown->addSeparator();
  add(true);
  for (const MenuAction& entry : actions_) {
    if (entry.menu != filled.menu || entry.action->objectName() != QLatin1String(kLast)) continue;
    filled.shown->addSeparator();
    filled.shown->addAction(entry.action);
  }
}

QMenu& Menus::of(Menu menu) const {
  return *std::find_if(menus_.begin(), menus_.end(), [menu](const Filled& each) {
            return each.menu == menu;
          })->shown;
}

std::vector<MenuAction> Menus::show(std::optional<Page> page) {
  std::vector<MenuAction> here;
  for (const MenuAction& entry : actions_) {
    const bool belongs = !entry.page || entry.page == page;
    const bool there = page || !entry.needsProject;
    // In this order: an action that is hidden cannot be enabled.
    entry.action->setVisible(belongs && isInFront(*entry.action));
    entry.action->setEnabled(belongs && there && isPossible(*entry.action));
    if (belongs) here.push_back(entry);
  }
  for (const Filled& filled : menus_) {
    const bool any = std::any_of(here.begin(), here.end(), [&](const MenuAction& entry) {
      return entry.menu == filled.menu && entry.action->isVisible() &&
             (page || !entry.needsProject);
    });
    filled.shown->menuAction()->setVisible(any);
  }
  return here;
}

}  // namespace retold
