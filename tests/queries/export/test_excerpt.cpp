#include <catch2/catch.hpp>

#include "model/completeness.h"
#include "model/version.h"
#include "queries/document/corrections.h"
#include "queries/export/excerpt.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

namespace retold {
namespace {

using test::TestProject;

TEST_CASE("an excerpt proves where it comes from") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document =
      project.add("anna.txt", "INT: What then?\nR07: They sold me again.\n", "K-01");
  project.add("berta.txt", "B: Nothing.\n");
  const Coding coding =
      tagPassage(storage, document, project.place("anna.txt", "sold me again"),
                 project.code("pattern/sold-again"), "Ana", "a note", std::nullopt);

  const ExcerptExport what = collectExcerpts(storage, {}, "study.retold");
  CHECK(what.leftOut.empty());
  REQUIRE(what.excerpts.size() == 1);
  const Excerpt& excerpt = what.excerpts.front();
  CHECK(excerpt.id == toText(coding.id));
  CHECK(excerpt.document == "anna.txt");
  CHECK(excerpt.caseName == "K-01");
  CHECK(excerpt.turn == 2);
  CHECK(excerpt.speaker == "R07");
  CHECK(excerpt.speakerRole == "respondent");
  CHECK(excerpt.span == coding.span);
  CHECK(excerpt.code == "pattern/sold-again");
  CHECK(excerpt.codeLabel == "Sold again");
  CHECK(excerpt.codeKind == "pattern");
  CHECK(excerpt.left + excerpt.quote + excerpt.right == "INT: What then? R07: They sold me again.");
  CHECK(excerpt.coder == "Ana");
  CHECK(excerpt.time == toText(coding.time));
  CHECK(excerpt.memo == "a note");
  CHECK(excerpt.lexicon.empty());
  CHECK(excerpt.decision.empty());
  CHECK(excerpt.originalDigest == project.text("anna.txt").originalDigest);
  CHECK(excerpt.quoteDigest == storage.digest("sold me again"));
  CHECK(excerpt.quoteDigest.size() == 64);

  CHECK(what.header.project == "study.retold");
  CHECK(what.header.projectId == toText(storage.info().id));
  CHECK(what.header.chainHead == storage.chainHead());
  CHECK(what.header.deidentification == "NOT DEPERSONALISED");
  CHECK(what.header.program == "retold " + std::string(kVersion));
  CHECK(what.header.recall == kRecallUnknown);
  CHECK(what.header.documents == 2);
  CHECK(what.header.documentsWithExcerpts == 1);
  CHECK(what.header.lexicons.empty());
}

TEST_CASE("an excerpt names the lexicon that led to it, and says who reviewed it") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  const std::vector<Lexicon> lexicons{
      test::lexiconOf("pattern resale, weight 1:\n  \"sold me\"\n")};
  const Text text = project.text("a.txt");
  const Match match = scanText(lexicons, text.content).front();
  tagPassage(project.storage(), text.document, match.span, project.code("pattern/sold-again"),
             "Ana", "", traceOf(project.storage(), match, text, lexicons));
  const ExcerptExport what = collectExcerpts(project.storage(), {}, "study.retold");
  REQUIRE(what.excerpts.size() == 1);
  const Excerpt& excerpt = what.excerpts.front();
  CHECK(excerpt.lexicon == "test");
  CHECK(excerpt.lexiconVersion == "1");
  CHECK(excerpt.lexiconDigest == lexicons.front().digest);
  CHECK(excerpt.lexiconReview == reviewLine(lexicons.front()));
  CHECK(excerpt.term == "\"sold me\"");
  CHECK(what.header.lexicons ==
        std::vector<std::string>{"test (en) 1: " + reviewLine(lexicons.front())});
}

TEST_CASE("the newest decision on the document or its case stands with an excerpt") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "sold", "K-01");
  tagPassage(storage, document, {0, 4}, project.code("risk/economic/debt"), "Ana", "",
             std::nullopt);
  const auto verdict = [&] { return collectExcerpts(storage, {}, "p").excerpts.at(0).decision; };
  const auto judge = [&](Subject subject, const Uuid& id, Verdict with, std::string question) {
    Judgement judgement;
    judgement.subject = subject;
    judgement.subjectId = id;
    judgement.verdict = with;
    judgement.question = std::move(question);
    decide(storage, judgement, "Ana");
  };
  judge(Subject::Document, document, Verdict::Confirm, "prior-trafficking");
  CHECK(verdict() == "confirm");
  judge(Subject::Document, document, Verdict::Unsure, "country");
  CHECK(verdict() == "confirm");
  judge(Subject::Case, storage.caseNamed("K-01")->id, Verdict::Reject, "prior-trafficking");
  CHECK(verdict() == "reject");
}

TEST_CASE("excerpts are those of the filter, by document, place and code") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId b = project.add("b.txt", "one two three");
  const DocumentId a = project.add("a.txt", "four five six");
  const Code debt = project.code("risk/economic/debt");
  const Code poverty = project.code("risk/economic/poverty");
  tagPassage(storage, b, {0, 3}, debt, "Ana", "", std::nullopt);
  tagPassage(storage, a, {5, 9}, poverty, "Ben", "", std::nullopt);
  tagPassage(storage, a, {5, 9}, debt, "Ben", "", std::nullopt);
  tagPassage(storage, a, {0, 4}, poverty, "Ana", "", std::nullopt);
  const auto quotes = [&](const CodingFilter& filter) {
    std::string all;
    for (const Excerpt& excerpt : collectExcerpts(storage, filter, "p").excerpts)
      all += excerpt.document + ' ' + excerpt.quote + ' ' + excerpt.codeLabel + '\n';
    return all;
  };
  CHECK(quotes({}) == "a.txt four Poverty\na.txt five Debt\na.txt five Poverty\nb.txt one Debt\n");
  CHECK(quotes({b, {}, {}}) == "b.txt one Debt\n");
  CHECK(quotes({{}, debt.id, {}}) == "a.txt five Debt\nb.txt one Debt\n");
  CHECK(collectExcerpts(storage, {}, "p").header.selection == "all");
  CHECK(collectExcerpts(storage, {b, debt.id, "Ana"}, "p").header.selection ==
        "document b.txt, code risk/economic/debt, coder Ana");
  CHECK(quotes({{}, debt.id, "Ben"}) == "a.txt five Debt\n");
}

