#include "gui/models/code_tree.h"

#include <QFont>
#include <QGuiApplication>
#include <QMimeData>
#include <algorithm>

#include "gui/strings.h"
#include "gui/views/code_chip.h"
#include "gui/views/dragged.h"
#include "indexer/text/fold.h"

namespace retold {

namespace {

const QString kPath = QStringLiteral("application/x-retold-code-path");

QString foldedOf(const std::string& text) { return toQString(fold(text)); }

bool isBelow(const QString& path, const QString& above) {
  return path.startsWith(above + QLatin1Char('/'));
}

}  // namespace

void CodeTreeModel::setCodebook(Codebook codebook, const std::vector<CodeUse>& uses) {
  beginResetModel();
  codebook_ = std::move(codebook);
  tree_ = codeTree(codebook_);
  rows_.assign(tree_.nodes.size(), 0);
  const auto number = [this](const std::vector<std::size_t>& siblings) {
    for (std::size_t row = 0; row < siblings.size(); ++row) rows_[siblings[row]] = row;
  };
  number(tree_.roots);
  for (const CodeNode& node : tree_.nodes) number(node.children);
  groupDocuments_.clear();
  uses_.clear();
  for (const CodeUse& use : uses) uses_.emplace(use.code, use);
  endResetModel();
}

void CodeTreeModel::setUses(const std::vector<CodeUse>& uses) {
  uses_.clear();
  for (const CodeUse& use : uses) uses_.emplace(use.code, use);
  for (std::size_t node = 0; node < tree_.nodes.size(); ++node) {
    const QModelIndex index = indexOfNode(node);
    emit dataChanged(index, index.siblingAtColumn(Documents));
  }
}

void CodeTreeModel::setGroupDocuments(std::vector<std::uint64_t> documents) {
  if (documents.size() != tree_.nodes.size()) return;  // of a codebook that is another now
  groupDocuments_ = std::move(documents);
  for (std::size_t node = 0; node < tree_.nodes.size(); ++node) {
    if (tree_.nodes[node].code) continue;
    const QModelIndex index = indexOfNode(node);
    emit dataChanged(index, index.siblingAtColumn(Documents));
  }
}

const CodeNode& CodeTreeModel::nodeAt(const QModelIndex& index) const {
  return tree_.nodes[index.internalId()];
}

QModelIndex CodeTreeModel::indexOfNode(std::size_t node) const {
  return createIndex(static_cast<int>(rows_[node]), 0, node);
}

const std::vector<std::size_t>& CodeTreeModel::childrenOf(const QModelIndex& parent) const {
  return parent.isValid() ? nodeAt(parent).children : tree_.roots;
}

const Code* CodeTreeModel::codeAt(const QModelIndex& index) const {
  if (!index.isValid()) return nullptr;
  const CodeNode& node = nodeAt(index);
  return node.code ? &codebook_.codes[*node.code] : nullptr;
}

QModelIndex CodeTreeModel::indexOf(std::string_view path) const {
  const auto node = nodeOf(tree_, path);
  return node ? indexOfNode(*node) : QModelIndex();
}

QModelIndex CodeTreeModel::indexOf(CodeId id) const {
  const auto at = std::ranges::find(codebook_.codes, id, &Code::id);
  return at == codebook_.codes.end()
             ? QModelIndex()
             : indexOfNode(static_cast<std::size_t>(at - codebook_.codes.begin()));
}

QModelIndex CodeTreeModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  return createIndex(row, column, childrenOf(parent)[static_cast<std::size_t>(row)]);
}

QModelIndex CodeTreeModel::parent(const QModelIndex& index) const {
  if (!index.isValid()) return {};
  const CodeNode& node = nodeAt(index);
  return node.parent ? indexOfNode(*node.parent) : QModelIndex();
}

int CodeTreeModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(childrenOf(parent).size());
}

int CodeTreeModel::columnCount(const QModelIndex&) const { return Columns; }

std::uint64_t CodeTreeModel::codingsAt(const CodeNode& node) const {
  const auto of = [this](std::size_t code) {
    const auto use = uses_.find(codebook_.codes[code].id);
    return use == uses_.end() ? 0 : use->second.codings;
  };
  if (node.code) return of(*node.code);
  std::uint64_t sum = 0;
  const auto at = static_cast<std::size_t>(&node - tree_.nodes.data());
  for (const std::size_t code : codesFrom(tree_, at)) sum += of(code);
  return sum;
}

std::optional<std::uint64_t> CodeTreeModel::documentsAt(const CodeNode& node) const {
  if (node.code) {
    const auto use = uses_.find(codebook_.codes[*node.code].id);
    return use == uses_.end() ? 0 : use->second.documents;
  }
  if (groupDocuments_.empty()) return std::nullopt;
  return groupDocuments_[static_cast<std::size_t>(&node - tree_.nodes.data())];
}

QString CodeTreeModel::spoken(const CodeNode& node) const {
  const QString codings =
      counted(codingsAt(node), tr("tagged on 1 passage"), tr("tagged on %1 passages"));
  const auto known = documentsAt(node);
  const QString documents =
      known ? counted(*known, tr("in 1 document"), tr("in %1 documents")) : QString();
  if (!node.code) {
    return tr("%1, a group, %2 %3").arg(toQString(node.label), codings, documents).trimmed();
  }
  const Code& code = codebook_.codes[*node.code];
  const QString line =
      tr("%1, %2, %3 %4").arg(toQString(node.label), wordsFor(code.kind), codings, documents);
  return code.retired ? tr("%1, retired").arg(line) : line;
}

