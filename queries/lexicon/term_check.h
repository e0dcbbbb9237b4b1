#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold {

struct TermFault {
  std::uint64_t column = 0;  ///< code points of what was checked, from 1
  std::string message;
  friend bool operator==(const TermFault&, const TermFault&) = default;
};

/// A term as it is typed. Without a fault it can be looked for with the lexicon it was checked
/// against.
struct TermCheck {
  Term term;
  std::vector<TermFault> faults;
  bool ok() const { return faults.empty(); }
};

/// Checks an expression, with or without " = gloss", as a term of `lexicon`, which must be free of
/// faults: that it can be read, that the concepts it names are there and, where it stands in the
/// concept `owner` ("" = elsewhere), that none of them leads back to it. Fast enough for each
/// keystroke. Any thread.
TermCheck checkTerm(const Lexicon& lexicon, std::string_view owner, std::string_view expression);

}  // namespace retold
