#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "indexer/reader/doc_file.h"
#include "indexer/reader/flow.h"
#include "indexer/reader/ole.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/rtf_flow.h"
#include "indexer/reader/symbols.h"
#include "indexer/text/decode.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

using namespace std::string_view_literals;

constexpr std::string_view kKind = "Word document";

// Characters that mean something else ([MS-DOC] 2.4.1, sprmCFSpec).
constexpr char16_t kData = 0x01, kNote = 0x02, kComment = 0x05, kCell = 0x07, kDrawing = 0x08,
                   kLine = 0x0B, kPage = 0x0C, kParagraph = 0x0D, kColumn = 0x0E, kField = 0x13,
                   kFieldResult = 0x14, kFieldEnd = 0x15, kHyphen = 0x1E, kSoftHyphen = 0x1F;

bool endsParagraph(char16_t unit) { return unit == kParagraph || unit == kCell || unit == kPage; }

std::string utf8Of(std::u16string_view units) {
  std::string text;
  for (std::size_t i = 0; i < units.size(); ++i) {
    const char16_t unit = units[i];
    const bool isHigh = unit >= 0xD800 && unit < 0xDC00;
    const bool pair =
        isHigh && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000;
    if (pair) {
      const char32_t high = unit & 0x3FFU;
      const char32_t low = units[++i] & 0x3FFU;
      appendUtf8(text, 0x10000 + (high << 10U | low));
    } else {
      appendUtf8(text, unit >= 0xD800 && unit < 0xE000 ? char32_t{0xFFFD} : char32_t{unit});
    }
  }
  return text;
}

/// A text of Word: its length, then UTF-16. `at` moves behind it and the zero that may follow.
std::string wordText(std::string_view bytes, std::size_t& at, bool zeroBehind) {
  const std::size_t length = u16At(bytes, at);
  const std::string_view raw = part(bytes, at + 2, length * 2);
  std::u16string units;
  for (std::size_t i = 0; i + 2 <= raw.size(); i += 2) {
    units += static_cast<char16_t>(u16At(raw, i));
  }
  at += 2 + length * 2 + (zeroBehind ? 2 : 0);
  return utf8Of(units);
}

/// What a form field shows that has no result of its own: a box, or the chosen entry of a list.
/// `bytes` = what [MS-DOC] NilPICFAndBinData holds, from FFData on.
std::string formFieldValue(std::string_view bytes) {
  constexpr unsigned isBox = 1, isList = 2, asByDefault = 25;
  const std::uint16_t flags = u16At(bytes, 4);
  const unsigned type = flags & 3;
  unsigned result = flags >> 2 & 0x1F;
  if (type != isBox && type != isList) return {};
  std::size_t at = 10;
  wordText(bytes, at, true);  // its name
  if (result == asByDefault) result = u16At(bytes, at);
  if (type == isBox) return result != 0 ? "☒" : "☐";
  at += 2;
  for (int i = 0; i < 5; ++i) wordText(bytes, at, true);  // format, help, status, two macros
  if (u16At(bytes, at) != 0xFFFF) return {};
  const std::size_t count = u16At(bytes, at + 2);
  at += 6;
  // Some files write the number of entries in four bytes.
  if (u16At(bytes, at) == 0) at += 2;
  std::string entry;
  if (result >= count) return {};
  for (unsigned i = 0; i <= result && at < bytes.size(); ++i) entry = wordText(bytes, at, false);
  return entry;
}

/// Counts of what was left out or decided, for the notes.
struct DocCounts {
  std::uint64_t changes = 0;
  std::uint64_t hiddenWords = 0;
};

struct OpenField {
  bool instruction = true;
  std::string value;
  std::uint64_t result = 0;  ///< how much was written when the result began
};

/// Where notes, comments or shapes are referred to, and the place of the text of each.
struct Reference {
  std::uint32_t place = 0;
  DocRange text;
  std::string_view details;  ///< what the table says of it beside
};

class DocReading {
 public:
  explicit DocReading(DocFile& file) : file_(file) {}

  Flow read();

 private:
  using Blocks = std::vector<FlowBlock>;

