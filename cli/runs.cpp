#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/screen/runs.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kActions{"list", "show", "compare"};
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr Option kOptions[] = {
    {"--format", "FMT", "text (the default), csv or jsonl"},
};

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

/// "prior-trafficking version 2 in en, ro"
std::vector<std::string> lexiconsOf(const ScreeningRun& run) {
  std::vector<std::pair<std::string, std::string>> groups;
  for (const RunLexicon& lexicon : run.lexicons) {
    const std::string name = lexicon.id + " version " + lexicon.version;
    auto at = std::ranges::find(groups, name, &std::pair<std::string, std::string>::first);
    if (at == groups.end()) at = groups.insert(groups.end(), {name, ""});
    at->second += (at->second.empty() ? "" : ", ") + lexicon.language;
  }
  std::vector<std::string> lines;
  for (const auto& [name, languages] : groups) lines.push_back(name + " in " + languages);
  return lines;
}

std::string dayOf(const ScreeningRun& run) { return toText(run.time).substr(0, 10); }

std::string foundBy(const ScreeningRun& run) {
  return counted(run.candidates, "candidate", "candidates") + " and " +
         counted(run.matches, "match", "matches") + " in " +
         counted(run.documents, "document", "documents");
}

void writeRuns(const std::vector<ScreeningRun>& runs, Console& console) {
  for (const ScreeningRun& run : runs) {
    console.out << paddedLeft(grouped(run.number), 4) << "  " << dayOf(run) << "  "
                << onOneLine(run.coder) << ": " << foundBy(run) << ", cut-off "
                << shortest(run.cutOff) << ", matching " << run.matching << '\n'
                << "      " << onOneLine(joined(lexiconsOf(run), "; "))
                << (run.languages.empty()
                        ? ""
                        : " (restricted to " + onOneLine(joined(run.languages, ", ")) + ")")
                << '\n';
  }
  if (!runs.empty()) console.out << '\n';
  console.out << counted(runs.size(), "run", "runs") << '\n';
}

void writeRunRows(const std::vector<ScreeningRun>& runs, std::string_view format,
                  std::ostream& out) {
  RowWriter rows(out, format,
                 {"run", "time", "coder", "program", "lexicons", "languages", "cut_off", "matching",
                  "documents", "corpus", "candidates", "matches"});
  for (const ScreeningRun& run : runs) {
    rows.row({run.number, toText(run.time), run.coder, run.program, joined(lexiconsOf(run), "; "),
              joined(run.languages, "; "), run.cutOff, run.matching, run.documents, run.corpus,
              run.candidates, run.matches});
  }
}

int list(const std::string& project, std::string_view format, Console& console) {
  const auto storage = openToRead(project);
  if (format == "text")
    writeRuns(storage->runs(), console);
  else
    writeRunRows(storage->runs(), format, console.out);
  return 0;
}

struct Named {
  const RunDocument* found;
  std::string name;
};

/// What a run found, the highest score first.
std::vector<Named> ranked(const Storage& storage, const ScreeningRun& run) {
  std::vector<Named> documents;
  for (const RunDocument& found : run.found) {
    const auto document = storage.document(found.document);
    documents.push_back({&found, document ? document->name : toText(found.document)});
  }
  std::ranges::sort(documents, [](const Named& a, const Named& b) {
    return a.found->score != b.found->score ? a.found->score > b.found->score : a.name < b.name;
  });
  return documents;
}

