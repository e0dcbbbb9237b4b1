#include "indexer/reader/html_tree.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <map>
#include <memory>
#include <new>
#include <vector>

#include "indexer/reader/package.h"

namespace retold {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool isNameByte(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == ':' || c == '-';
}

template <std::size_t size>
bool isOneOf(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 17> kVoid{
    "area",  "base", "basefont", "br",    "col",    "embed", "frame", "hr",    "img",
    "input", "link", "meta",     "param", "source", "track", "wbr",   "keygen"};
/// What ends by itself where the next one begins.
constexpr std::array<std::string_view, 15> kSelfEnding{
    "p",        "li",    "dd",    "dt",    "tr", "td", "th",      "option",
    "optgroup", "thead", "tbody", "tfoot", "rt", "rp", "colgroup"};
constexpr std::array<std::string_view, 7> kRaw{"script", "style",  "textarea", "title",
                                               "xmp",    "iframe", "noframes"};

/// A tag as it stands in the file.
struct Tag {
  std::string name;  ///< lower case
  bool closing = false;
  bool empty = false;   ///< "<div/>"
  std::size_t end = 0;  ///< first byte behind it
};

/// The tag at "<"; its name is empty where there is none.
Tag tagAt(std::string_view html, std::size_t at) {
  Tag tag;
  std::size_t i = at + 1;
  tag.closing = i < html.size() && html[i] == '/';
  if (tag.closing) ++i;
  while (i < html.size() && isNameByte(html[i])) tag.name += lower(html[i++]);
  tag.end = i;
  if (tag.name.empty()) return tag;
  char quote = '\0';
  for (; i < html.size(); ++i) {
    if (quote != '\0') {
      if (html[i] == quote) quote = '\0';
    } else if ((html[i] == '"' || html[i] == '\'') && html[i - 1] == '=') {
      quote = html[i];
    } else if (html[i] == '>') {
      break;
    }
  }
  tag.empty = i < html.size() && html[i - 1] == '/';
  tag.end = std::min(i + 1, html.size());
  return tag;
}

/// Where the text of a script or the like ends: at its end tag.
std::size_t rawEnd(std::string_view html, std::size_t at, std::string_view name) {
  while (true) {
    at = html.find("</", at);
    if (at == std::string_view::npos) return html.size();
    const std::string_view found = html.substr(at + 2, name.size());
    if (std::ranges::equal(found, name, {}, lower)) return at;
    at += 2;
  }
}

/// Elements that are open at once, as the file's tags say it: gumbo takes time by their square.
std::size_t mostOpen(std::string_view html) {
  std::map<std::string, std::size_t, std::less<>> open;
  std::size_t now = 0, most = 0;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    if (html.substr(at).starts_with("<!--")) {
      at = std::min(html.find("-->", at), html.size());
      continue;
    }
    const Tag tag = tagAt(html, at);
    at = tag.end;
    if (tag.name.empty() || isOneOf(tag.name, kVoid) || isOneOf(tag.name, kSelfEnding)) continue;
    if (!tag.closing && isOneOf(tag.name, kRaw)) {
      at = rawEnd(html, at, tag.name);
      continue;
    }
    std::size_t& count = open[tag.name];
    if (!tag.closing) {
      ++count;
      most = std::max(most, ++now);
    } else if (count > 0) {
      --count;
      --now;
    }
  }
  return most;
}

[[noreturn]] void refuseDepth(const ReadLimits& limits) {
  throw Unreadable{
      "the elements of the page are nested deeper than " + std::to_string(limits.depth) +
      " levels, as no document's are; it was not read; the option --depth sets another "
      "limit"};
}

void checkDepth(const GumboNode* root, const ReadLimits& limits) {
  struct Step {
    const GumboNode* node;
    std::uint32_t depth;
  };
  std::vector<Step> open{{root, 1}};
  while (!open.empty()) {
    const Step step = open.back();
    open.pop_back();
    if (step.depth > limits.depth) refuseDepth(limits);
    if (step.node->type != GUMBO_NODE_ELEMENT && step.node->type != GUMBO_NODE_TEMPLATE) continue;
    const GumboVector& children = step.node->v.element.children;
    for (unsigned i = 0; i < children.length; ++i) {
      open.push_back({static_cast<const GumboNode*>(children.data[i]), step.depth + 1});
    }
  }
}

}  // namespace

