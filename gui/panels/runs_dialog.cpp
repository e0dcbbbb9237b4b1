#include "gui/panels/runs_dialog.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLocale>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/keys.h"
#include "gui/panel.h"
#include "gui/strings.h"

namespace retold {

namespace {

constexpr int kDocument = Qt::UserRole;   ///< of a line: its document
constexpr std::size_t kMostShown = 2000;  ///< of each kind of difference

QString number(double value) {
  return QLocale().toString(value, 'g', QLocale::FloatingPointShortest);
}

QString timeInWords(Timestamp time) {
  return QLocale().toString(QDateTime::fromMSecsSinceEpoch(time.milliseconds),
                            QLocale::ShortFormat);
}

QTreeWidgetItem* section(QTreeWidget* list, const QString& title) {
  auto* item = new QTreeWidgetItem(list, {title});
  item->setFirstColumnSpanned(true);
  item->setExpanded(true);
  return item;
}

QTreeWidgetItem* line(QTreeWidgetItem* section, const QStringList& texts, DocumentId document) {
  auto* item = new QTreeWidgetItem(section, texts);
  item->setData(0, kDocument, toQString(toText(document)));
  for (int column = 0; column < texts.size(); ++column) item->setToolTip(column, texts[column]);
  return item;
}

template <class Difference>
std::size_t gainedOf(const std::vector<Difference>& all) {
  return static_cast<std::size_t>(
      std::count_if(all.begin(), all.end(), [](const Difference& each) { return each.gained; }));
}

QString changeInWords(bool gained) {
  return gained ? RunsDialog::tr("+ gained") : RunsDialog::tr("− lost");
}

void addMore(QTreeWidgetItem* section, std::size_t count) {
  if (count <= kMostShown) return;
  new QTreeWidgetItem(section,
                      {RunsDialog::tr("and %1 more: \"retold runs PROJECT compare\" lists all")
                           .arg(grouped(count - kMostShown))});
}

}  // namespace

RunsDialog::RunsDialog(Session& session, QWidget* parent)
    : QDialog(parent),
      session_(session),
      runs_(new QTreeWidget),
      show_(new QPushButton(tr("&Show as it was"))),
      compare_(new QPushButton(tr("&Compare two"))),
      says_(new QuietLabel),
      differences_(new QTreeWidget) {
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Runs"));
  resize(860, 620);
  runs_->setAccessibleName(tr("Screenings that were kept"));
  runs_->setRootIsDecorated(false);
  runs_->setUniformRowHeights(true);
  runs_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  runs_->setHeaderLabels({tr("run"), tr("when"), tr("who"), tr("documents"), tr("candidates"),
                          tr("matches"), tr("cut-off"), tr("matching"), tr("languages")});
  differences_->setAccessibleName(tr("What differs"));
  differences_->setUniformRowHeights(true);
  differences_->setHeaderLabels({tr("change"), tr("document"), tr("before"), tr("after")});
  differences_->setTextElideMode(Qt::ElideMiddle);
  differences_->hide();
  auto* row = new QHBoxLayout;
  row->addWidget(show_);
  row->addWidget(compare_);
  row->addWidget(says_, 1);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  auto* column = new QVBoxLayout(this);
  column->addWidget(runs_, 1);
  column->addLayout(row);
  column->addWidget(differences_, 2);
  column->addWidget(buttons);
  for (QPushButton* button : {show_, compare_}) button->setAutoDefault(false);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&session_, &Session::closing, this, &QDialog::reject);
  connect(&session_, &Session::textHidingChanged, this, [this] {
    if (!differences_->isVisible()) return;
    differences_->clear();
    differences_->hide();
    compare();
  });
  connect(runs_, &QTreeWidget::itemSelectionChanged, this, &RunsDialog::showChosen);
  connect(runs_, &QTreeWidget::itemActivated, this, &RunsDialog::showAgain);
  connect(show_, &QPushButton::clicked, this, &RunsDialog::showAgain);
  connect(compare_, &QPushButton::clicked, this, &RunsDialog::compare);
  connect(differences_, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
    const auto id = parseUuid(toUtf8(item->data(0, kDocument).toString()));
    if (id) session_.show(DocumentId(*id));
  });
  fill();
}

