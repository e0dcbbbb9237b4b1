#include "queries/lexicon/term_check.h"

#include <algorithm>
#include <set>

#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "queries/lexicon/term_reader.h"

namespace retold {
namespace {

const Concept* conceptNamed(const Lexicon& lexicon, std::string_view name) {
  const auto found = std::find_if(lexicon.concepts.begin(), lexicon.concepts.end(),
                                  [name](const Concept& each) { return each.name == name; });
  return found == lexicon.concepts.end() ? nullptr : &*found;
}

std::string namesOf(const Lexicon& lexicon) {
  std::set<std::string_view> sorted;
  for (const Concept& each : lexicon.concepts) sorted.insert(each.name);
  std::string names;
  for (const std::string_view name : sorted)
    names += (names.empty() ? "" : ", ") + std::string(name);
  return names;
}

/// Whether a concept is built on another, over any number of steps.
class Reach {
 public:
  Reach(const Lexicon& lexicon, std::string_view wanted) : lexicon_(lexicon), wanted_(wanted) {}

  bool from(std::string_view name) {
    if (name == wanted_) return true;
    if (!visited_.insert(name).second) return false;
    const Concept* found = conceptNamed(lexicon_, name);
    return found != nullptr &&
           std::any_of(found->terms.begin(), found->terms.end(),
                       [this](const Term& term) { return fromExpression(term.expression); });
  }

 private:
  bool fromExpression(const TermExpression& expression) {
    if (expression.kind == TermExpression::Kind::Concept) return from(expression.name);
    return std::any_of(expression.children.begin(), expression.children.end(),
                       [this](const TermExpression& child) { return fromExpression(child); });
  }

  const Lexicon& lexicon_;
  std::string_view wanted_;
  std::set<std::string_view> visited_;
};

std::string unknownConcept(const Lexicon& lexicon, const std::string& name) {
  return "there is no concept \"" + name + "\"; expected " +
         (lexicon.concepts.empty() ? "a section \"concept " + name + ": …\""
                                   : "one of: " + namesOf(lexicon));
}

}  // namespace

TermCheck checkTerm(const Lexicon& lexicon, std::string_view owner, std::string_view expression) {
  Tokenizer words;
  TermReading reading =
      lexicon.exactPhrases ? readExactPhrase(expression, words) : readTerm(expression, words);
  TermCheck check;
  check.term = std::move(reading.term);
  const auto fault = [&](std::size_t at, std::string message) {
    check.faults.push_back({lineColumn(expression, at).column, std::move(message)});
  };
  const std::size_t ink = expression.find_first_not_of(" \t");
  if (ink != expression.npos && expression[ink] == '#') {
    fault(ink, "a line that begins with # is a note and not searched for; expected " +
                   std::string(lexicon.exactPhrases ? "a term that begins otherwise"
                                                    : "quotation marks round the term"));
  }
  for (PlacedText& each : reading.faults) fault(each.at, std::move(each.text));
  for (const PlacedText& each : reading.concepts) {
    if (conceptNamed(lexicon, each.text) == nullptr)
      fault(each.at, unknownConcept(lexicon, each.text));
    else if (!owner.empty() && Reach(lexicon, owner).from(each.text))
      fault(each.at, "@" + each.text + " leads back to the concept \"" + std::string(owner) +
                         "\" that this term stands in; expected a term without it");
  }
  return check;
}

}  // namespace retold
