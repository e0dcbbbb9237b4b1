#pragma once

#include <QKeySequence>
#include <QList>
#include <QMap>
#include <optional>
#include <vector>

#include "gui/panel.h"
#include "gui/settings.h"

namespace retold {

/// The keys of the window's actions: their own ones, and those that the user gave them. `settings`
/// must outlive it.
class Shortcuts {
 public:
  /// Gives each action the keys that the user chose before.
  Shortcuts(std::vector<MenuAction> actions, Settings& settings);

  const std::vector<MenuAction>& actions() const { return actions_; }
  bool isChanged(const MenuAction& entry) const;
  /// The action that has this key where `entry` can be done, on the same page or on every page;
  /// null where the key is free.
  const MenuAction* holderOf(const QKeySequence& key, const MenuAction& entry) const;
  /// Gives the action this key alone; empty = none. Where another one holds it, that one loses it.
  void give(const MenuAction& entry, const QKeySequence& key);
  /// Back to the action's own keys. Where another action was given one of them, that one loses it.
  void reset(const MenuAction& entry);
  void resetAll();

 private:
  void set(const MenuAction& entry, const QList<QKeySequence>& keys);
  void takeFrom(const MenuAction& holder, const QKeySequence& key);

  std::vector<MenuAction> actions_;
  Settings& settings_;
  QMap<QString, QList<QKeySequence>> own_;
};

}  // namespace retold
