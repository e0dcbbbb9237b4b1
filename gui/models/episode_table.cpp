#include "gui/models/episode_table.h"

#include <algorithm>

#include "gui/strings.h"
#include "indexer/import/column_names.h"

namespace retold {

namespace {

std::optional<AttributeValue> asValue(const std::optional<std::uint32_t>& episode) {
  if (!episode) return std::nullopt;
  return AttributeValue{ValueState::Given, std::to_string(*episode)};
}

}  // namespace

EpisodeTable::EpisodeTable(Session& session, AttributeUnit unit, QObject* parent)
    : QAbstractTableModel(parent), session_(session), unit_(unit) {
  connect(&session_, &Session::textHidingChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  });
}

void EpisodeTable::setFile(const CaseFile* file,
                           const std::vector<AttributeDefinition>& definitions) {
  EpisodeTable fresh(session_, unit_);
  fresh.definitions_ = definitions;
  if (file != nullptr) fresh.read(*file);
  // Another value leaves the table as it is, with what is chosen or typed in it.
  const bool isSameShape = person_ && fresh.person_ && person_->id == fresh.person_->id &&
                           rows_.size() == fresh.rows_.size() && columns_ == fresh.columns_;
  if (!isSameShape) beginResetModel();
  person_ = std::move(fresh.person_);
  rows_ = std::move(fresh.rows_);
  columns_ = std::move(fresh.columns_);
  definitions_ = std::move(fresh.definitions_);
  if (!isSameShape) {
    endResetModel();
  } else if (!rows_.empty()) {
    emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
  }
}

void EpisodeTable::read(const CaseFile& file) {
  person_ = file.person;
  for (const AttributeDefinition& definition : definitions_) {
    if (definition.unit == unit_) columns_.push_back(definition.name);
  }
  std::stable_partition(columns_.begin(), columns_.end(), [this](const std::string& column) {
    return definitionOf(definitions_, unit_, column)->type == AttributeType::Date;
  });
  if (unit_ == AttributeUnit::Episode) {
    for (const Episode& each : file.episodes) {
      rows_.push_back({each.number, {}, {}, each.attributes});
    }
  } else if (unit_ == AttributeUnit::Assistance) {
    for (const Assistance& each : file.assistance) {
      rows_.push_back({each.number, {}, asValue(each.episode), each.attributes});
    }
  } else {
    for (const CaseFile::Paper& paper : file.documents) {
      rows_.push_back({0, paper.document,
                       paper.facts ? asValue(paper.facts->episode) : std::nullopt,
                       paper.facts ? paper.facts->attributes : Attributes{}});
    }
  }
  for (const Row& row : rows_) addColumns(row.attributes);
}

void EpisodeTable::addColumns(const Attributes& attributes) {
  for (const auto& [name, value] : attributes) {
    const std::string key = headerKey(name);
    const bool isThere =
        std::any_of(columns_.begin(), columns_.end(),
                    [&](const std::string& column) { return headerKey(column) == key; });
    if (!isThere) columns_.push_back(name);
  }
}

std::uint32_t EpisodeTable::numberAt(int row) const {
  return rows_[static_cast<std::size_t>(row)].number;
}

std::optional<int> EpisodeTable::rowOf(std::uint32_t number) const {
  const auto at = std::find_if(rows_.begin(), rows_.end(),
                               [number](const Row& row) { return row.number == number; });
  if (at == rows_.end()) return std::nullopt;
  return static_cast<int>(at - rows_.begin());
}

const Document& EpisodeTable::documentAt(int row) const {
  return *rows_[static_cast<std::size_t>(row)].document;
}

int EpisodeTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int EpisodeTable::columnCount(const QModelIndex& parent) const {
  if (parent.isValid()) return 0;
  return static_cast<int>(columns_.size()) + (hasEpisodeColumn() ? 2 : 1);
}