  std::vector<Reference> references(DocTable places, std::size_t details, DocTable texts,
                                    DocStory story) const;
  Blocks story(DocRange range);
  void paragraph(DocRange range, RtfFlow& flow);
  bool endOfParagraph(std::uint32_t mark, const DocParagraph& format, RtfFlow& flow);
  void character(std::uint32_t position, const DocCharacter& format, RtfFlow& flow);
  void plain(std::uint32_t position, const DocCharacter& format);
  void field(char16_t unit);
  void formData(const DocCharacter& format);
  void write(std::string_view utf8);
  void flush(RtfFlow& flow);
  bool inInstruction() const;

  void reference(std::uint32_t position);
  void findReferences();
  void box(std::uint32_t position, RtfFlow& flow);
  void readBoxes();
  void readBehind();
  void noteTheRest();
  std::vector<std::string> commentAuthors() const;

  DocFile& file_;
  DocLists lists_;
  Flow flow_;
  DocCounts counts_;
  std::vector<OpenField> fields_;
  bool brokenFields_ = false;  ///< a field that never ends would swallow the rest of the text
  std::string text_;           ///< of the open paragraph, not yet in the flow
  std::string hidden_;
  char change_ = 0;  ///< tracked change that the last character belongs to: '-', '+' or none
  std::uint64_t written_ = 0;
  char16_t high_ = 0;                           ///< the first half of a character
  std::map<std::uint32_t, std::string> marks_;  ///< what stands at a place of the main story
  std::vector<Reference> notes_, comments_;
  std::map<std::uint32_t, Blocks> boxes_;           ///< by the number of the shape
  std::map<std::uint32_t, std::uint32_t> shapeAt_;  ///< by place
};

// Text

bool DocReading::inInstruction() const {
  return !brokenFields_ && std::ranges::any_of(fields_, &OpenField::instruction);
}

void DocReading::write(std::string_view utf8) {
  if (inInstruction()) return;
  text_ += utf8;
  written_ += utf8.size();
}

void DocReading::flush(RtfFlow& flow) {
  flow.add(text_);
  text_.clear();
  counts_.hiddenWords += wordsIn(hidden_);
  hidden_.clear();
}

void DocReading::field(char16_t unit) {
  if (unit == kField) {
    fields_.push_back({});
  } else if (unit == kFieldResult && !fields_.empty()) {
    fields_.back().instruction = false;
    fields_.back().result = written_;
  } else if (unit == kFieldEnd && !fields_.empty()) {
    const OpenField closed = std::move(fields_.back());
    fields_.pop_back();
    const bool shown = !closed.instruction && written_ > closed.result;
    if (!closed.value.empty() && !shown) write(closed.value);
  }
}

void DocReading::formData(const DocCharacter& format) {
  if (!format.data || fields_.empty()) return;
  const std::string_view all = part(file_.data(), format.location, UINT32_MAX);
  const std::size_t size = std::min<std::size_t>(u32At(all, 0), all.size());
  const std::string_view own = part(all.substr(0, size), u16At(all, 4), size);
  if (own.size() > 10) fields_.back().value = formFieldValue(own);
}

void DocReading::plain(std::uint32_t position, const DocCharacter& format) {
  const char16_t unit = file_.text()[position];
  std::string utf8;
  if (high_ != 0) {
    const char16_t high = std::exchange(high_, u'\0');
    if (unit >= 0xDC00 && unit < 0xE000) return write(utf8Of(std::u16string{high, unit}));
    write("\uFFFD");
  }
  if (unit >= 0xD800 && unit < 0xDC00) {
    high_ = unit;
    return;
  }
  char32_t shown = unit;
  const auto& fonts = file_.fonts();
  const auto symbolFont = [&](std::uint16_t number) {
    return number < fonts.size() && isSymbolFont(fonts[number].name) ? fonts[number].name : "";
  };
  if (format.symbol) {
    const std::string font = symbolFont(format.symbolFont);
    shown = font.empty() ? *format.symbol : symbolOf(font, *format.symbol);
  } else if ((unit >= 0x20 && unit < 0x100) || (unit >= 0xF020 && unit < 0xF100)) {
    std::string font = symbolFont(format.font);
    if (font.empty() && unit >= 0xF000) font = symbolFont(format.otherFont);
    if (!font.empty()) shown = symbolOf(font, unit);
  }
  if (shown >= 0xD800 && shown < 0xE000) shown = 0xFFFD;
  appendUtf8(utf8, shown);
  write(utf8);
}

/// A mark where a note or a comment is referred to.
void DocReading::reference(std::uint32_t position) {
  if (const auto mark = marks_.find(position); mark != marks_.end()) write(mark->second);
}

