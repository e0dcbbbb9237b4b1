#include "gui/views/search_box.h"

#include <QKeyEvent>
#include <QPainter>
#include <QTextLayout>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/strings.h"
#include "gui/theme.h"
#include "gui/views/search_words.h"

namespace retold {

namespace {
constexpr int kEdge = 10;
}

FaultLine::FaultLine(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FaultLine::showFault(const QString& query, std::uint64_t column) {
  query_ = query;
  at_ = 0;
  for (std::uint64_t passed = 1; passed < column && at_ < query_.size(); ++passed)
    at_ += query_[at_].isHighSurrogate() && at_ + 1 < query_.size() ? 2 : 1;
  update();
}

QSize FaultLine::sizeHint() const { return {200, 2 * fontMetrics().lineSpacing()}; }

void FaultLine::paintEvent(QPaintEvent* /*event*/) {
  QTextLayout layout(query_, font());
  QTextOption option;
  option.setWrapMode(QTextOption::NoWrap);
  option.setTextDirection(query_.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
  // The line is as wide as its words, wherever they are read from.
  option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
  layout.setTextOption(option);
  layout.beginLayout();
  QTextLine line = layout.createLine();
  if (line.isValid()) line.setLineWidth(1e6);
  layout.endLayout();
  const Theme theme = themeOf(palette());
  QPainter painter(this);
  const qreal x = line.isValid() ? line.cursorToX(at_) : 0;
  const qreal shift = std::min<qreal>(0, width() - x - 2 * kEdge);
  painter.setPen(theme.quiet);
  layout.draw(&painter, {kEdge + shift, 0});
  painter.setPen(theme.toneText(Tone::Bad));
  const QString mark(QChar(0x25B2));
  const int half = fontMetrics().horizontalAdvance(mark) / 2;
  painter.drawText(QPointF(kEdge + shift + x - half + 3,
                           fontMetrics().lineSpacing() + fontMetrics().ascent() - 2),
                   mark);
}

SearchBox::SearchBox(QWidget* parent)
    : QWidget(parent), typed_(new QLineEdit), place_(new FaultLine), fault_(new QuietLabel) {
  typed_->setObjectName(QStringLiteral("query"));
  typed_->setPlaceholderText(tr("Words to find, as in: \"sold again\" OR trafficker*"));
  typed_->setAccessibleName(tr("Words to find"));
  typed_->setClearButtonEnabled(true);
  typed_->installEventFilter(this);
  fault_->setObjectName(QStringLiteral("fault"));
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  auto* field = new QHBoxLayout;
  field->setContentsMargins(kEdge, 2, kEdge, 2);
  field->addWidget(typed_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addLayout(field);
  column->addWidget(place_);
  column->addWidget(fault_);
  place_->hide();
  fault_->hide();
  setFocusProxy(typed_);
  connect(typed_, &QLineEdit::textChanged, &pause_, qOverload<>(&QTimer::start));
  connect(&pause_, &QTimer::timeout, this, &SearchBox::tell);
}

void SearchBox::setQuery(const QString& query) {
  typed_->setText(query);
  pause_.stop();
  told_ = query;
  showFault(std::nullopt);
}

void SearchBox::begin() {
  typed_->setFocus(Qt::ShortcutFocusReason);
  typed_->selectAll();
}

void SearchBox::tell() {
  pause_.stop();
  if (typed_->text() == told_) return;
  told_ = typed_->text();
  emit queryTyped(told_);
}

void SearchBox::showFault(const std::optional<Diagnostic>& fault) {
  place_->setVisible(fault.has_value());
  fault_->setVisible(fault.has_value());
  typed_->setAccessibleDescription(fault ? toQString(fault->message) : QString());
  if (!fault) {
    fault_->clear();
    return;
  }
  place_->showFault(typed_->text(), fault->column);
  fault_->setText(fault->column > 0 ? tr("Cannot be read yet, at sign %1: %2")
                                          .arg(inDigits(fault->column), toQString(fault->message))
                                    : tr("Cannot be read yet: %1").arg(toQString(fault->message)));
}

bool SearchBox::eventFilter(QObject* watched, QEvent* event) {
  if (watched != typed_ || event->type() != QEvent::KeyPress)
    return QWidget::eventFilter(watched, event);
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
    case Qt::Key_Escape:
      tell();
      emit left();
      return true;
    default:
      return false;
  }
}

}  // namespace retold
