#include "queries/lexicon/editing.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "queries/lexicon/builtin.h"
#include "queries/lexicon/lexicon.h"

using namespace retold;

namespace {

const std::string kSmall =
    "retold-lexicon 1\n"
    "id: own\n"
    "title: Own\n"
    "language: ro\n"
    "version: 1\n"
    "authors: A\n"
    "sources: s\n"
    "review: drafted\n"
    "\n"
    "# Forms of \"sold\".\n"
    "concept sold: a person sold\n"
    "  vandut | vanduta       = sold\n"
    "  # heard in Balti\n"
    "  # in 2019\n"
    "  \"dat = pe mana\"        = handed over\n"
    "\n"
    "pattern again, weight 1.2, answered yes: sold another time\n"
    "\t@sold ~6 iar\t= sold again\n";

TermText termOn(const std::string& text, std::uint32_t line) {
  for (const OutlineSection& section : outlineOf(text).sections)
    for (const OutlineTerm& term : section.terms)
      if (term.line == line) return term.text;
  FAIL("no term on line " << line);
  return {};
}

/// What the reader sees: line, term and gloss.
using TermLines = std::set<std::tuple<std::uint32_t, std::string, std::string>>;

TermLines readTerms(const Lexicon& lexicon) {
  TermLines terms;
  const auto add = [&](const std::vector<Term>& section) {
    for (const Term& term : section) terms.emplace(term.line, term.source, term.gloss);
  };
  for (const Concept& each : lexicon.concepts) add(each.terms);
  for (const Pattern& each : lexicon.patterns) add(each.terms);
  for (const Cue& each : lexicon.cues) add(each.terms);
  for (const Exclusion& each : lexicon.exclusions) add(each.terms);
  add(lexicon.scopeEnds);
  return terms;
}

}  // namespace

TEST_CASE("the outline of a lexicon has its headers, sections, terms and notes with their lines") {
  const LexiconOutline outline = outlineOf(kSmall);
  CHECK(outline.header("language") == "ro");
  CHECK(outline.header("uses") == "");
  REQUIRE(outline.sections.size() == 2);
  const OutlineSection& sold = outline.sections[0];
  CHECK(sold.kind == "concept");
  CHECK(sold.name == "sold");
  CHECK(sold.gloss == "a person sold");
  CHECK(sold.line == 11);
  REQUIRE(sold.terms.size() == 2);
  CHECK(sold.terms[0].line == 12);
  CHECK(sold.terms[0].text == TermText{"vandut | vanduta", "sold", ""});
  CHECK(sold.terms[1].text ==
        TermText{"\"dat = pe mana\"", "handed over", "heard in Balti\nin 2019"});
  const OutlineSection& again = outline.sections[1];
  CHECK(again.options == "weight 1.2, answered yes");
  CHECK(again.terms[0].text == TermText{"@sold ~6 iar", "sold again", ""});
}

TEST_CASE("the outline says what the reader reads, in every built-in lexicon") {
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    INFO(file.path);
    const Lexicon lexicon = readLexicon(file.content, file.path).lexicon;
    const TermLines read = readTerms(lexicon);  // also those of the shared patterns
    for (const OutlineSection& section : outlineOf(file.content).sections)
      for (const OutlineTerm& term : section.terms)
        if (!read.contains({term.line, term.text.expression, term.text.gloss}))
          FAIL("line " << term.line << ": " << term.text.expression << " = " << term.text.gloss);
  }
}

TEST_CASE("saying of every term what it says already leaves every built-in lexicon as it is") {
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    INFO(file.path);
    const LexiconOutline outline = outlineOf(file.content);
    std::uint32_t every = 0;
    for (const OutlineSection& section : outline.sections) {
      for (const OutlineTerm& term : section.terms) {
        if (++every % 151 != 0) continue;
        const EditedText same = withTerm(file.content, term.line, term.text);
        REQUIRE(same.line == term.line);
        REQUIRE(same.text == file.content);
      }
      if (every % 17 == 0)
        REQUIRE(withGloss(file.content, section.line, section.gloss).text == file.content);
    }
    for (const OutlineHeader& header : outline.headers)
      REQUIRE(withHeader(file.content, header.key, header.value) == file.content);
  }
}

TEST_CASE("a term that is put in and taken out again leaves every built-in lexicon as it is") {
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    INFO(file.path);
    const TermText term{"zzz", "nothing", "first\nsecond"};
    const LexiconOutline outline = outlineOf(file.content);
    for (std::size_t i = 0; i < outline.sections.size(); i += 29) {
      const EditedText more = withNewTerm(file.content, outline.sections[i].line, term);
      REQUIRE(termOn(more.text, more.line) == term);
      REQUIRE(withoutTerm(more.text, more.line).text == file.content);
    }
  }
}

TEST_CASE("of a term that changes only its own line is another one") {
  const EditedText edited = withTerm(kSmall, 12, {"vandut | vanduta | vinduta", "sold", ""});
  std::string wanted = kSmall;
  wanted.replace(wanted.find("vandut | vanduta       ="), 24, "vandut | vanduta | vinduta =");
  CHECK(edited.text == wanted);
  CHECK(edited.line == 12);
}

TEST_CASE("a gloss stays in its column where the term leaves room") {
  CHECK(
      withTerm(kSmall, 12, {"vandut", "sold", ""}).text.find("  vandut                 = sold\n") !=
      std::string::npos);
  CHECK(withTerm(kSmall, 12, {"vândut | vânduta", "sold", ""})
            .text.find("  vândut | vânduta       = sold\n") != std::string::npos);
}

