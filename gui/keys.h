#pragma once

#include <QAction>
#include <QKeySequence>
#include <QPushButton>
#include <QString>
#include <functional>

namespace retold {

// Texts that name a key: the one that the user gave the action, not the one it came with.

/// The key of the action: "Ctrl+Z"; where it has none, what menus call it: "“Undo”".
QString keyOf(const QAction& action);
/// The same of the action that has this id (Panel::addMenuAction) in the window in front, or in
/// another one; `usual` where no window has it. For texts that are made when they are shown.
QString keyOf(const char* id, const QKeySequence& usual);
/// Of "edit.undo".
QString undoKey();
/// Of "read.screen-again".
QString screenKey();

/// Calls `show` now, and whenever the action has another key, as long as `context` lives.
void followKey(const QAction& action, QObject* context, const std::function<void()>& show);

/// "Settle…  (S)"; the text alone where the action has no key.
QString withKey(const QString& text, const QAction& action);
/// A button that does what the action does, is possible when it is, and says its key.
QPushButton* keyButton(QAction* action, const QString& text);

}  // namespace retold
