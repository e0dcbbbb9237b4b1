#pragma once

#include <QAbstractTableModel>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "gui/session.h"
#include "queries/find/lines.h"

namespace retold {

/// An attribute that is shown beside the hits.
struct AttributeColumn {
  std::string name;  ///< as DocumentColumns names it
  QString title;
  friend bool operator==(const AttributeColumn&, const AttributeColumn&) = default;
};

/// Hits with their words around them, one a row, in any order, each with a tick. Holds places only;
/// the words of a row are fetched when they are looked at, and kept for a while.
class ConcordanceTable final : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Tick, Left, Match, Right, Document, Speaker, Case, FirstAttribute };
  /// Qt::LayoutDirection of the hit's line, as int.
  static constexpr int DirectionRole = Qt::UserRole;
  /// True for what stands before the hit: where there is no room, its beginning gives way.
  static constexpr int BeforeRole = Qt::UserRole + 1;
  /// True in rows that are a document as a whole.
  static constexpr int WholeRole = Qt::UserRole + 2;

  explicit ConcordanceTable(Session& session, QObject* parent = nullptr);

  /// Other hits, in the order of the list, none ticked. `lines`: of the first ones.
  void setHits(HitList list, std::vector<TableLine> lines = {});
  /// Further hits behind those that are there.
  void addHits(HitList more);
  /// Hits by row; every hit once.
  void setOrder(std::vector<std::uint32_t> order);
  void setAttributes(std::vector<AttributeColumn> attributes);
  const std::vector<AttributeColumn>& attributes() const { return attributes_; }
  /// As the lines are made.
  LineWish wish() const;
  /// Reads names and values anew when they are looked at next.
  void forgetLines();

  std::shared_ptr<const HitList> list() const { return list_; }
  const std::vector<std::uint32_t>& order() const { return order_; }
  FoundPlace placeAt(int row) const;
  /// What the row shows; kept until the next call.
  const TableLine& lineAt(int row) const;

  std::size_t ticked() const { return ticked_; }
  bool isTicked(int row) const { return ticks_[order_[static_cast<std::size_t>(row)]]; }
  void setTicked(const std::vector<int>& rows, bool ticked);
  void tickAll();
  void tickNone();
  void invertTicks();
  /// Those that are ticked, or all that are passages, in the order of the list.
  std::vector<FoundPlace> places(bool onlyTicked) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool setData(const QModelIndex& index, const QVariant& value, int role) override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 signals:
  void ticksChanged();

 private:
  bool isPassage(std::uint32_t hit) const { return !list_->hits[hit].span.empty(); }
  void setTick(std::uint32_t hit, bool ticked);
  void tellTicks();
  QString text(int row, int column) const;
  QString spoken(int row, int column) const;

  Session& session_;
  std::shared_ptr<const HitList> list_;
  std::vector<std::uint32_t> order_;
  std::vector<bool> ticks_;  ///< by hit
  std::size_t ticked_ = 0;
  std::vector<AttributeColumn> attributes_;
  mutable std::unordered_map<std::uint32_t, TableLine> lines_;  ///< by hit
};

/// The direction of a line, as its first letters say; left to right where it has none.
Qt::LayoutDirection directionOf(const ConcordanceLine& line);

}  // namespace retold
