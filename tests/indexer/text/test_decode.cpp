#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <catch2/catch.hpp>

#include "indexer/text/decode.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;
using namespace std::string_view_literals;

namespace {

Decoded read(std::string_view bytes, const DecodeOptions& options = {}) {
  NotText why;
  const auto decoded = decode(bytes, options, why);
  INFO(why.reason);
  REQUIRE(decoded);
  return *decoded;
}

std::string refused(std::string_view bytes) {
  NotText why;
  CHECK_FALSE(decode(bytes, {}, why));
  return why.reason;
}

std::string encoded(const std::string& text, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(charset, &status);
  const icu::UnicodeString units = icu::UnicodeString::fromUTF8(text);
  std::string bytes(static_cast<std::size_t>(units.length()) * 4 + 16, '\0');
  const std::int32_t size =
      ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                      units.getBuffer(), units.length(), &status);
  ucnv_close(converter);
  INFO(charset);
  REQUIRE(U_SUCCESS(status));
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

/// How much of `wanted` stands in `text` at the same place, in characters.
double likeness(std::string_view wanted, std::string_view text) {
  double count = 0, same = 0;
  for (std::size_t at = 0, other = 0; at < wanted.size();) {
    const char32_t c = nextCodepoint(wanted, at);
    const char32_t d = other < text.size() ? nextCodepoint(text, other) : U'\0';
    count += 1;
    same += c == d ? 1 : 0;
  }
  return same / count;
}

std::string udhr(const std::string& name) {
  return test::contentOf(RETOLD_SHARED_DIR "/corpora/udhr/txt/" + name + ".txt");
}

std::string zoo(const std::string& name) {
  return test::contentOf(RETOLD_SHARED_DIR "/corpora/format_zoo_derived/encodings/" + name);
}

}  // namespace

TEST_CASE("UTF-8 is kept code point for code point, only line ends are made plain") {
  const Decoded text = read("né\r\nб\rв\n\r\n\u2028\u0085x\u00ADy\tz\u200D");
  CHECK(text.text == "né\nб\nв\n\n\u2028\u0085x\u00ADy\tz\u200D");
  CHECK(text.encoding == Encoding{"UTF-8", 1.0, false});
  CHECK(text.unreadable == 0);
}

TEST_CASE("a byte order mark settles the encoding and is left out") {
  const auto [bytes, name] = GENERATE(table<std::string_view, std::string>({
      {"\xEF\xBB\xBFhé"sv, "UTF-8"},
      {"\xFF\xFEh\0\xE9\0"sv, "UTF-16LE"},
      {"\xFE\xFF\0h\0\xE9"sv, "UTF-16BE"},
      {"\xFF\xFE\0\0h\0\0\0\xE9\0\0\0"sv, "UTF-32LE"},
      {"\0\0\xFE\xFF\0\0\0h\0\0\0\xE9"sv, "UTF-32BE"},
  }));
  const Decoded text = read(bytes);
  CHECK(text.text == "hé");
  CHECK(text.encoding == Encoding{name, 1.0, false});
}

TEST_CASE("UTF-16 and UTF-32 without a mark are recognised in every script") {
  for (const char* name : {"als", "arb", "cmn_hans", "tha", "eng", "rus", "hin", "amh"}) {
    const std::string wanted = udhr(name);
    for (const char* form : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
      const Decoded text = read(encoded(wanted, form));
      INFO(name << " " << form);
      CHECK(text.encoding.name == form);
      CHECK(text.encoding.guessed);
      CHECK(text.text == wanted);
    }
  }
}

TEST_CASE("surrogates beyond the basic plane are joined, lonely ones counted as unreadable") {
  const Decoded text = read("\xFF\xFE\x3D\xD8\x00\xDE\x3D\xD8q\0\x00\xDC\x00\xDC"sv);
  CHECK(text.text == "😀\uFFFDq\uFFFD");
  CHECK(text.unreadable == 6);
  CHECK(read("\xFF\xFEh\0i"sv).text == "h\uFFFD");
}

