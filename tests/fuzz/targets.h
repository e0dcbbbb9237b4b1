#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What hostile bytes are fed to: by libFuzzer (`./dev fuzz`), and by the ordinary tests with the
/// inputs under tests/data/fuzz. A target checks what its function promises for any bytes.
namespace retold {

struct FuzzTarget {
  std::string name;  ///< of its folder under tests/data/fuzz
  /// Throws BrokenPromise where the function does not keep what its header says.
  std::function<void(std::string_view bytes)> feed;
};

struct BrokenPromise {
  std::string what;
};
/// Throws BrokenPromise unless `kept`.
void promise(bool kept, std::string_view what);

/// The readers of all formats but pictures, by the formats' names. Those of packages (docx, odt,
/// xlsx, ods, epub) take a package, or its parts as packageOf() has them, so that what is fuzzed is
/// not only the unpacking.
std::vector<FuzzTarget> readerTargets();
/// What else turns bytes into values: decode, turns, protocol, mapping, the store's blobs ...
std::vector<FuzzTarget> textTargets();
/// Lexicons and queries.
std::vector<FuzzTarget> questionTargets();

/// All of them.
std::vector<FuzzTarget> fuzzTargets();

/// The zip file of parts that are written one behind the other: a byte 1, the name, "\n", content.
std::string packageOf(std::string_view parts);

}  // namespace retold
