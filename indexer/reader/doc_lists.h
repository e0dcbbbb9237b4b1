#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/reader/doc_properties.h"
#include "indexer/reader/list_number.h"

namespace retold {

/// Counts the items of the lists of a Word 97-2003 document ([MS-DOC] 2.4.6.3) and gives each its
/// label.
class DocLists {
 public:
  /// `lists` = PlfLst and the levels behind it, `overrides` = PlfLfo.
  void read(std::string_view lists, std::string_view overrides, const std::vector<DocFont>& fonts);

  /// The label of the next item of a list (DocParagraph::list) on a level: "3.2", "-"; "" for none.
  std::string next(std::uint16_t list, std::uint8_t level);

 private:
  static constexpr std::size_t kLevels = 9;

  struct Level {
    std::uint32_t start = 1;
    ListStyle style = ListStyle::None;
    bool legal = false;    ///< all numbers in it are decimal
    std::u16string shown;  ///< 0..8 stand for the number of that level
    std::string bullet;
  };
  struct List {
    std::array<Level, kLevels> levels;
    std::array<std::optional<std::uint32_t>, kLevels> counts;
  };
  struct Override {
    std::int32_t list = 0;
    std::array<std::optional<std::uint32_t>, kLevels> starts;
    bool used = false;
  };

  std::size_t readLevel(std::string_view bytes, Level& level, const std::vector<DocFont>& fonts);
  void readOverrides(std::string_view bytes, const std::vector<DocFont>& fonts);
  std::string label(const List& list, const Level& level) const;

  std::map<std::int32_t, List> lists_;
  std::vector<Override> overrides_;
};

}  // namespace retold
