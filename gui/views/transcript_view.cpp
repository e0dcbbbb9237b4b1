#include "gui/views/transcript_view.h"

#include <QAbstractTextDocumentLayout>
#include <QContextMenuEvent>
#include <QEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>
#include <QToolTip>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/display_text.h"

namespace retold {

namespace {

constexpr int kLane = 6;    ///< pixels from stripe to stripe
constexpr int kStripe = 3;  ///< width of a stripe
constexpr int kLanes = 4;   ///< stripes side by side; more share the last place
constexpr int kMarginWidth = kLanes * kLane + 16;
constexpr int kPlaceGap = 8;      ///< between what the margin says and the stripes
constexpr int kTagEdge = 4;       ///< within the box of a language
constexpr int kLongestLine = 90;  ///< average letters: longer lines are hard to read
constexpr int kLinesBefore = 4;   ///< of a passage that is revealed

/// QPlainTextEdit finds the direction of each paragraph but sets all of them at the left; this sets
/// those that are read from the right at the right. Where a line stands is asked when it is drawn,
/// so that the option may change after the layout.
class BidiLayout final : public QPlainTextDocumentLayout {
 public:
  using QPlainTextDocumentLayout::QPlainTextDocumentLayout;

  QRectF blockBoundingRect(const QTextBlock& block) const override {
    const QRectF rect = QPlainTextDocumentLayout::blockBoundingRect(block);
    QTextLayout* layout = block.isValid() ? block.layout() : nullptr;
    if (layout != nullptr && block.textDirection() == Qt::RightToLeft) {
      QTextOption option = layout->textOption();
      option.setAlignment(Qt::AlignRight | Qt::AlignAbsolute);
      layout->setTextOption(option);
    }
    return rect;
  }
};

/// Letters of the margin.
QFont marginFont(QFont font) {
  font.setPointSizeF(std::max(6.0, font.pointSizeF() * 0.8));
  return font;
}

int widthOf(const PlaceMark& mark, const QFontMetrics& metrics) {
  int width = mark.place.isEmpty() ? 0 : metrics.horizontalAdvance(mark.place);
  if (mark.language.isEmpty()) return width;
  if (width > 0) width += kTagEdge;
  return width + metrics.horizontalAdvance(mark.language) + 2 * kTagEdge;
}

}  // namespace

/// The strip at the left: page, time and language of the turns, a stripe for each coded passage, an
/// arrow at the current match.
class TranscriptView::Margin final : public QWidget {
 public:
  explicit Margin(TranscriptView& view) : QWidget(&view), view_(view) {
    setAttribute(Qt::WA_NoMousePropagation, false);
  }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme theme = themeOf(view_.palette());
    painter.fillRect(rect(), theme.ground);
    eachPlaceInSight(
        [&](const PlaceMark& mark, const QRectF& line) { paintPlace(painter, mark, line, theme); });
    for (std::size_t i = 0; i < view_.passages_.size(); ++i) {
      const std::optional<QRectF> stripe = stripeOf(i);
      if (!stripe) continue;
      painter.setPen(Qt::NoPen);
      painter.setBrush(view_.passages_[i].colour);
      painter.drawRoundedRect(*stripe, 1.5, 1.5);
    }
    arrow(painter, theme);
  }

  bool event(QEvent* event) override {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    QStringList labels;
    for (std::size_t i = 0; i < view_.passages_.size(); ++i) {
      const std::optional<QRectF> stripe = stripeOf(i);
      if (stripe && stripe->adjusted(-2, 0, 2, 0).contains(help->pos())) {
        labels << view_.passages_[i].label;
      }
    }
    if (labels.isEmpty()) {
      eachPlaceInSight([&](const PlaceMark& mark, const QRectF& line) {
        if (line.contains(help->pos())) labels << mark.whole;
      });
    }
    QToolTip::showText(help->globalPos(), labels.join(QLatin1Char('\n')), this);
    return true;
  }

