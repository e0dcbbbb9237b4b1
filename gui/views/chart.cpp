#include "gui/views/chart.h"

#include <QBuffer>
#include <QHelpEvent>
#include <QImage>
#include <QKeyEvent>
#include <QLocale>
#include <QSvgGenerator>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace retold {

namespace {

constexpr int kEdge = 12;
constexpr int kGap = 8;
constexpr int kNarrowestLabel = 150;
constexpr int kWidestCell = 160;
constexpr int kLongestHead = 150;   // of a column's label that stands upright
constexpr int kPictureWidth = 900;  // of a picture that leaves the program

QString number(double value) { return QLocale().toString(value, 'f', 0); }

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

double largest(const Chart& chart) {
  double most = 0;
  for (const auto& cell : chart.cells) most = std::max(most, cell.value_or(0));
  return most;
}

QColor mixed(const QColor& a, const QColor& b, double share) {
  const auto part = [share](int from, int to) {
    return static_cast<int>(std::lround(from + (to - from) * share));
  };
  return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

}  // namespace

QString Chart::cellInWords(std::size_t row, std::size_t column) const {
  if (kind == Kind::Strip) {
    return ChartView::tr("%1: %2 in this document")
        .arg(rows[row].label, number(static_cast<double>(marks[row].size())));
  }
  const std::optional<double> value = at(row, column);
  const QString count = value ? number(*value) : ChartView::tr("nothing can be counted");
  if (kind == Kind::Bars && columns.size() > 1) {
    QStringList parts;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      parts << QStringLiteral("%1 %2").arg(number(at(row, i).value_or(0)), columns[i].label);
    }
    return QStringLiteral("%1: %2").arg(rows[row].label, parts.join(QStringLiteral(", ")));
  }
  const QString words = value ? QStringLiteral("%1 %2").arg(count, unit) : count;
  return QStringLiteral("%1, %2: %3").arg(rows[row].label, columns[column].label, words);
}

