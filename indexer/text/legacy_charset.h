#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// What statistics make of bytes that are no Unicode.
struct CharsetGuess {
  std::string name;
  double confidence = 0;  ///< 0..1
};

/// Encodings that other signs than statistics give away: escape sequences within seven bits
/// (ISO-2022), EBCDIC. None for all others.
std::optional<CharsetGuess> specialCharset(std::string_view bytes);

/// The likeliest legacy encoding of `bytes`: for each encoding and language the letters are scored
/// by how ordinary they are there (case within words, scripts within words, control characters and
/// unassigned codes count against it). Any thread.
CharsetGuess guessCharset(std::string_view bytes);

/// Bytes as UTF-8, and how many the encoding does not allow.
struct Converted {
  std::string text;
  std::uint64_t unreadable = 0;  ///< bytes; each run stands as one U+FFFD
};

/// Decodes by ICU. None when ICU does not know `charset`.
std::optional<Converted> convertFrom(const std::string& charset, std::string_view bytes);

/// IANA's name of `charset`, ICU's where there is none; none when ICU does not know it.
std::optional<std::string> charsetName(const std::string& charset);

}  // namespace retold
