#include "gui/models/framework_table.h"

#include <QGuiApplication>
#include <algorithm>

#include "gui/code_label.h"
#include "gui/strings.h"
#include "gui/theme.h"

namespace retold {

namespace {

constexpr int kSeen = 400;  ///< letters of a summary that a cell can show

}  // namespace

void FrameworkTable::setFramework(Framework framework) {
  beginResetModel();
  framework_ = std::move(framework);
  endResetModel();
}

QModelIndex FrameworkTable::indexOf(CaseId person, CodeId code) const {
  const auto row = std::ranges::find(framework_.rows, person, &Framework::Row::id);
  const auto column = std::ranges::find(framework_.columns, code, &Code::id);
  if (row == framework_.rows.end() || column == framework_.columns.end()) return {};
  return index(static_cast<int>(row - framework_.rows.begin()),
               static_cast<int>(column - framework_.columns.begin()));
}

void FrameworkTable::setSummary(CaseId person, CodeId code, std::optional<Summary> summary) {
  const QModelIndex at = indexOf(person, code);
  if (!at.isValid()) return;
  framework_.cellToFill(static_cast<std::size_t>(at.row()), static_cast<std::size_t>(at.column()))
      .summary = std::move(summary);
  emit dataChanged(at, at);
}

int FrameworkTable::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(framework_.rows.size());
}

int FrameworkTable::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(framework_.columns.size());
}

QString FrameworkTable::textOf(const FrameworkCell& cell) const {
  QStringList parts;
  if (cell.summary && !cell.summary->text.empty()) {
    parts << onOneLine(toQString(cell.summary->text).left(kSeen));
  }
  if (cell.waits()) {
    parts << counted(cell.passages, tr("○ 1 passage, not summed up"),
                     tr("○ %1 passages, not summed up"));
  }
  if (cell.others > 0) {
    parts << counted(cell.others, tr("1 summary of another coder"),
                     tr("%1 summaries of other coders"));
  }
  return parts.join(QStringLiteral(" · "));
}

QVariant FrameworkTable::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const auto row = static_cast<std::size_t>(index.row());
  const auto column = static_cast<std::size_t>(index.column());
  const FrameworkCell* cell = framework_.cell(row, column);
  if (role == Qt::AccessibleTextRole) {
    return tr("Case %1, %2: %3")
        .arg(apart(toQString(framework_.rows[row].name)), codeLabel(framework_.columns[column]),
             cell != nullptr ? textOf(*cell) : tr("nothing"));
  }
  if (cell == nullptr) return {};
  if (role == Qt::DisplayRole) return textOf(*cell);
  if (role == Qt::ToolTipRole && cell->summary) return toQString(cell->summary->text);
  if (role == Qt::TextAlignmentRole) return int(Qt::AlignLeading | Qt::AlignTop);
  if (cell->waits() && (role == Qt::BackgroundRole || role == Qt::ForegroundRole)) {
    const Theme theme = themeOf(QGuiApplication::palette());
    return role == Qt::BackgroundRole ? theme.toneGround(Tone::Warning)
                                      : theme.toneText(Tone::Warning);
  }
  return {};
}

QVariant FrameworkTable::headerData(int section, Qt::Orientation orientation, int role) const {
  const auto at = static_cast<std::size_t>(section);
  const bool wanted =
      role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
  if (orientation == Qt::Vertical) {
    if (!wanted || section < 0 || at >= framework_.rows.size()) return {};
    return toQString(framework_.rows[at].name);
  }
  if (!wanted || section < 0 || at >= framework_.columns.size()) return {};
  const Code& code = framework_.columns[at];
  if (role != Qt::ToolTipRole) return codeLabel(code);
  return codeToolTip(code);
}

void FrameworkPassages::setPassages(std::vector<FrameworkPassage> passages, bool editable) {
  beginResetModel();
  passages_ = std::move(passages);
  editable_ = editable;
  endResetModel();
}

std::vector<CodingId> FrameworkPassages::linked() const {
  std::vector<CodingId> ids;
  for (const FrameworkPassage& passage : passages_) {
    if (passage.linked) ids.push_back(passage.coding.id);
  }
  return ids;
}

int FrameworkPassages::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(passages_.size());
}

QVariant FrameworkPassages::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const FrameworkPassage& passage = passageAt(index.row());
  if (role == Qt::CheckStateRole) return int(passage.linked ? Qt::Checked : Qt::Unchecked);
  const QString quote = onOneLine(toQString(passage.coding.quote));
  const QString where =
      tr("%1 · %2").arg(apart(toQString(passage.document)), apart(toQString(passage.code)));
  if (role == Qt::DisplayRole) {
    return tr("“%1”").arg(quote) + QChar(QChar::LineSeparator) + where;
  }
  if (role == Qt::ToolTipRole) return QStringLiteral("%1\n%2").arg(quote, where);
  if (role == Qt::AccessibleTextRole) {
    return tr("“%1”, %2, %3").arg(quote, where, passage.linked ? tr("linked") : tr("not linked"));
  }
  return {};
}

bool FrameworkPassages::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::CheckStateRole || !editable_) return false;
  const bool linked = value.toInt() == Qt::Checked;
  bool& stored = passages_[static_cast<std::size_t>(index.row())].linked;
  if (stored == linked) return true;
  stored = linked;
  emit dataChanged(index, index, {Qt::CheckStateRole});
  emit linksChanged();
  return true;
}

Qt::ItemFlags FrameworkPassages::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractListModel::flags(index);
  if (index.isValid() && editable_) flags |= Qt::ItemIsUserCheckable;
  return flags;
}

}  // namespace retold
