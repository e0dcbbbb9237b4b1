#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/concordance.h"
#include "queries/find/hints.h"
#include "queries/find/hits.h"
#include "queries/find/parse.h"
#include "queries/find/random_part.h"
#include "queries/find/sets.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr Option kOptions[] = {
    {"--context", "N", "words on either side of a hit; 6 where this is left out"},
    {"--format", "FMT", "text (the default), csv or jsonl"},
    {"--exact", "",
     "letter for letter: capitals, accents and joined or split words are told apart"},
    {"--limit", "N", "show the first N hits only; the counts are those of all"},
    {"--count", "", "the counts only"},
    {"--save", "NAME", "keep the hits as a result set of this name"},
    {"--set", "NAME", "show a result set in place of a query"},
    {"--thin", "N", "with --set or --save: N of the passages only, drawn at random"},
    {"--seed", "S", "with --thin: draw what this seed drew before; it is told each time"},
    {"--coder", "NAME", "with --save: who keeps the set; the login name where this is left out"},
};

/// Throws Error(Usage) that shows the place of the first fault under the query.
Query queryFrom(const Arguments& arguments, const std::string& typed) {
  if (firstInvalidUtf8(typed)) arguments.complain("the query is not valid UTF-8 text");
  ParsedQuery parsed = parseQuery(typed, arguments.has("--exact"));
  if (parsed.query) return std::move(*parsed.query);
  const Diagnostic& fault = *parsed.fault;
  std::string message = "the query cannot be read: " + fault.message;
  const std::string line = onOneLine(typed);
  message += "\n  " + line;
  if (fault.column > 0) {
    std::size_t at = 0;
    for (std::uint64_t column = 1; column < fault.column && at < line.size(); ++column)
      nextCodepoint(line, at);
    message += "\n  " + std::string(displayWidth(std::string_view(line).substr(0, at)), ' ') + '^';
  }
  throw Error(ErrorKind::Usage, "search: " + message,
              "\"retold help search\" shows how queries are written");
}

/// Writes hits in one format, document by document.
class HitWriter {
 public:
  HitWriter(Console& console, std::string_view format, std::size_t context)
      : console_(console), context_(context) {
    if (format != "text") {
      rows_.emplace(console.out, format,
                    std::vector<std::string>{kConcordanceColumns.begin(), kConcordanceColumns.end()});
    }
  }

  /// `hits` is empty where a query limits documents only.
  void write(const Document& document, const Text& text,
             const std::vector<DocumentHits::Hit>& hits) {
    const std::vector<ConcordanceLine> lines = concordance(document, text, hits, context_);
    if (rows_)
      writeRows(document, lines);
    else
      writeText(document, text, lines);
  }

 private:
  void writeRows(const Document& document, const std::vector<ConcordanceLine>& lines) {
    for (const ConcordanceLine& line : lines) {
      rows_->row({document.name, line.span.begin, line.span.end, line.speaker, line.left,
                  line.match, line.right});
    }
    if (lines.empty()) rows_->row({document.name, {}, {}, {}, {}, {}, {}});
  }

  void writeText(const Document& document, const Text& text,
                 const std::vector<ConcordanceLine>& lines) {
    std::vector<Context> contexts;
    std::size_t speakers = 0;
    std::size_t left = 0;
    for (const ConcordanceLine& line : lines) {
      contexts.push_back(joinableContext(text, line.span, context_));
      speakers = std::max(speakers, displayWidth(onOneLine(line.speaker)));
      left = std::max(left, displayWidth(onOneLine(contexts.back().left)));
    }
    console_.out << isolated(console_, onOneLine(document.name)) << '\n';
    for (std::size_t at = 0; at < lines.size(); ++at) {
      console_.out << "  ";
      if (speakers > 0)
        console_.out << padded(isolated(console_, onOneLine(lines[at].speaker)), speakers) << "  ";
      const std::string before = onOneLine(contexts[at].left);
      // The hit and what stands around it are one line of text: one direction for all three.
      console_.out << std::string(left - displayWidth(before), ' ')
                   << isolated(console_, before + marked(console_, onOneLine(contexts[at].match)) +
                                             onOneLine(contexts[at].right))
                   << '\n';
    }
    if (!lines.empty()) console_.out << '\n';
  }

