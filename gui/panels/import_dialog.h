#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <QLabel>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>

#include "gui/session.h"

namespace retold {

/// How far an import is and, at its end, what became of every file. Does not keep anybody from
/// reading on. Closed while the import goes on, it is only out of sight, and shows itself with the
/// account at the end; closed then, it deletes itself.
class ImportDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit ImportDialog(Session& session, QWidget* parent = nullptr);

 signals:
  void filesWanted();

 private:
  void layOut();
  void showProgress(quint64 done, quint64 total);
  void showOutcome(const ImportOutcome& outcome);
  void showProblem(const Problem& problem);
  void end(const QString& heading, const QString& account);

  Session& session_;
  QElapsedTimer since_;
  QLabel* heading_;
  QProgressBar* bar_;
  QLabel* account_;
  QListWidget* remarks_;
  QPushButton* stop_;
  QPushButton* files_;
  QPushButton* close_;
};

}  // namespace retold
