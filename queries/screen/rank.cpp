#include "queries/screen/rank.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace retold {
namespace {

// The formula. A match counts its weight × the factor of its status × the factor of its how. What
// counts together stands together: matches of one lexicon file within a stretch of kTogether words.
// There, within one category the best counts in full and each further one kNextMatch as much as the
// place before it; the stretch is worth the sum over its categories, all that is not asserted
// being one category. The document's score is that
// of its best stretch, and kElsewhere more for each category of a lexicon that by itself reaches
// the cut-off outside of it. So signs that are weak by themselves do not add up over a long
// document. Adding a match never lowers the score.

constexpr std::uint32_t kTogether = 150;
constexpr double kNextMatch = 0.2;
constexpr double kElsewhere = 0.05;
constexpr std::ptrdiff_t kMostAnchors = 500;
constexpr double kRounding = 1e-9;  // 0.6 + 0.4 reaches 1

constexpr std::array<std::pair<MatchStatus, double>, 7> kStatusFactors{{
    {MatchStatus::Asserted, 1.0},
    {MatchStatus::Denied, 0.1},
    {MatchStatus::Feared, 0.15},
    {MatchStatus::OtherPerson, 0.15},
    {MatchStatus::Question, 0.1},
    {MatchStatus::Boilerplate, 0.05},
    {MatchStatus::SameEpisode, 0.5},
}};

// Folding and twins are how people type: a lexicon that is written without marks is as good as one
// with them. Prefixes, gaps and regular expressions are its author's will, and weighed by the
// author.
constexpr std::array<std::pair<How, double>, 9> kHowFactors{{
    {How::Exact, 1.0},
    {How::Case, 1.0},
    {How::Folded, 1.0},
    {How::Twin, 1.0},
    {How::Inflected, 1.0},
    {How::Prefix, 1.0},
    {How::Misspelt, 0.9},
    {How::Gap, 1.0},
    {How::Pattern, 1.0},
}};

template <class Key, std::size_t count>
double factor(const std::array<std::pair<Key, double>, count>& table, Key key) {
  for (const auto& [each, value] : table)
    if (each == key) return value;
  return 0;
}

double fullPoints(const Match& match) {
  return match.weight * factor(kStatusFactors, match.status) * factor(kHowFactors, match.how);
}

double thresholdOf(const Match& match, const std::vector<Lexicon>& lexicons) {
  const auto own = std::ranges::find(lexicons, match.lexiconDigest, &Lexicon::digest);
  if (own != lexicons.end()) return own->threshold;
  double smallest = std::numeric_limits<double>::infinity();
  for (const Lexicon& lexicon : lexicons) smallest = std::min(smallest, lexicon.threshold);
  return smallest;
}

/// What each match adds to the score.
struct Points {
  std::vector<double> each;  ///< in the order of the matches
  double score = 0;
  bool candidate = false;
};

class Scoring {
 public:
  Scoring(const std::vector<Match>& matches, const std::vector<Lexicon>& lexicons)
      : matches_(matches) {
    for (const Match& match : matches) {
      full_.push_back(fullPoints(match));
      thresholds_.push_back(thresholdOf(match, lexicons));
    }
    for (std::size_t i = 0; i < matches.size(); ++i) files_[matches[i].lexiconDigest].push_back(i);
    for (auto& [file, members] : files_)
      std::ranges::stable_sort(members, {}, [&](std::size_t i) { return matches[i].position; });
  }

  Points best() const {
    Points best;
    best.each.resize(matches_.size());
    bool reached = false;
    const double least = leastAnchor();
    for (const auto& [file, members] : files_)
      for (auto first = members.begin(); first != members.end(); ++first) {
        if (full_[*first] < least) continue;
        auto last = first;
        while (last != members.end() &&
               matches_[*last].position <= matches_[*first].position + kTogether)
          ++last;
        Points here = stretch({first, last});
        reached |= here.candidate;
        if (here.score > best.score) best = std::move(here);
      }
    best.candidate = reached;
    return best;
  }

 private:
  /// Of a text with very many matches only stretches that begin with one of the heaviest are
  /// looked at.
  double leastAnchor() const {
    if (full_.size() <= kMostAnchors) return 0;
    std::vector<double> sorted = full_;
    std::ranges::nth_element(sorted, sorted.begin() + kMostAnchors, std::ranges::greater{});
    return sorted[kMostAnchors];
  }

  using Place = std::pair<std::string_view, std::string_view>;  // a category of a lexicon

  Points stretch(std::vector<std::size_t> inside) const {
    Points points;
    points.each.resize(matches_.size());
    std::ranges::stable_sort(inside, std::ranges::greater{},
                             [&](std::size_t i) { return full_[i]; });
    std::map<Place, double> shares;
    std::vector<bool> isInside(matches_.size());
    for (const std::size_t i : inside) {
      const bool asserted = matches_[i].status == MatchStatus::Asserted;
      const std::string_view category = asserted ? std::string_view(matches_[i].category) : "";
      double& share = shares.try_emplace({matches_[i].lexicon, category}, 1.0).first->second;
      points.each[i] = full_[i] * share;
      points.score += points.each[i];
      share *= kNextMatch;
      isInside[i] = true;
    }
    points.candidate = !inside.empty() && points.score + kRounding >= thresholds_[inside.front()];
    std::map<Place, bool> elsewhere;
    for (std::size_t i = 0; i < matches_.size(); ++i) {
      if (isInside[i] || full_[i] + kRounding < thresholds_[i]) continue;
      if (!elsewhere.try_emplace({matches_[i].lexicon, matches_[i].category}, true).second)
        continue;
      points.each[i] = kElsewhere;
      points.score += kElsewhere;
    }
    return points;
  }

  const std::vector<Match>& matches_;
  std::vector<double> full_;
  std::vector<double> thresholds_;
  std::map<std::string_view, std::vector<std::size_t>> files_;  ///< by digest, by position
};

}  // namespace

double worthOf(const Match& match) { return fullPoints(match); }

Candidate rankDocument(DocumentId document, TextId text, std::vector<Match> matches,
                       const std::vector<Lexicon>& lexicons) {
  const Points points = Scoring(matches, lexicons).best();
  std::vector<std::size_t> order(matches.size());
  std::iota(order.begin(), order.end(), 0);
  const auto worth = [&](std::size_t i) {
    return std::pair(points.each[i], fullPoints(matches[i]));
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return worth(a) > worth(b); });
  Candidate candidate;
  candidate.document = document;
  candidate.text = text;
  candidate.score = points.score;
  candidate.candidate = points.candidate;
  for (const std::size_t i : order) candidate.matches.push_back(std::move(matches[i]));
  return candidate;
}

std::vector<ScoreLine> explainScore(const Candidate& candidate,
                                    const std::vector<Lexicon>& lexicons) {
  const Points points = Scoring(candidate.matches, lexicons).best();
  std::vector<ScoreLine> lines;
  for (std::size_t i = 0; i < candidate.matches.size(); ++i) {
    const Match& match = candidate.matches[i];
    std::string text = match.category + ", " + std::string(toText(match.status));
    if (!match.why.empty()) text += " (" + match.why + ")";
    text += ": " + match.term;
    if (!match.gloss.empty()) text += " = " + match.gloss;
    if (lexicons.size() > 1) text += " of " + match.lexicon + " (" + match.language + ")";
    text += ", byte " + std::to_string(match.span.begin);
    if (points.each[i] == 0) text += "; too far from the best passage to count with it";
    lines.push_back({std::move(text), points.each[i]});
  }
  return lines;
}

}  // namespace retold
