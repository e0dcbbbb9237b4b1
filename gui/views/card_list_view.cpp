#include "gui/views/card_list_view.h"

#include <QPainter>
#include <QSignalBlocker>

#include "gui/views/card.h"

namespace retold {

CardListView::CardListView(const QString& accessibleName, int quoteLines, int linesBelow,
                           QWidget* parent)
    : QListView(parent) {
  setAccessibleName(accessibleName);
  setItemDelegate(new CardDelegate(quoteLines, linesBelow, this));
  setUniformItemSizes(true);
  setMouseTracking(true);  // so that the row under the pointer is shown
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setTabKeyNavigation(false);
  connect(this, &QListView::activated, this,
          [this](const QModelIndex& index) { emit rowEntered(index.row()); });
}

void CardListView::setPlaceholder(const QString& text) {
  placeholder_ = text;
  setAccessibleDescription(text);
  viewport()->update();
}

void CardListView::showRow(int row) {
  quiet_ = true;
  setCurrentIndex(row < 0 ? QModelIndex() : model()->index(row, 0));
  quiet_ = false;
}

void CardListView::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
  QListView::currentChanged(current, previous);
  if (!quiet_ && current.isValid()) emit rowChosen(current.row());
}

void CardListView::paintEvent(QPaintEvent* event) {
  QListView::paintEvent(event);
  if (model() == nullptr || model()->rowCount() > 0 || placeholder_.isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(themeOf(palette()).quiet);
  painter.drawText(viewport()->rect().adjusted(16, 16, -16, -16),
                   Qt::AlignTop | Qt::AlignHCenter | Qt::TextWordWrap, placeholder_);
}

}  // namespace retold
