// What every backend promises of concerns, result sets, summaries, lexicons of the project, the
// important mark, certainty, and how often codes are used.
#include <catch2/catch.hpp>

#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

std::string refused(const Folder& folder, Storage& storage, const Object& object) {
  return errorOf(folder, [&] { put(storage, object, "put"); });
}

Concern concernOf(const Storage& storage, std::string_view name, std::string_view quote,
                  std::int64_t time) {
  const Coding place = codingOf(storage, name, quote);
  Concern concern;
  concern.id = ConcernId::create();
  concern.document = place.document;
  concern.text = place.text;
  concern.span = place.span;
  concern.quote = place.quote;
  concern.note = "may be at risk now";
  concern.coder = "Ana";
  concern.time = {time};
  return concern;
}

FoundPlace placeOf(const Storage& storage, std::string_view name, ByteSpan span) {
  const Document document = *storage.documentNamed(name);
  return {document.id, document.text, span};
}

ResultSet setNamed(std::string name, std::vector<FoundPlace> places) {
  return {ResultSetId::create(), std::move(name), "sold", std::move(places), "Ana", {7}};
}

Case makeCase(Storage& storage, std::string name) {
  const Case person{CaseId::create(), std::move(name), {}};
  put(storage, person, "add case");
  return person;
}

}  // namespace

TEST_CASE("an important coding stays so, and the mark is undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    Coding coding = codingOf(*project, "a", "sold");
    put(*project, coding, "tag passage");
    coding.important = true;
    put(*project, coding, "mark as important");
    CHECK(project->codings({}) == std::vector<Coding>{coding});
    checkSound(*project);
    project->undo("Ana");
    CHECK_FALSE(project->codings({})[0].important);
    project->redo("Ana");
    CHECK(project->codings({})[0].important);
    checkSound(*project);
  }
}

TEST_CASE("a decision keeps how certain a confirmed case is") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const Case person = makeCase(*project, "K-1");
    for (const Certainty certainty :
         {Certainty::Unstated, Certainty::Concern, Certainty::Known, Certainty::FearedAgain}) {
      Decision decision;
      decision.id = DecisionId::create();
      decision.subject = Subject::Case;
      decision.subjectId = person.id;
      decision.question = "prior-trafficking";
      decision.coder = "Ana";
      decision.verdict = Verdict::Confirm;
      decision.certainty = certainty;
      put(*project, decision, "confirm case");
      CHECK(project->decisions().back() == decision);
    }
    checkSound(*project);
    project->undo("Ana");
    project->redo("Ana");
    CHECK(project->decisions().back().certainty == Certainty::FearedAgain);
    checkSound(*project);
  }
}

TEST_CASE("certainty belongs to a confirmed case or document") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    Decision decision;
    decision.id = DecisionId::create();
    decision.subject = Subject::Document;
    decision.subjectId = project->documentNamed("a")->id;
    decision.question = "prior-trafficking";
    decision.coder = "Ana";
    decision.verdict = Verdict::Reject;
    decision.certainty = Certainty::FearedAgain;
    const std::string message =
        "Refused: a decision says how certain a case is (feared-again), but confirms no case or "
        "document | say concern, known or feared-again of a confirmed case or document only";
    CHECK(refused(folder, *project, decision) == message);
    decision.verdict = Verdict::Confirm;
    CHECK(refused(folder, *project, decision).empty());
    decision.subject = Subject::Match;
    const Coding place = codingOf(*project, "a", "sold");
    decision.trace = LexiconTrace{"small",    std::string(64, 'a'), "1",       "sold",
                                  place.span, place.quote,          place.text};
    CHECK(refused(folder, *project, decision) == message);
  }
}

TEST_CASE("concerns are kept in the order of time, settled, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me. He will come back."}});
    Concern later = concernOf(*project, "a", "come back", 9);
    const Concern first = concernOf(*project, "a", "sold", 5);
    put(*project, later, "raise concern");
    put(*project, first, "raise concern");
    CHECK(project->concerns() == std::vector<Concern>{first, later});
    const Concern open = later;
    later.settled = true;
    later.outcome = "told the social worker";
    later.settledBy = "Bea";
    later.settledTime = {20};
    put(*project, later, "settle concern");
    CHECK(project->concerns() == std::vector<Concern>{first, later});
    checkSound(*project);
    project->undo("Ana");
    CHECK(project->concerns() == std::vector<Concern>{first, open});
    project->redo("Ana");
    remove(*project, first, "remove concern");
    CHECK(project->concerns() == std::vector<Concern>{later});
    project->undo("Ana");
    CHECK(project->concerns() == std::vector<Concern>{first, later});
    checkSound(*project);
  }
}

