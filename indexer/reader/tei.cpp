#include "indexer/reader/tei.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "indexer/import/cues.h"
#include "indexer/reader/flow.h"
#include "indexer/reader/package.h"

namespace retold {

namespace {

constexpr std::uint32_t kLastPage = 100'000;

template <std::size_t size>
bool isOneOf(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::ranges::find(names, name) != names.end();
}

constexpr std::array<std::string_view, 20> kIgnored{
    "teiHeader", "standOff", "spanGrp",   "span",    "interp", "interpGrp", "fs",
    "fLib",      "fvLib",    "timeline",  "figDesc", "link",   "linkGrp",   "certainty",
    "precision", "rdg",      "witDetail", "index",   "alt",    "altGrp"};
constexpr std::array<std::string_view, 36> kBlocks{
    "p",        "ab",        "head",     "lg",      "list",       "table",
    "opener",   "closer",    "salute",   "signed",  "dateline",   "byline",
    "docTitle", "titlePart", "epigraph", "cit",     "figure",     "front",
    "body",     "back",      "group",    "text",    "castList",   "castItem",
    "stage",    "trailer",   "argument", "address", "postscript", "div",
    "div1",     "div2",      "div3",     "div4",    "titlePage",  "docImprint"};
constexpr std::array<std::string_view, 6> kHappenings{"pause",   "vocal", "incident",
                                                      "kinesic", "event", "gap"};

/// Words with one space between them.
std::string flowing(std::string_view text) {
  TextBuilder builder;
  builder.addFlowing(text);
  std::string words = builder.finish().text;
  while (words.ends_with('\n')) words.pop_back();
  return words;
}

/// What a reference points to: "#SPK1" and "corpus.xml#SPK1" are "SPK1".
std::string_view target(std::string_view reference) {
  const std::size_t hash = reference.rfind('#');
  return hash == std::string_view::npos ? reference : reference.substr(hash + 1);
}

using Names = std::map<std::string, std::string, std::less<>>;

/// The people of the headers, by their ids.
void collectNames(const pugi::xml_node& node, Names& names) {
  for (const pugi::xml_node& child : node.children()) {
    const std::string_view name = localName(child);
    if (name == "person" || name == "personGrp" || name == "role") {
      const std::string_view id = attributeOf(child, "id");
      const pugi::xml_node named = name == "role" ? child : childOf(child, "persName");
      std::string written = flowing(textBelow(named ? named : childOf(child, "name")));
      if (written.empty()) written = std::string(attributeOf(child, "n"));
      if (!id.empty() && !written.empty()) names.emplace(id, std::move(written));
    }
    if (name != "body") collectNames(child, names);
  }
}

using Times = std::map<std::string, std::int64_t, std::less<>>;

std::optional<double> millisecondsPer(std::string_view unit) {
  if (unit.empty() || unit == "s" || unit == "sec") return 1000;
  if (unit == "ms" || unit == "msec") return 1;
  if (unit == "min") return 60'000;
  if (unit == "h") return 3'600'000;
  return std::nullopt;
}

std::optional<double> decimal(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(value) ||
      std::abs(value) > 1e12) {
    return std::nullopt;
  }
  return value;
}

/// The clock time in "2001-12-01T13:01:02", in milliseconds.
std::optional<std::int64_t> clockTime(std::string_view absolute) {
  const std::size_t day = absolute.find('T');
  if (day != std::string_view::npos) absolute.remove_prefix(day + 1);
  return cueTime(absolute.substr(0, absolute.find_first_of("Z+ ")));
}

void collectTimes(const pugi::xml_node& timeline, Times& times) {
  std::optional<std::int64_t> first;
  const std::string_view unit = attributeOf(timeline, "unit");
  for (const pugi::xml_node& when : timeline.children()) {
    const std::string id(attributeOf(when, "id"));
    if (localName(when) != "when" || id.empty()) continue;
    const auto absolute = clockTime(attributeOf(when, "absolute"));
    const auto interval = decimal(attributeOf(when, "interval"));
    const std::string_view own = attributeOf(when, "unit");
    const auto scale = millisecondsPer(own.empty() ? unit : own);
    if (absolute) {
      if (!first) first = absolute;
      times.emplace(id, *absolute - *first);
    } else if (interval && scale && *interval >= 0) {
      const auto since = times.find(target(attributeOf(when, "since")));
      const std::int64_t base = since == times.end() ? 0 : since->second;
      times.emplace(id, base + std::llround(*interval * *scale));
    } else if (!interval && times.empty()) {
      times.emplace(id, 0);
    }
  }
}

class TeiWriter {
 public:
  TeiWriter(const pugi::xml_node& root, TextBuilder& text) : text_(text), root_(root) {
    collectNames(root, names_);
    collectAllTimes(root);
    speech_ = findBelow(root, "u") || findBelow(root, "sp");
  }

