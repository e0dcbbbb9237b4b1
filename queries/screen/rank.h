#pragma once

#include <string>
#include <vector>

#include "model/match.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// How a document's score came about, line by line, for "why this file".
struct ScoreLine {
  std::string
      text;  ///< "sold-again, denied (\"never\" stands 2 words before): sold ~4 again, byte 120"
  double points = 0;
};

/// A document's matches in reading order made a candidate: matches best first, score = sum of the
/// score lines, candidate when the score reaches the smallest threshold of the lexicons. The
/// formula stands in rank.cpp as data.
Candidate rankDocument(DocumentId document, TextId text, std::vector<Match> matches,
                       const std::vector<Lexicon>& lexicons);

/// What a match is worth by itself: its weight times the factors of its status and its how.
double worthOf(const Match& match);

std::vector<ScoreLine> explainScore(const Candidate& candidate,
                                    const std::vector<Lexicon>& lexicons);

}  // namespace retold
