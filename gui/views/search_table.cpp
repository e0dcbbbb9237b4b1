#include "gui/views/search_table.h"

#include <QApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

#include "gui/theme.h"

namespace retold {

namespace {

constexpr int kEdge = 6;
constexpr int kNarrowestSide = 160;

struct ColumnWidth {
  int column;
  int letters;
};
constexpr ColumnWidth kWidths[] = {{ConcordanceTable::Match, 14},
                                   {ConcordanceTable::Document, 16},
                                   {ConcordanceTable::Speaker, 9},
                                   {ConcordanceTable::Case, 7}};
constexpr int kAttributeLetters = 12;

Qt::Alignment alignmentOf(int column) {
  const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
  switch (column) {
    case ConcordanceTable::Left:
      return mirrored ? Qt::AlignLeft : Qt::AlignRight;
    case ConcordanceTable::Match:
      return Qt::AlignHCenter;
    default:
      return mirrored ? Qt::AlignRight : Qt::AlignLeft;
  }
}

/// A box of our own: that of some styles cannot be seen in dark colours.
void paintTick(QPainter* painter, const QStyleOptionViewItem& item, const QStyle* style) {
  const Theme theme = themeOf(item.palette);
  const QRectF room =
      style->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &item, item.widget);
  QRectF box(0, 0, 14, 14);
  box.moveCenter(room.center());
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(theme.quiet, 1.2));
  painter->setBrush(theme.ground);
  painter->drawRoundedRect(box, 2, 2);
  if (item.checkState == Qt::Checked) {
    painter->setPen(QPen(theme.accent, 2.4));
    painter->drawPolyline(QPolygonF{{box.left() + 3, box.center().y()},
                                    {box.left() + 6, box.bottom() - 3.5},
                                    {box.right() - 2.5, box.top() + 3.5}});
  }
  painter->restore();
}

}  // namespace

KwicDelegate::KwicDelegate(QObject* parent) : QStyledItemDelegate(parent) {}

void KwicDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  if (index.column() == ConcordanceTable::Document) item.textElideMode = Qt::ElideMiddle;
  const QStyle* style = item.widget != nullptr ? item.widget->style() : QApplication::style();
  const int column = index.column();
  if (column == ConcordanceTable::Tick && (item.features & item.HasCheckIndicator) != 0) {
    QStyleOptionViewItem ground = item;
    ground.features &= ~QStyleOptionViewItem::HasCheckIndicator;
    style->drawControl(QStyle::CE_ItemViewItem, &ground, painter, item.widget);
    paintTick(painter, item, style);
    return;
  }
  if (column < ConcordanceTable::Left || column > ConcordanceTable::Right) {
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    return;
  }
  QString text = item.text;
  item.text.clear();
  style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  const Theme theme = themeOf(item.palette);
  const bool selected = (item.state & QStyle::State_Selected) != 0;
  painter->save();
  QFont font = item.font;
  font.setBold(column == ConcordanceTable::Match);
  painter->setFont(font);
  QColor colour = theme.text;
  const bool whole = index.data(ConcordanceTable::WholeRole).toBool();
  if (whole && column == ConcordanceTable::Match) {
    text = tr("whole document");
    font.setBold(false);
    painter->setFont(font);
    colour = theme.quiet;
  } else if (column == ConcordanceTable::Match) {
    colour = theme.accent;
  }
  if (selected) colour = item.palette.color(QPalette::HighlightedText);
  painter->setPen(colour);
  const QRect room = item.rect.adjusted(kEdge, 0, -kEdge, 0);
  const auto elide = index.data(ConcordanceTable::BeforeRole).toBool() ? Qt::ElideLeft
                     : column == ConcordanceTable::Match               ? Qt::ElideMiddle
                                                                       : Qt::ElideRight;
  QTextOption lines(alignmentOf(column) | Qt::AlignVCenter);
  lines.setWrapMode(QTextOption::NoWrap);
  lines.setTextDirection(
      static_cast<Qt::LayoutDirection>(index.data(ConcordanceTable::DirectionRole).toInt()));
  // AlignLeft of a text option means the begin of the line, which is on the right in some scripts.
  lines.setAlignment(alignmentOf(column) | Qt::AlignVCenter | Qt::AlignAbsolute);
  painter->drawText(room, QFontMetrics(font).elidedText(text, elide, room.width()), lines);
  painter->restore();
}

