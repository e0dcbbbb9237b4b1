#include "gui/models/lexicon_tree.h"

#include <QCoreApplication>
#include <QFont>
#include <algorithm>
#include <utility>

#include "gui/strings.h"

namespace retold {

namespace {

/// Below a language: its number; below a section: that and the section's.
constexpr quintptr kSectionShift = 16;

quintptr keyOf(int lexicon, int section) {
  return static_cast<quintptr>(lexicon + 1) | (static_cast<quintptr>(section + 1) << kSectionShift);
}

/// Letters without their marks, small.
QString plain(const QString& text) {
  QString bare;
  for (const QChar sign : text.normalized(QString::NormalizationForm_KD)) {
    if (sign.category() != QChar::Mark_NonSpacing) bare += sign;
  }
  return bare.toCaseFolded();
}

/// The same in few words, which a narrow column does not cut: the tool tip has all of them.
QString reviewInShort(const LexiconOutline& outline) {
  const QString review = toQString(outline.header("review"));
  QString line = review.startsWith(QLatin1String("reviewed by "))
                     ? review
                     : QCoreApplication::translate("retold::LexiconTree", "drafted");
  if (outline.header("coverage") == "starter")
    line += QCoreApplication::translate("retold::LexiconTree", ", starter");
  return line;
}

bool isSameHead(const OutlineSection& a, const OutlineSection& b) {
  return a.kind == b.kind && a.name == b.name;
}

}  // namespace

LexiconTree::LexiconTree(LexiconDesk& desk, QObject* parent)
    : QAbstractItemModel(parent), desk_(desk) {
  connect(&desk_, &LexiconDesk::lexiconsChanged, this, &LexiconTree::rebuild);
  connect(&desk_, &LexiconDesk::textChanged, this, &LexiconTree::update);
  connect(&desk_, &LexiconDesk::stateChanged, this, [this] {
    if (rowCount() > 0) emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
  });
  rebuild();
}

void LexiconTree::rebuild() {
  // The same lexicons in the same order keep their rows, so that what is open stays open.
  QStringList which{desk_.id()};
  for (int i = 0; i < desk_.count(); ++i) which << toQString(desk_.at(i).entry.language);
  if (std::exchange(which_, which) == which && desk_.count() > 0) {
    for (int i = 0; i < desk_.count(); ++i) update(i);
    emit dataChanged(index(0, 0), index(rowCount() - 1, Columns - 1));
    return;
  }
  beginResetModel();
  shown_.assign(static_cast<std::size_t>(desk_.count()), std::nullopt);
  endResetModel();
}

void LexiconTree::readAll() {
  for (int i = 0; i < rowCount(); ++i) {
    const QModelIndex at = index(i, 0);
    if (canFetchMore(at)) fetchMore(at);
  }
}

LexiconTree::Where LexiconTree::whereOf(const QModelIndex& index) {
  const quintptr key = index.internalId();
  Where where;
  if (key == 0) {
    where.lexicon = index.row();
    return where;
  }
  where.lexicon = static_cast<int>(key & ((quintptr{1} << kSectionShift) - 1)) - 1;
  const int section = static_cast<int>(key >> kSectionShift) - 1;
  where.section = section < 0 ? index.row() : section;
  if (section >= 0) where.term = index.row();
  return where;
}

QModelIndex LexiconTree::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent)) return {};
  if (!parent.isValid()) return createIndex(row, column, quintptr{0});
  const Where above = whereOf(parent);
  return createIndex(row, column, keyOf(above.lexicon, above.section));
}

QModelIndex LexiconTree::parent(const QModelIndex& index) const {
  if (!index.isValid() || index.internalId() == 0) return {};
  const Where where = whereOf(index);
  if (where.term < 0) return createIndex(where.lexicon, 0, quintptr{0});
  return createIndex(where.section, 0, keyOf(where.lexicon, -1));
}

int LexiconTree::rowCount(const QModelIndex& parent) const {
  if (!parent.isValid()) return static_cast<int>(shown_.size());
  if (parent.column() > 0) return 0;
  const Where where = whereOf(parent);
  if (where.term >= 0) return 0;
  const auto& sections = shown_[static_cast<std::size_t>(where.lexicon)];
  if (!sections) return 0;
  if (where.section < 0) return static_cast<int>(sections->size());
  return static_cast<int>((*sections)[static_cast<std::size_t>(where.section)].terms.size());
}

int LexiconTree::columnCount(const QModelIndex&) const { return Columns; }

bool LexiconTree::hasChildren(const QModelIndex& parent) const {
  if (parent.isValid() && parent.column() == 0 && parent.internalId() == 0) {
    const auto& sections = shown_[static_cast<std::size_t>(parent.row())];
    return !sections || !sections->empty();
  }
  return rowCount(parent) > 0;
}

