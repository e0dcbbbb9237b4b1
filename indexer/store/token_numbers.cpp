#include "indexer/store/token_numbers.h"

#include <cstring>

namespace retold {

namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 14;

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9e3779b97f4a7c15u;
  return value ^ (value >> 29);
}

std::uint64_t hashOf(std::string_view token) {
  std::uint64_t hash = mix(token.size() + 1);
  while (token.size() >= 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, token.data(), 8);
    hash = mix(hash ^ word);
    token.remove_prefix(8);
  }
  if (!token.empty()) {
    std::uint64_t word = 0;
    std::memcpy(&word, token.data(), token.size());
    hash = mix(hash ^ word);
  }
  return mix(hash);
}

}  // namespace

TokenNumbers::TokenNumbers() : slots_(kFirstSlots) {}

std::size_t TokenNumbers::place(std::string_view token, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash == hash && std::string_view(bytes_).substr(slot.begin, slot.length) == token) {
      break;
    }
  }
  return at;
}

std::uint32_t TokenNumbers::find(std::string_view token) const {
  return slots_[place(token, hashOf(token))].number;
}

void TokenNumbers::add(std::string_view token, std::uint32_t number) {
  if ((size_ + 1) * 2 > slots_.size()) grow();
  const std::uint64_t hash = hashOf(token);
  slots_[place(token, hash)] = {hash, bytes_.size(), static_cast<std::uint32_t>(token.size()),
                                number};
  bytes_ += token;
  ++size_;
}

void TokenNumbers::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace retold
