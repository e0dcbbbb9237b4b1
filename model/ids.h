#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// 16 random bytes (RFC 4122, version 4). Every noun has one, so that copies of a project can be
/// merged.
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool isNil() const { return *this == Uuid{}; }
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

/// A new random id, from the system's random source. Any thread.
Uuid newUuid();

/// "0f8fad5b-d9cb-469f-a165-70867728950e": lower case, with hyphens.
std::string toText(const Uuid& id);

/// Reads the form of toText(); upper case, braces and missing hyphens are accepted. Anything else:
/// none.
std::optional<Uuid> parseUuid(std::string_view text);

/// An id that cannot be taken for the id of another noun.
template <class Noun>
struct Id : Uuid {
  Id() = default;
  explicit Id(const Uuid& id) : Uuid(id) {}
  static Id create() { return Id(newUuid()); }
  friend auto operator<=>(const Id&, const Id&) = default;
};

using DocumentId = Id<struct Document>;
using TextId = Id<struct Text>;
using CaseId = Id<struct Case>;
using CodingId = Id<struct Coding>;
using DecisionId = Id<struct Decision>;
using CodeId = Id<struct Code>;
using MemoId = Id<struct Memo>;
using EpisodeId = Id<struct Episode>;
using AssistanceId = Id<struct Assistance>;
using EventId = Id<struct Event>;
using ImportId = Id<struct Import>;
using RunId = Id<struct ScreeningRun>;
using ConcernId = Id<struct Concern>;
using ResultSetId = Id<struct ResultSet>;
using SummaryId = Id<struct Summary>;
using OwnLexiconId = Id<struct OwnLexicon>;

}  // namespace retold

template <>
struct std::hash<retold::Uuid> {
  std::size_t operator()(const retold::Uuid& id) const noexcept;
};
template <class Noun>
struct std::hash<retold::Id<Noun>> : std::hash<retold::Uuid> {};
