#include "queries/codebook/tree.h"

#include <catch2/catch.hpp>

using namespace retold;

namespace {

Codebook bookOf(const std::vector<std::string>& names) {
  Codebook codebook;
  for (const std::string& name : names) {
    Code code;
    code.id = CodeId::create();
    code.name = name;
    code.label = name;
    codebook.codes.push_back(code);
  }
  return codebook;
}

/// "a(b(c) d)": the paths with what stands below them.
std::string drawn(const CodeTree& tree, const std::vector<std::size_t>& nodes) {
  std::string text;
  for (const std::size_t at : nodes) {
    const CodeNode& node = tree.nodes[at];
    text += (text.empty() ? "" : " ") + node.path;
    if (!node.code) text += '*';
    if (!node.children.empty()) text += '(' + drawn(tree, node.children) + ')';
  }
  return text;
}

std::string drawn(const Codebook& codebook) {
  const CodeTree tree = codeTree(codebook);
  return drawn(tree, tree.roots);
}

}  // namespace

TEST_CASE("codes stand under the groups that their names speak of, in the codebook's order") {
  CHECK(drawn(bookOf({"risk/work/no-papers", "good/home", "risk/debt", "risk/work/debt"})) ==
        "risk*(risk/work*(risk/work/no-papers risk/work/debt) risk/debt) good*(good/home)");
  CHECK(drawn(bookOf({"alone"})) == "alone");
  CHECK(drawn(bookOf({})).empty());
}

TEST_CASE("a code stands under the code that its name begins with") {
  CHECK(drawn(bookOf({"risk/work/papers/none", "risk/work"})) ==
        "risk*(risk/work(risk/work/papers*(risk/work/papers/none)))");
}

TEST_CASE("a parent counts before the name, unless it goes round in a circle") {
  Codebook codebook = bookOf({"risk/debt", "home", "x/y"});
  codebook.codes[1].parent = codebook.codes[0].id;
  CHECK(drawn(codebook) == "risk*(risk/debt(home)) x*(x/y)");
  codebook.codes[0].parent = codebook.codes[1].id;
  CHECK(drawn(codebook) == "risk*(risk/debt) home x*(x/y)");
  codebook.codes[2].parent = CodeId::create();
  CHECK(drawn(codebook) == "risk*(risk/debt) home x*(x/y)");
}

TEST_CASE("what stands below a place comes parents first") {
  const Codebook codebook = bookOf({"a/b/c", "a/b", "a/d", "e"});
  const CodeTree tree = codeTree(codebook);
  std::vector<std::string> names;
  for (const std::size_t at : codesFrom(tree, *nodeOf(tree, "a"))) {
    names.push_back(codebook.codes[at].name);
  }
  CHECK(names == std::vector<std::string>{"a/b", "a/b/c", "a/d"});
  CHECK_FALSE(nodeOf(tree, "b"));
}

TEST_CASE("groups are called as the built-in codebooks call them, others by their name") {
  CHECK(groupLabel("risk/economic") == "Economic pressure and debt");
  CHECK(groupLabel("reintegration") == "Reintegration");
  CHECK(groupLabel("ours/no-papers") == "No papers");
}
