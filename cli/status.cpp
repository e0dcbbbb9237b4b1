#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--files", "", "a row for every file that was given to import, with what became of it"},
    {"--format", "FMT", "text (the default) or csv"},
};

std::string_view fateName(FileFate fate) {
  constexpr std::array<std::string_view, 4> names{"read", "duplicate", "unreadable", "excluded"};
  return names.at(static_cast<std::size_t>(fate));
}

/// Why a file is not read, or whose double it is, in words.
std::string remark(const FileRecord& file) {
  std::string text = file.reason;
  if (file.duplicateOf) text = "same text as " + *file.duplicateOf;
  if (!file.by.empty()) text += " (by " + file.by + ')';
  for (const std::string& note : file.notes) text += (text.empty() ? "" : "; ") + note;
  return text;
}

void writeFilesAsText(const std::vector<FileRecord>& files, Console& console) {
  TextTable table({"file", "what became of it", "remark"});
  for (const FileRecord& file : files) {
    table.add({isolated(console, onOneLine(file.name)), std::string(fateName(file.fate)),
               isolated(console, onOneLine(remark(file)))});
  }
  if (!table.empty()) console.out << table.text() << '\n';
}

void writeFilesAsCsv(const std::vector<FileRecord>& files, Console& console) {
  RowWriter rows(console.out, "csv",
                 {"file", "fate", "duplicate_of", "reason", "by", "format", "bytes", "notes"});
  for (const FileRecord& file : files) {
    std::string notes;
    for (const std::string& note : file.notes) notes += (notes.empty() ? "" : "; ") + note;
    rows.row({file.name, std::string(fateName(file.fate)), file.duplicateOf.value_or(""),
              file.reason, file.by, file.format, file.bytes, notes});
  }
}

void writeSumsAsCsv(const Accounting& sums, Console& console) {
  RowWriter rows(console.out, "csv",
                 {"given", "read", "duplicate", "unreadable", "excluded", "documents", "words",
                  "cases", "interrupted_import"});
  rows.row({sums.given, sums.read, sums.duplicate, sums.unreadable, sums.excluded, sums.documents,
            sums.words, sums.cases, sums.interruptedImport});
}

void writeSumsAsText(const Storage& storage, const Accounting& sums, Console& console) {
  TextTable table({">files", ""});
  table.add({grouped(sums.given), "given to import"});
  table.add({grouped(sums.read), "read"});
  table.add({grouped(sums.duplicate), "with the same text as another file"});
  table.add({grouped(sums.unreadable), "that could not be read"});
  table.add({grouped(sums.excluded), "left out"});
  console.out << table.text() << '\n'
              << counted(sums.documents, "document", "documents") << ", "
              << counted(sums.words, "word", "words") << ", "
              << counted(sums.cases, "case", "cases") << '\n'
              << counted(storage.codings({}).size(), "tagged passage", "tagged passages") << ", "
              << counted(storage.decisions().size(), "decision", "decisions") << '\n';
}

void warn(const ProjectInfo& info, const Accounting& sums, const std::string& project,
          Console& console) {
  if (sums.interruptedImport) {
    console.err << "An import was stopped before its end: more files may be waiting. Import the "
                   "same paths again to go on.\n";
  }
  if (info.indexIsStale) {
    console.err << "The index was made by another version and cannot be searched. \"retold verify "
                << project << " --rebuild\" makes it anew.\n";
  }
}

}  // namespace

constexpr Usage kStatusUsage{
    .forms = "PROJECT [options]",
    .about =
        "Says what the project holds and accounts for every file that was given to import: "
        "read, the same as another, unreadable, or left out. The numbers add up.",
    .options = kOptions,
    .notes = "",
    .examples =
        "retold status study.retold\n"
        "retold status study.retold --files --format csv > files.csv",
    .failure = "the project could not be read; the reason stands on standard error",
};

int runStatus(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("status", kStatusUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  arguments.noMoreThan(1);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const auto storage = openToRead(project);
  const Accounting sums = storage->accounting();
  if (arguments.has("--files")) {
    const auto files = storage->files();
    csv ? writeFilesAsCsv(files, console) : writeFilesAsText(files, console);
  }
  if (!csv)
    writeSumsAsText(*storage, sums, console);
  else if (!arguments.has("--files"))
    writeSumsAsCsv(sums, console);
  warn(storage->info(), sums, project, console);
  return 0;
}

}  // namespace retold
