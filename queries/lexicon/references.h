#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold {

/// Line and column of a lexicon file, from 1.
struct Place {
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// A term of `owner` (a concept's name, "" for the terms of other sections) says @name here.
struct ConceptReference {
  std::string name;
  std::string owner;
  std::uint64_t line = 0;
  std::uint64_t column = 0;
};

/// How many concepts may stand one below the other, and how many words a concept may have where all
/// that it refers to is written out: screening takes time by the latter.
inline constexpr std::size_t kDeepestConcept = 100;
inline constexpr std::uint64_t kMostInConcept = 100'000;

/// Adds an error for each reference to a concept that is not there, for each circle of concepts and
/// for each concept beyond these bounds that stands on none beyond them, and a warning for each
/// concept that nothing refers to. `places` holds the head of each concept, `shared` the names that
/// the shared patterns refer to, whether they are there or not.
void checkReferences(const Lexicon& lexicon, const std::map<std::string, Place>& places,
                     const std::vector<ConceptReference>& references,
                     const std::set<std::string>& shared, const std::string& file,
                     std::vector<Diagnostic>& diagnostics);

}  // namespace retold
