#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "cli/command.h"

using namespace retold;

namespace {

std::string page(const std::string& name) {
  const auto path = std::filesystem::path(RETOLD_SOURCE_DIR) / "docs/man" / (name + ".1");
  std::ifstream file(path);
  INFO(path);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The lines of one section of a page in mdoc.
std::string section(const std::string& text, const std::string& name) {
  const std::size_t begin = text.find(".Sh " + name + '\n');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find("\n.Sh ", begin) - begin);
}

/// The long options behind each `sign`: "Fl -format" stands for --format.
std::set<std::string> optionsBehind(std::string_view sign, const std::string& text) {
  std::set<std::string> found;
  for (std::size_t at = text.find(sign); at != std::string::npos; at = text.find(sign, at)) {
    at += sign.size();
    const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz-", at);
    found.insert("--" + text.substr(at, end - at));
  }
  return found;
}

}  // namespace

TEST_CASE("a command's man page shows and explains the options of its help, and no other") {
  for (const Command& command : commands()) {
    INFO(command.name);
    std::set<std::string> expected;
    for (const Option& option : command.usage->options) expected.emplace(option.name);
    const std::string text = page("retold-" + std::string(command.name));
    CHECK(optionsBehind("\n.It Fl -", section(text, "OPTIONS")) == expected);
    CHECK(optionsBehind("Fl -", section(text, "SYNOPSIS")) == expected);
  }
}

TEST_CASE("the program's man page names every command, and each page refers back to it") {
  const std::string program = page("retold");
  for (const Command& command : commands()) {
    INFO(command.name);
    CHECK(program.find("Xr retold-" + std::string(command.name) + " 1") != std::string::npos);
    CHECK(page("retold-" + std::string(command.name)).find("Xr retold 1") != std::string::npos);
  }
}
