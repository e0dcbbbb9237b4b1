#include "queries/find/white_space.h"

#include "indexer/text/utf8.h"

namespace retold {

std::size_t whiteSpaceAt(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return byte == ' ' || (byte >= '\t' && byte <= '\r') ? 1 : 0;
  if (byte != 0xC2 && byte != 0xE1 && byte != 0xE2 && byte != 0xE3) return 0;
  std::size_t end = at;
  const char32_t c = nextCodepoint(text, end);
  const bool isSpace = c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
                       c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
  return isSpace ? end - at : 0;
}

std::string withSingleSpaces(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = whiteSpaceAt(text, at);
    if (size == 0) {
      result += text[at++];
      continue;
    }
    at += size;
    if (whiteSpaceAt(text, at) == 0) result += ' ';
  }
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (const std::size_t size = whiteSpaceAt(text, 0)) text.remove_prefix(size);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = whiteSpaceAt(text, at);
    at += size > 0 ? size : 1;
    if (size == 0) end = at;
  }
  return text.substr(0, end);
}

}  // namespace retold
