#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>
#include <utility>

#include "indexer/reader/flow.h"
#include "indexer/reader/odf.h"
#include "indexer/reader/odt_styles.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/symbols.h"
#include "indexer/reader/xml.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "OpenDocument text";
/// A cell or row that is repeated more often is the rest of the sheet, not a text.
constexpr std::uint32_t kMostRepeats = 64;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// What a part of the text inherits.
struct Reading {
  bool hidden = false;
  std::string font;  ///< a symbol font, or ""
};

/// The paragraph that is being read.
struct OpenParagraph {
  std::string text;
  bool afterSpace = true;  ///< white space that follows is dropped
};

/// Reads a document's tree into a flow.
class OdtReading {
 public:
  explicit OdtReading(const OdtStyles& styles) : styles_(styles), lists_(styles) {}

  Flow read(const pugi::xml_node& body);

 private:
  using Blocks = std::vector<FlowBlock>;

  void blocks(const pugi::xml_node& parent, Blocks& out);
  void block(const pugi::xml_node& node, Blocks& out);
  void paragraph(const pugi::xml_node& node, Blocks& out);
  void list(const pugi::xml_node& node, Blocks& out);
  void table(const pugi::xml_node& node, Blocks& out);
  void tableRows(const pugi::xml_node& parent, std::vector<FlowRow>& rows);
  FlowRow tableRow(const pugi::xml_node& node);

  void inlines(const pugi::xml_node& parent, const Reading& reading);
  void inlineNode(const pugi::xml_node& node, const Reading& reading);
  bool textMark(const pugi::xml_node& node, std::string_view name);
  void span(const pugi::xml_node& node, Reading reading);
  void note(const pugi::xml_node& node);
  void comment(const pugi::xml_node& node);
  void boxes(const pugi::xml_node& node);
  Blocks apart(const pugi::xml_node& node);
  void readControls(const pugi::xml_node& forms);

  void flowing(std::string_view text, const Reading& reading);
  void exact(std::string_view text);

  const OdtStyles& styles_;
  OdtLists lists_;
  Flow flow_;
  OpenParagraph current_;
  std::string label_;  ///< of the next paragraph
  Blocks boxes_;
  bool hiddenSection_ = false;
  std::map<std::string, std::string, std::less<>> controls_;  ///< id -> what it shows
  std::uint64_t footnotes_ = 0, comments_ = 0;
  std::uint64_t changes_ = 0, hiddenWords_ = 0, objects_ = 0;
};

// Text

void OdtReading::exact(std::string_view text) {
  current_.text += text;
  current_.afterSpace = false;
}

void OdtReading::flowing(std::string_view text, const Reading& reading) {
  if (reading.hidden) {
    hiddenWords_ += wordsIn(text);
    return;
  }
  std::string shown;
  if (!reading.font.empty()) {
    shown = symbolText(reading.font, text);
    text = shown;
  }
  for (const char c : text) {
    const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (space && current_.afterSpace) continue;
    current_.text += space ? ' ' : c;
    current_.afterSpace = space;
  }
}

/// Elements that stand for characters; false for every other.
bool OdtReading::textMark(const pugi::xml_node& node, std::string_view name) {
  if (name == "s") {
    const std::uint32_t count = numberOf(attributeOf(node, "c"), 1);
    exact(std::string(std::min<std::uint32_t>(count, 1000), ' '));
  } else if (name == "tab") {
    exact("\t");
  } else if (name == "line-break") {
    exact("\n");
    current_.afterSpace = true;
  } else if (name == "soft-page-break") {
    current_.text += kPageBreak;
  } else {
    return false;
  }
  return true;
}

/// A box of a form that Word made: a field mark with its state as a parameter.
std::string fieldMark(const pugi::xml_node& node) {
  if (attributeOf(node, "type").find("CHECKBOX") == std::string_view::npos) return {};
  for (const pugi::xml_node& each : node.children()) {
    const std::string_view name = attributeOf(each, "name");
    const bool isState = name.find("Checked") != std::string_view::npos ||
                         name.find("checked") != std::string_view::npos;
    const std::string_view value = attributeOf(each, "value");
    if (isState && (value == "true" || value == "1")) return "☒";
  }
  return "☐";
}

void OdtReading::span(const pugi::xml_node& node, Reading reading) {
  const std::string style(attributeOf(node, "style-name"));
  reading.hidden = reading.hidden || styles_.isHidden("text", style);
  if (std::string font = styles_.font("text", style); !font.empty()) {
    reading.font = std::move(font);
  }
  inlines(node, reading);
}

