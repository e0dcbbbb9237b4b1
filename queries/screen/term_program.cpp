#include "queries/screen/term_program.h"

#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <utility>

#include "indexer/text/fold.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"
#include "indexer/text/word_edges.h"
#include "queries/screen/term_parts.h"

namespace retold {

struct TermRegex {
  RE2 re2;
};

void TermRegexDeleter::operator()(TermRegex* regex) const { delete regex; }

namespace {

using Form = PhrasePattern::Form;

/// Languages whose words stand in Latin and in Cyrillic letters, as written or as transliterated.
constexpr std::array<std::string_view, 11> kTwoScripts{"be", "bg", "bs", "cnr", "hr", "mk",
                                                       "ru", "sh", "sr", "uk",  "rue"};

bool hasTwoScripts(std::string_view language) {
  const std::string_view tag = language.substr(0, language.find('-'));
  return std::find(kTwoScripts.begin(), kTwoScripts.end(), tag) != kTwoScripts.end();
}

/// Which of two sets of tokens, ascending, fewer texts are likely to hold. Numbers are given to
/// tokens in the order in which they first appear, so that a high number tells of a rare word; of
/// several alternatives the commonest counts.
bool isRarer(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  return a.front() > b.front();
}

/// The position of a form at which to look first.
std::size_t anchorOffset(const Form& form) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < form.positions.size(); ++i)
    if (isRarer(form.positions[i], form.positions[best])) best = i;
  return best;
}

std::string keyOf(const WordVariation& variation) {
  std::string key = std::to_string(static_cast<int>(variation.strictness)) + variation.stemming;
  for (const std::string& each : variation.attachedBefore) key += "<" + each;
  for (const std::string& each : variation.attachedAfter) key += ">" + each;
  return key;
}

/// True when the form may be used by a phrase that allows no difference but case.
bool fits(const Form& form, bool exactPhrase) { return !exactPhrase || form.best <= How::Case; }

bool fitsAt(const TokenStream& tokens, std::size_t begin, std::uint32_t position,
            const std::vector<std::uint32_t>& numbers) {
  for (std::size_t i = begin; i < tokens.ids.size() && tokens.positions[i] == position; ++i)
    if (std::binary_search(numbers.begin(), numbers.end(), tokens.ids[i])) return true;
  return false;
}

std::size_t firstTokenOf(const TokenStream& tokens, std::size_t token) {
  while (token > 0 && tokens.positions[token - 1] == tokens.positions[token]) --token;
  return token;
}

bool samePlace(const TermHit& a, const TermHit& b) {
  return a.first == b.first && a.last == b.last;
}

/// Puts hits in order and keeps each place once, with its best `how`.
void tidy(std::vector<TermHit>& hits) {
  std::stable_sort(hits.begin(), hits.end(), [](const TermHit& a, const TermHit& b) {
    return std::tuple(a.first, a.last, a.folded, a.how) <
           std::tuple(b.first, b.last, b.folded, b.how);
  });
  hits.erase(std::unique(hits.begin(), hits.end(), samePlace), hits.end());
}

/// False where characters of a script without spaces stand on either side of a mark: there a mark
/// parts words as a space does elsewhere.
bool isUnbroken(std::string_view text, const std::vector<ByteSpan>& words) {
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::size_t at = words[i].begin;
    if (words[i - 1].end >= at || !isSpaceless(nextCodepoint(text, at))) continue;
    at = words[i - 1].end;
    do --at;
    while (!isCodepointBoundary(text, at));
    if (!isSpaceless(nextCodepoint(text, at))) continue;
    for (at = words[i - 1].end; at < words[i].begin;) {
      const char32_t sign = nextCodepoint(text, at);
      const bool isBlank = sign <= ' ' || sign == 0xA0 || sign == 0x3000 || sign == 0xFEFF ||
                           (sign >= 0x2000 && sign <= 0x200F) || sign == 0x2060;
      if (!isBlank) return false;
    }
  }
  return true;
}

