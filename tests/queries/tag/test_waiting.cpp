#include "queries/tag/waiting.h"

#include <catch2/catch.hpp>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::TestProject;

namespace {

void judge(TestProject& project, Subject subject, const Uuid& id, Verdict verdict,
           const std::string& coder, const std::string& reader = "",
           const std::string& question = "prior-trafficking") {
  Judgement judgement;
  judgement.subject = subject;
  judgement.subjectId = id;
  judgement.verdict = verdict;
  judgement.reader = reader;
  judgement.question = question;
  if (subject == Subject::Match) {
    const std::string lexicon = project.storage().keepLexicon("small", "sold\n");
    judgement.trace = LexiconTrace{"small",
                                   lexicon,
                                   "1",
                                   "sold",
                                   {5, 9},
                                   "sold",
                                   project.storage().document(DocumentId(id))->text};
  }
  decide(project.storage(), judgement, coder);
}

/// "a.txt for Besa; b.txt for anybody"
std::string waitingIn(TestProject& project) {
  std::string text;
  for (const Waiting& each : waitingToBeRead(project.storage())) {
    text += (text.empty() ? "" : "; ") + each.name + " for " +
            (each.reader.empty() ? "anybody" : each.reader);
  }
  return text;
}

}  // namespace

TEST_CASE("a file that nobody could read waits until anybody confirms or rejects it") {
  for (const Verdict verdict : {Verdict::Confirm, Verdict::Reject}) {
    TestProject project;
    const DocumentId a = project.add("a.txt", "They sold me.");
    const DocumentId b = project.add("b.txt", "They sold us.");
    CHECK(waitingIn(project).empty());
    judge(project, Subject::Document, a, Verdict::CannotRead, "Ana", "Besa");
    judge(project, Subject::Document, b, Verdict::CannotRead, "Ana");
    CHECK(waitingIn(project) == "a.txt for Besa; b.txt for anybody");
    judge(project, Subject::Document, a, Verdict::CannotRead, "Besa", "Chi");
    CHECK(waitingIn(project) == "a.txt for Chi; b.txt for anybody");
    judge(project, Subject::Document, a, verdict, "Dora");
    CHECK(waitingIn(project) == "b.txt for anybody");
    judge(project, Subject::Document, a, Verdict::CannotRead, "Ana", "Besa");
    CHECK(waitingIn(project) == "a.txt for Besa; b.txt for anybody");
  }
}

TEST_CASE("unsure settles a file only from its coder or its reader") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me.");
  judge(project, Subject::Document, a, Verdict::CannotRead, "Ana", "Besa");
  judge(project, Subject::Document, a, Verdict::Unsure, "Dora");
  CHECK(waitingIn(project) == "a.txt for Besa");
  judge(project, Subject::Document, a, Verdict::Unsure, "Besa");
  CHECK(waitingIn(project).empty());
  judge(project, Subject::Document, a, Verdict::CannotRead, "Ana", "Besa");
  judge(project, Subject::Document, a, Verdict::Unsure, "Ana");
  CHECK(waitingIn(project).empty());
}

TEST_CASE("a case waits with its documents, a match by itself, and each question alone") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me.", "K-1");
  const DocumentId b = project.add("b.txt", "They sold us.", "K-1");
  const CaseId person = project.storage().caseNamed("K-1")->id;
  judge(project, Subject::Case, person, Verdict::CannotRead, "Ana", "Besa");
  CHECK(waitingIn(project) == "a.txt for Besa; b.txt for Besa");
  judge(project, Subject::Document, b, Verdict::Confirm, "Besa", "", "country");
  CHECK(waitingIn(project) == "a.txt for Besa; b.txt for Besa");
  judge(project, Subject::Document, b, Verdict::Reject, "Besa");
  CHECK(waitingIn(project) == "a.txt for Besa");
  judge(project, Subject::Match, a, Verdict::Confirm, "Besa");
  CHECK(waitingIn(project) == "a.txt for Besa");
  judge(project, Subject::Case, person, Verdict::Confirm, "Besa");
  CHECK(waitingIn(project).empty());
  judge(project, Subject::Match, a, Verdict::CannotRead, "Ana");
  CHECK(waitingIn(project) == "a.txt for anybody");
  judge(project, Subject::Match, a, Verdict::Reject, "Besa");
  CHECK(waitingIn(project).empty());
}

TEST_CASE("that a coder cannot read a file does not undo what another one decided") {
  TestProject project;
  const DocumentId a = project.add("a.txt", "They sold me.");
  const auto newest = [&](std::string_view coder) {
    return newestDecision(project.storage().decisions(), Subject::Document, a, "prior-trafficking",
                          coder)
        ->verdict;
  };
  judge(project, Subject::Document, a, Verdict::CannotRead, "Ben");
  CHECK(newest("") == Verdict::CannotRead);
  judge(project, Subject::Document, a, Verdict::Confirm, "Ana");
  judge(project, Subject::Document, a, Verdict::CannotRead, "Ben");
  CHECK(newest("") == Verdict::Confirm);
  CHECK(newest("Ben") == Verdict::CannotRead);
  judge(project, Subject::Document, a, Verdict::CannotRead, "Ana");
  CHECK(newest("") == Verdict::CannotRead);
}
