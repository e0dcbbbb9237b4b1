// What libFuzzer calls: RETOLD_FUZZ_TARGET names the target.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/targets.h"

namespace {

retold::FuzzTarget chosenTarget() {
  const char* name = std::getenv("RETOLD_FUZZ_TARGET");
  for (retold::FuzzTarget& target : retold::fuzzTargets()) {
    if (name && target.name == name) return target;
  }
  std::fputs("RETOLD_FUZZ_TARGET has to be one of:", stderr);
  for (const retold::FuzzTarget& target : retold::fuzzTargets()) {
    std::fprintf(stderr, " %s", target.name.c_str());
  }
  std::fputc('\n', stderr);
  std::exit(2);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const retold::FuzzTarget target = chosenTarget();
  try {
    target.feed({reinterpret_cast<const char*>(data), size});
  } catch (const retold::BrokenPromise& broken) {
    std::fprintf(stderr, "%s: not kept: %s\n", target.name.c_str(), broken.what.c_str());
    std::abort();
  }
  return 0;
}
