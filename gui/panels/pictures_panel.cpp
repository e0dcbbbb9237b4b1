#include "gui/panels/pictures_panel.h"

#include <QBuffer>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMimeData>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>

#include "gui/charts.h"
#include "gui/keys.h"
#include "gui/models/attribute_cells.h"
#include "gui/strings.h"
#include "gui/views/filter_bar.h"
#include "gui/views/save_file.h"
#include "queries/screen/runs.h"

namespace retold {

namespace {

constexpr std::size_t kMostTogether = 20;  // codes that a matrix has room for
constexpr qreal kScale = 2;                // of pictures that leave the program

/// The codes that are used most, in the order of the codebook.
std::vector<CodeId> mostUsed(const CodeFrequencies& counts, std::size_t most) {
  std::vector<CodeFrequency> codes = counts.codes;
  std::stable_sort(codes.begin(), codes.end(),
                   [](const auto& a, const auto& b) { return a.codings > b.codings; });
  std::vector<CodeId> ids;
  for (const CodeFrequency& code : codes) {
    if (ids.size() < most) ids.push_back(code.code);
  }
  return ids;
}

}  // namespace

PicturesPanel::PicturesPanel(Session& session, QWidget* parent)
    : Panel(tr("Pictures"), parent),
      session_(session),
      pictures_(new QComboBox),
      units_(new QComboBox),
      attributes_(new QComboBox),
      pointed_(new QuietLabel),
      nothing_(new QLabel),
      chart_(new ChartView),
      scrolled_(new QScrollArea),
      table_(new QTableView),
      model_(new ChartTable(this)) {
  layOut();
  addActions();
  for (QComboBox* box : {pictures_, units_, attributes_}) {
    connect(box, &QComboBox::activated, this, [this] {
      // Numbers of another question never stand below this one.
      showChart({});
      nothing_->setText(session_.isOpen() ? tr("Counting…") : QString());
      stale_ = true;
      ask();
    });
  }
  connect(chart_, &ChartView::cellPointed, pointed_, &QLabel::setText);
  connect(chart_, &ChartView::cellEntered, this, &PicturesPanel::openCell);
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& index) {
    openCell(index.row(), std::max(0, index.column() - 1));
  });
  const auto again = [this] {
    stale_ = true;
    ask();
  };
  connect(&session_, &Session::projectChanged, this, [this, again] {
    offerAttributes();
    again();
  });
  connect(&session_, &Session::changed, this, [this, again](Parts parts) {
    if (parts & Part::Cases) offerAttributes();
    again();
  });
  connect(&session_, &Session::filterChanged, this, again);
  connect(&session_, &Session::textHidingChanged, this, [this, again] {
    if (picture() == Picture::Attribute || !session_.filter().empty()) again();
  });
  connect(&session_, &Session::documentChanged, this, [this, again] {
    if (picture() == Picture::Along) again();
  });
  connect(&session_, &Session::screeningChanged, this, [this, again] {
    if (picture() == Picture::Languages) again();
  });
  offerAttributes();
  showChart({});
}

void PicturesPanel::layOut() {
  pictures_->setAccessibleName(tr("What the picture shows"));
  pictures_->addItem(tr("How often each code is used"));
  pictures_->addItem(tr("Codes by an attribute of cases"));
  pictures_->addItem(tr("Codes that occur together"));
  pictures_->addItem(tr("Codes along the open document"));
  pictures_->addItem(tr("Hits of lexicons by language"));
  units_->setAccessibleName(tr("What is counted"));
  units_->addItems({tr("codings"), tr("documents"), tr("cases")});
  attributes_->setAccessibleName(tr("Attribute"));
  attributes_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  auto* copy = new QPushButton(tr("Copy"));
  auto* save = new QPushButton(tr("Save…"));
  connect(copy, &QPushButton::clicked, this, &PicturesPanel::copy);
  connect(save, &QPushButton::clicked, this, &PicturesPanel::save);
  auto* top = new QHBoxLayout;
  top->setContentsMargins(10, 4, 10, 4);
  top->addWidget(pictures_);
  top->addWidget(units_);
  top->addWidget(attributes_);
  top->addStretch(1);
  top->addWidget(copy);
  top->addWidget(save);

  chart_->setObjectName(QStringLiteral("chart"));
  scrolled_->setWidget(chart_);
  scrolled_->setWidgetResizable(true);
  scrolled_->setFrameShape(QFrame::NoFrame);
  scrolled_->setFocusPolicy(Qt::NoFocus);
  table_->setObjectName(QStringLiteral("chartTable"));
  table_->setAccessibleName(tr("The numbers of the picture"));
  table_->setModel(model_);
  table_->setFrameShape(QFrame::NoFrame);
  table_->setAlternatingRowColors(true);
  table_->verticalHeader()->hide();
  table_->setTextElideMode(Qt::ElideMiddle);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  auto* parts = new QSplitter(Qt::Horizontal);
  parts->setChildrenCollapsible(false);
  parts->addWidget(scrolled_);
  parts->addWidget(table_);
  parts->setStretchFactor(0, 3);
  parts->setStretchFactor(1, 2);
  connect(parts, &QSplitter::splitterMoved, this, [this] {
    isPlaced_ = true;
    fitColumns();
  });
  nothing_->setWordWrap(true);
  nothing_->setAlignment(Qt::AlignCenter);
  column()->addLayout(top);
  column()->addWidget(pointed_);
  column()->addWidget(nothing_, 1);
  column()->addWidget(parts, 1);
  setFocusProxy(pictures_);
}

