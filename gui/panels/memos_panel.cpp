#include "gui/panels/memos_panel.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSplitter>
#include <set>
#include <sstream>

#include "gui/code_label.h"
#include "gui/keys.h"
#include "gui/line_parts.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/mirrored_margins.h"
#include "gui/views/save_file.h"
#include "queries/notes/memo_export.h"

namespace retold {

namespace {

constexpr int kEdge = 10;

}  // namespace

MemosPanel::MemosPanel(Session& session, QWidget* parent)
    : Panel({}, parent),
      session_(session),
      model_(new MemoList(this)),
      words_(new QLineEdit),
      subject_(new QComboBox),
      coder_(new QComboBox),
      time_(new QComboBox),
      base_(new QuietLabel),
      list_(new CardListView(tr("Memos"), 3)),
      editor_(new MemoEditor(session)),
      new_(new QPushButton),
      newMenu_(new QMenu(this)) {
  setAccessibleName(tr("Memos"));
  layOut();
  addActions();
  list_->setModel(model_);
  connect(list_, &CardListView::rowChosen, this, &MemosPanel::openRow);
  connect(list_, &CardListView::rowEntered, this, &MemosPanel::enterRow);
  connect(words_, &QLineEdit::textChanged, this, &MemosPanel::refind);
  connect(words_, &QLineEdit::returnPressed, list_, qOverload<>(&QWidget::setFocus));
  for (QComboBox* box : {subject_, coder_, time_}) {
    connect(box, &QComboBox::activated, this, &MemosPanel::refind);
  }
  connect(editor_, &MemoEditor::left, list_, qOverload<>(&QWidget::setFocus));
  connect(editor_, &MemoEditor::written, this, [this] { wantsNewest_ = true; });
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & (Part::Memos | Part::Codings | Part::Codebook | Part::Cases)) refind();
  });
  connect(&session_, &Session::filterChanged, this, &MemosPanel::refind);
  // Once the page is shown.
  connect(&session_, &Session::memoWanted, this, &MemosPanel::begin, Qt::QueuedConnection);
  connect(&session_, &Session::projectChanged, this, [this] {
    finding_.reset();
    coder_->clear();
    model_->setRows({});
    refind();
  });
  showPossible();
}

void MemosPanel::layOut() {
  words_->setPlaceholderText(tr("Words in memos"));
  words_->setAccessibleName(tr("Words in memos"));
  words_->setClearButtonEnabled(true);
  words_->installEventFilter(this);
  subject_->setAccessibleName(tr("What memos are about"));
  subject_->addItem(tr("About anything"));
  subject_->addItem(tr("About the project"), static_cast<int>(MemoSubject::Project));
  subject_->addItem(tr("About documents"), static_cast<int>(MemoSubject::Document));
  subject_->addItem(tr("About cases"), static_cast<int>(MemoSubject::Case));
  subject_->addItem(tr("About codes"), static_cast<int>(MemoSubject::Code));
  subject_->addItem(tr("About codings"), static_cast<int>(MemoSubject::Coding));
  coder_->setAccessibleName(tr("Who wrote memos"));
  time_->setAccessibleName(tr("When memos were written"));
  time_->addItem(tr("At any time"));
  time_->addItem(tr("Today"), 0);
  time_->addItem(tr("In the last 7 days"), 7);
  time_->addItem(tr("In the last 30 days"), 30);
  time_->addItem(tr("In the last 365 days"), 365);
  for (QComboBox* box : {subject_, coder_, time_}) {
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
  }
  auto* narrowing = new QHBoxLayout;
  narrowing->addWidget(subject_, 1);
  narrowing->addWidget(coder_, 1);
  narrowing->addWidget(time_, 1);
  base_->setContentsMargins(0, 0, 0, 0);

  auto* found = new QWidget;
  auto* left = new QVBoxLayout(found);
  setMirroredMargins(*left, kEdge, 0, 0, 0);
  left->addWidget(words_);
  left->addLayout(narrowing);
  left->addWidget(base_);
  left->addWidget(list_, 1);

  auto* written = new QWidget;
  auto* right = new QVBoxLayout(written);
  right->setContentsMargins(kEdge, 0, kEdge, kEdge);
  right->addWidget(new_, 0, Qt::AlignLeading);
  right->addWidget(editor_, 1);

  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(found);
  both->addWidget(written);
  const int letter = fontMetrics().averageCharWidth();
  both->setSizes({66 * letter, 86 * letter});
  column()->addWidget(both, 1);
  setFocusProxy(list_);
}

