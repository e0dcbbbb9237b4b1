#include "queries/screen/screener.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/text/marks.h"
#include "indexer/text/phrase.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"
#include "indexer/text/word_edges.h"
#include "queries/screen/status.h"
#include "queries/screen/term_parts.h"
#include "queries/screen/term_program.h"

namespace retold {
namespace {

struct CompiledTerm {
  const Term* term;
  const Pattern* pattern;
  TermProgram::Node node;
  std::size_t number = 0;  ///< in the order of the lexicons
};

struct CompiledLexicon {
  const Lexicon* lexicon;
  std::vector<CompiledTerm> terms;
  std::unique_ptr<TermProgram> context;  ///< exclusions and cues: looked for where a term was found
  TermProgram::Node exclusions;
  std::size_t number = 0;  ///< in the order of the lexicons
  CompiledCues cues;
};

/// A place where a term of a pattern fits, before anything is said of it.
struct Found {
  const CompiledLexicon* lexicon;
  const CompiledTerm* term;
  TermHit hit;

  ByteSpan span() const { return {hit.words.front().begin, hit.words.back().end}; }
};

CompiledLexicon compileLexicon(const Lexicon& lexicon, TermProgram& program) {
  CompiledLexicon compiled{
      &lexicon, {}, std::make_unique<TermProgram>(program.finder()), TermProgram::kNothing, 0, {}};
  for (const Pattern& pattern : lexicon.patterns)
    for (const Term& term : pattern.terms) {
      const auto node = program.add(lexicon, term.expression);
      if (node != TermProgram::kNothing) compiled.terms.push_back({&term, &pattern, node, 0});
    }
  std::vector<Term> exclusions;
  for (const Exclusion& exclusion : lexicon.exclusions)
    exclusions.insert(exclusions.end(), exclusion.terms.begin(), exclusion.terms.end());
  compiled.exclusions = compiled.context->addAny(lexicon, exclusions);
  compiled.cues = CompiledCues::compile(lexicon, *compiled.context);
  compiled.context->finish();
  return compiled;
}

bool overlapsWord(const TermHit& exclusion, const TermHit& match) {
  return std::any_of(match.words.begin(), match.words.end(), [&](ByteSpan word) {
    return std::any_of(exclusion.words.begin(), exclusion.words.end(),
                       [&](ByteSpan other) { return word.overlaps(other); });
  });
}

/// Cues are looked for within so many words of a match.
constexpr std::uint32_t kContext = 400;
constexpr std::uint64_t kFarthest = std::numeric_limits<std::uint32_t>::max();

TermHits::Stretch widened(const TermHits::Stretch& stretch, std::uint64_t by) {
  const std::uint64_t last =
      std::min<std::uint64_t>(stretch.last + std::min(by, kFarthest), kFarthest);
  return {static_cast<std::uint32_t>(stretch.first - std::min<std::uint64_t>(by, stretch.first)),
          static_cast<std::uint32_t>(last)};
}

/// Widens stretches and makes one of those that meet.
void merge(std::vector<TermHits::Stretch>& stretches, std::uint64_t by) {
  std::ranges::sort(stretches, {}, &TermHits::Stretch::first);
  std::vector<TermHits::Stretch> merged;
  for (const TermHits::Stretch& each : stretches) {
    const TermHits::Stretch wide = widened(each, by);
    if (merged.empty() || wide.first > merged.back().last)
      merged.push_back(wide);
    else
      merged.back().last = std::max(merged.back().last, wide.last);
  }
  stretches = std::move(merged);
}

/// The most positions that one of the hits goes on for behind its first.
std::uint32_t longestOf(const std::vector<TermHit>& hits) {
  std::uint32_t longest = 0;
  for (const TermHit& hit : hits) longest = std::max(longest, hit.last - hit.first);
  return longest;
}

/// What the regular expressions of a term fit in one text.
class ContentShape {
 public:
  ContentShape(const TermProgram& program, const TermSearch& search, TermHits& hits)
      : program_(program), search_(search), hits_(hits) {}

