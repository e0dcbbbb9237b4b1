#include "gui/shortcuts.h"

namespace retold {

namespace {

bool meet(const MenuAction& a, const MenuAction& b) {
  return !a.page || !b.page || *a.page == *b.page;
}

}  // namespace

Shortcuts::Shortcuts(std::vector<MenuAction> actions, Settings& settings)
    : actions_(std::move(actions)), settings_(settings) {
  for (const MenuAction& entry : actions_) {
    own_[entry.action->objectName()] = entry.action->shortcuts();
    const auto chosen = settings_.keys(entry.action->objectName());
    if (!chosen) continue;
    QList<QKeySequence> keys;
    for (const QString& key : *chosen) keys << QKeySequence(key, QKeySequence::PortableText);
    entry.action->setShortcuts(keys);
  }
}

bool Shortcuts::isChanged(const MenuAction& entry) const {
  return entry.action->shortcuts() != own_[entry.action->objectName()];
}

const MenuAction* Shortcuts::holderOf(const QKeySequence& key, const MenuAction& entry) const {
  if (key.isEmpty()) return nullptr;
  for (const MenuAction& other : actions_) {
    if (other.action != entry.action && meet(other, entry) &&
        other.action->shortcuts().contains(key)) {
      return &other;
    }
  }
  return nullptr;
}

void Shortcuts::set(const MenuAction& entry, const QList<QKeySequence>& keys) {
  entry.action->setShortcuts(keys);
  const QString name = entry.action->objectName();
  if (!isChanged(entry)) {
    settings_.setKeys(name, std::nullopt);
    return;
  }
  QStringList texts;
  for (const QKeySequence& key : keys) texts << key.toString(QKeySequence::PortableText);
  settings_.setKeys(name, texts);
}

void Shortcuts::takeFrom(const MenuAction& holder, const QKeySequence& key) {
  QList<QKeySequence> left = holder.action->shortcuts();
  left.removeAll(key);
  set(holder, left);
}

void Shortcuts::give(const MenuAction& entry, const QKeySequence& key) {
  while (const MenuAction* holder = holderOf(key, entry)) takeFrom(*holder, key);
  set(entry, key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{key});
}

void Shortcuts::reset(const MenuAction& entry) {
  const QList<QKeySequence> keys = own_[entry.action->objectName()];
  for (const QKeySequence& key : keys) {
    while (const MenuAction* holder = holderOf(key, entry)) takeFrom(*holder, key);
  }
  set(entry, keys);
}

void Shortcuts::resetAll() {
  for (const MenuAction& entry : actions_) set(entry, own_[entry.action->objectName()]);
}

}  // namespace retold