void DocReading::character(std::uint32_t position, const DocCharacter& format, RtfFlow& flow) {
  const char16_t unit = file_.text()[position];
  if (unit >= kField && unit <= kFieldEnd) return field(unit);
  if (unit == kData) return formData(format);
  const char change = format.deleted ? '-' : format.inserted ? '+' : '\0';
  if (change != 0 && change != change_) ++counts_.changes;
  change_ = change;
  if (format.deleted) return;
  if (format.hidden) {
    if (!inInstruction()) hidden_ += unit < 0x80 ? static_cast<char>(unit) : '?';
    return;
  }
  if (unit == kDrawing) {
    box(position, flow);
  } else if (unit == kNote || unit == kComment) {
    reference(position);
  } else if (unit == u'\t') {
    write("\t");
  } else if (unit == kLine || unit == kColumn) {
    write("\n");
  } else if (unit == kHyphen) {
    write("\u2011");
  } else if (unit == kSoftHyphen) {
    write("\u00AD");
  } else if (unit >= 0x20) {
    // A note with a mark that somebody chose.
    if (marks_.contains(position)) reference(position);
    plain(position, format);
  }
}

// Paragraphs

/// Ends what the mark ends; false where the paragraph goes on.
bool DocReading::endOfParagraph(std::uint32_t mark, const DocParagraph& format, RtfFlow& flow) {
  const DocCharacter& look = file_.characterAt(mark, format.style);
  const char16_t unit = file_.text()[mark];
  const std::size_t level = format.tableLevel();
  if (unit == kCell) {
    const std::size_t table = std::max<std::size_t>(level, 1);
    format.rowEnd ? flow.endRow(table) : flow.endCell(table);
    return true;
  }
  if (unit == kParagraph && format.innerRowEnd && level > 1) {
    flow.endRow(level);
  } else if (unit == kParagraph && format.innerCellEnd && level > 1) {
    flow.endCell(level);
  } else if (look.deleted || look.hidden) {
    // A mark that was deleted or is hidden joins two paragraphs.
    return false;
  } else {
    flow.endParagraph(level);
  }
  return true;
}

void DocReading::paragraph(DocRange range, RtfFlow& flow) {
  const std::uint32_t last = range.end - 1;
  const DocParagraph format = file_.paragraphAt(last);
  const bool hasMark = endsParagraph(file_.text()[last]);
  for (std::uint32_t at = range.begin; at < range.end - (hasMark ? 1 : 0); ++at) {
    character(at, file_.characterAt(at, format.style), flow);
  }
  if (!hasMark) return flush(flow);
  const bool blank = text_.find_first_not_of(" \t\n") == std::string::npos;
  // An empty item has a number too: the next one counts on.
  if (format.list != 0 && !format.rowEnd && !inInstruction()) {
    std::string label = lists_.next(format.list, format.level);
    if (!blank) flow.setLabel(std::move(label));
  }
  flush(flow);
  endOfParagraph(last, format, flow);
}

DocReading::Blocks DocReading::story(DocRange range) {
  const std::u16string_view all = file_.text(range);
  const auto outerFields = std::exchange(fields_, {});
  const bool outerBroken = std::exchange(
      brokenFields_, std::ranges::count(all, kField) != std::ranges::count(all, kFieldEnd));
  const std::string outerText = std::exchange(text_, {});
  RtfFlow flow;
  for (std::uint32_t at = range.begin; at < range.end;) {
    std::uint32_t end = at;
    while (end < range.end && !endsParagraph(file_.text()[end])) ++end;
    end = std::min(end + 1, range.end);
    paragraph({at, end}, flow);
    at = end;
  }
  high_ = 0;
  fields_ = outerFields;
  brokenFields_ = outerBroken;
  text_ = outerText;
  return flow.finish();
}

// Notes, comments, text boxes

/// The entries of two tables: places in the main story with `details` bytes each, and where the
/// text of each begins in a story of its own.
std::vector<Reference> DocReading::references(DocTable places, std::size_t details, DocTable texts,
                                              DocStory story) const {
  const std::string_view from = file_.table(places), to = file_.table(texts);
  const DocRange own = file_.story(story);
  std::vector<Reference> found;
  if (from.size() < 4) return found;
  const std::size_t count = (from.size() - 4) / (4 + details);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < count && 4 * i + 8 <= to.size(); ++i) {
    Reference reference;
    reference.place = u32At(from, 4 * i);
    reference.details = part(from, 4 * (count + 1) + details * i, details);
    const std::uint32_t begin = u32At(to, 4 * i), end = u32At(to, 4 * i + 4);
    if (begin < last || end < begin || end > own.size()) break;
    last = end;
    reference.text = {own.begin + begin, own.begin + end};
    found.push_back(reference);
  }
  return found;
}