std::string withEndTags(std::string_view xhtml) {
  std::string html;
  html.reserve(xhtml.size() + xhtml.size() / 16);
  for (std::size_t at = 0; at < xhtml.size();) {
    const std::size_t open = std::min(xhtml.find('<', at), xhtml.size());
    html += xhtml.substr(at, open - at);
    at = open;
    const std::string_view rest = xhtml.substr(at);
    if (rest.starts_with("<!--")) {
      const std::size_t end = std::min(rest.find("-->"), rest.size());
      html += rest.substr(0, end);
      at += end;
    } else if (rest.starts_with("<![CDATA[")) {
      const std::size_t end = std::min(rest.find("]]>"), rest.size());
      for (const char c : rest.substr(9, std::max<std::size_t>(end, 9) - 9)) {
        html += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
      }
      at += std::min(end + 3, rest.size());
    } else if (!rest.empty()) {
      const Tag tag = tagAt(xhtml, at);
      const std::size_t end = tag.name.empty() ? at + 1 : tag.end;
      html += xhtml.substr(at, end - at);
      at = end;
      if (tag.empty && !tag.closing && !isOneOf(tag.name, kVoid)) {
        html.erase(html.size() - 2, 1);
        html += "</" + tag.name + ">";
      }
    }
  }
  return html;
}

/// What gumbo allocates: a list of blocks, so that all can be given back without gumbo's own walk,
/// and a limit, so that a page cannot take all memory.
struct HtmlTree::Memory {
  struct alignas(std::max_align_t) Block {
    Block* before;
    Block* after;
    std::size_t size;
  };

  explicit Memory(std::uint64_t limit) : most(limit) {}
  ~Memory() {
    while (blocks.after != &blocks) release(this, blocks.after + 1);
  }
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  static void* allocate(void* self, std::size_t size) {
    auto* const memory = static_cast<Memory*>(self);
    void* const bytes =
        memory->used + size > memory->most ? nullptr : std::malloc(size + sizeof(Block));
    // gumbo cannot be told that there is no memory. Only its own frames are left here.
    if (bytes == nullptr) std::longjmp(memory->escape, 1);
    auto* const block = new (bytes) Block{&memory->blocks, memory->blocks.after, size};
    block->after->before = block;
    memory->blocks.after = block;
    memory->used += size;
    return block + 1;
  }

  static void release(void* self, void* bytes) {
    if (bytes == nullptr) return;
    auto* const memory = static_cast<Memory*>(self);
    Block* const block = static_cast<Block*>(bytes) - 1;
    block->before->after = block->after;
    block->after->before = block->before;
    memory->used -= block->size;
    std::free(block);
  }

  /// The root of the tree; null where there is not enough memory.
  const GumboNode* parse(std::string_view html) {
    GumboOptions options = kGumboDefaultOptions;
    options.allocator = &allocate;
    options.deallocator = &release;
    options.userdata = this;
    options.max_errors = 0;
    if (setjmp(escape) != 0) return nullptr;
    return gumbo_parse_with_options(&options, html.data(), html.size())->root;
  }

  Block blocks{&blocks, &blocks, 0};
  std::uint64_t most;
  std::uint64_t used = 0;
  std::jmp_buf escape{};
};

HtmlTree::HtmlTree(std::string_view utf8, const ReadLimits& limits) : memory_(nullptr) {
  // Formatting that is never closed nests, in bad pages more than any document does.
  if (mostOpen(utf8) > 4ULL * limits.depth) refuseDepth(limits);
  auto memory = std::make_unique<Memory>(limits.memory / 4 * 3);
  root_ = memory->parse(utf8);
  if (root_ == nullptr) throw std::bad_alloc();
  checkDepth(root_, limits);
  memory_ = memory.release();
}

HtmlTree::~HtmlTree() { delete memory_; }

}  // namespace retold
