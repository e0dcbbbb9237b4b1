#include "gui/views/lexicon_source_view.h"

#include <QFontDatabase>
#include <QPainter>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/theme.h"

namespace retold {

namespace {
constexpr int kPause = 300;  // milliseconds
constexpr int kEdge = 8;
}  // namespace

class NumberedText::Margin final : public QWidget {
 public:
  explicit Margin(NumberedText& text) : QWidget(&text), text_(text) {}

 protected:
  void paintEvent(QPaintEvent* event) override { text_.paintMargin(*event); }

 private:
  NumberedText& text_;
};

NumberedText::NumberedText(QWidget* parent) : QPlainTextEdit(parent), margin_(new Margin(*this)) {
  setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTabChangesFocus(true);
  setFrameShape(QFrame::NoFrame);
  connect(this, &QPlainTextEdit::blockCountChanged, this, &NumberedText::place);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
    if (dy != 0)
      margin_->scroll(0, dy);
    else
      margin_->update(0, rect.y(), margin_->width(), rect.height());
  });
  place();
}

int NumberedText::marginWidth() const {
  const auto digits = static_cast<int>(QString::number(std::max(1, blockCount())).size());
  return fontMetrics().horizontalAdvance(QLatin1Char('9')) * (digits + 1) + 2 * kEdge;
}

void NumberedText::place() {
  const bool mirrored = isRightToLeft();
  setViewportMargins(mirrored ? 0 : marginWidth(), 0, mirrored ? marginWidth() : 0, 0);
  const QRect area = contentsRect();
  margin_->setGeometry(mirrored ? area.right() - marginWidth() + 1 : area.left(), area.top(),
                       marginWidth(), area.height());
}

void NumberedText::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  place();
}

void NumberedText::setMarks(std::vector<std::pair<int, bool>> marks) {
  marks_ = std::move(marks);
  margin_->update();
}

void NumberedText::paintMargin(QPaintEvent& event) {
  QPainter painter(margin_);
  const Theme theme = themeOf(palette());
  painter.fillRect(event.rect(), palette().color(QPalette::AlternateBase));
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > event.rect().bottom()) break;
    const int line = block.blockNumber() + 1;
    const auto mark = std::find_if(marks_.begin(), marks_.end(),
                                   [line](const auto& each) { return each.first == line; });
    QString number = QString::number(line);
    painter.setPen(theme.quiet);
    if (mark != marks_.end()) {
      const Tone tone = mark->second ? Tone::Bad : Tone::Warning;
      painter.fillRect(QRectF(0, place.top(), margin_->width(), place.height()),
                       theme.toneGround(tone));
      painter.setPen(theme.toneText(tone));
      number.prepend(mark->second ? QChar(0x2717) : QLatin1Char('!'));
    }
    painter.drawText(QRectF(kEdge, place.top(), margin_->width() - 2 * kEdge, place.height()),
                     Qt::AlignTrailing | Qt::AlignTop, number);
  }
}

void NumberedText::showLine(int line, int column) {
  const QTextBlock block = document()->findBlockByNumber(std::max(0, line - 1));
  if (!block.isValid()) return;
  QTextCursor cursor(block);
  cursor.setPosition(block.position() + std::clamp(column - 1, 0, std::max(0, block.length() - 1)));
  setTextCursor(cursor);
  centerCursor();
}

