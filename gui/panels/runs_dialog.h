#pragma once

#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

#include "gui/session.h"
#include "queries/screen/runs.h"

namespace retold {

/// The screenings that were kept: what went in and what was found. One can be shown again as it
/// was, two can be compared. Deletes itself when it is closed.
class RunsDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit RunsDialog(Session& session, QWidget* parent = nullptr);

 private:
  void fill();
  void showChosen();
  void showAgain();
  void compare();
  void showComparison(std::uint64_t before, std::uint64_t after, const RunComparison& comparison);
  /// Numbers of the runs that are chosen, the oldest first.
  std::vector<std::uint64_t> chosen() const;

  Session& session_;
  QTreeWidget* runs_;
  QPushButton* show_;
  QPushButton* compare_;
  QLabel* says_;
  QTreeWidget* differences_;
  JobHandle comparing_;
};

}  // namespace retold
