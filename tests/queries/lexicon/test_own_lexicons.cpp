#include "queries/lexicon/own_lexicons.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "model/error.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::TestProject;

namespace {

std::string textOf(std::string_view id, std::string_view language, std::string_view term) {
  return "retold-lexicon 1\nid: " + std::string(id) +
         "\ntitle: Own\nlanguage: " + std::string(language) +
         "\nversion: 1\nauthors: A\nsources: own words\nreview: drafted\npattern p: x\n  " +
         std::string(term) + " = x\n";
}

const LexiconEntry* entryOf(const std::vector<LexiconEntry>& entries, std::string_view id,
                            std::string_view language) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const LexiconEntry& each) {
    return each.id == id && each.language == language;
  });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a project's own lexicon stands in place of the built-in one of its id and language") {
  TestProject project;
  const std::size_t builtin = loadLexicons("risk-factors").size();
  REQUIRE(builtin > 2);
  saveLexicon(project.storage(), textOf("risk-factors", "ro", "vandut"), "Ana");
  const auto lexicons = lexiconsFor(project.storage(), "risk-factors");
  CHECK(lexicons.size() == builtin);
  for (const Lexicon& each : lexicons) CHECK((each.language == "ro") == (each.title == "Own"));
  removeLexicon(project.storage(), "risk-factors", "ro", "Ana");
  for (const Lexicon& each : lexiconsFor(project.storage(), "risk-factors"))
    CHECK(each.title != "Own");
}

TEST_CASE("a lexicon of the project in a further language runs with the built-in ones of its id") {
  TestProject project;
  saveLexicon(project.storage(), textOf("risk-factors", "gag", "sattilar"), "Ana");
  CHECK(lexiconsFor(project.storage(), "risk-factors").size() ==
        loadLexicons("risk-factors").size() + 1);
}

TEST_CASE("a lexicon that only the project has is found by its id") {
  TestProject project;
  saveLexicon(project.storage(), textOf("debts", "ro", "datorie"), "Ana");
  saveLexicon(project.storage(), textOf("debts", "en", "debt"), "Ana");
  const auto lexicons = lexiconsFor(project.storage(), std::vector<std::string>{"debts"});
  REQUIRE(lexicons.size() == 2);
  CHECK(lexicons[0].language == "en");
  CHECK(errorOf([&] {
          lexiconsFor(project.storage(), "debt");
        }).ends_with("; those of the project are: debts"));
}

TEST_CASE("a lexicon with faults is not saved, and each fault is named") {
  TestProject project;
  CHECK(errorOf([&] { saveLexicon(project.storage(), textOf("debts", "ro", "a b"), "Ana"); }) ==
        "the lexicon has faults and was not saved:\nlexicon:10:5: error: two terms stand side "
        "by side; expected | for a choice, ~n or >n for a gap, or quotation marks round a phrase | "
        "mend these lines; docs/lexicon-format.md describes the format");
  CHECK(project.storage().ownLexicons().empty());
}

TEST_CASE("saving is one event that can be undone, and saving the same text is none") {
  TestProject project;
  const std::string first = textOf("debts", "ro", "datorie");
  const std::string second = textOf("debts", "ro", "datorii");
  saveLexicon(project.storage(), first, "Ana");
  saveLexicon(project.storage(), second, "Ana");
  const std::string head = project.storage().chainHead();
  saveLexicon(project.storage(), second, "Ana");
  CHECK(project.storage().chainHead() == head);
  REQUIRE(project.storage().ownLexicons().size() == 1);
  CHECK(project.storage().undo("Ana")->action == "save lexicon");
  CHECK(project.storage().ownLexicons().front().text == first);
}

TEST_CASE("unfinished changes are kept beside a lexicon, do not screen, and go when it is saved") {
  TestProject project;
  keepUnfinished(project.storage(), "risk-factors", "ro", "not yet a lexicon", "Ana");
  auto entries = lexiconEntries(project.storage());
  const LexiconEntry* entry = entryOf(entries, "risk-factors", "ro");
  REQUIRE(entry != nullptr);
  REQUIRE(entry->draft);
  CHECK(entry->draft->text == "not yet a lexicon");
  CHECK(entry->text() == entry->builtin);
  CHECK(lexiconsFor(project.storage(), "risk-factors").size() ==
        loadLexicons("risk-factors").size());
  saveLexicon(project.storage(), textOf("risk-factors", "ro", "vandut"), "Ana");
  entries = lexiconEntries(project.storage());
  entry = entryOf(entries, "risk-factors", "ro");
  CHECK_FALSE(entry->draft);
  CHECK(entry->own);
}

TEST_CASE("unfinished changes of a lexicon that is not there yet do not make it one") {
  TestProject project;
  keepUnfinished(project.storage(), "debts", "ro", "x", "Ana");
  CHECK(errorOf([&] {
          lexiconsFor(project.storage(), "debts");
        }).starts_with("there is no lexicon \"debts\""));
  keepUnfinished(project.storage(), "debts", "ro", "", "Ana");
  CHECK(project.storage().ownLexicons().empty());
  const std::string head = project.storage().chainHead();
  keepUnfinished(project.storage(), "debts", "ro", "", "Ana");
  CHECK(project.storage().chainHead() == head);
}

TEST_CASE("taking out a lexicon that the project does not have is refused") {
  TestProject project;
  CHECK(errorOf([&] { removeLexicon(project.storage(), "risk-factors", "ro", "Ana"); }) ==
        "the project has no lexicon of its own \"risk-factors\" in ro | \"retold lexicon list "
        "PROJECT\" shows which it has");
}

TEST_CASE("undo never takes back or brings back unfinished changes of a lexicon") {
  TestProject project;
  Storage& storage = project.storage();
  const auto draftOf = [&storage]() -> std::string {
    const auto entries = lexiconEntries(storage);
    const LexiconEntry* entry = entryOf(entries, "debts", "ro");
    return entry != nullptr && entry->draft ? entry->draft->text : "";
  };
  saveLexicon(storage, textOf("debts", "ro", "datorie"), "Ana");
  keepUnfinished(storage, "debts", "ro", "half a term", "Ana");
  CHECK(storage.nextUndo("Ana")->action == "save lexicon");
  saveLexicon(storage, textOf("debts", "ro", "datorii"), "Ana");
  CHECK(draftOf().empty());
  keepUnfinished(storage, "debts", "ro", "another half", "Ana");
  CHECK(storage.undo("Ana")->action == "save lexicon");
  CHECK(draftOf() == "another half");
  CHECK(storage.nextRedo("Ana")->action == "save lexicon");
  keepUnfinished(storage, "debts", "ro", "a third", "Ana");
  CHECK(storage.redo("Ana")->action == "save lexicon");
  CHECK(draftOf() == "a third");
  removeLexicon(storage, "debts", "ro", "Ana");
  CHECK(draftOf().empty());
  keepUnfinished(storage, "debts", "ro", "a fourth", "Ana");
  CHECK(storage.undo("Ana")->action == "remove lexicon");
  CHECK(draftOf() == "a fourth");
}
