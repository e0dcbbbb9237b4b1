#include "indexer/text/phrase.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>

#include "indexer/text/fold.h"
#include "tests/indexer/text/random_text.h"

using namespace retold;
using test::KeptToken;

namespace {

QueryWord word(std::string text) { return {std::move(text), false, false}; }
QueryWord prefix(std::string text) { return {std::move(text), true, false}; }
QueryWord exact(std::string text) { return {std::move(text), false, true}; }

/// "re-trafficked (folded) | Sold (case)": what was found, in order.
std::string found(const std::string& text, const std::vector<QueryWord>& words,
                  const std::vector<Turn>& turns = {}) {
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const TokenStream stream = streamOf(tokenizer, vocabulary, text, turns);
  const PhrasePattern pattern = compilePhrase(tokenizer, vocabulary, words);
  std::string line;
  for (const PhraseHit& hit : findPhrase(pattern, stream, text)) {
    if (!line.empty()) line += " | ";
    line +=
        text.substr(hit.span.begin, hit.span.size()) + " (" + std::string(toText(hit.how)) + ")";
  }
  return line;
}

// ---- The oracle: it compares letters, knows nothing of vocabularies, ids or forms, and takes its
// words from ICU's break iterator.

/// A word of a text that holds no other: a part of a compound or a whole word.
struct Atom {
  std::string folded;
  ByteSpan span;
  std::uint32_t position = 0;
  std::size_t turn = 0;
};

std::vector<Atom> atomsOf(Tokenizer& tokenizer, std::string_view text,
                          const std::vector<Turn>& turns) {
  std::vector<Atom> atoms;
  std::uint32_t position = 0;
  for (std::size_t turn = 0; turn <= turns.size(); ++turn) {
    const std::uint64_t begin = turn == 0 ? 0 : turns[turn - 1].span.begin;
    const std::uint64_t end = turn < turns.size() ? turns[turn].span.begin : text.size();
    const auto tokens = test::tokensByIcu(tokenizer, text.substr(begin, end - begin));
    for (const KeptToken& token : tokens) {
      if (!token.colocated) ++position;
      const bool compound = std::ranges::any_of(tokens, [&](const KeptToken& other) {
        return other.span != token.span && token.span.contains(other.span);
      });
      if (!compound)
        atoms.push_back(
            {token.folded, {token.span.begin + begin, token.span.end + begin}, position - 1, turn});
    }
  }
  return atoms;
}

struct WantedAtom {
  Atom atom;
  std::size_t word = 0;
  bool last = false;  ///< of its word
};

class SlowFinder {
 public:
  SlowFinder(Tokenizer& tokenizer, const std::string& text, const std::vector<Turn>& turns,
             const std::vector<QueryWord>& words)
      : text_(text), atoms_(atomsOf(tokenizer, text, turns)) {
    for (const QueryWord& word : words) {
      const auto atoms = atomsOf(tokenizer, word.text, {});
      if (atoms.empty()) continue;
      for (const Atom& atom : atoms) wanted_.push_back({atom, words_.size(), false});
      wanted_.back().last = true;
      words_.push_back(word);
      words_.back().text = word.text.substr(atoms.front().span.begin,
                                            atoms.back().span.end - atoms.front().span.begin);
    }
  }

  std::vector<PhraseHit> all() {
    if (wanted_.empty()) return {};
    for (std::size_t first = 0; first < atoms_.size(); ++first) {
      steps_.clear();
      match(first, 0);
    }
    return chosen();
  }

 private:
  struct Step {
    std::size_t textFirst, textLast, wantedFirst, wantedLast;
    bool longer;
  };

  /// Matches the wanted atoms from `wanted` on against the text's from `at` on, a step at a time: a
  /// run of atoms of one compound against a run of wanted ones, by their letters in a row.
  void match(std::size_t at, std::size_t wanted) {
    if (wanted == wanted_.size()) {
      keep();
      return;
    }
    if (!steps_.empty() && at < atoms_.size() && atoms_[at].position == atoms_[at - 1].position)
      return;  // one compound is one position
    std::string written;
    for (std::size_t last = at; last < atoms_.size(); ++last) {
      if (atoms_[last].position != atoms_[at].position) break;
      written += atoms_[last].folded;
      std::string letters;
      for (std::size_t end = wanted; end < wanted_.size() && end < wanted + 4; ++end) {
        if (end > wanted && !joinable(wanted_[end - 1], wanted_[end])) break;
        letters += wanted_[end].atom.folded;
        const bool isPrefix = wanted_[end].last && words_[wanted_[end].word].prefix;
        const bool same = written == letters;
        if (!same && !(isPrefix && written.starts_with(letters))) continue;
        steps_.push_back({at, last, wanted, end, !same});
        match(last + 1, end + 1);
        steps_.pop_back();
      }
    }
  }

