#include "gui/views/transcript_view.h"

#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QStyle>
#include <QTextBlock>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/display_text.h"
#include "gui/views/transcript_layout.h"

namespace retold {

namespace {

constexpr int kLongestLine = 90;        ///< average letters: longer lines are hard to read
constexpr std::size_t kFewMarks = 500;  ///< that the widget gets all at once
constexpr int kCoveredBlocks = 150;     ///< paragraphs before and behind what is seen, else

}  // namespace

TranscriptView::TranscriptView(QWidget* parent)
    : QPlainTextEdit(parent), margin_(new Margin(*this)), systemPointSize_(font().pointSizeF()) {
  auto* text = new QTextDocument(this);
  layout_ = new TranscriptLayout(text);
  layout_->setFormats([this](const QTextBlock& block) { return formatsOf(block); });
  text->setDocumentLayout(layout_);
  setDocument(text);
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setUndoRedoEnabled(false);
  setFrameShape(QFrame::NoFrame);
  setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  setAccessibleName(tr("Transcript"));
  setAcceptDrops(true);
  QTextOption option = document()->defaultTextOption();
  option.setTextDirection(Qt::LayoutDirectionAuto);
  document()->setDefaultTextOption(option);
  document()->setDocumentMargin(8);
  connect(this, &QPlainTextEdit::updateRequest, margin_, [this] { margin_->update(); });
  connect(margin_, &Margin::widthChanged, this, &TranscriptView::placeMargin);
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
  const bool sameText = shown_ && document && shown_->text().id == document->text().id;
  // Matches that were looked up again may stand in another order: the caller says which is current.
  const bool sameMatches = sameText && shown_->matches() == document->matches();
  shown_ = std::move(document);
  speakers_ = shown_ ? SpeakerColours(shown_->text()) : SpeakerColours();
  if (!sameText) {
    currentMatch_.reset();
    currentCoding_.reset();
    markedTurns_.reset();
    found_.clear();
    marks_.clear();
    setExtraSelections({});
    margin_->setPassages({});
    margin_->setFlags({});
    setPlainText(shown_ ? displayText(shown_->text().content) : QString());
  }
  if (!sameMatches) currentMatch_.reset();
  if (shown_) {
    layout_->formatAnew();
    markAnew();
  }
  margin_->setPlaces(shown_ ? retold::placeMarks(shown_->text(), shown_->document().language)
                            : std::vector<PlaceMark>());
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

QList<QTextLayout::FormatRange> TranscriptView::formatsOf(const QTextBlock& block) const {
  QList<QTextLayout::FormatRange> formats;
  if (!shown_) return formats;
  const Theme theme = themeOf(palette());
  const Text& text = shown_->text();
  const ByteSpan here = bytesOf(block);
  const auto add = [&](ByteSpan span, const QTextCharFormat& format) {
    const Utf16Span units =
        shown_->offsets().toUtf16({std::max(span.begin, here.begin), std::min(span.end, here.end)});
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(units.begin) - block.position();
    range.length = static_cast<int>(units.end - units.begin);
    range.format = format;
    formats << range;
  };
  auto turn = std::partition_point(text.turns.begin(), text.turns.end(),
                                   [&](const Turn& each) { return each.span.end <= here.begin; });
  for (; turn != text.turns.end() && turn->span.begin < here.end; ++turn) {
    const ByteSpan name{turn->span.begin, turn->body.begin};
    if (turn->speaker.empty() || name.begin >= name.end || !name.overlaps(here)) continue;
    QTextCharFormat label;
    label.setFontWeight(QFont::Bold);
    label.setForeground(speakers_.of(*turn, theme));
    add(name, label);
  }
  QTextCharFormat printed;
  printed.setForeground(theme.quiet);
  auto form = std::partition_point(text.boilerplate.begin(), text.boilerplate.end(),
                                   [&](const ByteSpan& each) { return each.end <= here.begin; });
  for (; form != text.boilerplate.end() && form->begin < here.end; ++form) add(*form, printed);
  return formats;
}

void TranscriptView::markAnew() {
  marks_.clear();
  if (!shown_) return;
  for (const CodedPassage& passage : margin_->passages()) {
    marks_.push_back({passage.span, MarkKind::Coding, passage.colour});
    const bool current = currentCoding_ && passage.id == *currentCoding_;
    if (current) marks_.push_back({passage.span, MarkKind::CurrentCoding});
  }
  for (const FlaggedPassage& flag : margin_->flags()) {
    if (flag.open) marks_.push_back({flag.span, MarkKind::Concern});
  }
  for (const ByteSpan& found : found_) marks_.push_back({found, MarkKind::Found});
  const std::vector<Match>& matches = shown_->matches();
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const bool current = currentMatch_ == static_cast<int>(i);
    marks_.push_back({matches[i].span, current ? MarkKind::CurrentMatch : MarkKind::Match});
  }
  if (dropTarget_) marks_.push_back({*dropTarget_, MarkKind::DropTarget});
  coverSeen(true);
  margin_->update();
}

void TranscriptView::coverSeen(bool anew) {
  if (!shown_) return;
  const ByteSpan all{0, shown_->text().content.size()};
  if (marks_.size() <= kFewMarks) {
    if (anew || covered_ != all) {
      covered_ = all;
      setExtraSelections(
          selectionsOf(marks_, all, shown_->offsets(), document(), themeOf(palette())));
    }
    return;
  }
  if (!anew && covered_.contains(seenBytes())) return;
  const int first = firstVisibleBlock().blockNumber();
  const QTextBlock begin = document()->findBlockByNumber(std::max(0, first - kCoveredBlocks));
  const QTextBlock end =
      document()->findBlockByNumber(std::min(first + 2 * kCoveredBlocks, blockCount() - 1));
  covered_ = hull(bytesOf(begin), bytesOf(end));
  setExtraSelections(
      selectionsOf(marks_, covered_, shown_->offsets(), document(), themeOf(palette())));
}

void TranscriptView::setCurrentMatch(std::optional<int> match) {
  currentMatch_ = match;
  if (!shown_) return;
  markAnew();
  if (match) reveal(shown_->matches()[static_cast<std::size_t>(*match)].span);
}

void TranscriptView::setCodedPassages(std::vector<CodedPassage> passages) {
  margin_->setPassages(std::move(passages));
  markAnew();
}

void TranscriptView::setFlaggedPassages(std::vector<FlaggedPassage> passages) {
  margin_->setFlags(std::move(passages));
  markAnew();
}

void TranscriptView::setCurrentCoding(std::optional<CodingId> coding) {
  if (currentCoding_ == coding) return;
  currentCoding_ = coding;
  margin_->setCurrent(coding);
  markAnew();
}

void TranscriptView::setFound(std::vector<ByteSpan> found) {
  if (found.empty() && found_.empty()) return;
  found_ = std::move(found);
  markAnew();
}

ByteSpan TranscriptView::bytesOf(const QTextCursor& cursor) const {
  return shown_->offsets().toBytes(Utf16Span{static_cast<std::uint64_t>(cursor.selectionStart()),
                                             static_cast<std::uint64_t>(cursor.selectionEnd())});
}

ByteSpan TranscriptView::bytesOf(const QTextBlock& block) const {
  const auto begin = static_cast<std::uint64_t>(block.position());
  const auto length = static_cast<std::uint64_t>(std::max(0, block.length() - 1));
  return shown_->offsets().toBytes(Utf16Span{begin, begin + length});
}

QTextBlock TranscriptView::blockOf(std::uint64_t byte) const {
  return document()->findBlock(static_cast<int>(shown_->offsets().toUtf16({byte, byte}).begin));
}

std::optional<ByteSpan> TranscriptView::selectedPassage() const {
  const QTextCursor cursor = textCursor();
  if (!shown_ || !cursor.hasSelection()) return std::nullopt;
  const ByteSpan span = bytesOf(cursor);
  return span.empty() ? std::nullopt : std::optional(span);
}

void TranscriptView::select(ByteSpan passage) {
  if (!shown_) return;
  const Utf16Span units = shown_->offsets().toUtf16(passage);
  QTextCursor cursor(document());
  cursor.setPosition(static_cast<int>(units.begin));
  cursor.setPosition(static_cast<int>(units.end), QTextCursor::KeepAnchor);
  setTextCursor(cursor);
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

void TranscriptView::paintMarkedTurns() {
  const bool marked = shown_ && markedTurns_ && markedTurns_->first < markedTurns_->second &&
                      markedTurns_->second <= shown_->text().turns.size();
  if (!marked) return;
  const std::vector<Turn>& turns = shown_->text().turns;
  const ByteSpan bytes{turns[markedTurns_->first].span.begin,
                       turns[markedTurns_->second - 1].span.end};
  const int first = blockOf(bytes.begin).blockNumber();
  const int last = blockOf(bytes.end - 1).blockNumber();
  QPainter painter(viewport());
  const QColor ground = palette().color(QPalette::AlternateBase);
  const QColor edge = themeOf(palette()).accent;
  constexpr int kEdge = 2;
  eachParagraphSeen([&](int block, qreal top, qreal height) {
    if (block < first || block > last) return;
    const QRect band = QRectF(0, top, viewport()->width(), height).toAlignedRect();
    painter.fillRect(band, ground);
    painter.fillRect(QStyle::visualRect(layoutDirection(), viewport()->rect(),
                                        QRect(0, band.top(), kEdge, band.height())),
                     edge);
  });
}

void TranscriptView::paintEvent(QPaintEvent* event) {
  coverSeen(false);
  paintMarkedTurns();
  QPlainTextEdit::paintEvent(event);
}

void TranscriptView::placeMargin() {
  const int margin = margin_->wantedWidth();
  const int longest = kLongestLine * fontMetrics().averageCharWidth();
  const int frame = 2 * frameWidth() + verticalScrollBar()->sizeHint().width();
  const int spare = std::max(0, width() - frame - margin - longest);
  const int before = margin + spare / 2;
  const int behind = spare - spare / 2;
  const bool mirrored = layoutDirection() == Qt::RightToLeft;
  setViewportMargins(mirrored ? behind : before, 0, mirrored ? before : behind, 0);
  const QRect here(contentsRect().left() + before - margin, contentsRect().top(), margin,
                   viewport()->height());
  margin_->setGeometry(QStyle::visualRect(layoutDirection(), contentsRect(), here));
  margin_->update();
}

void TranscriptView::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  placeMargin();
}

void TranscriptView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (margin_ == nullptr) return;
  if (event->type() == QEvent::LayoutDirectionChange) placeMargin();
  if (event->type() != QEvent::PaletteChange) return;
  paintSelectionReadably();
  if (!shown_) return;
  layout_->formatAnew();
  markAnew();
}

}  // namespace retold
