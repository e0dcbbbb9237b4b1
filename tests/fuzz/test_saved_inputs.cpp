#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "tests/fuzz/targets.h"

using namespace retold;

namespace {

std::filesystem::path savedInputs() {
  return std::filesystem::path(RETOLD_SOURCE_DIR) / "tests/data/fuzz";
}

std::set<std::string> namesIn(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.insert(entry.path().filename().string());
  }
  return names;
}

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Whatever the saved inputs of a target are, its function keeps its promises.
void feedSaved(const std::string& name) {
  const std::vector<FuzzTarget> targets = fuzzTargets();
  const auto target = std::ranges::find(targets, name, &FuzzTarget::name);
  REQUIRE(target != targets.end());
  for (const std::string& file : namesIn(savedInputs() / name)) {
    INFO(name << "/" << file);
    std::string broken;
    try {
      target->feed(bytesOf(savedInputs() / name / file));
    } catch (const BrokenPromise& promise) {
      broken = promise.what;
    }
    CHECK(broken == "");
  }
}

}  // namespace

#define FEED_SAVED(NAME) \
  TEST_CASE("hostile bytes that fuzzing saved do no harm: " NAME) { feedSaved(NAME); }

FEED_SAVED("txt")
FEED_SAVED("csv")
FEED_SAVED("vtt")
FEED_SAVED("srt")
FEED_SAVED("docx")
FEED_SAVED("odt")
FEED_SAVED("xlsx")
FEED_SAVED("ods")
FEED_SAVED("rtf")
FEED_SAVED("doc")
FEED_SAVED("outlook")
FEED_SAVED("pdf")
FEED_SAVED("html")
FEED_SAVED("xml")
FEED_SAVED("epub")
FEED_SAVED("archive")
FEED_SAVED("decode")
FEED_SAVED("turns")
FEED_SAVED("protocol")
FEED_SAVED("mapping")
FEED_SAVED("dates")
FEED_SAVED("turn-blob")
FEED_SAVED("token-blobs")
FEED_SAVED("content-kind")
FEED_SAVED("query")
FEED_SAVED("lexicon")
FEED_SAVED("dictionary-quanteda")
FEED_SAVED("dictionary-liwc")
FEED_SAVED("dictionary-wordstat")
FEED_SAVED("dictionary-yoshikoder")
FEED_SAVED("dictionary-csv")

TEST_CASE("each target of the fuzzer has a folder of saved inputs") {
  std::set<std::string> targets;
  for (const FuzzTarget& target : fuzzTargets()) targets.insert(target.name);
  CHECK(targets == namesIn(savedInputs()));
}
