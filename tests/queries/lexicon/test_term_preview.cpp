#include "queries/lexicon/term_preview.h"

#include <catch2/catch.hpp>
#include <random>

#include "indexer/text/phrase.h"
#include "model/error.h"
#include "queries/lexicon/term_check.h"
#include "queries/screen/term_program.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::TestProject;

namespace {

const Lexicon& lexicon() {
  static const Lexicon lexicon = test::lexiconOf(
      "concept sold: x\n  sold\n  \"given away\"\nconcept again: x\n  again\n  twice\n"
      "pattern p: x\n  @sold ~4 @again\n");
  return lexicon;
}

TermPreview preview(TestProject& project, std::string_view expression,
                    const TermPreviewOptions& options = {}) {
  const TermCheck check = checkTerm(lexicon(), "", expression);
  REQUIRE(check.ok());
  Progress progress;
  return TermPreviewer(project.storage()).find(lexicon(), check.term.expression, options, progress);
}

/// "a.txt R: before [hit] after" and the count.
std::string linesOf(const TermPreview& preview) {
  std::string lines;
  for (const TermPlace& each : preview.first)
    lines += each.name + " " + each.speaker + ": " + each.context.left + "[" + each.context.match +
             "]" + each.context.right + "\n";
  return lines + std::to_string(preview.places) + " in " + std::to_string(preview.documents);
}

}  // namespace

TEST_CASE("a preview shows where a term stands, in the order of the documents, and counts") {
  TestProject project;
  project.add("b.txt", "R07: they sold me twice.\nINT: Again?\n");
  project.add("a.txt", "sold and sold again");
  CHECK(linesOf(preview(project, "@sold ~2 @again")) ==
        "a.txt : [sold and sold again]\na.txt : sold and [sold again]\n"
        "b.txt R07: R07: they [sold me twice]. INT: Again?\n3 in 2");
  CHECK(preview(project, "@sold").counted);
  CHECK(linesOf(preview(project, "nobody")) == "0 in 0");
}

TEST_CASE("a preview shows the first places and counts them all") {
  TestProject project;
  project.add("a.txt", "sold sold sold");
  project.add("b.txt", "sold");
  TermPreviewOptions options;
  options.most = 2;
  const TermPreview found = preview(project, "sold", options);
  CHECK(found.first.size() == 2);
  CHECK(found.places == 4);
  CHECK(found.documents == 2);
}

TEST_CASE("a preview looks only at the documents that are wanted") {
  TestProject project;
  project.add("a.txt", "sold");
  const DocumentId b = project.add("b.txt", "sold.");
  TermPreviewOptions options;
  options.only =
      std::make_shared<const std::unordered_set<DocumentId>>(std::initializer_list<DocumentId>{b});
  CHECK(linesOf(preview(project, "sold", options)) == "b.txt : [sold].\n1 in 1");
}

TEST_CASE("a preview tells what it knows while it goes on, the first places before the count") {
  TestProject project;
  for (int i = 0; i < 20; ++i)
    project.add("d" + std::to_string(100 + i), "sold again " + std::to_string(i));
  TermPreviewOptions options;
  options.most = 5;
  options.every = std::chrono::hours(1);
  std::vector<std::pair<std::size_t, std::uint64_t>> told;
  Progress progress;
  const TermCheck check = checkTerm(lexicon(), "", "sold");
  const TermPreview all =
      TermPreviewer(project.storage())
          .find(lexicon(), check.term.expression, options, progress, [&](const TermPreview& soFar) {
            CHECK_FALSE(soFar.counted);
            told.emplace_back(soFar.first.size(), soFar.documents);
          });
  CHECK(told == std::vector<std::pair<std::size_t, std::uint64_t>>{{5, 5}});
  CHECK(all.documents == 20);
}

TEST_CASE("a preview that is stopped says so") {
  struct Stopped final : Progress {
    bool cancelled() const override { return true; }
  };
  TestProject project;
  project.add("a.txt", "sold");
  const TermCheck check = checkTerm(lexicon(), "", "sold");
  Stopped stopped;
  try {
    TermPreviewer(project.storage()).find(lexicon(), check.term.expression, {}, stopped);
    FAIL("went on");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Cancelled);
  }
}

TEST_CASE("a preview finds what reading every text finds") {
  const std::vector<std::string> words{"sold",  "soldier", "again",   "twice", "given",
                                       "away",  "Vândut",  "vandut",  "卖",    "又",
                                       "снова", "resold",  "re-sold", "1999"};
  const std::vector<std::string> terms{"sold",
                                       "sold*",
                                       "*sold",
                                       "@sold ~3 @again",
                                       "sold >2 (again | twice)",
                                       "\"given away\"",
                                       "vandut",
                                       "卖 ~2 又",
                                       "/[Vv]ândut/",
                                       "1990..2005",
                                       "снова",
                                       "(@sold ~1 @again) ~4 (1990..2005)",
                                       "solt?",
                                       "resold"};
  std::mt19937 random(20261122);
  TestProject project;
  std::vector<std::string> texts;
  for (int i = 0; i < 60; ++i) {
    std::string text;
    const std::size_t size = 1 + random() % 14;
    for (std::size_t word = 0; word < size; ++word) {
      text += words[random() % words.size()];
      text += random() % 9 == 0 ? "\n" : " ";
    }
    project.add("t" + std::to_string(1000 + i), text);
    texts.push_back(project.text("t" + std::to_string(1000 + i)).content);
  }
  for (const std::string& term : terms) {
    INFO(term);
    const TermCheck check = checkTerm(lexicon(), "", term);
    REQUIRE(check.ok());
    std::uint64_t places = 0, documents = 0;
    std::vector<ByteSpan> spans;
    for (int i = 0; i < 60; ++i) {
      const Text text = project.text("t" + std::to_string(1000 + i));
      Tokenizer tokenizer;
      MemoryVocabulary vocabulary;
      const TokenStream tokens = streamOf(tokenizer, vocabulary, text.content, text.turns);
      TermProgram program(vocabulary);
      const auto node = program.add(lexicon(), check.term.expression);
      program.finish();
      TermHits hits(program, tokens, &text);
      const auto& found = hits.of(node);
      places += found.size();
      documents += found.empty() ? 0 : 1;
      for (const TermHit& each : found)
        spans.push_back({each.words.front().begin, each.words.back().end});
    }
    TermPreviewOptions options;
    options.most = 100'000;
    const TermPreview found = preview(project, term, options);
    CHECK(found.places == places);
    CHECK(found.documents == documents);
    std::vector<ByteSpan> previewed;
    for (const TermPlace& each : found.first) previewed.push_back(each.span);
    CHECK(previewed == spans);
  }
}