TEST_CASE("a gloss comes, changes and goes") {
  const std::string text = withTerm(kSmall, 12, {"vandut | vanduta", "sold off", ""}).text;
  CHECK(text.find("  vandut | vanduta       = sold off\n") != std::string::npos);
  const std::string none = withTerm(kSmall, 12, {"vandut | vanduta", "", ""}).text;
  CHECK(none.find("  vandut | vanduta\n") != std::string::npos);
  CHECK(withTerm(none, 12, {"vandut | vanduta", "sold", ""})
            .text.find("  vandut | vanduta = sold\n") != std::string::npos);
}

TEST_CASE("a note is the comment set in above its term, and no other") {
  const EditedText noted = withTerm(kSmall, 12, {"vandut | vanduta", "sold", "one\n\n two  three"});
  CHECK(noted.line == 14);
  CHECK(noted.text.find("concept sold: a person sold\n  # one\n  # two three\n  vandut") !=
        std::string::npos);
  CHECK(termOn(noted.text, 14).note == "one\ntwo three");
  const EditedText bare = withTerm(kSmall, 15, {"\"dat = pe mana\"", "handed over", ""});
  CHECK(bare.line == 13);
  CHECK(bare.text.find("# heard") == std::string::npos);
  CHECK(bare.text.find("# Forms of \"sold\".\n") != std::string::npos);
}

TEST_CASE("a new term stands behind the last one of its section, set in as that one") {
  const EditedText first = withNewTerm(kSmall, 11, {"cumparat", "bought", ""});
  CHECK(first.line == 16);
  CHECK(first.text.find("= handed over\n  cumparat = bought\n\npattern") != std::string::npos);
  const EditedText tab = withNewTerm(kSmall, 17, {"@sold ~2\n din", "", "why"});
  CHECK(tab.line == 20);
  CHECK(tab.text.ends_with("= sold again\n\t# why\n\t@sold ~2 din\n"));
}

TEST_CASE("a new term behind a file without a last line end begins a line of its own") {
  const std::string text = kSmall.substr(0, kSmall.size() - 1);
  CHECK(withNewTerm(text, 17, {"iarasi", "", ""}).text == kSmall + "\tiarasi\n");
}

TEST_CASE("a term goes with its note, and the next one is looked at") {
  const EditedText gone = withoutTerm(kSmall, 15);
  CHECK(gone.text.find("heard in Balti") == std::string::npos);
  CHECK(gone.line == 12);
  const EditedText first = withoutTerm(kSmall, 12);
  CHECK(first.line == 14);
  CHECK(termOn(first.text, 14).expression == "\"dat = pe mana\"");
  CHECK(withoutTerm(kSmall, 18).line == 17);
}

TEST_CASE("lines keep the line ends and the mark at the begin that the file has") {
  std::string windows = "\xEF\xBB\xBF";
  for (const char c : kSmall) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
  std::string edited = withNewTerm(windows, 11, {"cumparat", "bought", "note"}).text;
  edited = withHeader(edited, "threshold", "0.8");
  edited = withTerm(edited, 13, {"vandut", "sold", ""}).text;
  CHECK(edited.starts_with("\xEF\xBB\xBFretold-lexicon 1\r\n"));
  for (std::size_t at = edited.find('\n'); at != std::string::npos; at = edited.find('\n', at + 1))
    REQUIRE(edited[at - 1] == '\r');
  CHECK(readLexicon(edited, "x").ok());
}

TEST_CASE("a header changes, comes behind those that go before it, and goes") {
  CHECK(withHeader(kSmall, "review", "reviewed by A. B., 2026-11-22")
            .find("review: reviewed by A. B., 2026-11-22\n") != std::string::npos);
  const std::string more = withHeader(kSmall, "threshold", "0.8");
  CHECK(more.find("review: drafted\nthreshold: 0.8\n\n#") != std::string::npos);
  CHECK(withHeader(more, "threshold", "") == kSmall);
  CHECK(withHeader(more, "coverage", "starter")
            .find("review: drafted\ncoverage: starter\nthreshold: 0.8\n") != std::string::npos);
}

TEST_CASE("a section comes behind the others and goes with its terms, comments at the edge stay") {
  const EditedText more =
      withNewSection(kSmall, "concept again: another time", {"iar", "again", ""});
  CHECK(more.text == kSmall + "\nconcept again: another time\n  iar = again\n");
  CHECK(more.line == 21);
  const EditedText empty = withNewSection(kSmall, "concept again: another time", {});
  CHECK(empty.text == kSmall + "\nconcept again: another time\n");
  CHECK(empty.line == 20);
  const std::string less = withoutSection(kSmall, 11);
  CHECK(less.find("# Forms of \"sold\".\n\npattern again") != std::string::npos);
  CHECK(less.find("Balti") == std::string::npos);
}

TEST_CASE("a gloss of a section may hold a colon") {
  const EditedText edited = withGloss(kSmall, 11, "sold: a person");
  CHECK(edited.text.find("concept sold: sold: a person\n") != std::string::npos);
  CHECK(outlineOf(edited.text).sections[0].gloss == "sold: a person");
}

TEST_CASE("an exact phrase may hold an equals sign that nothing blank stands before") {
  const std::string text = "retold-lexicon 1\nmatching: exact-phrases\npattern p: x\n  a=b c = d\n";
  CHECK(termOn(text, 4) == TermText{"a=b c", "d", ""});
  CHECK(withTerm(text, 4, {"a=b", "d", ""}).text.ends_with("  a=b   = d\n"));
}

TEST_CASE("an equals sign within a regular expression begins no gloss") {
  const std::string text = "pattern p: x\n  /a=\\/b/ ~3 (and/or | /=/) = d\n";
  CHECK(termOn(text, 2) == TermText{"/a=\\/b/ ~3 (and/or | /=/)", "d", ""});
}
