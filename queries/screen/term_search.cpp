#include "queries/screen/term_search.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>

#include "indexer/text/phrase.h"

namespace retold {
namespace {

using Node = TermProgram::Node;
using Place = TermSearch::Place;
using Kind = TermProgram::Part::Kind;
using Form = PhrasePattern::Form;

constexpr std::uint32_t kFarthest = std::numeric_limits<std::uint32_t>::max();
constexpr Place kWholeText{0, kFarthest};
constexpr double kNone = std::numeric_limits<double>::infinity();

/// After so many texts it is looked again which words are rare.
constexpr std::array<std::uint64_t, 2> kReplanAfter{50, 1000};
/// Of the places of a phrase's rarest word so many are guessed to be places of the phrase.
constexpr double kOfPhrase = 0.3;

void tidy(std::vector<Place>& places) {
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

std::uint64_t widthOfPart(const TermProgram::Part& part, const std::vector<std::uint64_t>& widths) {
  std::uint64_t width = 0;
  if (part.kind == Kind::Phrase)
    for (const Form& form : part.phrase.forms)
      width = std::max<std::uint64_t>(width, form.positions.size());
  if (part.kind == Kind::Any)
    for (const Node child : part.children) width = std::max(width, widths[child]);
  if (part.kind == Kind::Near || part.kind == Kind::Then)
    width = widths[part.children[0]] + part.distance + widths[part.children[1]];
  return width;
}

bool isGap(const TermProgram::Part& part) {
  return part.kind == Kind::Near || part.kind == Kind::Then;
}

std::uint32_t limited(std::uint64_t words) {
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(words, kFarthest));
}

bool mayStand(const Form& form, const TermProgram::Part& part) {
  return !part.exactPhrase || form.best <= How::Case;
}

/// True when `wide` stands wherever `form` does.
bool holds(const Form& wide, const Form& form) {
  if (wide.positions.size() != form.positions.size()) return false;
  for (std::size_t i = 0; i < form.positions.size(); ++i)
    if (!std::ranges::includes(wide.positions[i], form.positions[i])) return false;
  return true;
}

}  // namespace

/// Chooses by the frequencies of words where to look for what.
class TermSearch::Planner {
 public:
  Planner(TermSearch& search)
      : search_(search),
        program_(search.program_),
        forms_(program_.size()),
        frequency_(program_.size()),
        setOf_(program_.size()) {
    for (Node node = 0; node < program_.size(); ++node) {
      chooseForms(node);
      frequency_[node] = frequencyOf(node);
      if (isGap(program_.part(node)))
        search_.leftFirst_[node] = static_cast<std::uint8_t>(rarerSide(node) == 0);
    }
  }

  void add(Node term) {
    if (frequency_[term] == kNone) {
      search_.always_.push_back(term);
      return;
    }
    term_ = term;
    descend(term, 0, 0);
  }

  Index indexOf(bool anchorsOnly) const {
    std::vector<std::pair<std::uint32_t, TermProgram::Entry>> found;
    std::uint32_t greatest = 0;
    for (Node node = 0; node < program_.size(); ++node) {
      if (anchorsOnly && search_.triggers_[node].empty()) continue;
      for (const Chosen& chosen : forms_[node])
        for (const std::uint32_t number : numbersOf(node, chosen)) {
          found.push_back({number, TermProgram::Entry{node, chosen.form, chosen.offset}});
          greatest = std::max(greatest, number);
        }
    }
    Index index;
    index.starts.assign(found.empty() ? 1 : std::size_t{greatest} + 2, 0);
    for (const auto& [number, entry] : found) ++index.starts[number + 1];
    for (std::size_t i = 1; i < index.starts.size(); ++i) index.starts[i] += index.starts[i - 1];
    std::vector<std::uint32_t> next = index.starts;
    index.entries.resize(found.size());
    for (const auto& [number, entry] : found) index.entries[next[number]++] = entry;
    return index;
  }

 private:
  /// A form that no other one of the phrase holds, and its rarest position.
  struct Chosen {
    std::uint32_t form;
    std::uint32_t offset;
  };

  const std::vector<std::uint32_t>& numbersOf(Node phrase, const Chosen& chosen) const {
    return program_.part(phrase).phrase.forms[chosen.form].positions[chosen.offset];
  }

