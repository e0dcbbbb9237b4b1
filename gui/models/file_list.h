#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <array>
#include <optional>
#include <vector>

#include "queries/account/file_groups.h"

namespace retold {

/// The files that were given to import, a row each, with what became of them.
class FileList final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Outcome, Remarks, Language, Size, Columns };
  /// Where each file stands when all are sorted by a column; equal where they say the same.
  using Ranks = std::array<std::vector<std::uint32_t>, Columns>;
  /// For any thread: 140,000 files take most of a second.
  static Ranks ranksOf(const std::vector<FileRecord>& files);

  using QAbstractTableModel::QAbstractTableModel;

  void setFiles(std::vector<FileRecord> files, Ranks ranks);
  std::uint32_t rankOf(int row, int column) const {
    return ranks_[static_cast<std::size_t>(column)][static_cast<std::size_t>(row)];
  }
  const FileRecord& fileAt(int row) const { return files_[static_cast<std::size_t>(row)]; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  static QString textOf(const FileRecord& file, int column);

  std::vector<FileRecord> files_;
  Ranks ranks_;
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
  bool lessThan(const QModelIndex& one, const QModelIndex& other) const override;

 private:
  FileList* files_;
  std::optional<FileGroup> group_;
};

/// In the user's words: "could not be read".
QString wordsFor(FileGroup group);

}  // namespace retold
