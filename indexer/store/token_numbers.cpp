#include "indexer/store/token_numbers.h"

#include <cstring>

namespace retold {

namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 14;

constexpr std::size_t kHead = 8;

std::uint64_t mix(std::uint64_t value) {
  value *= 0x9e3779b97f4a7c15u;
  return value ^ (value >> 29);
}

std::uint64_t headOf(std::string_view token) {
  std::uint64_t head = 0;
  if (token.size() >= kHead) {
    std::memcpy(&head, token.data(), kHead);
  } else {
    for (std::size_t at = 0; at < token.size(); ++at) {
      head |= static_cast<std::uint64_t>(static_cast<unsigned char>(token[at])) << (8 * at);
    }
  }
  return head;
}

std::uint64_t hashOf(std::string_view token, std::uint64_t head) {
  std::uint64_t hash = mix(head ^ token.size());
  for (std::size_t at = kHead; at < token.size(); at += kHead) {
    hash = mix(hash ^ headOf(token.substr(at)));
  }
  return mix(hash);
}

}  // namespace

TokenNumbers::TokenNumbers() : slots_(kFirstSlots) {}

std::size_t TokenNumbers::place(std::string_view token, std::uint64_t head,
                                std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.hash != hash || slot.head != head || slot.length != token.size()) continue;
    if (token.size() <= kHead || bytes_.compare(slot.begin, slot.length, token) == 0) break;
  }
  return at;
}

std::uint32_t TokenNumbers::find(std::string_view token) const {
  const std::uint64_t head = headOf(token);
  return slots_[place(token, head, hashOf(token, head))].number;
}

void TokenNumbers::add(std::string_view token, std::uint32_t number) {
  if ((size_ + 1) * 2 > slots_.size()) grow();
  const std::uint64_t head = headOf(token);
  const std::uint64_t hash = hashOf(token, head);
  slots_[place(token, head, hash)] = {hash, head, bytes_.size(),
                                      static_cast<std::uint32_t>(token.size()), number};
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
