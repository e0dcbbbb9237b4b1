#include <catch2/catch.hpp>

#include "queries/document/summary.h"
#include "queries/tag/editing.h"
#include "queries/tag/tagging.h"
#include "queries/tag/transfer.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

constexpr std::string_view kOld =
    "INT: What happened then?\n"
    "R07: They sold me a second time, to a man in the port. I was sixteen.\n";
constexpr std::string_view kNew =
    "Interview 12\n"
    "INT: What happened then?\n"
    "R07: They sold me a second time, to a man in the harbour. I was sixteen.\n";

/// A document with tags on its first text and a second text.
struct Changed {
  TestProject project;
  Coding exact;
  Coding changed;
  Coding gone;

  Changed() {
    const DocumentId document = project.add("a.txt", std::string(kOld) + "R07: Nobody helped.\n");
    const auto tag = [&](std::string_view quote, std::string_view code) {
      return tagPassage(project.storage(), document, project.place("a.txt", quote),
                        project.code(code), "Ana", "a note", std::nullopt);
    };
    exact = tag("They sold me a second time", "pattern/sold-again");
    changed = tag("sold me a second time, to a man in the port", "risk/economic/debt");
    gone = tag("Nobody helped", "protective/social/support");
    project.change("a.txt", kNew);
  }

  std::vector<Transfer> waiting() { return findTransfers(project.storage(), std::nullopt); }
};

TEST_CASE("tags on an older text are listed with the place where their words stand now") {
  Changed the;
  const std::vector<Transfer> waiting = the.waiting();
  REQUIRE(waiting.size() == 3);
  CHECK(waiting[0].coding == the.exact);
  CHECK(waiting[0].document == "a.txt");
  CHECK(waiting[0].code == "pattern/sold-again");
  CHECK(waiting[0].place.standing == Standing::Exact);
  CHECK(waiting[0].quote == "They sold me a second time");
  CHECK(isPlain(waiting[0]));
  CHECK(waiting[1].coding == the.changed);
  CHECK(waiting[1].place.standing == Standing::Changed);
  CHECK(waiting[1].quote == "sold me a second time, to a man in the harbour");
  CHECK_FALSE(isPlain(waiting[1]));
  CHECK(waiting[2].coding == the.gone);
  CHECK(waiting[2].place.standing == Standing::Gone);
  CHECK(waiting[2].quote.empty());
  const DocumentId other = the.project.add("b.txt", "R07: Nothing.\n");
  CHECK(findTransfers(the.project.storage(), other).empty());
}

TEST_CASE(
    "places that were found before are taken as they are, as long as both texts are the same") {
  Changed the;
  Storage& storage = the.project.storage();
  std::vector<Transfer> known = the.waiting();
  CHECK(findTransfers(storage, std::nullopt, known).size() == 3);
  known[0].place.places = 7;  // as nobody would find it
  CHECK(findTransfers(storage, std::nullopt, known)[0].place.places == 7);
  CHECK_FALSE(findTransfers(storage, std::nullopt, known)[0].doubled);
  tagPassage(storage, the.exact.document, the.project.place("a.txt", "They sold me a second time"),
             the.project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  CHECK(findTransfers(storage, std::nullopt, known)[0].doubled);

  the.project.change("a.txt", std::string(kNew) + "R07: Nobody helped.\n");
  const std::vector<Transfer> anew = findTransfers(storage, std::nullopt, known);
  REQUIRE(anew.size() == 4);
  for (const Transfer& each : anew) CHECK(each.place.places != 7);
}

TEST_CASE("listing moves no tag, and a tag that was accepted stands on the new text") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Coding> before = storage.codings({});
  const std::vector<Transfer> waiting = the.waiting();
  CHECK(storage.codings({}) == before);

  acceptTransfers(storage, std::span(waiting).first(2), "Ben");
  CHECK(the.waiting().size() == 1);
  const Text text = the.project.text("a.txt");
  int moved = 0;
  for (const Coding& coding : storage.codings({})) {
    if (coding.text != text.id) continue;
    ++moved;
    CHECK(text.content.substr(coding.span.begin, coding.span.size()) == coding.quote);
    CHECK(coding.coder == "Ana");
    CHECK(coding.memo == "a note");
    CHECK((coding.id == the.exact.id || coding.id == the.changed.id));
  }
  CHECK(moved == 2);
}