TEST_CASE("UTF-8 with a few bad bytes stays UTF-8, and each run of them is one mark") {
  const Decoded text = read("café и чай \xFF\xFE\xFD tee\xC3");
  CHECK(text.text == "café и чай \uFFFD tee\uFFFD");
  CHECK(text.unreadable == 4);
  CHECK(text.encoding == Encoding{"UTF-8", 0.9, true});
  CHECK(read(zoo("wpa_utf8_then_latin1_mixed.txt")).encoding.name == "UTF-8");
}

TEST_CASE("no bytes are an empty text") {
  const Decoded text = read("");
  CHECK(text.text == "");
  CHECK(text.encoding == Encoding{"UTF-8", 1.0, false});
  CHECK(read("\xEF\xBB\xBF").text == "");
}

TEST_CASE("the user's encoding overrides every guess") {
  DecodeOptions options;
  options.encoding = "cp1251";
  const Decoded text = read("\xCF\xF0\xE8\xE2\xE5\xF2", options);
  CHECK(text.text == "Привет");
  CHECK(text.encoding == Encoding{"windows-1251", 1.0, false});
  options.encoding = "ISO-8859-1";
  CHECK(read("\xC3\xA9", options).text == "Ã©");
  options.encoding = "utf8";
  CHECK(read("\xEF\xBB\xBFé\xFF", options).text == "é\uFFFD");
  options.encoding = "UTF-16LE";
  CHECK(read("\xFF\xFEh\0"sv, options).text == "h");
}

TEST_CASE("an encoding that nobody knows is an error of usage") {
  DecodeOptions options;
  options.encoding = "latin-99";
  NotText why;
  try {
    decode("x", options, why);
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::Usage);
    CHECK(std::string(error.what()) == "\"latin-99\" is no encoding that Retold knows");
    CHECK(error.hint() == "Give a name such as UTF-8, windows-1250, windows-1251 or ISO-8859-2.");
  }
}

TEST_CASE("bytes that are no text are refused with what they are and what to do") {
  CHECK(refused("PK\x03\x04\x14\0\6\0"sv) ==
        "This is a ZIP file or an Office document (.docx, .xlsx, .odt), not a text: save it as "
        "plain text (.txt) and import that.");
  CHECK(refused("%PDF-1.4\n%\xE2\xE3") ==
        "This is a PDF, not a text: save its text as plain text (.txt) and import that.");
  CHECK(refused("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv) ==
        "This is a picture, not a text: have its text recognised (OCR) or typed, and import that.");
  CHECK(refused("\x7F"
                "ELF\2\1\1"sv) == "This is a program, not a text.");
  CHECK(refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"sv) ==
        "This is an old Office document (.doc, .xls, .msg), not a text: save it as plain text "
        "(.txt) and import that.");
  CHECK(refused("abc\0def ghi jkl mno"sv) ==
        "There is a zero byte at byte 4, which no text has: the file is no text, or damaged. If it "
        "is a document of another program, save it as plain text (.txt) and import that.");
  CHECK(refused("\1\2\3\4\5\6 abc") ==
        "6 of 10 bytes are control characters, which no text has: the file is no text, or damaged. "
        "If it is a document of another program, save it as plain text (.txt) and import that.");
}

TEST_CASE("random bytes are refused, or read as valid UTF-8") {
  test::RandomText random(51);
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    const std::size_t alphabet = round % 2 == 0 ? 256 : 128;
    for (std::size_t i = random.below(400); i-- > 0;)
      bytes += static_cast<char>(random.below(alphabet) + (alphabet == 128 ? 0x80 : 0));
    NotText why;
    const auto decoded = decode(bytes, {}, why);
    CHECK(decoded.has_value() == why.reason.empty());
    if (!decoded) continue;
    CHECK_FALSE(firstInvalidUtf8(decoded->text));
    CHECK(decoded->text.find('\r') == std::string::npos);
    CHECK(decoded->encoding.confidence >= 0);
    CHECK(decoded->encoding.confidence <= 1);
  }
}

