#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/reader/flow.h"
#include "indexer/reader/list_number.h"
#include "indexer/reader/package.h"
#include "indexer/reader/readers.h"
#include "indexer/reader/rtf_flow.h"
#include "indexer/reader/rtf_tokens.h"
#include "indexer/reader/superscript.h"
#include "indexer/reader/symbols.h"
#include "indexer/text/legacy_charset.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

/// Where the words of a group go.
enum class Destination {
  Text,
  Skip,
  Never,  ///< as Skip, and nothing within it is read either: a second form of what was read
  FontTable,
  Margin,  ///< headers and footers
  Footnote,
  Comment,
  Author,
  Field,
  FieldInstruction,
  FieldResult,
  FormField,
  FormItem,
  Label,  ///< the mark of a list item as it was shown
  Box,
  Unicode,  ///< the better of two forms of one text
  Neutral,  ///< what stands in it belongs to the group around it
};

struct Font {
  std::string name;
  std::int32_t codePage = 0;  ///< 0: that of the document; -1: symbols
};

/// What a group may change and its end restores.
struct GroupState {
  Destination to = Destination::Text;
  Destination around = Destination::Text;  ///< `to` of the nearest group that is read
  std::int32_t font = -1;
  std::int32_t eastAsianFont = -1;
  bool eastAsian = false;
  bool hidden = false;
  bool deleted = false;
  bool inserted = false;
  bool raised = false;
  bool inTable = false;
  int tableLevel = 0;
  int fallback = 1;  ///< characters behind \u that older readers show
};

/// A field: its instruction and, of a form, its value.
struct Field {
  std::size_t depth = 0;
  std::string instruction;
  std::optional<int> type;  ///< 0 text, 1 box, 2 choice
  int result = -1;
  int byDefault = 0;
  std::vector<std::string> items;
  bool hasResult = false;
};

/// A text of its own within the text: a footnote, a comment, a text box, an item's mark.
struct Aside {
  Destination kind = Destination::Text;
  std::size_t depth = 0;
  std::string author;
  RtfFlow flow;
};

class RtfReader {
 public:
  RtfReader(std::string_view bytes, const ReadOptions& options);

  ReadDocument read();
  std::size_t openGroups() const { return groups_.size() - 1; }
  /// Words that stand behind the end of the outermost group, where no program looks for them.
  std::uint64_t wordsBehind() const;

 private:
  using Action = void (RtfReader::*)(const RtfToken&);
  static const std::unordered_map<std::string_view, Destination>& destinations();
  static const std::unordered_map<std::string_view, char32_t>& characters();
  static const std::unordered_map<std::string_view, Action>& actions();

  GroupState& state() { return groups_.back(); }
  RtfFlow& flow() { return asides_.empty() ? flow_ : asides_.back()->flow; }

  void token(const RtfToken& token);
  void beginGroup();
  void endGroup();
  void enter(Destination destination);
  void openAside(Destination kind, std::string author = {});
  void closeAside();
  void closeField();
  std::string formValue(const Field& field) const;

  void word(const RtfToken& token);
  void symbol(char symbol);
  void text(std::string_view bytes);
  void byte(unsigned char byte);
  void unicode(std::int32_t number);
  void character(char32_t character);

  void flush();
  void write(std::string_view utf8);
  bool isShown(std::string_view utf8);
  std::int32_t codePage();
  const Font* font();
  bool codePageHasFont() const;
  std::size_t level();

