#include <array>
#include <filesystem>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/export/excerpt.h"
#include "queries/export/formats.h"
#include "queries/retrieve/retrieve.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 1> kActions{"excerpts"};
constexpr Option kOptions[] = {
    {"--format", "FMT", "csv, jsonl or html (one file that needs nothing else)"},
    {"--out", "FILE", "write to this new file; standard output where this is left out"},
    {"--document", "NAME", "the tagged passages of this document only"},
    {"--code", "CODE", "those tagged with this code only"},
    {"--coder", "NAME", "those of this coder only"},
    {"--query", "QUERY", "those that this code query gives (see below)"},
};

ExcerptExport excerptsFrom(const Arguments& arguments, const Storage& storage,
                           const std::string& project) {
  const std::string name = std::filesystem::path(project).filename().string();
  const auto typed = arguments.value("--query");
  if (!typed) return collectExcerpts(storage, codingsAskedFor(arguments, storage), name);
  for (const char* other : {"--document", "--code", "--coder"}) {
    if (arguments.value(other)) {
      arguments.complain("--query and " + std::string(other) +
                         " cannot be given together: the query can name codes and coders itself");
    }
  }
  const ParsedCodeQuery parsed = parseCodeQuery(*typed, storage.codebook());
  if (parsed.fault) {
    throw Error(ErrorKind::Usage,
                "column " + std::to_string(parsed.fault->column) +
                    " of the code query: " + parsed.fault->message,
                "retold help export says how codes are asked for");
  }
  Progress progress;
  return collectExcerpts(storage, retrieve(storage, *parsed.query, nullptr, progress), *typed,
                         name);
}

void writeSummary(const ExcerptExport& what, std::ostream& err) {
  err << counted(what.excerpts.size(), "excerpt", "excerpts") << " from "
      << grouped(what.header.documentsWithExcerpts) << " of "
      << counted(what.header.documents, "document", "documents") << "; " << what.header.recall
      << '\n';
  if (what.header.translations > 0) {
    err << "with translations counted once: from " << grouped(what.header.interviewsWithExcerpts)
        << " of " << counted(what.header.interviews, "interview", "interviews") << '\n';
  }
  if (what.header.documentsLeftOut > 0) {
    err << counted(what.header.documentsLeftOut, "document is", "documents are")
        << " left out, with the tags in "
        << (what.header.documentsLeftOut == 1 ? "it\n" : "them\n");
  }
  err << what.header.deidentification
      << ": these are people's words as they were recorded. Keep them as safe as the interviews.\n";
}

}  // namespace

constexpr Usage kExportUsage{
    .forms = "PROJECT excerpts --format FMT [--out FILE] [options]",
    .about =
        "Writes the tagged passages with all that proves them: document, place, speaker, "
        "code, coder, time, the lexicon term that led there, and digests. What is written is "
        "NOT DEPERSONALISED, and says so: it holds people's words as they were recorded.",
    .options = kOptions,
    .notes =
        "A code query names codes and how they stand together: a OR b, a AND b (the\n"
        "stretch that both cover), a NOT b, a OVERLAPS b, a WITHIN b, a ENCLOSES b,\n"
        "a NEAR/20 b and a FOLLOWED/20 b (with at most 20 words between), ( ... ). A code\n"
        "holds for those below it, =CODE for itself alone, * for anything tagged.\n"
        "speaker:NAME, coder:NAME, important: and attribute:NAME=VALUE hold for what\n"
        "stands behind them.",
    .examples =
        "retold export study.retold excerpts --format html --out excerpts.html\n"
        "retold export study.retold excerpts --format csv --coder Ana --out ana.csv\n"
        "retold export study.retold excerpts --format csv --query 'debt OR poverty'",
    .failure =
        "nothing was written, or a tag was left out because its words are no longer in "
        "the text; standard error names it",
};

int runExport(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("export", kExportUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.action(1, kActions);
  arguments.noMoreThan(2);
  const auto name = arguments.value("--format");
  if (!name) arguments.complain("--format is missing");
  const ExportFormat& format = exportFormatNamed(*name);
  const auto storage = openToRead(project);
  const ExcerptExport excerpts = excerptsFrom(arguments, *storage, project);
  Results results(console, arguments.value("--out"));
  format.write(excerpts, results.stream());
  results.finish();
  write(console.err, excerpts.leftOut);
  writeSummary(excerpts, console.err);
  return excerpts.leftOut.empty() ? 0 : 1;
}

}  // namespace retold