QVariant CodeTreeModel::labelData(const CodeNode& node, int role) const {
  const Code* code = node.code ? &codebook_.codes[*node.code] : nullptr;
  const bool retired = code != nullptr && code->retired;
  const QString label = onOneLine(toQString(node.label));
  switch (role) {
    case Qt::DisplayRole:
      return retired ? tr("%1 (retired)").arg(label) : label;
    case Qt::DecorationRole:
      return code != nullptr ? QVariant(codeChip(*code, QGuiApplication::palette())) : QVariant();
    case Qt::ToolTipRole:
      return code == nullptr || code->definition.empty()
                 ? toQString(node.path)
                 : QStringLiteral("%1\n%2").arg(toQString(node.path), toQString(code->definition));
    case Qt::AccessibleTextRole:
      return spoken(node);
    case Qt::FontRole: {
      QFont font = QGuiApplication::font();
      font.setBold(code == nullptr);
      font.setItalic(retired);
      return font;
    }
    default:
      return {};
  }
}

QVariant CodeTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const CodeNode& node = nodeAt(index);
  const Code* code = codeAt(index);
  if (role == kPathRole) return toQString(node.path);
  if (role == kRetiredRole) return code != nullptr && code->retired;
  if (role == kWordsRole) {
    const QString words = foldedOf(node.label + ' ' + node.path);
    return code == nullptr ? words : words + QLatin1Char(' ') + foldedOf(code->definition);
  }
  if (index.column() == Label) return labelData(node, role);
  if (role == Qt::TextAlignmentRole) return int{Qt::AlignTrailing | Qt::AlignVCenter};
  if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole) return {};
  if (index.column() == Codings) {
    const std::uint64_t codings = codingsAt(node);
    return codings == 0 ? QString() : grouped(codings);
  }
  const auto documents = documentsAt(node);
  return documents.value_or(0) == 0 ? QString() : grouped(*documents);
}

QVariant CodeTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole && section != Label) {
    return int{Qt::AlignTrailing | Qt::AlignVCenter};
  }
  if (role == Qt::ToolTipRole && section != Label && !scope_.isEmpty()) return scope_;
  if (role == Qt::ToolTipRole && section == Codings) {
    return tr("Passages tagged with the code itself; of a group, with any code in it");
  }
  if (role == Qt::ToolTipRole && section == Documents) {
    return tr("Documents with such a passage; of a group, each is counted once");
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Label:
      return tr("Code");
    case Codings:
      return tr("Passages");
    default:
      return tr("Documents");
  }
}

Qt::ItemFlags CodeTreeModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::ItemIsDropEnabled;
  return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled | Qt::ItemIsDropEnabled;
}

QStringList CodeTreeModel::mimeTypes() const { return {kPath}; }

QMimeData* CodeTreeModel::mimeData(const QModelIndexList& indexes) const {
  auto* data = new QMimeData;
  if (indexes.isEmpty()) return data;
  data->setData(kPath, indexes.front().data(kPathRole).toString().toUtf8());
  if (const Code* code = codeAt(indexes.front())) putCode(*data, code->id);
  return data;
}

bool CodeTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int,
                                    const QModelIndex& parent) const {
  if (data == nullptr || !data->hasFormat(kPath)) return false;
  const QString path = QString::fromUtf8(data->data(kPath));
  const QString above = parent.data(kPathRole).toString();
  const QString now = path.section(QLatin1Char('/'), 0, -2);
  return above != path && above != now && !isBelow(above, path);
}

bool CodeTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                                 const QModelIndex& parent) {
  if (!canDropMimeData(data, action, row, column, parent)) return false;
  emit moveWanted(QString::fromUtf8(data->data(kPath)), parent.data(kPathRole).toString());
  return false;  // the view would take the row away: the model is read anew
}

CodeSearch::CodeSearch(CodeTreeModel* tree, QObject* parent) : QSortFilterProxyModel(parent) {
  setRecursiveFilteringEnabled(true);
  setSourceModel(tree);
}

void CodeSearch::setWanted(const QString& typed) {
  wanted_ = toQString(fold(toUtf8(typed))).split(QLatin1Char(' '), Qt::SkipEmptyParts);
  invalidateFilter();
}

void CodeSearch::setRetiredShown(bool shown) {
  retiredShown_ = shown;
  invalidateFilter();
}

bool CodeSearch::filterAcceptsRow(int row, const QModelIndex& parent) const {
  const QModelIndex index = sourceModel()->index(row, 0, parent);
  if (!retiredShown_ && index.data(CodeTreeModel::kRetiredRole).toBool()) return false;
  // A group is there for what stands in it.
  const auto* tree = static_cast<const CodeTreeModel*>(sourceModel());
  if (tree->codeAt(index) == nullptr) return false;
  const QString words = index.data(CodeTreeModel::kWordsRole).toString();
  return std::ranges::all_of(wanted_, [&](const QString& word) { return words.contains(word); });
}

}  // namespace retold
