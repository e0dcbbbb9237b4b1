#include "indexer/reader/html.h"

#include <gumbo.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/reader/html_flow.h"
#include "indexer/reader/html_tree.h"
#include "indexer/reader/list_number.h"
#include "indexer/reader/markup_charset.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/superscript.h"

namespace retold {

namespace {

std::string lowered(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

const char* attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* const found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? found->value : nullptr;
}

std::string_view attributeText(const GumboNode& node, const char* name) {
  const char* const value = attribute(node, name);
  return value ? std::string_view(value) : std::string_view();
}

/// An attribute's whole number, "-3" or "12"; none where it is none.
std::optional<std::int32_t> numberIn(const GumboNode& node, const char* name) {
  std::string_view text = attributeText(node, name);
  while (text.starts_with(' ')) text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int32_t number = 0;
  std::size_t digits = 0;
  for (; digits < text.size() && digits < 9; ++digits) {
    if (text[digits] < '0' || text[digits] > '9') break;
    number = number * 10 + (text[digits] - '0');
  }
  if (digits == 0) return std::nullopt;
  return negative ? -number : number;
}

/// The style attribute without spaces, in lower case.
std::string styleOf(const GumboNode& node) {
  std::string style = lowered(attributeText(node, "style"));
  std::erase_if(style, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
  return style;
}

bool isHidden(const GumboNode& node, const std::string& style) {
  return attribute(node, "hidden") != nullptr || style.find("display:none") != std::string::npos ||
         style.find("visibility:hidden") != std::string::npos ||
         style.find("mso-hide:all") != std::string::npos;
}

bool isIgnored(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_RT:
    case GUMBO_TAG_RTC:
    case GUMBO_TAG_RP:
    case GUMBO_TAG_DESC:
    case GUMBO_TAG_ANNOTATION_XML:
      return true;
    default:
      return false;
  }
}

bool isBlock(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_P:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
    case GUMBO_TAG_PLAINTEXT:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_OPTGROUP:
      return true;
    default:
      return false;
  }
}

bool keepsSpace(GumboTag tag) {
  return tag == GUMBO_TAG_PRE || tag == GUMBO_TAG_LISTING || tag == GUMBO_TAG_XMP ||
         tag == GUMBO_TAG_PLAINTEXT || tag == GUMBO_TAG_TEXTAREA;
}

/// How a list counts its items.
struct Counting {
  bool ordered = false;
  bool marked = true;
  std::int32_t next = 1;
  std::int32_t step = 1;
  ListStyle style = ListStyle::Decimal;
};

ListStyle styleNamed(std::string_view type, ListStyle otherwise) {
  if (type == "1") return ListStyle::Decimal;
  if (type == "a") return ListStyle::LowerLetter;
  if (type == "A") return ListStyle::UpperLetter;
  if (type == "i") return ListStyle::LowerRoman;
  if (type == "I") return ListStyle::UpperRoman;
  return otherwise;
}

/// The mark of a note is mostly a link.
bool isRaisedLink(const GumboNode& node) {
  const GumboNode* const around = node.parent;
  return node.v.element.tag == GUMBO_TAG_A && around != nullptr &&
         around->type == GUMBO_NODE_ELEMENT && around->v.element.tag == GUMBO_TAG_SUP;
}

/// Writes a tree of elements as blocks, without recursion.
class PageWriter {
 public:
  void write(const GumboNode& root);
  std::vector<FlowBlock> blocks() { return flow_.finish(); }
  std::uint64_t hiddenWords() const { return hiddenWords_; }

 private:
  struct Frame {
    const GumboNode* node;
    unsigned child = 0;
    bool kept = false;  ///< white space counts
    bool hidden = false;
  };

  bool enter(const GumboNode& node, Frame& frame);
  void leave(const GumboNode& node);
  bool enterElement(const GumboNode& node);
  void text(const GumboNode& node, const Frame& around);
  void beginList(const GumboNode& node);
  void beginItem(const GumboNode& node);
  void input(const GumboNode& node);
  void chosen(const GumboNode& select);
  void word(std::string_view text);

