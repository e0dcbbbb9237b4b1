#include "tests/indexer/text/random_text.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>

#include "indexer/text/characters.h"
#include "indexer/text/utf8.h"

namespace retold::test {
namespace {

// The formatter measures these lines otherwise each time it breaks them.
// clang-format off
constexpr std::u32string_view kTricky =
    U"aaabZz019'’.,;:-‐‑\u00AD\n\r \t_`´@\"“()\u0301\u0483\u034F\u200D\u200C\u200BאבשׁʼייвґЙйё"
    U"漢字かなか\u3099ナーﾊﾞ々㊗〇ゟไทยำก้กကျွန်ខ្ញុំລາວ한국각가👩❤😀©™ℹ\uFE0F🏻🇳🇬🇩ẹ̀ọ́ßŞıİآكةـ"
    U"َ"
    U"٠१੧क\u093Cখাি್ﬁ１Ａ\u2028\u0085\u00A0\u202F\uFEFF\u2060⃣①²ǅĀđłø\u05BE\u058A\uFF0D\uFE63"
    U"״׳–—−ƙƴɗɓșțşţъьїієўѓќζσςάΐ";
// clang-format on

}  // namespace

const std::vector<char32_t>& assignedCodepoints() {
  static const std::vector<char32_t> assigned = [] {
    // What is unassigned folds to itself and breaks words; planes 0 to 2 and the tags hold the
    // rest.
    std::vector<char32_t> found;
    for (char32_t c = 0; c < 0x32400; ++c)
      if (c < 0xD800 || c > 0xDFFF) found.push_back(c);
    for (char32_t c = 0xE0000; c < 0xE0200; ++c) found.push_back(c);
    return found;
  }();
  return assigned;
}

std::string RandomText::tricky(std::size_t mostCharacters) {
  std::string text;
  const std::size_t count = below(mostCharacters) + 1;
  for (std::size_t i = 0; i < count; ++i) appendUtf8(text, kTricky[below(kTricky.size())]);
  return text;
}

std::string RandomText::any(std::size_t mostCharacters) {
  std::string text;
  const std::size_t count = below(mostCharacters) + 1;
  for (std::size_t i = 0; i < count; ++i)
    appendUtf8(text, below(3) == 0 ? assignedCodepoints()[below(assignedCodepoints().size())]
                                   : kTricky[below(kTricky.size())]);
  return text;
}

std::string RandomText::words(const std::vector<std::string>& words, std::size_t count) {
  static const std::vector<std::string> gaps{" ",    " ",        " ",      " ",  "-",
                                             "-",    "-\n",      "\n",     ", ", " / \n",
                                             "\n\n", "\u00AD\n", "\u2011", " - "};
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += oneOf(words);
    text += oneOf(gaps);
  }
  return text;
}

std::vector<KeptToken> tokens(Tokenizer& tokenizer, std::string_view text) {
  std::vector<KeptToken> kept;
  tokenizer.tokenize(text, [&](const Token& token) {
    kept.push_back({std::string(token.folded), token.span, token.colocated});
  });
  return kept;
}

std::vector<KeptToken> tokensByIcu(Tokenizer& tokenizer, std::string_view text) {
  std::vector<KeptToken> kept;
  tokenizer.tokenizeByIcu(text, [&](const Token& token) {
    kept.push_back({std::string(token.folded), token.span, token.colocated});
  });
  return kept;
}

std::string shown(const std::vector<KeptToken>& tokens) {
  std::string line;
  for (const KeptToken& token : tokens) {
    if (!line.empty()) line += ' ';
    if (token.colocated) line += '+';
    line += token.folded;
  }
  return line;
}

std::string codepoints(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    char name[16];
    std::snprintf(name, sizeof name, "U+%04X ", static_cast<unsigned>(nextCodepoint(text, at)));
    line += name;
  }
  return line;
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  INFO(file.string());
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> udhrFiles() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(RETOLD_SHARED_DIR "/corpora/udhr/txt"))
    files.push_back(entry.path());
  std::ranges::sort(files);
  REQUIRE(files.size() > 50);
  return files;
}

}  // namespace retold::test