  void write();

 private:
  void collectAllTimes(const pugi::xml_node& node);
  void children(const pugi::xml_node& node);
  void element(const pugi::xml_node& node);
  bool inlineElement(const pugi::xml_node& node, std::string_view name);
  void words(std::string_view text);
  void block();
  void turn(const pugi::xml_node& node, std::string_view name);
  void happening(const pugi::xml_node& node, std::string_view name);
  void choice(const pugi::xml_node& node);
  void page(const pugi::xml_node& node);
  void note(const pugi::xml_node& node);
  void row(const pugi::xml_node& node);
  std::string speakerOf(const pugi::xml_node& node) const;
  std::optional<std::int64_t> timeOf(const pugi::xml_node& node, const char* end) const;

  TextBuilder& text_;
  pugi::xml_node root_;
  Names names_;
  Times times_;
  bool speech_ = false;  ///< the document is divided into turns
  bool inTurn_ = false;
  bool needsTurn_ = true;  ///< words that come now belong to no turn that is open
  int inCell_ = 0;
  std::uint32_t page_ = 0;
  std::vector<std::string> notes_;
  std::uint64_t deleted_ = 0;
  bool margins_ = false;
};

void TeiWriter::collectAllTimes(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (localName(child) == "timeline") {
      collectTimes(child, times_);
    } else {
      collectAllTimes(child);
    }
  }
}

void TeiWriter::write() {
  std::string language(attributeOf(childOf(root_, "text"), "lang"));
  if (language.empty()) language = std::string(attributeOf(root_, "lang"));
  if (!language.empty()) text_.note("the file says that its language is " + language);
  element(root_);
  for (std::size_t i = 0; i < notes_.size(); ++i) {
    block();
    words("[" + std::to_string(i + 1) + "] " + notes_[i]);
  }
  if (!notes_.empty()) text_.note("notes stand at the end of the text");
  if (margins_) text_.note("headers and footers were left out");
  if (deleted_ > 0) {
    text_.note(counted(deleted_, "word that the source deletes was",
                       "words that the source deletes were") +
               " left out");
  }
}

void TeiWriter::words(std::string_view text) {
  const bool white = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  if (speech_ && needsTurn_) {
    if (white) return;
    text_.beginTurn("");
    needsTurn_ = false;
  }
  text_.addFlowing(text);
}

void TeiWriter::block() {
  if (inCell_ > 0) {
    text_.space();
  } else if (speech_ && !inTurn_) {
    needsTurn_ = true;
  } else {
    text_.paragraph();
  }
}

void TeiWriter::children(const pugi::xml_node& node) {
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
      words(child.value());
    } else if (child.type() == pugi::node_element) {
      element(child);
    }
  }
}

void TeiWriter::element(const pugi::xml_node& node) {
  const std::string_view name = localName(node);
  if (isOneOf(name, kIgnored)) return;
  if (name == "u" || name == "sp" || name == "annotationBlock") return turn(node, name);
  if (name == "row") return row(node);
  if (name == "item") {
    block();
    words("- ");
    children(node);
    return block();
  }
  if (isOneOf(name, kBlocks)) {
    block();
    children(node);
    return block();
  }
  if (name == "l" || name == "addrLine") {
    if (inCell_ == 0 && !(speech_ && needsTurn_)) text_.line();
    children(node);
    if (inCell_ == 0 && !(speech_ && needsTurn_)) text_.line();
    return;
  }
  if (!inlineElement(node, name)) children(node);
}

/// True where the element has been dealt with.
bool TeiWriter::inlineElement(const pugi::xml_node& node, std::string_view name) {
  if (isOneOf(name, kHappenings)) {
    happening(node, name);
  } else if (name == "choice") {
    choice(node);
  } else if (name == "note") {
    note(node);
  } else if (name == "pb") {
    page(node);
  } else if (name == "lb") {
    if (attributeOf(node, "break") != "no" && !(speech_ && needsTurn_)) text_.line();
  } else if (name == "fw") {
    margins_ = true;
  } else if (name == "del" && !inTurn_) {
    deleted_ += wordsIn(textBelow(node));
  } else if (name == "w") {
    // Word by word, without the spaces between.
    if (localName(node.previous_sibling()) == "w" && !hasAttribute(node, "join")) text_.space();
    return false;
  } else {
    return name == "speaker" && localName(node.parent()) == "sp";
  }
  return true;
}

