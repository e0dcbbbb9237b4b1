// A reading program with readers that do what real ones must not: for tests of ReaderPool and of
// the sandbox. Its formats are the names in kReaders.

#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include "indexer/reader/sandbox.h"
#include "indexer/reader/serve.h"

using namespace retold;

namespace {

int filesRead = 0;

void give(const ReadSink& sink, std::string text, std::string member = "") {
  ReadDocument document;
  document.text = std::move(text);
  document.member = std::move(member);
  sink(std::move(document));
}

ReadResult echo(std::string_view name, std::string_view bytes, const ReadOptions&,
                const ReadSink& sink) {
  ++filesRead;
  give(sink, std::string(name) + ": " + std::string(bytes));
  return {{{Severity::Note, std::string(name), 3, 0, "echoed"}}, {}};
}

/// "process 1234, file 2": how often a process is used again.
ReadResult whoReads(std::string_view, std::string_view, const ReadOptions&, const ReadSink& sink) {
  ++filesRead;
  give(sink, "process " + std::to_string(getpid()) + ", file " + std::to_string(filesRead));
  return {};
}

/// Gives documents, then dies, as often as it is asked.
ReadResult crash(std::string_view, std::string_view, const ReadOptions&, const ReadSink& sink) {
  give(sink, "one", "!1");
  give(sink, "two", "!2");
  signal(SIGSEGV, SIG_DFL);
  raise(SIGSEGV);
  std::abort();
}

/// Dies where its process has read another file, and gives its documents where it has not.
ReadResult crashUnlessFresh(std::string_view, std::string_view, const ReadOptions&,
                            const ReadSink& sink) {
  give(sink, "one", "!1");
  if (filesRead > 0) std::_Exit(3);
  ++filesRead;
  give(sink, "two", "!2");
  return {};
}

ReadResult hang(std::string_view, std::string_view, const ReadOptions&, const ReadSink&) {
  for (;;) pause();
}

ReadResult endless(std::string_view, std::string_view, const ReadOptions&, const ReadSink& sink) {
  for (;;) give(sink, std::string(1 << 20, 'x'), "!m");
}

ReadResult garbage(std::string_view, std::string_view, const ReadOptions&, const ReadSink&) {
  std::fputs("this is no message at all", stdout);
  std::fflush(stdout);
  for (;;) pause();
}

ReadResult throws(std::string_view, std::string_view, const ReadOptions&, const ReadSink&) {
  throw std::runtime_error("a surprise");
}

ReadResult eatMemory(std::string_view, std::string_view, const ReadOptions&, const ReadSink&) {
  throw std::bad_alloc();
}

/// Speaks before it has read the rest: nothing of `bytes` matters.
ReadResult large(std::string_view, std::string_view bytes, const ReadOptions&,
                 const ReadSink& sink) {
  ReadDocument document;
  document.member = "!copy";
  document.contained = std::string(bytes);
  sink(std::move(document));
  return {};
}

/// A line for each thing that a parser must not be able to do: "socket refused" or "socket works".
ReadResult probe(std::string_view, std::string_view folder, const ReadOptions&,
                 const ReadSink& sink) {
  std::string lines;
  const auto say = [&lines](const char* what, bool works) {
    lines += std::string(what) + (works ? " works\n" : " refused\n");
  };
  say("socket", socket(AF_INET, SOCK_STREAM, 0) >= 0);
  say("local socket", socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
  const std::string file = std::string(folder) + "/new.txt";
  say("writing", open(file.c_str(), O_WRONLY | O_CREAT, 0600) >= 0);
  const std::string secret = std::string(folder) + "/secret.txt";
  say("reading another file", open(secret.c_str(), O_RDONLY) >= 0);
  say("reading /proc", open("/proc/self/environ", O_RDONLY) >= 0);
  say("another process", fork() > 0);
  say("signals to others", kill(getppid(), 0) == 0);
  say("tracing", ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0);
  std::array<char*, 1> none{nullptr};
  say("another program", execve("/bin/true", none.data(), none.data()) == 0);
  say("reading fonts", open("/usr/share", O_RDONLY | O_DIRECTORY) >= 0);
  give(sink, lines);
  return {};
}

constexpr std::array kReaders{
    IsolatedReader{"echo", &echo},        IsolatedReader{"who", &whoReads},
    IsolatedReader{"crash", &crash},      IsolatedReader{"crash-unless-fresh", &crashUnlessFresh},
    IsolatedReader{"hang", &hang},        IsolatedReader{"endless", &endless},
    IsolatedReader{"garbage", &garbage},  IsolatedReader{"throws", &throws},
    IsolatedReader{"memory", &eatMemory}, IsolatedReader{"large", &large},
    IsolatedReader{"probe", &probe},
};

}  // namespace

int main() {
  const std::vector<Protection> protections = enterSandbox(0);
  std::_Exit(serve(stdin, stdout, kReaders, protections) ? 0 : 1);
}
