#include <catch2/catch.hpp>
#include <random>

#include "queries/lexicon/exchange/export.h"
#include "queries/lexicon/exchange/import.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::lexiconOf;

namespace {

std::string linesOf(const std::vector<Diagnostic>& diagnostics) {
  std::string lines;
  for (const Diagnostic& each : diagnostics) lines += toText(each) + "\n";
  return lines;
}

/// Category: terms; and below what was not carried over.
std::string read(std::string_view format, std::string_view text) {
  const DictionaryReading reading = dictionaryFormatNamed(format).read(text, "d");
  std::string lines;
  for (const DictionaryCategory& category : reading.dictionary.categories) {
    for (const std::string& part : category.path) lines += "/" + part;
    lines += ":";
    for (const DictionaryTerm& term : category.terms) lines += " [" + term.text + "]";
    lines += "\n";
  }
  return lines + linesOf(reading.diagnostics);
}

/// The sections of the lexicon that a dictionary becomes.
std::string imported(std::string_view format, std::string_view text,
                     const DictionaryOrigin& origin = {"", "en", {}}) {
  const DictionaryFormat& row = dictionaryFormatNamed(format);
  const ImportedLexicon lexicon = lexiconOf(row.read(text, "my dict.x"), row, "my dict.x", origin);
  return lexicon.text.substr(lexicon.text.find("\npattern") + 1) + linesOf(lexicon.diagnostics);
}

std::string exported(std::string_view format, std::string_view sections) {
  const ExportedLexicon result =
      exportLexicons({lexiconOf(sections)}, dictionaryFormatNamed(format), "a.lexicon");
  return result.content + linesOf(result.notCarried);
}

}  // namespace

TEST_CASE("quanteda: terms, lists and categories in categories are read") {
  CHECK(read("quanteda",
             "# x\nUS:\n  MA: Boston\n  CA: [Sacramento, \"San  Francisco*\"]\n"
             "  '': Washington DC\nno:\n- '*deceit*'\n- yes\nempty:\n") ==
        "/US/MA: [Boston]\n/US/CA: [Sacramento] [San Francisco*]\n/US: [Washington DC]\n"
        "/no: [*deceit*] [yes]\n");
  CHECK(read("quanteda", "a: [b?c, d]\n") ==
        "/a: [d]\nd:1: warning: not carried over: \"b?c\": ? stands for one letter\n");
}

TEST_CASE("quanteda: what is no dictionary is refused with the line") {
  CHECK(read("quanteda", "- a\n- b\n") ==
        "d:1: error: this is a list; expected categories, each with its terms\n");
  CHECK(read("quanteda", "a\n") ==
        "d:1: error: this is no dictionary; expected categories, each with its terms\n");
  CHECK(read("quanteda", "a: &x [b]\nc: *x\n") ==
        "/a: [b]\nd:2: error: an alias (*name) refers to another place; expected the terms "
        "themselves\n");
  CHECK(read("quanteda", "a: [b\n").find("error: this is no YAML: ") != std::string::npos);
  CHECK(read("quanteda", "[a]: b\n") ==
        "d:1: error: a category's name is no word; expected a name and a colon\n");
  CHECK(read("quanteda", "a: b\n---\nc: d\n") ==
        "/a: [b]\nd:2: error: a second document begins here; expected one dictionary\n");
  CHECK(read("quanteda", "? [a]\n: b\n") ==
        "d:1: error: a category's name is no word; expected a name and a colon\n");
}

TEST_CASE("LIWC: categories and words are read, what depends on other words is listed") {
  CHECK(read("liwc",
             "%\n1\tAffect\n\t2\tPosemo\n%\n\nabandon*\t1\nhappy\t1\t2\nkind of\t1\n"
             "plain 1 2\nlike\t(02 134)125/464\t2\nodd\t9\nnone\n") ==
        "/Affect: [abandon*] [happy] [kind of] [plain]\n/Affect/Posemo: [happy] [plain] [like]\n"
        "d:10: warning: not carried over: \"like\": the category (02 134)125/464 depends on the "
        "words around it\n"
        "d:11: warning: not carried over: \"odd\": there is no category 9\n"
        "d:12: warning: not carried over: \"none\" stands in no category\n");
  CHECK(read("liwc", "happy\t1\n") ==
        "d:1: error: the categories were not found; expected them between two lines that hold only "
        "%, each with a number, a tab and a name\n");
  CHECK(read("liwc", "%\n1\tA\n1\tB\nC\n%\nx\t1\n") ==
        "/A: [x]\n/B:\n"
        "d:3: warning: not carried over: the number 1 stands for another category already\n"
        "d:4: warning: not carried over: a category without a number and a name: C\n");
}