 private:
  /// Calls `visit` with each mark whose line is seen, and where its words stand.
  template <class Visit>
  void eachPlaceInSight(Visit visit) const {
    const std::vector<PlaceMark>& places = view_.places_;
    if (places.empty()) return;
    QTextBlock block = view_.firstVisibleBlock();
    const std::uint64_t first =
        view_.shown_->offsets()
            .toBytes(Utf16Span{static_cast<std::uint64_t>(block.position()),
                               static_cast<std::uint64_t>(block.position())})
            .begin;
    auto mark = std::partition_point(places.begin(), places.end(),
                                     [first](const PlaceMark& each) { return each.byte < first; });
    qreal top = view_.contentOffset().y() + view_.blockBoundingGeometry(block).top();
    qreal free = -1e9;  // where the mark before ends: two on one line would lie on each other
    for (; mark != places.end() && block.isValid() && top <= height();) {
      const auto unit =
          static_cast<int>(view_.shown_->offsets().toUtf16({mark->byte, mark->byte}).begin);
      const qreal blockHeight = view_.blockBoundingRect(block).height();
      if (unit >= block.position() + block.length()) {
        top += blockHeight;
        block = block.next();
        continue;
      }
      const QTextLine line = block.layout()->lineForTextPosition(unit - block.position());
      if (line.isValid() && top + line.y() >= free) {
        const QRectF place(2, top + line.y(), view_.placesWidth_, line.height());
        visit(*mark, place);
        free = place.bottom();
      }
      ++mark;
    }
  }

