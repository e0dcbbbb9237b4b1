#include <yaml.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "queries/lexicon/exchange/formats.h"

namespace retold {
namespace {

// A quanteda dictionary is a YAML mapping of categories: a category holds a term, a list of terms,
// or categories; what stands beside inner categories has the key "" or "__". * and ? are the signs
// of its glob patterns.

/// One event of libyaml, freed with the object.
class YamlEvent {
 public:
  YamlEvent() = default;
  ~YamlEvent() { yaml_event_delete(&event); }
  YamlEvent(const YamlEvent&) = delete;
  YamlEvent& operator=(const YamlEvent&) = delete;

  std::string scalar() const {
    return {reinterpret_cast<const char*>(event.data.scalar.value), event.data.scalar.length};
  }
  std::uint64_t line() const { return event.start_mark.line + 1; }

  yaml_event_t event{};
};

class YamlParser {
 public:
  explicit YamlParser(std::string_view text) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()),
                                 text.size());
  }
  ~YamlParser() { yaml_parser_delete(&parser_); }
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;

  /// False where the text is no YAML: problem() says why.
  bool next(YamlEvent& event) { return yaml_parser_parse(&parser_, &event.event) == 1; }
  std::string problem() const {
    return parser_.problem == nullptr ? "it cannot be read" : parser_.problem;
  }
  std::uint64_t problemLine() const { return parser_.problem_mark.line + 1; }

 private:
  yaml_parser_t parser_{};
};

class QuantedaReader {
 public:
  QuantedaReader(std::string_view text, std::string_view file) : parser_(text), builder_(file) {}

  DictionaryReading read() {
    while (!done_ && !builder_.isFull()) {
      YamlEvent event;
      if (!parser_.next(event)) {
        builder_.fault(parser_.problemLine(), "this is no YAML: " + parser_.problem());
        break;
      }
      take(event);
    }
    return builder_.finish();
  }

 private:
  /// A mapping or a list that is being read.
  struct Open {
    bool mapping;
    std::vector<std::string> path;
    std::optional<std::string> key{};  ///< of the value that comes next
  };

  void stop(std::uint64_t line, std::string message) {
    builder_.fault(line, std::move(message));
    done_ = true;
  }

  void take(const YamlEvent& event) {
    switch (event.event.type) {
      case YAML_SCALAR_EVENT:
        return takeScalar(event);
      case YAML_MAPPING_START_EVENT:
        return open(event, true);
      case YAML_SEQUENCE_START_EVENT:
        return open(event, false);
      case YAML_MAPPING_END_EVENT:
      case YAML_SEQUENCE_END_EVENT:
        return open_.pop_back();
      case YAML_ALIAS_EVENT:
        return stop(event.line(),
                    "an alias (*name) refers to another place; expected the terms themselves");
      case YAML_DOCUMENT_START_EVENT:
        if (documentSeen_)
          return stop(event.line(), "a second document begins here; expected one dictionary");
        documentSeen_ = true;
        return;
      case YAML_STREAM_END_EVENT:
        done_ = true;
        return;
      default:
        return;
    }
  }

  /// Where the value that comes next stands; it takes the key.
  std::vector<std::string> pathOfNext() {
    if (open_.empty()) return {};
    std::vector<std::string> path = open_.back().path;
    const std::optional<std::string> key = std::exchange(open_.back().key, std::nullopt);
    if (key && !key->empty() && *key != "__") path.push_back(*key);
    return path;
  }

  void open(const YamlEvent& event, bool mapping) {
    if (open_.empty() && !mapping)
      return stop(event.line(), "this is a list; expected categories, each with its terms");
    if (!open_.empty() && open_.back().mapping && !open_.back().key)
      return stop(event.line(), "a category's name is no word; expected a name and a colon");
    if (open_.size() > 2 * DictionaryBuilder::kDeepest)
      return stop(event.line(), "lists stand in each other too deep");
    Open inner{mapping, pathOfNext()};
    open_.push_back(std::move(inner));
  }

  void takeScalar(const YamlEvent& event) {
    if (open_.empty())
      return stop(event.line(), "this is no dictionary; expected categories, each with its terms");
    if (open_.back().mapping && !open_.back().key) {
      open_.back().key = evened(event.scalar());
      return;
    }
    const std::vector<std::string> path = pathOfNext();
    const std::string text = evened(event.scalar());
    const bool plain = event.event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (text.empty() || (plain && (text == "~" || text == "null"))) return;
    if (path.empty())
      return builder_.leaveOut(event.line(), "\"" + text + "\" stands in no category");
    if (text.find('?') != std::string::npos)
      return builder_.leaveOut(event.line(), "\"" + text + "\": ? stands for one letter");
    DictionaryTerm term;
    term.text = event.scalar();
    term.line = event.line();
    builder_.addTerm(builder_.category(path, event.line()), std::move(term));
  }

  YamlParser parser_;
  DictionaryBuilder builder_;
  std::vector<Open> open_;
  bool documentSeen_ = false;
  bool done_ = false;
};

std::string quoted(std::string_view text) {
  std::string written = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') written += '\\';
    written += c;
  }
  return written + '"';
}

}  // namespace

DictionaryReading readQuanteda(std::string_view text, std::string_view file) {
  return QuantedaReader(text, file).read();
}

std::string writeQuanteda(const Dictionary& dictionary) {
  std::string content;
  if (!dictionary.title.empty()) content += "# " + evened(dictionary.title) + '\n';
  if (!dictionary.note.empty()) content += "# " + evened(dictionary.note) + '\n';
  std::vector<std::string> open;
  for (const DictionaryCategory& category : dictionary.categories) {
    const auto same =
        static_cast<std::size_t>(std::ranges::mismatch(open, category.path).in1 - open.begin());
    for (std::size_t at = same; at < category.path.size(); ++at)
      content += std::string(2 * at, ' ') + quoted(category.path[at]) + ":\n";
    open = category.path;
    for (const DictionaryTerm& term : category.terms)
      content += std::string(2 * open.size(), ' ') + "- " + quoted(term.text) + '\n';
  }
  return content;
}

}  // namespace retold
