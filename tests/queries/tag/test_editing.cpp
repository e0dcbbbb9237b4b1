#include <catch2/catch.hpp>

#include "queries/notes/framework.h"
#include "queries/notes/memos.h"
#include "queries/tag/editing.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

/// A project with "INT: Why?\nR07: They sold me again. I ran away.\n" as a.txt.
struct Tagged {
  Tagged() { document = project.add("a.txt", "INT: Why?\nR07: They sold me again. I ran away.\n"); }
  ByteSpan place(std::string_view words) const { return project.place("a.txt", words); }
  Coding tag(std::string_view words, std::string_view code, const std::string& coder = "Ana") {
    return tagPassage(storage(), document, place(words), project.code(code), coder, "",
                      std::nullopt);
  }
  Storage& storage() { return project.storage(); }
  std::vector<Coding> all() { return storage().codings({}); }
  std::string lastAction() { return storage().events(0, 999).back().action; }
  std::size_t events() { return storage().events(0, 999).size(); }

  TestProject project;
  DocumentId document;
};

constexpr const char* kDebt = "risk/economic/debt";
constexpr const char* kPoverty = "risk/economic/poverty";

TEST_CASE("a tag gets another passage as one event that can be undone") {
  Tagged made;
  const Coding coding = made.tag("sold me", kDebt);
  const std::size_t before = made.events();
  const Coding changed = resize(made.storage(), coding, made.place("They sold me again"), "Ana");
  CHECK(changed.quote == "They sold me again");
  CHECK(changed.id == coding.id);
  CHECK(changed.time == coding.time);
  CHECK(made.all() == std::vector<Coding>{changed});
  CHECK(made.events() == before + 1);
  CHECK(made.lastAction() == "change passage of tag");
  CHECK(made.storage().undo("Ana")->action == "change passage of tag");
  CHECK(made.all() == std::vector<Coding>{coding});
}

TEST_CASE("the same passage again is no event") {
  Tagged made;
  const Coding coding = made.tag("sold me", kDebt);
  const std::size_t before = made.events();
  CHECK(resize(made.storage(), coding, coding.span, "Ana") == coding);
  CHECK(recode(made.storage(), coding, made.project.code(kDebt), "Ana") == coding);
  CHECK(setMemo(made.storage(), coding, " ", "Ana") == coding);
  CHECK(setImportant(made.storage(), coding, false, "Ana") == coding);
  CHECK(made.events() == before);
}

TEST_CASE("a tag is widened to whole letters and never to nothing") {
  TestProject project;
  const DocumentId document = project.add("a.txt", "cafe\u0301 x\n");
  const Coding coding =
      tagPassage(project.storage(), document, {7, 8}, project.code(kDebt), "Ana", "", std::nullopt);
  CHECK(resize(project.storage(), coding, {0, 4}, "Ana").quote == "cafe\u0301");
  const Coding now = project.storage().codings({}).front();
  CHECK(errorOf([&] {
          resize(project.storage(), now, {3, 3}, "Ana");
        }) ==
        "bytes 3 to 3 are no passage of this text | a passage holds at least one letter and lies "
        "within the text; nothing was changed");
  CHECK(errorOf([&] {
          resize(project.storage(), now, {5, 7}, "Ana");
        }).starts_with("bytes 5 to 7 are no passage"));
  CHECK(errorOf([&] {
          resize(project.storage(), now, {0, 99}, "Ana");
        }).starts_with("bytes 0 to 99 are no passage"));
}

TEST_CASE("what was changed, taken away, or made by somebody else in the meantime stays as it is") {
  Tagged made;
  const Coding old = made.tag("sold me", kDebt);
  const Coding now = resize(made.storage(), old, made.place("They sold me"), "Ana");
  const auto changing = [&](const Coding& coding, const std::string& coder) {
    return errorOf([&] { resize(made.storage(), coding, made.place("ran away"), coder); });
  };
  CHECK(changing(old, "Ana") ==
        "this tag was changed in the meantime | look at it as it is now; nothing was changed");
  CHECK(changing(now, "Ben") ==
        "this tag is Ana's | only who made a tag changes it: tag the passage under your own name; "
        "nothing was changed");
  untag(made.storage(), now, "Ana");
  CHECK(changing(now, "Ana") ==
        "this tag is no longer in the project | it was taken away in the meantime; nothing was "
        "changed");
  CHECK(made.all().empty());
}

