#pragma once

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QWidget>

#include "gui/lexicon_desk.h"
#include "gui/models/card_rows.h"
#include "gui/views/card_list_view.h"
#include "queries/lexicon/examples.h"

namespace retold {

/// The lexicon put to the test: on the examples that are built in for it, and on a text that
/// somebody types.
class LexiconExamplesView final : public QWidget {
  Q_OBJECT
 public:
  explicit LexiconExamplesView(LexiconDesk& desk, QWidget* parent = nullptr);
  QString summary() const { return summary_->text(); }
  QString verdict() const { return verdict_->text(); }
  CardListView* list() const { return list_; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Tested;
  void test();
  void tryText();
  void show(std::shared_ptr<const Tested> tested);
  Card cardOf(int row) const;

  LexiconDesk& desk_;
  QPlainTextEdit* text_;
  QLabel* verdict_;
  QLabel* summary_;
  CardRows* rows_;
  CardListView* list_;
  QTimer pause_;
  std::shared_ptr<const Tested> tested_;
  std::vector<int> shown_;
  JobHandle job_, trying_;
};

}  // namespace retold
