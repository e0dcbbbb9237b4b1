#include "tests/queries/export/sample_export.h"

#include "model/completeness.h"

namespace retold::test {

namespace {

Excerpt fullExcerpt() {
  Excerpt excerpt;
  excerpt.id = "00000000-0000-4000-8000-000000000001";
  excerpt.document = "interviews/anna, 03.txt";
  excerpt.caseName = "K-01";
  excerpt.turn = 12;
  excerpt.speaker = "R07";
  excerpt.speakerRole = "respondent";
  excerpt.startMilliseconds = 3723000;
  excerpt.endMilliseconds = 3728500;
  excerpt.page = 3;
  excerpt.pageEnd = 4;
  excerpt.language = "ro";
  excerpt.translationOf = "interviews/anna.docx";
  excerpt.translator = "M. <P>";
  excerpt.ocrConfidence = 0.875;
  excerpt.olderText = true;
  excerpt.span = {120, 171};
  excerpt.code = "pattern/sold-again";
  excerpt.codeLabel = "Sold again";
  excerpt.codeKind = "pattern";
  excerpt.quote = "=They \"sold\"\nme <b>again</b>.\n\nI said no & ran";
  excerpt.left = "After that: ";
  excerpt.right = ", he's dead.";
  excerpt.leftIsCut = true;
  excerpt.coder = "Ana";
  excerpt.time = "2026-11-22T09:30:00.125Z";
  excerpt.memo = "second episode?";
  excerpt.lexicon = "own";
  excerpt.lexiconVersion = "1.2";
  excerpt.lexiconDigest = std::string(64, 'a');
  excerpt.lexiconReview = "drafted, not yet read by a fluent reader";
  excerpt.term = "sold ~2 again";
  excerpt.decision = "confirm";
  excerpt.originalDigest = std::string(64, 'b');
  excerpt.quoteDigest = std::string(64, 'c');
  return excerpt;
}

Excerpt bareExcerpt(std::string_view number, std::string_view document, std::string_view quote) {
  Excerpt excerpt;
  excerpt.id = "00000000-0000-4000-8000-00000000000" + std::string(number);
  excerpt.document = document;
  excerpt.span = {0, quote.size()};
  excerpt.code = "risk/economic/debt";
  excerpt.codeLabel = "Debt";
  excerpt.codeKind = "risk";
  excerpt.quote = quote;
  excerpt.coder = "Ben";
  excerpt.time = "2026-11-22T10:00:00.000Z";
  excerpt.originalDigest = std::string(64, 'd');
  excerpt.quoteDigest = std::string(64, 'e');
  return excerpt;
}

}  // namespace

ExcerptExport sampleExport() {
  ExcerptExport what;
  what.header.project = "study.retold";
  what.header.projectId = "00000000-0000-4000-8000-0000000000ff";
  what.header.chainHead = std::string(64, '1');
  what.header.made = "2026-11-22T12:00:00.000Z";
  what.header.program = "retold 0.1.0";
  what.header.deidentification = "NOT DEPERSONALISED";
  what.header.lexicons = {"own (en) 1.2: drafted, not yet read by a fluent reader"};
  what.header.selection = "all";
  what.header.recall = kRecallUnknown;
  what.header.documents = 64;
  what.header.documentsWithExcerpts = 3;
  what.header.translations = 4;
  what.header.documentsLeftOut = 1;
  what.header.interviews = 60;
  what.header.interviewsWithExcerpts = 3;
  what.excerpts = {fullExcerpt(), bareExcerpt("2", "ar.txt", "باعوها مرة أخرى"),
                   bareExcerpt("3", "b.txt", "he owed")};
  what.leftOut = {{Severity::Warning, "c.txt", 4, 1,
                   "left out: \"sold\", tagged with risk/economic/debt by Ana; other words stand "
                   "at its place, bytes 9 to 13"}};
  what.excerpts[1].row = 7;
  what.excerpts[1].language = "und";
  return what;
}

}  // namespace retold::test
