#pragma once

#include <QComboBox>
#include <QWidget>
#include <array>
#include <vector>

#include "gui/models/concordance_table.h"
#include "queries/find/order.h"

namespace retold {

/// What the hits are put in order by: up to three things, one after the other.
class SearchOrder final : public QWidget {
  Q_OBJECT
 public:
  explicit SearchOrder(QWidget* parent = nullptr);

  void setAttributes(const std::vector<AttributeColumn>& attributes);
  /// What is chosen; empty = as the documents stand.
  std::vector<OrderKey> keys() const;
  void setKeys(const std::vector<OrderKey>& keys);
  /// What a click on the head of a column asks for; the same again turns it round.
  void chooseColumn(int column);

 signals:
  void changed();

 private:
  struct Choice {
    QString text;
    OrderKey key;
  };
  void fill();
  int indexOf(const OrderKey& key) const;

  std::vector<AttributeColumn> attributes_;
  std::vector<Choice> choices_;
  std::array<QComboBox*, 3> boxes_;
  QComboBox* direction_;
};

}  // namespace retold
