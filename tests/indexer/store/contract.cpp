// What every backend promises. Each case runs over each row of backends().
#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/store/digest.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

Query phrase(std::vector<std::string> words) {
  Query query;
  query.kind = Query::Kind::Phrase;
  for (std::string& word : words) query.words.push_back({std::move(word), false, false});
  return query;
}

Query with(Query::Kind kind, std::vector<Query> children) {
  Query query;
  query.kind = kind;
  query.children = std::move(children);
  return query;
}

std::vector<std::string> namesOf(const Storage& storage, const SearchPage& page) {
  std::vector<std::string> names;
  for (const DocumentHits& hits : page.documents) {
    names.push_back(storage.document(hits.document)->name);
  }
  return names;
}

std::vector<std::string> found(const Storage& storage, const Query& query) {
  return namesOf(storage, storage.search(query, {}, 100));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a new project holds its codebook and the event that made it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const Codebook codebook = smallCodebook();
    const auto project = backend.create(folder.path("a.retold"), codebook, "Ana");
    CHECK(project->codebook().id == "small");
    CHECK(project->codebook().title == "Small");
    REQUIRE(project->codebook().codes.size() == 2);
    CHECK(project->codebook().codes[1].name == "risk/debt");
    CHECK(project->codebook().codes[1].stages == codebook.codes[1].stages);
    CHECK(project->documentCount() == 0);
    REQUIRE(project->events(1, 10).size() == 1);
    CHECK(project->events(1, 10)[0].action == "make project");
    CHECK(project->chainHead() == project->events(1, 10)[0].hash);
    CHECK_FALSE(project->nextUndo("Ana"));
    CHECK(project->info().readOnly == false);
    CHECK(project->info().indexIsStale == false);
  }
}

TEST_CASE("what was imported is there again after closing and opening") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    {
      const auto project = backend.create(file, smallCodebook(), "Ana");
      importTexts(*project, {{"b.txt", "INT: Where?\nR1: In Graz, again."}, {"a.txt", "Nothing."}});
    }
    const auto project = backend.open(file, OpenMode::ReadOnly, "test");
    REQUIRE(project->documents({}, 10).size() == 2);
    CHECK(project->documents({}, 10)[0].name == "a.txt");
    CHECK(project->documents({"a.txt"}, 10)[0].name == "b.txt");
    CHECK(project->documents({}, 1).size() == 1);
    const Text text = textOf(*project, "b.txt");
    CHECK(text.content == "INT: Where?\nR1: In Graz, again.");
    REQUIRE(text.turns.size() == 2);
    CHECK(text.turns[0].speaker == "INT");
    CHECK(text.turns[0].role == SpeakerRole::Interviewer);
    CHECK(text.turns[1].body == ByteSpan{16, 31});
    CHECK(project->original(text.id) == text.content);
    CHECK(project->documentNamed("b.txt")->words == 6);
    CHECK(project->documentNamed("b.txt")->characters == 31);
    CHECK(found(*project, phrase({"again"})) == Names{"b.txt"});
  }
}

TEST_CASE("a file is new, unchanged, changed or a duplicate, and each is accounted for") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    auto session = project->beginImport("Ana");
    CHECK(session->add(newText("a.txt", "One.")) == Added::New);
    CHECK(session->add(newText("b.txt", "One.")) == Added::Duplicate);
    CHECK(session->add(newText("a.txt", "One.")) == Added::Unchanged);
    CHECK(session->add(newText("c.txt", "Two.")) == Added::New);
    FileRecord broken;
    broken.name = "d.txt";
    broken.fate = FileFate::Unreadable;
    broken.reason = "the file is empty";
    session->record(broken);
    session->finish(false);
    session.reset();
    session = project->beginImport("Ana");
    CHECK(session->add(newText("a.txt", "One, changed.")) == Added::NewText);
    session->finish(false);
    session.reset();
    const Accounting sums = project->accounting();
    CHECK(sums.given == 4);
    CHECK(sums.read == 2);
    CHECK(sums.duplicate == 1);
    CHECK(sums.unreadable == 1);
    CHECK(sums.excluded == 0);
    CHECK(sums.documents == 2);
    CHECK_FALSE(sums.interruptedImport);
    const std::vector<FileRecord> files = project->files();
    REQUIRE(files.size() == 4);
    CHECK(files[1].duplicateOf == "a.txt");
    CHECK(files[3].reason == "the file is empty");
    CHECK(textOf(*project, "a.txt").content == "One, changed.");
    CHECK(found(*project, phrase({"changed"})) == Names{"a.txt"});
    CHECK(found(*project, phrase({"one"})) == Names{"a.txt"});
    CHECK(project->search(phrase({"one"}), {}, 10).completeness == Completeness{2, 2, 1});
  }
}

