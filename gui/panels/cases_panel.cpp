#include "gui/panels/cases_panel.h"

#include <QApplication>
#include <QHeaderView>
#include <QMenu>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <algorithm>

#include "gui/panels/cases_attributes.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "gui/views/value_editor.h"

namespace retold {

namespace {

constexpr int kTypingPause = 120;  ///< milliseconds before a search begins
constexpr int kNameWidth = 130;
constexpr int kWidestHead = 240;

QString toolTipOf(const QAction& action) {
  const QString text = action.text().remove(QLatin1Char('&'));
  if (action.shortcut().isEmpty()) return text;
  return CasesPanel::tr("%1 (%2)").arg(text, action.shortcut().toString(QKeySequence::NativeText));
}

}  // namespace

CasesPanel::CasesPanel(Session& session, QWidget* parent)
    : Panel(tr("Cases"), parent),
      session_(session),
      model_(new CaseTable(session, this)),
      search_(new QLineEdit),
      table_(new QTableView),
      empty_(new QLabel),
      file_(new CaseFileView(session)),
      changes_(new CaseChanges(session, *model_, *file_, this)) {
  layOut();
  addActions();
  connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, [this] { arranging_ = true; });
  connect(model_, &QAbstractItemModel::modelReset, this, &CasesPanel::keepChosen);
  connect(model_, &CaseTable::readingChanged, this, &CasesPanel::showCounts);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &CasesPanel::showChosen);
  connect(&session_, &Session::changed, this, &CasesPanel::noticeChange);
  connect(&session_, &Session::projectChanged, this, [this] {
    chosen_.reset();
    search_->clear();
    file_->show(std::nullopt);
    showPossible();
  });
  connect(&session_, &Session::textHidingChanged, this, [this] {
    // What is being typed is stored now: an editor would go on showing the old words.
    for (QTableView* table : findChildren<QTableView*>()) {
      if (table->isAncestorOf(QApplication::focusWidget())) table->setFocus();
    }
  });
  connect(changes_, &CaseChanges::caseWanted, this, [this](CaseId id) {
    chosen_ = id;
    if (model_->rowOf(id)) keepChosen();
    if (session_.passing()) session_.say(tr("The filter above may hide this case"));
  });
  const auto refused = [this](const QString& reason) {
    session_.say(tr("Nothing was changed: %1").arg(reason));
  };
  connect(model_, &CaseTable::refused, this, refused);
  connect(file_, &CaseFileView::refused, this, refused);
  connect(file_, &CaseFileView::changing, model_, &CaseTable::expectChangeOf);
  connect(file_, &CaseFileView::choiceChanged, this, &CasesPanel::showPossible);
  connect(file_, &CaseFileView::openWanted, this, [this](DocumentId id) {
    session_.show(id);
    emit session_.readingWanted();
  });
  showCounts();
  showPossible();
}

void CasesPanel::layOut() {
  search_->setObjectName(QStringLiteral("caseSearch"));
  search_->setAccessibleName(tr("Find cases"));
  search_->setPlaceholderText(tr("Find in names and values that are shown"));
  search_->setClearButtonEnabled(true);
  search_->setMaximumWidth(360);
  auto* pause = new QTimer(this);
  pause->setSingleShot(true);
  pause->setInterval(kTypingPause);
  connect(search_, &QLineEdit::textChanged, pause, qOverload<>(&QTimer::start));
  connect(pause, &QTimer::timeout, this, [this] { model_->setSearched(search_->text()); });
  connect(search_, &QLineEdit::returnPressed, table_, qOverload<>(&QWidget::setFocus));

  setUpTable(*table_, tr("Cases"));
  table_->setObjectName(QStringLiteral("caseTable"));
  table_->setModel(model_);
  auto* delegate = new ValueDelegate(table_);
  table_->setItemDelegate(delegate);
  connect(delegate, &ValueDelegate::refused, model_, &CaseTable::refused);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->horizontalHeader()->setSectionsMovable(false);
  table_->horizontalHeader()->setDefaultSectionSize(kNameWidth);
  table_->sortByColumn(CaseTable::Name, Qt::AscendingOrder);
  table_->setSortingEnabled(true);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  empty_->setTextFormat(Qt::PlainText);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  empty_->setMargin(24);
  auto* tableOrNone = new QStackedWidget;
  tableOrNone->addWidget(table_);
  tableOrNone->addWidget(empty_);

  auto* halves = new QSplitter(Qt::Vertical);
  halves->setChildrenCollapsible(false);
  halves->addWidget(tableOrNone);
  halves->addWidget(file_);
  halves->setStretchFactor(0, 3);
  halves->setStretchFactor(1, 2);
  auto* bar = new QHBoxLayout;
  bar->setObjectName(QStringLiteral("bar"));
  bar->setContentsMargins(10, 2, 10, 4);
  bar->addWidget(search_, 1);
  bar->addStretch(0);
  column()->addLayout(bar);
  column()->addWidget(halves, 1);
  setFocusProxy(table_);
}

