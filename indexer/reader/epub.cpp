#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/reader/flow.h"
#include "indexer/reader/html.h"
#include "indexer/reader/markup_charset.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/xml.h"
#include "indexer/text/decode.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "e-book";

bool isWanted(std::string_view name) {
  for (const std::string_view ending : {".xhtml", ".html", ".htm", ".xml", ".opf"}) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

/// "a%20b" is "a b".
std::string unescaped(std::string_view reference) {
  std::string name;
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  for (std::size_t at = 0; at < reference.size() && reference[at] != '#'; ++at) {
    const bool escape = reference[at] == '%' && at + 2 < reference.size() &&
                        digit(reference[at + 1]) >= 0 && digit(reference[at + 2]) >= 0;
    name += escape ? static_cast<char>(digit(reference[at + 1]) * 16 + digit(reference[at + 2]))
                   : reference[at];
    if (escape) at += 2;
  }
  return name;
}

/// The parts in the order of reading.
std::vector<std::string> spine(Package& package, const ReadLimits& limits) {
  const Xml container = parseXml(package.take("META-INF/container.xml"), "the e-book", limits);
  const std::string opf =
      partName("", attributeOf(findBelow(container.root(), "rootfile"), "full-path"));
  const Xml content = parseXml(package.take(opf), "the e-book", limits);
  std::map<std::string, std::string, std::less<>> parts;
  for (const pugi::xml_node& item : childOf(content.root(), "manifest").children()) {
    if (localName(item) != "item") continue;
    parts.emplace(attributeOf(item, "id"), partName(opf, unescaped(attributeOf(item, "href"))));
  }
  std::vector<std::string> order;
  for (const pugi::xml_node& item : childOf(content.root(), "spine").children()) {
    const auto part = parts.find(attributeOf(item, "idref"));
    if (localName(item) == "itemref" && part != parts.end()) order.push_back(part->second);
  }
  if (!order.empty()) return order;
  // A damaged book: what it holds, by name.
  for (const auto& [part, bytes] : package.parts()) {
    if (!part.starts_with("meta-inf") && !part.ends_with(".xml") && !part.ends_with(".opf"))
      order.push_back(part);
  }
  return order;
}

/// True where more than fonts is encrypted.
bool isLocked(const Package& package) {
  const std::string* const encryption = package.find("META-INF/encryption.xml");
  return encryption && encryption->find("html") != std::string::npos;
}

}  // namespace

ReadResult readEpub(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    Package package(bytes, kKind, options.limits, isWanted);
    if (isLocked(package)) {
      throw Unreadable{
          "the e-book is locked by its seller (DRM) and cannot be read; ask for a copy without it"};
    }
    Flow flow;
    std::size_t missing = 0;
    for (const std::string& part : spine(package, options.limits)) {
      const std::string page = package.take(part);
      missing += page.empty();
      std::optional<Decoded> decoded;
      if (!page.empty()) decoded = decodeHtml(std::string(name) + '!' + part, page, {}, result);
      if (decoded) addHtml(decoded->text, true, options.limits, flow);
    }
    // One page that is no text does not make the book unreadable.
    result.unreadable.reset();
    std::string damage = package.damage();
    if (missing > 0 && damage.empty()) {
      damage = counted(missing, "chapter is missing", "chapters are missing");
    }
    giveFlow(std::move(flow), {name, kKind, damage, damage.empty()}, options, result, sink);
  });
}

}  // namespace retold
