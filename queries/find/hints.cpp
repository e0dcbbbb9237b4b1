#include "queries/find/hints.h"

#include <algorithm>
#include <array>
#include <set>

#include "indexer/text/fold.h"

namespace retold {

namespace {

constexpr std::size_t kMostNamed = 8;

class Hints {
 public:
  Hints(const Storage& storage, Progress& progress) : storage_(storage), progress_(progress) {}

  std::vector<std::string> of(const Query& query) {
    visit(query);
    return std::move(hints_);
  }

 private:
  void visit(const Query& query) {
    if (query.kind == Query::Kind::And)
      for (const Query& child : query.children) operatorTypedSmall(child);
    if (query.kind == Query::Kind::Speaker) speaker(query);
    if (query.kind == Query::Kind::Attribute) attribute(query);
    for (const Query& child : query.children) visit(child);
  }

  void add(std::string hint) {
    if (std::ranges::find(hints_, hint) == hints_.end()) hints_.push_back(std::move(hint));
  }

  void operatorTypedSmall(const Query& child) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> operators{
        {{"or", "OR"}, {"and", "AND"}, {"not", "NOT"}, {"near", "NEAR"}}};
    if (child.kind != Query::Kind::Phrase || child.words.size() != 1) return;
    for (const auto& [typed, meant] : operators) {
      const std::string& word = child.words.front().text;
      // "near/5" is one word as typed.
      if (word == typed || word.starts_with(std::string(typed) + '/'))
        add('"' + std::string(typed) + "\" was searched as a word; the operator is written " +
            std::string(meant));
    }
  }

  bool findsNothing(Query query) {
    query.children = {Query{}};
    return storage_.count(query, progress_).documents == 0;
  }

  void speaker(const Query& query) {
    if (findsNothing(query))
      add("nobody speaks as \"" + query.name +
          "\"; \"retold document PROJECT show DOCUMENT\" lists the speakers and their roles");
  }

  void attribute(const Query& query) {
    if (!findsNothing(query)) return;
    std::set<std::string> names;
    std::set<std::string> values;
    bool known = false;
    const std::string wanted = fold(query.name);
    const auto take = [&](AttributeUnit unit, const Attributes& attributes) {
      for (const auto& [name, value] : attributes) {
        names.insert(name);
        const std::string folded = fold(name);
        if (folded != wanted && std::string(toText(unit)) + '.' + folded != wanted) continue;
        known = true;
        if (!value.text.empty()) values.insert(value.text);
      }
    };
    for (const Case& person : storage_.cases()) {
      take(AttributeUnit::Case, person.attributes);
      for (const Episode& episode : storage_.episodes(person.id))
        take(AttributeUnit::Episode, episode.attributes);
      for (const Assistance& help : storage_.assistance(person.id))
        take(AttributeUnit::Assistance, help.attributes);
    }
    for (const Document& document : storage_.documents({}, storage_.documentCount())) {
      const auto facts = storage_.documentFacts(document.id);
      if (facts) take(AttributeUnit::Document, facts->attributes);
    }
    if (!known) {
      add("no case has an attribute \"" + query.name + '"' +
          (names.empty() ? std::string() : "; there are " + listed(names)));
      return;
    }
    add("no case has \"" + query.value + "\" as its " + query.name +
        (values.empty() ? std::string() : "; there are " + listed(values)));
  }

  static std::string listed(const std::set<std::string>& words) {
    std::string text;
    std::size_t count = 0;
    for (const std::string& word : words) {
      if (count == kMostNamed) return text + " and others";
      text += (count++ == 0 ? "" : ", ") + word;
    }
    return text;
  }

  const Storage& storage_;
  Progress& progress_;
  std::vector<std::string> hints_;
};

}  // namespace

std::vector<std::string> hintsFor(const Storage& storage, const Query& query, Progress& progress) {
  return Hints(storage, progress).of(query);
}

}  // namespace retold
