#pragma once

#include <QLabel>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QWidget>

#include "gui/lexicon_desk.h"
#include "gui/models/ledger_table.h"

namespace retold {

/// What each term of the lexicon found and how that was judged.
class LexiconLedgerView final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconLedgerView(LexiconDesk& desk, QWidget* parent = nullptr);
  QTableView* table() const { return table_; }
  QString summary() const { return summary_->text(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void forget();
  void count();
  void show(const Ledger& ledger);

  LexiconDesk& desk_;
  QLabel* summary_;
  QPushButton* again_;
  LedgerTable* rows_;
  QSortFilterProxyModel* sorted_;
  QTableView* table_;
  std::string counted_;  ///< the text that was counted
  JobHandle job_;
};

}  // namespace retold
