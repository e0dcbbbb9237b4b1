#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "gui/models/attribute_cells.h"
#include "gui/session.h"
#include "queries/cases/case_file.h"

namespace retold {

/// What belongs to one case, a row each: its episodes, its assistance or its documents. Columns are
/// the attributes that are defined for these or that one of them has. Values may be typed over.
class EpisodeTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  /// Which episode a document or assistance tells of; of episodes there is no such column.
  static constexpr const char* kTellsOf = "episode";

  EpisodeTable(Session& session, AttributeUnit unit, QObject* parent = nullptr);

  /// Shows what the file holds; none = nothing.
  void setFile(const CaseFile* file, const std::vector<AttributeDefinition>& definitions);
  AttributeUnit unit() const { return unit_; }
  /// Of an episode or assistance; 0 of a document.
  std::uint32_t numberAt(int row) const;
  /// Row of the episode or assistance of this number; none where there is none.
  std::optional<int> rowOf(std::uint32_t number) const;
  /// Of documents only.
  const Document& documentAt(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  /// As CaseTable::setData.
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

 signals:
  void refused(const QString& reason);
  /// Just before a value of this case is changed.
  void changing(retold::CaseId id);

 private:
  struct Row {
    std::uint32_t number = 0;
    std::optional<Document> document;
    std::optional<AttributeValue> episode;  ///< that it tells of
    Attributes attributes;
  };
  /// Rows and columns of a file.
  void read(const CaseFile& file);
  void addColumns(const Attributes& attributes);
  bool hasEpisodeColumn() const { return unit_ != AttributeUnit::Episode; }
  /// Place in `columns_`; -1 of the columns in front of them.
  int attributeAt(int column) const { return column - (hasEpisodeColumn() ? 2 : 1); }
  const AttributeValue* valueAt(const Row& row, int column) const;
  const AttributeDefinition* definitionAt(int column) const;
  QString nameOf(const Row& row) const;

  Session& session_;
  AttributeUnit unit_;
  std::optional<Case> person_;
  std::vector<Row> rows_;
  std::vector<std::string> columns_;
  std::vector<AttributeDefinition> definitions_;
};

}  // namespace retold
