#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "queries/lexicon/exchange/formats.h"
#include "queries/lexicon/exchange/lines.h"

namespace retold {
namespace {

// LIWC .dic as the 2007 and 2015 programs read it: the categories between two lines "%" (number,
// tab, name; a category in another is indented by tabs), then a line for each word: the word, a
// tab, the numbers of its categories. "(02 134)125/464" is a category that depends on the words
// before.

constexpr std::string_view kBlanks = " \t";

std::optional<std::uint32_t> numberOf(std::string_view text) {
  std::uint32_t number = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || behind != text.data() + text.size())
    return std::nullopt;
  return number;
}

class LiwcReader {
 public:
  LiwcReader(std::string_view text, std::string_view file) : lines_(text), builder_(file) {}

  DictionaryReading read() {
    if (!readHead()) {
      builder_.fault(lines_.number(),
                     "the categories were not found; expected them between two lines that hold "
                     "only %, each with a number, a tab and a name");
      return builder_.finish();
    }
    while (!builder_.isFull()) {
      const auto line = lines_.next();
      if (!line) break;
      if (!trimmed(*line).empty()) readWord(trimmed(*line));
    }
    return builder_.finish();
  }

 private:
  bool readHead() {
    auto line = lines_.next();
    while (line && trimmed(*line).empty()) line = lines_.next();
    if (!line || trimmed(*line) != "%") return false;
    for (line = lines_.next(); line && !builder_.isFull(); line = lines_.next()) {
      if (trimmed(*line) == "%") return true;
      if (!trimmed(*line).empty()) readCategory(*line);
    }
    return false;
  }

  void readCategory(std::string_view line) {
    const auto depth = std::min(line.find_first_not_of('\t'), line.size());
    const std::string_view content = trimmed(line);
    const auto end = std::min(content.find_first_of(kBlanks), content.size());
    const auto number = numberOf(content.substr(0, end));
    std::string_view name = trimmed(content.substr(end));
    if (!number || name.empty())
      return builder_.leaveOut(lines_.number(),
                               "a category without a number and a name: " + evened(content));
    std::string_view gloss;
    const auto open = name.find('(');
    if (open != std::string_view::npos && open > 0 && name.ends_with(')')) {
      gloss = name.substr(open + 1, name.size() - open - 2);
      name = trimmed(name.substr(0, open));
    }
    outer_.resize(std::min<std::size_t>(depth, outer_.size()));
    outer_.push_back(evened(name));
    const auto [place, isNew] =
        categories_.emplace(*number, builder_.category(outer_, lines_.number()));
    if (!isNew)
      return builder_.leaveOut(lines_.number(), "the number " + std::to_string(*number) +
                                                    " stands for another category already");
    if (!gloss.empty()) builder_.setGloss(place->second, gloss);
  }

  void readWord(std::string_view line) {
    const auto tab = line.find('\t');
    if (tab != std::string_view::npos)
      return readNumbers(trimmed(line.substr(0, tab)), line.substr(tab + 1), true);
    // Without a tab the numbers are what is written in digits at the end.
    std::size_t end = line.size();
    while (end > 0) {
      const auto blank = line.substr(0, end).find_last_of(kBlanks);
      if (blank == std::string_view::npos || !numberOf(line.substr(blank + 1, end - blank - 1)))
        break;
      end = line.find_last_not_of(kBlanks, blank) + 1;
    }
    readNumbers(line.substr(0, end), line.substr(end), false);
  }

  void readNumbers(std::string_view word, std::string_view rest, bool tabs) {
    bool any = false;
    while (!(rest = trimmed(rest)).empty()) {
      const auto end = std::min(fieldEnd(rest, tabs), rest.size());
      readNumber(word, trimmed(rest.substr(0, end)));
      rest = rest.substr(end);
      any = true;
    }
    if (!any) builder_.leaveOut(lines_.number(), "\"" + evened(word) + "\" stands in no category");
  }

  /// "(02 134)125" is one field although a blank stands in it.
  static std::size_t fieldEnd(std::string_view text, bool tabs) {
    if (text.starts_with('(') && tabs) return text.find('\t');
    return text.find_first_of(kBlanks);
  }

  void readNumber(std::string_view word, std::string_view field) {
    const auto number = numberOf(field);
    const std::string where = "\"" + evened(word) + "\": ";
    if (!number)
      return builder_.leaveOut(lines_.number(), where + "the category " + evened(field) +
                                                    " depends on the words around it");
    const auto category = categories_.find(*number);
    if (category == categories_.end())
      return builder_.leaveOut(lines_.number(),
                               where + "there is no category " + std::to_string(*number));
    DictionaryTerm term;
    term.text = word;
    term.line = lines_.number();
    builder_.addTerm(category->second, std::move(term));
  }

  Lines lines_;
  DictionaryBuilder builder_;
  std::vector<std::string> outer_;
  std::map<std::uint32_t, std::size_t> categories_;
};

std::string joined(const std::vector<std::string>& path) {
  std::string name;
  for (const std::string& part : path) name += (name.empty() ? "" : "-") + part;
  return name;
}

}  // namespace

DictionaryReading readLiwc(std::string_view text, std::string_view file) {
  return LiwcReader(text, file).read();
}

std::string writeLiwc(const Dictionary& dictionary) {
  std::string content = "%\n";
  std::vector<std::pair<std::string, std::string>> words;  // and the numbers behind them
  std::map<std::string, std::size_t> places;
  std::size_t number = 0;
  for (const DictionaryCategory& category : dictionary.categories) {
    const std::string id = std::to_string(++number);
    content += id + '\t' + joined(category.path) + '\n';
    for (const DictionaryTerm& term : category.terms) {
      const auto [place, isNew] = places.emplace(term.text, words.size());
      if (isNew) words.emplace_back(term.text, "");
      words[place->second].second += '\t' + id;
    }
  }
  content += "%\n";
  for (const auto& [word, numbers] : words) content += word + numbers + '\n';
  return content;
}

}  // namespace retold