TEST_CASE("encodings that switch by escape sequences, and EBCDIC, are recognised") {
  const Decoded japanese = read("\x1B$B$3$s$K$A$O\x1B(B, hello");
  CHECK(japanese.text == "こんにちは, hello");
  CHECK(japanese.encoding.name == "ISO-2022-JP");
  const std::string english = "She was sold to another man and then sold again in the next town";
  const Decoded ebcdic = read(encoded(english, "IBM500"));
  CHECK(ebcdic.text == english);
  CHECK(ebcdic.encoding.name == "IBM500");
}

TEST_CASE("Chinese between tildes and braces (HZ) is known, and other tildes are left alone") {
  const Decoded chinese = read("~{K{1;BtAKA=4N~}.\n");
  CHECK(chinese.text == "他被卖了两次.\n");
  CHECK(chinese.encoding.name == "HZ-GB-2312");
  CHECK(read("about ~{three} times, ~}\n").encoding.name == "UTF-8");
}

TEST_CASE("legacy encodings of the UDHR are read right, 97 of 100 characters and more") {
  // Each text in an encoding that holds all its letters.
  const auto [name, charset] = GENERATE(table<std::string, const char*>({
      {"fra", "windows-1252"},
      {"fra", "macintosh"},
      {"fra", "IBM850"},
      {"spa", "ISO-8859-1"},
      {"por_PT", "IBM850"},
      {"deu_1996", "windows-1252"},
      {"ita", "windows-1252"},
      {"pol", "windows-1250"},
      {"pol", "ISO-8859-2"},
      {"hun", "IBM852"},
      {"hrv", "ISO-8859-2"},
      {"bos_latn", "windows-1250"},
      {"slv", "windows-1250"},
      {"als", "ISO-8859-1"},
      {"tur", "windows-1254"},
      {"rus", "windows-1251"},
      {"rus", "KOI8-R"},
      {"rus", "IBM866"},
      {"rus", "ISO-8859-5"},
      {"ukr", "windows-1251"},
      {"ukr", "KOI8-U"},
      {"bul", "windows-1251"},
      {"srp_cyrl", "windows-1251"},
      {"mkd", "windows-1251"},
      {"arb", "windows-1256"},
      {"arb", "ISO-8859-6"},
      {"heb", "windows-1255"},
      {"tha", "windows-874"},
      {"cmn_hans", "GB18030"},
      {"cmn_hant", "Big5"},
  }));
  INFO(name << " " << charset);
  const std::string bytes = encoded(udhr(name), charset);
  DecodeOptions told;
  told.encoding = charset;
  const Decoded guessed = read(bytes);
  INFO(guessed.encoding.name);
  CHECK(guessed.encoding.guessed);
  CHECK(likeness(read(bytes, told).text, guessed.text) >= 0.97);
}

TEST_CASE("files of known encodings are read right") {
  const auto [file, source] = GENERATE(table<std::string, std::string>({
      {"udhr_albanian_latin1.txt", "als"},
      {"udhr_bosnian_lat_windows-1250.txt", "bos_latn"},
      {"udhr_croatian_iso-8859-2.txt", "hrv"},
      {"udhr_russian_cp866.txt", "rus"},
      {"udhr_serbian_cyr_windows-1251.txt", "srp_cyrl"},
      {"udhr_thai_tis-620.txt", "tha"},
      {"udhr_turkish_windows-1254.txt", "tur"},
      {"udhr_ukrainian_koi8-u.txt", "ukr"},
      {"udhr_ukrainian_windows-1251.txt", "ukr"},
      {"udhr_arb_utf16be_nobom.txt", "arb"},
      {"udhr_tha_utf16be_nobom.txt", "tha"},
      {"udhr_cmn_hans_utf16be_nobom.txt", "cmn_hans"},
      {"udhr_amh_utf16le_bom.txt", "amh"},
  }));
  INFO(file);
  const Decoded text = read(zoo(file));
  CHECK(text.unreadable == 0);
  CHECK(likeness(udhr(source), text.text) >= 0.97);
}