TEST_CASE("a concern needs a coder, its passage, and a name where it is settled") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "caf\xc3\xa9."}, {"b", "Two."}});
    const Concern good = concernOf(*project, "a", "caf", 1);
    const auto with = [&](auto change) {
      Concern concern = good;
      change(concern);
      return refused(folder, *project, concern);
    };
    CHECK(with([](Concern& it) { it.coder.clear(); }) ==
          "Refused: a concern needs the name of its coder | give it with --coder NAME");
    CHECK(with([](Concern& it) {
            it.span = {0, 4};
          }) == "Refused: the passage 0,4 of \"a\" begins or ends inside a character");
    CHECK(with([](Concern& it) { it.quote = "ca"; }) ==
          "Refused: the quote is not what stands at the passage 0,3 of \"a\" | read the document "
          "again and take the passage from its present text");
    const TextId other = project->documentNamed("b")->text;
    CHECK(with([&](Concern& it) { it.text = other; }) ==
          "Refused: \"a\" has no text " + toText(other));
    CHECK(with([](Concern& it) { it.outcome = "told her"; }) ==
          "Refused: the concern is open, but says how or by whom it was settled | settle it, or "
          "leave that out");
    CHECK(with([](Concern& it) { it.settled = true; }) ==
          "Refused: the concern is settled, but does not say by whom | give the name of who "
          "settled it");
    CHECK(refused(folder, *project, good).empty());
  }
}

TEST_CASE("result sets are kept by name, with their places as they were given") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}, {"b", "He sold it twice."}});
    const FoundPlace a = placeOf(*project, "a", {5, 9});
    const FoundPlace b = placeOf(*project, "b", {3, 7});
    ResultSet second = setNamed("sold, again", {b, a, placeOf(*project, "b", {11, 16})});
    const ResultSet first = setNamed("empty", {});
    put(*project, second, "keep result set");
    put(*project, first, "keep result set");
    CHECK(project->resultSets() == std::vector<ResultSet>{first, second});
    second.places = {a};
    put(*project, second, "change result set");
    CHECK(project->resultSets()[1].places == std::vector<FoundPlace>{a});
    checkSound(*project);
    project->undo("Ana");
    CHECK(project->resultSets()[1].places.size() == 3);
    remove(*project, first, "remove result set");
    CHECK(project->resultSets().size() == 1);
    project->undo("Ana");
    CHECK(project->resultSets()[0] == first);
    checkSound(*project);
  }
}

TEST_CASE("a result set keeps its places when a document gets another text") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const ResultSet set = setNamed("sold", {placeOf(*project, "a", {5, 9})});
    put(*project, set, "keep result set");
    importTexts(*project, {{"a", "No."}});
    CHECK(project->resultSets() == std::vector<ResultSet>{set});
    checkSound(*project);
  }
}

