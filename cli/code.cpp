#include <algorithm>
#include <array>
#include <functional>

#include "cli/code_suggest.h"
#include "cli/code_transfer.h"
#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 5> kActions{"add", "remove", "list", "suggest", "transfer"};
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr Option kOptions[] = {
    {"--document", "NAME", "the document; its bare file name is enough where it is unique",
     "add list suggest transfer"},
    {"--code", "CODE", "a code of the codebook: its whole name, or its last part where unique",
     "add list suggest"},
    {"--quote", "TEXT", "the passage to tag; it must stand in the document once", "add transfer"},
    {"--begin", "B", "or its place: the first byte of the stored text", "add transfer"},
    {"--end", "E", "and the byte behind its last one", "add transfer"},
    {"--memo", "TEXT", "a note on the passage", "add"},
    {"--lexicon", "ID",
     "the lexicon, built in or a file, that led to the passage; with suggest: one whose patterns "
     "name codes, risk-factors and protective-factors where this is left out",
     "add suggest", true},
    {"--term", "TEXT",
     "the term of that lexicon; the match that has most in common with the passage where this is "
     "left out",
     "add"},
    {"--coder", "NAME",
     "who tags or takes away, your login name where this is left out; with "
     "list: show this coder's only; with suggest: pass over what this coder tagged, or what "
     "anybody "
     "did where this is left out",
     "add remove list suggest transfer"},
    {"--every-status", "", "list what is denied, feared, asked or about someone else too",
     "suggest"},
    {"--apply", "", "tag what is suggested as the coder named by --coder", "suggest"},
    {"--exact", "", "accept all tags whose words stand in one place only", "transfer"},
    {"--format", "FMT", "text (the default), csv or jsonl", "list suggest transfer"},
};

/// "lines 3, 17 and 40".
std::string linesOf(const std::string& content, const std::vector<ByteSpan>& places) {
  constexpr std::size_t most = 10;
  std::vector<std::string> numbers;
  for (std::size_t at = 0; at < std::min(places.size(), most); ++at)
    numbers.push_back(std::to_string(lineColumn(content, places[at].begin).line));
  const std::vector<std::string_view> views(numbers.begin(), numbers.end());
  return "lines " + listed(views, "and") + (places.size() > most ? " and further ones" : "");
}

ByteSpan placeOfQuote(const Text& text, const std::string& quote, const std::string& document,
                      Console& console) {
  const std::vector<ByteSpan> places = findQuote(text.content, quote);
  if (places.size() == 1) {
    const std::string_view found =
        std::string_view(text.content).substr(places.front().begin, places.front().size());
    if (withSingleSpaces(trimmed(found)) != withSingleSpaces(trimmed(quote)))
      console.err << "The quote stands in " << document << " with other quotation marks.\n";
    return places.front();
  }
  if (places.empty()) {
    throw Error(ErrorKind::Refused, "the quote does not stand in " + document,
                "copy the words as they stand in the text; nothing was tagged");
  }
  throw Error(ErrorKind::Refused,
              "the quote stands in " + document + ' ' + std::to_string(places.size()) +
                  " times: " + linesOf(text.content, places),
              "give a longer quote, or --begin and --end; nothing was tagged");
}

ByteSpan placeFrom(const Arguments& arguments, const Text& text, const std::string& document,
                   Console& console) {
  if (const auto quote = arguments.value("--quote"))
    return placeOfQuote(text, *quote, document, console);
  const ByteSpan span{arguments.number("--begin", 0), arguments.number("--end", 0)};
  if (span.begin < span.end && span.end <= text.content.size() &&
      isCodepointBoundary(text.content, span.begin) && isCodepointBoundary(text.content, span.end))
    return span;
  throw Error(ErrorKind::Refused,
              "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " of " +
                  document + " are no passage",
              "the text has " + counted(text.content.size(), "byte", "bytes") +
                  ", and a passage begins and ends between letters; nothing was tagged");
}

std::string required(const Arguments& arguments, std::string_view option) {
  if (auto value = arguments.value(option)) return *value;
  arguments.complain(std::string(option) + " is missing");
}

