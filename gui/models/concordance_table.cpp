#include "gui/models/concordance_table.h"

#include <QGuiApplication>
#include <algorithm>
#include <numeric>

#include "gui/strings.h"

namespace retold {

namespace {

/// Rows whose words are fetched together.
constexpr int kFetched = 32;
/// Lines that are kept; all are forgotten when there are more.
constexpr std::size_t kKept = 4'000;

std::optional<Qt::LayoutDirection> strongDirection(const std::string& text) {
  for (const char32_t sign : toQString(text).toUcs4()) {
    switch (QChar::direction(sign)) {
      case QChar::DirL:
        return Qt::LeftToRight;
      case QChar::DirR:
      case QChar::DirAL:
        return Qt::RightToLeft;
      default:
        break;
    }
  }
  return std::nullopt;
}

}  // namespace

Qt::LayoutDirection directionOf(const ConcordanceLine& line) {
  for (const std::string* part : {&line.match, &line.left, &line.right}) {
    if (const auto direction = strongDirection(*part)) return *direction;
  }
  return Qt::LeftToRight;
}

ConcordanceTable::ConcordanceTable(Session& session, QObject* parent)
    : QAbstractTableModel(parent), session_(session), list_(std::make_shared<const HitList>()) {}

void ConcordanceTable::setHits(HitList list, std::vector<TableLine> lines) {
  beginResetModel();
  list_ = std::make_shared<const HitList>(std::move(list));
  order_.resize(list_->hits.size());
  std::iota(order_.begin(), order_.end(), 0U);
  ticks_.assign(list_->hits.size(), false);
  ticked_ = 0;
  lines_.clear();
  for (std::size_t hit = 0; hit < lines.size(); ++hit)
    lines_.emplace(static_cast<std::uint32_t>(hit), std::move(lines[hit]));
  endResetModel();
  emit ticksChanged();
}

void ConcordanceTable::addHits(HitList more) {
  if (more.hits.empty()) return;
  const int before = rowCount();
  HitList all = *list_;
  all.append(std::move(more));
  beginInsertRows({}, before, static_cast<int>(all.hits.size()) - 1);
  list_ = std::make_shared<const HitList>(std::move(all));
  order_.resize(list_->hits.size());
  std::iota(order_.begin() + before, order_.end(), static_cast<std::uint32_t>(before));
  ticks_.resize(list_->hits.size(), false);
  endInsertRows();
}

void ConcordanceTable::setOrder(std::vector<std::uint32_t> order) {
  if (order.size() != order_.size() || order == order_) return;
  emit layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
  const QModelIndexList before = persistentIndexList();
  QModelIndexList after;
  std::vector<int> rows(before.isEmpty() ? 0 : order.size());
  if (!rows.empty()) {
    for (std::size_t row = 0; row < order.size(); ++row) rows[order[row]] = static_cast<int>(row);
  }
  for (const QModelIndex& index : before) {
    const std::uint32_t hit = order_[static_cast<std::size_t>(index.row())];
    after << createIndex(rows[hit], index.column());
  }
  order_ = std::move(order);
  changePersistentIndexList(before, after);
  emit layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ConcordanceTable::setAttributes(std::vector<AttributeColumn> attributes) {
  if (attributes == attributes_) return;
  beginResetModel();
  attributes_ = std::move(attributes);
  lines_.clear();
  endResetModel();
}

LineWish ConcordanceTable::wish() const {
  constexpr std::size_t kWords = 16;  // more than a row has room for on most screens
  LineWish wish{kWords, {}};
  for (const AttributeColumn& column : attributes_) wish.attributes.push_back(column.name);
  return wish;
}

void ConcordanceTable::forgetLines() {
  lines_.clear();
  if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

FoundPlace ConcordanceTable::placeAt(int row) const {
  return list_->place(order_[static_cast<std::size_t>(row)]);
}

const TableLine& ConcordanceTable::lineAt(int row) const {
  const std::uint32_t hit = order_[static_cast<std::size_t>(row)];
  if (const auto known = lines_.find(hit); known != lines_.end()) return known->second;
  if (lines_.size() > kKept) lines_.clear();
  const int first = row - row % kFetched;
  const int last = std::min(first + kFetched, rowCount());
  std::vector<std::uint32_t> wanted;
  for (int each = first; each < last; ++each) {
    const std::uint32_t other = order_[static_cast<std::size_t>(each)];
    if (lines_.count(other) == 0) wanted.push_back(other);
  }
  std::vector<TableLine> lines;
  if (session_.isOpen()) {
    session_.read(
        [&](const Storage& storage) { lines = linesOf(storage, *list_, wanted, wish()); });
  }
  lines.resize(wanted.size());
  for (std::size_t at = 0; at < wanted.size(); ++at) {
    lines[at].values.resize(attributes_.size());
    lines_.emplace(wanted[at], std::move(lines[at]));
  }
  return lines_.at(hit);
}

void ConcordanceTable::setTick(std::uint32_t hit, bool ticked) {
  if (ticks_[hit] == ticked || (ticked && !isPassage(hit))) return;
  ticks_[hit] = ticked;
  ticked_ = ticked ? ticked_ + 1 : ticked_ - 1;
}

void ConcordanceTable::tellTicks() {
  if (rowCount() > 0)
    emit dataChanged(index(0, Tick), index(rowCount() - 1, Tick), {Qt::CheckStateRole});
  emit ticksChanged();
}

void ConcordanceTable::setTicked(const std::vector<int>& rows, bool ticked) {
  for (const int row : rows) setTick(order_[static_cast<std::size_t>(row)], ticked);
  tellTicks();
}

void ConcordanceTable::tickAll() {
  for (const std::uint32_t hit : order_) setTick(hit, true);
  tellTicks();
}

void ConcordanceTable::tickNone() {
  for (const std::uint32_t hit : order_) setTick(hit, false);
  tellTicks();
}

void ConcordanceTable::invertTicks() {
  for (const std::uint32_t hit : order_) setTick(hit, !ticks_[hit]);
  tellTicks();
}

std::vector<FoundPlace> ConcordanceTable::places(bool onlyTicked) const {
  std::vector<FoundPlace> places;
  for (std::uint32_t hit = 0; hit < list_->hits.size(); ++hit) {
    if (isPassage(hit) && (!onlyTicked || ticks_[hit])) places.push_back(list_->place(hit));
  }
  return places;
}

int ConcordanceTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int ConcordanceTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : FirstAttribute + static_cast<int>(attributes_.size());
}

QString ConcordanceTable::text(int row, int column) const {
  const TableLine& line = lineAt(row);
  const bool asLayout = directionOf(line.line) == QGuiApplication::layoutDirection();
  switch (column) {
    case Tick:
      return {};
    case Left:
      return onOneLine(toQString(asLayout ? line.line.left : line.line.right));
    case Match:
      return onOneLine(toQString(line.line.match));
    case Right:
      return onOneLine(toQString(asLayout ? line.line.right : line.line.left));
    case Document:
      return onOneLine(toQString(line.line.name));
    case Speaker:
      return onOneLine(toQString(line.line.speaker));
    case Case:
      return onOneLine(toQString(line.caseName));
    default:
      return onOneLine(toQString(line.values[static_cast<std::size_t>(column - FirstAttribute)]));
  }
}

QString ConcordanceTable::spoken(int row, int column) const {
  const bool passage = isPassage(order_[static_cast<std::size_t>(row)]);
  if (column == Tick) {
    if (!passage) return tr("the document as a whole");
    return isTicked(row) ? tr("ticked") : tr("not ticked");
  }
  const QString shown = text(row, column);
  if (column != Left && column != Right) return shown.isEmpty() ? tr("empty") : shown;
  if (shown.isEmpty()) return tr("nothing");
  return index(row, column).data(BeforeRole).toBool() ? tr("before the hit: %1").arg(shown)
                                                      : tr("behind the hit: %1").arg(shown);
}

QVariant ConcordanceTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const int row = index.row();
  const int column = index.column();
  switch (role) {
    case Qt::DisplayRole:
      return column == Tick ? QVariant() : QVariant(text(row, column));
    case Qt::CheckStateRole:
      if (column != Tick || !isPassage(order_[static_cast<std::size_t>(row)])) return {};
      return isTicked(row) ? Qt::Checked : Qt::Unchecked;
    case Qt::ToolTipRole:
      return column >= Document ? QVariant(text(row, column)) : QVariant();
    case Qt::AccessibleTextRole:
      return spoken(row, column);
    case DirectionRole:
      return static_cast<int>(directionOf(lineAt(row).line));
    case BeforeRole: {
      const bool asLayout = directionOf(lineAt(row).line) == QGuiApplication::layoutDirection();
      return column == (asLayout ? Left : Right);
    }
    case WholeRole:
      return !isPassage(order_[static_cast<std::size_t>(row)]);
    default:
      return {};
  }
}

bool ConcordanceTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::CheckStateRole || index.column() != Tick) return false;
  const std::uint32_t hit = order_[static_cast<std::size_t>(index.row())];
  if (!isPassage(hit)) return false;
  setTick(hit, value.toInt() == Qt::Checked);
  emit dataChanged(index, index, {Qt::CheckStateRole});
  emit ticksChanged();
  return true;
}

Qt::ItemFlags ConcordanceTable::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
  if (index.column() == Tick && isPassage(order_[static_cast<std::size_t>(index.row())]))
    flags |= Qt::ItemIsUserCheckable;
  return flags;
}

QVariant ConcordanceTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation == Qt::Vertical || section < 0 || section >= columnCount()) return {};
  const bool mirrored = QGuiApplication::layoutDirection() == Qt::RightToLeft;
  const QString names[] = {QString(),      mirrored ? tr("Right") : tr("Left"),
                           tr("Match"),    mirrored ? tr("Left") : tr("Right"),
                           tr("Document"), tr("Speaker"),
                           tr("Case")};
  if (role == Qt::AccessibleTextRole && section == Tick) return tr("Ticked");
  if (role == Qt::ToolTipRole && (section == Left || section == Right))
    return tr(
        "In a line that is read from right to left, what stands before the hit is on its "
        "right.");
  if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
  return section < FirstAttribute
             ? names[section]
             : attributes_[static_cast<std::size_t>(section - FirstAttribute)].title;
}

}  // namespace retold