OdtReading::Blocks OdtReading::apart(const pugi::xml_node& node) {
  OpenParagraph outer = std::exchange(current_, {});
  std::string label = std::exchange(label_, {});
  Blocks outerBoxes = std::exchange(boxes_, {});
  Blocks found;
  blocks(node, found);
  std::ranges::move(boxes_, std::back_inserter(found));
  boxes_ = std::move(outerBoxes);
  label_ = std::move(label);
  current_ = std::move(outer);
  return found;
}

void putLabel(std::vector<FlowBlock>& paragraphs, const std::string& label) {
  for (FlowBlock& each : paragraphs) {
    if (!each.rows.empty() || each.text.find_first_not_of(" \t\n") == std::string::npos) continue;
    if (!each.label.empty()) each.text = each.label + " " + each.text;
    each.label = label;
    return;
  }
}

void OdtReading::note(const pugi::xml_node& node) {
  const std::string mark = "[" + std::to_string(++footnotes_) + "]";
  exact(mark);
  Blocks found = apart(childOf(node, "note-body"));
  putLabel(found, mark);
  std::ranges::move(found, std::back_inserter(flow_.footnotes));
}

void OdtReading::comment(const pugi::xml_node& node) {
  const std::string number = std::to_string(++comments_);
  exact("[comment " + number + "]");
  Blocks found = apart(node);
  const std::string author = textBelow(childOf(node, "creator"));
  putLabel(found, "Comment " + number + (author.empty() ? ":" : " (" + author + "):"));
  std::ranges::move(found, std::back_inserter(flow_.comments));
}

/// Text boxes and shapes with a text; what a picture is called is left out.
void OdtReading::boxes(const pugi::xml_node& node) {
  const std::string_view name = localName(node);
  if (name == "control") {
    const auto control = controls_.find(attributeOf(node, "control"));
    if (control != controls_.end()) exact(control->second);
    return;
  }
  if (isOneOf(name, {"object", "object-ole"})) {
    ++objects_;
    return;
  }
  const bool holdsText = name == "text-box" || childOf(node, "p") || childOf(node, "list");
  if (holdsText) {
    Blocks found = apart(node);
    std::ranges::move(found, std::back_inserter(boxes_));
    return;
  }
  for (const pugi::xml_node& child : node.children()) {
    if (!isOneOf(localName(child), {"title", "desc"})) boxes(child);
  }
}

bool isDrawing(const pugi::xml_node& node) {
  return std::string_view(node.name()).starts_with("draw:") ||
         std::string_view(node.name()).starts_with("dr3d:");
}

void OdtReading::inlineNode(const pugi::xml_node& node, const Reading& reading) {
  const std::string_view name = localName(node);
  if (reading.hidden && isOneOf(name, {"s", "tab", "line-break", "note", "annotation"})) return;
  if (textMark(node, name)) return;
  if (name == "span") {
    span(node, reading);
  } else if (name == "note") {
    note(node);
  } else if (name == "annotation") {
    comment(node);
  } else if (name == "hidden-text") {
    if (attributeOf(node, "is-hidden") == "true") {
      hiddenWords_ += wordsIn(attributeOf(node, "string-value"));
    } else {
      inlines(node, reading);
    }
  } else if (name == "ruby") {
    inlines(childOf(node, "ruby-base"), reading);
  } else if (name == "content-control" && attributeOf(node, "checkbox") == "true") {
    exact(attributeOf(node, "checked") == "true" ? "☒" : "☐");
  } else if (name.starts_with("fieldmark")) {
    exact(fieldMark(node));
  } else if (isDrawing(node) && name != "a") {
    boxes(node);
  } else if (!isOneOf(name, {"hidden-paragraph", "tracked-changes", "script", "event-listeners",
                             "number", "title", "desc"})) {
    inlines(node, reading);
  }
}

void OdtReading::inlines(const pugi::xml_node& parent, const Reading& reading) {
  for (const pugi::xml_node& node : parent.children()) {
    if (node.type() == pugi::node_element) {
      inlineNode(node, reading);
    } else if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
      flowing(node.value(), reading);
    }
  }
}

// Blocks

void OdtReading::paragraph(const pugi::xml_node& node, Blocks& out) {
  const std::string style(attributeOf(node, "style-name"));
  Reading reading;
  const pugi::xml_node condition = findBelow(node, "hidden-paragraph");
  reading.hidden = hiddenSection_ || styles_.isHidden("paragraph", style) ||
                   (condition && attributeOf(condition, "is-hidden") == "true");
  reading.font = styles_.font("paragraph", style);
  std::string label = std::exchange(label_, {});
  const bool numbered =
      localName(node) == "h" && label.empty() && attributeOf(node, "is-list-header") != "true";
  current_ = {};
  inlines(node, reading);
  if (numbered && !current_.text.empty()) {
    label = lists_.heading(numberOf(attributeOf(node, "outline-level"), 1));
  }
  if (!current_.text.empty()) out.push_back({std::move(label), std::move(current_.text), {}});
  current_ = {};
  std::ranges::move(boxes_, std::back_inserter(out));
  boxes_.clear();
}