std::vector<ByteSpan> mergedWords(const std::vector<ByteSpan>& a, const std::vector<ByteSpan>& b) {
  std::vector<ByteSpan> words(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), words.begin());
  return words;
}

}  // namespace

bool formStandsAt(const Form& form, std::uint32_t offset, const TokenStream& tokens,
                  std::size_t token) {
  const std::uint32_t position = tokens.positions[token];
  const auto length = static_cast<std::uint32_t>(form.positions.size());
  if (position < offset) return false;
  const std::uint32_t start = position - offset;
  std::size_t at = firstTokenOf(tokens, token);
  for (std::uint32_t i = offset; i-- > 0;) {
    at = firstTokenOf(tokens, at - 1);
    if (!fitsAt(tokens, at, start + i, form.positions[i])) return false;
  }
  at = token;
  for (std::uint32_t i = offset + 1; i < length; ++i) {
    while (at < tokens.ids.size() && tokens.positions[at] < start + i) ++at;
    if (!fitsAt(tokens, at, start + i, form.positions[i])) return false;
  }
  const auto turn = std::upper_bound(tokens.turnStarts.begin(), tokens.turnStarts.end(), start);
  return turn == tokens.turnStarts.end() || *turn >= start + length;
}

// Building

TermProgram::TermProgram(const Vocabulary& vocabulary)
    : TermProgram(std::make_shared<WordFinder>(vocabulary)) {}

TermProgram::TermProgram(std::shared_ptr<WordFinder> finder) : finder_(std::move(finder)) {
  parts_.push_back(std::make_unique<Part>());
}

TermProgram::~TermProgram() = default;

TermProgram::Node TermProgram::keep(const std::string& key, Part part) {
  for (const Node child : part.children) part.readsContent |= parts_[child]->readsContent;
  for (const Form& form : part.phrase.forms)
    part.width = std::max<std::uint64_t>(part.width, form.positions.size());
  for (const Node child : part.children)
    part.width = part.kind == Part::Kind::Any ? std::max(part.width, parts_[child]->width)
                                              : part.width + parts_[child]->width;
  part.width += part.distance;
  const auto node = static_cast<Node>(parts_.size());
  parts_.push_back(std::make_unique<Part>(std::move(part)));
  known_.emplace(key, node);
  return node;
}

TermProgram::Node TermProgram::add(const Lexicon& lexicon, const TermExpression& expression) {
  switch (expression.kind) {
    case TermExpression::Kind::Phrase:
      return addPhrase(lexicon, expression);
    case TermExpression::Kind::Concept:
      return addConcept(lexicon, expression.name);
    case TermExpression::Kind::Number:
      return addNumber(expression);
    case TermExpression::Kind::Pattern:
      return addPattern(expression);
    case TermExpression::Kind::Any: {
      std::vector<Node> children;
      for (const TermExpression& child : expression.children)
        children.push_back(add(lexicon, child));
      return anyOf(std::move(children));
    }
    case TermExpression::Kind::Near:
    case TermExpression::Kind::Then:
      return addGap(lexicon, expression);
  }
  return kNothing;
}

TermProgram::Node TermProgram::addAny(const Lexicon& lexicon, const std::vector<Term>& terms) {
  std::vector<Node> children;
  children.reserve(terms.size());
  for (const Term& term : terms) children.push_back(add(lexicon, term.expression));
  return anyOf(std::move(children));
}

