// What a project refuses, each in its own words; and what verify() finds.
#include <catch2/catch.hpp>
#include <fstream>

#include "indexer/store/digest.h"
#include "indexer/text/shingles.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

std::string refusal(Storage& storage, const Folder& folder, const Object& object) {
  return errorOf(folder, [&] { put(storage, object, "try"); });
}

std::vector<std::string> verified(const Storage& storage) {
  Progress progress;
  std::vector<std::string> lines;
  for (const Diagnostic& diagnostic : storage.verify(progress)) lines.push_back(toText(diagnostic));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a coding that does not fit the project is refused with the reason") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a.txt", "They sold m\xc3\xa9 twice."}, {"b.txt", "Other."}});
  const Coding good = codingOf(*project, "a.txt", "sold");
  const auto with = [&](auto change) {
    Coding coding = good;
    change(coding);
    return refusal(*project, folder, coding);
  };
  const Uuid other = *parseUuid("00000000-0000-4000-8000-000000000001");
  CHECK(with([&](Coding& c) { c.document = DocumentId(other); }) ==
        "Refused: there is no document 00000000-0000-4000-8000-000000000001");
  CHECK(with([&](Coding& c) { c.text = TextId(other); }) ==
        "Refused: \"a.txt\" has no text 00000000-0000-4000-8000-000000000001");
  CHECK(with([&](Coding& c) {
          c.text = textOf(*project, "b.txt").id;
        }).rfind("Refused: \"a.txt\" has no text ", 0) == 0);
  CHECK(with([&](Coding& c) { c.code = CodeId(other); }) ==
        "Refused: the codebook has no code 00000000-0000-4000-8000-000000000001 | see the codes "
        "with: retold codebook PROJECT list");
  CHECK(with([&](Coding& c) {
          c.span = {5, 5};
        }) == "Refused: the passage 5,5 of \"a.txt\" is empty");
  CHECK(with([&](Coding& c) {
          c.span = {5, 100};
        }) == "Refused: the passage 5,100 of \"a.txt\" goes beyond the text, which ends at 20");
  CHECK(with([&](Coding& c) {
          c.span = {5, 12};
        }) == "Refused: the passage 5,12 of \"a.txt\" begins or ends inside a character");
  CHECK(with([&](Coding& c) { c.quote = "Sold"; }) ==
        "Refused: the quote is not what stands at the passage 5,9 of \"a.txt\" | read the document "
        "again and take the passage from its present text");
  CHECK(with([&](Coding& c) { c.coder = ""; }) ==
        "Refused: a coding needs the name of its coder | give it with --coder NAME");
  CHECK(with([&](Coding& c) { c.memo = "\xff"; }) ==
        "Refused: a name or note holds bytes that are not UTF-8 text | type it again, or check the "
        "encoding of the terminal or file that it comes from");
  CHECK(with([&](Coding& c) {
          c.trace = LexiconTrace{"x", sha256("x"), "1", "sold", {5, 9}, "told", {}};
        }) ==
        "Refused: the quote is not what stands at the match 5,9 of \"a.txt\" | read the document "
        "again and take the passage from its present text");
  CHECK(with([&](Coding& c) {
          c.trace = LexiconTrace{"x", "", "1", "sold", {5, 9}, "sold", {}};
        }) == "Refused: the lexicon \"x\" is named without the digest of its text (64 hex digits)");
  CHECK(project->codings({}).empty());
  CHECK(refusal(*project, folder, good).empty());
  CHECK(errorOf(folder, [&] {
          Coding absent = good;
          absent.id = CodingId(other);
          remove(*project, absent, "remove coding");
        }) == "Refused: there is no coding 00000000-0000-4000-8000-000000000001");
}

