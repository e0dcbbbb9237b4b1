#pragma once

#include <map>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"
#include "indexer/reader/package.h"

namespace retold {

/// What the relationships of a part of an Office Open XML package say: other parts by id, and by
/// the last word of their type ("styles"). What lies outside of the package is left out.
struct Relations {
  std::map<std::string, std::string, std::less<>> byId;
  std::multimap<std::string, std::string, std::less<>> byType;

  /// The first part of that type; "" where there is none.
  std::string first(std::string_view type) const;
};

/// The relationships of the part, or of the package where the name is "".
Relations readRelations(Package& package, std::string_view part, const ReadLimits& limits);

}  // namespace retold
