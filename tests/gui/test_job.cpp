#include <QCoreApplication>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <catch2/catch.hpp>

#include "gui/job.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;

TEST_CASE("a job works in another thread and delivers in the thread of its owner") {
  std::thread::id worker;
  std::thread::id receiver;
  std::unique_ptr<int> result;
  Job<std::unique_ptr<int>> job(
      [&](Progress&) {
        worker = std::this_thread::get_id();
        return std::make_unique<int>(7);
      },
      [&](std::unique_ptr<int> value) {
        receiver = std::this_thread::get_id();
        result = std::move(value);
      },
      [](const Problem&) { FAIL("nothing went wrong"); });
  REQUIRE(becomes([&] { return job.isFinished(); }));
  REQUIRE(result);
  CHECK(*result == 7);
  CHECK(worker != std::this_thread::get_id());
  CHECK(receiver == std::this_thread::get_id());
}

TEST_CASE("an error in a job reaches the receiver with its hint") {
  std::optional<Problem> problem;
  Job<int> job([](Progress&) -> int { throw Error(ErrorKind::Locked, "It is locked.", "Wait."); },
               [](int) { FAIL("there is no result"); },
               [&](const Problem& told) { problem = told; });
  REQUIRE(becomes([&] { return problem.has_value(); }));
  CHECK(problem->kind == ErrorKind::Locked);
  CHECK(problem->what == QStringLiteral("It is locked."));
  CHECK(problem->hint == QStringLiteral("Wait."));
}

TEST_CASE("a fault of our own is told as one") {
  const auto problem = attempt([] { throw std::runtime_error("no such row"); });
  REQUIRE(problem);
  CHECK(problem->kind == ErrorKind::Internal);
  CHECK(problem->what == QStringLiteral("Something went wrong inside Retold: no such row"));
  CHECK(problem->hint == QStringLiteral("Please report this text. What was saved before is safe."));
  CHECK(!attempt([] {}));
}

TEST_CASE("a job that is deleted is told to stop, and delivers nothing") {
  std::atomic<bool> stopped = false;
  auto job = std::make_unique<Job<int>>(
      [&](Progress& progress) {
        while (!progress.cancelled()) std::this_thread::yield();
        stopped = true;
        return 1;
      },
      [](int) { FAIL("nobody wants it any more"); },
      [](const Problem&) { FAIL("nobody wants it any more"); });
  job.reset();
  CHECK(stopped);
  QCoreApplication::processEvents();
}

TEST_CASE("the last report of a job's progress always arrives") {
  quint64 seen = 0;
  Job<int> job(
      [](Progress& progress) {
        for (std::uint64_t i = 1; i <= 1000; ++i) progress.report("documents", i, 1000);
        return 0;
      },
      [](int) {}, [](const Problem&) {});
  int news = 0;
  QObject::connect(&job, &JobBase::progressed, &job, [&](const QString&, quint64 done, quint64) {
    seen = done;
    ++news;
  });
  REQUIRE(becomes([&] { return job.isFinished(); }));
  CHECK(seen == 1000);
  CHECK(news < 1000);
}