void MemosPanel::addActions() {
  QAction* make = addMenuAction(Menu::Document, "notes.new-memo", tr("&New memo…"), {Qt::Key_N},
                                tr("new memo"));
  connect(make, &QAction::triggered, this, [this] { new_->showMenu(); });
  make_ = make;
  followKey(*make, this, [this, make] {
    new_->setText(withKey(tr("New memo"), *make));
    new_->setToolTip(withKey(tr("Write a memo"), *make));
  });
  new_->setAccessibleName(tr("New memo"));
  new_->setMenu(newMenu_);
  connect(newMenu_, &QMenu::aboutToShow, this, &MemosPanel::fillNewMenu);

  QAction* edit = addMenuAction(Menu::Document, "notes.edit-memo", tr("&Edit the memo"),
                                {Qt::Key_E}, tr("edit"));
  connect(edit, &QAction::triggered, this, [this] {
    if (editor_->isWriting()) editor_->setFocus(Qt::ShortcutFocusReason);
  });
  open_ = addMenuAction(Menu::Go, "notes.open-memo", tr("&Open what the memo is about"),
                        {Qt::Key_O}, tr("open"));
  connect(open_, &QAction::triggered, this, [this] { enterRow(list_->currentIndex().row()); });
  remove_ = addMenuAction(Menu::Document, "notes.remove-memo", tr("&Remove the memo"),
                          {QKeySequence::Delete});
  connect(remove_, &QAction::triggered, this, &MemosPanel::removeCurrent);
  QAction* find = addMenuAction(Menu::Go, "notes.find-memo", tr("&Find in memos"),
                                {QKeySequence::Find, Qt::Key_Slash}, tr("find"));
  connect(find, &QAction::triggered, this, [this] {
    words_->setFocus(Qt::ShortcutFocusReason);
    words_->selectAll();
  });
  export_ = addMenuAction(Menu::Project, "notes.export-memos", tr("E&xport the memos listed…"), {});
  connect(export_, &QAction::triggered, this, &MemosPanel::exportListed);
}

void MemosPanel::fillNewMenu() {
  newMenu_->clear();
  newMenu_->addAction(tr("On the &project"), this, [this] { begin({}, tr("the project")); });
  if (const auto document = session_.document()) {
    const Document stored = document->document();
    const QString name = tr("document %1").arg(apart(toQString(stored.name)));
    newMenu_->addAction(
        tr("On the open &document, %1").arg(onButton(onOneLine(toQString(stored.name)))), this,
        [this, stored, name] { begin(stored.id, name); });
    if (const auto& person = document->itsCase()) {
      const CaseId id = person->id;
      const QString itsName = toQString(person->name);
      newMenu_->addAction(tr("On its &case, %1").arg(onButton(onOneLine(itsName))), this,
                          [this, id, itsName] { begin(id, tr("case %1").arg(apart(itsName))); });
    }
  }
  newMenu_->addAction(tr("On a c&ode…"), this, &MemosPanel::chooseCode);
}

void MemosPanel::chooseCode() {
  std::vector<CodeId> ids;
  QStringList lines;
  QStringList labels;
  for (const Code& code : session_.codebook().codes) {
    ids.push_back(code.id);
    lines << labelAndName(code);
    labels << codeLabel(code);
  }
  auto* chooser =
      new Chooser(tr("Memo on a code"), tr("Which code is the memo about?"), lines, this);
  connect(chooser, &Chooser::chosen, this, [this, ids, labels](int line) {
    begin(ids[static_cast<std::size_t>(line)], tr("code %1").arg(apart(labels[line])));
  });
  chooser->show();
}

void MemosPanel::begin(const Uuid& about, const QString& aboutInWords) {
  if (!editor_->keep()) return;
  list_->showRow(-1);
  editor_->begin(about, aboutInWords);
  editor_->setFocus(Qt::OtherFocusReason);
  showPossible();
}

MemoQuestion MemosPanel::question() const {
  MemoQuestion question;
  question.words = toUtf8(words_->text());
  if (subject_->currentData().isValid()) {
    question.subject = static_cast<MemoSubject>(subject_->currentData().toInt());
  }
  question.coder = toUtf8(coder_->currentData().toString());
  if (time_->currentData().isValid()) {
    const QDate from = QDate::currentDate().addDays(-time_->currentData().toInt());
    question.from = Timestamp{from.startOfDay().toMSecsSinceEpoch()};
  }
  question.documents = session_.passing();
  return question;
}

void MemosPanel::refind() {
  stale_ = true;
  if (!isVisible() || !session_.isOpen()) return;
  stale_ = false;
  finding_ = session_.start<MemosFound>(
      [wanted = question()](const Storage& storage, Progress& progress) {
        return findMemos(storage, wanted, progress);
      },
      [this](MemosFound found) { receive(std::move(found)); });
}

void MemosPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (stale_) refind();
}

