#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// A sentence that was detected as boilerplate, that a person spoke of, or both.
struct KnownBoilerplate {
  BoilerplatePassage passage;  ///< not detected: key only, and the key as text
  bool detected = false;
  std::optional<BoilerplateMark> mark;

  /// What a person said counts before what was detected.
  bool counts() const { return mark ? mark->boilerplate : detected; }
};

/// Detected ones by number of documents, most first; then those that only a person named.
std::vector<KnownBoilerplate> knownBoilerplate(const Storage& storage);

/// A sentence or line of a text, as boilerplate is counted.
struct BoilerplateUnit {
  ByteSpan span;
  std::string key;      ///< as BoilerplatePassage::key
  bool answer = false;  ///< what a respondent says: never boilerplate by detection
};

/// The unit that `byte` of the text stands in; none between units and where one holds no word.
std::optional<BoilerplateUnit> boilerplateUnitAt(const Text& text, std::uint64_t byte);

/// Says of a sentence that it is boilerplate, or that it is not, as one event that can be undone.
/// Throws Error(Refused) where it holds no word, else as Storage::apply.
void markBoilerplate(Storage& storage, std::string_view sentence, bool boilerplate,
                     const std::string& coder);

/// Takes back what was said of it. False where nothing was.
bool forgetBoilerplateMark(Storage& storage, std::string_view sentence, const std::string& coder);

}  // namespace retold
