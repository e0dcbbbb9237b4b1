#include "cli/commands.h"
#include "cli/options.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"

namespace retold {

namespace {

constexpr Option kOptions[] = {
    {"--coder", "NAME", "who makes it; your login name where this is left out"},
};

}  // namespace

constexpr Usage kNewUsage{
    .forms = "PROJECT [options]",
    .about =
        "Makes an empty project: one file, with the built-in codebook of risk, protective and "
        "pattern codes in it. A file that is there already is never overwritten. The file is "
        "not encrypted yet: keep it where you keep the interviews.",
    .options = kOptions,
    .notes = "",
    .examples = "retold new study.retold",
    .failure = "the project could not be made; the reason stands on standard error",
};

int runNew(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("new", kNewUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  createProject(project, builtinCodebook("retrafficking"),
                arguments.value("--coder", console.user));
  console.out << "Made the project " << project << ".\n"
              << "Next: retold import " << project << " FOLDER\n";
  return 0;
}

}  // namespace retold