/// The match of --lexicon (and --term) that has most in common with the passage.
std::optional<LexiconTrace> traceFrom(const Arguments& arguments, Storage& storage,
                                      const Text& text, ByteSpan passage) {
  const auto lexicon = arguments.value("--lexicon");
  if (!lexicon) return std::nullopt;
  const auto term = arguments.value("--term");
  const std::vector<Lexicon> lexicons = lexiconsFor(storage, *lexicon);
  std::optional<Match> best;
  std::uint64_t most = 0;
  for (Match& match : scanText(lexicons, text.content)) {
    if (!match.span.overlaps(passage) || (term && match.term != *term)) continue;
    const std::uint64_t shared =
        std::min(match.span.end, passage.end) - std::max(match.span.begin, passage.begin);
    if (shared <= most) continue;
    most = shared;
    best = std::move(match);
  }
  if (best) return traceOf(storage, *best, text, lexicons);
  throw Error(ErrorKind::NotFound,
              (term ? "the term \"" + *term + "\"" : std::string("no term")) + " of the lexicon " +
                  *lexicon + (term ? " does not stand in the passage" : " stands in the passage"),
              "\"retold screen PROJECT --lexicon ID --per match --format csv\" shows terms and "
              "places; nothing was tagged");
}

int add(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string name = required(arguments, "--document");
  const std::string codeName = required(arguments, "--code");
  const bool byPlace = arguments.has("--begin") && arguments.has("--end");
  const bool anyPlace = arguments.has("--begin") || arguments.has("--end");
  if (arguments.has("--quote") ? anyPlace : !byPlace)
    arguments.complain("say where the passage is: --quote, or --begin and --end");
  if (arguments.values("--lexicon").size() > 1)
    arguments.complain("--lexicon stands here twice; one lexicon led to a passage");
  if (arguments.has("--term") && !arguments.has("--lexicon"))
    arguments.complain("--term needs --lexicon beside it");
  const auto storage = openToWrite(project, "code");
  const Document document = requireDocument(*storage, name);
  const Code code = codeNamed(storage->codebook(), codeName);
  const Text text = requireText(*storage, document);
  const ByteSpan span = placeFrom(arguments, text, document.name, console);
  const Coding coding =
      tagPassage(*storage, document.id, span, code, arguments.value("--coder", console.user),
                 arguments.value("--memo", ""), traceFrom(arguments, *storage, text, span));
  console.out << "Tagged with " << code.name << ": "
              << isolated(console, '"' + onOneLine(coding.quote) + '"') << "\n"
              << toText(coding.id) << '\n';
  return 0;
}

int remove(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.operand(2, "ID");
  std::vector<Uuid> ids;
  for (std::size_t at = 2; at < arguments.operandCount(); ++at) {
    const std::string& typed = arguments.operand(at, "ID");
    const auto id = parseUuid(typed);
    if (!id) arguments.complain("\"" + typed + "\" is no id of a tagged passage");
    ids.push_back(*id);
  }
  const auto storage = openToWrite(project, "code");
  const std::vector<Coding> all = storage->codings({});
  std::vector<Coding> chosen;
  for (const Uuid& id : ids) {
    const auto at =
        std::ranges::find_if(all, [&](const Coding& coding) { return coding.id == id; });
    if (at == all.end()) {
      throw Error(ErrorKind::NotFound, "there is no tagged passage " + toText(id),
                  "\"retold code PROJECT list\" shows the ids; nothing was taken away");
    }
    chosen.push_back(*at);
  }
  for (const Coding& coding : chosen)
    untag(*storage, coding, arguments.value("--coder", console.user));
  console.out << "Took away " << counted(chosen.size(), "tag", "tags") << ".\n";
  return 0;
}

