#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace retold {

/// Bytes as text: UTF-8, valid, every line end ("\r\n", "\r", "\n") made "\n", a leading BOM left
/// out, otherwise code point for code point.
struct Decoded {
  std::string text;
  Encoding encoding;
  std::uint64_t unreadable =
      0;  ///< bytes that the encoding does not allow; each run stands as one U+FFFD
};

/// Why bytes are no text at all.
struct NotText {
  std::string reason;  ///< a whole sentence for the user: what was found and what to do
};

/// Options that the user may give.
struct DecodeOptions {
  std::optional<std::string> encoding;  ///< IANA or ICU name; overrides every guess
};

/// Decodes the bytes of a file. In this order: the user's encoding, BOM (UTF-8, UTF-16, UTF-32),
/// strict UTF-8, UTF-16/32 without BOM, legacy code pages by statistics (the confidence says how
/// sure). UTF-8 that is damaged in places (no more bad bytes than good sequences) stays UTF-8. No
/// bytes are an empty text. Bytes that are no text (control characters, known binary signatures)
/// give `NotText`. Throws Error(Usage) for an encoding name that ICU does not know. Any thread.
std::optional<Decoded> decode(std::string_view bytes, const DecodeOptions& options, NotText& why);

}  // namespace retold
