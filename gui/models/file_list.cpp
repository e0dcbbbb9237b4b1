#include "gui/models/file_list.h"

#include <QLocale>
#include <algorithm>

#include "gui/strings.h"

namespace retold {

QString wordsFor(FileGroup group) { return toQString(toText(group)); }

void FileList::setFiles(std::vector<FileRecord> files) {
  beginResetModel();
  files_ = std::move(files);
  endResetModel();
}

int FileList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(files_.size());
}

int FileList::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QString FileList::textOf(const FileRecord& file, int column) const {
  switch (column) {
    case Name:
      return toQString(file.name);
    case Outcome:
      return wordsFor(groupOf(file));
    case Remarks: {
      QStringList parts;
      for (const std::string& remark : remarksOn(file)) parts << toQString(remark);
      return parts.join(QStringLiteral("; "));
    }
    case Language:
      return file.searchability ? languageInWords(file.searchability->language) : QString();
    case Size:
      return QLocale().formattedDataSize(static_cast<qint64>(file.bytes));
    default:
      return {};
  }
}

QVariant FileList::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const FileRecord& file = fileAt(index.row());
  switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
      return textOf(file, index.column());
    case Qt::TextAlignmentRole:
      return index.column() == Size ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case kSortRole:
      if (index.column() == Outcome) return static_cast<int>(groupOf(file));
      if (index.column() == Size) return static_cast<qulonglong>(file.bytes);
      return textOf(file, index.column());
    default:
      return {};
  }
}

QVariant FileList::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("File");
    case Outcome:
      return tr("What became of it");
    case Remarks:
      return tr("Why, and what else is known");
    case Language:
      return tr("Language (guessed)");
    case Size:
      return tr("Size");
    default:
      return {};
  }
}

FileSelection::FileSelection(FileList* files, QObject* parent)
    : QSortFilterProxyModel(parent), files_(files) {
  setSourceModel(files);
  setSortRole(FileList::kSortRole);
  setSortLocaleAware(true);
  setSortCaseSensitivity(Qt::CaseInsensitive);
}

void FileSelection::setGroup(std::optional<FileGroup> group) {
  group_ = group;
  invalidateFilter();
}

bool FileSelection::filterAcceptsRow(int row, const QModelIndex&) const {
  return !group_ || groupOf(files_->fileAt(row)) == *group_;
}

QString FileSelection::asText() const {
  QString text;
  for (int row = -1; row < rowCount(); ++row) {
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column) {
      const QVariant cell = row < 0 ? headerData(column, Qt::Horizontal, Qt::DisplayRole)
                                    : index(row, column).data(Qt::DisplayRole);
      cells << onOneLine(cell.toString());
    }
    text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
  }
  return text;
}

}  // namespace retold
