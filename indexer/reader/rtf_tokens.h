#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace retold {

/// What RTF is made of.
struct RtfToken {
  enum class Kind { GroupBegin, GroupEnd, Word, Symbol, Hex, Text, Binary, End };

  Kind kind = Kind::End;
  std::string_view text;               ///< name of a Word, bytes of a Text (without line ends)
  char symbol = 0;                     ///< of "\~"
  unsigned char byte = 0;              ///< of "\'e9"
  std::optional<std::int32_t> number;  ///< parameter of a Word
};

/// Divides the bytes of an RTF file into tokens. The bytes must outlive the tokens.
class RtfTokens {
 public:
  explicit RtfTokens(std::string_view bytes) : bytes_(bytes) {}

  RtfToken next();
  std::size_t position() const { return at_; }
  std::string_view rest() const { return bytes_.substr(at_); }

 private:
  RtfToken control();
  RtfToken word();

  std::string_view bytes_;
  std::size_t at_ = 0;
};

/// ICU's name of a Windows, DOS or Macintosh code page by its number, or none where it is not
/// known.
std::optional<std::string_view> rtfCodePage(std::int32_t number);

/// The code page of a font by its \fcharset: 0 where the charset says nothing of itself (0, 1), -1
/// where the font holds symbols.
std::int32_t rtfFontCodePage(std::int32_t charset);

}  // namespace retold
