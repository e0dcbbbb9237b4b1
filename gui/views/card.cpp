#include "gui/views/card.h"

#include <QPainter>
#include <QTextLayout>
#include <algorithm>

namespace retold {

namespace {

constexpr int kEdge = 10;   ///< pixels around a card
constexpr int kGap = 4;     ///< between its lines
constexpr int kStripe = 4;  ///< width of the stripe
constexpr int kBar = 56;    ///< width of the bar
constexpr int kRound = 7;   ///< of the sign's box

QFont smaller(QFont font) {
  font.setPointSizeF(font.pointSizeF() * 0.9);
  return font;
}

QFont bold(QFont font) {
  font.setBold(true);
  return font;
}

/// The words at the end of `text` that have room in `width` pixels, with a mark that some are left
/// out.
QString lastWords(const QString& text, int width, const QFontMetrics& metrics) {
  if (metrics.horizontalAdvance(text) <= width) return text;
  const QString fits = metrics.elidedText(text, Qt::ElideLeft, width);
  const qsizetype space = fits.indexOf(QLatin1Char(' '), 3);
  return QStringLiteral("… ") + (space < 0 ? QString() : fits.mid(space + 1));
}

/// One card on one painter. Lines are set from top to bottom.
class CardPainting {
 public:
  CardPainting(QPainter& painter, const QStyleOptionViewItem& option, const Card& card)
      : painter_(painter), option_(option), card_(card), theme_(themeOf(option.palette)) {
    area_ = option.rect.adjusted(kEdge + kStripe, kEdge - 2, -kEdge, -kEdge + 2);
  }

  void paint(int quoteLines, int linesBelow) {
    ground();
    int y = area_.top();
    y += titleLine(y) + kGap;
    const QFontMetrics metrics(option_.font);
    if (quoteLines > 0) {
      quote(y, quoteLines, metrics);
      y += quoteLines * metrics.lineSpacing() + kGap;
    }
    lineBelow(y);
    if (linesBelow > 1) secondLineBelow(y + QFontMetrics(smaller(option_.font)).height());
  }

 private:
  QColor ink() const { return theme_.text; }
  QColor quietInk() const { return theme_.quiet; }

  void ground() {
    if (option_.state.testFlag(QStyle::State_Selected)) {
      painter_.fillRect(option_.rect, theme_.toneGround(Tone::Accent));
    } else if (option_.state.testFlag(QStyle::State_MouseOver)) {
      painter_.fillRect(option_.rect, option_.palette.color(QPalette::AlternateBase));
    }
    if (card_.stripe.isValid()) {
      painter_.fillRect(
          QRect(option_.rect.left(), option_.rect.top() + 3, kStripe, option_.rect.height() - 6),
          card_.stripe);
    }
    painter_.setPen(theme_.line);
    painter_.drawLine(option_.rect.bottomLeft(), option_.rect.bottomRight());
    if (option_.state.testFlag(QStyle::State_HasFocus)) {
      painter_.setPen(QPen(theme_.accent, 2));
      painter_.drawRect(option_.rect.adjusted(1, 1, -1, -2));
    }
  }

  int titleLine(int y) {
    const QFont titleFont = bold(option_.font);
    const QFontMetrics metrics(titleFont);
    const int height = metrics.height();
    int right = area_.right();
    if (!card_.sign.isEmpty()) right = sign(y, height) - kGap * 2;
    int left = area_.left();
    if (!card_.number.isEmpty()) {
      painter_.setFont(option_.font);
      painter_.setPen(quietInk());
      const int width = QFontMetrics(option_.font).horizontalAdvance(card_.number);
      painter_.drawText(QRect(left, y, width, height), Qt::AlignLeft | Qt::AlignVCenter,
                        card_.number);
      left += width + kGap * 2;
    }
    painter_.setFont(titleFont);
    painter_.setPen(ink());
    const QRect room(left, y, std::max(0, right - left), height);
    painter_.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      metrics.elidedText(card_.title, Qt::ElideMiddle, room.width()));
    return height;
  }