TEST_CASE("the same answer of two persons is two documents, of one person a duplicate") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const auto session = project->beginImport("Ana");
    const auto answer = [&](const std::string& name, const std::string& person) {
      NewText text = newText(name, "Yes, twice.");
      text.caseName = person;
      return session->add(std::move(text));
    };
    CHECK(answer("t.csv#1", "K-1") == Added::New);
    CHECK(answer("t.csv#2", "K-2") == Added::New);
    CHECK(answer("copy.csv#1", "K-1") == Added::Duplicate);
    CHECK(answer("t.csv#1", "K-1") == Added::Unchanged);
    session->finish(false);
    CHECK(project->accounting().documents == 2);
    CHECK(project->documentsOf(project->caseNamed("K-2")->id).size() == 1);
  }
}

TEST_CASE("a query of many groups in one another is answered") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a.txt", "one two"}, {"b.txt", "three"}});
    Query query = phrase({"two"});
    for (int depth = 0; depth < 80; ++depth) {
      Query outer;
      outer.kind = depth % 2 == 0 ? Query::Kind::And : Query::Kind::Or;
      outer.children = {phrase({"one"}), std::move(query)};
      query = std::move(outer);
    }
    CHECK(found(*project, query) == Names{"a.txt"});
  }
}

TEST_CASE("a changed file gets its text although another document has the same") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a.txt", "One."}, {"b.txt", "Two."}});
    const auto session = project->beginImport("Ana");
    CHECK(session->add(newText("b.txt", "One.")) == Added::NewText);
    session->finish(false);
    CHECK(textOf(*project, "b.txt").content == "One.");
    CHECK(found(*project, phrase({"two"})).empty());
    CHECK(project->accounting().read == 2);
  }
}

TEST_CASE("codings stay on the text they were made on when the document gets another one") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a.txt", "They sold me twice."}});
    const Coding coding = codingOf(*project, "a.txt", "sold me");
    put(*project, coding, "tag passage");
    importTexts(*project, {{"a.txt", "They took me twice."}});
    CHECK(found(*project, phrase({"sold"})).empty());
    CHECK(found(*project, phrase({"took"})) == Names{"a.txt"});
    REQUIRE(project->codings({}).size() == 1);
    CHECK(project->codings({})[0] == coding);
    CHECK(project->text(coding.text)->content == "They sold me twice.");
    Progress progress;
    CHECK(project->verify(progress).empty());
  }
}

TEST_CASE("a known file is recognised by name, size and time") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const auto session = project->beginImport("Ana");
    NewText text = newText("a.txt", "One.");
    text.modified = 77;
    text.notes = {"a note\nof two lines", "another"};
    session->add(std::move(text));
    CHECK_FALSE(session->known("a.txt", 4, 78));
    CHECK_FALSE(session->known("a.txt", 5, 77));
    REQUIRE(session->known("a.txt", 4, 77));
    CHECK(session->known("a.txt", 4, 77)->notes ==
          std::vector<std::string>{"a note\nof two lines", "another"});
    session->finish(false);
  }
}

TEST_CASE("an original that is not the text comes back byte for byte") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    std::string original;
    while (original.size() < 2'500'000)
      original += "line " + std::to_string(original.size()) + "\r\n";
    {
      const auto session = project->beginImport("Ana");
      NewText text = newText("a.txt", "line\n");
      text.original = original;
      text.originalIsContent = false;
      session->add(std::move(text));
      session->finish(false);
    }
    const Text text = textOf(*project, "a.txt");
    CHECK(text.originalBytes == original.size());
    CHECK((project->original(text.id) == original));
    CHECK(text.originalDigest != text.contentDigest);
  }
}

TEST_CASE("a case named by a table is made once and its documents belong to it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const auto session = project->beginImport("Ana");
    for (const char* name : {"a.txt", "b.txt"}) {
      NewText text = newText(name, name);
      text.caseName = "K1";
      session->add(std::move(text));
    }
    session->finish(false);
    REQUIRE(project->caseNamed("K1"));
    CHECK(project->documentsOf(project->caseNamed("K1")->id).size() == 2);
    CHECK(project->documentNamed("b.txt")->caseId == project->caseNamed("K1")->id);
    Progress progress;
    CHECK(project->verify(progress).empty());
  }
}