TEST_CASE("a result set needs a name of its own, and places that are there") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}, {"b", "Two."}});
    const FoundPlace good = placeOf(*project, "a", {5, 9});
    CHECK(refused(folder, *project, setNamed("", {good})) == "Refused: a result set needs a name");
    CHECK(refused(folder, *project, setNamed("sold", {good, placeOf(*project, "b", {2, 9})})) ==
          "Refused: the passage 2,9 of \"b\" goes beyond the text, which ends at 4");
    FoundPlace mixed = good;
    mixed.document = project->documentNamed("b")->id;
    CHECK(refused(folder, *project, setNamed("sold", {mixed})) ==
          "Refused: \"b\" has no text " + toText(good.text));
    FoundPlace unknown = good;
    unknown.document = DocumentId::create();
    CHECK(refused(folder, *project, setNamed("sold", {good, unknown})) ==
          "Refused: there is no document " + toText(unknown.document));
    CHECK(project->resultSets().empty());
    CHECK(refused(folder, *project, setNamed("sold", {good})).empty());
    CHECK(refused(folder, *project, setNamed("sold", {})) ==
          "Refused: there is a result set \"sold\" already | choose another name, or replace that "
          "set");
    CHECK(refused(folder, *project, setNamed("large", std::vector<FoundPlace>(100'001, good))) ==
          "Refused: the result set \"large\" would have 100001 passages; a set holds at most "
          "100000 | narrow the search, or keep a random part of what it found");
  }
}

TEST_CASE("a result set of the largest size is kept, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", std::string(100'000, 'x')}, {"b", "Two."}});
    ResultSet set = setNamed("all", {});
    const FoundPlace a = placeOf(*project, "a", {});
    for (std::uint64_t begin = 0; begin < 99'999; ++begin) {
      set.places.push_back({a.document, a.text, {begin, begin + 1}});
    }
    set.places.push_back(placeOf(*project, "b", {0, 3}));
    put(*project, set, "keep result set");
    CHECK(project->resultSets()[0] == set);
    project->undo("Ana");
    CHECK(project->resultSets().empty());
    project->redo("Ana");
    CHECK(project->resultSets()[0] == set);
    checkSound(*project);
  }
}

TEST_CASE("summaries are kept by case, code and coder, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const std::vector<Code> codes = project->codebook().codes;
    const Case last = makeCase(*project, "K-2");
    const Case person = makeCase(*project, "K-1");
    const Coding coding = codingOf(*project, "a", "sold");
    put(*project, coding, "tag passage");
    const auto summary = [&](const Case& of, const Code& code, std::string coder) {
      return Summary{SummaryId::create(), of.id, code.id, "Sold.", {coding.id},
                     std::move(coder),    {3}};
    };
    const Summary d = summary(last, codes[0], "Ana");
    const Summary c = summary(person, codes[0], "Bea");
    const Summary b = summary(person, codes[0], "Ana");
    Summary a = summary(person, codes[1], "Ana");
    for (const Summary& each : {d, c, b, a}) put(*project, each, "sum up");
    CHECK(project->summaries() == std::vector<Summary>{a, b, c, d});
    remove(*project, coding, "remove tag");
    CHECK(project->summaries()[0].codings == std::vector<CodingId>{coding.id});
    a.text = "Sold once.";
    put(*project, a, "sum up");
    CHECK(project->summaries()[0] == a);
    checkSound(*project);
    project->undo("Ana");
    CHECK(project->summaries()[0].text == "Sold.");
    project->redo("Ana");
    remove(*project, a, "remove summary");
    CHECK(project->summaries().size() == 3);
    project->undo("Ana");
    CHECK(project->summaries()[0] == a);
    checkSound(*project);
  }
}

TEST_CASE("a summary needs a coder, a case, a code and codings, and is the only one of its cell") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const Code code = project->codebook().codes[0];
    const Case person = makeCase(*project, "K-1");
    Summary summary{SummaryId::create(), person.id, code.id, "Sold.", {}, "", {3}};
    CHECK(refused(folder, *project, summary) ==
          "Refused: a summary needs the name of its coder | give it with --coder NAME");
    summary.coder = "Ana";
    summary.caseId = CaseId::create();
    CHECK(refused(folder, *project, summary) ==
          "Refused: there is no case " + toText(summary.caseId));
    summary.caseId = person.id;
    summary.code = CodeId::create();
    CHECK(refused(folder, *project, summary) ==
          "Refused: the codebook has no code " + toText(summary.code) +
              " | see the codes with: retold codebook PROJECT list");
    summary.code = code.id;
    summary.codings = {CodingId(person.id)};
    CHECK(refused(folder, *project, summary) == "Refused: there is no coding " + toText(person.id));
    summary.codings.clear();
    CHECK(refused(folder, *project, summary).empty());
    summary.id = SummaryId::create();
    CHECK(refused(folder, *project, summary) ==
          "Refused: Ana has summed up the case \"K-1\" on \"risk/poverty\" already | change that "
          "summary instead of making another one");
    CHECK(errorOf(folder, [&] { remove(*project, code, "remove code"); }) ==
          "Refused: the code \"risk/poverty\" is used by 1 summary | retire it instead: it stays "
          "with its summaries and is offered for nothing new");
    CHECK(errorOf(folder, [&] { remove(*project, person, "remove case"); }) ==
          "Refused: the case \"K-1\" still has 1 summary | remove them first; that may be in the "
          "same change");
  }
}