QString EpisodeTable::nameOf(const Row& row) const {
  switch (unit_) {
    case AttributeUnit::Episode:
      return tr("Episode %1").arg(row.number);
    case AttributeUnit::Assistance:
      return tr("Assistance %1").arg(row.number);
    default:
      return row.document ? onOneLine(toQString(row.document->name)) : QString();
  }
}

const AttributeValue* EpisodeTable::valueAt(const Row& row, int column) const {
  const int attribute = attributeAt(column);
  if (attribute < 0) return row.episode ? &*row.episode : nullptr;
  const std::string key = headerKey(columns_[static_cast<std::size_t>(attribute)]);
  const auto at = std::find_if(row.attributes.begin(), row.attributes.end(),
                               [&](const auto& each) { return headerKey(each.first) == key; });
  return at == row.attributes.end() ? nullptr : &at->second;
}

const AttributeDefinition* EpisodeTable::definitionAt(int column) const {
  const int attribute = attributeAt(column);
  if (attribute < 0) return nullptr;
  return definitionOf(definitions_, unit_, columns_[static_cast<std::size_t>(attribute)]);
}

QVariant EpisodeTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const Row& row = rows_[static_cast<std::size_t>(index.row())];
  if (index.column() == 0) {
    const bool isText =
        role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    return isText ? QVariant(nameOf(row)) : QVariant();
  }
  return attributeCell(valueAt(row, index.column()), definitionAt(index.column()), role,
                       session_.hidesText() && attributeAt(index.column()) >= 0);
}

QVariant EpisodeTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= columnCount()) return {};
  const int attribute = attributeAt(section);
  if (attribute >= 0) {
    const AttributePlace place{unit_, 0, columns_[static_cast<std::size_t>(attribute)]};
    if (role == Qt::DisplayRole) return columnTitle(place, definitionAt(section));
    if (role == Qt::ToolTipRole) return columnToolTip(place, definitionAt(section));
    return {};
  }
  if (role == Qt::ToolTipRole && section == 1) {
    return unit_ == AttributeUnit::Document
               ? tr("Number of the episode that the document tells of")
               : tr("Number of the episode that the person was assisted after");
  }
  if (role != Qt::DisplayRole) return {};
  if (section == 1) {
    return unit_ == AttributeUnit::Document ? tr("Tells of episode") : tr("After episode");
  }
  if (unit_ == AttributeUnit::Episode) return tr("Episode");
  return unit_ == AttributeUnit::Assistance ? tr("Assistance") : tr("Document");
}

Qt::ItemFlags EpisodeTable::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid() || index.column() == 0 || session_.isReadOnly()) return flags;
  const int column = index.column();
  const bool isHidden = session_.hidesText() && attributeAt(column) >= 0 &&
                        isFreeText(valueAt(rows_[static_cast<std::size_t>(index.row())], column),
                                   definitionAt(column));
  return isHidden ? flags : flags | Qt::ItemIsEditable;
}

bool EpisodeTable::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || !(flags(index) & Qt::ItemIsEditable) || !person_) return false;
  const Row row = rows_[static_cast<std::size_t>(index.row())];
  const int attribute = attributeAt(index.column());
  const AttributePlace place{
      unit_, row.number,
      attribute < 0 ? std::string(kTellsOf) : columns_[static_cast<std::size_t>(attribute)]};
  const TypedValue typed = readTyped(typedValue(value.toString()), definitionAt(index.column()));
  if (!typed.value) {
    emit refused(toQString(typed.refusal));
    return false;
  }
  const AttributeValue* before = valueAt(row, index.column());
  if (before ? *before == *typed.value : value.toString().trimmed().isEmpty()) return true;
  emit changing(person_->id);
  return session_.change(Part::Cases, [&, id = person_->id](Storage& storage) {
    const auto person = storage.person(id);
    if (!person) throw Error(ErrorKind::NotFound, "this case is no longer in the project");
    retold::setValue(storage, *person, place, row.document, *typed.value, toUtf8(session_.coder()));
  });
}

}  // namespace retold
