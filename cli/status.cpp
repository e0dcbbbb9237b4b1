#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "indexer/text/language.h"
#include "queries/account/file_groups.h"
#include "queries/account/searchability.h"
#include "queries/tag/waiting.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};
constexpr Option kOptions[] = {
    {"--files", "", "list every file that was given to import, with what became of it"},
    {"--format", "FMT", "text (the default) or csv"},
};

std::string_view fateName(FileFate fate) {
  constexpr std::array<std::string_view, 4> names{"read", "duplicate", "unreadable", "excluded"};
  return names.at(static_cast<std::size_t>(fate));
}

std::string_view samenessName(const FileRecord& file) {
  if (file.fate != FileFate::Duplicate) return "";
  return file.sameness == Sameness::Bytes ? "bytes" : "text";
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

struct GroupName {
  std::string_view title;
  std::string_view advice;
};

/// In the order of kFileGroups.
constexpr std::array<GroupName, kFileGroups.size()> kGroups{{
    {"could not be read", ""},
    {"left out", ""},
    {"read, but hard to search", "what a search does not find here may still have been said"},
    {"read, nearly the same as another document", "both are searched and counted"},
    {"the same as another file", "searched and counted once"},
    {"read", ""},
}};

/// Languages that a person said in place of the guess of the import, by document.
using SaidLanguages = std::unordered_map<DocumentId, std::string>;

SaidLanguages saidLanguages(const Storage& storage, const std::vector<FileRecord>& files) {
  std::unordered_map<DocumentId, std::string> now;
  for (const Document& document : storage.documents({}, storage.documentCount()))
    now.emplace(document.id, document.language);
  SaidLanguages said;
  for (const FileRecord& file : files) {
    if (!file.document || !file.searchability) continue;
    const auto language = now.find(*file.document);
    if (language != now.end() && !language->second.empty() &&
        language->second != file.searchability->language)
      said.insert(*language);
  }
  return said;
}

const std::string* saidOf(const SaidLanguages& said, const FileRecord& file) {
  const auto at = file.document ? said.find(*file.document) : said.end();
  return at == said.end() ? nullptr : &at->second;
}

/// All that is known of a file, the most important first.
std::string remark(const FileRecord& file, const SaidLanguages& said) {
  std::vector<std::string> parts;
  if (!file.reason.empty()) parts.push_back(file.reason);
  if (!file.by.empty()) parts.push_back("by " + file.by);
  if (file.duplicateOf)
    parts.push_back("same " + std::string(samenessName(file)) + " as " + *file.duplicateOf);
  if (file.near)
    parts.push_back("nearly the same: " + percent(file.near->share) + " of " + file.near->document);
  if (const auto& searchability = file.searchability) {
    for (std::string& trouble : searchTroubles(*searchability)) parts.push_back(std::move(trouble));
    const std::string* language = saidOf(said, file);
    parts.push_back((language != nullptr ? languageLine(*language, 0) + ", said by a person"
                                         : languageLine(searchability->language,
                                                        searchability->languageConfidence)) +
                    (searchability->script.empty() || searchability->script == "Zyyy"
                         ? ""
                         : ", " + searchability->script + " script"));
    if (searchability->unreadableShare > 0 && searchability->unreadableShare < kMostUnreadable)
      parts.push_back(percent(searchability->unreadableShare) + " of the characters unreadable");
    if (searchability->ocrConfidence)
      parts.push_back("text recognised from pictures, " + percent(*searchability->ocrConfidence) +
                      " sure");
  }
  if (!file.format.empty()) parts.push_back(file.format);
  if (!file.root.empty()) parts.push_back("from the folder " + file.root);
  for (const std::string& note : file.notes) parts.push_back(note);
  return joined(parts);
}

/// `text` in lines of at most 100 columns, each indented.
std::string wrapped(const std::string& text, std::size_t indent) {
  constexpr std::size_t width = 100;
  const std::string margin(indent, ' ');
  std::string result = margin;
  std::size_t column = indent;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const std::size_t size = displayWidth(word);
    if (column > indent && column + 1 + size > width) {
      result += '\n' + margin;
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += size;
    at = std::min(end + 1, text.size());
  }
  return result + '\n';
}

void writeFilesAsText(const std::vector<FileRecord>& files, const SaidLanguages& said,
                      Console& console) {
  std::array<std::vector<const FileRecord*>, kGroups.size()> groups;
  for (const FileRecord& file : files)
    groups.at(static_cast<std::size_t>(groupOf(file))).push_back(&file);
  for (std::size_t at = 0; at < groups.size(); ++at) {
    if (groups[at].empty()) continue;
    console.out << kGroups[at].title << ": " << counted(groups[at].size(), "file", "files");
    if (!kGroups[at].advice.empty()) console.out << " (" << kGroups[at].advice << ')';
    console.out << '\n';
    for (const FileRecord* file : groups[at]) {
      console.out << "  " << isolated(console, onOneLine(file->name)) << '\n';
      const std::string text = onOneLine(remark(*file, said));
      if (!text.empty()) console.out << wrapped(text, 6);
    }
    console.out << '\n';
  }
}

void writeFilesAsCsv(const std::vector<FileRecord>& files, const SaidLanguages& said,
                     Console& console) {
  RowWriter rows(console.out, "csv",
                 {"file",
                  "fate",
                  "duplicate_of",
                  "reason",
                  "by",
                  "format",
                  "bytes",
                  "notes",
                  "same",
                  "near",
                  "near_share",
                  "language",
                  "language_confidence",
                  "script",
                  "unreadable_share",
                  "ocr_confidence",
                  "looks_like_ocr",
                  "pages_without_text",
                  "hard_to_search",
                  "root"});
  for (const FileRecord& file : files) {
    const auto& known = file.searchability;
    const std::string* language = saidOf(said, file);
    const auto orNothing = [&known](auto value) { return known ? Cell{value(*known)} : Cell{}; };
    rows.row({file.name,
              std::string(fateName(file.fate)),
              file.duplicateOf.value_or(""),
              file.reason,
              file.by,
              file.format,
              file.bytes,
              joined(file.notes),
              std::string(samenessName(file)),
              file.near ? file.near->document : "",
              file.near ? Cell{share(file.near->share)} : Cell{},
              orNothing([language](const Searchability& s) {
                return language != nullptr ? *language : s.language;
              }),
              orNothing([language](const Searchability& s) {
                return language != nullptr ? 1.0 : share(s.languageConfidence);
              }),
              orNothing([](const Searchability& s) { return s.script; }),
              orNothing([](const Searchability& s) { return share(s.unreadableShare); }),
              known && known->ocrConfidence ? Cell{share(*known->ocrConfidence)} : Cell{},
              orNothing([](const Searchability& s) { return s.looksLikeOcr; }),
              orNothing([](const Searchability& s) { return s.pagesWithoutText; }),
              orNothing([](const Searchability& s) { return joined(searchTroubles(s)); }),
              file.root});
  }
}

/// What the sums do not say.
struct Overview {
  std::vector<LanguageCount> languages;
  std::uint64_t hardToSearch = 0;
  std::uint64_t translations = 0;
  std::uint64_t onOlderTexts = 0;                              ///< codings
  std::vector<std::pair<std::string, std::uint64_t>> waiting;  ///< by reader; "" = anybody
  std::uint64_t waitingDocuments = 0;
};

Overview overviewOf(const Storage& storage, const std::vector<FileRecord>& files,
                    const std::vector<Coding>& codings) {
  Overview overview;
  const std::vector<Document> documents = storage.documents({}, storage.documentCount());
  overview.languages = countLanguages(documents);
  for (const FileRecord& file : files)
    overview.hardToSearch += groupOf(file) == FileGroup::HardToSearch ? 1 : 0;
  overview.translations = storage.translations().size();
  std::unordered_map<DocumentId, TextId> current;
  for (const Document& document : documents) current.emplace(document.id, document.text);
  std::map<std::string, std::set<DocumentId>> waiting;
  for (const Waiting& each : waitingToBeRead(storage)) waiting[each.reader].insert(each.document);
  std::set<DocumentId> all;
  for (const auto& [reader, theirs] : waiting) {
    overview.waiting.emplace_back(reader, theirs.size());
    all.insert(theirs.begin(), theirs.end());
  }
  overview.waitingDocuments = all.size();
  for (const Coding& coding : codings) {
    const auto text = current.find(coding.document);
    overview.onOlderTexts += text != current.end() && text->second != coding.text ? 1 : 0;
  }
  return overview;
}

void writeSumsAsCsv(const Accounting& sums, const Overview& overview, Console& console) {
  RowWriter rows(console.out, "csv",
                 {"given", "read", "duplicate", "unreadable", "excluded", "documents", "words",
                  "cases", "interrupted_import", "near_duplicate", "hard_to_search", "translations",
                  "tags_on_older_texts", "languages", "waiting_to_be_read"});
  std::vector<std::string> languages;
  for (const LanguageCount& count : overview.languages)
    languages.push_back(count.language + ' ' + std::to_string(count.documents));
  std::vector<std::string> waiting;
  for (const auto& [reader, files] : overview.waiting)
    waiting.push_back((reader.empty() ? "anybody" : reader) + ' ' + std::to_string(files));
  rows.row({sums.given, sums.read, sums.duplicate, sums.unreadable, sums.excluded, sums.documents,
            sums.words, sums.cases, sums.interruptedImport, sums.nearDuplicate,
            overview.hardToSearch, overview.translations, overview.onOlderTexts, joined(languages),
            joined(waiting)});
}

void writeOverview(const Overview& overview, std::ostream& out) {
  std::string languages;
  for (const LanguageCount& count : overview.languages) {
    languages +=
        (languages.empty() ? "" : ", ") +
        (count.language == "und" ? std::string("not known")
                                 : languageName(count.language) + " (" + count.language + ')') +
        ' ' + grouped(count.documents);
  }
  if (!languages.empty()) out << wrapped("documents by language: " + languages, 0);
  if (overview.translations > 0)
    out << counted(overview.translations, "document is a translation", "documents are translations")
        << " of another\n";
  if (overview.hardToSearch > 0)
    out << counted(overview.hardToSearch, "document is", "documents are")
        << " hard to search: --files says why\n";
  std::string readers;
  for (const auto& [reader, count] : overview.waiting) {
    readers += (readers.empty() ? "" : ", ") + grouped(count) + " for " +
               (reader.empty() ? "anybody who can" : onOneLine(reader));
  }
  if (overview.waitingDocuments > 0) {
    out << wrapped(counted(overview.waitingDocuments, "document waits", "documents wait") +
                       " to be read: " + readers,
                   0);
  }
}

void writeSumsAsText(const Storage& storage, const Accounting& sums, const Overview& overview,
                     std::uint64_t codings, Console& console) {
  TextTable table({">files", ""});
  table.add({grouped(sums.given), "given to import"});
  std::string read = "read";
  if (sums.nearDuplicate > 0) {
    read += "; " + grouped(sums.nearDuplicate) + " of these " +
            (sums.nearDuplicate == 1 ? "is" : "are") +
            " nearly the same as another: listed by --files";
  }
  table.add({grouped(sums.read), read});
  table.add({grouped(sums.duplicate), "with the same text as another file"});
  table.add({grouped(sums.unreadable), "that could not be read"});
  table.add({grouped(sums.excluded), "left out"});
  console.out << table.text() << '\n'
              << counted(sums.documents, "document", "documents") << ", "
              << counted(sums.words, "word", "words") << ", "
              << counted(sums.cases, "case", "cases") << '\n'
              << counted(codings, "tagged passage", "tagged passages") << ", "
              << counted(storage.decisions().size(), "decision", "decisions") << '\n';
  if (overview.onOlderTexts > 0) {
    console.out << counted(overview.onOlderTexts, "tagged passage stands", "tagged passages stand")
                << " on older texts: \"retold code PROJECT transfer list\" shows where they stand "
                   "now\n";
  }
  writeOverview(overview, console.out);
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
        "read, the same as another, unreadable, or left out. The numbers add up. With --files "
        "each file is listed with the reason, its language, and how well it can be searched; "
        "those that ask for something stand first.",
    .options = kOptions,
    .notes =
        "Columns of csv\n"
        "  with --files  file, fate, duplicate_of, reason, by, format, bytes, notes,\n"
        "                same, near, near_share, language, language_confidence, script,\n"
        "                unreadable_share, ocr_confidence, looks_like_ocr,\n"
        "                pages_without_text, hard_to_search, root\n"
        "  without       given, read, duplicate, unreadable, excluded, documents, words,\n"
        "                cases, interrupted_import, near_duplicate, hard_to_search,\n"
        "                translations, tags_on_older_texts, languages,\n"
        "                waiting_to_be_read\n"
        "  Shares and confidences go from 0 to 1. A file is hard to search where 1 % of\n"
        "  its characters cannot be read, where text recognition is less than 85 % sure\n"
        "  or left broken words, or where a page holds no text.",
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
  const std::vector<FileRecord> files = storage->files();
  if (arguments.has("--files")) {
    const SaidLanguages said = saidLanguages(*storage, files);
    csv ? writeFilesAsCsv(files, said, console) : writeFilesAsText(files, said, console);
  }
  if (!csv || !arguments.has("--files")) {
    const std::vector<Coding> codings = storage->codings({});
    const Overview overview = overviewOf(*storage, files, codings);
    if (csv)
      writeSumsAsCsv(sums, overview, console);
    else
      writeSumsAsText(*storage, sums, overview, codings.size(), console);
  }
  warn(storage->info(), sums, project, console);
  return 0;
}

}  // namespace retold
