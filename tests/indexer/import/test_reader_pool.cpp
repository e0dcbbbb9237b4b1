#include "indexer/import/reader_pool.h"

#include <array>
#include <catch2/catch.hpp>
#include <thread>

#include "model/error.h"
#include "tests/indexer/import/folder.h"

using namespace retold;
using retold::test::FileFolder;

namespace {

/// What a read of one file by the misbehaving program gave.
struct Answer {
  std::vector<std::string> texts;
  ReadResult result;
};

ReadOptions quick() {
  ReadOptions options;
  options.limits.seconds = 1;
  options.limits.unpacked = 8 << 20;
  options.limits.text = 1 << 20;
  return options;
}

Answer readBy(ReaderPool& pool, std::string_view format, std::string_view bytes = "bytes",
              const ReadOptions& options = {}) {
  Answer answer;
  answer.result = pool.read(format, "a." + std::string(format), bytes, options,
                            [&answer](ReadDocument&& document) {
                              answer.texts.push_back(document.member + document.text);
                            });
  return answer;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a reading process gives what its reader gives") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  const Answer answer = readBy(pool, "echo");
  CHECK(answer.texts == Texts{"a.echo: bytes"});
  CHECK_FALSE(answer.result.unreadable);
  REQUIRE(answer.result.diagnostics.size() == 1);
  CHECK(toText(answer.result.diagnostics[0]) == "a.echo:3: note: echoed");
}

TEST_CASE("a reading process serves many files and is replaced after some hundred") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  const std::string first = readBy(pool, "who").texts.at(0);
  const std::string process = first.substr(0, first.find(','));
  CHECK(readBy(pool, "who").texts == Texts{process + ", file 2"});
  std::string last;
  for (int i = 0; i < 400; ++i) last = readBy(pool, "who").texts.at(0);
  CHECK(last.substr(0, last.find(',')) != process);
}

TEST_CASE("a crash takes one file, which keeps what it gave, once") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  readBy(pool, "echo");
  const Answer answer = readBy(pool, "crash");
  CHECK(answer.texts == Texts{"!1one", "!2two"});
  CHECK(answer.result.unreadable ==
        "the reader of crash files crashed on it (signal 11); the file may be damaged: open it in "
        "the program that made it, save it again and import that; other files are not affected");
  CHECK(readBy(pool, "echo").texts == Texts{"a.echo: bytes"});
}

TEST_CASE("a file on which a used process crashes is read in a fresh one") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  readBy(pool, "echo");
  const Answer answer = readBy(pool, "crash-unless-fresh");
  CHECK(answer.texts == Texts{"!1one", "!2two"});
  CHECK_FALSE(answer.result.unreadable);
}

TEST_CASE("a file that takes too long is given up") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  CHECK(readBy(pool, "hang", "x", quick()).result.unreadable ==
        "reading it took more than 1 second and was given up; the option --seconds sets another "
        "limit");
  CHECK(readBy(pool, "echo").texts == Texts{"a.echo: bytes"});
}

TEST_CASE("a reader that never stops giving is stopped") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  ReadOptions options = quick();
  options.limits.unpacked = 1 << 20;
  const Answer answer = readBy(pool, "endless", "x", options);
  CHECK(answer.texts.size() < 300);
  CHECK(answer.result.unreadable ==
        "it unpacks to more than 1 MiB or to more than 100000 files; the options "
        "--largest-unpacked and --most-members set other limits");
}

TEST_CASE("an answer that is no message makes the file unreadable") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  CHECK(readBy(pool, "garbage").result.unreadable ==
        "the reader of garbage files gave an answer that cannot be understood; the file may be "
        "damaged: open it in the program that made it, save it again and import that; other files "
        "are not affected");
}

TEST_CASE("what a reader throws, and memory that runs out, are told") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  CHECK(readBy(pool, "throws").result.unreadable ==
        "the reader of throws files gave it up (a surprise); the file may be damaged: open it in "
        "the program that made it, save it again and import that");
  CHECK(readBy(pool, "memory").result.unreadable ==
        "reading it takes more than 2 GiB of memory; the option --memory sets another limit");
  CHECK(readBy(pool, "echo").texts == Texts{"a.echo: bytes"});
  CHECK(readBy(pool, "none").result.unreadable == "this build of Retold cannot read none files");
}

