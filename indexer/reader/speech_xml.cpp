#include "indexer/reader/speech_xml.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/import/cues.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

using Times = std::map<std::string, std::int64_t, std::less<>>;

std::optional<std::int64_t> timeAt(const Times& times, std::string_view id) {
  const auto found = times.find(id);
  if (found == times.end()) return std::nullopt;
  return found->second;
}

/// "12.345" seconds in milliseconds.
std::optional<std::int64_t> seconds(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !(value >= 0 && value < 1e9)) {
    return std::nullopt;
  }
  return std::llround(value * 1000);
}

std::vector<std::string> linesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) continue;
    lines.emplace_back(line.substr(first, line.find_last_not_of(" \t\r") + 1 - first));
  }
  return lines;
}

/// In the order of time; what has none stays behind what it followed.
void sortByTime(std::vector<Saying>& sayings) {
  std::vector<std::pair<std::int64_t, std::size_t>> order;
  std::int64_t last = 0;
  for (std::size_t i = 0; i < sayings.size(); ++i) {
    last = sayings[i].times.start.value_or(last);
    order.emplace_back(last, i);
  }
  std::ranges::stable_sort(order, {}, &std::pair<std::int64_t, std::size_t>::first);
  std::vector<Saying> sorted;
  sorted.reserve(sayings.size());
  for (const auto& [time, i] : order) sorted.push_back(std::move(sayings[i]));
  sayings = std::move(sorted);
}

// ---- ELAN

struct ElanTier {
  std::string id, parent, speaker;
  std::vector<Saying> sayings;
  std::size_t letters = 0;
};

/// Annotations by their ids, so that those that hang on them have their times.
using Spans = std::map<std::string, CueTimes, std::less<>>;

void readElanTier(const pugi::xml_node& node, const Times& times, Spans& spans, ElanTier& tier) {
  for (const pugi::xml_node& annotation : node.children()) {
    const pugi::xml_node inner = annotation.first_child().type() == pugi::node_element
                                     ? annotation.first_child()
                                     : annotation.first_child().next_sibling();
    CueTimes span;
    if (localName(inner) == "ALIGNABLE_ANNOTATION") {
      span.start = timeAt(times, attributeOf(inner, "TIME_SLOT_REF1"));
      span.end = timeAt(times, attributeOf(inner, "TIME_SLOT_REF2"));
    } else if (localName(inner) == "REF_ANNOTATION") {
      const auto above = spans.find(attributeOf(inner, "ANNOTATION_REF"));
      if (above != spans.end()) span = above->second;
    } else {
      continue;
    }
    spans.emplace(attributeOf(inner, "ANNOTATION_ID"), span);
    const std::string text = textBelow(childOf(inner, "ANNOTATION_VALUE"));
    tier.letters += static_cast<std::size_t>(std::ranges::count_if(
        text, [](char c) { return (c | 0x20) >= 'a' || static_cast<unsigned char>(c) >= 0x80; }));
    tier.sayings.push_back({tier.speaker, span, linesOf(text), false});
  }
}

using TiersBelow = std::map<std::string_view, std::vector<const ElanTier*>>;

/// The tier of a family whose words are read.
const ElanTier* readTier(const TiersBelow& below, const ElanTier& root) {
  const ElanTier* best = &root;
  std::set<const ElanTier*> family{&root};
  std::vector<const ElanTier*> open{&root};
  while (!open.empty()) {
    const auto found = below.find(open.back()->id);
    open.pop_back();
    if (found == below.end()) continue;
    for (const ElanTier* const tier : found->second) {
      if (!family.insert(tier).second) continue;
      open.push_back(tier);
      if (tier->letters > 3 * root.letters && tier->letters > best->letters) best = tier;
    }
  }
  return best;
}

}  // namespace

void writeElan(const pugi::xml_node& root, TextBuilder& text) {
  Times times;
  for (const pugi::xml_node& slot : childOf(root, "TIME_ORDER").children()) {
    std::int64_t value = 0;
    const std::string_view written = attributeOf(slot, "TIME_VALUE");
    const auto [end, error] =
        std::from_chars(written.data(), written.data() + written.size(), value);
    if (error == std::errc{} && value >= 0) times.emplace(attributeOf(slot, "TIME_SLOT_ID"), value);
  }
  std::vector<ElanTier> tiers;
  Spans spans;
  for (const pugi::xml_node& node : root.children()) {
    if (localName(node) != "TIER") continue;
    ElanTier tier;
    tier.id = attributeOf(node, "TIER_ID");
    tier.parent = attributeOf(node, "PARENT_REF");
    tier.speaker = attributeOf(node, "PARTICIPANT");
    if (tier.speaker.empty()) tier.speaker = tier.id;
    readElanTier(node, times, spans, tier);
    tiers.push_back(std::move(tier));
  }
  TiersBelow below;
  for (const ElanTier& tier : tiers) {
    if (!tier.parent.empty()) below[tier.parent].push_back(&tier);
  }
  std::set<const ElanTier*> chosen;
  for (const ElanTier& tier : tiers) {
    if (tier.parent.empty()) chosen.insert(readTier(below, tier));
  }
  std::vector<Saying> sayings;
  std::string leftOut;
  for (ElanTier& tier : tiers) {
    if (chosen.contains(&tier)) {
      std::ranges::move(tier.sayings, std::back_inserter(sayings));
    } else if (tier.letters > 0) {
      leftOut += (leftOut.empty() ? "" : ", ") + tier.id;
    }
  }
  if (!leftOut.empty()) {
    text.note("tiers that hang on another were left out: " + std::string(beginOf(leftOut, 500)));
  }
  sortByTime(sayings);
  writeSayings(sayings, text);
}

