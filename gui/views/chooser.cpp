#include "gui/views/chooser.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QPushButton>
#include <algorithm>

#include "gui/strings.h"

namespace retold {

NarrowedLines::NarrowedLines(const QStringList& lines, QObject* parent)
    : QAbstractListModel(parent), all_(lines) {
  narrow({}, {});
}

int NarrowedLines::rowCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  return static_cast<int>(shown_.size()) + (own_.isEmpty() ? 0 : 1);
}

QVariant NarrowedLines::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || role != Qt::DisplayRole) return {};
  const int line = lineAt(index.row());
  return line < 0 ? own_ : all_[line];
}

void NarrowedLines::setLines(const QStringList& lines) {
  all_ = lines;
  narrow({}, {});
}

void NarrowedLines::narrow(const QString& typed, const QString& own) {
  beginResetModel();
  own_ = own;
  shown_.clear();
  for (qsizetype line = 0; line < all_.size(); ++line) {
    if (all_[line].contains(typed, Qt::CaseInsensitive)) shown_.push_back(static_cast<int>(line));
  }
  endResetModel();
}

int NarrowedLines::lineAt(int row) const {
  const int at = own_.isEmpty() ? row : row - 1;
  return at < 0 ? -1 : shown_[static_cast<std::size_t>(at)];
}

int NarrowedLines::bestRow(const QString& typed) const {
  if (rowCount() == 0) return -1;
  if (!own_.isEmpty()) return 0;
  int first = -1;
  int begins = -1;
  for (int row = 0; row < rowCount(); ++row) {
    const QString& line = all_[lineAt(row)];
    if (line == typed) return row;
    if (first < 0 && line.compare(typed, Qt::CaseInsensitive) == 0) first = row;
    if (begins < 0 && line.startsWith(typed, Qt::CaseInsensitive)) begins = row;
  }
  return first >= 0 ? first : std::max(begins, 0);
}

bool NarrowedLines::isLine(const QString& typed) const {
  return all_.contains(typed, Qt::CaseInsensitive);
}

Chooser::Chooser(const QString& title, const QString& what, const QStringList& lines,
                 QWidget* parent)
    : QDialog(parent),
      typed_(new QLineEdit),
      lines_(new NarrowedLines(lines, this)),
      list_(new QListView),
      column_(new QVBoxLayout(this)),
      more_(new QLabel) {
  setWindowTitle(title);
  setAttribute(Qt::WA_DeleteOnClose);
  setModal(true);
  resize(460, 440);
  auto* question = new QLabel(what);
  question->setTextFormat(Qt::PlainText);
  question->setWordWrap(true);
  typed_->setAccessibleName(what);
  typed_->setClearButtonEnabled(true);
  typed_->installEventFilter(this);
  list_->setModel(lines_);
  list_->setAccessibleName(title);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setUniformItemSizes(true);
  list_->setTextElideMode(Qt::ElideMiddle);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  column_->addWidget(question);
  column_->addWidget(typed_);
  column_->addWidget(list_, 1);
  column_->addWidget(more_);
  column_->addWidget(buttons);
  more_->hide();
  connect(typed_, &QLineEdit::textChanged, this, &Chooser::narrow);
  connect(list_, &QListView::doubleClicked, this, &Chooser::take);
  connect(buttons, &QDialogButtonBox::accepted, this, &Chooser::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  narrow({});
  typed_->setFocus();
}

void Chooser::addBelow(QWidget* widget) { column_->insertWidget(column_->count() - 1, widget); }

void Chooser::setHint(const QString& hint) { typed_->setPlaceholderText(hint); }

void Chooser::seekBy(std::function<void(const QString&)> seek) {
  seek_ = std::move(seek);
  narrow(typed_->text());
}

void Chooser::found(const QStringList& lines, std::uint64_t more) {
  seeking_ = false;
  lines_->setLines(lines);
  const int best = lines_->bestRow(typed_->text().trimmed());
  if (best >= 0) list_->setCurrentIndex(lines_->index(best));
  more_->setText(counted(more, tr("… and 1 more: type more of the name"),
                         tr("… and %1 more: type more of the name")));
  more_->setVisible(more > 0);
  if (takesFound_) take();
}

void Chooser::offerTyped(std::function<QString(const QString&)> words) {
  typedInWords_ = std::move(words);
  narrow(typed_->text());
}

void Chooser::narrow(const QString& typed) {
  const QString wanted = typed.trimmed();
  takesFound_ = false;
  if (seek_) {
    seeking_ = true;
    seek_(wanted);
    return;
  }
  const bool isOther = typedInWords_ && !wanted.isEmpty() && !lines_->isLine(wanted);
  const QString own = isOther ? typedInWords_(wanted) : QString();
  const bool isThere = !own.isEmpty() && lines_->isLine(own);
  lines_->narrow(wanted, isThere ? QString() : own);
  const int best = lines_->bestRow(isThere ? own : wanted);
  if (best >= 0) list_->setCurrentIndex(lines_->index(best));
}

void Chooser::take() {
  takesFound_ = seeking_;
  if (seeking_) return;
  const QModelIndex current = list_->currentIndex();
  const QString typed = typed_->text().trimmed();
  if (!current.isValid() && typed.isEmpty()) return;
  const int line = current.isValid() ? lines_->lineAt(current.row()) : -1;
  accept();
  if (line >= 0) {
    emit chosen(line);
  } else {
    emit typedOther(typed);
  }
}

bool Chooser::eventFilter(QObject* watched, QEvent* event) {
  if (watched != typed_ || event->type() != QEvent::KeyPress) {
    return QDialog::eventFilter(watched, event);
  }
  switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
      QCoreApplication::sendEvent(list_, event);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      take();
      return true;
    default:
      return false;
  }
}

}  // namespace retold