LexiconSourceView::LexiconSourceView(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      text_(new NumberedText),
      summary_(new QuietLabel),
      faults_(new QListWidget) {
  text_->setAccessibleName(tr("The lexicon as a file"));
  faults_->setAccessibleName(tr("Faults and warnings"));
  faults_->setWordWrap(true);
  faults_->setMaximumHeight(140);
  pause_.setSingleShot(true);
  pause_.setInterval(kPause);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addWidget(text_, 1);
  column->addWidget(summary_);
  column->addWidget(faults_);
  connect(text_, &QPlainTextEdit::textChanged, this, [this] {
    if (!text_->isReadOnly() && text_->document()->isModified()) pause_.start();
  });
  connect(&pause_, &QTimer::timeout, this, &LexiconSourceView::commit);
  connect(&desk_, &LexiconDesk::selected, this, &LexiconSourceView::showText);
  connect(&desk_, &LexiconDesk::stateChanged, this, &LexiconSourceView::showText);
  connect(&desk_, &LexiconDesk::read, this, &LexiconSourceView::showFaults);
  connect(&desk_, &LexiconDesk::leaving, this, &LexiconSourceView::commit);
  const auto goThere = [this](const QListWidgetItem* item) {
    text_->showLine(item->data(Qt::UserRole).toInt(), item->data(Qt::UserRole + 1).toInt());
  };
  connect(faults_, &QListWidget::itemClicked, this, goThere);
  connect(faults_, &QListWidget::itemActivated, this, [this, goThere](const QListWidgetItem* item) {
    goThere(item);
    text_->setFocus();
  });
  showText();
}

QString LexiconSourceView::typedText() const {
  // Raw: the plain text of a widget has blanks in place of no-break spaces.
  return text_->document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void LexiconSourceView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  showText();
}

void LexiconSourceView::hideEvent(QHideEvent* event) {
  commit();
  QWidget::hideEvent(event);
}

void LexiconSourceView::showText() {
  if (!isVisible()) return;
  const DeskLexicon* lexicon = desk_.current();
  const bool may = desk_.canChange();
  text_->setReadOnly(!may);
  if (typing_) return;
  const QString wanted = lexicon == nullptr ? QString() : toQString(lexicon->text);
  if (typedText() != QString(wanted).remove(QLatin1Char('\r'))) {
    pause_.stop();
    text_->setPlainText(wanted);
    text_->document()->setModified(false);
  }
  if (!text_->hasFocus() && desk_.line() > 0) text_->showLine(static_cast<int>(desk_.line()));
  showFaults();
}

void LexiconSourceView::commit() {
  pause_.stop();
  if (!desk_.canChange() || !text_->document()->isModified()) return;
  text_->document()->setModified(false);
  QString typed = typedText();
  if (desk_.current()->text.find("\r\n") != std::string::npos)
    typed.replace(QLatin1Char('\n'), QLatin1String("\r\n"));
  typing_ = true;
  desk_.change(toUtf8(typed), static_cast<std::uint32_t>(text_->textCursor().blockNumber() + 1));
  typing_ = false;
}

void LexiconSourceView::showFaults() {
  faults_->clear();
  std::vector<std::pair<int, bool>> marks;
  int errors = 0;
  const auto& reading = desk_.reading().reading;
  if (reading && desk_.current() != nullptr) {
    for (const Diagnostic& each : reading->diagnostics) {
      const bool isError = each.severity == Severity::Error;
      errors += isError ? 1 : 0;
      const QString place = each.line == 0 ? QString()
                            : each.column == 0
                                ? tr("line %1: ").arg(each.line)
                                : tr("line %1, sign %2: ").arg(each.line).arg(each.column);
      auto* item = new QListWidgetItem((isError ? QStringLiteral("✗ ") : QStringLiteral("! ")) +
                                       place + toQString(each.message));
      item->setData(Qt::UserRole, static_cast<int>(each.line));
      item->setData(Qt::UserRole + 1, static_cast<int>(std::max<std::uint64_t>(1, each.column)));
      faults_->addItem(item);
      if (each.line > 0) marks.emplace_back(static_cast<int>(each.line), isError);
    }
  }
  text_->setMarks(std::move(marks));
  faults_->setVisible(faults_->count() > 0);
  const int warnings = faults_->count() - errors;
  summary_->setText(
      !reading ? QString()
      : faults_->count() == 0
          ? tr("No faults")
          : tr("%1, %2 · a lexicon with faults cannot be saved")
                .arg(counted(static_cast<std::uint64_t>(errors), tr("1 fault"), tr("%1 faults")),
                     counted(static_cast<std::uint64_t>(warnings), tr("1 warning"),
                             tr("%1 warnings"))));
}

}  // namespace retold