TEST_CASE("WordStat: indents nest, weights end a term, rules are listed") {
  CHECK(read("wordstat",
             "SOUTH\n   \tBW\n   \t\tBotswana (1)\n   \t\tSOUTH_AFRICA (0,5)\n"
             "\tEMPTY\n\t@X [A NEAR B] (1)\n\t@Y [A NEAR B]\n\tS?A (1)\n\tz (0)\n"
             "word (1)\n") ==
        "/SOUTH/BW: [Botswana] [SOUTH AFRICA]\n"
        "d:5: warning: not carried over: \"EMPTY\": a category without terms, or a term without "
        "its weight\n"
        "d:6: warning: not carried over: the rule @X [A NEAR B]\n"
        "d:7: warning: not carried over: the rule @Y [A NEAR B]\n"
        "d:8: warning: not carried over: \"S?A\": ? and # stand for one letter or digit\n"
        "d:9: warning: not carried over: \"z\": its weight is not above 0\n"
        "d:10: warning: not carried over: \"word\" stands in no category\n");
}

TEST_CASE("Yoshikoder: the outermost category names the dictionary, entities are read") {
  CHECK(read("yoshikoder",
             "<?xml version=\"1.0\"?>\n<dictionary style=\"050805\" patternengine=\"substring\">"
             "<cnode name=\"All\"><cnode name=\"A &amp; B\" desc=\"\">\n"
             "<pnode name=\"mo*re\"/><pnode name=\"it&#39;s\"></pnode></cnode>\n"
             "<cnode name=\"E\"/></cnode></dictionary>") == "/A & B: [mo*re] [it's]\n/E:\n");
  CHECK(read("yoshikoder",
             "<dictionary patternengine=\"regexp\"><cnode name=\"A\">"
             "<pnode name=\"a.b\"/></cnode></dictionary>") ==
        "/A:\nd:1: warning: not carried over: \"a.b\": a regular expression of Java\n");
}

TEST_CASE("Yoshikoder: hostile XML is refused") {
  CHECK(read("yoshikoder", "<!DOCTYPE d [<!ENTITY a \"aaaa\">]><dictionary/>") ==
        "d:1: error: a document type declaration stands here; expected a dictionary without one\n");
  CHECK(read("yoshikoder", "<html></html>") ==
        "d:1: error: the file begins with <html>; expected <dictionary>, as Yoshikoder writes "
        "it\n");
  CHECK(read("yoshikoder", "<dictionary><cnode name=\"a\">") ==
        "/a:\nd:1: error: this is no XML: no element found\n");
  CHECK(read("yoshikoder", "") == "d:1: error: this is no XML: no element found\n");
  std::string deep = "<dictionary>";
  for (int i = 0; i < 200; ++i) deep += "<cnode name=\"a\">";
  CHECK(read("yoshikoder", deep)
            .find("d:1: error: categories stand in each other more than 50 "
                  "deep; expected fewer\n") != std::string::npos);
}

TEST_CASE("csv: columns by name, in any order") {
  CHECK(read("csv", "Term;Category;Note\r\nsold;a;x\r\n;a;\r\nx;;\r\n") ==
        "/a: [sold]\n"
        "d:1: warning: not carried over: the column \"Note\"\n"
        "d:3: warning: not carried over: a term without a letter\n"
        "d:4: warning: not carried over: a row without a category\n");
  CHECK(read("csv", "a,b\nc,d\n") ==
        "d:1: warning: not carried over: the column \"a\"\n"
        "d:1: warning: not carried over: the column \"b\"\n"
        "d:1: error: the first line does not name the columns; expected category and term, and "
        "where wanted weight, gloss, language\n");
}

TEST_CASE("categories become patterns with valid names that differ") {
  CHECK(imported("quanteda", "Né à:\n  Été: [a]\nne-a-ete: [b]\nПример: [c]\n'!': [d]\n") ==
        "pattern ne-a-ete: Né à / Été\n  a\n\npattern ne-a-ete-2: ne-a-ete\n  b\n\n"
        "pattern category: Пример\n  c\n\npattern category-2: !\n  d\n");
}