  HtmlFlow flow_;
  std::vector<Frame> open_;
  std::vector<Counting> lists_;
  std::uint64_t hiddenWords_ = 0;
};

void PageWriter::write(const GumboNode& root) {
  Frame first{&root};
  if (!enter(root, first)) return;
  open_.push_back(first);
  while (!open_.empty()) {
    Frame& frame = open_.back();
    const GumboVector& children = frame.node->v.element.children;
    if (frame.child == children.length) {
      if (!frame.hidden) leave(*frame.node);
      open_.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[frame.child++]);
    if (child.type != GUMBO_NODE_ELEMENT) {
      text(child, frame);
      continue;
    }
    Frame next{&child, 0, frame.kept, frame.hidden};
    if (enter(child, next)) open_.push_back(next);
  }
}

void PageWriter::text(const GumboNode& node, const Frame& around) {
  if (node.type != GUMBO_NODE_TEXT && node.type != GUMBO_NODE_WHITESPACE &&
      node.type != GUMBO_NODE_CDATA) {
    return;
  }
  const std::string_view text = node.v.text.text;
  if (around.hidden) {
    hiddenWords_ += wordsIn(text);
  } else {
    const bool above = around.node->v.element.tag == GUMBO_TAG_SUP || isRaisedLink(*around.node);
    flow_.add(above ? raised(text) : std::string(text), around.kept);
  }
}

void PageWriter::word(std::string_view text) {
  flow_.space();
  flow_.add(text, false);
  flow_.space();
}

/// True where the element is to be read.
bool PageWriter::enter(const GumboNode& node, Frame& frame) {
  const GumboTag tag = node.v.element.tag;
  if (isIgnored(tag)) return false;
  const std::string style = styleOf(node);
  frame.hidden = frame.hidden || isHidden(node, style);
  if (frame.hidden) return true;
  const bool wraps = style.find("white-space:normal") != std::string::npos;
  frame.kept = (frame.kept && !wraps) || keepsSpace(tag) ||
               style.find("white-space:pre") != std::string::npos;
  return enterElement(node);
}

bool PageWriter::enterElement(const GumboNode& node) {
  const GumboTag tag = node.v.element.tag;
  if (isBlock(tag)) flow_.block();
  switch (tag) {
    case GUMBO_TAG_BR:
      flow_.lineBreak();
      break;
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_MENU:
      beginList(node);
      break;
    case GUMBO_TAG_LI:
      beginItem(node);
      break;
    case GUMBO_TAG_TABLE:
      flow_.beginTable();
      break;
    case GUMBO_TAG_TR:
      flow_.beginRow();
      break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH: {
      const auto span = [&](const char* name) {
        return static_cast<std::uint32_t>(std::max(numberIn(node, name).value_or(1), 1));
      };
      flow_.beginCell(span("colspan"), span("rowspan"));
      break;
    }
    case GUMBO_TAG_INPUT:
      input(node);
      return false;
    case GUMBO_TAG_SELECT:
      chosen(node);
      return false;
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
      flow_.space();
      break;
    default:
      break;
  }
  return true;
}

void PageWriter::leave(const GumboNode& node) {
  switch (node.v.element.tag) {
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_MENU:
      lists_.pop_back();
      break;
    case GUMBO_TAG_LI:
      flow_.endItem();
      break;
    case GUMBO_TAG_TABLE:
      flow_.endTable();
      break;
    case GUMBO_TAG_TR:
      flow_.endRow();
      break;
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
      flow_.endCell();
      break;
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
      flow_.space();
      break;
    default:
      break;
  }
  if (isBlock(node.v.element.tag)) flow_.block();
}

void PageWriter::beginList(const GumboNode& node) {
  Counting counting;
  counting.ordered = node.v.element.tag == GUMBO_TAG_OL;
  const std::string style = styleOf(node);
  counting.marked = style.find("list-style:none") == std::string::npos &&
                    style.find("list-style-type:none") == std::string::npos;
  counting.style = styleNamed(attributeText(node, "type"), ListStyle::Decimal);
  if (attribute(node, "reversed")) {
    counting.step = -1;
    const GumboVector& children = node.v.element.children;
    counting.next = 0;
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      counting.next += child.type == GUMBO_NODE_ELEMENT && child.v.element.tag == GUMBO_TAG_LI;
    }
  }
  counting.next = numberIn(node, "start").value_or(counting.next);
  lists_.push_back(counting);
}

