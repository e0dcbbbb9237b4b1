#include "indexer/import/file_reading.h"

#include <archive.h>

#include <catch2/catch.hpp>

#include "indexer/import/searchability.h"
#include "tests/helpers/archive.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

/// What the files of a folder gave: "name [reader] text" or "name: unreadable|excluded, why".
struct Reading {
  std::vector<std::string> lines;
  std::vector<Diagnostic> diagnostics;
  std::vector<PreparedText> texts;
  std::vector<FileRecord> records;
};

Reading readAll(const FileFolder& folder, const ImportRequest& request = {},
                const std::filesystem::path& program = {}) {
  Reading reading;
  Tokenizer words;
  ReaderPool pool(request.read.limits, program);
  const ReadingTools tools{words, pool, {}};
  const auto take = [&reading](Prepared&& item) {
    if (auto* record = std::get_if<FileRecord>(&item)) {
      const bool excluded = record->fate == FileFate::Excluded;
      reading.lines.push_back(
          record->name +
          (excluded ? ": excluded by " + record->by + ", " : std::string(": unreadable, ")) +
          record->reason);
      reading.records.push_back(std::move(*record));
      return;
    }
    auto& prepared = std::get<PreparedText>(item);
    reading.lines.push_back(prepared.text.name + " [" + prepared.text.reader + "] " +
                            prepared.text.content.substr(0, 40));
    reading.texts.push_back(std::move(prepared));
  };
  for (const FoundFile& file : findFiles({folder.path()}).files) {
    if (auto record = recordWithoutReading(file, request)) {
      take(std::move(*record));
      continue;
    }
    for (Diagnostic& diagnostic : readFound(file, request, tools, take)) {
      reading.diagnostics.push_back(std::move(diagnostic));
    }
  }
  return reading;
}

using File = std::pair<std::string, std::string>;
using Lines = std::vector<std::string>;

std::string zipOf(const std::vector<File>& files) {
  return archiveOf(files, ARCHIVE_FORMAT_ZIP, ARCHIVE_FILTER_NONE);
}

}  // namespace

TEST_CASE("the files of an archive are read as files of a folder are") {
  const FileFolder folder;
  folder.write("a.zip", zipOf({{"one.txt", "She was sold again."},
                               {"table.csv", "id,text\n7,He came home.\n"},
                               {"inner.zip", zipOf({{"deep/two.md", "# Two"}})},
                               {"empty.txt", ""},
                               {"program.txt", std::string("MZ\x90\0", 4)},
                               {"__MACOSX/._one.txt", "x"},
                               {".hidden/x.txt", "x"}}));
  const Reading reading = readAll(folder);
  CHECK(reading.lines ==
        Lines{"a.zip!one.txt [txt 1] She was sold again.",
              "a.zip!table.csv#7 [csv " + std::to_string(findImportFormat("x.csv")->version) +
                  "] He came home.",
              "a.zip!inner.zip!deep/two.md [md 1] # Two",
              "a.zip!empty.txt: unreadable, the file is empty",
              "a.zip!program.txt: unreadable, This is a program, not a text.",
              "a.zip!__MACOSX/._one.txt: excluded by retold, a file of the operating system",
              "a.zip!.hidden/x.txt: excluded by retold, a hidden folder (its name begins with a "
              "dot)"});
  for (const PreparedText& prepared : reading.texts) {
    CHECK(prepared.text.root == folder.path().filename().string());
    CHECK_FALSE(prepared.text.searchability.language.empty());
  }
}

TEST_CASE("archives within archives are opened so deep as is allowed") {
  std::string zip = zipOf({{"x.txt", "At the bottom."}});
  for (int level = 0; level < 5; ++level) {
    zip = zipOf({{"y.txt", "Level " + std::to_string(level)}, {"z.zip", zip}});
  }
  const FileFolder folder;
  folder.write("a.zip", zip);
  ImportRequest request;
  request.read.limits.nesting = 2;
  CHECK(readAll(folder, request).lines ==
        Lines{"a.zip!y.txt [txt 1] Level 4", "a.zip!z.zip!y.txt [txt 1] Level 3",
              "a.zip!z.zip!z.zip!y.txt [txt 1] Level 2",
              "a.zip!z.zip!z.zip!z.zip: unreadable, it is an archive within 3 others, and at most "
              "2 are opened; the option --nesting sets another limit"});
  request.read.limits.nesting = 9;
  CHECK(readAll(folder, request).lines.back() ==
        "a.zip!z.zip!z.zip!z.zip!z.zip!z.zip!x.txt [txt 1] At the bottom.");
}

TEST_CASE("what an archive unpacks to counts through all its levels") {
  const std::string inner = zipOf({{"x.txt", std::string(3000, 'x')}});
  const FileFolder folder;
  folder.write("a.zip", zipOf({{"1.zip", inner}, {"2.zip", inner}, {"3.zip", inner}}));
  ImportRequest request;
  request.read.limits.unpacked = 8000;
  const Reading reading = readAll(folder, request);
  REQUIRE(reading.lines.size() == 3);
  CHECK(reading.lines[0].starts_with("a.zip!1.zip!x.txt [txt 1]"));
  CHECK(reading.lines[1].starts_with("a.zip!2.zip!x.txt [txt 1]"));
  CHECK(reading.lines[2] ==
        "a.zip!3.zip: unreadable, with what it is in and what came before, it unpacks to more than "
        "7.8 KiB or to more than 100000 files; the options --largest-unpacked and --most-members "
        "set other limits");
}

