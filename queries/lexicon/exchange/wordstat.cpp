#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "queries/lexicon/exchange/formats.h"
#include "queries/lexicon/exchange/lines.h"

namespace retold {
namespace {

// WordStat .cat: a line for each category and each term, what stands in a category indented deeper
// than it; a term ends with its weight, "SOLD (1)"; _ stands for a blank; rules begin with @.

struct WeightedLine {
  std::string_view text;
  double weight = 0;
};

/// None where the line does not end with a weight.
std::optional<WeightedLine> weighted(std::string_view line) {
  if (!line.ends_with(')')) return std::nullopt;
  const auto open = line.find_last_of('(');
  if (open == std::string_view::npos) return std::nullopt;
  std::string written(line.substr(open + 1, line.size() - open - 2));
  std::ranges::replace(written, ',', '.');
  WeightedLine term;
  const auto [behind, error] =
      std::from_chars(written.data(), written.data() + written.size(), term.weight);
  if (written.empty() || error != std::errc() || behind != written.data() + written.size())
    return std::nullopt;
  term.text = trimmed(line.substr(0, open));
  return term;
}

class WordStatReader {
 public:
  WordStatReader(std::string_view text, std::string_view file) : lines_(text), builder_(file) {}

  DictionaryReading read() {
    while (!builder_.isFull()) {
      const auto line = lines_.next();
      if (!line) break;
      const std::string_view content = trimmed(*line);
      if (content.empty()) continue;
      leaveTo(static_cast<std::size_t>(content.data() - line->data()));
      if (const auto term = weighted(content))
        readTerm(*term);
      else
        open_.push_back({static_cast<std::size_t>(content.data() - line->data()), evened(content),
                         lines_.number()});
    }
    leaveTo(0);
    return builder_.finish();
  }

 private:
  /// A category whose terms are being read.
  struct Open {
    std::size_t indent;
    std::string name;
    std::uint64_t line;
    bool used = false;  ///< something stands in it
  };

  void leaveTo(std::size_t indent) {
    while (!open_.empty() && open_.back().indent >= indent) {
      const Open closed = std::move(open_.back());
      open_.pop_back();
      if (!open_.empty()) open_.back().used = true;
      if (closed.used) continue;
      builder_.leaveOut(
          closed.line,
          closed.name.starts_with('@')
              ? "the rule " + closed.name
              : "\"" + closed.name + "\": a category without terms, or a term without its weight");
    }
  }

  void readTerm(const WeightedLine& written) {
    if (!open_.empty()) open_.back().used = true;
    const std::string text = evened(written.text);
    if (text.starts_with('@')) return builder_.leaveOut(lines_.number(), "the rule " + text);
    if (text.find_first_of("?#") != std::string::npos)
      return builder_.leaveOut(lines_.number(),
                               "\"" + text + "\": ? and # stand for one letter or digit");
    if (!(written.weight > 0))
      return builder_.leaveOut(lines_.number(), "\"" + text + "\": its weight is not above 0");
    if (open_.empty())
      return builder_.leaveOut(lines_.number(), "\"" + text + "\" stands in no category");
    std::vector<std::string> path;
    for (const Open& each : open_) path.push_back(each.name);
    DictionaryTerm term;
    term.text = text;
    std::ranges::replace(term.text, '_', ' ');
    term.weight = written.weight;
    term.line = lines_.number();
    builder_.addTerm(builder_.category(path, lines_.number()), std::move(term));
  }

  Lines lines_;
  DictionaryBuilder builder_;
  std::vector<Open> open_;
};

}  // namespace

DictionaryReading readWordStat(std::string_view text, std::string_view file) {
  return WordStatReader(text, file).read();
}

std::string writeWordStat(const Dictionary& dictionary) {
  std::string content;
  std::vector<std::string> open;
  for (const DictionaryCategory& category : dictionary.categories) {
    const auto same = std::ranges::mismatch(open, category.path).in1 - open.begin();
    for (auto at = static_cast<std::size_t>(same); at < category.path.size(); ++at)
      content += std::string(at, '\t') + category.path[at] + '\n';
    open = category.path;
    for (const DictionaryTerm& term : category.terms)
      content += std::string(open.size(), '\t') + term.text + " (" +
                 std::to_string(static_cast<long>(term.weight)) + ")\n";
  }
  return content;
}

}  // namespace retold