TEST_CASE("decisions, cases, codes and memos that do not fit are refused with the reason") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a.txt", "They sold me."}});
  const Uuid other = *parseUuid("00000000-0000-4000-8000-000000000001");
  Decision decision;
  decision.id = DecisionId::create();
  decision.subjectId = other;
  decision.coder = "Ana";
  CHECK(refusal(*project, folder, decision) ==
        "Refused: a decision needs the question that it answers");
  decision.question = "prior-trafficking";
  CHECK(refusal(*project, folder, decision) ==
        "Refused: there is no document 00000000-0000-4000-8000-000000000001");
  decision.subject = Subject::Case;
  CHECK(refusal(*project, folder, decision) ==
        "Refused: there is no case 00000000-0000-4000-8000-000000000001");
  decision.subject = Subject::Match;
  decision.subjectId = project->documentNamed("a.txt")->id;
  CHECK(refusal(*project, folder, decision) == "Refused: a decision on a match needs the match");
  CHECK(refusal(*project, folder, Memo{MemoId::create(), other, "x", "Ana", {}}) ==
        "Refused: there is nothing with the id 00000000-0000-4000-8000-000000000001 that a memo "
        "could be about");
  const Case person{CaseId::create(), "K1", {}};
  put(*project, person, "add case");
  CHECK(refusal(*project, folder, Case{CaseId::create(), "K1", {}}) ==
        "Refused: there is a case \"K1\" already");
  CHECK(refusal(*project, folder, Case{CaseId::create(), "", {}}) ==
        "Refused: a case needs a name | use a code, never a person's name");
  put(*project, CaseMembership{project->documentNamed("a.txt")->id, person.id}, "join case");
  CHECK(errorOf(folder, [&] { remove(*project, person, "remove case"); }) ==
        "Refused: the case \"K1\" still has documents | take them out of the case first");
  Code code = project->codebook().codes[0];
  CHECK(refusal(*project, folder, Memo{MemoId(code.id), {}, "x", "Ana", {}}) ==
        "Refused: the id " + toText(code.id) + " belongs to something else than a memo");
  put(*project, codingOf(*project, "a.txt", "sold"), "tag passage");
  CHECK(errorOf(folder, [&] { remove(*project, code, "remove code"); }) ==
        "Refused: the code \"risk/poverty\" is used by 1 coding | retire it instead: it stays with "
        "its codings and is offered for no new one");
  code.parent = CodeId(other);
  CHECK(refusal(*project, folder, code) ==
        "Refused: the code \"risk/poverty\" stands under a code that does not exist");
  code.parent = code.id;
  CHECK(refusal(*project, folder, code) == "Refused: the code \"risk/poverty\" is its own parent");
  code.parent.reset();
  code.name = "risk/debt";
  CHECK(refusal(*project, folder, code) ==
        "Refused: the codebook has a code \"risk/debt\" already | choose another name");
  const DocumentId document = project->documentNamed("a.txt")->id;
  put(*project, SpeakerCorrection{newUuid(), document, "R1", SpeakerRole::Other}, "correct role");
  CHECK(refusal(*project, folder, SpeakerCorrection{newUuid(), document, "R1", {}}) ==
        "Refused: the role of \"R1\" in \"a.txt\" was corrected already | change that correction "
        "instead of making another one");
  CHECK(errorOf(folder, [&] { put(*project, person, "x", ""); }) ==
        "Refused: a change needs the name of its coder | give it with --coder NAME");
  CHECK(verified(*project).empty());
}

TEST_CASE("taking a document out of its case is undone and made again") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a.txt", "They sold me."}});
  const DocumentId document = project->documentNamed("a.txt")->id;
  const Case person{CaseId::create(), "K1", {{"age", {ValueState::NotAsked, ""}}}};
  ChangeSet changes;
  changes.coder = "Ana";
  changes.action = "add case";
  changes.changes = {{ChangeKind::Put, person},
                     {ChangeKind::Put, CaseMembership{document, person.id}}};
  project->apply(changes);
  CHECK(project->cases()[0].attributes == person.attributes);
  remove(*project, CaseMembership{document, {}}, "leave case");
  CHECK(project->documentsOf(person.id).empty());
  CHECK(project->version(document) == 0);
  project->undo("Ana");
  CHECK(project->documentsOf(person.id).size() == 1);
  project->undo("Ana");
  CHECK(project->cases().empty());
  project->redo("Ana");
  project->redo("Ana");
  CHECK(project->documentsOf(person.id).empty());
  CHECK(project->cases().size() == 1);
  put(*project, CaseMembership{document, std::nullopt}, "leave again");
  CHECK(verified(*project).empty());
}

TEST_CASE("undo that would take away what another coder uses is refused with the reason") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a.txt", "They sold me."}});
  Code code;
  code.id = CodeId::create();
  code.name = "risk/new";
  const Event event = put(*project, code, "add code");
  Coding coding = codingOf(*project, "a.txt", "sold", "Bea");
  coding.code = code.id;
  put(*project, coding, "tag passage", "Bea");
  CHECK(errorOf(folder, [&] { project->undo("Ana"); }) ==
        "Conflict: \"add code\" of " + toText(event.time) +
            " cannot be undone: the code \"risk/new\" is used by 1 coding | retire it instead: it "
            "stays with its codings and is offered for no new one");
  CHECK(project->codebook().codes.size() == 3);
  CHECK(project->codings({}).size() == 1);
}