void PicturesPanel::addActions() {
  copyAction_ = addMenuAction(Menu::Edit, "pictures.copy", tr("&Copy picture and numbers"),
                              {QKeySequence::Copy}, tr("copy"));
  connect(copyAction_, &QAction::triggered, this, &PicturesPanel::copy);
  saveAction_ = addMenuAction(Menu::Project, "pictures.save", tr("&Save this picture…"),
                              {QKeySequence::Save}, tr("save"));
  connect(saveAction_, &QAction::triggered, this, &PicturesPanel::save);
}

void PicturesPanel::offerAttributes() {
  const QString before = attributes_->currentText();
  const QSignalBlocker quiet(attributes_);
  attributes_->clear();
  if (!session_.isOpen()) return;
  session_.read([this](const Storage& storage) {
    for (const AttributeDefinition& definition : storage.attributeDefinitions()) {
      if (definition.unit == AttributeUnit::Case) attributes_->addItem(toQString(definition.name));
    }
  });
  attributes_->setCurrentIndex(std::max(0, attributes_->findText(before)));
}

void PicturesPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  ask();
}

void PicturesPanel::ask() {
  units_->setVisible(picture() == Picture::Frequency);
  attributes_->setVisible(picture() == Picture::Attribute && attributes_->count() > 0);
  if (!isVisible() || !stale_) return;
  stale_ = false;
  counting_.reset();
  if (!session_.isOpen()) {
    showChart({});
    return;
  }
  switch (picture()) {
    case Picture::Frequency:
      askFrequency();
      break;
    case Picture::Attribute:
      askAttribute();
      break;
    case Picture::Together:
      askTogether();
      break;
    case Picture::Languages:
      askLanguages();
      break;
    case Picture::Along:
      showChart(session_.document() ? alongChart(*session_.document(), session_.codings(),
                                                 session_.codebook(), themeOf(palette()))
                                    : Chart());
      break;
  }
}

std::function<bool(const std::string&)> PicturesPanel::hiddenValuesOf(const QString& attribute) {
  if (!session_.hidesText()) return {};
  std::vector<AttributeDefinition> definitions;
  session_.read([&](const Storage& storage) { definitions = storage.attributeDefinitions(); });
  return [definitions, name = toUtf8(attribute)](const std::string& text) {
    const AttributeValue value{ValueState::Given, text};
    return isFreeText(&value, definitionOf(definitions, AttributeUnit::Case, name));
  };
}

QString PicturesPanel::restriction() const {
  if (session_.filter().empty()) return {};
  QStringList conditions;
  for (const FilterCondition& condition : session_.filter().conditions) {
    conditions << conditionInWords(condition, session_);
  }
  return tr("Filter: %1").arg(conditions.join(QStringLiteral("; ")));
}

void PicturesPanel::askFrequency() {
  const auto within = session_.passing();
  counting_ = session_.start<CodeFrequencies>(
      [within](const Storage& storage, Progress& progress) {
        return codeFrequencies(storage, {within.get(), std::nullopt}, progress);
      },
      [this](const CodeFrequencies& counts) {
        showChart(frequencyChart(counts, static_cast<CodeUnit>(units_->currentIndex()),
                                 session_.codebook(), themeOf(palette()), restriction()));
      });
}

void PicturesPanel::askAttribute() {
  const QString attribute = attributes_->currentText();
  if (attribute.isEmpty()) {
    showChart({});
    return;
  }
  const auto within = session_.passing();
  counting_ = session_.start<CountTable>(
      [within, name = toUtf8(attribute)](const Storage& storage, Progress& progress) {
        return codesByAttribute(storage, name, {within.get(), std::nullopt}, progress);
      },
      [this, attribute](const CountTable& counts) {
        showChart(attributeChart(counts, attribute, hiddenValuesOf(attribute), session_.codebook(),
                                 themeOf(palette()), restriction()));
      });
}

void PicturesPanel::askTogether() {
  const auto within = session_.passing();
  counting_ = session_.start<CountTable>(
      [within](const Storage& storage, Progress& progress) {
        const CountScope scope{within.get(), std::nullopt};
        const std::vector<CodeId> codes =
            mostUsed(codeFrequencies(storage, scope, progress), kMostTogether);
        return coOccurrences(storage, codes, scope, progress);
      },
      [this](const CountTable& counts) {
        QString limits = restriction();
        if (counts.rows.size() == kMostTogether) {
          if (!limits.isEmpty()) limits += QLatin1Char('\n');
          limits += tr("The %1 codes that are used most.").arg(kMostTogether);
        }
        showChart(togetherChart(counts, session_.codebook(), themeOf(palette()), limits));
      });
}

