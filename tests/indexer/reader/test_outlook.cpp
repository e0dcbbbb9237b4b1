#include <catch2/catch.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/reader/outlook_rtf.h"
#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/ole_files.h"

using namespace retold;

namespace {

using Strings = std::vector<std::string>;
using Streams = std::vector<std::pair<std::string, std::string>>;

Reading readMessage(const Streams& streams) {
  return readBytes(&readOutlook, oleOf(streams), {}, "a.msg");
}

/// Properties of fixed size: behind a head, 16 bytes each.
std::string fixed(const std::vector<std::pair<std::uint32_t, std::uint64_t>>& properties) {
  std::string bytes(32, '\0');
  for (const auto& [property, value] : properties) {
    bytes += littleEndian(property, 4) + littleEndian(0, 4) + littleEndian(value, 8);
  }
  return bytes;
}

/// Web pages and RTF of messages, which are bytes of any kind, stand as a word.
ReadResult readTexts(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink) {
  return readOutlook(name, bytes, options, [&sink](ReadDocument&& document) {
    if (document.contained) document.text = "contained";
    document.contained.reset();
    sink(std::move(document));
  });
}

}  // namespace

TEST_CASE("a message has who sent it, to whom and when above its text") {
  const Reading reading =
      readMessage({{"__substg1.0_0C1A001F", utf16(u"Ana Ț.")},
                   {"__substg1.0_5D01001F", utf16(u"ana@example.org")},
                   {"__substg1.0_0E04001F", utf16(u"The team")},
                   {"__substg1.0_0037001F", utf16(u"Interview 7")},
                   {"__substg1.0_1000001F", utf16(u"She called again.\r\nMore tomorrow.\r\n")},
                   // 2011-03-29 08:52:07 in 100 nanoseconds since 1601.
                   {"__properties_version1.0", fixed({{0x00390040, 129458623270000000}})}});
  CHECK(reading.text() ==
        "From: Ana Ț. <ana@example.org>\nTo: The team\nDate: 2011-03-29 08:52 UTC\n"
        "Subject: Interview 7\n\nShe called again.\nMore tomorrow.\n");
  CHECK(reading.notes().empty());
}

TEST_CASE("a message that is no Unicode has the code page that it states") {
  const Reading reading = readMessage({{"__substg1.0_1000001E", "\xE4\xE0, \xF1\xED\xEE\xE2\xE0"},
                                       {"__properties_version1.0", fixed({{0x3FFD0003, 1251}})}});
  CHECK(reading.text() == "да, снова\n");
  CHECK(reading.documents[0].encoding == Encoding{"windows-1251", 1.0, false});
}

TEST_CASE("attachments of a message are left out and named") {
  const Reading reading =
      readMessage({{"__substg1.0_1000001F", utf16(u"See below.")},
                   {"__attach_version1.0_#00000000/__substg1.0_3707001F", utf16(u"case 7.doc")},
                   {"__attach_version1.0_#00000001/__substg1.0_3704001E", "PHOTO.JPG"}});
  CHECK(reading.text() == "See below.\n");
  CHECK(reading.notes() ==
        Strings{"2 attachments were left out (case 7.doc, PHOTO.JPG): save them from the message "
                "and import them as well"});
  CHECK(readMessage({{"__attach_version1.0_#00000000/__substg1.0_3707001F", utf16(u"a.doc")}})
            .result.unreadable ==
        "the message holds no words (1 attachment was left out (a.doc): "
        "save it from the message and import it as well)");
  CHECK(readMessage({{"__substg1.0_1000001F", ""}}).result.unreadable ==
        "the message holds no words");
}

TEST_CASE("a message without plain text gives its web page, or its RTF") {
  const Reading page = readMessage({{"__substg1.0_0037001F", utf16(u"Again")},
                                    {"__substg1.0_10130102", "<html><p>Once more.</p></html>"}});
  CHECK(page.documents.at(0).contained == "<html><p>Once more.</p></html>");
  CHECK(page.documents[0].containedFormat == "html");
  CHECK(page.documents[0].text.empty());
  CHECK(page.notes() == Strings{"Subject: Again"});
  // "{\rtf1 hi}" as the format's own list of beginnings lets it be packed: a copy, then letters.
  const std::string packed = littleEndian(0, 4) + littleEndian(0, 4) + littleEndian(0x75465A4C, 4) +
                             littleEndian(0, 4) + '\x21' + '\x00' + '\x04' + " hi}" +
                             std::string("\x0D\x90", 2);
  const Reading rtf = readMessage({{"__substg1.0_10090102", packed}});
  CHECK(rtf.documents.at(0).contained == "{\\rtf1 hi}");
  CHECK(rtf.documents[0].containedFormat == "rtf");
}

TEST_CASE("RTF of Outlook that is not packed, damaged, or unpacks to too much") {
  const std::string head = littleEndian(0, 4) + littleEndian(5, 4);
  CHECK(unpackOutlookRtf(head + littleEndian(0x414C454D, 4) + littleEndian(0, 4) + "{\\b}x", 100) ==
        "{\\b}x");
  CHECK_FALSE(unpackOutlookRtf("short", 100).has_value());
  CHECK_FALSE(unpackOutlookRtf(head + littleEndian(1, 4) + littleEndian(0, 4) + "x", 100));
  const std::string copies = head + littleEndian(0x75465A4C, 4) + littleEndian(0, 4) +
                             std::string("\xFF\x00\x0F\x00\x0F\x00\x0F\x00\x0F\x00\x0F", 11);
  CHECK_FALSE(unpackOutlookRtf(copies, 20).has_value());
  CHECK(unpackOutlookRtf(copies, 1000)->size() == 5 * 17);
}

TEST_CASE("the message of the zoo") {
  const auto file =
      std::filesystem::path(RETOLD_SHARED_DIR) / "corpora/format_zoo/tika/testMSG_chinese.msg";
  const std::string text = readBytes(&readOutlook, bytesOf(file)).text();
  CHECK(
      text.starts_with("From: Tests Chang@FT (張毓倫)\nTo: Tests Chang@FT (張毓倫)\n"
                       "Date: 2011-03-29 08:52 UTC\n"
                       "Subject: Alfresco MSG format testing ( MSG 格式測試 )\n\n"));
  CHECK(text.find("恭喜 HQ 保全課 陳奎良 高票當選") != std::string::npos);
  for (std::uint32_t seed = 1; seed <= 5; ++seed) readDamaged(&readTexts, file, seed);
}
