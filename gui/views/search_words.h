#pragma once

#include <QString>
#include <cstdint>

#include "gui/models/concordance_source.h"
#include "gui/session.h"

namespace retold {

/// "14,000".
QString inDigits(std::uint64_t number);

/// How much was found and what it rests on: "37 hits in 12 of 68 documents".
QString statusInWords(const ConcordanceSource& source, const ConcordanceTable& table,
                      const Session& session);

/// What the table says while it is empty: what can be typed, or why nothing was found.
QString emptyInWords(const ConcordanceSource& source);

/// How many of how many are drawn, and the seed where one was given: "50" or "50 4711".
struct DrawWish {
  std::uint64_t wanted = 0;
  std::optional<std::uint64_t> seed;
};
/// None where it is no such thing.
std::optional<DrawWish> parseDrawWish(const QString& typed);

}  // namespace retold
