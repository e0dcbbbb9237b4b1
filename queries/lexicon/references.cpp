#include "queries/lexicon/references.h"

#include <algorithm>
#include <set>

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

/// Follows references from concept to concept and reports the one that closes each circle.
class CircleFinder {
 public:
  CircleFinder(const std::vector<ConceptReference>& references, const std::string& file,
               std::vector<Diagnostic>& diagnostics)
      : references_(references), file_(file), diagnostics_(diagnostics) {}

  void visit(const std::string& name) {
    if (!done_.insert(name).second) return;
    path_.push_back(name);
    for (const ConceptReference& reference : references_) {
      if (reference.owner != name) continue;
      const auto begin = std::find(path_.begin(), path_.end(), reference.name);
      if (begin != path_.end())
        report(reference, {begin, path_.end()});
      else
        visit(reference.name);
    }
    path_.pop_back();
  }

 private:
  void report(const ConceptReference& closing, std::vector<std::string> circle) {
    circle.push_back(closing.name);
    std::string chain;
    for (const std::string& name : circle) chain += (chain.empty() ? "@" : " -> @") + name;
    diagnostics_.push_back({Severity::Error, file_, closing.line, closing.column,
                            "concepts refer to each other in a circle (" + chain +
                                "); expected one of these references to be taken out"});
  }

  const std::vector<ConceptReference>& references_;
  const std::string& file_;
  std::vector<Diagnostic>& diagnostics_;
  std::set<std::string> done_;
  std::vector<std::string> path_;
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
  CircleFinder circles(references, file, diagnostics);
  for (const Concept& each : lexicon.concepts) circles.visit(each.name);
  for (const auto& [name, place] : places)
    if (!used.contains(name))
      diagnostics.push_back(
          {Severity::Warning, file, place.line, place.column, unusedMessage(name)});
}

}  // namespace retold