  Console& console_;
  std::size_t context_;
  std::optional<RowWriter> rows_;
};

/// What was written, and whether that was all.
struct Shown {
  SearchCount count;
  std::uint64_t lines = 0;
  bool all = true;
};

Shown writeHits(const Storage& storage, const Query& query, std::size_t context,
                std::uint64_t limit, std::string_view format, Console& console) {
  constexpr std::size_t pageSize = 100;
  Shown shown;
  HitWriter writer(console, format, context);
  std::optional<Cursor> cursor = Cursor{};
  while (cursor) {
    if (console.progress.cancelled()) throw Error(ErrorKind::Cancelled, "search: stopped");
    const SearchPage page = storage.search(query, *cursor, pageSize);
    shown.count.completeness = page.completeness;
    for (const DocumentHits& found : page.documents) {
      if (shown.lines >= limit) {
        shown.all = false;
        return shown;
      }
      const auto document = storage.document(found.document);
      const auto text = storage.text(found.text);
      auto hits = found.hits;
      if (hits.size() > limit - shown.lines) {
        hits.resize(limit - shown.lines);
        shown.all = false;
      }
      writer.write(*document, *text, hits);
      shown.lines += std::max<std::uint64_t>(hits.size(), 1);
      shown.count.hits += hits.size();
      ++shown.count.documents;
    }
    cursor = page.next;
  }
  return shown;
}

/// A query that limits documents only has no hits to count.
void writeCount(const SearchCount& count, std::ostream& out) {
  if (count.hits > 0 || count.documents == 0) out << counted(count.hits, "hit", "hits") << " in ";
  out << counted(count.documents, "document", "documents") << "; "
      << searchedLine(count.completeness) << '\n';
}

void writeHints(const Storage& storage, const Query& query, const SearchCount& count,
                Console& console) {
  if (count.documents > 0) return;
  for (const std::string& hint : hintsFor(storage, query, console.progress)) {
    console.progress.clear();
    console.err << hint << '\n';
  }
}

/// `retold search PROJECT QUERY`.
int search(const Storage& storage, const Arguments& arguments, const Query& query,
           std::size_t context, std::uint64_t limit, std::string_view format, Console& console) {
  if (arguments.has("--count")) {
    const SearchCount count = storage.count(query, console.progress);
    console.progress.clear();
    writeCount(count, console.out);
    writeHints(storage, query, count, console);
    return 0;
  }
  const Shown shown = writeHits(storage, query, context, limit, format, console);
  std::ostream& summary = format == "text" ? console.out : console.err;
  if (shown.all) {
    writeCount(shown.count, summary);
    writeHints(storage, query, shown.count, console);
    return 0;
  }
  const SearchCount count = storage.count(query, console.progress);
  console.progress.clear();
  summary << "The first " << (shown.lines == 1 ? "" : grouped(shown.lines) + ' ') << "of ";
  writeCount(count, summary);
  return 0;
}

/// What --thin and --seed ask for.
struct Thinning {
  std::uint64_t wanted = 0;
  std::uint64_t seed = 0;
};

std::optional<Thinning> thinningFrom(const Arguments& arguments) {
  if (!arguments.has("--thin")) {
    if (arguments.has("--seed")) arguments.complain("--seed needs --thin N");
    return std::nullopt;
  }
  return Thinning{arguments.number("--thin", 0, 1),
                  arguments.has("--seed") ? arguments.number("--seed", 0) : newSeed()};
}

void tellDrawn(const std::string& how, Console& console) {
  console.err << "Shown: " << onOneLine(how) << '\n';
}

void writeStanding(const StandingPlaces& standing, std::ostream& out) {
  if (standing.olderText > 0)
    out << counted(standing.olderText, "passage stands in an earlier text of its document",
                   "passages stand in earlier texts of their documents")
        << " and " << (standing.olderText == 1 ? "is" : "are") << " not shown\n";
  if (standing.leftOut > 0)
    out << counted(standing.leftOut, "passage is", "passages are")
        << " in documents that were left out\n";
}

