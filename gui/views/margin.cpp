#include "gui/views/margin.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>
#include <algorithm>

#include "gui/views/transcript_view.h"

namespace retold {

namespace {

constexpr int kLane = 6;       ///< pixels from stripe to stripe
constexpr int kStripe = 3;     ///< width of a stripe
constexpr int kMostLanes = 8;  ///< stripes side by side; the others are counted: "+3"
constexpr int kFewestLanes = 3;
constexpr int kSign = 12;  ///< width of a sign
constexpr int kEdge = 6;
constexpr int kGap = 8;
constexpr int kTagEdge = 4;  ///< within the box of a language

int widthOf(const PlaceMark& mark, const QFontMetrics& metrics) {
  int width = mark.place.isEmpty() ? 0 : metrics.horizontalAdvance(mark.place);
  if (mark.language.isEmpty()) return width;
  if (width > 0) width += kTagEdge;
  return width + metrics.horizontalAdvance(mark.language) + 2 * kTagEdge;
}

}  // namespace

Margin::Margin(TranscriptView& view) : QWidget(&view), view_(view) {
  setAttribute(Qt::WA_NoMousePropagation, false);
  setAccessibleName(tr("Margin of the transcript"));
}

QFont Margin::smallFont() const {
  QFont font = view_.font();
  font.setPointSizeF(std::max(6.0, font.pointSizeF() * 0.8));
  return font;
}

void Margin::setPlaces(std::vector<PlaceMark> places) {
  places_ = std::move(places);
  emit widthChanged();
}

void Margin::setPassages(std::vector<CodedPassage> passages) {
  passages_ = std::move(passages);
  std::vector<ByteSpan> spans;
  spans.reserve(passages_.size());
  for (const CodedPassage& passage : passages_) spans.push_back(passage.span);
  lanes_ = assignLanes(spans);
  hideWhatIsTooMuch();
  emit widthChanged();
}

void Margin::hideWhatIsTooMuch() {
  hidden_.clear();
  std::vector<std::size_t> behind;
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (lanes_.of[i] >= kMostLanes) behind.push_back(i);
  }
  std::stable_sort(behind.begin(), behind.end(), [this](std::size_t a, std::size_t b) {
    return passages_[a].span < passages_[b].span;
  });
  for (const std::size_t i : behind) {
    const ByteSpan span = passages_[i].span;
    if (hidden_.empty() || !hidden_.back().hull.overlaps(span)) hidden_.push_back({span, {}});
    hidden_.back().hull = hull(hidden_.back().hull, span);
    hidden_.back().passages.push_back(i);
  }
}

void Margin::setFlags(std::vector<FlaggedPassage> flags) {
  flags_ = std::move(flags);
  emit widthChanged();
}

void Margin::setNumbers(MarginNumbers numbers) {
  if (numbers_ == numbers) return;
  numbers_ = numbers;
  emit widthChanged();
}

void Margin::setCurrent(std::optional<CodingId> coding) {
  current_ = coding;
  update();
}

int Margin::signsWidth() const {
  const auto any = [this](auto is) {
    return std::any_of(passages_.begin(), passages_.end(), is) ? kSign : 0;
  };
  return kSign + any([](const CodedPassage& each) { return each.important; }) +
         any([](const CodedPassage& each) { return each.noted; }) + (flags_.empty() ? 0 : kSign);
}

int Margin::lanesWidth() const {
  const int lanes = std::clamp(lanes_.count, kFewestLanes, kMostLanes) * kLane;
  return hidden_.empty()
             ? lanes
             : lanes + QFontMetrics(smallFont()).horizontalAdvance(QStringLiteral("+99"));
}

int Margin::numbersWidth() const {
  if (numbers_ == MarginNumbers::None || !view_.shownDocument()) return 0;
  const qlonglong most = numbers_ == MarginNumbers::Lines
                             ? view_.blockCount()
                             : static_cast<qlonglong>(view_.shownDocument()->text().turns.size());
  return QFontMetrics(smallFont()).horizontalAdvance(QLocale().toString(most)) + kGap;
}

int Margin::placesWidth() const {
  const QFontMetrics metrics(smallFont());
  int widest = 0;
  for (const PlaceMark& mark : places_) widest = std::max(widest, widthOf(mark, metrics));
  return widest > 0 ? widest + kGap : 0;
}

int Margin::wantedWidth() const {
  return kEdge + signsWidth() + lanesWidth() + placesWidth() + numbersWidth() + 2;
}

QRectF Margin::boxBefore(qreal distance, qreal top, qreal width, qreal height) const {
  const qreal left =
      layoutDirection() == Qt::RightToLeft ? distance : this->width() - distance - width;
  return {left, top, width, height};
}

