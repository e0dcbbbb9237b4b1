#include <catch2/catch.hpp>

#include "queries/lexicon/diff.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

std::string diffOf(TestProject& project, std::string_view before, std::string_view after) {
  Progress progress;
  const LexiconDiff diff =
      diffLexicons(project.storage(), {lexiconOf(before)}, {lexiconOf(after)}, progress);
  std::string lines;
  for (const CandidateChange& each : diff.candidates)
    lines += std::string(each.gained ? "+ " : "- ") + each.document + "\n";
  for (const PassageChange& each : diff.passages) {
    lines += std::string(toText(each.kind)) + " " + each.document + " [" + each.quote + "] " +
             each.match.category;
    if (each.kind == PassageChange::Kind::OtherStatus)
      lines +=
          " " + std::string(toText(each.before)) + " " + std::string(toText(each.match.status));
    lines += "\n";
  }
  return lines + std::to_string(diff.matchesBefore) + " " + std::to_string(diff.matchesAfter) +
         " " + std::to_string(diff.candidatesBefore) + " " + std::to_string(diff.candidatesAfter);
}

}  // namespace

TEST_CASE("a diff names the passages and candidates that a lexicon gains and loses") {
  TestProject project;
  project.add("b.txt", "They sold me again. I was resold.");
  project.add("a.txt", "Trafficked once more.");
  project.add("c.txt", "Nothing of the kind.");
  CHECK(diffOf(project, "pattern p: x\n  sold ~2 again\n  \"once more\"\n",
               "pattern p: x\n  sold\n  resold\n") ==
        "- a.txt\nlost a.txt [once more] p\ngained b.txt [resold] p\n2 2 2 1");
}

TEST_CASE("a passage is the same where matches of one category overlap") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  CHECK(diffOf(project, "pattern p: x\n  sold ~2 again\n", "pattern p: x\n  sold\n") == "1 1 1 1");
  CHECK(diffOf(project, "pattern p: x\n  sold\n", "pattern q: x\n  sold\n") ==
        "gained a.txt [sold] q\nlost a.txt [sold] p\n1 1 1 1");
}

TEST_CASE("a passage with another status is neither gained nor lost") {
  TestProject project;
  project.add("a.txt", "They never sold me.");
  CHECK(diffOf(project, "pattern p: x\n  sold\n",
               "pattern p: x\n  sold\ncue not, before 3: x\n  never\n") ==
        "- a.txt\nother status a.txt [sold] p asserted denied\n1 1 1 0");
}

TEST_CASE("a lexicon that the project keeps is found by its digest") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  const Lexicon lexicon = lexiconOf("pattern p: x\n  sold\n");
  const Text text = project.text("a.txt");
  const Match match = scanText({lexicon}, text.content).front();
  Judgement judgement;
  judgement.subject = Subject::Match;
  judgement.subjectId = text.document;
  judgement.verdict = Verdict::Confirm;
  judgement.trace = traceOf(project.storage(), match, text, {lexicon});
  decide(project.storage(), judgement, "Ana");
  for (const std::size_t digits : {std::size_t{64}, std::size_t{8}}) {
    const auto found =
        lexiconsFor(project.storage(), std::string_view(lexicon.digest).substr(0, digits));
    REQUIRE(found.size() == 1);
    CHECK(found.front().digest == lexicon.digest);
  }
  CHECK(errorOf([&] {
          lexiconsFor(project.storage(), "00000000");
        }).starts_with("there is no lexicon \"00000000\", built in or as a file"));
}