  // Control words.
  void setCodePage(const RtfToken& token);
  void macintosh(const RtfToken&) { documentPage_ = 10000; }
  void dos(const RtfToken&) { documentPage_ = 437; }
  void dosLatin(const RtfToken&) { documentPage_ = 850; }
  void setDefaultFont(const RtfToken& token) { defaultFont_ = token.number.value_or(-1); }
  void setFont(const RtfToken& token);
  void setFontCharset(const RtfToken& token);
  void setFontCodePage(const RtfToken& token);
  void setEastAsianFont(const RtfToken& token);
  void eastAsian(const RtfToken&) { state().eastAsian = true; }
  void notEastAsian(const RtfToken&) { state().eastAsian = false; }
  void paragraph(const RtfToken&);
  void lineBreak(const RtfToken&) { write("\n"); }
  void tab(const RtfToken&) { write("\t"); }
  void pageBreak(const RtfToken&);
  void cell(const RtfToken&);
  void row(const RtfToken&);
  void innerCell(const RtfToken&);
  void innerRow(const RtfToken&);
  void resetParagraph(const RtfToken&);
  void resetCharacter(const RtfToken&);
  void inTable(const RtfToken& token) { state().inTable = token.number.value_or(1) != 0; }
  void setTableLevel(const RtfToken& token);
  void hidden(const RtfToken& token) { state().hidden = token.number.value_or(1) != 0; }
  void deleted(const RtfToken& token) { state().deleted = token.number.value_or(1) != 0; }
  void inserted(const RtfToken& token) { state().inserted = token.number.value_or(1) != 0; }
  void raise(const RtfToken& token) {
    flush();
    state().raised = token.number.value_or(1) != 0;
  }
  void lower(const RtfToken&) {
    flush();
    state().raised = false;
  }
  void setFallback(const RtfToken& token) {
    state().fallback = std::clamp(token.number.value_or(1), 0, 100);
  }
  void unicodeWord(const RtfToken& token) { unicode(token.number.value_or(0)); }
  void setPages(const RtfToken& token);
  void formType(const RtfToken& token);
  void formResult(const RtfToken& token);
  void formDefault(const RtfToken& token);

  const ReadOptions& options_;
  RtfTokens tokens_;
  bool rawUtf8_ = false;
  std::optional<std::string> usersCharset_;

  std::vector<GroupState> groups_{GroupState{}};
  std::map<std::int32_t, Font> fonts_;
  std::int32_t fontInTable_ = -1;
  std::int32_t defaultFont_ = -1;
  std::int32_t documentPage_ = 1252;
  std::optional<bool> pageHasFont_;

  RtfFlow flow_;
  std::vector<std::unique_ptr<Aside>> asides_;
  std::vector<Field> fields_;
  std::vector<FlowBlock> footnotes_, comments_;
  std::size_t footnoteCount_ = 0, commentCount_ = 0;
  std::string author_;

  std::string pending_;  ///< bytes of one code page
  std::int32_t pendingPage_ = 0;
  int skip_ = 0;
  char32_t high_ = 0;
  bool star_ = false;
  bool upr_ = false;

  std::uint64_t unreadable_ = 0;
  std::optional<std::uint32_t> pages_;
  bool margins_ = false;
  std::uint64_t hiddenWords_ = 0, changes_ = 0;
  int lastShown_ = 0;  ///< 0 plain, 1 hidden, 2 deleted, 3 inserted
};

const std::unordered_map<std::string_view, Destination>& RtfReader::destinations() {
  using enum Destination;
  static const std::unordered_map<std::string_view, Destination> all{
      {"fonttbl", FontTable},
      {"header", Margin},
      {"headerl", Margin},
      {"headerr", Margin},
      {"headerf", Margin},
      {"footer", Margin},
      {"footerl", Margin},
      {"footerr", Margin},
      {"footerf", Margin},
      {"footnote", Footnote},
      {"annotation", Comment},
      {"atnauthor", Author},
      {"field", Field},
      {"fldinst", FieldInstruction},
      {"fldrslt", FieldResult},
      {"formfield", FormField},
      {"ffl", FormItem},
      {"listtext", Label},
      {"pntext", Label},
      {"shptxt", Box},
      {"dptxbxtext", Box},
      {"result", Neutral},
      {"ud", Unicode},
      {"nesttableprops", Neutral},
      {"colortbl", Skip},
      {"stylesheet", Skip},
      {"info", Skip},
      {"pict", Skip},
      {"object", Skip},
      {"objdata", Skip},
      {"objclass", Skip},
      {"objname", Skip},
      {"upr", Skip},
      {"shpinst", Skip},
      {"shprslt", Never},
      {"shppict", Skip},
      {"nonshppict", Never},
      {"do", Skip},
      {"nonesttables", Never},
      {"tc", Skip},
      {"tcn", Skip},
      {"xe", Skip},
      {"rxe", Skip},
      {"txe", Skip},
      {"listtable", Skip},
      {"listoverridetable", Skip},
      {"revtbl", Skip},
      {"ftnsep", Skip},
      {"ftnsepc", Skip},
      {"ftncn", Skip},
      {"aftnsep", Skip},
      {"aftnsepc", Skip},
      {"aftncn", Skip},
      {"atnid", Skip},
      {"atnref", Skip},
      {"atndate", Skip},
      {"atnicn", Skip},
      {"atntime", Skip},
      {"atnparent", Skip},
      {"atrfstart", Skip},
      {"atrfend", Skip},
      {"bkmkstart", Skip},
      {"bkmkend", Skip},
      {"ffname", Skip},
      {"ffdeftext", Skip},
      {"ffformat", Skip},
      {"ffhelptext", Skip},
      {"ffstattext", Skip},
      {"ffentrymcr", Skip},
      {"ffexitmcr", Skip},
      {"datafield", Skip},
      {"template", Skip},
      {"filetbl", Skip},
      {"falt", Skip},
      {"panose", Skip},
      {"fname", Skip},
      {"background", Skip},
      {"generator", Skip},
      {"mmathPict", Skip},
      {"pn", Skip},
      {"themedata", Skip},
  };
  return all;
}

