#include "queries/screen/screening.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/text/phrase.h"
#include "model/error.h"
#include "queries/screen/screener.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

const char* const kTerms =
    "pattern again, weight 2: x\n  sold ~3 again\n"
    "pattern before: x\n  \"trafficked before\"\n"
    "cue not, before 4: x\n  never\n";

class StopAtOnce : public Progress {
 public:
  bool cancelled() const override { return true; }
};

}  // namespace

TEST_CASE("every document has one place in a screening, the likeliest first") {
  TestProject project;
  project.add("c.txt", "They sold me again.");
  project.add("a.txt", "Nothing of the kind.");
  project.add("d.txt", "I was never trafficked before.");
  project.add("b.txt", "Trafficked before, and sold again.");
  project.add("e.txt", "They sold the house.");
  Progress progress;
  const Screening screening = screenProject(project.storage(), {lexiconOf(kTerms)}, progress);
  CHECK(screening.names == std::vector<std::string>{"b.txt", "c.txt", "d.txt", "a.txt", "e.txt"});
  REQUIRE(screening.documents.size() == 5);
  CHECK(screening.documents[0].score == 3);
  CHECK(screening.documents[1].score == 2);
  CHECK(screening.documents[2].score == Approx(0.1));
  CHECK(screening.documents[3].score == 0);
  CHECK(screening.documents[0].candidate);
  CHECK_FALSE(screening.documents[2].candidate);
  CHECK(screening.candidates == 2);
  CHECK(screening.matches == 4);
  CHECK(screening.completeness == Completeness{5, 5, 0});
  CHECK(screening.lexicons.size() == 1);
  for (const Candidate& document : screening.documents) {
    CHECK_FALSE(document.document.isNil());
    CHECK_FALSE(document.text.isNil());
  }
}

TEST_CASE("of several lexicons the one whose best stretch counts most gives the score") {
  TestProject project;
  project.add("a.txt", "They sold me again. M-au vandut din nou.");
  const Lexicon other = lexiconOf("pattern again: x\n  \"din nou\"\n", "threshold: 0.5\n");
  Progress progress;
  const Screening screening =
      screenProject(project.storage(), {lexiconOf(kTerms), other}, progress);
  REQUIRE(screening.documents.size() == 1);
  // What the other finds reaches its own cut-off: a little more.
  CHECK(screening.documents[0].score == 2.05);
  CHECK(screening.matches == 2);
}

TEST_CASE("an empty project is screened completely") {
  TestProject project;
  Progress progress;
  const Screening screening = screenProject(project.storage(), {lexiconOf(kTerms)}, progress);
  CHECK(screening.documents.empty());
  CHECK(screening.completeness == Completeness{0, 0, 0});
}

TEST_CASE("a lexicon of which the project holds no word finds nothing in any document") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  Progress progress;
  const Screening screening =
      screenProject(project.storage(), {lexiconOf("pattern p: x\n  unheard\n")}, progress);
  REQUIRE(screening.documents.size() == 1);
  CHECK(screening.documents[0].score == 0);
  CHECK(screening.matches == 0);
  CHECK(screening.completeness == Completeness{1, 1, 0});
}

TEST_CASE("a screening that the user stops says so") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  StopAtOnce stop;
  try {
    screenProject(project.storage(), {lexiconOf(kTerms)}, stop);
    FAIL("expected an error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Cancelled);
    CHECK(std::string(error.what()) == "the screening was stopped; nothing was changed");
  }
}

TEST_CASE("a project's matches are those of the same text screened by itself") {
  TestProject project;
  project.add("a.txt",
              "INT: Were you trafficked before?\nAnna: Yes, in May.\n"
              "INT: And then?\nAnna: They sold me there again.\n");
  const Lexicon lexicon = lexiconOf(std::string(kTerms) + "cue affirm: x\n  yes\n");
  Progress progress;
  const Screening screening = screenProject(project.storage(), {lexicon}, progress);
  REQUIRE(screening.documents.size() == 1);
  auto matches = screening.documents[0].matches;
  std::sort(matches.begin(), matches.end(),
            [](const Match& a, const Match& b) { return a.span < b.span; });
  REQUIRE(matches.size() == 2);

  const Text text = project.text("a.txt");
  Tokenizer words;
  MemoryVocabulary vocabulary;
  const TokenStream tokens = streamOf(words, vocabulary, text.content, text.turns);
  CHECK(matches == Screener({lexicon}, vocabulary).scan(tokens, text));
}

TEST_CASE(
    "a document and its translation count as one interview, and what is left out not at all") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  project.add("b.txt", "Sold again, sie haben mich verkauft.");
  project.add("c.txt", "Sold again by others.");
  project.add("d.txt", "Sold again, but consent was withdrawn.");
  Storage& storage = project.storage();
  ChangeSet changes;
  changes.coder = "Ida";
  changes.action = "relate documents";
  Translation translation;
  translation.id = newUuid();
  translation.document = storage.documentNamed("b.txt")->id;
  translation.original = storage.documentNamed("a.txt")->id;
  DocumentExclusion exclusion;
  exclusion.id = newUuid();
  exclusion.document = storage.documentNamed("d.txt")->id;
  exclusion.reason = "consent withdrawn";
  exclusion.coder = "Ida";
  changes.changes = {{ChangeKind::Put, translation}, {ChangeKind::Put, exclusion}};
  storage.apply(changes);
  Progress progress;
  const Screening screening = screenProject(storage, {lexiconOf(kTerms)}, progress);
  CHECK(screening.names == std::vector<std::string>{"a.txt", "b.txt", "c.txt"});
  CHECK(screening.candidates == 3);
  CHECK(screening.interviews == 2);
  CHECK(screening.translations == 1);
  CHECK(screening.completeness == Completeness{3, 3, 0, 1});
}
