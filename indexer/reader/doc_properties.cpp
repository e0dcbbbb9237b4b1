#include "indexer/reader/doc_properties.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/reader/ole.h"

namespace retold {

namespace {

// The modifiers that count for the text, as [MS-DOC] 2.6 numbers them.
namespace sprm {
constexpr std::uint16_t kDeleted = 0x0800, kInserted = 0x0801, kData = 0x0806, kSpecVanish = 0x0818,
                        kHidden = 0x083C, kPlain = 0x2A33, kCharacterStyle = 0x4A30, kFont = 0x4A4F,
                        kOtherFont = 0x4A51, kLocation = 0x6A03, kSymbol = 0x6A09,
                        kParagraphStyle = 0x4600, kLevel = 0x260A, kList = 0x460B,
                        kInTable = 0x2416, kRowEnd = 0x2417, kInnerCell = 0x244B,
                        kInnerRow = 0x244C, kDepth = 0x6649, kDepthChange = 0x664A,
                        kDefineTable = 0xD608, kTabs = 0xC615, kDefineTable10 = 0xD606;
}  // namespace sprm

struct OfWord6 {
  std::uint8_t code;
  std::uint16_t inWord97;
};
constexpr std::array kOfWord6{
    OfWord6{2, sprm::kParagraphStyle},  OfWord6{24, sprm::kInTable},
    OfWord6{25, sprm::kRowEnd},         OfWord6{65, sprm::kDeleted},
    OfWord6{66, sprm::kInserted},       OfWord6{68, sprm::kLocation},
    OfWord6{71, sprm::kData},           OfWord6{74, sprm::kSymbol},
    OfWord6{80, sprm::kCharacterStyle}, OfWord6{83, sprm::kPlain},
    OfWord6{92, sprm::kHidden},         OfWord6{93, sprm::kFont},
};

constexpr int kVariable = -1;  ///< a byte says how long
constexpr int kUnknown = -2;

/// How long the operand of a modifier of Word 6 is.
int operandOfWord6(std::uint8_t code) {
  constexpr std::array<std::string_view, 6> byLength{
      std::string_view("\x53", 1),  // 0: 83
      std::string_view(
          "\x04\x05\x06\x07\x08\x09\x0A\x0B\x0D\x0E\x18\x19\x1D\x25\x2C\x32\x33\x41\x42\x43"
          "\x47\x4B\x55\x56\x57\x58\x59\x5A\x5B\x5C\x5E\x62\x64\x66\x68\x75\x76"),
      std::string_view(
          "\x02\x10\x11\x12\x13\x15\x16\x1A\x1B\x1C\x1E\x1F\x20\x21\x22\x23\x24\x26\x27\x28"
          "\x29\x2A\x2B\x2D\x2E\x2F\x30\x31\x45\x48\x50\x5D\x60\x61\x63\x65\x6B\x6D\x6E"),
      std::string_view("\x49\x5F"),
      std::string_view("\x14\x46"),
      std::string_view("\x03\x0C\x0F\x17\x44\x4A\x51\x52\x67\x69\x6A\x6C"),  // variable
  };
  for (std::size_t length = 0; length < byLength.size(); ++length) {
    if (byLength[length].find(static_cast<char>(code)) == std::string_view::npos) continue;
    return length == 5 ? kVariable : static_cast<int>(length);
  }
  return kUnknown;
}

/// Bytes of the operand at the begin of `rest`, its own count included; none where it is cut off.
std::optional<std::size_t> operandSize(std::uint16_t code, std::string_view rest) {
  constexpr std::array<std::size_t, 8> sizes{1, 1, 2, 4, 2, 2, 0, 3};
  std::size_t size = sizes[code >> 13];
  if (code == sprm::kDefineTable || code == sprm::kDefineTable10) {
    size = std::size_t{u16At(rest, 0)} + 1;
  } else if (size == 0) {
    if (rest.empty()) return std::nullopt;
    size = static_cast<unsigned char>(rest[0]) + std::size_t{1};
    // Its length is not told where it is 255; such lists of tabs end what we can read.
    if (code == sprm::kTabs && size == 256) return std::nullopt;
  }
  if (size > rest.size()) return std::nullopt;
  return size;
}

std::vector<DocModifier> modifiersOfWord6(std::string_view bytes) {
  std::vector<DocModifier> found;
  while (!bytes.empty()) {
    const auto code = static_cast<std::uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    int length = operandOfWord6(code);
    if (length == kVariable && !bytes.empty()) {
      length = static_cast<unsigned char>(bytes[0]);
      bytes.remove_prefix(1);
    }
    if (length < 0 || static_cast<std::size_t>(length) > bytes.size()) break;
    const auto size = static_cast<std::size_t>(length);
    found.push_back({docModifierOfByte(code), bytes.substr(0, size)});
    bytes.remove_prefix(size);
  }
  return found;
}

/// A property that is on or off, or follows the style.
bool toggled(std::uint32_t operand, bool ofStyle) {
  switch (operand & 0xFF) {
    case 0x80:
      return ofStyle;
    case 0x81:
      return !ofStyle;
    default:
      return (operand & 0xFF) != 0;
  }
}

std::string nameFrom(std::string_view bytes, std::size_t unit) {
  std::string name;
  for (std::size_t i = 0; i + unit <= bytes.size(); i += unit) {
    const unsigned code = unit == 2 ? u16At(bytes, i) : static_cast<unsigned char>(bytes[i]);
    if (code == 0) break;
    name += code < 0x80 ? static_cast<char>(code) : '?';
  }
  return name;
}

}  // namespace

std::uint32_t DocModifier::value() const {
  std::uint32_t all = 0;
  for (std::size_t i = std::min<std::size_t>(operand.size(), 4); i-- > 0;) {
    all = all << 8 | static_cast<unsigned char>(operand[i]);
  }
  return all;
}

std::uint16_t docModifierOfByte(std::uint8_t code) {
  const auto found = std::ranges::find(kOfWord6, code, &OfWord6::code);
  return found == kOfWord6.end() ? std::uint16_t{0} : found->inWord97;
}

std::vector<DocModifier> docModifiers(std::string_view bytes, bool word6) {
  if (word6) return modifiersOfWord6(bytes);
  std::vector<DocModifier> found;
  while (bytes.size() > 2) {
    const std::uint16_t code = u16At(bytes, 0);
    bytes.remove_prefix(2);
    const auto size = operandSize(code, bytes);
    if (!size) break;
    found.push_back({code, bytes.substr(0, *size)});
    bytes.remove_prefix(*size);
  }
  return found;
}

void applyTo(DocCharacter& format, const DocModifier& modifier, const DocCharacter& ofStyle) {
  const std::uint32_t value = modifier.value();
  const auto low = static_cast<std::uint16_t>(value);
  switch (modifier.code) {
    case sprm::kDeleted:
      format.deleted = low != 0;
      break;
    case sprm::kInserted:
      format.inserted = low != 0;
      break;
    case sprm::kData:
      format.data = (low & 0xFF) != 0;
      break;
    case sprm::kHidden:
      format.hidden = toggled(value, ofStyle.hidden);
      break;
    case sprm::kPlain:
      format = ofStyle;
      break;
    case sprm::kFont:
      format.font = low;
      break;
    case sprm::kOtherFont:
      format.otherFont = low;
      break;
    case sprm::kLocation:
      format.location = value;
      break;
    case sprm::kSymbol:
      format.symbolFont = low;
      format.symbol = static_cast<char16_t>(value >> 16);
      break;
    default:
      break;
  }
}

void applyTo(DocParagraph& format, const DocModifier& modifier) {
  const std::uint32_t value = modifier.value();
  constexpr std::uint32_t deepest = 64;
  switch (modifier.code) {
    case sprm::kParagraphStyle:
      format.style = static_cast<std::uint16_t>(value);
      break;
    case sprm::kLevel:
      format.level = static_cast<std::uint8_t>(value);
      break;
    case sprm::kList:
      format.list = static_cast<std::uint16_t>(value);
      break;
    case sprm::kInTable:
      format.inTable = (value & 0xFF) != 0;
      break;
    case sprm::kRowEnd:
      format.rowEnd = (value & 0xFF) != 0;
      break;
    case sprm::kInnerCell:
      format.innerCellEnd = (value & 0xFF) != 0;
      break;
    case sprm::kInnerRow:
      format.innerRowEnd = (value & 0xFF) != 0;
      break;
    case sprm::kDepth:
      format.depth = std::min(value, deepest);
      break;
    case sprm::kDepthChange:
      format.depth = std::min(format.depth + value, deepest);
      break;
    default:
      break;
  }
}

// Styles

void DocStyles::readStyle(std::string_view bytes, std::size_t baseSize) {
  Style& style = styles_.emplace_back();
  if (bytes.size() < 10) return;
  constexpr std::uint16_t ofParagraphs = 1, ofCharacters = 2;
  const std::uint16_t kind = u16At(bytes, 2) & 0xF;
  style.base = u16At(bytes, 2) >> 4;
  // The name, then lists of modifiers, each at an even place.
  std::size_t at = baseSize;
  if (word6_) {
    at += part(bytes, at, 1).empty() ? 0 : static_cast<unsigned char>(bytes[at]) + std::size_t{2};
  } else {
    at += std::size_t{u16At(bytes, at)} * 2 + 4;
  }
  const auto next = [&]() {
    at += at % 2;
    const std::size_t size = u16At(bytes, at);
    const std::string_view found = part(bytes, at + 2, size);
    at += 2 + size;
    return found;
  };
  if (kind == ofParagraphs) {
    const std::string_view paragraph = next();
    style.paragraph = paragraph.substr(std::min<std::size_t>(2, paragraph.size()));
  }
  if (kind == ofParagraphs || kind == ofCharacters) style.character = next();
}

void DocStyles::read(std::string_view bytes, bool word6) {
  word6_ = word6;
  const std::size_t header = u16At(bytes, 0);
  const std::size_t count = std::min<std::size_t>(u16At(bytes, 2), kNone);
  const std::size_t baseSize = u16At(bytes, 4);
  for (std::size_t at = 2 + header; styles_.size() < count && at + 2 <= bytes.size();) {
    const std::size_t size = u16At(bytes, at);
    readStyle(part(bytes, at + 2, size), baseSize);
    at += 2 + size + size % 2;
  }
}

/// The style and what it is based on, the last first.
std::vector<const DocStyles::Style*> DocStyles::chain(std::uint16_t style) const {
  std::vector<const Style*> found;
  constexpr std::size_t longest = 64;
  for (; style < styles_.size() && found.size() < longest; style = styles_[style].base) {
    found.push_back(&styles_[style]);
  }
  std::ranges::reverse(found);
  return found;
}

void DocStyles::applyCharacterStyle(std::uint16_t style, DocCharacter& format) const {
  for (const Style* each : chain(style)) {
    const DocCharacter before = format;
    for (const DocModifier& modifier : docModifiers(each->character, word6_)) {
      applyTo(format, modifier, before);
    }
  }
}

DocCharacter DocStyles::character(std::uint16_t style) const {
  DocCharacter format;
  applyCharacterStyle(style, format);
  return format;
}

DocParagraph DocStyles::paragraph(std::uint16_t style) const {
  DocParagraph format;
  for (const Style* each : chain(style)) {
    for (const DocModifier& modifier : docModifiers(each->paragraph, word6_)) {
      applyTo(format, modifier);
    }
  }
  format.style = style;
  return format;
}

// Fonts

std::vector<DocFont> docFonts(std::string_view bytes, bool word6) {
  std::vector<DocFont> fonts;
  const std::size_t nameAt = word6 ? 6 : 40;
  for (std::size_t at = word6 ? 2 : 4; at < bytes.size();) {
    const std::size_t size = static_cast<unsigned char>(bytes[at]) + std::size_t{1};
    const std::string_view font = part(bytes, at, size);
    if (font.size() < nameAt) break;
    fonts.push_back(
        {nameFrom(font.substr(nameAt), word6 ? 1 : 2), static_cast<std::uint8_t>(font[4])});
    at += size;
  }
  return fonts;
}

}  // namespace retold
