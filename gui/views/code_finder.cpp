#include "gui/views/code_finder.h"

#include <QKeyEvent>
#include <QStyle>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "gui/views/place_near.h"

namespace retold {

namespace {
constexpr int kWidth = 460;
constexpr int kHeight = 330;

/// True where a word of one of the codes begins with what was typed: more than letters in order.
bool anyBeginsWith(const std::vector<Code>& codes, const QString& typed) {
  return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
    const QString words = toQString(code.label + ' ' + code.name);
    qsizetype at = words.indexOf(typed, 0, Qt::CaseInsensitive);
    while (at > 0 && words.at(at - 1).isLetterOrNumber()) {
      at = words.indexOf(typed, at + 1, Qt::CaseInsensitive);
    }
    return at >= 0;
  });
}

}  // namespace

CodeFinder::CodeFinder(Suggest suggest, QWidget* parent)
    : QFrame(parent),
      suggest_(std::move(suggest)),
      question_(new QLabel),
      typed_(new QLineEdit),
      codes_(new CodeList(this)),
      list_(new QListView),
      nothing_(new QLabel),
      keys_(new QuietLabel) {
  setFrameShape(QFrame::StyledPanel);
  setAutoFillBackground(true);
  setAccessibleName(tr("Choose a code"));
  question_->setTextFormat(Qt::PlainText);
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
  nothing_->setWordWrap(true);
  keys_->setContentsMargins(0, 0, 0, 0);

  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(12, 10, 12, 8);
  column->addWidget(question_);
  column->addWidget(typed_);
  column->addWidget(list_, 1);
  column->addWidget(nothing_, 1, Qt::AlignTop);
  column->addWidget(keys_);
  connect(typed_, &QLineEdit::textChanged, this, &CodeFinder::find);
  connect(list_, &QListView::clicked, this, &CodeFinder::choose);
  showKeys();
  hide();
}

void CodeFinder::showKeys() {
  keys_->setText(
      offersNew_
          ? tr("↑ ↓ choose · Enter tags · Shift+Enter tags and stays · Ctrl+Enter makes a new code "
               "· Ctrl+B favourite · Esc leaves")
          : tr("↑ ↓ choose · Enter tags · Ctrl+B favourite · Esc leaves"));
  nothing_->setText(
      offersNew_ ? tr("No code has words that begin like this. Ctrl+Enter makes a new code of it.")
                 : tr("No code has words that begin like this."));
}

void CodeFinder::setFavourites(std::vector<CodeId> favourites) {
  favourites_ = favourites;
  codes_->setFavourites(std::move(favourites));
  if (isVisible()) find();
}

void CodeFinder::offerNew(bool offered) {
  offersNew_ = offered;
  showKeys();
}

void CodeFinder::open(const QRect& anchor, const QString& passage, const QString& letter) {
  ask(anchor, tr("Tag “%1” with").arg(passage), letter);
}

void CodeFinder::ask(const QRect& anchor, const QString& question, const QString& letter) {
  placeNear(*this, anchor, {kWidth, kHeight});
  const QFontMetrics metrics(question_->font());
  question_->setText(metrics.elidedText(question, Qt::ElideMiddle, width() - 30));
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
  const bool mayDrop = mayDropLetter_ && typed_->text().size() > 1;
  if (mayDrop && !anyBeginsWith(found, typed_->text().trimmed())) {
    mayDropLetter_ = false;
    typed_->setText(typed_->text().mid(1));  // comes back here
    return;
  }
  if (typed_->text().isEmpty()) {
    const auto rankOf = [this](const Code& code) {
      return std::find(favourites_.begin(), favourites_.end(), code.id) - favourites_.begin();
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](const Code& a, const Code& b) { return rankOf(a) < rankOf(b); });
  }
  codes_->setCodes(std::move(found));
  const bool some = codes_->rowCount() > 0;
  list_->setVisible(some);
  nothing_->setVisible(!some);
  if (some) list_->setCurrentIndex(codes_->index(0));
}

CodeId CodeFinder::currentCode() const {
  const QModelIndex index = list_->currentIndex();
  return index.isValid() ? codes_->codes()[static_cast<std::size_t>(index.row())].id : CodeId();
}

void CodeFinder::choose(const QModelIndex& index) {
  if (!index.isValid()) return;
  const CodeId code = codes_->codes()[static_cast<std::size_t>(index.row())].id;
  leave();
  emit chosen(code);
}

bool CodeFinder::chooseFavourite(const QString& digit) {
  if (!typed_->text().isEmpty() || digit.size() != 1) return false;
  const int number = digit.front().digitValue();
  if (number < 1 || static_cast<std::size_t>(number) > favourites_.size()) return false;
  const CodeId code = favourites_[static_cast<std::size_t>(number) - 1];
  leave();
  emit chosen(code);
  return true;
}

void CodeFinder::enter(Qt::KeyboardModifiers modifiers) {
  if (offersNew_ && modifiers.testFlag(Qt::ControlModifier)) {
    const QString typed = typed_->text().trimmed();
    leave();
    emit newWanted(typed);
  } else if (offersNew_ && modifiers.testFlag(Qt::ShiftModifier)) {
    const CodeId code = currentCode();
    if (code.isNil()) return;
    emit chosenToo(code);
    typed_->clear();
  } else {
    choose(list_->currentIndex());
  }
}

void CodeFinder::leave() {
  if (isHidden()) return;
  hide();
  emit closed();
}

bool CodeFinder::key(const QKeyEvent& event) {
  const int row = list_->currentIndex().row();
  const int last = codes_->rowCount() - 1;
  const auto go = [this, last](int to) {
    if (last >= 0) list_->setCurrentIndex(codes_->index(std::clamp(to, 0, last)));
    return true;
  };
  constexpr int kPage = 5;
  switch (event.key()) {
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
      enter(event.modifiers());
      return true;
    case Qt::Key_Escape:
      leave();
      return true;
    case Qt::Key_B: {
      if (event.modifiers() != Qt::ControlModifier) return false;
      const CodeId code = currentCode();
      if (!code.isNil()) emit favouriteToggled(code);
      go(row);
      return true;
    }
    default:
      return chooseFavourite(event.text());
  }
}

bool CodeFinder::eventFilter(QObject* watched, QEvent* event) {
  if (watched != typed_) return QFrame::eventFilter(watched, event);
  if (event->type() == QEvent::FocusOut) {
    const Qt::FocusReason reason = static_cast<QFocusEvent*>(event)->reason();
    if (reason != Qt::ActiveWindowFocusReason && reason != Qt::PopupFocusReason) leave();
    return false;
  }
  if (event->type() == QEvent::KeyPress) return key(*static_cast<QKeyEvent*>(event));
  return QFrame::eventFilter(watched, event);
}

}  // namespace retold
