#include "gui/models/file_list.h"

#include <QCollator>
#include <QHash>
#include <QLocale>
#include <algorithm>
#include <numeric>

#include "gui/strings.h"

namespace retold {

namespace {

template <class Key>
std::vector<std::uint32_t> ranked(const std::vector<Key>& keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t one, std::uint32_t other) { return keys[one] < keys[other]; });
  std::vector<std::uint32_t> ranks(keys.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool same = i > 0 && !(keys[order[i - 1]] < keys[order[i]]);
    ranks[order[i]] = same ? ranks[order[i - 1]] : static_cast<std::uint32_t>(i);
  }
  return ranks;
}

/// As people of this computer sort words, capital or not.
std::vector<std::uint32_t> rankedWords(const std::vector<QString>& words) {
  QCollator collator;
  collator.setCaseSensitivity(Qt::CaseInsensitive);
  collator.setNumericMode(true);
  QHash<QString, std::uint32_t> places;  // equal words, such as languages, are looked at once
  std::vector<QCollatorSortKey> keys;
  std::vector<std::uint32_t> placeOf;
  placeOf.reserve(words.size());
  for (const QString& word : words) {
    auto at = places.constFind(word);
    if (at == places.constEnd()) {
      at = places.insert(word, static_cast<std::uint32_t>(keys.size()));
      keys.push_back(collator.sortKey(word));
    }
    placeOf.push_back(*at);
  }
  const std::vector<std::uint32_t> ranks = ranked(keys);
  for (std::uint32_t& place : placeOf) place = ranks[place];
  return placeOf;
}

}  // namespace

QString wordsFor(FileGroup group) { return toQString(toText(group)); }

FileList::Ranks FileList::ranksOf(const std::vector<FileRecord>& files) {
  Ranks ranks;
  std::vector<std::uint64_t> numbers(files.size());
  std::vector<QString> words(files.size());
  for (int column = 0; column < Columns; ++column) {
    const auto at = static_cast<std::size_t>(column);
    const bool isNumber = column == Outcome || column == Size;
    for (std::size_t i = 0; i < files.size(); ++i) {
      if (!isNumber) {
        words[i] = textOf(files[i], column);
      } else {
        numbers[i] =
            column == Size ? files[i].bytes : static_cast<std::uint64_t>(groupOf(files[i]));
      }
    }
    ranks[at] = isNumber ? ranked(numbers) : rankedWords(words);
  }
  return ranks;
}

void FileList::setFiles(std::vector<FileRecord> files, Ranks ranks) {
  beginResetModel();
  files_ = std::move(files);
  ranks_ = std::move(ranks);
  endResetModel();
}

int FileList::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(files_.size());
}

int FileList::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : Columns;
}

QString FileList::textOf(const FileRecord& file, int column) {
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
}

void FileSelection::setGroup(std::optional<FileGroup> group) {
  group_ = group;
  invalidateFilter();
}

bool FileSelection::filterAcceptsRow(int row, const QModelIndex&) const {
  return !group_ || groupOf(files_->fileAt(row)) == *group_;
}

bool FileSelection::lessThan(const QModelIndex& one, const QModelIndex& other) const {
  return files_->rankOf(one.row(), one.column()) < files_->rankOf(other.row(), other.column());
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