TEST_CASE("a tag whose words are no longer in the text is left out and listed, never moved") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "one\nsold again");
  const Code code = project.code("risk/economic/debt");
  tagPassage(storage, document, {0, 3}, code, "Ana", "", std::nullopt);
  tagPassage(storage, document, {4, 8}, code, "Ana", "", std::nullopt);
  tagPassage(storage, document, {9, 14}, code, "Ana", "", std::nullopt);
  project.damage("UPDATE codings SET quote = CAST('bold' AS BLOB) WHERE begin_byte = 4");
  project.damage("UPDATE codings SET end_byte = 99 WHERE begin_byte = 9");
  const ExcerptExport what = collectExcerpts(storage, {}, "study.retold");
  REQUIRE(what.excerpts.size() == 1);
  CHECK(what.excerpts.front().quote == "one");
  REQUIRE(what.leftOut.size() == 2);
  CHECK(toText(what.leftOut[0]) ==
        "a.txt:2:1: warning: left out: \"bold\", tagged with risk/economic/debt by Ana; other "
        "words stand at its place, bytes 4 to 8");
  CHECK(toText(what.leftOut[1]) ==
        "a.txt: warning: left out: \"again\", tagged with risk/economic/debt by Ana; its place, "
        "bytes 9 to 99, lies beyond the end of the text");
}

TEST_CASE("an excerpt cites page, row, time and language of its passage") {
  TestProject project;
  Storage& storage = project.storage();
  const std::string content = "R07: They sold me. Apoi m-au vândut din nou.\n";
  NewText text = test::newText("a.pdf", content);
  text.reader = "pdf 1";
  text.pageStarts = {0, 10};
  text.turns.front().startMilliseconds = 1000;
  text.turns.front().endMilliseconds = 2500;
  text.languages = {{{0, 19}, "en", "Latn", 0.9, false}, {{19, 46}, "ro", "Latn", 0.9, false}};
  text.ocrConfidence = 0.75;
  auto session = storage.beginImport("Ana");
  REQUIRE(session->add(std::move(text)) == Added::New);
  session->finish(false);
  session.reset();
  const DocumentId document = storage.documentNamed("a.pdf")->id;
  tagPassage(storage, document, project.place("a.pdf", "They sold me. Apoi m-au vândut din nou"),
             project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  const Excerpt excerpt = collectExcerpts(storage, {}, "study.retold").excerpts.front();
  CHECK(excerpt.page == 1);
  CHECK(excerpt.pageEnd == 2);
  CHECK_FALSE(excerpt.row);
  CHECK(excerpt.startMilliseconds == 1000);
  CHECK(excerpt.endMilliseconds == 2500);
  CHECK(excerpt.language == "ro");
  CHECK(excerpt.ocrConfidence == 0.75);
  CHECK_FALSE(excerpt.olderText);
  project.change("a.pdf", "R07: Nothing.\n");
  CHECK(collectExcerpts(storage, {}, "study.retold").excerpts.front().olderText);
}

TEST_CASE("a translation counts once with its original, and what was left out counts not at all") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId original = project.add("ro.txt", "R07: M-au vândut.\n");
  const DocumentId translation = project.add("en.txt", "R07: They sold me.\n");
  const DocumentId other = project.add("b.txt", "R08: She was sold.\n");
  const Code code = project.code("pattern/sold-again");
  tagPassage(storage, original, project.place("ro.txt", "vândut"), code, "Ana", "", std::nullopt);
  tagPassage(storage, translation, project.place("en.txt", "sold"), code, "Ana", "", std::nullopt);
  tagPassage(storage, other, project.place("b.txt", "sold"), code, "Ana", "", std::nullopt);
  sayTranslation(storage, {{}, translation, original, "", false, true}, "Ana");

  const ExcerptExport all = collectExcerpts(storage, {}, "study.retold");
  REQUIRE(all.excerpts.size() == 3);
  CHECK(all.excerpts[1].document == "en.txt");
  CHECK(all.excerpts[1].translationOf == "ro.txt");
  CHECK(all.excerpts[1].translator == "a program");
  CHECK(all.header.documents == 3);
  CHECK(all.header.documentsWithExcerpts == 3);
  CHECK(all.header.translations == 1);
  CHECK(all.header.interviews == 2);
  CHECK(all.header.interviewsWithExcerpts == 2);

  leaveOut(storage, *storage.document(other), "consent withdrawn", "Ana");
  const ExcerptExport rest = collectExcerpts(storage, {}, "study.retold");
  CHECK(rest.excerpts.size() == 2);
  CHECK(rest.header.documents == 2);
  CHECK(rest.header.documentsLeftOut == 1);
  CHECK(rest.header.interviews == 1);
  CHECK(rest.header.interviewsWithExcerpts == 1);
}

}  // namespace
}  // namespace retold
