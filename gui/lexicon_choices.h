#pragma once

#include <QString>
#include <QStringList>
#include <string>
#include <vector>

#include "model/notes.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// Lexicons to screen with, as the user chooses among them.
struct LexiconChoice {
  QString title;
  QStringList ids;
};

/// One for each built-in lexicon in all of its languages, then one for each further id of which the
/// project has lexicons of its own (`own`). The first is what a project is screened with unless the
/// user chooses otherwise: those on the question that decisions answer.
std::vector<LexiconChoice> lexiconChoices(const std::vector<OwnLexicon>& own = {});

/// The languages (BCP 47) of the lexicons of these ids, built in or `own`, by their names in
/// English.
std::vector<std::string> languagesOf(const QStringList& ids,
                                     const std::vector<OwnLexicon>& own = {});

/// How far the lexicons can be trusted, in one line: never more than their own lines say.
QString reviewSummary(const std::vector<const Lexicon*>& lexicons);
/// The same with every language; one line for each thing that is said.
QString reviewDetails(const std::vector<const Lexicon*>& lexicons);

}  // namespace retold
