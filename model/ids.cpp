#include "model/ids.h"

#include <cstring>
#include <random>
#include <utility>

namespace retold {

Uuid newUuid() {
  // random_device reads the kernel's generator on Linux; an engine seeded from it would repeat
  // after fork.
  thread_local std::random_device source;
  Uuid id;
  for (std::size_t at = 0; at < id.bytes.size(); at += 4) {
    const std::uint32_t word = source();
    std::memcpy(id.bytes.data() + at, &word, 4);
  }
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x40);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

std::string toText(const Uuid& id) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (std::size_t at = 0; at < id.bytes.size(); ++at) {
    if (at == 4 || at == 6 || at == 8 || at == 10) text += '-';
    text += digits[id.bytes[at] >> 4];
    text += digits[id.bytes[at] & 0x0f];
  }
  return text;
}

std::optional<Uuid> parseUuid(std::string_view text) {
  if (text.size() >= 2 && text.front() == '{' && text.back() == '}') {
    text = text.substr(1, text.size() - 2);
  }
  Uuid id;
  std::size_t nibbles = 0;
  char before = 0;
  for (const char c : text) {
    if (std::exchange(before, c) == '-' && c == '-') return std::nullopt;
    int value = 0;
    if (c >= '0' && c <= '9')
      value = c - '0';
    else if (c >= 'a' && c <= 'f')
      value = c - 'a' + 10;
    else if (c >= 'A' && c <= 'F')
      value = c - 'A' + 10;
    else if (c == '-' && (nibbles == 8 || nibbles == 12 || nibbles == 16 || nibbles == 20))
      continue;
    else
      return std::nullopt;
    if (nibbles == 32) return std::nullopt;
    std::uint8_t& byte = id.bytes[nibbles / 2];
    byte = static_cast<std::uint8_t>((byte << 4) | value);
    ++nibbles;
  }
  if (nibbles != 32) return std::nullopt;
  return id;
}

}  // namespace retold

std::size_t std::hash<retold::Uuid>::operator()(const retold::Uuid& id) const noexcept {
  std::size_t value = 0;
  static_assert(sizeof(value) <= sizeof(id.bytes));
  std::memcpy(&value, id.bytes.data(), sizeof(value));
  return value;
}
