#include "queries/screen/rank.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace retold {
namespace {

// The formula. A match counts its weight × the factor of its status × the factor of its how; within
// one category the best counts in full and each further one half as much as the place before it.
// The score is the sum over all categories. Adding a match never lowers it.

constexpr double kNextMatch = 0.5;
constexpr double kRounding = 1e-9;  // 0.6 + 0.4 reaches 1

constexpr std::array<std::pair<MatchStatus, double>, 6> kStatusFactors{{
    {MatchStatus::Asserted, 1.0},
    {MatchStatus::Denied, 0.1},
    {MatchStatus::Feared, 0.15},
    {MatchStatus::OtherPerson, 0.15},
    {MatchStatus::Question, 0.1},
    {MatchStatus::Boilerplate, 0.05},
}};

// Prefixes, gaps and regular expressions are the lexicon author's will, and weighed by the author.
constexpr std::array<std::pair<How, double>, 7> kHowFactors{{
    {How::Exact, 1.0},
    {How::Case, 1.0},
    {How::Folded, 0.95},
    {How::Twin, 0.9},
    {How::Prefix, 1.0},
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

/// What each match adds to the score, in the order given.
std::vector<double> pointsOf(const std::vector<Match>& matches) {
  std::vector<std::size_t> order(matches.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return fullPoints(matches[a]) > fullPoints(matches[b]);
  });
  std::map<std::pair<std::string_view, std::string_view>, double> share;
  std::vector<double> points(matches.size());
  for (const std::size_t i : order) {
    double& part = share.try_emplace({matches[i].lexicon, matches[i].category}, 1.0).first->second;
    points[i] = fullPoints(matches[i]) * part;
    part *= kNextMatch;
  }
  return points;
}

double smallestThreshold(const std::vector<Lexicon>& lexicons) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const Lexicon& lexicon : lexicons) smallest = std::min(smallest, lexicon.threshold);
  return smallest;
}

}  // namespace

Candidate rankDocument(DocumentId document, TextId text, std::vector<Match> matches,
                       const std::vector<Lexicon>& lexicons) {
  const std::vector<double> points = pointsOf(matches);
  std::vector<std::size_t> order(matches.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return points[a] > points[b]; });
  Candidate candidate;
  candidate.document = document;
  candidate.text = text;
  for (const std::size_t i : order) {
    candidate.score += points[i];
    candidate.matches.push_back(std::move(matches[i]));
  }
  candidate.candidate =
      !candidate.matches.empty() && candidate.score + kRounding >= smallestThreshold(lexicons);
  return candidate;
}

std::vector<ScoreLine> explainScore(const Candidate& candidate,
                                    const std::vector<Lexicon>& lexicons) {
  const std::vector<double> points = pointsOf(candidate.matches);
  std::vector<ScoreLine> lines;
  for (std::size_t i = 0; i < candidate.matches.size(); ++i) {
    const Match& match = candidate.matches[i];
    std::string text = match.category + ", " + std::string(toText(match.status));
    if (!match.why.empty()) text += " (" + match.why + ")";
    text += ": " + match.term;
    if (lexicons.size() > 1) text += " of " + match.lexicon + " (" + match.language + ")";
    text += ", byte " + std::to_string(match.span.begin);
    lines.push_back({std::move(text), points[i]});
  }
  return lines;
}

}  // namespace retold
