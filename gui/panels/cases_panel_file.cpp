#include "gui/panels/cases_panel_file.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollArea>
#include <QSplitter>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/value_editor.h"

namespace retold {

namespace {

constexpr AttributeUnit kUnits[] = {AttributeUnit::Episode, AttributeUnit::Assistance,
                                    AttributeUnit::Document};
constexpr int kWidestColumn = 260;
constexpr int kNarrowestColumn = 80;

}  // namespace

void setUpTable(QTableView& table, const QString& name) {
  table.setAccessibleName(name);
  table.setWordWrap(false);
  table.setTextElideMode(Qt::ElideMiddle);
  table.setAlternatingRowColors(true);
  table.setTabKeyNavigation(false);  // Tab goes on to the next control
  table.setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                        QAbstractItemView::AnyKeyPressed);
  table.setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  table.verticalHeader()->hide();
  table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 12);
  table.horizontalHeader()->setHighlightSections(false);
  table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
  table.horizontalHeader()->setTextElideMode(Qt::ElideMiddle);
  table.horizontalHeader()->setMinimumSectionSize(kNarrowestColumn);
  table.horizontalHeader()->setMaximumSectionSize(4 * kWidestColumn);
}

CaseFileView::CaseFileView(Session& session, QWidget* parent)
    : QWidget(parent),
      session_(session),
      title_(new QLabel),
      summary_(new QuietLabel),
      line_(new TimeLineView),
      remarks_(new QuietLabel),
      tabs_(new QTabWidget) {
  title_->setTextFormat(Qt::PlainText);
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  title_->setContentsMargins(10, 6, 10, 0);
  tabs_->setDocumentMode(true);
  tabs_->setAccessibleName(tr("What belongs to the case"));
  tabs_->addTab(makeSheet(AttributeUnit::Episode, tr("Episodes of the case")), {});
  tabs_->addTab(makeSheet(AttributeUnit::Assistance, tr("Assistance of the case")), {});
  tabs_->addTab(makeSheet(AttributeUnit::Document, tr("Documents of the case")), {});
  auto* halves = new QSplitter(Qt::Horizontal);
  halves->setChildrenCollapsible(false);
  halves->addWidget(makeHistory());
  halves->addWidget(tabs_);
  halves->setStretchFactor(0, 2);
  halves->setStretchFactor(1, 3);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(2);
  column->addWidget(title_);
  column->addWidget(summary_);
  column->addWidget(halves, 1);
  connect(tabs_, &QTabWidget::currentChanged, this, &CaseFileView::choiceChanged);
  connect(line_, &TimeLineView::chosen, this, &CaseFileView::chooseBar);
  show(std::nullopt);
}

QWidget* CaseFileView::makeHistory() {
  auto* scroll = new QScrollArea;
  scroll->setWidget(line_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setFocusPolicy(Qt::NoFocus);
  remarks_->setObjectName(QStringLiteral("remarks"));
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 4);
  column->addWidget(scroll, 1);
  column->addWidget(remarks_);
  return box;
}

QWidget* CaseFileView::makeSheet(AttributeUnit unit, const QString& name) {
  Sheet sheet{new EpisodeTable(session_, unit, this), new QTableView, new QHBoxLayout};
  sheet.table->setModel(sheet.model);
  sheet.table->setObjectName(toQString(toText(unit)) + QStringLiteral("Table"));
  setUpTable(*sheet.table, name);
  auto* delegate = new ValueDelegate(sheet.table);
  sheet.table->setItemDelegate(delegate);
  connect(delegate, &ValueDelegate::refused, this, &CaseFileView::refused);
  connect(sheet.model, &EpisodeTable::refused, this, &CaseFileView::refused);
  connect(sheet.model, &EpisodeTable::changing, this, &CaseFileView::changing);
  connect(sheet.table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
          &CaseFileView::choiceChanged);
  if (unit == AttributeUnit::Document) {
    connect(sheet.table, &QTableView::activated, this, [this, sheet](const QModelIndex& index) {
      if (index.column() == 0) emit openWanted(sheet.model->documentAt(index.row()).id);
    });
  }
  sheet.buttons->setContentsMargins(6, 2, 6, 4);
  sheet.buttons->addStretch(1);
  auto* box = new QWidget;
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(sheet.table, 1);
  column->addLayout(sheet.buttons);
  sheets_.push_back(sheet);
  return box;
}

void CaseFileView::addButtons(AttributeUnit unit, const QList<QAction*>& actions) {
  QHBoxLayout* row = sheet(unit).buttons;
  for (QAction* action : actions) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    row->insertWidget(row->count() - 1, button);
  }
}

const CaseFileView::Sheet& CaseFileView::sheet(AttributeUnit unit) const {
  const auto at = std::find(std::begin(kUnits), std::end(kUnits), unit) - std::begin(kUnits);
  return sheets_[static_cast<std::size_t>(at)];
}

