#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/notes/concerns.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 4> kActions{"list", "raise", "settle", "reopen"};
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr std::array<std::string_view, 3> kStates{"open", "settled", "all"};
constexpr Option kOptions[] = {
    {"--document", "NAME", "the document in which the passage stands", "raise"},
    {"--quote", "TEXT", "the passage; it must stand in the document once", "raise"},
    {"--note", "TEXT", "why you fear for the person", "raise"},
    {"--outcome", "TEXT", "what was done about it", "settle"},
    {"--coder", "NAME",
     "who raises, settles or opens again; your login name where this is left out",
     "raise settle reopen"},
    {"--state", "STATE", "list open ones (the default), settled ones or all", "list"},
    {"--format", "FMT", "text (the default), csv or jsonl", "list"},
};

std::string required(const Arguments& arguments, std::string_view option) {
  if (auto value = arguments.value(option)) return *value;
  arguments.complain(std::string(option) + " is missing");
}

std::string placeOf(const ConcernRow& row) {
  return row.caseName.empty() ? row.document : "case " + row.caseName + ", " + row.document;
}

void writeText(const std::vector<ConcernRow>& rows, Console& console) {
  for (const ConcernRow& row : rows) {
    const Concern& concern = row.concern;
    console.out << toText(concern.id) << "  " << (concern.settled ? "settled" : "OPEN") << "  "
                << isolated(console, onOneLine(placeOf(row)))
                << (row.olderText ? " (older text)" : "") << (row.excluded ? " (left out)" : "")
                << '\n'
                << "  \"" << isolated(console, onOneLine(concern.quote)) << "\"\n"
                << "  raised by " << isolated(console, onOneLine(concern.coder)) << ", "
                << toText(concern.time);
    if (!concern.note.empty()) console.out << ": " << isolated(console, onOneLine(concern.note));
    console.out << '\n';
    if (concern.settled) {
      console.out << "  settled by " << isolated(console, onOneLine(concern.settledBy)) << ", "
                  << toText(concern.settledTime) << ": "
                  << isolated(console, onOneLine(concern.outcome)) << '\n';
    }
    console.out << '\n';
  }
}

void writeRows(const std::vector<ConcernRow>& rows, std::string_view format, std::ostream& out) {
  RowWriter writer(out, format,
                   {"id", "state", "document", "case", "begin", "end", "quote", "note", "coder",
                    "time", "outcome", "settled_by", "settled_time", "older_text"});
  for (const ConcernRow& row : rows) {
    const Concern& concern = row.concern;
    writer.row({toText(concern.id), concern.settled ? "settled" : "open", row.document,
                row.caseName, concern.span.begin, concern.span.end, concern.quote, concern.note,
                concern.coder, toText(concern.time), concern.outcome, concern.settledBy,
                concern.settled ? Cell{toText(concern.settledTime)} : Cell{}, row.olderText});
  }
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string_view state = arguments.choice("--state", kStates);
  const std::string_view format = arguments.choice("--format", kFormats);
  const auto storage = openToRead(project);
  std::vector<ConcernRow> rows = concernRows(*storage);
  const auto all = rows.size();
  const auto open = static_cast<std::uint64_t>(
      std::ranges::count_if(rows, [](const ConcernRow& row) { return !row.concern.settled; }));
  if (state != "all") {
    std::erase_if(
        rows, [&](const ConcernRow& row) { return row.concern.settled != (state == "settled"); });
  }
  if (format != "text") {
    writeRows(rows, format, console.out);
    return 0;
  }
  writeText(rows, console);
  console.out << grouped(open) << " open of " << counted(all, "concern", "concerns") << '\n';
  return 0;
}

int raise(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string name = required(arguments, "--document");
  const std::string quote = required(arguments, "--quote");
  const auto storage = openToWrite(project, "concern");
  const Document document = requireDocument(*storage, name);
  const Text text = requireText(*storage, document);
  const std::vector<ByteSpan> places = findQuote(text.content, quote);
  if (places.size() != 1) {
    throw Error(ErrorKind::Refused,
                places.empty() ? "the quote does not stand in " + document.name
                               : "the quote stands in " + document.name + ' ' +
                                     std::to_string(places.size()) + " times",
                places.empty() ? "copy the words as they stand in the text; no concern was raised"
                               : "give a longer quote; no concern was raised");
  }
  const Concern concern =
      raiseConcern(*storage, document.id, text.id, places.front(), arguments.value("--note", ""),
                   arguments.value("--coder", console.user));
  console.out << toText(concern.id) << '\n';
  return 0;
}

int settle(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& id = arguments.operand(2, "ID");
  arguments.noMoreThan(3);
  const std::string outcome = required(arguments, "--outcome");
  const auto storage = openToWrite(project, "concern");
  const Concern concern = concernNamed(*storage, id);
  settleConcern(*storage, concern, outcome, arguments.value("--coder", console.user));
  console.out << "Settled: \"" << isolated(console, onOneLine(concern.quote)) << "\"; "
              << counted(openConcerns(*storage).size(), "concern is", "concerns are") << " open\n";
  return 0;
}

int reopen(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& id = arguments.operand(2, "ID");
  arguments.noMoreThan(3);
  const auto storage = openToWrite(project, "concern");
  const Concern concern = concernNamed(*storage, id);
  reopenConcern(*storage, concern, arguments.value("--coder", console.user));
  console.out << "Open again: \"" << isolated(console, onOneLine(concern.quote)) << "\"; "
              << counted(openConcerns(*storage).size(), "concern is", "concerns are") << " open\n";
  return 0;
}

}  // namespace

constexpr Usage kConcernUsage{
    .forms =
        "PROJECT list [--state STATE] [--format FMT]\n"
        "PROJECT raise --document NAME --quote TEXT [--note TEXT] [--coder NAME]\n"
        "PROJECT settle ID --outcome TEXT [--coder NAME]\n"
        "PROJECT reopen ID [--coder NAME]",
    .about =
        "A concern marks a passage that makes you fear for a person, so that whoever is "
        "responsible is told. It is no tag: no export of excerpts or memos holds it. It goes along "
        "where the project file is given away, and where \"list\" writes it. \"settle\" says what "
        "was done, \"reopen\" opens it again and keeps what was done in its note. The open ones "
        "come first, the one that waits longest in front.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  id, state, document, case, begin, end, quote, note, coder, time, outcome,\n"
        "  settled_by, settled_time, older_text; begin and end count bytes of the\n"
        "  stored text, older_text says that the document has got another text since",
    .examples =
        "retold concern study.retold list\n"
        "retold concern study.retold settle 0f8fad5b --outcome 'Told the shelter'",
    .failure = "the project could not be used, or the passage or concern is not there",
};

int runConcern(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("concern", kConcernUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "raise") return raise(arguments, project, console);
  if (action == "settle") return settle(arguments, project, console);
  if (action == "reopen") return reopen(arguments, project, console);
  return list(arguments, project, console);
}

}  // namespace retold
