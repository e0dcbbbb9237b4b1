#include <catch2/catch.hpp>
#include <fstream>
#include <random>
#include <string>

#include "indexer/text/word_finder.h"
#include "queries/lexicon/lexicon.h"

using namespace retold;

namespace {

const std::string kHead =
    "retold-lexicon 1\n"
    "id: test\n"
    "title: A test\n"
    "language: en\n"
    "version: 1\n"
    "authors: nobody\n"
    "sources: none\n"
    "review: drafted\n";  // eight lines

std::string faults(const std::string& text) {
  std::string all;
  for (const Diagnostic& diagnostic : readLexicon(text, "t.lexicon").diagnostics)
    all += toText(diagnostic) + "\n";
  return all;
}

/// Faults of a pattern with one term line, which is line 10.
std::string faultsOfTerm(const std::string& term) {
  return faults(kHead + "pattern p: x\n  " + term + "\n");
}

/// A term's expression in a notation that shows the tree.
std::string shown(const TermExpression& e) {
  using Kind = TermExpression::Kind;
  std::string text;
  switch (e.kind) {
    case Kind::Phrase:
      for (const QueryWord& word : e.words)
        text += (text.empty() ? "" : "+") + word.text + (word.prefix ? "*" : "") +
                (word.inflected ? "^" : "") + (word.misspelt ? "?" : "");
      return text;
    case Kind::Number:
      return std::to_string(e.from) + ".." + std::to_string(e.to);
    case Kind::Concept:
      return "@" + e.name;
    case Kind::Pattern:
      return "/" + e.regex + "/";
    case Kind::Any:
      for (const TermExpression& child : e.children)
        text += (text.empty() ? "any(" : " ") + shown(child);
      return text + ")";
    case Kind::Near:
    case Kind::Then:
      return (e.kind == Kind::Near ? "near" : "then") + std::to_string(e.distance) + "(" +
             shown(e.children.at(0)) + " " + shown(e.children.at(1)) + ")";
  }
  return text;
}

std::string readAs(const std::string& term) {
  const LexiconReading reading =
      readLexicon(kHead + "concept c: x\n  w\npattern p: x\n  @c\n  " + term + "\n", "t.lexicon");
  std::string trouble;
  for (const Diagnostic& diagnostic : reading.diagnostics) trouble += toText(diagnostic) + "\n";
  INFO(trouble);
  REQUIRE(reading.ok());
  return shown(reading.lexicon.patterns.at(0).terms.at(1).expression);
}

}  // namespace

TEST_CASE("a lexicon's header and sections are read as written") {
  const std::string text =
      "retold-lexicon 1\n"
      "# a comment\n"
      "id: prior\n"
      "title: Earlier episodes: a test\n"
      "language: sr-Latn\n"
      "version: 0.3\n"
      "authors: A, B\n"
      "sources: own words\n"
      "review: reviewed by C, 2026-05-01\n"
      "threshold: 0.5\n"
      "\n"
      "concept sold: sold\n"
      "  prodat* = sold\n"
      "pattern again, weight 1.5: sold again\n"
      "\t@sold ~4 opet   =  sold again \n"
      "pattern asked, answered no: the first time?\n"
      "  \"prvi put\" = the first time\n"
      "exclude goods: goods\n"
      "  krumpir = potatoes\n"
      "cue not, before 4, after 2: negation\n"
      "  nije = is not\n"
      "cue affirm: yes\n"
      "  da = yes\n"
      "scope-ends:\n"
      "  ali = but\n";
  const LexiconReading reading = readLexicon(text, "t.lexicon");
  CHECK(reading.diagnostics.empty());
  const Lexicon& lexicon = reading.lexicon;
  CHECK(lexicon.id == "prior");
  CHECK(lexicon.title == "Earlier episodes: a test");
  CHECK(lexicon.language == "sr-Latn");
  CHECK(lexicon.version == "0.3");
  CHECK(lexicon.authors == "A, B");
  CHECK(lexicon.sources == "own words");
  CHECK(lexicon.review == ReviewStatus::Reviewed);
  CHECK(lexicon.reviewers == "C, 2026-05-01");
  CHECK(reviewLine(lexicon) == "reviewed by C, 2026-05-01");
  CHECK_FALSE(lexicon.exactPhrases);
  CHECK(lexicon.threshold == 0.5);
  CHECK(lexicon.text == text);
  CHECK(lexicon.digest.size() == 64);
  REQUIRE(lexicon.concepts.size() == 1);
  CHECK(lexicon.concepts[0].name == "sold");
  REQUIRE(lexicon.patterns.size() == 2);
  CHECK(lexicon.patterns[0].weight == 1.5);
  CHECK(lexicon.patterns[0].gloss == "sold again");
  CHECK(lexicon.patterns[0].answered == Answered::NoMatter);
  CHECK(lexicon.patterns[0].terms[0].source == "@sold ~4 opet");
  CHECK(lexicon.patterns[0].terms[0].gloss == "sold again");
  CHECK(lexicon.patterns[0].terms[0].line == 15);
  CHECK(lexicon.patterns[1].answered == Answered::No);
  REQUIRE(lexicon.exclusions.size() == 1);
  CHECK(lexicon.exclusions[0].name == "goods");
  REQUIRE(lexicon.cues.size() == 2);
  CHECK(lexicon.cues[0].kind == Cue::Kind::Not);
  CHECK(lexicon.cues[0].before == 4);
  CHECK(lexicon.cues[0].after == 2);
  CHECK(lexicon.cues[1].kind == Cue::Kind::Affirm);
  REQUIRE(lexicon.scopeEnds.size() == 1);
}