TEST_CASE("large files go both ways without a standstill") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  std::string bytes(20 << 20, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 31 / 7);
  std::size_t equal = 0;
  const auto check = [&](ReadDocument&& document) {
    if (document.contained == bytes) ++equal;
  };
  CHECK_FALSE(pool.read("large", "a", bytes, {}, check).unreadable);
  CHECK(equal == 1);
}

TEST_CASE("a file within a file is read while the outer one waits") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  Texts texts;
  pool.read("large", "outer", "inner bytes", {}, [&](ReadDocument&& outer) {
    pool.read("echo", "inner", *outer.contained, {},
              [&](ReadDocument&& inner) { texts.push_back(inner.text); });
  });
  CHECK(texts == Texts{"inner: inner bytes"});
}

TEST_CASE("threads read side by side, each what it asked for") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  std::array<int, 4> good{};
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < good.size(); ++t) {
    threads.emplace_back([&pool, &good, t] {
      for (int i = 0; i < 30; ++i) {
        const std::string bytes = std::to_string(t) + "." + std::to_string(i);
        const Answer answer = readBy(pool, "echo", bytes);
        if (answer.texts == Texts{"a.echo: " + bytes}) ++good.at(t);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(good == std::array<int, 4>{30, 30, 30, 30});
}

TEST_CASE("the user need not wait for a file that hangs") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  int looks = 0;
  const auto stop = [&looks] { return ++looks > 3; };
  CHECK_THROWS_AS(pool.read(
                      "hang", "a", "x", {}, [](ReadDocument&&) {}, stop),
                  ReadingStopped);
  CHECK(readBy(pool, "echo").texts == Texts{"a.echo: bytes"});
}

TEST_CASE("what the receiver throws passes through, and the pool goes on") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  CHECK_THROWS_AS(
      pool.read("endless", "a", "x", {},
                [](ReadDocument&&) { throw Error(ErrorKind::DiskFull, "the disk is full"); }),
      Error);
  CHECK(readBy(pool, "echo").texts == Texts{"a.echo: bytes"});
}

TEST_CASE("a program that is not there, or speaks otherwise, makes files unreadable") {
  ReaderPool missing({}, "/nowhere/retold-reader");
  CHECK(readBy(missing, "pdf").result.unreadable == "there is no program /nowhere/retold-reader");
  CHECK_THROWS_AS(missing.protections(), Error);
  ReaderPool other({}, "/bin/echo");
  CHECK(readBy(other, "pdf").result.unreadable ==
        "the program retold-reader, which reads this format, does not work, or is not of the same "
        "version as this program; install Retold again");
}

TEST_CASE("a parser that was taken over has no network, no files and no other programs") {
  ReaderPool pool({}, RETOLD_FAKE_READER);
  const FileFolder folder;
  folder.write("secret.txt", "testimony");
  bool calls = false, files = false, sanitized = false;
  for (const Protection& protection : pool.protections()) {
    if (protection.name == "calls") calls = protection.on;
    if (protection.name == "files") files = protection.on;
    if (protection.remark.find("sanitizers") != std::string::npos) sanitized = true;
    if (!protection.on) WARN(protection.name << " is off here: " << protection.remark);
  }
  const Answer answer = readBy(pool, "probe", folder.path().string());
  CHECK_FALSE(std::filesystem::exists(folder / "new.txt"));
  REQUIRE(answer.texts.size() == 1);
  const std::string& lines = answer.texts[0];
  const auto refused = [&lines](std::string_view what) {
    return lines.find(std::string(what) + " refused\n") != std::string::npos;
  };
  if (calls) {
    for (const auto* what : {"socket", "local socket", "writing", "another process",
                             "signals to others", "tracing", "another program"}) {
      INFO(what);
      CHECK(refused(what));
    }
  }
  if (files) {
    CHECK(refused("reading another file"));
    CHECK(refused("reading /proc") != sanitized);
    CHECK_FALSE(refused("reading fonts"));
  }
}