  void paintPlace(QPainter& painter, const PlaceMark& mark, const QRectF& line,
                  const Theme& theme) const {
    const QFont font = marginFont(view_.font());
    const QFontMetrics metrics(font);
    painter.setFont(font);
    qreal right = line.right();
    if (!mark.language.isEmpty()) {
      const qreal width = metrics.horizontalAdvance(mark.language) + 2 * kTagEdge;
      const QRectF box(right - width, line.center().y() - metrics.height() / 2.0, width,
                       metrics.height());
      painter.setPen(Qt::NoPen);
      painter.setBrush(theme.toneGround(Tone::Plain));
      painter.drawRoundedRect(box, 3, 3);
      painter.setPen(theme.toneText(Tone::Plain));
      painter.drawText(box, Qt::AlignCenter, mark.language);
      right = box.left() - kTagEdge;
    }
    painter.setPen(theme.quiet);
    painter.drawText(QRectF(line.left(), line.top(), right - line.left(), line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, mark.place);
  }

  /// Top and bottom of the lines that the passage touches, where it is in sight.
  std::optional<std::pair<qreal, qreal>> extent(ByteSpan span) const {
    const Utf16Span units = view_.shown_->offsets().toUtf16(span);
    const QTextBlock first = view_.document()->findBlock(static_cast<int>(units.begin));
    const QTextBlock last = view_.document()->findBlock(static_cast<int>(units.end));
    const QTextBlock top = view_.firstVisibleBlock();
    if (!first.isValid() || !last.isValid() || last.blockNumber() < top.blockNumber()) return {};
    const qreal from = first.blockNumber() < top.blockNumber()
                           ? -kStripe
                           : edge(first, static_cast<int>(units.begin), false);
    if (from > height()) return {};
    const int lastUnit = std::max(static_cast<int>(units.end) - 1, last.position());
    return std::pair{from, edge(last, lastUnit, true)};
  }

  qreal edge(const QTextBlock& block, int position, bool bottom) const {
    // Blocks below the window were never laid out, and asking for their place would do it.
    const QTextBlock top = view_.firstVisibleBlock();
    qreal y = view_.contentOffset().y() + view_.blockBoundingGeometry(top).top();
    for (QTextBlock at = top; at.isValid() && at != block; at = at.next()) {
      y += view_.blockBoundingRect(at).height();
      if (y > height()) return y + 1;
    }
    (void)view_.blockBoundingRect(block);
    const QTextLine line = block.layout()->lineForTextPosition(position - block.position());
    if (!line.isValid()) return y;
    return y + (bottom ? line.y() + line.height() : line.y());
  }

  std::optional<QRectF> stripeOf(std::size_t i) const {
    const auto found = extent(view_.passages_[i].span);
    if (!found) return {};
    const qreal x = width() - 8 - kLane * (view_.lanes_[i] + 1);
    return QRectF(x, found->first + 1, kStripe, std::max(4.0, found->second - found->first - 2));
  }

  void arrow(QPainter& painter, const Theme& theme) const {
    if (!view_.currentMatch_) return;
    const Match& match = view_.shown_->matches()[static_cast<std::size_t>(*view_.currentMatch_)];
    const auto found = extent(match.span);
    if (!found || found->first < 0) return;
    const qreal y = found->first + QFontMetricsF(view_.font()).height() / 2;
    painter.setBrush(theme.accent);
    const qreal x = width() - kMarginWidth + 2;
    painter.drawPolygon(QPolygonF{{x, y - 5}, {x + 7, y}, {x, y + 5}});
  }

  TranscriptView& view_;
};

TranscriptView::TranscriptView(QWidget* parent)
    : QPlainTextEdit(parent), margin_(new Margin(*this)), systemPointSize_(font().pointSizeF()) {
  auto* text = new QTextDocument(this);
  text->setDocumentLayout(new BidiLayout(text));
  setDocument(text);
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setUndoRedoEnabled(false);
  setFrameShape(QFrame::NoFrame);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setAccessibleName(tr("Transcript"));
  QTextOption option = document()->defaultTextOption();
  option.setTextDirection(Qt::LayoutDirectionAuto);
  document()->setDefaultTextOption(option);
  document()->setDocumentMargin(8);
  connect(this, &QPlainTextEdit::updateRequest, this,
          [this](const QRect&, int) { margin_->update(); });
  setContextMenuPolicy(Qt::DefaultContextMenu);
  setTextSteps(0);
  paintSelectionReadably();
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setTextSteps(int steps) {
  QFont larger = font();
  larger.setPointSizeF(std::max(6.0, systemPointSize_ + 1 + steps));
  setFont(larger);
  placeMargin();
}

void TranscriptView::showDocument(std::shared_ptr<const OpenDocument> document) {
  const bool sameText = shown_ && document && shown_->text().id == document->text().id &&
                        shown_->matches() == document->matches();
  shown_ = std::move(document);
  if (!sameText) {
    currentMatch_.reset();
    passages_.clear();
    lanes_.clear();
    markedTurns_.reset();
    setExtraSelections({});
    setPlainText(shown_ ? displayText(shown_->text().content) : QString());
  }
  places_ = shown_ ? retold::placeMarks(shown_->text(), shown_->document().language)
                   : std::vector<PlaceMark>();
  if (shown_) {
    formatLetters();
    markPassages();
  }
  placeMargin();
  margin_->update();
}

void TranscriptView::paintSelectionReadably() {
  // Some systems' white on light blue has too little contrast to read a passage in.
  const Theme theme = themeOf(palette());
  QPalette colours = palette();
  colours.setColor(QPalette::Highlight, QColor(theme.dark ? "#2f5f9e" : "#1d5fb4"));
  colours.setColor(QPalette::HighlightedText, Qt::white);
  if (colours.color(QPalette::Highlight) != palette().color(QPalette::Highlight)) {
    setPalette(colours);
  }
}

void TranscriptView::formatStretch(ByteSpan span, const QTextCharFormat& format,
                                   std::map<int, QList<QTextLayout::FormatRange>>& formats) const {
  const Utf16Span units = shown_->offsets().toUtf16(span);
  const int end = static_cast<int>(units.end);
  QTextBlock block = document()->findBlock(static_cast<int>(units.begin));
  for (int at = static_cast<int>(units.begin); at < end && block.isValid(); block = block.next()) {
    at = std::max(at, block.position());
    QTextLayout::FormatRange range;
    range.start = at - block.position();
    range.length = std::min(end, block.position() + block.length() - 1) - at;
    range.format = format;
    if (range.length > 0) formats[block.blockNumber()] << range;
  }
}

void TranscriptView::formatLetters() {
  const Theme theme = themeOf(palette());
  std::map<int, QList<QTextLayout::FormatRange>> formats;
  for (const Turn& turn : shown_->text().turns) {
    if (turn.speaker.empty() || turn.body.begin <= turn.span.begin) continue;
    QTextCharFormat label;
    label.setFontWeight(QFont::Bold);
    label.setForeground(turn.role == SpeakerRole::Interviewer ? theme.interviewer
                                                              : theme.respondent);
    formatStretch({turn.span.begin, turn.body.begin}, label, formats);
  }
  QTextCharFormat printed;
  printed.setForeground(theme.quiet);
  for (const ByteSpan& span : shown_->text().boilerplate) formatStretch(span, printed, formats);
  for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
    const auto own = formats.find(block.blockNumber());
    if (own != formats.end()) {
      block.layout()->setFormats(own->second);
    } else if (!block.layout()->formats().isEmpty()) {
      block.layout()->setFormats({});
    }
  }
  document()->markContentsDirty(0, document()->characterCount());
}

QTextEdit::ExtraSelection TranscriptView::mark(ByteSpan span) const {
  const Utf16Span units = shown_->offsets().toUtf16(span);
  QTextEdit::ExtraSelection selection;
  selection.cursor = QTextCursor(document());
  selection.cursor.setPosition(static_cast<int>(units.begin));
  selection.cursor.setPosition(static_cast<int>(units.end), QTextCursor::KeepAnchor);
  return selection;
}

void TranscriptView::markPassages() {
  const Theme theme = themeOf(palette());
  QList<QTextEdit::ExtraSelection> marks;
  for (const CodedPassage& passage : passages_) {
    QTextEdit::ExtraSelection selection = mark(passage.span);
    selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
    selection.format.setUnderlineColor(passage.colour);
    marks << selection;
  }
  const std::vector<Match>& matches = shown_->matches();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool current = currentMatch_ == static_cast<int>(i);
    if (current) continue;
    QTextEdit::ExtraSelection selection = mark(matches[i].span);
    selection.format.setBackground(theme.hitGround);
    selection.format.setForeground(theme.hitText);
    marks << selection;
  }
  if (currentMatch_) {
    QTextEdit::ExtraSelection selection =
        mark(matches[static_cast<std::size_t>(*currentMatch_)].span);
    selection.format.setBackground(theme.currentGround);
    selection.format.setForeground(theme.currentText);
    marks << selection;
  }
  setExtraSelections(marks);
  margin_->update();
}

