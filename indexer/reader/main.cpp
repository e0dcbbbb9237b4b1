#include <charconv>
#include <clocale>
#include <cstdlib>
#include <string_view>

#include "indexer/reader/sandbox.h"
#include "indexer/reader/serve.h"

/// retold-reader [--memory BYTES]: started by Retold, not by people. Speaks indexer/import/
/// reader_protocol.h on standard input and output.
int main(int count, char** words) {
  using namespace retold;
  std::uint64_t memory = ReadLimits{}.memory;
  if (count == 3 && std::string_view(words[1]) == "--memory") {
    const std::string_view value = words[2];
    std::from_chars(value.data(), value.data() + value.size(), memory);
  }
  // Names in archives are taken for UTF-8, whatever the user's locale is.
  std::setlocale(LC_CTYPE, "C.UTF-8");
  const std::vector<Protection> protections = enterSandbox(memory);
  const bool good = serve(stdin, stdout, isolatedReaders(), protections);
  // Without destructors of libraries, which were not made for a locked-in process.
  std::_Exit(good ? EXIT_SUCCESS : EXIT_FAILURE);
}
