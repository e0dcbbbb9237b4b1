#include <catch2/catch.hpp>

#include "queries/document/by_name.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::TestProject;

std::string namesOf(const NamedDocuments& named) {
  std::string names;
  for (const Document& each : named.documents) names += (names.empty() ? "" : " ") + each.name;
  return names + " of " + std::to_string(named.found);
}

std::string find(TestProject& project, const NameWish& wish) {
  Progress progress;
  return namesOf(documentsByName(project.storage(), wish, progress));
}

TEST_CASE("documents are found by a part of their names, those of no case first where wished") {
  TestProject project;
  project.add("a/Mara.txt", "R: one\n", "017");
  project.add("b/mara 2.txt", "R: two\n");
  const DocumentId other = project.add("c/TAMARA.txt", "R: three\n", "018");
  project.add("d/zoe.txt", "R: four\n");
  NameWish wish;
  wish.part = "MARA";
  CHECK(find(project, wish) == "a/Mara.txt b/mara 2.txt c/TAMARA.txt of 3");
  wish.freeFirst = true;
  CHECK(find(project, wish) == "b/mara 2.txt a/Mara.txt c/TAMARA.txt of 3");
  wish.outside = project.storage().caseNamed("017")->id;
  CHECK(find(project, wish) == "b/mara 2.txt c/TAMARA.txt of 2");
  wish.except = other;
  CHECK(find(project, wish) == "b/mara 2.txt of 1");
  CHECK(find(project, {}) == "a/Mara.txt b/mara 2.txt c/TAMARA.txt d/zoe.txt of 4");
  wish = {};
  wish.most = 2;
  CHECK(find(project, wish) == "a/Mara.txt b/mara 2.txt of 4");
  wish.part = "nobody";
  CHECK(find(project, wish) == " of 0");
}

TEST_CASE("names are found beyond the first page of documents") {
  TestProject project;
  for (int i = 0; i < 1003; ++i) {
    const std::string number = std::to_string(i);
    project.add("n" + number + ".txt", "R: " + number + "\n");
  }
  NameWish wish;
  wish.part = "N999";
  CHECK(find(project, wish) == "n999.txt of 1");
  wish.part = "n";
  wish.most = 1;
  CHECK(find(project, wish) == "n0.txt of 1003");
}

}  // namespace
}  // namespace retold
