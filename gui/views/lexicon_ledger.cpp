#include "gui/views/lexicon_ledger.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QVBoxLayout>
#include <algorithm>

#include "gui/panel.h"
#include "gui/strings.h"
#include "gui/views/mirrored_margins.h"

namespace retold {

LexiconLedgerView::LexiconLedgerView(LexiconDesk& desk, QWidget* parent)
    : QWidget(parent),
      desk_(desk),
      summary_(new QuietLabel),
      again_(new QPushButton(tr("Count again"))),
      rows_(new LedgerTable(this)),
      sorted_(new QSortFilterProxyModel(this)),
      table_(new QTableView) {
  sorted_->setSourceModel(rows_);
  sorted_->setSortRole(LedgerTable::kSortRole);
  table_->setAccessibleName(tr("Terms and what was decided on what they found"));
  table_->setModel(sorted_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(LedgerTable::Hits, Qt::DescendingOrder);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setAlternatingRowColors(true);
  table_->setWordWrap(false);
  table_->setTabKeyNavigation(false);
  table_->setFrameShape(QFrame::NoFrame);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  table_->horizontalHeader()->setStretchLastSection(true);
  const int letter = fontMetrics().averageCharWidth();
  for (int column = 0; column < LedgerTable::Columns; ++column)
    table_->setColumnWidth(column, letter * (column == LedgerTable::Term       ? 34
                                             : column == LedgerTable::Category ? 18
                                                                               : 11));
  auto* top = new QHBoxLayout;
  setMirroredMargins(*top, 0, 4, 10, 0);
  top->addWidget(summary_, 1);
  top->addWidget(again_, 0, Qt::AlignTop);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 4, 0, 0);
  column->addLayout(top);
  column->addWidget(table_, 1);
  connect(again_, &QPushButton::clicked, this, &LexiconLedgerView::count);
  connect(table_, &QTableView::activated, this, [this](const QModelIndex& at) {
    const LedgerRow& row = rows_->rowAt(sorted_->mapToSource(at).row());
    // A term of the shared patterns stands in another file, on a line of that one.
    if (desk_.current() == nullptr) return;
    for (const OutlineSection& section : desk_.current()->outline.sections)
      for (const OutlineTerm& term : section.terms)
        if (term.line == row.line && term.text.expression == row.term)
          return desk_.select(desk_.currentIndex(), row.line);
    desk_.session().say(tr("This term stands in the patterns that all languages share"));
  });
  const auto changed = [this] {
    const DeskLexicon* lexicon = desk_.current();
    if (lexicon == nullptr || lexicon->text != counted_) forget();
    if (isVisible() && counted_.empty()) count();
  };
  connect(&desk_, &LexiconDesk::read, this, changed);
  connect(&desk_.session(), &Session::decisionsChanged, this, [this] { forget(); });
  connect(&desk_.session(), &Session::filterChanged, this, [this] { forget(); });
  forget();
}

void LexiconLedgerView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  if (counted_.empty()) count();
}

void LexiconLedgerView::forget() {
  job_.reset();
  counted_.clear();
  rows_->setRows({});
  summary_->setText(tr("What each term found, and how that was judged. Press Count again to see."));
}

void LexiconLedgerView::count() {
  forget();
  const std::shared_ptr<const Lexicon> lexicon = desk_.sound();
  if (!lexicon || desk_.current() == nullptr || !desk_.session().isOpen()) return;
  counted_ = desk_.current()->text;
  summary_->setText(tr("Screening with this lexicon…"));
  job_ = desk_.session().start<Ledger>(
      [lexicon, only = desk_.session().passing()](const Storage& storage, Progress& progress) {
        return ledgerOf(storage, {*lexicon}, Session::kQuestion, progress, only.get());
      },
      [this](const Ledger& ledger) { show(ledger); },
      [this](const Problem& problem) { summary_->setText(problem.what); });
  connect(
      job_.get(), &JobBase::progressed, this, [this](const QString&, quint64 done, quint64 total) {
        summary_->setText(tr("%1 of %2 documents screened…").arg(grouped(done), grouped(total)));
      });
}

void LexiconLedgerView::show(const Ledger& ledger) {
  rows_->setRows(ledger.rows);
  const auto onlyRejected = static_cast<std::uint64_t>(
      std::count_if(ledger.rows.begin(), ledger.rows.end(),
                    [](const LedgerRow& row) { return row.confirmed == 0 && row.rejected > 0; }));
  summary_->setText(
      tr("%1 of %2 found nowhere, %3 only in what was rejected · %4 · %5 of %6 documents "
         "searched%7")
          .arg(grouped(ledger.neverHit), counted(ledger.rows.size(), tr("1 term"), tr("%1 terms")),
               grouped(onlyRejected),
               counted(ledger.decisions, tr("1 decision"), tr("%1 decisions")),
               grouped(ledger.completeness.searched), grouped(ledger.completeness.documents),
               desk_.session().passing() ? tr(", as the filter is set") : QString()));
}

}  // namespace retold
