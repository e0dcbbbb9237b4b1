#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "queries/screen/screener.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

std::vector<std::string> namesOf(const std::vector<Code>& codes) {
  std::vector<std::string> names;
  for (const Code& code : codes) names.push_back(code.name);
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("a quote is found letter for letter, in every place where it stands") {
  CHECK(findQuote("sold me. He sold me.", "sold me") == std::vector<ByteSpan>{{0, 7}, {12, 19}});
  CHECK(findQuote("aaaa", "aa") == std::vector<ByteSpan>{{0, 2}, {2, 4}});
  CHECK(findQuote("sold me", "Sold me").empty());
  CHECK(findQuote("sold me", "").empty());
  CHECK(findQuote("sold me", " \n ").empty());
  CHECK(findQuote("", "sold").empty());
}

TEST_CASE("a quote that does not stand letter for letter is found with other white space") {
  CHECK(findQuote("they sold\n  me again", "sold me") == std::vector<ByteSpan>{{5, 14}});
  CHECK(findQuote("they sold\u00A0me again", " sold  me\n") == std::vector<ByteSpan>{{5, 13}});
  CHECK(findQuote("sold\nme, sold me", "sold me") == std::vector<ByteSpan>{{9, 16}});
  CHECK(findQuote("soldme", "sold me").empty());
  CHECK(findQuote("sold me", "sold m e").empty());
  CHECK(findQuote("sold sold\nme", "sold  me") == std::vector<ByteSpan>{{5, 12}});
}

TEST_CASE("a quote is not found in the middle of a letter made of two characters") {
  CHECK(findQuote("cafe\u0301", "cafe").empty());
  CHECK(findQuote("cafe\u0301 cafe", "cafe") == std::vector<ByteSpan>{{7, 11}});
}

TEST_CASE("a quote is found where a search over every place finds it") {
  std::mt19937 random(3);
  const std::string letters = "ab \n";
  const auto text = [&](int most) {
    std::string result;
    for (int i = std::uniform_int_distribution<int>(1, most)(random); i > 0; --i)
      result += letters[std::uniform_int_distribution<std::size_t>(0, 3)(random)];
    return result;
  };
  for (int round = 0; round < 5000; ++round) {
    const std::string content = text(30);
    const std::string quote = text(4);
    if (quote.find_first_of("ab") == quote.npos) continue;
    std::vector<ByteSpan> expected;
    for (std::size_t at = 0; at + quote.size() <= content.size();) {
      const bool stands = content.compare(at, quote.size(), quote) == 0;
      if (stands) expected.push_back({at, at + quote.size()});
      at += stands ? quote.size() : 1;
    }
    CAPTURE(content, quote);
    if (!expected.empty()) REQUIRE(findQuote(content, quote) == expected);
  }
}

TEST_CASE("a code is named by its whole name, or by last part or label where one has it") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  CHECK(codeNamed(codebook, "risk/economic/poverty").name == "risk/economic/poverty");
  CHECK(codeNamed(codebook, " Poverty ").name == "risk/economic/poverty");
  CHECK(codeNamed(codebook, "DEBT").name == "risk/economic/debt");
  CHECK(codeNamed(codebook, "family support").name == "protective/family/support");
  CHECK(codeNamed(codebook, "sold-again").name == "pattern/sold-again");
  CHECK(codeNamed(codebook, "risk/old/poverty").retired);
}

TEST_CASE("a code that is not there is answered with the nearest ones") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  const std::string hint =
      " | a code is named by its whole name, or by its last part or label where only one has it";
  CHECK(errorOf([&] { codeNamed(codebook, "povertie"); }) ==
        "there is no code \"povertie\"; the nearest: risk/economic/poverty" + hint);
  CHECK(errorOf([&] { codeNamed(codebook, "risk/economic/det"); }) ==
        "there is no code \"risk/economic/det\"; the nearest: risk/economic/debt or "
        "risk/economic/poverty" +
            hint);
  CHECK(errorOf([&] { codeNamed(codebook, "weather"); }) == "there is no code \"weather\"" + hint);
  CHECK(errorOf([&] { codeNamed(codebook, ""); }) == "there is no code \"\"" + hint);
}

TEST_CASE("a name that several codes have is answered with all of them") {
  TestProject project;
  CHECK(errorOf([&] { codeNamed(project.storage().codebook(), "support"); }) ==
        "several codes are called \"support\": protective/family/support and "
        "protective/social/support | give the whole name of one");
}

