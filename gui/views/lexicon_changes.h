#pragma once

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QWidget>
#include <memory>
#include <string>
#include <vector>

#include "gui/lexicon_desk.h"
#include "gui/models/card_rows.h"
#include "gui/views/card_list_view.h"
#include "queries/lexicon/diff.h"

namespace retold {

/// What the lexicon on the desk finds that an earlier text of it does not, and the reverse.
class LexiconChangesView final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconChangesView(LexiconDesk& desk, QWidget* parent = nullptr);
  /// Looks for the changes; does nothing where nothing is changed.
  void compare();
  CardListView* list() const { return list_; }
  QString summary() const { return summary_->text(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  enum class With { Saved, Builtin };
  void forget();
  void offer();
  std::string textBefore() const;
  void show(std::shared_ptr<const LexiconDiff> found);
  void fillList();
  QString baseInWords(const LexiconDiff& diff) const;
  Card cardOf(int row) const;

  LexiconDesk& desk_;
  QComboBox* with_;
  QComboBox* kind_;
  QPushButton* compare_;
  QLabel* summary_;
  CardRows* rows_;
  CardListView* list_;
  std::shared_ptr<const LexiconDiff> found_;
  std::string before_, after_;  ///< the texts that are or were compared
  std::vector<int> shown_;      ///< candidates first (from -1 downwards), then passages
  JobHandle job_;
};

}  // namespace retold
