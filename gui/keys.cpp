#include "gui/keys.h"

#include <QApplication>
#include <QWidget>

#include "gui/panel.h"

namespace retold {

namespace {

const QAction* actionOf(const char* id) {
  const QLatin1String name(id);
  if (const QWidget* front = QApplication::activeWindow()) {
    if (const auto* action = front->findChild<QAction*>(name)) return action;
  }
  const QWidgetList windows = QApplication::topLevelWidgets();
  for (const QWidget* window : windows) {
    if (const auto* action = window->findChild<QAction*>(name)) return action;
  }
  return nullptr;
}

QString keyText(const QAction& action) {
  return action.shortcut().toString(QKeySequence::NativeText);
}

}  // namespace

QString keyOf(const QAction& action) {
  const QString key = keyText(action);
  if (!key.isEmpty()) return key;
  return QStringLiteral("“%1”").arg(action.text().remove(QLatin1Char('&')));
}

QString keyOf(const char* id, const QKeySequence& usual) {
  const QAction* action = actionOf(id);
  return action != nullptr ? keyOf(*action) : usual.toString(QKeySequence::NativeText);
}

QString undoKey() { return keyOf("edit.undo", QKeySequence::Undo); }

QString screenKey() { return keyOf("read.screen-again", Qt::Key_F5); }

void followKey(const QAction& action, QObject* context, const std::function<void()>& show) {
  QObject::connect(&action, &QAction::changed, context,
                   [&action, show, shown = keyOf(action)]() mutable {
                     if (keyOf(action) == shown) return;
                     shown = keyOf(action);
                     show();
                   });
  show();
}

QString withKey(const QString& text, const QAction& action) {
  const QString key = keyText(action);
  return key.isEmpty() ? text : QStringLiteral("%1  (%2)").arg(text, key);
}

QPushButton* keyButton(QAction* action, const QString& text) {
  auto* button = new QPushButton;
  button->setAccessibleName(text);
  followKey(*action, button, [button, action, text] { button->setText(withKey(text, *action)); });
  QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
  const auto follow = [button, action] { button->setEnabled(isPossible(*action)); };
  QObject::connect(action, &QAction::changed, button, follow);
  follow();
  return button;
}

}  // namespace retold
