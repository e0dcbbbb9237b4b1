#include <catch2/catch.hpp>

#include "queries/document/boilerplate.h"
#include "queries/document/corrections.h"
#include "queries/document/relations.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::TestProject;

/// "of a.txt; in b.txt, c.txt; near d.txt".
std::string relations(TestProject& project, std::string_view name) {
  const Storage& storage = project.storage();
  const DocumentRelations found =
      relationsOf(storage, *storage.documentNamed(name), storage.files());
  std::string text;
  if (found.original) text += "of " + found.original->name + ';';
  for (const TranslationLink& link : found.translations) text += "in " + link.name + ';';
  if (found.near) text += "near " + found.near->document + ';';
  return text;
}

TEST_CASE("a document knows what it translates, what translates it, and nothing of others") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId original = project.add("original.txt", "R07: one\n");
  const DocumentId second = project.add("second.txt", "R07: two\n");
  const DocumentId first = project.add("first.txt", "R07: three\n");
  project.add("alone.txt", "R07: four\n");
  sayTranslation(storage, {Uuid(), second, original, "", false, false}, "Ana");
  sayTranslation(storage, {Uuid(), first, original, "", false, false}, "Ana");
  CHECK(relations(project, "original.txt") == "in first.txt;in second.txt;");
  CHECK(relations(project, "second.txt") == "of original.txt;");
  CHECK(relations(project, "alone.txt").empty());
}

TEST_CASE("the near-duplicate is that of the file which the document was read from") {
  TestProject project;
  const DocumentId id = project.add("a.txt", "R07: one\n");
  FileRecord twin;
  twin.fate = FileFate::Duplicate;
  twin.document = id;
  twin.near = NearDuplicate{"wrong.txt", 0.9};
  FileRecord read;
  read.document = id;
  read.near = NearDuplicate{"b.txt", 0.93};
  const std::vector<FileRecord> files{twin, read};
  const auto found = relationsOf(project.storage(), *project.storage().document(id), files);
  REQUIRE(found.near);
  CHECK(found.near->document == "b.txt");
}

TEST_CASE("how a translation came about is told in words") {
  CHECK(describe(Translation{Uuid(), {}, {}, "", false, false}).empty());
  CHECK(describe(Translation{Uuid(), {}, {}, "Mina", false, false}) == "by Mina");
  CHECK(describe(Translation{Uuid(), {}, {}, "Mina", true, true}) ==
        "by Mina, translated back, by a program");
  CHECK(describe(Translation{Uuid(), {}, {}, "", true, false}) == "translated back");
}

TEST_CASE("the sentence at a place is what boilerplate is counted in") {
  TestProject project;
  project.add("a.txt", "INT: Were you paid? Did you eat?\nR07: No.\n");
  const Text text = project.text("a.txt");
  const auto at = [&](std::string_view words) {
    return boilerplateUnitAt(text, project.place("a.txt", words).begin);
  };
  const auto second = at("you eat");
  REQUIRE(second);
  CHECK(text.content.substr(second->span.begin, second->span.size()) == "Did you eat?");
  CHECK(second->key == "did you eat");
  CHECK(!second->answer);
  REQUIRE(at("No."));
  CHECK(at("No.")->answer);
  CHECK(!at("INT"));
  CHECK(!boilerplateUnitAt(text, text.content.size()));
}

}  // namespace
}  // namespace retold
