#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/codebook/exchange.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 4> kActions{"list", "export", "import", "add"};
constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr std::array<std::string_view, 4> kKinds{"all", "risk", "protective", "pattern"};
constexpr Option kOptions[] = {
    {"--kind", "KIND", "risk, protective or pattern only", "list"},
    {"--format", "FMT", "text (the default) or csv", "list"},
    {"--out", "FILE", "write to this new file in place of standard output", "export"},
    {"--coder", "NAME", "who changes the codebook; your login name where this is left out",
     "import add"},
};

std::string_view kindName(FactorKind kind) {
  constexpr std::array<std::string_view, 4> names{"none", "risk", "protective", "pattern"};
  return names.at(static_cast<std::size_t>(kind));
}

int exportTable(const Arguments& arguments, const Storage& storage, Console& console) {
  arguments.noMoreThan(2);
  Results results(console, arguments.value("--out"));
  results.stream() << codebookCsv(storage.codebook());
  results.finish();
  return 0;
}

int importTable(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& file = arguments.operand(2, "FILE");
  arguments.noMoreThan(3);
  const std::string table = readUserFile(file);
  const CodebookReport report = importCodebook(*openToWrite(project, "codebook"), table, file,
                                               arguments.value("--coder", console.user));
  write(console.err, report.diagnostics);
  console.out << counted(report.added, "code", "codes") << " added, " << grouped(report.changed)
              << " changed, " << grouped(report.unchanged) << " as they were\n";
  return report.diagnostics.empty() ? 0 : 1;
}

int addBuiltin(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& id = arguments.operand(2, "CODEBOOK");
  arguments.noMoreThan(3);
  const CodebookReport report = addBuiltinCodebook(*openToWrite(project, "codebook"), id,
                                                   arguments.value("--coder", console.user));
  console.out << counted(report.added, "code", "codes") << " added, " << grouped(report.unchanged)
              << " were there\n";
  return 0;
}

}  // namespace

constexpr Usage kCodebookUsage{
    .forms =
        "PROJECT list [--kind KIND] [--format FMT]\n"
        "PROJECT export [--out FILE]\n"
        "PROJECT import FILE [--coder NAME]\n"
        "PROJECT add CODEBOOK [--coder NAME]",
    .about =
        "Lists the codes of the project's codebook, by the names that --code takes, writes them as "
        "a table and reads such a table back. \"import\" adds codes and changes those that the "
        "table names; what it does not say stays, and none is removed. \"add\" adds the codes of a "
        "built-in codebook: retrafficking, or reintegration.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  list    code, label, kind, definition\n"
        "  export  code, label, kind, definition, include, exclude, stages, levels,\n"
        "          colour, parent, retired; import needs \"code\" only, and does not read\n"
        "          parent: names say where codes stand",
    .examples =
        "retold codebook study.retold list --kind protective\n"
        "retold codebook study.retold export --out codes.csv\n"
        "retold codebook study.retold import codes.csv\n"
        "retold codebook study.retold add reintegration",
    .failure = "the project or the table could not be used, or a row of it was left out",
};

int runCodebook(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("codebook", kCodebookUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "export") return exportTable(arguments, *openToRead(project), console);
  if (action == "import") return importTable(arguments, project, console);
  if (action == "add") return addBuiltin(arguments, project, console);
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
