#include "queries/notes/memos.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <sstream>

#include "indexer/text/fold.h"
#include "queries/notes/memo_export.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::TestProject;

namespace {

/// Two documents, one of case 017, with one tagged passage that carries a note.
struct Written {
  TestProject project;
  DocumentId anna = project.add("anna.txt", "R07: I had a debt and no work.\n", "017");
  DocumentId ben = project.add("ben.txt", "R08: My aunt took me in.\n");
  Coding coding =
      tagPassage(project.storage(), anna, project.place("anna.txt", "a debt"),
                 project.code("risk/economic/debt"), "Ana", "to the neighbour?", std::nullopt);

  Storage& storage() { return project.storage(); }
  std::vector<MemoRow> find(const MemoQuestion& question = {}) {
    Progress progress;
    return findMemos(storage(), question, progress).rows;
  }
  std::vector<std::string> texts(const MemoQuestion& question) {
    std::vector<std::string> texts;
    for (const MemoRow& row : find(question)) texts.push_back(row.memo.text);
    std::sort(texts.begin(), texts.end());
    return texts;
  }
};

MemoQuestion words(const std::string& typed) {
  MemoQuestion question;
  question.words = typed;
  return question;
}

}  // namespace

TEST_CASE("memos are listed with what they are about, and codings' notes among them") {
  Written written;
  Storage& storage = written.storage();
  const Case person = *storage.caseNamed("017");
  const Code code = written.project.code("risk/economic/poverty");
  writeMemo(storage, {}, "begin with the women", "Ana");
  writeMemo(storage, written.ben, "short interview", "Ben");
  writeMemo(storage, person.id, "two episodes?", "Ana");
  writeMemo(storage, code.id, "or debt?", "Ana");
  writeMemo(storage, written.coding.id, "compare with ben", "Ana");
  std::vector<std::string> about;
  for (const MemoRow& row : written.find()) about.push_back(aboutInWords(row));
  std::sort(about.begin(), about.end());
  CHECK(about == std::vector<std::string>{"case 017", "code risk/economic/poverty",
                                          "document ben.txt", "tag risk/economic/debt in anna.txt",
                                          "tag risk/economic/debt in anna.txt", "the project"});
  Progress progress;
  CHECK(findMemos(storage, words("nothing"), progress).all == 6);
}

TEST_CASE("a memo is one event, and is undone") {
  Written written;
  const Memo memo = writeMemo(written.storage(), written.ben, " short\ninterview \n", "Ana");
  CHECK(memo.text == "short\ninterview");
  CHECK(written.storage().memos() == std::vector{memo});
  CHECK(written.storage().undo("Ana")->action == "write memo");
  CHECK(written.storage().memos().empty());
}

TEST_CASE("a memo without words is refused") {
  Written written;
  CHECK(errorOf([&] { writeMemo(written.storage(), {}, " \n\u00A0", "Ana"); }) ==
        "a memo without words is none | write something, or take the memo away; nothing was "
        "changed");
  CHECK(written.storage().memos().empty());
}

TEST_CASE("only its writer changes a memo or takes it away") {
  Written written;
  Storage& storage = written.storage();
  writeMemo(storage, written.ben, "short interview", "Ben");
  const MemoRow row = written.find(words("interview")).front();
  const std::string refused =
      "this memo is Ben's | only its writer changes a memo; write one of your own; nothing was "
      "changed";
  CHECK(errorOf([&] { editMemo(storage, row, "long", "Ana"); }) == refused);
  CHECK(errorOf([&] { removeMemo(storage, row, "Ana"); }) == refused);
  const MemoRow edited = editMemo(storage, row, "long interview", "Ben");
  CHECK(edited.memo.time == row.memo.time);
  CHECK(storage.memos().front().text == "long interview");
  removeMemo(storage, edited, "Ben");
  CHECK(storage.memos().empty());
}

