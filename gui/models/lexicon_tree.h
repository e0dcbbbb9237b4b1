#pragma once

#include <QAbstractItemModel>
#include <QSortFilterProxyModel>

#include "gui/lexicon_desk.h"

namespace retold {

/// The lexicons on the desk: languages, in them concepts, patterns and cues, in these terms. What a
/// language holds is read when somebody looks into it.
class LexiconTree final : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { Words, Meaning, Columns };
  /// The line of its lexicon file; 0 for a language.
  static constexpr int kLineRole = Qt::UserRole;
  /// Place of its lexicon on the desk.
  static constexpr int kLexiconRole = Qt::UserRole + 1;

  explicit LexiconTree(LexiconDesk& desk, QObject* parent = nullptr);

  /// Reads every language, as searching needs it.
  void readAll();
  /// The row of a line; of the section where no term stands there; of the language for 0.
  QModelIndex indexOf(int lexicon, std::uint32_t line) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  bool hasChildren(const QModelIndex& parent = {}) const override;
  bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  /// Of a language: the index of its lexicon; of a section also its own.
  struct Where {
    int lexicon = -1;
    int section = -1;  ///< -1: the language itself
    int term = -1;     ///< -1: the section itself
  };
  static Where whereOf(const QModelIndex& index);
  void rebuild();
  /// Brings the rows of one lexicon up to date, so that what did not change stays where it is.
  void update(int lexicon);
  void updateTerms(int lexicon, int section, const std::vector<OutlineTerm>& now);
  QString wordsOf(const Where& where) const;
  /// `whole`: all that a lexicon says of its review.
  QString meaningOf(const Where& where, bool whole) const;

  LexiconDesk& desk_;
  QStringList which_;  ///< the id and languages that the rows stand for
  /// What the views know of each lexicon; none: not looked into yet.
  std::vector<std::optional<std::vector<OutlineSection>>> shown_;
};

/// The rows whose words or meaning hold what was typed, with what they stand in; letters with
/// marks count as those without.
class LexiconSearch final : public QSortFilterProxyModel {
  Q_OBJECT
 public:
  explicit LexiconSearch(LexiconTree* tree, QObject* parent = nullptr);
  void setWanted(const QString& typed);
  bool isSearching() const { return !wanted_.isEmpty(); }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

 private:
  LexiconTree* tree_;
  QString wanted_;
};

/// How a lexicon stands: "drafted, not yet read by a fluent reader"; never more than its own lines
/// say.
QString reviewInWords(const LexiconOutline& outline);

}  // namespace retold
