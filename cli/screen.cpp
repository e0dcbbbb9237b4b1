#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/turns.h"
#include "model/error.h"
#include "queries/find/concordance.h"
#include "queries/screen/rank.h"
#include "queries/screen/screening.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr std::array<std::string_view, 2> kUnits{"document", "match"};
constexpr Option kOptions[] = {
    {"--lexicon", "ID",
     "a built-in lexicon (\"retold lexicon list\") or the file of one of your own", "", true},
    {"--per", "UNIT", "document (the default) or match: what a row stands for"},
    {"--format", "FMT", "text (the default), csv or jsonl"},
    {"--out", "FILE", "write the results to this new file"},
    {"--why", "DOCUMENT", "show how this document came by its score, and nothing else"},
};

/// The passage of a match that can be read by itself: the sentences it stands in, at least itself.
std::string passageOf(const Text& text, const Match& match) {
  std::vector<Turn> turns;
  for (const Turn& turn : text.turns) {
    if (turn.span.overlaps(match.span)) turns.push_back(turn);
  }
  ByteSpan passage = match.span;
  for (const Passage& sentence : sentences(text.content, turns)) {
    if (sentence.span.overlaps(match.span)) passage = hull(passage, sentence.span);
  }
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
    const auto newest = find(Subject::Match, candidate.document, match.span);
    const bool older = newest && newest->trace && !newest->trace->text.isNil() &&
                       newest->trace->text != candidate.text;
    return older ? std::string() : words(newest);
  }

 private:
  std::optional<Decision> find(Subject subject, const Uuid& id,
                               std::optional<ByteSpan> span) const {
    return newestDecision(decisions_, subject, id, "prior-trafficking", "", span);
  }
  static std::string words(const std::optional<Decision>& decision) {
    return decision ? std::string(toText(decision->verdict)) + " by " + decision->coder
                    : std::string();
  }

  const Storage& storage_;
  const std::vector<Decision> decisions_;
};

using Cells = std::vector<Cell>;

/// A row with what was decided at its end, where the format has room for it.
void writeRow(RowWriter& rows, Cells cells, std::string_view format, const std::string& judged) {
  if (format == "jsonl") cells.emplace_back(judged);
  rows.row(cells);
}

void writeDocumentRows(const Storage& storage, const Screening& screening, std::string_view format,
                       RowWriter rows) {
  const Judged judged(storage);
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    if (found.matches.empty()) {
      writeRow(rows, {screening.names[at], found.score, found.candidate, "", "", ""}, format,
               judged.on(found.document));
      continue;
    }
    const Match& best = found.matches.front();
    writeRow(rows,
             {screening.names[at], found.score, found.candidate, best.language, best.category,
              passageOf(textOf(storage, found), best)},
             format, judged.on(found.document));
  }
}

void writeMatchRows(const Storage& storage, const Screening& screening, std::string_view format,
                    RowWriter rows) {
  const Judged judged(storage);
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    if (found.matches.empty()) continue;
    const Text text = textOf(storage, found);
    for (const Match& match : found.matches) {
      writeRow(rows,
               {screening.names[at], match.span.begin, match.span.end,
                text.content.substr(match.span.begin, match.span.size()), match.category,
                match.term, match.language, std::string(toText(match.how)), speakerOf(text, match),
                std::string(toText(match.status))},
               format, judged.on(found, match));
    }
  }
}

/// What the category means, in the lexicon's words; empty where nothing is said.
std::string_view glossOf(const Match& match, const std::vector<Lexicon>& lexicons) {
  for (const Lexicon& lexicon : lexicons) {
    if (lexicon.digest != match.lexiconDigest) continue;
    const auto at = std::ranges::find(lexicon.patterns, match.category, &Pattern::name);
    if (at != lexicon.patterns.end()) return at->gloss;
  }
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
  if (!match.gloss.empty() && !match.language.starts_with("en"))
    out << "        " << match.language << ", in English: " << match.gloss << '\n';
}