  /// False when the term needs one that fits nowhere.
  bool isPossible(TermProgram::Node node) {
    if (!program_.readsContent(node)) return true;
    const TermProgram::Part& part = program_.part(node);
    const auto possible = [this](TermProgram::Node child) { return isPossible(child); };
    if (part.kind == TermProgram::Part::Kind::Pattern) return !hits_.of(node).empty();
    if (part.kind == TermProgram::Part::Kind::Any)
      return std::ranges::any_of(part.children, possible);
    return std::ranges::all_of(part.children, possible);
  }

  /// How many words a hit spans at most.
  std::uint64_t widthOf(TermProgram::Node node) {
    if (!program_.readsContent(node)) return search_.widthOf(node);
    const TermProgram::Part& part = program_.part(node);
    if (part.kind == TermProgram::Part::Kind::Pattern)
      return std::uint64_t{longestOf(hits_.of(node))} + 1;
    std::uint64_t width = 0;
    if (part.kind == TermProgram::Part::Kind::Any) {
      for (const TermProgram::Node child : part.children) width = std::max(width, widthOf(child));
      return width;
    }
    return widthOf(part.children[0]) + part.distance + widthOf(part.children[1]);
  }

 private:
  const TermProgram& program_;
  const TermSearch& search_;
  TermHits& hits_;
};

/// How far from a match the words of an exclusion may stand that shares a word with it.
std::uint64_t reachOfExclusions(const CompiledLexicon& lexicon) {
  const TermProgram::Part& part = lexicon.context->part(lexicon.exclusions);
  return part.readsContent ? kContext : std::min<std::uint64_t>(kContext, part.width);
}

/// Where the matches of each lexicon stand.
using Places = std::map<const CompiledLexicon*, std::vector<TermHits::Stretch>>;

bool isExcluded(const std::vector<TermHit>& excluded, const TermHit& match) {
  // Only those near the match are looked at: a long text has many of both.
  const std::uint64_t words = longestOf(excluded);
  auto at = std::partition_point(excluded.begin(), excluded.end(), [&](const TermHit& hit) {
    return hit.first + words < match.first;
  });
  for (; at != excluded.end() && at->first <= match.last; ++at)
    if (overlapsWord(*at, match)) return true;
  return false;
}

/// What a reader would rather see of two matches at one place: the heavier, then the one with more
/// words that fit, then the tighter, then the better one.
bool isBetter(const Found& a, const Found& b) {
  const auto key = [](const Found& found) {
    return std::tuple(-found.term->pattern->weight, -static_cast<long>(found.hit.words.size()),
                      found.hit.last - found.hit.first, found.hit.how, found.hit.first);
  };
  return key(a) < key(b);
}

/// Of matches that overlap, one for each category of each lexicon id.
std::vector<Found> bestPerPlace(std::vector<Found> found) {
  std::stable_sort(found.begin(), found.end(), isBetter);
  std::map<std::pair<std::string_view, std::string_view>, std::map<std::uint64_t, std::uint64_t>>
      taken;  // by begin: end; disjoint
  std::vector<Found> best;
  for (Found& each : found) {
    auto& places = taken[{each.lexicon->lexicon->id, each.term->pattern->name}];
    const ByteSpan span = each.span();
    const auto behind = places.lower_bound(span.end);
    if (behind != places.begin() && std::prev(behind)->second > span.begin) continue;
    places.emplace(span.begin, span.end);
    best.push_back(std::move(each));
  }
  return best;
}

Match matchOf(const Found& found, const TokenStream& tokens) {
  const Lexicon& lexicon = *found.lexicon->lexicon;
  Match match;
  match.span = found.span();
  match.words = found.hit.words;
  match.lexicon = lexicon.id;
  match.lexiconDigest = lexicon.digest;
  match.language = lexicon.language;
  match.category = found.term->pattern->name;
  match.term = found.term->term->source;
  match.gloss = found.term->term->gloss;
  match.how = found.hit.how;
  match.weight = found.term->pattern->weight;
  match.turn = turnOf(tokens, found.hit.first);
  match.position = found.hit.first;
  return match;
}

/// What a match is worth that was found only by ignoring them.
constexpr double kIgnoredMarks = 0.3;

/// What a match is worth whose words stand in two sentences.
constexpr double kAcrossSentences = 0.7;

bool isInOneSentence(const std::vector<Passage>& sentences, const TermHit& hit) {
  const auto sentenceOf = [&](std::uint64_t byte) {
    return std::ranges::upper_bound(sentences, byte, {},
                                    [](const Passage& each) { return each.span.begin; });
  };
  return sentenceOf(hit.words.front().begin) == sentenceOf(hit.words.back().begin);
}

void weighSentences(const std::vector<Passage>& sentences, const TermHit& hit, Match& match) {
  if (isInOneSentence(sentences, hit)) return;
  match.weight *= kAcrossSentences;
  if (match.why.empty()) match.why = "its words stand in two sentences";
}

/// Where words have no spaces between them: what a match is worth that lies on the edges of words
/// as a dictionary cuts them. It ranks a little higher; one that does not is found all the same.
constexpr double kOnWordEdges = 1.02;
/// So many bytes on either side of a match are cut into words.
constexpr std::uint64_t kAround = 300;

void weighEdges(const std::string& text, Match& match) {
  std::uint64_t begin = match.words.front().begin;
  std::size_t at = begin;
  if (!isSpaceless(nextCodepoint(text, at))) return;
  std::uint64_t end = std::min<std::uint64_t>(match.words.back().end + kAround, text.size());
  begin -= std::min(begin, kAround);
  while (!isCodepointBoundary(text, begin)) ++begin;
  while (!isCodepointBoundary(text, end)) --end;
  const auto edges = wordEdges(std::string_view(text).substr(begin, end - begin));
  const auto isEdge = [&](std::uint64_t byte) {
    return std::ranges::binary_search(edges, byte - begin);
  };
  for (std::size_t i = 0; i < match.words.size(); ++i) {
    const bool begins = i == 0 || match.words[i - 1].end != match.words[i].begin;
    const bool ends = i + 1 == match.words.size() || match.words[i + 1].begin != match.words[i].end;
    if (begins && !isEdge(match.words[i].begin)) return;
    if (ends && !isEdge(match.words[i].end)) return;
  }
  match.weight *= kOnWordEdges;
}

/// In a language whose marks tell words apart, "ban" in a text with marks is not "bạn".
void weighMarks(const Found& found, const Text& text, Match& match) {
  if (!found.lexicon->lexicon->diacriticsDistinguish || !found.hit.folded) return;
  if (!carriesMarks(text.content, match.span)) return;
  match.weight *= kIgnoredMarks;
  if (match.why.empty()) match.why = "the marks differ, and the passage is written with marks";
}

/// The 2010 list judged no status: a lexicon of exact phrases is run as it was.
bool isJudged(const Found& found) { return !found.lexicon->lexicon->exactPhrases; }

/// False when the pattern wants another answer than the question got.
bool applyJudgement(const StatusFinding& judgement, Answered wanted, Match& match) {
  match.status = judgement.status;
  match.why = judgement.why;
  using Answer = StatusFinding::Answer;
  if (wanted == Answered::Yes && judgement.answered != Answer::Yes) return false;
  if (wanted == Answered::No) {
    if (judgement.answered != Answer::No) return false;
    match.status = MatchStatus::Asserted;
    match.why.clear();
  }
  if (judgement.answered == Answer::None || match.status != MatchStatus::Asserted) return true;
  match.span = hull(match.span, judgement.answer);
  match.words.push_back(*judgement.cue);
  return true;
}

/// What a cue of another language says of a place. Texts mix languages, and a neighbour's words fit
/// where its cues are not known.
struct Doubt {
  const CompiledLexicon* lexicon;
  ByteSpan span;
  StatusFinding finding;
};

bool areOfOneId(const Found& a, const Found& b) {
  return a.lexicon != b.lexicon && a.lexicon->lexicon->id == b.lexicon->lexicon->id;
}

/// Judges what overlaps a find of another language of the same lexicon.
template <class Judge>
std::vector<Doubt> doubtsOf(const std::vector<Found>& found, Judge judge) {
  std::vector<const Found*> order;
  for (const Found& each : found)
    if (isJudged(each)) order.push_back(&each);
  std::ranges::sort(order, {}, [](const Found* each) { return each->span().begin; });
  std::vector<Doubt> doubts;
  std::vector<bool> shared(order.size());
  for (std::size_t i = 0; i < order.size(); ++i)
    for (std::size_t j = i + 1; j < order.size() && order[j]->span().begin < order[i]->span().end;
         ++j)
      if (areOfOneId(*order[i], *order[j])) shared[i] = shared[j] = true;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (!shared[i]) continue;
    StatusFinding finding = judge(*order[i]);
    if (finding.byCue) doubts.push_back({order[i]->lexicon, order[i]->span(), std::move(finding)});
  }
  return doubts;
}

/// An asserted match takes the status that a cue of another language gives its place.
void heed(const std::vector<Doubt>& doubts, const Found& found, Match& match) {
  if (match.status != MatchStatus::Asserted || found.term->pattern->answered != Answered::NoMatter)
    return;
  for (const Doubt& doubt : doubts) {
    const bool applies = doubt.lexicon != found.lexicon &&
                         doubt.lexicon->lexicon->id == found.lexicon->lexicon->id &&
                         doubt.span.overlaps(found.span());
    if (!applies) continue;
    match.status = doubt.finding.status;
    match.why = doubt.finding.why + ", says the lexicon in " + doubt.lexicon->lexicon->language;
    return;
  }
}

/// What follows on a match about another person is about that person too, while the story goes on.
template <class GoesOn>
void carryOn(std::vector<std::pair<Found, Match>>& matches, GoesOn goesOn) {
  const Match* other = nullptr;
  for (auto& [found, match] : matches) {
    if (!isJudged(found)) continue;
    const bool mayBe = other != nullptr && match.status == MatchStatus::Asserted &&
                       found.term->pattern->answered == Answered::NoMatter &&
                       match.turn == other->turn;
    if (mayBe && goesOn(found, *other)) {
      match.status = MatchStatus::OtherPerson;
      match.why = "what was told right before is of another person";
    }
    if (match.status == MatchStatus::OtherPerson) other = &match;
  }
}

/// More phrases cost the index more than passing over the texts that they would leave out.
constexpr std::size_t kMostAnchorPhrases = 300;

}  // namespace