bool LexiconTree::canFetchMore(const QModelIndex& parent) const {
  return parent.isValid() && parent.internalId() == 0 && parent.column() == 0 &&
         !shown_[static_cast<std::size_t>(parent.row())];
}

void LexiconTree::fetchMore(const QModelIndex& parent) {
  if (!canFetchMore(parent)) return;
  std::vector<OutlineSection> sections = desk_.outlineAt(parent.row()).sections;
  auto& shown = shown_[static_cast<std::size_t>(parent.row())];
  if (sections.empty()) {
    shown.emplace();
    return;
  }
  beginInsertRows(parent, 0, static_cast<int>(sections.size()) - 1);
  shown = std::move(sections);
  endInsertRows();
}

void LexiconTree::update(int lexicon) {
  auto& shown = shown_[static_cast<std::size_t>(lexicon)];
  if (!shown) return;
  const std::vector<OutlineSection>& now = desk_.outlineAt(lexicon).sections;
  const QModelIndex language = index(lexicon, 0);
  std::size_t same = 0;
  while (same < shown->size() && same < now.size() && isSameHead((*shown)[same], now[same])) ++same;
  std::size_t behind = 0;
  while (behind < shown->size() - same && behind < now.size() - same &&
         isSameHead((*shown)[shown->size() - 1 - behind], now[now.size() - 1 - behind]))
    ++behind;
  if (shown->size() > same + behind) {
    beginRemoveRows(language, static_cast<int>(same), static_cast<int>(shown->size() - behind) - 1);
    shown->erase(shown->begin() + static_cast<std::ptrdiff_t>(same),
                 shown->end() - static_cast<std::ptrdiff_t>(behind));
    endRemoveRows();
  }
  if (now.size() > same + behind) {
    beginInsertRows(language, static_cast<int>(same), static_cast<int>(now.size() - behind) - 1);
    shown->insert(shown->begin() + static_cast<std::ptrdiff_t>(same),
                  now.begin() + static_cast<std::ptrdiff_t>(same),
                  now.end() - static_cast<std::ptrdiff_t>(behind));
    endInsertRows();
  }
  for (std::size_t i = 0; i < now.size(); ++i) {
    updateTerms(lexicon, static_cast<int>(i), now[i].terms);
    OutlineSection& section = (*shown)[i];
    section.options = now[i].options;
    section.gloss = now[i].gloss;
    section.line = now[i].line;
  }
  if (!now.empty())
    emit dataChanged(index(0, 0, language),
                     index(static_cast<int>(now.size()) - 1, Columns - 1, language));
}

void LexiconTree::updateTerms(int lexicon, int section, const std::vector<OutlineTerm>& now) {
  std::vector<OutlineTerm>& shown =
      (*shown_[static_cast<std::size_t>(lexicon)])[static_cast<std::size_t>(section)].terms;
  const QModelIndex parent = index(section, 0, index(lexicon, 0));
  std::size_t same = 0;
  while (same < shown.size() && same < now.size() && shown[same].text == now[same].text) ++same;
  if (shown.size() > now.size()) {
    const std::size_t gone = shown.size() - now.size();
    beginRemoveRows(parent, static_cast<int>(same), static_cast<int>(same + gone) - 1);
    shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(same),
                shown.begin() + static_cast<std::ptrdiff_t>(same + gone));
    endRemoveRows();
  } else if (now.size() > shown.size()) {
    const std::size_t come = now.size() - shown.size();
    beginInsertRows(parent, static_cast<int>(same), static_cast<int>(same + come) - 1);
    shown.insert(shown.begin() + static_cast<std::ptrdiff_t>(same),
                 now.begin() + static_cast<std::ptrdiff_t>(same),
                 now.begin() + static_cast<std::ptrdiff_t>(same + come));
    endInsertRows();
  }
  const bool differs =
      !std::equal(shown.begin(), shown.end(), now.begin(),
                  [](const OutlineTerm& a, const OutlineTerm& b) { return a.text == b.text; });
  shown = now;  // lines move though the words stay
  if (differs)
    emit dataChanged(index(static_cast<int>(same), 0, parent),
                     index(static_cast<int>(now.size()) - 1, Columns - 1, parent));
}

