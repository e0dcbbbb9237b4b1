#include "gui/models/case_table.h"

#include <QStringList>
#include <algorithm>

#include "gui/strings.h"
#include "queries/cases/case_file.h"

namespace retold {

namespace {

constexpr const char* kColumns = "cases/columns";
constexpr std::size_t kMostAtFirst = 12;

}  // namespace

CaseTable::CaseTable(Session& session, QObject* parent)
    : QAbstractTableModel(parent), session_(session) {
  connect(&session_, &Session::projectChanged, this, &CaseTable::forget);
  connect(&session_, &Session::changed, this, &CaseTable::noticeChange);
  connect(&session_, &Session::filterChanged, this, [this] {
    if (list_) arrange();
  });
  connect(&session_, &Session::textHidingChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  });
}

void CaseTable::forget() {
  beginResetModel();
  reading_.reset();
  list_.reset();
  definitions_.clear();
  attributes_.clear();
  shown_.clear();
  rowsOf_.clear();
  order_.clear();
  expected_.reset();
  endResetModel();
  emit readingChanged();
  if (awake_ && session_.isOpen()) read();
}

void CaseTable::wake() {
  awake_ = true;
  if (session_.isOpen() && !list_ && !reading_.isRunning()) read();
}

void CaseTable::read() {
  reading_ = session_.start<std::shared_ptr<CaseList>>(
      [](const Storage& storage, Progress& progress) {
        return std::make_shared<CaseList>(readCaseList(storage, progress));
      },
      [this](const std::shared_ptr<CaseList>& list) {
        beginResetModel();
        const bool isFirst = list_ == nullptr;
        list_ = std::make_unique<CaseList>(std::move(*list));
        order_.clear();
        readDefinitions();
        if (isFirst || !hasChosenAttributes()) chooseAttributes();
        arrangeRows();
        endResetModel();
        reading_.reset();
        emit readingChanged();
      });
  emit readingChanged();
}

void CaseTable::noticeChange(Parts parts) {
  if (!(parts & (Part::Cases | Part::Documents)) || !awake_) return;
  const std::optional<CaseId> expected = std::exchange(expected_, std::nullopt);
  if (!list_ || reading_.isRunning() || !expected) return read();
  bool isThere = false;
  session_.read([&](const Storage& storage) { isThere = list_->reread(storage, *expected); });
  if (!isThere) return read();
  if (const auto row = rowOf(*expected)) {
    emit dataChanged(index(*row, 0), index(*row, columnCount() - 1));
  }
}

void CaseTable::readDefinitions() {
  session_.read([this](const Storage& storage) { definitions_ = storage.attributeDefinitions(); });
}

std::vector<AttributePlace> CaseTable::offered() const {
  std::vector<AttributePlace> places = list_ ? list_->places() : std::vector<AttributePlace>();
  for (const AttributeDefinition& definition : definitions_) {
    if (definition.unit != AttributeUnit::Case) continue;
    const bool isThere = std::any_of(places.begin(), places.end(), [&](const AttributePlace& each) {
      return each.unit == AttributeUnit::Case &&
             definitionOf({definition}, AttributeUnit::Case, each.name) != nullptr;
    });
    if (!isThere) places.push_back({AttributeUnit::Case, 0, definition.name});
  }
  std::stable_sort(
      places.begin(), places.end(),
      [](const AttributePlace& a, const AttributePlace& b) { return a.unit < b.unit; });
  return places;
}

bool CaseTable::hasChosenAttributes() const {
  return session_.remembered(QLatin1String(kColumns)).isValid();
}

void CaseTable::chooseAttributes() {
  attributes_.clear();
  if (hasChosenAttributes()) {
    for (const QString& text : session_.remembered(QLatin1String(kColumns)).toStringList()) {
      attributes_.push_back(parseAttributePlace(toUtf8(text)));
    }
    return;
  }
  for (const AttributePlace& place : offered()) {
    if (place.unit == AttributeUnit::Case && attributes_.size() < kMostAtFirst) {
      attributes_.push_back(place);
    }
  }
}

void CaseTable::setAttributes(std::vector<AttributePlace> attributes) {
  beginResetModel();
  attributes_ = std::move(attributes);
  if (sortColumn_ >= FirstAttribute) sortColumn_ = Name;
  order_.clear();
  arrangeRows();
  endResetModel();
  QStringList kept;
  for (const AttributePlace& place : attributes_) kept << toQString(toText(place));
  session_.remember(QLatin1String(kColumns), kept);
}

void CaseTable::setSearched(const QString& text) {
  if (text == searched_) return;
  searched_ = text;
  if (list_) arrange();
}

bool CaseTable::isShown(const CaseList::Row& row) const {
  return !session_.passing() ||
         std::any_of(row.documents.begin(), row.documents.end(),
                     [this](DocumentId document) { return session_.passes(document); });
}