  static bool isLetters(const Atom& atom) {
    const auto lead = static_cast<unsigned char>(atom.folded.front());
    return lead < 0xE0 && lead != 0;  // the clusters of the test's words have three bytes
  }
  bool joinable(const WantedAtom& left, const WantedAtom& right) const {
    const bool asTyped = left.word == right.word && left.atom.position == right.atom.position;
    if (words_[left.word].exact || words_[right.word].exact) return asTyped;
    if (left.last && words_[left.word].prefix) return false;
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return isLetters(left.atom) && isLetters(right.atom) &&
           !(digit(left.atom.folded.back()) && digit(right.atom.folded.front()));
  }

  bool asTyped() const {
    return std::ranges::all_of(steps_, [&](const Step& step) {
      const WantedAtom& first = wanted_[step.wantedFirst];
      const WantedAtom& last = wanted_[step.wantedLast];
      const auto same = [](const WantedAtom& a, const WantedAtom& b) {
        return a.word == b.word && a.atom.position == b.atom.position;
      };
      const bool whole =
          (step.wantedFirst == 0 || !same(wanted_[step.wantedFirst - 1], first)) &&
          (step.wantedLast + 1 == wanted_.size() || !same(wanted_[step.wantedLast + 1], last));
      return same(first, last) && whole;
    });
  }

  void keep() {
    PhraseHit hit;
    const Atom& first = atoms_[steps_.front().textFirst];
    const Atom& last = atoms_[steps_.back().textLast];
    if (first.turn != last.turn) return;
    hit.firstPosition = first.position;
    hit.lastPosition = last.position;
    hit.span = {first.span.begin, last.span.end};
    bool longer = false;
    for (const Step& step : steps_) {
      hit.words.push_back({atoms_[step.textFirst].span.begin, atoms_[step.textLast].span.end});
      longer = longer || step.longer;
    }
    const bool typed = asTyped();
    hit.how = longer ? How::Prefix : typed ? How::Exact : How::Folded;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      ByteSpan written{~std::uint64_t{0}, 0};
      bool whole = true;
      for (const Step& step : steps_) {
        if (wanted_[step.wantedFirst].word > w || wanted_[step.wantedLast].word < w) continue;
        whole = whole && wanted_[step.wantedFirst].word == w && wanted_[step.wantedLast].word == w;
        written = {std::min(written.begin, atoms_[step.textFirst].span.begin),
                   std::max(written.end, atoms_[step.textLast].span.end)};
      }
      const std::string letters = text_.substr(written.begin, written.size());
      if (words_[w].exact) {
        if (!whole) return;
        if (words_[w].prefix ? !letters.starts_with(words_[w].text) : letters != words_[w].text)
          return;
      }
      if (!longer && typed) hit.how = std::max(hit.how, howEqual(words_[w].text, letters));
    }
    hits_.push_back(std::move(hit));
  }

  /// Of overlapping hits at the same positions the best, then the longest, then the first.
  std::vector<PhraseHit> chosen() const {
    std::vector<PhraseHit> kept;
    std::vector<PhraseHit> left = hits_;
    while (!left.empty()) {
      const auto best = std::ranges::min_element(left, {}, [](const PhraseHit& hit) {
        return std::tuple(hit.how, ~hit.span.size(), hit.span.begin);
      });
      const PhraseHit taken = *best;
      kept.push_back(taken);
      std::erase_if(left, [&](const PhraseHit& hit) {
        return hit.firstPosition == taken.firstPosition && hit.lastPosition == taken.lastPosition &&
               hit.span.overlaps(taken.span);
      });
    }
    std::ranges::sort(kept, {}, [](const PhraseHit& hit) {
      return std::tuple(hit.firstPosition, hit.span.begin, hit.lastPosition);
    });
    return kept;
  }

  const std::string& text_;
  std::vector<Atom> atoms_;
  std::vector<WantedAtom> wanted_;
  std::vector<QueryWord> words_;
  std::vector<Step> steps_;
  std::vector<PhraseHit> hits_;
};

std::string described(const std::vector<PhraseHit>& hits) {
  std::string line;
  for (const PhraseHit& hit : hits) {
    line += std::to_string(hit.firstPosition) + "-" + std::to_string(hit.lastPosition) + " [" +
            std::to_string(hit.span.begin) + "," + std::to_string(hit.span.end) + ") " +
            std::string(toText(hit.how)) + "; ";
  }
  return line;
}

const std::vector<std::string> kWords{
    "re",  "trafficked", "retrafficked", "Traf", "ficked", "sold",    "Sold", "again",   "bán",
    "ban", "Bạn",        "don't",        "2003", "12",     "a",       "no",   "продана", "ПРОДАНА",
    "بيع", "بَيْع",        "ขาย",          "อีก",   "漢字",   "re-sold", "ё",    "е"};

