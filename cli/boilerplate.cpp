#include <algorithm>
#include <array>
#include <unordered_map>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/import/boilerplate_detection.h"
#include "indexer/text/boilerplate.h"
#include "model/error.h"
#include "queries/document/boilerplate.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 5> kActions{"list", "detect", "mark", "unmark", "forget"};
constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--coder", "NAME", "who says so; your login name where this is left out",
     "mark unmark forget"},
    {"--format", "FMT", "text (the default) or csv", "list"},
};

std::string saidBy(const KnownBoilerplate& known) {
  if (!known.mark) return "detected";
  return (known.mark->boilerplate ? "marked by " : "taken out by ") + known.mark->coder;
}

/// "14 documents", "a sample of 2,000 of 14,000 documents": where it was looked for.
std::string lookedThrough(std::uint64_t seen) {
  const std::uint64_t sample = boilerplateSample(seen);
  const std::string all = counted(seen, "document", "documents");
  return sample == seen ? all : "a sample of " + grouped(sample) + " of " + all;
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const std::vector<KnownBoilerplate> all = knownBoilerplate(*storage);
  if (csv) {
    RowWriter rows(console.out, "csv",
                   {"text", "boilerplate", "documents", "question", "detected", "by", "key"});
    for (const KnownBoilerplate& known : all) {
      const BoilerplatePassage& passage = known.passage;
      rows.row({passage.text, known.counts(), known.detected ? Cell{passage.documents} : Cell{},
                known.detected ? Cell{passage.question} : Cell{}, known.detected,
                known.mark ? known.mark->coder : "", passage.key});
    }
    return 0;
  }
  TextTable table({">documents", "", "what the form prints"});
  std::uint64_t counting = 0;
  for (const KnownBoilerplate& known : all) {
    counting += known.counts() ? 1 : 0;
    table.add({known.detected ? grouped(known.passage.documents) : "",
               saidBy(known) + (known.passage.question ? ", question" : ""),
               isolated(console, onOneLine(known.passage.text))});
  }
  if (!table.empty()) console.out << table.text() << '\n';
  console.out << counted(counting, "sentence counts", "sentences count") << " as boilerplate";
  const std::uint64_t seen = storage->boilerplateSeen();
  if (seen == 0)
    console.out << "; nothing was looked for yet: \"retold boilerplate PROJECT detect\" does";
  else
    console.out << "; looked for in " << lookedThrough(seen);
  console.out << '\n';
  return 0;
}

int detect(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const auto storage = openToWrite(project, "boilerplate");
  const bool done = detectBoilerplate(*storage, console.progress);
  console.progress.clear();
  if (!done) {
    throw Error(ErrorKind::Cancelled, "the search for boilerplate was stopped",
                "what was known before still counts");
  }
  console.out << counted(storage->detectedBoilerplate().size(), "sentence recurs",
                         "sentences recur")
              << " as a form prints them, in " << lookedThrough(storage->boilerplateSeen())
              << ".\n";
  return 0;
}

enum class Say { Boilerplate, Speech, Nothing };

int say(const Arguments& arguments, const std::string& project, Say what, Console& console) {
  const std::string& typed = arguments.operand(2, "TEXT");
  arguments.noMoreThan(3);
  const auto storage = openToWrite(project, "boilerplate");
  const std::string coder = arguments.value("--coder", console.user);
  if (what == Say::Nothing) {
    const bool was = forgetBoilerplateMark(*storage, typed, coder);
    console.out << (was ? "What was detected counts again: \"" : "Nothing was said of \"")
                << onOneLine(typed) << "\".\n";
    return 0;
  }
  markBoilerplate(*storage, typed, what == Say::Boilerplate, coder);
  console.out << (what == Say::Boilerplate ? "Counts as boilerplate: \""
                                           : "Counts as what a person said: \"")
              << onOneLine(typed) << "\"\n";
  return 0;
}

}  // namespace

constexpr Usage kBoilerplateUsage{
    .forms =
        "PROJECT list [--format FMT]\n"
        "PROJECT detect\n"
        "PROJECT mark|unmark|forget TEXT [--coder NAME]",
    .about =
        "Boilerplate is what a form prints: questions, headers, consent texts. A lexicon's "
        "match there is shown as such and counts for less, so that a question is not taken for "
        "an answer. It is found by its recurrence in many documents; \"mark\" and \"unmark\" "
        "say of a sentence that it is, or is not, boilerplate, and count before what was found; "
        "\"forget\" takes back what you said. An answer never becomes boilerplate by recurring.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  text, boilerplate, documents, question, detected, by, key; key holds the words\n"
        "  by which a sentence is known again",
    .examples =
        "retold boilerplate study.retold detect\n"
        "retold boilerplate study.retold unmark 'Yes, before.'",
    .failure = "the project could not be used, or TEXT holds no word",
};

int runBoilerplate(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("boilerplate", kBoilerplateUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "list") return list(arguments, project, console);
  if (action == "detect") return detect(arguments, project, console);
  return say(arguments, project,
             action == "mark"     ? Say::Boilerplate
             : action == "unmark" ? Say::Speech
                                  : Say::Nothing,
             console);
}

}  // namespace retold
