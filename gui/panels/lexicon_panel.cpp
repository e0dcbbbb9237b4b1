#include "gui/panels/lexicon_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSignalBlocker>
#include <QSplitter>
#include <algorithm>

#include "gui/keys.h"
#include "gui/strings.h"
#include "gui/views/lexicon_changes.h"
#include "gui/views/lexicon_examples.h"
#include "gui/views/lexicon_exchange.h"
#include "gui/views/lexicon_ledger.h"
#include "gui/views/mirrored_margins.h"

namespace retold {

LexiconPanel::LexiconPanel(Session& session, QWidget* parent)
    : Panel(tr("Lexicons"), parent),
      desk_(session),
      lexicons_(new QComboBox),
      search_(new QLineEdit),
      tree_(new LexiconTree(desk_, this)),
      found_(new LexiconSearch(tree_, this)),
      view_(new QTreeView),
      standing_(new QuietLabel),
      makeOwn_(new QPushButton(tr("Make it mine"))),
      save_(new QPushButton(tr("Save"))),
      discard_(new QPushButton(tr("Discard changes"))),
      tabs_(new QTabWidget),
      term_(new LexiconTermForm(desk_)),
      preview_(new LexiconPreview(desk_)),
      about_(new LexiconAboutForm(desk_)),
      source_(new LexiconSourceView(desk_)),
      prompt_(new LinePrompt(this)) {
  title()->hide();
  auto* sides = new QSplitter(Qt::Horizontal);
  sides->setObjectName(QStringLiteral("lexicon-sides"));
  sides->setChildrenCollapsible(false);
  sides->addWidget(makeTreeSide());
  sides->addWidget(makeWorkSide());
  sides->setStretchFactor(1, 1);
  sides->setSizes({460, 700});
  column()->addWidget(sides, 1);
  addActions();
  setFocusProxy(view_);
  connect(&desk_, &LexiconDesk::idsChanged, this, &LexiconPanel::fillLexicons);
  connect(&desk_, &LexiconDesk::lexiconsChanged, this, &LexiconPanel::fillLexicons);
  connect(&desk_, &LexiconDesk::selected, this, &LexiconPanel::showSelected);
  connect(&desk_, &LexiconDesk::stateChanged, this, &LexiconPanel::showState);
  connect(&desk_, &LexiconDesk::read, this, &LexiconPanel::showState);
  connect(term_, &LexiconTermForm::typed, this, [this](const QString& term, const QString& owner) {
    if (term.trimmed().isEmpty()) {
      preview_->showNothing(
          desk_.current() == nullptr
              ? tr("Choose a language in the tree, then a concept or pattern, then a term: here "
                   "you see where it stands in your documents.")
              : tr("Choose a term, or type a new one: here you see where it stands in your "
                   "documents, while you type."));
    } else {
      preview_->showTerm(toUtf8(term), toUtf8(owner));
    }
  });
  connect(prompt_, &LinePrompt::given, this, [this](const QString& head) {
    if (onOneLine(head).isEmpty() || !desk_.canChange()) return;
    const EditedText edited = withNewSection(desk_.current()->text, toUtf8(head), {});
    desk_.change(edited.text, edited.line);
    term_->beginTerm();
  });
  fillLexicons();
  followKey(*saveAction_, this, [this] { showState(); });
}

QWidget* LexiconPanel::makeTreeSide() {
  lexicons_->setAccessibleName(tr("Lexicon to look at"));
  lexicons_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  search_->setAccessibleName(tr("Find in the lexicons of all languages"));
  search_->setClearButtonEnabled(true);
  view_->setAccessibleName(tr("Languages, their concepts and patterns, and the terms"));
  view_->setModel(found_);
  view_->setUniformRowHeights(true);
  view_->setFrameShape(QFrame::NoFrame);
  view_->setTextElideMode(Qt::ElideMiddle);
  view_->setTabKeyNavigation(false);
  view_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  view_->header()->setStretchLastSection(true);
  view_->setColumnWidth(LexiconTree::Words, 250);
  connect(lexicons_, &QComboBox::activated, this,
          [this](int index) { desk_.choose(desk_.ids().value(index)); });
  connect(search_, &QLineEdit::textChanged, this, &LexiconPanel::find);
  connect(view_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &LexiconPanel::chooseRow);
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(6);
  auto* fields = new QVBoxLayout;
  fields->setContentsMargins(10, 2, 10, 0);
  fields->addWidget(lexicons_);
  fields->addWidget(search_);
  column->addLayout(fields);
  column->addWidget(view_, 1);
  return side;
}

QWidget* LexiconPanel::makeWorkSide() {
  auto* terms = new QWidget;
  auto* termColumn = new QVBoxLayout(terms);
  termColumn->setContentsMargins(0, 0, 0, 0);
  termColumn->setSpacing(4);
  termColumn->addWidget(term_);
  termColumn->addWidget(preview_, 1);
  tabs_->setAccessibleName(tr("What is shown of the lexicon"));
  tabs_->setDocumentMode(true);
  tabs_->addTab(terms, tr("Term"));
  tabs_->addTab(about_, tr("About"));
  tabs_->addTab(new LexiconChangesView(desk_), tr("What changes"));
  tabs_->addTab(new LexiconLedgerView(desk_), tr("Ledger"));
  tabs_->addTab(new LexiconExamplesView(desk_), tr("Examples"));
  tabs_->addTab(source_, tr("As a file"));
  auto* top = new QHBoxLayout;
  setMirroredMargins(*top, 0, 4, 10, 0);
  top->addWidget(standing_, 1);
  for (QPushButton* each : {makeOwn_, discard_, save_}) {
    each->setAutoDefault(false);
    top->addWidget(each);
  }
  auto* side = new QWidget;
  auto* column = new QVBoxLayout(side);
  column->setContentsMargins(0, 4, 0, 0);
  column->setSpacing(4);
  column->addLayout(top);
  column->addWidget(tabs_, 1);
  return side;
}

// A field that loses the keyboard while it dies stores what was typed: the desk must still be
// there.
LexiconPanel::~LexiconPanel() {
  qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void LexiconPanel::addActions() {
  const auto on = [this](QAction* action, auto what) {
    connect(action, &QAction::triggered, this, what);
    return action;
  };
  saveAction_ = on(addMenuAction(Menu::Project, "lexicons.save", tr("&Save the lexicon"),
                                 {QKeySequence::Save}, tr("save")),
                   [this] { save(); });
  makeOwnAction_ = on(addMenuAction(Menu::Edit, "lexicons.make-mine", tr("&Make it mine"),
                                    {Qt::Key_M}, tr("make it mine")),
                      [this] { desk_.makeOwn(); });
  newTerm_ = on(
      addMenuAction(Menu::Edit, "lexicons.new-term", tr("&New term"), {Qt::Key_A}, tr("new term")),
      [this] {
        tabs_->setCurrentIndex(0);
        term_->beginTerm();
      });
  newSection_ = on(addMenuAction(Menu::Edit, "lexicons.new-section", tr("New &concept or pattern…"),
                                 {Qt::Key_C}),
                   [this] { askSection(); });
  discardAction_ = on(addMenuAction(Menu::Edit, "lexicons.discard",
                                    tr("&Discard unsaved changes of the lexicon"), {}),
                      [this] { desk_.discard(); });
  removeOwn_ = on(addMenuAction(Menu::Edit, "lexicons.remove-own",
                                tr("&Take my lexicon out of the project"), {}),
                  [this] { desk_.removeOwn(); });
  on(addMenuAction(Menu::Project, "lexicons.import", tr("&Import a lexicon or dictionary…"), {}),
     [this] { importLexicon(desk_, this); });
  export_ = on(addMenuAction(Menu::Project, "lexicons.export", tr("&Export the lexicon…"), {}),
               [this] { exportLexicon(desk_, this); });
  const QAction* find = on(addMenuAction(Menu::Go, "lexicons.find", tr("&Find in the lexicons"),
                                         {QKeySequence::Find}, tr("find")),
                           [this] { search_->setFocus(); });
  followKey(*find, search_, [this, find] {
    search_->setPlaceholderText(
        tr("Find a term or meaning, in all languages (%1)").arg(keyOf(*find)));
  });
  connect(makeOwn_, &QPushButton::clicked, &desk_, &LexiconDesk::makeOwn);
  connect(save_, &QPushButton::clicked, this, &LexiconPanel::save);
  connect(discard_, &QPushButton::clicked, &desk_, &LexiconDesk::discard);
}

void LexiconPanel::fillLexicons() {
  const QSignalBlocker quiet(lexicons_);
  lexicons_->clear();
  lexicons_->addItems(desk_.titles());
  lexicons_->setCurrentIndex(static_cast<int>(desk_.ids().indexOf(desk_.id())));
}

void LexiconPanel::find(const QString& typed) {
  found_->setWanted(typed);
  if (found_->isSearching())
    view_->expandAll();
  else
    showSelected();
}

void LexiconPanel::chooseRow(const QModelIndex& row) {
  if (!row.isValid()) return;
  const QModelIndex at = row.siblingAtColumn(0);
  desk_.select(at.data(LexiconTree::kLexiconRole).toInt(),
               at.data(LexiconTree::kLineRole).toUInt());
}

void LexiconPanel::showSelected() {
  if (desk_.line() > 0 && desk_.currentIndex() >= 0) {
    const QModelIndex language = tree_->index(desk_.currentIndex(), 0);
    if (tree_->canFetchMore(language)) tree_->fetchMore(language);
  }
  const QModelIndex shown =
      found_->mapFromSource(tree_->indexOf(desk_.currentIndex(), desk_.line()));
  if (!shown.isValid() || view_->currentIndex().siblingAtColumn(0) == shown) return;
  const QSignalBlocker quiet(view_->selectionModel());
  view_->setCurrentIndex(shown);
  view_->scrollTo(shown);
  view_->viewport()->update();
}

QString LexiconPanel::standing() const {
  const DeskLexicon* lexicon = desk_.current();
  if (lexicon == nullptr) return tr("Choose a language in the tree.");
  QString text = QStringLiteral("%1 · %2").arg(languageInWords(lexicon->entry.language),
                                               reviewInWords(lexicon->outline));
  if (!lexicon->isOwn()) text += tr("\nBuilt in. Make it mine copies it into the project.");
  const auto& reading = desk_.reading().reading;
  if (reading && !reading->ok())
    text += tr("\n✗ It has faults: the tab “As a file” shows where. It cannot be saved so.");
  else if (lexicon->isChanged())
    text += tr("\nChanged, not saved yet (%1): screening still uses what is saved.")
                .arg(keyOf(*saveAction_));
  return text;
}

void LexiconPanel::showState() {
  const DeskLexicon* lexicon = desk_.current();
  const bool may = desk_.canChange();
  const bool changed = lexicon != nullptr && lexicon->isChanged();
  const auto& reading = desk_.reading().reading;
  const bool sound = !reading || reading->ok();
  const bool canMake = lexicon != nullptr && !lexicon->isOwn() && !desk_.session().isReadOnly();
  standing_->setText(standing());
  makeOwn_->setVisible(lexicon != nullptr && !lexicon->isOwn());
  makeOwn_->setEnabled(canMake);
  save_->setVisible(lexicon != nullptr && lexicon->isOwn());
  save_->setEnabled(may && changed && sound);
  discard_->setVisible(changed);
  discard_->setEnabled(may);
  setPossible(saveAction_, may && changed && sound);
  setPossible(makeOwnAction_, canMake);
  setPossible(newTerm_, may && desk_.section() != nullptr);
  setPossible(newSection_, may);
  setPossible(discardAction_, may && changed);
  setPossible(removeOwn_, may && lexicon->entry.own.has_value());
  setPossible(export_, lexicon != nullptr);
}

void LexiconPanel::save() {
  term_->commit();
  about_->commit();
  source_->commit();
  desk_.save();
}

void LexiconPanel::askSection() {
  if (!desk_.canChange()) return;
  LineQuestion question;
  question.what = tr("New concept or pattern");
  question.name = tr("Head of the section");
  question.hint = tr("concept debt: what is owed — or — pattern in-debt, weight 1: owes money");
  prompt_->ask(question);
}

bool LexiconPanel::event(QEvent* event) {
  // While the lexicon has changes to take back, undo means those.
  if (event->type() == QEvent::ShortcutOverride) {
    auto& key = static_cast<QKeyEvent&>(*event);
    if ((key.matches(QKeySequence::Undo) && desk_.canUndo()) ||
        (key.matches(QKeySequence::Redo) && desk_.canRedo())) {
      event->accept();
      return true;
    }
  }
  return Panel::event(event);
}

void LexiconPanel::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Undo) && desk_.canUndo()) return desk_.undoChange();
  if (event->matches(QKeySequence::Redo) && desk_.canRedo()) return desk_.redoChange();
  Panel::keyPressEvent(event);
}

}  // namespace retold
