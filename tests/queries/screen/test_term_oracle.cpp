#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "indexer/text/edit_distance.h"
#include "indexer/text/fold.h"
#include "indexer/text/phrase.h"
#include "indexer/text/utf8.h"
#include "queries/screen/screener.h"
#include "queries/screen/term_program.h"
#include "queries/screen/term_search.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;

namespace {

// Words of several scripts, one token each, some the beginning of others.
const std::vector<std::string> kWords{
    "sold",  "soldier", "so",      "again",      "Again",     "vândut", "vandut",
    "снова", "сновать", "продали", "باع",        "باعوا",     "मुझे",     "बेच",
    "बेचा",   "πάλι",    "παλιά",   "卖",         "又",        "ለሁለተኛ",  "שוב",
    "שובה",  "ክፉ",      "once",    "twice",      "slod",      "sodl",   "resold",
    "1999",  "2005",    "wasold",  "afterwards", "aftrewadrs"};

/// A text as the oracle sees it: folded words and the turn of each.
struct PlainText {
  std::string content;
  std::vector<Turn> turns;
  std::vector<std::string> words;
  std::vector<std::uint32_t> turnOfWord;
  std::vector<bool> behindComma;
  std::vector<std::string> written;
};

bool isHan(const std::string& word) { return word == "卖" || word == "又"; }

using Places = std::set<std::pair<std::uint32_t, std::uint32_t>>;

class Oracle {
 public:
  /// `marks`: in scripts without spaces a comma parts words.
  Oracle(const PlainText& text, const Lexicon& lexicon, bool marks)
      : text_(text), lexicon_(lexicon), marks_(marks) {}

  Places places(const TermExpression& e) const {
    using Kind = TermExpression::Kind;
    Places all;
    switch (e.kind) {
      case Kind::Phrase:
        for (std::uint32_t at = 0; at + e.words.size() <= text_.words.size(); ++at)
          if (phraseStands(e, at))
            all.emplace(at, at + static_cast<std::uint32_t>(e.words.size()) - 1);
        return all;
      case Kind::Concept:
        for (const Concept& each : lexicon_.concepts)
          if (each.name == e.name)
            for (const Term& term : each.terms) all.merge(places(term.expression));
        return all;
      case Kind::Number:
        for (std::uint32_t at = 0; at < text_.words.size(); ++at)
          for (std::uint32_t number = e.from; number <= e.to; ++number)
            if (text_.words[at] == std::to_string(number)) all.emplace(at, at);
        return all;
      case Kind::Pattern:  // plain letters: what holds them is widened to the word
        for (std::uint32_t at = 0; at < text_.written.size(); ++at)
          if (text_.written[at].find(e.regex) != std::string::npos) all.emplace(at, at);
        return all;
      case Kind::Any:
        for (const TermExpression& child : e.children) all.merge(places(child));
        return all;
      case Kind::Near:
      case Kind::Then:
        for (const auto& a : places(e.children[0]))
          for (const auto& b : places(e.children[1])) {
            addGap(a, b, e.distance, all);
            if (e.kind == Kind::Near) addGap(b, a, e.distance, all);
          }
        return all;
    }
    return all;
  }

 private:
  bool phraseStands(const TermExpression& e, std::uint32_t at) const {
    for (std::uint32_t i = 0; i < e.words.size(); ++i) {
      if (text_.turnOfWord[at + i] != text_.turnOfWord[at]) return false;
      if (marks_ && i > 0 && text_.behindComma[at + i] && isHan(text_.words[at + i]) &&
          isHan(text_.words[at + i - 1]))
        return false;
      const std::string wanted = fold(e.words[i].text);
      if (!fitsWord(e.words[i], wanted, text_.words[at + i])) return false;
    }
    return true;
  }

