#include <catch2/catch.hpp>

#include "queries/find/hits.h"
#include "queries/find/parse.h"
#include "queries/find/random_part.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::TestProject;

Query query(const char* text) { return *parseQuery(text).query; }

std::vector<FoundPlace> places(const HitList& list) {
  std::vector<FoundPlace> all;
  for (std::size_t hit = 0; hit < list.hits.size(); ++hit) all.push_back(list.place(hit));
  return all;
}

/// 130 documents: more than the first page; every third has "sold" twice, the others once or not.
void fill(TestProject& project) {
  const auto session = project.storage().beginImport("Ana");
  for (int i = 100; i < 230; ++i) {
    const std::string name = "d" + std::to_string(i) + ".txt";
    const char* words = i % 3 == 0   ? "A: They sold me and sold me"
                        : i % 3 == 1 ? "A: sold"
                                     : "A: x";
    session->add(test::newText(name, words + (" in " + name)));
  }
  session->finish(false);
}

class Cancelling final : public Progress {
 public:
  bool cancelled() const override { return true; }
};

TEST_CASE("hits come document by document, and further ones go on behind them") {
  TestProject project;
  fill(project);
  Progress progress;
  const SearchCount count = project.storage().count(query("sold"), progress);
  CHECK(count.hits == 43 * 2 + 43 + 1);
  const FoundHits all = findHits(project.storage(), query("sold"), nullptr, {}, 1000, progress);
  CHECK_FALSE(all.next);
  CHECK(all.count.hits == count.hits);
  CHECK(all.count.documents == count.documents);
  CHECK(all.count.completeness == count.completeness);

  FoundHits some = findHits(project.storage(), query("sold"), nullptr, {}, 10, progress);
  REQUIRE(some.next);
  CHECK(some.list.hits.size() >= 10);
  CHECK(some.list.hits.size() < all.list.hits.size());
  HitList list = some.list;
  while (some.next) {
    some = findHits(project.storage(), query("sold"), nullptr, *some.next, 10, progress);
    list.append(some.list);
  }
  CHECK(places(list) == places(all.list));
}

TEST_CASE("only documents that pass are searched and counted") {
  TestProject project;
  fill(project);
  Progress progress;
  std::unordered_set<DocumentId> within;
  for (const char* name : {"d102.txt", "d103.txt", "d104.txt"})
    within.insert(project.storage().documentNamed(name)->id);
  const FoundHits found = findHits(project.storage(), query("sold"), &within, {}, 1000, progress);
  CHECK(found.count.hits == 3);
  CHECK(found.count.documents == 2);
  CHECK(found.count.completeness.documents == 130);
  const SearchCount count = countHits(project.storage(), query("sold"), &within, progress);
  CHECK(count.hits == 3);
  CHECK(count.documents == 2);
  CHECK(countHits(project.storage(), query("sold"), nullptr, progress).hits == 130);
}

TEST_CASE("a document that is found without a word in it is a hit as a whole") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  project.add("ben.txt", "B: The harvest.");
  Progress progress;
  const FoundHits found = findHits(project.storage(), query("-sold"), nullptr, {}, 100, progress);
  REQUIRE(found.list.hits.size() == 1);
  CHECK(found.list.hits[0].span.empty());
  CHECK(found.count.hits == 0);
  CHECK(found.count.documents == 1);
}

TEST_CASE("hits drawn from a search are those that a random part of all of them has") {
  TestProject project;
  fill(project);
  Progress progress;
  const auto all =
      places(findHits(project.storage(), query("sold"), nullptr, {}, 1000, progress).list);
  const FoundHits drawn = drawHits(project.storage(), query("sold"), nullptr, 12, 99, progress);
  CHECK(places(drawn.list) == randomPart(all, 12, 99));
  CHECK(drawn.count.hits == 12);
  CHECK(drawHits(project.storage(), query("sold"), nullptr, 9999, 99, progress).count.hits == 130);
}

TEST_CASE("a search that is stopped says so") {
  TestProject project;
  project.add("anna.txt", "A: They sold me.");
  Cancelling stop;
  CHECK(test::errorOf([&] { findHits(project.storage(), query("sold"), nullptr, {}, 1, stop); }) ==
        "searching was stopped");
}

}  // namespace
}  // namespace retold