SearchTable::SearchTable(ConcordanceTable& hits, QWidget* parent)
    : QTableView(parent), hits_(hits) {
  setAccessibleName(tr("Hits in context"));
  setItemDelegate(new KwicDelegate(this));
  setModel(&hits);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::ExtendedSelection);
  setShowGrid(false);
  setWordWrap(false);
  setTabKeyNavigation(false);
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  verticalHeader()->hide();
  verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setSectionsClickable(true);
  horizontalHeader()->setMinimumSectionSize(24);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  connect(horizontalHeader(), &QHeaderView::sectionClicked, this, &SearchTable::headerClicked);
  connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    if (index.column() != ConcordanceTable::Tick) emit rowEntered(index.row());
  });
  connect(&hits, &QAbstractItemModel::modelReset, this, &SearchTable::spread);
  setRowHeights();
  spread();
}

void SearchTable::setPlaceholder(const QString& text) {
  if (text == placeholder_) return;
  placeholder_ = text;
  setAccessibleDescription(text);
  viewport()->update();
}

std::vector<int> SearchTable::selectedRows() const {
  std::vector<int> rows;
  for (const QItemSelectionRange& range : selectionModel()->selection()) {
    for (int row = range.top(); row <= range.bottom(); ++row) rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

std::optional<int> SearchTable::currentRow() const {
  const QModelIndex current = currentIndex();
  return current.isValid() ? std::optional(current.row()) : std::nullopt;
}

void SearchTable::showRow(int row) {
  if (row < 0 || row >= hits_.rowCount()) return;
  setCurrentIndex(hits_.index(row, ConcordanceTable::Match));
}

void SearchTable::tickSelected() {
  std::vector<int> rows = selectedRows();
  if (rows.empty() && currentRow()) rows.push_back(*currentRow());
  if (rows.empty()) return;
  const bool all =
      std::all_of(rows.begin(), rows.end(), [this](int row) { return hits_.isTicked(row); });
  hits_.setTicked(rows, !all);
}

void SearchTable::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (const auto row = currentRow()) emit rowEntered(*row);
      return;
    case Qt::Key_Space:
      tickSelected();
      return;
    default:
      break;
  }
  // Letters are keys of the page; the table would search for them.
  if (!event->text().isEmpty() && event->text().front().isPrint() &&
      (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) == 0) {
    event->ignore();
    return;
  }
  QTableView::keyPressEvent(event);
}

void SearchTable::paintEvent(QPaintEvent* event) {
  QTableView::paintEvent(event);
  if (hits_.rowCount() > 0 || placeholder_.isEmpty()) return;
  QPainter painter(viewport());
  painter.setPen(themeOf(palette()).quiet);
  constexpr int kAround = 24;
  painter.drawText(viewport()->rect().adjusted(kAround, kAround, -kAround, -kAround),
                   Qt::AlignTop | Qt::AlignLeading | Qt::TextWordWrap, placeholder_);
}

void SearchTable::resizeEvent(QResizeEvent* event) {
  QTableView::resizeEvent(event);
  spread();
}

void SearchTable::changeEvent(QEvent* event) {
  QTableView::changeEvent(event);
  if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
    setRowHeights();
    spread();
  }
}

void SearchTable::setRowHeights() {
  verticalHeader()->setDefaultSectionSize(fontMetrics().lineSpacing() + 10);
}

void SearchTable::spread() {
  const int letter = fontMetrics().averageCharWidth();
  const int tick = std::max(28, style()->pixelMetric(QStyle::PM_IndicatorWidth) + 12);
  setColumnWidth(ConcordanceTable::Tick, tick);
  int used = tick;
  for (const ColumnWidth& width : kWidths) {
    setColumnWidth(width.column, width.letters * letter + 2 * kEdge);
    used += columnWidth(width.column);
  }
  for (int column = ConcordanceTable::FirstAttribute; column < hits_.columnCount(); ++column) {
    setColumnWidth(column, kAttributeLetters * letter + 2 * kEdge);
    used += columnWidth(column);
  }
  const int side = std::max(kNarrowestSide, (viewport()->width() - used) / 2);
  setColumnWidth(ConcordanceTable::Left, side);
  setColumnWidth(ConcordanceTable::Right, side);
}

}  // namespace retold