const std::unordered_map<std::string_view, char32_t>& RtfReader::characters() {
  static const std::unordered_map<std::string_view, char32_t> all{
      {"emdash", U'\u2014'},    {"endash", U'\u2013'},  {"emspace", U'\u2003'},
      {"enspace", U'\u2002'},   {"qmspace", U'\u2005'}, {"bullet", U'\u2022'},
      {"lquote", U'\u2018'},    {"rquote", U'\u2019'},  {"ldblquote", U'\u201C'},
      {"rdblquote", U'\u201D'}, {"ltrmark", U'\u200E'}, {"rtlmark", U'\u200F'},
      {"zwj", U'\u200D'},       {"zwnj", U'\u200C'},    {"zwbo", U'\u200B'},
      {"zwnbo", U'\u2060'},
  };
  return all;
}

const std::unordered_map<std::string_view, RtfReader::Action>& RtfReader::actions() {
  using R = RtfReader;
  static const std::unordered_map<std::string_view, Action> all{
      {"ansicpg", &R::setCodePage},
      {"mac", &R::macintosh},
      {"pc", &R::dos},
      {"pca", &R::dosLatin},
      {"deff", &R::setDefaultFont},
      {"f", &R::setFont},
      {"fcharset", &R::setFontCharset},
      {"cpg", &R::setFontCodePage},
      {"af", &R::setEastAsianFont},
      {"dbch", &R::eastAsian},
      {"loch", &R::notEastAsian},
      {"hich", &R::notEastAsian},
      {"ltrch", &R::notEastAsian},
      {"rtlch", &R::notEastAsian},
      {"par", &R::paragraph},
      {"line", &R::lineBreak},
      {"lbr", &R::lineBreak},
      {"tab", &R::tab},
      {"page", &R::pageBreak},
      {"sect", &R::paragraph},
      {"cell", &R::cell},
      {"row", &R::row},
      {"nestcell", &R::innerCell},
      {"nestrow", &R::innerRow},
      {"pard", &R::resetParagraph},
      {"plain", &R::resetCharacter},
      {"intbl", &R::inTable},
      {"itap", &R::setTableLevel},
      {"v", &R::hidden},
      {"deleted", &R::deleted},
      {"revised", &R::inserted},
      {"uc", &R::setFallback},
      {"u", &R::unicodeWord},
      {"nofpages", &R::setPages},
      {"fftype", &R::formType},
      {"ffres", &R::formResult},
      {"ffdefres", &R::formDefault},
      {"super", &R::raise},
      {"sub", &R::lower},
      {"nosupersub", &R::lower},
  };
  return all;
}

RtfReader::RtfReader(std::string_view bytes, const ReadOptions& options)
    : options_(options), tokens_(bytes) {
  const bool ascii =
      std::ranges::none_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  // Some programs write UTF-8 where RTF allows ASCII only.
  rawUtf8_ = !ascii && !firstInvalidUtf8(bytes);
  if (options.decode.encoding) usersCharset_ = charsetName(*options.decode.encoding);
}

