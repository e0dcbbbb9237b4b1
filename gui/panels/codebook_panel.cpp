#include "gui/panels/codebook_panel.h"

#include <QHeaderView>
#include <QMenu>
#include <QScrollArea>
#include <QShowEvent>
#include <QSplitter>
#include <algorithm>

#include "gui/keys.h"
#include "gui/line_parts.h"
#include "gui/strings.h"
#include "queries/codebook/group_use.h"

namespace retold {

namespace {

constexpr int kEdge = 10;
constexpr int kTreeWidth = 74;  ///< letters, as long as nobody chose another one
constexpr int kDetailsWidth = 94;

/// Every row below `parent`, parents first.
void eachRow(const QAbstractItemModel& model, const QModelIndex& parent,
             const std::function<void(const QModelIndex&)>& visit) {
  for (int row = 0; row < model.rowCount(parent); ++row) {
    const QModelIndex index = model.index(row, 0, parent);
    visit(index);
    eachRow(model, index, visit);
  }
}

}  // namespace

CodebookPanel::CodebookPanel(Session& session, QWidget* parent)
    : Panel(tr("Codebook"), parent),
      session_(session),
      model_(new CodeTreeModel(this)),
      search_(new CodeSearch(model_, this)),
      typed_(new QLineEdit),
      retired_(new QCheckBox(tr("Show retired codes"))),
      tree_(new QTreeView),
      base_(new QuietLabel),
      heading_(new QLabel),
      place_(new QuietLabel),
      detail_(new QStackedWidget),
      nothing_(new QuietLabel),
      editor_(new CodeEditor),
      use_(new CodeUseView(session)),
      prompt_(new LinePrompt(this)) {
  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(makeTree());
  both->addWidget(makeDetails());
  both->setStretchFactor(1, 1);
  const int letter = fontMetrics().averageCharWidth();
  both->setSizes({kTreeWidth * letter, kDetailsWidth * letter});
  column()->addWidget(both, 1);
  setFocusProxy(tree_);
  addActions();
  connect(model_, &CodeTreeModel::moveWanted, this, &CodebookPanel::move, Qt::QueuedConnection);
  connect(editor_, &CodeEditor::wanted, this, &CodebookPanel::store);
  connect(editor_, &CodeEditor::left, tree_, qOverload<>(&QWidget::setFocus));
  connect(prompt_, &LinePrompt::given, this, &CodebookPanel::add);
  connect(prompt_, &LinePrompt::closed, tree_, qOverload<>(&QWidget::setFocus));
  const auto refresh = [this] {
    stale_ = true;
    if (isVisible()) reread();
  };
  connect(&session_, &Session::changed, this, [refresh](Parts parts) {
    if (parts & (Part::Codebook | Part::Codings | Part::Documents)) refresh();
  });
  connect(&session_, &Session::filterChanged, this, refresh);
  connect(&session_, &Session::projectChanged, this, [this, refresh] {
    shown_.reset();
    editor_->show({}, false);
    refresh();
  });
  connect(&session_, &Session::closing, this, [this] { editor_->save(); });
  connect(&session_, &Session::codeWanted, this, &CodebookPanel::showCode);
  for (const QAction* named : {new_, move_, newBelow_}) {
    followKey(*named, this, [this] { showCurrent(); });
  }
}

QWidget* CodebookPanel::makeTree() {
  typed_->setAccessibleName(tr("Find codes"));
  typed_->setPlaceholderText(tr("Find codes by label, name or definition"));
  typed_->setClearButtonEnabled(true);
  tree_->setModel(search_);
  tree_->setAccessibleName(tr("Codes"));
  tree_->setUniformRowHeights(true);
  tree_->setIndentation(16);
  tree_->setTextElideMode(Qt::ElideRight);
  tree_->setDragDropMode(QAbstractItemView::DragDrop);
  tree_->setDefaultDropAction(Qt::MoveAction);
  tree_->setContextMenuPolicy(Qt::ActionsContextMenu);
  tree_->header()->setStretchLastSection(false);
  tree_->header()->setSectionResizeMode(CodeTreeModel::Label, QHeaderView::Stretch);
  tree_->header()->setSectionResizeMode(CodeTreeModel::Codings, QHeaderView::ResizeToContents);
  tree_->header()->setSectionResizeMode(CodeTreeModel::Documents, QHeaderView::ResizeToContents);
  base_->setContentsMargins(0, 0, 0, 0);
  auto* side = new QWidget;
  auto* lines = new QVBoxLayout(side);
  lines->setContentsMargins(kEdge, 0, kEdge, kEdge);
  lines->addWidget(typed_);
  lines->addWidget(tree_, 1);
  lines->addWidget(retired_);
  lines->addWidget(base_);
  connect(typed_, &QLineEdit::textChanged, this, [this](const QString& typed) {
    search_->setWanted(typed);
    if (search_->isSearching()) tree_->expandAll();
    showBase();
  });
  connect(typed_, &QLineEdit::returnPressed, tree_, qOverload<>(&QWidget::setFocus));
  connect(retired_, &QCheckBox::toggled, this, [this](bool shown) {
    search_->setRetiredShown(shown);
    showBase();
  });
  connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &CodebookPanel::showCurrent);
  connect(tree_, &QTreeView::activated, this, [this] {
    if (current() != nullptr) editor_->focusLabel();
  });
  return side;
}