TEST_CASE("signs that mean something in a lexicon mean nothing in an imported term") {
  CHECK(imported("csv",
                 "category,term\na,#metoo\na,@x\na,a|b\na,huh?\na,c+\na,1990..1991\n"
                 "a,/x/\na,\"say \"\"it\"\" now\"\na,a = b\na,x\na,x\n") ==
        "pattern a: a\n  \"#metoo\"\n  \"@x\"\n  \"a|b\"\n  huh\n  c\n  \"1990..1991\"\n  \"/x/\"\n"
        "  \"say it now\"\n  \"a = b\"\n  x\n");
  CHECK(imported("csv", "category,term\na,x\na,:)\na,*\n") ==
        "pattern a: a\n  x\n"
        "my dict.x:3: warning: not carried over: \":)\": there is no letter or digit in \":)\"; "
        "expected a word\n"
        "my dict.x:4: warning: not carried over: \"*\": a * stands by itself; expected it at or in "
        "a word (traffick*)\n");
}

TEST_CASE("a category has the weight that most of its terms have") {
  CHECK(imported("csv", "category,term,weight\na,x,2\na,y,2\na,z,3\na,q,\nb,w,200\n") ==
        "pattern a, weight 2: a\n  x\n  y\n  z\n  q\n\npattern b: b\n  w\n"
        "my dict.x:4: warning: not carried over: the weight 3 of \"z\", as its category has 2\n"
        "my dict.x:5: warning: not carried over: the weight 1 of \"q\", as its category has 2\n"
        "my dict.x:6: warning: not carried over: the weight 200 of \"b\" is above 100\n");
}

TEST_CASE("a table of several languages needs one named") {
  const std::string table = "category,term,language\na,vândut,ro\na,sold,en\n";
  const DictionaryFormat& csv = dictionaryFormatNamed("csv");
  CHECK(errorOf([&] { lexiconOf(csv.read(table, "t.csv"), csv, "t.csv", {}); }) ==
        "t.csv holds terms in several languages: en, ro | a lexicon is of one language: --language "
        "says which");
  CHECK(imported("csv", table, {"", "ro", {}}) ==
        "pattern a: a\n  vândut\n"
        "my dict.x:3: warning: not carried over: \"sold\" is a term in en\n");
}

TEST_CASE("a dictionary from which nothing comes is refused") {
  const DictionaryFormat& liwc = dictionaryFormatNamed("liwc");
  CHECK(errorOf([&] { lexiconOf(liwc.read("%\n1\tA\n%\n:)\t1\n", "a.dic"), liwc, "a.dic", {}); }) ==
        "a.dic holds no term that could be carried over | --from says of which program it is");
  CHECK(errorOf([&] { lexiconOf(liwc.read("x", "a.dic"), liwc, "a.dic", {}); }) ==
        "the dictionary a.dic cannot be read:\n"
        "a.dic:1: error: the categories were not found; expected them between two lines that hold "
        "only %, each with a number, a tab and a name | --from says of which program it is");
}

TEST_CASE("concepts are written out, words side by side become phrases") {
  CHECK(exported("liwc",
                 "concept who: x\n  me | \"the girl\"\n"
                 "pattern p: x\n  (sold | sell*) >0 @who\n  a ~0 b\n  me\n"
                 "pattern q: x\n  me\n") ==
        "%\n1\tp\n2\tq\n%\nsold me\t1\nsold the girl\t1\nsell* me\t1\nsell* the girl\t1\na b\t1\n"
        "b a\t1\nme\t1\t2\n");
}

TEST_CASE("what a format cannot say is listed with its line and the reason") {
  CHECK(exported("liwc",
                 "pattern p, weight 1.5: x\n  sold ~3 again\n  *sold\n  /re.?sold/\n"
                 "  1990..1995\n  sold+ | dold?\n"
                 "pattern q, answered yes: x\n  before\n"
                 "cue not, before 3: x\n  never\nexclude goods: x\n  \"sold house\"\n"
                 "scope-ends:\n  but\n") ==
        "%\n1\tp\n%\nsold\t1\ndold\t1\n"
        "a.lexicon:10: warning: not carried over: the weight of the category p\n"
        "a.lexicon:10: warning: not carried over: \"sold ~3 again\": a gap of up to 3 words\n"
        "a.lexicon:11: warning: not carried over: \"*sold\": a * that does not end its word\n"
        "a.lexicon:12: warning: not carried over: \"/re.?sold/\": a regular expression\n"
        "a.lexicon:13: warning: not carried over: \"1990..1995\": a range of numbers\n"
        "a.lexicon:14: warning: not carried over: \"sold+ | dold?\": the inflected forms of sold\n"
        "a.lexicon:14: warning: not carried over: \"sold+ | dold?\": the misspellings of dold\n"
        "a.lexicon:16: warning: not carried over: the category q counts only in a question that is "
        "answered yes\n"
        "a.lexicon:18: warning: not carried over: the cue not (1 term)\n"
        "a.lexicon:20: warning: not carried over: the exclusion goods (1 term)\n"
        "a.lexicon:22: warning: not carried over: the ends of scopes (1 term)\n");
  CHECK(errorOf([] { exported("liwc", "pattern p: x\n  sold ~3 again\n"); }) ==
        "nothing of a.lexicon can be said in the format of LIWC (.dic) | its terms are gaps, "
        "regular expressions or questions with their answers");
}

