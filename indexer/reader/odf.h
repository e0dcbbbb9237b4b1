#pragma once

#include <string>
#include <string_view>

#include "indexer/import/importer.h"
#include "indexer/reader/package.h"

namespace pugi {
class xml_node;
}

namespace retold {

/// True for an OpenDocument file that is one XML file (fodt, fods).
bool isFlatOdf(std::string_view bytes);

/// The parts of an OpenDocument package that its readers use, for Package.
bool isOdfPart(std::string_view name);

/// Throws Unreadable where the package is protected by a password or has no content.
void requireOdf(const Package& package, std::string_view kind, const ReadLimits& limits);

/// The text of a paragraph of a cell: white space runs as one space, tabs, line breaks; without
/// notes, comments and reading aids.
std::string odfText(const pugi::xml_node& paragraph);

}  // namespace retold