std::uint32_t turnOf(const Text& text, std::uint64_t at) {
  const auto behind =
      std::ranges::upper_bound(text.turns, at, {}, [](const Turn& turn) { return turn.span.begin; });
  return behind == text.turns.begin()
             ? static_cast<std::uint32_t>(text.turns.size())
             : static_cast<std::uint32_t>(behind - text.turns.begin() - 1);
}

/// Writes the hits of a list in one format.
std::uint64_t writeList(const Storage& storage, const HitList& list, std::size_t context,
                        std::uint64_t limit, std::string_view format, Console& console) {
  HitWriter writer(console, format, context);
  std::uint64_t written = 0;
  for (std::size_t hit = 0; hit < list.hits.size() && written < limit;) {
    if (console.progress.cancelled()) throw Error(ErrorKind::Cancelled, "search: stopped");
    const std::uint32_t number = list.hits[hit].document;
    const auto document = storage.document(list.documents[number].document);
    const auto text = storage.text(list.documents[number].text);
    std::vector<DocumentHits::Hit> hits;
    for (; hit < list.hits.size() && list.hits[hit].document == number && written < limit; ++hit) {
      DocumentHits::Hit each;
      each.span = list.hits[hit].span;
      each.turn = turnOf(*text, each.span.begin);
      hits.push_back(std::move(each));
      ++written;
    }
    writer.write(*document, *text, hits);
  }
  return written;
}

/// `retold search PROJECT --set NAME`.
int runSet(const Arguments& arguments, const std::string& project, std::size_t context,
           std::uint64_t limit, std::string_view format, Console& console) {
  const std::optional<Thinning> thinning = thinningFrom(arguments);
  const auto storage = openToRead(project);
  const ResultSet set = resultSetNamed(*storage, *arguments.value("--set"));
  StandingPlaces standing = standingPlaces(*storage, set.places, nullptr, console.progress);
  if (thinning) {
    std::vector<FoundPlace> places;
    for (std::size_t hit = 0; hit < standing.list.hits.size(); ++hit)
      places.push_back(standing.list.place(hit));
    const auto drawn = randomPart(places, thinning->wanted, thinning->seed);
    tellDrawn(howDrawn(drawn.size(), places.size(), setInWords(set.name), thinning->seed), console);
    standing.list = standingPlaces(*storage, drawn, nullptr, console.progress).list;
  }
  console.progress.clear();
  const std::uint64_t written =
      writeList(*storage, standing.list, context, limit, format, console);
  std::ostream& summary = format == "text" ? console.out : console.err;
  if (written < standing.list.hits.size())
    summary << "The first " << (written == 1 ? "" : grouped(written) + ' ') << "of ";
  summary << counted(standing.list.hits.size(), "passage", "passages") << " in "
          << counted(standing.list.documents.size(), "document", "documents")
          << "; found by: " << onOneLine(set.query) << '\n';
  writeStanding(standing, summary);
  return 0;
}

/// `retold search PROJECT QUERY --save NAME`.
int saveHits(const Arguments& arguments, const std::string& project, const std::string& typed,
             const Query& query, Console& console) {
  const std::optional<Thinning> thinning = thinningFrom(arguments);
  const auto storage = openToWrite(project, "search");
  FoundHits found;
  std::string how = typed;
  if (thinning) {
    const SearchCount all = countHits(*storage, query, nullptr, console.progress);
    found = drawHits(*storage, query, nullptr, thinning->wanted, thinning->seed, console.progress);
    how = howDrawn(found.list.hits.size(), all.hits, '(' + typed + ')', thinning->seed);
  } else {
    found = findHits(*storage, query, nullptr, {}, kMostListed + 1, console.progress);
  }
  std::vector<FoundPlace> places;
  for (std::size_t hit = 0; hit < found.list.hits.size(); ++hit)
    if (!found.list.hits[hit].span.empty()) places.push_back(found.list.place(hit));
  const ResultSet set = saveResultSet(*storage, *arguments.value("--save"), how, std::move(places),
                                      arguments.value("--coder", console.user));
  console.progress.clear();
  console.out << "Kept " << counted(set.places.size(), "passage", "passages") << " as "
              << onOneLine(setInWords(set.name)) << "; found by: " << onOneLine(set.query) << '\n';
  return 0;
}

}  // namespace

