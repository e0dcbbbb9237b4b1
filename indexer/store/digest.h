#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace retold {

/// SHA-256 as 64 lower-case hex digits. Only of what is public (lexicons, event headers).
std::string sha256(std::string_view bytes);

/// HMAC-SHA-256 (RFC 2104) under `key`, as 64 lower-case hex digits: of what must not be guessed
/// from its digest.
std::string hmacSha256(std::string_view key, std::string_view bytes);

/// `count` random bytes.
std::string randomBytes(std::size_t count);

/// Bytes as lower-case hex digits, and back; `fromHex` takes only what `toHex` gives.
std::string toHex(std::string_view bytes);
std::string fromHex(std::string_view digits);

}  // namespace retold