TEST_CASE("files of an archive can be left out by name") {
  const FileFolder folder;
  folder.write("a.zip", zipOf({{"a.txt", "Kept."}, {"drafts/b.txt", "Draft."}}));
  folder.write("c.bak", "Old.");
  ImportRequest request;
  request.exclude = {"drafts", "*.bak"};
  request.coder = "Ana";
  CHECK(readAll(folder, request).lines ==
        Lines{"a.zip!a.txt [txt 1] Kept.",
              "a.zip!drafts/b.txt: excluded by Ana, its name fits \"drafts\"",
              "c.bak: excluded by Ana, its name fits \"*.bak\""});
  request.excludeReason = "not in the sample";
  CHECK(readAll(folder, request).lines.back() == "c.bak: excluded by Ana, not in the sample");
}

TEST_CASE("a file that is not what its name says is read as what it is, and this is noted") {
  const FileFolder folder;
  folder.write("a.docx", "{\\rtf1\\ansi She was sold again.}");
  folder.write("b.txt", "%PDF-1.4 and no more");
  const Reading reading = readAll(folder);
  REQUIRE(reading.texts.size() == 1);
  CHECK(reading.texts[0].text.format == "rtf");
  CHECK(reading.texts[0].text.notes ==
        Lines{"its name ends in .docx, but it is rtf and was read so"});
  REQUIRE(reading.records.size() == 1);
  CHECK(reading.records[0].format == "pdf");
  CHECK(reading.records[0].notes == Lines{"its name ends in .txt, but it is pdf and was read so"});
}

TEST_CASE("a reader that crashes takes its file and no other") {
  const FileFolder folder;
  folder.write("a.txt", "Before.");
  folder.write("b.rtf", "{\\rtf1 x}");
  folder.write("c.txt", "Behind.");
  // This program knows no rtf; a program that ends at once stands for one that crashes.
  const Reading reading = readAll(folder, {}, "/bin/true");
  CHECK(reading.lines ==
        Lines{"a.txt [txt 1] Before.",
              "b.rtf: unreadable, the program retold-reader, which reads this format, does not "
              "work, or is not of the same version as this program; install Retold again",
              "c.txt [txt 1] Behind."});
}

TEST_CASE("texts carry turns, languages, shingles and a note on how they can be searched") {
  const FileFolder folder;
  std::string text = "Interviewer: Where were you taken after that?\nAna: ";
  for (int i = 0; i < 12; ++i) text += "They took me to a house in the city and locked the door. ";
  folder.write("a.txt", text + "\n");
  const Reading reading = readAll(folder);
  REQUIRE(reading.texts.size() == 1);
  const NewText& read = reading.texts[0].text;
  CHECK(read.turns.size() == 2);
  REQUIRE_FALSE(read.languages.empty());
  CHECK(read.languages[0].language == "en");
  CHECK_FALSE(read.shingles.empty());
  CHECK(read.searchability.language == "en");
  CHECK(read.searchability.script == "Latn");
  CHECK(read.searchability.unreadableShare == 0);
  CHECK_FALSE(read.searchability.looksLikeOcr);
}

namespace {

NewText textOf(std::string content) {
  NewText text;
  text.content = std::move(content);
  Turn turn;
  turn.span = turn.body = {0, text.content.size()};
  text.turns = {turn};
  LanguageSpan language;
  language.span = turn.span;
  language.language = "en";
  language.script = "Latn";
  text.languages = {language};
  Tokenizer words;
  tokenizeForStore(text, words);
  return text;
}

std::string repeated(std::string_view words, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += words;
  return text;
}

}  // namespace

TEST_CASE("broken words look like poor text recognition, languages with few vowels do not") {
  const auto looks = [](const std::string& words) {
    return searchabilityOf(textOf(repeated(words, 40)), 0).looksLikeOcr;
  };
  CHECK(looks("thc gir1s wcbt t o tbe ho1ise wbcrc thcy wcrc h c l d "));
  CHECK_FALSE(looks("she was taken to a house where they were held again in 1999 "));
  CHECK_FALSE(looks("strč prst skrz krk a s tím v domě k večeru z města "));
  CHECK_FALSE(looks("R07 and Q12 on the 2nd of May at 7pm hmm "));
  CHECK_FALSE(searchabilityOf(textOf("thc wcbt tbk"), 0).looksLikeOcr);
}

TEST_CASE("characters that say nothing are counted") {
  NewText text = textOf("ab\ufffdd");
  CHECK(searchabilityOf(text, 0).unreadableShare == 0.25);
  text = textOf("ab\ue000\U000F0000");
  CHECK(searchabilityOf(text, 0).unreadableShare == 0.5);
  text = textOf("abcd");
  text.unreadable = 2;
  CHECK(searchabilityOf(text, 3).unreadableShare == 0.5);
  CHECK(searchabilityOf(text, 3).pagesWithoutText == 3);
  CHECK(searchabilityOf(textOf("中文漢字 😀 ﷺ"), 0).unreadableShare == 0);
}
