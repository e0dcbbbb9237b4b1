#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <algorithm>

#include "gui/views/margin.h"
#include "gui/views/transcript_view.h"

namespace retold {

namespace {
constexpr int kGap = 8;      ///< between the columns
constexpr int kTagEdge = 4;  ///< within the box of a language
constexpr int kEdge = 6;
}  // namespace

void Margin::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme theme = themeOf(view_.palette());
  painter.fillRect(rect(), theme.ground);
  if (!view_.shownDocument()) return;
  painter.setFont(smallFont());
  paintNumbers(painter, theme);
  eachPlaceInSight(
      [&](const PlaceMark& mark, const QRectF& line) { paintPlace(painter, mark, line, theme); });
  paintStripes(painter, theme);
  for (const SignPlace& place : signsInSight()) paintSign(painter, place, theme);
}

std::vector<Margin::Number> Margin::numbersInSight() const {
  std::vector<Number> numbers;
  if (numbers_ == MarginNumbers::None || !view_.shownDocument()) return numbers;
  const qreal width = numbersWidth() - kGap;
  const qreal distance = kEdge + signsWidth() + lanesWidth() + placesWidth() + kGap;
  const qreal lineHeight = QFontMetricsF(view_.font()).height();
  const auto add = [&](std::uint64_t number, qreal top) {
    numbers.push_back({number, boxBefore(distance, top, width, lineHeight)});
  };
  if (numbers_ == MarginNumbers::Lines) {
    view_.eachParagraphSeen(
        [&](int block, qreal top, qreal) { add(static_cast<std::uint64_t>(block) + 1, top); });
    return numbers;
  }
  const std::vector<Turn>& turns = view_.shownDocument()->text().turns;
  const ByteSpan seen = view_.seenBytes();
  auto turn = std::partition_point(turns.begin(), turns.end(),
                                   [&](const Turn& each) { return each.span.begin < seen.begin; });
  for (; turn != turns.end() && turn->span.begin <= seen.end; ++turn) {
    const auto line = view_.extentOf({turn->span.begin, turn->span.begin});
    if (!line || (!numbers.empty() && line->first < numbers.back().box.center().y())) continue;
    add(static_cast<std::uint64_t>(turn - turns.begin()) + 1, line->first);
  }
  return numbers;
}

void Margin::paintNumbers(QPainter& painter, const Theme& theme) const {
  painter.setPen(theme.quiet);
  for (const Number& each : numbersInSight()) {
    painter.drawText(each.box, Qt::AlignTrailing | Qt::AlignVCenter,
                     QLocale().toString(static_cast<qulonglong>(each.number)));
  }
}

void Margin::paintPlace(QPainter& painter, const PlaceMark& mark, const QRectF& line,
                        const Theme& theme) const {
  const QFontMetrics metrics(painter.font());
  const Qt::LayoutDirection direction = layoutDirection();
  QRect free = line.toAlignedRect();
  if (!mark.language.isEmpty()) {
    const int width = metrics.horizontalAdvance(mark.language) + 2 * kTagEdge;
    const QRect box = QStyle::alignedRect(direction, Qt::AlignTrailing | Qt::AlignVCenter,
                                          {width, metrics.height()}, free);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.toneGround(Tone::Plain));
    painter.drawRoundedRect(box, 3, 3);
    painter.setPen(theme.toneText(Tone::Plain));
    painter.drawText(box, Qt::AlignCenter, mark.language);
    free = QStyle::alignedRect(direction, Qt::AlignLeading | Qt::AlignVCenter,
                               {free.width() - width - kTagEdge, free.height()}, free);
  }
  painter.setPen(theme.quiet);
  painter.drawText(free, QStyle::visualAlignment(direction, Qt::AlignLeading) | Qt::AlignVCenter,
                   mark.place);
}

void Margin::paintStripes(QPainter& painter, const Theme& theme) const {
  const ByteSpan seen = view_.seenBytes();
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (passages_[i].span.begin > seen.end || passages_[i].span.end < seen.begin) continue;
    const std::optional<QRectF> stripe = stripeOf(i);
    if (!stripe) continue;
    painter.setPen(Qt::NoPen);
    painter.setBrush(passages_[i].colour);
    painter.drawRoundedRect(*stripe, 1.5, 1.5);
  }
  for (const Hidden& hidden : hidden_) {
    const QRectF box = placeOfHidden(hidden);
    if (box.isEmpty()) continue;
    painter.setPen(theme.quiet);
    painter.drawText(
        box, Qt::AlignCenter,
        tr("+%1").arg(QLocale().toString(static_cast<qulonglong>(hidden.passages.size()))));
  }
}

void Margin::paintSign(QPainter& painter, const SignPlace& place, const Theme& theme) const {
  const QPointF middle = place.box.center();
  painter.setPen(Qt::NoPen);
  switch (place.sign) {
    case Sign::Arrow: {
      const qreal tip = layoutDirection() == Qt::RightToLeft ? -4 : 4;
      painter.setBrush(theme.accent);
      painter.drawPolygon(QPolygonF{middle + QPointF(-tip, -5), middle + QPointF(tip, 0),
                                    middle + QPointF(-tip, 5)});
      break;
    }
    case Sign::Star: {
      QPolygonF star;
      for (int i = 0; i < 10; ++i) {
        QLineF ray(middle, middle + QPointF(0, i % 2 == 0 ? -5.5 : -2.4));
        ray.setAngle(90 - 36.0 * i);
        star << ray.p2();
      }
      painter.setBrush(theme.toneText(Tone::Warning));
      painter.drawPolygon(star);
      break;
    }
    case Sign::Note: {
      const QRectF sheet(middle - QPointF(4, 5), QSizeF(8, 10));
      painter.setBrush(theme.toneText(Tone::Plain));
      painter.drawRect(sheet);
      painter.setPen(QPen(theme.ground, 1));
      for (const qreal y : {3.0, 5.0, 7.0}) {
        painter.drawLine(sheet.topLeft() + QPointF(1.5, y), sheet.topRight() + QPointF(-1.5, y));
      }
      break;
    }
    case Sign::Flag: {
      const QColor colour = place.open ? theme.toneText(Tone::Bad) : theme.quiet;
      painter.setPen(QPen(colour, 1.5));
      painter.drawLine(middle + QPointF(-3.5, -5.5), middle + QPointF(-3.5, 5.5));
      painter.setPen(place.open ? QPen(Qt::NoPen) : QPen(colour, 1));
      painter.setBrush(place.open ? QBrush(colour) : QBrush(Qt::NoBrush));
      painter.drawPolygon(QPolygonF{middle + QPointF(-3, -5.5), middle + QPointF(4.5, -2.5),
                                    middle + QPointF(-3, 0.5)});
      break;
    }
  }
}

}  // namespace retold
