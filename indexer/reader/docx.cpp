#include <algorithm>
#include <array>
#include <map>
#include <pugixml.hpp>
#include <utility>

#include "indexer/reader/docx_styles.h"
#include "indexer/reader/flow.h"
#include "indexer/reader/ooxml.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/symbols.h"
#include "indexer/reader/xml.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "Word document";

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

/// Counts of what was left out or decided, for the notes.
struct DocxCounts {
  std::uint64_t changes = 0;
  std::uint64_t hiddenWords = 0;
  std::uint64_t embedded = 0;
};

/// A field that is open: between its begin and "separate" stands the instruction.
struct OpenField {
  bool instruction = true;
  std::string value;       ///< of a form field, where it shows no result of its own
  std::size_t result = 0;  ///< where the result begins in the paragraph
};

/// The text of the paragraph that is being read.
struct OpenParagraph {
  std::string text;
  std::string label;
  RunFormat format;  ///< by the paragraph's style
  bool open = false;
};

/// Reads the parts of one document into a flow.
class DocxReading {
 public:
  DocxReading(Package& package, const ReadLimits& limits) : package_(package), limits_(limits) {}

  Flow read();
  bool complete() const { return complete_; }

 private:
  using Blocks = std::vector<FlowBlock>;

  std::string findMainPart();
  void readStyles(const Relations& relations);
  Blocks readPart(const std::string& part);
  void readBehind(const Relations& relations);
  void readPages();
  void noteTheRest(const Relations& relations);

  void blocks(const pugi::xml_node& parent, Blocks& out);
  void block(const pugi::xml_node& node, Blocks& out);
  void paragraph(const pugi::xml_node& node, Blocks& out);
  void endParagraph(Blocks& out);
  std::string listLabel(const pugi::xml_node& properties, const std::string& style);
  void table(const pugi::xml_node& node, Blocks& out);
  FlowRow tableRow(const pugi::xml_node& node);
  void tableCells(const pugi::xml_node& parent, FlowRow& row);

  void inlines(const pugi::xml_node& parent);
  void inlineNode(const pugi::xml_node& node);
  void contentControl(const pugi::xml_node& node);
  void run(const pugi::xml_node& node);
  void runChild(const pugi::xml_node& node, const RunFormat& format);
  bool runMark(const pugi::xml_node& node, std::string_view name);
  void reference(const pugi::xml_node& node, std::string_view name);
  void field(const pugi::xml_node& node);
  void boxes(const pugi::xml_node& node);
  void alternatives(const pugi::xml_node& node);
  void add(std::string_view text, bool hidden);
  bool inInstruction() const;

  Package& package_;
  const ReadLimits& limits_;
  DocxStyles styles_;
  DocxNumbering numbering_;
  Flow flow_;
  DocxCounts counts_;
  OpenParagraph current_;
  std::vector<OpenField> fields_;
  bool brokenFields_ = false;  ///< a field that never ends would swallow the rest of the text
  Blocks boxes_;               ///< of the paragraph that is being read
  std::map<std::string, std::string> footnoteMarks_, endnoteMarks_;  ///< id -> number
  std::map<std::string, std::string> commentMarks_;
  std::vector<std::pair<bool, std::string>> noteOrder_;  ///< endnote?, id
  std::vector<std::string> commentOrder_;
  bool complete_ = true;
};

// Text

bool DocxReading::inInstruction() const {
  return !brokenFields_ && std::ranges::any_of(fields_, &OpenField::instruction);
}

void DocxReading::add(std::string_view text, bool hidden) {
  if (inInstruction()) return;
  if (hidden) {
    counts_.hiddenWords += wordsIn(text);
  } else {
    current_.text += text;
  }
}

