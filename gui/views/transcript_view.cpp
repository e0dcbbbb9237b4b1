#include "gui/views/transcript_view.h"

#include <QAbstractTextDocumentLayout>
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

}  // namespace

/// The strip at the left: a stripe for each coded passage, an arrow at the current match.
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
    QToolTip::showText(help->globalPos(), labels.join(QLatin1Char('\n')), this);
    return true;
  }

 private:
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
    painter.drawPolygon(QPolygonF{{2, y - 5}, {9, y}, {2, y + 5}});
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
  shown_ = std::move(document);
  currentMatch_.reset();
  passages_.clear();
  lanes_.clear();
  setExtraSelections({});
  setPlainText(shown_ ? displayText(shown_->text().content) : QString());
  if (shown_) {
    markSpeakers();
    markPassages();
  }
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

void TranscriptView::markSpeakers() {
  const Theme theme = themeOf(palette());
  for (const Turn& turn : shown_->text().turns) {
    if (turn.speaker.empty() || turn.body.begin <= turn.span.begin) continue;
    const Utf16Span label = shown_->offsets().toUtf16({turn.span.begin, turn.body.begin});
    const QTextBlock block = document()->findBlock(static_cast<int>(label.begin));
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(label.begin) - block.position();
    range.length =
        std::min(static_cast<int>(label.end - label.begin), block.length() - range.start);
    range.format.setFontWeight(QFont::Bold);
    range.format.setForeground(turn.role == SpeakerRole::Interviewer ? theme.interviewer
                                                                     : theme.respondent);
    block.layout()->setFormats({range});
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

std::optional<ByteSpan> TranscriptView::selectedPassage() const {
  const QTextCursor cursor = textCursor();
  if (!shown_ || !cursor.hasSelection()) return std::nullopt;
  const ByteSpan span =
      shown_->offsets().toBytes(Utf16Span{static_cast<std::uint64_t>(cursor.selectionStart()),
                                          static_cast<std::uint64_t>(cursor.selectionEnd())});
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
  const int longest = kLongestLine * fontMetrics().averageCharWidth();
  const int frame = 2 * frameWidth() + verticalScrollBar()->sizeHint().width();
  const int spare = std::max(0, width() - frame - kMarginWidth - longest);
  const int left = kMarginWidth + spare / 2;
  setViewportMargins(left, 0, spare - spare / 2, 0);
  margin_->setGeometry(contentsRect().left() + left - kMarginWidth, contentsRect().top(),
                       kMarginWidth, viewport()->height());
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
  markSpeakers();
  markPassages();
}

}  // namespace retold
