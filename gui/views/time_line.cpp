#include "gui/views/time_line.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "gui/keys.h"
#include "gui/theme.h"

namespace retold {

namespace {

constexpr int kEdge = 10;
constexpr int kArrow = 7;
constexpr int kNarrowestYear = 46;  ///< pixels between two written years
constexpr double kSmallestBar = 3;

}  // namespace

TimeLineView::TimeLineView(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("timeLine"));
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Time line"));
  setAttribute(Qt::WA_Hover);
}

void TimeLineView::setLine(TimeLine line) {
  line_ = std::move(line);
  current_ = std::min(current_, static_cast<int>(line_.bars.size()) - 1);
  if (line_.first && line_.last) {
    const std::int64_t first = daysSinceEpoch(*line_.first);
    const std::int64_t last = daysSinceEpoch(*line_.last);
    const std::int64_t room = std::max<std::int64_t>((last - first) / 16, 90);
    from_ = first - room;
    to_ = last + room;
  }
  QStringList all;
  for (const TimeLine::Bar& bar : line_.bars) all << inWords(bar);
  setAccessibleDescription(all.join(QStringLiteral(". ")));
  updateGeometry();
  update();
}

void TimeLineView::setCurrent(int index) {
  if (index < -1 || index >= static_cast<int>(line_.bars.size()) || index == current_) return;
  current_ = index;
  update();
  if (index < 0) return;
  setAccessibleName(tr("Time line: %1").arg(inWords(line_.bars[static_cast<std::size_t>(index)])));
  QAccessibleEvent told(this, QAccessible::NameChanged);
  QAccessible::updateAccessibility(&told);
}

int TimeLineView::rowHeight() const { return fontMetrics().height() + 10; }

int TimeLineView::axisHeight() const { return fontMetrics().height() + 8; }

int TimeLineView::labelWidth() const {
  int widest = 0;
  for (const TimeLine::Bar& bar : line_.bars) {
    widest = std::max(widest, fontMetrics().horizontalAdvance(labelOf(bar)));
  }
  return std::min(widest + 2 * kEdge, width() / 3);
}

QSize TimeLineView::sizeHint() const {
  const int rows = std::max<int>(1, static_cast<int>(line_.bars.size()));
  return {420, axisHeight() + rows * rowHeight() + kEdge};
}

QSize TimeLineView::minimumSizeHint() const { return {200, sizeHint().height()}; }

QRectF TimeLineView::axis() const {
  const int begin = kEdge + labelWidth() + kEdge;
  const int length = std::max(1, width() - begin - kEdge - kArrow);
  const int left = isRightToLeft() ? width() - begin - length : begin;
  return QRectF(left, axisHeight(), length, height() - axisHeight());
}

double TimeLineView::xOf(const Day& day) const {
  const double share = static_cast<double>(daysSinceEpoch(day) - from_) /
                       static_cast<double>(std::max<std::int64_t>(1, to_ - from_));
  const double inside = std::clamp(share, 0.0, 1.0);
  const QRectF along = axis();
  return isRightToLeft() ? along.right() - inside * along.width()
                         : along.left() + inside * along.width();
}

int TimeLineView::barAt(const QPoint& point) const {
  const int row = (point.y() - axisHeight()) / rowHeight();
  const bool isBar =
      point.y() >= axisHeight() && row >= 0 && row < static_cast<int>(line_.bars.size());
  return isBar ? row : -1;
}

void TimeLineView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme theme = themeOf(palette());
  painter.fillRect(rect(), theme.ground);
  if (line_.bars.empty() || !line_.first) {
    painter.setPen(theme.quiet);
    painter.drawText(rect().adjusted(kEdge, kEdge, -kEdge, -kEdge),
                     Qt::AlignCenter | Qt::TextWordWrap,
                     line_.bars.empty()
                         ? tr("No episode is recorded yet. Add one with %1.")
                               .arg(keyOf("cases.add-episode", QKeySequence(Qt::CTRL | Qt::Key_E)))
                         : tr("No dates are recorded yet: type them into the table of episodes."));
    return;
  }
  paintYears(painter);
  for (int i = 0; i < static_cast<int>(line_.bars.size()); ++i) paintRow(painter, i);
  paintOrders(painter);
}