void writeRun(const Storage& storage, const ScreeningRun& run, Console& console) {
  TextTable table({"", ""});
  table.add({"run", grouped(run.number)});
  table.add({"time", toText(run.time)});
  table.add({"by", onOneLine(run.coder)});
  table.add({"program", "Retold " + run.program});
  for (const RunLexicon& lexicon : run.lexicons)
    table.add({"lexicon", onOneLine(lexicon.id) + " (" + onOneLine(lexicon.language) +
                              ", version " + onOneLine(lexicon.version) + ", text " +
                              lexicon.digest + ")"});
  table.add({"languages", run.languages.empty() ? "all" : onOneLine(joined(run.languages, ", "))});
  table.add({"matching", run.matching});
  table.add({"cut-off", shortest(run.cutOff)});
  table.add({"documents", grouped(run.documents) + " searched, state " + run.corpus});
  const std::string text = table.text();
  console.out << text.substr(text.find('\n') + 1) << '\n';
  for (const Named& each : ranked(storage, run)) {
    std::map<std::string, std::uint64_t> categories;
    for (const RunMatch& match : each.found->matches) {
      ++categories[match.category + (match.status == MatchStatus::Asserted
                                         ? std::string()
                                         : " (" + std::string(toText(match.status)) + ")")];
    }
    std::vector<std::string> parts;
    for (const auto& [category, count] : categories)
      parts.push_back(category + (count == 1 ? "" : " " + grouped(count) + "x"));
    console.out << isolated(console, onOneLine(each.name)) << "  score "
                << rounded(each.found->score) << (each.found->candidate ? "" : ", no candidate")
                << ": " << onOneLine(joined(parts, ", ")) << '\n';
  }
  console.out << (run.found.empty() ? "" : "\n") << foundBy(run) << '\n';
}

void writeFoundRows(const Storage& storage, const ScreeningRun& run, std::string_view format,
                    std::ostream& out) {
  RowWriter rows(out, format,
                 {"document", "score", "candidate", "begin", "end", "lexicon", "language",
                  "category", "status"});
  for (const Named& each : ranked(storage, run)) {
    for (const RunMatch& match : each.found->matches) {
      const RunLexicon& lexicon = run.lexicons.at(match.lexicon);
      rows.row({each.name, each.found->score, each.found->candidate, match.span.begin,
                match.span.end, lexicon.id, lexicon.language, match.category,
                std::string(toText(match.status))});
    }
  }
}

std::uint64_t numberOf(const Arguments& arguments, std::size_t operand, std::string_view name) {
  const std::string& typed = arguments.operand(operand, name);
  std::uint64_t number = 0;
  const char* const end = typed.data() + typed.size();
  const auto read = std::from_chars(typed.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end)
    arguments.complain("a run is named by its number, not by \"" + typed + "\"",
                       "\"retold runs PROJECT list\" shows the numbers;");
  return number;
}

int show(const Arguments& arguments, const std::string& project, std::string_view format,
         Console& console) {
  const std::uint64_t number = numberOf(arguments, 2, "N");
  const auto storage = openToRead(project);
  const ScreeningRun run = requireRun(*storage, number);
  if (format == "text")
    writeRun(*storage, run, console);
  else
    writeFoundRows(*storage, run, format, console.out);
  return 0;
}

void writeInputs(const RunComparison& comparison, std::ostream& out) {
  if (comparison.inputs.empty()) {
    out << "The same went in: lexicons, cut-off, matching, languages and documents.\n";
    if (!comparison.passages.empty())
      out << "What differs comes of corrected speakers, forms or languages.\n";
    return;
  }
  out << "What went in differs:\n";
  for (const InputDifference& each : comparison.inputs) {
    out << "  " << onOneLine(each.what) << ": " << onOneLine(each.before) << " -> "
        << onOneLine(each.after) << '\n';
  }
}