void OdtReading::list(const pugi::xml_node& node, Blocks& out) {
  lists_.open(node);
  for (const pugi::xml_node& item : node.children()) {
    const std::string_view name = localName(item);
    // An item that only holds a further list has no number of its own to show.
    const pugi::xml_node first = item.first_child();
    const bool empty =
        name == "list-item" && first && localName(first) == "list" && !first.next_sibling();
    if (name == "list-item" && !empty) {
      std::optional<std::uint32_t> start;
      if (hasAttribute(item, "start-value")) {
        start = numberOf(attributeOf(item, "start-value"), 1);
      }
      label_ = lists_.item(start);
    } else if (name != "list-item" && name != "list-header") {
      continue;
    }
    blocks(item, out);
    label_.clear();
  }
  lists_.close();
}

FlowRow OdtReading::tableRow(const pugi::xml_node& node) {
  FlowRow row;
  for (const pugi::xml_node& each : node.children()) {
    const std::string_view name = localName(each);
    if (name != "table-cell" && name != "covered-table-cell") continue;
    const std::uint32_t repeats = numberOf(attributeOf(each, "number-columns-repeated"), 1);
    FlowCell cell;
    if (name == "table-cell") cell = apart(each);
    for (std::uint32_t i = 1; i < std::min(repeats, kMostRepeats); ++i) row.cells.push_back(cell);
    row.cells.push_back(std::move(cell));
  }
  return row;
}

void OdtReading::tableRows(const pugi::xml_node& parent, std::vector<FlowRow>& rows) {
  for (const pugi::xml_node& node : parent.children()) {
    const std::string_view name = localName(node);
    if (name == "table-row") {
      FlowRow row = tableRow(node);
      const std::uint32_t repeats = numberOf(attributeOf(node, "number-rows-repeated"), 1);
      for (std::uint32_t i = 1; i < std::min(repeats, kMostRepeats); ++i) rows.push_back(row);
      rows.push_back(std::move(row));
    } else if (isOneOf(name, {"table-rows", "table-header-rows", "table-row-group"})) {
      tableRows(node, rows);
    }
  }
}

void OdtReading::table(const pugi::xml_node& node, Blocks& out) {
  FlowBlock block;
  tableRows(node, block.rows);
  if (!block.rows.empty()) out.push_back(std::move(block));
}

void OdtReading::block(const pugi::xml_node& node, Blocks& out) {
  const std::string_view name = localName(node);
  if (name == "p" || name == "h") {
    paragraph(node, out);
  } else if (name == "list") {
    list(node, out);
  } else if (name == "table") {
    table(node, out);
  } else if (name == "tracked-changes") {
    for (const pugi::xml_node& each : node.children()) {
      changes_ += localName(each) == "changed-region";
    }
  } else if (name == "section") {
    const bool hidden =
        attributeOf(node, "display") == "none" || attributeOf(node, "is-hidden") == "true";
    const bool outer = std::exchange(hiddenSection_, hiddenSection_ || hidden);
    blocks(node, out);
    hiddenSection_ = outer;
  } else if (name == "forms") {
    readControls(node);
  } else if (name == "soft-page-break") {
    out.push_back({"", std::string(1, kPageBreak), {}});
  } else if (isDrawing(node)) {
    boxes(node);
    std::ranges::move(boxes_, std::back_inserter(out));
    boxes_.clear();
  } else if (!name.ends_with("-decls") && !name.ends_with("-source") && name != "creator" &&
             name != "date" && name != "creator-initials" && name != "date-string") {
    blocks(node, out);
  }
}

void OdtReading::blocks(const pugi::xml_node& parent, Blocks& out) {
  for (const pugi::xml_node& node : parent.children()) {
    if (node.type() == pugi::node_element) block(node, out);
  }
}

// Forms