std::vector<Turn> randomTurns(test::RandomText& random, const std::string& text) {
  std::vector<Turn> turns(1);
  turns.front().span = {0, text.size()};
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 1)) {
    if (random.below(4) != 0 || at + 1 >= text.size()) continue;
    Turn turn;
    turn.span = {at + 1, text.size()};
    turns.push_back(turn);
  }
  for (std::size_t i = 0; i + 1 < turns.size(); ++i) turns[i].span.end = turns[i + 1].span.begin;
  return turns;
}

/// Words of the text that follow one another, or any words; some as prefix, some exact.
std::vector<QueryWord> randomPhrase(test::RandomText& random, Tokenizer& tokenizer,
                                    const std::string& text) {
  std::vector<QueryWord> words;
  const auto tokens = test::tokens(tokenizer, text);
  const bool fromText = random.below(3) != 0;
  std::size_t at = random.below(tokens.size());
  for (std::size_t i = 1 + random.below(3); i-- > 0; ++at) {
    QueryWord one = word(random.oneOf(kWords));
    if (fromText && at < tokens.size())
      one.text = text.substr(tokens[at].span.begin, tokens[at].span.size());
    else if (random.below(4) == 0)
      one.text += "-" + random.oneOf(kWords);
    one.prefix = random.below(5) == 0;
    one.exact = random.below(6) == 0;
    words.push_back(one);
  }
  return words;
}

}  // namespace

TEST_CASE("one term finds a compound however it is written") {
  const std::vector<QueryWord> term{word("re-trafficked")};
  CHECK(found("was re-trafficked", term) == "re-trafficked (exact)");
  CHECK(found("was Re-Trafficked", term) == "Re-Trafficked (case)");
  CHECK(found("was re trafficked", term) == "re trafficked (folded)");
  CHECK(found("was retrafficked", term) == "retrafficked (folded)");
  CHECK(found("was Re-\ntrafficked", term) == "Re-\ntrafficked (folded)");
  CHECK(found("was re /\ntrafficked", term) == "re /\ntrafficked (folded)");
  CHECK(found("was re\u00ADtrafficked", term) == "re\u00ADtrafficked (folded)");
  CHECK(found("was re‑trafficked", term) == "re‑trafficked (folded)");
  CHECK(found("was re–trafficked", term) == "re–trafficked (folded)");
  CHECK(found("twice-re-trafficked", term) == "re-trafficked (exact)");
  CHECK(found("re-traf-\nficked", term) == "re-traf-\nficked (folded)");
}

TEST_CASE("a term finds a word that a line end breaks, and a part of a compound") {
  CHECK(found("Traf-\nficked", {word("trafficked")}) == "Traf-\nficked (folded)");
  CHECK(found("re-trafficked", {word("trafficked")}) == "trafficked (exact)");
  CHECK(found("state-of-the-art", {word("of"), word("the")}) == "of-the (folded)");
}

TEST_CASE("two typed words find the compound, and the word that they make") {
  const std::vector<QueryWord> phrase{word("re"), word("trafficked")};
  CHECK(found("re trafficked re-trafficked retrafficked", phrase) ==
        "re trafficked (exact) | re-trafficked (folded) | retrafficked (folded)");
  CHECK(found("the state-of-the art", {word("state"), word("of"), word("the"), word("art")}) ==
        "state-of-the art (folded)");
}

TEST_CASE("a phrase does not jump over a part of a compound") {
  CHECK(found("re-trafficked again", {word("re"), word("again")}) == "");
  CHECK(found("re-trafficked again", {word("trafficked"), word("again")}) ==
        "trafficked again (exact)");
  CHECK(found("was re-trafficked", {word("was"), word("trafficked")}) == "");
}

TEST_CASE("a prefix finds whole words, longer words and parts of compounds") {
  CHECK(found("Traffick traffickers re-trafficking", {prefix("traffick")}) ==
        "Traffick (case) | traffickers (prefix) | trafficking (prefix)");
  CHECK(found("sold again, selling against", {prefix("s"), prefix("again")}) ==
        "sold again (prefix) | selling against (prefix)");
  CHECK(found("re-trafficking retrafficked", {prefix("re-traffick")}) ==
        "re-trafficking (prefix) | retrafficked (prefix)");
}

TEST_CASE("an exact word fits letter for letter only") {
  CHECK(found("bán Bán ban bạn", {exact("bán")}) == "bán (exact)");
  CHECK(found("re-sold Re-sold re sold resold", {exact("re-sold")}) == "re-sold (exact)");
  CHECK(found("Sold sold soldiers", {QueryWord{"Sol", true, true}}) == "Sold (prefix)");
}