TEST_CASE("moving tags is one event, and undoing it puts them back where they were") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Coding> before = storage.codings({});
  const std::vector<Transfer> waiting = the.waiting();
  acceptTransfers(storage, std::span(waiting).first(2), "Ben");
  CHECK(storage.codings({}) != before);
  const auto undone = storage.undo("Ben");
  REQUIRE(undone);
  CHECK(undone->action == "move tags to new texts");
  CHECK(storage.codings({}) == before);
  REQUIRE(storage.redo("Ben"));
  CHECK(the.waiting().size() == 1);
}

TEST_CASE("a passage that is gone is not moved, and nothing with it") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Coding> before = storage.codings({});
  const std::vector<Transfer> waiting = the.waiting();
  CHECK(errorOf([&] { acceptTransfers(storage, waiting, "Ben"); }) ==
        "the words of the tag " + toText(the.gone.id) +
            " (protective/social/support in a.txt) are not found in the new text | say where they "
            "stand, with --quote or --begin and --end, or remove the tag; nothing was moved");
  CHECK(storage.codings({}) == before);
}

TEST_CASE("a tag is not moved onto a passage that its coder has tagged so already") {
  Changed the;
  Storage& storage = the.project.storage();
  tagPassage(storage, the.exact.document, the.project.place("a.txt", "They sold me a second time"),
             the.project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  const std::vector<Transfer> waiting = the.waiting();
  CHECK(waiting[0].doubled);
  CHECK_FALSE(isPlain(waiting[0]));
  CHECK(errorOf([&] { acceptTransfers(storage, std::span(waiting).first(1), "Ben"); }) ==
        "Ana has tagged the passage to which " + toText(the.exact.id) +
            " (pattern/sold-again in a.txt) would move with that code already | remove the old "
            "tag; nothing was moved");
}

TEST_CASE("two tags of a coder are not moved onto one passage") {
  TestProject project;
  const std::string line = "R07: They sold me a second time.\n";
  const DocumentId document = project.add("a.txt", line + "INT: What?\n" + line);
  const std::uint64_t begin = line.find("They");
  const std::uint64_t size = line.size() - begin - 2;
  for (const std::uint64_t at : {begin, begin + line.size() + 11}) {
    tagPassage(project.storage(), document, {at, at + size}, project.code("pattern/sold-again"),
               "Ana", "", std::nullopt);
  }
  project.change("a.txt", line + "INT: Thank you.\n");
  const std::vector<Transfer> waiting = findTransfers(project.storage(), std::nullopt);
  REQUIRE(waiting.size() == 2);
  REQUIRE(waiting[0].place.span == waiting[1].place.span);
  const std::string in = " (pattern/sold-again in a.txt)";
  CHECK(errorOf([&] { acceptTransfers(project.storage(), waiting, "Ben"); }) ==
        "the tags " + toText(waiting[0].coding.id) + in + " and " + toText(waiting[1].coding.id) +
            in +
            " would move to the same passage | move one of them, and say with --quote or "
            "--begin and --end where the other one stands, or remove it; nothing was moved");
  CHECK(findTransfers(project.storage(), std::nullopt).size() == 2);
  acceptTransfers(project.storage(), std::span(waiting).first(1), "Ben");
  CHECK(findTransfers(project.storage(), std::nullopt).size() == 1);
}

TEST_CASE("a tag that was taken away since is not moved") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Transfer> waiting = the.waiting();
  untag(storage, the.exact, "Ana");
  CHECK(errorOf([&] { acceptTransfers(storage, std::span(waiting).first(1), "Ben"); }) ==
        "the tag " + toText(the.exact.id) +
            " (pattern/sold-again in a.txt) is no longer in the project | it was taken away in "
            "the meantime; nothing was moved");
}

