#include "queries/notes/framework.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <sstream>

#include "model/error.h"
#include "queries/document/corrections.h"
#include "queries/notes/framework_export.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::TestProject;

namespace {

/// Case 017 of two documents, case 018 of one, and a document of no case. "risk/economic" is a code
/// above poverty and debt.
struct Tagged {
  TestProject project;
  Code economic = addEconomic();
  DocumentId anna = project.add("anna.txt", "R07: I had a debt and no work.\n", "017");
  DocumentId annaAgain = project.add("anna-2.txt", "R07: The debt is paid.\n", "017");
  DocumentId ben = project.add("ben.txt", "R08: No money, and my aunt took me in.\n", "018");
  DocumentId carla = project.add("carla.txt", "R09: We had no money at all.\n");
  Coding debt = tag("anna.txt", "a debt", "risk/economic/debt", "Ana");
  Coding paid = tag("anna-2.txt", "debt is paid", "risk/economic/debt", "Ben");
  Coding poor = tag("ben.txt", "No money", "risk/economic/poverty", "Ana");
  Coding aunt = tag("ben.txt", "my aunt", "protective/family/support", "Ana");
  Coding none = tag("carla.txt", "no money", "risk/economic/poverty", "Ana");

  Code addEconomic() {
    Code code;
    code.id = CodeId::create();
    code.name = "risk/economic";
    code.label = "Economic";
    ChangeSet set;
    set.coder = "Ana";
    set.action = "add code";
    set.changes.push_back({ChangeKind::Put, code});
    project.storage().apply(set);
    return code;
  }
  Coding tag(const char* name, const char* quote, const char* code, const char* coder) {
    return tagPassage(project.storage(), project.text(name).document, project.place(name, quote),
                      project.code(code), coder, "", std::nullopt);
  }
  CaseId person(const char* name) { return project.storage().caseNamed(name)->id; }
  CodeId code(const char* name) { return project.code(name).id; }
  FrameworkQuestion question() {
    FrameworkQuestion question;
    question.codes = {economic.id, code("protective/family/support")};
    question.coder = "Ana";
    return question;
  }
  Framework read(const FrameworkQuestion& question) {
    Progress progress;
    return readFramework(project.storage(), question, progress);
  }
};

std::uint64_t passagesIn(const Framework& framework, std::size_t row, std::size_t column) {
  const FrameworkCell* cell = framework.cell(row, column);
  return cell == nullptr ? 0 : cell->passages;
}

std::vector<std::string> names(const Framework& framework) {
  std::vector<std::string> names;
  for (const Framework::Row& row : framework.rows) names.push_back(row.name);
  return names;
}

}  // namespace

TEST_CASE("a framework counts the passages of each case with a code or one below it") {
  Tagged tagged;
  const Framework framework = tagged.read(tagged.question());
  CHECK(names(framework) == std::vector<std::string>{"017", "018"});
  CHECK(framework.cases == 2);
  CHECK(passagesIn(framework, 0, 0) == 2);
  CHECK(passagesIn(framework, 0, 1) == 0);
  CHECK(passagesIn(framework, 1, 0) == 1);
  CHECK(passagesIn(framework, 1, 1) == 1);
  CHECK(framework.waiting() == 3);
  CHECK(framework.summarised() == 0);
}

TEST_CASE("a framework shows cases with nothing when they are asked for, and own work only") {
  Tagged tagged;
  tagged.project.add("dora.txt", "R10: Nothing.\n", "019");
  FrameworkQuestion question = tagged.question();
  question.everyCase = true;
  CHECK(names(tagged.read(question)) == std::vector<std::string>{"017", "018", "019"});
  question.everyCase = false;
  question.onlyOwn = true;
  CHECK(passagesIn(tagged.read(question), 0, 0) == 1);
}

TEST_CASE("a framework looks at the documents that pass the filter and are not left out") {
  Tagged tagged;
  FrameworkQuestion question = tagged.question();
  question.documents = std::make_shared<const std::unordered_set<DocumentId>>(
      std::unordered_set{tagged.anna, tagged.carla});
  const Framework filtered = tagged.read(question);
  CHECK(names(filtered) == std::vector<std::string>{"017"});
  CHECK(passagesIn(filtered, 0, 0) == 1);
  question.everyCase = true;
  CHECK(names(tagged.read(question)) == std::vector<std::string>{"017"});
  leaveOut(tagged.project.storage(), *tagged.project.storage().documentNamed("ben.txt"),
           "withdrawn", "Ana");
  CHECK(names(tagged.read(tagged.question())) == std::vector<std::string>{"017"});
}

