#include "indexer/text/not_text.h"

#include <array>

namespace retold {
namespace {

struct Signature {
  std::string_view bytes;
  std::size_t at = 0;
  std::string_view sentence;
};

using namespace std::string_view_literals;

constexpr std::string_view kArchive =
    "This is a packed archive, not a text: unpack it and import the files in it.";
constexpr std::string_view kImage =
    "This is a picture, not a text: have its text recognised (OCR) or typed, and import that.";
constexpr std::string_view kSound =
    "This is a sound or video recording, not a text: import its transcript.";
constexpr std::string_view kProgram = "This is a program, not a text.";
constexpr std::string_view kOffice =
    "This is an old Office document (.doc, .xls, .msg), not a text: save it as plain text (.txt) "
    "and import that.";

constexpr auto kSignatures = std::to_array<Signature>({
    {"PK\x03\x04"sv, 0,
     "This is a ZIP file or an Office document (.docx, .xlsx, .odt), not a text: save it as plain "
     "text (.txt) and import that."},
    {"PK\x05\x06"sv, 0, kArchive},
    {"%PDF-"sv, 0,
     "This is a PDF, not a text: save its text as plain text (.txt) and import that."},
    {"{\\rtf"sv, 0,
     "This is rich text (RTF), not a plain text: save it as plain text (.txt) and import that."},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, kOffice},
    {"\xDB\xA5-"sv, 0, kOffice},
    {"\xFFWPC"sv, 0,
     "This is a WordPerfect document, not a text: save it as plain text (.txt) and import that."},
    {"\x89PNG\r\n\x1A\n"sv, 0, kImage},
    {"\xFF\xD8\xFF"sv, 0, kImage},
    {"GIF87a"sv, 0, kImage},
    {"GIF89a"sv, 0, kImage},
    {"II*\0"sv, 0, kImage},
    {"MM\0*"sv, 0, kImage},
    {"\x7F"
     "ELF"sv,
     0, kProgram},
    {"\xCF\xFA\xED\xFE"sv, 0, kProgram},
    {"MZ\x90\0"sv, 0, kProgram},
    {"\x1F\x8B\x08"sv, 0, kArchive},
    {"BZh91AY&SY"sv, 0, kArchive},
    {"\xFD"
     "7zXZ\0"sv,
     0, kArchive},
    {"7z\xBC\xAF\x27\x1C"sv, 0, kArchive},
    {"Rar!\x1A\x07"sv, 0, kArchive},
    {"\x28\xB5\x2F\xFD"sv, 0, kArchive},
    {"SQLite format 3\0"sv, 0, "This is a database (SQLite), not a text."},
    {"ID3\x03"sv, 0, kSound},
    {"ID3\x04"sv, 0, kSound},
    {"OggS\0"sv, 0, kSound},
    {"fLaC\0"sv, 0, kSound},
    {"WAVEfmt"sv, 8, kSound},
    {"\x1A\x45\xDF\xA3"sv, 0, kSound},
    {"ftyp"sv, 4, kSound},
    {"\xFF\xFB"sv, 0, kSound},
    {"\xFF\xF3"sv, 0, kSound},
});

bool isControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  constexpr std::string_view kUsual = "\t\n\v\f\r\x1A\x1B";
  return (byte < 0x20 && kUsual.find(c) == std::string_view::npos) || byte == 0x7F;
}

}  // namespace

std::optional<std::string> knownBinary(std::string_view bytes) {
  for (const Signature& signature : kSignatures)
    if (bytes.size() > signature.at &&
        bytes.substr(signature.at, signature.bytes.size()) == signature.bytes)
      return std::string(signature.sentence);
  return std::nullopt;
}

std::optional<std::string> notTextByControls(std::string_view bytes) {
  if (const std::size_t zero = bytes.find('\0'); zero != std::string_view::npos)
    return "There is a zero byte at byte " + std::to_string(zero + 1) +
           ", which no text has: the file is no text, or damaged. If it is a document of another "
           "program, save it as plain text (.txt) and import that.";
  std::size_t controls = 0;
  for (const char c : bytes) controls += isControl(c) ? 1 : 0;
  // A stray control character happens in typed text; one in a hundred does not.
  constexpr std::size_t kAllowedOneIn = 100;
  if (controls * kAllowedOneIn <= bytes.size() || controls < 2) return std::nullopt;
  return std::to_string(controls) + " of " + std::to_string(bytes.size()) +
         " bytes are control characters, which no text has: the file is no text, or damaged. If it "
         "is a document of another program, save it as plain text (.txt) and import that.";
}

}  // namespace retold
