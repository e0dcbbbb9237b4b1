#include <catch2/catch.hpp>

#include "indexer/text/phrase.h"
#include "queries/screen/screener.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::found;
using retold::test::lexiconOf;

TEST_CASE("a word is found whatever its case, accents and hyphens, and says how") {
  const auto terms = "pattern p: x\n  trafficked\n";
  CHECK(found(terms, "She was trafficked.") == "[trafficked] p exact asserted\n");
  CHECK(found(terms, "TRAFFICKED") == "[TRAFFICKED] p case asserted\n");
  CHECK(found(terms, "traf-\nficked") == "[traf-\nficked] p folded asserted\n");
  CHECK(found("pattern p: x\n  vandut\n", "a fost vândut") == "[vândut] p folded asserted\n");
  CHECK(found(terms, "traffickedness untrafficked") == "");
}

TEST_CASE("a hyphenated term is found joined, apart and over a line end") {
  const auto terms = "pattern p: x\n  \"re-trafficked\"\n";
  CHECK(found(terms, "re-trafficked") == "[re-trafficked] p exact asserted\n");
  CHECK(found(terms, "retrafficked") == "[retrafficked] p folded asserted\n");
  CHECK(found(terms, "re trafficked") == "[re trafficked] p folded asserted\n");
  CHECK(found(terms, "re\ntrafficked") == "[re\ntrafficked] p folded asserted\n");
}

TEST_CASE("a prefix finds whole words") {
  CHECK(found("pattern p: x\n  traffick*\n", "the trafficker's trafficking") ==
        "[trafficker's] p prefix asserted\n[trafficking] p prefix asserted\n");
  CHECK(found("pattern p: x\n  \"drug traffick* ring\"\n", "a drug trafficking ring") ==
        "[drug trafficking ring] p prefix asserted\n");
}

TEST_CASE("a gap of ~n is found in either order, at most n words apart") {
  const auto terms = "pattern p: x\n  sold ~2 again\n";
  CHECK(found(terms, "they sold me once again") == "[sold me once again] p gap asserted\n");
  CHECK(found(terms, "again I was sold") == "[again I was sold] p gap asserted\n");
  CHECK(found(terms, "sold and then once again") == "");
  CHECK(found("pattern p: x\n  sold ~0 again\n", "sold again, again not sold") ==
        "[sold again] p gap asserted\n");
}

TEST_CASE(">n finds in the given order only") {
  const auto terms = "pattern p: x\n  sold >2 again\n";
  CHECK(found(terms, "sold me again") == "[sold me again] p gap asserted\n");
  CHECK(found(terms, "again sold") == "");
}

TEST_CASE("a gap of gaps finds what only a farther word completes") {
  CHECK(found("pattern p: x\n  (a ~3 b) >0 c\n", "a b b c") == "[a b b c] p gap asserted\n");
}

TEST_CASE("one word cannot stand for both sides of a gap") {
  CHECK(found("pattern p: x\n  sold ~3 sold\n", "they sold me") == "");
  CHECK(found("pattern p: x\n  sold ~3 sold\n", "sold and sold") ==
        "[sold and sold] p gap asserted\n");
}

TEST_CASE("phrases and gaps never cross a change of speaker") {
  const std::string talk =
      "Interviewer: Who was sold?\n\nAnna: Again that.\n\n"
      "Interviewer: And when?\n\nAnna: Sold in May, again in June.\n";
  CHECK(found("pattern p: x\n  sold ~3 again\n", talk) == "[Sold in May, again] p gap asserted\n");
  CHECK(found("pattern p: x\n  \"sold Anna\"\n", talk) == "");
}

TEST_CASE("a phrase broken by a line end is found") {
  CHECK(found("pattern p: x\n  \"second time\"\n", "for the second\n   time") ==
        "[second\n   time] p exact asserted\n");
}

