#pragma once

#include <QAbstractListModel>

#include "gui/session.h"

namespace retold {

/// The matches of the open document, best first: why the document is in the list.
class MatchList final : public QAbstractListModel {
  Q_OBJECT
 public:
  explicit MatchList(Session& session, QObject* parent = nullptr);

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  /// What is said of a match while texts are hidden: no word of the transcript.
  QVariant hiddenData(int row, int role) const;
  void rebuild();
  /// What the match's category means in English, as its lexicon says; the category's name where it
  /// says nothing.
  QString meaningOf(const Match& match) const;
  /// "ro, in English: sold ... again · “vândută … din nou”": what the words mean that fit, and
  /// which they are.
  QString glossAndWords(const Match& match) const;

  Session& session_;
  std::shared_ptr<const OpenDocument> document_;
  std::vector<double> points_;  ///< what each match adds to the score
};

/// The lexicon that a match is of; null where it did not run.
const Lexicon* lexiconOf(const Match& match, const Findings& findings);

/// In the user's words: "same letters", "accents or spelling differ".
QString wordsFor(How how);

}  // namespace retold
