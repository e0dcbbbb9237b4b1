#include <catch2/catch.hpp>
#include <random>

#include "indexer/text/utf8.h"
#include "tests/indexer/reader/zoo.h"

using namespace retold;

namespace {

/// Reads the file cut at random places. What comes out is valid text, or there is a reason.
void readCut(const std::filesystem::path& file, int cuts, std::mt19937& random) {
  const std::string bytes = bytesOf(file);
  if (bytes.empty()) return;
  for (int i = 0; i < cuts; ++i) {
    const std::size_t end = random() % bytes.size();
    INFO(file << " cut at " << end);
    const Reading reading = readAsImported(file.string(), std::string_view(bytes).substr(0, end));
    CHECK((!reading.documents.empty() || reading.result.unreadable));
    for (const ReadDocument& document : reading.documents) {
      CHECK(!firstInvalidUtf8(document.text));
      for (const Turn& turn : document.turns) CHECK(turn.span.end <= document.text.size());
    }
  }
}

}  // namespace

TEST_CASE("some files of the zoo cut at some place are read or refused") {
  const auto files = zooFiles();
  REQUIRE(files.size() > 200);
  std::mt19937 random(3);
  for (std::size_t i = 0; i < files.size(); i += 6) readCut(files[i], 1, random);
}

TEST_CASE("every file of the zoo cut at 20 places is read or refused", "[.long]") {
  std::mt19937 random(20);
  for (const auto& file : zooFiles()) readCut(file, 20, random);
}
