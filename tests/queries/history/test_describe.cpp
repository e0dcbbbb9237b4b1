#include <catch2/catch.hpp>

#include "queries/document/corrections.h"
#include "queries/history/describe.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::TestProject;

TEST_CASE("an event is told with the objects that it changed") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "R07: They sold me again.\n", "K-01");
  tagPassage(storage, document, project.place("a.txt", "sold me"),
             project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  Judgement judgement;
  judgement.subjectId = document;
  judgement.verdict = Verdict::Confirm;
  decide(storage, judgement, "Ana");
  judgement.subject = Subject::Case;
  judgement.subjectId = storage.caseNamed("K-01")->id;
  judgement.question = "forced labour";
  decide(storage, judgement, "Ana");
  sayLanguage(storage, *storage.document(document), ByteSpan{5, 9}, "ro", "Ana");
  sayRole(storage, *storage.document(document), "R07", SpeakerRole::Other, "Ana");
  leaveOut(storage, *storage.document(document), "wrong study", "Ana");
  storage.undo("Ana");

  const EventDescriber describer(storage);
  std::vector<std::string> lines;
  for (const Event& event : storage.events(1, 100)) lines.push_back(describer.line(event));
  REQUIRE(lines.size() == 9);
  CHECK(lines[0] == "make project: 6 codes of the codebook");
  CHECK(lines[2] == "tag passage: pattern/sold-again in a.txt");
  CHECK(lines[3] == "confirm document: a.txt");
  CHECK(lines[4] == "confirm case: K-01, forced labour");
  CHECK(lines[5] == "say language: a.txt@5-9 is ro");
  CHECK(lines[6] == "say role of speaker: R07 in a.txt is other");
  CHECK(lines[7] == "leave out document: a.txt (wrong study)");
  CHECK(lines[8].find("a.txt (wrong study)") != std::string::npos);
}

TEST_CASE("concerns, result sets, summaries, lexicons and certainty are told") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "R07: They sold me again.\n", "K-01");
  const Text text = project.text("a.txt");
  const ByteSpan span = project.place("a.txt", "sold");
  const CaseId person = storage.caseNamed("K-01")->id;
  const CodeId code = project.code("pattern/sold-again").id;
  const auto put = [&storage](const Object& object, std::string action) {
    ChangeSet set;
    set.coder = "Ana";
    set.action = std::move(action);
    set.changes.push_back({ChangeKind::Put, object});
    storage.apply(set);
  };
  Concern concern{
      ConcernId::create(), document, text.id, span, "sold", "", "Ana", {1}, false, "", "", {}};
  put(concern, "raise concern");
  concern.settled = true;
  concern.settledBy = "Ben";
  put(concern, "settle concern");
  put(ResultSet{ResultSetId::create(), "sold", "sold", {{document, text.id, span}}, "Ana", {1}},
      "keep result set");
  put(Summary{SummaryId::create(), person, code, "Sold.", {}, "Ana", {1}}, "sum up");
  put(OwnLexicon{OwnLexiconId::create(), "debt", "ro", "", "Ana", {1}}, "save lexicon");
  Judgement judgement;
  judgement.subject = Subject::Case;
  judgement.subjectId = person;
  judgement.verdict = Verdict::Confirm;
  judgement.certainty = Certainty::FearedAgain;
  decide(storage, judgement, "Ana");
  const EventDescriber describer(storage);
  std::vector<std::string> lines;
  for (const Event& event : storage.events(3, 100)) lines.push_back(describer.line(event));
  CHECK(lines == std::vector<std::string>{
                     "raise concern: in a.txt", "settle concern: settled, in a.txt",
                     "keep result set: \"sold\", 1 passage", "sum up: pattern/sold-again of K-01",
                     "save lexicon: debt in ro", "confirm case: K-01 (feared-again)"});
}

TEST_CASE("an event whose payload was purged is told by its action") {
  TestProject project;
  Event event;
  event.action = "tag passage";
  const EventDescriber describer(project.storage());
  CHECK(describer.objects(event).empty());
  CHECK(describer.line(event) == "tag passage");
  event.payload = "no payload";
  CHECK(describer.line(event) == "tag passage");
}

TEST_CASE("what undo and redo would do is told with what it was done to") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "R07: They sold me again.\n");
  tagPassage(storage, document, project.place("a.txt", "sold me"),
             project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  const EventDescriber describer(storage);
  CHECK(describer.line(*storage.nextUndo("Ana")) == "tag passage: pattern/sold-again in a.txt");
  storage.undo("Ana");
  CHECK(describer.line(*storage.nextRedo("Ana")) == "tag passage: pattern/sold-again in a.txt");
  UndoStep unknown = *storage.nextRedo("Ana");
  unknown.number = 1000;
  CHECK(describer.line(unknown) == "tag passage");
}

}  // namespace
}  // namespace retold
