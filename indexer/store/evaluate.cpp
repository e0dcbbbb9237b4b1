#include "indexer/store/evaluate.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "indexer/text/fold.h"

namespace retold {

namespace {

using Hit = DocumentHits::Hit;
using Hits = std::vector<Hit>;

/// The turns whose hits count; none = all of them.
using AllowedTurns = std::optional<std::vector<bool>>;

bool isAllowed(const AllowedTurns& allowed, std::uint32_t turn) {
  return !allowed || (turn < allowed->size() && (*allowed)[turn]);
}

AllowedTurns turnsOf(const std::string& speaker, const std::vector<Turn>& turns,
                     const AllowedTurns& allowed) {
  std::vector<bool> wanted(turns.size());
  std::map<std::string_view, bool> known;
  for (std::size_t at = 0; at < turns.size(); ++at) {
    const Turn& turn = turns[at];
    const auto [label, isNew] = known.try_emplace(turn.speaker);
    if (isNew) label->second = !turn.speaker.empty() && fold(turn.speaker) == speaker;
    wanted[at] = (label->second || toText(turn.role) == speaker) &&
                 isAllowed(allowed, static_cast<std::uint32_t>(at));
  }
  return wanted;
}

/// A hit of one child of a Near.
struct Member {
  PhraseHit hit;
  std::uint32_t turn = 0;
  std::size_t child = 0;
};

bool overlap(const PhraseHit& a, const PhraseHit& b) {
  return a.firstPosition <= b.lastPosition && b.firstPosition <= a.lastPosition;
}

/// Finds for one member the narrowest group that holds it.
class Group {
 public:
  Group(const std::vector<std::vector<Member>>& children, std::uint32_t distance)
      : children_(children), distance_(distance), chosen_(children.size()) {}

  /// The members' hits by child; empty when the member stands in no group.
  std::vector<const Member*> around(const Member& member) {
    best_.clear();
    bestHull_ = 0;
    chosen_.assign(children_.size(), nullptr);
    chosen_[member.child] = &member;
    extend(0, member.hit.firstPosition, member.hit.lastPosition, lengthOf(member));
    return best_;
  }

 private:
  static std::uint64_t lengthOf(const Member& member) {
    return std::uint64_t{member.hit.lastPosition} - member.hit.firstPosition + 1;
  }

  void extend(std::size_t child, std::uint32_t first, std::uint32_t last, std::uint64_t covered) {
    const std::uint64_t hullSize = std::uint64_t{last} - first + 1;
    if (!best_.empty() && hullSize > bestHull_) return;
    while (child < children_.size() && chosen_[child] != nullptr) ++child;
    if (child == children_.size()) {
      if (hullSize - covered <= distance_ && isBetter(hullSize)) {
        best_ = chosen_;
        bestHull_ = hullSize;
      }
      return;
    }
    for (const Member* member : nearest(children_[child], first)) {
      if (!fits(*member)) continue;
      chosen_[child] = member;
      extend(child + 1, std::min(first, member->hit.firstPosition),
             std::max(last, member->hit.lastPosition), covered + lengthOf(*member));
      chosen_[child] = nullptr;
    }
  }

  /// Narrower, or as narrow with an earlier hit of the first child that differs.
  bool isBetter(std::uint64_t hullSize) const {
    if (best_.empty() || hullSize != bestHull_) return best_.empty() || hullSize < bestHull_;
    const auto begin = [](const Member* member) { return member->hit.firstPosition; };
    return std::ranges::lexicographical_compare(chosen_, best_, {}, begin, begin);
  }

  bool fits(const Member& member) const {
    return std::all_of(chosen_.begin(), chosen_.end(), [&member](const Member* other) {
      return other == nullptr || (other->turn == member.turn && !overlap(other->hit, member.hit));
    });
  }

  /// Members that can be in a group with one that begins at `first`, the nearest first, so that the
  /// rest is soon out of reach of the best group.
  std::vector<const Member*> nearest(const std::vector<Member>& members,
                                     std::uint32_t first) const {
    std::uint64_t reach = distance_;
    for (const auto& child : children_) reach += child.empty() ? 0 : longest(child);
    if (!best_.empty()) reach = std::min(reach, bestHull_);
    std::vector<const Member*> near;
    const std::uint64_t from = first > reach ? first - reach : 0;
    auto member = std::lower_bound(
        members.begin(), members.end(), from,
        [](const Member& m, std::uint64_t position) { return m.hit.firstPosition < position; });
    for (; member != members.end() && member->hit.firstPosition <= first + reach; ++member) {
      near.push_back(&*member);
    }
    std::stable_sort(near.begin(), near.end(), [first](const Member* a, const Member* b) {
      return distanceOf(*a, first) < distanceOf(*b, first);
    });
    return near;
  }

  static std::uint64_t longest(const std::vector<Member>& members) {
    std::uint64_t length = 0;
    for (const Member& member : members) length = std::max(length, lengthOf(member));
    return length;
  }

  static std::uint32_t distanceOf(const Member& member, std::uint32_t position) {
    const std::uint32_t begin = member.hit.firstPosition;
    return begin > position ? begin - position : position - begin;
  }