void TimeLineView::paintOrders(QPainter& painter) {
  const Theme theme = themeOf(palette());
  for (std::size_t i = 0; i < line_.pairs.size(); ++i) {
    const bool isEither = line_.pairs[i].order == TimeLine::Order::Either;
    if (!isEither && line_.pairs[i].order != TimeLine::Order::Contradiction) continue;
    const double y = axisHeight() + (static_cast<double>(i) + 1) * rowHeight();
    const double high = fontMetrics().height();
    const QRectF along = axis();
    const double x = isRightToLeft() ? along.right() + 2 : along.left() - high - 2;
    const QRectF sign(x, y - high / 2, high, high);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.toneGround(isEither ? Tone::Warning : Tone::Bad));
    painter.drawEllipse(sign);
    painter.setPen(theme.toneText(isEither ? Tone::Warning : Tone::Bad));
    painter.drawText(sign, Qt::AlignCenter, isEither ? QStringLiteral("?") : QStringLiteral("!"));
  }
}

void TimeLineView::paintYears(QPainter& painter) {
  const Theme theme = themeOf(palette());
  const double years = static_cast<double>(to_ - from_) / 365.25;
  int step = 1;
  for (const int wider : {1, 2, 5, 10, 20, 50, 100}) {
    step = wider;
    if (axis().width() / years * wider >= kNarrowestYear) break;
  }
  const int firstYear = 1970 + static_cast<int>(std::floor(static_cast<double>(from_) / 365.25));
  const int lastYear = 1970 + static_cast<int>(std::ceil(static_cast<double>(to_) / 365.25));
  for (int year = firstYear / step * step; year <= lastYear; year += step) {
    const Day day{year, 1, 1};
    const std::int64_t days = daysSinceEpoch(day);
    if (days < from_ || days > to_) continue;
    const double x = xOf(day);
    painter.setPen(theme.line);
    painter.drawLine(QPointF(x, axisHeight() - 4), QPointF(x, height() - 2));
    painter.setPen(theme.quiet);
    const QRectF place(x - 40, 0, 80, axisHeight() - 4);
    painter.drawText(place, Qt::AlignCenter, QString::number(year));
  }
}

void TimeLineView::paintRow(QPainter& painter, int index) {
  const Theme theme = themeOf(palette());
  const TimeLine::Bar& bar = line_.bars[static_cast<std::size_t>(index)];
  const QRectF row(0, axisHeight() + index * rowHeight(), width(), rowHeight());
  if (index == current_) {
    painter.setPen(hasFocus() ? QPen(theme.accent, 2) : QPen(Qt::NoPen));
    painter.setBrush(theme.toneGround(Tone::Accent));
    painter.drawRoundedRect(row.adjusted(2, 1, -2, -1), 4, 4);
  }
  const int labels = labelWidth();
  const QRectF label(isRightToLeft() ? width() - kEdge - labels : kEdge, row.y(), labels,
                     row.height());
  painter.setPen(index == current_ ? theme.toneText(Tone::Accent) : theme.text);
  QString text = labelOf(bar);
  if (bar.impossible) text.prepend(QStringLiteral("⚠ "));
  painter.drawText(label, Qt::AlignVCenter | Qt::AlignLeading,
                   fontMetrics().elidedText(text, Qt::ElideMiddle, labels));
  if (bar.isPoint) {
    paintPoint(painter, bar, row);
  } else if (bar.begin || bar.end) {
    paintBar(painter, bar, row);
  } else {
    painter.setPen(theme.quiet);
    painter.drawText(QRectF(axis().left(), row.y(), axis().width(), row.height()), Qt::AlignCenter,
                     tr("no dates"));
  }
}

