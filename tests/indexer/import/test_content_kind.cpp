#include "indexer/import/content_kind.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/system.h"

using namespace retold;
using namespace std::string_view_literals;

namespace {

std::string kindOf(std::string_view bytes) { return std::string(extensionByContent(bytes)); }

std::string zooFile(const std::string& name) {
  FileTrouble trouble;
  const auto file = readFile(RETOLD_SHARED_DIR "/corpora/format_zoo/" + name, 64 << 20, trouble);
  return file ? file->bytes : "";
}

std::string formatOf(std::string_view name, std::string_view bytes) {
  const FormatChoice choice = chooseFormat(name, bytes);
  return std::string(choice.format->name) + (choice.note.empty() ? "" : ": " + choice.note);
}

}  // namespace

TEST_CASE("files are known by what they begin with") {
  CHECK(kindOf("%PDF-1.7\n") == "pdf");
  CHECK(kindOf("{\\rtf1\\ansi") == "rtf");
  CHECK(kindOf("\x89PNG\r\n\x1A\n") == "png");
  CHECK(kindOf("\x1F\x8B\x08\0"sv) == "gz");
  CHECK(kindOf("PK\x05\x06") == "zip");
  CHECK(kindOf(std::string(257, '\0') + "ustar  ") == "tar");
  CHECK(kindOf("\xEF\xBB\xBF \n<!-- x --><!DOCTYPE HTML>") == "html");
  CHECK(kindOf("<?xml version='1.0'?>\n<html xmlns='x'>") == "html");
  CHECK(kindOf("WEBVTT") == "vtt");
  CHECK(kindOf("\xEF\xBB\xBFWEBVTT - title\n") == "vtt");
  CHECK(kindOf("WEBVTTER is no word") == "");
  CHECK(kindOf("She said: <html> is a word.") == "");
  CHECK(kindOf("<!-- never closed") == "");
  CHECK(kindOf("") == "");
}

TEST_CASE("office files and archives are told apart by what is in them") {
  CHECK(kindOf(zooFile("tika/testEXCEL.xlsx")) == "xlsx");
  CHECK(kindOf(zooFile("tika/testEPUB.epub")) == "epub");
  CHECK(kindOf(zooFile("tika/testWORD.doc")) == "doc");
  CHECK(kindOf(zooFile("tika/testWORD_truncated.docx")) != "zip");
}

TEST_CASE("the content decides where the name says something else, and it is told") {
  CHECK(formatOf("a.docx", "<html><p>x</p></html>") ==
        "html: its name ends in .docx, but it is html and was read so");
  CHECK(formatOf("A.TXT", "%PDF-1.4") ==
        "pdf: its name ends in .txt, but it is pdf and was read so");
  CHECK(formatOf("scan", "%PDF-1.4") == "pdf");
  CHECK(formatOf("a.htm", "<html>") == "html");
  CHECK(formatOf("a.pdf", "no pdf at all") ==
        "txt: its name ends in .pdf, but it is plain text and was read so");
  CHECK(formatOf("a.docx", "\xCF\xEE\xF1\xEB\xE5 \xFD\xF2\xEE\xE3\xEE \xEC\xE5\xED\xFF") ==
        "txt: its name ends in .docx, but it is plain text and was read so");
  CHECK(formatOf("a.pdf", "rubbish\n%PDF-1.4") == "pdf");
  CHECK(formatOf("a.pdf", "no \0 text"sv) == "pdf");
  CHECK(formatOf("a.pdf", "") == "pdf");
  CHECK(formatOf("a.fodt", "<office:document>") == "odt");
  CHECK(formatOf("notes", "Plain words.") == "txt");
  CHECK(formatOf("a.tar.gz", "\x1F\x8B\x08\0"sv) == "archive");
}

TEST_CASE("looking at any bytes is safe") {
  std::mt19937 random(9);
  const std::vector<std::string> seeds{zooFile("tika/testEXCEL.xlsx"),
                                       zooFile("tika/testEPUB.epub"), zooFile("tika/testWORD.doc")};
  std::size_t looked = 0;
  for (const std::string& seed : seeds) {
    REQUIRE_FALSE(seed.empty());
    for (int round = 0; round < 200; ++round) {
      std::string bytes = seed.substr(0, random() % seed.size());
      for (int change = 0; change < 50 && !bytes.empty(); ++change) {
        bytes[random() % bytes.size()] = static_cast<char>(random());
      }
      looked += extensionByContent(bytes).size() + 1;
    }
  }
  CHECK(looked > 600);
}
