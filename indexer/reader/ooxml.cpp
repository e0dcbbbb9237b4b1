#include "indexer/reader/ooxml.h"

#include <pugixml.hpp>
#include <utility>

#include "indexer/reader/xml.h"

namespace retold {

std::string Relations::first(std::string_view type) const {
  const auto found = byType.find(type);
  return found == byType.end() ? std::string() : found->second;
}

Relations readRelations(Package& package, std::string_view part, const ReadLimits& limits) {
  const std::size_t slash = part.rfind('/');
  const std::size_t folder = slash == std::string_view::npos ? 0 : slash + 1;
  const std::string name =
      std::string(part.substr(0, folder)) + "_rels/" + std::string(part.substr(folder)) + ".rels";
  Relations relations;
  const Xml xml = parseXml(package.take(name), "the document", limits);
  for (const pugi::xml_node& node : xml.root().children()) {
    if (attributeOf(node, "TargetMode") == "External") continue;
    const std::string_view type = attributeOf(node, "Type");
    std::string target = partName(part, attributeOf(node, "Target"));
    relations.byId.emplace(attributeOf(node, "Id"), target);
    relations.byType.emplace(type.substr(type.rfind('/') + 1), std::move(target));
  }
  return relations;
}

}  // namespace retold