TEST_CASE("a pattern may name the code that it suggests") {
  const LexiconReading reading = readLexicon(
      kHead + "pattern p, weight 2, code risk/economic/no-local-jobs, answered no: x\n  a\n" +
          "pattern q: x\n  b\n",
      "t.lexicon");
  CHECK(reading.diagnostics.empty());
  REQUIRE(reading.lexicon.patterns.size() == 2);
  CHECK(reading.lexicon.patterns[0].code == "risk/economic/no-local-jobs");
  CHECK(reading.lexicon.patterns[0].weight == 2);
  CHECK(reading.lexicon.patterns[0].answered == Answered::No);
  CHECK(reading.lexicon.patterns[1].code.empty());
}

TEST_CASE("each fault of a pattern's code is named") {
  const std::string term = ": x\n  a\n";
  const auto faultOf = [&](const std::string& code) {
    return faults(kHead + "pattern p, " + code + term);
  };
  const std::string expected =
      "\" is no code; expected its whole name, such as risk/economic/poverty\n";
  CHECK(faultOf("code") == "t.lexicon:9:12: error: \"" + expected);
  CHECK(faultOf("code Poverty") == "t.lexicon:9:12: error: \"Poverty" + expected);
  CHECK(faultOf("code risk//poverty") == "t.lexicon:9:12: error: \"risk//poverty" + expected);
  CHECK(faultOf("code risk/") == "t.lexicon:9:12: error: \"risk/" + expected);
  CHECK(faultOf("code a/b, code a/c") ==
        "t.lexicon:9:22: error: the pattern names a second code; expected one, or another pattern "
        "for it\n");
}

TEST_CASE("a draft says that no fluent reader has read it") {
  CHECK(reviewLine(readLexicon(kHead + "pattern p: x\n  a\n", "t").lexicon) ==
        "drafted, not yet read by a fluent reader");
}

TEST_CASE("a term is read as the tree that its signs make") {
  CHECK(readAs("sold") == "sold");
  CHECK(readAs("traffick*") == "traffick*");
  CHECK(readAs("don't") == "don't");
  CHECK(readAs("and/or") == "and/or");
  CHECK(readAs("\"second time\"") == "second+time");
  CHECK(readAs("\"drug traffick* ring\"") == "drug+traffick*+ring");
  CHECK(readAs("“second time”") == "second+time");
  CHECK(readAs("„zum zweiten Mal“") == "zum+zweiten+Mal");
  CHECK(readAs("« une fois »") == "une+fois");
  CHECK(readAs("a | b|c") == "any(a b c)");
  CHECK(readAs("a | b ~4 c") == "near4(any(a b) c)");
  CHECK(readAs("a ~4 b | c") == "near4(a any(b c))");
  CHECK(readAs("a ~4 b >6 c") == "then6(near4(a b) c)");
  CHECK(readAs("a ~4 (b >6 c)") == "near4(a then6(b c))");
  CHECK(readAs("(a ~0 b) | c") == "any(near0(a b) c)");
  CHECK(readAs("@c >6 \"second time\"") == "then6(@c second+time)");
  CHECK(readAs("/re-?sold/") == "/re-?sold/");
  CHECK(readAs("/a\\/b \\d = 1/ ~3 c") == "near3(/a/b \\d = 1/ c)");
  CHECK(readAs("продали ~8 снова = sold again") == "near8(продали снова)");
  CHECK(readAs("a~4b") == "near4(a b)");
}