TEST_CASE("codes are suggested by beginnings of words, the best first, retired ones never") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  CHECK(namesOf(suggestCodes(codebook, "pov", 9)) == Names{"risk/economic/poverty"});
  CHECK(namesOf(suggestCodes(codebook, "sup", 9)) ==
        Names{"protective/social/support", "protective/family/support"});
  CHECK(namesOf(suggestCodes(codebook, "su fa", 9)) == Names{"protective/family/support"});
  CHECK(namesOf(suggestCodes(codebook, "FAM", 9)) == Names{"protective/family/support"});
  CHECK(namesOf(suggestCodes(codebook, "sold-ag", 9)) == Names{"pattern/sold-again"});
  CHECK(namesOf(suggestCodes(codebook, "risk/ec", 9)) ==
        Names{"risk/economic/poverty", "risk/economic/debt"});
  CHECK(namesOf(suggestCodes(codebook, "risk", 1)) == Names{"risk/economic/poverty"});
  CHECK(suggestCodes(codebook, "", 99).size() == 5);
  CHECK(suggestCodes(codebook, "overty", 9).empty());
  CHECK(suggestCodes(codebook, "/", 9).empty());
}

TEST_CASE("letters in their order find a code, where no code has a word that begins so") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  CHECK(namesOf(suggestCodes(codebook, "fsup", 9)) == Names{"protective/family/support"});
  CHECK(namesOf(suggestCodes(codebook, "pvty", 1)) == Names{"risk/economic/poverty"});
  CHECK(namesOf(suggestCodes(codebook, "rep", 9)) == Names{"risk/economic/poverty"});
  CHECK(namesOf(suggestCodes(codebook, "sa", 1)) == Names{"pattern/sold-again"});
  CHECK(namesOf(suggestCodes(codebook, "so", 9)) ==
        Names{"pattern/sold-again", "protective/social/support"});
  CHECK(suggestCodes(codebook, "tvp", 9).empty());
}

TEST_CASE("codes used last come first among those that fit equally") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  const CodeId debt = project.code("risk/economic/debt").id;
  const CodeId family = project.code("protective/family/support").id;
  CHECK(namesOf(suggestCodes(codebook, "sup", 9, {debt, family})) ==
        Names{"protective/family/support", "protective/social/support"});
  CHECK(namesOf(suggestCodes(codebook, "", 2, {family, debt})) ==
        Names{"protective/family/support", "risk/economic/debt"});
}

TEST_CASE("a tagged passage keeps its words, its text, its coder and what led there") {
  TestProject project;
  const DocumentId document = project.add("a.txt", "R07: They sold me again.\n");
  const LexiconTrace trace{"own", std::string(64, 'a'), "1", "sold", {10, 14}, "sold", {}};
  const Coding coding = tagPassage(project.storage(), document, {5, 17},
                                   project.code("pattern/sold-again"), "Ana", "a note", trace);
  CHECK(coding.quote == "They sold me");
  CHECK(coding.text == project.text("a.txt").id);
  CHECK(coding.memo == "a note");
  CHECK(project.storage().codings({}) == std::vector<Coding>{coding});
  const Event event = project.storage().events(0, 99).back();
  CHECK(event.action == "tag passage");
  CHECK(event.coder == "Ana");
}

TEST_CASE("a passage is widened to whole letters") {
  TestProject project;
  const DocumentId document = project.add("a.txt", "cafe\u0301 x");
  CHECK(tagPassage(project.storage(), document, {0, 4}, project.code("risk/economic/debt"), "Ana",
                   "", std::nullopt)
            .quote == "cafe\u0301");
}

TEST_CASE("what is no passage, tagged already or in no document cannot be tagged") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "\u0431 sold");
  const Code code = project.code("risk/economic/debt");
  const auto tagging = [&](DocumentId id, ByteSpan span, const Code& with) {
    return errorOf([&] { tagPassage(storage, id, span, with, "Ana", "", std::nullopt); });
  };
  CHECK(tagging(document, {3, 3}, code) ==
        "bytes 3 to 3 are no passage of this document | a passage holds at least one letter and "
        "lies within the text; nothing was tagged");
  CHECK(tagging(document, {1, 3}, code).starts_with("bytes 1 to 3 are no passage"));
  CHECK(tagging(document, {3, 8}, code).starts_with("bytes 3 to 8 are no passage"));
  CHECK(tagging(DocumentId::create(), {0, 2}, code) ==
        "this document is no longer in the project | nothing was changed");
  CHECK(tagging(document, {3, 7}, project.code("risk/old/poverty")) ==
        "the code risk/old/poverty is retired | choose another code; nothing was tagged");
  CHECK(tagging(document, {3, 7}, code).empty());
  CHECK(tagging(document, {3, 7}, code) ==
        "Ana has tagged this passage with risk/economic/debt already | nothing was changed");
  CHECK(storage.codings({}).size() == 1);
  tagPassage(storage, document, {3, 7}, code, "Ben", "", std::nullopt);
  CHECK(storage.codings({}).size() == 2);
}

