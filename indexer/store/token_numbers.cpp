#include "indexer/store/token_numbers.h"

#include <algorithm>
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

struct TokenNumbers::Key {
  std::uint64_t head;
  std::uint64_t hash;
  std::uint32_t mark;
};

TokenNumbers::Key TokenNumbers::keyOf(std::string_view token) {
  const std::uint64_t head = headOf(token);
  const std::uint64_t hash = hashOf(token, head);
  const auto length = static_cast<std::uint32_t>(std::min(token.size(), kHead + 1));
  return {head, hash, (static_cast<std::uint32_t>(hash >> 32) & ~15u) | length};
}

TokenNumbers::TokenNumbers() : slots_(kFirstSlots) {}

std::string_view TokenNumbers::text(const Word& word) const {
  return std::string_view(bytes_).substr(word.begin, word.length);
}

std::size_t TokenNumbers::place(std::string_view token, const Key& key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = key.hash & mask;
  for (; slots_[at].word != 0; at = (at + 1) & mask) {
    const Slot& slot = slots_[at];
    if (slot.head != key.head || slot.mark != key.mark) continue;
    if (token.size() <= kHead || text(words_[slot.word - 1]) == token) break;
  }
  return at;
}

std::uint32_t TokenNumbers::find(std::string_view token) const {
  const std::uint32_t word = slots_[place(token, keyOf(token))].word;
  return word == 0 ? 0 : words_[word - 1].number;
}

void TokenNumbers::add(std::string_view token, std::uint32_t number) {
  if ((words_.size() + 1) * 3 > slots_.size() * 2) grow();
  const Key key = keyOf(token);
  words_.push_back({bytes_.size(), static_cast<std::uint32_t>(token.size()), number});
  slots_[place(token, key)] = {key.head, key.mark, static_cast<std::uint32_t>(words_.size())};
  bytes_ += token;
}

void TokenNumbers::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  for (const Slot& slot : old) {
    if (slot.word == 0) continue;
    const std::string_view token = text(words_[slot.word - 1]);
    slots_[place(token, keyOf(token))] = slot;
  }
}

}  // namespace retold