TEST_CASE("a document is found by its bare name where only one has it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"x/a.txt", "1"}, {"y/a.txt", "2"}, {"y/b.txt", "3"}, {"b", "4"}});
    CHECK(project->documentNamed("b.txt")->name == "y/b.txt");
    CHECK(project->documentNamed("x/a.txt")->name == "x/a.txt");
    CHECK_FALSE(project->documentNamed("txt"));
    CHECK_FALSE(project->documentNamed(""));
    CHECK(errorOf(folder, [&] { project->documentNamed("a.txt"); }) ==
          "Refused: \"a.txt\" is the name of 2 documents: x/a.txt, y/a.txt | give the name with "
          "its folder");
  }
}

TEST_CASE("pages come in the order of names and together hold every document once") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    std::vector<std::pair<std::string, std::string>> texts;
    for (int number = 0; number < 25; ++number) {
      const std::string name = std::to_string((number * 7) % 25 + 10) + ".txt";
      texts.emplace_back(name, (number % 3 == 0 ? "again " : "never ") + name);
    }
    importTexts(*project, texts);
    Names all;
    Cursor from;
    int pages = 0;
    for (bool more = true; more; ++pages) {
      const SearchPage page = project->search(phrase({"again"}), from, 4);
      CHECK(page.documents.size() <= 4);
      for (const std::string& name : namesOf(*project, page)) all.push_back(name);
      more = page.next.has_value();
      if (more) from = *page.next;
    }
    CHECK(pages == 3);
    CHECK(all.size() == 9);
    CHECK(std::is_sorted(all.begin(), all.end()));
    Progress progress;
    CHECK(project->count(phrase({"again"}), progress).documents == 9);
    CHECK(project->count(phrase({"again"}), progress).hits == 9);
  }
}

TEST_CASE("operators and filters choose documents") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "INT: sold again?\nR1: no, never."},
                           {"b", "INT: never mind.\nR1: they sold me again and again."},
                           {"c", "Nothing here."}});
    const Query sold = phrase({"sold"});
    const Query never = phrase({"never"});
    CHECK(found(*project, {}) == Names{"a", "b", "c"});
    CHECK(found(*project, with(Query::Kind::Not, {sold})) == Names{"c"});
    CHECK(project->search(with(Query::Kind::Not, {sold}), {}, 9).documents[0].hits.empty());
    CHECK(found(*project, with(Query::Kind::And, {sold, never})) == Names{"a", "b"});
    CHECK(found(*project, with(Query::Kind::Or, {phrase({"nothing"}), never})) ==
          Names{"a", "b", "c"});
    Query speaker = with(Query::Kind::Speaker, {sold});
    speaker.name = "r1";
    CHECK(found(*project, speaker) == Names{"b"});
    speaker.name = "Interviewer";
    CHECK(found(*project, speaker) == Names{"a"});
    CHECK(found(*project, phrase({"again", "no"})).empty());
    Query near = with(Query::Kind::Near, {sold, phrase({"again"})});
    near.distance = 1;
    CHECK(found(*project, near) == Names{"a", "b"});
    near.distance = 0;
    CHECK(found(*project, near) == Names{"a"});
    const Case person{CaseId::create(), "K1", {{"country", {ValueState::Given, "Népal"}}}};
    put(*project, person, "add case");
    put(*project, CaseMembership{project->documentNamed("c")->id, person.id}, "join case");
    Query attribute;
    attribute.kind = Query::Kind::Attribute;
    attribute.name = "Country";
    attribute.value = "nepal";
    CHECK(found(*project, attribute) == Names{"c"});
    CHECK(found(*project, with(Query::Kind::And, {attribute, phrase({"here"})})) == Names{"c"});
    CHECK(found(*project, with(Query::Kind::And, {attribute, sold})).empty());
  }
}

TEST_CASE("a corrected role stands in place of the guess when reading and searching") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "INT: sold?\nR1: no."}});
    const DocumentId document = project->documentNamed("a")->id;
    Query speaker = with(Query::Kind::Speaker, {phrase({"sold"})});
    speaker.name = "interpreter";
    CHECK(found(*project, speaker).empty());
    const SpeakerCorrection correction{newUuid(), document, "INT", SpeakerRole::Interpreter};
    put(*project, correction, "correct role");
    CHECK(found(*project, speaker) == Names{"a"});
    CHECK(textOf(*project, "a").turns[0].role == SpeakerRole::Interpreter);
    CHECK(project->speakerCorrections(document) == std::vector<SpeakerCorrection>{correction});
    project->undo("Ana");
    CHECK(found(*project, speaker).empty());
    CHECK(textOf(*project, "a").turns[0].role == SpeakerRole::Interviewer);
  }
}

