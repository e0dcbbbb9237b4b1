#include <catch2/catch.hpp>

#include "queries/lexicon/ledger.h"
#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

/// "term: hits documents confirmed rejected only", a line each.
std::string ledger(TestProject& project, const std::vector<Lexicon>& lexicons) {
  Progress progress;
  const Ledger book = ledgerOf(project.storage(), lexicons, "prior-trafficking", progress);
  std::string lines;
  for (const LedgerRow& row : book.rows) {
    lines += row.term + ":";
    for (const std::uint64_t number :
         {row.hits, row.documents, row.confirmed, row.rejected, row.onlyByThis})
      lines += " " + std::to_string(number);
    lines += row.gone ? " gone\n" : "\n";
  }
  return lines + std::to_string(book.neverHit) + " never, " + std::to_string(book.decisions) +
         " decisions, " + std::to_string(book.notCounted) + " not counted";
}

void decideMatch(TestProject& project, const std::string& document, std::size_t which,
                 const Lexicon& lexicon, Verdict verdict, const std::string& coder) {
  const Text text = project.text(document);
  Judgement judgement;
  judgement.subject = Subject::Match;
  judgement.subjectId = text.document;
  judgement.verdict = verdict;
  judgement.trace =
      traceOf(project.storage(), scanText({lexicon}, text.content).at(which), text, {lexicon});
  decide(project.storage(), judgement, coder);
}

void decideDocument(TestProject& project, const std::string& document, Verdict verdict,
                    const std::string& coder) {
  Judgement judgement;
  judgement.subjectId = project.text(document).document;
  judgement.verdict = verdict;
  decide(project.storage(), judgement, coder);
}

}  // namespace

TEST_CASE("a ledger counts what each term finds, and puts last what finds nothing") {
  TestProject project;
  project.add("a.txt", "They sold me. They sold her.");
  project.add("b.txt", "Sold, and trafficked.");
  const Lexicon lexicon = lexiconOf(
      "pattern p: x\n  nowhere\n  trafficked\n  sold\npattern q, weight 0.2: x\n  they\n  gone\n");
  CHECK(ledger(project, {lexicon}) ==
        "sold: 3 2 0 0 1\nthey: 2 1 0 0 0\ntrafficked: 1 1 0 0 0\nnowhere: 0 0 0 0 0\n"
        "gone: 0 0 0 0 0\n2 never, 0 decisions, 0 not counted");
}

TEST_CASE("a document is found only by a term when no other takes its place") {
  TestProject project;
  project.add("a.txt", "They sold me again.");
  // "sold me" overlaps, and is not reported beside it.
  CHECK(
      ledger(project, {lexiconOf("pattern p: x\n  \"sold me again\"\n  \"sold me\"\n")}) ==
      "\"sold me again\": 1 1 0 0 0\n\"sold me\": 0 0 0 0 0\n1 never, 0 decisions, 0 not counted");
  CHECK(ledger(project, {lexiconOf("pattern p: x\n  \"sold me again\"\n")}) ==
        "\"sold me again\": 1 1 0 0 1\n0 never, 0 decisions, 0 not counted");
}

TEST_CASE("each coder's newest decision on a match counts for its term") {
  TestProject project;
  project.add("a.txt", "They sold me. Later I was trafficked.");
  const Lexicon lexicon = lexiconOf("pattern p: x\n  sold\npattern q: x\n  trafficked\n");
  decideMatch(project, "a.txt", 0, lexicon, Verdict::Confirm, "Ana");
  decideMatch(project, "a.txt", 0, lexicon, Verdict::Reject, "Ana");
  decideMatch(project, "a.txt", 0, lexicon, Verdict::Reject, "Ben");
  decideMatch(project, "a.txt", 1, lexicon, Verdict::Confirm, "Ben");
  decideMatch(project, "a.txt", 1, lexicon, Verdict::Unsure, "Ana");
  CHECK(ledger(project, {lexicon}) ==
        "sold: 1 1 0 2 0\ntrafficked: 1 1 1 0 0\n0 never, 3 decisions, 0 not counted");
}

TEST_CASE("a decision on a document counts for the term of its best match") {
  TestProject project;
  project.add("a.txt", "They sold me. Later I was trafficked.");
  project.add("b.txt", "Nothing of the kind.");
  const Lexicon lexicon = lexiconOf("pattern p: x\n  sold\npattern q, weight 2: x\n  trafficked\n");
  decideDocument(project, "a.txt", Verdict::Confirm, "Ana");
  decideDocument(project, "b.txt", Verdict::Reject, "Ana");
  // Ben says more of a.txt than that.
  decideDocument(project, "a.txt", Verdict::Confirm, "Ben");
  decideMatch(project, "a.txt", 0, lexicon, Verdict::Reject, "Ben");
  CHECK(ledger(project, {lexicon}) ==
        "sold: 1 1 0 1 0\ntrafficked: 1 1 1 0 0\n0 never, 3 decisions, 1 not counted");
}

TEST_CASE("what was decided on a term that is gone stays in the ledger") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  decideMatch(project, "a.txt", 0, lexiconOf("pattern p: x\n  sold\n"), Verdict::Reject, "Ana");
  CHECK(ledger(project, {lexiconOf("pattern p: x\n  trafficked\n")}) ==
        "trafficked: 0 0 0 0 0\nsold: 0 0 0 1 0 gone\n1 never, 1 decisions, 0 not counted");
}

TEST_CASE("terms of two languages of one lexicon are told apart") {
  TestProject project;
  project.add("a.txt", "They sold me.");
  const Lexicon other = lexiconOf("pattern p: x\n  sold\n", "threshold: 2\n");
  const Lexicon lexicon = lexiconOf("pattern p: x\n  sold\n");
  decideMatch(project, "a.txt", 0, lexicon, Verdict::Confirm, "Ana");
  Progress progress;
  const Ledger book = ledgerOf(project.storage(), {other, lexicon}, "prior-trafficking", progress);
  REQUIRE(book.rows.size() == 2);
  std::uint64_t confirmed = 0;
  for (const LedgerRow& row : book.rows) confirmed += row.confirmed;
  CHECK(confirmed == 1);
}
