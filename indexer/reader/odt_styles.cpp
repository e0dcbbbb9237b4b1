#include "indexer/reader/odt_styles.h"

#include <algorithm>
#include <pugixml.hpp>

#include "indexer/reader/symbols.h"
#include "indexer/reader/xml.h"

namespace retold {

namespace {

/// Styles that are each other's parents end here.
constexpr int kLongestChain = 32;

std::string keyOf(std::string_view family, std::string_view name) {
  return std::string(family) + '/' + std::string(name);
}

}  // namespace

void OdtStyles::readStyle(const pugi::xml_node& node) {
  const std::string_view family = attributeOf(node, "family");
  Style style;
  const std::string_view parent = attributeOf(node, "parent-style-name");
  if (!parent.empty()) style.parent = keyOf(family, parent);
  const pugi::xml_node text = childOf(node, "text-properties");
  if (hasAttribute(text, "display")) style.hidden = attributeOf(text, "display") == "none";
  // A section hides its content itself.
  const std::string name(attributeOf(text, "font-name"));
  const auto face = fonts_.find(name);
  const std::string font = face == fonts_.end() ? name : face->second;
  if (isSymbolFont(font)) style.font = font;
  styles_[keyOf(family, attributeOf(node, "name"))] = std::move(style);
}

void OdtStyles::readList(const pugi::xml_node& node, const std::string& name) {
  Levels& levels = lists_[name];
  for (const pugi::xml_node& each : node.children()) {
    const std::uint32_t number = numberOf(attributeOf(each, "level"), 0);
    if (number == 0 || number > kLevels) continue;
    Level level;
    const std::string_view kind = localName(each);
    if (kind == "list-level-style-bullet") {
      level.style = ListStyle::Bullet;
      level.bullet = attributeOf(each, "bullet-char");
      const std::string_view font = attributeOf(childOf(each, "text-properties"), "font-family");
      const std::string plain(
          font.starts_with('\'') && font.size() > 2 ? font.substr(1, font.size() - 2) : font);
      if (isSymbolFont(plain)) level.bullet = symbolText(plain, level.bullet);
    } else if (kind == "list-level-style-image") {
      level.style = ListStyle::Bullet;
    } else {
      level.style = listStyleOfOdf(attributeOf(each, "num-format"));
      level.prefix = attributeOf(each, "num-prefix");
      level.suffix = attributeOf(each, "num-suffix");
      level.format = attributeOf(each, "num-list-format");
      level.start = numberOf(attributeOf(each, "start-value"), 1);
      level.shown = numberOf(attributeOf(each, "display-levels"), 1);
    }
    levels[number - 1] = std::move(level);
  }
}

void OdtStyles::read(const pugi::xml_node& root) {
  for (const pugi::xml_node& face : childOf(root, "font-face-decls").children()) {
    std::string_view family = attributeOf(face, "font-family");
    if (family.size() > 2 && family.front() == '\'') family = family.substr(1, family.size() - 2);
    fonts_[std::string(attributeOf(face, "name"))] = std::string(family);
  }
  for (const std::string_view part : {"styles", "automatic-styles"}) {
    for (const pugi::xml_node& node : childOf(root, part).children()) {
      const std::string_view name = localName(node);
      if (name == "style") readStyle(node);
      if (name == "list-style") readList(node, std::string(attributeOf(node, "name")));
      if (name == "outline-style") readList(node, "");
    }
  }
}

bool OdtStyles::isHidden(std::string_view family, const std::string& style) const {
  std::string key = keyOf(family, style);
  for (int i = 0; i < kLongestChain && !key.empty(); ++i) {
    const auto found = styles_.find(key);
    if (found == styles_.end()) return false;
    if (found->second.hidden) return *found->second.hidden;
    key = found->second.parent;
  }
  return false;
}

std::string OdtStyles::font(std::string_view family, const std::string& style) const {
  const auto found = styles_.find(keyOf(family, style));
  return found == styles_.end() ? std::string() : found->second.font;
}

const OdtStyles::Levels* OdtStyles::list(const std::string& style) const {
  const auto found = lists_.find(style);
  return found == lists_.end() ? nullptr : &found->second;
}

void OdtLists::open(const pugi::xml_node& list) {
  std::string style(attributeOf(list, "style-name"));
  const bool continues = attributeOf(list, "continue-numbering") == "true";
  if (open_.empty()) {
    counters_ = {};
    const auto byId = byId_.find(std::string(attributeOf(list, "continue-list")));
    const auto byStyle = byStyle_.find(style);
    if (byId != byId_.end()) {
      counters_ = byId->second;
    } else if (continues && byStyle != byStyle_.end()) {
      counters_ = byStyle->second;
    }
  } else {
    if (style.empty()) style = open_.back().style;
    const std::size_t level = open_.size();
    if (!continues && level < counters_.size()) counters_[level] = std::nullopt;
  }
  open_.push_back({std::move(style), std::string(attributeOf(list, "id"))});
}

void OdtLists::close() {
  const Open closed = std::move(open_.back());
  open_.pop_back();
  if (!open_.empty()) return;
  byStyle_[closed.style] = counters_;
  if (!closed.id.empty()) byId_[closed.id] = counters_;
}

std::string OdtLists::step(const OdtStyles::Levels& levels, Counters& counters, std::size_t level,
                           std::optional<std::uint32_t> startValue) {
  if (startValue) {
    counters[level] = *startValue;
  } else {
    counters[level] = counters[level] ? *counters[level] + 1 : levels[level].start;
  }
  for (std::size_t i = level + 1; i < counters.size(); ++i) counters[i] = std::nullopt;
  return label(levels, counters, level);
}

std::string OdtLists::item(std::optional<std::uint32_t> startValue) {
  if (open_.empty()) return {};
  const std::size_t level = std::min(open_.size(), OdtStyles::kLevels) - 1;
  const OdtStyles::Levels* levels = styles_.list(open_.back().style);
  if (levels == nullptr) return "-";
  return step(*levels, counters_, level, startValue);
}

std::string OdtLists::heading(std::uint32_t level) {
  const OdtStyles::Levels* levels = styles_.list("");
  if (levels == nullptr || level == 0 || level > OdtStyles::kLevels) return {};
  return step(*levels, headings_, level - 1, std::nullopt);
}

std::string OdtLists::label(const OdtStyles::Levels& levels, const Counters& counters,
                            std::size_t level) {
  const OdtStyles::Level& own = levels[level];
  if (own.style == ListStyle::Bullet) return bulletText(own.bullet);
  if (own.style == ListStyle::None) return {};
  const auto number = [&](std::size_t i) {
    const ListStyle style = levels[i].style;
    return listNumber(counters[i].value_or(levels[i].start),
                      style == ListStyle::Bullet ? ListStyle::None : style);
  };
  std::string label;
  if (!own.format.empty()) {
    const std::string_view format = own.format;
    for (std::size_t i = 0; i < format.size(); ++i) {
      const std::size_t close = format[i] == '%' ? format.find('%', i + 1) : std::string::npos;
      if (close == std::string_view::npos) {
        label += format[i];
        continue;
      }
      const std::uint32_t shown = numberOf(format.substr(i + 1, close - i - 1), 0);
      if (shown >= 1 && shown <= OdtStyles::kLevels) label += number(shown - 1);
      i = close;
    }
    return label;
  }
  const std::size_t count = std::clamp<std::size_t>(own.shown, 1, level + 1);
  for (std::size_t i = level + 1 - count; i <= level; ++i) {
    const std::string part = number(i);
    if (!label.empty() && !part.empty()) label += '.';
    label += part;
  }
  return own.prefix + label + own.suffix;
}

}  // namespace retold
