#include "gui/panels/search_panel.h"

#include <QHBoxLayout>

#include "gui/keys.h"
#include "gui/panels/code_choice.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"
#include "gui/views/search_words.h"

namespace retold {

namespace {

constexpr int kEdge = 10;

/// A button that does what the action does, and is possible when it is.
QPushButton* buttonOf(QAction* action, const QString& text) {
  auto* button = new QPushButton(text);
  const QString what = action->text().remove(QLatin1Char('&'));
  followKey(*action, button,
            [button, action, what] { button->setToolTip(withKey(what, *action)); });
  button->setAccessibleName(what);
  QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
  const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
  QObject::connect(action, &QAction::changed, button, follow);
  follow();
  return button;
}

}  // namespace

SearchPanel::SearchPanel(Session& session, QWidget* parent)
    : Panel(tr("Search"), parent),
      session_(session),
      table_(new ConcordanceTable(session, this)),
      source_(new ConcordanceSource(session, *table_, this)),
      box_(new SearchBox),
      status_(new QuietLabel),
      order_(new SearchOrder),
      view_(new SearchTable(*table_)),
      sets_(new SearchSets),
      ticked_(new QuietLabel),
      tagBar_(new SearchTagBar),
      finder_(
          new CodeFinder([this](const QString& typed) { return codesFor(session_, typed); }, this)),
      prompt_(new LinePrompt(this)),
      middle_(new QSplitter(Qt::Horizontal)) {
  addActions();
  layOut();
  connectParts();
  projectChanged();
}

void SearchPanel::layOut() {
  status_->setObjectName(QStringLiteral("status"));
  ticked_->setObjectName(QStringLiteral("ticked"));
  auto* hits = new QWidget;
  auto* rows = new QVBoxLayout(hits);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(4);
  rows->addWidget(view_, 1);
  rows->addWidget(tagBar_);
  rows->addWidget(foot_);
  middle_->addWidget(hits);
  middle_->addWidget(sets_);
  middle_->setStretchFactor(0, 1);
  middle_->setStretchFactor(1, 0);
  middle_->setChildrenCollapsible(false);
  constexpr int kHits = 900;
  constexpr int kSets = 290;
  middle_->setSizes({kHits, std::max(kSets, sets_->minimumSizeHint().width())});
  auto* order = new QHBoxLayout;
  order->setContentsMargins(kEdge, 0, kEdge, 0);
  order->addWidget(order_);
  order->addStretch(1);
  column()->addWidget(box_);
  column()->addLayout(order);
  column()->addWidget(status_);
  column()->addWidget(middle_, 1);
  setFocusProxy(box_);
}

void SearchPanel::addActions() {
  QAction* find = addMenuAction(Menu::Go, "search.find", tr("&Find words"),
                                {QKeySequence(Qt::Key_Slash), QKeySequence::Find}, tr("find"));
  connect(find, &QAction::triggered, box_, &SearchBox::begin);
  addTickActions();
  const auto add = [this](Menu menu, const char* id, const QString& text, int key,
                          const QString& hint, auto what, std::vector<QAction*>& group) {
    QAction* action = addMenuAction(menu, id, text, {QKeySequence(key)}, hint);
    connect(action, &QAction::triggered, this, what);
    group.push_back(action);
    return action;
  };
  QAction* tagAll = add(Menu::Judge, "search.tag", tr("Tag &ticked hits with…"), Qt::Key_T,
                        tr("tag ticked"), &SearchPanel::startTagging, onWriting_);
  QAction* keep = add(Menu::Project, "search.keep-set", tr("&Keep hits as a result set…"),
                      Qt::Key_S, tr("keep set"), &SearchPanel::askName, onWriting_);
  QAction* part = add(Menu::Project, "search.random-part", tr("Show a &random part…"), Qt::Key_R,
                      {}, &SearchPanel::askDraw, onHits_);
  QAction* out = add(Menu::Project, "search.export", tr("E&xport hits…"), Qt::Key_E, {},
                     &SearchPanel::chooseExport, onHits_);
  QAction* columns = addMenuAction(Menu::View, "search.columns", tr("&Attributes beside the hits…"),
                                   {QKeySequence(Qt::Key_C)});
  connect(columns, &QAction::triggered, this, &SearchPanel::chooseColumns);
  sets_->followKeepAction(*keep);
  foot_ = new QWidget;
  auto* row = new QHBoxLayout(foot_);
  setMirroredMargins(*row, 0, 0, kEdge, 6);
  row->addWidget(ticked_, 1);
  row->addWidget(buttonOf(tagAll, tr("Tag with…")));
  row->addWidget(buttonOf(keep, tr("Keep as set…")));
  row->addWidget(buttonOf(part, tr("Random part…")));
  row->addWidget(buttonOf(out, tr("Export…")));
  row->addWidget(buttonOf(columns, tr("Columns…")));
}

void SearchPanel::addTickActions() {
  const auto add = [this](const char* id, const QString& text, int key, const QString& hint,
                          void (ConcordanceTable::*what)()) {
    QAction* action = addMenuAction(Menu::Edit, id, text, {QKeySequence(key)}, hint);
    connect(action, &QAction::triggered, table_, what);
    onHits_.push_back(action);
  };
  add("search.tick-all", tr("Tick &all hits"), Qt::Key_A, tr("tick all"),
      &ConcordanceTable::tickAll);
  add("search.tick-none", tr("Tick &none"), Qt::Key_N, {}, &ConcordanceTable::tickNone);
  add("search.invert-ticks", tr("&Invert the ticks"), Qt::Key_I, {},
      &ConcordanceTable::invertTicks);
}

void SearchPanel::connectParts() {
  connect(box_, &SearchBox::queryTyped, source_, &ConcordanceSource::search);
  connect(box_, &SearchBox::left, this, [this] {
    view_->setFocus();
    if (view_->selectedRows().empty()) view_->showRow(view_->currentRow().value_or(0));
  });
  connect(source_, &ConcordanceSource::changed, this, &SearchPanel::showState);
  connect(source_, &ConcordanceSource::shown, this, [this] {
    view_->scrollToTop();
    if (view_->hasFocus()) view_->showRow(0);
    leaveTagging();
  });
  connect(order_, &SearchOrder::changed, this, [this] { source_->setOrder(order_->keys()); });
  connect(view_, &SearchTable::headerClicked, order_, &SearchOrder::chooseColumn);
  connect(view_, &SearchTable::rowEntered, this, &SearchPanel::openPassage);
  connect(table_, &ConcordanceTable::ticksChanged, this, &SearchPanel::showTicks);
  connect(prompt_, &LinePrompt::given, this, [this](const QString& answer) {
    if (answered_) answered_(answer);
  });
  connect(prompt_, &LinePrompt::closed, view_, [this] { view_->setFocus(); });
  shareFavourites(*finder_, session_);
  connect(finder_, &CodeFinder::closed, view_, [this] { view_->setFocus(); });
  connect(finder_, &CodeFinder::chosen, this, [this](const CodeId& code) {
    code_ = code;
    const Code* chosen = session_.code(code);
    if (chosen == nullptr) return;
    tagBar_->open(toQString(chosen->label.empty() ? chosen->name : chosen->label));
    planTagging();
  });
  connect(tagBar_, &SearchTagBar::stretchChanged, this, &SearchPanel::planTagging);
  connect(tagBar_, &SearchTagBar::accepted, this, &SearchPanel::tag);
  connect(tagBar_, &SearchTagBar::left, this, &SearchPanel::leaveTagging);
  connect(sets_, &SearchSets::openWanted, this, [this](const ResultSet& set) {
    if (set.damaged) {
      session_.say(tr("The passages of “%1” are damaged and cannot be read: delete the set and "
                      "search again")
                       .arg(onOneLine(toQString(set.name))));
      return;
    }
    box_->setQuery({});
    source_->showSet(toQString(set.name), toQString(set.query), set.places);
    view_->setFocus();
  });
  connect(sets_, &SearchSets::renameWanted, this, &SearchPanel::rename);
  connect(sets_, &SearchSets::removeWanted, this, &SearchPanel::remove);
  connect(sets_, &SearchSets::togetherWanted, this, &SearchPanel::showTogether);
  connect(&session_, &Session::projectChanged, this, &SearchPanel::projectChanged);
  connect(&session_, &Session::filterChanged, source_, &ConcordanceSource::again);
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    if (parts & Part::ResultSets) showSets();
    if (parts & (Part::Documents | Part::Cases)) table_->forgetLines();
  });
}