void PicturesPanel::askLanguages() {
  const auto number = session_.keptAs();
  if (!number) {
    showChart({});
    return;
  }
  const auto within = session_.passing();
  struct Hits {
    std::vector<LanguageHits> languages;
    std::uint64_t documents = 0;
  };
  counting_ = session_.start<Hits>(
      [within, number](const Storage& storage, Progress&) {
        const ScreeningRun run = requireRun(storage, *number);
        return Hits{hitsByLanguage(run, within.get()), run.documents};
      },
      [this, number](const Hits& hits) {
        showChart(languagesChart(hits.languages, *number, hits.documents, restriction()));
      });
}

void PicturesPanel::showChart(Chart chart) {
  const bool any = !chart.empty();
  rowCodes_.clear();
  if (picture() != Picture::Languages) {
    for (const Chart::Line& row : chart.rows) rowCodes_.push_back(row.name);
  }
  model_->setChart(chart);
  chart_->setChart(std::move(chart));
  table_->horizontalHeader()->setStretchLastSection(picture() == Picture::Along);
  nothing_->setVisible(!any);
  scrolled_->parentWidget()->setVisible(any);
  fitTable();
  pointed_->setText({});
  setPossible(copyAction_, any);
  setPossible(saveAction_, any);
  if (any) return;
  switch (picture()) {
    case Picture::Languages:
      nothing_->setText(
          tr("No screening is kept yet. Screen on the page Read (%1).").arg(screenKey()));
      break;
    case Picture::Attribute:
      nothing_->setText(
          tr("No attribute of cases is defined, or nothing is tagged in a case. The "
             "page Cases has the attributes."));
      break;
    default:
      nothing_->setText(tr("Nothing is tagged yet. Tagged passages are counted here."));
  }
}

void PicturesPanel::fitTable() {
  auto* parts = static_cast<QSplitter*>(scrolled_->parentWidget());
  fitColumns();
  if (isPlaced_ || parts->width() == 0) return;
  int wanted = labelWidth_ + table_->verticalScrollBar()->sizeHint().width();
  for (int column = 1; column < model_->columnCount(); ++column) {
    wanted += table_->columnWidth(column);
  }
  const int table = std::clamp(wanted, parts->width() / 4, parts->width() * 2 / 5);
  parts->setSizes({parts->width() - table, table});
  fitColumns();
}

void PicturesPanel::fitColumns() {
  table_->resizeColumnsToContents();
  labelWidth_ = table_->columnWidth(0);
  int others = 0;
  for (int column = 1; column < model_->columnCount(); ++column) {
    others += table_->columnWidth(column);
  }
  if (picture() == Picture::Along) others = std::min(others, table_->viewport()->width() / 2);
  const int all = table_->viewport()->width();
  const int room = std::max(all / 2, all - others);
  table_->setColumnWidth(0, std::min(labelWidth_, room));
}

void PicturesPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  fitTable();
}

void PicturesPanel::openCell(int row, int column) {
  if (rowCodes_.empty()) return;
  const auto named = [](const QString& name) {
    return name.contains(QLatin1Char(' ')) ? QStringLiteral("\"%1\"").arg(name) : name;
  };
  const QString code = named(rowCodes_[static_cast<std::size_t>(row)]);
  if (picture() == Picture::Together && column != row) {
    session_.askExcerpts(QStringLiteral("%1 OVERLAPS %2")
                             .arg(code, named(rowCodes_[static_cast<std::size_t>(column)])));
  } else {
    session_.askExcerpts(code);
  }
}

void PicturesPanel::copy() {
  if (chart_->chart().empty()) return;
  auto* copied = new QMimeData;
  copied->setImageData(chart_->image(kScale));
  copied->setText(model_->asText());
  copied->setData(QStringLiteral("image/svg+xml"), chart_->svg());
  QGuiApplication::clipboard()->setMimeData(copied);
  session_.say(tr("The picture and its numbers are copied"));
}

void PicturesPanel::save() {
  if (chart_->chart().empty()) return;
  const auto place = askWhereToSave(this, tr("Save this picture"), chart_->chart().title,
                                    {{QStringLiteral("svg")}, {QStringLiteral("png")}});
  if (!place) return;
  QByteArray bytes;
  if (place->kind == 0) {
    bytes = chart_->svg();
  } else {
    QBuffer buffer(&bytes);
    chart_->image(kScale).save(&buffer, "PNG");
  }
  saveFile(session_, place->path, bytes.toStdString(), tr("The picture is saved as %2"));
}

}  // namespace retold
