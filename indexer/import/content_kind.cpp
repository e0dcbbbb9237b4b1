#include "indexer/import/content_kind.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <vector>

#include "indexer/text/decode.h"

namespace retold {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  std::size_t at;
  std::string_view extension;
};

constexpr std::array kSignatures{
    Signature{"%PDF-"sv, 0, "pdf"},
    Signature{"{\\rtf"sv, 0, "rtf"},
    Signature{"\x89PNG\r\n\x1A\n"sv, 0, "png"},
    Signature{"\xFF\xD8\xFF"sv, 0, "jpg"},
    Signature{"II*\0"sv, 0, "tif"},
    Signature{"MM\0*"sv, 0, "tif"},
    Signature{"\x1F\x8B\x08"sv, 0, "gz"},
    Signature{"BZh91AY&SY"sv, 0, "bz2"},
    Signature{"\xFD"
              "7zXZ\0"sv,
              0, "xz"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, 0, "7z"},
    Signature{"ustar"sv, 257, "tar"},
};

std::uint64_t littleEndian(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count && at + i < bytes.size(); ++i) {
    value |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  }
  return value;
}

// Zip files: only names are looked at, and no byte of them is trusted.

constexpr std::string_view kLocalHead = "PK\x03\x04"sv;
constexpr std::string_view kDirectoryHead = "PK\x01\x02"sv;
constexpr std::string_view kDirectoryEnd = "PK\x05\x06"sv;
constexpr std::size_t kMostNames = 5000;

std::vector<std::string_view> namesOfDirectory(std::string_view zip) {
  std::vector<std::string_view> names;
  constexpr std::size_t endSize = 22, headSize = 46, farthest = 66'000;
  const std::string_view tail = zip.substr(zip.size() - std::min(zip.size(), farthest));
  const std::size_t end = tail.rfind(kDirectoryEnd);
  if (end == std::string_view::npos || tail.size() - end < endSize) return names;
  std::uint64_t at = littleEndian(tail, end + 16, 4);
  while (names.size() < kMostNames && at < zip.size() && zip.size() - at >= headSize) {
    const std::string_view head = zip.substr(static_cast<std::size_t>(at));
    if (!head.starts_with(kDirectoryHead)) break;
    const std::uint64_t name = littleEndian(head, 28, 2);
    names.push_back(head.substr(headSize, static_cast<std::size_t>(name)));
    at += headSize + name + littleEndian(head, 30, 2) + littleEndian(head, 32, 2);
  }
  return names;
}

/// Of a zip file that was cut off: the name of its first file.
std::vector<std::string_view> firstName(std::string_view zip) {
  constexpr std::size_t headSize = 30;
  if (zip.size() <= headSize) return {};
  return {zip.substr(headSize, static_cast<std::size_t>(littleEndian(zip, 26, 2)))};
}

/// What the first file of an OpenDocument file or a book says of it, where it is not packed.
std::string_view mimeTypeOf(std::string_view zip) {
  constexpr std::size_t headSize = 30;
  constexpr std::string_view name = "mimetype";
  if (zip.size() <= headSize || zip.substr(headSize, name.size()) != name) return {};
  const std::size_t begin =
      headSize + static_cast<std::size_t>(littleEndian(zip, 26, 2) + littleEndian(zip, 28, 2));
  return begin < zip.size() ? zip.substr(begin, 80) : std::string_view();
}

std::string_view extensionOfZip(std::string_view zip) {
  struct MimeType {
    std::string_view name, extension;
  };
  constexpr std::array types{
      MimeType{"application/epub+zip", "epub"},
      MimeType{"application/vnd.oasis.opendocument.text", "odt"},
      MimeType{"application/vnd.oasis.opendocument.spreadsheet", "ods"},
      MimeType{"application/vnd.oasis.opendocument.presentation", "odp"},
  };
  const std::string_view mime = mimeTypeOf(zip);
  for (const MimeType& type : types) {
    if (mime.starts_with(type.name)) return type.extension;
  }
  std::vector<std::string_view> names = namesOfDirectory(zip);
  const bool isCut = names.empty();
  if (isCut) names = firstName(zip);
  const auto has = [&names](std::string_view start) {
    return std::any_of(names.begin(), names.end(),
                       [start](std::string_view name) { return name.starts_with(start); });
  };
  if (has("[Content_Types].xml") || isCut) {
    if (has("word/")) return "docx";
    if (has("xl/")) return "xlsx";
    if (has("ppt/")) return "pptx";
    if (has("[Content_Types].xml") || has("_rels/") || has("mimetype")) return "";
  }
  if (has("META-INF/container.xml")) return "epub";
  // OpenDocument without its mark: the name says which.
  if (has("META-INF/manifest.xml") && has("content.xml")) return "";
  return "zip";
}

