#include "indexer/reader/xml.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <pugixml.hpp>

#include "indexer/reader/package.h"
#include "indexer/text/decode.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

/// The walks of the readers recurse: their stack sets a bound, whatever the limit says.
constexpr std::uint32_t kDeepest = 1024;

/// The encoding that the XML declaration names; "" where it names none.
std::string declaredEncoding(std::string_view bytes) {
  std::string_view head = bytes.substr(0, 256);
  if (!head.starts_with("<?xml")) return {};
  head = head.substr(0, head.find("?>"));
  const std::size_t at = head.find("encoding");
  if (at == std::string_view::npos) return {};
  const std::size_t open = head.find_first_of("\"'", at);
  if (open == std::string_view::npos) return {};
  const std::size_t close = head.find(head[open], open + 1);
  if (close == std::string_view::npos) return {};
  return std::string(head.substr(open + 1, close - open - 1));
}

bool looksWide(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4);
  return head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") ||
         head.find('\0') != std::string_view::npos;
}

/// Calls `visit` for each node below `top`, in order; stops where it returns false.
template <typename Visit>
void walk(const pugi::xml_node& top, Visit visit) {
  std::uint32_t depth = 1;
  for (pugi::xml_node node = top.first_child(); node;) {
    if (!visit(node, depth)) return;
    if (node.first_child()) {
      node = node.first_child();
      ++depth;
      continue;
    }
    while (node && node != top && !node.next_sibling()) {
      node = node.parent();
      --depth;
    }
    if (!node || node == top) return;
    node = node.next_sibling();
  }
}

void checkDepth(const pugi::xml_document& tree, std::string_view what, const ReadLimits& limits) {
  const std::uint32_t most = std::min(limits.depth, kDeepest);
  walk(tree, [&](const pugi::xml_node&, std::uint32_t depth) {
    if (depth <= most + 1) return true;
    throw Unreadable{"the elements of " + std::string(what) + " are nested deeper than " +
                     std::to_string(most) +
                     " levels, as no document's are; it was not read; the option "
                     "--depth sets another limit"};
  });
}

}  // namespace

std::string xmlAsUtf8(std::string&& bytes, std::uint64_t& unreadable) {
  const bool wide = looksWide(bytes);
  if (!wide && !firstInvalidUtf8(bytes)) return std::move(bytes);
  const std::string declared = wide ? std::string() : declaredEncoding(bytes);
  const bool known = wide || (!declared.empty() && declared != "UTF-8" && declared != "utf-8");
  if (known) {
    try {
      NotText why;
      DecodeOptions options;
      if (!wide) options.encoding = declared;
      if (auto decoded = decode(bytes, options, why)) {
        unreadable += decoded->unreadable;
        return std::move(decoded->text);
      }
    } catch (const Error&) {  // an encoding that nobody knows: see below
    }
  }
  return replaceInvalidUtf8(bytes, unreadable);
}

void XmlCloser::operator()(pugi::xml_document* document) const { delete document; }

pugi::xml_node Xml::root() const { return tree->document_element(); }

Xml parseXml(std::string&& bytes, std::string_view what, const ReadLimits& limits) {
  Xml xml;
  xml.bytes = std::make_unique<std::string>(xmlAsUtf8(std::move(bytes), xml.unreadable));
  xml.tree.reset(new pugi::xml_document);
  const unsigned flags = pugi::parse_default | pugi::parse_ws_pcdata;
  const pugi::xml_parse_result parsed = xml.tree->load_buffer_inplace(
      xml.bytes->data(), xml.bytes->size(), flags, pugi::encoding_utf8);
  if (parsed.status == pugi::status_out_of_memory) throw std::bad_alloc();
  xml.complete = parsed.status == pugi::status_ok;
  checkDepth(*xml.tree, what, limits);
  return xml;
}

std::string_view localName(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

namespace {

pugi::xml_attribute findAttribute(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_attribute each = node.first_attribute(); each; each = each.next_attribute()) {
    const std::string_view full = each.name();
    if (!full.ends_with(name)) continue;
    if (full.size() == name.size() || full[full.size() - name.size() - 1] == ':') return each;
  }
  return {};
}

}  // namespace

std::string_view attributeOf(const pugi::xml_node& node, std::string_view name) {
  return findAttribute(node, name).value();
}

bool hasAttribute(const pugi::xml_node& node, std::string_view name) {
  return static_cast<bool>(findAttribute(node, name));
}

pugi::xml_node childOf(const pugi::xml_node& node, std::string_view name) {
  for (pugi::xml_node each = node.first_child(); each; each = each.next_sibling()) {
    if (localName(each) == name) return each;
  }
  return {};
}

std::string textBelow(const pugi::xml_node& node) {
  std::string text;
  walk(node, [&](const pugi::xml_node& each, std::uint32_t) {
    if (each.type() == pugi::node_pcdata || each.type() == pugi::node_cdata) text += each.value();
    return true;
  });
  return text;
}

pugi::xml_node findBelow(const pugi::xml_node& node, std::string_view name) {
  pugi::xml_node found;
  walk(node, [&](const pugi::xml_node& each, std::uint32_t) {
    if (localName(each) == name) found = each;
    return !found;
  });
  return found;
}

std::uint64_t countBelow(const pugi::xml_node& node, std::string_view name,
                         std::string_view attribute, std::string_view value) {
  std::uint64_t count = 0;
  walk(node, [&](const pugi::xml_node& each, std::uint32_t) {
    count += localName(each) == name && attributeOf(each, attribute) == value;
    return true;
  });
  return count;
}

std::uint32_t numberOf(std::string_view text, std::uint32_t otherwise) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : otherwise;
}

bool isOn(std::string_view value) {
  return value != "0" && value != "false" && value != "off" && value != "none";
}

namespace {

bool endsName(char c) {
  return c == '>' || c == '/' || c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// True where the name of the tag at `at` (behind "<" or "</"), without prefix, is `name`.
bool isTagNamed(std::string_view xml, std::size_t at, std::string_view name) {
  std::size_t end = at;
  while (end < xml.size() && !endsName(xml[end])) {
    if (xml[end] == ':') at = end + 1;
    if (end > at + 64) return false;
    ++end;
  }
  return xml.substr(at, end - at) == name;
}

}  // namespace

std::size_t findTag(std::string_view xml, std::string_view name, std::size_t at) {
  while ((at = xml.find('<', at)) != std::string_view::npos) {
    if (xml.substr(at, 4) == "<!--") {
      at = xml.find("-->", at + 4);
      if (at == std::string_view::npos) return at;
    } else if (isTagNamed(xml, at + 1, name)) {
      return at;
    }
    ++at;
  }
  return at;
}

std::size_t behindTag(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    const char c = xml[at];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '>') {
      return at + 1;
    }
  }
  return xml.size();
}

std::size_t behindEndTag(std::string_view xml, std::string_view name, std::size_t at) {
  while ((at = xml.find("</", at)) != std::string_view::npos) {
    if (isTagNamed(xml, at + 2, name)) return behindTag(xml, at);
    at += 2;
  }
  return at;
}

std::string_view XmlPieces::next() {
  const std::size_t begin = findTag(xml_, name_, at_);
  if (begin == std::string_view::npos) {
    at_ = xml_.size();
    return {};
  }
  std::size_t end = behindTag(xml_, begin);
  if (xml_.substr(0, end).ends_with("/>")) {
    at_ = end;
  } else {
    at_ = end = std::min(behindEndTag(xml_, name_, end), xml_.size());
  }
  return xml_.substr(begin, end - begin);
}

}  // namespace retold