TEST_CASE("each fault of a term is named by line, column and what was expected") {
  CHECK(faultsOfTerm("\"second time") ==
        "t.lexicon:10:3: error: the quotation mark that opens here is never closed; expected \" at "
        "the end of the phrase\n");
  CHECK(faultsOfTerm("а ~3 “second time") ==
        "t.lexicon:10:8: error: the quotation mark that opens here is never closed; expected ” at "
        "the end of the phrase\n");
  CHECK(faultsOfTerm("second time") ==
        "t.lexicon:10:10: error: two terms stand side by side; expected | for a choice, ~n or >n "
        "for a gap, or quotation marks round a phrase\n");
  CHECK(
      faultsOfTerm("(a b)") ==
      "t.lexicon:10:6: error: two terms stand side by side; expected | for a choice, ~n or >n for "
      "a gap, or quotation marks round a phrase\n");
  CHECK(faultsOfTerm("a | ") == "t.lexicon:10:7: error: expected a term here\n");
  CHECK(faultsOfTerm("a | = x") == "t.lexicon:10:7: error: expected a term here\n");
  CHECK(faultsOfTerm("| a") == "t.lexicon:10:3: error: expected a term before this |\n");
  CHECK(faultsOfTerm("a ~4 ~5 b") == "t.lexicon:10:8: error: expected a term before this ~\n");
  CHECK(faultsOfTerm("(a | b") ==
        "t.lexicon:10:3: error: the parenthesis that opens here is never closed; expected )\n");
  CHECK(faultsOfTerm("a | b)") ==
        "t.lexicon:10:8: error: this ) closes nothing; expected a ( before it\n");
  CHECK(
      faultsOfTerm("a ~ b") ==
      "t.lexicon:10:5: error: expected a number of words from 0 to 100 right behind ~, as in ~8\n");
  CHECK(
      faultsOfTerm("a >101 b") ==
      "t.lexicon:10:5: error: expected a number of words from 0 to 100 right behind >, as in >8\n");
  CHECK(faultsOfTerm("\"a * b\"") ==
        "t.lexicon:10:6: error: a * stands by itself; expected it at or in a word (traffick*)\n");
  CHECK(faultsOfTerm("traffick*+") ==
        "t.lexicon:10:11: error: a * and a + stand at one word; expected one of the two\n");
  CHECK(faultsOfTerm("2004..1998") ==
        "t.lexicon:10:3: error: this is no range of numbers; expected the smaller number first and "
        "at most 1000 numbers, as in 1990..2026\n");
  CHECK(faultsOfTerm("1..99999999999") ==
        "t.lexicon:10:3: error: this is no range of numbers; expected the smaller number first and "
        "at most 1000 numbers, as in 1990..2026\n");
  CHECK(faultsOfTerm("--") ==
        "t.lexicon:10:3: error: there is no letter or digit in \"--\"; expected a word\n");
  CHECK(faultsOfTerm("\"\"") ==
        "t.lexicon:10:3: error: there is no letter or digit in \"\"; expected a word\n");
  CHECK(faultsOfTerm("@ a") ==
        "t.lexicon:10:3: error: expected a concept's name right behind @ (small letters a to z, "
        "digits, -)\n");
  CHECK(faultsOfTerm("a ~4 /[b/") ==
        "t.lexicon:10:8: error: RE2 does not understand this regular expression: missing ]: [b\n");
  CHECK(faultsOfTerm("/abc") ==
        "t.lexicon:10:3: error: the regular expression that opens here is never closed; expected / "
        "at its end (a / within it is written \\/)\n");
  CHECK(faultsOfTerm("/a*/") ==
        "t.lexicon:10:3: error: this regular expression fits the empty text too; expected one that "
        "needs at least one character\n");
  CHECK(faultsOfTerm("= sold") ==
        "t.lexicon:10:3: error: nothing stands before the =; expected a term\n");
  CHECK(faultsOfTerm("sold =") ==
        "t.lexicon:10:8: error: nothing stands behind the =; expected what the term means in "
        "English\n");
  CHECK(faultsOfTerm(std::string(60, '(') + "a" + std::string(60, ')')) ==
        "t.lexicon:10:43: error: too many parentheses stand in each other\n");
}

