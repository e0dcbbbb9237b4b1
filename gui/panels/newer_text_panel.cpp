#include "gui/panels/newer_text_panel.h"

#include <QHBoxLayout>
#include <QSplitter>
#include <algorithm>

#include "gui/keys.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"

namespace retold {

namespace {

constexpr int kEdge = 10;

}  // namespace

NewerTextPanel::NewerTextPanel(Session& session, QWidget* parent)
    : Panel({}, parent),
      session_(session),
      model_(new TransferList(this)),
      shown_(new QComboBox),
      base_(new QuietLabel),
      list_(new CardListView(tr("Codings on older texts"), 2)),
      texts_(new TextPair),
      preview_(nullptr),
      previewLine_(new QLabel),
      buttons_(new QWidget) {
  setAccessibleName(tr("Newer texts"));
  addActions();
  layOut();
  list_->setModel(model_);
  connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &NewerTextPanel::showCurrent);
  connect(list_, &CardListView::rowEntered, this, &NewerTextPanel::openCurrent);
  connect(shown_, &QComboBox::activated, this, [this] { previewPlain(false); });
  connect(texts_, &TextPair::chosenChanged, this, &NewerTextPanel::showPossible);
  connect(texts_, &TextPair::letterTyped, this, &NewerTextPanel::typed);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & (Part::Codings | Part::Documents | Part::Codebook)) find();
  });
  connect(&session_, &Session::filterChanged, this, &NewerTextPanel::find);
  connect(&session_, &Session::projectChanged, this, [this] {
    finding_.reset();
    receive({});
    known_ = false;
    showBase();
    find();
  });
  showBase();
  showCurrent();
}

void NewerTextPanel::addActions() {
  accept_ = addMenuAction(Menu::Judge, "notes.accept-place",
                          tr("&Accept the place in the newer text"), {Qt::Key_A}, tr("accept"));
  connect(accept_, &QAction::triggered, this, &NewerTextPanel::accept);
  move_ = addMenuAction(Menu::Judge, "notes.move-coding",
                        tr("&Move the coding to the selected passage"), {Qt::Key_M}, tr("move"));
  connect(move_, &QAction::triggered, this, &NewerTextPanel::move);
  drop_ = addMenuAction(Menu::Judge, "notes.drop-coding", tr("&Drop the coding"),
                        {Qt::Key_D, QKeySequence::Delete}, tr("drop"));
  connect(drop_, &QAction::triggered, this, &NewerTextPanel::drop);
  open_ =
      addMenuAction(Menu::Go, "notes.open-newer", tr("&Open the newer text to read"), {Qt::Key_O});
  connect(open_, &QAction::triggered, this, &NewerTextPanel::openCurrent);
  plain_ = addMenuAction(Menu::Judge, "notes.accept-plain", tr("Accept all with the same &words…"),
                         {Qt::Key_P}, tr("accept all plain ones"));
  connect(plain_, &QAction::triggered, this, [this] { previewPlain(true); });
}

QWidget* NewerTextPanel::makePreview() {
  auto* preview = new QWidget;
  auto* yes = new QPushButton(tr("Accept these"));
  auto* no = new QPushButton(tr("Not now"));
  connect(yes, &QPushButton::clicked, this, &NewerTextPanel::acceptPlain);
  connect(no, &QPushButton::clicked, this, [this] { previewPlain(false); });
  previewLine_->setTextFormat(Qt::PlainText);
  previewLine_->setWordWrap(true);
  auto* buttons = new QHBoxLayout;
  buttons->addWidget(yes);
  buttons->addWidget(no);
  buttons->addStretch(1);
  auto* lines = new QVBoxLayout(preview);
  lines->setContentsMargins(0, 4, 0, 4);
  lines->addWidget(previewLine_);
  lines->addLayout(buttons);
  preview->hide();
  return preview;
}

