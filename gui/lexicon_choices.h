#pragma once

#include <QString>
#include <QStringList>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold {

/// Lexicons to screen with, as the user chooses among them.
struct LexiconChoice {
  QString title;
  QStringList ids;
};

/// The first is what a project is screened with unless the user chooses otherwise: all built-in
/// lexicons but the list of 2010, which is kept for comparison.
std::vector<LexiconChoice> lexiconChoices();

/// How far the lexicons can be trusted, in one line; the line of each for `details`.
QString reviewSummary(const std::vector<Lexicon>& lexicons);
QString reviewDetails(const std::vector<Lexicon>& lexicons);

}  // namespace retold
