#include "cli/screen_report.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <iomanip>
#include <map>
#include <sstream>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/find/concordance.h"
#include "queries/screen/evidence.h"
#include "queries/screen/rank.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::string_view kQuestion = "prior-trafficking";

std::string fixed(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2) << value;
  return out.str() == "-0.00" ? "0.00" : out.str();
}

std::string passageOf(const Text& text, const Match& match) {
  const ByteSpan passage = evidenceOf(text, match);
  return text.content.substr(passage.begin, passage.size());
}

Text textOf(const Storage& storage, const Candidate& candidate) {
  auto text = storage.text(candidate.text);
  if (!text)
    throw Error(ErrorKind::NotFound, "a document was changed during the search",
                "type the command again");
  return std::move(*text);
}

const std::string& speakerOf(const Text& text, const Match& match) {
  static const std::string nobody;
  return match.turn < text.turns.size() ? text.turns[match.turn].speaker : nobody;
}

/// What was decided on a document (or its case), or on a match: "confirm by Ana"; empty where
/// nothing was. csv has no such column: its columns are fixed.
class Judged {
 public:
  explicit Judged(const Storage& storage) : storage_(storage), decisions_(storage.decisions()) {}

  std::string on(DocumentId id) const {
    if (decisions_.empty()) return {};
    std::optional<Decision> newest = find(Subject::Document, id, std::nullopt);
    const auto document = storage_.document(id);
    if (document && document->caseId) {
      const auto onCase = find(Subject::Case, *document->caseId, std::nullopt);
      if (onCase && (!newest || newest->time <= onCase->time)) newest = onCase;
    }
    return words(newest);
  }
  std::string on(const Candidate& candidate, const Match& match) const {
    return words(find(Subject::Match, candidate.document, keyOf(match, candidate.text)));
  }

 private:
  std::optional<Decision> find(Subject subject, const Uuid& id,
                               const std::optional<MatchKey>& match) const {
    return newestDecision(decisions_, subject, id, kQuestion, "", match);
  }
  static std::string words(const std::optional<Decision>& decision) {
    return decision ? std::string(toText(decision->verdict)) + " by " + decision->coder
                    : std::string();
  }

  const Storage& storage_;
  const std::vector<Decision> decisions_;
};

using Cells = std::vector<Cell>;

const Lexicon* lexiconOf(const Match& match, const std::vector<Lexicon>& lexicons) {
  const auto at = std::ranges::find(lexicons, match.lexiconDigest, &Lexicon::digest);
  return at == lexicons.end() ? nullptr : &*at;
}

/// A row; where the format has room for it, with what csv has no column for.
class Rows {
 public:
  Rows(const Report& report, std::string_view format, RowWriter rows)
      : report_(report), isJson_(format == "jsonl"), rows_(std::move(rows)) {}

  void write(Cells cells, const std::string& judged, DocumentId document, const Match* match) {
    if (isJson_) {
      const Lexicon* lexicon =
          match != nullptr ? lexiconOf(*match, report_.screening.lexicons) : nullptr;
      cells.emplace_back(judged);
      cells.emplace_back(match != nullptr ? match->gloss : "");
      cells.emplace_back(lexicon != nullptr ? reviewLine(*lexicon) : "");
      cells.emplace_back(report_.renewedLine(document));
    }
    rows_.row(cells);
  }

 private:
  const Report& report_;
  bool isJson_;
  RowWriter rows_;
};

void writeDocumentRows(const Report& report, Rows rows) {
  const Judged judged(report.storage);
  const Screening& screening = report.screening;
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    const Match* best = found.matches.empty() ? nullptr : &found.matches.front();
    Cells cells{screening.names[at], found.score, found.candidate, "", "", ""};
    if (best != nullptr) {
      cells[3] = best->language;
      cells[4] = best->category;
      cells[5] = passageOf(textOf(report.storage, found), *best);
    }
    rows.write(std::move(cells), judged.on(found.document), found.document, best);
  }
}

