#include <chrono>
#include <cstdlib>
#include <iostream>
#include <new>
#include <vector>

#include "cli/command.h"
#include "indexer/system.h"
#include "model/error.h"

namespace {

using namespace retold;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

int failed(Console& console, const std::string& message, const std::string& hint, int code) {
  console.progress.clear();
  console.out.flush();
  console.err << "retold: " << message << '\n';
  if (!hint.empty()) console.err << hint << '\n';
  return code;
}

int run(std::span<const std::string_view> arguments, Console& console) {
  try {
    const int code = runProgram(arguments, console);
    console.progress.clear();
    if (!console.out.flush()) {
      return failed(console, "not all results could be written to standard output",
                    "is the disk full?", kFailed);
    }
    return code;
  } catch (const Error& error) {
    return failed(console, error.what(), error.hint(),
                  error.kind() == ErrorKind::Usage ? kWrongUsage : kFailed);
  } catch (const std::bad_alloc&) {
    return failed(console, "there is not enough memory", "close other programs and try again",
                  kFailed);
  } catch (const std::exception& error) {
    return failed(console, std::string("something unexpected went wrong: ") + error.what(),
                  "what was saved is safe; please report this with the command that you typed",
                  kFailed);
  }
}

}  // namespace

int main(int count, char** words) {
  keepFreedMemory();
  std::ios::sync_with_stdio(false);
  installInterruptHandler();
  constexpr int standardOutput = 1;
  constexpr int standardError = 2;
  ProgressBar progress(std::cerr, isTerminal(standardError), &std::chrono::steady_clock::now,
                       &interrupted);
  Console console{std::cout, std::cerr, progress};
  console.terminal = isTerminal(standardOutput);
  const char* noColour = std::getenv("NO_COLOR");
  console.colour = console.terminal && (noColour == nullptr || *noColour == '\0');
  console.user = userName();
  const std::vector<std::string_view> arguments(words + 1, words + count);
  return run(arguments, console);
}