TEST_CASE("a concept stands for any of its terms, concepts in concepts too") {
  const auto terms =
      "concept sold: x\n  sold | resold\nconcept exploited: x\n  @sold\n  traffick*\n"
      "pattern p: x\n  @exploited >1 again\n";
  CHECK(found(terms, "resold again; trafficking again") ==
        "[resold again] p gap asserted\n[trafficking again] p gap asserted\n");
}

TEST_CASE("a regular expression reads the stored text of a passage and takes whole words") {
  CHECK(found("pattern p: x\n  /raffick(ed|ing)/\n", "She was trafficked, untraffickingly.") ==
        "[trafficked] p pattern asserted\n[untraffickingly] p pattern asserted\n");
  CHECK(found("pattern p: x\n  /sold.again/\n", "sold\n\nagain") == "");
  CHECK(found("pattern p: x\n  /\\d{4}/ ~2 sold\n", "in 1999 sold") ==
        "[1999 sold] p pattern asserted\n");
  CHECK(found("pattern p: x\n  /[.!]/\n", "sold!") == "");
}

TEST_CASE("words of other scripts are found, written apart or not") {
  CHECK(found("pattern p: x\n  продали ~3 снова = sold again\n", "её ПРОДАЛИ ещё и снова") ==
        "[ПРОДАЛИ ещё и снова] p gap asserted\n");
  CHECK(found("pattern p: x\n  ขาย = sold\n", "ถูกขายอีก") == "[ขาย] p exact asserted\n");
  CHECK(found("pattern p: x\n  卖 >2 又 = sold\n", "他们卖了我又") ==
        "[卖了我又] p gap asserted\n");
}

TEST_CASE("of matches at one place the reader sees one for each category") {
  const auto terms =
      "pattern p: x\n  \"second time\"\n  \"for a second time\"\n  trafficked ~4 time\n"
      "pattern q: x\n  time\n";
  CHECK(found(terms, "trafficked for a second time") ==
        "[for a second time] p exact asserted\n[time] q exact asserted\n");
  CHECK(found(terms, "time, second time") ==
        "[time] q exact asserted\n[second time] p exact asserted\n[time] q exact asserted\n");
}

TEST_CASE("the tightest gap is shown") {
  CHECK(found("pattern p: x\n  sold ~6 again\n", "again and again they have sold me again") ==
        "[sold me again] p gap asserted\n");
}

TEST_CASE("an exclusion drops the matches of which it overlaps a word, and no others") {
  const auto terms =
      "pattern p: x\n  traffick* ~4 again\nexclude drugs: drugs\n  \"drug traffick*\"\n";
  CHECK(found(terms, "drug trafficking again") == "");
  CHECK(found(terms, "trafficked, a drug dealer, again") ==
        "[trafficked, a drug dealer, again] p gap asserted\n");
  CHECK(found(terms, "trafficked by a drug trafficking gang again") == "");
}

TEST_CASE("an exact-phrases lexicon ignores case and nothing else, and judges no status") {
  const auto terms = "pattern p: x\n  re-trafficked\n  second time\n";
  const auto header = "matching: exact-phrases\n";
  CHECK(found(terms, "Re-Trafficked a SECOND\ntime", header) ==
        "[Re-Trafficked] p case asserted\n[SECOND\ntime] p case asserted\n");
  CHECK(found(terms, "retrafficked, re trafficked, sécond time, seconds time", header) == "");
  CHECK(found(terms, "Interviewer: a second time?\n\nAnna: No.\n", header) ==
        "[second time] p exact asserted\n");
}

TEST_CASE("a match names its lexicon, term, gloss, weight, words and turn") {
  const Lexicon lexicon = lexiconOf("pattern p, weight 1.5: x\n  sold ~4 again = resold\n");
  const auto matches =
      scanText({lexicon}, "Interviewer: And then?\n\nAnna: They sold me there again.\n");
  REQUIRE(matches.size() == 1);
  const Match& match = matches[0];
  CHECK(match.lexicon == "test");
  CHECK(match.lexiconDigest == lexicon.digest);
  CHECK(match.language == "en");
  CHECK(match.category == "p");
  CHECK(match.term == "sold ~4 again");
  CHECK(match.gloss == "resold");
  CHECK(match.weight == 1.5);
  CHECK(match.turn == 1);
  CHECK(match.words == std::vector<ByteSpan>{{35, 39}, {49, 54}});
  CHECK(match.span == ByteSpan{35, 54});
}