void writeMatchRows(const Report& report, Rows rows) {
  const Judged judged(report.storage);
  const Screening& screening = report.screening;
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    if (found.matches.empty()) continue;
    const Text text = textOf(report.storage, found);
    for (const Match& match : found.matches) {
      rows.write({screening.names[at], match.span.begin, match.span.end,
                  text.content.substr(match.span.begin, match.span.size()), match.category,
                  match.term, match.language, std::string(toText(match.how)),
                  speakerOf(text, match), std::string(toText(match.status))},
                 judged.on(found, match), found.document, &match);
    }
  }
}

/// What the category means, in the lexicon's words; empty where nothing is said.
std::string_view glossOf(const Match& match, const std::vector<Lexicon>& lexicons) {
  const Lexicon* lexicon = lexiconOf(match, lexicons);
  if (lexicon == nullptr) return {};
  const auto at = std::ranges::find(lexicon->patterns, match.category, &Pattern::name);
  if (at != lexicon->patterns.end()) return at->gloss;
  return {};
}

/// How a match is shown as text.
struct MatchStyle {
  const Console& console;
  const std::vector<Lexicon>& lexicons;
  bool named = false;  ///< with the name that `retold decide --match` takes
};

void writeMatch(const Text& text, const Match& match, const std::string& document,
                const std::string& judged, const MatchStyle& style, std::ostream& out) {
  constexpr std::size_t context = 8;
  const Context around = joinableContext(text, match.span, context);
  out << "      " << match.category;
  const std::string_view gloss = glossOf(match, style.lexicons);
  if (!gloss.empty()) out << " (" << gloss << ')';
  if (match.status != MatchStatus::Asserted) {
    out << ", " << toText(match.status);
    if (!match.why.empty()) out << ": " << match.why;
  }
  if (!judged.empty()) out << ", decided: " << onOneLine(judged);
  if (style.named) out << "  " << matchName(document, match.span);
  out << "\n        "
      << isolated(style.console, onOneLine(around.left) +
                                     marked(style.console, onOneLine(around.match)) +
                                     onOneLine(around.right))
      << '\n';
  if (!match.gloss.empty())
    out << "        "
        << (match.language.starts_with("en") ? "meaning" : match.language + ", in English") << ": "
        << onOneLine(match.gloss) << '\n';
}

/// "prior-trafficking version 2 in en, ro; own version 1 in en", by what was said of its review.
std::map<std::string, std::string> reviewsOf(const Screening& screening) {
  std::unordered_map<std::string_view, bool> hasHit;  // by digest
  for (const Candidate& candidate : screening.documents)
    for (const Match& match : candidate.matches) hasHit[match.lexiconDigest] = true;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> groups;
  for (const Lexicon& lexicon : screening.lexicons) {
    if (!hasHit.contains(lexicon.digest)) continue;
    auto& group = groups[reviewLine(lexicon)];
    const std::string name = lexicon.id + " version " + lexicon.version;
    auto at = std::ranges::find(group, name, &std::pair<std::string, std::string>::first);
    if (at == group.end()) at = group.insert(group.end(), {name, ""});
    at->second += (at->second.empty() ? "" : ", ") + lexicon.language;
  }
  std::map<std::string, std::string> lines;
  for (const auto& [review, group] : groups) {
    std::string& line = lines[review];
    for (const auto& [name, languages] : group)
      line += (line.empty() ? "" : "; ") + name + " in " + languages;
  }
  return lines;
}

void writeReviews(const Screening& screening, std::ostream& out) {
  for (const auto& [review, lexicons] : reviewsOf(screening))
    out << review << ": " << onOneLine(lexicons) << '\n';
}