// ---- EXMARaLDA

namespace {

/// Events that follow each other without a gap are one saying: they are cut where others speak too.
void readExmaraldaTier(const pugi::xml_node& tier, const Times& times, const std::string& speaker,
                       bool description, std::vector<Saying>& sayings) {
  std::string_view last;
  std::string words;
  Saying saying;
  const auto give = [&] {
    saying.lines = linesOf(words);
    if (!saying.lines.empty()) sayings.push_back(std::exchange(saying, {}));
    words.clear();
  };
  for (const pugi::xml_node& event : tier.children()) {
    if (localName(event) != "event") continue;
    const std::string_view start = attributeOf(event, "start");
    const std::string content = textBelow(event);
    if (start != last || description || words.ends_with('\n')) give();
    if (words.empty()) {
      saying.speaker = speaker;
      saying.times.start = timeAt(times, start);
    }
    last = attributeOf(event, "end");
    saying.times.end = timeAt(times, last);
    words += description ? "[" + content + "]" : content;
  }
  give();
}

}  // namespace

void writeExmaralda(const pugi::xml_node& root, TextBuilder& text) {
  Times times;
  std::map<std::string, std::string, std::less<>> speakers;
  for (const pugi::xml_node& speaker : childOf(childOf(root, "head"), "speakertable").children()) {
    const std::string name = textBelow(childOf(speaker, "abbreviation"));
    if (!name.empty()) speakers.emplace(attributeOf(speaker, "id"), name);
  }
  const pugi::xml_node body = childOf(root, "basic-body");
  for (const pugi::xml_node& point : childOf(body, "common-timeline").children()) {
    if (const auto time = seconds(attributeOf(point, "time")))
      times.emplace(attributeOf(point, "id"), *time);
  }
  std::vector<Saying> sayings;
  bool annotations = false;
  for (const pugi::xml_node& tier : body.children()) {
    if (localName(tier) != "tier") continue;
    const std::string_view type = attributeOf(tier, "type");
    if (type == "a") {
      annotations = true;
      continue;
    }
    std::string speaker(attributeOf(tier, "speaker"));
    if (const auto known = speakers.find(speaker); known != speakers.end()) speaker = known->second;
    readExmaraldaTier(tier, times, speaker, type == "d", sayings);
  }
  if (annotations) text.note("tiers of annotations were left out");
  sortByTime(sayings);
  writeSayings(sayings, text);
}

// ---- Transcriber

void writeTranscriber(const pugi::xml_node& root, TextBuilder& text) {
  std::map<std::string, std::string, std::less<>> names;
  for (const pugi::xml_node& speaker : childOf(root, "Speakers").children()) {
    names.emplace(attributeOf(speaker, "id"), attributeOf(speaker, "name"));
  }
  std::vector<Saying> sayings;
  std::vector<pugi::xml_node> open{root};
  while (!open.empty()) {
    const pugi::xml_node node = open.back();
    open.pop_back();
    if (localName(node) != "Turn") {
      for (pugi::xml_node child = node.last_child(); child; child = child.previous_sibling())
        open.push_back(child);
      continue;
    }
    Saying saying;
    std::string_view ids = attributeOf(node, "speaker");
    while (!ids.empty()) {
      const std::size_t end = std::min(ids.find(' '), ids.size());
      const auto known = names.find(ids.substr(0, end));
      if (known != names.end())
        saying.speaker += (saying.speaker.empty() ? "" : ", ") + known->second;
      ids.remove_prefix(std::min(end + 1, ids.size()));
    }
    saying.times = {seconds(attributeOf(node, "startTime")), seconds(attributeOf(node, "endTime"))};
    std::string words;
    for (const pugi::xml_node& child : node.children()) {
      if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
        words += child.value();
      if (localName(child) == "Event" && attributeOf(child, "type") == "noise")
        words += " [" + std::string(attributeOf(child, "desc")) + "] ";
    }
    saying.lines = linesOf(words);
    sayings.push_back(std::move(saying));
  }
  writeSayings(sayings, text);
}

}  // namespace retold
