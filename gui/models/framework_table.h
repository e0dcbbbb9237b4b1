#pragma once

#include <QAbstractTableModel>

#include "queries/notes/framework.h"

namespace retold {

/// The framework matrix: cases down, codes across. Makes words only for the cells that are seen.
class FrameworkTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  explicit FrameworkTable(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  void setFramework(Framework framework);
  const Framework& framework() const { return framework_; }
  /// The coder wrote or took away a summary.
  void setSummary(CaseId person, CodeId code, std::optional<Summary> summary);
  /// Of this case and code; invalid where they are not in the table.
  QModelIndex indexOf(CaseId person, CodeId code) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString textOf(const FrameworkCell& cell) const;

  Framework framework_;
};

/// A passage that a summary may rest on: a box to tick, the quote, and where it stands.
class FrameworkPassages final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit FrameworkPassages(QObject* parent = nullptr) : QAbstractListModel(parent) {}

  void setPassages(std::vector<FrameworkPassage> passages, bool editable);
  const FrameworkPassage& passageAt(int row) const {
    return passages_[static_cast<std::size_t>(row)];
  }
  std::vector<CodingId> linked() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;

 signals:
  void linksChanged();  ///< the user ticked or unticked one

 private:
  std::vector<FrameworkPassage> passages_;
  bool editable_ = false;
};

}  // namespace retold