/// Candidates in the order in which to read them; with `perMatch` every match of every document.
void writeText(const Storage& storage, const Screening& screening, bool perMatch,
               const Console& console, std::ostream& out) {
  constexpr std::size_t usuallyShown = 3;
  const MatchStyle style{console, screening.lexicons, perMatch};
  const Judged judged(storage);
  for (const Lexicon& lexicon : screening.lexicons) {
    out << lexicon.id << " (" << lexicon.language << ", version " << lexicon.version
        << "): " << reviewLine(lexicon) << '\n';
  }
  out << '\n';
  for (std::size_t at = 0; at < screening.documents.size(); ++at) {
    const Candidate& found = screening.documents[at];
    if (found.matches.empty() || (!perMatch && !found.candidate)) continue;
    const Text text = textOf(storage, found);
    const std::size_t shown =
        perMatch ? found.matches.size() : std::min(usuallyShown, found.matches.size());
    out << paddedLeft(grouped(at + 1), 4) << "  "
        << isolated(console, onOneLine(screening.names[at])) << "  score " << rounded(found.score)
        << (found.candidate ? "" : ", no candidate");
    if (const std::string decided = judged.on(found.document); !decided.empty())
      out << ", decided: " << onOneLine(decided);
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
}

/// The base of every figure: how many were searched, and what is not known.
void writeSummary(const Screening& screening, std::ostream& out) {
  out << counted(screening.candidates, "candidate", "candidates") << " and "
      << counted(screening.matches, "match", "matches") << "; "
      << searchedLine(screening.completeness) << '\n';
  if (screening.translations > 0) {
    out << "the candidates are " << counted(screening.interviews, "interview", "interviews")
        << ": a document and its translations count once\n";
  }
  out << kRecallUnknown << '\n';
}

void writeWhy(const Storage& storage, const Screening& screening, const std::string& name,
              Console& console) {
  const Document document = requireDocument(storage, name);
  const auto at = std::ranges::find(screening.documents, document.id, &Candidate::document);
  if (at == screening.documents.end())
    throw Error(ErrorKind::NotFound, "\"" + document.name + "\" was not searched");
  console.out << onOneLine(document.name) << "  score " << rounded(at->score)
              << (at->candidate ? ", a candidate" : ", no candidate") << '\n';
  for (const ScoreLine& line : explainScore(*at, screening.lexicons))
    console.out << paddedLeft(rounded(line.points), 8) << "  " << onOneLine(line.text) << '\n';
}

void writeResults(const Storage& storage, const Screening& screening, std::string_view format,
                  bool perMatch, Console& console, const std::optional<std::string>& file) {
  Results results(console, file);
  if (format == "text") {
    Console plain{console.out, console.err, console.progress};
    writeText(storage, screening, perMatch, file ? plain : console, results.stream());
    writeSummary(screening, results.stream());
  } else {
    std::vector<std::string> columns{"document", "score",    "candidate",
                                     "language", "category", "quote"};
    if (perMatch)
      columns = {"document", "begin",    "end", "quote",   "category",
                 "term",     "language", "how", "speaker", "status"};
    if (format == "jsonl") columns.emplace_back("decision");
    RowWriter rows(results.stream(), format, std::move(columns));
    perMatch ? writeMatchRows(storage, screening, format, std::move(rows))
             : writeDocumentRows(storage, screening, format, std::move(rows));
  }
  results.finish();
  if (format != "text" || file) writeSummary(screening, console.err);
}

}  // namespace

constexpr Usage kScreenUsage{
    .forms = "PROJECT --lexicon ID [options]",
    .about =
        "Searches every document for the terms of one or more lexicons and ranks the "
        "documents: the likeliest disclosures first, each with the passages that speak for "
        "it. A passage that is denied, feared, asked by the interviewer or about someone "
        "else is shown with the reason and counts for less. Nothing is stored; judge the "
        "results with \"retold decide\".",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  per document  document, score, candidate, language, category, quote: a row for\n"
        "                every document of the project; a higher score is likelier\n"
        "  per match     document, begin, end, quote, category, term, language, how,\n"
        "                speaker, status; begin and end count bytes of the stored text\n"
        "  jsonl has \"decision\" behind them: the newest on prior trafficking, by whom",
    .examples =
        "retold screen study.retold --lexicon prior-trafficking\n"
        "retold screen study.retold --lexicon prior-trafficking --lexicon own.lexicon \\\n"
        "    --per match --format csv --out matches.csv\n"
        "retold screen study.retold --lexicon prior-trafficking --why anna-03.txt",
    .failure = "the project or a lexicon could not be used; finding nothing is no failure",
};

int runScreen(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("screen", kScreenUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const std::string_view format = arguments.choice("--format", kFormats);
  const bool perMatch = arguments.choice("--per", kUnits) == "match";
  arguments.keepApart("--why", std::array<std::string_view, 3>{"--per", "--format", "--out"});
  const std::vector<std::string> ids = arguments.values("--lexicon");
  if (ids.empty())
    arguments.complain("--lexicon is missing", "\"retold lexicon list\" shows which there are;");
  const auto storage = openToRead(project);
  const Screening screening = screenProject(*storage, lexiconsNamed(ids), console.progress);
  console.progress.clear();
  if (const auto name = arguments.value("--why"))
    writeWhy(*storage, screening, *name, console);
  else
    writeResults(*storage, screening, format, perMatch, console, arguments.value("--out"));
  return 0;
}

}  // namespace retold