std::uint64_t RtfReader::wordsBehind() const {
  // Some programs fill up with zero bytes, or close more groups than they opened.
  std::string rest(tokens_.rest());
  std::ranges::replace_if(
      rest, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '{' || c == '}'; },
      ' ');
  return wordsIn(rest);
}

ReadDocument RtfReader::read() {
  while (true) {
    const RtfToken next = tokens_.next();
    if (next.kind == RtfToken::Kind::End) break;
    token(next);
    if (groups_.size() == 1) break;
  }
  flush();
  while (!asides_.empty()) closeAside();
  Flow flow;
  flow.blocks = flow_.finish();
  flow.footnotes = std::move(footnotes_);
  flow.comments = std::move(comments_);
  flow.pages = pages_;
  if (margins_) flow.notes.emplace_back("headers and footers were left out");
  if (hiddenWords_ > 0) {
    flow.notes.push_back(counted(hiddenWords_, "word", "words") + " of hidden text " +
                         (hiddenWords_ == 1 ? "was" : "were") + " left out");
  }
  if (!flow.comments.empty()) {
    flow.notes.push_back(counted(commentCount_, "comment stands", "comments stand") +
                         " at the end of the text");
  }
  if (!flow.footnotes.empty()) flow.notes.emplace_back("notes stand at the end of the text");
  if (changes_ > 0) {
    flow.notes.push_back(counted(changes_, "tracked change", "tracked changes") +
                         ": the final text was read");
  }
  ReadDocument document = writeFlow(std::move(flow), options_.limits);
  document.unreadable += unreadable_;
  const auto name = rtfCodePage(documentPage_);
  document.encoding = {usersCharset_.value_or(std::string(name.value_or("windows-1252"))), 1.0,
                       false};
  return document;
}

void RtfReader::token(const RtfToken& token) {
  using Kind = RtfToken::Kind;
  switch (token.kind) {
    case Kind::GroupBegin:
      return beginGroup();
    case Kind::GroupEnd:
      return endGroup();
    case Kind::Word:
      return word(token);
    case Kind::Symbol:
      return symbol(token.symbol);
    case Kind::Hex:
      return byte(token.byte);
    case Kind::Text:
      return text(token.text);
    case Kind::Binary:
      skip_ = std::max(skip_ - 1, 0);
      return;
    case Kind::End:
      return;
  }
}

// ---- groups

void RtfReader::beginGroup() {
  flush();
  skip_ = 0;
  star_ = false;
  if (groups_.size() > options_.limits.depth) {
    throw Unreadable{
        "its groups are nested more than " + std::to_string(options_.limits.depth) +
        " deep, which no transcript needs; open it and save it again, or set another limit by "
        "the option --depth"};
  }
  groups_.push_back(groups_.back());
}

void RtfReader::endGroup() {
  flush();
  skip_ = 0;
  star_ = false;
  if (groups_.size() == 1) return;
  const std::size_t depth = groups_.size();
  while (!asides_.empty() && asides_.back()->depth >= depth) closeAside();
  groups_.pop_back();
  while (!fields_.empty() && fields_.back().depth >= depth) closeField();
}

/// The group that is open has this destination.
void RtfReader::enter(Destination destination) {
  flush();
  using enum Destination;
  GroupState& group = state();
  const bool unseen = group.to == Skip || group.to == FontTable;
  if (destination == Unicode || (destination == Neutral && unseen)) {
    group.to = group.around;
    return;
  }
  if (destination == Neutral) return;
  if (destination == Never) {
    group.to = group.around = Skip;
    return;
  }
  if (destination == Box) {
    if (group.around != Text) return;
    group.to = group.around = Text;
    return openAside(Box);
  }
  if (unseen && destination != Author) return;
  if (group.around == Margin && destination != Skip && destination != FieldInstruction) return;
  switch (destination) {
    case Field:
      fields_.push_back({.depth = groups_.size(), .instruction = {}, .type = {}, .items = {}});
      return;
    case FieldResult:
      group.to = group.around;
      return;
    case Footnote:
    case Comment:
      group.to = group.around = Text;
      group.inTable = false;
      group.tableLevel = 0;
      return openAside(destination, std::exchange(author_, {}));
    case Label:
      group.to = group.around = Text;
      return openAside(Label);
    case Margin:
      group.around = Margin;
      [[fallthrough]];
    default:
      if (destination == FormItem && !fields_.empty()) fields_.back().items.emplace_back();
      group.to = destination;
  }
}

