#pragma once

#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QPushButton>

#include "queries/tag/many.h"

namespace retold {

/// What tagging the ticked hits would do, before it is done: Enter does it, Esc leaves everything
/// as it was.
class SearchTagBar final : public QFrame {
  Q_OBJECT
 public:
  explicit SearchTagBar(QWidget* parent = nullptr);

  void open(const QString& code);
  Stretch stretch() const;
  /// Until the counts are known it cannot be done.
  void showCounting();
  void showPlan(const TagPlan& plan);
  QString text() const { return plan_->text(); }

 signals:
  void stretchChanged();
  void accepted();
  void left();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QLabel* what_;
  QComboBox* stretch_;
  QLabel* plan_;
  QPushButton* tag_;
};

/// "37 passages in 12 documents; 4 are tagged with it already: passed over."
QString inWords(const TagPlan& plan);

}  // namespace retold