TEST_CASE("a summary is written, changed and taken away, each as one event") {
  Tagged tagged;
  Storage& storage = tagged.project.storage();
  const CaseId person = tagged.person("017");
  const CodeId code = tagged.economic.id;
  const auto written = writeSummary(storage, std::nullopt, person, code, " a debt, paid \n",
                                    {tagged.debt.id}, "Ana");
  REQUIRE(written);
  CHECK(written->text == "a debt, paid");
  CHECK(storage.summaries() == std::vector{*written});
  CHECK(tagged.read(tagged.question()).waiting() == 2);
  CHECK(tagged.read(tagged.question()).summarised() == 1);
  const std::string head = storage.chainHead();
  CHECK(writeSummary(storage, written, person, code, "a debt, paid", {tagged.debt.id}, "Ana") ==
        written);
  CHECK(storage.chainHead() == head);
  const auto linked = writeSummary(storage, written, person, code, "a debt, paid",
                                   {tagged.debt.id, tagged.paid.id}, "Ana");
  CHECK(storage.summaries().front().codings.size() == 2);
  CHECK_FALSE(writeSummary(storage, linked, person, code, "", {}, "Ana"));
  CHECK(storage.summaries().empty());
  CHECK(storage.undo("Ana")->action == "remove summary");
  CHECK(storage.undo("Ana")->action == "edit summary");
  CHECK(storage.undo("Ana")->action == "write summary");
  CHECK(storage.summaries().empty());
}

TEST_CASE("nothing said on an empty cell is no event") {
  Tagged tagged;
  Storage& storage = tagged.project.storage();
  const std::string head = storage.chainHead();
  CHECK_FALSE(writeSummary(storage, std::nullopt, tagged.person("017"), tagged.economic.id, " ", {},
                           "Ana"));
  CHECK(storage.chainHead() == head);
}

TEST_CASE("a summary is not written over what changed, nor over another coder's") {
  Tagged tagged;
  Storage& storage = tagged.project.storage();
  const CaseId person = tagged.person("017");
  const CodeId code = tagged.economic.id;
  const auto ana = writeSummary(storage, std::nullopt, person, code, "a debt", {}, "Ana");
  const auto ben = writeSummary(storage, std::nullopt, person, code, "paid", {}, "Ben");
  CHECK(errorOf([&] { writeSummary(storage, ben, person, code, "mine", {}, "Ana"); }) ==
        "this summary is Ben's | only its writer changes a summary; write one of your own; "
        "nothing was changed");
  CHECK(errorOf([&] { writeSummary(storage, std::nullopt, person, code, "new", {}, "Ana"); }) ==
        "this summary was changed in the meantime | look at it again; nothing was changed");
  storage.undo("Ana");
  CHECK(errorOf([&] { writeSummary(storage, ana, person, code, "more", {}, "Ana"); }) ==
        "this summary is no longer in the project | look at it again; nothing was changed");
  const Framework framework = tagged.read(tagged.question());
  CHECK(framework.cell(0, 0)->others == 1);
  CHECK(framework.cell(0, 0)->waits());
}

TEST_CASE("a cell has its case's passages with the code, and says which are linked or gone") {
  Tagged tagged;
  Storage& storage = tagged.project.storage();
  const CaseId person = tagged.person("017");
  writeSummary(storage, std::nullopt, person, tagged.economic.id, "a debt, paid",
               {tagged.debt.id, tagged.paid.id}, "Ana");
  writeSummary(storage, std::nullopt, person, tagged.economic.id, "debts", {}, "Ben");
  untag(storage, tagged.paid, "Ben");
  const FrameworkCellFile file = readCell(storage, person, tagged.economic.id, tagged.question());
  REQUIRE(file.passages.size() == 1);
  CHECK(file.passages.front() ==
        FrameworkPassage{tagged.debt, "anna.txt", "risk/economic/debt", true});
  CHECK(file.summary->text == "a debt, paid");
  CHECK(file.removed == 1);
  REQUIRE(file.others.size() == 1);
  CHECK(file.others.front().coder == "Ben");
}