void writeComparison(const RunComparison& comparison, Console& console) {
  writeInputs(comparison, console.out);
  if (comparison.newTexts > 0) {
    console.out << counted(comparison.newTexts, "document was", "documents were")
                << " read from another text: passages there are compared by their words\n";
  }
  const auto gained = [](const auto& changes) {
    return static_cast<std::uint64_t>(
        std::ranges::count_if(changes, [](const auto& each) { return each.gained; }));
  };
  const std::uint64_t candidates = gained(comparison.candidates);
  console.out << '\n'
              << "candidates: " << grouped(candidates) << " gained, "
              << grouped(comparison.candidates.size() - candidates) << " lost\n";
  for (const CandidateDifference& each : comparison.candidates) {
    console.out << "  " << (each.gained ? "+ " : "- ") << isolated(console, onOneLine(each.name))
                << "  score " << rounded(each.before) << " -> " << rounded(each.after) << '\n';
  }
  const std::uint64_t passages = gained(comparison.passages);
  console.out << "passages: " << grouped(passages) << " gained, "
              << grouped(comparison.passages.size() - passages) << " lost\n";
  for (const PassageDifference& each : comparison.passages) {
    console.out << "  " << (each.gained ? "+ " : "- ") << isolated(console, onOneLine(each.name))
                << '@' << each.span.begin << '-' << each.span.end << "  "
                << onOneLine(each.category) << ", " << toText(each.status) << ": "
                << isolated(console, '"' + onOneLine(each.quote) + '"') << '\n';
  }
}

void writeChangeRows(const RunComparison& comparison, std::string_view format, std::ostream& out) {
  RowWriter rows(
      out, format,
      {"what", "change", "name", "before", "after", "begin", "end", "category", "status", "quote"});
  for (const InputDifference& each : comparison.inputs)
    rows.row({"input", "differs", each.what, each.before, each.after, {}, {}, "", "", ""});
  for (const CandidateDifference& each : comparison.candidates) {
    rows.row({"candidate",
              each.gained ? "gained" : "lost",
              each.name,
              each.before,
              each.after,
              {},
              {},
              "",
              "",
              ""});
  }
  for (const PassageDifference& each : comparison.passages) {
    rows.row({"passage", each.gained ? "gained" : "lost", each.name, "", "", each.span.begin,
              each.span.end, each.category, std::string(toText(each.status)), each.quote});
  }
}

int compare(const Arguments& arguments, const std::string& project, std::string_view format,
            Console& console) {
  const std::uint64_t before = numberOf(arguments, 2, "A");
  const std::uint64_t after = numberOf(arguments, 3, "B");
  const auto storage = openToRead(project);
  const RunComparison comparison =
      compareRuns(*storage, requireRun(*storage, before), requireRun(*storage, after));
  if (format == "text")
    writeComparison(comparison, console);
  else
    writeChangeRows(comparison, format, console.out);
  return 0;
}

}  // namespace

constexpr Usage kRunsUsage{
    .forms =
        "PROJECT list [--format FMT]\n"
        "PROJECT show N [--format FMT]\n"
        "PROJECT compare A B [--format FMT]",
    .about =
        "Shows the screenings that were kept: what went in (lexicons by their exact texts, "
        "cut-off, matching, languages, the documents searched) and what was found. \"retold "
        "screen\" keeps one each time that something of this has changed. \"compare\" says what "
        "differs between two of them, and which candidates and passages run B gained and lost "
        "against run A; a passage whose status has changed is lost with the old one and gained "
        "with the new one.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  list     run, time, coder, program, lexicons, languages, cut_off, matching,\n"
        "           documents, corpus, candidates, matches\n"
        "  show     document, score, candidate, begin, end, lexicon, language, category,\n"
        "           status: a row for every match\n"
        "  compare  what (input, candidate or passage), change (differs, gained or lost),\n"
        "           name, before, after, begin, end, category, status, quote\n"
        "  begin and end count bytes of the text that was screened",
    .examples =
        "retold runs study.retold list\n"
        "retold runs study.retold show 2\n"
        "retold runs study.retold compare 1 2 --format csv > changes.csv",
    .failure = "the project could not be read, or holds no run of this number",
};

int runRuns(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("runs", kRunsUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  const std::string_view format = arguments.choice("--format", kFormats);
  if (action == "show") {
    arguments.noMoreThan(3);
    return show(arguments, project, format, console);
  }
  if (action == "compare") {
    arguments.noMoreThan(4);
    return compare(arguments, project, format, console);
  }
  arguments.noMoreThan(2);
  return list(project, format, console);
}

}  // namespace retold