  /// Gives the left edge of the box.
  int sign(int y, int height) {
    const QFont font = smaller(option_.font);
    const QFontMetrics metrics(font);
    const QString text = metrics.elidedText(card_.sign, Qt::ElideRight, area_.width() / 2);
    const int width = metrics.horizontalAdvance(text) + 2 * kRound;
    const QRect box(area_.right() - width + 1, y, width, height);
    painter_.save();
    painter_.setRenderHint(QPainter::Antialiasing);
    painter_.setPen(Qt::NoPen);
    painter_.setBrush(theme_.toneGround(card_.tone));
    painter_.drawRoundedRect(box, kRound, kRound);
    painter_.restore();
    painter_.setFont(font);
    painter_.setPen(theme_.toneText(card_.tone));
    painter_.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, text);
    return box.left();
  }

  void quote(int y, int lines, const QFontMetrics& metrics) {
    if (card_.before.isEmpty() && card_.hit.isEmpty() && card_.after.isEmpty()) return;
    // Room for the hit: with half of the lines in front of it, it is seen in full.
    const QString before = lastWords(card_.before, area_.width() * (2 * lines - 1) / 3, metrics);
    const QString text = before + card_.hit + card_.after;
    QTextLayout layout(text, option_.font);
    QTextLayout::FormatRange range;
    range.start = static_cast<int>(before.size());
    range.length = static_cast<int>(card_.hit.size());
    range.format.setFontWeight(QFont::Bold);
    layout.setFormats({range});
    QTextOption wrap;
    wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    wrap.setAlignment(text.isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft);
    layout.setTextOption(wrap);
    layout.beginLayout();
    for (int line = 0; line < lines; ++line) {
      QTextLine textLine = layout.createLine();
      if (!textLine.isValid()) break;
      textLine.setLineWidth(area_.width());
      textLine.setPosition(QPointF(0, line * metrics.lineSpacing()));
    }
    layout.endLayout();
    painter_.setPen(ink());
    painter_.save();
    painter_.setClipRect(QRect(area_.left(), y, area_.width(), lines * metrics.lineSpacing() + 2));
    layout.draw(&painter_, QPointF(area_.left(), y));
    painter_.restore();
  }

  void lineBelow(int y) {
    const QFont font = smaller(option_.font);
    const QFontMetrics metrics(font);
    int left = area_.left();
    if (card_.share) {
      const QRect bar(left, y + metrics.height() / 2 - 3, kBar, 6);
      painter_.fillRect(bar, theme_.line);
      const int full = static_cast<int>(kBar * std::clamp(*card_.share, 0.0, 1.0));
      painter_.fillRect(QRect(bar.topLeft(), QSize(full, bar.height())), theme_.accent);
      left += kBar + kGap * 2;
    }
    quietLine(card_.below, QRect(left, y, area_.right() - left, metrics.height()));
  }

  void secondLineBelow(int y) {
    const int height = QFontMetrics(smaller(option_.font)).height();
    quietLine(card_.also, QRect(area_.left(), y, area_.width(), height));
  }

  void quietLine(const QString& text, const QRect& room) {
    const QFont font = smaller(option_.font);
    painter_.setFont(font);
    painter_.setPen(quietInk());
    painter_.drawText(room, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                      QFontMetrics(font).elidedText(text, Qt::ElideRight, room.width()));
  }

  QPainter& painter_;
  const QStyleOptionViewItem& option_;
  const Card& card_;
  Theme theme_;
  QRect area_;
};

}  // namespace

CardDelegate::CardDelegate(int quoteLines, int linesBelow, QObject* parent)
    : QStyledItemDelegate(parent), quoteLines_(quoteLines), linesBelow_(linesBelow) {}

void CardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const Card card = index.data(CardRole).value<Card>();
  painter->save();
  painter->setClipRect(option.rect);
  CardPainting(*painter, option, card).paint(quoteLines_, linesBelow_);
  painter->restore();
}

QSize CardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const int title = QFontMetrics(bold(option.font)).height();
  const int quote = quoteLines_ * QFontMetrics(option.font).lineSpacing();
  const int below = linesBelow_ * QFontMetrics(smaller(option.font)).height();
  return {220, 2 * (kEdge - 2) + title + kGap + quote + (quoteLines_ > 0 ? kGap : 0) + below};
}

}  // namespace retold
