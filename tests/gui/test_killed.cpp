#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>

#include "gui/strings.h"
#include "indexer/store/backends.h"
#include "queries/lexicon/codebooks.h"
#include "tests/gui/rich_project.h"

using namespace retold;

namespace {

/// "BEGIN END CODE" of a tag.
using Lines = std::multiset<std::string>;

QString projectIn(const QTemporaryDir& folder) {
  const QString path = folder.filePath(QStringLiteral("killed.retold"));
  const auto storage = createProject(toUtf8(path), builtinCodebook("retrafficking"), "Maker");
  std::string words;
  for (int i = 0; i < 60; ++i) words += "word" + std::to_string(i) + "é ";
  const auto import = storage->beginImport("Maker");
  Tokenizer tokenizer;
  NewText text =
      test::textOf("a.txt", {{"R", words.c_str(), SpeakerRole::Respondent}}, "en", "Latn");
  tokenizeForStore(text, tokenizer);
  (void)import->add(std::move(text));
  import->finish(false);
  return path;
}

Lines tagsOf(const Storage& storage) {
  std::map<CodeId, std::string> names;
  for (const Code& code : storage.codebook().codes) names.emplace(code.id, code.name);
  Lines lines;
  for (const Coding& coding : storage.codings({})) {
    lines.insert(std::to_string(coding.span.begin) + ' ' + std::to_string(coding.span.end) + ' ' +
                 names.at(coding.code));
  }
  return lines;
}

/// Lets the other program tag, kills it after so many lines and bytes of the next, and gives what
/// it acknowledged.
std::vector<std::string> tagUntilKilled(const QString& project, std::size_t first,
                                        std::size_t lines, std::size_t bytes) {
  QProcess tagger;
  tagger.setProcessChannelMode(QProcess::SeparateChannels);
  tagger.start(QStringLiteral(RETOLD_TAGGER), {project, QString::number(first)});
  REQUIRE(tagger.waitForStarted(-1));
  std::string read;
  const auto hasEnough = [&] {
    std::size_t at = 0;
    for (std::size_t line = 0; line < lines; ++line) {
      at = read.find('\n', at);
      if (at == std::string::npos) return false;
      ++at;
    }
    return read.size() >= at + bytes;
  };
  while (!hasEnough()) {
    REQUIRE(tagger.waitForReadyRead(-1));
    read += tagger.read(1 + static_cast<qint64>(bytes)).toStdString();
  }
  tagger.kill();
  REQUIRE(tagger.waitForFinished(-1));
  read += tagger.readAllStandardOutput().toStdString();
  CHECK(tagger.exitStatus() == QProcess::CrashExit);
  INFO(tagger.readAllStandardError().toStdString());
  std::vector<std::string> acknowledged;
  std::istringstream stream(read.substr(0, read.rfind('\n') + 1));
  for (std::string line; std::getline(stream, line);) acknowledged.push_back(line);
  return acknowledged;
}

void killInTheMiddleOfTagging(int rounds) {
  const QTemporaryDir folder;
  const QString project = projectIn(folder);
  std::mt19937 random(20241122);  // NOLINT: the same places in every run
  Lines acknowledged;
  for (int round = 0; round < rounds; ++round) {
    const std::size_t lines = random() % 12;
    const std::size_t bytes = random() % 40;
    std::size_t before = 0;
    {
      const auto storage = openProject(toUtf8(project), OpenMode::ReadOnly, "test");
      before = storage->codings({}).size();
    }
    for (std::string& line : tagUntilKilled(project, before, lines, bytes)) {
      acknowledged.insert(std::move(line));
    }
    const auto storage = openProject(toUtf8(project), OpenMode::Write, "test");
    const Lines there = tagsOf(*storage);
    INFO("round " << round);
    CHECK(std::includes(there.begin(), there.end(), acknowledged.begin(), acknowledged.end()));
    Progress progress;
    CHECK(storage->verify(progress).empty());
  }
  CHECK(!acknowledged.empty());
}

}  // namespace

TEST_CASE("killed in the middle of tagging, a project has every tag that was acknowledged") {
  killInTheMiddleOfTagging(5);
}

TEST_CASE("killed in the middle of tagging in a hundred places, nothing acknowledged is lost",
          "[.long]") {
  killInTheMiddleOfTagging(100);
}
