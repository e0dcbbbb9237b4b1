#include "gui/panels/history_dialog.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>

#include "gui/strings.h"

namespace retold {

HistoryDialog::HistoryDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      model_(new EventList(session, this)),
      table_(new QTableView),
      next_(new QLabel),
      undo_(new QPushButton(tr("&Undo"))),
      redo_(new QPushButton(tr("&Redo"))) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("History"));
  resize(760, 560);
  layOut();
  connect(undo_, &QPushButton::clicked, &session_, &Session::undo);
  connect(redo_, &QPushButton::clicked, &session_, &Session::redo);
  connect(&session_, &Session::changed, this, &HistoryDialog::refresh);
  connect(&session_, &Session::textHidingChanged, this, &HistoryDialog::refresh);
  connect(&session_, &Session::closing, this, &QDialog::reject);
  refresh();
}

void HistoryDialog::layOut() {
  table_->setAccessibleName(tr("What was done, newest first"));
  table_->setModel(model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setTabKeyNavigation(false);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(EventList::What, QHeaderView::Stretch);
  table_->setColumnWidth(EventList::When, 150);
  table_->setColumnWidth(EventList::Who, 110);
  next_->setWordWrap(true);
  auto* row = new QHBoxLayout;
  row->addWidget(next_, 1);
  row->addWidget(undo_);
  row->addWidget(redo_);
  auto* buttons = new QDialogButtonBox;
  auto* close = new QPushButton(tr("&Close"));
  buttons->addButton(close, QDialogButtonBox::RejectRole);
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addLayout(row);
  column->addWidget(table_, 1);
  column->addWidget(buttons);
}

void HistoryDialog::refresh() {
  model_->refresh();
  std::optional<UndoStep> undo;
  std::optional<UndoStep> redo;
  session_.read([&](const Storage& storage) {
    undo = storage.nextUndo(toUtf8(session_.coder()));
    redo = storage.nextRedo(toUtf8(session_.coder()));
  });
  undo_->setEnabled(undo.has_value() && !session_.isReadOnly());
  redo_->setEnabled(redo.has_value() && !session_.isReadOnly());
  QStringList lines;
  lines << (undo ? tr("Undo would take back: %1").arg(toQString(undo->action))
                 : tr("There is nothing of yours to undo. Imports cannot be undone."));
  if (redo) lines << tr("Redo would do again: %1").arg(toQString(redo->action));
  next_->setText(lines.join(QLatin1Char('\n')));
}

}  // namespace retold