void RtfReader::openAside(Destination kind, std::string author) {
  if (kind == Destination::Footnote) write("[" + std::to_string(footnoteCount_ + 1) + "]");
  if (kind == Destination::Comment) write("[comment " + std::to_string(commentCount_ + 1) + "]");
  auto aside = std::make_unique<Aside>();
  aside->kind = kind;
  aside->depth = groups_.size();
  aside->author = std::move(author);
  asides_.push_back(std::move(aside));
}

std::string_view trimmedText(std::string_view text) {
  const ByteSpan span = trimSpan(text, {0, text.size()});
  return text.substr(span.begin, span.size());
}

/// The mark of an item as we write it: a number or letter as it was, any bullet as "-".
std::string itemMark(const std::vector<FlowBlock>& blocks) {
  if (blocks.empty()) return {};
  std::string mark(trimmedText(blocks.front().text));
  std::size_t at = 0;
  if (mark.empty()) return {};
  const char32_t first = nextCodepoint(mark, at);
  const bool number = (first >= '0' && first <= '9') || (first >= 'a' && first <= 'z') ||
                      (first >= 'A' && first <= 'Z') || first == '(' || first == '[' ||
                      (first >= 0xC0 && first < 0x2000);
  if (at < mark.size() || (number && mark != "o")) return mark;
  return bulletText(mark);
}

void RtfReader::closeAside() {
  const std::unique_ptr<Aside> aside = std::move(asides_.back());
  asides_.pop_back();
  std::vector<FlowBlock> blocks = aside->flow.finish();
  if (aside->kind == Destination::Label) return flow().setLabel(itemMark(blocks));
  if (aside->kind == Destination::Box) return flow().addBehind(std::move(blocks));
  const bool footnote = aside->kind == Destination::Footnote;
  if (blocks.empty()) blocks.emplace_back();
  if (!blocks.front().rows.empty()) blocks.insert(blocks.begin(), FlowBlock{});
  std::string label = footnote
                          ? "[" + std::to_string(++footnoteCount_) + "]"
                          : "Comment " + std::to_string(++commentCount_) +
                                (aside->author.empty() ? "" : " (" + aside->author + ")") + ":";
  FlowBlock& first = blocks.front();
  if (!first.label.empty()) first.text = first.label + ' ' + first.text;
  first.label = std::move(label);
  first.text = std::string(trimmedText(first.text));
  std::vector<FlowBlock>& all = footnote ? footnotes_ : comments_;
  for (FlowBlock& block : blocks) all.push_back(std::move(block));
}

// ---- fields

std::string RtfReader::formValue(const Field& field) const {
  if (field.type == 1 || field.instruction.find("FORMCHECKBOX") != std::string::npos) {
    const bool set = field.result == 0 || field.result == 1;
    return (set ? field.result : field.byDefault) == 1 ? "☒" : "☐";
  }
  if (field.type == 2) {
    const int chosen = field.result >= 0 && field.result != 25 ? field.result : field.byDefault;
    if (chosen >= 0 && static_cast<std::size_t>(chosen) < field.items.size())
      return field.items[static_cast<std::size_t>(chosen)];
    return {};
  }
  // SYMBOL 168 \f "Wingdings"
  const std::string_view instruction = trimmedText(field.instruction);
  if (!instruction.starts_with("SYMBOL ")) return {};
  char32_t code = 0;
  for (const char c : instruction.substr(7)) {
    if (c < '0' || c > '9' || code > 0x10FFFF) break;
    code = code * 10 + static_cast<char32_t>(c - '0');
  }
  const std::size_t quote = instruction.find('"');
  const std::size_t end = instruction.find('"', quote + 1);
  if (code < 0x20 || code > 0xFFFF || (code >= 0xD800 && code <= 0xDFFF) ||
      quote == std::string_view::npos || end == std::string_view::npos) {
    return {};
  }
  std::string sign;
  appendUtf8(sign, symbolOf(instruction.substr(quote + 1, end - quote - 1), code));
  return sign;
}

