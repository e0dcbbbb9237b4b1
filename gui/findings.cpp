#include "gui/findings.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <map>
#include <mutex>
#include <unordered_set>
#include <utility>

#include "gui/keys.h"
#include "gui/strings.h"
#include "indexer/text/phrase.h"
#include "model/error.h"
#include "model/version.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/screen/rank.h"
#include "queries/screen/screener.h"
#include "queries/screen/screening.h"
#include "queries/translate/originals.h"

namespace retold {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("retold", text); }

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

/// Those of the project stand in place of the built-in ones.
std::vector<Lexicon> lexiconsOf(const Storage& storage, const std::vector<std::string>& ids) {
  const std::vector<OwnLexicon> own = storage.ownLexicons();
  std::vector<Lexicon> lexicons;
  for (const std::string& id : ids) {
    const bool isBuiltin = std::ranges::find(own, id, &OwnLexicon::lexicon) == own.end();
    for (Lexicon& lexicon : isBuiltin ? builtinLexicons(id) : lexiconsFor(storage, id)) {
      lexicons.push_back(std::move(lexicon));
    }
  }
  return lexicons;
}

/// The text that ran, which the project keeps; none where it does not.
std::optional<Lexicon> keptLexicon(const Storage& storage, const RunLexicon& wanted) {
  const std::optional<std::string> text = storage.lexiconText(wanted.digest);
  if (!text) return std::nullopt;
  LexiconReading reading = readLexicon(*text, wanted.id);
  if (!reading.ok()) return std::nullopt;
  return std::move(reading.lexicon);
}

/// As they ran; `now` are those of today.
std::vector<Lexicon> lexiconsThatRan(const Storage& storage, const ScreeningRun& run,
                                     const std::vector<Lexicon>& now) {
  std::vector<Lexicon> lexicons;
  for (const RunLexicon& wanted : run.lexicons) {
    const auto same = std::ranges::find(now, wanted.digest, &Lexicon::digest);
    if (same != now.end()) {
      lexicons.push_back(*same);
    } else if (std::optional<Lexicon> kept = keptLexicon(storage, wanted)) {
      lexicons.push_back(std::move(*kept));
    }
  }
  return lexicons;
}

ScreeningWish wishOf(const ScreeningRun& run) {
  ScreeningWish wish;
  for (const RunLexicon& lexicon : run.lexicons) {
    const bool isNew = std::ranges::find(wish.lexicons, lexicon.id) == wish.lexicons.end();
    if (isNew) wish.lexicons.push_back(lexicon.id);
  }
  wish.choices.languages = run.languages;
  const std::optional<Strictness> strictness = parseStrictness(run.matching);
  if (strictness != Strictness::AsMarked) wish.choices.strictness = strictness;
  return wish;
}

/// Whether a run was made with what is wished. A cut-off is none of it: it can be set afterwards.
bool isMadeWith(const ScreeningRun& run, const ScreeningWish& wish) {
  if (wish.lexicons.empty()) return true;
  const ScreeningWish made = wishOf(run);
  const auto matching = [](const ScreeningWish& each) {
    return each.choices.strictness.value_or(Strictness::AsMarked);
  };
  const auto sorted = [](std::vector<std::string> ids) {
    std::ranges::sort(ids);
    return ids;
  };
  return sorted(made.lexicons) == sorted(wish.lexicons) &&
         sorted(made.choices.languages) == sorted(wish.choices.languages) &&
         matching(made) == matching(wish);
}

/// The ranking as a screening, as far as decisions of this coder ask for it.
Screening decidedPart(const Storage& storage, const Findings& findings, const std::string& coder) {
  std::unordered_set<Uuid> decided;
  for (const Decision& decision : storage.decisions()) {
    if (decision.coder == coder) decided.insert(decision.subjectId);
  }
  Screening part;
  part.lexicons = findings.lexicons;
  const std::vector<RankedDocument>& documents = findings.ranking->documents();
  for (std::size_t place = 0; place < documents.size(); ++place) {
    const RankedDocument& each = documents[place];
    if (!decided.contains(each.document) && !(each.caseId && decided.contains(*each.caseId)))
      continue;
    part.documents.push_back(findings.ranking->candidateAt(place));
    part.names.emplace_back();
  }
  return part;
}

