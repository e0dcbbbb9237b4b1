#include "indexer/import/reader_protocol.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>

#include "indexer/text/utf8.h"

using namespace retold;

namespace {

ReadDocument fullDocument() {
  ReadDocument document;
  document.member = "!ordner/dáta.txt";
  document.text = "Ана: Да.\n\nInterviewer: Again?\n";
  document.encoding = {"windows-1251", 0.75, true};
  document.unreadable = 3;
  Turn turn;
  turn.span = {0, 14};
  turn.body = {8, 14};
  turn.speaker = "Ана";
  turn.role = SpeakerRole::Respondent;
  turn.question = true;
  turn.startMilliseconds = -5;
  turn.endMilliseconds = 1'234'567'890'123;
  turn.page = 7;
  document.turns.push_back(turn);
  document.original = std::string("\xFF\0x", 3);
  document.caseName = "C-1";
  document.attributes = {{"country", "XK"}, {"age", ""}};
  document.pageStarts = {0, 16};
  document.pagesWithoutText = 2;
  document.ocrConfidence = 0.5;
  document.notes = {"3 tracked changes: the final text was read"};
  document.contained = std::string("\0\xFE", 2);
  document.containedFormat = "csv";
  return document;
}

void checkEqual(const ReadDocument& a, const ReadDocument& b) {
  CHECK(a.member == b.member);
  CHECK(a.text == b.text);
  CHECK(a.encoding == b.encoding);
  CHECK(a.unreadable == b.unreadable);
  CHECK(a.turns == b.turns);
  CHECK(a.original == b.original);
  CHECK(a.caseName == b.caseName);
  CHECK(a.attributes == b.attributes);
  CHECK(a.pageStarts == b.pageStarts);
  CHECK(a.pagesWithoutText == b.pagesWithoutText);
  CHECK(a.ocrConfidence == b.ocrConfidence);
  CHECK(a.notes == b.notes);
  CHECK(a.contained == b.contained);
  CHECK(a.containedFormat == b.containedFormat);
}

/// What is promised of a document whatever the bytes were. Plain ifs: it runs very often.
bool keepsPromises(const ReadDocument& document) {
  const std::string& text = document.text;
  if (firstInvalidUtf8(text) || firstInvalidUtf8(document.member)) return false;
  if (text.find('\r') != std::string::npos || text.find('\0') != std::string::npos) return false;
  std::uint64_t from = 0;
  for (const Turn& turn : document.turns) {
    if (turn.span.begin < from || turn.span.begin > turn.body.begin ||
        turn.body.begin > turn.body.end || turn.body.end > turn.span.end ||
        turn.span.end > text.size() || firstInvalidUtf8(turn.speaker)) {
      return false;
    }
    for (const std::uint64_t at :
         {turn.span.begin, turn.span.end, turn.body.begin, turn.body.end}) {
      if (!isCodepointBoundary(text, at)) return false;
    }
    from = turn.span.end;
  }
  std::uint64_t page = 0;
  for (const std::uint64_t start : document.pageStarts) {
    if (start < page || start > text.size() || !isCodepointBoundary(text, start)) return false;
    page = start;
  }
  const double sure = document.encoding.confidence;
  return sure >= 0 && sure <= 1 && document.ocrConfidence.value_or(0) >= 0 &&
         document.ocrConfidence.value_or(0) <= 1;
}

}  // namespace

TEST_CASE("a document comes out as it went in") {
  const auto decoded = decodeDocument(encodeDocument(fullDocument()));
  REQUIRE(decoded);
  checkEqual(*decoded, fullDocument());
  const auto empty = decodeDocument(encodeDocument({}));
  REQUIRE(empty);
  checkEqual(*empty, {});
}

TEST_CASE("a request comes out as it went in") {
  ReadRequest request{"pdf", "näme.pdf", {}};
  request.options.decode.encoding = "windows-1250";
  request.options.limits = {1, 2, 3, 4, 5, 6, 7};
  request.options.mapping.columns = {{"Alter", "attribute age", "number", {{"99", "not asked"}}}};
  request.options.ocr = true;
  request.options.ocrLanguages = "eng+ron";
  request.options.libreOffice = true;
  const auto decoded = decodeRequest(encodeRequest(request));
  REQUIRE(decoded);
  CHECK(decoded->format == "pdf");
  CHECK(decoded->name == "näme.pdf");
  CHECK(decoded->options.decode.encoding == "windows-1250");
  const ReadLimits& limits = decoded->options.limits;
  CHECK(std::vector<std::uint64_t>{limits.text, limits.unpacked, limits.members, limits.nesting,
                                   limits.depth, limits.seconds, limits.memory} ==
        std::vector<std::uint64_t>{1, 2, 3, 4, 5, 6, 7});
  REQUIRE(decoded->options.mapping.columns.size() == 1);
  const TableMapping::Column& column = decoded->options.mapping.columns[0];
  CHECK(column.column == "Alter");
  CHECK(column.meaning == "attribute age");
  CHECK(column.type == "number");
  CHECK(column.values == request.options.mapping.columns[0].values);
  CHECK(decoded->options.ocr);
  CHECK(decoded->options.ocrLanguages == "eng+ron");
  CHECK(decoded->options.libreOffice);
}

