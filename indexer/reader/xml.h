#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"

// pugixml's names only: the library is included by the .cpp files.
namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace retold {

struct XmlCloser {
  void operator()(pugi::xml_document* document) const;
};

/// A parsed XML file or part of a package. No document type, entity or reference is ever resolved
/// but the five of XML itself and character numbers.
struct Xml {
  std::unique_ptr<std::string> bytes;  ///< the tree points into them
  std::unique_ptr<pugi::xml_document, XmlCloser> tree;
  bool complete = true;          ///< false: the tree ends where the XML was damaged
  std::uint64_t unreadable = 0;  ///< bytes that the encoding does not allow; they stand as U+FFFD

  pugi::xml_node root() const;  ///< the outermost element; null where there is none
};

/// Parses XML in UTF-8, UTF-16, UTF-32 or the encoding that it declares; what is strict UTF-8 is
/// read as such, whatever it declares. White space is kept. Throws Unreadable (package.h) for
/// elements deeper than ReadLimits::depth, naming `what` ("the document").
Xml parseXml(std::string&& bytes, std::string_view what, const ReadLimits& limits);

/// XML bytes as UTF-8, as parseXml() reads them; a byte order mark stays out.
std::string xmlAsUtf8(std::string&& bytes, std::uint64_t& unreadable);

/// The element's or attribute's name without its prefix.
std::string_view localName(const pugi::xml_node& node);
/// The attribute's value by its name without prefix; "" where there is none.
std::string_view attributeOf(const pugi::xml_node& node, std::string_view name);
bool hasAttribute(const pugi::xml_node& node, std::string_view name);
/// The first child element of that name without prefix; null where there is none.
pugi::xml_node childOf(const pugi::xml_node& node, std::string_view name);
/// All text below the node, in order. Not recursive.
std::string textBelow(const pugi::xml_node& node);
/// The first descendant element of that name; null where there is none. Not recursive.
pugi::xml_node findBelow(const pugi::xml_node& node, std::string_view name);
/// How many descendant elements of that name have an attribute of that value. Not recursive.
std::uint64_t countBelow(const pugi::xml_node& node, std::string_view name,
                         std::string_view attribute, std::string_view value);

/// A number written in decimal; `otherwise` where it is none or too large.
std::uint32_t numberOf(std::string_view text, std::uint32_t otherwise);
/// "1", "true", "on", or nothing at all: how office files write that something is so.
bool isOn(std::string_view value);

/// Goes through a large XML part piece by piece: the elements of one local name, each with its end
/// tag, without building a tree of the whole. They must not be nested. Keeps a view of the XML.
class XmlPieces {
 public:
  XmlPieces(std::string_view xml, std::string_view name) : xml_(xml), name_(name) {}
  /// The next element as it stands, or an empty view at the end. A start tag without its end tag
  /// goes to the end of the part.
  std::string_view next();

 private:
  std::string_view xml_;
  std::string_view name_;
  std::size_t at_ = 0;
};

/// Where the next start tag of an element of that local name begins, from `at` on; npos where none
/// does. Comments are skipped.
std::size_t findTag(std::string_view xml, std::string_view name, std::size_t at);
/// Behind the ">" of the tag at `at`; a ">" in quotes ends none. xml.size() where it is not closed.
std::size_t behindTag(std::string_view xml, std::size_t at);
/// Behind the end tag of an element of that local name, from `at` on; npos where none comes.
std::size_t behindEndTag(std::string_view xml, std::string_view name, std::size_t at);

}  // namespace retold
