#include "cli/progress_bar.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace retold;
using namespace std::chrono_literals;

namespace {

struct Fixture {
  std::ostringstream out;
  std::chrono::steady_clock::time_point time{};
  bool stop = false;
  std::string taken() {
    std::string text = out.str();
    out.str({});
    return text;
  }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "work of less than a second shows no progress") {
  ProgressBar bar(
      out, true, [this] { return time; }, [] { return false; });
  bar.report("files", 0, 10);
  time += 999ms;
  bar.report("files", 9, 10);
  bar.clear();
  CHECK(taken().empty());
}

TEST_CASE_METHOD(Fixture, "after a second the line says count, rate and time left") {
  ProgressBar bar(
      out, true, [this] { return time; }, [] { return false; });
  bar.report("files", 0, 14000);
  time += 2s;
  bar.report("files", 2800, 14000);
  CHECK(taken() == "\r\033[Kfiles 2,800 of 14,000 (20 %), 1,400 a second, 8 s left");
  bar.clear();
  CHECK(taken() == "\r\033[K");
}

TEST_CASE_METHOD(Fixture, "the line is redrawn at most ten times a second") {
  ProgressBar bar(
      out, true, [this] { return time; }, [] { return false; });
  bar.report("files", 0, 0);
  time += 1s;
  bar.report("files", 10, 0);
  CHECK(taken() == "\r\033[Kfiles 10, 10 a second");
  time += 99ms;
  bar.report("files", 11, 0);
  CHECK(taken().empty());
  time += 1ms;
  bar.report("files", 12, 0);
  CHECK(taken() == "\r\033[Kfiles 12, 10 a second");
}

TEST_CASE_METHOD(Fixture, "another kind of work has a second of its own") {
  ProgressBar bar(
      out, true, [this] { return time; }, [] { return false; });
  bar.report("files", 0, 2);
  time += 1s;
  bar.report("documents", 1, 2);
  CHECK(taken().empty());
}

TEST_CASE_METHOD(Fixture, "where there is no terminal nothing is drawn") {
  ProgressBar bar(
      out, false, [this] { return time; }, [] { return false; });
  bar.report("files", 0, 10);
  time += 5s;
  bar.report("files", 5, 10);
  bar.clear();
  CHECK(taken().empty());
}

TEST_CASE_METHOD(Fixture, "work learns that the user asked to stop") {
  ProgressBar bar(
      out, true, [this] { return time; }, [this] { return stop; });
  CHECK_FALSE(bar.cancelled());
  stop = true;
  CHECK(bar.cancelled());
}

TEST_CASE("long times are told in minutes and hours") {
  CHECK(progressLine("files", 1, 100, 1s) == "files 1 of 100 (1 %), 1 a second, 1 min 39 s left");
  CHECK(progressLine("files", 1, 10000, 1s) ==
        "files 1 of 10,000 (0 %), 1 a second, 2 h 46 min left");
  CHECK(progressLine("files", 100, 100, 10s) == "files 100 of 100 (100 %), 10 a second");
  CHECK(progressLine("files", 0, 100, 0s) == "files 0 of 100 (0 %)");
}