TEST_CASE("concepts that are not there or refer to each other in a circle are faults") {
  CHECK(faults(kHead + "concept sold: x\n  a | @gone\npattern p: x\n  @slod ~3 @sold\n") ==
        "t.lexicon:10:7: error: there is no concept \"gone\"; expected one of: sold\n"
        "t.lexicon:12:3: error: there is no concept \"slod\"; expected one of: sold\n");
  CHECK(faults(kHead + "pattern p: x\n  @again\n") ==
        "t.lexicon:10:3: error: there is no concept \"again\"; expected a section \"concept again: "
        "…\"\n");
  CHECK(
      faults(kHead + "concept a: x\n  @b\nconcept b: x\n  x\n  y | @a\npattern p: x\n  @a\n") ==
      "t.lexicon:13:7: error: concepts refer to each other in a circle (@a -> @b -> @a); expected "
      "one of these references to be taken out\n");
  CHECK(faults(kHead + "concept a: x\n  @a\npattern p: x\n  b\n") ==
        "t.lexicon:10:3: error: concepts refer to each other in a circle (@a -> @a); expected one "
        "of these references to be taken out\n");
  CHECK(faults(kHead + "concept a: x\n  b\npattern p: x\n  b\n") ==
        "t.lexicon:9:1: warning: nothing refers to the concept \"a\"; expected @a in a pattern, or "
        "the concept taken out\n");
}

