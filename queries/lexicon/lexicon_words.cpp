#include "queries/lexicon/lexicon_words.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/word_finder.h"

namespace retold {
namespace {

class Gathering {
 public:
  explicit Gathering(const Vocabulary& vocabulary) : finder_(vocabulary) {}

  void add(const Lexicon& lexicon) {
    lexicon_ = &lexicon;
    for (const Concept& each : lexicon.concepts) add(each.terms);
    for (const Pattern& each : lexicon.patterns) add(each.terms);
  }

  LexiconWords finish() {
    words_.written.assign(written_.begin(), written_.end());
    return std::move(words_);
  }

 private:
  void add(const std::vector<Term>& terms) {
    for (const Term& each : terms) add(each.expression);
  }

  void add(const TermExpression& expression) {
    for (const QueryWord& word : expression.words) add(word);
    for (const TermExpression& child : expression.children) add(child);
  }

  void add(const QueryWord& word) {
    if (word.wildcard) return fit(finder_.matching(starsFolded(word.text)));
    const WordVariation& variation = lexicon_->variation;
    tokenizer_.tokenize(word.text, [&](const Token& token) {
      const std::string folded(token.folded);
      if (word.prefix)
        fit(finder_.withPrefix(folded));
      else
        written_.insert(folded);
      if (const auto id = finder_.find(folded)) words_.fitting.insert(*id);
      fit(finder_.attached(folded, variation, word.prefix));
      if (word.inflected) fit(finder_.inflected(folded, variation.stemming));
      if (word.misspelt || variation.strictness == Strictness::Tolerant)
        fit(finder_.misspelt(folded));
    });
  }

  static std::string starsFolded(std::string_view text) {
    std::string folded;
    while (true) {
      const auto star = std::min(text.find('*'), text.size());
      folded += fold(text.substr(0, star));
      if (star == text.size()) return folded;
      folded += '*';
      text.remove_prefix(star + 1);
    }
  }

  void fit(const WordFinder::Ids& ids) { words_.fitting.insert(ids.begin(), ids.end()); }

  WordFinder finder_;
  Tokenizer tokenizer_;
  const Lexicon* lexicon_ = nullptr;
  LexiconWords words_;
  std::set<std::string> written_;
};

}  // namespace

LexiconWords wordsOf(const std::vector<Lexicon>& lexicons, const Vocabulary& vocabulary) {
  Gathering gathering(vocabulary);
  for (const Lexicon& each : lexicons) gathering.add(each);
  return gathering.finish();
}

}  // namespace retold
