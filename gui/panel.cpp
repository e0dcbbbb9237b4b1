#include "gui/panel.h"

#include <QApplication>
#include <QPainter>

#include "gui/theme.h"

namespace retold {

namespace {
constexpr int kEdge = 10;
constexpr int kFocusLine = 3;
constexpr const char* kPossible = "possible";
}  // namespace

Panel::Panel(const QString& title, QWidget* parent)
    : QWidget(parent), title_(new QLabel(title)), column_(new QVBoxLayout(this)) {
  setAccessibleName(title);
  title_->setTextFormat(Qt::PlainText);
  QFont bold = title_->font();
  bold.setBold(true);
  bold.setPointSizeF(bold.pointSizeF() * 1.1);
  title_->setFont(bold);
  title_->setContentsMargins(kEdge, kEdge, kEdge, 0);
  title_->setWordWrap(true);
  title_->setVisible(!title.isEmpty());
  column_->setContentsMargins(0, kFocusLine, 0, 0);
  column_->setSpacing(4);
  column_->addWidget(title_);
  connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) {
    const bool within = now != nullptr && (now == this || isAncestorOf(now));
    if (within == focused_) return;
    focused_ = within;
    update();
  });
}

bool isInFront(const QAction& action) {
  const auto* panel = qobject_cast<const Panel*>(action.parent());
  return panel == nullptr || panel->isInFront();
}

bool isPossible(const QAction& action) {
  if (!isInFront(action)) return false;
  const QVariant said = action.property(kPossible);
  return !said.isValid() || said.toBool();
}

void Panel::setPossible(QAction* action, bool possible) {
  const QVariant said = action->property(kPossible);
  if ((!said.isValid() || said.toBool()) == possible) return;
  action->setProperty(kPossible, possible);
  emit possibleChanged();
}

void Panel::setInFront(bool inFront) {
  if (inFront_ == inFront) return;
  inFront_ = inFront;
  emit possibleChanged();
}

void Panel::adopt(Panel& part) {
  actions_.insert(actions_.end(), part.actions_.begin(), part.actions_.end());
  connect(&part, &Panel::hinted, this, &Panel::hinted);
  connect(&part, &Panel::possibleChanged, this, &Panel::possibleChanged);
}

// A control of a dying panel loses the focus, and nobody may look at the panel then.
Panel::~Panel() { qApp->disconnect(this); }

QAction* Panel::addMenuAction(Menu menu, const char* id, const QString& text,
                              const QList<QKeySequence>& keys, const QString& hint) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(id));
  action->setShortcuts(keys);
  action->setShortcutContext(Qt::WindowShortcut);
  actions_.push_back({menu, action, hint});
  return action;
}

void Panel::putInto(QMenu& submenu, QAction* action) {
  for (MenuAction& entry : actions_) {
    if (entry.action == action) entry.inSubmenu = true;
  }
  submenu.addAction(action);
}

void Panel::paintEvent(QPaintEvent* event) {
  QWidget::paintEvent(event);
  if (!focused_) return;
  QPainter painter(this);
  painter.fillRect(0, 0, width(), kFocusLine, themeOf(palette()).accent);
}

QuietLabel::QuietLabel(const QString& text, QWidget* parent) : QLabel(text, parent) {
  setTextFormat(Qt::PlainText);
  setWordWrap(true);
  QFont smaller = font();
  smaller.setPointSizeF(smaller.pointSizeF() * 0.92);
  setFont(smaller);
  setContentsMargins(kEdge, 0, kEdge, 0);
}

void QuietLabel::paintEvent(QPaintEvent* event) {
  // The palette that the label inherits says whether the ground is dark.
  const QColor colour = themeOf(parentWidget() ? parentWidget()->palette() : palette()).quiet;
  if (colour != colour_) {
    colour_ = colour;
    QPalette quiet;
    quiet.setColor(QPalette::WindowText, colour);
    setPalette(quiet);
  }
  QLabel::paintEvent(event);
}

}  // namespace retold
