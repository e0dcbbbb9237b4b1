#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 1> kActions{"list"};
constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr std::array<std::string_view, 4> kKinds{"all", "risk", "protective", "pattern"};
constexpr Option kOptions[] = {
    {"--kind", "KIND", "risk, protective or pattern only"},
    {"--format", "FMT", "text (the default) or csv"},
};

std::string_view kindName(FactorKind kind) {
  constexpr std::array<std::string_view, 4> names{"none", "risk", "protective", "pattern"};
  return names.at(static_cast<std::size_t>(kind));
}

}  // namespace

constexpr Usage kCodebookUsage{
    .forms = "PROJECT list [options]",
    .about = "Lists the codes of the project's codebook, by the names that --code takes.",
    .options = kOptions,
    .notes = "Columns of csv\n  code, label, kind, definition",
    .examples = "retold codebook study.retold list --kind protective",
    .failure = "the project could not be read; the reason stands on standard error",
};

int runCodebook(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("codebook", kCodebookUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.action(1, kActions);
  arguments.noMoreThan(2);
  const std::string_view kind = arguments.choice("--kind", kKinds);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const Codebook codebook = openToRead(project)->codebook();
  std::vector<const Code*> chosen;
  for (const Code& code : codebook.codes) {
    if (!code.retired && (kind == "all" || kind == kindName(code.kind))) chosen.push_back(&code);
  }
  if (csv) {
    RowWriter rows(console.out, "csv", {"code", "label", "kind", "definition"});
    for (const Code* code : chosen)
      rows.row({code->name, code->label, std::string(kindName(code->kind)), code->definition});
    return 0;
  }
  TextTable table({"code", "label"});
  for (const Code* code : chosen) table.add({onOneLine(code->name), onOneLine(code->label)});
  console.out << table.text() << '\n'
              << grouped(chosen.size()) << " of " << counted(codebook.codes.size(), "code", "codes")
              << '\n';
  return 0;
}

}  // namespace retold