bool MemosPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched != words_ || event->type() != QEvent::KeyPress) {
    return Panel::eventFilter(watched, event);
  }
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (key != Qt::Key_Escape && key != Qt::Key_Down) return false;
  list_->setFocus(Qt::OtherFocusReason);
  return true;
}

void MemosPanel::receive(MemosFound found) {
  const std::uint64_t all = found.all;
  fillCoders(found);
  const Uuid shown = editor_->shown();
  model_->setRows(std::move(found.rows));
  const int row = shown.isNil() ? -1 : model_->rowOf(shown);
  list_->showRow(row);
  if (row >= 0) editor_->follow(&model_->rowAt(row));
  // What the question leaves out may be shown on; what is gone from the project may not.
  if (row < 0 && !shown.isNil() && !wantsNewest_ && model_->rowCount() == static_cast<int>(all)) {
    editor_->follow(nullptr);
  }
  wantsNewest_ = false;
  if (!editor_->isWriting() && model_->rowCount() > 0) {
    list_->showRow(0);
    editor_->open(model_->rowAt(0));
  }
  showBase(all);
  showPossible();
  emit countKnown(all);
}

void MemosPanel::fillCoders(const MemosFound& found) {
  const QString chosen = coder_->currentData().toString();
  std::set<std::string> names;
  for (const MemoRow& row : found.rows) names.insert(row.memo.coder);
  for (int at = 1; at < coder_->count(); ++at)
    names.insert(toUtf8(coder_->itemData(at).toString()));
  coder_->clear();
  coder_->addItem(tr("By anybody"));
  for (const std::string& name : names) {
    coder_->addItem(tr("By %1").arg(apart(toQString(name))), toQString(name));
  }
  coder_->setCurrentIndex(std::max(0, coder_->findData(chosen)));
}

void MemosPanel::showBase(std::uint64_t all) {
  const auto shown = static_cast<std::uint64_t>(model_->rowCount());
  QString base =
      tr("%1 of %2 shown").arg(grouped(shown), counted(all, tr("1 memo"), tr("%1 memos")));
  if (session_.passing()) base += kBetweenParts + tr("of the documents that the filter lets pass");
  base_->setText(base);
  list_->setPlaceholder(
      all == 0
          ? tr("No memo is written yet.\n\n%1 writes one on the project, a code, or the "
               "document that is open. %2 writes one on the document that is read, "
               "and on the chosen case or code.")
                .arg(keyOf(*make_), keyOf("read.write-memo", QKeySequence(Qt::CTRL | Qt::Key_M)))
          : tr("No memo fits. Take words away, or choose “About anything”, “By anybody” "
               "and “At any time”."));
}

void MemosPanel::openRow(int row) {
  const MemoRow chosen = model_->rowAt(row);
  if (!editor_->keep()) {
    list_->showRow(model_->rowOf(editor_->shown()));
    return;
  }
  editor_->open(chosen);
  showPossible();
}

void MemosPanel::enterRow(int row) {
  if (row < 0 || !editor_->keep()) return;
  openSubject(session_, MemoRow(model_->rowAt(row)));
}

void MemosPanel::removeCurrent() {
  const int row = list_->currentIndex().row();
  if (row < 0) {
    session_.say(tr("Choose a memo in the list first"));
    return;
  }
  const MemoRow chosen = model_->rowAt(row);
  const bool done = session_.change(Part::Memos | Part::Codings, [&](Storage& storage) {
    removeMemo(storage, chosen, toUtf8(session_.coder()));
  });
  if (!done) return;
  editor_->clear();
  session_.say(tr("Memo on %1 removed · %2 brings it back").arg(aboutInLine(chosen), undoKey()));
}

void MemosPanel::exportListed() {
  std::vector<SaveKind> kinds;
  for (const MemoFormat& format : memoFormats()) {
    kinds.push_back({QLatin1String(format.name.data(), static_cast<int>(format.name.size()))});
  }
  const auto chosen = askWhereToSave(this, tr("Export memos"), tr("memos"), kinds);
  if (!chosen) return;
  std::vector<MemoRow> rows;
  for (int row = 0; row < model_->rowCount(); ++row) rows.push_back(model_->rowAt(row));
  std::ostringstream out;
  const MemoHeader header{toUtf8(session_.name()), toText(now()), selectionInWords(question()),
                          rows.size()};
  memoFormats()[chosen->kind].write(header, rows, out);
  saveFile(session_, chosen->path, out.str(),
           counted(rows.size(), tr("1 memo written to %2"), tr("%1 memos written to %2")));
}

void MemosPanel::showPossible() {
  const bool chosen = list_->currentIndex().isValid();
  setPossible(open_, chosen);
  setPossible(remove_, chosen);
  setPossible(export_, model_->rowCount() > 0);
}

}  // namespace retold
