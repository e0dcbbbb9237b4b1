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
#include "cli/lexicon_suggestions.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"

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
     "the language of the terms (BCP 47: en, ro, sr-Latn); with \"export\" of "
     "the lexicons of ID only this one",
     "import export"},
    {"--encoding", "NAME", "how the dictionary is encoded, where the guess is wrong", "import"},
    {"--lexicon", "ID",
     "a built-in lexicon (\"retold lexicon list\") or the file of one of your own",
     "ledger suggest", true},
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

int list(const Arguments& arguments, Console& console) {
  arguments.noMoreThan(1);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  std::vector<Lexicon> lexicons;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind == "lexicon") lexicons.push_back(readLexicon(file.content, file.path).lexicon);
  }
  if (csv) {
    RowWriter rows(console.out, "csv",
                   {"lexicon", "language", "version", "terms", "review", "title"});
    for (const Lexicon& lexicon : lexicons) {
      rows.row({lexicon.id, lexicon.language, lexicon.version, termCount(lexicon),
                reviewLine(lexicon), lexicon.title});
    }
    return 0;
  }
  TextTable table({"lexicon", "language", "version", ">terms", "title"});
  for (const Lexicon& lexicon : lexicons) {
    table.add({lexicon.id, lexicon.language, lexicon.version, grouped(termCount(lexicon)),
               lexicon.title});
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
        "list [--format FMT]\n"
        "check FILE\n"
        "test [FILE | ID]... [--format FMT]\n"
        "import FILE --from FORMAT [--language TAG] [--id ID] [--encoding NAME] [--out FILE]\n"
        "export ID|FILE --to FORMAT [--language TAG] [--out FILE]\n"
        "diff OLD NEW PROJECT [--format FMT] [--out FILE]\n"
        "ledger PROJECT --lexicon ID [--question Q] [--format FMT] [--out FILE]\n"
        "suggest PROJECT --lexicon ID [--near N] [--most N] [--question Q] [--format FMT] "
        "[--out FILE]",
    .about =
        "Lists the built-in lexicons; checks a file of your own and names every fault by line "
        "and column; tests lexicons on the examples that stand beside them: texts that must "
        "become candidates, and look-alikes that must not; makes lexicons of dictionaries of "
        "other programs and the other way round, and names each thing that could not be carried "
        "over; compares what two lexicons find in a project (OLD and NEW are ids, files, or the "
        "digest of a text that the project keeps); counts what each term found and how that was "
        "judged; and suggests words, of which none is ever added by itself. "
        "docs/lexicon-format.md says how lexicons and examples are written.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  list     lexicon, language, version, terms, review, title\n"
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
        "retold lexicon check own.lexicon\n"
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
