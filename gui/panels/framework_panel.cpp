#include "gui/panels/framework_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QSplitter>
#include <sstream>

#include "gui/keys.h"
#include "gui/line_parts.h"
#include "gui/strings.h"
#include "gui/views/code_columns.h"
#include "gui/views/mirrored_margins.h"
#include "gui/views/save_file.h"

namespace retold {

namespace {

constexpr int kEdge = 10;
constexpr int kColumnWidth = 220;
constexpr int kRowLines = 3;
constexpr int kWidestCase = 180;
const QString kCodes = QStringLiteral("framework/codes");
const QString kEveryCase = QStringLiteral("framework/every-case");

}  // namespace

FrameworkPanel::FrameworkPanel(Session& session, QWidget* parent)
    : Panel({}, parent),
      session_(session),
      model_(new FrameworkTable(this)),
      table_(new QTableView),
      empty_(new QLabel),
      base_(new QuietLabel),
      everyCase_(new QCheckBox(tr("Also cases with nothing on these codes"))),
      codes_(new QPushButton),
      editor_(new FrameworkCellEditor(session)) {
  setAccessibleName(tr("Framework"));
  layOut();
  addActions();
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this](const QModelIndex& now, const QModelIndex& before) {
            if (reverting_) return;
            if (editor_->keep()) {
              openCell(now);
              return;
            }
            const QScopedValueRollback<bool> back(reverting_, true);
            table_->setCurrentIndex(before);
          });
  connect(table_, &QTableView::activated, this,
          [this] { editor_->setFocus(Qt::OtherFocusReason); });
  connect(editor_, &FrameworkCellEditor::left, table_, qOverload<>(&QWidget::setFocus));
  connect(editor_, &FrameworkCellEditor::stored, this,
          [this](CaseId person, CodeId code, const std::optional<Summary>& summary) {
            model_->setSummary(person, code, summary);
            showBase();
          });
  connect(everyCase_, &QCheckBox::toggled, this, [this](bool every) {
    session_.remember(kEveryCase, every);
    read();
  });
  connect(&session_, &Session::changed, this, [this](Parts parts) {
    const Parts ours =
        Part::Summaries | Part::Codings | Part::Codebook | Part::Cases | Part::Documents;
    if (parts == Parts(Part::Summaries)) return;  // the editor says what it stored
    if (parts & ours) read();
  });
  connect(&session_, &Session::filterChanged, this, &FrameworkPanel::read);
  connect(&session_, &Session::projectChanged, this, [this] {
    reading_.reset();
    exporting_.reset();
    receive({});
    const QSignalBlocker quiet(everyCase_);
    everyCase_->setChecked(session_.isOpen() && session_.remembered(kEveryCase).toBool());
    read();
  });
  receive({});
}

void FrameworkPanel::layOut() {
  table_->setModel(model_);
  table_->setAccessibleName(tr("Framework matrix: cases by codes"));
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setTabKeyNavigation(false);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setWordWrap(true);
  table_->setTextElideMode(Qt::ElideRight);
  table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table_->horizontalHeader()->setDefaultSectionSize(kColumnWidth);
  table_->horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  QHeaderView* cases = table_->verticalHeader();
  cases->setSectionResizeMode(QHeaderView::Fixed);
  cases->setDefaultSectionSize(kRowLines * fontMetrics().lineSpacing() + 8);
  cases->setMaximumWidth(kWidestCase);
  cases->setTextElideMode(Qt::ElideMiddle);
  cases->setDefaultAlignment(Qt::AlignLeading | Qt::AlignTop);
  empty_->setAlignment(Qt::AlignCenter);
  empty_->setWordWrap(true);
  base_->setContentsMargins(0, 0, 0, 0);

  auto* top = new QHBoxLayout;
  top->addWidget(codes_);
  top->addWidget(everyCase_);
  top->addStretch(1);
  auto* matrix = new QWidget;
  auto* left = new QVBoxLayout(matrix);
  setMirroredMargins(*left, kEdge, 0, 0, 0);
  left->addLayout(top);
  left->addWidget(base_);
  left->addWidget(empty_, 1);
  left->addWidget(table_, 1);
  auto* cell = new QWidget;
  auto* right = new QVBoxLayout(cell);
  right->setContentsMargins(kEdge, 0, kEdge, kEdge);
  right->addWidget(editor_, 1);
  auto* both = new QSplitter(Qt::Horizontal);
  both->setChildrenCollapsible(false);
  both->addWidget(matrix);
  both->addWidget(cell);
  both->setStretchFactor(0, 1);
  both->setSizes({760, 340});
  column()->addWidget(both, 1);
  setFocusProxy(table_);
}

void FrameworkPanel::addActions() {
  QAction* choose = addMenuAction(Menu::View, "notes.framework-codes",
                                  tr("&Codes of the framework…"), {Qt::Key_C}, tr("choose codes"));
  connect(choose, &QAction::triggered, this, &FrameworkPanel::chooseCodes);
  followKey(*choose, codes_, [this, choose] { codes_->setText(withKey(tr("Codes…"), *choose)); });
  codes_->setAccessibleName(tr("Choose the codes that are the columns"));
  connect(codes_, &QPushButton::clicked, this, &FrameworkPanel::chooseCodes);
  QAction* next = addMenuAction(Menu::Go, "notes.next-cell", tr("&Next cell to sum up"),
                                {Qt::Key_N, Qt::Key_J}, tr("next to sum up"));
  connect(next, &QAction::triggered, this, [this] { step(true); });
  QAction* previous = addMenuAction(Menu::Go, "notes.previous-cell", tr("&Previous cell to sum up"),
                                    {Qt::Key_P, Qt::Key_K});
  connect(previous, &QAction::triggered, this, [this] { step(false); });
  export_ =
      addMenuAction(Menu::Project, "notes.export-framework", tr("E&xport the framework…"), {});
  connect(export_, &QAction::triggered, this, &FrameworkPanel::exportMatrix);
}

