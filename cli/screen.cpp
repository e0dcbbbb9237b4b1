#include <algorithm>
#include <array>
#include <charconv>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/screen_report.h"
#include "cli/words.h"
#include "indexer/store/backends.h"
#include "model/error.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/screen/runs.h"

namespace retold {

namespace {

constexpr std::string_view kQuestion = "prior-trafficking";
constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};
constexpr std::array<std::string_view, 2> kUnits{"document", "match"};
constexpr std::array<std::string_view, 3> kMatching{"as-marked", "strict", "tolerant"};
constexpr Option kOptions[] = {
    {"--lexicon", "ID",
     "a built-in lexicon (\"retold lexicon list\") or the file of one of your own", "", true},
    {"--language", "LIST",
     "run only the lexicons in these languages, such as \"ro,sq\"; all of them where this is left "
     "out, whatever language a document is in"},
    {"--cut-off", "X",
     "the score from which a document is a candidate, in place of what the lexicons say"},
    {"--matching", "HOW",
     "as-marked (the default: as the lexicons mark their words), strict (letters and accents as in "
     "the lexicon) or tolerant (misspelt words too)"},
    {"--learn", "",
     "order the documents that nobody has read by what was confirmed and rejected before"},
    {"--per", "UNIT", "document (the default) or match: what a row stands for"},
    {"--format", "FMT", "text (the default), csv or jsonl"},
    {"--out", "FILE", "write the results to this new file"},
    {"--why", "DOCUMENT", "show how this document came by its score, and nothing else"},
    {"--coder", "NAME",
     "whose decisions a match can be new since; your login name where this is left out"},
    {"--no-keep", "", "do not keep this run in the project"},
};

/// Keeps the run where the project can be changed at this moment; results are given anyway.
void keep(const std::string& project, const ScreeningRun& run, const std::vector<Lexicon>& lexicons,
          Console& console) {
  const auto storage = openProject(project, OpenMode::WriteIfPossible, "retold screen");
  const ProjectInfo info = storage->info();
  if (info.readOnly) {
    console.err << "this run is not kept: "
                << (info.readOnlyReason.starts_with("is ") ? "the project " : "")
                << info.readOnlyReason << '\n';
    return;
  }
  try {
    const KeptRun kept = keepRun(*storage, run, lexicons);
    console.err << (kept.isNew ? "kept as run " : "the same as run ") << grouped(kept.number)
                << '\n';
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::DiskFull && error.kind() != ErrorKind::Io) throw;
    console.err << "this run is not kept: " << error.what() << '\n';
  }
}

std::vector<std::string> partsOf(const std::string& list) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    std::string part = list.substr(begin, end - begin);
    std::erase(part, ' ');
    if (!part.empty()) parts.push_back(std::move(part));
    begin = end + 1;
  }
  return parts;
}

ScreeningChoices choicesFrom(const Arguments& arguments) {
  ScreeningChoices choices;
  if (const auto languages = arguments.value("--language")) {
    choices.languages = partsOf(*languages);
    if (choices.languages.empty())
      arguments.complain("--language takes languages, such as \"ro,sq\"");
  }
  if (const auto typed = arguments.value("--cut-off")) {
    double value = 0;
    const char* const end = typed->data() + typed->size();
    const auto read = std::from_chars(typed->data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || !(value >= 0 && value <= 1e6))
      arguments.complain("--cut-off takes a number from 0, such as 0.8, not \"" + *typed + "\"");
    choices.cutOff = value;
  }
  if (arguments.has("--matching"))
    choices.strictness = parseStrictness(arguments.choice("--matching", kMatching));
  return choices;
}

}  // namespace

constexpr Usage kScreenUsage{
    .forms = "PROJECT --lexicon ID [options]",
    .about =
        "Searches every document for the terms of one or more lexicons and ranks the "
        "documents: the likeliest disclosures first, each with the passages that speak for "
        "it. A passage that is denied, feared, asked by the interviewer or about someone "
        "else is shown with the reason and counts for less. Judge the results with \"retold "
        "decide\". What went in and what was found is kept as a run where that has changed "
        "(\"retold runs\"); a document that you decided on and that has a new match since is "
        "marked.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl\n"
        "  per document  document, score, candidate, language, category, quote: a row for\n"
        "                every document of the project; a higher score is likelier\n"
        "  per match     document, begin, end, quote, category, term, language, how,\n"
        "                speaker, status; begin and end count bytes of the stored text\n"
        "  jsonl has \"decision\" behind them: the newest on prior trafficking, by whom;\n"
        "  and the term's \"gloss\", its lexicon's \"review\", and \"renewed\": what is new\n"
        "  since your decision\n"
        "\n"
        "The learned order (--learn)\n"
        "  It takes 10 confirmed and 10 rejected files or cases. First stand candidates\n"
        "  that nobody has read and those that are new since your decision, then other\n"
        "  documents, then what was judged. Documents change places only with others\n"
        "  in the same language, so that no language is pushed down. Scores stay.",
    .examples =
        "retold screen study.retold --lexicon prior-trafficking\n"
        "retold screen study.retold --lexicon prior-trafficking --lexicon own.lexicon \\\n"
        "    --per match --format csv --out matches.csv\n"
        "retold screen study.retold --lexicon prior-trafficking --language ro,sq\n"
        "retold screen study.retold --lexicon prior-trafficking --learn\n"
        "retold screen study.retold --lexicon prior-trafficking --why anna-03.txt",
    .failure =
        "the project or a lexicon could not be used, or there is too little to learn from; "
        "finding nothing is no failure",
};

int runScreen(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("screen", kScreenUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const std::string_view format = arguments.choice("--format", kFormats);
  const bool perMatch = arguments.choice("--per", kUnits) == "match";
  arguments.keepApart("--why", std::array<std::string_view, 3>{"--per", "--format", "--out"});
  const std::vector<std::string> ids = requireLexicons(arguments);
  const ScreeningChoices choices = choicesFrom(arguments);
  const std::string coder = arguments.value("--coder", console.user);
  const auto storage = openToRead(project);
  std::vector<Lexicon> lexicons = lexiconsFor(*storage, ids);
  const std::size_t lexiconsThere = lexicons.size();
  lexicons = chosen(std::move(lexicons), {choices.languages, std::nullopt, std::nullopt});
  const double ownCutOff = cutOffOf(lexicons);
  Report report{*storage,
                screenProject(*storage, chosen(std::move(lexicons), choices), console.progress),
                choices, lexiconsThere, ownCutOff};
  const ScreeningRun run = runOf(report.screening, choices, coder);
  report.renewed = renewedSince(*storage, report.screening, coder, kQuestion);
  if (arguments.has("--learn")) {
    std::unordered_set<DocumentId> unread;
    for (const auto& [document, renewed] : report.renewed) unread.insert(document);
    report.learner.emplace(*storage, report.screening, kQuestion, unread, console.progress);
    reorder(report.screening, report.learner->order());
  }
  console.progress.clear();
  if (const auto name = arguments.value("--why")) {
    writeWhy(report, *name, console);
    return 0;
  }
  writeResults(report, format, perMatch, console, arguments.value("--out"));
  if (!arguments.has("--no-keep")) keep(project, run, report.screening.lexicons, console);
  return 0;
}

}  // namespace retold
