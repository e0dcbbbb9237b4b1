#include "gui/views/code_finder.h"

#include <QKeyEvent>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"
#include "gui/views/card.h"

namespace retold {

namespace {
constexpr int kWidth = 460;
constexpr int kHeight = 330;
}  // namespace

CodeFinder::CodeFinder(Suggest suggest, QWidget* parent)
    : QFrame(parent),
      suggest_(std::move(suggest)),
      passage_(new QLabel),
      typed_(new QLineEdit),
      codes_(new CodeList(this)),
      list_(new QListView),
      nothing_(new QLabel(tr("No code has words that begin like this."))) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setAccessibleName(tr("Choose a code"));
  passage_->setTextFormat(Qt::PlainText);
  typed_->setPlaceholderText(tr("First letters of a code"));
  typed_->setAccessibleName(tr("First letters of a code"));
  typed_->setClearButtonEnabled(true);
  typed_->installEventFilter(this);
  list_->setModel(codes_);
  list_->setItemDelegate(new CardDelegate(0, 1, list_));
  list_->setUniformItemSizes(true);
  list_->setFocusPolicy(Qt::NoFocus);
  list_->setFrameShape(QFrame::NoFrame);
  list_->setAccessibleName(tr("Codes"));
  list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  nothing_->setMargin(12);
  auto* keys = new QuietLabel(tr("↑ ↓ choose · Enter tags · Esc leaves"));
  keys->setContentsMargins(0, 0, 0, 0);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(passage_);
  column->addWidget(typed_);
  column->addWidget(list_, 1);
  column->addWidget(nothing_, 1, Qt::AlignTop);
  column->addWidget(keys);
  connect(typed_, &QLineEdit::textChanged, this, &CodeFinder::find);
  connect(list_, &QListView::clicked, this, &CodeFinder::choose);
  hide();
}

void CodeFinder::open(const QRect& anchor, const QString& passage, const QString& letter) {
  const QSize size(std::min(kWidth, parentWidget()->width() - 20),
                   std::min(kHeight, parentWidget()->height() - 20));
  int x = std::clamp(anchor.left() - size.width() / 3, 10,
                     std::max(10, parentWidget()->width() - size.width() - 10));
  int y = anchor.bottom() + 6;
  if (y + size.height() > parentWidget()->height() - 10) {
    y = std::max(10, anchor.top() - size.height() - 6);
  }
  setGeometry(x, y, size.width(), size.height());
  const QFontMetrics metrics(passage_->font());
  passage_->setText(
      metrics.elidedText(tr("Tag “%1” with").arg(passage), Qt::ElideMiddle, size.width() - 30));
  mayDropLetter_ = letter.compare(QLatin1String("t"), Qt::CaseInsensitive) == 0;
  typed_->setText(letter);
  find();
  show();
  raise();
  typed_->setFocus(Qt::PopupFocusReason);
  typed_->end(false);
}

void CodeFinder::find() {
  std::vector<Code> found = suggest_(typed_->text());
  if (found.empty() && mayDropLetter_ && typed_->text().size() > 1) {
    mayDropLetter_ = false;
    typed_->setText(typed_->text().mid(1));  // comes back here
    return;
  }
  codes_->setCodes(std::move(found));
  const bool some = codes_->rowCount() > 0;
  list_->setVisible(some);
  nothing_->setVisible(!some);
  if (some) list_->setCurrentIndex(codes_->index(0));
}

void CodeFinder::choose(const QModelIndex& index) {
  if (!index.isValid()) return;
  const CodeId code = codes_->codes()[static_cast<std::size_t>(index.row())].id;
  leave();
  emit chosen(code);
}

void CodeFinder::leave() {
  if (isHidden()) return;
  hide();
  emit closed();
}

bool CodeFinder::key(int key) {
  const int row = list_->currentIndex().row();
  const int last = codes_->rowCount() - 1;
  const auto go = [this, last](int to) {
    if (last >= 0) list_->setCurrentIndex(codes_->index(std::clamp(to, 0, last)));
    return true;
  };
  constexpr int kPage = 5;
  switch (key) {
    case Qt::Key_Up:
      return go(row - 1);
    case Qt::Key_Down:
      return go(row + 1);
    case Qt::Key_PageUp:
      return go(row - kPage);
    case Qt::Key_PageDown:
      return go(row + kPage);
    case Qt::Key_Return:
    case Qt::Key_Enter:
      choose(list_->currentIndex());
      return true;
    case Qt::Key_Escape:
      leave();
      return true;
    default:
      return false;
  }
}

bool CodeFinder::eventFilter(QObject* watched, QEvent* event) {
  if (watched != typed_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) leave();
    return false;
  }
  if (event->type() == QEvent::KeyPress) return key(static_cast<QKeyEvent*>(event)->key());
  return QFrame::eventFilter(watched, event);
}

}  // namespace retold