TermProgram::Node TermProgram::addPhrase(const Lexicon& lexicon, const TermExpression& expression) {
  const bool twins = !lexicon.exactPhrases && hasTwoScripts(lexicon.language);
  std::string key = lexicon.exactPhrases ? "exact" : twins ? "twins" : "folded";
  if (!lexicon.exactPhrases) key += keyOf(lexicon.variation);
  for (const QueryWord& word : expression.words) {
    key += word.prefix ? "\n*" : word.exact ? "\n=" : "\n ";
    key += word.inflected ? "+" : word.misspelt ? "?" : " ";
    key += word.text;
  }
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  Part part;
  part.kind = Part::Kind::Phrase;
  part.phrase = compilePhrase(tokenizer_, *finder_, expression.words, twins,
                              lexicon.exactPhrases ? WordVariation{} : lexicon.variation);
  part.exactPhrase = lexicon.exactPhrases;
  part.strict = lexicon.variation.strictness == Strictness::Strict;
  const bool possible = std::any_of(part.phrase.forms.begin(), part.phrase.forms.end(),
                                    [&](const Form& f) { return fits(f, part.exactPhrase); });
  if (!possible) return kNothing;
  return keep(key, std::move(part));
}

TermProgram::Node TermProgram::addNumber(const TermExpression& expression) {
  const std::string key =
      "number\n" + std::to_string(expression.from) + "\n" + std::to_string(expression.to);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  Form form;
  form.positions.emplace_back();
  for (std::uint64_t number = expression.from; number <= expression.to; ++number)
    if (const auto id = finder_->find(std::to_string(number))) form.positions[0].push_back(*id);
  if (form.positions[0].empty()) return kNothing;
  std::sort(form.positions[0].begin(), form.positions[0].end());
  form.covers.emplace_back(0, 0);
  form.best = How::Pattern;
  Part part;
  part.kind = Part::Kind::Phrase;
  part.phrase.words.push_back({std::to_string(expression.from)});
  part.phrase.forms.push_back(std::move(form));
  return keep(key, std::move(part));
}

TermProgram::Node TermProgram::addPattern(const TermExpression& expression) {
  const std::string key = "regex\n" + expression.regex;
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  RE2::Options options;
  options.set_log_errors(false);
  Part part;
  part.kind = Part::Kind::Pattern;
  part.regex.reset(new TermRegex{RE2(expression.regex, options)});
  part.readsContent = true;
  assert(part.regex->re2.ok());
  return keep(key, std::move(part));
}

TermProgram::Node TermProgram::addConcept(const Lexicon& lexicon, const std::string& name) {
  const std::pair key(&lexicon, name);
  if (const auto known = concepts_.find(key); known != concepts_.end()) return known->second;
  const auto found = std::find_if(lexicon.concepts.begin(), lexicon.concepts.end(),
                                  [&](const Concept& each) { return each.name == name; });
  assert(found != lexicon.concepts.end());
  const Node node = addAny(lexicon, found->terms);
  concepts_.emplace(key, node);
  return node;
}

TermProgram::Node TermProgram::addGap(const Lexicon& lexicon, const TermExpression& expression) {
  assert(expression.children.size() == 2);
  const Node left = add(lexicon, expression.children[0]);
  const Node right = add(lexicon, expression.children[1]);
  if (left == kNothing || right == kNothing) return kNothing;
  Part part;
  const bool near = expression.kind == TermExpression::Kind::Near;
  part.kind = near ? Part::Kind::Near : Part::Kind::Then;
  part.distance = expression.distance;
  part.children = {left, right};
  const std::string key = (near ? "~" : ">") + std::to_string(part.distance) + "\n" +
                          std::to_string(left) + "\n" + std::to_string(right);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  return keep(key, std::move(part));
}

TermProgram::Node TermProgram::anyOf(std::vector<Node> children) {
  std::sort(children.begin(), children.end());
  children.erase(std::unique(children.begin(), children.end()), children.end());
  if (!children.empty() && children.front() == kNothing) children.erase(children.begin());
  if (children.empty()) return kNothing;
  if (children.size() == 1) return children.front();
  std::string key = "any";
  for (const Node child : children) key += "\n" + std::to_string(child);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  Part part;
  part.kind = Part::Kind::Any;
  part.children = std::move(children);
  return keep(key, std::move(part));
}

