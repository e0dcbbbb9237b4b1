#include <catch2/catch.hpp>

#include "queries/find/hits.h"
#include "queries/find/parse.h"
#include "queries/tag/many.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

constexpr const char* kAnna =
    "INT: Were you sold?\nR07: They sold me. Then they sold me again, and sold my sister. I ran.";

std::vector<FoundPlace> found(TestProject& project, const char* query) {
  Progress progress;
  const HitList list =
      findHits(project.storage(), *parseQuery(query).query, nullptr, {}, kMostListed, progress)
          .list;
  std::vector<FoundPlace> places;
  for (std::size_t hit = 0; hit < list.hits.size(); ++hit) places.push_back(list.place(hit));
  return places;
}

TagPlan plan(TestProject& project, const std::vector<FoundPlace>& places, Stretch stretch,
             const std::string& coder = "Ana") {
  Progress progress;
  return planTags(project.storage(), places, stretch, project.code("risk/economic/debt"), coder,
                  progress);
}

std::vector<std::string> quotes(TestProject& project) {
  std::vector<std::string> all;
  for (const Coding& coding : project.storage().codings({})) all.push_back(coding.quote);
  return all;
}

using Words = std::vector<std::string>;

TEST_CASE("many hits are tagged as one event and taken back in one step") {
  TestProject project;
  project.add("anna.txt", kAnna);
  project.add("ben.txt", "B: I was sold.");
  const TagPlan tags = plan(project, found(project, "sold"), Stretch::Hit);
  CHECK(tags.passages.size() == 5);
  CHECK(tags.documents == 2);
  CHECK(quotes(project).empty());
  const std::size_t events = project.storage().events(1, 100).size();
  CHECK(tagMany(project.storage(), tags) == 5);
  CHECK(project.storage().events(1, 100).size() == events + 1);
  CHECK(project.storage().events(1, 100).back().action == "tag passages");
  CHECK(quotes(project) == Words(5, "sold"));
  for (const Coding& coding : project.storage().codings({})) {
    CHECK(coding.coder == "Ana");
    CHECK(coding.code == project.code("risk/economic/debt").id);
  }
  project.storage().undo("Ana");
  CHECK(quotes(project).empty());
}

TEST_CASE("the sentence or the turn around a hit is tagged once, however many hits it holds") {
  TestProject project;
  project.add("anna.txt", kAnna);
  const TagPlan bySentence = plan(project, found(project, "sold"), Stretch::Sentence);
  CHECK(bySentence.passages.size() == 3);
  CHECK(bySentence.same == 1);
  tagMany(project.storage(), bySentence);
  CHECK(quotes(project) ==
        Words{"Were you sold?", "They sold me.", "Then they sold me again, and sold my sister."});
  project.storage().undo("Ana");
  const TagPlan byTurn = plan(project, found(project, "sold"), Stretch::Turn);
  CHECK(byTurn.passages.size() == 2);
  CHECK(byTurn.same == 2);
  tagMany(project.storage(), byTurn);
  CHECK(
      quotes(project) ==
      Words{"Were you sold?", "They sold me. Then they sold me again, and sold my sister. I ran."});
}

TEST_CASE("a hit across two sentences is tagged with both, one in a label as it is") {
  TestProject project;
  project.add("anna.txt", "Anna: They sold me. Again I ran.");
  tagMany(project.storage(), plan(project, found(project, "me NEAR/1 again"), Stretch::Sentence));
  CHECK(quotes(project) == Words{"They sold me. Again I ran."});
  project.storage().undo("Ana");
  const Text text = project.text("anna.txt");
  const std::vector<FoundPlace> label{{text.document, text.id, {0, 4}}};
  tagMany(project.storage(), plan(project, label, Stretch::Turn));
  CHECK(quotes(project) == Words{"Anna"});
}

TEST_CASE("passages that the coder has tagged with the code are passed over, others' are not") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "A: They sold me. They sold him.");
  tagPassage(project.storage(), anna, project.place("anna.txt", "sold"),
             project.code("risk/economic/debt"), "Ana", "", std::nullopt);
  const TagPlan own = plan(project, found(project, "sold"), Stretch::Hit);
  CHECK(own.already == 1);
  CHECK(own.passages.size() == 1);
  CHECK(own.documents == 1);
  const TagPlan others = plan(project, found(project, "sold"), Stretch::Hit, "Ben");
  CHECK(others.already == 0);
  CHECK(others.passages.size() == 2);
}

TEST_CASE("places in a text that was replaced, and documents as a whole, are passed over") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  project.add("ben.txt", "B: They sold me.");
  auto places = found(project, "sold");
  places.push_back({places[1].document, places[1].text, {}});
  project.change("anna.txt", "A: In the end they sold me.");
  const TagPlan tags = plan(project, places, Stretch::Hit);
  CHECK(tags.older == 1);
  CHECK(tags.passages.size() == 1);
}

TEST_CASE("nothing is tagged where something changed since the plan, or the code is retired") {
  TestProject project;
  const DocumentId anna = project.add("anna.txt", "A: They sold me. They sold him.");
  const TagPlan tags = plan(project, found(project, "sold"), Stretch::Hit);
  tagPassage(project.storage(), anna, project.place("anna.txt", "sold"),
             project.code("risk/economic/debt"), "Ana", "", std::nullopt);
  const std::string changed =
      "some of these passages were tagged or replaced in the meantime | look at the hits again, "
      "then tag them; nothing was tagged";
  CHECK(errorOf([&] { tagMany(project.storage(), tags); }) == changed);
  project.storage().undo("Ana");
  project.change("anna.txt", "A: In the end they sold me. They sold him.");
  CHECK(errorOf([&] { tagMany(project.storage(), tags); }) == changed);
  CHECK(quotes(project).empty());
  CHECK(tagMany(project.storage(), TagPlan{}) == 0);
  Progress progress;
  CHECK(errorOf([&] {
          planTags(project.storage(), {}, Stretch::Hit, project.code("risk/old/poverty"), "Ana",
                   progress);
        }) == "the code risk/old/poverty is retired | choose another code; nothing was tagged");
}

}  // namespace
}  // namespace retold
