#include "indexer/text/term_forms.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/text/compound.h"
#include "indexer/text/fold.h"

namespace retold {
namespace {

/// A phrase of so many forms is a sentence; the rest of its forms is not tried.
constexpr std::size_t kMostForms = 512;

/// The tokens of one position.
struct Compound {
  std::vector<std::string> folded;
  std::vector<ByteSpan> spans;
};

std::vector<Compound> compoundsOf(Tokenizer& tokenizer, std::string_view text) {
  std::vector<Compound> compounds;
  tokenizer.tokenize(text, [&](const Token& token) {
    if (!token.colocated) compounds.emplace_back();
    compounds.back().folded.emplace_back(token.folded);
    compounds.back().spans.push_back(token.span);
  });
  return compounds;
}

std::size_t partsOf(const Compound& compound) {
  std::size_t count = 1;
  while (count * (count + 1) / 2 < compound.folded.size()) ++count;
  return count;
}

bool same(const std::vector<PhraseParts::Group>& a, const std::vector<PhraseParts::Group>& b) {
  return std::ranges::equal(a, b, [](const auto& left, const auto& right) {
    return left.first == right.first && left.last == right.last;
  });
}

}  // namespace

PhraseParts::PhraseParts(Tokenizer& tokenizer, std::span<const QueryWord> words)
    : tokenizer_(tokenizer) {
  for (const QueryWord& word : words) addWord(word);
}

void PhraseParts::addWord(const QueryWord& word) {
  if (word.wildcard) return addWildcard(word);
  const std::vector<Compound> compounds = compoundsOf(tokenizer_, word.text);
  if (compounds.empty()) return;
  for (const Compound& compound : compounds) {
    const std::size_t first = parts_.size();
    std::size_t token = 0;
    eachRun(partsOf(compound), [&](std::size_t begin, std::size_t end) {
      const ByteSpan span = compound.spans[token++];
      if (begin == end)
        parts_.push_back({word.text.substr(span.begin, span.size()), words_.size(), false});
    });
    typed_.push_back({first, parts_.size() - 1, compound.folded.front()});
  }
  parts_.back().last = true;
  const std::uint64_t begin = compounds.front().spans.front().begin;
  const std::uint64_t end = compounds.back().spans.front().end;
  QueryWord trimmed = word;
  trimmed.text = word.text.substr(begin, end - begin);
  words_.push_back(std::move(trimmed));
}

/// One part that no neighbour is joined to: what stands between the stars, folded.
void PhraseParts::addWildcard(const QueryWord& word) {
  std::string pattern;
  for (std::size_t at = 0; at <= word.text.size();) {
    const std::size_t star = std::min(word.text.find('*', at), word.text.size());
    pattern += fold(word.text.substr(at, star - at));
    if (star < word.text.size()) pattern += '*';
    at = star + 1;
  }
  typed_.push_back({parts_.size(), parts_.size(), std::move(pattern)});
  parts_.push_back({word.text, words_.size(), true});
  words_.push_back(word);
}

bool PhraseParts::mayJoin(std::size_t left) const {
  const PhrasePart& part = parts_[left];
  const PhrasePart& next = parts_[left + 1];
  for (const std::size_t word : {part.word, next.word})
    if (words_[word].exact || words_[word].wildcard) return false;
  return !(part.last && words_[part.word].prefix);
}

std::vector<PhraseParts::Group> PhraseParts::groupsAt(std::size_t first) {
  std::vector<Group> groups;
  for (const Group& group : typed_)
    if (group.first == first) groups.push_back(group);
  std::string joined;
  for (std::size_t last = first; last < parts_.size() && last - first < kLongestCompound; ++last) {
    if (words_[parts_[last].word].wildcard || (last > first && !mayJoin(last - 1))) break;
    if (last > first) joined += '-';
    joined += parts_[last].text;
    if (words_[parts_[last].word].exact) break;
    const std::vector<Compound> compounds = compoundsOf(tokenizer_, joined);
    if (compounds.size() != 1 || partsOf(compounds.front()) != last - first + 1) break;
    const bool isTyped =
        std::ranges::any_of(groups, [&](const Group& group) { return group.last == last; });
    if (!isTyped) groups.push_back({first, last, compounds.front().folded.front()});
  }
  std::ranges::sort(groups, std::ranges::greater{}, &Group::last);
  return groups;
}

void PhraseParts::eachForm(
    const std::function<bool(const Group&)>& possible,
    const std::function<bool(const std::vector<Group>&, bool asTyped)>& visit) {
  if (parts_.empty()) return;
  if (std::ranges::all_of(typed_, possible) && !visit(typed_, true)) return;
  std::vector<std::optional<std::vector<Group>>> choices(parts_.size());
  std::vector<Group> form;
  std::size_t forms = 0;
  const std::function<bool(std::size_t)> extend = [&](std::size_t at) {
    if (at == parts_.size())
      return same(form, typed_) || (++forms < kMostForms && visit(form, false));
    if (!choices[at]) {
      choices[at] = groupsAt(at);
      std::erase_if(*choices[at], [&](const Group& group) { return !possible(group); });
    }
    for (std::size_t i = 0; i < choices[at]->size(); ++i) {
      form.push_back((*choices[at])[i]);
      const bool more = extend(form.back().last + 1);
      form.pop_back();
      if (!more) return false;
    }
    return true;
  };
  extend(0);
}

std::vector<TermForm> termForms(Tokenizer& words, std::string_view phrase) {
  const QueryWord typed{std::string(phrase), false, false};
  PhraseParts parts(words, {&typed, 1});
  std::vector<TermForm> forms;
  parts.eachForm([](const PhraseParts::Group&) { return true; },
                 [&](const std::vector<PhraseParts::Group>& groups, bool asTyped) {
                   TermForm form;
                   form.joined = !asTyped;
                   for (const auto& group : groups) form.tokens.push_back(group.folded);
                   forms.push_back(std::move(form));
                   return true;
                 });
  return forms;
}

}  // namespace retold