TEST_CASE("the chain of events can be recomputed, also when a payload was purged") {
  Folder folder;
  const auto project = makeProject(folder);
  for (const char* text : {"x", "y"}) {
    put(*project, Memo{MemoId::create(), {}, text, "Ana", {1}}, "write memo");
  }
  const std::vector<Event> events = project->events(1, 10);
  REQUIRE(events.size() == 3);
  CHECK(events[0].previous == std::string(64, '0'));
  CHECK(events[1].previous == events[0].hash);
  CHECK(project->chainHead() == events[2].hash);
  CHECK(project->events(2, 1)[0].hash == events[1].hash);
  tamper(folder.path("study.retold"), "DELETE FROM payloads WHERE event_id = 2");
  CHECK(verified(*project).empty());
  CHECK_FALSE(project->events(2, 1)[0].payload);
  project->undo("Ana");
  CHECK(errorOf(folder, [&] { project->undo("Ana"); }) ==
        "Conflict: \"write memo\" of " + toText(events[1].time) +
            " cannot be taken back: its contents were purged");
}

TEST_CASE("verify says in plain words what was changed behind Retold's back") {
  Folder folder;
  const auto project = makeProject(folder);
  const std::string file = folder.path("study.retold");
  {
    const auto session = project->beginImport("Ana");
    session->add(newText("a.txt", "R1: They sold me again."));
    NewText other = newText("b.txt", "R1: Never.");
    other.original = "R1: Never.\r\n";
    other.originalIsContent = false;
    session->add(std::move(other));
    session->finish(false);
  }
  Coding coding = codingOf(*project, "a.txt", "sold");
  coding.id = CodingId(*parseUuid("00000000-0000-4000-8000-000000000002"));
  put(*project, coding, "tag passage");
  project->keepLexicon("small", "sold");
  CHECK(verified(*project).empty());
  const auto after = [&](const std::string& sql) {
    const std::string copy = folder.path("copy.retold");
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix);
    tamper(file, "VACUUM INTO '" + copy + "'");
    tamper(copy, sql);
    Lines lines = verified(*openProject(copy, OpenMode::ReadOnly, "test"));
    for (std::string& line : lines) {
      for (std::size_t at = line.find(copy); at != line.npos; at = line.find(copy)) {
        line.replace(at, copy.size(), "@");
      }
    }
    return lines;
  };
  CHECK(after("SELECT 1").empty());
  CHECK(
      after("UPDATE contents SET content = CAST('R1: They told me again.' AS BLOB) WHERE "
            "text_id=1") ==
      Lines{"a.txt: error: the text was changed: it does not fit its digest",
            "a.txt: error: the original was changed: it does not fit its digest",
            "a.txt: error: coding 00000000-0000-4000-8000-000000000002 by Ana, 9,13: the quote is "
            "not what stands there",
            "a.txt: error: the table of its words does not fit the text"});
  CHECK(after("UPDATE originals SET chunk = x'00'") ==
        Lines{"b.txt: error: the original is damaged"});
  CHECK(after("DELETE FROM originals") ==
        Lines{"b.txt: error: the original was changed: it does not fit its digest"});
  CHECK(after("UPDATE turns SET turns = x'01' WHERE text_id = 1")[0] ==
        "a.txt: error: the turns are damaged");
  CHECK(after("UPDATE codings SET coder = 'Eve'") ==
        Lines{"error: the coding 00000000-0000-4000-8000-000000000002 is not as its newest event "
              "left it"});
  CHECK(after("DELETE FROM codings") ==
        Lines{"error: the coding 00000000-0000-4000-8000-000000000002 is not as its newest event "
              "left it"});
  CHECK(after("UPDATE events SET coder = 'Eve' WHERE number = 3") ==
        Lines{"error: event 3 (\"tag passage\" by Eve) was changed"});
  CHECK(after("UPDATE payloads SET payload = CAST(replace(CAST(payload AS TEXT), 'sold', 'told')"
              " AS BLOB) WHERE event_id = 3") ==
        Lines{"error: the contents of event 3 (\"tag passage\" by Ana) were changed",
              "error: the coding 00000000-0000-4000-8000-000000000002 is not as its newest event "
              "left it"});
  CHECK(after("DELETE FROM payloads WHERE event_id = 3; DELETE FROM events WHERE number = 3") ==
        Lines{"error: the event that made 00000000-0000-4000-8000-000000000002 is missing"});
  CHECK(after("DELETE FROM payloads WHERE event_id = 2; DELETE FROM events WHERE number = 2") ==
        Lines{"error: the events between 1 and 3 are missing",
              "error: event 3 (\"tag passage\" by Ana) does not follow on the event before it",
              "error: an import has no event"});
  CHECK(after("UPDATE lexicons SET text = x'00'") ==
        Lines{"error: the kept text of the lexicon \"small\" was changed: it does not fit its "
              "digest"});
  CHECK(after("UPDATE tokens SET ids = x'ff' WHERE text_id = 1") ==
        Lines{"a.txt: error: the table of its words is damaged",
              "@: error: the index is wrong for 5 words; make it anew with: retold verify @ "
              "--rebuild"});
  CHECK(after("DELETE FROM tokens WHERE text_id = 1")[0] ==
        "a.txt: error: the table of its words is missing");
  CHECK(after("INSERT INTO words(words) VALUES ('delete-all')") ==
        Lines{"@: error: the index is wrong for 6 words; make it anew with: retold verify @ "
              "--rebuild"});
  CHECK(after("UPDATE project SET tokenizer = 'old'") ==
        Lines{"@: error: the index was made by other word rules; make it anew with: retold verify "
              "@ --rebuild"});
  CHECK(after("UPDATE documents SET text_id = 1") ==
        Lines{"error: the document \"b.txt\" has the text of another one",
              "error: the number of words that the project names is wrong: 7",
              "error: tables of words that belong to no document: 1",
              "@: error: the index is wrong for 5 words; make it anew with: retold verify @ "
              "--rebuild"});
  CHECK(after("DELETE FROM codes WHERE name = 'risk/poverty'")[0] ==
        "error: the file is damaged: a row of the table codings names a row that is not there");
}

