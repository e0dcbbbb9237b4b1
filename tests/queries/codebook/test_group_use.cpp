#include "queries/codebook/group_use.h"

#include <catch2/catch.hpp>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using namespace retold::test;

TEST_CASE("a group counts a document once, and none that was left out") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "We had debts and no food.");
  const DocumentId b = project.add("b.txt", "No food there.");
  const DocumentId c = project.add("c.txt", "Debts and debts.");
  const auto tag = [&](DocumentId document, const char* name, const char* quote, const char* code) {
    tagPassage(project.storage(), document, project.place(name, quote), project.code(code), "Ana",
               "", {});
  };
  tag(a, "a.txt", "debts", "risk/economic/debt");
  tag(a, "a.txt", "no food", "risk/economic/poverty");
  tag(b, "b.txt", "No food", "risk/economic/poverty");
  tag(c, "c.txt", "Debts", "risk/economic/debt");
  ChangeSet set;
  set.coder = "Ana";
  set.action = "exclude";
  set.changes.push_back({ChangeKind::Put, DocumentExclusion{newUuid(), c, "consent", "Ana", {1}}});
  project.storage().apply(set);

  const Codebook codebook = project.storage().codebook();
  const CodeTree tree = codeTree(codebook);
  const auto documents = documentsOfGroups(project.storage(), codebook, tree);
  REQUIRE(documents.size() == tree.nodes.size());
  CHECK(documents[*nodeOf(tree, "risk/economic")] == 2);
  CHECK(documents[*nodeOf(tree, "risk/economic/poverty")] == 0);

  const std::unordered_set<DocumentId> within{b, c};
  const auto some = documentsOfGroups(project.storage(), codebook, tree, &within);
  CHECK(some[*nodeOf(tree, "risk/economic")] == 1);
  const auto uses = codeUsesWithin(project.storage(), within);
  CHECK(uses == std::vector<CodeUse>{{project.code("risk/economic/poverty").id, 1, 1}});
  CHECK(codeUsesWithin(project.storage(), {a, b, c}) == project.storage().codeUses());
}
