#include <catch2/catch.hpp>

#include <random>

#include "queries/find/parse.h"
#include "queries/find/sets.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

std::vector<FoundPlace> found(TestProject& project, const char* query) {
  Progress progress;
  const FoundHits hits =
      findHits(project.storage(), *parseQuery(query).query, nullptr, {}, kMostListed, progress);
  std::vector<FoundPlace> places;
  for (std::size_t hit = 0; hit < hits.list.hits.size(); ++hit)
    places.push_back(hits.list.place(hit));
  return places;
}

TEST_CASE("a result set is kept under a name, renamed and deleted, each as one event") {
  TestProject project;
  project.add("anna.txt", "A: They sold me. They sold me again.");
  const auto places = found(project, "sold");
  REQUIRE(places.size() == 2);
  const ResultSet set = saveResultSet(project.storage(), " sold ", "sold", places, "Ana");
  CHECK(set.name == "sold");
  CHECK(project.storage().resultSets() == std::vector{set});
  CHECK(resultSetNamed(project.storage(), "sold").places == places);

  renameResultSet(project.storage(), set, "sold once more", "Ana");
  CHECK(resultSetNamed(project.storage(), "sold once more").places == places);
  const std::size_t events = project.storage().events(1, 100).size();
  renameResultSet(project.storage(), resultSetNamed(project.storage(), "sold once more"),
                  "sold once more", "Ana");
  CHECK(project.storage().events(1, 100).size() == events);

  removeResultSet(project.storage(), set, "Ana");
  CHECK(project.storage().resultSets().empty());
  project.storage().undo("Ana");
  CHECK(project.storage().resultSets().size() == 1);
}

TEST_CASE("a result set needs a name of its own and a passage") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  const auto places = found(project, "sold");
  const ResultSet set = saveResultSet(project.storage(), "sold", "sold", places, "Ana");
  const ResultSet other = saveResultSet(project.storage(), "other", "sold", places, "Ana");
  Storage& storage = project.storage();
  CHECK(errorOf([&] { saveResultSet(storage, "sold", "x", places, "Ana"); }) ==
        "there is a result set \"sold\" already | choose another name, or delete that set first; "
        "nothing was changed");
  CHECK(errorOf([&] { renameResultSet(storage, other, "sold", "Ana"); }) ==
        "there is a result set \"sold\" already | choose another name, or delete that set first; "
        "nothing was changed");
  CHECK(errorOf([&] { saveResultSet(storage, " \t", "x", places, "Ana"); }) ==
        "a result set needs a name | type a name that says what the passages are; nothing was "
        "changed");
  CHECK(errorOf([&] { saveResultSet(storage, "none", "x", {}, "Ana"); }) ==
        "there is no passage to keep as \"none\" | search for words, or tick some of the hits; "
        "nothing was changed");
  CHECK(errorOf([&] {
          saveResultSet(storage, "many", "x",
                        std::vector<FoundPlace>(kMostListed + 1, places.front()), "Ana");
        }) ==
        "these are 100001 passages; a result set holds at most 100000 | narrow the search, or keep "
        "a random part of it; nothing was changed");
  removeResultSet(storage, set, "Ana");
  CHECK(errorOf([&] { removeResultSet(storage, set, "Ana"); }) ==
        "the result set \"sold\" is no longer in the project | it was deleted in the meantime; "
        "nothing was changed");
  CHECK(errorOf([&] { resultSetNamed(storage, "sold"); }) ==
        "there is no result set \"sold\" | there are: \"other\"");
  removeResultSet(storage, other, "Ana");
  CHECK(errorOf([&] { resultSetNamed(storage, "sold"); }) ==
        "there is no result set \"sold\" | the project has none yet; \"retold search\" keeps one "
        "with --save NAME");
}

TEST_CASE("what of a set stands today is told, and what does not by reason") {
  TestProject project;
  const DocumentId anna = project.add("b-anna.txt", "A: They sold me.");
  project.add("a-ben.txt", "B: I was sold. They sold my brother.");
  const DocumentId carla = project.add("c-carla.txt", "C: He sold the house.");
  project.add("d-dora.txt", "D: She was sold.");
  auto places = found(project, "sold");
  REQUIRE(places.size() == 5);
  places.push_back(places.front());
  std::reverse(places.begin(), places.end());

  project.change("b-anna.txt", "A: In the end they sold me.");
  ChangeSet leaveOut;
  leaveOut.coder = "Ana";
  leaveOut.action = "leave document out";
  DocumentExclusion exclusion;
  exclusion.id = newUuid();
  exclusion.document = carla;
  exclusion.reason = "no interview";
  exclusion.coder = "Ana";
  exclusion.time = now();
  leaveOut.changes.push_back({ChangeKind::Put, exclusion});
  project.storage().apply(leaveOut);

  Progress progress;
  const StandingPlaces standing = standingPlaces(project.storage(), places, nullptr, progress);
  CHECK(standing.olderText == 1);
  CHECK(standing.leftOut == 1);
  CHECK(standing.notWithin == 0);
  CHECK(standing.completeness.documents == 3);
  REQUIRE(standing.list.hits.size() == 3);
  CHECK(standing.list.place(0).span == project.place("a-ben.txt", "sold"));
  CHECK(standing.list.place(1).span.begin > standing.list.place(0).span.begin);
  CHECK(standing.list.place(2).span == project.place("d-dora.txt", "sold"));

  const std::unordered_set<DocumentId> within{anna};
  const StandingPlaces less = standingPlaces(project.storage(), places, &within, progress);
  CHECK(less.list.hits.empty());
  CHECK(less.olderText == 1);
  CHECK(less.notWithin == 4);
}