void writeListAsText(const Storage& storage, const std::vector<Coding>& codings,
                     const std::function<std::string(CodeId)>& nameOf, Console& console) {
  std::optional<DocumentId> current;
  for (const Coding& coding : codings) {
    if (coding.document != current) {
      console.out << (current ? "\n" : "")
                  << isolated(console, onOneLine(storage.document(coding.document)->name)) << '\n';
      current = coding.document;
    }
    console.out << "  " << nameOf(coding.code) << "  (" << coding.coder << ", "
                << toText(coding.time).substr(0, 10) << ")\n"
                << "    " << isolated(console, '"' + onOneLine(coding.quote) + '"') << '\n';
    if (!coding.memo.empty()) console.out << "    memo: " << onOneLine(coding.memo) << '\n';
    console.out << "    " << toText(coding.id) << '\n';
  }
  if (current) console.out << '\n';
  console.out << counted(codings.size(), "tagged passage", "tagged passages") << '\n';
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string_view format = arguments.choice("--format", kFormats);
  const auto storage = openToRead(project);
  const Codebook codebook = storage->codebook();
  const auto nameOf = [&codebook](CodeId id) {
    const auto at = std::ranges::find(codebook.codes, id, &Code::id);
    return at == codebook.codes.end() ? toText(id) : at->name;
  };
  const std::vector<Coding> codings = storage->codings(codingsAskedFor(arguments, *storage));
  if (format == "text") {
    writeListAsText(*storage, codings, nameOf, console);
    return 0;
  }
  RowWriter rows(console.out, format,
                 {"id", "document", "begin", "end", "code", "coder", "quote", "memo", "time"});
  for (const Coding& coding : codings) {
    rows.row({toText(coding.id), storage->document(coding.document)->name, coding.span.begin,
              coding.span.end, nameOf(coding.code), coding.coder, coding.quote, coding.memo,
              toText(coding.time)});
  }
  return 0;
}

}  // namespace

constexpr Usage kCodeUsage{
    .forms =
        "PROJECT add --document D --code C (--quote TEXT | --begin B --end E) [options]\n"
        "PROJECT remove ID... [--coder NAME]\n"
        "PROJECT list [--document D] [--code C] [--coder NAME] [--format FMT]\n"
        "PROJECT suggest [--lexicon ID]... [--code C] [--document D] [--format FMT]\n"
        "PROJECT suggest --apply --coder NAME [--lexicon ID]... [--code C] [--document D]\n"
        "PROJECT transfer list [--document D] [--format FMT]\n"
        "PROJECT transfer accept (ID... | --exact) [--document D] [--coder NAME]\n"
        "PROJECT transfer accept ID (--quote TEXT | --begin B --end E) [--coder NAME]",
    .about =
        "Tags passages with codes of the codebook, takes tags away, lists them. A tag keeps "
        "the words it stands on: what no longer fits is reported, never moved. When a document "
        "gets a new text, its tags stay on the old one; \"transfer\" lists where their words "
        "stand now and moves those that you accept. \"suggest\" lists passages in which a "
        "lexicon finds what a code means; it tags nothing unless told to.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  list           id, document, begin, end, code, coder, quote, memo, time; begin\n"
        "                 and end count bytes of the stored text\n"
        "  suggest        document, begin, end, code, strength, status, lexicon,\n"
        "                 language, category, term, gloss, match_begin, match_end,\n"
        "                 matches, quote; begin and end hold the whole sentences\n"
        "                 round the match\n"
        "  transfer list  id, document, code, coder, standing, begin, end, places, place,\n"
        "                 tied, similarity, around, quote, old_begin, old_end, old_quote,\n"
        "                 difference, doubled\n"
        "Where the words of a tag stand in the new text (standing)\n"
        "  exact    letter for letter, in one place\n"
        "  context  letter for letter; the place is chosen by the words around it\n"
        "  changed  the place that is most alike, with the share of equal words\n"
        "  gone     nowhere; --quote, or --begin and --end, can say where",
    .examples =
        "retold code study.retold add --document anna-03.txt \\\n"
        "    --code risk/economic/poverty --quote 'we had nothing to eat'\n"
        "retold code study.retold list --format csv > tags.csv\n"
        "retold code study.retold suggest --code risk/economic/poverty\n"
        "retold code study.retold suggest --apply --coder suggested\n"
        "retold code study.retold transfer accept --exact",
    .failure = "the passage, code or tag could not be found, or the project could not be used",
};

int runCode(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("code", kCodeUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "add") return add(arguments, project, console);
  if (action == "remove") return remove(arguments, project, console);
  if (action == "suggest") return runSuggest(arguments, project, console);
  if (action == "transfer") return runTransfer(arguments, project, console);
  return list(arguments, project, console);
}

}  // namespace retold
