#include "gui/views/lock.h"

#include <QApplication>
#include <QDateTime>
#include <QEvent>
#include <QKeyEvent>
#include <QToolTip>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"

namespace retold {

namespace {

constexpr int kBetweenLooks = 5000;  ///< milliseconds

bool isInput(QEvent::Type type) {
  switch (type) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
      return true;
    default:
      return false;
  }
}

QKeySequence keyOf(const QKeyEvent& key) {
  const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
  return QKeySequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key.key())));
}

/// What must not reach the program while it is locked.
bool isKeptOut(QEvent::Type type) {
  switch (type) {
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
    case QEvent::Shortcut:
    case QEvent::InputMethod:
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseButtonDblClick:
    case QEvent::Wheel:
    case QEvent::ContextMenu:
    case QEvent::ToolTip:
    case QEvent::TouchBegin:
    case QEvent::DragEnter:
    case QEvent::Drop:
      return true;
    default:
      return false;
  }
}

}  // namespace

Lock::Lock(QObject* parent)
    : QObject(parent), clock_([] { return QDateTime::currentMSecsSinceEpoch(); }) {
  qApp->installEventFilter(this);
  connect(&idle_, &QTimer::timeout, this, &Lock::lockIfIdle);
}

Lock::~Lock() { unlock(); }

void Lock::setClock(std::function<qint64()> clock) {
  clock_ = std::move(clock);
  lastInput_ = clock_();
}

void Lock::setIdleLimit(int minutes) {
  idleLimit_ = minutes;
  lastInput_ = clock_();
  if (minutes > 0) {
    idle_.start(kBetweenLooks);
  } else {
    idle_.stop();
  }
}

void Lock::lockIfIdle() {
  constexpr qint64 kMinute = 60 * 1000;
  if (idleLimit_ > 0 && clock_() - lastInput_ >= idleLimit_ * kMinute) lock();
}

bool Lock::isHiddenAlready(const QWidget* window) const {
  return std::any_of(hidden_.begin(), hidden_.end(),
                     [window](const Hidden& each) { return each.window == window; });
}

void Lock::hide(QWidget* window) {
  Hidden hidden;
  hidden.window = window;
  hidden.title = window->windowTitle();
  hidden.focus = window->focusWidget();
  for (QObject* child : window->children()) {
    auto* widget = qobject_cast<QWidget*>(child);
    if (widget == nullptr || widget->isWindow() || widget->isHidden()) continue;
    widget->hide();
    hidden.children.emplace_back(widget);
  }
  window->setWindowTitle(tr("Locked"));
  auto* cover = new QWidget(window);
  cover->setObjectName(QStringLiteral("lock"));
  cover->setAutoFillBackground(true);
  cover->setAccessibleName(tr("Locked. The key that you chose brings everything back."));
  auto* says = new QuietLabel(tr("Locked. The key that you chose brings everything back."));
  says->setAlignment(Qt::AlignCenter);
  auto* column = new QVBoxLayout(cover);
  column->addWidget(says);
  cover->setGeometry(window->rect());
  cover->show();
  cover->raise();
  cover->setFocusPolicy(Qt::StrongFocus);
  cover->setFocus();
  hidden.cover = cover;
  hidden_.push_back(std::move(hidden));
}

void Lock::lock() {
  if (locked_) return;
  while (QWidget* popup = QApplication::activePopupWidget()) {
    if (!popup->close()) break;
  }
  QToolTip::hideText();
  locked_ = true;
  for (QWidget* window : QApplication::topLevelWidgets()) {
    if (window->isVisible()) hide(window);
  }
  emit lockedChanged(true);
}

void Lock::unlock() {
  if (!locked_) return;
  locked_ = false;
  std::vector<Hidden> hidden;
  hidden.swap(hidden_);
  for (const Hidden& each : hidden) {
    if (each.cover) {
      each.cover->hide();
      each.cover->deleteLater();  // it may be what the key was sent to
    }
    if (!each.window) continue;
    each.window->setWindowTitle(each.title);
    for (const QPointer<QWidget>& child : each.children) {
      if (child) child->show();
    }
    if (each.focus) each.focus->setFocus();
  }
  lastInput_ = clock_();
  emit lockedChanged(false);
}

bool Lock::eventFilter(QObject* watched, QEvent* event) {
  const QEvent::Type type = event->type();
  if (!locked_) {
    if (isInput(type)) lastInput_ = clock_();
    if (type != QEvent::KeyPress || action_ == nullptr) return false;
    if (!action_->shortcuts().contains(keyOf(*static_cast<const QKeyEvent*>(event)))) return false;
    lock();
    return true;
  }
  auto* widget = qobject_cast<QWidget*>(watched);
  if (type == QEvent::Show && widget != nullptr && widget->isWindow() && !isHiddenAlready(widget)) {
    hide(widget);
    return false;
  }
  if (type == QEvent::Resize && widget != nullptr) {
    for (const Hidden& each : hidden_) {
      if (each.window == widget && each.cover) each.cover->setGeometry(widget->rect());
    }
    return false;
  }
  if (type == QEvent::ShortcutOverride) {
    event->accept();  // no shortcut of the program is taken for this key
    return true;
  }
  if (type == QEvent::KeyPress) {
    if (keyOf(*static_cast<const QKeyEvent*>(event)) == key_) unlock();
    return true;
  }
  return isKeptOut(type);
}

}  // namespace retold