TEST_CASE("a tag gets another code, and not one that is retired or stands there already") {
  Tagged made;
  const Coding coding = made.tag("sold me", kDebt);
  const Coding changed = recode(made.storage(), coding, made.project.code(kPoverty), "Ana");
  CHECK(changed.code == made.project.code(kPoverty).id);
  CHECK(changed.id == coding.id);
  CHECK(made.lastAction() == "change code of tag");
  CHECK(errorOf([&] {
          recode(made.storage(), changed, made.project.code("risk/old/poverty"), "Ana");
        }) == "the code risk/old/poverty is retired | choose another code; nothing was changed");
  const Coding second = made.tag("sold me", kDebt);
  CHECK(errorOf([&] { recode(made.storage(), second, made.project.code(kPoverty), "Ana"); }) ==
        "Ana has tagged this passage with this code already | nothing was changed");
}

TEST_CASE("a tag is split in two without the white space between, and undo joins it again") {
  Tagged made;
  Coding coding = made.tag("They sold me again. I ran away.", kDebt);
  coding = setMemo(made.storage(), coding, "look", "Ana");
  coding = setImportant(made.storage(), coding, true, "Ana");
  const std::size_t before = made.events();
  const auto [first, second] = split(made.storage(), coding, made.place("I ran").begin, "Ana");
  CHECK(first.quote == "They sold me again.");
  CHECK(second.quote == "I ran away.");
  CHECK(first.id == coding.id);
  CHECK(first.memo == "look");
  CHECK(first.important);
  CHECK(second.memo.empty());
  CHECK_FALSE(second.important);
  CHECK(second.time == coding.time);
  CHECK(made.all().size() == 2);
  CHECK(made.events() == before + 1);
  made.storage().undo("Ana");
  CHECK(made.all() == std::vector<Coding>{coding});
}

TEST_CASE("a tag is not split where one side would be empty") {
  Tagged made;
  const Coding coding = made.tag("sold me", kDebt);
  for (const std::uint64_t at :
       {coding.span.begin, coding.span.end, std::uint64_t{0}, std::uint64_t{9999}}) {
    CAPTURE(at);
    CHECK(errorOf([&] { split(made.storage(), coding, at, "Ana"); }) ==
          "a tag is split between two of its words or letters | put the cursor inside the tagged "
          "passage; nothing was changed");
  }
}

TEST_CASE("a split stands between whole letters") {
  TestProject project;
  const DocumentId document = project.add("a.txt", "ae\u0301b\n");
  const Coding coding =
      tagPassage(project.storage(), document, {0, 5}, project.code(kDebt), "Ana", "", std::nullopt);
  const auto [first, second] = split(project.storage(), coding, 2, "Ana");
  CHECK(first.quote == "a");
  CHECK(second.quote == "e\u0301b");
}

TEST_CASE("the neighbour of a tag is the nearest of the same code and coder") {
  Tagged made;
  const Coding why = made.tag("Why", kDebt);
  const Coding sold = made.tag("sold me", kDebt);
  const Coding ran = made.tag("ran away", kDebt);
  made.tag("again", kPoverty);
  made.tag("again", kDebt, "Ben");
  CHECK(neighbourOf(made.all(), sold)->id == ran.id);
  CHECK(neighbourOf(made.all(), why)->id == sold.id);
  const Coding they = made.tag("They", kDebt);
  CHECK(neighbourOf(made.all(), sold)->id == they.id);
  CHECK_FALSE(neighbourOf({sold}, sold));
}

TEST_CASE("two tags of one code become one over both passages, with both notes") {
  Tagged made;
  Coding ran = made.tag("ran away", kDebt);
  Coding sold = made.tag("sold me", kDebt);
  ran = setMemo(made.storage(), ran, "second", "Ana");
  ran = setImportant(made.storage(), ran, true, "Ana");
  sold = setMemo(made.storage(), sold, "first", "Ana");
  const std::size_t before = made.events();
  const Coding merged = merge(made.storage(), ran, sold, "Ana");
  CHECK(merged.id == sold.id);
  CHECK(merged.quote == "sold me again. I ran away");
  CHECK(merged.memo == "first\nsecond");
  CHECK(merged.important);
  CHECK(made.all() == std::vector<Coding>{merged});
  CHECK(made.events() == before + 1);
  made.storage().undo("Ana");
  CHECK(made.all() == std::vector<Coding>{sold, ran});
}

