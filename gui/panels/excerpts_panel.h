#pragma once

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTimer>
#include <QTreeView>

#include "gui/models/excerpt_tree.h"
#include "gui/panel.h"
#include "gui/session.h"
#include "gui/views/message_bar.h"

namespace retold {

/// Tagged passages that a code query gives, in groups, and their export.
class ExcerptsPanel final : public Panel {
  Q_OBJECT
 public:
  ExcerptsPanel(Session& session, QWidget* parent);

  bool isLooking() const { return asking_.isRunning(); }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  void layOut();
  void addActions();
  void offerGroups();
  void insertCode();
  void insertWord(const QString& word);
  /// Asks the query that is typed, in the background; what was asked before is dropped.
  void ask();
  /// The same, once the page is shown.
  void askWhenSeen();
  void showResult(std::shared_ptr<const ExcerptResult> result);
  void showBase();
  void showFault(const QString& text);
  void showExcerpt();
  void openExcerpt();
  void exportAll();
  void write(const QString& file, const std::string& format);
  ExcerptGroup group() const;
  /// Name of the attribute that groups; empty where another thing does.
  std::string attribute() const;
  bool isOfDocument() const;  ///< that attribute

  Session& session_;
  QLineEdit* query_;
  QComboBox* operators_;
  QComboBox* groups_;
  QPushButton* export_;
  MessageBar* fault_;
  QLabel* base_;
  QTreeView* tree_;
  QLabel* whole_;  ///< the excerpt with its context
  ExcerptTree* model_;
  QAction* exportAction_ = nullptr;
  QTimer* pause_;  ///< while one types
  bool stale_ = true;
  std::shared_ptr<const ExcerptResult> result_;
  JobHandle asking_;
  JobHandle writing_;
};

}  // namespace retold
