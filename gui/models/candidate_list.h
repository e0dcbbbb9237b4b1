#pragma once

#include <QAbstractListModel>
#include <optional>
#include <vector>

#include "gui/session.h"
#include "gui/theme.h"

namespace retold {

/// Which documents the list shows. Undecided: candidates that nobody has decided or that are new
/// since the coder's decision. Waiting: whatever was left to a reader.
enum class Shown { Candidates, Undecided, Waiting, All };

/// The documents of the last screening in rank order, as cards. A row's quote is read when the row
/// is looked at.
class CandidateList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit CandidateList(Session& session, QObject* parent = nullptr);

  Shown shown() const { return shown_; }
  void setShown(Shown shown);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

  DocumentId documentAt(int row) const;
  std::optional<int> rowOf(DocumentId id) const;

 private:
  void rebuild();
  void refreshDecisions();
  bool isWanted(std::size_t place) const;
  /// Its ids, as far as decisions ask for them.
  Document documentOf(std::size_t place) const;
  QString belowOf(std::size_t place, const CurrentVerdict& standing) const;
  const Candidate& candidateAt(int row) const;

  Session& session_;
  std::shared_ptr<const Screening> screening_;
  Shown shown_ = Shown::Candidates;
  std::vector<std::size_t> rows_;  ///< places in the screening
  double highest_ = 0;             ///< score
  mutable std::unordered_map<DocumentId, std::optional<CaseId>> cases_;
};

/// "✓ confirmed", "✗ rejected", … and the tone that goes with it.
std::pair<QString, Tone> signOf(const CurrentVerdict& standing);

}  // namespace retold