TEST_CASE("a memo that changed since it was read is not written over") {
  Written written;
  Storage& storage = written.storage();
  writeMemo(storage, {}, "first", "Ana");
  const MemoRow row = written.find(words("first")).front();
  editMemo(storage, row, "second", "Ana");
  CHECK(errorOf([&] { editMemo(storage, row, "third", "Ana"); }) ==
        "this memo was changed in the meantime | look at it again; nothing was changed");
  storage.undo("Ana");
  storage.undo("Ana");
  CHECK(errorOf([&] { editMemo(storage, row, "third", "Ana"); }) ==
        "this memo is no longer in the project | look at it again; nothing was changed");
}

TEST_CASE("storing a memo as it was is no event") {
  Written written;
  Storage& storage = written.storage();
  writeMemo(storage, {}, "first", "Ana");
  const std::string head = storage.chainHead();
  CHECK(editMemo(storage, written.find(words("first")).front(), "first\n", "Ana").memo.text ==
        "first");
  CHECK(storage.chainHead() == head);
}

TEST_CASE("the note of a coding is changed and taken away in its coding") {
  Written written;
  Storage& storage = written.storage();
  const MemoRow note = written.find(words("neighbour")).front();
  CHECK(note.isCodingsNote());
  CHECK(note.coding == written.coding);
  editMemo(storage, note, "to her uncle", "Ana");
  Coding coding = storage.codings({}).front();
  CHECK(coding.memo == "to her uncle");
  CHECK(coding.id == written.coding.id);
  removeMemo(storage, written.find(words("uncle")).front(), "Ana");
  coding = storage.codings({}).front();
  CHECK(coding.memo.empty());
  CHECK(written.find().empty());
}

TEST_CASE("memos are found by beginnings of words, in any order and however they are written") {
  Written written;
  writeMemo(written.storage(), {}, "Debt of the PÈRE, see Ștefan", "Ana");
  using Texts = std::vector<std::string>;
  const Texts found{"Debt of the PÈRE, see Ștefan"};
  CHECK(written.texts(words("pere deb")) == found);
  CHECK(written.texts(words("şte")) == found);
  CHECK(written.texts(words("ebt")).empty());
  CHECK(written.texts(words("debt uncle")).empty());
  CHECK(written.texts(words(" - ")).size() == 2);  // no word: nothing is asked
}

TEST_CASE("memos are narrowed by what they are about, coder, time and documents") {
  Written written;
  Storage& storage = written.storage();
  const Case person = *storage.caseNamed("017");
  writeMemo(storage, {}, "project", "Ana");
  const Memo ben = writeMemo(storage, written.ben, "document", "Ben");
  writeMemo(storage, person.id, "case", "Ana");
  using Texts = std::vector<std::string>;
  MemoQuestion question;
  question.subject = MemoSubject::Case;
  CHECK(written.texts(question) == Texts{"case"});
  question = {};
  question.coder = "Ben";
  CHECK(written.texts(question) == Texts{"document"});
  question = {};
  question.before = written.coding.time;
  CHECK(written.texts(question).empty());
  question.before = std::nullopt;
  question.from = Timestamp{ben.time.milliseconds + 1'000'000};
  CHECK(written.texts(question).empty());
  question = {};
  question.around = written.anna;
  CHECK(written.texts(question) == Texts{"case", "to the neighbour?"});
  question = {};
  question.documents =
      std::make_shared<const std::unordered_set<DocumentId>>(std::unordered_set{written.ben});
  CHECK(written.texts(question) == Texts{"document", "project"});
  question.documents =
      std::make_shared<const std::unordered_set<DocumentId>>(std::unordered_set{written.anna});
  CHECK(written.texts(question) == Texts{"case", "project", "to the neighbour?"});
}

TEST_CASE("a memo stays to be read when what it was about is gone") {
  Written written;
  Storage& storage = written.storage();
  writeMemo(storage, written.coding.id, "compare with ben", "Ana");
  untag(storage, written.coding, "Ana");
  const std::vector<MemoRow> rows = written.find();
  REQUIRE(rows.size() == 1);
  CHECK(rows.front().subject == MemoSubject::Other);
  CHECK(aboutInWords(rows.front()) == "something else, or something that was removed");
}