/// What `together` says, one place at a time.
std::vector<FoundPlace> slowly(const std::vector<FoundPlace>& first, SetOperation operation,
                               const std::vector<FoundPlace>& second) {
  const auto isIn = [](const FoundPlace& place, const std::vector<FoundPlace>& places) {
    return std::any_of(places.begin(), places.end(), [&](const FoundPlace& other) {
      return place.text == other.text && place.span.overlaps(other.span);
    });
  };
  std::vector<FoundPlace> result;
  for (const FoundPlace& place : first) {
    if (operation == SetOperation::Union ||
        isIn(place, second) == (operation == SetOperation::Intersection))
      result.push_back(place);
  }
  if (operation != SetOperation::Union) return result;
  for (const FoundPlace& place : second)
    if (!isIn(place, first)) result.push_back(place);
  return result;
}

TEST_CASE("sets are put together by what overlaps, as comparing all with all says") {
  std::mt19937 numbers(20261122);
  const auto below = [&numbers](std::uint32_t limit) { return numbers() % limit; };
  std::vector<TextId> texts;
  for (int i = 0; i < 3; ++i) texts.push_back(TextId::create());
  const auto randomPlaces = [&] {
    std::vector<FoundPlace> places;
    for (std::size_t left = below(12); left > 0; --left) {
      const std::uint64_t begin = below(40);
      places.push_back({DocumentId(), texts[below(3)], {begin, begin + 1 + below(8)}});
    }
    return places;
  };
  for (int round = 0; round < 4000; ++round) {
    const auto first = randomPlaces();
    const auto second = randomPlaces();
    for (const SetOperation operation :
         {SetOperation::Union, SetOperation::Intersection, SetOperation::Difference})
      REQUIRE(together(first, operation, second) == slowly(first, operation, second));
    CHECK(together(first, SetOperation::Intersection, second).size() +
              together(first, SetOperation::Difference, second).size() ==
          first.size());
    CHECK(together(first, SetOperation::Union, second).size() ==
          first.size() + together(second, SetOperation::Difference, first).size());
  }
}

TEST_CASE("passages that only touch are different places") {
  const TextId text = TextId::create();
  const std::vector<FoundPlace> first{{DocumentId(), text, {0, 4}}};
  const std::vector<FoundPlace> second{{DocumentId(), text, {4, 8}}};
  CHECK(together(first, SetOperation::Intersection, second).empty());
  CHECK(together(first, SetOperation::Union, second).size() == 2);
}

TEST_CASE("how a set was made is said in words") {
  CHECK(howMade("A", SetOperation::Union, "B") == "\"A\" or \"B\"");
  CHECK(howMade("A", SetOperation::Intersection, "B") == "\"A\" and \"B\"");
  CHECK(howMade("A", SetOperation::Difference, "B") == "\"A\" but not \"B\"");
  CHECK(howDrawn(50, 1234, "\"A\"", 4711) == "50 of 1234 of \"A\", drawn at random with seed 4711");
}

TEST_CASE("a damaged result set is named when it is asked for, and the others are found") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  const auto places = found(project, "sold");
  Storage& storage = project.storage();
  saveResultSet(storage, "first", "sold", places, "Ana");
  const ResultSet second = saveResultSet(storage, "second", "sold", places, "Ana");
  project.damage("UPDATE result_sets SET places = x'ff' WHERE name = 'second'");
  CHECK(resultSetNamed(storage, "first").places == places);
  CHECK(
      errorOf([&] { resultSetNamed(storage, "second"); }) ==
      "the passages of the result set \"second\" are damaged and cannot be read | the other sets "
      "can be used; delete this one and search again, and see with \"retold verify\" what else is "
      "damaged");
  CHECK(errorOf([&] { resultSetNamed(storage, "third"); }) ==
        "there is no result set \"third\" | there are: \"first\", \"second\" (damaged)");
  removeResultSet(storage, second, "Ana");
  CHECK(storage.resultSets().size() == 1);
}

TEST_CASE("a result set is called by one line") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  const auto places = found(project, "sold");
  CHECK(errorOf([&] { saveResultSet(project.storage(), "sold\nagain", "x", places, "Ana"); }) ==
        "a result set cannot be called \"sold again\": it holds a line end | give a name on one "
        "line, "
        "without control characters and without blanks at its ends; nothing was changed");
}

}  // namespace
}  // namespace retold
