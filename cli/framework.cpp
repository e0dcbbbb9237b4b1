#include <array>
#include <filesystem>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/notes/framework_export.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"csv", "html"};
constexpr Option kOptions[] = {
    {"--code", "CODE", "a code that is a column, with those below it; may repeat", "", true},
    {"--coder", "NAME", "whose summaries; yours where this is left out"},
    {"--every-case", "", "also cases that have nothing on these codes"},
    {"--format", "FMT", "csv (the default) or html"},
    {"--out", "FILE", "write to this new file; standard output where this is left out"},
};

}  // namespace

constexpr Usage kFrameworkUsage{
    .forms = "PROJECT --code CODE... [--coder NAME] [--every-case] [--format FMT] [--out FILE]",
    .about =
        "Writes the framework matrix (Ritchie & Spencer 1994): a row for each case, a column for "
        "each code, and in the cells what the coder wrote in the browser on the case and code. "
        "html also holds the passages that the summaries rest on, NOT DEPERSONALISED. How many "
        "cells have passages and no summary is said on standard error.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  case, then the name of each code",
    .examples =
        "retold framework study.retold --code poverty --code debt --out framework.csv\n"
        "retold framework study.retold --code debt --format html --out table.html",
    .failure = "the project could not be read, or a code is not in its codebook",
};

int runFramework(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("framework", kFrameworkUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const std::string_view name = arguments.choice("--format", kFormats);
  if (!arguments.has("--code")) arguments.complain("--code is missing");
  const auto storage = openToRead(project);
  const Codebook codebook = storage->codebook();
  FrameworkQuestion question;
  for (const std::string& code : arguments.values("--code"))
    question.codes.push_back(codeNamed(codebook, code).id);
  question.coder = arguments.value("--coder", console.user);
  question.everyCase = arguments.has("--every-case");
  const FrameworkExport matrix = collectFramework(
      *storage, question, std::filesystem::path(project).filename().string(), console.progress);
  console.progress.clear();
  Results results(console, arguments.value("--out"));
  for (const FrameworkFormat& format : frameworkFormats()) {
    if (format.name == name) format.write(matrix, results.stream());
  }
  results.finish();
  const Framework& framework = matrix.framework;
  console.err << grouped(framework.rows.size()) << " of "
              << counted(framework.cases, "case", "cases") << "; "
              << counted(framework.summarised(), "cell", "cells") << " summed up by "
              << question.coder << ", " << grouped(framework.waiting())
              << " with passages not yet\n";
  return 0;
}

}  // namespace retold
