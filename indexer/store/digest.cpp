#include "indexer/store/digest.h"

#include <sodium.h>

#include <array>
#include <cassert>

#include "model/error.h"

namespace retold {

namespace {

void startSodium() {
  static const int started = sodium_init();
  if (started < 0) {
    throw Error(ErrorKind::Internal, "the system's source of random numbers does not work");
  }
}

const unsigned char* data(std::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

template <std::size_t size>
std::string hex(const std::array<unsigned char, size>& digest) {
  return toHex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

int nibble(char digit) {
  assert((digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f'));
  return digit <= '9' ? digit - '0' : digit - 'a' + 10;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  startSodium();
  std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
  crypto_hash_sha256(digest.data(), data(bytes), bytes.size());
  return hex(digest);
}

std::string hmacSha256(std::string_view key, std::string_view bytes) {
  startSodium();
  crypto_auth_hmacsha256_state state;
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> digest{};
  crypto_auth_hmacsha256_init(&state, data(key), key.size());
  crypto_auth_hmacsha256_update(&state, data(bytes), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return hex(digest);
}

std::string randomBytes(std::size_t count) {
  startSodium();
  std::string bytes(count, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string toHex(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4];
    text += digits[byte & 0x0f];
  }
  return text;
}

std::string fromHex(std::string_view digits) {
  std::string bytes;
  bytes.reserve(digits.size() / 2);
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes += static_cast<char>(nibble(digits[at]) << 4 | nibble(digits[at + 1]));
  }
  return bytes;
}

}  // namespace retold