/// What a form field shows that has no result: a box, or the chosen entry of a list.
std::string formFieldValue(const pugi::xml_node& data) {
  if (const pugi::xml_node box = childOf(data, "checkBox")) {
    pugi::xml_node state = childOf(box, "checked");
    if (!state) state = childOf(box, "default");
    return state && isOn(attributeOf(state, "val")) ? "☒" : "☐";
  }
  const pugi::xml_node list = childOf(data, "ddList");
  if (!list) return {};
  pugi::xml_node chosen = childOf(list, "result");
  if (!chosen) chosen = childOf(list, "default");
  std::uint32_t left = numberOf(attributeOf(chosen, "val"), 0);
  for (const pugi::xml_node& entry : list.children()) {
    if (localName(entry) != "listEntry") continue;
    if (left-- == 0) return std::string(attributeOf(entry, "val"));
  }
  return {};
}

void DocxReading::field(const pugi::xml_node& node) {
  const std::string_view type = attributeOf(node, "fldCharType");
  if (type == "begin") {
    fields_.push_back({true, formFieldValue(childOf(node, "ffData")), 0});
  } else if (type == "separate" && !fields_.empty()) {
    fields_.back().instruction = false;
    fields_.back().result = current_.text.size();
  } else if (type == "end" && !fields_.empty()) {
    const OpenField closed = std::move(fields_.back());
    fields_.pop_back();
    const bool shown = !closed.instruction && current_.text.size() > closed.result;
    if (!closed.value.empty() && !shown) add(closed.value, false);
  }
}

/// Footnotes, endnotes and comments: a mark where they are referred to.
void DocxReading::reference(const pugi::xml_node& node, std::string_view name) {
  const std::string id(attributeOf(node, "id"));
  if (name == "commentReference") {
    const auto [mark, isNew] = commentMarks_.emplace(id, std::to_string(commentOrder_.size() + 1));
    if (isNew) commentOrder_.push_back(id);
    if (isNew) add("[comment " + mark->second + "]", false);
    return;
  }
  const bool endnote = name == "endnoteReference";
  auto& marks = endnote ? endnoteMarks_ : footnoteMarks_;
  const auto [mark, isNew] = marks.emplace(id, std::to_string(noteOrder_.size() + 1));
  if (isNew) noteOrder_.emplace_back(endnote, id);
  add("[" + mark->second + "]", false);
}

/// What a run holds beside text; false for what is not known here.
bool DocxReading::runMark(const pugi::xml_node& node, std::string_view name) {
  if (name == "tab" || name == "ptab") {
    add("\t", false);
  } else if (name == "cr" || name == "br") {
    add("\n", false);
  } else if (name == "noBreakHyphen") {
    add("\u2011", false);
  } else if (name == "softHyphen") {
    add("\u00AD", false);
  } else if (name == "lastRenderedPageBreak") {
    add(std::string_view(&kPageBreak, 1), false);
  } else if (name == "fldChar") {
    field(node);
  } else if (isOneOf(name, {"footnoteReference", "endnoteReference", "commentReference"})) {
    reference(node, name);
  } else if (name == "ruby") {
    inlines(childOf(node, "rubyBase"));
  } else if (isOneOf(name, {"drawing", "pict", "object"})) {
    boxes(node);
  } else if (name == "AlternateContent") {
    alternatives(node);
  } else {
    return false;
  }
  return true;
}

