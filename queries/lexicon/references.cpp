#include "queries/lexicon/references.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string_view>

namespace retold {
namespace {

std::string namesOf(const std::map<std::string, Place>& places) {
  std::string names;
  for (const auto& [name, place] : places) {
    if (!names.empty()) names += ", ";
    names += name;
  }
  return names;
}

std::string unusedMessage(const std::string& name) {
  return "nothing refers to the concept \"" + name + "\"; expected @" + name +
         " in a pattern, or the concept taken out";
}

/// Follows references from concept to concept, without recursion: a file may chain any number.
/// Reports the reference that closes each circle, and where concepts stand on too many others.
class ReferenceWalk {
 public:
  ReferenceWalk(const Lexicon& lexicon, const std::map<std::string, Place>& places,
                const std::vector<ConceptReference>& references, const std::string& file,
                std::vector<Diagnostic>& diagnostics)
      : places_(places), file_(file), diagnostics_(diagnostics) {
    for (const Concept& each : lexicon.concepts) {
      Known& known = known_[each.name];
      for (const Term& term : each.terms) known.size += leavesOf(term.expression);
    }
    for (const ConceptReference& each : references) {
      const auto owner = known_.find(each.owner);
      if (owner != known_.end()) owner->second.references.push_back(&each);
    }
  }

  void visit(std::string_view name) {
    enter(name);
    while (!path_.empty()) {
      Known& known = known_.find(path_.back())->second;
      if (known.next < known.references.size())
        follow(*known.references[known.next++]);
      else
        leave(known);
    }
  }

 private:
  enum class State : std::uint8_t { New, OnPath, Done };
  struct Known {
    State state = State::New;
    std::vector<const ConceptReference*> references;  ///< that stand in it
    std::size_t place = 0;                            ///< on the path
    std::size_t next = 0;                             ///< of them to follow
    std::size_t depth = 1;                            ///< concepts in the longest chain from here
    std::uint64_t size = 0;  ///< words and expressions when all it refers to is written out
    bool isReported = false;
  };

  static std::uint64_t leavesOf(const TermExpression& expression) {
    if (expression.kind == TermExpression::Kind::Concept) return 0;
    std::uint64_t leaves = expression.children.empty() ? 1 : 0;
    for (const TermExpression& child : expression.children) leaves += leavesOf(child);
    return leaves;
  }

  void enter(std::string_view name) {
    const auto known = known_.find(name);
    if (known == known_.end() || known->second.state != State::New) return;
    known->second.state = State::OnPath;
    known->second.place = path_.size();
    path_.push_back(known->first);
  }

  void follow(const ConceptReference& reference) {
    const auto known = known_.find(reference.name);
    if (known == known_.end()) return;
    if (known->second.state == State::OnPath) return reportCircle(reference, known->second.place);
    enter(reference.name);
  }

  void leave(Known& known) {
    for (const ConceptReference* reference : known.references) {
      const auto below = known_.find(reference->name);
      if (below == known_.end() || below->second.state != State::Done) continue;
      known.depth = std::max(known.depth, below->second.depth + 1);
      known.size = std::min(known.size + below->second.size, kMostInConcept + 1);
      known.isReported = known.isReported || below->second.isReported;
    }
    if (!known.isReported) reportSize(known);
    known.state = State::Done;
    path_.pop_back();
  }

  /// Once on each way up: what stands on a concept that is too large is too large as well.
  void reportSize(Known& known) {
    const std::string name(path_.back());
    std::string what;
    if (known.depth > kDeepestConcept) {
      what = "stands on concepts that stand on others, more than " +
             std::to_string(kDeepestConcept) +
             " one below the other; expected fewer steps, such as one concept with all their terms";
    } else if (known.size > kMostInConcept) {
      what = "has more than " + std::to_string(kMostInConcept) +
             " words where all that it refers to is written out; expected fewer references to "
             "concepts that refer to the same ones";
    } else {
      return;
    }
    known.isReported = true;
    const auto place = places_.find(name);
    const Place at = place == places_.end() ? Place{} : place->second;
    diagnostics_.push_back(
        {Severity::Error, file_, at.line, at.column, "the concept \"" + name + "\" " + what});
  }

  void reportCircle(const ConceptReference& closing, std::size_t from) {
    constexpr std::size_t mostNamed = 10;
    const std::size_t size = path_.size() - from;
    std::string chain;
    for (std::size_t at = 0; at < std::min(size, mostNamed); ++at)
      chain += (at == 0 ? "@" : " -> @") + std::string(path_[from + at]);
    if (size > mostNamed) chain += " -> " + std::to_string(size - mostNamed) + " more";
    chain += " -> @" + closing.name;
    diagnostics_.push_back({Severity::Error, file_, closing.line, closing.column,
                            "concepts refer to each other in a circle (" + chain +
                                "); expected one of these references to be taken out"});
  }

  const std::map<std::string, Place>& places_;
  const std::string& file_;
  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, Known, std::less<>> known_;
  std::vector<std::string_view> path_;
};

}  // namespace

void checkReferences(const Lexicon& lexicon, const std::map<std::string, Place>& places,
                     const std::vector<ConceptReference>& references,
                     const std::set<std::string>& shared, const std::string& file,
                     std::vector<Diagnostic>& diagnostics) {
  std::set<std::string> used = shared;
  for (const ConceptReference& reference : references) {
    used.insert(reference.name);
    if (places.contains(reference.name)) continue;
    diagnostics.push_back({Severity::Error, file, reference.line, reference.column,
                           "there is no concept \"" + reference.name + "\"; expected " +
                               (places.empty() ? "a section \"concept " + reference.name + ": …\""
                                               : "one of: " + namesOf(places))});
  }
  ReferenceWalk walk(lexicon, places, references, file, diagnostics);
  for (const Concept& each : lexicon.concepts) walk.visit(each.name);
  for (const auto& [name, place] : places)
    if (!used.contains(name))
      diagnostics.push_back(
          {Severity::Warning, file, place.line, place.column, unusedMessage(name)});
}

}  // namespace retold