void RtfReader::closeField() {
  const Field field = std::move(fields_.back());
  fields_.pop_back();
  if (field.hasResult && !fields_.empty()) fields_.back().hasResult = true;
  if (!field.hasResult) write(formValue(field));
}

void RtfReader::formType(const RtfToken& token) {
  if (!fields_.empty()) fields_.back().type = token.number.value_or(0);
}

void RtfReader::formResult(const RtfToken& token) {
  if (!fields_.empty()) fields_.back().result = token.number.value_or(0);
}

void RtfReader::formDefault(const RtfToken& token) {
  if (!fields_.empty()) fields_.back().byDefault = token.number.value_or(0);
}

// ---- control words

void RtfReader::word(const RtfToken& token) {
  const bool star = std::exchange(star_, false);
  if (const auto known = characters().find(token.text); known != characters().end()) {
    return character(known->second);
  }
  if (token.text != "u") skip_ = 0;
  if (const auto known = destinations().find(token.text); known != destinations().end()) {
    return enter(known->second);
  }
  if (star) return enter(Destination::Skip);
  if (const auto known = actions().find(token.text); known != actions().end()) {
    (this->*known->second)(token);
  }
}

void RtfReader::symbol(char symbol) {
  switch (symbol) {
    case '*':
      star_ = true;
      return;
    case '~':
      return character(U'\u00A0');
    case '-':
      return character(U'\u00AD');
    case '_':
      return character(U'\u2011');
    case '{':
    case '}':
    case '\\':
      return text(std::string_view(&symbol, 1));
    case '\r':
    case '\n':
      return paragraph({});
    case '\t':
      return tab({});
    default:
      return;
  }
}

void RtfReader::setCodePage(const RtfToken& token) {
  if (token.number && rtfCodePage(*token.number)) documentPage_ = *token.number;
}

void RtfReader::setFont(const RtfToken& token) {
  const std::int32_t number = token.number.value_or(0);
  if (state().to == Destination::FontTable) {
    fontInTable_ = number;
    fonts_[number];
    return;
  }
  flush();
  state().font = number;
}

void RtfReader::setEastAsianFont(const RtfToken& token) {
  flush();
  if (state().eastAsian) state().eastAsianFont = token.number.value_or(0);
}

void RtfReader::setFontCharset(const RtfToken& token) {
  if (state().to != Destination::FontTable) return;
  pageHasFont_.reset();
  fonts_[fontInTable_].codePage = rtfFontCodePage(token.number.value_or(0));
}

void RtfReader::setFontCodePage(const RtfToken& token) {
  if (state().to != Destination::FontTable || !token.number) return;
  pageHasFont_.reset();
  if (rtfCodePage(*token.number)) fonts_[fontInTable_].codePage = *token.number;
}

void RtfReader::setTableLevel(const RtfToken& token) {
  state().tableLevel = std::clamp(token.number.value_or(1), 0, 1000);
}

void RtfReader::setPages(const RtfToken& token) {
  if (token.number.value_or(0) > 0) pages_ = static_cast<std::uint32_t>(*token.number);
}

void RtfReader::resetParagraph(const RtfToken&) {
  state().inTable = false;
  state().tableLevel = 0;
}

void RtfReader::resetCharacter(const RtfToken&) {
  flush();
  GroupState& group = state();
  group.hidden = group.deleted = group.inserted = group.eastAsian = group.raised = false;
  group.font = -1;
}

std::size_t RtfReader::level() {
  const int least = state().inTable ? 1 : 0;
  return static_cast<std::size_t>(std::max(state().tableLevel, least));
}

void RtfReader::paragraph(const RtfToken&) {
  flush();
  if (state().to == Destination::Text) flow().endParagraph(level());
}