void TranscriptView::setCurrentMatch(std::optional<int> match) {
  currentMatch_ = match;
  if (!shown_) return;
  markPassages();
  if (match) reveal(shown_->matches()[static_cast<std::size_t>(*match)].span);
}

void TranscriptView::setCodedPassages(std::vector<CodedPassage> passages) {
  passages_ = std::move(passages);
  assignLanes();
  if (shown_) markPassages();
}

void TranscriptView::assignLanes() {
  lanes_.assign(passages_.size(), 0);
  for (std::size_t i = 0; i < passages_.size(); ++i) {
    int lane = 0;
    const auto taken = [&](int wanted) {
      for (std::size_t j = 0; j < i; ++j) {
        if (lanes_[j] == wanted && passages_[j].span.overlaps(passages_[i].span)) return true;
      }
      return false;
    };
    while (lane < kLanes - 1 && taken(lane)) ++lane;
    lanes_[i] = lane;
  }
}

ByteSpan TranscriptView::bytesOf(const QTextCursor& cursor) const {
  return shown_->offsets().toBytes(Utf16Span{static_cast<std::uint64_t>(cursor.selectionStart()),
                                             static_cast<std::uint64_t>(cursor.selectionEnd())});
}

std::optional<ByteSpan> TranscriptView::selectedPassage() const {
  const QTextCursor cursor = textCursor();
  if (!shown_ || !cursor.hasSelection()) return std::nullopt;
  const ByteSpan span = bytesOf(cursor);
  return span.empty() ? std::nullopt : std::optional(span);
}

