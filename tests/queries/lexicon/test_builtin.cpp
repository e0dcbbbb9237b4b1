#include <catch2/catch.hpp>
#include <set>

#include "model/error.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/codebooks.h"
#include "queries/lexicon/lexicon.h"

using namespace retold;

TEST_CASE("every built-in lexicon is read without a fault or a warning") {
  int lexicons = 0;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    ++lexicons;
    const LexiconReading reading = readLexicon(file.content, file.path);
    std::string trouble;
    for (const Diagnostic& diagnostic : reading.diagnostics) trouble += toText(diagnostic) + "\n";
    CHECK(trouble == "");
    CHECK(reading.lexicon.id == file.id);
    CHECK(reading.lexicon.language == file.language);
    CHECK(reading.lexicon.title == file.title);
  }
  CHECK(lexicons >= 2);
}

TEST_CASE("the codes of built-in lexicons stand in the built-in codebook") {
  const Codebook codebook = builtinCodebook("retrafficking");
  std::set<std::string> known;
  for (const Code& code : codebook.codes) known.insert(code.name);
  std::string missing;
  std::set<std::string> named;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    for (const Pattern& pattern : readLexicon(file.content, file.path).lexicon.patterns) {
      if (pattern.code.empty()) continue;
      named.insert(pattern.code);
      if (!known.contains(pattern.code))
        missing += std::string(file.path) + ": " + pattern.code + "\n";
    }
  }
  CHECK(missing == "");
  CHECK(named.size() >= 60);
}

TEST_CASE("each pattern of the built-in lexicons of factors names a code of its kind") {
  for (const auto& [id, kind] :
       {std::pair("risk-factors", "risk/"), std::pair("protective-factors", "protective/")})
    for (const Lexicon& lexicon : loadLexicons(id))
      for (const Pattern& pattern : lexicon.patterns) {
        INFO(id << ' ' << lexicon.language << ' ' << pattern.name);
        CHECK(pattern.code.starts_with(kind));
      }
}

TEST_CASE("the 2010 list holds its 73 terms as exact phrases") {
  const auto lexicons = loadLexicons("appendix-d");
  REQUIRE(lexicons.size() == 1);
  CHECK(lexicons[0].exactPhrases);
  REQUIRE(lexicons[0].patterns.size() == 1);
  CHECK(lexicons[0].patterns[0].terms.size() == 73);
}

TEST_CASE("a lexicon is found by id or by path, and what is not there is said") {
  const std::string path = std::string(RETOLD_SOURCE_DIR) + "/tests/data/lexicons/small.lexicon";
  const auto own = loadLexicons(path);
  REQUIRE(own.size() == 1);
  CHECK(own[0].id == "small");
  try {
    loadLexicons("no-such-list");
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::NotFound);
    CHECK(std::string(error.what()) ==
          "there is no lexicon \"no-such-list\", built in or as a file");
    CHECK(error.hint() ==
          "the built-in lexicons are: appendix-d, appendix-d-variants, prior-trafficking, "
          "protective-factors, risk-factors");
  }
}

TEST_CASE("a lexicon with faults is refused with all of them") {
  const std::string path = std::string(RETOLD_SOURCE_DIR) + "/tests/data/lexicons/faulty.lexicon";
  try {
    loadLexicons(path);
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Refused);
    CHECK(std::string(error.what()) ==
          "the lexicon " + path + " cannot be used:\n" + path +
              ":11:8: error: two terms stand side by side; expected | for a choice, ~n or >n for a "
              "gap, or quotation marks round a phrase\n" +
              path +
              ":12:3: error: there is no concept \"gone\"; expected a section \"concept gone: "
              "…\"");
    CHECK(error.hint() == "mend these lines; docs/lexicon-format.md describes the format");
  }
}

TEST_CASE("the built-in codebook has 283 codes with names and ids of their own") {
  const Codebook codebook = builtinCodebook("retrafficking");
  CHECK(codebook.id == "retrafficking");
  CHECK(codebook.codes.size() == 283);
  std::set<std::string> names;
  std::set<CodeId> ids;
  for (const Code& code : codebook.codes) {
    CHECK(names.insert(code.name).second);
    CHECK(ids.insert(code.id).second);
    CHECK(!code.label.empty());
    CHECK(!code.definition.empty());
    CHECK(code.kind != FactorKind::None);
    CHECK((code.id.bytes[6] >> 4) == 8);
    CHECK((code.id.bytes[8] >> 6) == 2);
  }
}

TEST_CASE("a code's id is the same in every project and every version of the program") {
  const Codebook codebook = builtinCodebook("retrafficking");
  REQUIRE(codebook.codes.front().name == "risk/economic/poverty");
  CHECK(toText(codebook.codes.front().id) == "2daf41bc-f7ea-8b60-a560-5cb7a93a9950");
}

TEST_CASE("a codebook that is not there is answered with those that are") {
  try {
    builtinCodebook("nvivo");
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::NotFound);
    CHECK(std::string(error.what()) == "there is no built-in codebook \"nvivo\"");
    CHECK(error.hint() == "the built-in codebooks are: retrafficking, reintegration");
  }
}
