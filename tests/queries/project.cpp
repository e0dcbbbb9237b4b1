#include "tests/queries/project.h"

#include <catch2/catch.hpp>

#include "indexer/store/backends.h"
#include "indexer/store/index_tokenizer.h"
#include "indexer/store/sqlite.h"
#include "model/error.h"

namespace retold::test {

namespace fs = std::filesystem;

namespace {

Code codeOf(std::string_view name, std::string_view label, FactorKind kind, bool retired = false) {
  Code code;
  code.id = CodeId::create();
  code.name = name;
  code.label = label;
  code.kind = kind;
  code.retired = retired;
  return code;
}

Codebook testCodebook() {
  return {"test",
          "Test",
          {codeOf("risk/economic/poverty", "Poverty", FactorKind::Risk),
           codeOf("risk/economic/debt", "Debt", FactorKind::Risk),
           codeOf("protective/family/support", "Family support", FactorKind::Protective),
           codeOf("pattern/sold-again", "Sold again", FactorKind::Pattern),
           codeOf("protective/social/support", "Support", FactorKind::Protective),
           codeOf("risk/old/poverty", "Poverty", FactorKind::Risk, true)}};
}

std::vector<Turn> linesAsTurns(std::string_view content) {
  std::vector<Turn> turns;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::string_view line = content.substr(begin, end - begin);
    if (!line.empty()) {
      Turn turn;
      turn.span = turn.body = {begin, end};
      if (const std::size_t colon = line.find(": "); colon != line.npos) {
        turn.speaker = line.substr(0, colon);
        turn.body.begin = begin + colon + 2;
        turn.role = turn.speaker == "INT" ? SpeakerRole::Interviewer : SpeakerRole::Respondent;
      }
      turns.push_back(turn);
    }
    begin = end + 1;
  }
  return turns;
}

}  // namespace

NewText newText(std::string_view name, std::string_view content) {
  NewText text;
  text.name = name;
  text.format = "txt";
  text.reader = "txt 1";
  text.content = content;
  text.encoding = {"UTF-8", 1.0, false};
  text.turns = linesAsTurns(content);
  Tokenizer words;
  tokenizeForStore(text, words);
  return text;
}

TestProject::TestProject()
    : folder_(fs::temp_directory_path() / ("retold-test-" + toText(newUuid()))) {
  fs::create_directories(folder_);
  storage_ = createProject((folder_ / "study.retold").string(), testCodebook(), "Ana");
}

TestProject::~TestProject() {
  storage_.reset();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void TestProject::change(std::string_view name, std::string_view content) {
  NewText text = newText(name, content);
  const auto session = storage_->beginImport("Ana");
  REQUIRE(session->add(std::move(text)) == Added::NewText);
  session->finish(false);
}

DocumentId TestProject::add(std::string_view name, std::string_view content,
                            std::string_view caseName) {
  NewText text = newText(name, content);
  text.caseName = caseName;
  const auto session = storage_->beginImport("Ana");
  REQUIRE(session->add(std::move(text)) == Added::New);
  session->finish(false);
  return storage_->documentNamed(name)->id;
}

Text TestProject::text(std::string_view name) const {
  const auto document = storage_->documentNamed(name);
  REQUIRE(document);
  return *storage_->text(document->text);
}

Code TestProject::code(std::string_view name) const {
  for (const Code& code : storage_->codebook().codes)
    if (code.name == name) return code;
  FAIL("no code " << name);
  return {};
}

ByteSpan TestProject::place(std::string_view name, std::string_view quote) const {
  const std::size_t begin = text(name).content.find(quote);
  REQUIRE(begin != std::string::npos);
  return {begin, begin + quote.size()};
}

void TestProject::damage(const std::string& sql) {
  IndexTokenizer tokenizer;
  const Database database((folder_ / "study.retold").string(), FileAccess::Write);
  tokenizer.registerWith(database);
  database.run("PRAGMA foreign_keys=OFF");
  database.run(sql);
}

std::string describe(const std::exception& exception) {
  const auto* error = dynamic_cast<const Error*>(&exception);
  if (error == nullptr) return std::string("not an Error: ") + exception.what();
  return error->what() + (error->hint().empty() ? "" : " | " + error->hint());
}

}  // namespace retold::test