std::optional<QRectF> Margin::stripeOf(std::size_t passage) const {
  if (lanes_.of[passage] >= kMostLanes) return {};
  const auto found = view_.extentOf(passages_[passage].span);
  if (!found) return {};
  const bool current = current_ && passages_[passage].id == *current_;
  const int width = current ? kStripe + 2 : kStripe;
  const qreal distance = kEdge + signsWidth() + kLane * lanes_.of[passage] - (current ? 1 : 0);
  return boxBefore(distance, found->first + 1, width,
                   std::max(4.0, found->second - found->first - 2));
}

QRectF Margin::placeOfHidden(const Hidden& hidden) const {
  const auto found = view_.extentOf(hidden.hull);
  if (!found) return {};
  const QFontMetrics metrics(smallFont());
  const qreal top = std::max(0.0, found->first);
  return boxBefore(kEdge + signsWidth() + kMostLanes * kLane, top,
                   metrics.horizontalAdvance(QStringLiteral("+99")), metrics.height());
}

void Margin::eachPlaceInSight(
    const std::function<void(const PlaceMark&, const QRectF&)>& visit) const {
  if (places_.empty()) return;
  const ByteSpan seen = view_.seenBytes();
  auto mark = std::partition_point(places_.begin(), places_.end(),
                                   [&](const PlaceMark& each) { return each.byte < seen.begin; });
  const qreal width = placesWidth() - kGap;
  const qreal distance = kEdge + signsWidth() + lanesWidth() + kGap;
  qreal free = -1e9;  // where the mark before ends: two on one line would lie on each other
  for (; mark != places_.end() && mark->byte <= seen.end; ++mark) {
    const auto line = view_.extentOf({mark->byte, mark->byte});
    if (!line || line->first < free) continue;
    visit(*mark, boxBefore(distance, line->first, width, line->second - line->first));
    free = line->second;
  }
}

std::vector<Margin::SignPlace> Margin::signsInSight() const {
  std::vector<SignPlace> signs;
  const ByteSpan seen = view_.seenBytes();
  const bool stars = std::any_of(passages_.begin(), passages_.end(),
                                 [](const CodedPassage& each) { return each.important; });
  const bool notes = std::any_of(passages_.begin(), passages_.end(),
                                 [](const CodedPassage& each) { return each.noted; });
  const auto add = [&](Sign sign, ByteSpan span, int column, const QString& label, bool open) {
    if (span.begin > seen.end || span.end < seen.begin) return;
    const auto found = view_.extentOf(span);
    if (!found || found->first < 0) return;
    const qreal height = QFontMetricsF(view_.font()).height();
    signs.push_back(
        {sign, boxBefore(kEdge + kSign * column, found->first, kSign, height), label, open});
  };
  if (const auto match = view_.currentMatch()) {
    const Match& current = view_.shownDocument()->matches()[static_cast<std::size_t>(*match)];
    add(Sign::Arrow, current.span, 0, tr("the current hit"), true);
  }
  const int noteColumn = 1 + (stars ? 1 : 0);
  for (const CodedPassage& passage : passages_) {
    if (passage.important) add(Sign::Star, passage.span, 1, passage.label, true);
    if (passage.noted) add(Sign::Note, passage.span, noteColumn, passage.label, true);
  }
  const int flagColumn = noteColumn + (notes ? 1 : 0);
  for (const FlaggedPassage& flag : flags_) {
    add(Sign::Flag, flag.span, flagColumn, flag.label, flag.open);
  }
  return signs;
}

std::vector<std::size_t> Margin::stripesAt(const QPoint& point) const {
  std::vector<std::size_t> found;
  const ByteSpan seen = view_.seenBytes();
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    if (passages_[i].span.begin > seen.end || passages_[i].span.end < seen.begin) continue;
    const std::optional<QRectF> stripe = stripeOf(i);
    if (stripe && stripe->adjusted(-2, 0, 2, 0).contains(point)) found.push_back(i);
  }
  return found;
}

QString Margin::tipAt(const QPoint& point) const {
  if (!view_.shownDocument()) return {};
  QStringList labels;
  for (const std::size_t i : stripesAt(point)) labels << passages_[i].label;
  for (const Hidden& hidden : hidden_) {
    if (!placeOfHidden(hidden).contains(point)) continue;
    for (const std::size_t i : hidden.passages) labels << passages_[i].label;
  }
  for (const SignPlace& sign : signsInSight()) {
    if (sign.box.contains(point) && !labels.contains(sign.label)) labels << sign.label;
  }
  if (labels.isEmpty()) {
    eachPlaceInSight([&](const PlaceMark& mark, const QRectF& line) {
      if (line.contains(point)) labels << mark.whole;
    });
  }
  return labels.join(QLatin1Char('\n'));
}

void Margin::mousePressEvent(QMouseEvent* event) {
  const std::vector<std::size_t> stripes =
      view_.shownDocument() ? stripesAt(event->position().toPoint()) : std::vector<std::size_t>();
  if (!stripes.empty()) emit passageChosen(passages_[stripes.back()].id);
}

bool Margin::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
  return true;
}

}  // namespace retold
