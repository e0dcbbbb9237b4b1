#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/relation.h"

namespace retold {

/// Finds what forms print: a unit (a sentence, or a line of a list) that recurs in several
/// documents. A question that recurs is boilerplate; another unit only where it is long and stands
/// outside every answer (headers, footers, consent text, instructions). An answer (what a
/// respondent says, what follows a question) is never boilerplate, however often it recurs. Add
/// every document once, in any order. Memory grows with the number of different units, which are
/// kept as hashes until they recur. One thread.
class BoilerplateDetector {
 public:
  BoilerplateDetector();
  ~BoilerplateDetector();

  void add(std::string_view text, const std::vector<Turn>& turns);
  /// What recurred, most documents first.
  std::vector<BoilerplatePassage> found() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// What counts as boilerplate: what was detected, as the user's marks correct it.
class BoilerplateList {
 public:
  BoilerplateList(std::span<const BoilerplatePassage> detected,
                  std::span<const BoilerplateMark> marks);
  ~BoilerplateList();
  BoilerplateList(BoilerplateList&&) noexcept;
  BoilerplateList& operator=(BoilerplateList&&) noexcept;

  bool empty() const;
  /// The units of a text that are boilerplate; in order, disjoint. Neighbours are joined. Any
  /// thread.
  std::vector<ByteSpan> spansIn(std::string_view text, const std::vector<Turn>& turns) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The key of a unit: its folded words with one blank between.
std::string boilerplateKey(std::string_view unit);

}  // namespace retold