void countInterviews(const Storage& storage, Findings& findings) {
  std::vector<DocumentId> candidates;
  for (const RankedDocument& each : findings.ranking->documents()) {
    if (each.candidate) candidates.push_back(each.document);
  }
  findings.translations = storage.translations().size();
  findings.interviews = Originals(storage).countedOnce(candidates);
}

void learn(Findings& findings, const Storage& storage, const Screening& screening,
           std::string_view question, Progress& progress) {
  std::unordered_set<DocumentId> unread;
  for (const auto& [document, renewed] : findings.renewed) unread.insert(document);
  try {
    findings.learner.emplace(storage, screening, question, unread, progress);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::Refused) throw;
    findings.whyNotLearned = toQString(error.what());
  }
}

Candidate scan(const Text& text, std::vector<Lexicon> lexicons) {
  Tokenizer words;
  MemoryVocabulary vocabulary;
  const TokenStream tokens = streamOf(words, vocabulary, text.content, text.turns);
  const Screener screener(std::move(lexicons), vocabulary);
  return rankDocument(text.document, text.id, screener.scan(tokens, text), screener.lexicons());
}

bool isSame(const Candidate& a, const Candidate& b) {
  return std::ranges::equal(a.matches, b.matches, [](const Match& left, const Match& right) {
    return left.span == right.span && left.lexiconDigest == right.lexiconDigest &&
           left.category == right.category && left.status == right.status;
  });
}

ScreeningChoices choicesOf(const Findings& findings) {
  return {{}, findings.wish.choices.cutOff, findings.wish.choices.strictness};
}

}  // namespace

NewFindings screenAsWished(const Storage& storage, const ScreeningWish& wish,
                           const std::string& coder, std::string_view question,
                           Progress& progress) {
  NewFindings made;
  Findings& findings = made.findings;
  findings.wish = wish;
  findings.coder = coder;
  std::vector<Lexicon> lexicons = lexiconsOf(storage, wish.lexicons);
  findings.lexiconsThere = lexicons.size();
  lexicons = chosen(std::move(lexicons), {wish.choices.languages, std::nullopt, std::nullopt});
  findings.ownCutOff = cutOffOf(lexicons);
  Screening screening = screenProject(storage, chosen(std::move(lexicons), wish.choices), progress);
  made.run = runOf(screening, wish.choices, coder);
  findings.renewed = renewedSince(storage, screening, coder, question);
  findings.completeness = screening.completeness;
  findings.interviews = screening.interviews;
  findings.translations = screening.translations;
  Ranking ranking(storage, made.run, progress);
  if (wish.learned) learn(findings, storage, screening, question, progress);
  if (findings.learner) {
    std::vector<DocumentId> order;
    for (const std::size_t place : findings.learner->order()) {
      order.push_back(screening.documents[place].document);
    }
    ranking.putFirst(order);
  }
  findings.ranking = std::make_shared<const Ranking>(std::move(ranking));
  findings.lexicons = std::move(screening.lexicons);
  findings.isDetailed = true;
  findings.run = made.run;
  findings.run.found.clear();
  return made;
}

std::optional<Findings> keptFindings(const Storage& storage, const ScreeningWish& wish,
                                     Progress& progress) {
  std::vector<ScreeningRun> heads = storage.runs();
  for (auto head = heads.rbegin(); head != heads.rend(); ++head) {
    if (!isMadeWith(*head, wish)) continue;
    const std::optional<ScreeningRun> run = readableRun(storage, head->number);
    if (!run) continue;
    Findings findings = findingsOf(storage, *run, progress);
    findings.wish.learned = wish.learned;
    const std::optional<double> cutOff = wish.choices.cutOff;
    return cutOff && *cutOff != run->cutOff ? withCutOff(std::move(findings), *cutOff) : findings;
  }
  return std::nullopt;
}

Findings findingsOf(const Storage& storage, const ScreeningRun& run, Progress& progress) {
  Findings findings;
  findings.wish = wishOf(run);
  const auto ranking = std::make_shared<const Ranking>(storage, run, progress);
  findings.ranking = ranking;
  findings.run = run;
  findings.run.found.clear();
  findings.newSince = std::min(storage.documentsReadSince(run.time), ranking->documentsThere());
  findings.completeness.documents = ranking->documentsThere();
  findings.completeness.searched = ranking->documentsThere() - findings.newSince;
  findings.completeness.excluded = ranking->documentsLeftOut();
  return findings;
}