TEST_CASE("verify knows of pages, languages, near-duplicates and matches what cannot be true") {
  Folder folder;
  const auto project = makeProject(folder);
  const std::string file = folder.path("study.retold");
  std::string words;
  for (int number = 0; number < 60; ++number) words += " w" + std::to_string(number);
  {
    const auto session = project->beginImport("Ana");
    NewText text = newText("a.txt", "caf\xc3\xa9" + words);
    text.shingles = shingleSignature(text.tokens.folded, text.tokens.foldedEnds);
    text.pageStarts = {0, 6};
    text.languages = {{{0, 5}, "fr", "Latn", 0.5, false}};
    session->add(std::move(text));
    NewText near = newText("b.txt", "caf\xc3\xa9" + words + " end");
    near.shingles = shingleSignature(near.tokens.folded, near.tokens.foldedEnds);
    session->add(std::move(near));
    session->finish(false);
  }
  const Document a = *project->documentNamed("a.txt");
  const Case person{CaseId::create(), "K-1", {}};
  put(*project, person, "add case");
  Decision decision;
  decision.id = DecisionId(*parseUuid("00000000-0000-4000-8000-000000000003"));
  decision.subject = Subject::Case;
  decision.subjectId = person.id;
  decision.question = "prior-trafficking";
  decision.coder = "Ana";
  decision.trace = LexiconTrace{"x", sha256("x"), "1", "w0", {6, 8}, "w0", a.text};
  put(*project, decision, "confirm case");
  CHECK(verified(*project).empty());
  const auto after = [&](const std::string& sql) {
    const std::string copy = folder.path("copy.retold");
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(copy + suffix);
    tamper(file, "VACUUM INTO '" + copy + "'");
    tamper(copy, sql);
    return verified(*openProject(copy, OpenMode::ReadOnly, "test"));
  };
  CHECK(after("UPDATE texts SET page_starts = x'05' WHERE id = 1") ==
        Lines{"a.txt: error: the pages are damaged"});
  CHECK(after("UPDATE texts SET page_starts = x'0104' WHERE id = 1") ==
        Lines{"a.txt: error: the pages do not fit the text"});
  CHECK(after("UPDATE texts SET languages = x'01' WHERE id = 1") ==
        Lines{"a.txt: error: the languages are damaged"});
  CHECK(after("UPDATE documents SET language = 'en' WHERE name = 'a.txt'") ==
        Lines{"a.txt: error: its language is not that of the largest part of its text"});
  CHECK(after("UPDATE project SET words = 3") ==
        Lines{"error: the number of words that the project names is wrong: 3"});
  CHECK(after("UPDATE files SET near_share = NULL") ==
        Lines{"error: what is said of a document that is nearly the same as \"b.txt\" cannot be "
              "true"});
  CHECK(after("UPDATE bands SET band = band + 1 WHERE text_id = 2") ==
        Lines{"b.txt: error: what it is compared with other documents by does not fit the text"});
  CHECK(after("INSERT INTO bands(band, text_id) VALUES (1, 9)") ==
        Lines{"error: numbers to compare documents by that belong to none: 1"});
  CHECK(after("UPDATE traces SET begin_byte = 7") ==
        Lines{"a.txt: error: match of the decision 00000000-0000-4000-8000-000000000003 by Ana, "
              "7,8: the quote is not what stands there",
              "error: the decision 00000000-0000-4000-8000-000000000003 is not as its newest event "
              "left it"});
  CHECK(after("INSERT INTO translations(uuid, document_id, original_id, translator, back, machine)"
              " VALUES (x'01', 1, 2, '', 0, 0), (x'02', 2, 1, '', 0, 0)") ==
        Lines{"error: \"a.txt\" is an original and a translation at once",
              "error: \"b.txt\" is an original and a translation at once"});
  CHECK(after("INSERT INTO language_corrections(uuid, document_id, text_id, begin_byte, end_byte,"
              " language) VALUES (x'01', 1, 1, 5, 5000, 'fr')") ==
        Lines{"a.txt: error: a corrected language does not fit the text: 5,5000"});
}