std::vector<CodeId> FrameworkPanel::columns() const {
  std::vector<CodeId> codes;
  for (const QString& id : session_.remembered(kCodes).toStringList()) {
    if (const auto code = parseUuid(toUtf8(id))) codes.emplace_back(*code);
  }
  return codes;
}

void FrameworkPanel::chooseCodes() {
  auto* dialog = new CodeColumns(session_.codebook(), columns(), this);
  connect(dialog, &CodeColumns::chosen, this, &FrameworkPanel::remember);
  dialog->open();
}

void FrameworkPanel::remember(const std::vector<CodeId>& codes) {
  QStringList ids;
  for (const CodeId& code : codes) ids << toQString(toText(code));
  session_.remember(kCodes, ids);
  read();
}

FrameworkQuestion FrameworkPanel::question() const {
  FrameworkQuestion question;
  question.codes = columns();
  question.coder = toUtf8(session_.coder());
  question.everyCase = everyCase_->isChecked();
  question.documents = session_.passing();
  return question;
}

void FrameworkPanel::read() {
  stale_ = true;
  if (!isVisible() || !session_.isOpen()) return;
  stale_ = false;
  asked_ = question();
  reading_ = session_.start<Framework>(
      [wanted = asked_](const Storage& storage, Progress& progress) {
        return readFramework(storage, wanted, progress);
      },
      [this](Framework framework) { receive(std::move(framework)); });
}

void FrameworkPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  if (stale_) read();
}

void FrameworkPanel::receive(Framework framework) {
  {
    const QScopedValueRollback<bool> quiet(reverting_, true);
    model_->setFramework(std::move(framework));
    if (editor_->isOpen()) {
      table_->setCurrentIndex(model_->indexOf(editor_->person(), editor_->code()));
    }
  }
  editor_->follow();
  const bool any = model_->columnCount() > 0 && model_->rowCount() > 0;
  table_->setVisible(any);
  empty_->setVisible(!any);
  empty_->setText(
      columns().empty()
          ? tr("A framework sets cases beside codes: each cell holds what the case says on the "
               "code, in your own words.\n\nPress C to choose the codes that are the columns.")
          : tr("No case has a passage with these codes, or a summary. Tag passages first, or "
               "tick “%1”.")
                .arg(everyCase_->text()));
  if (any && !editor_->isOpen()) table_->setCurrentIndex(model_->index(0, 0));
  setPossible(export_, any);
  showBase();
}

void FrameworkPanel::showBase() {
  const Framework& framework = model_->framework();
  QStringList base{
      tr("%1 of %2 shown")
          .arg(grouped(framework.rows.size()),
               counted(framework.cases, tr("1 case"), tr("%1 cases"))),
      counted(framework.summarised(), tr("1 cell summed up"), tr("%1 cells summed up")),
      counted(framework.waiting(), tr("1 with passages is not"), tr("%1 with passages are not"))};
  if (session_.passing()) base << tr("of the documents that the filter lets pass");
  base_->setText(framework.columns.empty() ? QString() : base.join(kBetweenParts));
}

void FrameworkPanel::openCell(const QModelIndex& index) {
  if (!index.isValid()) {
    editor_->clear();
    return;
  }
  const Framework& framework = model_->framework();
  const Framework::Row& row = framework.rows[static_cast<std::size_t>(index.row())];
  editor_->open(row.id, toQString(row.name),
                framework.columns[static_cast<std::size_t>(index.column())], asked_);
}

void FrameworkPanel::step(bool forward) {
  const Framework& framework = model_->framework();
  const auto columns = static_cast<std::size_t>(model_->columnCount());
  const std::size_t cells = columns * framework.rows.size();
  const QModelIndex current = table_->currentIndex();
  if (cells == 0) return;
  std::size_t at = current.isValid() ? static_cast<std::size_t>(current.row()) * columns +
                                           static_cast<std::size_t>(current.column())
                                     : cells - 1;
  for (std::size_t tried = 0; tried < cells; ++tried) {
    at = (at + (forward ? 1 : cells - 1)) % cells;
    const FrameworkCell* cell = framework.cell(at / columns, at % columns);
    if (cell == nullptr || !cell->waits()) continue;
    table_->setCurrentIndex(
        model_->index(static_cast<int>(at / columns), static_cast<int>(at % columns)));
    return;
  }
  session_.say(tr("Every cell with passages is summed up"));
}

void FrameworkPanel::exportMatrix() {
  if (!editor_->keep()) return;
  std::vector<SaveKind> kinds;
  for (const FrameworkFormat& format : frameworkFormats()) {
    kinds.push_back({QLatin1String(format.name.data(), static_cast<int>(format.name.size()))});
  }
  const auto place = askWhereToSave(this, tr("Export the framework"), tr("framework"), kinds);
  if (!place) return;
  exporting_ = session_.start<std::string>(
      [wanted = question(), kind = place->kind, name = toUtf8(session_.name())](
          const Storage& storage, Progress& progress) {
        std::ostringstream out;
        frameworkFormats()[kind].write(collectFramework(storage, wanted, name, progress), out);
        return out.str();
      },
      [this, place](const std::string& content) {
        saveFile(session_, place->path, content, tr("Framework written to %2"));
      });
}

}  // namespace retold
