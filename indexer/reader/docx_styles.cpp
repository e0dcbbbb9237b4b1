#include "indexer/reader/docx_styles.h"

#include <algorithm>
#include <pugixml.hpp>

#include "indexer/reader/symbols.h"
#include "indexer/reader/xml.h"

namespace retold {

namespace {

/// Styles that are based on each other in a circle end here.
constexpr int kLongestChain = 32;

std::string valueOf(const pugi::xml_node& parent, std::string_view name) {
  return std::string(attributeOf(childOf(parent, name), "val"));
}

std::string symbolFontOf(const pugi::xml_node& runProperties) {
  const pugi::xml_node fonts = childOf(runProperties, "rFonts");
  for (const std::string_view which : {"ascii", "hAnsi", "cs"}) {
    const std::string_view font = attributeOf(fonts, which);
    if (isSymbolFont(font)) return std::string(font);
  }
  return {};
}

}  // namespace

RunFormat runFormatOf(const pugi::xml_node& runProperties) {
  RunFormat format;
  if (const pugi::xml_node vanish = childOf(runProperties, "vanish")) {
    format.hidden = isOn(attributeOf(vanish, "val"));
  }
  format.font = symbolFontOf(runProperties);
  return format;
}

ListPlace listPlaceOf(const pugi::xml_node& paragraphProperties) {
  ListPlace place;
  const pugi::xml_node numbering = childOf(paragraphProperties, "numPr");
  place.list = valueOf(numbering, "numId");
  if (const pugi::xml_node level = childOf(numbering, "ilvl")) {
    place.level = numberOf(attributeOf(level, "val"), 0);
  }
  return place;
}

void DocxStyles::read(const pugi::xml_node& root) {
  for (const pugi::xml_node& node : root.children()) {
    if (localName(node) != "style") continue;
    const std::string id(attributeOf(node, "styleId"));
    Style style;
    style.basedOn = valueOf(node, "basedOn");
    style.run = runFormatOf(childOf(node, "rPr"));
    style.list = listPlaceOf(childOf(node, "pPr"));
    const bool isDefault = hasAttribute(node, "default") && isOn(attributeOf(node, "default"));
    if (isDefault && attributeOf(node, "type") == "paragraph") defaultParagraph_ = id;
    styles_.emplace(id, std::move(style));
  }
}

/// Calls `use` for the style and those it is based on, until it returns true.
template <typename Use>
void DocxStyles::upwards(std::string style, Use use) const {
  for (int i = 0; i < kLongestChain && !style.empty(); ++i) {
    const auto found = styles_.find(style);
    if (found == styles_.end() || use(found->second)) return;
    style = found->second.basedOn;
  }
}

RunFormat DocxStyles::runFormat(const std::string& style) const {
  RunFormat format;
  upwards(style, [&](const Style& each) {
    if (!format.hidden) format.hidden = each.run.hidden;
    if (format.font.empty()) format.font = each.run.font;
    return false;
  });
  return format;
}

ListPlace DocxStyles::listPlace(const std::string& style) const {
  ListPlace place;
  upwards(style, [&](const Style& each) {
    if (!place.level) place.level = each.list.level;
    if (place.list.empty()) place.list = each.list.list;
    return !place.list.empty();
  });
  return place;
}

void DocxNumbering::readLevel(const pugi::xml_node& node, Levels& levels) {
  const std::uint32_t index = numberOf(attributeOf(node, "ilvl"), kLevels);
  if (index >= kLevels) return;
  levels.resize(kLevels);
  Level level;
  level.start = numberOf(valueOf(node, "start"), 1);
  const pugi::xml_node format = childOf(node, "numFmt");
  level.style = listStyleOfWord(attributeOf(format, "val"));
  level.text = valueOf(node, "lvlText");
  level.font = symbolFontOf(childOf(node, "rPr"));
  level.paragraphStyle = valueOf(node, "pStyle");
  if (const pugi::xml_node restart = childOf(node, "lvlRestart")) {
    level.restart = numberOf(attributeOf(restart, "val"), 0);
  }
  const pugi::xml_node legal = childOf(node, "isLgl");
  level.legal = legal && isOn(attributeOf(legal, "val"));
  levels[index] = std::move(level);
}

void DocxNumbering::read(const pugi::xml_node& root, const DocxStyles& styles) {
  std::map<std::string, std::string> linked;  // base -> the style that holds its levels
  for (const pugi::xml_node& node : root.children()) {
    if (localName(node) != "abstractNum") continue;
    const std::string id(attributeOf(node, "abstractNumId"));
    Levels& levels = bases_[id];
    levels.resize(kLevels);
    for (const pugi::xml_node& each : node.children()) {
      if (localName(each) == "lvl") readLevel(each, levels);
    }
    if (const std::string style = valueOf(node, "numStyleLink"); !style.empty()) {
      linked[id] = style;
    }
  }
  for (const pugi::xml_node& node : root.children()) {
    if (localName(node) != "num") continue;
    List list;
    list.base = valueOf(node, "abstractNumId");
    for (const pugi::xml_node& each : node.children()) {
      if (localName(each) != "lvlOverride") continue;
      const std::uint32_t index = numberOf(attributeOf(each, "ilvl"), kLevels);
      const std::string start = valueOf(each, "startOverride");
      if (index < kLevels && !start.empty()) list.starts[index] = numberOf(start, 1);
      if (const pugi::xml_node level = childOf(each, "lvl")) readLevel(level, list.levels);
    }
    lists_.emplace(std::string(attributeOf(node, "numId")), std::move(list));
  }
  for (auto& [id, list] : lists_) {
    const auto link = linked.find(list.base);
    if (link == linked.end()) continue;
    const auto target = lists_.find(styles.listPlace(link->second).list);
    if (target != lists_.end() && linked.count(target->second.base) == 0) {
      list.base = target->second.base;
    }
  }
}

std::string DocxNumbering::next(const ListPlace& place, const std::string& style) {
  const auto found = lists_.find(place.list);
  if (found == lists_.end()) return {};
  List& list = found->second;
  const auto base = bases_.find(list.base);
  if (base == bases_.end()) return {};
  Levels levels = base->second;
  for (std::size_t i = 0; i < list.levels.size(); ++i) {
    if (!list.levels[i].text.empty()) levels[i] = list.levels[i];
  }
  std::size_t level = place.level.value_or(0);
  if (!place.level && !style.empty()) {
    const auto own = std::ranges::find(levels, style, &Level::paragraphStyle);
    if (own != levels.end()) level = static_cast<std::size_t>(own - levels.begin());
  }
  level = std::min(level, kLevels - 1);
  Counters& counters = counters_[list.base];
  counters.resize(kLevels);
  if (!list.used) {
    for (const auto& [index, start] : list.starts) {
      counters[index] = std::nullopt;
      levels[index].start = start;
      bases_[list.base][index].start = start;
    }
    list.used = true;
  }
  counters[level] = counters[level] ? *counters[level] + 1 : levels[level].start;
  for (std::size_t i = level + 1; i < kLevels; ++i) {
    const std::uint32_t restart = levels[i].restart.value_or(static_cast<std::uint32_t>(i));
    if (restart != 0 && level < restart) counters[i] = std::nullopt;
  }
  return label(levels, counters, level);
}

std::string DocxNumbering::label(const Levels& levels, const Counters& counters,
                                 std::size_t level) const {
  const Level& own = levels[level];
  if (own.style == ListStyle::Bullet) {
    const std::string& font = own.font;
    return bulletText(font.empty() ? own.text : symbolText(font, own.text));
  }
  std::string label;
  for (std::size_t i = 0; i < own.text.size(); ++i) {
    const bool counts = own.text[i] == '%' && i + 1 < own.text.size() && own.text[i + 1] >= '1' &&
                        own.text[i + 1] <= '9';
    if (!counts) {
      label += own.text[i];
      continue;
    }
    const auto shown = static_cast<std::size_t>(own.text[++i] - '1');
    ListStyle style = levels[shown].style;
    if (own.legal && style != ListStyle::None) style = ListStyle::Decimal;
    label += listNumber(counters[shown].value_or(levels[shown].start), style);
  }
  return label;
}

}  // namespace retold