struct Screener::Compiled {
  std::vector<Lexicon> lexicons;
  TermProgram program;  ///< the terms of the patterns
  std::vector<CompiledLexicon> compiled;
  /// By node: whose term it is.
  std::vector<std::vector<std::pair<const CompiledLexicon*, const CompiledTerm*>>> owners;
  std::vector<TermProgram::Node> terms;  ///< each once
  std::vector<std::uint32_t> anchors;
  std::optional<std::vector<PhrasePattern>> anchorPhrases;

  Compiled(std::vector<Lexicon> given, const Vocabulary& vocabulary)
      : lexicons(std::move(given)), program(vocabulary) {
    for (const Lexicon& lexicon : lexicons) compiled.push_back(compileLexicon(lexicon, program));
    program.finish();
    sortTerms();
    gatherAnchors();
    gatherAnchorPhrases();
  }

 private:
  void sortTerms() {
    owners.resize(program.size());
    std::size_t number = 0;
    for (CompiledLexicon& lexicon : compiled) {
      lexicon.number = static_cast<std::size_t>(&lexicon - compiled.data());
      for (CompiledTerm& term : lexicon.terms) {
        term.number = number++;
        if (owners[term.node].empty()) terms.push_back(term.node);
        owners[term.node].emplace_back(&lexicon, &term);
      }
    }
  }