QModelIndex LexiconTree::indexOf(int lexicon, std::uint32_t line) const {
  if (lexicon < 0 || lexicon >= rowCount()) return {};
  const QModelIndex language = index(lexicon, 0);
  const auto& sections = shown_[static_cast<std::size_t>(lexicon)];
  if (!sections || line == 0) return language;
  int found = -1;
  for (std::size_t i = 0; i < sections->size(); ++i)
    if ((*sections)[i].line <= line) found = static_cast<int>(i);
  if (found < 0) return language;
  const QModelIndex section = index(found, 0, language);
  const std::vector<OutlineTerm>& terms = (*sections)[static_cast<std::size_t>(found)].terms;
  for (std::size_t i = 0; i < terms.size(); ++i)
    if (terms[i].line == line) return index(static_cast<int>(i), 0, section);
  return section;
}

QString LexiconTree::wordsOf(const Where& where) const {
  const DeskLexicon& lexicon = desk_.at(where.lexicon);
  if (where.section < 0) {
    const QString language = languageInWords(lexicon.entry.language);
    return lexicon.isChanged() ? tr("%1 · not saved").arg(language) : language;
  }
  const OutlineSection& section =
      (*shown_[static_cast<std::size_t>(where.lexicon)])[static_cast<std::size_t>(where.section)];
  if (where.term < 0) return headOf(section);
  return toQString(section.terms[static_cast<std::size_t>(where.term)].text.expression);
}

QString LexiconTree::meaningOf(const Where& where, bool whole) const {
  const DeskLexicon& lexicon = desk_.at(where.lexicon);
  if (where.section < 0) {
    const LexiconOutline outline = outlineOf(std::string_view(lexicon.text).substr(0, 4096));
    const QString review = whole ? reviewInWords(outline) : reviewInShort(outline);
    if (!lexicon.entry.own) return review;
    if (!whole) return tr("%1 · own").arg(review);
    return (lexicon.entry.builtin.empty() ? tr("own · %1")
                                          : tr("own, in place of the built-in one · %1"))
        .arg(review);
  }
  const OutlineSection& section =
      (*shown_[static_cast<std::size_t>(where.lexicon)])[static_cast<std::size_t>(where.section)];
  if (where.term < 0) return toQString(section.gloss);
  return toQString(section.terms[static_cast<std::size_t>(where.term)].text.gloss);
}

QVariant LexiconTree::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const Where where = whereOf(index);
  switch (role) {
    case Qt::DisplayRole:
      return onOneLine(index.column() == Words ? wordsOf(where) : meaningOf(where, false));
    case Qt::ToolTipRole:
      return QStringLiteral("%1\n%2").arg(wordsOf(where), meaningOf(where, true));
    case Qt::AccessibleTextRole:
      return index.column() == Words ? tr("%1: %2").arg(wordsOf(where), meaningOf(where, true))
                                     : meaningOf(where, true);
    case Qt::FontRole:
      if (where.section < 0 && desk_.at(where.lexicon).entry.own && index.column() == Words) {
        QFont bold;
        bold.setBold(true);
        return bold;
      }
      return {};
    case kLexiconRole:
      return where.lexicon;
    case kLineRole: {
      if (where.section < 0) return 0u;
      const OutlineSection& section = (*shown_[static_cast<std::size_t>(
          where.lexicon)])[static_cast<std::size_t>(where.section)];
      return where.term < 0 ? section.line
                            : section.terms[static_cast<std::size_t>(where.term)].line;
    }
    default:
      return {};
  }
}

QVariant LexiconTree::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == Words ? tr("Language, section, term") : tr("Meaning");
}

LexiconSearch::LexiconSearch(LexiconTree* tree, QObject* parent)
    : QSortFilterProxyModel(parent), tree_(tree) {
  setRecursiveFilteringEnabled(true);
  setAutoAcceptChildRows(true);
  setSourceModel(tree);
}

void LexiconSearch::setWanted(const QString& typed) {
  const QString wanted = plain(typed.trimmed());
  if (wanted == wanted_) return;
  if (!wanted.isEmpty()) tree_->readAll();
  wanted_ = wanted;
  invalidateFilter();
}

bool LexiconSearch::filterAcceptsRow(int row, const QModelIndex& parent) const {
  if (wanted_.isEmpty()) return true;
  for (int column = 0; column < LexiconTree::Columns; ++column) {
    const QModelIndex at = tree_->index(row, column, parent);
    if (plain(at.data().toString()).contains(wanted_)) return true;
  }
  return false;
}

QString reviewInWords(const LexiconOutline& outline) {
  const QString review = toQString(outline.header("review"));
  const bool reviewed = review.startsWith(QLatin1String("reviewed by "));
  QString line = reviewed ? review
                          : QCoreApplication::translate("retold::LexiconTree",
                                                        "drafted, not yet read by a fluent reader");
  if (outline.header("coverage") == "starter")
    line += QCoreApplication::translate("retold::LexiconTree",
                                        "; a starter that covers the main words only");
  return line;
}

}  // namespace retold
