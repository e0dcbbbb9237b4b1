#include "queries/cases/attribute_sets.h"

#include <catch2/catch.hpp>

#include "model/error.h"
#include "queries/cases/case_file.h"
#include "queries/lexicon/builtin.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;

namespace {

std::vector<std::string> messages(const std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : diagnostics) all.push_back(toText(diagnostic));
  return all;
}

using Messages = std::vector<std::string>;

AttributeDefinition defined(std::string name, AttributeUnit unit, AttributeType type,
                            std::vector<std::string> values = {}) {
  return {newUuid(), std::move(name), "", unit, type, std::move(values), ""};
}

}  // namespace

TEST_CASE("every built-in set of attributes is read without a fault and says where it comes from") {
  int sets = 0;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "attributes") continue;
    ++sets;
    std::vector<Diagnostic> diagnostics;
    const auto definitions = readAttributeSet(file.content, file.path, diagnostics);
    CHECK(messages(diagnostics) == Messages{});
    CHECK(definitions.size() > 10);
    for (const AttributeDefinition& each : definitions) {
      INFO(file.id << ": " << each.name);
      CHECK(each.note.find("Case model row ") == 0);
      CHECK_FALSE(each.label.empty());
      CHECK(each.name != "episode");
    }
  }
  CHECK(sets == 3);
  CHECK(attributeSets().size() == 3);
}

TEST_CASE("the set of 2010 holds what the study's tables count") {
  const AttributeSet set = attributeSet("retrafficking-2010");
  const auto valuesOf = [&](std::string_view name, AttributeUnit unit) -> std::vector<std::string> {
    for (const AttributeDefinition& each : set.definitions) {
      if (each.name == name && each.unit == unit) return each.values;
    }
    return {"no such attribute"};
  };
  CHECK(valuesOf("scope", AttributeUnit::Episode) ==
        std::vector<std::string>{"internal", "international", "unknown"});
  CHECK(valuesOf("referring agency", AttributeUnit::Assistance).size() == 7);  // Table 3
  CHECK(valuesOf("assisting mission", AttributeUnit::Assistance).size() ==
        10);  // Table 4, and Italy
  CHECK(valuesOf("kinds of assistance", AttributeUnit::Assistance).size() ==
        12);                                                                // Table 5 and more
  CHECK(valuesOf("destination", AttributeUnit::Episode).empty());           // Table 2
  CHECK(valuesOf("age at assistance", AttributeUnit::Assistance).empty());  // Table 1
}

TEST_CASE("a set that is not there is an error that names those that are") {
  try {
    attributeSet("none");
    FAIL("there is no such set");
  } catch (const Error& error) {
    CHECK(error.what() == std::string("there is no built-in set of attributes \"none\""));
    CHECK(error.hint() == "the built-in sets are: retrafficking-2010, iom-2023, uk-2021");
  }
}

TEST_CASE("rows of a set that are none are named and left out") {
  std::vector<Diagnostic> diagnostics;
  const auto definitions = readAttributeSet(
      "name\tunit\ttype\tvalues\tlabel\tnote\na\tcase\ttext\t\t\t\n\tcase\ttext\t\t\t\n"
      "b\tperson\ttext\t\t\t\nc\tcase\tyears\t\t\t\nd\tcase\tchoice\t\t\t\ne\tcase\tnumber\t1; "
      "2\t\t\n"
      "A\tcase\ttext\t\t\t\nf\tcase\n",
      "set.tsv", diagnostics);
  CHECK(definitions.size() == 1);
  CHECK(messages(diagnostics) ==
        Messages{"set.tsv:3: error: the attribute has no name",
                 "set.tsv:4: error: \"person\" is no unit; expected case, episode, assistance or "
                 "document",
                 "set.tsv:5: error: \"years\" is no type; expected text, number, date, choice or "
                 "choices",
                 "set.tsv:6: error: a choice has no values; expected what may be chosen",
                 "set.tsv:7: error: only choices have values",
                 "set.tsv:8: error: \"A\" is there already",
                 "set.tsv:9: error: the row has 2 fields; expected 6"});
  diagnostics.clear();
  CHECK(readAttributeSet("name,unit\n", "set.tsv", diagnostics).empty());
  CHECK(messages(diagnostics) ==
        Messages{"set.tsv:1: error: the header is another; expected name, unit, type, values, "
                 "label and note, separated by tabs"});
}

TEST_CASE("definitions are added as one event, and what the project defines stays") {
  TestProject project;
  Storage& storage = project.storage();
  defineAttributes(storage, {defined("scope", AttributeUnit::Episode, AttributeType::Text)}, "a",
                   "Ana");
  const Defined again =
      defineAttributes(storage,
                       {defined("Scope", AttributeUnit::Episode, AttributeType::Number),
                        defined("scope", AttributeUnit::Episode, AttributeType::Text),
                        defined("scope", AttributeUnit::Case, AttributeType::Text)},
                       "use", "Ana");
  CHECK(again.added == 1);
  CHECK(again.unchanged == 1);
  REQUIRE(again.different.size() == 1);
  CHECK(again.different[0].type == AttributeType::Text);
  CHECK(storage.attributeDefinitions().size() == 2);
  REQUIRE(storage.undo("Ana"));
  CHECK(storage.attributeDefinitions().size() == 1);
  const std::string head = storage.chainHead();
  CHECK(defineAttributes(storage, {storage.attributeDefinitions()[0]}, "use", "Ana").added == 0);
  CHECK(storage.chainHead() == head);
}