  bool fitsWord(const QueryWord& typed, const std::string& wanted, const std::string& word) const {
    const WordVariation& variation = lexicon_.variation;
    if (typed.wildcard)
      return signsOf(typed.text).size() - static_cast<std::size_t>(std::count(
                                              typed.text.begin(), typed.text.end(), '*')) >=
                 2 &&
             globs(typed.text, word);
    std::vector<std::string> begins{""};
    std::vector<std::string> ends{""};
    if (signsOf(wanted).size() >= 3) {
      begins.insert(begins.end(), variation.attachedBefore.begin(), variation.attachedBefore.end());
      if (!typed.prefix)
        ends.insert(ends.end(), variation.attachedAfter.begin(), variation.attachedAfter.end());
    }
    for (const std::string& begin : begins)
      for (const std::string& end : ends) {
        const std::string whole = begin + wanted + end;
        if (typed.prefix ? word.starts_with(whole) : word == whole) return true;
      }
    return typed.misspelt && signsOf(wanted).size() >= 4 &&
           signsOf(wanted).front() == signsOf(word).front() &&
           slips(signsOf(wanted), signsOf(word), signsOf(wanted).size() >= 9 ? 2 : 1);
  }

  /// Stars are any letters; the others fold one by one.
  static bool globs(std::string_view pattern, std::string_view word) {
    if (pattern.empty()) return word.empty();
    if (pattern.front() == '*') {
      for (std::size_t at = 0; at <= word.size(); ++at)
        if (globs(pattern.substr(1), word.substr(at))) return true;
      return false;
    }
    const std::size_t star = std::min(pattern.find('*'), pattern.size());
    const std::string piece = fold(pattern.substr(0, star));
    return word.starts_with(piece) && globs(pattern.substr(star), word.substr(piece.size()));
  }

  /// At most `left` letters wrong, missing, too many or swapped: tried one after the other.
  static bool slips(std::u32string_view a, std::u32string_view b, int left) {
    if (left < 0) return false;
    if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size()) <= left;
    if (a.front() == b.front() && slips(a.substr(1), b.substr(1), left)) return true;
    return slips(a.substr(1), b.substr(1), left - 1) || slips(a.substr(1), b, left - 1) ||
           slips(a, b.substr(1), left - 1) ||
           (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0] &&
            slips(a.substr(2), b.substr(2), left - 1));
  }

  void addGap(std::pair<std::uint32_t, std::uint32_t> a, std::pair<std::uint32_t, std::uint32_t> b,
              std::uint32_t distance, Places& all) const {
    if (b.first <= a.second || b.first - a.second - 1 > distance) return;
    if (text_.turnOfWord[a.first] != text_.turnOfWord[b.second]) return;
    all.emplace(a.first, b.second);
  }

  const PlainText& text_;
  const Lexicon& lexicon_;
  bool marks_;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  PlainText text() {
    PlainText made;
    const std::size_t turns = 1 + pick(4);
    for (std::uint32_t turn = 0; turn < turns; ++turn) {
      if (turn > 0) made.content += "\n\n";
      const std::uint64_t begin = made.content.size();
      const std::size_t words = 1 + pick(30);
      for (std::size_t i = 0; i < words; ++i) {
        const std::string& word = kWords[pick(kWords.size())];
        const bool comma = i > 0 && pick(5) == 0;
        if (i > 0) made.content += comma ? ", " : pick(7) == 0 ? "\n" : " ";
        made.behindComma.push_back(comma);
        made.content += word;
        made.words.push_back(fold(word));
        made.written.push_back(word);
        made.turnOfWord.push_back(turn);
      }
      Turn added;
      added.span = added.body = {begin, made.content.size()};
      made.turns.push_back(added);
    }
    return made;
  }

  std::string term(int depth) {
    switch (pick(depth > 0 ? 6 : 3)) {
      case 0:
        return word();
      case 1:
        return "\"" + kWords[pick(kWords.size())] + " " + kWords[pick(kWords.size())] + "*\"";
      case 2:
        return word() + " | " + word();
      case 3:
        return "(" + term(depth - 1) + ") | @c";
      case 4:
        return "(" + term(depth - 1) + ") ~" + std::to_string(pick(4)) + " (" + term(depth - 1) +
               ")";
      default:
        return "(" + term(depth - 1) + ") >" + std::to_string(pick(4)) + " (" + term(depth - 1) +
               ")";
    }
  }

 private:
  std::string word() {
    std::string word = kWords[pick(kWords.size())];
    switch (pick(11)) {
      case 0:
        return word + "*";
      case 1:
        return "*" + word;
      case 2: {
        const std::u32string signs = signsOf(word);
        std::string starred;
        appendUtf8(starred, signs.front());
        starred += "*";
        appendUtf8(starred, signs.back());
        return signs.size() < 2 ? word : starred;
      }
      case 3:
        return word + "?";
      case 4:
        return "1998..2004";
      case 5:
        return pick(2) == 0 ? "/sold/" : "/ain/";
      default:
        return word;
    }
  }

  std::size_t pick(std::size_t below) { return random_() % below; }

  std::mt19937 random_;
};

