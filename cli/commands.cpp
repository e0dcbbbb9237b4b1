#include "cli/commands.h"

#include <algorithm>
#include <array>

#include "cli/help.h"
#include "cli/words.h"
#include "model/error.h"
#include "model/version.h"

namespace retold {

namespace {

// The order of a day's work, as the overview shows it.
constexpr std::array kCommands{
    Command{"new", "make a project", &kNewUsage, &runNew},
    Command{"import", "bring transcripts into a project", &kImportUsage, &runImport},
    Command{"read", "show what is made of a file", &kReadUsage, &runRead},
    Command{"status", "account for every file", &kStatusUsage, &runStatus},
    Command{"document", "show and correct what is known of a document", &kDocumentUsage,
            &runDocument},
    Command{"boilerplate", "list and correct what forms print", &kBoilerplateUsage,
            &runBoilerplate},
    Command{"search", "find words and phrases", &kSearchUsage, &runSearch},
    Command{"screen", "rank the documents by what a lexicon finds", &kScreenUsage, &runScreen},
    Command{"runs", "show and compare the screenings that were kept", &kRunsUsage, &runRuns},
    Command{"decide", "confirm or reject a case, a document or a match", &kDecideUsage, &runDecide},
    Command{"code", "tag passages with codes", &kCodeUsage, &runCode},
    Command{"memo", "write, find and export memos", &kMemoUsage, &runMemo},
    Command{"concern", "keep the queue of safeguarding concerns", &kConcernUsage, &runConcern},
    Command{"framework", "write the matrix of cases and codes", &kFrameworkUsage, &runFramework},
    Command{"codebook", "list the codes", &kCodebookUsage, &runCodebook},
    Command{"lexicon", "list, check, test and exchange lexicons", &kLexiconUsage, &runLexicon},
    Command{"cases", "keep what is known of persons", &kCasesUsage, &runCases},
    Command{"attribute", "say what may be recorded of cases", &kAttributeUsage, &runAttribute},
    Command{"export", "write tagged excerpts", &kExportUsage, &runExport},
    Command{"verify", "check that a project is sound", &kVerifyUsage, &runVerify},
    Command{"log", "list every change, when and by whom", &kLogUsage, &runLog},
    Command{"help", "show how a command is used", &kHelpUsage, &runHelp},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command& commandNamed(std::string_view name) {
  const auto at = std::ranges::find(kCommands, name, &Command::name);
  if (at != kCommands.end()) return *at;
  std::vector<std::string_view> names;
  names.reserve(kCommands.size());
  for (const Command& command : kCommands) names.push_back(command.name);
  const std::string_view meant = nearest(name, names);
  throw Error(ErrorKind::Usage, "there is no command \"" + std::string(name) + "\"",
              (meant.empty() ? "" : "did you mean " + std::string(meant) + "? ") +
                  "\"retold help\" lists the commands");
}

int runProgram(std::span<const std::string_view> arguments, Console& console) {
  constexpr int wrongUsage = 2;
  if (arguments.empty()) {
    console.err << overview();
    return wrongUsage;
  }
  const std::string_view first = arguments.front();
  if (first == "--version") {
    console.out << "retold " << kVersion << '\n';
    return 0;
  }
  if (first == "--help" || first == "-h") return runHelp({}, console);
  const Command& command = commandNamed(first);
  const auto rest = arguments.subspan(1);
  // Help may be asked for anywhere but among operands that "--" sets apart.
  const auto end = std::ranges::find(rest, std::string_view("--"));
  const auto asksHelp = [](std::string_view word) { return word == "--help" || word == "-h"; };
  if (std::any_of(rest.begin(), end, asksHelp)) {
    console.out << helpText(command);
    return 0;
  }
  return command.run(rest, console);
}

}  // namespace retold