void TranscriptView::reveal(ByteSpan passage) {
  const Utf16Span units = shown_->offsets().toUtf16(passage);
  QTextCursor before(document());
  before.setPosition(static_cast<int>(units.begin));
  setTextCursor(before);
  const QRect seen = viewport()->rect().adjusted(0, 0, 0, -2 * fontMetrics().lineSpacing());
  const QRect at = cursorRect(before);
  if (seen.contains(at.topLeft()) && at.top() >= kLinesBefore * fontMetrics().lineSpacing()) return;
  centerCursor();
}

QRect TranscriptView::selectionRect() const {
  QTextCursor end = textCursor();
  end.setPosition(end.selectionEnd());
  return cursorRect(end).translated(viewport()->pos());
}

void TranscriptView::clearSelection() {
  QTextCursor cursor = textCursor();
  cursor.clearSelection();
  setTextCursor(cursor);
}

std::uint64_t TranscriptView::byteAtCursor() const {
  if (!shown_) return 0;
  QTextCursor cursor = textCursor();
  cursor.setPosition(cursor.position());
  return bytesOf(cursor).begin;
}

std::optional<std::size_t> TranscriptView::turnAt(std::uint64_t byte) const {
  if (!shown_) return std::nullopt;
  const std::vector<Turn>& turns = shown_->text().turns;
  const auto behind = std::partition_point(
      turns.begin(), turns.end(), [byte](const Turn& turn) { return turn.span.begin <= byte; });
  if (turns.empty()) return std::nullopt;
  return behind == turns.begin() ? 0 : static_cast<std::size_t>(behind - turns.begin() - 1);
}

std::optional<std::size_t> TranscriptView::turnAtCursor() const { return turnAt(byteAtCursor()); }

void TranscriptView::setMarkedTurns(std::optional<std::pair<std::size_t, std::size_t>> turns) {
  if (markedTurns_ == turns) return;
  markedTurns_ = turns;
  viewport()->update();
}

std::uint64_t TranscriptView::topByte() const {
  if (!shown_) return 0;
  QTextCursor cursor(firstVisibleBlock());
  const QTextBlock block = cursor.block();
  const qreal above = -blockBoundingGeometry(block).translated(contentOffset()).top();
  for (int i = 0; i < block.layout()->lineCount(); ++i) {
    const QTextLine line = block.layout()->lineAt(i);
    if (line.y() + line.height() <= above + 1) continue;
    cursor.setPosition(block.position() + line.textStart());
    break;
  }
  return bytesOf(cursor).begin;
}

void TranscriptView::scrollTo(std::uint64_t byte, int linesBelowTop) {
  if (!shown_) return;
  const auto unit = static_cast<int>(shown_->offsets().toUtf16({byte, byte}).begin);
  const QTextBlock block = document()->findBlock(unit);
  (void)blockBoundingRect(block);  // lays it out
  const QTextLine line = block.layout()->lineForTextPosition(unit - block.position());
  const int within = line.isValid() ? line.lineNumber() : 0;
  verticalScrollBar()->setValue(block.firstLineNumber() + within - linesBelowTop);
}

std::optional<int> TranscriptView::linesBelowTop(std::uint64_t byte) const {
  if (!shown_) return std::nullopt;
  const auto unit = static_cast<int>(shown_->offsets().toUtf16({byte, byte}).begin);
  QTextCursor cursor(document());
  cursor.setPosition(unit);
  if (cursor.block().blockNumber() < firstVisibleBlock().blockNumber()) return std::nullopt;
  const QRect at = cursorRect(cursor);
  if (at.top() < 0 || at.top() > viewport()->height()) return std::nullopt;
  const QTextLine line = cursor.block().layout()->lineForTextPosition(cursor.positionInBlock());
  const qreal height = line.isValid() ? line.height() : fontMetrics().lineSpacing();
  return static_cast<int>((at.top() + 1) / std::max(1.0, height));
}

