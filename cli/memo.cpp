#include <array>
#include <filesystem>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/notes/memo_export.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 4> kActions{"list", "add", "edit", "remove"};
constexpr std::array<std::string_view, 4> kFormats{"text", "csv", "html", "md"};
constexpr std::array<std::string_view, 6> kSubjects{"anything", "project", "document",
                                                    "case",     "code",    "coding"};
constexpr std::array<std::string_view, 5> kAboutOptions{"--project", "--document", "--case",
                                                        "--code", "--coding"};
constexpr Option kOptions[] = {
    {"--project", "", "write the memo on the project as a whole", "add"},
    {"--document", "NAME",
     "write it on this document; with list: the memos on it, its case and its tags", "add list"},
    {"--case", "NAME", "write it on this case", "add"},
    {"--code", "CODE", "write it on this code", "add"},
    {"--coding", "ID", "write it on this tag", "add"},
    {"--about", "KIND", "list memos about project, document, case, code or coding only", "list"},
    {"--words", "TEXT", "list memos with words that begin like these, in any order", "list"},
    {"--coder", "NAME",
     "who writes, changes or removes, your login name where this is left out; with list: show this "
     "coder's only"},
    {"--format", "FMT", "text (the default), csv, html or md", "list"},
    {"--out", "FILE", "write to this new file; standard output where this is left out", "list"},
};

CodingId codingNamed(const Storage& storage, std::string_view id) {
  std::vector<CodingId> found;
  for (const Coding& coding : storage.codings({})) {
    if (!id.empty() && toText(coding.id).starts_with(id)) found.push_back(coding.id);
  }
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    throw Error(ErrorKind::NotFound, "there is no tag \"" + std::string(id) + '"',
                "see them with: retold code PROJECT list");
  }
  throw Error(ErrorKind::Usage,
              std::to_string(found.size()) + " tags begin with \"" + std::string(id) + '"',
              "give more of the id");
}

Uuid subjectOf(const Arguments& arguments, const Storage& storage) {
  if (const auto name = arguments.value("--document")) return requireDocument(storage, *name).id;
  if (const auto name = arguments.value("--case")) return requireCase(storage, *name).id;
  if (const auto name = arguments.value("--code")) return codeNamed(storage.codebook(), *name).id;
  if (const auto id = arguments.value("--coding")) return codingNamed(storage, *id);
  return {};
}

int add(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& text = arguments.operand(2, "TEXT");
  arguments.noMoreThan(3);
  std::size_t said = 0;
  for (const std::string_view option : kAboutOptions) said += arguments.has(option) ? 1 : 0;
  if (said != 1) {
    arguments.complain(
        "say what the memo is about: one of --project, --document, --case, --code and --coding");
  }
  const auto storage = openToWrite(project, "memo");
  const Memo memo = writeMemo(*storage, subjectOf(arguments, *storage), text,
                              arguments.value("--coder", console.user));
  console.out << toText(memo.id) << '\n';
  return 0;
}

int edit(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& id = arguments.operand(2, "ID");
  const std::string& text = arguments.operand(3, "TEXT");
  arguments.noMoreThan(4);
  const auto storage = openToWrite(project, "memo");
  const MemoRow memo = memoNamed(*storage, id);
  editMemo(*storage, memo, text, arguments.value("--coder", console.user));
  console.out << "Changed the memo on " << isolated(console, onOneLine(aboutInWords(memo)))
              << ".\n";
  return 0;
}

int remove(const Arguments& arguments, const std::string& project, Console& console) {
  const std::string& id = arguments.operand(2, "ID");
  arguments.noMoreThan(3);
  const auto storage = openToWrite(project, "memo");
  const MemoRow memo = memoNamed(*storage, id);
  removeMemo(*storage, memo, arguments.value("--coder", console.user));
  console.out << "Removed the memo on " << isolated(console, onOneLine(aboutInWords(memo)))
              << ".\n";
  return 0;
}

MemoQuestion questionFrom(const Arguments& arguments, const Storage& storage) {
  MemoQuestion question;
  question.words = arguments.value("--words", "");
  question.coder = arguments.value("--coder", "");
  question.subject = parseMemoSubject(arguments.choice("--about", kSubjects));
  if (const auto name = arguments.value("--document"))
    question.around = requireDocument(storage, *name).id;
  return question;
}

void writeText(const MemosFound& found, Console& console) {
  for (const MemoRow& row : found.rows) {
    console.out << toText(idOf(row)) << "  " << isolated(console, onOneLine(aboutInWords(row)))
                << ", " << isolated(console, onOneLine(row.memo.coder)) << ", "
                << toText(row.memo.time) << '\n';
    if (row.coding)
      console.out << "  \"" << isolated(console, onOneLine(row.coding->quote)) << "\"\n";
    console.out << "  " << isolated(console, onOneLine(row.memo.text)) << "\n\n";
  }
  console.out << grouped(found.rows.size()) << " of " << counted(found.all, "memo", "memos")
              << '\n';
}

int list(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string_view name = arguments.choice("--format", kFormats);
  if (name == "text" && arguments.has("--out"))
    arguments.complain("--out takes --format csv, html or md");
  const auto storage = openToRead(project);
  const MemoQuestion question = questionFrom(arguments, *storage);
  const MemosFound found = findMemos(*storage, question, console.progress);
  console.progress.clear();
  if (name == "text") {
    writeText(found, console);
    return 0;
  }
  Results results(console, arguments.value("--out"));
  const MemoHeader header{std::filesystem::path(project).filename().string(), toText(now()),
                          selectionInWords(question), found.all};
  for (const MemoFormat& format : memoFormats()) {
    if (format.name == name) format.write(header, found.rows, results.stream());
  }
  results.finish();
  return 0;
}

}  // namespace

constexpr Usage kMemoUsage{
    .forms =
        "PROJECT list [--about KIND] [--document NAME] [--words TEXT] [options]\n"
        "PROJECT add TEXT --project|--document NAME|--case NAME|--code CODE|--coding ID\n"
        "PROJECT edit ID TEXT [--coder NAME]\n"
        "PROJECT remove ID [--coder NAME]",
    .about =
        "Memos are notes on the project, a document, a case, a code or a tag. \"list\" shows them, "
        "the newest first, with the notes that tags carry (\"retold code add --memo\"). An ID may "
        "be shortened; the note of a tag is named by the id of that tag. Only its writer changes "
        "or removes a memo. Each change is in the log and can be undone in the browser.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  id, about (project, document, case, code, coding or other), name, code,\n"
        "  quote, text, coder, time; other is what was removed since, or an episode,\n"
        "  assistance or decision",
    .examples =
        "retold memo study.retold add 'Ask about the way' --document anna.txt\n"
        "retold memo study.retold list --about code --format md --out memos.md",
    .failure = "the project could not be used, or what the memo is about is not there",
};

int runMemo(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("memo", kMemoUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  const std::string_view action = arguments.action(1, kActions);
  if (action == "add") return add(arguments, project, console);
  if (action == "edit") return edit(arguments, project, console);
  if (action == "remove") return remove(arguments, project, console);
  return list(arguments, project, console);
}

}  // namespace retold
