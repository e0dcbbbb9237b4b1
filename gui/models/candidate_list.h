#pragma once

#include <QAbstractListModel>
#include <optional>
#include <unordered_map>
#include <vector>

#include "gui/session.h"
#include "gui/theme.h"

namespace retold {

/// Which documents the list shows. Undecided: candidates that nobody has decided or that are new
/// since the coder's decision. Waiting: whatever was left to a reader.
enum class Shown { Candidates, Undecided, Waiting, All };

/// The documents of the screening that pass the project's filter, as cards: those in which
/// something was found in rank order, then the others by name, page by page. A row's name and quote
/// are read when the row is looked at.
class CandidateList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit CandidateList(Session& session, QObject* parent = nullptr);

  Shown shown() const { return shown_; }
  void setShown(Shown shown);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  bool canFetchMore(const QModelIndex& parent) const override;
  void fetchMore(const QModelIndex& parent) override;

  DocumentId documentAt(int row) const { return rows_[static_cast<std::size_t>(row)]; }
  /// None where the document is not in the list, or not fetched yet.
  std::optional<int> rowOf(DocumentId id) const;
  /// Of the first document of the list that stands behind this one in rank and was not skipped.
  /// None where there is none, or nothing was found in this one.
  std::optional<int> rowBehind(DocumentId id) const;
  /// Of the next document behind `row` (-1: of all) that nobody decided or skipped; from the top
  /// again where there is none. None where the list has none.
  std::optional<int> nextUndecided(int row) const;

 private:
  void rebuild();
  void refreshDecisions();
  /// Moves the open document, and what else there is of its case, to the end.
  void moveSkipped();
  bool isSkipped(DocumentId id) const;
  bool isWanted(const RankedDocument& document) const;
  bool isUndecided(const RankedDocument& document) const;
  void addWaiting();
  /// The next documents that have no match; empty where none is left.
  std::vector<DocumentId> nextWithoutMatch();
  /// What was found in it; null where nothing was.
  const RankedDocument* rankedAt(int row) const;
  /// As stored, kept once read.
  const Document& storedAt(int row) const;
  QString belowOf(int row, const CurrentVerdict& standing) const;

  Session& session_;
  std::shared_ptr<const Ranking> ranking_;
  Shown shown_ = Shown::Candidates;
  std::vector<DocumentId> rows_;
  std::optional<Cursor> more_;  ///< where the documents without a match go on
  double highest_ = 0;          ///< score
  mutable std::unordered_map<DocumentId, Document> stored_;
};

/// "✓ confirmed", "✗ rejected", … and the tone that goes with it.
std::pair<QString, Tone> signOf(const CurrentVerdict& standing);

}  // namespace retold