  double frequencyOf(const std::vector<std::uint32_t>& numbers) const {
    double sum = 0;
    for (const std::uint32_t number : numbers) sum += search_.frequencies_[number];
    return sum;
  }

  void chooseForms(Node node) {
    const TermProgram::Part& part = program_.part(node);
    const auto& forms = part.phrase.forms;
    std::vector<std::uint32_t> fitting;
    for (std::uint32_t i = 0; i < forms.size(); ++i)
      if (mayStand(forms[i], part)) fitting.push_back(i);
    for (std::size_t i = 0; i < fitting.size(); ++i) {
      const Form& form = forms[fitting[i]];
      bool held = false;
      for (std::size_t j = 0; j < fitting.size() && !held; ++j)
        held =
            i != j && holds(forms[fitting[j]], form) && (j > i || !holds(form, forms[fitting[j]]));
      if (held) continue;
      std::uint32_t best = 0;
      for (std::uint32_t at = 1; at < form.positions.size(); ++at)
        if (frequencyOf(form.positions[at]) < frequencyOf(form.positions[best])) best = at;
      forms_[node].push_back({fitting[i], best});
    }
  }

  /// How often a word stands that a hit cannot do without; kNone where there is no such word.
  double frequencyOf(Node node) const {
    const TermProgram::Part& part = program_.part(node);
    double sum = 0;
    switch (part.kind) {
      case Kind::Nothing:
        break;
      case Kind::Pattern:
        return kNone;
      case Kind::Phrase:
        for (const Chosen& chosen : forms_[node])
          sum += frequencyOf(numbersOf(node, chosen)) *
                 (part.phrase.forms[chosen.form].positions.size() > 1 ? kOfPhrase : 1);
        break;
      case Kind::Any:
        for (const Node child : part.children) sum += frequency_[child];
        break;
      case Kind::Near:
      case Kind::Then:
        return frequency_[part.children[rarerSide(node)]];
    }
    return sum;
  }

  std::size_t rarerSide(Node gap) const {
    const auto& children = program_.part(gap).children;
    return frequency_[children[0]] <= frequency_[children[1]] ? 0 : 1;
  }

  /// Down to the phrases of which one stands in every hit of the term.
  void descend(Node node, std::uint32_t firstCheck, std::uint32_t lastCheck) {
    const TermProgram::Part& part = program_.part(node);
    if (part.kind == Kind::Phrase)
      search_.triggers_[node].push_back({term_, firstCheck, lastCheck});
    if (part.kind == Kind::Any)
      for (const Node child : part.children) descend(child, firstCheck, lastCheck);
    if (!isGap(part)) return;
    const std::size_t side = rarerSide(node);
    const Node anchor = part.children[side];
    const Node other = part.children[1 - side];
    auto& checks = search_.checks_;
    const auto begin = static_cast<std::uint32_t>(checks.size());
    for (std::uint32_t i = firstCheck; i < lastCheck; ++i) checks.push_back(Check(checks[i]));
    // What a regular expression fits may be of any length.
    if (!program_.readsContent(anchor) && !program_.readsContent(other)) {
      const std::uint32_t reach = limited(search_.widths_[node]);
      const bool near = part.kind == Kind::Near;
      addChecks(other, near || side == 1 ? reach : 0, near || side == 0 ? reach : 0);
      std::ranges::stable_sort(checks.begin() + begin, checks.end(), {},
                               [this](const Check& each) { return setFrequency_[each.set]; });
    }
    descend(anchor, begin, static_cast<std::uint32_t>(checks.size()));
  }

  void addChecks(Node node, std::uint32_t before, std::uint32_t after) {
    const TermProgram::Part& part = program_.part(node);
    if (isGap(part)) {
      for (const Node child : part.children) addChecks(child, before, after);
    } else if (frequency_[node] != kNone) {
      search_.checks_.push_back({setFor(node), before, after});
    }
  }

  std::uint32_t setFor(Node node) {
    if (!setOf_[node]) {
      setOf_[node] = static_cast<std::uint32_t>(search_.sets_.size());
      search_.sets_.emplace_back((search_.frequencies_.size() + 63) / 64);
      setFrequency_.push_back(frequency_[node]);
      fill(node, search_.sets_.back());
    }
    return *setOf_[node];
  }