TEST_CASE("a text without an anchor is passed over, one that may match is not") {
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const std::string yes = "they sold me again";
  const std::string no = "they sold the house";
  const std::string neither = "nothing of the kind";
  const auto yesTokens = streamOf(tokenizer, vocabulary, yes, {});
  const auto noTokens = streamOf(tokenizer, vocabulary, no, {});
  const auto neitherTokens = streamOf(tokenizer, vocabulary, neither, {});
  const Screener screener({lexiconOf("pattern p: x\n  sold ~2 again\n")}, vocabulary);
  REQUIRE(screener.anchors().size() == 1);
  CHECK(vocabulary.token(screener.anchors()[0]) == "again");
  CHECK(Scanner(screener).mayMatch(yesTokens));
  CHECK_FALSE(Scanner(screener).mayMatch(noTokens));
  CHECK_FALSE(Scanner(screener).mayMatch(neitherTokens));
}

TEST_CASE("a free regular expression leaves no anchors: every text is read") {
  MemoryVocabulary vocabulary;
  vocabulary.add("sold");
  const Screener free({lexiconOf("pattern p: x\n  sold\n  /\\d+/\n")}, vocabulary);
  CHECK(free.anchors().empty());
  CHECK(Scanner(free).mayMatch(TokenStream{}));
  const Screener bound({lexiconOf("pattern p: x\n  sold ~3 /\\d+/\n")}, vocabulary);
  CHECK(bound.anchors().size() == 1);
}

TEST_CASE("a term that reaches far is found behind one that reaches less far at the same word") {
  CHECK(found("pattern near: x\n  \"first time\"\n"
              "pattern far: x\n  \"at first\" >5 answered >8 \"first time\" >20 later\n",
              "At first she answered that it was the first time. Later, after tea, she spoke.") ==
        "[At first she answered that it was the first time. Later] far gap asserted (its words "
        "stand in two sentences)\n[first time] near exact asserted\n");
}

TEST_CASE(
    "a match takes the status that a cue of another language of its lexicon gives its place") {
  const std::string head =
      "retold-lexicon 1\nid: both\ntitle: t\nversion: 1\nauthors: a\nsources: s\nreview: drafted\n";
  const Lexicon english =
      readLexicon(
          head + "language: en\npattern p: x\n  retrafficking\ncue if, before 3: x\n  risk\n",
          "en.lexicon")
          .lexicon;
  const Lexicon other =
      readLexicon(head + "language: sw\npattern q: x\n  retrafficking = again\n", "sw.lexicon")
          .lexicon;
  const auto matches = scanText({english, other}, "Risk of retrafficking: low.");
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].why == "\"Risk\" stands 2 words before");
  CHECK(matches[1].status == MatchStatus::Feared);
  CHECK(matches[1].why == "\"Risk\" stands 2 words before, says the lexicon in en");
  // An answer, or another lexicon, says nothing of it.
  Lexicon alone = other;
  alone.id = "alone";
  CHECK(scanText({english, alone}, "Risk of retrafficking: low.")[1].status ==
        MatchStatus::Asserted);
}

TEST_CASE("a question's words with those of the next are no question") {
  const std::string sections =
      "pattern asked, answered yes: x\n  sold ~6 before\ncue affirm: yes\n  yes\n";
  CHECK(found(sections, "Sold? No. Deported before? Yes.") == "");
  CHECK(found(sections, "Deported? No. Sold before? Yes.") ==
        "[Sold before? Yes] asked gap asserted\n");
}

TEST_CASE("a range of numbers may end at the largest number there is") {
  CHECK(found("pattern p: x\n  4294967290..4294967295\n", "the year 4294967295") ==
        "[4294967295] p pattern asserted\n");
}
