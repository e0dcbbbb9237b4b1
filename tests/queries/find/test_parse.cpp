#include <catch2/catch.hpp>

#include <random>

#include "indexer/text/utf8.h"
#include "queries/find/parse.h"
#include "tests/queries/find/query_text.h"

namespace retold {
namespace {

using test::queryText;
using test::withoutPlaces;

/// The tree as text in full parentheses, or the fault as "column N: message".
std::string readingOf(std::string_view text, bool exactAll = false) {
  const ParsedQuery parsed = parseQuery(text, exactAll);
  REQUIRE(parsed.query.has_value() != parsed.fault.has_value());
  if (parsed.query) return queryText(*parsed.query);
  CHECK(parsed.fault->severity == Severity::Error);
  return "column " + std::to_string(parsed.fault->column) + ": " + parsed.fault->message;
}

struct Example {
  std::string text;
  std::string reading;
};

TEST_CASE("words, phrases and beginnings of words are read") {
  const Example example = GENERATE(values<Example>({
      {"sold", "\"sold\""},
      {"  sold  ", "\"sold\""},
      {"traffick*", "\"traffick*\""},
      {"\"second time\"", "\"second time\""},
      {"\"  second\n time \"", "\"second time\""},
      {"\"second tim*\"", "\"second tim*\""},
      {"=Sold", "=\"Sold\""},
      {"=\"Sold Again\"", "=\"Sold Again\""},
      {"re-trafficked", "\"re-trafficked\""},
      {"don't", "\"don't\""},
      {"don’t", "\"don’t\""},
      {"продали", "\"продали\""},
      {"مرة", "\"مرة\""},
      {"ขาย", "\"ขาย\""},
      {"বিক্রি*", "\"বিক্রি*\""},
      {"😀", "\"😀\""},
      {"10:30", "\"10:30\""},
      {"again?", "\"again?\""},
  }));
  CAPTURE(example.text);
  CHECK(readingOf(example.text) == example.reading);
}

TEST_CASE("typographic quotation marks are quotation marks") {
  const std::string text =
      GENERATE("“second time”", "„second time“", "„second time”", "«second time»",
               "« second time »", "»second time«", "”second time”", "“second time\"");
  CAPTURE(text);
  CHECK(readingOf(text) == "\"second time\"");
}

TEST_CASE("a quotation mark within a Hebrew word belongs to the word") {
  CHECK(readingOf("צה\"ל") == "«צה\"ל»");
  CHECK(parseQuery("\"צה\"ל שם\"").query->words.size() == 2);
}

TEST_CASE("OR binds weaker than AND, AND weaker than NOT, NOT weaker than NEAR") {
  const Example example = GENERATE(values<Example>({
      {"a b", "\"a\" AND \"b\""},
      {"a AND b", "\"a\" AND \"b\""},
      {"a b AND c", "\"a\" AND \"b\" AND \"c\""},
      {"a b OR c d", "(\"a\" AND \"b\") OR (\"c\" AND \"d\")"},
      {"a (b OR c) d", "\"a\" AND (\"b\" OR \"c\") AND \"d\""},
      {"NOT a b", "NOT \"a\" AND \"b\""},
      {"-a b", "NOT \"a\" AND \"b\""},
      {"a -b", "\"a\" AND NOT \"b\""},
      {"a NOT b", "\"a\" AND NOT \"b\""},
      {"a AND NOT b", "\"a\" AND NOT \"b\""},
      {"a OR -\"b c\"", "\"a\" OR NOT \"b c\""},
      {"NOT NOT a", "NOT NOT \"a\""},
      {"NOT a NEAR/3 b", "NOT NEAR/3(\"a\" \"b\")"},
      {"-(a OR b)", "NOT (\"a\" OR \"b\")"},
      {"((a))", "\"a\""},
      {"(a b) c", "(\"a\" AND \"b\") AND \"c\""},
      {"a and b or c", "\"a\" AND \"and\" AND \"b\" AND \"or\" AND \"c\""},
      {"\"AND\"", "\"AND\""},
      {"ANDROID", "\"ANDROID\""},
  }));
  CAPTURE(example.text);
  CHECK(readingOf(example.text) == example.reading);
}

TEST_CASE("NEAR joins words, phrases and choices of them") {
  const Example example = GENERATE(values<Example>({
      {"a NEAR/5 b", "NEAR/5(\"a\" \"b\")"},
      {"a NEAR/0 b*", "NEAR/0(\"a\" \"b*\")"},
      {"NEAR/5(a b)", "NEAR/5(\"a\" \"b\")"},
      {"NEAR/5( a \"b c\" =d )", "NEAR/5(\"a\" \"b c\" =\"d\")"},
      {"a NEAR/5 b NEAR/5 c", "NEAR/5(\"a\" \"b\" \"c\")"},
      {"a b NEAR/5 c d", "\"a\" AND NEAR/5(\"b\" \"c\") AND \"d\""},
      {"a NEAR/5(b c)", "\"a\" AND NEAR/5(\"b\" \"c\")"},
      {"(a OR b) NEAR/5 c", "NEAR/5(\"a\" \"c\") OR NEAR/5(\"b\" \"c\")"},
      {"NEAR/5((a OR b OR c) d)",
       "NEAR/5(\"a\" \"d\") OR NEAR/5(\"b\" \"d\") OR NEAR/5(\"c\" \"d\")"},
      {"(a OR (b OR c)) NEAR/2 (d)",
       "NEAR/2(\"a\" \"d\") OR NEAR/2(\"b\" \"d\") OR NEAR/2(\"c\" \"d\")"},
  }));
  CAPTURE(example.text);
  CHECK(readingOf(example.text) == example.reading);
}

TEST_CASE("filters by speaker and attribute are read") {
  const Example example = GENERATE(values<Example>({
      {"speaker:interviewer again", "speaker:\"interviewer\"(\"again\")"},
      {"Speaker:R07 again", "speaker:\"R07\"(\"again\")"},
      {"speaker:interviewer(a b)", "speaker:\"interviewer\"(\"a\" AND \"b\")"},
      {"speaker:interviewer a b", "speaker:\"interviewer\"(\"a\") AND \"b\""},
      {"speaker:INT a NEAR/2 b", "speaker:\"INT\"(NEAR/2(\"a\" \"b\"))"},
      {"speaker:INT -a", "speaker:\"INT\"(NOT \"a\")"},
      {"speaker:\"Mrs. B.\" sold", "speaker:\"Mrs. B.\"(\"sold\")"},
      {"speaker:„Frau B.“ sold", "speaker:\"Frau B.\"(\"sold\")"},
      {"speaker:Ответчик продали", "speaker:\"Ответчик\"(\"продали\")"},
      {"speaker:INT", "(speaker:\"INT\")"},
      {"speaker:INT AND a", "(speaker:\"INT\") AND \"a\""},
      {"speaker:INT OR a", "(speaker:\"INT\") OR \"a\""},
      {"attribute:country=Moldova", "(attribute:\"country\"=\"Moldova\")"},
      {"attribute:\"age group\"=\"18 - 24\"", "(attribute:\"age group\"=\"18 - 24\")"},
      {"attribute:a=b=c", "(attribute:\"a\"=\"b=c\")"},
      {"attribute:country=Moldova(a OR b)", "attribute:\"country\"=\"Moldova\"(\"a\" OR \"b\")"},
      {"sold attribute:country=Moldova again",
       "\"sold\" AND (attribute:\"country\"=\"Moldova\") AND \"again\""},
      {"-attribute:country=Moldova sold", "NOT (attribute:\"country\"=\"Moldova\") AND \"sold\""},
  }));
  CAPTURE(example.text);
  CHECK(readingOf(example.text) == example.reading);
}

TEST_CASE("asked for as a whole, every word is exact") {
  CHECK(readingOf("a \"b c\" =d", true) == "=\"a\" AND =\"b c\" AND =\"d\"");
}

TEST_CASE("each part of a tree knows where it stands in the query") {
  const std::string text = "продали NOT (\"a b\" OR speaker:INT c)";
  const Query query = *parseQuery(text).query;
  const auto typed = [&text](const Query& part) {
    return text.substr(part.source.begin, part.source.size());
  };
  CHECK(typed(query) == "продали NOT (\"a b\" OR speaker:INT c");
  CHECK(typed(query.children[0]) == "продали");
  const Query& choice = query.children[1].children[0];
  CHECK(typed(choice) == "\"a b\" OR speaker:INT c");
  CHECK(typed(choice.children[0]) == "\"a b\"");
  CHECK(typed(choice.children[1]) == "speaker:INT c");
  const Query near = *parseQuery("x  a NEAR/2 \"b c\"  y").query;
  CHECK(near.children[1].source == ByteSpan{3, 17});
}

TEST_CASE("a fault of a query is told with its column and what was expected") {
  const Example example = GENERATE(values<Example>({
      {"", "column 1: the query is empty; expected a word or a phrase"},
      {" \t\n", "column 1: the query is empty; expected a word or a phrase"},
      {"sold at \"a second time",
       "column 9: the quotation mark that opens here is never closed; expected \" at the end of "
       "the phrase"},
      {"„noch einmal",
       "column 1: the quotation mark that opens here is never closed; expected “ at the end of the "
       "phrase"},
      {"vendue «une fois",
       "column 8: the quotation mark that opens here is never closed; expected » at the end of the "
       "phrase"},
      {"a \"\" b", "column 3: nothing stands between these quotation marks; expected a phrase"},
      {"\"— …\"",
       "column 1: \"— …\" holds neither letter nor digit; expected a phrase with a word"},
      {"sold & bought",
       "column 6: \"&\" holds neither letter nor digit; expected a word, or quotation marks round "
       "the phrase that it belongs to"},
      {"продали →",
       "column 9: \"→\" holds neither letter nor digit; expected a word, or quotation marks round "
       "the phrase that it belongs to"},
      {"sold AND", "column 6: nothing stands behind AND; expected a word or a phrase"},
      {"sold OR  ", "column 6: nothing stands behind OR; expected a word or a phrase"},
      {"sold NOT", "column 6: nothing stands behind NOT; expected a word or a phrase"},
      {"OR sold", "column 1: nothing stands before OR; expected a word or a phrase"},
      {"a (AND b)", "column 4: nothing stands before AND; expected a word or a phrase"},
      {"a AND OR b", "column 7: OR follows AND; expected a word or a phrase between them"},
      {"a (b AND) c", "column 6: nothing stands behind AND; expected a word or a phrase"},
      {"二 回 (売", "column 5: the parenthesis that opens here is never closed; expected )"},
      {"a ()", "column 3: nothing stands in these parentheses; expected a word or a phrase"},
      {"a ) b", "column 3: this ) closes nothing; expected a ( before it"},
      {") a", "column 1: nothing stands before this ); expected a word or a phrase"},
      {"a - b", "column 3: nothing stands right behind this -; expected the word to leave out"},
      {"= sold", "column 1: no word stands right behind this =; expected =word or =\"a phrase\""},
      {"=(a b)", "column 1: no word stands right behind this =; expected =word or =\"a phrase\""},
      {"tra*ck", "column 4: a * stands inside a word; expected it at the end, as in traffick*"},
      {"\"so ld**\"",
       "column 7: a * stands inside a word; expected it at the end, as in traffick*"},
      {"a *", "column 3: a * stands by itself; expected it at the end of a word, as in traffick*"},
      {"wom?n",
       "column 4: a ? stands inside a word; expected letters (traffick* finds every word that "
       "begins so)"},
      {"sold\"again\"",
       "column 5: a quotation mark stands inside a word; expected a space before it"},
      {"\"sold\"again",
       "column 7: no space stands behind the closing quotation mark; expected one"},
      {"a NEAR b",
       "column 3: NEAR has no number of words; expected one behind a slash, as in NEAR/5"},
      {"a NEAR/x b",
       "column 3: NEAR/x has no number of words; expected one behind a slash, as in NEAR/5"},
      {"a NEAR/99999999999 b",
       "column 3: NEAR/99999999999 reaches too far; expected a number from 0 to 1000"},
      {"NEAR/5 a", "column 1: nothing stands before NEAR/5; expected a word or a phrase"},
      {"a NEAR/5", "column 3: nothing stands behind NEAR/5; expected a word or a phrase"},
      {"a NEAR/5 b NEAR/3 c",
       "column 12: NEAR/3 follows NEAR/5; expected the same number throughout, or a group for "
       "each"},
      {"a NEAR/5 (b c)",
       "column 10: NEAR/5 joins more than words here; expected a word, a phrase or a choice of "
       "them, as in (a OR b)"},
      {"NEAR/5(a)", "column 1: NEAR/5( … ) needs at least two words or phrases in its parentheses"},
      {"NEAR/5(a OR b)",
       "column 10: OR stands among the words of NEAR/5( … ); expected words and phrases side by "
       "side"},
      {"NEAR/5(a b", "column 7: the parenthesis that opens here is never closed; expected )"},
      {"speaker: sold",
       "column 1: speaker: names nobody; expected a role or label right behind it, as in "
       "speaker:interviewer or speaker:\"Mrs. B.\""},
      {"speaker:R07 attribute:country=Moldova",
       "column 13: a filter follows speaker:R07; expected a word, a phrase or ( … ) there, and "
       "other filters before"},
      {"attribute:country",
       "column 1: attribute:country has no value; expected = and a value right behind it, as in "
       "attribute:country=Moldova"},
      {"a attribute:=Moldova",
       "column 3: attribute: has no name; expected one right behind it, as in "
       "attribute:country=Moldova"},
      {"country:Moldova",
       "column 1: country: is no filter; expected speaker: or attribute:, or quotation marks round "
       "the words"},
      {"speaker:\"Mrs. B sold",
       "column 9: the quotation mark that opens here is never closed; expected \" at the end of "
       "the filter's text"},
      {"ca\xE9",
       "column 3: what stands here is no text in UTF-8; expected letters that can be read"},
  }));
  CAPTURE(example.text);
  CHECK(readingOf(example.text) == example.reading);
}

TEST_CASE("groups too deep in each other and choices too many are refused") {
  CHECK(readingOf(std::string(100'000, '(') + "a") ==
        "column 101: more than 100 groups and NOTs stand in each other; expected fewer");
  std::string negations;
  for (int i = 0; i < 100'000; ++i) negations += "NOT ";
  CHECK(readingOf(negations + "a") ==
        "column 401: more than 100 groups and NOTs stand in each other; expected fewer");
  CHECK(readingOf(std::string(99, '(') + "a" + std::string(99, ')')) == "\"a\"");
  const std::string choice = "(a OR b OR c OR d OR e OR f OR g OR h OR i OR j)";
  CHECK(readingOf("x " + choice + " NEAR/1 " + choice + " NEAR/1 " + choice) ==
        "column 3: the choices beside NEAR make more than 256 combinations; expected fewer");
}

/// Random trees of the kinds that parseQuery() gives.
class RandomQueries {
 public:
  explicit RandomQueries(unsigned seed) : random_(seed) {}

  Query next(int depth) {
    const int kind = depth <= 0 ? 0 : pick(7);
    Query query;
    switch (kind) {
      case 0:
      case 1:
        return phrase();
      case 2:
        query.kind = Query::Kind::Near;
        query.distance = static_cast<std::uint32_t>(pick(30));
        for (int i = 2 + pick(2); i > 0; --i) query.children.push_back(phrase());
        return query;
      case 3:
      case 4:
        query.kind = kind == 3 ? Query::Kind::And : Query::Kind::Or;
        for (int i = 2 + pick(3); i > 0; --i) query.children.push_back(next(depth - 1));
        return query;
      case 5:
        query.kind = Query::Kind::Not;
        query.children.push_back(next(depth - 1));
        return query;
      default:
        query.kind = pick(2) == 0 ? Query::Kind::Speaker : Query::Kind::Attribute;
        query.name = pick(2) == 0 ? "interviewer" : "Frau B. (Köln)";
        if (query.kind == Query::Kind::Attribute) query.value = pick(2) == 0 ? "18-24" : "не знает";
        query.children.push_back(pick(3) == 0 ? Query{} : next(depth - 1));
        return query;
    }
  }

  std::string text() {
    static const std::vector<std::string> pieces{
        "a",  "sold", "مرة", "ขาย", "(",   ")",  "\"", "“",      "„",     "»",        "=",
        "-",  "*",    "AND", "OR",  "NOT", " ",  " ",  "NEAR/5", "NEAR/", "speaker:", "attribute:",
        "x=", ":",    "?",   "😀",   "\t",  "\n", "&",  "צה\"ל",  "\xC3",  "NEAR/3("};
    std::string text;
    for (int i = pick(16); i > 0; --i) text += pieces[static_cast<std::size_t>(pick(32))];
    return text;
  }

 private:
  int pick(int below) { return std::uniform_int_distribution<int>(0, below - 1)(random_); }

  Query phrase() {
    static const std::vector<std::string> words{
        "sold", "re-trafficked", "продали", "مرة", "AND", "NEAR/3",
        "(b)",  "ขาย",           "-x",      "=y",  "a:b", "😀"};
    Query query;
    query.kind = Query::Kind::Phrase;
    const bool exact = pick(4) == 0;
    for (int i = 1 + pick(3); i > 0; --i)
      query.words.push_back({words[static_cast<std::size_t>(pick(static_cast<int>(words.size())))],
                             pick(5) == 0, exact});
    return query;
  }

  std::mt19937 random_;
};

TEST_CASE("a tree that is written and read again is the same tree") {
  RandomQueries random(20261122);
  for (int i = 0; i < 3000; ++i) {
    const Query query = random.next(4);
    const std::string text = queryText(query);
    CAPTURE(text);
    const ParsedQuery parsed = parseQuery(text);
    REQUIRE(parsed.query);
    REQUIRE(withoutPlaces(*parsed.query) == query);
  }
}

TEST_CASE("any text gives a query that can be written and read again, or a fault within the text") {
  RandomQueries random(20261123);
  int queries = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text = random.text();
    CAPTURE(text);
    const ParsedQuery parsed = parseQuery(text);
    if (!parsed.query) {
      REQUIRE(parsed.fault);
      REQUIRE(parsed.fault->column >= 1);
      REQUIRE(parsed.fault->column <= text.size() + 1);
      REQUIRE_FALSE(parsed.fault->message.empty());
      continue;
    }
    ++queries;
    REQUIRE_FALSE(firstInvalidUtf8(text));
    const ParsedQuery again = parseQuery(queryText(*parsed.query));
    REQUIRE(again.query);
    REQUIRE(withoutPlaces(*again.query) == withoutPlaces(*parsed.query));
  }
  CHECK(queries > 500);
}

}  // namespace
}  // namespace retold
