#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/partial_date.h"
#include "queries/cases/case_file.h"

namespace retold {

/// What a person's file says of when things were.
struct TimeLine {
  /// An episode, or something else that has a date.
  struct Bar {
    AttributeUnit unit = AttributeUnit::Episode;
    std::uint32_t number = 0;  ///< of the episode or assistance
    std::string name;          ///< of the document; the attribute's, where it is no episode
    bool isPoint = false;      ///< one date, in `begin`
    std::optional<PartialDate> begin;
    std::optional<PartialDate> end;
    /// The days between which it may have been; none = open. Of an episode that is known to have
    /// ended in 2003 the beginning is open.
    std::optional<Day> earliest;
    std::optional<Day> latest;
    /// The days on which an episode surely was; none where its dates are too uncertain for any.
    std::optional<Day> surelyFrom;
    std::optional<Day> surelyTo;
    bool impossible = false;  ///< it ends before it begins
  };

  /// How two episodes stand to each other, by their dates.
  enum class Order {
    NoDates,       ///< one of them has none
    Apart,         ///< the first surely ended before the second began
    MayOverlap,    ///< the second began during the first or later
    Overlap,       ///< the second surely began during the first
    Either,        ///< the second may have begun before the first
    Contradiction  ///< the second surely began before the first: the numbers or dates are wrong
  };
  struct Pair {
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    Order order = Order::NoDates;
  };

  /// Episodes by number, also those without a date; then assistance, the case's and the documents'
  /// dates where there are any.
  std::vector<Bar> bars;
  std::vector<Pair> pairs;  ///< of episodes, each with the next
  /// The first and last day that any date names; none where there is none.
  std::optional<Day> first;
  std::optional<Day> last;
};

/// An episode is from its "entry date" to its "exit date"; every other date is a point.
TimeLine timeLine(const CaseFile& file, const std::vector<AttributeDefinition>& definitions);

/// Of two episodes' bars.
TimeLine::Order orderOf(const TimeLine::Bar& first, const TimeLine::Bar& second);

}  // namespace retold