  void gatherAnchors() {
    for (const CompiledLexicon& lexicon : compiled)
      for (const CompiledTerm& term : lexicon.terms) {
        const auto here = program.anchors(term.node);
        if (!here) return anchors.clear();
        anchors.insert(anchors.end(), here->begin(), here->end());
      }
    std::sort(anchors.begin(), anchors.end());
    anchors.erase(std::unique(anchors.begin(), anchors.end()), anchors.end());
  }

  void gatherAnchorPhrases() {
    std::vector<PhrasePattern> gathered;
    for (const CompiledLexicon& lexicon : compiled)
      for (const CompiledTerm& term : lexicon.terms) {
        auto here = program.anchorPhrases(term.node);
        if (!here || gathered.size() + here->size() > kMostAnchorPhrases) return;
        std::move(here->begin(), here->end(), std::back_inserter(gathered));
      }
    anchorPhrases = std::move(gathered);
  }
};

Screener::Screener(std::vector<Lexicon> lexicons, const Vocabulary& vocabulary)
    : compiled_(std::make_unique<Compiled>(std::move(lexicons), vocabulary)) {}
Screener::~Screener() = default;
Screener::Screener(Screener&&) noexcept = default;

std::span<const std::uint32_t> Screener::anchors() const { return compiled_->anchors; }