void NewerTextPanel::layOut() {
  shown_->setAccessibleName(tr("Codings to show"));
  shown_->addItem(tr("All that wait"), static_cast<int>(TransfersShown::All));
  shown_->addItem(tr("With the same words"), static_cast<int>(TransfersShown::Plain));
  shown_->addItem(tr("To be looked at"), static_cast<int>(TransfersShown::Unsure));
  shown_->addItem(tr("Without a place"), static_cast<int>(TransfersShown::Gone));
  base_->setContentsMargins(0, 0, 0, 0);
  preview_ = makePreview();
  auto* queue = new QWidget;
  auto* left = new QVBoxLayout(queue);
  setMirroredMargins(*left, kEdge, 0, 0, 0);
  left->addWidget(shown_, 0, Qt::AlignLeading);
  left->addWidget(base_);
  left->addWidget(preview_);
  left->addWidget(list_, 1);

  auto* row = new QHBoxLayout(buttons_);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(keyButton(accept_, tr("Accept this place")));
  row->addWidget(keyButton(move_, tr("Move to the selection")));
  row->addWidget(keyButton(drop_, tr("Drop")));
  row->addStretch(1);
  auto* judged = new QWidget;
  auto* right = new QVBoxLayout(judged);
  right->setContentsMargins(kEdge, 0, kEdge, kEdge);
  right->addWidget(texts_, 1);
  right->addWidget(buttons_);

  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(queue);
  both->addWidget(judged);
  both->setSizes({360, 800});
  column()->addWidget(both, 1);
  setFocusProxy(list_);
}

void NewerTextPanel::find() {
  stale_ = true;
  if (!isVisible() || !session_.isOpen()) return;
  stale_ = false;
  finding_ = session_.start<std::vector<Transfer>>(
      [](const Storage& storage, Progress&) { return findTransfers(storage, std::nullopt); },
      [this](std::vector<Transfer> found) { receive(std::move(found)); });
}

void NewerTextPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (stale_) find();
}

void NewerTextPanel::receive(std::vector<Transfer> found) {
  known_ = true;
  waiting_ = found.size();
  std::erase_if(found, [this](const Transfer& transfer) {
    return !session_.passes(transfer.coding.document);
  });
  all_ = std::move(found);
  older_.reset();
  newer_.reset();
  list();
  emit countKnown(waiting_);
}

void NewerTextPanel::list() {
  const Transfer* before = current();
  const CodingId id = before != nullptr ? before->coding.id : CodingId();
  const int oldRow = list_->currentIndex().row();
  const auto shown = static_cast<TransfersShown>(shown_->currentData().toInt());
  std::vector<Transfer> rows;
  std::ranges::copy_if(all_, std::back_inserter(rows),
                       [shown](const Transfer& transfer) { return isShown(transfer, shown); });
  model_->setRows(std::move(rows), session_.codebook());
  int row = model_->rowOf(id);
  if (row < 0) row = std::min(std::max(oldRow, 0), model_->rowCount() - 1);
  list_->showRow(row);
  showBase();
  showCurrent();
}

void NewerTextPanel::showBase() {
  const QString waiting = counted(waiting_, tr("1 coding stands on an older text"),
                                  tr("%1 codings stand on older texts"));
  const auto rows = static_cast<std::uint64_t>(model_->rowCount());
  if (!known_) {
    base_->setText(tr("Looking for codings on older texts…"));
  } else {
    base_->setText(rows == waiting_ ? waiting : tr("%1 · %2 shown").arg(waiting, grouped(rows)));
  }
  list_->setPlaceholder(
      !known_         ? QString()
      : waiting_ == 0 ? tr("Every coding stands on the text that is read now.\n\nWhen a transcript "
                           "is imported again with other words, its codings wait here: nothing "
                           "moves by itself.")
                      : tr("No coding of this kind waits in the documents shown."));
}

const Transfer* NewerTextPanel::current() const {
  const int row = list_->currentIndex().row();
  return row < 0 || row >= model_->rowCount() ? nullptr : &model_->rowAt(row);
}

std::shared_ptr<const OpenDocument> NewerTextPanel::opened(const Storage& storage, DocumentId id,
                                                           TextId text) {
  auto document = storage.document(id);
  auto stored = storage.text(text);
  if (!document || !stored) return nullptr;
  return std::make_shared<const OpenDocument>(std::move(*document), std::move(*stored),
                                              std::nullopt, Candidate{});
}

void NewerTextPanel::showCurrent() {
  const Transfer* transfer = current();
  if (transfer != nullptr) {
    session_.read([&](const Storage& storage) {
      const Coding& coding = transfer->coding;
      if (!older_ || older_->text().id != coding.text) {
        older_ = opened(storage, coding.document, coding.text);
      }
      if (!newer_ || newer_->text().id != transfer->to) {
        newer_ = opened(storage, coding.document, transfer->to);
      }
    });
  }
  if (transfer != nullptr && older_ && newer_) {
    texts_->show(older_, newer_, *transfer, model_->labelOf(*transfer));
  } else {
    texts_->clear();
  }
  showPossible();
}