void CasesPanel::addActions() {
  const auto add = [this](Menu menu, const char* id, const QString& text,
                          const QList<QKeySequence>& keys, auto what, const QString& hint = {}) {
    QAction* action = addMenuAction(menu, id, text, keys, hint);
    connect(action, &QAction::triggered, this, what);
    return action;
  };
  add(
      Menu::Go, "cases.find", tr("&Find cases"), {QKeySequence::Find},
      [this] {
        search_->setFocus();
        search_->selectAll();
      },
      tr("find"));
  ofCase_ << add(Menu::Go, "cases.open", tr("&Open the document"),
                 {QKeySequence(Qt::ControlModifier | Qt::Key_Return)}, [this] { openDocument(); });
  QAction* columns = add(Menu::View, "cases.columns", tr("&Columns of the table of cases…"), {},
                         [this] { chooseColumns(); });
  QAction* attributes =
      add(Menu::Edit, "cases.attributes", tr("A&ttributes…"), {}, [this] { editAttributes(); });
  columns->setIconText(tr("Columns…"));
  attributes->setIconText(tr("Attributes…"));
  addChangeActions();
  auto* bar = column()->findChild<QHBoxLayout*>(QStringLiteral("bar"));
  for (QAction* action : {findChild<QAction*>(QStringLiteral("cases.add")), columns, attributes}) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(button);
  }
}

