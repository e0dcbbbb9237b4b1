#include "indexer/reader/doc_lists.h"

#include <algorithm>
#include <utility>

#include "indexer/reader/ole.h"
#include "indexer/reader/symbols.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

/// [MS-OSHARED] MSONFC.
ListStyle styleOf(std::uint8_t number) {
  switch (number) {
    case 1:
      return ListStyle::UpperRoman;
    case 2:
      return ListStyle::LowerRoman;
    case 3:
      return ListStyle::UpperLetter;
    case 4:
      return ListStyle::LowerLetter;
    case 22:
      return ListStyle::DecimalZero;
    case 23:
      return ListStyle::Bullet;
    case 58:
      return ListStyle::LowerCyrillic;
    case 59:
      return ListStyle::UpperCyrillic;
    case 255:
      return ListStyle::None;
    default:
      return ListStyle::Decimal;
  }
}

std::string bulletOf(std::u16string_view shown, std::string_view modifiers,
                     const std::vector<DocFont>& fonts) {
  DocCharacter format;
  for (const DocModifier& modifier : docModifiers(modifiers, false)) {
    applyTo(format, modifier, DocCharacter{});
  }
  if (shown.empty() || (shown[0] >= 0xD800 && shown[0] < 0xE000)) return "-";
  char32_t character = shown[0];
  if (format.font < fonts.size() && isSymbolFont(fonts[format.font].name)) {
    character = symbolOf(fonts[format.font].name, character);
  }
  std::string utf8;
  appendUtf8(utf8, character);
  return bulletText(utf8);
}

}  // namespace

/// Reads [MS-DOC] LVL; gives its size, 0 where it is cut off.
std::size_t DocLists::readLevel(std::string_view bytes, Level& level,
                                const std::vector<DocFont>& fonts) {
  constexpr std::size_t fixed = 28;
  if (bytes.size() < fixed + 2) return 0;
  const auto byte = [bytes](std::size_t at) { return static_cast<std::uint8_t>(bytes[at]); };
  level.start = std::min(u32At(bytes, 0), 0x7FFFu);
  level.style = styleOf(byte(4));
  level.legal = (byte(5) & 0x04) != 0;
  const std::size_t ofCharacters = byte(24), ofParagraph = byte(25);
  const std::string_view modifiers = part(bytes, fixed + ofParagraph, ofCharacters);
  std::size_t at = fixed + ofParagraph + ofCharacters;
  const std::size_t length = u16At(bytes, at);
  at += 2;
  if (at + length * 2 > bytes.size()) return 0;
  for (std::size_t i = 0; i < length; ++i) {
    level.shown += static_cast<char16_t>(u16At(bytes, at + 2 * i));
  }
  if (level.style == ListStyle::Bullet) level.bullet = bulletOf(level.shown, modifiers, fonts);
  return at + length * 2;
}

void DocLists::readOverrides(std::string_view bytes, const std::vector<DocFont>& fonts) {
  constexpr std::size_t entry = 16;
  const std::size_t count = std::min<std::size_t>(u32At(bytes, 0), bytes.size() / entry);
  std::size_t at = 4 + count * entry;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view own = part(bytes, 4 + i * entry, entry);
    Override& found = overrides_.emplace_back();
    found.list = static_cast<std::int32_t>(u32At(own, 0));
    const std::size_t levels = own.size() < entry ? 0 : static_cast<std::uint8_t>(own[12]);
    at += 4;
    for (std::size_t k = 0; k < levels && at + 8 <= bytes.size(); ++k) {
      const std::uint32_t flags = u32At(bytes, at + 4);
      const std::size_t number = flags & 0xF;
      const bool hasStart = (flags & 0x10) != 0, hasLevel = (flags & 0x20) != 0;
      if (hasStart && number < kLevels) found.starts[number] = u32At(bytes, at) & 0x7FFF;
      at += 8;
      if (!hasLevel) continue;
      Level level;
      const std::size_t size = readLevel(bytes.substr(at), level, fonts);
      if (size == 0) return;
      at += size;
      const auto list = lists_.find(found.list);
      if (hasStart && number < kLevels) found.starts[number] = level.start;
      if (list != lists_.end() && number < kLevels) list->second.levels[number] = std::move(level);
    }
  }
}

void DocLists::read(std::string_view lists, std::string_view overrides,
                    const std::vector<DocFont>& fonts) {
  constexpr std::size_t entry = 28;
  const std::size_t count = std::min<std::size_t>(u16At(lists, 0), lists.size() / entry);
  std::size_t at = 2 + count * entry;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string_view own = part(lists, 2 + i * entry, entry);
    if (own.size() < entry) break;
    List& list = lists_[static_cast<std::int32_t>(u32At(own, 0))];
    const bool simple = (own[26] & 1) != 0;
    for (std::size_t level = 0; level < (simple ? 1 : kLevels) && at < lists.size(); ++level) {
      list.levels[level] = {};
      const std::size_t size = readLevel(lists.substr(at), list.levels[level], fonts);
      if (size == 0) at = lists.size();
      at += size;
    }
  }
  readOverrides(overrides, fonts);
}

std::string DocLists::label(const List& list, const Level& level) const {
  if (level.style == ListStyle::Bullet) return level.bullet;
  std::string text;
  for (const char16_t unit : level.shown) {
    if (unit < kLevels) {
      const Level& other = list.levels[unit];
      const ListStyle style = level.legal ? ListStyle::Decimal : other.style;
      if (style == ListStyle::None || style == ListStyle::Bullet) continue;
      text += listNumber(list.counts[unit].value_or(other.start), style);
    } else if (unit < 0xD800 || unit >= 0xE000) {
      appendUtf8(text, unit);
    }
  }
  const std::size_t end = text.find_last_not_of(" \t");
  return end == std::string::npos ? "" : text.substr(0, end + 1);
}

std::string DocLists::next(std::uint16_t number, std::uint8_t level) {
  if (number == 0 || number > overrides_.size() || level >= kLevels) return {};
  Override& chosen = overrides_[number - 1];
  const auto found = lists_.find(chosen.list);
  if (found == lists_.end()) return {};
  List& list = found->second;
  if (!std::exchange(chosen.used, true)) {
    for (std::size_t i = 0; i < kLevels; ++i) {
      if (!chosen.starts[i]) continue;
      list.levels[i].start = *chosen.starts[i];
      list.counts[i].reset();
    }
  }
  for (std::size_t i = level + std::size_t{1}; i < kLevels; ++i) list.counts[i].reset();
  for (std::size_t i = 0; i < level; ++i) {
    if (!list.counts[i]) list.counts[i] = list.levels[i].start;
  }
  auto& count = list.counts[level];
  count = count ? *count + 1 : list.levels[level].start;
  return label(list, list.levels[level]);
}

}  // namespace retold