  void fill(Node node, std::vector<std::uint64_t>& set) const {
    const TermProgram::Part& part = program_.part(node);
    for (const Chosen& chosen : forms_[node])
      for (const std::uint32_t number : numbersOf(node, chosen))
        set[number / 64] |= std::uint64_t{1} << (number % 64);
    if (part.kind == Kind::Any)
      for (const Node child : part.children) fill(child, set);
    if (isGap(part)) fill(part.children[rarerSide(node)], set);
  }

  TermSearch& search_;
  const TermProgram& program_;
  Node term_ = TermProgram::kNothing;
  std::vector<std::vector<Chosen>> forms_;  ///< by phrase
  std::vector<double> frequency_;           ///< by node
  std::vector<std::optional<std::uint32_t>> setOf_;
  std::vector<double> setFrequency_;
};

std::span<const TermProgram::Entry> TermSearch::Index::of(std::uint32_t number) const {
  if (std::size_t{number} + 1 >= starts.size()) return {};
  return std::span(entries).subspan(starts[number], starts[number + 1] - starts[number]);
}

TermSearch::TermSearch(const TermProgram& program, std::span<const Node> terms)
    : program_(program),
      terms_(terms.begin(), terms.end()),
      widths_(program.size()),
      leftFirst_(program.size()),
      startStamp_(program.size()),
      placeStamp_(program.size()),
      termStamp_(program.size()),
      starts_(program.size()),
      places_(program.size()) {
  std::uint32_t numbers = 0;
  for (Node node = 0; node < program.size(); ++node) {
    widths_[node] = widthOfPart(program.part(node), widths_);
    for (const Form& form : program.part(node).phrase.forms)
      for (const auto& position : form.positions) numbers = std::max(numbers, position.back() + 1);
  }
  // Numbers are given to tokens as they first appear, which comes near to Zipf's order (1949).
  constexpr double kOfTheFirst = 20;
  frequencies_.resize(numbers);
  for (std::uint32_t number = 0; number < numbers; ++number)
    frequencies_[number] = 1 / (number + kOfTheFirst);
  counts_.resize(numbers);
  plan();
}

TermSearch::~TermSearch() = default;

void TermSearch::plan() {
  always_.clear();
  triggers_.assign(program_.size(), {});
  checks_.clear();
  sets_.clear();
  Planner planner(*this);
  for (const Node term : terms_) planner.add(term);
  anchors_ = planner.indexOf(true);
  phrases_ = planner.indexOf(false);
  fillMasks();
}

void TermSearch::fillMasks() {
  const auto eachNumber = [&](std::size_t set, auto visit) {
    for (std::size_t word = 0; word < sets_[set].size(); ++word)
      for (std::uint64_t bits = sets_[set][word]; bits != 0; bits &= bits - 1)
        visit(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  };
  std::vector<std::pair<double, std::size_t>> byFrequency;
  for (std::size_t set = 0; set < sets_.size(); ++set) {
    double frequency = 0;
    eachNumber(set, [&](std::size_t number) { frequency += frequencies_[number]; });
    byFrequency.emplace_back(frequency, set);
  }
  std::ranges::sort(byFrequency);
  groupOf_.resize(sets_.size());
  masks_.assign(frequencies_.size(), 0);
  for (std::size_t rank = 0; rank < byFrequency.size(); ++rank) {
    const std::size_t set = byFrequency[rank].second;
    groupOf_[set] = std::uint64_t{1} << (rank * 64 / byFrequency.size());
    eachNumber(set, [&](std::size_t number) { masks_[number] |= groupOf_[set]; });
  }
}

/// What the first texts tell of how often words stand.
void TermSearch::count(const TokenStream& tokens) {
  if (texts_ > kReplanAfter.back()) return;
  if (std::ranges::find(kReplanAfter, texts_) != kReplanAfter.end()) {
    // A word that was not met may be in the next text.
    constexpr double kNotMet = 0.3;
    for (std::size_t number = 0; number < counts_.size(); ++number)
      frequencies_[number] = std::max<double>(counts_[number], kNotMet);
    plan();
  }
  ++texts_;
  for (const std::uint32_t id : tokens.ids)
    if (id < counts_.size()) ++counts_[id];
}

void TermSearch::maskBlocks(const TokenStream& tokens) {
  const std::size_t count = tokens.ids.size();
  blocks_.clear();
  for (std::size_t begin = 0; begin < count; begin += kBlock) {
    std::uint64_t groups = 0;
    for (std::size_t i = begin; i < std::min(begin + kBlock, count); ++i)
      if (tokens.ids[i] < masks_.size()) groups |= masks_[tokens.ids[i]];
    blocks_.push_back(groups);
  }
}

void TermSearch::tryAnchors(const TokenStream& tokens) {
  reach_.clear();
  kept_.clear();
  for (std::size_t i = 0; i < tokens.ids.size(); ++i)
    for (const TermProgram::Entry& entry : anchors_.of(tokens.ids[i])) {
      const Form& form = program_.part(entry.node).phrase.forms[entry.form];
      if (form.positions.size() > 1 && !formStandsAt(form, entry.offset, tokens, i)) continue;
      for (const Trigger& trigger : triggers_[entry.node])
        if (passes(trigger, tokens, i)) keep(trigger.term, tokens.positions[i]);
    }
}

bool TermSearch::passes(const Trigger& trigger, const TokenStream& tokens,
                        std::size_t token) const {
  for (std::uint32_t i = trigger.firstCheck; i < trigger.lastCheck; ++i)
    if (!mayPass(checks_[i], tokens, token)) return false;
  for (std::uint32_t i = trigger.firstCheck; i < trigger.lastCheck; ++i)
    if (!passes(checks_[i], tokens, token)) return false;
  return true;
}

bool TermSearch::mayPass(const Check& check, const TokenStream& tokens, std::size_t token) const {
  const auto holds = [&](std::size_t block) { return (blocks_[block] & groupOf_[check.set]) != 0; };
  const std::uint64_t position = tokens.positions[token];
  for (std::size_t block = token / kBlock;; --block) {
    if (holds(block)) return true;
    if (block == 0 || tokens.positions[block * kBlock - 1] + std::uint64_t{check.before} < position)
      break;
  }
  for (std::size_t begin = (token / kBlock + 1) * kBlock;
       begin < tokens.ids.size() && tokens.positions[begin] <= position + check.after;
       begin += kBlock)
    if (holds(begin / kBlock)) return true;
  return false;
}

bool TermSearch::passes(const Check& check, const TokenStream& tokens, std::size_t token) const {
  const std::vector<std::uint64_t>& set = sets_[check.set];
  const auto isIn = [&](std::uint32_t id) {
    return id / 64 < set.size() && (set[id / 64] >> (id % 64) & 1) != 0;
  };
  const std::uint64_t position = tokens.positions[token];
  for (std::size_t i = token;
       i-- > 0 && tokens.positions[i] + std::uint64_t{check.before} >= position;)
    if (isIn(tokens.ids[i])) return true;
  for (std::size_t i = token + 1;
       i < tokens.ids.size() && tokens.positions[i] <= position + check.after; ++i)
    if (isIn(tokens.ids[i])) return true;
  return false;
}

void TermSearch::keep(Node term, std::uint32_t position) {
  if (termStamp_[term] != stamp_) {
    termStamp_[term] = stamp_;
    kept_.push_back(term);
    places_[term].clear();
  }
  if (program_.readsContent(term)) {
    places_[term].push_back({position, position});
    return;
  }
  const std::uint64_t width = widths_[term];
  reach_.push_back(
      {limited(position - std::min<std::uint64_t>(position, width)), limited(position + width)});
}

/// Stretches of tokens that hold what is kept.
void TermSearch::markRegions(const TokenStream& tokens) {
  regions_.clear();
  std::ranges::sort(reach_);
  for (const Place& each : reach_) {
    const auto begin = std::ranges::lower_bound(tokens.positions, each.first);
    const auto end = std::upper_bound(begin, tokens.positions.end(), each.last);
    const std::pair region(static_cast<std::size_t>(begin - tokens.positions.begin()),
                           static_cast<std::size_t>(end - tokens.positions.begin()));
    if (regions_.empty() || region.first > regions_.back().second)
      regions_.push_back(region);
    else
      regions_.back().second = std::max(regions_.back().second, region.second);
  }
}

void TermSearch::collectStarts(const TokenStream& tokens) {
  for (const auto& [begin, end] : regions_)
    for (std::size_t i = begin; i < end; ++i)
      for (const TermProgram::Entry& entry : phrases_.of(tokens.ids[i])) {
        const Form& form = program_.part(entry.node).phrase.forms[entry.form];
        if (form.positions.size() > 1 && !formStandsAt(form, entry.offset, tokens, i)) continue;
        if (startStamp_[entry.node] != stamp_) {
          startStamp_[entry.node] = stamp_;
          starts_[entry.node].clear();
        }
        const std::uint32_t first = tokens.positions[i] - entry.offset;
        starts_[entry.node].push_back(
            {first, first + static_cast<std::uint32_t>(form.positions.size()) - 1});
      }
}

const std::vector<TermSearch::Found>& TermSearch::in(const TokenStream& tokens) {
  found_.clear();
  count(tokens);
  if (++stamp_ == 0) {
    for (auto* stamps : {&startStamp_, &placeStamp_, &termStamp_}) std::ranges::fill(*stamps, 0);
    stamp_ = 1;
  }
  for (const Node term : always_) found_.push_back({term, {kWholeText}});
  maskBlocks(tokens);
  tryAnchors(tokens);
  if (kept_.empty()) return found_;
  markRegions(tokens);
  collectStarts(tokens);
  for (const Node term : kept_) {
    if (program_.readsContent(term)) {
      tidy(places_[term]);
      found_.push_back({term, places_[term]});
      continue;
    }
    const auto& places = placesOf(term, tokens);
    if (!places.empty()) found_.push_back({term, places});
  }
  return found_;
}

const std::vector<Place>& TermSearch::placesOf(Node node, const TokenStream& tokens) {
  if (placeStamp_[node] == stamp_) return places_[node];
  placeStamp_[node] = stamp_;
  std::vector<Place>& places = places_[node];
  places.clear();
  switch (program_.part(node).kind) {
    case Kind::Nothing:
    case Kind::Pattern:
      break;
    case Kind::Phrase:
      if (startStamp_[node] == stamp_) places = starts_[node];
      tidy(places);
      break;
    case Kind::Any:
      placesOfAny(node, tokens, places);
      break;
    case Kind::Near:
    case Kind::Then:
      placesOfGap(node, tokens, places);
      break;
  }
  return places;
}

void TermSearch::placesOfAny(Node node, const TokenStream& tokens, std::vector<Place>& places) {
  for (const Node child : program_.part(node).children) {
    if (program_.isPhrase(child)) {
      if (startStamp_[child] == stamp_)
        places.insert(places.end(), starts_[child].begin(), starts_[child].end());
      continue;
    }
    const auto& found = placesOf(child, tokens);
    places.insert(places.end(), found.begin(), found.end());
  }
  tidy(places);
}

void TermSearch::placesOfGap(Node node, const TokenStream& tokens, std::vector<Place>& places) {
  const TermProgram::Part& part = program_.part(node);
  const std::size_t rarer = leftFirst_[node] != 0 ? 0 : 1;
  if (placesOf(part.children[rarer], tokens).empty()) return;
  const auto& left = placesOf(part.children[0], tokens);
  const auto& right = placesOf(part.children[1], tokens);
  if (left.empty() || right.empty()) return;
  std::uint32_t longest = 0;
  for (const Place& place : right) longest = std::max(longest, place.last - place.first);
  const bool either = part.kind == Kind::Near;
  const auto gapFits = [&](const Place& a, const Place& b) {
    return b.first > a.last && b.first - a.last - 1 <= part.distance;
  };
  for (const Place& a : left) {
    const std::uint32_t back = either ? longest + part.distance + 1 : 0;
    const std::uint32_t from = a.first > back ? a.first - back : 0;
    auto b = std::partition_point(right.begin(), right.end(),
                                  [&](const Place& place) { return place.first < from; });
    for (; b != right.end() && b->first <= a.last + part.distance + 1; ++b) {
      if (!gapFits(a, *b) && !(either && gapFits(*b, a))) continue;
      const Place whole{std::min(a.first, b->first), std::max(a.last, b->last)};
      if (turnOf(tokens, whole.first) == turnOf(tokens, whole.last)) places.push_back(whole);
    }
  }
  tidy(places);
}

}  // namespace retold