void CasesPanel::addChangeActions() {
  const auto add = [this](Menu menu, const char* id, const QString& text, const QString& button,
                          const QList<QKeySequence>& keys, auto what, const QString& hint = {}) {
    QAction* action = addMenuAction(menu, id, text, keys, hint);
    action->setIconText(button);
    action->setToolTip(toolTipOf(*action));
    connect(action, &QAction::triggered, changes_, what);
    return action;
  };
  const auto ctrl = [](Qt::Key key) { return QKeySequence(Qt::ControlModifier | key); };
  const auto more = [](Qt::Key key) {
    return QKeySequence(Qt::ControlModifier | Qt::ShiftModifier | key);
  };
  using Changes = CaseChanges;
  add(Menu::Edit, "cases.add", tr("Add &case…"), tr("Add case…"), {Qt::Key_Insert},
      &Changes::addCase, tr("add case"));
  QAction* rename = add(Menu::Edit, "cases.rename", tr("Re&name case…"), tr("Rename…"),
                        {QKeySequence(Qt::ShiftModifier | Qt::Key_F2)}, &Changes::renameCase);
  QAction* merge = add(Menu::Edit, "cases.merge", tr("&Merge with another case…"), tr("Merge…"), {},
                       &Changes::mergeCase);
  QAction* remove = add(Menu::Edit, "cases.remove", tr("Remove ca&se"), tr("Remove case"), {},
                        &Changes::removeCase);
  QAction* episode = add(Menu::Edit, "cases.add-episode", tr("Add &episode"), tr("Add episode"),
                         {ctrl(Qt::Key_E)}, &Changes::addEpisode, tr("add episode"));
  QAction* help = add(Menu::Edit, "cases.add-assistance", tr("Add &assistance"),
                      tr("Add assistance"), {more(Qt::Key_E)}, &Changes::addAssistance);
  QAction* earlier =
      add(Menu::Edit, "cases.earlier", tr("Move &earlier by one number"), tr("Earlier"),
          {QKeySequence(Qt::AltModifier | Qt::Key_Up)}, [this] { changes_->moveChosen(-1); });
  QAction* later =
      add(Menu::Edit, "cases.later", tr("Move &later by one number"), tr("Later"),
          {QKeySequence(Qt::AltModifier | Qt::Key_Down)}, [this] { changes_->moveChosen(1); });
  QAction* out = add(Menu::Edit, "cases.remove-chosen", tr("Remove from the case"), tr("Remove"),
                     {ctrl(Qt::Key_Delete)}, &Changes::removeChosen);
  QAction* clear =
      add(Menu::Edit, "cases.missing", tr("Va&lue is missing"), {}, {QKeySequence::Delete},
          [this] { putIntoCell(stateInWords(ValueState::Missing)); });
  QAction* unsaid = add(Menu::Edit, "cases.not-recorded", tr("Value is not recor&ded"), {},
                        {QKeySequence(Qt::SHIFT | Qt::Key_Delete)},
                        [this] { putIntoCell(notRecordedInWords()); });
  QAction* move = add(
      Menu::Document, "cases.move-documents", tr("&Move to another case…"), tr("Move…"),
      {QKeySequence(Qt::ControlModifier | Qt::AltModifier | Qt::Key_M)}, &Changes::moveDocuments);
  QAction* take = add(Menu::Document, "cases.take-document", tr("&Put a document into the case…"),
                      tr("Put in…"), {more(Qt::Key_M)}, &Changes::takeDocument);
  add(Menu::Project, "cases.export", tr("Export the table of c&ases…"), {}, {},
      &Changes::exportTable);
  QAction* open = findChild<QAction*>(QStringLiteral("cases.open"));
  open->setIconText(tr("Open"));
  open->setToolTip(toolTipOf(*open));
  file_->addButtons(AttributeUnit::Episode, {episode, earlier, later, out});
  file_->addButtons(AttributeUnit::Assistance, {help, earlier, later, out});
  file_->addButtons(AttributeUnit::Document, {open, take, move, out});
  QAction* memo = add(Menu::Document, "cases.write-memo", tr("Write a mem&o on the case"),
                      tr("Memo…"), {ctrl(Qt::Key_M)}, &Changes::writeMemo);
  table_->addActions({rename, merge, remove, episode, help, take, memo, clear, unsaid});
  ofCase_ << rename << merge << remove << episode << help << take << out << clear << unsaid << move
          << memo;
  ofPart_ << earlier << later;
}

void CasesPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  model_->wake();
}

void CasesPanel::fitHeads() {
  if (model_->columnCount() == fitted_) return;
  fitted_ = model_->columnCount();
  for (int column = CaseTable::FirstAttribute; column < fitted_; ++column) {
    const int wanted = table_->horizontalHeader()->sectionSizeHint(column);
    table_->setColumnWidth(column, std::clamp(wanted, kNameWidth, kWidestHead));
  }
}

void CasesPanel::keepChosen() {
  arranging_ = false;
  fitHeads();
  const auto row = chosen_ ? model_->rowOf(*chosen_) : std::nullopt;
  if (model_->rowCount() > 0) {
    const int column = std::max(0, table_->currentIndex().column());
    table_->setCurrentIndex(model_->index(row.value_or(0), column));
    table_->scrollTo(table_->currentIndex());
  }
  showCounts();
  showChosen();
}

void CasesPanel::showChosen() {
  if (arranging_) return;
  const QModelIndex current = table_->currentIndex();
  const std::optional<CaseId> now =
      current.isValid() ? std::optional(model_->caseAt(current.row()).id) : std::nullopt;
  const CaseFile* shown = file_->file();
  if (now && shown != nullptr && shown->person.id == *now) return;
  if (!now && shown == nullptr) return;
  chosen_ = now;
  file_->show(now);
}

void CasesPanel::noticeChange(Parts parts) {
  if (parts & (Part::Cases | Part::Documents)) {
    const CaseFile* shown = file_->file();
    file_->show(shown != nullptr ? std::optional(shown->person.id) : chosen_);
  }
  showCounts();
}

