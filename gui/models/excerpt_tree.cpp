#include "gui/models/excerpt_tree.h"

#include <QFont>
#include <algorithm>
#include <optional>
#include <tuple>

#include "gui/strings.h"

namespace retold {

namespace {

const std::string& labelOfCode(const Excerpt& excerpt) {
  return excerpt.codeLabel.empty() ? excerpt.code : excerpt.codeLabel;
}

}  // namespace

QString groupOf(const Excerpt& excerpt, ExcerptGroup group, const ExcerptResult& result) {
  switch (group) {
    case ExcerptGroup::Code:
      return toQString(excerpt.code);
    case ExcerptGroup::Case:
      return excerpt.caseName.empty() ? ExcerptTree::tr("in no case") : toQString(excerpt.caseName);
    case ExcerptGroup::Document:
      return toQString(excerpt.document);
    case ExcerptGroup::Speaker:
      return excerpt.speaker.empty() ? ExcerptTree::tr("nobody is named")
                                     : toQString(excerpt.speaker);
    case ExcerptGroup::Attribute: {
      const auto ofDocument = result.valueOfDocument.find(excerpt.document);
      if (ofDocument != result.valueOfDocument.end()) return toQString(ofDocument->second);
      const auto value = result.valueOfCase.find(excerpt.caseName);
      return value == result.valueOfCase.end() ? ExcerptTree::tr("in no case")
                                               : toQString(value->second);
    }
  }
  return {};
}

ExcerptTree::ExcerptTree(QObject* parent) : QAbstractItemModel(parent) {}

QString ExcerptTree::codeOf(const Excerpt& excerpt) const {
  const std::string& label = labelOfCode(excerpt);
  const auto name = names_.find(label);
  const bool isShared = name != names_.end() && name->second.empty();
  return isShared ? QStringLiteral("%1 (%2)").arg(toQString(label), toQString(excerpt.code))
                  : toQString(label);
}

void ExcerptTree::setResult(std::shared_ptr<const ExcerptResult> result, ExcerptGroup group) {
  beginResetModel();
  result_ = std::move(result);
  groups_.clear();
  names_.clear();
  if (result_) {
    for (const Excerpt& excerpt : result_->what.excerpts) {
      const auto [known, isNew] = names_.try_emplace(labelOfCode(excerpt), excerpt.code);
      if (!isNew && known->second != excerpt.code) known->second.clear();
    }
    std::map<QString, std::size_t> places;
    const std::vector<Excerpt>& excerpts = result_->what.excerpts;
    for (std::size_t i = 0; i < excerpts.size(); ++i) {
      const QString key =
          group == ExcerptGroup::Code ? codeOf(excerpts[i]) : groupOf(excerpts[i], group, *result_);
      const auto [at, isNew] = places.try_emplace(key, groups_.size());
      if (isNew) groups_.push_back({key, {}});
      groups_[at->second].excerpts.push_back(i);
    }
    std::stable_sort(groups_.begin(), groups_.end(), [](const Group& a, const Group& b) {
      return QString::localeAwareCompare(a.label, b.label) < 0;
    });
  }
  endResetModel();
}

const Excerpt* ExcerptTree::excerptAt(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return nullptr;
  const Group& group = groups_[index.internalId() - 1];
  return &result_->what.excerpts[group.excerpts[static_cast<std::size_t>(index.row())]];
}

QString ExcerptTree::labelOf(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const QModelIndex top = index.internalId() == 0 ? index : index.parent();
  return groups_[static_cast<std::size_t>(top.row())].label;
}

QModelIndex ExcerptTree::placeOf(const Excerpt& before, const QString& label) const {
  const auto rowIn = [&](std::size_t group, auto fits) {
    const std::vector<std::size_t>& all = groups_[group].excerpts;
    const auto at = std::find_if(all.begin(), all.end(), [&](std::size_t place) {
      return fits(result_->what.excerpts[place]);
    });
    return static_cast<int>(at - all.begin());
  };
  const auto at = [&](std::size_t group, int row) {
    return index(row, 0, index(static_cast<int>(group), 0));
  };
  const auto isSame = [&](const Excerpt& each) {
    return each.id == before.id && each.span == before.span;
  };
  std::optional<std::size_t> home;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (groups_[group].label == label) home = group;
  }
  const auto rowsIn = [&](std::size_t group) {
    return static_cast<int>(groups_[group].excerpts.size());
  };
  if (home) {
    if (const int row = rowIn(*home, isSame); row < rowsIn(*home)) return at(*home, row);
  }
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    if (const int row = rowIn(group, isSame); row < rowsIn(group)) return at(group, row);
  }
  if (!home) return {};
  const int behind = rowIn(*home, [&](const Excerpt& each) {
    return std::tie(each.document, each.span.begin) >= std::tie(before.document, before.span.begin);
  });
  return at(*home, std::min(behind, rowsIn(*home) - 1));
}

QModelIndex ExcerptTree::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  const quintptr id = parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : 0;
  return createIndex(row, column, id);
}

QModelIndex ExcerptTree::parent(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return {};
  return createIndex(static_cast<int>(index.internalId() - 1), 0, quintptr{0});
}

int ExcerptTree::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(groups_.size());
  if (parent.internalId() != 0 || parent.column() != 0) return 0;
  return static_cast<int>(groups_[static_cast<std::size_t>(parent.row())].excerpts.size());
}

int ExcerptTree::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant ExcerptTree::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  if (const Excerpt* excerpt = excerptAt(index)) return excerptData(*excerpt, index.column(), role);
  return groupData(groups_[static_cast<std::size_t>(index.row())], index.column(), role);
}

QVariant ExcerptTree::groupData(const Group& group, int column, int role) const {
  if (column != Passage) return {};
  if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) {
    return QStringLiteral("%1 (%2)").arg(apart(group.label), grouped(group.excerpts.size()));
  }
  if (role == Qt::FontRole) {
    QFont bold;
    bold.setBold(true);
    return bold;
  }
  return {};
}

QVariant ExcerptTree::excerptData(const Excerpt& excerpt, int column, int role) const {
  if (role == Qt::ToolTipRole && column == CodeName) return toQString(excerpt.code);
  if (role == Qt::ToolTipRole && column == Passage) return toQString(excerpt.quote);
  if (role == Qt::AccessibleTextRole && column == Passage) {
    return tr("%1, tagged with %2 by %3")
        .arg(onOneLine(toQString(excerpt.quote)), codeOf(excerpt), toQString(excerpt.coder));
  }
  if (role != Qt::DisplayRole) return {};
  switch (column) {
    case Passage:
      return onOneLine(toQString(excerpt.quote));
    case DocumentName:
      return toQString(excerpt.document);
    case CaseName:
      return toQString(excerpt.caseName);
    case Speaker:
      return toQString(excerpt.speaker);
    case CodeName:
      return codeOf(excerpt);
    case Coder:
      return toQString(excerpt.coder);
    default:
      return {};
  }
}

QVariant ExcerptTree::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Passage:
      return tr("Passage");
    case DocumentName:
      return tr("Document");
    case CaseName:
      return tr("Case");
    case Speaker:
      return tr("Speaker");
    case CodeName:
      return tr("Code");
    case Coder:
      return tr("Coder");
    default:
      return {};
  }
}

}  // namespace retold