TEST_CASE("a tag that was taken away can be taken back, and not taken away twice") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", "sold again");
  const Coding coding = tagPassage(storage, document, {0, 4}, project.code("risk/economic/debt"),
                                   "Ana", "", std::nullopt);
  untag(storage, coding, "Ana");
  CHECK(storage.codings({}).empty());
  CHECK(errorOf([&] { untag(storage, coding, "Ana"); }) ==
        "this tag is no longer in the project | it was taken away in the meantime; nothing was "
        "changed");
  CHECK(storage.undo("Ana")->action == "take tag away");
  CHECK(storage.codings({}) == std::vector<Coding>{coding});
}

TEST_CASE("a decision keeps the match that it was made on, and the lexicon's text stays readable") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "They sold me again.");
  const Text text = project.text("a.txt");
  const std::vector<Lexicon> lexicons{
      test::lexiconOf("pattern resale, weight 1:\n  \"sold me\"\n")};
  const std::vector<Match> matches = scanText(lexicons, text.content);
  REQUIRE(matches.size() == 1);
  const LexiconTrace trace = traceOf(storage, matches.front(), text, lexicons);
  CHECK(trace.quote == "sold me");
  CHECK(trace.version == lexicons.front().version);
  CHECK(storage.lexiconText(trace.lexiconDigest) == lexicons.front().text);

  Judgement judgement{
      Subject::Match, text.document, Verdict::Reject, "prior-trafficking", "hearsay", "", {},
      trace};
  const Decision decision = decide(storage, judgement, "Ana");
  CHECK(storage.decisions() == std::vector<Decision>{decision});
  CHECK(storage.events(0, 99).back().action == "reject match");

  CHECK(errorOf([&] { traceOf(storage, matches.front(), text, {}); }) ==
        "the match was found by another version of the lexicon " + matches.front().lexicon +
            " than the one at hand | screen again, then decide; nothing was stored");
  judgement.trace.reset();
  CHECK(errorOf([&] { decide(storage, judgement, "Ana"); }) ==
        "the decision does not say on which match it was made | nothing was stored");
}

TEST_CASE("of several decisions the newest on that subject, question and coder counts") {
  const Uuid here = newUuid();
  const auto decision = [&](Uuid subject, std::string question, std::string coder, Verdict verdict,
                            std::int64_t time) {
    Decision made;
    made.subject = Subject::Document;
    made.subjectId = subject;
    made.question = std::move(question);
    made.coder = std::move(coder);
    made.verdict = verdict;
    made.time = {time};
    return made;
  };
  const std::vector<Decision> all{decision(here, "q", "Ana", Verdict::Reject, 3),
                                  decision(here, "q", "Ana", Verdict::Confirm, 5),
                                  decision(here, "q", "Ben", Verdict::Unsure, 9),
                                  decision(here, "r", "Ana", Verdict::Unsure, 9),
                                  decision(newUuid(), "q", "Ana", Verdict::Unsure, 9)};
  const auto newest = [&](std::string_view coder) {
    return newestDecision(all, Subject::Document, here, "q", coder)->verdict;
  };
  CHECK(newest("Ana") == Verdict::Confirm);
  CHECK(newest("") == Verdict::Unsure);
  CHECK_FALSE(newestDecision(all, Subject::Document, here, "q", "Eva"));
  CHECK_FALSE(newestDecision(all, Subject::Case, here, "q", "Ana"));

  Decision onMatch = decision(here, "q", "Ana", Verdict::Confirm, 1);
  onMatch.subject = Subject::Match;
  onMatch.trace = LexiconTrace{"own", "", "1", "sold", {4, 8}, "sold", {}};
  CHECK(newestDecision({onMatch}, Subject::Match, here, "q", "",
                       MatchKey{{}, {4, 8}, "own", "sold"}));
  CHECK_FALSE(newestDecision({onMatch}, Subject::Match, here, "q", "",
                             MatchKey{{}, {4, 9}, "own", "sold"}));
}

TEST_CASE("the name of a match can be read back") {
  CHECK(matchName("x@y.txt", {3, 12}) == "x@y.txt@3-12");
  const auto read = parseMatchName("x@y.txt@3-12");
  REQUIRE(read);
  CHECK(read->first == "x@y.txt");
  CHECK(read->second == ByteSpan{3, 12});
  const std::string wrong =
      GENERATE("", "a.txt", "a.txt@", "a.txt@3", "a.txt@3-", "a.txt@-3-4", "a.txt@3-3", "a.txt@4-3",
               "a.txt@3-4x", "@3-4", "a@3 -4", "a@99999999999999999999-4");
  CAPTURE(wrong);
  CHECK_FALSE(parseMatchName(wrong));
}

}  // namespace
}  // namespace retold