TEST_CASE("token streams come in the order of names, those that have a wanted token only") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"c", "sold"}, {"a", "re-sold"}, {"b", "nothing \"quoted\""}});
    const auto namesWith = [&](const std::vector<std::uint32_t>& anyOf) {
      Names names;
      project->eachTokenStream(anyOf, [&](DocumentId id, TextId, const TokenStream& stream) {
        CHECK(stream.ids.size() == stream.spans.size());
        names.push_back(project->document(id)->name);
        return true;
      });
      return names;
    };
    const std::uint32_t sold = project->vocabulary().find("sold").value();
    CHECK(namesWith({}) == Names{"a", "b", "c"});
    CHECK(namesWith({sold}) == Names{"a", "c"});
    CHECK(project->vocabulary().token(sold) == "sold");
    CHECK(project->vocabulary().withPrefix("so") == std::vector<std::uint32_t>{sold});
    CHECK(project->vocabulary().withPrefix("resol").size() == 1);
    CHECK_FALSE(project->vocabulary().find("absent"));
    int visited = 0;
    project->eachTokenStream({}, [&](DocumentId, TextId, const TokenStream&) {
      ++visited;
      return false;
    });
    CHECK(visited == 1);
  }
}

TEST_CASE("token streams of texts in which a phrase may stand leave none out where it does") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(
        *project,
        {{"d", "again sold"}, {"c", "was sold again"}, {"b", "nothing"}, {"a", "Re-trafficked"}});
    Tokenizer words;
    const auto namesWith = [&](const std::vector<std::vector<std::string>>& phrases) {
      std::vector<PhrasePattern> patterns;
      for (const auto& typed : phrases) {
        std::vector<QueryWord> query;
        for (const std::string& word : typed) query.push_back({word, false, false});
        patterns.push_back(compilePhrase(words, project->vocabulary(), query));
      }
      Names names;
      project->eachTokenStreamWith(patterns, [&](DocumentId id, TextId, const TokenStream&) {
        names.push_back(project->document(id)->name);
        return true;
      });
      return names;
    };
    CHECK(namesWith({{"sold", "again"}}) == Names{"c"});
    CHECK(namesWith({{"retrafficked"}, {"sold", "again"}}) == Names{"a", "c"});
    CHECK(namesWith({{"absent"}, {"sold"}}) == Names{"c", "d"});
    CHECK(namesWith({{"absent"}}).empty());
    CHECK(namesWith({}).empty());
  }
}

TEST_CASE("decisions, memos, codes and cases come back as they were put") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me twice."}});
    const std::string digest = project->keepLexicon("small", "sold\n");
    CHECK(digest == sha256("sold\n"));
    CHECK(project->keepLexicon("small", "sold\n") == digest);
    CHECK(project->lexiconText(digest) == "sold\n");
    CHECK_FALSE(project->lexiconText(std::string(64, '0')));
    Decision decision;
    decision.id = DecisionId::create();
    decision.subject = Subject::Match;
    decision.subjectId = project->documentNamed("a")->id;
    decision.question = "prior-trafficking";
    decision.coder = "Ana";
    decision.verdict = Verdict::Reject;
    decision.reason = "a metaphor";
    decision.quotes = {"sold me", "twice"};
    decision.trace =
        LexiconTrace{"small", digest, "1", "sold", {5, 9}, "sold", textOf(*project, "a").id};
    decision.time = {5};
    put(*project, decision, "reject match");
    Decision older = decision;
    older.id = DecisionId::create();
    older.time = {4};
    put(*project, older, "reject match");
    CHECK(project->decisions() == std::vector<Decision>{older, decision});
    const Memo memo{MemoId::create(), decision.subjectId, "look\nagain \xc3\xa9", "Ana", {6}};
    put(*project, memo, "write memo");
    CHECK(project->memos() == std::vector<Memo>{memo});
    Coding coding = codingOf(*project, "a", "twice");
    coding.memo = "why";
    coding.trace = decision.trace;
    put(*project, coding, "tag passage");
    CHECK(project->codings({}) == std::vector<Coding>{coding});
    CHECK(project
              ->codings({decision.subjectId == coding.document ? std::optional(coding.document)
                                                               : std::nullopt,
                         coding.code, "Ana"})
              .size() == 1);
    CHECK(project->codings({std::nullopt, std::nullopt, "Bea"}).empty());
    Progress progress;
    CHECK(project->verify(progress).empty());
  }
}

TEST_CASE("applying a set twice does nothing the second time") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    ChangeSet changes;
    changes.coder = "Ana";
    changes.action = "write memo";
    const Memo memo{MemoId::create(), {}, "x", "Ana", {6}};
    changes.changes.push_back({ChangeKind::Put, memo});
    const Event first = project->apply(changes);
    const Event second = project->apply(changes);
    CHECK(first.hash == second.hash);
    CHECK(project->version(memo.id) == 1);
    CHECK(project->events(1, 10).size() == 2);
  }
}