void SearchPanel::projectChanged() {
  planning_.reset();
  exporting_.reset();
  box_->setQuery({});
  source_->clear();
  showSets();
  std::vector<AttributeColumn> columns;
  for (const QString& kept : session_.remembered(QStringLiteral("searchColumns")).toStringList()) {
    const QString title = kept.section(QLatin1Char('\t'), 1);
    columns.push_back({toUtf8(kept.section(QLatin1Char('\t'), 0, 0)), title});
  }
  order_->setAttributes(columns);
  order_->setKeys({});
  source_->setOrder({});
  table_->setAttributes(std::move(columns));
}

void SearchPanel::showSets() {
  std::vector<ResultSet> sets;
  if (session_.isOpen())
    session_.read([&sets](const Storage& storage) { sets = storage.resultSets(); });
  sets_->setSets(std::move(sets), session_.isReadOnly());
}

void SearchPanel::showState() {
  box_->showFault(source_->fault());
  const QString status = statusInWords(*source_, *table_, session_);
  status_->setText(status);
  status_->setVisible(!status.isEmpty());
  view_->setPlaceholder(emptyInWords(*source_));
  showTicks();
}

void SearchPanel::showTicks() {
  const bool some = table_->rowCount() > 0;
  for (QAction* action : onHits_) setPossible(action, some);
  for (QAction* action : onWriting_) setPossible(action, some && !session_.isReadOnly());
  ticked_->setText(!some ? QString()
                   : table_->ticked() == 0
                       ? tr("None is ticked: Space ticks a hit, %1 all of them")
                             .arg(keyOf("search.tick-all", Qt::Key_A))
                       : counted(table_->ticked(), tr("1 ticked"), tr("%1 ticked")));
  if (tagBar_->isVisible()) planTagging();
}

void SearchPanel::openPassage(int row) {
  const FoundPlace place = table_->placeAt(row);
  session_.openAt(place.document, place.text, place.span);
}

}  // namespace retold
