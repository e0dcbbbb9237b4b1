#include <catch2/catch.hpp>
#include <set>

#include "cli/command.h"
#include "cli/help.h"
#include "model/error.h"
#include "model/version.h"
#include "tests/cli/console.h"

using namespace retold;

namespace {

int run(TestConsole& test, std::vector<std::string_view> words) {
  return runProgram(words, test.console);
}

}  // namespace

TEST_CASE("without a command the overview goes to standard error as wrong usage") {
  TestConsole test;
  CHECK(run(test, {}) == 2);
  CHECK(test.out.str().empty());
  CHECK(test.err.str() == overview());
}

TEST_CASE("help and version are results") {
  TestConsole test;
  CHECK(run(test, {"help"}) == 0);
  CHECK(test.out.str() == overview());
  TestConsole version;
  CHECK(run(version, {"--version"}) == 0);
  CHECK(version.out.str() == "retold " + std::string(kVersion) + "\n");
}

TEST_CASE("help is the same by word, by option and by its letter") {
  TestConsole word, option, letter;
  CHECK(run(word, {"help", "search"}) == 0);
  CHECK(run(option, {"search", "study.retold", "--help"}) == 0);
  CHECK(run(letter, {"search", "-h"}) == 0);
  CHECK(word.out.str() == helpText(commandNamed("search")));
  CHECK(option.out.str() == word.out.str());
  CHECK(letter.out.str() == word.out.str());
}

TEST_CASE("behind two hyphens --help is a query like any other") {
  TestConsole test;
  CHECK_THROWS_AS(run(test, {"search", "/no/such.retold", "--", "--help"}), Error);
  CHECK(test.out.str().empty());
}

TEST_CASE("an unknown command is answered with the nearest one") {
  TestConsole test;
  try {
    run(test, {"serach"});
    FAIL("no complaint");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Usage);
    CHECK(std::string(error.what()) == "there is no command \"serach\"");
    CHECK(error.hint() == "did you mean search? \"retold help\" lists the commands");
  }
}

TEST_CASE("every help text says usage, options, an example and the exit codes within 80 columns") {
  for (const Command& command : commands()) {
    INFO(command.name);
    const std::string text = helpText(command);
    CHECK(text.starts_with("usage: retold " + std::string(command.name)));
    CHECK(text.find("\nExamples\n  retold ") != std::string::npos);
    CHECK(text.find("\nExit codes\n  0  done\n  1  ") != std::string::npos);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      INFO(line);
      CHECK(line.size() <= 80);
      CHECK_FALSE(line.ends_with(' '));
    }
    for (const Option& option : command.usage->options)
      CHECK(text.find("  " + std::string(option.name)) != std::string::npos);
  }
}

TEST_CASE("no two commands and no two options of a command have one name") {
  std::set<std::string_view> names;
  for (const Command& command : commands()) {
    CHECK(names.insert(command.name).second);
    std::set<std::string_view> options;
    for (const Option& option : command.usage->options) CHECK(options.insert(option.name).second);
  }
}

TEST_CASE("the overview is within 80 columns and names every command with its summary") {
  std::istringstream lines(overview());
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 80);
  for (const Command& command : commands())
    CHECK(overview().find(std::string(command.summary)) != std::string::npos);
}