TEST_CASE("memos and summaries of a tag go over to the one that it becomes part of, and back") {
  Tagged made;
  made.project.add("b.txt", "R: No.\n", "K-1");
  const Coding sold = made.tag("sold me", kDebt);
  const Coding ran = made.tag("ran away", kDebt);
  const Memo memo = writeMemo(made.storage(), ran.id, "look again", "Ben");
  const CaseId person = made.storage().caseNamed("K-1")->id;
  const auto both =
      writeSummary(made.storage(), {}, person, sold.code, "in debt", {ran.id, sold.id}, "Ben");
  const auto one = writeSummary(made.storage(), {}, person, made.project.code(kPoverty).id, "poor",
                                {ran.id}, "Ben");
  merge(made.storage(), sold, ran, "Ana");
  CHECK(made.storage().memos().front().about == sold.id);
  for (const Summary& summary : made.storage().summaries()) {
    CHECK(summary.codings == std::vector<CodingId>{sold.id});
  }
  CHECK(made.storage().undo("Ana"));
  CHECK(made.storage().memos() == std::vector<Memo>{memo});
  CHECK(made.storage().summaries() == std::vector<Summary>{*both, *one});
  CHECK(made.all() == std::vector<Coding>{sold, ran});
  CHECK(made.storage().redo("Ana"));
  CHECK(made.storage().memos().front().about == sold.id);
}

TEST_CASE("tags of different codes do not become one") {
  Tagged made;
  const Coding one = made.tag("ran away", kDebt);
  const Coding other = made.tag("sold me", kPoverty);
  CHECK(errorOf([&] { merge(made.storage(), one, other, "Ana"); }) ==
        "only two tags of one code in one text become one | nothing was changed");
  CHECK(errorOf([&] { merge(made.storage(), one, one, "Ana"); }) ==
        "only two tags of one code in one text become one | nothing was changed");
}

TEST_CASE("a note and the important mark are one event each and can be taken back") {
  Tagged made;
  const Coding coding = made.tag("sold me", kDebt);
  const Coding noted = setMemo(made.storage(), coding, " ask again\n", "Ana");
  CHECK(noted.memo == "ask again");
  CHECK(made.lastAction() == "write note of tag");
  const Coding marked = setImportant(made.storage(), noted, true, "Ana");
  CHECK(made.lastAction() == "mark tag important");
  CHECK(made.all() == std::vector<Coding>{marked});
  const Coding plain = setImportant(made.storage(), marked, false, "Ana");
  CHECK(made.lastAction() == "mark tag not important");
  setMemo(made.storage(), plain, "", "Ana");
  CHECK(made.lastAction() == "take note of tag away");
  for (int i = 0; i < 4; ++i) made.storage().undo("Ana");
  CHECK(made.all() == std::vector<Coding>{coding});
}

TEST_CASE("a code in the speaker's own words and its tag come and go together") {
  Tagged made;
  const Code parent = made.project.code(kDebt);
  const InVivo own = tagInVivo(made.storage(), made.document, made.place("sold me again"),
                               " Sold me, again ", parent.id, "Ana");
  CHECK(own.code.name == "risk/economic/debt/sold-me-again");
  CHECK(own.code.label == "Sold me, again");
  CHECK(own.code.kind == parent.kind);
  CHECK(own.code.parent == parent.id);
  CHECK(made.all() == std::vector<Coding>{own.coding});
  CHECK(made.project.code("risk/economic/debt/sold-me-again").id == own.code.id);
  CHECK(made.storage().undo("Ana")->action == "tag passage with a new code");
  CHECK(made.all().empty());
  CHECK(nameForCode(made.storage().codebook(), "Sold me, again", &parent) ==
        "risk/economic/debt/sold-me-again");
}

TEST_CASE("a new code gets a name that no other has, in any script") {
  TestProject project;
  const Codebook codebook = project.storage().codebook();
  CHECK(nameForCode(codebook, "Sold again", nullptr) == "sold-again");
  const Code debt = project.code(kDebt);
  const Code economicPoverty = project.code(kPoverty);
  Codebook more = codebook;
  more.codes.push_back(economicPoverty);
  more.codes.back().name = "sold-again";
  CHECK(nameForCode(more, "Sold again", nullptr) == "sold-again-2");
  CHECK(nameForCode(codebook, "بيع مرة ثانية", nullptr) == "بيع-مره-ثانيه");
  CHECK(nameForCode(codebook, " … ", nullptr).empty());
}

TEST_CASE("a new code without a name or under a retired one is refused, and nothing is tagged") {
  Tagged made;
  const auto tagging = [&](std::string_view label, const std::optional<CodeId>& parent) {
    return errorOf([&] {
      tagInVivo(made.storage(), made.document, made.place("sold"), label, parent, "Ana");
    });
  };
  CHECK(tagging("?!", std::nullopt) ==
        "a code cannot be called \"?!\" | give it a name with at least one letter or digit; "
        "nothing was changed");
  CHECK(tagging("x", made.project.code("risk/old/poverty").id) ==
        "the code risk/old/poverty is retired | choose another one, or none; nothing was changed");
  CHECK(tagging("x", CodeId::create()) ==
        "the code above it is no longer in the codebook | choose another one, or none; nothing was "
        "changed");
  CHECK(made.all().empty());
}

}  // namespace
}  // namespace retold
