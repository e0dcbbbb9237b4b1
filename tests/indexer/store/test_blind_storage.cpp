#include "indexer/store/blind_storage.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/indexer/store/project.h"

namespace retold {
namespace {

using test::Folder;

/// What each of two coders did in one project, of every kind that has a coder.
class TwoCoders {
 public:
  TwoCoders() : storage_(test::makeProject(folder_)) {
    test::importTexts(*storage_, {{"a.txt", "R: they sold me again\n"}, {"b.txt", "R: maize\n"}});
    document_ = storage_->documentNamed("a.txt")->id;
    for (const char* coder : {"Ana", "Ben"}) doAll(coder);
  }

  const Storage& storage() const { return *storage_; }
  std::unique_ptr<Storage> asAnaSees() const { return blindView(*storage_, "Ana"); }
  DocumentId document() const { return document_; }

 private:
  void doAll(const std::string& coder) {
    const Coding coding = test::codingOf(*storage_, "a.txt", "sold me", coder);
    test::put(*storage_, coding, "tag", coder);
    Decision decision;
    decision.id = DecisionId::create();
    decision.subjectId = document_;
    decision.question = "prior-trafficking";
    decision.coder = coder;
    decision.verdict = Verdict::Confirm;
    decision.time = now();
    test::put(*storage_, decision, "confirm", coder);
    test::put(*storage_, Memo{MemoId::create(), document_, "a thought of " + coder, coder, now()},
              "write", coder);
    Concern concern;
    concern.id = ConcernId::create();
    concern.document = document_;
    concern.text = coding.text;
    concern.span = coding.span;
    concern.quote = coding.quote;
    concern.coder = coder;
    concern.time = now();
    test::put(*storage_, concern, "raise", coder);
    ResultSet set;
    set.id = ResultSetId::create();
    set.name = "found by " + coder;
    set.coder = coder;
    set.time = now();
    test::put(*storage_, set, "keep", coder);
  }

  Folder folder_;
  std::unique_ptr<Storage> storage_;
  DocumentId document_;
};

template <class Noun>
std::vector<std::string> codersOf(const std::vector<Noun>& all) {
  std::vector<std::string> coders;
  for (const Noun& each : all) coders.push_back(each.coder);
  return coders;
}

using Names = std::vector<std::string>;

TEST_CASE("a blind reader sees of every kind only what is theirs") {
  const TwoCoders project;
  REQUIRE(project.storage().decisions().size() == 2);
  const auto seen = project.asAnaSees();
  CHECK(codersOf(seen->decisions()) == Names{"Ana"});
  CHECK(codersOf(seen->codings({})) == Names{"Ana"});
  CHECK(codersOf(seen->memos()) == Names{"Ana"});
  CHECK(codersOf(seen->concerns()) == Names{"Ana"});
  CHECK(codersOf(seen->resultSets()) == Names{"Ana"});
}

TEST_CASE("a blind reader cannot ask for the codings of another coder") {
  const TwoCoders project;
  const auto seen = project.asAnaSees();
  CHECK(seen->codings({{}, {}, "Ben"}).empty());
  CHECK(codersOf(seen->codings({project.document(), {}, "Ana"})) == Names{"Ana"});
}

TEST_CASE("how often codes are used counts only one's own codings for a blind reader") {
  const TwoCoders project;
  REQUIRE(project.storage().codeUses().size() == 1);
  CHECK(project.storage().codeUses().front().codings == 2);
  const auto uses = project.asAnaSees()->codeUses();
  REQUIRE(uses.size() == 1);
  CHECK(uses.front().codings == 1);
  CHECK(uses.front().documents == 1);
  CHECK(uses.front().code == project.storage().codeUses().front().code);
  CHECK(blindView(project.storage(), "Eva")->codeUses().empty());
}

TEST_CASE("the history of a blind reader holds only their own events, in any page") {
  const TwoCoders project;
  const auto seen = project.asAnaSees();
  const auto own = seen->events(1, 100);
  const auto all = project.storage().events(1, 100);
  const auto ofBen = std::count_if(all.begin(), all.end(),
                                   [](const Event& event) { return event.coder == "Ben"; });
  REQUIRE(ofBen == 5);
  REQUIRE(own.size() + 5 == all.size());
  for (const Event& event : own) CHECK(event.coder == "Ana");
  std::uint64_t from = 1;
  for (const Event& event : own) {
    const auto page = seen->events(from, 1);
    REQUIRE(page.size() == 1);
    CHECK(page.front().id == event.id);
    from = page.front().number + 1;
  }
  CHECK(seen->events(from, 1).empty());
  CHECK_FALSE(seen->nextUndo("Ben"));
  CHECK(seen->nextUndo("Ana"));
}

TEST_CASE("a blind view shows documents and the codebook as they are, and changes nothing") {
  const TwoCoders project;
  const auto seen = project.asAnaSees();
  CHECK(seen->documentCount() == 2);
  CHECK(seen->codebook().codes.size() == project.storage().codebook().codes.size());
  CHECK_THROWS(seen->undo("Ana"));
  CHECK_THROWS(seen->apply({}));
  CHECK(project.storage().decisions().size() == 2);
}

}  // namespace
}  // namespace retold
