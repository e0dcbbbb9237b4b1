#pragma once

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

/// What of a run's formatting changes what is read.
struct RunFormat {
  std::optional<bool> hidden;
  std::string font;  ///< a symbol font, or ""
};

/// Which list a paragraph belongs to.
struct ListPlace {
  std::string list;  ///< w:numId; "" not said, "0" none
  std::optional<std::uint32_t> level;
};

RunFormat runFormatOf(const pugi::xml_node& runProperties);
ListPlace listPlaceOf(const pugi::xml_node& paragraphProperties);

/// word/styles.xml: what a style says itself or inherits.
class DocxStyles {
 public:
  void read(const pugi::xml_node& root);

  RunFormat runFormat(const std::string& style) const;
  ListPlace listPlace(const std::string& style) const;
  const std::string& defaultParagraphStyle() const { return defaultParagraph_; }

 private:
  struct Style {
    std::string basedOn;
    RunFormat run;
    ListPlace list;
  };
  template <typename Use>
  void upwards(std::string style, Use use) const;

  std::map<std::string, Style, std::less<>> styles_;
  std::string defaultParagraph_;
};

/// word/numbering.xml: the numbers of list items, counted in the order of reading.
class DocxNumbering {
 public:
  void read(const pugi::xml_node& root, const DocxStyles& styles);

  /// The label of the next item of the list: "3.2", "-"; "" where the list is unknown or has none.
  /// `style` finds the level where the paragraph does not say it.
  std::string next(const ListPlace& place, const std::string& style);

 private:
  static constexpr std::size_t kLevels = 9;
  struct Level {
    std::uint32_t start = 1;
    ListStyle style = ListStyle::Decimal;
    std::string text;  ///< "%1.%2"
    std::string font;
    std::string paragraphStyle;
    std::optional<std::uint32_t> restart;  ///< w:lvlRestart
    bool legal = false;                    ///< w:isLgl: all levels decimal
  };
  using Levels = std::vector<Level>;
  struct List {
    std::string base;
    Levels levels;
    std::map<std::size_t, std::uint32_t> starts;  ///< overrides, used once
    bool used = false;
  };
  /// A level's last number; none before its first item.
  using Counters = std::vector<std::optional<std::uint32_t>>;

  static void readLevel(const pugi::xml_node& node, Levels& levels);
  std::string label(const Levels& levels, const Counters& counters, std::size_t level) const;

  std::map<std::string, Levels, std::less<>> bases_;
  std::map<std::string, List, std::less<>> lists_;
  std::map<std::string, Counters, std::less<>> counters_;  ///< by base
};

}  // namespace retold
