#include <array>
#include <catch2/catch.hpp>

#include "tests/indexer/reader/zoo.h"

using namespace retold;

namespace {

struct Goal {
  std::string folder;
  std::string extension;
  double share;
};

const std::array<Goal, 8> kGoals{{{"containers/docx", ".docx", 0.99},
                                  {"containers/odt", ".odt", 0.99},
                                  {"containers/html", ".html", 0.99},
                                  {"containers/rtf", ".rtf", 0.98},
                                  {"containers/doc", ".doc", 0.98},
                                  {"containers/pdf", ".pdf", 0.97},
                                  {"subtitles", ".vtt", 0.99},
                                  {"subtitles", ".srt", 0.99}}};

std::string textOf(const Reading& reading) {
  std::string text;
  for (const ReadDocument& document : reading.documents) text += document.text + "\n";
  return text;
}

}  // namespace

TEST_CASE("texts in every format keep the words of the text that they were made from") {
  for (const Goal& goal : kGoals) {
    const auto files = sharedFiles("corpora/format_zoo_derived/" + goal.folder, goal.extension);
    CHECK(files.size() >= 9);
    for (const auto& file : files) {
      // Made without a Chinese font: half of its characters are in no way in the file.
      if (file.filename() == "udhr_cmn_hans.pdf") continue;
      INFO(file.filename());
      const std::string source = sourceOf(file);
      const std::string text = textOf(readAsImported(file.string(), bytesOf(file)));
      REQUIRE(!source.empty());
      CHECK(wordsKept(source, text) >= goal.share);
      CHECK(wordsKept(text, source) >= goal.share);  // and hardly any others
    }
  }
}

TEST_CASE("each file of the zoo gives a text, or the reason why not") {
  const auto files = zooFiles();
  CHECK(files.size() > 200);
  std::size_t withText = 0;
  for (const auto& file : files) {
    INFO(file);
    const Reading reading = readAsImported(file.string(), bytesOf(file));
    const std::string text = textOf(reading);
    const bool hasText = text.find_first_not_of(" \t\n") != std::string::npos;
    const bool hasReason = reading.result.unreadable && !reading.result.unreadable->empty();
    const bool hasNote = !reading.documents.empty() && !reading.notes().empty();
    CHECK((hasText || hasReason || hasNote || !reading.documents.empty()));
    withText += hasText;
  }
  CHECK(withText > 200);
}