TEST_CASE("a set that fails half way changes nothing") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    ChangeSet changes;
    changes.coder = "Ana";
    changes.action = "write memos";
    changes.changes.push_back({ChangeKind::Put, Memo{MemoId::create(), {}, "x", "Ana", {6}}});
    changes.changes.push_back(
        {ChangeKind::Put, Memo{MemoId::create(), newUuid(), "y", "Ana", {6}}});
    CHECK_THROWS_AS(project->apply(changes), Error);
    CHECK(project->memos().empty());
    CHECK(project->events(1, 10).size() == 1);
  }
}

TEST_CASE("an object that moved on is not overwritten by who read it before") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    Memo memo{MemoId::create(), {}, "x", "Ana", {6}};
    put(*project, memo, "write memo");
    memo.text = "y";
    put(*project, memo, "edit memo", "Bea");
    CHECK(project->version(memo.id) == 2);
    ChangeSet late;
    late.coder = "Ana";
    late.action = "edit memo";
    late.expected.push_back({memo.id, 1});
    late.changes.push_back({ChangeKind::Put, memo});
    CHECK(errorOf(folder, [&] { project->apply(late); }) ==
          "Conflict: \"edit memo\" was not done: what it changes was changed by Bea (\"edit "
          "memo\") | look at it as it is now, and decide again");
    late.expected[0].version = 2;
    project->apply(late);
    CHECK(project->version(memo.id) == 3);
    remove(*project, memo, "remove memo");
    CHECK(project->version(memo.id) == 0);
    CHECK(project->version(newUuid()) == 0);
  }
}

TEST_CASE("undo takes back the coder's own newest change, step by step, also after reopening") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    auto project = backend.create(file, smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me twice."}});
    Coding coding = codingOf(*project, "a", "sold me");
    put(*project, coding, "tag passage");
    Coding edited = coding;
    edited.memo = "why";
    put(*project, edited, "edit memo");
    const Memo other{MemoId::create(), {}, "x", "Bea", {6}};
    put(*project, other, "write memo", "Bea");
    project.reset();
    project = backend.open(file, OpenMode::Write, "test");
    CHECK(project->nextUndo("Ana")->action == "edit memo");
    CHECK(project->undo("Ana")->action == "edit memo");
    CHECK(project->codings({}) == std::vector<Coding>{coding});
    CHECK(project->undo("Ana")->action == "tag passage");
    CHECK(project->codings({}).empty());
    CHECK_FALSE(project->undo("Ana"));
    CHECK(project->nextRedo("Ana")->action == "tag passage");
    CHECK(project->redo("Ana")->action == "tag passage");
    project.reset();
    project = backend.open(file, OpenMode::Write, "test");
    CHECK(project->redo("Ana")->action == "edit memo");
    CHECK_FALSE(project->redo("Ana"));
    CHECK(project->codings({}) == std::vector<Coding>{edited});
    CHECK(project->undo("Ana")->action == "edit memo");
    put(*project, Memo{MemoId::create(), {}, "z", "Ana", {7}}, "write memo");
    CHECK_FALSE(project->nextRedo("Ana"));
    CHECK(project->memos().size() == 2);
    Progress progress;
    CHECK(project->verify(progress).empty());
  }
}

TEST_CASE("undo is refused with the reason when a later change touched the same object") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me twice."}});
    Coding coding = codingOf(*project, "a", "sold me");
    const Event event = put(*project, coding, "tag passage");
    coding.memo = "no";
    put(*project, coding, "edit memo", "Bea");
    CHECK(errorOf(folder, [&] { project->undo("Ana"); }) ==
          "Conflict: \"tag passage\" of " + toText(event.time) +
              " cannot be undone: the coding was changed later by Bea (\"edit memo\") | change it "
              "by hand");
    project->undo("Bea");
    CHECK(project->undo("Ana")->event == event.id);
    CHECK(project->codings({}).empty());
    Progress progress;
    CHECK(project->verify(progress).empty());
  }
}

TEST_CASE("removing is undone, and an import never") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me twice."}});
    CHECK_FALSE(project->undo("Ana"));
    const Coding coding = codingOf(*project, "a", "sold me");
    put(*project, coding, "tag passage");
    remove(*project, coding, "remove coding");
    CHECK(project->codings({}).empty());
    CHECK(project->undo("Ana")->action == "remove coding");
    CHECK(project->codings({}) == std::vector<Coding>{coding});
  }
}