void DocReading::findReferences() {
  notes_ = references(DocTable::FootnotePlaces, 2, DocTable::FootnoteTexts, DocStory::Footnotes);
  const auto endnotes =
      references(DocTable::EndnotePlaces, 2, DocTable::EndnoteTexts, DocStory::Endnotes);
  notes_.insert(notes_.end(), endnotes.begin(), endnotes.end());
  std::ranges::stable_sort(notes_, {}, &Reference::place);
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    marks_[notes_[i].place] += "[" + std::to_string(i + 1) + "]";
  }
  const std::size_t details = file_.word6() ? 20 : 30;
  comments_ =
      references(DocTable::CommentPlaces, details, DocTable::CommentTexts, DocStory::Comments);
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    marks_[comments_[i].place] += "[comment " + std::to_string(i + 1) + "]";
  }
}

void DocReading::readBoxes() {
  const std::string_view texts = file_.table(DocTable::BoxTexts);
  const DocRange own = file_.story(DocStory::Boxes);
  constexpr std::size_t details = 22, shapeDetails = 26;
  const std::size_t count = texts.size() < 4 ? 0 : (texts.size() - 4) / (4 + details);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t begin = u32At(texts, 4 * i), end = u32At(texts, 4 * i + 4);
    if (begin < last || end < begin || end > own.size()) break;
    last = end;
    const std::string_view entry = part(texts, 4 * (count + 1) + details * i, details);
    const bool unused = u16At(entry, 8) != 0;
    if (unused || begin == end) continue;
    Blocks found = story({own.begin + begin, own.begin + end});
    std::ranges::move(found, std::back_inserter(boxes_[u32At(entry, 14)]));
  }
  const std::string_view shapes = file_.table(DocTable::ShapePlaces);
  const std::size_t places = shapes.size() < 4 ? 0 : (shapes.size() - 4) / (4 + shapeDetails);
  for (std::size_t i = 0; i < places; ++i) {
    shapeAt_[u32At(shapes, 4 * i)] = u32At(shapes, 4 * (places + 1) + shapeDetails * i);
  }
}

void DocReading::box(std::uint32_t position, RtfFlow& flow) {
  const auto shape = shapeAt_.find(position);
  if (shape == shapeAt_.end() || inInstruction()) return;
  const auto found = boxes_.find(shape->second);
  if (found == boxes_.end()) return;
  flow.addBehind(std::move(found->second));
  boxes_.erase(found);
}

void putLabel(std::vector<FlowBlock>& paragraphs, const std::string& label) {
  for (FlowBlock& each : paragraphs) {
    const std::size_t begin = each.text.find_first_not_of(" \t\n");
    if (!each.rows.empty() || begin == std::string::npos) continue;
    each.text = (each.label.empty() ? "" : each.label + " ") + each.text.substr(begin);
    each.label = label;
    return;
  }
}

std::vector<std::string> DocReading::commentAuthors() const {
  std::vector<std::string> names;
  const std::string_view bytes = file_.table(DocTable::CommentAuthors);
  if (file_.word6()) return names;
  for (std::size_t at = 0; at + 2 <= bytes.size();) names.push_back(wordText(bytes, at, false));
  return names;
}

void DocReading::readBehind() {
  marks_.clear();
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    Blocks found = story(notes_[i].text);
    putLabel(found, "[" + std::to_string(i + 1) + "]");
    std::ranges::move(found, std::back_inserter(flow_.footnotes));
  }
  const std::vector<std::string> authors = commentAuthors();
  for (std::size_t i = 0; i < comments_.size(); ++i) {
    Blocks found = story(comments_[i].text);
    const std::size_t number = u16At(comments_[i].details, 20);
    const std::string author = number < authors.size() ? authors[number] : "";
    putLabel(found,
             "Comment " + std::to_string(i + 1) + (author.empty() ? ":" : " (" + author + "):"));
    std::ranges::move(found, std::back_inserter(flow_.comments));
  }
}