Places placesOf(const std::vector<TermHit>& hits) {
  Places places;
  for (const TermHit& hit : hits) places.emplace(hit.first, hit.last);
  return places;
}

}  // namespace

TEST_CASE("terms stand just where a plain search over lists of words says") {
  std::size_t hits = 0;
  for (unsigned seed = 1; seed <= 2500; ++seed) {
    Maker maker(seed);
    const PlainText plain = maker.text();
    const std::string sections = "concept c: x\n  " + maker.term(1) + "\npattern p: x\n  @c\n  " +
                                 maker.term(3) + "\n  (" + maker.term(2) + ")\n";
    const LexiconReading reading = readLexicon(
        "retold-lexicon 1\nid: t\ntitle: t\nlanguage: en\nversion: 1\nauthors: a\nsources: s\n"
        "review: drafted\nattached-before: wa l'\nattached-after: ier в\n" +
            sections,
        "t");
    if (!reading.ok()) continue;  // @c within c
    const Lexicon& lexicon = reading.lexicon;
    INFO("seed " << seed << "\n" << sections << "\n" << plain.content);

    Text text;
    text.content = plain.content;
    text.turns = plain.turns;
    Tokenizer tokenizer;
    MemoryVocabulary vocabulary;
    const TokenStream tokens = streamOf(tokenizer, vocabulary, text.content, text.turns);
    REQUIRE(tokens.positions.back() + 1 == plain.words.size());

    const Oracle oracle(plain, lexicon, true);
    const Oracle structural(plain, lexicon, false);
    TermProgram program(vocabulary);
    std::vector<TermProgram::Node> nodes;
    for (const Term& term : lexicon.patterns[0].terms)
      nodes.push_back(program.add(lexicon, term.expression));
    program.finish();
    TermHits read(program, tokens, &text);
    TermHits structure(program, tokens, nullptr);
    bool any = false;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const Places expected = oracle.places(lexicon.patterns[0].terms[i].expression);
      CHECK(placesOf(read.of(nodes[i])) == expected);
      if (!program.readsContent(nodes[i]))
        CHECK(placesOf(structure.of(nodes[i])) ==
              structural.places(lexicon.patterns[0].terms[i].expression));
      for (const TermHit& hit : read.of(nodes[i])) {
        CHECK(std::is_sorted(hit.words.begin(), hit.words.end()));
        CHECK(hit.words.front().begin == spansOf(tokens, hit.first, hit.first).front().begin);
        CHECK(hit.words.back().end == spansOf(tokens, hit.last, hit.last).back().end);
      }
      any |= !expected.empty();
      hits += expected.size();
    }

    const Screener screener({lexicon}, vocabulary);
    Scanner scanner(screener);
    CHECK((scanner.mayMatch(tokens) || !any));
    CHECK(scanner.scan(tokens, text).empty() == !any);
    std::vector<TermProgram::Node> unlike;
    for (const TermProgram::Node node : nodes)
      if (node != TermProgram::kNothing && std::ranges::find(unlike, node) == unlike.end())
        unlike.push_back(node);
    TermSearch search(program, unlike);
    for (int again = 0; again < 2; ++again) {  // what it keeps from a text does no harm
      std::map<TermProgram::Node, Places> searched;
      for (const TermSearch::Found& each : search.in(tokens))
        for (const TermSearch::Place& place : each.places)
          searched[each.node].emplace(place.first, place.last);
      for (const TermProgram::Node node : unlike)
        if (!program.readsContent(node)) CHECK(searched[node] == placesOf(structure.of(node)));
    }
    const auto anchors = screener.anchors();
    const bool anchored = std::any_of(tokens.ids.begin(), tokens.ids.end(), [&](std::uint32_t id) {
      return std::binary_search(anchors.begin(), anchors.end(), id);
    });
    CHECK((!any || anchored || anchors.empty()));
    std::uint64_t end = 0;
    for (const Match& match : screener.scan(tokens, text)) {
      CHECK(match.span.begin >= end);
      end = match.span.end;
    }
  }
  CHECK(hits > 2000);
}
