#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/import/importer.h"
#include "model/case.h"
#include "model/diagnostic.h"

namespace retold {

/// Where the value of an attribute belongs, as ReadDocument::attributes and mapping files write it:
/// "country" or "attribute country" (of the case), "episode 2 destination", "assistance 1 agency",
/// "document kind". Without a number, an episode or assistance is the one that the row names. The
/// name "episode" of an assistance or a document says which episode it belongs to.
struct AttributePlace {
  AttributeUnit unit = AttributeUnit::Case;
  std::uint32_t number = 0;  ///< from 1; 0 = that of the row
  std::string name;
  friend auto operator<=>(const AttributePlace&, const AttributePlace&) = default;
};

/// "country", "episode 2 destination"; "attribute episode 2 destination" where a case's attribute
/// is called so. Read back by parseAttributePlace().
std::string toText(const AttributePlace& place);
/// The unit and number may be written with "_" or "-" for spaces ("episode_2_destination"); the
/// name stays as written. Any text is a place; one without a prefix belongs to the case.
AttributePlace parseAttributePlace(std::string_view text);

/// What a column of a table holds.
struct ColumnMeaning {
  enum class Kind {
    Text,
    Document,
    Case,
    Speaker,
    Start,
    End,
    Ignore,
    Episode,     ///< the number of the row's episode (a table with one row per episode)
    Assistance,  ///< the number of the row's assistance
    Attribute,
  };
  Kind kind = Kind::Attribute;
  AttributePlace place;  ///< of an Attribute
};
/// The meanings of TableMapping::Column::meaning; none for any other text.
std::optional<ColumnMeaning> parseMeaning(std::string_view text);

/// The types of TableMapping::Column::type: those of attributes, and "day-first date" and
/// "month-first date", whose 03/04/2003 is read so and stored with the year first.
std::optional<AttributeType> parseColumnType(std::string_view text);
/// Whether the day stands first in dates of this type; none where the type does not say.
std::optional<bool> dayFirstOf(std::string_view type);

/// A mapping file, or what is wrong with it. Nothing may be read by a mapping with an Error.
struct MappingReport {
  TableMapping mapping;
  std::vector<Diagnostic> diagnostics;
  bool usable() const;
};

/// Reads a mapping: a csv table with the columns "column", "meaning" and, optionally, "type" (text,
/// number, date, day-first date, month-first date, choice, choices) and "values" ("1=yes; 2=no;
/// 99=not asked"); other columns are for people. Throws Error(NotFound | Io) for the file.
MappingReport readTableMapping(const std::filesystem::path& file);
/// The same from text; `name` names it in diagnostics.
MappingReport readTableMapping(std::string_view text, std::string_view name);

/// `cell` as the mapping of its column says it is to be stored; itself where it says nothing.
/// Spaces around it and case do not matter.
std::string mappedValue(const TableMapping::Column& column, std::string_view cell);

/// The mapping's row for a column of a table; null where there is none.
const TableMapping::Column* columnOf(const TableMapping& mapping, std::string_view header);

/// A mapping to start from, guessed from the names of columns and what stands in them, as the text
/// of a mapping file with a further column "note" that says why. A person is to look at it. `rows`
/// are the first of the table; the header is the first that has at least half as many cells as the
/// fullest.
std::string suggestMapping(const std::vector<std::vector<std::string>>& rows);

}  // namespace retold
