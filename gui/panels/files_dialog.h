#pragma once

#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QTableView>

#include "gui/models/file_list.h"
#include "gui/session.h"

namespace retold {

/// The accounting: every file that was given to import and what became of it. Deletes itself when
/// it is closed.
class FilesDialog final : public QDialog {
  Q_OBJECT
 public:
  explicit FilesDialog(Session& session, QWidget* parent = nullptr);

 private:
  /// Reads the list in the background: it may be long.
  void read();
  void fill(std::vector<FileRecord> files, FileList::Ranks ranks);
  void showGroup();
  /// Shows the file's text on the page where one reads.
  void open(const QModelIndex& at);
  void copy();

  Session& session_;
  JobHandle reading_;
  FileList* files_;
  FileSelection* selection_;
  QLabel* sums_;
  QComboBox* group_;
  QTableView* table_;
};

}  // namespace retold
