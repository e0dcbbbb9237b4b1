#include "gui/findings.h"

#include <QCoreApplication>
#include <QLocale>
#include <map>
#include <mutex>
#include <unordered_set>
#include <utility>

#include "gui/strings.h"
#include "model/error.h"
#include "queries/lexicon/lexicon.h"
#include "queries/screen/runs.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Findings", text); }

QString number(double value) {
  return QLocale().toString(value, 'g', QLocale::FloatingPointShortest);
}

/// Read once: what is built in cannot change while the program runs.
std::vector<Lexicon> builtinLexicons(const std::string& id) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<Lexicon>> known;
  const std::lock_guard lock(mutex);
  const auto at = known.find(id);
  return at != known.end() ? at->second : known.emplace(id, loadLexicons(id)).first->second;
}

void learn(Findings& findings, const Storage& storage, std::string_view question,
           Progress& progress) {
  std::unordered_set<DocumentId> unread;
  for (const auto& [document, renewed] : findings.renewed) unread.insert(document);
  try {
    findings.learner.emplace(storage, findings.screening, question, unread, progress);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
    findings.whyNotLearned = toQString(error.what());
    return;
  }
  reorder(findings.screening, findings.learner->order());
}

}  // namespace

Findings screenAsWished(const Storage& storage, const ScreeningWish& wish, const std::string& coder,
                        std::string_view question, Progress& progress) {
  Findings findings;
  findings.wish = wish;
  findings.coder = coder;
  std::vector<Lexicon> lexicons;
  for (const std::string& id : wish.lexicons) {
    for (Lexicon& lexicon : builtinLexicons(id)) lexicons.push_back(std::move(lexicon));
  }
  findings.lexiconsThere = lexicons.size();
  lexicons = chosen(std::move(lexicons), {wish.choices.languages, std::nullopt, std::nullopt});
  findings.ownCutOff = cutOffOf(lexicons);
  findings.screening = screenProject(storage, chosen(std::move(lexicons), wish.choices), progress);
  findings.run = runOf(findings.screening, wish.choices, coder);
  findings.renewed = renewedSince(storage, findings.screening, coder, question);
  if (wish.learned) learn(findings, storage, question, progress);
  return findings;
}

QString cutOffInWords(const Findings& findings) {
  const bool one = findings.lexiconsThere == 1;
  if (const auto& set = findings.wish.choices.cutOff) {
    return (one ? tr("cut-off %1, set by you; the lexicon says %2")
                : tr("cut-off %1, set by you; the lexicons say %2"))
        .arg(number(*set), number(findings.ownCutOff));
  }
  return (one ? tr("cut-off %1, as the lexicon says") : tr("cut-off %1, as the lexicons say"))
      .arg(number(findings.ownCutOff));
}

QString restrictionInWords(const Findings& findings) {
  QStringList languages;
  for (const std::string& language : findings.wish.choices.languages) {
    languages << toQString(language);
  }
  if (languages.isEmpty()) return {};
  return tr("only the lexicons in %1 were run: %2 of %3")
      .arg(languages.join(QStringLiteral(", ")))
      .arg(findings.screening.lexicons.size())
      .arg(findings.lexiconsThere);
}

}  // namespace retold