void CasesPanel::showCounts() {
  const auto shown = static_cast<std::uint64_t>(model_->rowCount());
  const std::uint64_t total = model_->total();
  const QString all = counted(total, tr("1 case"), tr("%1 cases"));
  title()->setText(!model_->isRead() ? tr("Cases")
                   : shown == total  ? all
                                     : tr("%1 of %2 shown").arg(grouped(shown), all));
  auto* tableOrNone = static_cast<QStackedWidget*>(empty_->parentWidget());
  tableOrNone->setCurrentWidget(shown > 0 ? static_cast<QWidget*>(table_) : empty_);
  if (shown > 0) return;
  if (!model_->isRead()) {
    empty_->setText(tr("The cases are being read…"));
  } else if (total == 0) {
    empty_->setText(
        tr("There are no cases yet.\n\nA case is one person's file: transcripts, episodes and what "
           "is known of the person. Add one with the Insert key, or bring a table of cases in with "
           "Project, Import a table of cases."));
  } else if (!search_->text().trimmed().isEmpty()) {
    empty_->setText(tr("No case that is looked at holds “%1”.").arg(search_->text().trimmed()));
  } else {
    empty_->setText(tr("No case has a document that passes the filter above."));
  }
}

void CasesPanel::showPossible() {
  const bool writes = session_.isOpen() && !session_.isReadOnly();
  const bool isCase = file_->file() != nullptr;
  for (QAction* action : ofCase_) setPossible(action, isCase && writes);
  setPossible(ofCase_.front(), isCase);  // opening changes nothing
  for (QAction* action : ofPart_) setPossible(action, writes && file_->number().has_value());
  setPossible(findChild<QAction*>(QStringLiteral("cases.add")), writes);
}

void CasesPanel::chooseColumns() {
  const std::vector<AttributePlace> offered = model_->offered();
  std::vector<AttributePlace> shown = model_->attributes();
  QStringList lines;
  for (const AttributePlace& place : offered) {
    const bool isShown = std::find(shown.begin(), shown.end(), place) != shown.end();
    const QString title =
        columnTitle(place, definitionOf(model_->definitions(), place.unit, place.name));
    lines << (isShown ? tr("✓ %1 (shown)").arg(title) : title);
  }
  if (lines.isEmpty()) {
    session_.say(tr("No case has attributes yet: define some with Edit, Attributes"));
    return;
  }
  auto* chooser =
      new Chooser(tr("Columns of the table of cases"),
                  tr("Which column is to be shown, or not shown any more?"), lines, window());
  chooser->setHint(tr("A part of its name"));
  connect(chooser, &Chooser::chosen, this, [this, offered, shown](int line) mutable {
    const AttributePlace& place = offered[static_cast<std::size_t>(line)];
    const auto at = std::find(shown.begin(), shown.end(), place);
    if (at != shown.end()) {
      shown.erase(at);
    } else {
      shown.push_back(place);
    }
    model_->setAttributes(shown);
  });
  chooser->show();
}

void CasesPanel::editAttributes() { (new AttributesDialog(session_, window()))->show(); }

void CasesPanel::openDocument() {
  std::vector<Document> documents = file_->documents();
  if (documents.empty() && file_->file() != nullptr && !file_->file()->documents.empty()) {
    documents.push_back(file_->file()->documents.front().document);
  }
  if (documents.empty()) {
    session_.say(tr("This case has no documents"));
    return;
  }
  session_.show(documents.front().id);
  emit session_.readingWanted();
}

void CasesPanel::putIntoCell(const QString& value) {
  auto* table = qobject_cast<QTableView*>(QApplication::focusWidget());
  if (table == nullptr || !table->currentIndex().isValid()) return;
  if (!(table->currentIndex().flags() & Qt::ItemIsEditable)) {
    session_.say(session_.hidesText() ? tr("Nothing is emptied while its text is hidden")
                                      : tr("This cell cannot be emptied"));
    return;
  }
  table->model()->setData(table->currentIndex(), value);
}

}  // namespace retold
