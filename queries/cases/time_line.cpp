#include "queries/cases/time_line.h"

#include <algorithm>

#include "indexer/import/column_names.h"

namespace retold {

namespace {

using Definitions = std::vector<AttributeDefinition>;
using MaybeDay = std::optional<Day>;

/// Of two bounds, none = open, the one that leaves less.
MaybeDay later(const MaybeDay& a, const MaybeDay& b) {
  if (!a || !b) return a ? a : b;
  return std::max(*a, *b);
}
MaybeDay earlier(const MaybeDay& a, const MaybeDay& b) {
  if (!a || !b) return a ? a : b;
  return std::min(*a, *b);
}

/// An open lower bound lies before, an open upper bound behind every day.
bool lowerBehindUpper(const MaybeDay& lower, const MaybeDay& upper) {
  return lower && upper && *lower > *upper;
}

/// The first and last day on which an episode may have begun and ended: nobody ends before they
/// begin.
struct Bounds {
  MaybeDay beginFrom, beginTo, endFrom, endTo;
};

Bounds boundsOf(const TimeLine::Bar& bar) {
  Bounds bounds;
  if (bar.begin) bounds.beginFrom = bar.begin->earliest;
  if (bar.begin) bounds.beginTo = bar.begin->latest;
  if (bar.end) bounds.endFrom = bar.end->earliest;
  if (bar.end) bounds.endTo = bar.end->latest;
  bounds.beginTo = earlier(bounds.beginTo, bounds.endTo);
  bounds.endFrom = later(bounds.endFrom, bounds.beginFrom);
  return bounds;
}

TimeLine::Bar episodeBar(const Episode& episode, const Definitions& definitions) {
  TimeLine::Bar bar;
  bar.number = episode.number;
  for (const auto& [name, value] : episode.attributes) {
    const std::string key = headerKey(name);
    if (key == "entry date") bar.begin = dateOf(definitions, bar.unit, name, value);
    if (key == "exit date") bar.end = dateOf(definitions, bar.unit, name, value);
  }
  const Bounds bounds = boundsOf(bar);
  bar.impossible = lowerBehindUpper(bounds.beginFrom, bounds.beginTo) ||
                   lowerBehindUpper(bounds.endFrom, bounds.endTo);
  bar.earliest = bounds.beginFrom;
  bar.latest = bounds.endTo;
  if (!bar.impossible && bounds.beginTo && bounds.endFrom && *bounds.beginTo <= *bounds.endFrom) {
    bar.surelyFrom = bounds.beginTo;
    bar.surelyTo = bounds.endFrom;
  }
  return bar;
}

/// One bar for each date among the attributes.
void addPoints(std::vector<TimeLine::Bar>& bars, const Attributes& attributes,
               const TimeLine::Bar& like, const Definitions& definitions) {
  for (const auto& [name, value] : attributes) {
    const std::string key = headerKey(name);
    if (like.unit == AttributeUnit::Episode && (key == "entry date" || key == "exit date")) {
      continue;
    }
    const auto date = dateOf(definitions, like.unit, name, value);
    if (!date) continue;
    TimeLine::Bar bar = like;
    bar.isPoint = true;
    bar.name = like.name.empty() ? name : like.name + ": " + name;
    bar.begin = date;
    bar.earliest = date->earliest;
    bar.latest = date->latest;
    bars.push_back(std::move(bar));
  }
}

TimeLine::Bar barOf(AttributeUnit unit, std::uint32_t number, std::string name = {}) {
  TimeLine::Bar bar;
  bar.unit = unit;
  bar.number = number;
  bar.name = std::move(name);
  return bar;
}

void findEnds(TimeLine& line) {
  for (const TimeLine::Bar& bar : line.bars) {
    for (const auto& date : {bar.begin, bar.end}) {
      if (!date) continue;
      for (const MaybeDay& day : {date->earliest, date->latest}) {
        line.first = earlier(line.first, day);
        line.last = later(line.last, day);
      }
    }
  }
}

}  // namespace

TimeLine::Order orderOf(const TimeLine::Bar& first, const TimeLine::Bar& second) {
  using Order = TimeLine::Order;
  const auto hasDate = [](const TimeLine::Bar& bar) { return bar.begin || bar.end; };
  if (!hasDate(first) || !hasDate(second) || first.impossible || second.impossible) {
    return Order::NoDates;
  }
  const Bounds one = boundsOf(first);
  const Bounds two = boundsOf(second);
  if (lowerBehindUpper(one.beginFrom, two.beginTo)) return Order::Contradiction;
  const bool keepsOrder = one.beginTo && two.beginFrom && *one.beginTo <= *two.beginFrom;
  if (!keepsOrder) return Order::Either;
  if (lowerBehindUpper(two.beginFrom, one.endTo)) return Order::Apart;
  if (two.beginTo && one.endFrom && *two.beginTo <= *one.endFrom) return Order::Overlap;
  return Order::MayOverlap;
}

TimeLine timeLine(const CaseFile& file, const Definitions& definitions) {
  TimeLine line;
  for (const Episode& episode : file.episodes) {
    line.bars.push_back(episodeBar(episode, definitions));
    if (line.bars.size() < 2) continue;
    const TimeLine::Bar& before = line.bars[line.bars.size() - 2];
    const TimeLine::Bar& bar = line.bars.back();
    line.pairs.push_back({before.number, bar.number, orderOf(before, bar)});
  }
  for (const Episode& episode : file.episodes) {
    addPoints(line.bars, episode.attributes, barOf(AttributeUnit::Episode, episode.number),
              definitions);
  }
  for (const Assistance& assistance : file.assistance) {
    addPoints(line.bars, assistance.attributes, barOf(AttributeUnit::Assistance, assistance.number),
              definitions);
  }
  addPoints(line.bars, file.person.attributes, barOf(AttributeUnit::Case, 0), definitions);
  for (const CaseFile::Paper& paper : file.documents) {
    if (!paper.facts) continue;
    addPoints(line.bars, paper.facts->attributes,
              barOf(AttributeUnit::Document, 0, paper.document.name), definitions);
  }
  findEnds(line);
  return line;
}

}  // namespace retold