TEST_CASE("looking for memos is the same as looking at each", "[oracle]") {
  Written written;
  const std::vector<std::string> vocabulary{"debt", "Debts", "mère", "MERE", "aunt", "долг"};
  std::mt19937 random(7);
  for (int memo = 0; memo < 60; ++memo) {
    std::string text;
    for (unsigned word = 0; word < 1 + random() % 4; ++word) {
      text += vocabulary[random() % vocabulary.size()] + ' ';
    }
    writeMemo(written.storage(), {}, text, "Ana");
  }
  const auto foldedWords = [](const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> folded;
    for (std::string word; in >> word;) folded.push_back(fold(word));
    return folded;
  };
  for (const std::string typed : {"deb", "mer au", "ДО", "debts mere", "x"}) {
    std::multiset<std::string> wanted;
    for (const Memo& memo : written.storage().memos()) {
      const auto in = foldedWords(memo.text);
      bool all = true;
      for (const std::string& part : foldedWords(typed)) {
        bool any = false;
        for (const std::string& word : in) any = any || word.starts_with(part);
        all = all && any;
      }
      if (all) wanted.insert(memo.text);
    }
    const auto texts = written.texts(words(typed));
    CHECK(std::multiset<std::string>(texts.begin(), texts.end()) == wanted);
  }
}

TEST_CASE("a memo is named by the beginning of its id, a note by that of its coding") {
  Written written;
  const Memo memo = writeMemo(written.storage(), {}, "first", "Ana");
  CHECK(memoNamed(written.storage(), toText(memo.id).substr(0, 9)).memo == memo);
  CHECK(memoNamed(written.storage(), toText(written.coding.id)).isCodingsNote());
  CHECK(errorOf([&] { (void)memoNamed(written.storage(), "zz"); }) ==
        "there is no memo \"zz\" | see them with: retold memo PROJECT list");
}

namespace {

MemoRow rowOf(const char* text) {
  MemoRow row;
  row.memo.id = MemoId(*parseUuid("0f8fad5b-d9cb-469f-a165-70867728950e"));
  row.memo.text = text;
  row.memo.coder = "Ana";
  row.memo.time = *parseTimestamp("2026-05-12T10:00:00Z");
  return row;
}

std::string exported(std::string_view format, const std::vector<MemoRow>& rows) {
  for (const MemoFormat& each : memoFormats()) {
    if (each.name != format) continue;
    std::ostringstream out;
    each.write({"study.retold", "2026-05-13T08:00:00.000Z", "all", 1}, rows, out);
    return out.str();
  }
  FAIL("no format");
  return {};
}

}  // namespace

TEST_CASE("memos are written as a table that keeps lines and quotes") {
  CHECK(exported("csv", {rowOf("a \"b\",\nc")}) ==
        "id,about,name,code,quote,text,coder,time\r\n"
        "0f8fad5b-d9cb-469f-a165-70867728950e,project,,,,\"a \"\"b\"\",\nc\",Ana,"
        "2026-05-12T10:00:00.000Z\r\n");
}

TEST_CASE("memos are written as Markdown that shows what was typed") {
  CHECK(exported("md", {rowOf("# no heading\n- *kept* <as> it is")}) ==
        "# Memos of study.retold\n\n1 of 1 memo (all), written 2026-05-13T08:00:00.000Z.\n\n"
        "## the project\n\n\\# no heading\n\\- \\*kept\\* \\<as\\> it is\n\nAna, 2026-05-12\n");
}

TEST_CASE("memos are written as a page in which nothing of a memo is markup") {
  const std::string page = exported("html", {rowOf("<script>x</script>\n\nsecond")});
  CHECK(
      page.find("<p dir=\"auto\">&lt;script&gt;x&lt;/script&gt;</p>\n<p dir=\"auto\">second</p>") !=
      std::string::npos);
  CHECK(page.find("<script>") == std::string::npos);
}

TEST_CASE("what memos were chosen by is said in words") {
  MemoQuestion question;
  CHECK(selectionInWords(question) == "all");
  question.subject = MemoSubject::Code;
  question.coder = "Ana";
  question.words = "debt";
  question.from = parseTimestamp("2026-05-12T00:00:00Z");
  CHECK(selectionInWords(question) ==
        "about code, coder Ana, with the words debt, from 2026-05-12");
}
