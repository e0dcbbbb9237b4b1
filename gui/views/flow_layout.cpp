#include "gui/views/flow_layout.h"

#include <QStyle>
#include <QWidget>
#include <algorithm>

namespace retold {

FlowLayout::~FlowLayout() {
  for (const QLayoutItem* item : items_) delete item;
}

void FlowLayout::addItem(QLayoutItem* item) { items_.push_back(item); }

void FlowLayout::insertWidget(int index, QWidget* widget) {
  addChildWidget(widget);
  items_.insert(items_.begin() + std::clamp(index, 0, count()), new QWidgetItem(widget));
  invalidate();
}

int FlowLayout::count() const { return static_cast<int>(items_.size()); }

QLayoutItem* FlowLayout::itemAt(int index) const {
  return index >= 0 && index < count() ? items_[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem* FlowLayout::takeAt(int index) {
  QLayoutItem* item = itemAt(index);
  if (item != nullptr) items_.erase(items_.begin() + index);
  return item;
}

int FlowLayout::heightForWidth(int width) const { return arrange({0, 0, width, 0}, false); }

void FlowLayout::setGeometry(const QRect& rect) {
  QLayout::setGeometry(rect);
  arrange(rect, true);
}

QSize FlowLayout::minimumSize() const {
  QSize size;
  for (const QLayoutItem* item : items_) {
    if (!item->isEmpty()) size = size.expandedTo(item->minimumSize());
  }
  const QMargins margins = contentsMargins();
  return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom());
}

int FlowLayout::arrange(const QRect& rect, bool apply) const {
  const QRect inner = rect.marginsRemoved(contentsMargins());
  const Qt::LayoutDirection direction =
      parentWidget() != nullptr ? parentWidget()->layoutDirection() : Qt::LeftToRight;
  int x = 0;
  int y = 0;
  std::vector<std::pair<QLayoutItem*, QRect>> line;
  int height = 0;
  const auto endLine = [&] {
    if (apply) {
      for (const auto& [item, place] : line) {
        const QRect middle(place.x() + inner.x(), inner.y() + y + (height - place.height()) / 2,
                           place.width(), place.height());
        item->setGeometry(QStyle::visualRect(direction, inner, middle));
      }
    }
    line.clear();
  };
  for (QLayoutItem* item : items_) {
    if (item->isEmpty()) continue;
    const QSize size(std::min(item->sizeHint().width(), inner.width()), item->sizeHint().height());
    if (x > 0 && x + size.width() > inner.width()) {
      endLine();
      y += height + spacing();
      x = height = 0;
    }
    line.emplace_back(item, QRect(QPoint(x, 0), size));
    x += size.width() + spacing();
    height = std::max(height, size.height());
  }
  endLine();
  const QMargins margins = contentsMargins();
  return y + height + margins.top() + margins.bottom();
}

}  // namespace retold