AttributeUnit CaseFileView::unit() const { return kUnits[std::max(0, tabs_->currentIndex())]; }

void CaseFileView::show(const std::optional<CaseId>& id) {
  const bool isSame = id && file_ && file_->person.id == *id;
  std::vector<QModelIndex> chosen;
  for (const Sheet& each : sheets_) chosen.push_back(each.table->currentIndex());
  file_.reset();
  std::vector<AttributeDefinition> definitions;
  if (id && session_.isOpen()) {
    session_.read([&](const Storage& storage) {
      if (const auto person = storage.person(*id)) file_ = caseFile(storage, *person);
      definitions = storage.attributeDefinitions();
    });
  }
  for (std::size_t i = 0; i < sheets_.size(); ++i) {
    const Sheet& each = sheets_[i];
    const int columns = each.model->columnCount();
    each.model->setFile(file(), definitions);
    if (each.model->columnCount() != columns) {
      each.table->resizeColumnsToContents();
      for (int column = 0; column < each.model->columnCount(); ++column) {
        each.table->setColumnWidth(column,
                                   std::min(each.table->columnWidth(column), kWidestColumn));
      }
    }
    const int row = isSame ? std::min(chosen[i].row(), each.model->rowCount() - 1) : 0;
    const int column = isSame ? std::max(0, chosen[i].column()) : 0;
    if (each.model->rowCount() > 0) {
      each.table->setCurrentIndex(each.model->index(std::max(0, row), column));
    }
  }
  const TimeLine line = file_ ? timeLine(*file_, definitions) : TimeLine{};
  remarks_->setText(file_ ? remarksOn(line, file_->gaps).join(QLatin1Char('\n')) : QString());
  remarks_->setVisible(!remarks_->text().isEmpty());
  if (!isSame) line_->setCurrent(-1);
  line_->setLine(line);
  showTitles();
  emit choiceChanged();
}

void CaseFileView::showTitles() {
  setEnabled(file_.has_value());
  if (!file_) {
    title_->setText(tr("No case is chosen"));
    summary_->setText(tr("Choose a case in the table to see its file."));
    for (int i = 0; i < tabs_->count(); ++i) {
      tabs_->setTabText(i, i == 0 ? tr("Episodes") : i == 1 ? tr("Assistance") : tr("Documents"));
    }
    return;
  }
  title_->setText(tr("Case %1").arg(onOneLine(toQString(file_->person.name))));
  summary_->setText(
      QStringList{counted(file_->documents.size(), tr("1 document"), tr("%1 documents")),
                  counted(file_->episodes.size(), tr("1 episode"), tr("%1 episodes")),
                  counted(file_->assistance.size(), tr("assisted once"), tr("assisted %1 times"))}
          .join(tr(" · ")));
  tabs_->setTabText(0, tr("Episodes (%1)").arg(grouped(file_->episodes.size())));
  tabs_->setTabText(1, tr("Assistance (%1)").arg(grouped(file_->assistance.size())));
  tabs_->setTabText(2, tr("Documents (%1)").arg(grouped(file_->documents.size())));
}

void CaseFileView::bring(AttributeUnit unit, std::uint32_t number) {
  const auto at = std::find(std::begin(kUnits), std::end(kUnits), unit) - std::begin(kUnits);
  tabs_->setCurrentIndex(static_cast<int>(at));
  const Sheet& shown = sheet(unit);
  if (const auto row = shown.model->rowOf(number); row && number > 0) {
    shown.table->setCurrentIndex(shown.model->index(*row, 0));
  }
  shown.table->setFocus();
}

std::optional<std::uint32_t> CaseFileView::number() const {
  const Sheet& shown = sheet(unit());
  const QModelIndex current = shown.table->currentIndex();
  if (!current.isValid() || unit() == AttributeUnit::Document) return std::nullopt;
  return shown.model->numberAt(current.row());
}

std::vector<Document> CaseFileView::documents() const {
  std::vector<Document> chosen;
  if (unit() != AttributeUnit::Document) return chosen;
  const Sheet& shown = sheet(AttributeUnit::Document);
  QList<int> rows;
  for (const QModelIndex& index : shown.table->selectionModel()->selectedIndexes()) {
    if (!rows.contains(index.row())) rows << index.row();
  }
  std::sort(rows.begin(), rows.end());
  for (const int row : rows) chosen.push_back(shown.model->documentAt(row));
  return chosen;
}

void CaseFileView::chooseBar(int index) {
  const TimeLine::Bar& bar = line_->line().bars[static_cast<std::size_t>(index)];
  if (bar.unit == AttributeUnit::Episode || bar.unit == AttributeUnit::Assistance) {
    bring(bar.unit, bar.number);
    return;
  }
  if (bar.unit != AttributeUnit::Document) return;
  for (const CaseFile::Paper& paper : file_->documents) {
    if (bar.name.starts_with(paper.document.name + ": ")) emit openWanted(paper.document.id);
  }
}

}  // namespace retold