TEST_CASE("lexicons of the project are kept by id and language, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const auto lexicon = [](std::string id, std::string language) {
      return OwnLexicon{OwnLexiconId::create(), std::move(id), std::move(language),
                        "retold-lexicon 1\n",   "Ana",         {4}};
    };
    const OwnLexicon c = lexicon("prior-trafficking", "ro");
    OwnLexicon b = lexicon("prior-trafficking", "en");
    const OwnLexicon a = lexicon("debt", "ro");
    for (const OwnLexicon& each : {c, b, a}) put(*project, each, "save lexicon");
    CHECK(project->ownLexicons() == std::vector<OwnLexicon>{a, b, c});
    const OwnLexicon before = b;
    b.text += "id: x\n";
    b.coder = "Bea";
    put(*project, b, "save lexicon");
    CHECK(project->ownLexicons()[1] == b);
    project->undo("Ana");
    CHECK(project->ownLexicons()[1] == before);
    remove(*project, a, "remove lexicon");
    CHECK(project->ownLexicons() == std::vector<OwnLexicon>{before, c});
    project->undo("Ana");
    CHECK(project->ownLexicons().size() == 3);
    checkSound(*project);
    CHECK(refused(folder, *project, lexicon("debt", "ro")) ==
          "Refused: the project has a lexicon \"debt\" in ro already | change that lexicon instead "
          "of adding another one");
    CHECK(refused(folder, *project, lexicon("", "ro")) ==
          "Refused: a lexicon needs an id | for example: prior-trafficking");
    CHECK(refused(folder, *project, lexicon("debt", "")) ==
          "Refused: the lexicon \"debt\" needs a language | give a code such as ro or sr-Latn");
    OwnLexicon nobody = lexicon("debt", "sq");
    nobody.coder.clear();
    CHECK(refused(folder, *project, nobody) ==
          "Refused: a lexicon needs the name of its coder | give it with --coder NAME");
  }
}

TEST_CASE("the use of codes counts codings and documents, but not in those left out") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "sold and sold"}, {"b", "sold"}, {"c", "sold!"}});
    const std::vector<Code> codes = project->codebook().codes;
    CHECK(project->codeUses().empty());
    for (const char* name : {"a", "a", "b", "c"}) {
      put(*project, codingOf(*project, name, "sold"), "tag passage");
    }
    CHECK(project->codeUses() == std::vector<CodeUse>{{codes[0].id, 4, 3}});
    put(*project,
        DocumentExclusion{newUuid(), project->documentNamed("c")->id, "consent", "Ana", {5}},
        "exclude document");
    CHECK(project->codeUses() == std::vector<CodeUse>{{codes[0].id, 3, 2}});
  }
}

TEST_CASE("one case is found by its id, and a document's files by theirs") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"b", "One."}, {"a", "One."}, {"c", "Two."}});
    Case person = makeCase(*project, "K-1");
    person.attributes["age"] = {ValueState::Given, "19"};
    put(*project, person, "change case");
    REQUIRE(project->person(person.id));
    CHECK(project->person(person.id)->name == "K-1");
    CHECK(project->person(person.id)->attributes.at("age").text == "19");
    CHECK_FALSE(project->person(CaseId::create()));
    const std::vector<FileRecord> files = project->filesOf(project->documentNamed("b")->id);
    REQUIRE(files.size() == 2);
    CHECK(files[0].name == "a");
    CHECK(files[0].fate == FileFate::Duplicate);
    CHECK(files[1].name == "b");
    CHECK(project->filesOf(DocumentId::create()).empty());
  }
}

TEST_CASE("a result set that is damaged is named, and does not keep the others from being listed") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    auto project = backend.create(file, smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const ResultSet first = setNamed("first", {placeOf(*project, "a", {5, 9})});
    ResultSet second = setNamed("second", {placeOf(*project, "a", {0, 4})});
    put(*project, first, "keep result set");
    put(*project, second, "keep result set");
    project.reset();
    tamper(file, "UPDATE result_sets SET places = x'ff' WHERE name = 'second'");
    project = openProject(file, OpenMode::Write, "test");
    second.places.clear();
    second.damaged = true;
    CHECK(project->resultSets() == std::vector<ResultSet>{first, second});

    second.name = "third";
    CHECK(refused(folder, *project, second) ==
          "Refused: the passages of the result set \"third\" are damaged | remove the set, and "
          "search again");
    remove(*project, second, "delete result set");
    CHECK(project->resultSets() == std::vector<ResultSet>{first});
    CHECK(errorOf(folder, [&] { project->undo("Ana"); })
              .ends_with(" cannot be undone: the passages of the result set \"second\" are damaged "
                         "| remove the set, and search again"));
    CHECK(project->resultSets() == std::vector<ResultSet>{first});
  }
}