/// What a control of a form shows.
std::string controlValue(const pugi::xml_node& node) {
  const std::string_view name = localName(node);
  if (name == "checkbox" || name == "radio") {
    const bool hasState =
        hasAttribute(node, "current-state") || hasAttribute(node, "current-selected");
    const std::string_view state = !hasState
                                       ? attributeOf(node, name == "radio" ? "selected" : "state")
                                   : name == "radio" ? attributeOf(node, "current-selected")
                                                     : attributeOf(node, "current-state");
    const std::string mark = state == "checked" || state == "true" ? "☒" : "☐";
    const std::string_view label = attributeOf(node, "label");
    return label.empty() ? mark : mark + " " + std::string(label);
  }
  if (name == "listbox") {
    std::string chosen;
    for (const pugi::xml_node& each : node.children()) {
      if (localName(each) != "option") continue;
      const bool now =
          attributeOf(each, "current-selected") == "true" ||
          (!hasAttribute(each, "current-selected") && attributeOf(each, "selected") == "true");
      if (now) chosen += (chosen.empty() ? "" : ", ") + std::string(attributeOf(each, "label"));
    }
    return chosen;
  }
  if (isOneOf(name, {"text", "textarea", "combobox", "formatted-text", "number", "date", "time"})) {
    const bool changed = hasAttribute(node, "current-value");
    return std::string(attributeOf(node, changed ? "current-value" : "value"));
  }
  return isOneOf(name, {"fixed-text"}) ? std::string(attributeOf(node, "label")) : std::string();
}

void OdtReading::readControls(const pugi::xml_node& forms) {
  for (const pugi::xml_node& node : forms.children()) {
    const std::string_view id = attributeOf(node, "id");
    std::string value = controlValue(node);
    if (!id.empty() && !value.empty()) controls_.emplace(id, std::move(value));
    if (localName(node) == "form") readControls(node);
  }
}

Flow OdtReading::read(const pugi::xml_node& body) {
  // Shapes without a place in the text come before it and may hold controls.
  if (const pugi::xml_node forms = findBelow(body, "forms")) readControls(forms);
  blocks(body, flow_.blocks);
  if (changes_ > 0) {
    flow_.notes.push_back(counted(changes_, "tracked change", "tracked changes") +
                          ": the final text was read");
  }
  if (hiddenWords_ > 0) {
    flow_.notes.push_back(counted(hiddenWords_, "word", "words") + " of hidden text " +
                          (hiddenWords_ == 1 ? "was" : "were") + " left out");
  }
  if (comments_ > 0) {
    flow_.notes.push_back(counted(comments_, "comment stands", "comments stand") +
                          " at the end of the text");
  }
  if (footnotes_ > 0) flow_.notes.push_back("notes stand at the end of the text");
  if (objects_ > 0) {
    flow_.notes.push_back(counted(objects_, "formula, diagram or table of another program was",
                                  "formulas, diagrams or tables of other programs were") +
                          " left out");
  }
  return std::move(flow_);
}

/// Headers and footers stand in the styles of the pages.
bool hasHeaders(const pugi::xml_node& root) {
  for (const pugi::xml_node& page : childOf(root, "master-styles").children()) {
    for (const pugi::xml_node& each : page.children()) {
      const std::string_view name = localName(each);
      if (!name.starts_with("header") && !name.starts_with("footer")) continue;
      if (saysMore(textBelow(each))) return true;
    }
  }
  return false;
}

std::optional<std::uint32_t> pagesOf(const pugi::xml_node& root) {
  const pugi::xml_node statistic = findBelow(root, "document-statistic");
  const std::uint32_t pages = numberOf(attributeOf(statistic, "page-count"), 0);
  return pages > 0 ? std::optional(pages) : std::nullopt;
}

/// The text of one file, of its parts' trees. Flat XML has all in one.
Flow readTrees(const pugi::xml_node& content, const pugi::xml_node& styles,
               const pugi::xml_node& meta) {
  OdtStyles known;
  known.read(styles);
  if (content != styles) known.read(content);
  Flow flow = OdtReading(known).read(childOf(content, "body"));
  flow.pages = pagesOf(meta);
  if (hasHeaders(styles)) flow.notes.push_back("headers and footers were left out");
  return flow;
}

}  // namespace

ReadResult readOdt(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  const ReadLimits& limits = options.limits;
  return readOffice(limits, [&](ReadResult& result) {
    if (isFlatOdf(bytes)) {
      const Xml all = parseXml(std::string(bytes), "the document", limits);
      Flow flow = readTrees(all.root(), all.root(), all.root());
      return giveFlow(std::move(flow), {name, kKind, "", all.complete}, options, result, sink);
    }
    Package package(bytes, kKind, limits, isOdfPart);
    requireOdf(package, kKind, limits);
    const Xml content = parseXml(package.take("content.xml"), "the document", limits);
    const Xml styles = parseXml(package.take("styles.xml"), "the document", limits);
    const Xml meta = parseXml(package.take("meta.xml"), "the document", limits);
    Flow flow = readTrees(content.root(), styles.root(), meta.root());
    giveFlow(std::move(flow), {name, kKind, package.damage(), content.complete}, options, result,
             sink);
  });
}

}  // namespace retold
