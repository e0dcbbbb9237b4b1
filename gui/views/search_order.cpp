#include "gui/views/search_order.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>

namespace retold {

namespace {
using By = OrderKey::By;
}

SearchOrder::SearchOrder(QWidget* parent) : QWidget(parent), direction_(new QComboBox) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  const QString names[] = {tr("Order"), tr("Order, where the first is equal"),
                           tr("Order, where the second is equal")};
  auto* label = new QLabel(tr("Order:"));
  row->addWidget(label);
  for (std::size_t at = 0; at < boxes_.size(); ++at) {
    boxes_[at] = new QComboBox;
    boxes_[at]->setAccessibleName(names[at]);
    boxes_[at]->setToolTip(names[at]);
    boxes_[at]->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    boxes_[at]->setMinimumContentsLength(18);  // "1st word before (L1)"
    row->addWidget(boxes_[at], 1);
    connect(boxes_[at], &QComboBox::activated, this, &SearchOrder::changed);
  }
  label->setBuddy(boxes_[0]);
  direction_->addItem(tr("a to z"));
  direction_->addItem(tr("z to a"));
  direction_->setAccessibleName(tr("Direction of the order"));
  connect(direction_, &QComboBox::activated, this, &SearchOrder::changed);
  row->addWidget(direction_);
  fill();
}

void SearchOrder::fill() {
  const std::vector<OrderKey> chosen = keys();
  choices_ = {{tr("1st word before (L1)"), {By::Before, 1}},
              {tr("2nd word before (L2)"), {By::Before, 2}},
              {tr("3rd word before (L3)"), {By::Before, 3}},
              {tr("Match"), {By::Match}},
              {tr("1st word behind (R1)"), {By::After, 1}},
              {tr("2nd word behind (R2)"), {By::After, 2}},
              {tr("3rd word behind (R3)"), {By::After, 3}},
              {tr("Document"), {By::Document}},
              {tr("Speaker"), {By::Speaker}},
              {tr("Case"), {By::Case}}};
  for (const AttributeColumn& column : attributes_)
    choices_.push_back({column.title, {By::Attribute, 1, column.name}});
  for (std::size_t at = 0; at < boxes_.size(); ++at) {
    const QSignalBlocker quiet(boxes_[at]);
    boxes_[at]->clear();
    boxes_[at]->addItem(at == 0 ? tr("as in the documents") : tr("nothing more"));
    for (const Choice& choice : choices_) boxes_[at]->addItem(choice.text);
  }
  setKeys(chosen);
}

void SearchOrder::setAttributes(const std::vector<AttributeColumn>& attributes) {
  attributes_ = attributes;
  fill();
}

int SearchOrder::indexOf(const OrderKey& key) const {
  for (std::size_t at = 0; at < choices_.size(); ++at) {
    const OrderKey& each = choices_[at].key;
    if (each.by == key.by && each.word == key.word && each.attribute == key.attribute)
      return static_cast<int>(at) + 1;
  }
  return 0;
}

std::vector<OrderKey> SearchOrder::keys() const {
  std::vector<OrderKey> keys;
  for (const QComboBox* box : boxes_) {
    const int index = box->currentIndex();
    if (index <= 0 || index > static_cast<int>(choices_.size())) continue;
    keys.push_back(choices_[static_cast<std::size_t>(index - 1)].key);
    keys.back().descending = direction_->currentIndex() == 1;
  }
  return keys;
}

void SearchOrder::setKeys(const std::vector<OrderKey>& keys) {
  for (std::size_t at = 0; at < boxes_.size(); ++at)
    boxes_[at]->setCurrentIndex(at < keys.size() ? indexOf(keys[at]) : 0);
  direction_->setCurrentIndex(!keys.empty() && keys.front().descending ? 1 : 0);
}

void SearchOrder::chooseColumn(int column) {
  // The columns are sides of the screen; words before the hit stand on one of them in most lines.
  std::vector<OrderKey> wanted;
  switch (column) {
    case ConcordanceTable::Tick:
      return;
    case ConcordanceTable::Left:
      wanted = {{By::Before, 1}, {By::Before, 2}, {By::Before, 3}};
      break;
    case ConcordanceTable::Right:
      wanted = {{By::After, 1}, {By::After, 2}, {By::After, 3}};
      break;
    case ConcordanceTable::Match:
      wanted = {{By::Match}, {By::After, 1}, {By::After, 2}};
      break;
    case ConcordanceTable::Document:
      wanted = {{By::Document}};
      break;
    case ConcordanceTable::Speaker:
      wanted = {{By::Speaker}};
      break;
    case ConcordanceTable::Case:
      wanted = {{By::Case}};
      break;
    default:
      wanted = {
          {By::Attribute, 1,
           attributes_[static_cast<std::size_t>(column - ConcordanceTable::FirstAttribute)].name}};
  }
  if (keys() == wanted)
    for (OrderKey& key : wanted) key.descending = true;
  setKeys(wanted);
  emit changed();
}

}  // namespace retold