QWidget* CodebookPanel::makeDetails() {
  heading_->setTextFormat(Qt::PlainText);
  heading_->setWordWrap(true);
  QFont bold = heading_->font();
  bold.setBold(true);
  bold.setPointSizeF(bold.pointSizeF() * 1.15);
  heading_->setFont(bold);
  place_->setContentsMargins(0, 0, 0, 0);
  nothing_->setContentsMargins(0, 6, 0, 0);
  nothing_->setAlignment(Qt::AlignTop | Qt::AlignLeading);
  auto* scrolled = new QScrollArea;
  scrolled->setWidget(editor_);
  scrolled->setWidgetResizable(true);
  scrolled->setFrameShape(QFrame::NoFrame);
  scrolled->setFocusPolicy(Qt::NoFocus);
  auto* parts = new QSplitter(Qt::Vertical);
  parts->setChildrenCollapsible(false);
  parts->addWidget(scrolled);
  parts->addWidget(use_);
  parts->setSizes({420, 260});
  detail_->addWidget(nothing_);
  detail_->addWidget(parts);
  auto* side = new QWidget;
  auto* lines = new QVBoxLayout(side);
  lines->setContentsMargins(kEdge, 0, kEdge, 0);
  lines->addWidget(heading_);
  lines->addWidget(place_);
  lines->addWidget(detail_, 1);
  return side;
}

void CodebookPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (stale_) reread();
}

void CodebookPanel::reread() {
  stale_ = false;
  std::vector<CodeUse> uses;
  if (session_.isOpen() && !session_.passing()) {
    session_.read([&](const Storage& storage) { uses = storage.codeUses(); });
  }
  const bool first = model_->codebook().codes.empty();
  const QStringList expanded = expandedPaths();
  const QString path = currentPath();
  const std::optional<CodeId> wanted = wantedNext_ ? wantedNext_ : shown_;
  const bool isNew = wantedNext_.has_value();
  wantedNext_.reset();
  model_->setCodebook(session_.isOpen() ? session_.codebook() : Codebook{}, uses);
  countGroups();
  if (first) {
    tree_->expandToDepth(0);
  } else {
    expand(expanded);
  }
  QModelIndex index = wanted ? model_->indexOf(*wanted) : QModelIndex();
  if (!index.isValid()) index = model_->indexOf(toUtf8(path));
  // What was just made or moved is shown, also where it is not what was searched for.
  if (isNew && !search_->mapFromSource(index).isValid()) typed_->clear();
  choose(index);
  use_->show(shown_);
  showBase();
  showCurrent();
}

void CodebookPanel::countGroups() {
  counting_ = {};
  if (!session_.isOpen()) return;
  struct Counts {
    std::vector<CodeUse> uses;
    std::vector<std::uint64_t> groups;
  };
  const auto passing = session_.passing();
  model_->setScope(passing ? tr("Counted in the documents that the filter lets pass") : QString());
  counting_ = session_.start<Counts>(
      [codebook = model_->codebook(), tree = model_->tree(), passing](const Storage& storage,
                                                                      Progress&) {
        Counts counts;
        if (passing) counts.uses = codeUsesWithin(storage, *passing);
        counts.groups = documentsOfGroups(storage, codebook, tree, passing.get());
        return counts;
      },
      [this, passing](Counts counts) {
        if (passing) model_->setUses(counts.uses);
        model_->setGroupDocuments(std::move(counts.groups));
      });
}