void TranscriptView::paintEvent(QPaintEvent* event) {
  const bool marked = shown_ && markedTurns_ && markedTurns_->first < markedTurns_->second &&
                      markedTurns_->second <= shown_->text().turns.size();
  if (marked) {
    const std::vector<Turn>& turns = shown_->text().turns;
    const Utf16Span units = shown_->offsets().toUtf16(
        {turns[markedTurns_->first].span.begin, turns[markedTurns_->second - 1].span.end});
    QPainter painter(viewport());
    const QColor ground = palette().color(QPalette::AlternateBase);
    const Theme theme = themeOf(palette());
    for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
      const QRectF rect = blockBoundingGeometry(block).translated(contentOffset());
      if (rect.top() > viewport()->height()) break;
      if (block.position() + block.length() <= static_cast<int>(units.begin)) continue;
      if (block.position() >= static_cast<int>(units.end)) break;
      const QRectF band(0, rect.top(), viewport()->width(), rect.height());
      painter.fillRect(band, ground);
      painter.fillRect(QRectF(0, rect.top(), 2, rect.height()), theme.accent);
    }
  }
  QPlainTextEdit::paintEvent(event);
}

void TranscriptView::contextMenuEvent(QContextMenuEvent* event) {
  if (!shown_) return;
  if (event->reason() == QContextMenuEvent::Keyboard) {
    emit menuWanted(viewport()->mapToGlobal(cursorRect().bottomLeft()));
    return;
  }
  const QTextCursor there = cursorForPosition(event->pos());
  const QTextCursor now = textCursor();
  const bool inSelection = now.hasSelection() && there.position() >= now.selectionStart() &&
                           there.position() <= now.selectionEnd();
  if (!inSelection) setTextCursor(there);
  emit menuWanted(event->globalPos());
}

bool TranscriptView::viewportEvent(QEvent* event) {
  if (event->type() != QEvent::ToolTip || !tip_ || !shown_) {
    return QPlainTextEdit::viewportEvent(event);
  }
  const auto* help = static_cast<QHelpEvent*>(event);
  const QTextCursor there = cursorForPosition(help->pos());
  QToolTip::showText(help->globalPos(), tip_(bytesOf(there).begin), viewport());
  return true;
}

bool TranscriptView::startsTagging(const QKeyEvent& event) const {
  return textCursor().hasSelection() && event.modifiers() == Qt::NoModifier &&
         event.text().size() == 1 && event.text().front().isLetter();
}

bool TranscriptView::event(QEvent* event) {
  // Letters are keys of the window; with a passage selected they are the beginning of a code.
  if (event->type() == QEvent::ShortcutOverride && startsTagging(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QPlainTextEdit::event(event);
}

void TranscriptView::keyPressEvent(QKeyEvent* event) {
  if (startsTagging(*event)) {
    emit letterTyped(event->text());
    return;
  }
  if (event->key() == Qt::Key_Escape && textCursor().hasSelection()) {
    clearSelection();
    return;
  }
  QPlainTextEdit::keyPressEvent(event);
}

void TranscriptView::placeMargin() {
  const QFontMetrics metrics(marginFont(font()));
  placesWidth_ = 0;
  for (const PlaceMark& mark : places_)
    placesWidth_ = std::max(placesWidth_, widthOf(mark, metrics));
  const int margin = kMarginWidth + (placesWidth_ > 0 ? placesWidth_ + kPlaceGap : 0);
  const int longest = kLongestLine * fontMetrics().averageCharWidth();
  const int frame = 2 * frameWidth() + verticalScrollBar()->sizeHint().width();
  const int spare = std::max(0, width() - frame - margin - longest);
  const int left = margin + spare / 2;
  setViewportMargins(left, 0, spare - spare / 2, 0);
  margin_->setGeometry(contentsRect().left() + left - margin, contentsRect().top(), margin,
                       viewport()->height());
}

void TranscriptView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  placeMargin();
}

void TranscriptView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() != QEvent::PaletteChange || margin_ == nullptr) return;
  paintSelectionReadably();
  if (!shown_) return;
  formatLetters();
  markPassages();
}

}  // namespace retold
