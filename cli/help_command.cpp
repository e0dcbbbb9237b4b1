#include "cli/commands.h"
#include "cli/help.h"
#include "cli/options.h"

namespace retold {

constexpr Usage kHelpUsage{
    .forms = "[COMMAND]",
    .about = "Shows how a command is used, or which commands there are.",
    .options = {},
    .notes = "",
    .examples = "retold help search",
    .failure = "the help could not be written",
};

int runHelp(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("help", kHelpUsage, words);
  arguments.noMoreThan(1);
  if (arguments.operandCount() == 0)
    console.out << overview();
  else
    console.out << helpText(commandNamed(arguments.operand(0, "COMMAND")));
  return 0;
}

}  // namespace retold