  const std::vector<std::vector<Member>>& children_;
  std::uint32_t distance_;
  std::vector<const Member*> chosen_;
  std::vector<const Member*> best_;
  std::uint64_t bestHull_ = 0;
};

Hit hitOf(const std::vector<const Member*>& group) {
  Hit hit;
  hit.span = group.front()->hit.span;
  hit.turn = group.front()->turn;
  hit.how = How::Gap;
  for (const Member* member : group) {
    hit.span = hull(hit.span, member->hit.span);
    hit.words.insert(hit.words.end(), member->hit.words.begin(), member->hit.words.end());
    hit.how = std::max(hit.how, member->hit.how);
  }
  std::sort(hit.words.begin(), hit.words.end());
  return hit;
}

/// Orders hits by place and keeps the best of those at one place.
void settle(Hits& hits) {
  const auto place = [](const Hit& hit) {
    return std::tie(hit.span.begin, hit.span.end, hit.words);
  };
  std::sort(hits.begin(), hits.end(), [&place](const Hit& a, const Hit& b) {
    return std::tuple_cat(place(a), std::tie(a.how)) < std::tuple_cat(place(b), std::tie(b.how));
  });
  hits.erase(std::unique(hits.begin(), hits.end(),
                         [&place](const Hit& a, const Hit& b) { return place(a) == place(b); }),
             hits.end());
}

using Result = std::optional<Hits>;

Result evaluateIn(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed);

Result phraseHits(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed) {
  if (query.pattern.forms.empty()) return std::nullopt;
  Hits hits;
  for (PhraseHit& found : findPhrase(query.pattern, text.tokens(), text.content())) {
    const std::uint32_t turn = turnOf(text.tokens(), found.firstPosition);
    if (isAllowed(allowed, turn)) {
      hits.push_back({found.span, std::move(found.words), found.how, turn});
    }
  }
  if (hits.empty()) return std::nullopt;
  return hits;
}

Result nearHits(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed) {
  std::vector<std::vector<Member>> children(query.children.size());
  for (std::size_t child = 0; child < children.size(); ++child) {
    const PhrasePattern& pattern = query.children[child].pattern;
    if (pattern.forms.empty()) return std::nullopt;
    for (PhraseHit& hit : findPhrase(pattern, text.tokens(), text.content())) {
      const std::uint32_t turn = turnOf(text.tokens(), hit.firstPosition);
      if (isAllowed(allowed, turn)) children[child].push_back({std::move(hit), turn, child});
    }
    if (children[child].empty()) return std::nullopt;
  }
  Hits hits;
  Group group(children, query.distance);
  for (const auto& members : children) {
    for (const Member& member : members) {
      const std::vector<const Member*> found = group.around(member);
      if (!found.empty()) hits.push_back(hitOf(found));
    }
  }
  if (hits.empty()) return std::nullopt;
  return hits;
}

Result allOf(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed) {
  Hits hits;
  for (const CompiledQuery& child : query.children) {
    Result found = evaluateIn(child, text, allowed);
    if (!found) return std::nullopt;
    hits.insert(hits.end(), found->begin(), found->end());
  }
  return hits;
}

Result anyOf(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed) {
  Hits hits;
  bool fits = false;
  for (const CompiledQuery& child : query.children) {
    Result found = evaluateIn(child, text, allowed);
    if (!found) continue;
    fits = true;
    hits.insert(hits.end(), found->begin(), found->end());
  }
  if (!fits) return std::nullopt;
  return hits;
}

Result evaluateIn(const CompiledQuery& query, SearchedText& text, const AllowedTurns& allowed) {
  switch (query.kind) {
    case Query::Kind::Phrase:
      return phraseHits(query, text, allowed);
    case Query::Kind::Near:
      return nearHits(query, text, allowed);
    case Query::Kind::And:
      return allOf(query, text, allowed);
    case Query::Kind::Or:
      return anyOf(query, text, allowed);
    case Query::Kind::Not:
      if (evaluateIn(query.children.front(), text, allowed)) return std::nullopt;
      return Hits{};
    case Query::Kind::Speaker:
      return evaluateIn(query.children.front(), text, turnsOf(query.name, text.turns(), allowed));
    case Query::Kind::Attribute:
      if (!text.hasAttribute(query.name, query.value)) return std::nullopt;
      return query.children.empty() ? Hits{} : evaluateIn(query.children.front(), text, allowed);
    case Query::Kind::All:
      // Under a Speaker: documents in which that speaker has a turn.
      if (allowed && std::find(allowed->begin(), allowed->end(), true) == allowed->end()) {
        return std::nullopt;
      }
      return Hits{};
  }
  return std::nullopt;
}

}  // namespace

CompiledQuery compileQuery(const Query& query, Tokenizer& words, const Vocabulary& vocabulary) {
  CompiledQuery compiled;
  compiled.kind = query.kind;
  compiled.distance = query.distance;
  compiled.name = fold(query.name);
  compiled.value = fold(query.value);
  if (query.kind == Query::Kind::Phrase) {
    compiled.pattern = compilePhrase(words, vocabulary, query.words);
    compiled.exact = std::any_of(query.words.begin(), query.words.end(),
                                 [](const QueryWord& word) { return word.exact; });
  }
  for (const Query& child : query.children) {
    compiled.children.push_back(compileQuery(child, words, vocabulary));
    compiled.exact = compiled.exact || compiled.children.back().exact;
  }
  if (query.kind == Query::Kind::And) {
    std::stable_partition(
        compiled.children.begin(), compiled.children.end(),
        [](const CompiledQuery& child) { return child.kind == Query::Kind::Attribute; });
  }
  return compiled;
}

std::optional<Hits> evaluate(const CompiledQuery& query, SearchedText& text) {
  Result hits = evaluateIn(query, text, std::nullopt);
  if (hits) settle(*hits);
  return hits;
}

}  // namespace retold