std::vector<std::uint32_t> CaseTable::ordered() const {
  const bool down = sortOrder_ == Qt::DescendingOrder;
  if (sortColumn_ >= FirstAttribute && sortColumn_ < columnCount()) {
    const AttributePlace& place = placeAt(sortColumn_);
    return list_->orderedBy(place, definitionOf(definitions_, place.unit, place.name), down);
  }
  std::vector<std::uint32_t> order = list_->orderedByName(down && sortColumn_ == Name);
  if (sortColumn_ == Name) return order;
  const auto countOf = [this](std::uint32_t row) {
    const CaseList::Row& each = list_->rows()[row];
    return sortColumn_ == Documents ? each.documents.size() : std::size_t{each.episodes};
  };
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return down ? countOf(a) > countOf(b) : countOf(a) < countOf(b);
  });
  return order;
}

void CaseTable::arrange() {
  beginResetModel();
  arrangeRows();
  endResetModel();
}

void CaseTable::arrangeRows() {
  shown_.clear();
  rowsOf_.clear();
  if (!list_) return;
  if (order_.empty()) order_ = ordered();
  const std::vector<bool> found = list_->holding(toUtf8(searched_.trimmed()), attributes_);
  rowsOf_.assign(list_->rows().size(), -1);
  for (const std::uint32_t row : order_) {
    if (!found[row] || !isShown(list_->rows()[row])) continue;
    rowsOf_[row] = static_cast<std::int32_t>(shown_.size());
    shown_.push_back(row);
  }
}

void CaseTable::sort(int column, Qt::SortOrder order) {
  if (column < 0) column = Name;
  if (column == sortColumn_ && order == sortOrder_) return;
  sortColumn_ = column;
  sortOrder_ = order;
  order_.clear();
  if (list_) arrange();
}

const CaseList::Row& CaseTable::caseAt(int row) const {
  return list_->rows()[shown_[static_cast<std::size_t>(row)]];
}

std::optional<int> CaseTable::rowOf(CaseId id) const {
  const auto row = list_ ? list_->rowOf(id) : std::nullopt;
  if (!row || *row >= rowsOf_.size() || rowsOf_[*row] < 0) return std::nullopt;
  return rowsOf_[*row];
}

int CaseTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

int CaseTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : FirstAttribute + static_cast<int>(attributes_.size());
}

const AttributePlace& CaseTable::placeAt(int column) const {
  return attributes_[static_cast<std::size_t>(column - FirstAttribute)];
}

QVariant CaseTable::countCell(const CaseList::Row& row, int column, int role) const {
  const std::size_t count = column == Documents ? row.documents.size() : std::size_t{row.episodes};
  if (role == Qt::TextAlignmentRole) return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
  if (role == Qt::DisplayRole) return grouped(count);
  if (role != Qt::AccessibleTextRole && role != Qt::ToolTipRole) return {};
  return column == Documents ? counted(count, tr("1 document"), tr("%1 documents"))
                             : counted(count, tr("1 episode"), tr("%1 episodes"));
}

QVariant CaseTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const CaseList::Row& row = caseAt(index.row());
  if (index.column() == Name) {
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole) return onOneLine(toQString(row.name));
    if (role == Qt::AccessibleTextRole) return tr("case %1").arg(onOneLine(toQString(row.name)));
    return {};
  }
  if (index.column() < FirstAttribute) return countCell(row, index.column(), role);
  const AttributePlace& place = placeAt(index.column());
  return attributeCell(list_->value(shown_[static_cast<std::size_t>(index.row())], place),
                       definitionOf(definitions_, place.unit, place.name), role,
                       session_.hidesText());
}

QVariant CaseTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  if (section >= FirstAttribute) {
    const AttributePlace& place = placeAt(section);
    const AttributeDefinition* definition = definitionOf(definitions_, place.unit, place.name);
    if (role == Qt::DisplayRole) return columnTitle(place, definition);
    if (role == Qt::ToolTipRole) return columnToolTip(place, definition);
    return {};
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Case");
    case Documents:
      return tr("Documents");
    default:
      return tr("Episodes");
  }
}

Qt::ItemFlags CaseTable::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid() || index.column() < FirstAttribute || session_.isReadOnly()) return flags;
  const AttributePlace& place = placeAt(index.column());
  const bool isHidden =
      session_.hidesText() &&
      isFreeText(list_->value(shown_[static_cast<std::size_t>(index.row())], place),
                 definitionOf(definitions_, place.unit, place.name));
  return isHidden ? flags : flags | Qt::ItemIsEditable;
}

bool CaseTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable)) return false;
  const AttributePlace place = placeAt(index.column());
  const CaseId id = caseAt(index.row()).id;
  const AttributeValue* before = list_->value(shown_[static_cast<std::size_t>(index.row())], place);
  const TypedValue typed =
      readTyped(typedValue(value.toString()), definitionOf(definitions_, place.unit, place.name));
  if (!typed.value) {
    emit refused(toQString(typed.refusal));
    return false;
  }
  const bool isSame = before ? *before == *typed.value : value.toString().trimmed().isEmpty();
  if (isSame) return true;
  expected_ = id;
  const bool done = session_.change(Part::Cases, [&](Storage& storage) {
    const auto person = storage.person(id);
    if (!person) throw Error(ErrorKind::NotFound, "this case is no longer in the project");
    retold::setValue(storage, *person, place, {}, *typed.value, toUtf8(session_.coder()));
  });
  if (!done) expected_.reset();
  return done;
}

}  // namespace retold