TEST_CASE("a person can say where the passage stands now") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Transfer> waiting = the.waiting();
  const ByteSpan place = the.project.place("a.txt", "I was sixteen");
  const Transfer byHand = transferTo(storage, waiting[2], place);
  CHECK(byHand.quote == "I was sixteen");
  acceptTransfers(storage, std::vector{byHand}, "Ben");
  CHECK(the.waiting().size() == 2);
  CHECK(errorOf([&] {
          transferTo(storage, waiting[0], {5, 9999});
        }) ==
        "bytes 5 to 9999 are no passage of the new text of a.txt | a passage holds at least one "
        "letter and lies within the text; nothing was moved");
}

TEST_CASE("what led to a moved tag still points into the text where it was found") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId document = project.add("a.txt", kOld);
  const TextId old = project.text("a.txt").id;
  const ByteSpan sold = project.place("a.txt", "sold");
  tagPassage(storage, document, project.place("a.txt", "They sold me a second time"),
             project.code("pattern/sold-again"), "Ana", "",
             LexiconTrace{"own", std::string(64, 'a'), "1", "sold", sold, "sold", {}});
  project.change("a.txt", kNew);
  acceptTransfers(storage, findTransfers(storage, document), "Ana");
  const Coding moved = storage.codings({}).front();
  CHECK(moved.text != old);
  REQUIRE(moved.trace);
  CHECK(moved.trace->text == old);
  CHECK(moved.trace->span == sold);
}

TEST_CASE("tags without a place are dropped together, and come back with one undo") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Transfer> waiting = the.waiting();
  dropTransfers(storage, std::span(waiting).subspan(1), "Ben");
  CHECK(storage.codings({}) == std::vector{the.exact});
  CHECK(storage.undo("Ben")->action == "drop tags of older texts");
  REQUIRE(the.waiting().size() == waiting.size());
  CHECK(the.waiting().back().coding == waiting.back().coding);
  dropTransfers(storage, {}, "Ben");
  CHECK(storage.nextRedo("Ben"));  // nothing was changed
}

TEST_CASE("a tag that changed since it was listed is not dropped, nor the others with it") {
  Changed the;
  Storage& storage = the.project.storage();
  const std::vector<Transfer> waiting = the.waiting();
  untag(storage, the.gone, "Ana");
  CHECK(errorOf([&] { dropTransfers(storage, waiting, "Ben"); }) ==
        "the tag " + toText(the.gone.id) +
            " (protective/social/support in a.txt) was changed or taken away in the meantime | "
            "look at it again; nothing was dropped");
  CHECK(the.waiting().size() == 2);
}

TEST_CASE("the texts of a document are listed with their tags, the current one last") {
  Changed the;
  const auto document = the.project.storage().documentNamed("a.txt");
  const std::vector<TextVersion> versions = versionsOf(the.project.storage(), *document);
  REQUIRE(versions.size() == 2);
  CHECK(versions[0].codings == 3);
  CHECK_FALSE(versions[0].current);
  CHECK(versions[1].codings == 0);
  CHECK(versions[1].current);
  CHECK(versions[1].bytes == kNew.size());
}

TEST_CASE("a tag that was changed since it was read is not moved") {
  Changed the;
  const std::vector<Transfer> waiting = the.waiting();
  setMemo(the.project.storage(), the.exact, "another note", "Ana");
  CHECK(errorOf([&] {
          acceptTransfers(the.project.storage(), {&waiting[0], 1}, "Ana");
        }) == "the tag " + toText(the.exact.id) +
                  " (pattern/sold-again in a.txt) was changed in the meantime | look at it again; "
                  "nothing was moved");
  CHECK(the.waiting()[0].coding.memo == "another note");
}

}  // namespace
}  // namespace retold