/// Word trims a text that does not ask to be preserved, and knows no line ends in it.
std::string shownText(const pugi::xml_node& node) {
  std::string text = textBelow(node);
  std::ranges::replace_if(
      text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  if (attributeOf(node, "space") == "preserve") return text;
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

void DocxReading::runChild(const pugi::xml_node& node, const RunFormat& format) {
  const std::string_view name = localName(node);
  const bool hidden = format.hidden.value_or(false);
  if (name == "t") {
    const std::string text = shownText(node);
    add(format.font.empty() ? text : symbolText(format.font, text), hidden);
  } else if (name == "sym") {
    const std::string code(attributeOf(node, "char"));
    const auto value = static_cast<char32_t>(std::strtoul(code.c_str(), nullptr, 16));
    const bool valid = value >= 0x20 && value < 0xFFFE && (value < 0xD800 || value > 0xDFFF);
    std::string shown;
    if (valid) appendUtf8(shown, symbolOf(attributeOf(node, "font"), value));
    add(shown, hidden);
  } else if (!hidden || name == "fldChar" || name == "commentReference") {
    runMark(node, name);
  }
}

void DocxReading::run(const pugi::xml_node& node) {
  RunFormat format = current_.format;
  if (const pugi::xml_node properties = childOf(node, "rPr")) {
    const RunFormat own = runFormatOf(properties);
    const RunFormat styled =
        styles_.runFormat(std::string(attributeOf(childOf(properties, "rStyle"), "val")));
    if (styled.hidden) format.hidden = styled.hidden;
    if (own.hidden) format.hidden = own.hidden;
    if (!styled.font.empty()) format.font = styled.font;
    if (childOf(properties, "rFonts")) format.font = own.font;
  }
  for (const pugi::xml_node& child : node.children()) runChild(child, format);
}

/// Text boxes, wherever they stand in a drawing.
void DocxReading::boxes(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = localName(child);
    if (name == "AlternateContent") {
      alternatives(child);
    } else if (name == "txbxContent") {
      OpenParagraph outer = std::exchange(current_, {});
      std::vector<OpenField> fields = std::exchange(fields_, {});
      Blocks inner;
      std::swap(inner, boxes_);
      Blocks found;
      blocks(child, found);
      endParagraph(found);
      std::swap(inner, boxes_);
      std::ranges::move(found, std::back_inserter(boxes_));
      current_ = std::move(outer);
      fields_ = std::move(fields);
    } else {
      boxes(child);
    }
  }
}

/// The same content for newer and for older programs: the first that holds anything is read.
void DocxReading::alternatives(const pugi::xml_node& node) {
  for (const pugi::xml_node& each : node.children()) {
    const std::string_view name = localName(each);
    if (name != "Choice" && name != "Fallback") continue;
    const std::size_t length = current_.text.size(), found = boxes_.size();
    for (const pugi::xml_node& child : each.children()) {
      if (isOneOf(localName(child), {"drawing", "pict", "object"})) {
        boxes(child);
      } else if (!runMark(child, localName(child))) {
        inlineNode(child);
      }
    }
    if (current_.text.size() > length || boxes_.size() > found) return;
  }
}

// Inside paragraphs

void DocxReading::contentControl(const pugi::xml_node& node) {
  const pugi::xml_node properties = childOf(node, "sdtPr");
  if (const pugi::xml_node box = childOf(properties, "checkbox")) {
    const pugi::xml_node state = childOf(box, "checked");
    const bool checked = state && isOn(attributeOf(state, "val"));
    return add(checked ? "☒" : "☐", false);
  }
  inlines(childOf(node, "sdtContent"));
}

void DocxReading::inlineNode(const pugi::xml_node& node) {
  const std::string_view name = localName(node);
  if (name == "r") {
    // A run of an equation holds its text directly, one of Word's too.
    run(node);
  } else if (name == "sdt") {
    contentControl(node);
  } else if (isOneOf(name, {"del", "moveFrom"})) {
    ++counts_.changes;
  } else if (isOneOf(name, {"ins", "moveTo"})) {
    ++counts_.changes;
    inlines(node);
  } else if (name == "AlternateContent") {
    alternatives(node);
  } else if (!isOneOf(name, {"pPr", "rPr", "sdtPr", "smartTagPr", "customXmlPr", "proofErr"})) {
    inlines(node);
  }
}

void DocxReading::inlines(const pugi::xml_node& parent) {
  for (const pugi::xml_node& node : parent.children()) {
    if (node.type() == pugi::node_element) inlineNode(node);
  }
}

// Blocks

std::string DocxReading::listLabel(const pugi::xml_node& properties, const std::string& style) {
  ListPlace place = listPlaceOf(properties);
  std::string levelStyle;
  if (place.list.empty()) {
    const ListPlace inherited = styles_.listPlace(style);
    if (!place.level) place.level = inherited.level;
    place.list = inherited.list;
    if (!place.level) levelStyle = style;
  }
  return place.list.empty() || place.list == "0" ? "" : numbering_.next(place, levelStyle);
}

void DocxReading::endParagraph(Blocks& out) {
  if (current_.open) out.push_back({std::move(current_.label), std::move(current_.text), {}});
  current_ = {};
  std::ranges::move(boxes_, std::back_inserter(out));
  boxes_.clear();
}

void DocxReading::paragraph(const pugi::xml_node& node, Blocks& out) {
  const pugi::xml_node properties = childOf(node, "pPr");
  std::string style(attributeOf(childOf(properties, "pStyle"), "val"));
  if (style.empty()) style = styles_.defaultParagraphStyle();
  const bool continues = current_.open;
  current_.open = true;
  current_.format = styles_.runFormat(style);
  const std::size_t before = current_.text.size();
  inlines(node);
  const pugi::xml_node markProperties = childOf(properties, "rPr");
  // A paragraph mark that was deleted or is hidden joins two paragraphs.
  if (childOf(markProperties, "del")) {
    ++counts_.changes;
    return;
  }
  if (childOf(markProperties, "ins")) ++counts_.changes;
  const bool hiddenMark = runFormatOf(markProperties).hidden.value_or(false);
  if (hiddenMark && current_.text.size() == before) {
    if (!continues) current_.open = false;
    if (!current_.open) endParagraph(out);
    return;
  }
  const bool blank = current_.text.find_first_not_of(" \t\n\f") == std::string::npos;
  // An empty item has a number too: the next one counts on.
  std::string label = listLabel(properties, style);
  if (!blank) current_.label = std::move(label);
  endParagraph(out);
}

void DocxReading::tableCells(const pugi::xml_node& parent, FlowRow& row) {
  for (const pugi::xml_node& node : parent.children()) {
    const std::string_view name = localName(node);
    if (name == "tc") {
      const pugi::xml_node properties = childOf(node, "tcPr");
      FlowCell cell;
      blocks(node, cell);
      endParagraph(cell);
      const pugi::xml_node merged = childOf(properties, "vMerge");
      if (merged && attributeOf(merged, "val") != "restart") cell.clear();
      row.cells.push_back(std::move(cell));
    } else if (name == "sdt") {
      tableCells(childOf(node, "sdtContent"), row);
    } else if (isOneOf(name, {"customXml", "smartTag", "ins", "moveTo"})) {
      tableCells(node, row);
    }
  }
}

FlowRow DocxReading::tableRow(const pugi::xml_node& node) {
  FlowRow row;
  const pugi::xml_node before = childOf(childOf(node, "trPr"), "gridBefore");
  const std::uint32_t skipped = numberOf(attributeOf(before, "val"), 0);
  row.cells.resize(std::min<std::uint32_t>(skipped, 63));
  tableCells(node, row);
  return row;
}

void DocxReading::table(const pugi::xml_node& node, Blocks& out) {
  FlowBlock block;
  const auto rows = [&](const auto& self, const pugi::xml_node& parent) -> void {
    for (const pugi::xml_node& each : parent.children()) {
      const std::string_view name = localName(each);
      if (name == "tr") {
        const pugi::xml_node properties = childOf(each, "trPr");
        const bool deleted = static_cast<bool>(childOf(properties, "del"));
        counts_.changes += deleted || childOf(properties, "ins");
        if (!deleted) block.rows.push_back(tableRow(each));
      } else if (name == "sdt") {
        self(self, childOf(each, "sdtContent"));
      } else if (isOneOf(name, {"customXml", "ins", "moveTo"})) {
        self(self, each);
      }
    }
  };
  rows(rows, node);
  if (!block.rows.empty()) out.push_back(std::move(block));
}

void DocxReading::block(const pugi::xml_node& node, Blocks& out) {
  const std::string_view name = localName(node);
  if (name == "p") {
    paragraph(node, out);
  } else if (name == "tbl") {
    endParagraph(out);
    table(node, out);
  } else if (name == "sdt") {
    blocks(childOf(node, "sdtContent"), out);
  } else if (isOneOf(name, {"del", "moveFrom"})) {
    ++counts_.changes;
  } else if (name == "altChunk") {
    ++counts_.embedded;
  } else if (name == "AlternateContent") {
    pugi::xml_node chosen = childOf(node, "Choice");
    if (!chosen || !chosen.first_child()) chosen = childOf(node, "Fallback");
    blocks(chosen, out);
  } else if (name == "r") {
    // A run outside of a paragraph: not as the format wants it, but words.
    current_.open = true;
    run(node);
  } else if (!isOneOf(name, {"sectPr", "tcPr", "sdtPr", "tblPr"})) {
    blocks(node, out);
  }
}

void DocxReading::blocks(const pugi::xml_node& parent, Blocks& out) {
  for (const pugi::xml_node& node : parent.children()) {
    if (node.type() == pugi::node_element) block(node, out);
  }
}

// Parts

std::string DocxReading::findMainPart() {
  const Relations relations = readRelations(package_, "", limits_);
  for (const std::string& part : {relations.first("officeDocument"),
                                  std::string("word/document.xml"), std::string("document.xml")}) {
    if (!part.empty() && package_.find(part)) return part;
  }
  for (const auto& [part, bytes] : package_.parts()) {
    if (part.starts_with("word/document") && part.ends_with(".xml")) return part;
  }
  if (package_.has("word/document.xml") || !package_.damage().empty()) {
    throw Unreadable{
        "the Word document is damaged: its text is missing from the file; look for "
        "another copy"};
  }
  throw Unreadable{"the file is a zip package but no Word document: it has no part with a text"};
}

void DocxReading::readStyles(const Relations& relations) {
  const Xml styles = parseXml(package_.take(relations.first("styles")), "the document", limits_);
  styles_.read(styles.root());
  const Xml lists = parseXml(package_.take(relations.first("numbering")), "the document", limits_);
  numbering_.read(lists.root(), styles_);
}

DocxReading::Blocks DocxReading::readPart(const std::string& part) {
  const Xml xml = parseXml(package_.take(part), "the document", limits_);
  complete_ = complete_ && xml.complete;
  const pugi::xml_node root = xml.root();
  brokenFields_ = countBelow(root, "fldChar", "fldCharType", "begin") !=
                  countBelow(root, "fldChar", "fldCharType", "end");
  Blocks found;
  blocks(root, found);
  endParagraph(found);
  fields_.clear();
  brokenFields_ = false;
  return found;
}

/// The paragraphs of each note of a notes or comments part, by id.
template <typename Read>
std::map<std::string, std::vector<FlowBlock>> notesById(const Xml& xml, Read read) {
  std::map<std::string, std::vector<FlowBlock>> notes;
  for (const pugi::xml_node& node : xml.root().children()) {
    if (node.type() != pugi::node_element) continue;
    notes.emplace(std::string(attributeOf(node, "id")), read(node));
  }
  return notes;
}

void putLabel(std::vector<FlowBlock>& paragraphs, const std::string& label) {
  for (FlowBlock& each : paragraphs) {
    if (each.rows.empty() && each.text.find_first_not_of(" \t\n") != std::string::npos) {
      each.text = (each.label.empty() ? "" : each.label + " ") + each.text;
      each.text.erase(0, each.text.find_first_not_of(" \t\n"));
      each.label = label;
      return;
    }
  }
}

void DocxReading::readBehind(const Relations& relations) {
  const auto read = [&](const pugi::xml_node& node) {
    Blocks found;
    blocks(node, found);
    endParagraph(found);
    fields_.clear();
    return found;
  };
  const auto part = [&](std::string_view type) {
    return parseXml(package_.take(relations.first(type)), "the document", limits_);
  };
  const Xml footnoteXml = part("footnotes"), endnoteXml = part("endnotes");
  const Xml commentXml = part("comments");
  auto footnotes = notesById(footnoteXml, read), endnotes = notesById(endnoteXml, read);
  for (std::size_t i = 0; i < noteOrder_.size(); ++i) {
    auto& notes = noteOrder_[i].first ? endnotes : footnotes;
    const auto found = notes.find(noteOrder_[i].second);
    if (found == notes.end()) continue;
    putLabel(found->second, "[" + std::to_string(i + 1) + "]");
    std::ranges::move(found->second, std::back_inserter(flow_.footnotes));
    notes.erase(found);
  }
  auto comments = notesById(commentXml, read);
  std::map<std::string, std::string> authors;
  for (const pugi::xml_node& node : commentXml.root().children()) {
    authors.emplace(attributeOf(node, "id"), attributeOf(node, "author"));
    // A comment on a place that is no longer there.
    const std::string id(attributeOf(node, "id"));
    if (commentMarks_.emplace(id, "").second) commentOrder_.push_back(id);
  }
  for (std::size_t i = 0; i < commentOrder_.size(); ++i) {
    const auto found = comments.find(commentOrder_[i]);
    if (found == comments.end()) continue;
    const std::string& author = authors[commentOrder_[i]];
    putLabel(found->second,
             "Comment " + std::to_string(i + 1) + (author.empty() ? ":" : " (" + author + "):"));
    std::ranges::move(found->second, std::back_inserter(flow_.comments));
  }
}

/// The number of pages that Word laid out when it saved the file.
void DocxReading::readPages() {
  const Xml xml = parseXml(package_.take("docProps/app.xml"), "the document", limits_);
  const std::uint32_t pages = numberOf(textBelow(childOf(xml.root(), "Pages")), 0);
  if (pages > 0) flow_.pages = pages;
}

/// Instructions of fields are no text.
bool headerSaysMore(const pugi::xml_node& root) {
  for (const pugi::xml_node& node : root.children()) {
    const std::string_view name = localName(node);
    if (name == "t" ? saysMore(textBelow(node)) : name != "instrText" && headerSaysMore(node)) {
      return true;
    }
  }
  return false;
}

void DocxReading::noteTheRest(const Relations& relations) {
  const auto hasText = [&](std::string_view type) {
    const auto [from, to] = relations.byType.equal_range(type);
    return std::any_of(from, to, [&](const auto& relation) {
      const std::string* part = package_.find(relation.second);
      if (part == nullptr) return false;
      const Xml xml = parseXml(std::string(*part), "the document", limits_);
      return headerSaysMore(xml.root());
    });
  };
  if (hasText("header") || hasText("footer")) {
    flow_.notes.push_back("headers and footers were left out");
  }
  if (counts_.changes > 0) {
    flow_.notes.push_back(counted(counts_.changes, "tracked change", "tracked changes") +
                          ": the final text was read");
  }
  if (counts_.hiddenWords > 0) {
    flow_.notes.push_back(counted(counts_.hiddenWords, "word", "words") + " of hidden text " +
                          (counts_.hiddenWords == 1 ? "was" : "were") + " left out");
  }
  if (!commentOrder_.empty()) {
    flow_.notes.push_back(counted(commentOrder_.size(), "comment stands", "comments stand") +
                          " at the end of the text");
  }
  if (!flow_.footnotes.empty()) flow_.notes.push_back("notes stand at the end of the text");
  if (counts_.embedded > 0) {
    flow_.notes.push_back(counted(counts_.embedded, "file", "files") +
                          " within the document could not be read: open it in a word processor, "
                          "save it again and import that");
  }
  const std::size_t diagrams =
      relations.byType.count("diagramData") + relations.byType.count("chart");
  if (diagrams > 0) {
    flow_.notes.push_back(counted(diagrams, "diagram was", "diagrams were") + " left out");
  }
}

Flow DocxReading::read() {
  const std::string main = findMainPart();
  const Relations relations = readRelations(package_, main, limits_);
  readStyles(relations);
  flow_.blocks = readPart(main);
  readBehind(relations);
  readPages();
  noteTheRest(relations);
  return std::move(flow_);
}

/// Not unpacked: pictures, fonts, themes, and what holds no words of the document.
bool isWanted(std::string_view name) {
  if (!name.ends_with(".xml") && !name.ends_with(".rels")) return false;
  for (const std::string_view other : {"customxml/", "word/theme/", "word/glossary/", "docprops/t",
                                       "word/diagrams/", "word/charts/", "word/embeddings/"}) {
    if (name.starts_with(other)) return false;
  }
  return true;
}

}  // namespace

ReadResult readDocx(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    Package package(bytes, kKind, options.limits, isWanted);
    DocxReading reading(package, options.limits);
    Flow flow = reading.read();
    giveFlow(std::move(flow), {name, kKind, package.damage(), reading.complete()}, options, result,
             sink);
  });
}

}  // namespace retold