void RunsDialog::fill() {
  std::vector<ScreeningRun> runs;
  session_.read([&](const Storage& storage) { runs = storage.runs(); });
  for (auto run = runs.rbegin(); run != runs.rend(); ++run) {
    QStringList languages;
    for (const std::string& language : run->languages) languages << toQString(language);
    auto* item = new QTreeWidgetItem(
        runs_, {grouped(run->number), timeInWords(run->time), toQString(run->coder),
                grouped(run->documents), grouped(run->candidates), grouped(run->matches),
                number(run->cutOff), toQString(run->matching),
                languages.isEmpty() ? tr("all") : languages.join(QStringLiteral(", "))});
    item->setData(0, kDocument, static_cast<qulonglong>(run->number));
  }
  if (runs_->topLevelItemCount() > 0) runs_->setCurrentItem(runs_->topLevelItem(0));
  runs_->header()->resizeSections(QHeaderView::ResizeToContents);
  showChosen();
}

std::vector<std::uint64_t> RunsDialog::chosen() const {
  std::vector<std::uint64_t> numbers;
  for (const QTreeWidgetItem* item : runs_->selectedItems()) {
    numbers.push_back(item->data(0, kDocument).toULongLong());
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

void RunsDialog::showChosen() {
  const std::size_t count = chosen().size();
  show_->setEnabled(count == 1);
  compare_->setEnabled(count == 2);
  says_->setText(runs_->topLevelItemCount() == 0
                     ? tr("No screening was kept yet: %1 screens and keeps one.").arg(screenKey())
                 : count == 2
                     ? QString()
                     : tr("Choose two runs (Ctrl+click, or Shift and the arrows) to compare "
                          "them."));
}

void RunsDialog::showAgain() {
  const std::vector<std::uint64_t> numbers = chosen();
  if (numbers.size() == 1) session_.showRun(numbers.front());
}

void RunsDialog::compare() {
  const std::vector<std::uint64_t> numbers = chosen();
  if (numbers.size() != 2) return;
  says_->setText(tr("The runs are being compared…"));
  const std::uint64_t before = numbers.front();
  const std::uint64_t after = numbers.back();
  comparing_ = session_.start<RunComparison>(
      [before, after](const Storage& storage, Progress&) {
        return compareRuns(storage, requireRun(storage, before), requireRun(storage, after));
      },
      [this, before, after](const RunComparison& comparison) {
        showComparison(before, after, comparison);
      },
      [this](const Problem& problem) { says_->setText(problem.what); });
}

void RunsDialog::showComparison(std::uint64_t before, std::uint64_t after,
                                const RunComparison& comparison) {
  differences_->clear();
  differences_->show();
  auto* inputs =
      section(differences_,
              comparison.inputs.empty() ? tr("Nothing that went in differs") : tr("What went in"));
  for (const InputDifference& each : comparison.inputs) {
    new QTreeWidgetItem(inputs, {tr("differs"), toQString(each.what), toQString(each.before),
                                 toQString(each.after)});
  }
  const std::size_t gained = gainedOf(comparison.candidates);
  auto* candidates =
      section(differences_, tr("Candidates: %1 gained, %2 lost")
                                .arg(grouped(gained))
                                .arg(grouped(comparison.candidates.size() - gained)));
  for (std::size_t i = 0; i < std::min(kMostShown, comparison.candidates.size()); ++i) {
    const CandidateDifference& each = comparison.candidates[i];
    line(
        candidates,
        {changeInWords(each.gained), toQString(each.name), number(each.before), number(each.after)},
        each.document);
  }
  addMore(candidates, comparison.candidates.size());
  const std::size_t found = gainedOf(comparison.passages);
  auto* passages = section(differences_, tr("Passages: %1 gained, %2 lost")
                                             .arg(grouped(found))
                                             .arg(grouped(comparison.passages.size() - found)));
  for (std::size_t i = 0; i < std::min(kMostShown, comparison.passages.size()); ++i) {
    const PassageDifference& each = comparison.passages[i];
    const QString words =
        session_.hidesText() ? tr("text hidden") : onOneLine(toQString(each.quote));
    line(passages,
         {changeInWords(each.gained), toQString(each.name), toQString(each.category), words},
         each.document);
  }
  addMore(passages, comparison.passages.size());
  differences_->header()->resizeSections(QHeaderView::ResizeToContents);
  says_->setText(tr("Run %1 against run %2").arg(after).arg(before));
}

}  // namespace retold
