#include "gui/views/chooser.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>

namespace retold {

Chooser::Chooser(const QString& title, const QString& what, const QStringList& lines,
                 QWidget* parent)
    : QDialog(parent),
      typed_(new QLineEdit),
      lines_(new QStringListModel(lines, this)),
      narrowed_(new QSortFilterProxyModel(this)),
      list_(new QListView),
      column_(new QVBoxLayout(this)) {
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
  narrowed_->setSourceModel(lines_);
  narrowed_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  list_->setModel(narrowed_);
  list_->setAccessibleName(title);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setUniformItemSizes(true);
  list_->setTextElideMode(Qt::ElideMiddle);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  column_->addWidget(question);
  column_->addWidget(typed_);
  column_->addWidget(list_, 1);
  column_->addWidget(buttons);
  connect(typed_, &QLineEdit::textChanged, this, &Chooser::narrow);
  connect(list_, &QListView::doubleClicked, this, &Chooser::take);
  connect(buttons, &QDialogButtonBox::accepted, this, &Chooser::take);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  narrow({});
  typed_->setFocus();
}

void Chooser::addBelow(QWidget* widget) { column_->insertWidget(column_->count() - 1, widget); }

void Chooser::setHint(const QString& hint) { typed_->setPlaceholderText(hint); }

void Chooser::narrow(const QString& typed) {
  narrowed_->setFilterFixedString(typed.trimmed());
  int best = 0;  // a line that begins so, else the first that holds it
  for (int row = narrowed_->rowCount() - 1; row >= 0; --row) {
    const QString line = narrowed_->index(row, 0).data().toString();
    if (line.startsWith(typed.trimmed(), Qt::CaseInsensitive)) best = row;
  }
  if (narrowed_->rowCount() > 0) list_->setCurrentIndex(narrowed_->index(best, 0));
}

void Chooser::take() {
  const QModelIndex current = narrowed_->mapToSource(list_->currentIndex());
  const QString typed = typed_->text().trimmed();
  if (!current.isValid() && typed.isEmpty()) return;
  accept();
  if (current.isValid()) {
    emit chosen(current.row());
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
