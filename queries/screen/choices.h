#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold {

/// What a person sets for one run in place of what the lexicons say.
struct ScreeningChoices {
  std::vector<std::string> languages;    ///< only lexicons in these; empty = in all
  std::optional<double> cutOff;          ///< the score from which a document is a candidate
  std::optional<Strictness> strictness;  ///< of every lexicon
};

/// The lexicons as the run uses them, in the order given. "en" also stands for "en-NG".
/// Error(NotFound) for a language that none of them is in.
std::vector<Lexicon> chosen(std::vector<Lexicon> lexicons, const ScreeningChoices& choices);

/// The score from which a document is a candidate where these run together: the smallest threshold.
double cutOffOf(const std::vector<Lexicon>& lexicons);

/// "strict" | "as-marked" | "tolerant"
std::string_view toText(Strictness strictness);
std::optional<Strictness> parseStrictness(std::string_view text);

}  // namespace retold