void TermProgram::finish() {
  std::vector<std::pair<std::uint32_t, Entry>> found;
  for (Node node = 0; node < parts_.size(); ++node) {
    const Part& part = *parts_[node];
    for (std::uint32_t i = 0; i < part.phrase.forms.size(); ++i) {
      const Form& form = part.phrase.forms[i];
      if (!fits(form, part.exactPhrase)) continue;
      const auto offset = static_cast<std::uint32_t>(anchorOffset(form));
      for (const std::uint32_t number : form.positions[offset])
        found.push_back({number, Entry{node, i, offset}});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  entryStarts_.assign(found.empty() ? 1 : found.back().first + 2, 0);
  for (const auto& [number, entry] : found) {
    ++entryStarts_[number + 1];
    entries_.push_back(entry);
  }
  for (std::size_t i = 1; i < entryStarts_.size(); ++i) entryStarts_[i] += entryStarts_[i - 1];
}

std::optional<std::vector<std::uint32_t>> TermProgram::anchors(Node node) const {
  const Part& part = *parts_[node];
  std::vector<std::uint32_t> numbers;
  switch (part.kind) {
    case Part::Kind::Nothing:
      return numbers;
    case Part::Kind::Pattern:
      return std::nullopt;
    case Part::Kind::Phrase:
      for (const Form& form : part.phrase.forms) {
        if (!fits(form, part.exactPhrase)) continue;
        const auto& here = form.positions[anchorOffset(form)];
        numbers.insert(numbers.end(), here.begin(), here.end());
      }
      break;
    case Part::Kind::Any:
      for (const Node child : part.children) {
        const auto here = anchors(child);
        if (!here) return std::nullopt;
        numbers.insert(numbers.end(), here->begin(), here->end());
      }
      break;
    case Part::Kind::Near:
    case Part::Kind::Then: {
      auto left = anchors(part.children[0]);
      auto right = anchors(part.children[1]);
      if (!left || (right && isRarer(*right, *left))) return right;
      return left;
    }
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

std::optional<std::vector<PhrasePattern>> TermProgram::anchorPhrases(Node node) const {
  const Part& part = *parts_[node];
  std::vector<PhrasePattern> phrases;
  switch (part.kind) {
    case Part::Kind::Nothing:
      break;
    case Part::Kind::Pattern:
      return std::nullopt;
    case Part::Kind::Phrase:
      phrases.emplace_back();
      for (const Form& form : part.phrase.forms)
        if (fits(form, part.exactPhrase)) phrases.back().forms.push_back(form);
      break;
    case Part::Kind::Any:
      for (const Node child : part.children) {
        auto here = anchorPhrases(child);
        if (!here) return std::nullopt;
        std::move(here->begin(), here->end(), std::back_inserter(phrases));
      }
      break;
    case Part::Kind::Near:
    case Part::Kind::Then: {
      auto left = anchorPhrases(part.children[0]);
      auto right = anchorPhrases(part.children[1]);
      if (!left || (right && right->size() < left->size())) return right;
      return left;
    }
  }
  return phrases;
}

const TermProgram::Part& TermProgram::part(Node node) const { return *parts_[node]; }

bool TermProgram::readsContent(Node node) const { return parts_[node]->readsContent; }

bool TermProgram::isPhrase(Node node) const { return parts_[node]->kind == Part::Kind::Phrase; }

// Searching

TermHits::TermHits(const TermProgram& program) : program_(program), states_(program.size()) {}

TermHits::TermHits(const TermProgram& program, const TokenStream& tokens, const Text* text)
    : TermHits(program) {
  begin(tokens, text);
  lookWithin({{0, std::numeric_limits<std::uint32_t>::max()}});
}

void TermHits::begin(const TokenStream& tokens, const Text* text) {
  tokens_ = &tokens;
  text_ = text;
  passages_.reset();
  if (++stamp_ == 0) {
    for (State& state : states_) state.stamp = 0;
    stamp_ = 1;
  }
}

TermHits::State& TermHits::stateOf(TermProgram::Node node) {
  State& state = states_[node];
  if (state.stamp == stamp_) return state;
  state.stamp = stamp_;
  state.possible = Possible::Unknown;
  state.isComputed = false;
  state.starts.clear();
  state.hits.clear();
  return state;
}

void TermHits::lookWithin(const std::vector<Stretch>& stretches) {
  const auto& positions = tokens_->positions;
  for (const Stretch& stretch : stretches) {
    const auto begin = std::ranges::lower_bound(positions, stretch.first);
    const auto end = std::upper_bound(begin, positions.end(), stretch.last);
    collect(static_cast<std::size_t>(begin - positions.begin()),
            static_cast<std::size_t>(end - positions.begin()));
  }
}

/// What begins with an anchor among these tokens.
void TermHits::collect(std::size_t begin, std::size_t end) {
  const auto& entryStarts = program_.entryStarts_;
  for (std::size_t i = begin; i < end; ++i) {
    const std::uint32_t number = tokens_->ids[i];
    if (number + 1 >= entryStarts.size()) continue;
    for (std::uint32_t e = entryStarts[number]; e < entryStarts[number + 1]; ++e) {
      const TermProgram::Entry& entry = program_.entries_[e];
      const Form& form = program_.parts_[entry.node]->phrase.forms[entry.form];
      if (!formStandsAt(form, entry.offset, *tokens_, i)) continue;
      const std::uint32_t first = tokens_->positions[i] - entry.offset;
      const auto length = static_cast<std::uint32_t>(form.positions.size());
      stateOf(entry.node)
          .starts.push_back({first, first + length - 1, form.best, static_cast<std::uint32_t>(i)});
    }
  }
}

TermHits::~TermHits() = default;

const std::vector<TermHit>& TermHits::of(TermProgram::Node node) {
  State& state = stateOf(node);
  if (!state.isComputed) {
    if (isPossible(node)) compute(node, state.hits);
    tidy(state.hits);
    state.isComputed = true;
  }
  return state.hits;
}

bool TermHits::isPossible(TermProgram::Node node) {
  using Kind = TermProgram::Part::Kind;
  State& state = stateOf(node);
  if (state.possible != Possible::Unknown) return state.possible == Possible::Yes;
  const TermProgram::Part& part = *program_.parts_[node];
  const auto possible = [this](TermProgram::Node child) { return isPossible(child); };
  bool answer = false;
  switch (part.kind) {
    case Kind::Nothing:
      break;
    case Kind::Phrase:
      answer = !state.starts.empty();
      break;
    case Kind::Pattern:
      answer = text_ != nullptr;
      break;
    case Kind::Any:
      answer =
          std::any_of(part.children.begin(), part.children.end(), [&](TermProgram::Node child) {
            return (!program_.isPhrase(child) || isKnown(child)) && isPossible(child);
          });
      break;
    case Kind::Near:
    case Kind::Then:
      answer = std::all_of(part.children.begin(), part.children.end(), possible);
      break;
  }
  state.possible = answer ? Possible::Yes : Possible::No;
  return answer;
}

void TermHits::compute(TermProgram::Node node, std::vector<TermHit>& hits) {
  using Kind = TermProgram::Part::Kind;
  switch (program_.parts_[node]->kind) {
    case Kind::Nothing:
      return;
    case Kind::Phrase:
      return computePhrase(node, hits);
    case Kind::Pattern:
      return computePattern(node, hits);
    case Kind::Any:
      for (const TermProgram::Node child : program_.parts_[node]->children) {
        if (program_.isPhrase(child) && !isKnown(child)) continue;
        const auto& found = of(child);
        hits.insert(hits.end(), found.begin(), found.end());
      }
      return;
    case Kind::Near:
    case Kind::Then:
      return computeGap(node, hits);
  }
}

void TermHits::computePhrase(TermProgram::Node node, std::vector<TermHit>& hits) {
  std::vector<Start>& starts = stateOf(node).starts;
  std::sort(starts.begin(), starts.end(), [](const Start& a, const Start& b) {
    return std::tuple(a.first, a.last, a.best) < std::tuple(b.first, b.last, b.best);
  });
  for (std::size_t i = 0; i < starts.size();) {
    std::size_t next = i;
    while (next < starts.size() && starts[next].first == starts[i].first) ++next;
    const bool isSingle = starts[next - 1].last == starts[i].first;
    if (text_ == nullptr) {
      for (; i < next; ++i)
        hits.push_back({starts[i].first, starts[i].last, starts[i].best, {}, false});
    } else if (!isSingle || !readSingle(*program_.parts_[node], starts[i], hits)) {
      readAt(node, starts[i].first, starts[next - 1].last, hits);
    }
    i = next;
  }
}

/// What readAt does, for one token that stands alone at its position; false where that is not so or
/// a word has to be written as typed.
bool TermHits::readSingle(const TermProgram::Part& part, const Start& start,
                          std::vector<TermHit>& hits) {
  const std::size_t at = start.token;
  const auto& positions = tokens_->positions;
  const bool alone = (at == 0 || positions[at - 1] != start.first) &&
                     (at + 1 == positions.size() || positions[at + 1] != start.first);
  const auto& words = part.phrase.words;
  if (!alone || std::ranges::any_of(words, &QueryWord::exact)) return false;
  const ByteSpan span = tokens_->spans[at];
  const std::string_view written = std::string_view(text_->content).substr(span.begin, span.size());
  std::optional<How> best;
  for (const Form& form : part.phrase.forms) {
    if (form.positions.size() != 1 ||
        !std::ranges::binary_search(form.positions.front(), tokens_->ids[at]))
      continue;
    How how = form.best;
    if (how == How::Exact && !written.empty())
      how = std::max(how, howEqual(words[form.covers.front().first].text, written));
    best = best ? std::min(*best, how) : how;
  }
  if (!best || (part.exactPhrase && *best > How::Case)) return true;
  if (part.strict && (*best == How::Folded || *best == How::Twin)) return true;
  hits.push_back({start.first, start.last, *best, {span}, *best == How::Folded});
  return true;
}

/// Lets `findPhrase` judge the few tokens from `start` to `last`.
void TermHits::readAt(TermProgram::Node node, std::uint32_t start, std::uint32_t last,
                      std::vector<TermHit>& hits) {
  const auto from = static_cast<std::size_t>(
      std::lower_bound(tokens_->positions.begin(), tokens_->positions.end(), start) -
      tokens_->positions.begin());
  const auto to = static_cast<std::size_t>(
      std::upper_bound(tokens_->positions.begin() + static_cast<std::ptrdiff_t>(from),
                       tokens_->positions.end(), last) -
      tokens_->positions.begin());
  const auto copy = [&](const auto& all, auto& some) {
    some.assign(all.begin() + static_cast<std::ptrdiff_t>(from),
                all.begin() + static_cast<std::ptrdiff_t>(to));
  };
  copy(tokens_->ids, slice_.ids);
  copy(tokens_->spans, slice_.spans);
  copy(tokens_->positions, slice_.positions);
  const auto& turns = tokens_->turnStarts;
  slice_.turnStarts.assign({start});
  for (auto t = std::upper_bound(turns.begin(), turns.end(), start); t != turns.end() && *t <= last;
       ++t)
    slice_.turnStarts.push_back(*t);
  const TermProgram::Part& part = *program_.parts_[node];
  for (PhraseHit& hit : findPhrase(part.phrase, slice_, text_->content)) {
    if (hit.firstPosition != start || (part.exactPhrase && hit.how > How::Case)) continue;
    if (part.strict && (hit.how == How::Folded || hit.how == How::Twin)) continue;
    if (!isUnbroken(text_->content, hit.words)) continue;
    const bool folded = hit.how == How::Folded;
    hits.push_back({hit.firstPosition, hit.lastPosition, hit.how, std::move(hit.words), folded});
  }
}

void TermHits::computePattern(TermProgram::Node node, std::vector<TermHit>& hits) {
  if (text_ == nullptr) return;
  if (!passages_) passages_ = paragraphs(text_->content, text_->turns);
  const RE2& regex = program_.parts_[node]->regex->re2;
  for (const Passage& passage : *passages_) {
    const re2::StringPiece whole(text_->content.data() + passage.span.begin, passage.span.size());
    std::size_t at = 0;
    re2::StringPiece found;
    while (at <= whole.size() && regex.Match(whole, at, whole.size(), RE2::UNANCHORED, &found, 1)) {
      const auto begin = static_cast<std::uint64_t>(found.data() - text_->content.data());
      const std::uint64_t end = begin + found.size();
      at = end - passage.span.begin + (found.empty() ? 1 : 0);
      // The first token that ends behind `begin`: spans ascend, but for parts of a compound.
      auto first = std::partition_point(tokens_->spans.begin(), tokens_->spans.end(),
                                        [&](ByteSpan span) { return span.begin < begin; });
      while (first != tokens_->spans.begin() && std::prev(first)->end > begin) --first;
      const auto last = std::partition_point(first, tokens_->spans.end(),
                                             [&](ByteSpan span) { return span.begin < end; });
      if (first == last || found.empty()) continue;
      TermHit hit;
      hit.first = tokens_->positions[static_cast<std::size_t>(first - tokens_->spans.begin())];
      hit.last = tokens_->positions[static_cast<std::size_t>(last - tokens_->spans.begin()) - 1];
      hit.how = How::Pattern;
      hit.words = spansOf(*tokens_, hit.first, hit.last);
      hits.push_back(std::move(hit));
    }
  }
}

void TermHits::computeGap(TermProgram::Node node, std::vector<TermHit>& hits) {
  const TermProgram::Part& part = *program_.parts_[node];
  const auto& left = of(part.children[0]);
  if (left.empty()) return;
  const auto& right = of(part.children[1]);
  if (right.empty()) return;
  std::uint32_t longest = 0;
  for (const TermHit& hit : right) longest = std::max(longest, hit.last - hit.first);
  const bool either = part.kind == TermProgram::Part::Kind::Near;
  const auto gapFits = [&](const TermHit& a, const TermHit& b) {
    return b.first > a.last && b.first - a.last - 1 <= part.distance;
  };
  for (const TermHit& a : left) {
    const std::uint32_t back = either ? longest + part.distance + 1 : 0;
    const std::uint32_t from = a.first > back ? a.first - back : 0;
    auto b = std::partition_point(right.begin(), right.end(),
                                  [&](const TermHit& hit) { return hit.first < from; });
    for (; b != right.end() && b->first <= a.last + part.distance + 1; ++b) {
      if (!gapFits(a, *b) && !(either && gapFits(*b, a))) continue;
      const std::uint32_t first = std::min(a.first, b->first);
      const std::uint32_t last = std::max(a.last, b->last);
      if (turnOf(*tokens_, first) != turnOf(*tokens_, last)) continue;
      const How how = std::max({a.how, b->how, How::Gap});
      hits.push_back({first, last, how, mergedWords(a.words, b->words), a.folded || b->folded});
    }
  }
}

std::optional<std::uint32_t> positionFrom(const TokenStream& tokens, std::uint64_t byte) {
  const auto token = std::partition_point(tokens.spans.begin(), tokens.spans.end(),
                                          [&](ByteSpan span) { return span.begin < byte; });
  if (token == tokens.spans.end()) return std::nullopt;
  return tokens.positions[static_cast<std::size_t>(token - tokens.spans.begin())];
}

std::vector<ByteSpan> spansOf(const TokenStream& tokens, std::uint32_t first, std::uint32_t last) {
  std::vector<ByteSpan> spans;
  const auto begin = std::lower_bound(tokens.positions.begin(), tokens.positions.end(), first);
  for (auto p = begin; p != tokens.positions.end() && *p <= last; ++p) {
    if (p != tokens.positions.begin() && *std::prev(p) == *p) continue;
    spans.push_back(tokens.spans[static_cast<std::size_t>(p - tokens.positions.begin())]);
  }
  return spans;
}

}  // namespace retold
