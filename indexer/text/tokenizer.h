#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/span.h"

namespace retold {

/// The version of the word rules; part of the tokenizer's identity.
inline constexpr int kTokenRulesVersion = 1;

/// A token is folded and at most this many bytes long: a longer word is cut at a code point
/// boundary and ends with a digest of the whole ("…#" and 16 hex digits), so that equal words stay
/// equal in every backend.
inline constexpr std::size_t kLongestToken = 512;

/// One token of a text.
struct Token {
  std::string_view folded;  ///< valid during the call of the sink only
  ByteSpan span;            ///< of the text as given, whole code points
  bool colocated = false;   ///< at the same position as the token before it (a part of a compound)
};

/// The one idea of a word that index, query and lexicon share (UAX #29 words by ICU's rules, with
/// these exceptions):
///  * Thai, Lao, Khmer, Burmese, Han and Kana: one token for each base character with its marks;
///  * a hyphenated compound ("re-trafficked", also with U+2010, U+2011, soft hyphen), also when a
///  line end follows the hyphen
///    ("Traf-\nficked"), is one position: the joined form first, its span the whole compound, then
///    each part, colocated;
///  * punctuation and symbols are no tokens; emoji are (so that they can be found).
/// A fast path serves ASCII and Latin, ICU the rest; both give the same tokens (tests/indexer/text
/// says so). An object is for one thread at a time; making one is cheap after the first.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Calls `sink` for each token in text order. `text` is valid UTF-8.
  void tokenize(std::string_view text, const std::function<void(const Token&)>& sink);

  /// The same without the fast path: the oracle of the tests.
  void tokenizeByIcu(std::string_view text, const std::function<void(const Token&)>& sink);

  /// "icu 72.1 unicode 15.0 fold 1 rules 1": stored in the project; another one means that the
  /// index is stale.
  static std::string identity();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One word of a query or lexicon term as the index knows it: the alternatives of each position.
/// The term matches where one of `forms` matches. "re-trafficked" has the forms {retrafficked} and
/// {re, trafficked}; "re trafficked" has the same two in the other order; a Thai word has one form
/// with a token for each cluster. Joined neighbours are tried for two or three neighbours at a
/// time.
struct TermForm {
  std::vector<std::string> tokens;  ///< folded, consecutive positions
  bool joined = false;              ///< made by joining or splitting: at best `How::Folded`
};

/// All forms of a phrase as typed (folded, hyphens joined and split). Empty when it holds no token.
std::vector<TermForm> termForms(Tokenizer& words, std::string_view phrase);

/// The tokens of one text in columns. Position numbers count tokens that are not colocated, from 0.
struct TokenStream {
  std::vector<std::uint32_t> ids;  ///< of a vocabulary
  std::vector<ByteSpan> spans;
  std::vector<std::uint32_t> positions;  ///< not decreasing; equal = colocated
  std::vector<std::uint32_t>
      turnStarts;  ///< position at which each turn's first token stands, ascending; one entry
                   ///< per turn (a turn without token has the entry of the next)
};

}  // namespace retold
