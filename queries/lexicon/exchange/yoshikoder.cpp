#include <expat.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <utility>

#include "queries/lexicon/exchange/formats.h"

namespace retold {
namespace {

// Yoshikoder .ykd: <dictionary patternengine="substring"> holds one <cnode name="…" desc="…"> that
// names the whole, it holds the categories, they hold <pnode name="…"/>. * stands for any letters
// (with the engine "substring"); with "regexp" every name is a regular expression.

struct FreeParser {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

class YoshikoderReader {
 public:
  explicit YoshikoderReader(std::string_view file)
      : builder_(file), parser_(XML_ParserCreate("UTF-8")) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(
        parser_.get(),
        [](void* self, const XML_Char* name, const XML_Char** attributes) {
          static_cast<YoshikoderReader*>(self)->begin(name, attributes);
        },
        [](void* self, const XML_Char*) { static_cast<YoshikoderReader*>(self)->end(); });
    XML_SetStartDoctypeDeclHandler(
        parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
          static_cast<YoshikoderReader*>(self)->stop(
              "a document type declaration stands here; expected a dictionary without one");
        });
  }

  DictionaryReading read(std::string_view text) {
    constexpr std::size_t piece = 1u << 20;
    bool going = true;
    do {
      const std::string_view part = text.substr(0, piece);
      text.remove_prefix(part.size());
      going = XML_Parse(parser_.get(), part.data(), static_cast<int>(part.size()),
                        text.empty() ? 1 : 0) == XML_STATUS_OK;
    } while (going && !text.empty());
    if (!going && !stopped_)
      builder_.fault(line(), std::string("this is no XML: ") +
                                 XML_ErrorString(XML_GetErrorCode(parser_.get())));
    return finish();
  }

 private:
  std::uint64_t line() const { return XML_GetCurrentLineNumber(parser_.get()); }

  void stop(const std::string& message) {
    builder_.fault(line(), message);
    stopped_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  static std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2)
      if (attributes[0] == name) return attributes[1];
    return {};
  }

  void begin(std::string_view name, const XML_Char** attributes) {
    open_.emplace_back(name);
    if (stopped_) return;
    if (open_.size() == 1 && name != "dictionary")
      return stop("the file begins with <" + std::string(name) +
                  ">; expected <dictionary>, as Yoshikoder writes it");
    if (open_.size() > 2 * DictionaryBuilder::kDeepest)
      return stop("elements stand in each other too deep");
    if (name == "dictionary")
      engine_ = attribute(attributes, "patternengine");
    else if (name == "cnode")
      beginCategory(attributes);
    else if (name == "pnode")
      addPattern(attributes);
    else
      builder_.leaveOut(line(), "the element <" + evened(name) + ">");
    if (builder_.isFull()) {
      stopped_ = true;
      XML_StopParser(parser_.get(), XML_FALSE);
    }
  }

  void beginCategory(const XML_Char** attributes) {
    path_.push_back(evened(attribute(attributes, "name")));
    const std::size_t category = builder_.category(path_, line());
    const std::string desc = evened(attribute(attributes, "desc"));
    if (!desc.empty() && desc != path_.back()) builder_.setGloss(category, desc);
  }

  void addPattern(const XML_Char** attributes) {
    const std::string text = evened(attribute(attributes, "name"));
    if (engine_ == "regexp")
      return builder_.leaveOut(line(), "\"" + text + "\": a regular expression of Java");
    if (path_.empty()) return builder_.leaveOut(line(), "\"" + text + "\" stands in no category");
    DictionaryTerm term;
    term.text = text;
    term.line = line();
    const std::string_view score = attribute(attributes, "score");
    if (!score.empty()) {
      const auto [behind, error] =
          std::from_chars(score.data(), score.data() + score.size(), term.weight);
      if (error != std::errc() || behind != score.data() + score.size() || !(term.weight > 0)) {
        term.weight = 1;
        builder_.leaveOut(line(), "\"" + text + "\": its score " + evened(score));
      }
    }
    builder_.addTerm(builder_.category(path_, line()), std::move(term));
  }

  void end() {
    if (open_.back() == "cnode" && !path_.empty()) path_.pop_back();
    open_.pop_back();
  }

  /// The outermost category names the dictionary where it is the only one and has no pattern.
  DictionaryReading finish() {
    DictionaryReading reading = builder_.finish();
    auto& categories = reading.dictionary.categories;
    if (categories.empty()) return reading;
    const std::string root = categories.front().path.empty() ? "" : categories.front().path[0];
    const bool onlyRoot = std::ranges::all_of(categories, [&](const DictionaryCategory& each) {
      return !each.path.empty() && each.path[0] == root &&
             (each.path.size() > 1 || each.terms.empty());
    });
    if (!onlyRoot || categories.size() < 2) return reading;
    reading.dictionary.title = root;
    std::erase_if(categories, [](const DictionaryCategory& each) { return each.path.size() == 1; });
    for (DictionaryCategory& each : categories) each.path.erase(each.path.begin());
    return reading;
  }

  DictionaryBuilder builder_;
  Parser parser_;
  std::string engine_;
  std::vector<std::string> open_;  ///< names of the elements
  std::vector<std::string> path_;  ///< of the categories among them
  bool stopped_ = false;
};

std::string escaped(std::string_view text) {
  std::string written;
  for (const char c : text) {
    switch (c) {
      case '&':
        written += "&amp;";
        break;
      case '<':
        written += "&lt;";
        break;
      case '>':
        written += "&gt;";
        break;
      case '"':
        written += "&quot;";
        break;
      default:
        written += c;
    }
  }
  return written;
}

std::string cnode(std::size_t depth, std::string_view name, std::string_view gloss) {
  return std::string(depth, '\t') + "<cnode name=\"" + escaped(name) + "\" desc=\"" +
         escaped(gloss) + "\">\n";
}

}  // namespace

DictionaryReading readYoshikoder(std::string_view text, std::string_view file) {
  return YoshikoderReader(file).read(text);
}

std::string writeYoshikoder(const Dictionary& dictionary) {
  std::string content =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<dictionary style=\"050805\" patternengine=\"substring\">\n" +
      cnode(1, dictionary.title, dictionary.note);
  std::vector<std::string> open;
  const auto closeTo = [&](std::size_t depth) {
    for (; open.size() > depth; open.pop_back())
      content += std::string(open.size() + 1, '\t') + "</cnode>\n";
  };
  for (const DictionaryCategory& category : dictionary.categories) {
    closeTo(
        static_cast<std::size_t>(std::ranges::mismatch(open, category.path).in1 - open.begin()));
    while (open.size() < category.path.size()) {
      const std::string& name = category.path[open.size()];
      open.push_back(name);
      const bool innermost = open.size() == category.path.size();
      content += cnode(open.size() + 1, name, innermost ? category.gloss : "");
    }
    for (const DictionaryTerm& term : category.terms)
      content +=
          std::string(open.size() + 2, '\t') + "<pnode name=\"" + escaped(term.text) + "\"/>\n";
  }
  closeTo(0);
  return content + "\t</cnode>\n</dictionary>\n";
}

}  // namespace retold
