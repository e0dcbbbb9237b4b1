#pragma once

#include <QAbstractItemModel>
#include <QStringList>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "queries/export/excerpt.h"

namespace retold {

/// What excerpts are put together by.
enum class ExcerptGroup { Code, Case, Document, Speaker, Attribute };

/// What a retrieval gave, as the tree shows it.
struct ExcerptResult {
  ExcerptExport what;                              ///< as it may be exported
  std::uint64_t passages = 0;                      ///< of the retrieval, also those not in `what`
  std::uint64_t documents = 0;                     ///< in which they stand
  std::uint64_t searched = 0;                      ///< documents that were looked at
  std::map<std::string, std::string> valueOfCase;  ///< of the attribute that groups, by case name
  /// Of one of documents, by name of the document; empty where an attribute of cases groups.
  std::map<std::string, std::string> valueOfDocument;
};

/// What the group of an excerpt is called.
QString groupOf(const Excerpt& excerpt, ExcerptGroup group, const ExcerptResult& result);

/// Excerpts in groups: the rows of the top are groups with their counts, those below excerpts.
class ExcerptTree final : public QAbstractItemModel {
  Q_OBJECT
 public:
  enum Column { Passage, DocumentName, CaseName, Speaker, CodeName, Coder, ColumnCount };

  explicit ExcerptTree(QObject* parent = nullptr);

  void setResult(std::shared_ptr<const ExcerptResult> result, ExcerptGroup group);
  /// Of a row that is an excerpt; null for a group.
  const Excerpt* excerptAt(const QModelIndex& index) const;
  /// Where one goes on who looked at `before` in the group `label`: that excerpt, in this group
  /// where it has it; else the excerpt of the group that stands at its place or behind it, or the
  /// group's last; invalid where neither is there.
  QModelIndex placeOf(const Excerpt& before, const QString& label) const;
  /// What a row of the top, or the group of an excerpt, is called.
  QString labelOf(const QModelIndex& index) const;

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& index) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation,
                      int role = Qt::DisplayRole) const override;

 private:
  struct Group {
    QString label;
    std::vector<std::size_t> excerpts;  ///< places in the result
  };
  QVariant groupData(const Group& group, int column, int role) const;
  QVariant excerptData(const Excerpt& excerpt, int column, int role) const;

  /// What the code of an excerpt is called: its label; with the name where another code that was
  /// found has the same one.
  QString codeOf(const Excerpt& excerpt) const;

  std::shared_ptr<const ExcerptResult> result_;
  std::map<std::string, std::string> names_;  ///< of codes by label; empty = of several
  std::vector<Group> groups_;
};

}  // namespace retold
