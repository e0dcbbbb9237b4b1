#include "gui/menus.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>
#include <map>

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

/// Entries that begin a group, in the order in which groups of one menu stand; a line parts them.
/// What comes before the first of them comes first.
constexpr const char* kGroups[] = {"project.import-folder",
                                   "project.files",
                                   "project.coder",
                                   "edit.history",
                                   "go.back",
                                   "go.add-filter",
                                   "view.hide-texts",
                                   "view.lock",
                                   "read.confirm",
                                   "read.confirm-hit",
                                   "read.skip",
                                   "read.favourites",
                                   "read.note",
                                   "read.end-later",
                                   "read.split",
                                   "read.concern",
                                   "read.accept-place",
                                   "read.next-hit",
                                   "read.next-coding",
                                   "read.copy",
                                   "read.find",
                                   "read.select-words",
                                   "read.language-of-passage",
                                   "read.translation-of",
                                   "read.write-memo"};
constexpr const char* kLast = "project.quit";

/// Place of the group that the entry begins; none where it goes on with the one before it.
std::optional<std::size_t> groupBegunBy(const QAction& action) {
  const auto at = std::find_if(std::begin(kGroups), std::end(kGroups), [&](const char* id) {
    return action.objectName() == QLatin1String(id);
  });
  return at == std::end(kGroups) ? std::nullopt : std::optional<std::size_t>(at - kGroups + 1);
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
  QAction* last = nullptr;
  for (const bool ofPage : {false, true}) {
    std::map<std::size_t, std::vector<QAction*>> groups;
    std::size_t group = 0;
    for (const MenuAction& entry : actions_) {
      if (entry.menu != filled.menu || entry.inSubmenu || entry.page.has_value() != ofPage) {
        continue;
      }
      if (entry.action->objectName() == QLatin1String(kLast)) {
        last = entry.action;
        continue;
      }
      group = groupBegunBy(*entry.action).value_or(group);
      groups[group].push_back(entry.action);
    }
    for (const auto& [place, entries] : groups) {
      filled.shown->addSeparator();
      for (QAction* entry : entries) filled.shown->addAction(entry);
    }
  }
  if (last == nullptr) return;
  filled.shown->addSeparator();
  filled.shown->addAction(last);
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
  std::stable_partition(here.begin(), here.end(),
                        [](const MenuAction& entry) { return entry.page.has_value(); });
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
