#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "indexer/reader/ole.h"
#include "indexer/reader/package.h"
#include "tests/indexer/reader/ole_files.h"

using namespace retold;

namespace {

std::string whyNot(const std::string& bytes) {
  try {
    const OleFile file(bytes);
  } catch (const Unreadable& unreadable) {
    return unreadable.reason;
  }
  return {};
}

}  // namespace

TEST_CASE("small and large streams of a compound file, also within storages") {
  const std::string large(10'000, 'x'), small = "a few words";
  const std::string bytes =
      oleOf({{"Large", large}, {"Small", small}, {"Folder/Inner", "within"}, {"Empty", ""}});
  const OleFile file(bytes);
  CHECK(file.stream("Large") == large);
  CHECK(file.stream("small") == small);
  CHECK(file.stream("Empty") == "");
  CHECK_FALSE(file.stream("Inner").has_value());
  CHECK_FALSE(file.stream("Folder").has_value());
  const auto folders = file.storages("fold");
  REQUIRE(folders.size() == 1);
  CHECK(file.stream("Inner", folders[0]) == "within");
  CHECK_FALSE(file.has("Large", folders[0]));
  CHECK_FALSE(file.damaged());
}

TEST_CASE("a compound file whose table has parts that the head does not name") {
  // More than 109 sectors of the table: a chain of lists names the others. Eight megabytes.
  std::string content(8 << 20, 'a');
  for (std::size_t i = 0; i < content.size(); i += 512) content[i] = static_cast<char>(i / 512);
  std::string bytes = oleOf({{"Big", content}});
  const auto tables = u32At(bytes, 44);
  REQUIRE(tables > 109);
  const auto firstTable = u32At(bytes, 76);
  const auto list = static_cast<std::uint32_t>(bytes.size() / 512 - 1);
  for (std::uint32_t i = 109; i < tables; ++i) bytes += littleEndian(firstTable + i, 4);
  bytes.resize((bytes.size() + 511) / 512 * 512, '\xFF');
  putAt(bytes, bytes.size() - 4, littleEndian(0xFFFFFFFE, 4));
  putAt(bytes, 68, littleEndian(list, 4) + littleEndian(1, 4));
  CHECK(OleFile(bytes).stream("Big") == content);
}

TEST_CASE("chains of sectors that run in circles or out of the file end there") {
  const std::string content(5000, 'x');
  const std::string good = oleOf({{"Large", content}, {"Small", std::string(200, 'y')}});
  const std::size_t table = (std::size_t{u32At(good, 76)} + 1) * 512;

  std::string circle = good;
  putAt(circle, table + 4, littleEndian(0, 4));
  const OleFile inCircle(circle);
  CHECK(inCircle.stream("Large")->size() <= content.size());

  std::string outside = good;
  putAt(outside, table + 4, littleEndian(0xFFFFFF, 4));
  const OleFile cut(outside);
  CHECK(cut.stream("Large") == content.substr(0, 1024));
  CHECK(cut.damaged());
}

TEST_CASE("a directory whose entries point to each other in a circle is read once") {
  std::string bytes = oleOf({{"One", "1"}, {"Two", "2"}});
  const std::size_t directory = (std::size_t{u32At(bytes, 48)} + 1) * 512;
  putAt(bytes, directory + 128 + 68, littleEndian(2, 4));  // left of One: Two, and back
  putAt(bytes, directory + 256 + 68, littleEndian(1, 4));
  const OleFile file(bytes);
  CHECK(file.stream("One") == "1");
  CHECK(file.stream("Two") == "2");
  CHECK(file.damaged());
}

TEST_CASE("what is no compound file, or has lost its directory, is named") {
  const std::string good = oleOf({{"One", "1"}});
  CHECK(whyNot(good.substr(0, 511)) ==
        "the file is damaged or was cut off: the directory of what is in it cannot be found; look "
        "for another copy");
  CHECK(whyNot(good.substr(0, 512)) ==
        "the file is damaged or was cut off: the directory of what is in it is missing; look for "
        "another copy");
  CHECK(whyNot(std::string(600, 'x')) == whyNot(good.substr(0, 511)));
}

TEST_CASE("compound files with any bytes changed are read to an end") {
  const std::string good = oleOf(
      {{"Large", std::string(6000, 'x')}, {"Small", "s"}, {"Folder/Inner", std::string(100, 'i')}});
  std::mt19937 random(20261122);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes = good;
    for (int i = 0; i < 4; ++i) bytes[random() % bytes.size()] = static_cast<char>(random());
    if (round % 3 == 0) bytes.resize(random() % bytes.size());
    try {
      const OleFile file(bytes);
      for (const auto* name : {"Large", "Small", "Inner"}) {
        const auto stream = file.stream(name);
        if (stream) CHECK(stream->size() <= bytes.size());
      }
    } catch (const Unreadable& unreadable) {
      CHECK_FALSE(unreadable.reason.empty());
    }
  }
}