const std::optional<std::vector<PhrasePattern>>& Screener::anchorPhrases() const {
  return compiled_->anchorPhrases;
}

const std::vector<Lexicon>& Screener::lexicons() const { return compiled_->lexicons; }

std::vector<Match> Screener::scan(const TokenStream& tokens, const Text& text) const {
  Scanner scanner(*this);
  return scanner.mayMatch(tokens) ? scanner.scan(tokens, text) : std::vector<Match>();
}

Scanner::Scanner(const Screener& screener)
    : compiled_(*screener.compiled_),
      search_(compiled_.program, compiled_.terms),
      hits_(compiled_.program),
      contexts_(compiled_.compiled.size()) {}
Scanner::~Scanner() = default;

TermHits& Scanner::contextOf(std::size_t lexicon, const TermProgram& context) {
  auto& kept = contexts_[lexicon];
  if (!kept) kept = std::make_unique<TermHits>(context);
  return *kept;
}

bool Scanner::mayMatch(const TokenStream& tokens) {
  found_ = &search_.in(tokens);
  return !found_->empty();
}

std::vector<Match> Scanner::scan(const TokenStream& tokens, const Text& text) {
  TermHits& hits = hits_;
  hits.begin(tokens, &text);
  std::vector<TermHits::Stretch> stretches;
  std::vector<TermProgram::Node> terms;
  ContentShape content(compiled_.program, search_, hits);
  for (const TermSearch::Found& term : *found_) {
    if (!content.isPossible(term.node)) continue;
    terms.push_back(term.node);
    const bool isRead = compiled_.program.readsContent(term.node);
    const std::uint64_t width = isRead ? content.widthOf(term.node) : 0;
    for (const TermSearch::Place& place : term.places)
      stretches.push_back(widened({place.first, place.last}, width));
  }
  if (terms.empty()) return {};
  merge(stretches, 0);
  hits.lookWithin(stretches);
  std::vector<Found> found;
  for (const TermProgram::Node node : terms)
    for (const auto& [lexicon, term] : compiled_.owners[node])
      for (const TermHit& hit : hits.of(node)) found.push_back({lexicon, term, hit});
  if (found.empty()) return {};
  std::ranges::stable_sort(found, {}, [](const Found& each) { return each.term->number; });
  Places around;
  for (const Found& each : found) around[each.lexicon].push_back({each.hit.first, each.hit.last});
  for (const auto& [lexicon, places] : around) {
    if (lexicon->exclusions == TermProgram::kNothing) continue;
    auto near = places;
    merge(near, reachOfExclusions(*lexicon));
    TermHits& excluding = contextOf(lexicon->number, *lexicon->context);
    excluding.begin(tokens, &text);
    excluding.lookWithin(near);
    const auto& excluded = excluding.of(lexicon->exclusions);
    std::erase_if(found, [&, owner = lexicon](const Found& each) {
      return each.lexicon == owner && isExcluded(excluded, each.hit);
    });
  }
  if (found.empty()) return {};
  std::set<const CompiledLexicon*> finding;
  for (const Found& each : found) finding.insert(each.lexicon);
  for (const CompiledLexicon* lexicon : finding) {
    merge(around[lexicon], kContext);
    TermHits& cues = contextOf(lexicon->number, *lexicon->context);
    cues.begin(tokens, &text);
    cues.lookWithin(around[lexicon]);
  }
  std::vector<Passage> sentencesOfText;
  if (std::any_of(found.begin(), found.end(), isJudged))
    sentencesOfText = sentences(text.content, text.turns);
  const auto judged = [&](const Found& each, Match& match) {
    if (!isJudged(each)) return true;
    StatusJudge judge(each.lexicon->cues, *contexts_[each.lexicon->number], tokens, text,
                      sentencesOfText);
    const Pattern& pattern = *each.term->pattern;
    return applyJudgement(judge.judge(each.hit, !pattern.negated), pattern.answered, match);
  };
  // First what counts only by an answer, so that it takes no place where it got none.
  std::erase_if(found, [&](const Found& each) {
    if (each.term->pattern->answered == Answered::NoMatter) return false;
    // One question's words with those of the next are no question.
    if (!isInOneSentence(sentencesOfText, each.hit)) return true;
    Match match = matchOf(each, tokens);
    return !judged(each, match);
  });
  const std::vector<Doubt> doubts = doubtsOf(found, [&](const Found& each) {
    StatusJudge judge(each.lexicon->cues, *contexts_[each.lexicon->number], tokens, text,
                      sentencesOfText);
    return judge.judge(each.hit, !each.term->pattern->negated);
  });
  std::vector<std::pair<Found, Match>> best;
  for (Found& each : bestPerPlace(std::move(found))) {
    Match match = matchOf(each, tokens);
    if (!judged(each, match)) continue;
    if (isJudged(each)) heed(doubts, each, match);
    best.emplace_back(std::move(each), std::move(match));
  }
  std::ranges::stable_sort(best, {}, [](const auto& each) { return each.first.hit.first; });
  carryOn(best, [&](const Found& each, const Match& other) {
    StatusJudge judge(each.lexicon->cues, *contexts_[each.lexicon->number], tokens, text,
                      sentencesOfText);
    return judge.storyGoesOn(other.words.back(), each.hit);
  });
  std::vector<Match> matches;
  for (auto& [each, match] : best) {
    weighMarks(each, text, match);
    weighEdges(text.content, match);
    if (isJudged(each)) weighSentences(sentencesOfText, each.hit, match);
    matches.push_back(std::move(match));
  }
  std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::tie(a.span, a.category, a.term) < std::tie(b.span, b.category, b.term);
  });
  return matches;
}

std::vector<Match> scanText(const std::vector<Lexicon>& lexicons, std::string_view content) {
  Text text;
  text.content = content;
  text.turns = findTurns(content);
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  const TokenStream tokens = streamOf(tokenizer, vocabulary, content, text.turns);
  return Screener(lexicons, vocabulary).scan(tokens, text);
}

}  // namespace retold
