#include "queries/lexicon/lexicon.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/lexicon_diff.h"
#include "cli/lexicon_examples.h"
#include "cli/lexicon_exchange.h"
#include "cli/lexicon_ledger.h"
#include "cli/lexicon_own.h"
#include "cli/lexicon_suggestions.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/own_lexicons.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--format", "FMT", "text (the default) or csv", "list test diff ledger suggest"},
    {"--from", "FORMAT",
     "the program that the dictionary is of: quanteda, liwc, wordstat, "
     "yoshikoder or csv",
     "import"},
    {"--to", "FORMAT", "the program that the lexicon is for: the same", "export"},
    {"--id", "ID", "of the new lexicon; by default made from the file's name", "import"},
    {"--language", "TAG",
     "the language of the terms (BCP 47: en, ro, sr-Latn); of several "
     "lexicons of an ID only this one",
     "import export show remove"},
    {"--encoding", "NAME", "how the dictionary is encoded, where the guess is wrong", "import"},
    {"--lexicon", "ID",
     "a lexicon that is built in or the project's own (\"retold lexicon list PROJECT\"), or a file",
     "ledger suggest", true},
    {"--coder", "NAME", "who saves or removes; your login name where this is left out",
     "save remove"},
    {"--question", "Q", "of which decisions are meant; \"prior-trafficking\" by default",
     "ledger suggest"},
    {"--near", "N", "how many words on either side of a passage are near it; 10 by default",
     "suggest"},
    {"--most", "N", "suggestions of each kind; 30 by default", "suggest"},
    {"--out", "FILE", "write the result to this new file", "import export diff ledger suggest"},
};

/// Terms that the lexicon reports, and terms that they are built from.
std::uint64_t termCount(const Lexicon& lexicon) {
  std::uint64_t count = 0;
  for (const Pattern& pattern : lexicon.patterns) count += pattern.terms.size();
  for (const Concept& group : lexicon.concepts) count += group.terms.size();
  return count;
}

/// Who has read which lexicons: "drafted, not yet read by a fluent reader: own (en, ro)".
void writeReviews(const std::vector<Lexicon>& lexicons, std::ostream& out) {
  std::vector<std::pair<std::string, std::vector<std::pair<std::string, std::string>>>> reviews;
  for (const Lexicon& lexicon : lexicons) {
    const std::string line = reviewLine(lexicon);
    auto review = std::ranges::find(reviews, line, [](const auto& each) { return each.first; });
    if (review == reviews.end()) review = reviews.insert(reviews.end(), {line, {}});
    auto id =
        std::ranges::find(review->second, lexicon.id, [](const auto& each) { return each.first; });
    if (id == review->second.end())
      review->second.emplace_back(lexicon.id, lexicon.language);
    else
      id->second += ", " + lexicon.language;
  }
  for (const auto& [line, ids] : reviews) {
    out << line << ':';
    for (const auto& [id, languages] : ids)
      out << (id == ids.front().first ? " " : "; ") << id << " (" << languages << ')';
    out << '\n';
  }
}

/// A lexicon with where it comes from: "built in", "own" or "own, in place of the built-in one".
struct Listed {
  Lexicon lexicon;
  std::string from;
};

std::vector<Listed> lexiconsListed(const std::string& project) {
  std::vector<Listed> all;
  if (project.empty()) {
    for (const BuiltinFile& file : builtinFiles())
      if (file.kind == "lexicon")
        all.push_back({readLexicon(file.content, file.path).lexicon, "built in"});
    return all;
  }
  const auto storage = openToRead(project);
  for (const LexiconEntry& each : lexiconEntries(*storage)) {
    if (each.text().empty()) continue;
    all.push_back({readLexicon(each.text(), each.file).lexicon,
                   !each.own              ? "built in"
                   : each.builtin.empty() ? "own"
                                          : "own, in place of the built-in one"});
  }
  return all;
}

int list(const Arguments& arguments, Console& console) {
  arguments.noMoreThan(2);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const bool ofProject = arguments.operandCount() > 1;
  const std::vector<Listed> all =
      lexiconsListed(ofProject ? arguments.operand(1, "PROJECT") : std::string());
  if (csv) {
    std::vector<std::string> columns{"lexicon", "language", "version", "terms", "review", "title"};
    if (ofProject) columns.push_back("from");
    RowWriter rows(console.out, "csv", columns);
    for (const auto& [lexicon, from] : all) {
      std::vector<Cell> row{lexicon.id,         lexicon.language,    lexicon.version,
                            termCount(lexicon), reviewLine(lexicon), lexicon.title};
      if (ofProject) row.push_back(from);
      rows.row(row);
    }
    return 0;
  }
  std::vector<std::string> columns{"lexicon", "language", "version", ">terms", "title"};
  if (ofProject) columns.push_back("from");
  TextTable table(columns);
  std::vector<Lexicon> lexicons;
  for (const auto& [lexicon, from] : all) {
    std::vector<std::string> row{lexicon.id, lexicon.language, lexicon.version,
                                 grouped(termCount(lexicon)), lexicon.title};
    if (ofProject) row.push_back(from);
    table.add(std::move(row));
    lexicons.push_back(lexicon);
  }
  console.out << table.text() << '\n';
  writeReviews(lexicons, console.out);
  return 0;
}

