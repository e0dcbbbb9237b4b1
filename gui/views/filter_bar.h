#pragma once

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>
#include <memory>
#include <vector>

#include "gui/session.h"
#include "gui/views/flow_layout.h"
#include "queries/cases/filter_choices.h"

namespace retold {

/// "sex is female": the condition as it may be seen. What somebody wrote freely is left out of it
/// while the session hides texts.
QString conditionInWords(const FilterCondition& condition, Session& session);

/// Says which documents are looked at: all, or those that meet the conditions, each a chip that can
/// be taken away. Stands on every page. Keeps the project's conditions between runs, and finds the
/// documents anew when a change may let others pass.
class FilterBar final : public QWidget {
  Q_OBJECT
 public:
  explicit FilterBar(Session& session, QWidget* parent = nullptr);

  /// Asks for a further condition; what may be chosen is found in the background first.
  void chooseCondition();
  void clear();

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  class Chip;

  void showProject();
  void readTotal();
  void noticeChange(Parts parts);
  void take(Filter filter);
  void showFilter();
  void showCount();
  void makeChips();
  void offer(const std::vector<FilterChoice>& all);
  void add(const FilterCondition& condition);
  void remove(int index);
  void negate(int index);
  /// "sex is female", in the user's language and with the labels of codes.
  QString inWords(const FilterCondition& condition) const;

  Session& session_;
  FlowLayout* line_;
  QLabel* count_;
  QPushButton* add_;
  QPushButton* clear_;
  std::vector<QWidget*> chips_;
  std::uint64_t total_ = 0;    ///< documents that were not left out
  std::uint64_t leftOut_ = 0;  ///< by the user
  bool finding_ = false;       ///< until the documents of the newest filter are known
  bool failed_ = false;
  JobHandle choosing_;
  std::shared_ptr<const std::vector<FilterChoice>> choices_;  ///< until something changes
};

}  // namespace retold
