#include "gui/views/favourites_bar.h"

#include <QApplication>
#include <QDrag>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMouseEvent>
#include <QPainter>

#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/flow_layout.h"

namespace retold {

namespace {

class CodeButton final : public QToolButton {
 public:
  CodeButton(const Code& code, const QAction& action, FavouritesBar& bar) : code_(code), bar_(bar) {
    showKey(action.shortcut().toString(QKeySequence::NativeText));
    connect(&action, &QAction::changed, this, [this, tagging = &action] {
      showKey(tagging->shortcut().toString(QKeySequence::NativeText));
    });
    setAutoRaise(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::NoFocus);  // its key is the way of the keyboard
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    QPixmap chip(kChip, kChip);
    chip.fill(Qt::transparent);
    QPainter painter(&chip);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(themeOf(palette()).code(code));
    painter.drawRoundedRect(chip.rect(), 3, 3);
    setIcon(QIcon(chip));
    connect(this, &QToolButton::clicked, &bar, [this] { emit bar_.chosen(code_.id); });
  }

 protected:
  void mousePressEvent(QMouseEvent* event) override {
    pressed_ = event->position().toPoint();
    QToolButton::mousePressEvent(event);
  }

  void mouseMoveEvent(QMouseEvent* event) override {
    QToolButton::mouseMoveEvent(event);
    const QPoint moved = event->position().toPoint() - pressed_;
    const bool far = moved.manhattanLength() >= QApplication::startDragDistance();
    if (!event->buttons().testFlag(Qt::LeftButton) || !far) return;
    setDown(false);
    auto* dragged = new QMimeData;
    putCode(*dragged, code_.id);
    QDrag drag(this);
    drag.setMimeData(dragged);
    drag.exec(Qt::CopyAction);
  }

  void dragEnterEvent(QDragEnterEvent* event) override {
    if (passageIn(*event->mimeData())) event->acceptProposedAction();
  }

  void dropEvent(QDropEvent* event) override {
    const auto passage = passageIn(*event->mimeData());
    if (!passage) return;
    event->acceptProposedAction();
    emit bar_.passageDropped(code_.id, *passage);
  }

 private:
  void showKey(const QString& key) {
    const QString label = toQString(code_.label);
    const QString name = toQString(code_.name);
    const QString shown = onButton(fontMetrics().elidedText(label, Qt::ElideRight, kWidest));
    if (key.isEmpty()) {
      setText(shown);
      setToolTip(FavouritesBar::tr("%1: tags the selection").arg(name));
      setAccessibleName(FavouritesBar::tr("Tag with %1").arg(label));
      return;
    }
    setText(QStringLiteral("%1 %2").arg(key, shown));
    setToolTip(FavouritesBar::tr("%1: tags the selection (key %2)").arg(name, key));
    setAccessibleName(FavouritesBar::tr("Tag with %1, key %2").arg(label, key));
  }

  static constexpr int kWidest = 150;
  static constexpr int kChip = 10;
  Code code_;
  FavouritesBar& bar_;
  QPoint pressed_;
};

}  // namespace

FavouritesBar::FavouritesBar(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Favourite codes"));
  auto* column = new QHBoxLayout(this);
  column->setContentsMargins(8, 0, 8, 2);
  hide();
}

void FavouritesBar::setCodes(const std::vector<Code>& codes, const QList<QAction*>& actions) {
  if (row_ != nullptr) row_->deleteLater();
  row_ = new QWidget;
  auto* buttons = new FlowLayout(row_);
  buttons->setContentsMargins(0, 0, 0, 0);
  buttons->setSpacing(2);
  for (std::size_t i = 0; i < codes.size(); ++i) {
    buttons->addWidget(new CodeButton(codes[i], *actions[static_cast<qsizetype>(i)], *this));
  }
  layout()->addWidget(row_);
  setVisible(!codes.empty());
}

}  // namespace retold
