#include "indexer/text/names.h"

#include <unicode/uchar.h>

#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

bool isSpace(char32_t c) { return u_isUWhiteSpace(static_cast<UChar32>(c)) != 0; }

bool isLineEnd(char32_t c) {
  return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool isControl(char32_t c) {
  return u_charType(static_cast<UChar32>(c)) == U_CONTROL_CHAR || isLineEnd(c);
}

std::string inHex(char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string hex;
  for (int shift = 12; shift >= 0; shift -= 4) hex += digits[(c >> shift) & 0xF];
  return hex;
}

std::string faultOf(char32_t control) {
  if (control == '\t') return "it holds a tab";
  if (isLineEnd(control)) return "it holds a line end";
  return "it holds the control character U+" + inHex(control);
}

}  // namespace

std::optional<std::string> faultInName(std::string_view name) {
  if (firstInvalidUtf8(name)) return "it is not valid UTF-8 text";
  bool startsWithSpace = false;
  bool endsWithSpace = false;
  bool isBlank = true;
  std::optional<char32_t> control;
  for (std::size_t at = 0; at < name.size();) {
    const bool isFirst = at == 0;
    const char32_t c = nextCodepoint(name, at);
    endsWithSpace = isSpace(c);
    startsWithSpace = startsWithSpace || (isFirst && endsWithSpace);
    isBlank = isBlank && endsWithSpace;
    if (!control && isControl(c)) control = c;
  }
  if (name.empty()) return "it is empty";
  if (isBlank) return "it is nothing but white space";
  if (control) return faultOf(*control);
  if (startsWithSpace || endsWithSpace) return "it begins or ends with white space";
  return std::nullopt;
}

std::string asName(std::string_view text) {
  std::string name;
  std::size_t end = 0;  // of what is no white space
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = nextCodepoint(text, at);
    const bool isBlank = isSpace(c) || isControl(c);
    if (isBlank && name.empty()) continue;
    if (isControl(c)) {
      name += ' ';
    } else {
      name += text.substr(begin, at - begin);
    }
    if (!isBlank) end = name.size();
  }
  name.resize(end);
  return name;
}

void checkName(std::string_view what, std::string_view name) {
  const std::optional<std::string> fault = faultInName(name);
  if (!fault) return;
  std::uint64_t bad = 0;
  const std::string shown = asName(replaceInvalidUtf8(name, bad));
  throw Error(ErrorKind::Refused,
              std::string(what) + " cannot be called \"" + shown + "\": " + *fault,
              "give a name on one line, without control characters and without blanks at its ends; "
              "nothing was changed");
}

}  // namespace retold
