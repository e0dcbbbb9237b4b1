#include "gui/panels/codings_panel.h"

#include <QLocale>

namespace retold {

CodingsPanel::CodingsPanel(Session& session, QWidget* parent)
    : Panel(tr("Codings"), parent),
      session_(session),
      model_(new CodingList(session, this)),
      list_(new CardListView(tr("Codings of this document"), 2)) {
  list_->setModel(model_);
  list_->setPlaceholder(
      tr("Nothing is tagged yet. Select a passage in the transcript and type the "
         "first letters of a code."));
  column()->addWidget(list_, 1);
  setFocusProxy(list_);
  const auto pointAt = [this](int row) {
    const Coding& coding = model_->codingAt(row);
    if (session_.stands(coding)) session_.pointAt(coding.span);
  };
  connect(list_, &CardListView::rowChosen, this, pointAt);
  connect(list_, &QListView::clicked, this,
          [pointAt](const QModelIndex& index) { pointAt(index.row()); });
  QAction* remove = addMenuAction(Menu::Judge, tr("Remove c&oding"), {QKeySequence::Delete});
  connect(remove, &QAction::triggered, this, &CodingsPanel::removeCurrent);
  connect(model_, &QAbstractItemModel::modelReset, this, &CodingsPanel::showCount);
  showCount();
}

void CodingsPanel::showCount() {
  const int count = model_->rowCount();
  title()->setText(count == 0 ? tr("Codings") : tr("Codings: %1").arg(QLocale().toString(count)));
}

void CodingsPanel::removeCurrent() {
  const QModelIndex current = list_->currentIndex();
  if (!current.isValid()) {
    session_.say(tr("Choose a coding in the list first"));
    return;
  }
  session_.untag(Coding(model_->codingAt(current.row())));
}

}  // namespace retold