TEST_CASE("what the head of a lexicon says is listed where it is lost") {
  const Lexicon lexicon = lexiconOf("pattern p, code risk/economic/poverty: x\n  poor = poor\n",
                                    "threshold: 2\nattached-before: l'\ndiacritics: distinguish\n");
  CHECK(linesOf(exportLexicons({lexicon}, dictionaryFormatNamed("liwc"), "a").notCarried) ==
        "a:13: warning: not carried over: the code that the category p suggests\n"
        "a: warning: not carried over: the letters that may be attached to words\n"
        "a: warning: not carried over: that diacritics distinguish words where a passage carries "
        "them\n"
        "a: warning: not carried over: the threshold of candidates\n"
        "a: warning: not carried over: the English glosses of terms\n");
}

TEST_CASE("of several lexicons each is a category by its language") {
  const Lexicon english = lexiconOf("pattern p: x\n  sold\n");
  Lexicon romanian = english;
  romanian.language = "ro";
  CHECK(exportLexicons({english, romanian}, dictionaryFormatNamed("wordstat"), "a").content ==
        "en\n\tp\n\t\tsold (1)\nro\n\tp\n\t\tsold (1)\n");
}

TEST_CASE("a term that stands for too many phrases is listed") {
  std::string many = "concept a: x\n";
  for (int i = 0; i < 40; ++i) many += "  w" + std::to_string(i) + "\n";
  CHECK(exported("csv", many + "pattern p: x\n  @a >0 @a\n  z\n") ==
        "category,term,weight,gloss,language\r\np,z,1,,en\r\n"
        "a.lexicon:51: warning: not carried over: \"@a >0 @a\": it stands for 1600 phrases; at "
        "most 1000 are written out\n");
}

TEST_CASE("what a format can say comes back from it as it was") {
  const std::string sections =
      "pattern first, weight 2: x\n  sold\n  resell*\n  \"the \\ <same> & man*\"\n  vândut\n"
      "pattern second, weight 2: x\n  再 | ដង\n  don't\n";
  for (const DictionaryFormat& format : dictionaryFormats()) {
    INFO(format.name);
    const ExportedLexicon out = exportLexicons({lexiconOf(sections)}, format, "a.lexicon");
    const ImportedLexicon back =
        lexiconOf(format.read(out.content, "d"), format, "d", {"", "en", {}});
    CHECK(back.notCarried == 0);
    const ExportedLexicon again = exportLexicons({back.lexicon}, format, "a.lexicon");
    CHECK(again.categories == 2);
    CHECK(again.terms == 7);
    // The head may name another title.
    const auto behindHead = [](const std::string& text) { return text.substr(text.find("first")); };
    CHECK(behindHead(again.content) == behindHead(out.content));
  }
}

TEST_CASE("any bytes give a dictionary or faults") {
  const std::string pieces[] = {"%\n",
                                "1\tA\n",
                                "a\t1\n",
                                "<dictionary>",
                                "<cnode name=\"a\">",
                                "<pnode name=\"b\"/>",
                                "</cnode>",
                                "a:",
                                "\n  ",
                                "- b\n",
                                "[",
                                "]",
                                "{",
                                "}",
                                "\"",
                                "(1)",
                                "\t",
                                "@",
                                "category,term\n",
                                "x,y\n",
                                "&a",
                                "*a",
                                "?",
                                "\xC3\xA9",
                                "<!--",
                                "-->",
                                "#",
                                "|"};
  std::mt19937 random(4);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (auto i = random() % 20; i > 0; --i) text += pieces[random() % std::size(pieces)];
    for (const DictionaryFormat& format : dictionaryFormats()) {
      const DictionaryReading reading = format.read(text, "d");
      if (!reading.ok()) continue;
      const std::string error = errorOf([&] { lexiconOf(reading, format, "d", {"", "en", {}}); });
      if (!error.empty() && error.find("holds no term") == std::string::npos)
        FAIL(std::string(format.name) + ": " + text + "\n" + error);
    }
  }
}
