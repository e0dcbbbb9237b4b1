#include "indexer/reader/archive.h"

#include <archive.h>

#include <catch2/catch.hpp>
#include <clocale>
#include <random>
#include <vector>

#include "indexer/system.h"
#include "tests/helpers/archive.h"

using namespace retold;

namespace {

/// A line for each file: "!name: content", or "!name (reason)".
struct Unpacked {
  std::vector<std::string> files;
  ReadResult result;
};

Unpacked unpack(std::string_view name, std::string_view bytes, const ReadOptions& options = {}) {
  // As the reading program does.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  Unpacked unpacked;
  unpacked.result = readArchive(name, bytes, options, [&](ReadDocument&& document) {
    unpacked.files.push_back(document.contained
                                 ? document.member + ": " + document.contained->substr(0, 40)
                                 : document.member + " (" + document.notes.at(0) + ")");
  });
  return unpacked;
}

std::string dataFile(const std::string& name) {
  FileTrouble trouble;
  const auto file = readFile(RETOLD_SOURCE_DIR "/tests/data/archives/" + name, 64 << 20, trouble);
  return file ? file->bytes : "";
}

using File = std::pair<std::string, std::string>;
using Lines = std::vector<std::string>;

/// An archive in memory. Filters and formats as libarchive numbers them.
std::string pack(const std::vector<File>& files, int format, int filter = ARCHIVE_FILTER_NONE) {
  return archiveOf(files, format, filter);
}

constexpr int kTar = ARCHIVE_FORMAT_TAR_USTAR;
constexpr int kZip = ARCHIVE_FORMAT_ZIP;

}  // namespace

TEST_CASE("the files of every kind of archive come out, one after the other") {
  const std::vector<File> files{{"a.txt", "one"}, {"b/c.txt", "two"}};
  const Lines expected{"!a.txt: one", "!b/c.txt: two"};
  CHECK(unpack("x.zip", pack(files, kZip)).files == expected);
  CHECK(unpack("x.7z", pack(files, ARCHIVE_FORMAT_7ZIP)).files == expected);
  for (const int filter :
       {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ}) {
    const Unpacked unpacked = unpack("x.tar", pack(files, kTar, filter));
    CHECK(unpacked.files == expected);
    CHECK_FALSE(unpacked.result.unreadable);
  }
}

TEST_CASE("a single packed file is named without its packing") {
  const std::string gz = pack({{"data", "She was sold."}}, ARCHIVE_FORMAT_RAW, ARCHIVE_FILTER_GZIP);
  CHECK(unpack("folder/notes.txt.gz", gz).files == Lines{"!notes.txt: She was sold."});
}

TEST_CASE("names that lead out of the archive, come twice or are links stay harmless") {
  const Unpacked unpacked = unpack("names.zip", dataFile("names.zip"));
  CHECK(unpacked.files ==
        Lines{"!a.txt: She was sold.\n", "!up.txt: Up.\n", "!abs/c.txt: Abs.\n",
              "!win/d.txt: Win.\n", "!e.txt: Dot.\n", "!folder/f.txt: In a folder.\n",
              "!Ж/жена.txt: Она.\n", "!a (2).txt: Another of this name.\n",
              "!link.txt (it is a link within the archive, not a file)", "!empty.txt: "});
}

TEST_CASE("ten thousand files of one name are told apart in no time") {
  std::vector<File> files(10'000, {"a/b.txt", ""});
  files.push_back({"a/b (2).txt", ""});
  const Unpacked unpacked = unpack("same.tar", pack(files, kTar));
  REQUIRE(unpacked.files.size() == files.size());
  CHECK(unpacked.files[1] == "!a/b (2).txt: ");
  CHECK(unpacked.files[9'999] == "!a/b (10000).txt: ");
  CHECK(unpacked.files[10'000] == "!a/b (2) (2).txt: ");
}

TEST_CASE("names in the code pages of Windows and DOS are read") {
  CHECK(unpack("cp437.zip", dataFile("cp437.zip")).files ==
        Lines{"!Gespräch-Müller.txt: Text 0.\n", "!café-señora.txt: Text 1.\n"});
  CHECK(unpack("cp866.zip", dataFile("cp866.zip")).files ==
        Lines{"!Интервью первое.txt: Text 0.\n", "!Записи/Беседа с Анной.txt: Text 1.\n"});
  CHECK(readableMemberName("a\nb\x01.txt", "UTF-8") == "a b .txt");
}

TEST_CASE("a file behind a password is named, the others are read") {
  CHECK(unpack("encrypted.zip", dataFile("encrypted.zip")).files ==
        Lines{"!secret.txt (it is protected by a password; unpack the archive and import what was "
              "in it)",
              "!open.txt: open\n"});
}

TEST_CASE("an archive over a limit is refused midway, and what came before stays") {
  const std::vector<File> files{
      {"a.txt", std::string(1000, 'a')}, {"b.txt", std::string(2000, 'b')}, {"c.txt", "c"}};
  const std::string tar = pack(files, kTar);
  ReadOptions options;
  options.limits.unpacked = 2000;
  Unpacked unpacked = unpack("x.tar", tar, options);
  CHECK(unpacked.files.size() == 1);
  CHECK(unpacked.result.unreadable ==
        "it unpacks to more than 1.9 KiB; what came before that was read; the option "
        "--largest-unpacked sets another limit");
  options = {};
  options.limits.members = 2;
  unpacked = unpack("x.tar", tar, options);
  CHECK(unpacked.files.size() == 2);
  CHECK(unpacked.result.unreadable ==
        "it holds more than 2 files; those before that were read; the option --most-members sets "
        "another limit");
}

TEST_CASE("a file that unpacks to absurd sizes is a trap") {
  const std::string bomb =
      pack({{"a.txt", "first"}, {"zeros.txt", std::string(70 << 20, '0')}}, kZip);
  REQUIRE(bomb.size() < 300'000);
  const Unpacked unpacked = unpack("bomb.zip", bomb);
  CHECK(unpacked.files == Lines{"!a.txt: first"});
  CHECK(unpacked.result.unreadable ==
        "it unpacks to more than 200 times its size, as no ordinary archive does");
}

TEST_CASE("what is no archive or holds nothing says so") {
  CHECK(unpack("a.zip", "Plain words.").result.unreadable ==
        "it is no archive, or too damaged to be known as one");
  CHECK(unpack("a.tar", pack({}, kTar)).result.unreadable == "the archive holds no files");
}

TEST_CASE("archives that were cut off or changed give what they can and never more") {
  std::mt19937 random(13);
  std::string text;
  for (int i = 0; i < 3000; ++i) text += static_cast<char>('a' + random() % 26);
  const std::vector<File> files{{"a.txt", text}, {"b.txt", text}, {"c.txt", text}};
  std::size_t read = 0, refused = 0;
  for (const std::string& whole :
       {pack(files, kZip), pack(files, ARCHIVE_FORMAT_7ZIP), pack(files, kTar),
        pack(files, kTar, ARCHIVE_FILTER_GZIP), pack(files, kTar, ARCHIVE_FILTER_XZ)}) {
    for (int round = 0; round < 60; ++round) {
      std::string bytes = whole;
      if (round % 2 == 0) bytes.resize(random() % bytes.size());
      for (auto change = random() % 4; change > 0 && !bytes.empty(); --change) {
        bytes[random() % bytes.size()] = static_cast<char>(random());
      }
      const Unpacked unpacked = unpack("x", bytes);
      read += unpacked.files.size();
      refused += unpacked.result.unreadable ? 1 : 0;
    }
  }
  CHECK(read > 50);
  CHECK(refused > 50);
}
