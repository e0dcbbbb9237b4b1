#include "indexer/import/name_pattern.h"

#include <cstddef>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

char32_t lower(char32_t c) { return c >= U'A' && c <= U'Z' ? c - U'A' + U'a' : c; }

/// Reads what stands between "[" and "]" and says whether `c` is one of it. `at` stands behind "[";
/// afterwards behind "]". False, with `at` as it was, where no "]" follows: then "[" is itself.
bool readClass(std::string_view pattern, std::size_t& at, char32_t c, bool& fits) {
  std::size_t next = at;
  const bool negated = next < pattern.size() && (pattern[next] == '!' || pattern[next] == '^');
  if (negated) ++next;
  bool found = false;
  for (bool first = true; next < pattern.size(); first = false) {
    if (pattern[next] == ']' && !first) {
      at = next + 1;
      fits = found != negated;
      return true;
    }
    const char32_t from = lower(nextCodepoint(pattern, next));
    char32_t to = from;
    if (next + 1 < pattern.size() && pattern[next] == '-' && pattern[next + 1] != ']') {
      ++next;
      to = lower(nextCodepoint(pattern, next));
    }
    found = found || (from <= c && c <= to);
  }
  return false;
}

/// One element of the pattern at `at`, which is no `*`, against one character.
bool fitsOne(std::string_view pattern, std::size_t& at, char32_t c) {
  c = lower(c);
  const char32_t wanted = lower(nextCodepoint(pattern, at));
  if (wanted == U'?') return true;
  bool fits = false;
  if (wanted == U'[' && readClass(pattern, at, c, fits)) return fits;
  return wanted == c;
}

/// Goes back to the last `*` only: an earlier one need never take more.
bool fitsWhole(std::string_view name, std::string_view pattern) {
  std::size_t at = 0, in = 0;
  std::size_t star = std::string_view::npos, retry = 0;
  while (in < name.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = ++at;
      retry = in;
      continue;
    }
    std::size_t next = in;
    const char32_t c = nextCodepoint(name, next);
    if (at < pattern.size() && fitsOne(pattern, at, c)) {
      in = next;
    } else if (star == std::string_view::npos) {
      return false;
    } else {
      at = star;
      nextCodepoint(name, retry);
      in = retry;
    }
  }
  while (at < pattern.size() && pattern[at] == '*') ++at;
  return at == pattern.size();
}

}  // namespace

bool fitsPattern(std::string_view name, std::string_view pattern) {
  if (pattern.find('/') != std::string_view::npos) return fitsWhole(name, pattern);
  const auto anyPart = [pattern](std::string_view whole, char between, const auto& fits) {
    for (;;) {
      const std::size_t end = whole.find(between);
      if (fits(whole.substr(0, end), pattern)) return true;
      if (end == std::string_view::npos) return false;
      whole.remove_prefix(end + 1);
    }
  };
  // "!" parts an archive from its member, but may also stand in a file's name.
  return anyPart(name, '/', [&](std::string_view part, std::string_view) {
    return fitsWhole(part, pattern) || anyPart(part, '!', &fitsWhole);
  });
}

}  // namespace retold
