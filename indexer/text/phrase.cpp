#include "indexer/text/phrase.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <optional>

#include "indexer/text/edit_distance.h"
#include "indexer/text/fold.h"
#include "indexer/text/term_forms.h"
#include "indexer/text/turn_pieces.h"
#include "indexer/text/twins.h"

namespace retold {
namespace {

using Group = PhraseParts::Group;
using Ids = std::vector<std::uint32_t>;

void addAll(Ids& ids, const Ids& more) {
  ids.insert(ids.end(), more.begin(), more.end());
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

/// Looks groups of parts up in a vocabulary, each once.
class Resolver {
 public:
  Resolver(const PhraseParts& parts, WordFinder& finder, bool twins, const WordVariation& variation)
      : parts_(parts), finder_(finder), twins_(twins), variation_(variation) {}

  /// What may stand in a group's place, by how it got there; each kind without those before it.
  struct Found {
    Ids plain;
    Ids twins;
    Ids inflected;  ///< forms of the word, and the word with letters attached
    Ids longer;     ///< begin with it, or with a twin of it; or fit its stars
    Ids misspelt;
    bool any() const {
      return !plain.empty() || !twins.empty() || !inflected.empty() || !longer.empty() ||
             !misspelt.empty();
    }
  };

  const Found& operator()(const Group& group) {
    auto [entry, isNew] = known_.try_emplace({group.first, group.last});
    if (isNew) entry->second = look(group);
    return entry->second;
  }

 private:
  Found look(const Group& group) const {
    Found found;
    const PhrasePart& last = parts_.parts()[group.last];
    const QueryWord& word = parts_.words()[last.word];
    if (word.wildcard) {
      found.longer = finder_.matching(group.folded);
      return found;
    }
    if (const auto id = finder_.find(group.folded)) found.plain.push_back(*id);
    const bool prefix = word.prefix && last.last;
    if (prefix) found.longer = finder_.withPrefix(group.folded);
    if (word.exact) return found;
    if (!variation_.attachedBefore.empty() || !variation_.attachedAfter.empty())
      addAll(prefix ? found.longer : found.inflected,
             finder_.attached(group.folded, variation_, prefix));
    if (group.first != group.last) return found;
    if (twins_) addTwins(last.text, prefix, found);
    if (word.inflected && !variation_.stemming.empty())
      addAll(found.inflected, finder_.inflected(group.folded, variation_.stemming));
    const bool tolerant = variation_.strictness == Strictness::Tolerant && !prefix &&
                          signsOf(group.folded).size() >= kTolerated;
    if (variation_.strictness != Strictness::Strict && (word.misspelt || tolerant))
      addAll(found.misspelt, finder_.misspelt(group.folded));
    return found;
  }

  void addTwins(const std::string& text, bool prefix, Found& found) const {
    for (const std::string& twin : scriptTwins(text)) {
      if (const auto id = finder_.find(twin)) addAll(found.twins, {*id});
      if (prefix) addAll(found.longer, finder_.withPrefix(twin));
    }
  }

  /// Tolerant matching lets words of so many letters be misspelt.
  static constexpr std::size_t kTolerated = 6;

  const PhraseParts& parts_;
  WordFinder& finder_;
  bool twins_;
  const WordVariation& variation_;
  std::map<std::pair<std::size_t, std::size_t>, Found> known_;
};

/// Builds a form of groups by `ids`; none where a position would stay empty.
template <class IdsOf>
std::optional<PhrasePattern::Form> formOf(const PhraseParts& parts,
                                          const std::vector<Group>& groups, How best, IdsOf ids) {
  PhrasePattern::Form form;
  form.best = best;
  for (const Group& group : groups) {
    form.positions.push_back(ids(group));
    if (form.positions.back().empty()) return std::nullopt;
    form.covers.emplace_back(parts.parts()[group.first].word, parts.parts()[group.last].word);
  }
  return form;
}

/// The forms of one way to cut the phrase: the words themselves; with their twins; with other forms
/// of theirs; with longer words; with misspelt ones. Each holds what those before it hold.
void addForms(PhrasePattern& pattern, const PhraseParts& parts, const std::vector<Group>& groups,
              bool asTyped, Resolver& resolve) {
  using Kind = Ids Resolver::Found::*;
  constexpr std::array<std::pair<Kind, How>, 5> kinds{{
      {&Resolver::Found::plain, How::Exact},
      {&Resolver::Found::twins, How::Twin},
      {&Resolver::Found::inflected, How::Inflected},
      {&Resolver::Found::longer, How::Prefix},
      {&Resolver::Found::misspelt, How::Misspelt},
  }};
  for (std::size_t worst = 0; worst < kinds.size(); ++worst) {
    const auto [kind, how] = kinds[worst];
    const bool adds = worst == 0 || std::ranges::any_of(groups, [&](const Group& group) {
                        return !(resolve(group).*kind).empty();
                      });
    if (!adds) continue;
    auto form = formOf(parts, groups, how == How::Exact && !asTyped ? How::Folded : how,
                       [&](const Group& group) {
                         Ids ids;
                         for (std::size_t i = 0; i <= worst; ++i)
                           addAll(ids, resolve(group).*kinds[i].first);
                         return ids;
                       });
    if (form) pattern.forms.push_back(std::move(*form));
  }
}

/// One way in which a form fits a stream: the token at each of its positions.
class Finder {
 public:
  Finder(const PhrasePattern& pattern, const TokenStream& stream, std::string_view content)
      : pattern_(pattern), stream_(stream), content_(content) {}

  std::vector<PhraseHit> all() {
    for (const PhrasePattern::Form& form : pattern_.forms) find(form);
    return chosen();
  }

 private:
  static bool holds(const Ids& ids, std::uint32_t id) {
    return ids.size() == 1 ? ids.front() == id : std::ranges::binary_search(ids, id);
  }

  void find(const PhrasePattern::Form& form) {
    form_ = &form;
    std::size_t first = 0;  // of the tokens at the position of `token`
    for (std::size_t token = 0; token < stream_.ids.size(); ++token) {
      if (stream_.positions[token] != stream_.positions[first]) first = token;
      if (!holds(form.positions.front(), stream_.ids[token])) continue;
      tokens_.assign(1, token);
      extend(first);
    }
  }

  /// `whole`: the first token at the position of the last of `tokens_`, which spans all there.
  void extend(std::size_t whole) {
    if (tokens_.size() == form_->positions.size()) {
      keep();
      return;
    }
    const std::uint32_t position = stream_.positions[whole];
    if (stream_.spans[tokens_.back()].end != stream_.spans[whole].end) return;
    std::size_t next = whole;
    while (next < stream_.ids.size() && stream_.positions[next] == position) ++next;
    for (std::size_t token = next;
         token < stream_.ids.size() && stream_.positions[token] == position + 1; ++token) {
      if (stream_.spans[token].begin != stream_.spans[next].begin) break;
      if (!holds(form_->positions[tokens_.size()], stream_.ids[token])) continue;
      tokens_.push_back(token);
      extend(next);
      tokens_.pop_back();
    }
  }

  void keep() {
    PhraseHit hit;
    hit.firstPosition = stream_.positions[tokens_.front()];
    hit.lastPosition = stream_.positions[tokens_.back()];
    if (turnOf(stream_, hit.firstPosition) != turnOf(stream_, hit.lastPosition)) return;
    hit.span = hull(stream_.spans[tokens_.front()], stream_.spans[tokens_.back()]);
    for (const std::size_t token : tokens_) hit.words.push_back(stream_.spans[token]);
    if (const auto how = howItFits()) {
      hit.how = *how;
      hits_.push_back(std::move(hit));
    }
  }

  /// None when an exact word does not fit.
  std::optional<How> howItFits() const {
    How how = form_->best;
    if (content_.empty()) return how;
    for (std::size_t at = 0; at < tokens_.size();) {
      const auto [word, lastWord] = form_->covers[at];
      std::size_t end = at + 1;
      while (end < tokens_.size() && form_->covers[end].first == word) ++end;
      const ByteSpan span = hull(stream_.spans[tokens_[at]], stream_.spans[tokens_[end - 1]]);
      const std::string_view written = content_.substr(span.begin, span.size());
      const QueryWord& wanted = pattern_.words[word];
      if (wanted.exact && !fitsExactly(wanted, written)) return std::nullopt;
      if (form_->best == How::Exact) how = std::max(how, howEqual(wanted.text, written));
      at = end;
    }
    return how;
  }

  static bool fitsExactly(const QueryWord& wanted, std::string_view written) {
    if (wanted.prefix) return written.starts_with(wanted.text);
    return howEqual(wanted.text, written) == How::Exact;
  }

  /// Of hits that overlap at the same positions the best, then the longest.
  std::vector<PhraseHit> chosen() {
    const auto place = [](const PhraseHit& hit) {
      return std::pair(hit.firstPosition, hit.lastPosition);
    };
    std::ranges::stable_sort(hits_, [&](const PhraseHit& a, const PhraseHit& b) {
      if (place(a) != place(b)) return place(a) < place(b);
      if (a.how != b.how) return a.how < b.how;
      if (a.span.size() != b.span.size()) return a.span.size() > b.span.size();
      return a.span.begin < b.span.begin;
    });
    std::vector<PhraseHit> kept;
    for (PhraseHit& hit : hits_) {
      bool taken = false;
      for (auto other = kept.rbegin(); other != kept.rend() && place(*other) == place(hit); ++other)
        taken = taken || other->span.overlaps(hit.span);
      if (!taken) kept.push_back(std::move(hit));
    }
    std::ranges::stable_sort(kept, {}, [&](const PhraseHit& hit) {
      return std::tuple(hit.firstPosition, hit.span.begin, hit.lastPosition);
    });
    return kept;
  }

  const PhrasePattern& pattern_;
  const TokenStream& stream_;
  std::string_view content_;
  const PhrasePattern::Form* form_ = nullptr;
  std::vector<std::size_t> tokens_;
  std::vector<PhraseHit> hits_;
};

}  // namespace

PhrasePattern compilePhrase(Tokenizer& tokenizer, const Vocabulary& vocabulary,
                            std::span<const QueryWord> words, bool twins) {
  WordFinder finder(vocabulary);
  return compilePhrase(tokenizer, finder, words, twins, {});
}

PhrasePattern compilePhrase(Tokenizer& tokenizer, WordFinder& finder,
                            std::span<const QueryWord> words, bool twins,
                            const WordVariation& variation) {
  PhraseParts parts(tokenizer, words);
  PhrasePattern pattern;
  pattern.words = parts.words();
  Resolver resolve(parts, finder, twins, variation);
  parts.eachForm([&](const Group& group) { return resolve(group).any(); },
                 [&](const std::vector<Group>& groups, bool asTyped) {
                   addForms(pattern, parts, groups, asTyped, resolve);
                   return true;
                 });
  return pattern;
}

std::vector<PhraseHit> findPhrase(const PhrasePattern& pattern, const TokenStream& stream,
                                  std::string_view content) {
  return Finder(pattern, stream, content).all();
}

TokenStream streamOf(Tokenizer& tokenizer, MemoryVocabulary& vocabulary, std::string_view content,
                     const std::vector<Turn>& turns) {
  TokenStream stream;
  std::uint32_t positions = 0;
  stream.turnStarts = tokenizeTurns(tokenizer, content, turns, [&](const Token& token) {
    if (!token.colocated) ++positions;
    stream.ids.push_back(vocabulary.add(token.folded));
    stream.spans.push_back(token.span);
    stream.positions.push_back(positions - 1);
  });
  if (turns.empty()) stream.turnStarts.push_back(0);
  return stream;
}

std::uint32_t turnOf(const TokenStream& stream, std::uint32_t position) {
  const auto behind = std::ranges::upper_bound(stream.turnStarts, position);
  if (behind == stream.turnStarts.begin()) return 0;
  return static_cast<std::uint32_t>(behind - stream.turnStarts.begin() - 1);
}

}  // namespace retold
