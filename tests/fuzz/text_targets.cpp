#include <algorithm>
#include <optional>

#include "indexer/import/content_kind.h"
#include "indexer/import/mapping.h"
#include "indexer/import/ocr.h"
#include "indexer/import/reader_protocol.h"
#include "indexer/store/token_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/text/decode.h"
#include "indexer/text/language.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"
#include "model/partial_date.h"
#include "tests/fuzz/targets.h"

namespace retold {

namespace {

std::string asText(std::string_view bytes) {
  std::uint64_t bad = 0;
  return replaceInvalidUtf8(bytes, bad);
}

void feedDecode(std::string_view bytes) {
  NotText why;
  const auto decoded = decode(bytes, {}, why);
  if (!decoded) {
    promise(!why.reason.empty(), "there is a reason");
    return;
  }
  promise(!firstInvalidUtf8(decoded->text), "the text is valid UTF-8");
  promise(decoded->text.find('\r') == std::string::npos, "line ends are \\n");
  promise(decoded->encoding.confidence >= 0 && decoded->encoding.confidence <= 1,
          "a confidence is a share");
}

template <class Item>
void promiseOrder(const std::vector<Item>& items, std::string_view text) {
  std::uint64_t before = 0;
  for (const Item& item : items) {
    promise(before <= item.span.begin && item.span.begin < item.span.end &&
                item.span.end <= text.size(),
            "spans are in order, disjoint, not empty and within the text");
    promise(isCodepointBoundary(text, item.span.begin) && isCodepointBoundary(text, item.span.end),
            "spans are on code points");
    before = item.span.end;
  }
}

void feedTurns(std::string_view bytes) {
  const std::string text = asText(bytes);
  const std::vector<Turn> turns = findTurns(text);
  promiseOrder(turns, text);
  std::uint64_t at = 0;
  const auto outside = [&](std::uint64_t end) {
    const std::string_view between = std::string_view(text).substr(at, end - at);
    return between.find_first_of("abcdefghijklmnopqrstuvwxyz0123456789") == std::string_view::npos;
  };
  for (const Turn& turn : turns) {
    promise(turn.span.begin <= turn.body.begin && turn.body.end <= turn.span.end,
            "a body stands within its turn");
    promise(outside(turn.span.begin), "no letter stands between two turns");
    at = turn.span.end;
  }
  promise(outside(text.size()), "no letter stands behind the turns");
  promiseOrder(paragraphs(text, turns), text);
  promiseOrder(sentences(text, turns), text);
  promiseOrder(guessLanguages(text, turns), text);
}

void feedProtocol(std::string_view bytes) {
  readMessageHead(bytes);
  decodeGreeting(bytes);
  decodeResult(bytes);
  if (const auto request = decodeRequest(bytes)) {
    promise(decodeRequest(encodeRequest(*request)).has_value(), "a request comes through again");
  }
  if (const auto document = decodeDocument(bytes)) {
    promise(!firstInvalidUtf8(document->text), "the text is valid UTF-8");
    for (const Turn& turn : document->turns) {
      promise(turn.span.end <= document->text.size(), "turns stand within the text");
    }
    const auto again = decodeDocument(encodeDocument(*document));
    promise(again && again->text == document->text && again->turns == document->turns &&
                again->pageStarts == document->pageStarts,
            "a document comes through again unchanged");
  }
}

void feedMapping(std::string_view bytes) {
  readTableMapping(asText(bytes), "mapping.csv");
  const AttributePlace place = parseAttributePlace(asText(bytes));
  promise(parseAttributePlace(toText(place)) == place, "a place is read back as it was");
}

void feedDates(std::string_view bytes) {
  for (const auto dayFirst : {std::optional<bool>(), std::optional(true), std::optional(false)}) {
    const auto date = parsePartialDate(asText(bytes), dayFirst);
    if (!date) continue;
    promise(date->earliest || date->latest, "a date has an end");
    promise(!date->earliest || !date->latest || *date->earliest <= *date->latest,
            "a date does not end before it begins");
    promise(!toText(*date).empty(), "a date can be written");
  }
}

void feedTurnBlob(std::string_view bytes) {
  const auto turns = decodeTurns(bytes);
  if (turns) promise(decodeTurns(encodeTurns(*turns)) == turns, "turns are read back as they were");
}

/// Three blobs, each behind a byte that says how long it is.
void feedTokenBlobs(std::string_view bytes) {
  std::string_view blobs[3];
  for (std::string_view& blob : blobs) {
    if (bytes.empty()) break;
    const auto size = static_cast<unsigned char>(bytes.front());
    blob = bytes.substr(1, size);
    bytes.remove_prefix(1 + blob.size());
  }
  TokenStream stream;
  if (!decodeTokens(blobs[0], blobs[1], blobs[2], stream)) {
    promise(stream.ids.empty(), "nothing comes of damaged blobs");
    return;
  }
  promise(stream.ids.size() == stream.spans.size() && stream.ids.size() == stream.positions.size(),
          "the columns are of equal length");
  promise(std::ranges::is_sorted(stream.positions), "positions do not decrease");
}

void feedContentKind(std::string_view bytes) {
  extensionByContent(bytes);
  promise(chooseFormat("interview.docx", bytes).format != nullptr, "there is a format");
  pagesOfTsv(bytes);
}

}  // namespace

std::vector<FuzzTarget> textTargets() {
  return {
      {"decode", &feedDecode},
      {"turns", &feedTurns},
      {"protocol", &feedProtocol},
      {"mapping", &feedMapping},
      {"dates", &feedDates},
      {"turn-blob", &feedTurnBlob},
      {"token-blobs", &feedTokenBlobs},
      {"content-kind", &feedContentKind},
  };
}

}  // namespace retold