constexpr Usage kSearchUsage{
    .forms = "PROJECT QUERY [options]\nPROJECT QUERY --save NAME [--thin N [--seed S]]\nPROJECT --set NAME [--thin N [--seed S]] [options]",
    .about =
        "Finds words and phrases and shows each hit with the words around it. Capitals, "
        "accents, and hyphens make no difference unless --exact or = says so.",
    .options = kOptions,
    .notes =
        "Queries\n"
        "  word              a word          traffick*         words that begin so\n"
        "  \"second time\"     a phrase        =Word             letter for letter\n"
        "  a b, a AND b      both            a OR b            one or the other\n"
        "  NOT a, -a         without a       ( ... )           groups\n"
        "  a NEAR/5 b        at most 5 words between them\n"
        "  speaker:interviewer sold          said by the interviewer (or a label: R07)\n"
        "  attribute:country=Moldova         the case has this value, or one of its\n"
        "                                    episodes, assistance events or documents\n"
        "  attribute:episode.country=Moldova only an episode (or case., document.)\n"
        "  attribute:age=\"not asked\"         why there is no value\n"
        "  Put the whole query in single quotation marks. One that begins with - stands\n"
        "  behind \"--\".\n"
        "Columns of csv and jsonl\n"
        "  document, begin, end, speaker, left, match, right; begin and end count bytes\n"
        "  of the stored text. A document without a hit of its own has empty fields.\n"
        "Result sets\n"
        "  --save keeps where the hits stand, under a name; the browser shows, compares\n"
        "  and tags such sets too. A set does not change when documents come in. Passages\n"
        "  whose document was read anew since are not shown, but counted. --thin draws\n"
        "  without putting back, each selection of that size equally likely (Algorithm S\n"
        "  of Knuth, with the Mersenne Twister of 64 bits), so that a part can be checked\n"
        "  by hand; the seed draws the same passages again.",
    .examples =
        "retold search study.retold 'sold again'\n"
        "retold search study.retold '\"went back\" NEAR/8 trafficker*'\n"
        "retold search study.retold 'speaker:respondent twice' --format csv > hits.csv\n"
        "retold search study.retold 'sold again' --save again\n"
        "retold search study.retold --set again --thin 50 --seed 4711",
    .failure = "the project could not be searched; finding nothing is no failure",
};

int runSearch(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("search", kSearchUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  constexpr std::size_t usualContext = 6;
  constexpr std::size_t mostContext = 1000;
  const std::size_t context = arguments.number("--context", usualContext, 0, mostContext);
  const std::uint64_t limit =
      arguments.number("--limit", std::numeric_limits<std::uint64_t>::max(), 1);
  const std::string_view format = arguments.choice("--format", kFormats);
  arguments.keepApart("--count", std::array<std::string_view, 5>{"--context", "--format", "--limit",
                                                                 "--save", "--set"});
  arguments.keepApart("--save",
                      std::array<std::string_view, 4>{"--context", "--format", "--limit", "--set"});
  arguments.keepApart("--set", std::array<std::string_view, 2>{"--exact", "--coder"});
  if (arguments.has("--set")) {
    arguments.noMoreThan(1);
    return runSet(arguments, project, context, limit, format, console);
  }
  const std::string& typed = arguments.operand(1, "QUERY");
  arguments.noMoreThan(2);
  const Query query = queryFrom(arguments, typed);
  if (arguments.has("--save")) return saveHits(arguments, project, typed, query, console);
  for (const std::string_view option : {"--thin", "--seed", "--coder"})
    if (arguments.has(option))
      arguments.complain(std::string(option) + " needs --save NAME" +
                         (option == "--coder" ? "" : " or --set NAME"));
  return search(*openToRead(project), arguments, query, context, limit, format, console);
}

}  // namespace retold
