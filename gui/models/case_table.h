#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "gui/models/attribute_cells.h"
#include "gui/session.h"
#include "queries/cases/case_list.h"

namespace retold {

/// The cases whose documents pass the project's filter, or all where there is none; a row each,
/// with chosen attributes that may be typed over. The list is read in the background, the first
/// time that it is asked for.
class CaseTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Documents, Episodes, FirstAttribute };

  explicit CaseTable(Session& session, QObject* parent = nullptr);

  /// Reads the cases if that was not done yet. Until then the table is empty.
  void wake();
  bool isReading() const { return reading_.isRunning(); }
  bool isRead() const { return list_ != nullptr; }
  /// Cases of the project, shown or not.
  std::size_t total() const { return list_ ? list_->rows().size() : 0; }

  /// Attributes that some case has or that are defined, in the order in which they are offered.
  std::vector<AttributePlace> offered() const;
  const std::vector<AttributePlace>& attributes() const { return attributes_; }
  void setAttributes(std::vector<AttributePlace> attributes);
  const std::vector<AttributeDefinition>& definitions() const { return definitions_; }
  /// Only cases whose name or shown values hold this.
  void setSearched(const QString& text);

  /// Every case; null until they are read.
  const CaseList* list() const { return list_.get(); }
  const CaseList::Row& caseAt(int row) const;
  /// The row that shows this case; none where none does.
  std::optional<int> rowOf(CaseId id) const;
  /// A case that this program changes just now: it alone is read anew when the change is told.
  void expectChangeOf(CaseId id) { expected_ = id; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  /// A typed text or the words for why there is no value, as one event. False, and refused() or
  /// Session::failed() said why, where it was not stored.
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;
  void sort(int column, Qt::SortOrder order) override;

 signals:
  void refused(const QString& reason);
  void readingChanged();

 private:
  void forget();
  void read();
  void noticeChange(Parts parts);
  void readDefinitions();
  /// Whether the user chose columns of this project.
  bool hasChosenAttributes() const;
  void chooseAttributes();
  /// The rows that are shown, in order.
  void arrange();
  void arrangeRows();
  bool isShown(const CaseList::Row& row) const;
  std::vector<std::uint32_t> ordered() const;
  QVariant countCell(const CaseList::Row& row, int column, int role) const;
  const AttributePlace& placeAt(int column) const;

  Session& session_;
  bool awake_ = false;
  JobHandle reading_;
  std::unique_ptr<CaseList> list_;
  std::vector<AttributeDefinition> definitions_;
  std::vector<AttributePlace> attributes_;
  std::vector<std::uint32_t> order_;  ///< all rows of `list_`, sorted; empty = not known
  std::vector<std::uint32_t> shown_;  ///< rows of `list_`
  std::vector<std::int32_t> rowsOf_;  ///< where each row of `list_` is shown; -1 = not
  QString searched_;
  int sortColumn_ = Name;
  Qt::SortOrder sortOrder_ = Qt::AscendingOrder;
  std::optional<CaseId> expected_;
};

}  // namespace retold