TEST_CASE("a summary whose list of codings is damaged says so, and keeps its words") {
  for (const char* damage : {"'no list'", "'[\"no id\"]'", "'{}'"}) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    auto project = backends().front().create(file, smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}});
    const Coding coding = codingOf(*project, "a", "sold");
    put(*project, coding, "tag passage");
    const Case person = makeCase(*project, "K-1");
    Summary summary{SummaryId::create(), person.id, coding.code, "Sold.", {coding.id}, "Ana", {3}};
    put(*project, summary, "write summary");
    project.reset();
    tamper(file, std::string("UPDATE summaries SET codings = ") + damage);
    project = openProject(file, OpenMode::Write, "test");
    Summary damaged = summary;
    damaged.codings.clear();
    damaged.damaged = true;
    CHECK(project->summaries() == std::vector<Summary>{damaged});
    CHECK(refused(folder, *project, damaged) ==
          "Refused: the passages that the summary on \"risk/poverty\" rests on are damaged | "
          "open the summary and choose its passages anew");
    put(*project, summary, "edit summary");
    CHECK(project->summaries() == std::vector<Summary>{summary});
    checkSound(*project);
  }
}

TEST_CASE("undo and redo pass over a change that is not undoable") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const Case first = makeCase(*project, "K-1");
    const auto aside = [&project](const Object& object, ChangeKind kind) {
      ChangeSet changes;
      changes.coder = "Ana";
      changes.action = "put aside";
      changes.changes.push_back({kind, object});
      changes.undoable = false;
      project->apply(changes);
    };
    const Case second{CaseId::create(), "K-2", {}};
    aside(second, ChangeKind::Put);
    const auto step = project->nextUndo("Ana");
    REQUIRE(step);
    CHECK(step->action == "add case");
    CHECK(project->events(step->number, 1).front().id == step->event);
    CHECK(project->undo("Ana")->action == "add case");
    CHECK_FALSE(project->nextUndo("Ana"));
    aside(second, ChangeKind::Remove);
    REQUIRE(project->nextRedo("Ana"));
    CHECK(project->events(project->nextRedo("Ana")->number, 1).front().action == "add case");
    CHECK(project->redo("Ana")->action == "add case");
    CHECK(project->cases().size() == 1);
    checkSound(*project);
  }
}

TEST_CASE(
    "a name that is not one line of text is refused whatever has it, and kept by what has it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const std::string hint =
        " | give a name on one line, without control characters and without blanks at its ends; "
        "nothing was changed";
    CHECK(refused(folder, *project, Case{CaseId::create(), " ", {}}) ==
          "Refused: a case cannot be called \"\": it is nothing but white space" + hint);
    CHECK(refused(folder, *project, Case{CaseId::create(), "K\n1", {}}) ==
          "Refused: a case cannot be called \"K 1\": it holds a line end" + hint);
    CHECK(refused(folder, *project, setNamed("sold\x07", {})) ==
          "Refused: a result set cannot be called \"sold\": it holds the control character U+0007" +
              hint);
    Code code = project->codebook().codes[0];
    code.name = "risk/a\tb";
    CHECK(refused(folder, *project, code) ==
          "Refused: a code cannot be called \"risk/a b\": it holds a tab" + hint);
    code = project->codebook().codes[0];
    code.label = "Poverty ";
    CHECK(refused(folder, *project, code) ==
          "Refused: a code cannot be called \"Poverty\": it begins or ends with white space" +
              hint);
    code.label.clear();
    code.definition = "two\nlines";
    CHECK(refused(folder, *project, code).empty());
    CHECK(project->cases().empty());

    Case person = makeCase(*project, "K-1");
    tamper(folder.path("a.retold"), "UPDATE cases SET name = 'K' || char(10) || '1'");
    person = project->cases().front();
    person.attributes["sex"] = {ValueState::Given, "female"};
    CHECK(refused(folder, *project, person).empty());
  }
}