void CodebookPanel::showCode(const CodeId& id) {
  const Code* code = session_.code(id);
  if (code == nullptr) {
    session_.say(tr("That code is no longer in the codebook"));
    return;
  }
  if (code->retired) retired_->setChecked(true);
  wantedNext_ = id;
  reread();
}

QStringList CodebookPanel::expandedPaths() const {
  QStringList paths;
  eachRow(*search_, {}, [&](const QModelIndex& index) {
    if (tree_->isExpanded(index)) paths << index.data(CodeTreeModel::kPathRole).toString();
  });
  return paths;
}

void CodebookPanel::expand(const QStringList& paths) {
  for (const QString& path : paths) {
    const QModelIndex index = search_->mapFromSource(model_->indexOf(toUtf8(path)));
    if (index.isValid()) tree_->expand(index);
  }
  if (search_->isSearching()) tree_->expandAll();
}

void CodebookPanel::choose(const QModelIndex& index) {
  const QModelIndex shown = search_->mapFromSource(index);
  if (!shown.isValid()) return;
  tree_->setCurrentIndex(shown);
  tree_->scrollTo(shown);
}

const Code* CodebookPanel::current() const {
  return model_->codeAt(search_->mapToSource(tree_->currentIndex()));
}

QString CodebookPanel::currentPath() const {
  return tree_->currentIndex().data(CodeTreeModel::kPathRole).toString();
}

void CodebookPanel::showBase() {
  const std::vector<Code>& codes = model_->codebook().codes;
  std::uint64_t shown = 0;
  eachRow(*search_, {}, [&](const QModelIndex& index) {
    if (model_->codeAt(search_->mapToSource(index)) != nullptr) ++shown;
  });
  const auto retired = static_cast<std::uint64_t>(std::ranges::count_if(codes, &Code::retired));
  QString line =
      shown == codes.size()
          ? counted(codes.size(), tr("1 code"), tr("%1 codes"))
          : tr("%1 of %2 shown")
                .arg(grouped(shown), counted(codes.size(), tr("1 code"), tr("%1 codes")));
  if (retired > 0) line = tr("%1, %2 retired").arg(line, grouped(retired));
  if (const auto passing = session_.passing()) {
    line +=
        kBetweenParts + counted(passing->size(),
                                tr("passages counted in the 1 document that passes the filter"),
                                tr("passages counted in the %1 documents that pass the filter"));
  }
  base_->setText(line);
}

void CodebookPanel::showCurrent() {
  const Code* code = current();
  const std::optional<CodeId> id = code == nullptr ? std::nullopt : std::optional(code->id);
  if (id != shown_ && editor_->isEdited()) editor_->save();
  code = current();
  const QString path = currentPath();
  heading_->setVisible(code != nullptr || !path.isEmpty());
  place_->setVisible(heading_->isVisibleTo(heading_->parentWidget()));
  place_->setText(path);
  detail_->setCurrentIndex(code == nullptr ? 0 : 1);
  if (code != nullptr) {
    heading_->setText(code->retired ? tr("%1 (retired)").arg(toQString(code->label))
                                    : toQString(code->label));
    editor_->show(*code, !session_.isReadOnly());
    if (shown_ != code->id) {
      shown_ = code->id;
      use_->show(shown_);
    }
  } else {
    shown_.reset();
    use_->show(std::nullopt);
    heading_->setText(tree_->currentIndex().data().toString());
    nothing_->setText(
        !session_.isOpen() ? tr("No project is open.")
        : path.isEmpty()
            ? tr("Choose a code to see and change what it means. %1 makes a new one; a built-in "
                 "codebook or a table of codes can be added from the menu Edit.")
                  .arg(keyOf(*new_))
            : tr("This is a group: it is there because codes are named under it. %1 moves it with "
                 "all its codes, %2 makes a code in it.")
                  .arg(keyOf(*move_), keyOf(*newBelow_)));
  }
  showPossible();
}

}  // namespace retold