void PageWriter::beginItem(const GumboNode& node) {
  if (lists_.empty()) return flow_.beginItem("-");
  Counting& list = lists_.back();
  if (!list.ordered) return flow_.beginItem(list.marked ? "-" : "");
  const std::int32_t number = numberIn(node, "value").value_or(list.next);
  list.next = number + list.step;
  if (!list.marked) return flow_.beginItem("");
  const ListStyle style = styleNamed(attributeText(node, "type"), list.style);
  const std::string written =
      number > 0 ? listNumber(static_cast<std::uint32_t>(number), style) : std::to_string(number);
  flow_.beginItem(written + ".");
}

/// What was filled in.
void PageWriter::input(const GumboNode& node) {
  const std::string type = lowered(attributeText(node, "type"));
  if (type == "checkbox" || type == "radio") {
    return word(attribute(node, "checked") ? "☒" : "☐");
  }
  if (type == "hidden" || type == "password" || type == "image" || type == "file") return;
  const std::string_view value = attributeText(node, "value");
  if (!value.empty()) word(value);
}

/// The options that are chosen in a list.
void PageWriter::chosen(const GumboNode& select) {
  std::vector<const GumboNode*> open{&select};
  while (!open.empty()) {
    const GumboNode& node = *open.back();
    open.pop_back();
    const GumboVector& children = node.v.element.children;
    const bool option = node.v.element.tag == GUMBO_TAG_OPTION;
    if (option && !attribute(node, "selected")) continue;
    if (option) flow_.space();
    for (unsigned i = 0; i < children.length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children.data[i]);
      if (option && child.type == GUMBO_NODE_TEXT) flow_.add(child.v.text.text, false);
    }
    for (unsigned i = children.length; i-- > 0;) {
      const auto* const child = static_cast<const GumboNode*>(children.data[i]);
      if (!option && child->type == GUMBO_NODE_ELEMENT) open.push_back(child);
    }
    if (option) flow_.space();
  }
}

bool isXhtml(std::string_view name, std::string_view page) {
  const std::string head = lowered(page.substr(0, 1024));
  return lowered(name).ends_with(".xhtml") || head.starts_with("<?xml") ||
         head.find("http://www.w3.org/1999/xhtml") != std::string::npos;
}

}  // namespace

void addHtml(std::string_view utf8, bool xhtml, const ReadLimits& limits, Flow& flow) {
  const std::string html = xhtml ? withEndTags(utf8) : std::string();
  const HtmlTree tree(xhtml ? std::string_view(html) : utf8, limits);
  PageWriter writer;
  writer.write(*tree.root());
  std::vector<FlowBlock> blocks = writer.blocks();
  std::ranges::move(blocks, std::back_inserter(flow.blocks));
  if (const std::uint64_t hidden = writer.hiddenWords(); hidden > 0) {
    flow.notes.push_back(counted(hidden, "word", "words") + " of hidden text " +
                         (hidden == 1 ? "was" : "were") + " left out");
  }
}

ReadResult readHtml(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    std::optional<Decoded> decoded = decodeHtml(name, bytes, options, result);
    if (!decoded) return;
    Flow flow;
    addHtml(decoded->text, isXhtml(name, decoded->text), options.limits, flow);
    ReadDocument document = writeFlow(std::move(flow), options.limits);
    if (document.text.empty()) throw Unreadable{"the page holds no words"};
    document.encoding = std::move(decoded->encoding);
    document.unreadable += decoded->unreadable;
    sink(std::move(document));
  });
}

}  // namespace retold