void RtfReader::pageBreak(const RtfToken&) {
  if (level() == 0) write(std::string_view(&kPageBreak, 1));
}

void RtfReader::cell(const RtfToken&) {
  flush();
  if (state().to == Destination::Text) flow().endCell(1);
}

void RtfReader::row(const RtfToken&) {
  flush();
  if (state().to == Destination::Text) flow().endRow(1);
}

void RtfReader::innerCell(const RtfToken&) {
  flush();
  if (state().to == Destination::Text) flow().endCell(std::max<std::size_t>(level(), 2));
}

void RtfReader::innerRow(const RtfToken&) {
  flush();
  if (state().to == Destination::Text) flow().endRow(std::max<std::size_t>(level(), 2));
}

// ---- words

const Font* RtfReader::font() {
  const GroupState& group = state();
  std::int32_t number = group.font >= 0 ? group.font : defaultFont_;
  if (group.eastAsian && group.eastAsianFont >= 0) number = group.eastAsianFont;
  const auto found = fonts_.find(number);
  return found == fonts_.end() ? nullptr : &found->second;
}

/// True where some font says that it is for the code page of the document: then a font that says
/// nothing is for Western letters. Otherwise no font says anything.
bool RtfReader::codePageHasFont() const {
  return std::ranges::any_of(
      fonts_, [&](const auto& font) { return font.second.codePage == documentPage_; });
}

std::int32_t RtfReader::codePage() {
  if (usersCharset_) return documentPage_;
  const Font* const current = font();
  if (current && current->codePage > 0) return current->codePage;
  if (!pageHasFont_) pageHasFont_ = codePageHasFont();
  return *pageHasFont_ && current ? 1252 : documentPage_;
}

void RtfReader::byte(unsigned char byte) {
  star_ = false;
  if (skip_ > 0) {
    --skip_;
    return;
  }
  using enum Destination;
  const Destination to = state().to;
  if (to == Skip) return;
  const Font* const current = to == Text ? font() : nullptr;
  if (current && current->codePage == -1 && isSymbolFont(current->name)) {
    return character(symbolOf(current->name, byte));
  }
  const std::int32_t page = codePage();
  if (page != pendingPage_) flush();
  pendingPage_ = page;
  pending_ += static_cast<char>(byte);
}

