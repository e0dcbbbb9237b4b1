#include <algorithm>
#include <array>

#include "indexer/import/importer.h"
#include "indexer/import/reader_protocol.h"
#include "indexer/reader/readers.h"
#include "indexer/text/utf8.h"
#include "tests/fuzz/targets.h"

namespace retold {

namespace {

using ReadFunction = ReadResult (*)(std::string_view, std::string_view, const ReadOptions&,
                                    const ReadSink&);

void promiseText(std::string_view text, std::string_view what) {
  promise(!firstInvalidUtf8(text), std::string(what) + " is valid UTF-8");
}

bool isWithin(ByteSpan span, std::string_view text) {
  return span.begin <= span.end && span.end <= text.size() &&
         isCodepointBoundary(text, span.begin) && isCodepointBoundary(text, span.end);
}

void checkTurns(const ReadDocument& document) {
  std::uint64_t before = 0;
  for (const Turn& turn : document.turns) {
    promise(isWithin(turn.span, document.text), "turns stand within the text");
    promise(isWithin(turn.body, document.text), "bodies stand within the text");
    promise(turn.span.begin <= turn.body.begin && turn.body.end <= turn.span.end,
            "a body stands within its turn");
    promise(before <= turn.span.begin, "turns are in order and disjoint");
    before = turn.span.end;
    promiseText(turn.speaker, "a speaker");
  }
}

void checkPages(const ReadDocument& document) {
  promise(std::ranges::is_sorted(document.pageStarts), "pages are in order");
  for (const std::uint64_t start : document.pageStarts) {
    promise(start <= document.text.size() && isCodepointBoundary(document.text, start),
            "pages begin on code points of the text");
  }
}

/// What comes through the pipe is what was put into it.
void checkProtocol(const ReadDocument& document) {
  const auto back = decodeDocument(encodeDocument(document));
  promise(back.has_value(), "the document comes through the protocol");
  promise(back->text == document.text && back->turns == document.turns &&
              back->pageStarts == document.pageStarts && back->member == document.member &&
              back->notes == document.notes && back->contained == document.contained,
          "the protocol changes nothing");
}

void checkDocument(const ReadDocument& document) {
  promiseText(document.member, "a name");
  promiseText(document.text, "the text");
  promise(document.text.find('\r') == std::string::npos, "line ends are \\n");
  promiseText(document.caseName, "a case");
  for (const std::string& note : document.notes) promiseText(note, "a note");
  for (const auto& [name, value] : document.attributes) {
    promiseText(name, "an attribute's name");
    promiseText(value, "an attribute's value");
  }
  checkTurns(document);
  checkPages(document);
  checkProtocol(document);
}

ReadOptions smallOptions() {
  ReadOptions options;
  options.limits.text = 4U << 20;
  options.limits.unpacked = 32U << 20;
  options.limits.members = 1000;
  return options;
}

void checkReader(ReadFunction read, std::string_view bytes) {
  const ReadOptions options = smallOptions();
  const ReadResult result =
      read("a file", bytes, options, [](ReadDocument&& document) { checkDocument(document); });
  if (result.unreadable) {
    promiseText(*result.unreadable, "the reason");
    promise(!result.unreadable->empty(), "there is a reason");
  }
  for (const Diagnostic& diagnostic : result.diagnostics) {
    promiseText(diagnostic.message, "a diagnostic");
  }
}

bool isPackage(std::string_view format) {
  constexpr std::array packages{std::string_view("docx"), std::string_view("odt"),
                                std::string_view("xlsx"), std::string_view("ods"),
                                std::string_view("epub")};
  return std::ranges::find(packages, format) != packages.end();
}

FuzzTarget targetOf(std::string_view format, ReadFunction read) {
  if (!isPackage(format)) {
    return {std::string(format), [read](std::string_view bytes) { checkReader(read, bytes); }};
  }
  return {std::string(format), [read](std::string_view bytes) {
            checkReader(read, bytes.starts_with('\1') ? packageOf(bytes) : std::string(bytes));
          }};
}

}  // namespace

std::vector<FuzzTarget> readerTargets() {
  std::vector<FuzzTarget> targets;
  for (const ImportFormat& format : importFormats()) {
    // Markdown is read as text; the others go to other programs as they are.
    constexpr std::array passedOn{std::string_view("md"), std::string_view("picture"),
                                  std::string_view("libreoffice")};
    if (!format.read || std::ranges::find(passedOn, format.name) != passedOn.end()) continue;
    targets.push_back(targetOf(format.name, format.read));
  }
  for (const IsolatedReader& reader : isolatedReaders()) {
    targets.push_back(targetOf(reader.format, reader.read));
  }
  return targets;
}

}  // namespace retold