TEST_CASE("concepts that stand too deep on one another are a fault at the first that does") {
  const auto chain = [](std::size_t length) {
    std::string text = kHead;
    for (std::size_t i = 1; i < length; ++i)
      text += "concept c" + std::to_string(i) + ": x\n  @c" + std::to_string(i + 1) + "\n";
    return text + "concept c" + std::to_string(length) + ": x\n  word\npattern p: x\n  @c1\n";
  };
  CHECK(faults(chain(100)).empty());
  const std::string fault =
      "stands on concepts that stand on others, more than 100 one below the other; expected fewer "
      "steps, such as one concept with all their terms\n";
  CHECK(faults(chain(101)) == "t.lexicon:9:1: error: the concept \"c1\" " + fault);
  CHECK(faults(chain(105)) == "t.lexicon:17:1: error: the concept \"c5\" " + fault);
  CHECK(faults(chain(100'000)) == "t.lexicon:199807:1: error: the concept \"c99900\" " + fault);
}

TEST_CASE("a long circle of concepts is a fault that names its beginning") {
  std::string text = kHead;
  for (int i = 1; i <= 50'000; ++i)
    text += "concept c" + std::to_string(i) + ": x\n  @c" + std::to_string(i % 50'000 + 1) + "\n";
  const std::string all = faults(text + "pattern p: x\n  @c1\n");
  CHECK(all.find("t.lexicon:100008:3: error: concepts refer to each other in a circle (@c1 -> @c2 "
                 "-> @c3 -> @c4 -> @c5 -> @c6 -> @c7 -> @c8 -> @c9 -> @c10 -> 49990 more -> @c1); "
                 "expected one of these references to be taken out\n") != std::string::npos);
}

TEST_CASE("concepts that share others are bounded by the words that they stand for") {
  const auto ladder = [](int steps) {
    std::string text = kHead;
    for (int i = 1; i < steps; ++i) {
      const std::string below = "@c" + std::to_string(i + 1);
      text += "concept c" + std::to_string(i) + ": x\n  " + below + " ~2 " + below + "\n";
    }
    return text + "concept c" + std::to_string(steps) + ": x\n  word\npattern p: x\n  @c1\n";
  };
  CHECK(faults(ladder(17)).empty());  // 65,536 words
  CHECK(faults(ladder(60)) ==
        "t.lexicon:93:1: error: the concept \"c43\" has more than 100000 words where all that it "
        "refers to is written out; expected fewer references to concepts that refer to the same "
        "ones\n");
}

TEST_CASE("a choice without parentheses beside a gap is warned of, with its place") {
  const std::string warning =
      ": warning: a choice stands beside a gap without parentheses, and the choice binds first; "
      "write (a | b) >1 c where that is meant, and a | (b >1 c) where it is not\n";
  CHECK(faultsOfTerm("a | b >1 c | d") == "t.lexicon:10:5" + warning);
  CHECK(faultsOfTerm("a >1 b | c") == "t.lexicon:10:10" + warning);
  CHECK(faultsOfTerm("x ~3 (ș | b ~1 c)") == "t.lexicon:10:11" + warning);
  CHECK(faultsOfTerm("a | b >1 c | (d | e ~2 f)") ==
        "t.lexicon:10:5" + warning + "t.lexicon:10:19" + warning);
  CHECK(faultsOfTerm("(a | b) >1 (c | d)").empty());
  CHECK(faultsOfTerm("a | (b >1 c) | \"d | e\"").empty());
  CHECK(faultsOfTerm("a | b | c").empty());
}

TEST_CASE("each fault of a section's head is named") {
  const std::string term = "\n  a\n";
  const std::string pattern = "pattern p: x\n  a\n";
  CHECK(faults(kHead + "pattern p, weight much: x" + term) ==
        "t.lexicon:9:12: error: \"much\" is no weight; expected a number above 0, at most 100\n");
  CHECK(faults(kHead + "pattern p, weight 0: x" + term) ==
        "t.lexicon:9:12: error: \"0\" is no weight; expected a number above 0, at most 100\n");
  CHECK(faults(kHead + "pattern p, wieght 2: x" + term) ==
        "t.lexicon:9:12: error: \"wieght 2\" is not understood here; expected weight N, code "
        "NAME, answered yes, answered no or negated\n");
  CHECK(faults(kHead + "pattern p" + term) ==
        "t.lexicon:9:10: error: the section's head does not end; expected a : behind it\n");
  CHECK(faults(kHead + "pattern: x" + term) ==
        "t.lexicon:9:8: error: the pattern has no name; expected one behind the word pattern\n");
  CHECK(faults(kHead + "pattern Sold Again: x" + term) ==
        "t.lexicon:9:9: error: \"Sold Again\" cannot be a name; expected small letters a to z, "
        "digits and -\n");
  CHECK(faults(kHead + pattern + "pattern p: y" + term) ==
        "t.lexicon:11:9: error: there is a pattern \"p\" already, on line 9; expected another "
        "name\n");
  CHECK(faults(kHead + "concept c: x\n  a\nconcept c: x\n  @c\n" + pattern) ==
        "t.lexicon:11:9: error: there is a concept \"c\" already, on line 9; expected another "
        "name\n");
  CHECK(faults(kHead + pattern + "exclude e: x\n  a\nexclude e: x" + term) ==
        "t.lexicon:13:9: error: there is a section exclude \"e\" already, on line 11; expected "
        "another name\n");
  CHECK(
      faults(kHead + pattern + "cue maybe, before 2: x" + term) ==
      "t.lexicon:11:5: error: \"maybe\" is no kind of cue; expected one of not, if, other-person, "
      "affirm, deny, boilerplate, neutral, detail, self, third, asked, onward\n");
  CHECK(faults(kHead + pattern + "cue not: x" + term) ==
        "t.lexicon:11:5: error: the cue says not how far it reaches; expected before N or after N, "
        "in words\n");
  CHECK(faults(kHead + pattern + "cue not, before many: x" + term) ==
        "t.lexicon:11:10: error: \"many\" is no reach; expected a number of words from 1 to 100\n");
  CHECK(
      faults(kHead + pattern + "cue affirm, before 2: x" + term) ==
      "t.lexicon:11:13: error: \"before 2\" is not understood here; expected nothing but the kind "
      "before the :\n");
  CHECK(faults(kHead + pattern + "scope-ends all: x" + term) ==
        "t.lexicon:11:12: error: \"all\" is not understood here; expected scope-ends: and nothing "
        "between\n");
  CHECK(
      faults(kHead + pattern + "concept c, weight 2: x\n  @c\n") ==
      "t.lexicon:11:12: error: \"weight 2\" is not understood here; expected nothing but the name "
      "before the :\n"
      "t.lexicon:12:3: error: concepts refer to each other in a circle (@c -> @c); expected one of "
      "these references to be taken out\n");
  CHECK(faults(kHead + pattern + "exclude none: x\n" + "# nothing\n") ==
        "t.lexicon:11:1: error: the section \"exclude none\" is empty; expected at least one term, "
        "on a line of its own that begins with white space\n");
}

TEST_CASE("each fault of the header is named") {
  const std::string pattern = "pattern p: x\n  a\n";
  CHECK(faults("") ==
        "t.lexicon: error: the file is empty; expected a lexicon, whose first line is "
        "\"retold-lexicon 1\"\n");
  CHECK(faults("retold-lexicon 2\nanything\n") ==
        "t.lexicon:1:1: error: this lexicon is of format \"2\"; expected format 1, the one that "
        "this version of Retold reads\n");
  CHECK(
      faults(kHead.substr(kHead.find('\n') + 1) + pattern) ==
      "t.lexicon:1:1: error: the first line is not \"retold-lexicon 1\"; expected it, so that this "
      "is known to be a lexicon and of which format\n");
  CHECK(
      faults("retold-lexicon 1\nid: a\nlanguage: en\n" + pattern) ==
      "t.lexicon: error: the header \"title\" is missing; expected, for example, \"title: Prior "
      "trafficking\" above the first section\n"
      "t.lexicon: error: the header \"version\" is missing; expected, for example, \"version: "
      "1.0\" above the first section\n"
      "t.lexicon: error: the header \"authors\" is missing; expected, for example, \"authors: "
      "names of those who wrote it\" above the first section\n"
      "t.lexicon: error: the header \"sources\" is missing; expected, for example, \"sources: what "
      "it is drawn from\" above the first section\n"
      "t.lexicon: error: the header \"review\" is missing; expected, for example, \"review: "
      "drafted\" above the first section\n");
  CHECK(faults(kHead + "titel: x\n" + pattern) ==
        "t.lexicon:9:1: error: \"titel\" is no header and no section; expected one of the headers "
        "id, title, language, version, authors, sources, review, matching, threshold, coverage, "
        "uses, stemming, attached-before, attached-after, diacritics, or of the sections concept, "
        "pattern, exclude, cue, scope-ends\n");
  CHECK(faults(kHead + "title: again\n" + pattern) ==
        "t.lexicon:9:1: error: \"title\" stands here a second time; expected it once\n");
  CHECK(faults(kHead + pattern + "threshold: 2\n") ==
        "t.lexicon:11:1: error: \"threshold\" stands behind a section; expected it above the first "
        "section\n");
  CHECK(faults(kHead + "threshold:\n" + pattern) ==
        "t.lexicon:9:11: error: \"threshold\" has no value; expected, for example, \"threshold: "
        "1.0\"\n");
  CHECK(faults(kHead + "threshold: 1,5\n" + pattern) ==
        "t.lexicon:9:12: error: \"1,5\" is no threshold; expected a number above 0, at most 100\n");
  CHECK(faults(kHead + "matching: fuzzy\n" + pattern) ==
        "t.lexicon:9:11: error: \"fuzzy\" is no way to match; expected folded or exact-phrases\n");
  CHECK(
      faults(kHead + "nonsense\n" + pattern) ==
      "t.lexicon:9:1: error: this is neither a header line (title: …), nor the head of a section, "
      "nor a term; expected white space before a term\n");
  CHECK(
      faults(kHead + "  a\n" + pattern) ==
      "t.lexicon:9:3: error: this term stands in no section; expected the head of a section above "
      "it, such as \"pattern trafficked-again, weight 1: trafficked another time\"\n");
  const std::string rest = "title: t\nversion: 1\nauthors: a\nsources: s\n";
  CHECK(
      faults("retold-lexicon 1\nid: My List\nlanguage: English\nreview: read by me\n" + rest +
             pattern) ==
      "t.lexicon:2:5: error: \"My List\" cannot be an id; expected small letters a to z, digits "
      "and -\n"
      "t.lexicon:3:11: error: \"English\" is no language; expected a tag such as en, ro or "
      "sr-Latn\n"
      "t.lexicon:4:9: error: \"read by me\" is no review status; expected drafted, or reviewed by "
      "NAME, DATE\n");
}

TEST_CASE("a lexicon without a pattern finds nothing and is a fault") {
  CHECK(
      faults(kHead + "exclude e: x\n  a\n") ==
      "t.lexicon: error: there is no pattern; expected at least one section \"pattern NAME, weight "
      "N: …\"\n");
}

TEST_CASE("a lexicon that is not UTF-8 is refused at the first byte that is not") {
  CHECK(faults(kHead + "pattern p: x\n  caf\xE9\n") ==
        "t.lexicon:10:6: error: the byte 0xE9 is not UTF-8; expected a file saved as UTF-8\n");
}

TEST_CASE("line ends of other systems and a byte order mark change nothing") {
  std::string text = kHead + "pattern p: x\n  a = b\n";
  const LexiconReading plain = readLexicon(text, "t");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.insert(at, "\r");
  const LexiconReading other = readLexicon("\xEF\xBB\xBF" + text, "t");
  CHECK(other.diagnostics.empty());
  CHECK(other.lexicon.patterns[0].terms[0].gloss == "b");
  CHECK(other.lexicon.digest != plain.lexicon.digest);
}

TEST_CASE("a term that stands twice, or lacks a gloss in another language, is a warning") {
  CHECK(faults(kHead + "pattern p: x\n  sold\n  sold\n") ==
        "t.lexicon:11:3: warning: this term stands in this section already\n");
  std::string romanian = kHead;
  romanian.replace(romanian.find("en\n"), 2, "ro");
  const std::string text = romanian + "pattern p: x\n  vândut\n";
  CHECK(
      faults(text) ==
      "t.lexicon:10:3: warning: this term has no English gloss; expected \" = \" and what it means "
      "behind it\n");
  CHECK(readLexicon(text, "t").ok());
}

TEST_CASE("in an exact-phrases lexicon each line is a phrase as it stands") {
  const LexiconReading reading =
      readLexicon(kHead +
                      "matching: exact-phrases\npattern p: x\n  for a second time\n"
                      "  \"re-trafficked\" = trafficked again\n  what? ~3 (b*\n",
                  "t");
  CHECK(reading.diagnostics.empty());
  CHECK(reading.lexicon.exactPhrases);
  const auto& terms = reading.lexicon.patterns.at(0).terms;
  CHECK(shown(terms.at(0).expression) == "for+a+second+time");
  CHECK(shown(terms.at(1).expression) == "re-trafficked");
  CHECK(terms.at(1).gloss == "trafficked again");
  CHECK(shown(terms.at(2).expression) == "what?+~3+(b*");
}

TEST_CASE("any text is read without failing, and what is read without error names real concepts") {
  std::mt19937 random(20260501);
  const std::vector<std::string> pieces{"retold-lexicon 1\n",
                                        "id: x\n",
                                        "pattern ",
                                        "concept ",
                                        "cue ",
                                        "not",
                                        ", before ",
                                        "3",
                                        ":",
                                        "\n  ",
                                        "\"",
                                        "@",
                                        "a",
                                        "*",
                                        "~4",
                                        ">2",
                                        "|",
                                        "(",
                                        ")",
                                        "/",
                                        "\\",
                                        " = ",
                                        "ß",
                                        "ไทย",
                                        ",",
                                        "weight",
                                        "\xFF",
                                        "\t",
                                        "\n",
                                        "#"};
  for (int round = 0; round < 3000; ++round) {
    std::string text = round % 2 == 0 ? kHead : "";
    for (auto count = random() % 40; count > 0; --count) text += pieces[random() % pieces.size()];
    const LexiconReading reading = readLexicon(text, "t");
    CHECK((reading.ok() || !reading.diagnostics.empty()));
    for (const Diagnostic& diagnostic : reading.diagnostics) CHECK(!diagnostic.message.empty());
  }
}

TEST_CASE("the example on the page of the format is a lexicon without a fault") {
  std::ifstream page(std::string(RETOLD_SOURCE_DIR) + "/docs/lexicon-format.md");
  std::string example;
  for (std::string line; std::getline(page, line);) {
    if (line == "## The file") break;
    if (line.starts_with("    ")) example += line.substr(4) + "\n";
  }
  CHECK(faults(example) == "");
  CHECK(readLexicon(example, "t").lexicon.patterns.size() == 2);
}

TEST_CASE("a word says how it may vary") {
  CHECK(readAs("traffick*") == "traffick*");
  CHECK(readAs("*sold") == "*sold");
  CHECK(readAs("ki*nunua*") == "ki*nunua*");
  CHECK(readAs("sell+ | traficked?") == "any(sell^ traficked?)");
  CHECK(readAs("in >1 1990..2026") == "then1(in 1990..2026)");
}

TEST_CASE("headers say how a language's words vary") {
  const Lexicon lexicon =
      readLexicon(kHead +
                      "stemming: french\nattached-before: L’ qu'\nattached-after: -moi اً\n"
                      "coverage: starter\ndiacritics: distinguish\npattern p: x\n  a\n",
                  "t.lexicon")
          .lexicon;
  CHECK(lexicon.variation.stemming == "french");
  CHECK(lexicon.variation.attachedBefore == std::vector<std::string>{"l'", "qu'"});
  CHECK(lexicon.coverage == Coverage::Starter);
  CHECK(lexicon.diacriticsDistinguish);
  CHECK(reviewLine(lexicon) ==
        "drafted, not yet read by a fluent reader; a starter that covers the main words only");
  CHECK(faults(kHead + "stemming: klingon\npattern p: x\n  a\n") ==
        "t.lexicon:9:11: error: Snowball has no stemming called \"klingon\"; expected one of " +
            stemmingAlgorithms() + "\n");
}

TEST_CASE("shared patterns come in as far as the file has their concepts") {
  const std::string text = kHead +
                           "uses: prior-trafficking\nconcept sold: sold\n  sold\n"
                           "concept again: another time\n  again\n";
  const LexiconReading reading = readLexicon(text, "t.lexicon");
  std::string trouble;
  for (const Diagnostic& diagnostic : reading.diagnostics) trouble += toText(diagnostic) + "\n";
  CHECK(trouble == "");
  REQUIRE(reading.lexicon.patterns.size() == 1);
  CHECK(reading.lexicon.patterns[0].name == "sold-again");

  // The kept text says the same without the built-in file.
  const LexiconReading again = readLexicon(reading.lexicon.text, "t.lexicon");
  CHECK(again.ok());
  CHECK(again.lexicon.patterns.size() == 1);
  CHECK(again.lexicon.text == reading.lexicon.text);
  CHECK(again.lexicon.digest == reading.lexicon.digest);

  const LexiconReading own =
      readLexicon(text + "pattern sold-again, weight 0.3: less\n  @sold ~1 @again\n", "t.lexicon");
  REQUIRE(own.lexicon.patterns.size() == 1);
  CHECK(own.lexicon.patterns[0].weight == 0.3);

  CHECK(faults(kHead + "uses: nothing\npattern p: x\n  a\n") ==
        "t.lexicon:9:7: error: there are no shared patterns \"nothing\"; expected "
        "prior-trafficking\n");
}

TEST_CASE("gaps of shared patterns count characters where words have no spaces between them") {
  const std::string text =
      "uses: prior-trafficking\nconcept sold: sold\n  卖 = sold\n"
      "concept again: another time\n  又 = again\n";
  std::string head = kHead;
  head.replace(head.find("language: en"), 12, "language: zh");
  const Lexicon lexicon = readLexicon(head + text, "t.lexicon").lexicon;
  REQUIRE(lexicon.patterns.size() == 1);
  CHECK(lexicon.patterns[0].terms[0].expression.distance == 17);
}
