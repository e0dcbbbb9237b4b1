#pragma once

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

/// Adds an error for each reference to a concept that is not there and for each circle of concepts,
/// and a warning for each concept that nothing refers to. `places` holds the head of each concept,
/// `shared` the names that the shared patterns refer to, whether they are there or not.
void checkReferences(const Lexicon& lexicon, const std::map<std::string, Place>& places,
                     const std::vector<ConceptReference>& references,
                     const std::set<std::string>& shared, const std::string& file,
                     std::vector<Diagnostic>& diagnostics);

}  // namespace retold
