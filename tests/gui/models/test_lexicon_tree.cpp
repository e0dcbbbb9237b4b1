#include "gui/models/lexicon_tree.h"

#include <QAbstractItemModelTester>
#include <catch2/catch.hpp>

#include "gui/lexicon_choices.h"
#include "gui/models/ledger_table.h"
#include "gui/models/place_list.h"
#include "gui/strings.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

using Mode = QAbstractItemModelTester::FailureReportingMode;

struct Desk {
  Desk() : session(QStringLiteral("Ana")), desk(session), tree(desk) {
    REQUIRE(session.open(project.path()));
    desk.choose(QStringLiteral("risk-factors"));
  }
  int languageAt(const char* tag) const {
    for (int i = 0; i < desk.count(); ++i)
      if (desk.at(i).entry.language == tag) return i;
    FAIL("no lexicon in " << tag);
    return -1;
  }
  SmallProject project;
  Session session;
  LexiconDesk desk;
  LexiconTree tree;
};

}  // namespace

TEST_CASE("the tree of lexicons keeps the promises of a model while lexicons change") {
  Desk desk;
  const QModelIndex unread = desk.tree.index(0, 0);
  CHECK(desk.tree.hasChildren(unread));
  CHECK(desk.tree.rowCount(unread) == 0);  // not looked into yet
  QAbstractItemModelTester tester(&desk.tree, Mode::Fatal);
  tester.setUseFetchMore(false);  // it would fetch while a reset is under way
  const int ro = desk.languageAt("ro");
  const QModelIndex language = desk.tree.index(ro, 0);
  desk.tree.fetchMore(language);
  const int sections = desk.tree.rowCount(language);
  REQUIRE(sections > 3);
  desk.desk.select(ro, 0);
  desk.desk.makeOwn();
  REQUIRE(desk.desk.canChange());
  const OutlineSection section = desk.desk.outlineAt(ro).sections[1];
  const auto terms = static_cast<int>(section.terms.size());
  const QModelIndex second = desk.tree.index(1, 0, language);
  const auto change = [&](const EditedText& edited) { desk.desk.change(edited.text, edited.line); };
  change(withNewTerm(desk.desk.current()->text, section.line, {"datorie", "debt", "a note"}));
  CHECK(desk.tree.rowCount(second) == terms + 1);
  const QModelIndex added = desk.tree.indexOf(ro, desk.desk.line());
  CHECK(added.data().toString() == "datorie");
  CHECK(added.siblingAtColumn(LexiconTree::Meaning).data().toString() == "debt");
  change(withTerm(desk.desk.current()->text, desk.desk.line(), {"datorii", "debts", ""}));
  CHECK(desk.tree.indexOf(ro, desk.desk.line()).data().toString() == "datorii");
  change(withoutTerm(desk.desk.current()->text, desk.desk.line()));
  CHECK(desk.tree.rowCount(second) == terms);
  change(withNewSection(desk.desk.current()->text, "concept owing: owes", {"dator", "owing", ""}));
  CHECK(desk.tree.rowCount(language) == sections + 1);
  desk.desk.undoChange();
  CHECK(desk.tree.rowCount(language) == sections);
  desk.desk.choose(QStringLiteral("prior-trafficking"));
  CHECK(desk.tree.rowCount() > 20);
  desk.session.close();
  CHECK(desk.tree.rowCount() == 0);
}

TEST_CASE("a language's row says what its lexicon says of its review, and whose it is") {
  Desk desk;
  const int ro = desk.languageAt("ro");
  const QModelIndex meaning = desk.tree.index(ro, LexiconTree::Meaning);
  CHECK(meaning.data().toString() == "drafted, starter");
  CHECK(meaning.data(Qt::AccessibleTextRole).toString() ==
        "drafted, not yet read by a fluent reader; a starter that covers the main words only");
  desk.desk.select(ro, 0);
  desk.desk.makeOwn();
  desk.desk.change(
      withHeader(desk.desk.current()->text, "review", "reviewed by Ileana M., 2026-11-22"), 0);
  CHECK(desk.tree.index(ro, LexiconTree::Words).data().toString() == "Romanian (ro) · not saved");
  const QModelIndex now = desk.tree.index(ro, LexiconTree::Meaning);
  CHECK(now.data().toString() == "reviewed by Ileana M., 2026-11-22, starter · own");
  CHECK(now.data(Qt::AccessibleTextRole).toString() ==
        "own, in place of the built-in one · reviewed by Ileana M., 2026-11-22; a starter that "
        "covers the main words only");
}

TEST_CASE("searching the lexicons finds terms and meanings in every language, without marks") {
  Desk desk;
  LexiconSearch search(&desk.tree);
  QAbstractItemModelTester tester(&search, Mode::Fatal);
  tester.setUseFetchMore(false);
  search.setWanted(QStringLiteral("no such term anywhere"));
  CHECK(search.rowCount() == 0);
  search.setWanted(QStringLiteral("DÂTORIE"));
  REQUIRE(search.rowCount() > 0);
  QStringList languages;
  for (int i = 0; i < search.rowCount(); ++i) languages << search.index(i, 0).data().toString();
  CHECK(languages.contains(QStringLiteral("Romanian (ro)")));
  CHECK_FALSE(languages.contains(QStringLiteral("Vietnamese (vi)")));
  search.setWanted({});
  CHECK(search.rowCount() == desk.desk.count());
}

TEST_CASE("the places of a term and its ledger keep the promises of models") {
  PlaceList places;
  const QAbstractItemModelTester first(&places, Mode::Fatal);
  TermPlace place;
  place.name = "anna.txt";
  place.speaker = "R07";
  place.context = {"I was ", "trafficked again", " in the city", true, true};
  place.how = How::Exact;
  places.setPlaces({place}, false);
  places.setPlaces({place, place}, true);
  CHECK(places.rowCount() == 2);
  CHECK(places.index(1, 0).data(Qt::AccessibleTextRole).toString() ==
        "I was trafficked again in the city · anna.txt · \u2068R07\u2069");

  LedgerTable ledger;
  const QAbstractItemModelTester second(&ledger, Mode::Fatal);
  LedgerRow row;
  row.term = "sold";
  row.hits = 1200;
  row.rejected = 3;
  ledger.setRows({row});
  CHECK(ledger.index(0, LedgerTable::Hits).data().toString() == grouped(1200));
  CHECK(ledger.index(0, LedgerTable::Says).data().toString() ==
        "✗ only rejected, and nothing rests on it");
}

TEST_CASE("a project's own lexicons of further ids can be chosen, in their languages") {
  OwnLexicon own;
  own.lexicon = "debts";
  own.language = "gag";
  own.text = "retold-lexicon 1\ntitle: Debts\n";
  OwnLexicon unfinished = own;
  unfinished.lexicon = "rents (unfinished)";
  const auto choices = lexiconChoices({own, unfinished});
  CHECK(choices.size() == lexiconChoices().size() + 1);
  CHECK(choices.back().title == "Debts");
  CHECK(choices.back().ids == QStringList{QStringLiteral("debts")});
  CHECK(languagesOf({QStringLiteral("debts")}, {own, unfinished}) ==
        std::vector<std::string>{"gag"});
  own.lexicon = "prior-trafficking";
  CHECK(lexiconChoices({own}).size() == lexiconChoices().size());
}