TEST_CASE("a decision on a match stays with its text, also when it is undone and made again") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "They sold me twice."}});
  const Document before = *project->documentNamed("a");
  Decision decision;
  decision.id = DecisionId::create();
  decision.subject = Subject::Match;
  decision.subjectId = before.id;
  decision.question = "prior-trafficking";
  decision.coder = "Ana";
  decision.verdict = Verdict::Confirm;
  decision.trace = LexiconTrace{"x", sha256("x"), "1", "sold", {5, 9}, "sold", {}};
  put(*project, decision, "confirm match");
  REQUIRE(project->decisions().size() == 1);
  CHECK(project->decisions()[0].trace->text == before.text);
  project->undo("Ana");
  importTexts(*project, {{"a", "Now: they sold me twice."}});
  project->redo("Ana");
  REQUIRE(project->decisions().size() == 1);
  CHECK(project->decisions()[0].trace->text == before.text);
  CHECK(verified(*project).empty());
  decision.id = DecisionId::create();
  CHECK(refusal(*project, folder, decision) ==
        "Refused: the quote is not what stands at the match 5,9 of \"a\" | read the document again "
        "and take the passage from its present text");
  decision.trace->text = TextId::create();
  CHECK(refusal(*project, folder, decision) ==
        "Refused: \"a\" has no text " + toText(decision.trace->text));
  decision.trace->text = before.text;
  CHECK(refusal(*project, folder, decision).empty());
  CHECK(verified(*project).empty());
}

TEST_CASE("a file that is damaged below the tables is reported, not trusted") {
  Folder folder;
  const std::string file = folder.path("study.retold");
  importTexts(*makeProject(folder), {{"a.txt", "They sold me."}});
  const auto size = std::filesystem::file_size(file);
  const std::string garbage(64, '\x5a');
  int reported = 0;
  for (std::uintmax_t page = 2; page * 32768 < size; ++page) {
    const std::string copy = folder.path("copy" + std::to_string(page) + ".retold");
    std::filesystem::copy_file(file, copy);
    {
      std::fstream damage(copy, std::ios::in | std::ios::out | std::ios::binary);
      damage.seekp(static_cast<std::streamoff>(page * 32768));
      damage << garbage;
    }
    std::string said;
    const std::string error = errorOf(folder, [&] {
      for (const std::string& line : verified(*openProject(copy, OpenMode::ReadOnly, "test"))) {
        said += line;
      }
    });
    CHECK((error.empty() || error.find("the project file is damaged") != error.npos));
    CHECK((!said.empty() || !error.empty()));
    ++reported;
  }
  CHECK(reported > 20);
}
