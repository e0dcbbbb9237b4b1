#include <QTextDocument>
#include <catch2/catch.hpp>
#include <random>

#include "gui/open_document.h"
#include "gui/strings.h"
#include "gui/views/display_text.h"
#include "gui/views/transcript_view.h"
#include "indexer/text/utf8.h"

using namespace retold;

namespace {

std::shared_ptr<const OpenDocument> holding(const std::string& content) {
  Document document;
  document.id = DocumentId::create();
  Text text;
  text.id = document.text = TextId::create();
  text.document = document.id;
  text.content = content;
  return std::make_shared<const OpenDocument>(document, text, std::nullopt, Candidate{});
}

/// The letters that a widget is likeliest to swallow, split or merge, and some of every width.
std::string awkwardText(std::mt19937& random, int length) {
  static const char32_t letters[] = {U'a',   U' ',   U'\n',  U'\n',   U'\t',    U'\r',   U'\0',
                                     0x0B,   0x0C,   0x1B,   0x7F,    0x85,     0xA0,    0xAD,
                                     0x301,  0x5D0,  0x627,  0xE01,   0x200B,   0x200D,  0x202E,
                                     0x2028, 0x2029, 0xFDD0, 0xFDD1,  0xFDEF,   0xFEFF,  0xFFFC,
                                     0xFFFD, 0xFFFE, 0xFFFF, 0x1F469, 0x10FFFF, 0x1FFFE, 0xE0001};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(letters) - 1);
  std::string text;
  for (int i = 0; i < length; ++i) appendUtf8(text, letters[pick(random)]);
  return text;
}

}  // namespace

TEST_CASE("what Qt would swallow or split is shown as another character of the same length") {
  const std::string nul(1, '\0');
  CHECK(displayText("a" + nul + "b") == QStringLiteral("a\u2400b"));
  CHECK(displayText("a\r\nb") == QStringLiteral("a\u240D\nb"));
  CHECK(displayText("a\u2029b\u2028c") == QStringLiteral("a\u2424b\u2424c"));
  CHECK(displayText("\uFDD0\uFDD1\uFFFC") == QStringLiteral("\uFFFD\uFFFD\uFFFD"));
  CHECK(displayText("\uFEFFa\n\tb\u00A0c") == QStringLiteral("\uFEFFa\n\tb\u00A0c"));
}

TEST_CASE("every position of a text is the same position in the widget, whatever the text holds") {
  std::mt19937 random(20100601);
  for (int round = 0; round < 300; ++round) {
    const std::string content = awkwardText(random, 40);
    const QString display = displayText(content);
    QTextDocument widget;
    widget.setPlainText(display);
    REQUIRE(widget.characterCount() - 1 == display.size());
    std::size_t at = 0;
    const OffsetMap offsets(content);
    while (at < content.size()) {
      const std::size_t begin = at;
      const char32_t letter = nextCodepoint(content, at);
      const Utf16Span units = offsets.toUtf16({begin, at});
      REQUIRE(units.end - units.begin == (letter > 0xFFFF ? 2u : 1u));
      const QChar shown = widget.characterAt(static_cast<int>(units.begin));
      if (letter == U'\n') REQUIRE(shown == QChar(QChar::ParagraphSeparator));
      if (letter >= U'a' && letter < 0xFDD0 && letter != 0x7F && letter != 0x2028 &&
          letter != 0x2029) {
        REQUIRE(shown.unicode() == letter);
      }
    }
  }
}

TEST_CASE("a selection in the transcript gives the bytes of what was selected") {
  std::mt19937 random(7);
  TranscriptView view;
  for (int round = 0; round < 100; ++round) {
    const std::string content = awkwardText(random, 30);
    const auto document = holding(content);
    view.showDocument(document);
    std::size_t at = 0;
    while (at < content.size()) {
      const std::size_t begin = at;
      (void)nextCodepoint(content, at);
      const Utf16Span units = document->offsets().toUtf16({begin, at});
      QTextCursor cursor(view.document());
      cursor.setPosition(static_cast<int>(units.begin));
      cursor.setPosition(static_cast<int>(units.end), QTextCursor::KeepAnchor);
      view.setTextCursor(cursor);
      const auto passage = view.selectedPassage();
      // A cursor does not stop inside what is drawn as one: what is selected may be wider.
      if (passage) REQUIRE(ByteSpan{begin, at} == *passage);
    }
  }
}