/// Old office files hold streams whose names are written in UTF-16.
std::string_view extensionOfOle(std::string_view bytes) {
  struct Stream {
    std::string_view name, extension;
  };
  constexpr std::array streams{Stream{"EncryptedPackage", ""}, Stream{"WordDocument", "doc"},
                               Stream{"Workbook", "xls"}, Stream{"PowerPoint Document", "ppt"},
                               Stream{"__substg1.0_", "msg"}};
  for (const Stream& stream : streams) {
    std::string wide;
    for (const char c : stream.name) (wide += c) += '\0';
    if (bytes.find(wide) != std::string_view::npos) return stream.extension;
  }
  return "";
}

// Text that says what it is

bool startsWithoutCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  return std::equal(lower.begin(), lower.end(), text.begin(), [](char wanted, char found) {
    return wanted == (found >= 'A' && found <= 'Z' ? static_cast<char>(found - 'A' + 'a') : found);
  });
}

/// Behind the byte order mark, white space and comments.
std::string_view atFirstElement(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (;;) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n\f"), text.size()));
    const bool comment = text.starts_with("<!--");
    if (!comment && !text.starts_with("<?xml")) return text;
    const std::string_view close = comment ? "-->" : "?>";
    const std::size_t end = text.find(close);
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + close.size());
  }
}

std::string_view extensionOfText(std::string_view bytes) {
  const std::string_view text = bytes.substr(0, 4096);
  const std::string_view element = atFirstElement(text);
  if (startsWithoutCase(element, "<!doctype html") || startsWithoutCase(element, "<html")) {
    return "html";
  }
  std::string_view line = text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text;
  if (line.starts_with("WEBVTT") &&
      (line.size() == 6 || " \t\r\n"sv.find(line[6]) != std::string_view::npos)) {
    return "vtt";
  }
  return "";
}

std::string lowerExtension(std::string_view name) {
  std::string extension = std::filesystem::path(name).extension().string();
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

/// True where a file of this format would begin with a signature, but this one is plain text.
bool isTextAllTheSame(const ImportFormat& format, std::string_view bytes) {
  constexpr std::array withSignature{"docx"sv, "odt"sv, "xlsx"sv, "ods"sv,     "rtf"sv,    "pdf"sv,
                                     "doc"sv,  "msg"sv, "epub"sv, "picture"sv, "archive"sv};
  if (std::ranges::find(withSignature, format.name) == withSignature.end()) return false;
  // Readers look past a little rubbish before the signature; flat XML has none.
  const std::string_view begin = bytes.substr(0, 1024);
  if (begin.find("%PDF-") != std::string_view::npos ||
      begin.find("{\\rtf") != std::string_view::npos || atFirstElement(begin).starts_with("<")) {
    return false;
  }
  NotText why;
  const std::optional<Decoded> decoded = decode(bytes, {}, why);
  return decoded && decoded->unreadable == 0 && !decoded->text.empty();
}

const ImportFormat* formatOfExtension(std::string_view extension) {
  if (extension.empty()) return nullptr;
  return findImportFormat("x." + std::string(extension));
}

}  // namespace

std::string_view extensionByContent(std::string_view bytes) {
  for (const Signature& signature : kSignatures) {
    if (bytes.size() > signature.at && bytes.substr(signature.at).starts_with(signature.bytes)) {
      return signature.extension;
    }
  }
  if (bytes.starts_with(kLocalHead)) return extensionOfZip(bytes);
  if (bytes.starts_with(kDirectoryEnd)) return "zip";
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return extensionOfOle(bytes);
  return extensionOfText(bytes);
}

const ImportFormat* formatNamed(std::string_view name) {
  const auto formats = importFormats();
  const auto at = std::ranges::find(formats, name, &ImportFormat::name);
  return at == formats.end() ? nullptr : &*at;
}

FormatChoice chooseFormat(std::string_view name, std::string_view bytes) {
  const std::string extension = lowerExtension(name);
  const ImportFormat* byName = formatOfExtension(extension.empty() ? "" : extension.substr(1));
  const std::string_view kind = extensionByContent(bytes);
  const ImportFormat* byContent = formatOfExtension(kind);
  if (byContent && byContent != byName) {
    std::string note;
    if (!extension.empty()) {
      note =
          "its name ends in " + extension + ", but it is " + std::string(kind) + " and was read so";
    }
    return {byContent, std::move(note)};
  }
  if (byName && isTextAllTheSame(*byName, bytes)) {
    return {&importFormats().front(),
            "its name ends in " + extension + ", but it is plain text and was read so"};
  }
  if (byName) return {byName, ""};
  if (atFirstElement(bytes.substr(0, 4096)).starts_with("<") && bytes.find("<?xml") < 8) {
    if (const ImportFormat* xml = formatOfExtension("xml")) return {xml, ""};
  }
  return {&importFormats().front(), ""};
}

}  // namespace retold