TEST_CASE("without the text hits are as good as their form, and exact words are taken to fit") {
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const TokenStream stream = streamOf(tokenizer, vocabulary, "BÁN ban re sold", {});
  const auto hows = [&](const std::vector<QueryWord>& words) {
    std::vector<How> list;
    for (const auto& hit : findPhrase(compilePhrase(tokenizer, vocabulary, words), stream, {}))
      list.push_back(hit.how);
    return list;
  };
  CHECK(hows({exact("bán")}) == std::vector{How::Exact, How::Exact});
  CHECK(hows({word("re-sold")}) == std::vector{How::Folded});
}

TEST_CASE("script twins are found as twins, and only where they are wanted") {
  CHECK(found("Била је продата у Београду", {word("prodata")}) == "продата (twin)");
  CHECK(found("Bila je prodata", {word("продата")}) == "prodata (twin)");
  CHECK(found("продата и prodata", {word("prodata")}) == "продата (twin) | prodata (exact)");
  CHECK(found("солдаты", {prefix("sold")}) == "солдаты (prefix)");
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const std::string text = "солдаты продата";
  const TokenStream stream = streamOf(tokenizer, vocabulary, text, {});
  const std::vector<QueryWord> english{prefix("sold")};
  CHECK(compilePhrase(tokenizer, vocabulary, english, false).forms.empty());
}

TEST_CASE("a phrase stays within one turn") {
  const std::string text = "she was sold\nagain and sold again";
  Turn first, second;
  first.span = {0, 12};
  second.span = {13, text.size()};
  CHECK(found(text, {word("sold"), word("again")}) == "sold\nagain (exact) | sold again (exact)");
  CHECK(found(text, {word("sold"), word("again")}, {first, second}) == "sold again (exact)");
  CHECK(found("I was-\nno", {word("wasno")}) == "was-\nno (folded)");
  first.span = {0, 6};
  second.span = {7, 9};
  CHECK(found("I was-\nno", {word("wasno")}, {first, second}) == "");
}

TEST_CASE("words without letters are skipped, and a pattern of nothing else has no form") {
  CHECK(found("sold, again", {word("sold"), word("—"), word("again")}) == "sold, again (exact)");
  CHECK(found("sold", {word("--")}) == "");
  CHECK(found("sold", {}) == "");
  CHECK(found("sold", {word("bought")}) == "");
}

TEST_CASE("the forms of a term are as typed first, then joined and split") {
  Tokenizer tokenizer;
  const auto forms = [&](std::string_view phrase) {
    std::string line;
    for (const TermForm& form : termForms(tokenizer, phrase)) {
      line += form.joined ? "~" : "";
      for (const std::string& token : form.tokens) line += token + " ";
      line += "/ ";
    }
    return line;
  };
  CHECK(forms("Re-trafficked") == "retrafficked / ~re trafficked / ");
  CHECK(forms("re trafficked") == "re trafficked / ~retrafficked / ");
  CHECK(forms("sold 2 3") == "sold 2 3 / ~sold2 3 / ");
  CHECK(forms("ขาย") == "ข า ย / ");
  CHECK(forms("...") == "");
  CHECK(termForms(tokenizer, std::string(400, 'x') + " a b c d e f g h i j k l m n o p").size() <=
        513);
}

TEST_CASE("the turn of a position is the last that begins there or before") {
  TokenStream stream;
  stream.turnStarts = {0, 3, 3, 7};
  CHECK(turnOf(stream, 0) == 0);
  CHECK(turnOf(stream, 2) == 0);
  CHECK(turnOf(stream, 3) == 2);
  CHECK(turnOf(stream, 6) == 2);
  CHECK(turnOf(stream, 99) == 3);
}

TEST_CASE("phrases in random texts are found where comparing letters finds them") {
  Tokenizer tokenizer;
  test::RandomText random(41);
  std::size_t hits = 0;
  for (int round = 0; round < 6000; ++round) {
    const std::string text = random.words(kWords, 1 + random.below(14));
    const std::vector<Turn> turns = randomTurns(random, text);
    const std::vector<QueryWord> words = randomPhrase(random, tokenizer, text);
    MemoryVocabulary vocabulary;
    const TokenStream stream = streamOf(tokenizer, vocabulary, text, turns);
    const auto fast = findPhrase(compilePhrase(tokenizer, vocabulary, words, false), stream, text);
    const auto slow = SlowFinder(tokenizer, text, turns, words).all();
    hits += slow.size();
    INFO(text);
    for (const QueryWord& w : words)
      UNSCOPED_INFO("word: " << w.text << (w.prefix ? "*" : "") << (w.exact ? " exact" : ""));
    REQUIRE(described(fast) == described(slow));
    REQUIRE(fast == slow);
  }
  CHECK(hits > 3000);
}
