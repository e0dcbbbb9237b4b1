#pragma once

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/codebook/tree.h"

namespace retold {

/// The codebook as a tree of codes and groups, with how often each code is used. What is dropped on
/// a row is not moved here: moveWanted() asks for it.
class CodeTreeModel final : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { Label, Codings, Documents, Columns };
  /// The name of the code or the path of the group.
  static constexpr int kPathRole = Qt::UserRole;
  static constexpr int kRetiredRole = Qt::UserRole + 1;
  /// What searching looks at.
  static constexpr int kWordsRole = Qt::UserRole + 2;

  using QAbstractItemModel::QAbstractItemModel;

  void setCodebook(Codebook codebook, const std::vector<CodeUse>& uses);
  /// Other counts of the same codes.
  void setUses(const std::vector<CodeUse>& uses);
  /// What the counts are of: empty = of every document.
  void setScope(const QString& scope) { scope_ = scope; }
  /// What documentsOfGroups() found; until then groups show none.
  void setGroupDocuments(std::vector<std::uint64_t> documents);
  const Codebook& codebook() const { return codebook_; }
  const CodeTree& tree() const { return tree_; }
  /// Null for a group.
  const Code* codeAt(const QModelIndex& index) const;
  QModelIndex indexOf(std::string_view path) const;
  QModelIndex indexOf(CodeId id) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
  QStringList mimeTypes() const override;
  QMimeData* mimeData(const QModelIndexList& indexes) const override;
  bool canDropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                       const QModelIndex& parent) const override;
  bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                    const QModelIndex& parent) override;

 signals:
  /// `parent`: path of the place; empty = the top.
  void moveWanted(const QString& path, const QString& parent);

 private:
  const CodeNode& nodeAt(const QModelIndex& index) const;
  QModelIndex indexOfNode(std::size_t node) const;
  const std::vector<std::size_t>& childrenOf(const QModelIndex& parent) const;
  QVariant labelData(const CodeNode& node, int role) const;
  QString spoken(const CodeNode& node) const;
  /// Of the code itself; of a group, of all that stands below it.
  std::uint64_t codingsAt(const CodeNode& node) const;

  /// The same for documents; none where it is not known yet.
  std::optional<std::uint64_t> documentsAt(const CodeNode& node) const;

  Codebook codebook_;
  CodeTree tree_;
  std::vector<std::size_t> rows_;  ///< of each node among its siblings
  std::unordered_map<CodeId, CodeUse> uses_;
  QString scope_;                              ///< "of the documents that the filter lets pass"
  std::vector<std::uint64_t> groupDocuments_;  ///< by node; empty = not known
};

/// The codes whose label, name or definition hold all words that are typed, with what they stand
/// in; retired ones only where they are wanted.
class CodeSearch final : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit CodeSearch(CodeTreeModel* tree, QObject* parent = nullptr);
  void setWanted(const QString& typed);
  void setRetiredShown(bool shown);
  bool isSearching() const { return !wanted_.isEmpty(); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  QStringList wanted_;
  bool retiredShown_ = false;
};

}  // namespace retold