void RtfReader::text(std::string_view bytes) {
  star_ = false;
  if (skip_ > 0) {
    const std::size_t skipped = std::min(bytes.size(), static_cast<std::size_t>(skip_));
    skip_ -= static_cast<int>(skipped);
    bytes.remove_prefix(skipped);
  }
  if (state().to == Destination::Skip || bytes.empty()) return;
  const bool high =
      std::ranges::any_of(bytes, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
  if (high && rawUtf8_) {
    flush();
    return write(replaceInvalidUtf8(bytes, unreadable_));
  }
  const Font* const current = font();
  if (current && current->codePage == -1 && state().to == Destination::Text) {
    for (const char c : bytes) byte(static_cast<unsigned char>(c));
    return;
  }
  const std::int32_t page = codePage();
  if (page != pendingPage_) flush();
  pendingPage_ = page;
  pending_ += bytes;
}

void RtfReader::unicode(std::int32_t number) {
  auto unit = static_cast<char32_t>(number < 0 ? number + 0x10000 : number);
  if (unit > 0x10FFFF) unit = U'\uFFFD';
  const bool high = unit >= 0xD800 && unit < 0xDC00;
  const bool low = unit >= 0xDC00 && unit < 0xE000;
  if (!pending_.empty()) flush();
  skip_ = 0;
  if (low && high_ != 0) {
    unit = 0x10000 + ((high_ - 0xD800) << 10U) + (unit - 0xDC00);
    high_ = 0;
  } else if (high) {
    flush();
    high_ = unit;
    skip_ = state().fallback;
    return;
  } else if (low) {
    flush();
    unit = U'\uFFFD';
    ++unreadable_;
  }
  if (unit >= 0xF000 && unit <= 0xF0FF) {
    const Font* const current = font();
    if (current && isSymbolFont(current->name)) unit = symbolOf(current->name, unit);
  }
  character(unit);
  skip_ = state().fallback;
}

void RtfReader::character(char32_t character) {
  if (skip_ > 0) {
    --skip_;
    return;
  }
  std::string utf8;
  appendUtf8(utf8, character);
  write(utf8);
}

/// Writes the bytes that wait. Half a character is no longer waited for.
void RtfReader::flush() {
  const std::string bytes = std::exchange(pending_, {});
  if (std::exchange(high_, 0) != 0) {
    ++unreadable_;
    write("\uFFFD");
  }
  if (bytes.empty()) return;
  const bool ascii =
      std::ranges::all_of(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (ascii) return write(bytes);
  const std::string charset = usersCharset_
                                  ? *usersCharset_
                                  : std::string(rtfCodePage(pendingPage_).value_or("windows-1252"));
  std::optional<Converted> converted = convertFrom(charset, bytes);
  if (!converted) converted = convertFrom("windows-1252", bytes);
  if (!converted) return;
  unreadable_ += converted->unreadable;
  write(converted->text);
}

/// Counts and leaves out what is hidden or deleted.
bool RtfReader::isShown(std::string_view utf8) {
  if (utf8.find_first_not_of(" \t\n") == std::string_view::npos) {
    return !state().hidden && !state().deleted;
  }
  const GroupState& group = state();
  const int now = group.deleted ? 2 : group.hidden ? 1 : group.inserted ? 3 : 0;
  if (now == 1) hiddenWords_ += wordsIn(utf8);
  if (now >= 2 && now != lastShown_) ++changes_;
  lastShown_ = now;
  return now == 0 || now == 3;
}

void RtfReader::write(std::string_view utf8) {
  if (!pending_.empty() || high_ != 0) flush();
  if (utf8.empty()) return;
  switch (state().to) {
    case Destination::Text:
      if (!isShown(utf8)) return;
      if (!fields_.empty() && utf8.find_first_not_of(" \t\n") != std::string_view::npos)
        fields_.back().hasResult = true;
      return flow().add(state().raised ? raised(utf8) : std::string(utf8));
    case Destination::Margin:
      margins_ = margins_ || utf8.find_first_not_of(" \t\n") != std::string_view::npos;
      return;
    case Destination::FontTable:
      for (const char c : utf8) {
        if (c != ';') fonts_[fontInTable_].name += c;
      }
      return;
    case Destination::Author:
      author_ += utf8;
      return;
    case Destination::FieldInstruction:
      if (!fields_.empty()) fields_.back().instruction += utf8;
      return;
    case Destination::FormItem:
      if (!fields_.empty() && !fields_.back().items.empty()) fields_.back().items.back() += utf8;
      return;
    default:
      return;
  }
}

bool isRtf(std::string_view& bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  while (!bytes.empty() && std::string_view(" \t\r\n").find(bytes[0]) != std::string_view::npos)
    bytes.remove_prefix(1);
  return bytes.starts_with("{\\rtf");
}

}  // namespace

ReadResult readRtf(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  return readOffice(options.limits, [&](ReadResult& result) {
    if (bytes.empty()) throw Unreadable{"the file is empty"};
    if (!isRtf(bytes)) {
      throw Unreadable{
          "it does not begin as Rich Text Format does (\"{\\rtf\"); open it in the program that "
          "made it and save it again as .rtf or .docx"};
    }
    RtfReader reader(bytes, options);
    ReadDocument document = reader.read();
    if (const std::size_t open = reader.openGroups(); open > 0) {
      result.diagnostics.push_back(
          {Severity::Warning, std::string(name), 0, 0,
           "the file breaks off: " + counted(open, "group is not closed", "groups are not closed") +
               "; what stands before its end was read"});
    }
    if (const std::uint64_t words = reader.wordsBehind(); words > 0) {
      result.diagnostics.push_back(
          {Severity::Warning, std::string(name), 0, 0,
           "the file goes on behind its end: " +
               counted(words, "word or command was", "words and commands were") +
               " left out. Open it in a word processor: where something is missing there too, look "
               "for another copy"});
    }
    if (document.text.empty()) throw Unreadable{"the file holds no text"};
    sink(std::move(document));
  });
}

}  // namespace retold
