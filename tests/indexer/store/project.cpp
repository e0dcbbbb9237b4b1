#include "tests/indexer/store/project.h"

#include <catch2/catch.hpp>

#include "indexer/store/index_tokenizer.h"
#include "indexer/store/sqlite.h"
#include "model/error.h"

namespace retold::test {

namespace fs = std::filesystem;

Folder::Folder() : path_(fs::temp_directory_path() / ("retold-test-" + toText(newUuid()))) {
  fs::create_directories(path_);
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Codebook smallCodebook() {
  Codebook codebook{"small", "Small", {}};
  for (const char* name : {"risk/poverty", "risk/debt"}) {
    Code code;
    code.id = CodeId::create();
    code.name = name;
    code.label = name;
    code.kind = FactorKind::Risk;
    code.stages = {"PRE", "EXP"};
    codebook.codes.push_back(code);
  }
  return codebook;
}

NewText newText(std::string_view name, std::string_view content) {
  NewText text;
  text.name = name;
  text.format = "txt";
  text.reader = "txt 1";
  text.content = content;
  text.encoding = {"UTF-8", 1.0, false};
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find('\n', begin), content.size());
    const std::string_view line = content.substr(begin, end - begin);
    if (line.find_first_not_of(" \t") != line.npos) {
      Turn turn;
      turn.span = {begin, end};
      turn.body = turn.span;
      const std::size_t colon = line.find(": ");
      if (colon != line.npos) {
        turn.speaker = line.substr(0, colon);
        turn.body.begin = begin + colon + 2;
        turn.role = turn.speaker == "INT" ? SpeakerRole::Interviewer : SpeakerRole::Respondent;
      }
      text.turns.push_back(turn);
    }
    begin = end + 1;
  }
  Tokenizer words;
  tokenizeForStore(text, words);
  return text;
}

std::unique_ptr<Storage> makeProject(const Folder& folder, std::string_view name) {
  return createProject(folder.path(name), smallCodebook(), "Ana");
}

void importTexts(Storage& storage,
                 const std::vector<std::pair<std::string, std::string>>& namesAndContents) {
  const auto session = storage.beginImport("Ana");
  for (const auto& [name, content] : namesAndContents) session->add(newText(name, content));
  session->finish(false);
}

Text textOf(const Storage& storage, std::string_view name) {
  const auto document = storage.documentNamed(name);
  REQUIRE(document);
  const auto text = storage.text(document->text);
  REQUIRE(text);
  return *text;
}

Coding codingOf(const Storage& storage, std::string_view name, std::string_view quote,
                std::string_view coder) {
  const Text text = textOf(storage, name);
  const std::size_t begin = text.content.find(quote);
  REQUIRE(begin != std::string::npos);
  Coding coding;
  coding.id = CodingId::create();
  coding.document = text.document;
  coding.text = text.id;
  coding.span = {begin, begin + quote.size()};
  coding.quote = quote;
  coding.code = storage.codebook().codes.front().id;
  coding.coder = coder;
  coding.time = {1700000000000};
  return coding;
}

Event put(Storage& storage, const Object& object, std::string_view action, std::string_view coder) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = action;
  changes.changes.push_back({ChangeKind::Put, object});
  return storage.apply(changes);
}

Event remove(Storage& storage, const Object& object, std::string_view action,
             std::string_view coder) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = action;
  changes.changes.push_back({ChangeKind::Remove, object});
  return storage.apply(changes);
}

std::string describe(const Folder& folder, const std::exception& exception) {
  const auto* error = dynamic_cast<const Error*>(&exception);
  if (error == nullptr) return std::string("not an Error: ") + exception.what();
  constexpr std::array kinds{"Usage",   "NotFound",  "NotAProject", "NewerProject", "ReadOnly",
                             "Locked",  "DiskFull",  "Io",          "Conflict",     "StaleIndex",
                             "Refused", "Cancelled", "Internal"};
  std::string text = std::string(kinds.at(static_cast<std::size_t>(error->kind()))) + ": " +
                     error->what() + (error->hint().empty() ? "" : " | " + error->hint());
  const std::string path = folder.path().string();
  for (std::size_t at = text.find(path); at != text.npos; at = text.find(path)) {
    text.replace(at, path.size(), "@");
  }
  return text;
}

void checkSound(const Storage& storage) {
  Progress progress;
  std::string found;
  for (const Diagnostic& each : storage.verify(progress)) found += toText(each) + "\n";
  CHECK(found.empty());
}

void tamper(const std::string& file, const std::string& sql) {
  IndexTokenizer tokenizer;
  const Database database(file, FileAccess::Write);
  tokenizer.registerWith(database);
  database.run("PRAGMA foreign_keys=OFF");
  database.run(sql);
}

}  // namespace retold::test