TEST_CASE("making a framework can be stopped") {
  struct Stopping : Progress {
    bool cancelled() const override { return true; }
  } stopping;
  Tagged tagged;
  CHECK(errorOf([&] {
          (void)readFramework(tagged.project.storage(), tagged.question(), stopping);
        }) == "the framework was not made");
}

TEST_CASE("a framework counts as one would by looking at every coding", "[oracle]") {
  Tagged tagged;
  Storage& storage = tagged.project.storage();
  std::mt19937 random(11);
  const std::vector<const char*> codes{"risk/economic/debt", "risk/economic/poverty",
                                       "protective/family/support", "pattern/sold-again"};
  std::string content = "R: ";
  for (int word = 0; word < 40; ++word) content += "w" + std::to_string(100 + word) + ' ';
  for (int person = 0; person < 6; ++person) {
    const std::string name = "p" + std::to_string(person) + ".txt";
    const DocumentId id = tagged.project.add(name, content + std::to_string(person) + "\n",
                                             std::to_string(person % 4));
    for (int tag = 0; tag < 12; ++tag) {
      const std::uint64_t begin = 3 + 5 * (random() % 40);
      try {
        tagPassage(storage, id, {begin, begin + 4}, tagged.project.code(codes[random() % 4]),
                   random() % 2 == 0 ? "Ana" : "Ben", "", std::nullopt);
      } catch (const Error& error) {
        REQUIRE(error.kind() == ErrorKind::Refused);  // the same passage twice
      }
    }
  }
  const Framework framework = tagged.read(tagged.question());
  std::map<std::pair<std::string, std::size_t>, std::uint64_t> wanted;
  for (const Coding& coding : storage.codings({})) {
    const auto document = storage.document(coding.document);
    if (!document->caseId) continue;
    const std::string person = storage.person(*document->caseId)->name;
    for (const Code& code : storage.codebook().codes) {
      if (code.id != coding.code) continue;
      if (code.name.starts_with("risk/economic")) ++wanted[{person, 0}];
      if (code.name == "protective/family/support") ++wanted[{person, 1}];
    }
  }
  std::map<std::pair<std::string, std::size_t>, std::uint64_t> found;
  for (std::size_t row = 0; row < framework.rows.size(); ++row) {
    for (std::size_t column = 0; column < 2; ++column) {
      if (const std::uint64_t count = passagesIn(framework, row, column); count > 0) {
        found[{framework.rows[row].name, column}] = count;
      }
    }
  }
  CHECK(found == wanted);
}

namespace {

std::string exported(Tagged& tagged, std::string_view format) {
  Progress progress;
  FrameworkExport matrix =
      collectFramework(tagged.project.storage(), tagged.question(), "study.retold", progress);
  matrix.made = "2026-05-13T08:00:00.000Z";
  for (const FrameworkFormat& each : frameworkFormats()) {
    if (each.name != format) continue;
    std::ostringstream out;
    each.write(matrix, out);
    return out.str();
  }
  FAIL("no format");
  return {};
}

}  // namespace

TEST_CASE("a framework is written as a table of summaries") {
  Tagged tagged;
  writeSummary(tagged.project.storage(), std::nullopt, tagged.person("018"), tagged.economic.id,
               "no money, \"none\"", {tagged.poor.id}, "Ana");
  CHECK(exported(tagged, "csv") ==
        "case,risk/economic,protective/family/support\r\n"
        "017,,\r\n"
        "018,\"no money, \"\"none\"\"\",\r\n");
}

TEST_CASE("a framework is written as a page with the passages and what is not summed up") {
  Tagged tagged;
  writeSummary(tagged.project.storage(), std::nullopt, tagged.person("018"), tagged.economic.id,
               "<none>", {tagged.poor.id}, "Ana");
  const std::string page = exported(tagged, "html");
  const auto has = [&](const char* part) { return page.find(part) != std::string::npos; };
  CHECK(has("<p dir=\"auto\">&lt;none&gt;</p>"));
  CHECK(has("“No money” <small><bdi>ben.txt</bdi>, bytes 5 to 13</small>"));
  CHECK(has("<p><small>2 passages, not summed up</small></p>"));
  CHECK(has("NOT DEPERSONALISED"));
}