int check(const Arguments& arguments, Console& console) {
  const std::string& file = arguments.operand(1, "FILE");
  arguments.noMoreThan(2);
  const LexiconReading reading = readLexicon(readUserFile(file), file);
  // What is found is the result of this command.
  write(console.out, reading.diagnostics);
  if (!reading.ok()) return 1;
  console.out << file << ": " << counted(reading.lexicon.patterns.size(), "category", "categories")
              << ", " << counted(reading.lexicon.concepts.size(), "concept", "concepts") << ", "
              << counted(termCount(reading.lexicon), "term", "terms") << "; "
              << reviewLine(reading.lexicon) << '\n';
  return 0;
}

struct Action {
  std::string_view name;
  int (*run)(const Arguments& arguments, Console& console);
};
constexpr std::array kActions{
    Action{"list", &list},
    Action{"check", &check},
    Action{"show", &showLexicon},
    Action{"save", &saveLexicon},
    Action{"remove", &removeLexicon},
    Action{"test", &testLexicons},
    Action{"import", &importLexicon},
    Action{"export", &exportLexicon},
    Action{"diff", &diffLexicons},
    Action{"ledger", &writeLedger},
    Action{"suggest", &suggestTerms},
};

}  // namespace

constexpr Usage kLexiconUsage{
    .forms =
        "list [PROJECT] [--format FMT]\n"
        "check FILE\n"
        "show ID [PROJECT] [--language TAG]\n"
        "save PROJECT FILE [--coder NAME]\n"
        "remove PROJECT ID --language TAG [--coder NAME]\n"
        "test [FILE | ID]... [--format FMT]\n"
        "import FILE --from FORMAT [--language TAG] [--id ID] [--encoding NAME] [--out FILE]\n"
        "export ID|FILE --to FORMAT [--language TAG] [--out FILE]\n"
        "diff OLD NEW PROJECT [--format FMT] [--out FILE]\n"
        "ledger PROJECT --lexicon ID [--question Q] [--format FMT] [--out FILE]\n"
        "suggest PROJECT --lexicon ID [--near N] [--most N] [--question Q] [--format FMT] "
        "[--out FILE]",
    .about =
        "Lists the built-in lexicons, or those of a project; checks a file of your own and names "
        "every fault by line and column; writes a lexicon as a file to begin with; saves a file as "
        "the project's own lexicon, which then stands in place of the built-in one of its id and "
        "language, and takes it out again; tests lexicons on the examples that stand beside them: "
        "texts that must "
        "become candidates, and look-alikes that must not; makes lexicons of dictionaries of "
        "other programs and the other way round, and names each thing that could not be carried "
        "over; compares what two lexicons find in a project (OLD and NEW are ids, files, or the "
        "digest of a text that the project keeps); counts what each term found and how that was "
        "judged; and suggests words, of which none is ever added by itself. "
        "docs/lexicon-format.md says how lexicons and examples are written.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  list     lexicon, language, version, terms, review, title; of a\n"
        "           project also from: built in or own\n"
        "  test     file, line, lexicon, language, expected, outcome, score,\n"
        "           candidate, category, status, why, term, quote, text\n"
        "  diff     change, document, begin, end, quote, category, term, language,\n"
        "           before, after; change is gained, lost, other status, candidate\n"
        "           gained or candidate lost; before and after are statuses, of\n"
        "           candidates scores\n"
        "  ledger   lexicon, language, category, term, gloss, line, hits, documents,\n"
        "           confirmed, rejected, only_by_this, in_lexicon\n"
        "  suggest  kind, words, g2, near, elsewhere, passages, common, like, letters,\n"
        "           times, document, begin, end, context; kind is word, phrase or\n"
        "           spelling",
    .examples =
        "retold lexicon list\n"
        "retold lexicon show prior-trafficking --language ro > ro.lexicon\n"
        "retold lexicon check ro.lexicon\n"
        "retold lexicon save study.retold ro.lexicon\n"
        "retold lexicon test own.lexicon\n"
        "retold lexicon import mine.cat --from wordstat --language en \\\n"
        "    --out mine.lexicon\n"
        "retold lexicon export prior-trafficking --to quanteda --language ro \\\n"
        "    --out ro.yml\n"
        "retold lexicon diff prior-trafficking own.lexicon study.retold\n"
        "retold lexicon ledger study.retold --lexicon prior-trafficking\n"
        "retold lexicon suggest study.retold --lexicon prior-trafficking --near 15",
    .failure = "the lexicon has a fault or could not be read, or an example goes wrong",
};

int runLexicon(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("lexicon", kLexiconUsage, words);
  std::vector<std::string_view> names;
  for (const Action& each : kActions) names.push_back(each.name);
  const std::string_view name = arguments.action(0, names);
  return std::ranges::find(kActions, name, &Action::name)->run(arguments, console);
}

}  // namespace retold
