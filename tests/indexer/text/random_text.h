#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/tokenizer.h"

namespace retold::test {

/// Texts from a fixed seed: the same on every machine.
class RandomText {
 public:
  explicit RandomText(std::uint32_t seed) : engine_(seed) {}

  /// Characters that make word rules hard, of every script the rules know: letters, digits,
  /// apostrophes, hyphens of all kinds, marks, joiners, emoji, flags, line ends.
  std::string tricky(std::size_t mostCharacters);
  /// Any assigned characters, of all planes.
  std::string any(std::size_t mostCharacters);
  /// `count` of `words` with ordinary and odd things between.
  std::string words(const std::vector<std::string>& words, std::size_t count);

  std::size_t below(std::size_t limit) { return engine_() % limit; }
  const std::string& oneOf(const std::vector<std::string>& choices) {
    return choices[below(choices.size())];
  }

 private:
  std::mt19937 engine_;
};

/// Every code point that Unicode has assigned, but surrogates.
const std::vector<char32_t>& assignedCodepoints();

/// A token that outlives the call.
struct KeptToken {
  std::string folded;
  ByteSpan span;
  bool colocated = false;
  friend bool operator==(const KeptToken&, const KeptToken&) = default;
};
std::vector<KeptToken> tokens(Tokenizer& tokenizer, std::string_view text);
std::vector<KeptToken> tokensByIcu(Tokenizer& tokenizer, std::string_view text);

/// "retrafficked +re +trafficked": one line for a failed comparison; + marks a colocated token.
std::string shown(const std::vector<KeptToken>& tokens);

/// "U+0061 U+0300": what a failing text is made of.
std::string codepoints(std::string_view text);

std::string contentOf(const std::filesystem::path& file);
/// The texts of ../shared/corpora/udhr, by name.
std::vector<std::filesystem::path> udhrFiles();

}  // namespace retold::test
