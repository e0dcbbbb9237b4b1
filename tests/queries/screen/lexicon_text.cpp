#include "tests/queries/screen/lexicon_text.h"

#include <catch2/catch.hpp>

#include "queries/screen/screener.h"

namespace retold::test {

Lexicon lexiconOf(std::string_view sections, std::string_view header) {
  const std::string text =
      "retold-lexicon 1\nid: test\ntitle: A test\nlanguage: en\nversion: 1\nauthors: nobody\n"
      "sources: none\nreview: drafted\n" +
      std::string(header) + std::string(sections);
  LexiconReading reading = readLexicon(text, "test.lexicon");
  std::string trouble;
  for (const Diagnostic& diagnostic : reading.diagnostics) trouble += toText(diagnostic) + "\n";
  REQUIRE(trouble == "");
  return std::move(reading.lexicon);
}

std::string found(std::string_view sections, std::string_view content, std::string_view header) {
  std::string lines;
  for (const Match& match : scanText({lexiconOf(sections, header)}, content)) {
    lines += "[" + std::string(content.substr(match.span.begin, match.span.size())) + "] " +
             match.category + " " + std::string(toText(match.how)) + " " +
             std::string(toText(match.status));
    if (!match.why.empty()) lines += " (" + match.why + ")";
    lines += "\n";
  }
  return lines;
}

}  // namespace retold::test