Findings lookedUpAgain(const Storage& storage, const Findings& before, const ScreeningRun& run,
                       Progress& progress) {
  Findings again = findingsOf(storage, run, progress);
  auto ranking = std::make_shared<Ranking>(*again.ranking);
  if (const auto cutOff = before.wish.choices.cutOff; cutOff && *cutOff != run.cutOff) {
    ranking->setCutOff(*cutOff);
  }
  if (before.learner) {
    std::vector<DocumentId> order;
    for (const RankedDocument& each : before.ranking->documents()) order.push_back(each.document);
    ranking->putFirst(order);
  }
  again.ranking = std::move(ranking);
  again.wish = before.wish;
  again.learner = before.learner;
  again.whyNotLearned = before.whyNotLearned;
  return again;
}

Findings detailed(const Storage& storage, Findings findings, const std::string& coder,
                  std::string_view question, Progress& progress) {
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "stopped; nothing was changed");
  const std::vector<Lexicon> now = lexiconsOf(storage, findings.wish.lexicons);
  findings.lexiconsThere = now.size();
  findings.lexicons = lexiconsThatRan(storage, findings.run, now);
  findings.otherVersions = static_cast<std::uint64_t>(
      std::ranges::count_if(findings.run.lexicons, [&](const RunLexicon& ran) {
        return std::ranges::find(now, ran.digest, &Lexicon::digest) == now.end();
      }));
  findings.ownCutOff = cutOffOf(findings.lexicons);
  if (!findings.wish.choices.cutOff && findings.run.cutOff != findings.ownCutOff) {
    findings.wish.choices.cutOff = findings.run.cutOff;
  }
  findings.lexicons = chosen(std::move(findings.lexicons), choicesOf(findings));
  findings.coder = coder;
  findings.renewed = renewedSince(storage, decidedPart(storage, findings, coder), coder, question);
  findings.completeness.unreadable = storage.accounting().unreadable;
  countInterviews(storage, findings);
  findings.isDetailed = true;
  return findings;
}

Findings withCutOff(Findings findings, double cutOff) {
  auto ranking = std::make_shared<Ranking>(*findings.ranking);
  ranking->setCutOff(cutOff);
  findings.ranking = std::move(ranking);
  findings.wish.choices.cutOff = cutOff;
  return findings;
}

Candidate explain(const Storage& storage, const Findings& findings, const Candidate& found,
                  const Text& text, Progress& progress) {
  std::vector<Lexicon> all = findings.lexicons;
  if (!findings.isDetailed) {
    all = chosen(lexiconsThatRan(storage, findings.run, {}), choicesOf(findings));
  }
  std::vector<Lexicon> thatMatched;
  for (const Lexicon& lexicon : all) {
    if (std::ranges::find(found.matches, lexicon.digest, &Match::lexiconDigest) !=
        found.matches.end())
      thatMatched.push_back(lexicon);
  }
  Candidate explained = scan(text, std::move(thatMatched));
  if (isSame(explained, found)) return explained;
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "stopped; nothing was changed");
  // A lexicon in another language may have set a status without a match of its own.
  return scan(text, std::move(all));
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
      .arg(findings.run.lexicons.size())
      .arg(findings.lexiconsThere);
}

QString agingInWords(const Findings& findings) {
  QStringList parts;
  if (findings.newSince > 0) {
    parts << counted(findings.newSince, tr("1 document is new since this screening"),
                     tr("%1 documents are new since this screening"));
  }
  if (findings.otherVersions > 0) {
    parts << counted(findings.otherVersions, tr("1 lexicon has changed since"),
                     tr("%1 lexicons have changed since"));
  } else if (findings.run.program != kVersion) {
    parts << tr("Retold %1 made this screening").arg(toQString(findings.run.program));
  }
  if (parts.isEmpty()) return {};
  return tr("%1: screen again (%2)").arg(parts.join(QStringLiteral(", ")), screenKey());
}

}  // namespace retold