std::string TeiWriter::speakerOf(const pugi::xml_node& node) const {
  const std::string written = flowing(textBelow(childOf(node, "speaker")));
  if (!written.empty())
    return written.ends_with(':') ? written.substr(0, written.size() - 1) : written;
  std::string all;
  std::string_view who = attributeOf(node, "who");
  while (!who.empty()) {
    const std::size_t end = std::min(who.find(' '), who.size());
    const std::string_view id = target(who.substr(0, end));
    who.remove_prefix(std::min(end + 1, who.size()));
    if (id.empty()) continue;
    const auto known = names_.find(id);
    all += (all.empty() ? "" : ", ") + (known == names_.end() ? std::string(id) : known->second);
  }
  return all;
}

std::optional<std::int64_t> TeiWriter::timeOf(const pugi::xml_node& node, const char* end) const {
  const auto found = times_.find(target(attributeOf(node, end)));
  if (found != times_.end()) return found->second;
  // The points of time within.
  std::optional<std::int64_t> time;
  const bool last = std::string_view(end) == "end";
  std::vector<pugi::xml_node> open{node};
  while (!open.empty()) {
    const pugi::xml_node each = open.back();
    open.pop_back();
    if (localName(each) == "anchor") {
      const auto point = times_.find(target(attributeOf(each, "synch")));
      if (point != times_.end() &&
          (!time || (last ? point->second > *time : point->second < *time)))
        time = point->second;
    }
    for (const pugi::xml_node& child : each.children()) open.push_back(child);
  }
  return time;
}

void TeiWriter::turn(const pugi::xml_node& node, std::string_view name) {
  // An annotation block holds an utterance; who speaks and when stands on the block.
  const bool inner = name == "u" && localName(node.parent()) == "annotationBlock";
  if (name == "annotationBlock" && !childOf(node, "u")) return;
  if (!inner) {
    text_.beginTurn(speakerOf(node), timeOf(node, "start"), timeOf(node, "end"));
    inTurn_ = true;
    needsTurn_ = false;
  }
  children(node);
  if (!inner) {
    inTurn_ = false;
    needsTurn_ = true;
  }
}

void TeiWriter::happening(const pugi::xml_node& node, std::string_view name) {
  std::string what = flowing(textBelow(node));
  if (what.empty()) what = std::string(attributeOf(node, "desc"));
  if (what.empty()) what = std::string(attributeOf(node, "reason"));
  if (name == "gap") what = what.empty() ? "gap" : "gap: " + what;
  if (what.empty()) what = std::string(name);
  words(what.starts_with('[') || what.starts_with('(') ? what : "[" + what + "]");
}

void TeiWriter::choice(const pugi::xml_node& node) {
  for (const std::string_view source : {"sic", "orig", "abbr"}) {
    if (const pugi::xml_node reading = childOf(node, source)) return element(reading);
  }
  for (const pugi::xml_node& child : node.children()) {
    if (child.type() == pugi::node_element) return element(child);
  }
}

void TeiWriter::page(const pugi::xml_node& node) {
  const std::uint32_t number = numberOf(attributeOf(node, "n"), 0);
  if (page_ >= kLastPage) return;
  page_ = number > page_ && number <= kLastPage ? number : page_ + 1;
  text_.page(page_);
}

void TeiWriter::note(const pugi::xml_node& node) {
  std::string note = flowing(textBelow(node));
  if (note.empty()) return;
  notes_.push_back(std::move(note));
  words("[" + std::to_string(notes_.size()) + "]");
}

void TeiWriter::row(const pugi::xml_node& node) {
  if (inCell_ > 0) return children(node);
  if (speech_ && !inTurn_) {
    needsTurn_ = true;
  } else {
    text_.line();
  }
  bool further = false;
  for (const pugi::xml_node& cell : node.children()) {
    if (localName(cell) != "cell") continue;
    if (further && !(speech_ && needsTurn_)) text_.add("\t");
    further = true;
    ++inCell_;
    children(cell);
    --inCell_;
  }
}

}  // namespace

void writeTei(const pugi::xml_node& root, TextBuilder& text) { TeiWriter(root, text).write(); }

}  // namespace retold