TEST_CASE("values that a new definition does not fit are named and kept") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R: text", "K-1");
  const Case person = *storage.caseNamed("K-1");
  ChangeSet set;
  set.coder = "Ana";
  set.changes.push_back(
      {ChangeKind::Put, Case{person.id, "K-1", {{"Age", {ValueState::Given, "young"}}}}});
  set.changes.push_back(
      {ChangeKind::Put,
       Episode{EpisodeId::create(), person.id, 1, {{"exit date", {ValueState::Given, "soon"}}}}});
  storage.apply(set);
  const Defined done =
      defineAttributes(storage,
                       {defined("age", AttributeUnit::Case, AttributeType::Number),
                        defined("exit date", AttributeUnit::Episode, AttributeType::Date)},
                       "use", "Ana");
  CHECK(
      messages(done.misfits) ==
      Messages{"case K-1: warning: \"Age\": \"young\" is no number; expected digits, with a point "
               "before decimals; it was kept as written",
               "case K-1, episode 1: warning: \"exit date\": \"soon\" is no date that can be read; "
               "expected, for example, 2003-04-30, April 2003, spring 2003, 2003 or before 2001, "
               "with all four digits of the year; it was kept as written"});
}

TEST_CASE("a definition is found by its name, and its unit where several have it") {
  TestProject project;
  Storage& storage = project.storage();
  defineAttributes(storage,
                   {defined("kind", AttributeUnit::Document, AttributeType::Text),
                    defined("kind", AttributeUnit::Episode, AttributeType::Text),
                    defined("exit date", AttributeUnit::Episode, AttributeType::Date)},
                   "use", "Ana");
  CHECK(definitionNamed(storage, "Exit_Date", {})->type == AttributeType::Date);
  CHECK(definitionNamed(storage, "kind", AttributeUnit::Document)->unit == AttributeUnit::Document);
  CHECK_FALSE(definitionNamed(storage, "kind", AttributeUnit::Case));
  CHECK_THROWS_WITH(definitionNamed(storage, "kind", {}),
                    "there are several attributes \"kind\": of episode, document");
  removeDefinition(storage, *definitionNamed(storage, "exit date", {}), "Ana");
  CHECK_FALSE(definitionNamed(storage, "exit date", {}));
}

TEST_CASE("a definition is changed by hand, and its values stay") {
  TestProject project;
  Storage& storage = project.storage();
  AttributeDefinition scope{newUuid(),           "scope", "Scope", AttributeUnit::Case,
                            AttributeType::Text, {},      ""};
  AttributeDefinition town = scope;
  town.id = newUuid();
  town.name = "town";
  CHECK(addDefinitions(storage, {scope, town}, "add attributes", "Ana").added == 2);
  const Case person = addCase(storage, "K-1", {}, "Ana");
  setValue(storage, person, {AttributeUnit::Case, 0, "scope"}, {}, {ValueState::Given, "abroad"},
           "Ana");
  scope.type = AttributeType::Choice;
  scope.values = {"internal"};
  changeDefinition(storage, scope, "Ana");
  CHECK(definitionNamed(storage, "scope", {}) == scope);
  CHECK(storage.caseNamed("K-1")->attributes.at("scope").text == "abroad");
  Progress progress;
  const auto misfits = misfitsOf(storage, {scope}, progress);
  REQUIRE(misfits.size() == 1);
  CHECK(misfits[0].file == "case K-1");
  REQUIRE(storage.undo("Ana"));
  CHECK(definitionNamed(storage, "scope", {})->type == AttributeType::Text);
}

TEST_CASE("a definition that says nothing that can be is refused") {
  TestProject project;
  Storage& storage = project.storage();
  AttributeDefinition scope{newUuid(),           "scope", "", AttributeUnit::Case,
                            AttributeType::Text, {},      ""};
  addDefinitions(storage, {scope}, "add attribute", "Ana");
  const auto refused = [&](const AttributeDefinition& definition) {
    return test::errorOf([&] { changeDefinition(storage, definition, "Ana"); });
  };
  AttributeDefinition wrong = scope;
  wrong.name = " ";
  CHECK(refused(wrong) == "the attribute has no name | nothing was changed");
  wrong = scope;
  wrong.type = AttributeType::Choice;
  CHECK(refused(wrong) ==
        "a choice has no values; expected what may be chosen | nothing was changed");
  wrong = scope;
  wrong.values = {"x"};
  CHECK(refused(wrong) == "only choices have values | nothing was changed");
  wrong = scope;
  wrong.id = newUuid();
  wrong.name = "SCOPE";
  CHECK(refused(wrong) ==
        "there is an attribute \"scope\" of the case already | nothing was changed");
  wrong.type = AttributeType::Choices;
  wrong.name = "other";
  CHECK(test::errorOf([&] { addDefinitions(storage, {wrong}, "add", "Ana"); }) ==
        "a choice has no values; expected what may be chosen | nothing was changed");
}