bool NewerTextPanel::change(const std::vector<Transfer>& transfers,
                            const std::function<void(Storage&)>& work, const QString& line) {
  if (!session_.change(Part::Codings, work)) return false;
  forget(transfers);
  session_.say(line);
  return true;
}

void NewerTextPanel::forget(const std::vector<Transfer>& done) {
  waiting_ -= std::min<std::uint64_t>(waiting_, done.size());
  std::erase_if(all_, [&](const Transfer& each) {
    return std::ranges::any_of(
        done, [&](const Transfer& other) { return other.coding.id == each.coding.id; });
  });
  list();
  emit countKnown(waiting_);
}

void NewerTextPanel::accept() {
  if (current() == nullptr) return;
  const std::vector<Transfer> one{*current()};
  change(
      one, [&](Storage& storage) { acceptTransfers(storage, one, toUtf8(session_.coder())); },
      tr("%1 stands on the newer text now").arg(inQuotes(one.front().quote)));
}

void NewerTextPanel::move() {
  const auto chosen = texts_->chosen();
  if (current() == nullptr || !chosen) {
    session_.say(tr("Select the passage in the newer text first"));
    return;
  }
  const Transfer transfer = *current();
  change(
      {transfer},
      [&](Storage& storage) {
        const Transfer moved = transferTo(storage, transfer, *chosen);
        acceptTransfers(storage, {&moved, 1}, toUtf8(session_.coder()));
      },
      tr("The coding %1 was moved to the passage you selected").arg(model_->labelOf(transfer)));
}

void NewerTextPanel::drop() {
  if (current() == nullptr) return;
  const std::vector<Transfer> one{*current()};
  change(
      one, [&](Storage& storage) { dropTransfers(storage, one, toUtf8(session_.coder())); },
      tr("%1 dropped from %2 · %3 brings it back")
          .arg(model_->labelOf(one.front()), inQuotes(one.front().coding.quote), undoKey()));
}

void NewerTextPanel::openCurrent() {
  const Transfer* transfer = current();
  if (transfer == nullptr) return;
  const ByteSpan place =
      transfer->place.standing == Standing::Gone ? ByteSpan{} : transfer->place.span;
  session_.openAt(transfer->coding.document, transfer->to, place);
}

std::vector<Transfer> NewerTextPanel::plain() const {
  std::vector<Transfer> plain;
  std::ranges::copy_if(all_, std::back_inserter(plain), isPlain);
  return plain;
}

void NewerTextPanel::previewPlain(bool preview) {
  const auto count = static_cast<std::uint64_t>(plain().size());
  preview_->setVisible(preview && count > 0);
  if (preview && count > 0) {
    shown_->setCurrentIndex(shown_->findData(static_cast<int>(TransfersShown::Plain)));
    previewLine_->setText(
        counted(count,
                tr("1 coding, listed here, stands letter for letter in one place of the newer "
                   "text. Accept it? One %2 takes it back."),
                tr("%1 codings, listed here, stand letter for letter in one place of the newer "
                   "text. Accept them all? One %2 takes all of them back."))
            .replace(QStringLiteral("%2"), undoKey()));
  }
  list();
  if (preview_->isVisible()) preview_->findChild<QPushButton*>()->setFocus();
}

void NewerTextPanel::acceptPlain() {
  const std::vector<Transfer> these = plain();
  if (these.empty()) return;
  const bool done = change(
      these, [&](Storage& storage) { acceptTransfers(storage, these, toUtf8(session_.coder())); },
      counted(these.size(), tr("1 coding stands on the newer text now"),
              tr("%1 codings stand on the newer texts now")));
  if (!done) return;
  shown_->setCurrentIndex(0);
  previewPlain(false);
  list_->setFocus();
}

void NewerTextPanel::typed(const QString& letter) {
  for (QAction* action : {accept_, move_, drop_, open_, plain_}) {
    const bool is = action->shortcuts().contains(QKeySequence(letter.toUpper()));
    if (is && action->isEnabled()) action->trigger();
  }
}

void NewerTextPanel::showPossible() {
  const Transfer* transfer = current();
  const bool open = session_.isOpen() && !session_.isReadOnly();
  const bool placed = transfer != nullptr && !isShown(*transfer, TransfersShown::Gone);
  setPossible(accept_, open && placed);
  setPossible(move_, open && transfer != nullptr && texts_->chosen().has_value());
  setPossible(drop_, open && transfer != nullptr);
  setPossible(open_, transfer != nullptr);
  setPossible(plain_, open && std::ranges::any_of(all_, isPlain));
  buttons_->setVisible(transfer != nullptr);
}

}  // namespace retold
