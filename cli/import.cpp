#include "indexer/import/importer.h"

#include <algorithm>
#include <array>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/read_options.h"
#include "cli/words.h"
#include "indexer/import/cases.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr auto kOptions = withReadOptions(std::array{
    Option{"--cases", "FILE",
           "a table (csv) of cases and their attributes; its columns \"case\" and \"document\" "
           "say which document belongs to which case"},
    Option{"--coder", "NAME", "who imports; your login name where this is left out"},
    Option{"--threads", "N", "how many files to read at a time; 2 where this is left out"},
    Option{"--exclude-reason", "TEXT", "why --exclude leaves files out, for the accounting"},
});

void writeReport(const ImportReport& report, std::ostream& out) {
  out << "Looked at " << counted(report.found, "file", "files") << ":\n"
      << "  " << grouped(report.added) << " new\n"
      << "  " << grouped(report.newTexts) << " changed since they were imported\n"
      << "  " << grouped(report.unchanged) << " in the project already\n"
      << "  " << grouped(report.duplicates) << " with the same text as another document\n"
      << "  " << grouped(report.unreadable) << " that could not be read\n";
  if (report.excluded > 0) out << "  " << grouped(report.excluded) << " left out\n";
  out << "The project holds " << counted(report.now.documents, "document", "documents") << ", "
      << counted(report.now.words, "word", "words") << ".\n";
}

bool isFault(const Diagnostic& diagnostic) { return diagnostic.severity != Severity::Note; }

/// Returns false where a row could not be placed.
bool addCases(Storage& storage, const std::string& file, const ImportRequest& import,
              Console& console) {
  CasesRequest request;
  request.file = file;
  request.coder = import.coder;
  // A mapping that says where the texts stand is that of the transcripts.
  const auto isText = [](const TableMapping::Column& column) {
    const auto meaning = parseMeaning(column.meaning);
    return meaning && meaning->kind == ColumnMeaning::Kind::Text;
  };
  if (std::ranges::none_of(import.read.mapping.columns, isText))
    request.mapping = import.read.mapping;
  const CasesReport report = importCases(storage, request);
  write(console.err, report.diagnostics);
  console.out << "Read " << counted(report.rows, "row", "rows")
              << " of cases: " << counted(report.cases, "case", "cases") << " new or changed, "
              << counted(report.documents, "document", "documents") << " placed.\n";
  return std::ranges::none_of(report.diagnostics, isFault);
}

}  // namespace

constexpr Usage kImportUsage{
    .forms = "PROJECT PATH... [options]",
    .about =
        "Brings transcripts into a project: texts, Word and OpenDocument files, PDF, RTF, web "
        "pages, captions, tables of transcripts (one row each), and archives (.zip, .tar.gz) of "
        "them. What a file is decides its content, then its name. A folder is read with all "
        "folders in it. What is in already is recognised, so a stopped import is resumed by "
        "typing the same command again. Nothing outside the project is changed. \"retold status\" "
        "accounts for every file, \"retold read\" shows what is made of one.",
    .options = kOptions,
    .notes = "",
    .examples =
        "retold import study.retold interviews case-notes\n"
        "retold import study.retold interviews --cases cases.csv\n"
        "retold import study.retold scans --ocr --ocr-languages eng+ron\n"
        "retold import study.retold archive.zip --exclude 'drafts' --exclude '*.bak'",
    .failure =
        "stopped, or a path or a row of --cases could not be used; a file that cannot be "
        "read is accounted for and stops nothing",
};

int runImport(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("import", kImportUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.operand(1, "PATH");
  constexpr std::uint64_t mostThreads = 64;
  ImportRequest request;
  for (std::size_t at = 1; at < arguments.operandCount(); ++at)
    request.paths.emplace_back(arguments.operand(at, "PATH"));
  request.coder = arguments.value("--coder", console.user);
  request.read = readOptionsOf(arguments, console.err);
  request.exclude = arguments.values("--exclude");
  request.excludeReason = arguments.value("--exclude-reason", "");
  request.threads = static_cast<unsigned>(arguments.number("--threads", 2, 1, mostThreads));

  const auto storage = openToWrite(project, "import");
  const ImportReport report = importPaths(*storage, request, console.progress);
  console.progress.clear();
  write(console.err, report.diagnostics);
  writeReport(report, console.out);
  if (report.cancelled) {
    throw Error(ErrorKind::Cancelled, "stopped before all files were read; what is in is kept",
                "type the same command again to go on");
  }
  const auto cases = arguments.value("--cases");
  return !cases || addCases(*storage, *cases, request, console) ? 0 : 1;
}

}  // namespace retold