TEST_CASE("results, greetings and heads come out as they went in") {
  const ReadResult result{{{Severity::Error, "a", 1, 2, "b"}}, "why"};
  const auto decoded = decodeResult(encodeResult(result));
  REQUIRE(decoded);
  CHECK(decoded->diagnostics == result.diagnostics);
  CHECK(decoded->unreadable == "why");
  const std::vector<Protection> protections{{"network", true, "seccomp"}};
  CHECK(decodeGreeting(encodeGreeting(protections)) == protections);
  const auto head = readMessageHead(message(MessageKind::Document, "12345"));
  REQUIRE(head);
  CHECK(head->kind == MessageKind::Document);
  CHECK(head->size == 5);
  CHECK_FALSE(readMessageHead("\1234567"));
  CHECK_FALSE(readMessageHead(std::string(9, '\0')));
  CHECK_FALSE(readMessageHead(std::string(9, '\x7f')));
}

TEST_CASE("a greeting of another version is none") {
  std::string greeting = encodeGreeting({});
  ++greeting[0];
  CHECK_FALSE(decodeGreeting(greeting));
  CHECK_FALSE(decodeGreeting(""));
}

TEST_CASE("spans that lie outside the text, overlap or split a letter are left out") {
  ReadDocument document;
  document.text = "Ана да";
  const auto turn = [](std::uint64_t begin, std::uint64_t end) {
    Turn made;
    made.span = made.body = {begin, end};
    return made;
  };
  document.turns = {turn(0, 6), turn(2, 8), turn(7, 9), turn(7, 99), turn(9, 7), turn(7, 11)};
  document.pageStarts = {1, 0, 99, 5};
  const auto decoded = decodeDocument(encodeDocument(document));
  REQUIRE(decoded);
  CHECK(decoded->turns == std::vector<Turn>{turn(0, 6), turn(7, 9)});
  // 11 bytes: "Ана" 6, a space, "да" 4. The second page cannot begin before the first.
  CHECK(decoded->pageStarts == std::vector<std::uint64_t>{0, 0, 11, 11});
}

TEST_CASE("text and shares are mended whatever is sent") {
  ReadDocument document;
  document.text = std::string("a\r\nb\0c\xFF", 7);
  document.member = "\xC3";
  document.encoding.confidence = std::numeric_limits<double>::quiet_NaN();
  document.ocrConfidence = 17.0;
  const auto decoded = decodeDocument(encodeDocument(document));
  REQUIRE(decoded);
  CHECK(decoded->text == "a\n\nb c\ufffd");
  CHECK(decoded->member == "\ufffd");
  CHECK(decoded->encoding.confidence == 0);
  CHECK(decoded->ocrConfidence == 1);
}

TEST_CASE("messages that were cut off are none") {
  const std::string document = encodeDocument(fullDocument());
  for (std::size_t size = 0; size < document.size(); ++size) {
    INFO(size);
    REQUIRE_FALSE(decodeDocument(document.substr(0, size)));
  }
  CHECK_FALSE(decodeDocument(document + "x"));
}

TEST_CASE("no bytes of a message break a promise or take memory that they do not have") {
  const std::string document = encodeDocument(fullDocument());
  const std::string result = encodeResult({{{Severity::Note, "a", 0, 0, "b"}}, "why"});
  const std::string greeting = encodeGreeting({{"network", true, "seccomp"}});
  std::mt19937 random(11);
  std::size_t decodedOnes = 0, broken = 0;
  for (int round = 0; round < 60'000; ++round) {
    std::string bytes = round % 3 == 0 ? result : round % 3 == 1 ? greeting : document;
    for (auto changes = 1 + random() % 4; changes > 0; --changes) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    if (const auto decoded = decodeDocument(bytes)) {
      ++decodedOnes;
      if (!keepsPromises(*decoded)) ++broken;
    }
    decodeResult(bytes);
    decodeGreeting(bytes);
    decodeRequest(bytes);
  }
  CHECK(decodedOnes > 1000);
  CHECK(broken == 0);
}
