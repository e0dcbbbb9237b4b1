#include "gui/views/search_sets.h"

#include <QLocale>
#include <QVBoxLayout>

#include "gui/keys.h"
#include "gui/strings.h"
#include "gui/views/card.h"
#include "gui/views/search_words.h"

namespace retold {

namespace {

constexpr int kEdge = 10;

QString passagesOf(const ResultSet& set) {
  return counted(set.places.size(), ResultSetList::tr("1 passage"),
                 ResultSetList::tr("%1 passages"));
}

}  // namespace

void ResultSetList::setSets(std::vector<ResultSet> sets) {
  beginResetModel();
  sets_ = std::move(sets);
  endResetModel();
}

int ResultSetList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(sets_.size());
}

QVariant ResultSetList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const ResultSet& set = sets_[static_cast<std::size_t>(index.row())];
  const QString name = onOneLine(toQString(set.name));
  const QString query = onOneLine(toQString(set.query));
  if (role == Qt::DisplayRole) return name;
  if (set.damaged && (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)) {
    return tr("%1: its passages are damaged and cannot be read. It was found by %2 and kept by %3; "
              "delete it and search again")
        .arg(name, query, toQString(set.coder));
  }
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole)
    return tr("%1, %2, found by %3, kept by %4")
        .arg(name, passagesOf(set), query, toQString(set.coder));
  if (role != CardRole) return {};
  Card card;
  card.title = name;
  card.sign = set.damaged ? tr("cannot be read") : inDigits(set.places.size());
  if (set.damaged) card.tone = Tone::Bad;
  card.below = query;
  return QVariant::fromValue(card);
}

SearchSets::SearchSets(QWidget* parent)
    : QWidget(parent),
      model_(new ResultSetList(this)),
      title_(new QLabel(tr("Result sets"))),
      list_(new CardListView(tr("Result sets"), 0)),
      open_(new QPushButton(tr("Open"))),
      rename_(new QPushButton(tr("Rename…"))),
      remove_(new QPushButton(tr("Delete"))),
      together_(makeTogether()) {
  QFont bold = title_->font();
  bold.setBold(true);
  title_->setFont(bold);
  title_->setContentsMargins(kEdge, 4, kEdge, 0);
  list_->setModel(model_);
  open_->setToolTip(tr("Shows the passages of this set (Enter)"));
  auto* buttons = new QHBoxLayout;
  buttons->setContentsMargins(kEdge, 0, kEdge, 0);
  for (QPushButton* button : {open_, rename_, remove_}) buttons->addWidget(button, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, kEdge / 2);
  column->addWidget(title_);
  column->addWidget(list_, 1);
  column->addLayout(buttons);
  column->addWidget(together_);
  const auto withCurrent = [this](auto what) {
    return [this, what] {
      if (const ResultSet* set = current()) what(*set);
    };
  };
  connect(open_, &QPushButton::clicked, this,
          withCurrent([this](const ResultSet& set) { emit openWanted(set); }));
  connect(list_, &CardListView::rowEntered, this,
          withCurrent([this](const ResultSet& set) { emit openWanted(set); }));
  connect(rename_, &QPushButton::clicked, this,
          withCurrent([this](const ResultSet& set) { emit renameWanted(set); }));
  connect(remove_, &QPushButton::clicked, this,
          withCurrent([this](const ResultSet& set) { emit removeWanted(set); }));
  connect(list_, &CardListView::rowChosen, this, &SearchSets::showPossible);
  showPossible();
}

QWidget* SearchSets::makeTogether() {
  auto* box = new QWidget;
  first_ = new QLabel;
  first_->setTextFormat(Qt::PlainText);
  operation_ = new QComboBox;
  operation_->setAccessibleName(tr("How the two sets are put together"));
  operation_->addItem(tr("or what is in"), static_cast<int>(SetOperation::Union));
  operation_->addItem(tr("and also in"), static_cast<int>(SetOperation::Intersection));
  operation_->addItem(tr("but not in"), static_cast<int>(SetOperation::Difference));
  second_ = new QComboBox;
  second_->setAccessibleName(tr("The other set"));
  second_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  second_->setMinimumContentsLength(8);
  auto* show = new QPushButton(tr("Show"));
  show->setToolTip(tr("Shows the passages of the two sets put together so"));
  auto* row = new QHBoxLayout;
  row->addWidget(operation_);
  row->addWidget(second_, 1);
  row->addWidget(show);
  auto* how = new QuietLabel(
      tr("Passages are the same where they overlap in the same text; that of the first set is "
         "shown."));
  how->setContentsMargins(0, 0, 0, 0);
  auto* column = new QVBoxLayout(box);
  column->setContentsMargins(kEdge, 4, kEdge, 0);
  column->addWidget(first_);
  column->addLayout(row);
  column->addWidget(how);
  connect(show, &QPushButton::clicked, this, [this] {
    const ResultSet* first = current();
    const ResultSet* second = otherSet();
    if (first == nullptr || second == nullptr) return;
    emit togetherWanted(*first, static_cast<SetOperation>(operation_->currentData().toInt()),
                        *second);
  });
  return box;
}

void SearchSets::followKeepAction(const QAction& keep) {
  followKey(keep, this, [this, &keep] {
    list_->setPlaceholder(
        tr("No set is kept yet. Search, tick what belongs together, and keep it under a name (%1).")
            .arg(keyOf(keep)));
  });
}

void SearchSets::setSets(std::vector<ResultSet> sets, bool readOnly) {
  readOnly_ = readOnly;
  const ResultSet* before = current();
  const ResultSetId chosen = before != nullptr ? before->id : ResultSetId();
  const ResultSet* otherBefore = otherSet();
  const ResultSetId other = otherBefore != nullptr ? otherBefore->id : ResultSetId();
  model_->setSets(std::move(sets));
  second_->clear();
  int row = model_->rowCount() > 0 ? 0 : -1;
  for (int at = 0; at < model_->rowCount(); ++at) {
    const ResultSet& set = this->sets()[static_cast<std::size_t>(at)];
    if (set.id == chosen) row = at;
    if (set.damaged) continue;
    second_->addItem(onOneLine(toQString(set.name)), at);
    if (set.id == other) second_->setCurrentIndex(second_->count() - 1);
  }
  list_->showRow(row);
  // A set put together with itself says nothing.
  if (second_->count() > 1 && second_->currentData().toInt() == row)
    second_->setCurrentIndex(second_->currentIndex() == 0 ? 1 : 0);
  showPossible();
}

const ResultSet* SearchSets::current() const {
  const QModelIndex index = list_->currentIndex();
  return index.isValid() ? &sets()[static_cast<std::size_t>(index.row())] : nullptr;
}

const ResultSet* SearchSets::otherSet() const {
  const int second = second_->currentIndex();
  return second < 0 ? nullptr
                    : &sets()[static_cast<std::size_t>(second_->itemData(second).toInt())];
}

void SearchSets::showPossible() {
  const ResultSet* set = current();
  const bool isWhole = set != nullptr && !set->damaged;
  open_->setEnabled(isWhole);
  rename_->setEnabled(isWhole && !readOnly_);
  remove_->setEnabled(set != nullptr && !readOnly_);
  together_->setVisible(isWhole && second_->count() > 1);
  if (set == nullptr) return;
  first_->setText(fontMetrics().elidedText(tr("What is in “%1”").arg(toQString(set->name)),
                                           Qt::ElideMiddle, std::max(120, width() - 2 * kEdge)));
}

}  // namespace retold
