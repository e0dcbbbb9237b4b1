#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/list_number.h"

namespace pugi {
class xml_node;
}

namespace retold {

/// The styles of an OpenDocument text, as far as they change what is read: hidden text, symbol
/// fonts, lists.
class OdtStyles {
 public:
  /// Reads what stands in <office:styles> and <office:automatic-styles> below `root`. May be called
  /// for several files.
  void read(const pugi::xml_node& root);

  bool isHidden(std::string_view family, const std::string& style) const;
  /// A symbol font, or "".
  std::string font(std::string_view family, const std::string& style) const;

  static constexpr std::size_t kLevels = 10;
  struct Level {
    ListStyle style = ListStyle::None;
    std::string prefix, suffix;
    std::string bullet;
    std::string format;  ///< "%1%.%2%.": in place of prefix, numbers and suffix
    std::uint32_t start = 1;
    std::uint32_t shown = 1;  ///< how many levels the label shows
  };
  using Levels = std::array<Level, kLevels>;
  /// Null for an unknown list style. The headings' is named "".
  const Levels* list(const std::string& style) const;

 private:
  struct Style {
    std::string parent;
    std::optional<bool> hidden;
    std::string font;
  };
  void readStyle(const pugi::xml_node& node);
  void readList(const pugi::xml_node& node, const std::string& name);

  std::map<std::string, Style, std::less<>> styles_;  ///< by family and name
  std::map<std::string, std::string, std::less<>> fonts_;
  std::map<std::string, Levels, std::less<>> lists_;
};

/// Numbers the items of lists, in the order of reading. Lists may be nested.
class OdtLists {
 public:
  explicit OdtLists(const OdtStyles& styles) : styles_(styles) {}

  /// <text:list> begins and ends.
  void open(const pugi::xml_node& list);
  void close();
  /// A <text:list-item> begins: the label of its first paragraph.
  std::string item(std::optional<std::uint32_t> startValue);
  /// The label of a heading of that level (from 1); "" where headings have no numbers.
  std::string heading(std::uint32_t level);

 private:
  using Counters = std::array<std::optional<std::uint32_t>, OdtStyles::kLevels>;
  struct Open {
    std::string style;
    std::string id;
  };
  static std::string label(const OdtStyles::Levels& levels, const Counters& counters,
                           std::size_t level);
  static std::string step(const OdtStyles::Levels& levels, Counters& counters, std::size_t level,
                          std::optional<std::uint32_t> startValue);

  const OdtStyles& styles_;
  std::vector<Open> open_;
  Counters counters_;  ///< of the outermost list that is open
  std::map<std::string, Counters> byStyle_, byId_;
  Counters headings_;
};

}  // namespace retold
