#include <catch2/catch.hpp>
#include <random>

#include "queries/lexicon/diff.h"
#include "queries/lexicon/own_lexicons.h"
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

namespace {

/// Without the numbers of matches and candidates, which changesBetween() gives of what it looks at.
std::string changesIn(const LexiconDiff& diff) {
  std::string lines;
  for (const CandidateChange& each : diff.candidates)
    lines += std::string(each.gained ? "+ " : "- ") + each.document + "\n";
  for (const PassageChange& each : diff.passages)
    lines += std::string(toText(each.kind)) + " " + each.document + " " +
             std::to_string(each.match.span.begin) + " [" + each.quote + "] " +
             each.match.category + " " + std::string(toText(each.before)) + " " +
             std::string(toText(each.match.status)) + "\n";
  return lines;
}

const std::vector<std::string> kWords{"sold", "resold", "again",  "twice", "never", "sister",
                                      "me",   "bought", "before", "but",   "house", "1999"};

/// A lexicon of sections that differ by a term here and there.
std::string someSections(std::mt19937& random) {
  const auto terms = [&](std::initializer_list<const char*> all) {
    std::string lines;
    for (const char* term : all)
      if (lines.empty() || random() % 4 != 0) lines += "  " + std::string(term) + "\n";
    return lines;
  };
  std::string text = "concept sold: x\n" + terms({"sold", "bought", "resold", "/s.ld/"}) +
                     "concept again: x\n" + terms({"again", "twice", "before"}) +
                     "pattern p, weight 1: x\n" + terms({"@sold ~3 @again", "sold >1 me", "1999"});
  if (random() % 2 == 0) text += "pattern q, weight 0.6: x\n" + terms({"sister", "@sold ~1 me"});
  if (random() % 2 == 0) text += "cue not, before 3: x\n" + terms({"never", "but"});
  if (random() % 2 == 0) text += "exclude goods: x\n" + terms({"sold ~1 house", "house"});
  return text;
}

}  // namespace

TEST_CASE("looking only at what a change touches finds what screening everything twice finds") {
  std::mt19937 random(5);
  TestProject project;
  for (int i = 0; i < 40; ++i) {
    std::string text;
    for (std::size_t word = 0, size = 1 + random() % 12; word < size; ++word) {
      text += kWords[random() % kWords.size()];
      text += random() % 6 == 0 ? ". " : " ";
    }
    project.add("t" + std::to_string(100 + i), text);
  }
  int fewer = 0;
  for (int round = 0; round < 60; ++round) {
    const std::string a = someSections(random);
    const std::string b = random() % 3 == 0 ? a : someSections(random);
    const Lexicon before = lexiconOf(a);
    const Lexicon after = lexiconOf(b);
    INFO(a << "---\n" << b);
    Progress progress;
    const LexiconDiff whole = diffLexicons(project.storage(), {before}, {after}, progress);
    const LexiconDiff quick = changesBetween(project.storage(), before, after, nullptr, progress);
    REQUIRE(changesIn(quick) == changesIn(whole));
    REQUIRE(quick.matchesAfter - quick.matchesBefore == whole.matchesAfter - whole.matchesBefore);
    REQUIRE(quick.completeness.documents == 40);
    fewer += quick.lookedAt < 40 ? 1 : 0;
  }
  CHECK(fewer > 20);
}

TEST_CASE("a change of what holds for a whole lexicon looks at every document") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  project.add("b.txt", "Nothing.");
  Progress progress;
  const std::string sections = "pattern p, weight 0.9: x\n  sold\n";
  const LexiconDiff diff =
      changesBetween(project.storage(), lexiconOf(sections),
                     lexiconOf(sections, "threshold: 0.5\n"), nullptr, progress);
  CHECK(diff.lookedAt == 2);
  CHECK(changesIn(diff) == "+ a.txt\n");
}

TEST_CASE("a change is looked for only in the documents that are wanted") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  const DocumentId b = project.add("b.txt", "They sold me!");
  Progress progress;
  const std::unordered_set<DocumentId> only{b};
  const LexiconDiff diff = changesBetween(project.storage(), lexiconOf("pattern p: x\n  resold\n"),
                                          lexiconOf("pattern p: x\n  sold\n"), &only, progress);
  CHECK(changesIn(diff) == "+ b.txt\ngained b.txt 5 [sold] p asserted asserted\n");
  CHECK(diff.passages.front().id == b);
  CHECK(diff.completeness.documents == 1);
}
