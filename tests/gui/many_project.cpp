#include "tests/gui/many_project.h"

#include <catch2/catch.hpp>
#include <string>

#include "gui/strings.h"
#include "indexer/store/backends.h"
#include "indexer/text/tokenizer.h"
#include "queries/lexicon/codebooks.h"
#include "queries/tag/tagging.h"
#include "tests/gui/rich_project.h"

namespace retold::test {

namespace {

constexpr int kOfEach = 10;
constexpr int kUnread = 4;

void add(Storage& storage, const std::string& name, const std::string& words) {
  const auto import = storage.beginImport("Maker");
  Tokenizer tokenizer;
  const std::string all = words + " This is file " + name + ".";
  NewText text = textOf(name + ".txt", {{"R", all.c_str(), SpeakerRole::Respondent}}, "en", "Latn");
  tokenizeForStore(text, tokenizer);
  (void)import->add(std::move(text));
  import->finish(false);
}

void judge(Storage& storage, const std::string& name, Verdict verdict) {
  Judgement judgement;
  judgement.subject = Subject::Document;
  judgement.subjectId = storage.documentNamed(name + ".txt")->id;
  judgement.verdict = verdict;
  decide(storage, judgement, "Ana");
}

}  // namespace

ManyProject::ManyProject() {
  REQUIRE(folder_.isValid());
  const auto storage = createProject(toUtf8(path()), builtinCodebook("retrafficking"), "Maker");
  const std::string sold = "I got away. Then he sold me again to a man in the port.";
  const std::string taken = "I was trafficked again in the city.";
  for (int i = 0; i < kOfEach; ++i) {
    add(*storage, "confirmed-" + std::to_string(i), sold);
    add(*storage, "rejected-" + std::to_string(i), taken);
    judge(*storage, "confirmed-" + std::to_string(i), Verdict::Confirm);
    if (i + 1 < kOfEach) judge(*storage, "rejected-" + std::to_string(i), Verdict::Reject);
  }
  for (int i = 0; i < kUnread; ++i) {
    add(*storage, "unread-" + std::to_string(i), i % 2 == 0 ? sold : taken);
  }
}

}  // namespace retold::test