void writeDocument(const Report& report, std::size_t at, bool perMatch, const Judged& judged,
                   const MatchStyle& style, std::ostream& out) {
  constexpr std::size_t usuallyShown = 3;
  const Screening& screening = report.screening;
  const Candidate& found = screening.documents[at];
  const Text text = textOf(report.storage, found);
  const std::size_t shown =
      perMatch ? found.matches.size() : std::min(usuallyShown, found.matches.size());
  out << paddedLeft(grouped(at + 1), 4) << "  "
      << isolated(style.console, onOneLine(screening.names[at])) << "  score "
      << rounded(found.score) << (found.candidate ? "" : ", no candidate");
  if (const std::string decided = judged.on(found.document); !decided.empty())
    out << ", decided: " << onOneLine(decided);
  if (const std::string renewed = report.renewedLine(found.document); !renewed.empty())
    out << ", " << onOneLine(renewed);
  out << '\n';
  for (std::size_t which = 0; which < shown; ++which)
    writeMatch(text, found.matches[which], screening.names[at],
               judged.on(found, found.matches[which]), style, out);
  if (shown < found.matches.size()) {
    out << "      and " << counted(found.matches.size() - shown, "more match", "more matches")
        << '\n';
  }
  out << '\n';
}

/// Candidates in the order in which to read them; with `perMatch` every match of every document.
void writeText(const Report& report, bool perMatch, const Console& console, std::ostream& out) {
  const Screening& screening = report.screening;
  const MatchStyle style{console, screening.lexicons, perMatch};
  const Judged judged(report.storage);
  if (screening.matches > 0) {
    writeReviews(screening, out);
    out << '\n';
  }
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    if (found.matches.empty() || (!perMatch && !found.candidate)) continue;
    writeDocument(report, at, perMatch, judged, style, out);
  }
}

/// What was set for this run, and what the lexicons say.
void writeChoices(const Report& report, std::ostream& out) {
  const bool one = report.screening.lexicons.size() == 1;
  const std::string say = one ? "the lexicon says" : "the lexicons say";
  if (report.choices.cutOff) {
    out << "cut-off " << shortest(*report.choices.cutOff) << ", set for this run; " << say << ' '
        << shortest(report.ownCutOff) << '\n';
  } else {
    out << "cut-off " << shortest(report.ownCutOff) << ", as " << say << '\n';
  }
  if (report.choices.strictness)
    out << "matching " << toText(*report.choices.strictness) << ", set for this run\n";
  if (!report.choices.languages.empty()) {
    std::string languages;
    for (const std::string& language : report.choices.languages)
      languages += (languages.empty() ? "" : ", ") + language;
    out << "only the lexicons in " << onOneLine(languages)
        << " were run: " << grouped(report.screening.lexicons.size()) << " of "
        << grouped(report.lexiconsThere) << '\n';
  }
}

/// What a coder's decisions did to the order, and where they no longer tell all.
void writeLearned(const Report& report, std::ostream& out) {
  if (report.learner) {
    out << "order learned from " << grouped(report.learner->confirmed()) << " confirmed and "
        << grouped(report.learner->rejected())
        << " rejected; it changes who is read first, not who is a candidate; what was judged "
           "stands last\n";
    if (report.learner->disputed() > 0) {
      out << counted(report.learner->disputed(), "file that coders judge",
                     "files that coders judge")
          << " differently taught nothing\n";
    }
  }
  if (!report.renewed.empty()) {
    out << counted(report.renewed.size(), "document has matches", "documents have matches")
        << " that are new since your decision\n";
  }
}

/// The base of every figure: how many were searched, and what is not known.
void writeSummary(const Report& report, std::ostream& out) {
  const Screening& screening = report.screening;
  out << counted(screening.candidates, "candidate", "candidates") << " and "
      << counted(screening.matches, "match", "matches") << "; "
      << searchedLine(screening.completeness) << '\n';
  writeChoices(report, out);
  if (screening.translations > 0) {
    out << "the candidates are " << counted(screening.interviews, "interview", "interviews")
        << ": a document and its translations count once\n";
  }
  writeLearned(report, out);
  out << kRecallUnknown << '\n';
}

