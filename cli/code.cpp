#include <algorithm>
#include <array>
#include <functional>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kActions{"add", "remove", "list"};
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr Option kOptions[] = {
    {"--document", "NAME", "the document; its bare file name is enough where it is unique",
     "add list"},
    {"--code", "CODE", "a code of the codebook: its whole name, or its last part where unique",
     "add list"},
    {"--quote", "TEXT", "the passage to tag; it must stand in the document once", "add"},
    {"--begin", "B", "or its place: the first byte of the stored text", "add"},
    {"--end", "E", "and the byte behind its last one", "add"},
    {"--memo", "TEXT", "a note on the passage", "add"},
    {"--coder", "NAME",
     "who tags or takes away, your login name where this is left out; with "
     "list: show this coder's only"},
    {"--format", "FMT", "text (the default), csv or jsonl", "list"},
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

ByteSpan placeOfQuote(const Text& text, const std::string& quote, const std::string& document) {
  const std::vector<ByteSpan> places = findQuote(text.content, quote);
  if (places.size() == 1) return places.front();
  if (places.empty()) {
    throw Error(ErrorKind::Refused, "the quote does not stand in " + document,
                "copy the words as they stand in the text; nothing was tagged");
  }
  throw Error(ErrorKind::Refused,
              "the quote stands in " + document + ' ' + std::to_string(places.size()) +
                  " times: " + linesOf(text.content, places),
              "give a longer quote, or --begin and --end; nothing was tagged");
}

ByteSpan placeFrom(const Arguments& arguments, const Text& text, const std::string& document) {
  if (const auto quote = arguments.value("--quote")) return placeOfQuote(text, *quote, document);
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

int add(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string name = required(arguments, "--document");
  const std::string codeName = required(arguments, "--code");
  const bool byPlace = arguments.has("--begin") && arguments.has("--end");
  const bool anyPlace = arguments.has("--begin") || arguments.has("--end");
  if (arguments.has("--quote") ? anyPlace : !byPlace)
    arguments.complain("say where the passage is: --quote, or --begin and --end");
  const auto storage = openToWrite(project, "code");
  const Document document = requireDocument(*storage, name);
  const Code code = codeNamed(storage->codebook(), codeName);
  const Text text = requireText(*storage, document);
  const ByteSpan span = placeFrom(arguments, text, document.name);
  const Coding coding =
      tagPassage(*storage, document.id, span, code, arguments.value("--coder", console.user),
                 arguments.value("--memo", ""), std::nullopt);
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

CodingFilter filterFrom(const Arguments& arguments, const Storage& storage) {
  CodingFilter filter;
  if (const auto name = arguments.value("--document"))
    filter.document = requireDocument(storage, *name).id;
  if (const auto name = arguments.value("--code"))
    filter.code = codeNamed(storage.codebook(), *name).id;
  filter.coder = arguments.value("--coder");
  return filter;
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
  const std::vector<Coding> codings = storage->codings(filterFrom(arguments, *storage));
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
        "PROJECT list [--document D] [--code C] [--coder NAME] [--format FMT]",
    .about =
        "Tags passages with codes of the codebook, takes tags away, lists them. A tag keeps "
        "the words it stands on: what no longer fits is reported, never moved.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  id, document, begin, end, code, coder, quote, memo, time; begin and end count\n"
        "  bytes of the stored text",
    .examples =
        "retold code study.retold add --document anna-03.txt \\\n"
        "    --code risk/economic/poverty --quote 'we had nothing to eat'\n"
        "retold code study.retold list --format csv > tags.csv",
    .failure = "the passage, code or tag could not be found, or the project could not be used",
};

int runCode(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("code", kCodeUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "add") return add(arguments, project, console);
  if (action == "remove") return remove(arguments, project, console);
  return list(arguments, project, console);
}

}  // namespace retold
