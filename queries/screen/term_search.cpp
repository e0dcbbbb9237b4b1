#include "queries/screen/term_search.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "indexer/text/phrase.h"
#include "queries/screen/term_parts.h"

namespace retold {
namespace {

using Node = TermProgram::Node;
using Place = TermSearch::Place;
using Kind = TermProgram::Part::Kind;

constexpr Place kWholeText{0, std::numeric_limits<std::uint32_t>::max()};

void tidy(std::vector<Place>& places) {
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

/// How many words a hit of each node may span at most, and which phrases it cannot do without.
class Shape {
 public:
  explicit Shape(const TermProgram& program) : program_(program) {}

  std::uint64_t widthOf(Node node) {
    if (widths_.size() <= node) widths_.resize(program_.size());
    auto& known = widths_[node];
    if (known) return *known;
    const TermProgram::Part& part = program_.part(node);
    std::uint64_t width = 0;
    if (part.kind == Kind::Phrase)
      for (const auto& form : part.phrase.forms)
        width = std::max<std::uint64_t>(width, form.positions.size());
    if (part.kind == Kind::Any)
      for (const Node child : part.children) width = std::max(width, widthOf(child));
    if (part.kind == Kind::Near || part.kind == Kind::Then)
      width = widthOf(part.children[0]) + part.distance + widthOf(part.children[1]);
    known = width;
    return width;
  }

  struct Anchor {
    std::vector<Node> phrases;  ///< one of them stands in every hit
    double frequency = 0;       ///< how often, roughly; infinite where no set of phrases is needed
  };

  bool hasAnchor(Node node) { return anchorOf(node).frequency < kNone; }

  const Anchor& anchorOf(Node node) {
    if (anchors_.size() <= node) anchors_.resize(program_.size());
    if (!anchors_[node]) anchors_[node] = look(node);
    return *anchors_[node];
  }

 private:
  static constexpr double kNone = std::numeric_limits<double>::infinity();

  Anchor look(Node node) {
    const TermProgram::Part& part = program_.part(node);
    Anchor anchor;
    switch (part.kind) {
      case Kind::Nothing:
        break;
      case Kind::Pattern:
        anchor.frequency = kNone;
        break;
      case Kind::Phrase:
        anchor.phrases = {node};
        anchor.frequency = program_.frequencyOf(node);
        break;
      case Kind::Any:
        for (const Node child : part.children) {
          const Anchor here = anchorOf(child);
          anchor.phrases.insert(anchor.phrases.end(), here.phrases.begin(), here.phrases.end());
          anchor.frequency += here.frequency;
        }
        break;
      case Kind::Near:
      case Kind::Then: {
        const Anchor left = anchorOf(part.children[0]);
        const Anchor right = anchorOf(part.children[1]);
        return left.frequency <= right.frequency ? left : right;
      }
    }
    std::ranges::sort(anchor.phrases);
    anchor.phrases.erase(std::unique(anchor.phrases.begin(), anchor.phrases.end()),
                         anchor.phrases.end());
    return anchor;
  }

  const TermProgram& program_;
  std::vector<std::optional<std::uint64_t>> widths_;
  std::vector<std::optional<Anchor>> anchors_;
};

}  // namespace

TermSearch::TermSearch(const TermProgram& program, std::span<const Node> terms)
    : program_(program),
      triggers_(program.size()),
      leftFirst_(program.size()),
      startStamp_(program.size()),
      placeStamp_(program.size()),
      termStamp_(program.size()),
      starts_(program.size()),
      places_(program.size()) {
  chooseAnchors(terms);
}

TermSearch::~TermSearch() = default;

void TermSearch::chooseAnchors(std::span<const Node> terms) {
  Shape shape(program_);
  std::vector<std::uint64_t> reach(program_.size());  // by phrase
  for (const Node term : terms) {
    if (!shape.hasAnchor(term)) {
      always_.push_back(term);
      continue;
    }
    // A regular expression may fit far more than a few words: there the whole text is read.
    const std::uint64_t width = program_.readsContent(term) ? 1 : shape.widthOf(term);
    for (const Node phrase : shape.anchorOf(term).phrases) {
      triggers_[phrase].push_back(term);
      reach[phrase] = std::max(reach[phrase], width);
    }
  }
  for (Node node = 0; node < program_.size(); ++node) {
    const TermProgram::Part& part = program_.part(node);
    if (part.kind == Kind::Near || part.kind == Kind::Then)
      leftFirst_[node] =
          shape.anchorOf(part.children[0]).frequency <= shape.anchorOf(part.children[1]).frequency;
  }
  radius_.assign(program_.entryStarts_.empty() ? 0 : program_.entryStarts_.size() - 1, 0);
  for (std::size_t number = 0; number < radius_.size(); ++number)
    for (std::uint32_t e = program_.entryStarts_[number]; e < program_.entryStarts_[number + 1];
         ++e)
      radius_[number] = static_cast<std::uint32_t>(
          std::max<std::uint64_t>(radius_[number], reach[program_.entries_[e].node]));
}

/// Stretches of tokens round anchors, as far as a term may reach from there.
void TermSearch::markRegions(const TokenStream& tokens) {
  regions_.clear();
  const std::size_t count = tokens.ids.size();
  for (std::size_t i = 0; i < count; ++i) {
    if (tokens.ids[i] >= radius_.size()) continue;
    const std::uint32_t radius = radius_[tokens.ids[i]];
    if (radius == 0) continue;
    const std::uint32_t position = tokens.positions[i];
    std::size_t begin = i;
    std::size_t end = i + 1;
    if (!regions_.empty()) end = std::max(end, regions_.back().second);
    while (end < count && tokens.positions[end] <= position + radius) ++end;
    // Back to where the term may begin, over what was marked for terms that reach less far.
    for (;;) {
      if (!regions_.empty() && begin <= regions_.back().second) {
        begin = std::min(begin, regions_.back().first);
        regions_.pop_back();
      } else if (begin > 0 && tokens.positions[begin - 1] + radius >= position) {
        --begin;
      } else {
        break;
      }
    }
    regions_.emplace_back(begin, end);
  }
}

void TermSearch::collectStarts(const TokenStream& tokens) {
  touched_.clear();
  const auto& entryStarts = program_.entryStarts_;
  for (const auto& [begin, end] : regions_)
    for (std::size_t i = begin; i < end; ++i) {
      const std::uint32_t number = tokens.ids[i];
      if (number + 1 >= entryStarts.size()) continue;
      for (std::uint32_t e = entryStarts[number]; e < entryStarts[number + 1]; ++e) {
        const TermProgram::Entry& entry = program_.entries_[e];
        const auto& form = program_.part(entry.node).phrase.forms[entry.form];
        if (form.positions.size() > 1 && !formStandsAt(form, entry.offset, tokens, i)) continue;
        if (startStamp_[entry.node] != stamp_) {
          startStamp_[entry.node] = stamp_;
          starts_[entry.node].clear();
          touched_.push_back(entry.node);
        }
        const std::uint32_t first = tokens.positions[i] - entry.offset;
        starts_[entry.node].push_back(
            {first, first + static_cast<std::uint32_t>(form.positions.size()) - 1});
      }
    }
}

const std::vector<TermSearch::Found>& TermSearch::in(const TokenStream& tokens) {
  found_.clear();
  if (++stamp_ == 0) {
    for (auto* stamps : {&startStamp_, &placeStamp_, &termStamp_}) std::ranges::fill(*stamps, 0);
    stamp_ = 1;
  }
  for (const Node term : always_) found_.push_back({term, {kWholeText}});
  markRegions(tokens);
  if (regions_.empty()) return found_;
  collectStarts(tokens);
  for (const Node phrase : touched_)
    for (const Node term : triggers_[phrase]) {
      if (termStamp_[term] == stamp_) continue;
      termStamp_[term] = stamp_;
      if (program_.readsContent(term)) {
        found_.push_back({term, {kWholeText}});
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
