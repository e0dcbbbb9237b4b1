#include "indexer/reader/odf.h"

#include <algorithm>
#include <cstdint>
#include <pugixml.hpp>

#include "indexer/reader/xml.h"

namespace retold {

bool isFlatOdf(std::string_view bytes) {
  if (bytes.starts_with("PK")) return false;
  const std::string_view head = bytes.substr(0, 4096);
  return head.find("urn:oasis:names:tc:opendocument") != std::string_view::npos;
}

bool isOdfPart(std::string_view name) {
  return name == "content.xml" || name == "styles.xml" || name == "meta.xml" ||
         name == "mimetype" || name == "meta-inf/manifest.xml";
}

void requireOdf(const Package& package, std::string_view kind, const ReadLimits& limits) {
  if (const std::string* manifest = package.find("META-INF/manifest.xml")) {
    const Xml xml = parseXml(std::string(*manifest), "the document", limits);
    if (findBelow(xml.root(), "encryption-data")) throw Unreadable{passwordReason(kind)};
  }
  if (package.find("content.xml") != nullptr) return;
  if (package.damage().empty()) {
    throw Unreadable{"the file is a zip package but no " + std::string(kind) +
                     ": it has no part content.xml"};
  }
  throw Unreadable{"the " + std::string(kind) +
                   " is damaged: its content is missing from the file; look for another copy"};
}

namespace {

void appendText(const pugi::xml_node& parent, std::string& text) {
  for (const pugi::xml_node& node : parent.children()) {
    const std::string_view name = localName(node);
    if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      for (const char c : std::string_view(node.value())) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (space && (text.empty() || text.back() == ' ' || text.back() == '\n')) continue;
        text += space ? ' ' : c;
      }
    } else if (name == "s") {
      text.append(std::min<std::uint32_t>(numberOf(attributeOf(node, "c"), 1), 1000), ' ');
    } else if (name == "tab") {
      text += '\t';
    } else if (name == "line-break") {
      text += '\n';
    } else if (name != "annotation" && name != "note" && name != "ruby-text") {
      appendText(node, text);
    }
  }
}

}  // namespace

std::string odfText(const pugi::xml_node& paragraph) {
  std::string text;
  appendText(paragraph, text);
  while (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace retold
