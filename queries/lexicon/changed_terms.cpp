#include "queries/lexicon/changed_terms.h"

#include <map>
#include <string>
#include <utility>

namespace retold {
namespace {

/// What makes a section another one: its terms do something else then.
std::string keyOf(const Concept& each) { return "concept " + each.name; }

std::string keyOf(const Pattern& each) {
  return "pattern " + each.name + ' ' + std::to_string(each.weight) + ' ' +
         std::to_string(static_cast<int>(each.answered)) + (each.negated ? " negated" : "");
}

std::string keyOf(const Cue& each) {
  return "cue " + std::to_string(static_cast<int>(each.kind)) + ' ' + std::to_string(each.before) +
         ' ' + std::to_string(each.after);
}

std::string keyOf(const Exclusion&) { return "exclude"; }

/// Every term by its section and how it is written.
std::multimap<std::pair<std::string, std::string>, const Term*> termsOf(const Lexicon& lexicon) {
  std::multimap<std::pair<std::string, std::string>, const Term*> terms;
  const auto add = [&](const std::string& key, const std::vector<Term>& section) {
    for (const Term& term : section) terms.emplace(std::pair(key, term.source), &term);
  };
  for (const Concept& each : lexicon.concepts) add(keyOf(each), each.terms);
  for (const Pattern& each : lexicon.patterns) add(keyOf(each), each.terms);
  for (const Cue& each : lexicon.cues) add(keyOf(each), each.terms);
  for (const Exclusion& each : lexicon.exclusions) add(keyOf(each), each.terms);
  add("scope-ends", lexicon.scopeEnds);
  return terms;
}

bool readAlike(const Lexicon& a, const Lexicon& b) {
  return a.id == b.id && a.language == b.language && a.exactPhrases == b.exactPhrases &&
         a.threshold == b.threshold && a.diacriticsDistinguish == b.diacriticsDistinguish &&
         a.variation == b.variation;
}

}  // namespace

std::optional<std::vector<ChangedTerm>> changedTerms(const Lexicon& before, const Lexicon& after) {
  if (!readAlike(before, after)) return std::nullopt;
  std::vector<ChangedTerm> changed;
  const auto old = termsOf(before);
  const auto now = termsOf(after);
  for (const auto& [key, term] : old)
    if (!now.contains(key)) changed.push_back({term, true});
  for (const auto& [key, term] : now)
    if (!old.contains(key)) changed.push_back({term, false});
  return changed;
}

}  // namespace retold
