#include "queries/lexicon/shared_patterns.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "indexer/text/word_edges.h"
#include "queries/lexicon/term_reader.h"

namespace retold {
namespace {

/// Languages whose words are written without spaces between them.
constexpr std::array<std::string_view, 8> kSpaceless{"ja",  "km", "lo", "my",
                                                     "shn", "th", "zh", "yue"};

bool isSpaceless(std::string_view language) {
  const std::string_view tag = language.substr(0, language.find('-'));
  return std::find(kSpaceless.begin(), kSpaceless.end(), tag) != kSpaceless.end();
}

/// Takes out what needs a concept that is not there; false when nothing is left.
bool keepKnown(TermExpression& expression, const std::set<std::string>& known) {
  using Kind = TermExpression::Kind;
  switch (expression.kind) {
    case Kind::Concept:
      return known.contains(expression.name);
    case Kind::Any:
      std::erase_if(expression.children,
                    [&](TermExpression& child) { return !keepKnown(child, known); });
      return !expression.children.empty();
    case Kind::Near:
    case Kind::Then:
      return std::all_of(expression.children.begin(), expression.children.end(),
                         [&](TermExpression& child) { return keepKnown(child, known); });
    case Kind::Phrase:
    case Kind::Number:
    case Kind::Pattern:
      return true;
  }
  return true;
}

void widenGaps(TermExpression& expression) {
  expression.distance = std::min(spacelessPositions(expression.distance), kFarthest);
  for (TermExpression& child : expression.children) widenGaps(child);
}

}  // namespace

void bringIn(Lexicon shared, Lexicon& lexicon) {
  std::set<std::string> concepts;
  for (const Concept& each : lexicon.concepts) concepts.insert(each.name);
  std::set<std::string> own;
  for (const Pattern& each : lexicon.patterns) own.insert(each.name);
  const bool widen = isSpaceless(lexicon.language);
  for (Pattern& pattern : shared.patterns) {
    if (own.contains(pattern.name)) continue;
    std::erase_if(pattern.terms, [&](Term& term) { return !keepKnown(term.expression, concepts); });
    if (pattern.terms.empty()) continue;
    if (widen)
      for (Term& term : pattern.terms) widenGaps(term.expression);
    lexicon.patterns.push_back(std::move(pattern));
  }
}

}  // namespace retold
