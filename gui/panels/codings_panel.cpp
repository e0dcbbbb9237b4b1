#include "gui/panels/codings_panel.h"

#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

namespace retold {

CodingsPanel::CodingsPanel(Session& session, QWidget* parent)
    : Panel(tr("Codings"), parent),
      session_(session),
      model_(new CodingList(session, this)),
      list_(new CardListView(tr("Codings of this document"), 2)),
      older_(new QWidget),
      waiting_(new QuietLabel),
      acceptPlain_(new QPushButton) {
  list_->setModel(model_);
  list_->setPlaceholder(
      tr("Nothing is tagged yet. Select a passage in the transcript and type the "
         "first letters of a code."));
  layOutTransfers();
  column()->addWidget(older_);
  column()->addWidget(list_, 1);
  setFocusProxy(list_);
  const auto pointAt = [this](int row) {
    const Coding& coding = model_->codingAt(row);
    const Transfer* transfer = model_->transferAt(row);
    if (session_.stands(coding)) session_.pointAt(coding.span);
    if (transfer != nullptr && transfer->place.standing != Standing::Gone) {
      session_.pointAt(transfer->place.span);
    }
  };
  connect(list_, &CardListView::rowChosen, this, pointAt);
  connect(list_, &QListView::clicked, this,
          [pointAt](const QModelIndex& index) { pointAt(index.row()); });
  QAction* remove = addMenuAction(Menu::Judge, "read.remove-coding", tr("Remove c&oding"),
                                  {QKeySequence::Delete});
  connect(remove, &QAction::triggered, this, &CodingsPanel::removeCurrent);
  connect(model_, &QAbstractItemModel::modelReset, this, &CodingsPanel::showCount);
  showCount();
}

void CodingsPanel::showCount() {
  const int count = model_->rowCount();
  title()->setText(count == 0 ? tr("Codings") : tr("Codings: %1").arg(QLocale().toString(count)));
  const std::vector<Transfer>& transfers = session_.transfers();
  const auto plain = std::count_if(transfers.begin(), transfers.end(), isPlain);
  older_->setVisible(!transfers.empty());
  waiting_->setText(transfers.size() == 1
                        ? tr("1 stands on an earlier text of this document.")
                        : tr("%1 stand on an earlier text of this document.")
                              .arg(QLocale().toString(static_cast<qulonglong>(transfers.size()))));
  acceptPlain_->setText(tr("Accept all with the same words (%1)").arg(QLocale().toString(plain)));
  acceptPlain_->setVisible(plain > 1);
}

void CodingsPanel::layOutTransfers() {
  constexpr int kEdge = 10;
  QAction* accept =
      addMenuAction(Menu::Judge, "read.accept-place", tr("&Accept the place of this coding"),
                    {QKeySequence(Qt::CTRL | Qt::Key_Return)});
  connect(accept, &QAction::triggered, this, &CodingsPanel::acceptCurrent);
  auto* one = new QPushButton(tr("Accept this place"));
  one->setToolTip(tr("Puts the coding that is chosen in the list where it stands in the new text"));
  connect(one, &QPushButton::clicked, this, &CodingsPanel::acceptCurrent);
  connect(acceptPlain_, &QPushButton::clicked, this, &CodingsPanel::acceptPlain);
  waiting_->setContentsMargins(0, 0, 0, 0);
  auto* lines = new QVBoxLayout(older_);
  lines->setContentsMargins(kEdge, 0, kEdge, 4);
  lines->addWidget(waiting_);
  lines->addWidget(one);
  lines->addWidget(acceptPlain_);
  older_->hide();
}

void CodingsPanel::acceptCurrent() {
  const QModelIndex current = list_->currentIndex();
  const Transfer* transfer = current.isValid() ? model_->transferAt(current.row()) : nullptr;
  if (transfer == nullptr) {
    session_.say(tr("Choose a coding on an earlier text in the list first"));
    return;
  }
  session_.acceptTransfers({*transfer});
}

void CodingsPanel::acceptPlain() {
  std::vector<Transfer> plain;
  for (const Transfer& transfer : session_.transfers()) {
    if (isPlain(transfer)) plain.push_back(transfer);
  }
  session_.acceptTransfers(plain);
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
