#include "gui/panels/codings_panel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/strings.h"

namespace retold {

namespace {
constexpr int kEdge = 10;
}

CodingsPanel::CodingsPanel(Session& session, QWidget* parent)
    : Panel(tr("Codings"), parent),
      session_(session),
      model_(new CodingList(session, this)),
      tabs_(new QTabBar),
      stack_(new QStackedWidget),
      filter_(new QLineEdit),
      important_(new QCheckBox(tr("important ones"))),
      list_(new CardListView(tr("Codings of this document"), 2)),
      codes_(new CodePalette([this](const QString& typed) {
        return suggestCodes(
            session_.codebook(), toUtf8(typed), session_.codebook().codes.size(),
            typed.trimmed().isEmpty() ? session_.favourites() : session_.recentCodes());
      })),
      older_(new QWidget),
      waiting_(new QuietLabel),
      acceptPlain_(new QPushButton) {
  layOut();
  connectList();
  connect(codes_, &CodePalette::chosen, this, &CodingsPanel::tagSelected);
  connect(codes_, &CodePalette::passageDropped, this, &CodingsPanel::tagDragged);
  connect(model_, &CodingList::passageDropped, this, &CodingsPanel::tagDragged);
  connect(&session_, &Session::favouritesChanged, this, &CodingsPanel::refreshCodes);
  connect(&session_, &Session::projectChanged, this, &CodingsPanel::refreshCodes);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::Codebook) refreshCodes();
  });
  connect(&session_, &Session::currentCodingChanged, this, &CodingsPanel::showCurrent);
  showCount();
  refreshCodes();
}

void CodingsPanel::layOut() {
  title()->hide();  // the tabs say it
  tabs_->setAccessibleName(tr("Codings or codes"));
  tabs_->setDrawBase(false);
  tabs_->setExpanding(false);
  tabs_->addTab(tr("Codings"));
  tabs_->addTab(tr("Codes"));
  connect(tabs_, &QTabBar::currentChanged, stack_, &QStackedWidget::setCurrentIndex);
  layOutTransfers();
  stack_->addWidget(makeList());
  stack_->addWidget(codes_);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(kEdge, 4, kEdge, 0);
  top->addWidget(tabs_);
  top->addStretch(1);
  column()->addLayout(top);
  column()->addWidget(stack_, 1);
  setFocusProxy(list_);
}

QWidget* CodingsPanel::makeList() {
  filter_->setPlaceholderText(tr("Code, coder or words"));
  filter_->setAccessibleName(tr("Show the codings with these words"));
  filter_->setClearButtonEnabled(true);
  list_->setModel(model_);
  list_->setDragEnabled(true);
  list_->setAcceptDrops(true);
  list_->setDragDropMode(QAbstractItemView::DragDrop);
  auto* box = new QWidget;
  auto* lines = new QVBoxLayout(box);
  lines->setContentsMargins(0, 0, 0, 0);
  lines->setSpacing(4);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(kEdge, 0, kEdge, 0);
  row->addWidget(filter_, 1);
  row->addWidget(important_);
  lines->addLayout(row);
  lines->addWidget(older_);
  lines->addWidget(list_, 1);
  return box;
}

void CodingsPanel::connectList() {
  const auto narrow = [this] { model_->setFilter(filter_->text(), important_->isChecked()); };
  connect(filter_, &QLineEdit::textChanged, this, narrow);
  connect(important_, &QCheckBox::toggled, this, narrow);
  connect(list_, &CardListView::rowChosen, this, &CodingsPanel::point);
  connect(list_, &QListView::clicked, this,
          [this](const QModelIndex& index) { point(index.row()); });
  connect(model_, &QAbstractItemModel::modelReset, this, [this] {
    showCount();
    showCurrent();
  });
}

void CodingsPanel::point(int row) {
  const Coding coding = model_->codingAt(row);
  const Transfer* transfer = model_->transferAt(row);
  session_.setCurrentCoding(coding.id);
  if (session_.stands(coding)) session_.pointAt(coding.span);
  if (transfer != nullptr && transfer->place.standing != Standing::Gone) {
    session_.pointAt(transfer->place.span);
  }
  session_.setCurrentCoding(coding.id);
}

void CodingsPanel::showCurrent() {
  const std::optional<Coding> current = session_.currentCoding();
  list_->showRow(current ? model_->rowOf(current->id) : -1);
}

void CodingsPanel::refreshCodes() { codes_->refresh(session_.favourites()); }

void CodingsPanel::showCount() {
  const int count = model_->rowCount();
  const int all = model_->total();
  QString text = all == 0 ? tr("Codings") : tr("Codings: %1").arg(QLocale().toString(all));
  if (count != all) {
    text = tr("Codings: %1 of %2").arg(QLocale().toString(count), QLocale().toString(all));
  }
  tabs_->setTabText(0, text);
  setAccessibleName(text);
  list_->setPlaceholder(all > 0 ? tr("None of the codings has these words.")
                                : tr("Nothing is tagged yet. Select a passage in the transcript "
                                     "and type the first letters of a code."));
  const std::vector<Transfer>& transfers = session_.transfers();
  const auto plain = std::count_if(transfers.begin(), transfers.end(), isPlain);
  older_->setVisible(!transfers.empty());
  waiting_->setText(counted(transfers.size(), tr("1 stands on an earlier text of this document."),
                            tr("%1 stand on an earlier text of this document.")));
  acceptPlain_->setText(tr("Accept all with the same words (%1)").arg(QLocale().toString(plain)));
  acceptPlain_->setVisible(plain > 1);
}

void CodingsPanel::layOutTransfers() {
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

void CodingsPanel::tagSelected(CodeId code) {
  const auto passage = session_.selectedPassage();
  if (!passage) {
    session_.say(tr("Select a passage first, with the mouse or with Shift and the arrows"));
    return;
  }
  session_.tag(*passage, code);
}

void CodingsPanel::tagDragged(CodeId code, const DraggedPassage& dragged) {
  const auto document = session_.document();
  if (!document || document->text().id != dragged.text) {
    session_.say(tr("That passage is of another document: open it to tag there"));
    return;
  }
  session_.tag(dragged.span, code);
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

}  // namespace retold