/// What the learner saw in a document, the strongest first.
void writeMoved(const Learner& learner, DocumentId document, Console& console) {
  constexpr std::size_t most = 12;
  constexpr double least = 0.05;
  const std::optional<Moved> moved = learner.moved(document);
  if (!moved) {
    console.out << "not moved: it was judged, or has no match\n";
    return;
  }
  console.out << "as learned from " << grouped(learner.confirmed()) << " confirmed and "
              << grouped(learner.rejected()) << " rejected: ";
  if (moved->before == moved->after) {
    console.out << "stays at place " << grouped(moved->after);
  } else {
    const bool up = moved->after < moved->before;
    const std::size_t places = up ? moved->before - moved->after : moved->after - moved->before;
    console.out << "moved " << (up ? "up " : "down ") << counted(places, "place", "places")
                << ", from " << grouped(moved->before) << " to " << grouped(moved->after);
  }
  console.out << " of those that nobody has read\n";
  std::size_t shown = 0;
  for (const FeatureEffect& each : moved->effects) {
    if (shown == most || std::abs(each.effect) < least) break;
    ++shown;
    const std::string points = fixed(each.effect);
    console.out << paddedLeft((each.effect < 0 ? "" : "+") + points, 8) << "  "
                << onOneLine(each.name) << ": " << fixed(each.value) << " here, "
                << fixed(each.usual) << " on average, weight " << fixed(each.weight) << '\n';
  }
  if (shown < moved->effects.size()) {
    console.out << "          and " << grouped(moved->effects.size() - shown) << " that do less\n";
  }
}

}  // namespace

void writeWhy(const Report& report, const std::string& name, Console& console) {
  const Screening& screening = report.screening;
  const Document document = requireDocument(report.storage, name);
  const auto at = std::ranges::find(screening.documents, document.id, &Candidate::document);
  if (at == screening.documents.end())
    throw Error(ErrorKind::NotFound, "\"" + document.name + "\" was not searched");
  console.out << onOneLine(document.name) << "  score " << rounded(at->score)
              << (at->candidate ? ", a candidate" : ", no candidate") << " (";
  std::ostringstream choices;
  writeChoices(report, choices);
  const std::string cutOff = choices.str();
  console.out << cutOff.substr(0, cutOff.find('\n')) << ")\n";
  for (const ScoreLine& line : explainScore(*at, screening.lexicons))
    console.out << paddedLeft(rounded(line.points), 8) << "  " << onOneLine(line.text) << '\n';
  if (const std::string renewed = report.renewedLine(document.id); !renewed.empty())
    console.out << onOneLine(renewed) << '\n';
  if (report.learner) writeMoved(*report.learner, document.id, console);
}

void writeResults(const Report& report, std::string_view format, bool perMatch, Console& console,
                  const std::optional<std::string>& file) {
  Results results(console, file);
  if (format == "text") {
    Console plain{console.out, console.err, console.progress};
    writeText(report, perMatch, file ? plain : console, results.stream());
    writeSummary(report, results.stream());
  } else {
    std::vector<std::string> columns{"document", "score",    "candidate",
                                     "language", "category", "quote"};
    if (perMatch)
      columns = {"document", "begin",    "end", "quote",   "category",
                 "term",     "language", "how", "speaker", "status"};
    if (format == "jsonl")
      columns.insert(columns.end(), {"decision", "gloss", "review", "renewed"});
    Rows rows(report, format, RowWriter(results.stream(), format, std::move(columns)));
    perMatch ? writeMatchRows(report, std::move(rows)) : writeDocumentRows(report, std::move(rows));
  }
  results.finish();
  if (format == "text" && !file) return;
  writeSummary(report, console.err);
  writeReviews(report.screening, console.err);
}

}  // namespace retold
