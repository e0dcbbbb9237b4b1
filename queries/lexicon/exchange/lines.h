#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

namespace retold {

/// The lines of a decoded text, one after the other, without their line ends.
class Lines {
 public:
  explicit Lines(std::string_view text) : text_(text) {}

  std::optional<std::string_view> next() {
    if (text_.empty()) return std::nullopt;
    const auto end = std::min(text_.find('\n'), text_.size());
    const std::string_view line = text_.substr(0, end);
    text_.remove_prefix(std::min(end + 1, text_.size()));
    ++number_;
    return line;
  }
  /// Of the line given last, from 1.
  std::uint64_t number() const { return number_; }

 private:
  std::string_view text_;
  std::uint64_t number_ = 0;
};

inline std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\v\f";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace retold
