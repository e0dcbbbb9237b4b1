#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <optional>
#include <vector>

#include "queries/account/file_groups.h"

namespace retold {

/// The files that were given to import, a row each, with what became of them.
class FileList final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Outcome, Remarks, Language, Size, Columns };
  /// Values to sort by.
  static constexpr int kSortRole = Qt::UserRole;

  using QAbstractTableModel::QAbstractTableModel;

  void setFiles(std::vector<FileRecord> files);
  const FileRecord& fileAt(int row) const { return files_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString textOf(const FileRecord& file, int column) const;

  std::vector<FileRecord> files_;
};

/// The rows of one group, or all; sorted as the user wants.
class FileSelection final : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit FileSelection(FileList* files, QObject* parent = nullptr);

  void setGroup(std::optional<FileGroup> group);
  /// What is shown, with a header, columns parted by tabs.
  QString asText() const;

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  FileList* files_;
  std::optional<FileGroup> group_;
};

/// In the user's words: "could not be read".
QString wordsFor(FileGroup group);

}  // namespace retold