void TimeLineView::paintBar(QPainter& painter, const TimeLine::Bar& bar, const QRectF& row) {
  const Theme theme = themeOf(palette());
  const QColor colour = bar.impossible ? theme.toneText(Tone::Bad) : theme.accent;
  const QRectF along = axis();
  const double start = isRightToLeft() ? along.right() : along.left();
  const double finish = isRightToLeft() ? along.left() : along.right();
  const double begin = bar.earliest ? xOf(*bar.earliest) : start;
  const double end = bar.latest ? xOf(*bar.latest) : finish;
  const double y = row.y() + 5;
  const double high = row.height() - 10;
  // Where it may have been: light, in a broken line.
  QColor light = colour;
  light.setAlphaF(0.22F);
  painter.setBrush(light);
  painter.setPen(QPen(colour, 1, Qt::DashLine));
  const double width = std::max(kSmallestBar, std::abs(end - begin));
  painter.drawRect(QRectF(std::min(begin, end), y, width, high));
  if (bar.surelyFrom && bar.surelyTo) {
    const double from = xOf(*bar.surelyFrom);
    const double to = xOf(*bar.surelyTo);
    painter.setBrush(colour);
    painter.setPen(QPen(colour, 1));
    painter.drawRect(
        QRectF(std::min(from, to), y, std::max(kSmallestBar, std::abs(to - from)), high));
  }
  painter.setBrush(colour);
  painter.setPen(Qt::NoPen);
  if (!bar.earliest) paintArrow(painter, start, y + high / 2, false);
  if (!bar.latest) paintArrow(painter, finish, y + high / 2, true);
}

void TimeLineView::paintPoint(QPainter& painter, const TimeLine::Bar& bar, const QRectF& row) {
  const Theme theme = themeOf(palette());
  const QRectF along = axis();
  const double start = isRightToLeft() ? along.right() : along.left();
  const double finish = isRightToLeft() ? along.left() : along.right();
  const double from = bar.earliest ? xOf(*bar.earliest) : start;
  const double to = bar.latest ? xOf(*bar.latest) : finish;
  const double y = row.center().y();
  const double size = row.height() / 2 - 7;
  const QColor colour =
      bar.unit == AttributeUnit::Assistance ? theme.toneText(Tone::Good) : theme.quiet;
  painter.setPen(QPen(colour, 2, Qt::DotLine));
  if (std::abs(to - from) > 2 * size) painter.drawLine(QPointF(from, y), QPointF(to, y));
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  if (!bar.earliest) paintArrow(painter, start, y, false);
  if (!bar.latest) paintArrow(painter, finish, y, true);
  if (!bar.earliest && !bar.latest) return;
  const double middle = bar.earliest && bar.latest ? (from + to) / 2 : bar.earliest ? from : to;
  const QPolygonF diamond{QPointF(middle - size, y), QPointF(middle, y - size),
                          QPointF(middle + size, y), QPointF(middle, y + size)};
  painter.drawPolygon(diamond);
}

void TimeLineView::paintArrow(QPainter& painter, double x, double y, bool towardsEnd) {
  const double step = towardsEnd == isRightToLeft() ? -kArrow : kArrow;
  const double size = kArrow - 1;
  painter.drawPolygon(QPolygonF{QPointF(x, y - size), QPointF(x + step, y), QPointF(x, y + size)});
}

void TimeLineView::keyPressEvent(QKeyEvent* event) {
  const int last = static_cast<int>(line_.bars.size()) - 1;
  switch (event->key()) {
    case Qt::Key_Down:
      setCurrent(std::min(current_ + 1, last));
      return;
    case Qt::Key_Up:
      setCurrent(std::max(current_ - 1, std::min(0, last)));
      return;
    case Qt::Key_Home:
      setCurrent(std::min(0, last));
      return;
    case Qt::Key_End:
      setCurrent(last);
      return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (current_ >= 0) emit chosen(current_);
      return;
    default:
      QWidget::keyPressEvent(event);
  }
}

void TimeLineView::mousePressEvent(QMouseEvent* event) {
  const int bar = barAt(event->position().toPoint());
  if (bar < 0 || event->button() != Qt::LeftButton) return;
  setCurrent(bar);
  emit chosen(bar);
}

void TimeLineView::focusInEvent(QFocusEvent* event) {
  QWidget::focusInEvent(event);
  if (current_ < 0 && !line_.bars.empty()) setCurrent(0);
}

void TimeLineView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  updateGeometry();
  update();
}

bool TimeLineView::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const int bar = barAt(help->pos());
    if (bar >= 0) {
      QToolTip::showText(help->globalPos(), inWords(line_.bars[static_cast<std::size_t>(bar)]),
                         this);
    } else {
      QToolTip::hideText();
    }
    return true;
  }
  return QWidget::event(event);
}

}  // namespace retold
