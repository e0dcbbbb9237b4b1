#pragma once

#include <QFlags>
#include <QMetaType>

namespace retold {

/// What of a project a change touched: who shows it reads it anew.
enum class Part : unsigned {
  Documents = 1 << 0,  ///< which there are, their languages, relations, facts
  Codings = 1 << 1,
  Decisions = 1 << 2,
  Codebook = 1 << 3,
  Cases = 1 << 4,  ///< with episodes, assistance and attribute definitions
  Memos = 1 << 5,
  Concerns = 1 << 6,
  ResultSets = 1 << 7,
  Summaries = 1 << 8,
  Lexicons = 1 << 9,
  Boilerplate = 1 << 10,
};
Q_DECLARE_FLAGS(Parts, Part)
Q_DECLARE_OPERATORS_FOR_FLAGS(Parts)

inline constexpr Parts kEveryPart{static_cast<Part>((1U << 11) - 1)};

}  // namespace retold

Q_DECLARE_METATYPE(retold::Parts)