void DocReading::noteTheRest() {
  const DocCounts counts = counts_;
  for (const DocStory margin : {DocStory::Headers, DocStory::HeaderBoxes}) {
    const Blocks found = story(file_.story(margin));
    const bool says = std::ranges::any_of(
        found, [](const FlowBlock& block) { return !block.rows.empty() || saysMore(block.text); });
    if (!says) continue;
    flow_.notes.push_back("headers and footers were left out");
    break;
  }
  if (counts.changes > 0) {
    flow_.notes.push_back(counted(counts.changes, "tracked change", "tracked changes") +
                          ": the final text was read");
  }
  if (counts.hiddenWords > 0) {
    flow_.notes.push_back(counted(counts.hiddenWords, "word", "words") + " of hidden text " +
                          (counts.hiddenWords == 1 ? "was" : "were") + " left out");
  }
  if (!comments_.empty()) {
    flow_.notes.push_back(counted(comments_.size(), "comment stands", "comments stand") +
                          " at the end of the text");
  }
  if (!flow_.footnotes.empty()) flow_.notes.push_back("notes stand at the end of the text");
}

Flow DocReading::read() {
  lists_.read(file_.tableAndBehind(DocTable::Lists), file_.table(DocTable::ListOverrides),
              file_.fonts());
  readBoxes();
  findReferences();
  flow_.blocks = story(file_.story(DocStory::Main));
  // Boxes that lie in groups of shapes: their group has a place, they have none.
  bool lost = false;
  for (auto& [shape, blocks] : boxes_) {
    lost = lost || !blocks.empty();
    std::ranges::move(blocks, std::back_inserter(flow_.blocks));
  }
  if (lost) flow_.notes.push_back("text boxes whose place is not known stand behind the text");
  readBehind();
  noteTheRest();
  return std::move(flow_);
}

// What is named .doc and is something else

/// How an old word processor's file begins.
struct OtherProgram {
  std::string_view begin, name;
};
constexpr std::array kOtherPrograms{
    OtherProgram{"\xDB\xA5"sv, "a document of Word 2"},
    OtherProgram{"\x9B\xA5"sv, "a document of Word 1"},
    OtherProgram{"\xFE\x37"sv, "a document of Word for Macintosh"},
    OtherProgram{"\xFE\x34"sv, "a document of Word for Macintosh"},
    OtherProgram{"\x31\xBE\0\0"sv, "a document of Write or Word for DOS"},
    OtherProgram{"\x32\xBE\0\0"sv, "a document of Write or Word for DOS"},
    OtherProgram{"\xFFWPC"sv, "a WordPerfect document"},
};

/// Hands the file on to LibreOffice where the user allows that; otherwise says what to do.
void giveOther(std::string_view what, std::string_view bytes, const ReadOptions& options,
               ReadResult& result, const ReadSink& sink) {
  if (!options.libreOffice) {
    result.unreadable = "it is " + std::string(what) +
                        ", which Retold does not read itself: open it in a word processor and "
                        "save it as docx, or import with --libreoffice where LibreOffice is "
                        "installed";
    return;
  }
  ReadDocument document;
  document.contained = std::string(bytes);
  document.containedFormat = "libreoffice";
  sink(std::move(document));
}

/// A file that is no compound file: an older document, or a text that only is named so.
void readOther(std::string_view bytes, const ReadOptions& options, ReadResult& result,
               const ReadSink& sink) {
  for (const OtherProgram& other : kOtherPrograms) {
    if (bytes.starts_with(other.begin)) return giveOther(other.name, bytes, options, result, sink);
  }
  NotText why;
  if (decode(bytes, options.decode, why)) {
    ReadDocument document;
    document.contained = std::string(bytes);
    document.containedFormat = "txt";
    document.notes.emplace_back("its name is that of a Word document, but it is plain text");
    return sink(std::move(document));
  }
  giveOther("no Word document, perhaps one of an older program (WordPerfect, Works, Word for DOS)",
            bytes, options, result, sink);
}

}  // namespace

ReadResult readDoc(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    if (!bytes.starts_with("\xD0\xCF\x11\xE0")) return readOther(bytes, options, result, sink);
    DocFile file(bytes, options);
    Flow flow = DocReading(file).read();
    const std::string_view damage =
        file.damaged() ? "some of its parts are missing or contradict each other"sv : ""sv;
    giveFlow(std::move(flow), {name, kKind, damage, true}, options, result, sink);
  });
}

}  // namespace retold
