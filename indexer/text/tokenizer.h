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

/// The one idea of a word that index, query and lexicon share: UAX #29 words, with these
/// exceptions:
///  * Thai, Lao, Khmer, Burmese, Han and Kana, and any other letter that Unicode gives no word
///  rule:
///    one token for each base character with its marks;
///  * a hyphenated compound ("re-trafficked"; "-", U+2010, U+2011, Hebrew maqaf, Armenian, small
///  and
///    full-width hyphens) is one position, also when one line end (and blanks) follows the hyphen
///    ("Traf-\nficked"): the joined form first, its span the whole compound, then, colocated, every
///    shorter run of its parts and each part, by beginning, the longer first, so that
///    "twice-re-trafficked" holds "retrafficked". Over a line end the next part begins with a
///    letter that is not upper case (or the part before ends in upper case); a blank line ends it.
///    Dashes, and hyphens with a space before them, join nothing; nor does a hyphen between two
///    digits
///    ("2003-2005" are two numbers). At most four parts; a longer chain is several compounds;
///  * a soft hyphen within a line vanishes; before a line end it is a hyphen;
///  * "@", ":", "_" and other connectors (U+202F too) stand between words; a grave or acute accent
///    typed for an apostrophe is one ("don`t"); "don't" is one word;
///  * other punctuation and symbols are no tokens; emoji, with what is joined to them, are (so that
///    they can be found), and so are flags.
/// A word whose folding is empty is no token. A table of characters serves all scripts, with a
/// shorter way for ASCII; tokenizeByIcu() says the same by ICU's break iterator, and
/// tests/indexer/text holds the two against each other. An object is for one thread at a time;
/// making one is cheap after the first.
class Tokenizer {
 public:
  Tokenizer();
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;
  Tokenizer& operator=(Tokenizer&&) noexcept;

  /// Calls `sink` for each token in text order. `text` is valid UTF-8.
  void tokenize(std::string_view text, const std::function<void(const Token&)>& sink);

  /// The same by ICU's break iterator, slowly: the oracle of the tests.
  void tokenizeByIcu(std::string_view text, const std::function<void(const Token&)>& sink);

  /// "icu 72.1 unicode 15.0 fold 1 rules 1": stored in the project; another one means that the
  /// index is stale.
  static std::string identity();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One way in which a phrase may stand in a text: tokens at consecutive positions. The phrase
/// matches where one of its forms matches. "re-trafficked" has the forms {retrafficked} and
/// {re, trafficked}; "re trafficked" has the same two in the other order; a Thai word has one form
/// with a token for each cluster. Up to four neighbours are joined, as the tokenizer would join
/// them with a hyphen between.
struct TermForm {
  std::vector<std::string> tokens;  ///< folded, consecutive positions
  bool joined = false;              ///< made by joining or splitting: at best `How::Folded`
};

/// All forms of a phrase (folded, hyphens joined and split), as typed first; of a phrase with
/// hundreds of forms the first. Empty when it holds no token.
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