ChartLayout::ChartLayout(const Chart& chart, const QFont& font, int width) : chart_(chart) {
  const QFontMetrics metrics(font);
  const QFontMetrics head(bold(font));
  rowHeight_ = metrics.height() + 6;
  int widest = 0;
  for (const Chart::Line& row : chart.rows) {
    widest = std::max(widest, metrics.horizontalAdvance(row.label) + 2 * kGap + metrics.height());
  }
  const int columns = static_cast<int>(std::max<std::size_t>(1, chart.columns.size()));
  const int narrowest = metrics.horizontalAdvance(QStringLiteral("0000")) + 8;
  int labels = width * 2 / 5;
  // A grid stays within the width as long as its names can do with less.
  if (chart.kind == Chart::Kind::Grid) {
    labels = std::min(labels, width - 2 * kEdge - columns * narrowest);
  }
  labelWidth_ = std::min(widest, std::max(kNarrowestLabel, labels));
  const int base =
      metrics.boundingRect(QRect(0, 0, width - 2 * kEdge, 10'000), Qt::TextWordWrap, chart.base)
          .height();
  top_ = kEdge + head.height() + 4 + base + kGap;
  const int room = width - 2 * kEdge - labelWidth_;
  if (chart.kind == Chart::Kind::Grid) {
    cellWidth_ = std::clamp(room / columns, narrowest, kWidestCell);
    width = std::max(width, 2 * kEdge + labelWidth_ + cellWidth_ * columns);
    int longest = 0;
    for (const Chart::Line& column : chart.columns) {
      longest = std::max(longest, metrics.horizontalAdvance(column.label) + 4);
    }
    isHeadTurned_ = longest > cellWidth_ - 4;
    headHeight_ = isHeadTurned_ ? std::min(longest, kLongestHead) : metrics.height();
    top_ += headHeight_ + kGap;
  } else {
    cellWidth_ = std::max(80, room);
  }
  size_ = {width, top_ + rowHeight_ * static_cast<int>(chart.rows.size()) + kEdge};
}

QRect ChartLayout::cell(std::size_t row, std::size_t column) const {
  return {kEdge + labelWidth_ + cellWidth_ * static_cast<int>(column),
          top_ + rowHeight_ * static_cast<int>(row), cellWidth_, rowHeight_};
}

std::optional<std::pair<std::size_t, std::size_t>> ChartLayout::cellAt(QPoint point,
                                                                       bool isRightToLeft) const {
  const int x = isRightToLeft ? size_.width() - 1 - point.x() : point.x();
  const int row = (point.y() - top_) / std::max(1, rowHeight_);
  if (point.y() < top_ || row >= static_cast<int>(chart_.rows.size())) return std::nullopt;
  if (chart_.kind != Chart::Kind::Grid) return std::pair(static_cast<std::size_t>(row), 0UL);
  const int column = (x - kEdge - labelWidth_) / std::max(1, cellWidth_);
  if (x < kEdge + labelWidth_ || column >= static_cast<int>(chart_.columns.size())) {
    return std::nullopt;
  }
  return std::pair(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
}

/// Paints from the side where reading begins.
class ChartPainter {
 public:
  using Cell = std::optional<std::pair<std::size_t, std::size_t>>;

  ChartPainter(QPainter& painter, const Chart& chart, const ChartLayout& layout, const Theme& theme,
               const QFont& font, bool isRightToLeft)
      : painter_(painter),
        chart_(chart),
        layout_(layout),
        theme_(theme),
        font_(font),
        metrics_(font),
        isRightToLeft_(isRightToLeft),
        most_(largest(chart)) {}

  void paint(const Cell& current) {
    paintHead();
    for (std::size_t row = 0; row < chart_.rows.size(); ++row) {
      paintLabel(row);
      switch (chart_.kind) {
        case Chart::Kind::Bars:
          paintBar(row);
          break;
        case Chart::Kind::Grid:
          paintCells(row);
          break;
        case Chart::Kind::Strip:
          paintMarks(row);
          break;
      }
    }
    if (!current) return;
    painter_.setPen(QPen(theme_.text, 2));
    painter_.setBrush(Qt::NoBrush);
    painter_.drawRect(placed(layout_.cell(current->first, current->second)).adjusted(1, 1, -2, -2));
  }

 private:
  QRect placed(QRect rect) const {
    if (isRightToLeft_) rect.moveLeft(layout_.size_.width() - rect.left() - rect.width());
    return rect;
  }

  Qt::Alignment leading() const {
    return isRightToLeft_ ? Qt::AlignRight | Qt::AlignAbsolute : Qt::AlignLeft;
  }

  void text(const QRect& rect, const QString& text, Qt::Alignment alignment,
            Qt::TextElideMode elide = Qt::ElideMiddle) {
    painter_.drawText(placed(rect), static_cast<int>(alignment | Qt::AlignVCenter),
                      painter_.fontMetrics().elidedText(text, elide, rect.width()));
  }

  /// From below upwards: labels that are longer than their column is wide.
  void uprightText(const QRect& rect, const QString& text) {
    painter_.save();
    painter_.translate(rect.left(), rect.top() + rect.height());
    painter_.rotate(-90);
    painter_.drawText(QRect(0, 0, rect.height(), rect.width()),
                      static_cast<int>(Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter),
                      metrics_.elidedText(text, Qt::ElideMiddle, rect.height()));
    painter_.restore();
  }

  void fill(const QRect& rect, const QColor& colour) { painter_.fillRect(placed(rect), colour); }

  QColor colourOf(std::size_t row) const {
    const QColor& own = chart_.rows[row].colour;
    return own.isValid() ? own : theme_.accent;
  }

  void paintHead() {
    const int width = layout_.size_.width() - 2 * kEdge;
    painter_.setPen(theme_.text);
    painter_.setFont(bold(font_));
    const int head = painter_.fontMetrics().height();
    text({kEdge, kEdge, width, head}, chart_.title, leading(), Qt::ElideRight);
    painter_.setFont(font_);
    painter_.setPen(theme_.quiet);
    painter_.drawText(placed({kEdge, kEdge + head + 4, width, layout_.top_}),
                      static_cast<int>(leading() | Qt::AlignTop | Qt::TextWordWrap), chart_.base);
    if (chart_.kind != Chart::Kind::Grid) return;
    painter_.setPen(theme_.text);
    for (std::size_t column = 0; column < chart_.columns.size(); ++column) {
      const QRect cell = layout_.cell(0, column);
      const QRect name(cell.left() + 2, layout_.top_ - layout_.headHeight_ - 4, cell.width() - 4,
                       layout_.headHeight_);
      if (layout_.isHeadTurned_) {
        uprightText(placed(name), chart_.columns[column].label);
      } else {
        text(name, chart_.columns[column].label, Qt::AlignHCenter);
      }
    }
  }

  void paintLabel(std::size_t row) {
    const Chart::Line& line = chart_.rows[row];
    const QRect first = layout_.cell(row, 0);
    QRect label(kEdge, first.top(), layout_.labelWidth_ - kGap, first.height());
    if (!line.sign.isEmpty()) {
      const QRect sign(label.left(), label.top() + 3, label.height() - 6, label.height() - 6);
      fill(sign, colourOf(row));
      painter_.setPen(readableOn(colourOf(row)));
      text(sign, line.sign, Qt::AlignHCenter);
      label.setLeft(sign.right() + kGap);
    }
    painter_.setPen(theme_.text);
    text(label, line.label, leading());
  }

  void paintBar(std::size_t row) {
    const QRect all = layout_.cell(row, 0);
    const double value = chart_.at(row, 0).value_or(0);
    const int widest = metrics_.horizontalAdvance(number(most_));
    const int length =
        most_ > 0 ? static_cast<int>(value / most_ * (all.width() - widest - kGap)) : 0;
    fill({all.left(), all.top() + 4, std::max(value > 0 ? 2 : 0, length), all.height() - 8},
         colourOf(row));
    painter_.setPen(theme_.text);
    text({all.left() + length + 4, all.top(), widest + 4, all.height()}, number(value), leading());
  }

  void paintCells(std::size_t row) {
    for (std::size_t column = 0; column < chart_.columns.size(); ++column) {
      const std::optional<double> value = chart_.at(row, column);
      if (!value) continue;
      const double share = *value > 0 ? 0.12 + 0.88 * *value / most_ : 0;
      const QColor ground = mixed(theme_.ground, theme_.accent, share);
      const QRect cell = layout_.cell(row, column).adjusted(1, 1, -1, -1);
      fill(cell, ground);
      painter_.setPen(*value > 0 ? readableOn(ground) : theme_.quiet);
      text(cell, number(*value), Qt::AlignHCenter);
    }
  }

  void paintMarks(std::size_t row) {
    const QRect all = layout_.cell(row, 0);
    fill({all.left(), all.center().y(), all.width(), 1}, theme_.line);
    for (const Chart::Mark& mark : chart_.marks[row]) {
      const int from = static_cast<int>(mark.begin * all.width());
      const int to = static_cast<int>(mark.end * all.width());
      fill({all.left() + from, all.top() + 4, std::max(3, to - from), all.height() - 8},
           colourOf(row));
    }
  }

  QPainter& painter_;
  const Chart& chart_;
  const ChartLayout& layout_;
  const Theme& theme_;
  const QFont& font_;
  QFontMetrics metrics_;
  bool isRightToLeft_;
  double most_;
};

void paintChart(QPainter& painter, const Chart& chart, const ChartLayout& layout,
                const Theme& theme, const QFont& font, bool isRightToLeft,
                std::optional<std::pair<std::size_t, std::size_t>> current) {
  ChartPainter(painter, chart, layout, theme, font, isRightToLeft).paint(current);
}

ChartView::ChartView(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(tr("Picture"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void ChartView::setChart(Chart chart) {
  chart_ = std::move(chart);
  current_.reset();
  setAccessibleName(chart_.title.isEmpty() ? tr("Picture") : chart_.title);
  setAccessibleDescription(chart_.base);
  const QSize size = sizeHint();
  setMinimumSize(std::min(size.width(), 400), size.height());
  if (chart_.kind == Chart::Kind::Grid) setMinimumWidth(size.width());
  updateGeometry();
  update();
}

QSize ChartView::sizeHint() const { return ChartLayout(chart_, font(), 480).size(); }

int ChartView::heightForWidth(int width) const {
  return ChartLayout(chart_, font(), width).size().height();
}

void ChartView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme theme = themeOf(palette());
  painter.fillRect(rect(), theme.ground);
  if (chart_.empty()) return;
  const ChartLayout layout(chart_, font(), width());
  paintChart(painter, chart_, layout, theme, font(), isRightToLeft(),
             hasFocus() ? current_ : std::nullopt);
}

QImage ChartView::image(qreal scale) const {
  const ChartLayout layout(chart_, font(), kPictureWidth);
  QImage image(layout.size() * scale, QImage::Format_ARGB32);
  image.setDevicePixelRatio(scale);
  const Theme theme = themeOf(lightPalette());
  image.fill(theme.ground);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::TextAntialiasing);
  paintChart(painter, chart_, layout, theme, font(), isRightToLeft(), std::nullopt);
  return image;
}

QByteArray ChartView::svg() const {
  const ChartLayout layout(chart_, font(), kPictureWidth);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(layout.size());
  generator.setViewBox(QRect(QPoint(), layout.size()));
  generator.setTitle(chart_.title);
  generator.setDescription(chart_.base);
  const Theme theme = themeOf(lightPalette());
  QPainter painter(&generator);
  painter.fillRect(QRect(QPoint(), layout.size()), theme.ground);
  paintChart(painter, chart_, layout, theme, font(), isRightToLeft(), std::nullopt);
  painter.end();
  return bytes;
}

void ChartView::point(std::optional<std::pair<std::size_t, std::size_t>> cell) {
  if (cell == current_) return;
  current_ = cell;
  const QString words = cell ? chart_.cellInWords(cell->first, cell->second) : QString();
  setAccessibleDescription(words.isEmpty() ? chart_.base : words);
  emit cellPointed(words);
  update();
}

void ChartView::keyPressEvent(QKeyEvent* event) {
  if (chart_.empty()) return QWidget::keyPressEvent(event);
  auto [row, column] = current_.value_or(std::pair<std::size_t, std::size_t>(0, 0));
  const bool isGrid = chart_.kind == Chart::Kind::Grid;
  const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
  const int backward = isRightToLeft() ? Qt::Key_Right : Qt::Key_Left;
  const int key = event->key();
  if (key == Qt::Key_Return || key == Qt::Key_Enter) {
    if (current_) emit cellEntered(static_cast<int>(row), static_cast<int>(column));
    return;
  }
  if (key == Qt::Key_Down && current_) {
    row = std::min(row + 1, chart_.rows.size() - 1);
  } else if (key == Qt::Key_Up && current_) {
    row -= row > 0 ? 1 : 0;
  } else if (key == forward && isGrid && current_) {
    column = std::min(column + 1, chart_.columns.size() - 1);
  } else if (key == backward && isGrid && current_) {
    column -= column > 0 ? 1 : 0;
  } else if (key != Qt::Key_Down && key != Qt::Key_Up && key != forward && key != backward) {
    return QWidget::keyPressEvent(event);
  }
  point(std::pair(row, column));
}

void ChartView::mousePressEvent(QMouseEvent* event) {
  if (!chart_.empty()) {
    point(ChartLayout(chart_, font(), width()).cellAt(event->pos(), isRightToLeft()));
  }
  QWidget::mousePressEvent(event);
}

void ChartView::mouseDoubleClickEvent(QMouseEvent* event) {
  mousePressEvent(event);
  if (current_) {
    emit cellEntered(static_cast<int>(current_->first), static_cast<int>(current_->second));
  }
}

bool ChartView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip || chart_.empty()) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto cell = ChartLayout(chart_, font(), width()).cellAt(help->pos(), isRightToLeft());
  QToolTip::showText(help->globalPos(),
                     cell ? chart_.cellInWords(cell->first, cell->second) : QString(), this);
  return true;
}

}  // namespace retold
