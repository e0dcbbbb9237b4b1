#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "indexer/import/csv_reader.h"
#include "indexer/text/fold.h"
#include "queries/lexicon/exchange/formats.h"
#include "queries/lexicon/exchange/lines.h"

namespace retold {
namespace {

constexpr std::array<std::string_view, 5> kColumns{"category", "term", "weight", "gloss",
                                                   "language"};

std::optional<double> weightOf(std::string_view text) {
  double weight = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), weight);
  if (error != std::errc() || behind != text.data() + text.size() || !(weight > 0))
    return std::nullopt;
  return weight;
}

class DictionaryTable {
 public:
  DictionaryTable(std::string_view text, std::string_view file)
      : records_(text, std::string(file)), builder_(file) {}

  DictionaryReading read() {
    const auto head = records_.next();
    if (!head || !readHead(*head)) {
      builder_.fault(1,
                     "the first line does not name the columns; expected category and term, and "
                     "where wanted weight, gloss, language");
      return builder_.finish();
    }
    while (!builder_.isFull()) {
      const auto record = records_.next();
      if (!record) break;
      readRow(*record);
    }
    DictionaryReading reading = builder_.finish();
    for (const Diagnostic& each : records_.diagnostics()) reading.diagnostics.push_back(each);
    return reading;
  }

 private:
  bool readHead(const CsvRecord& head) {
    for (std::size_t at = 0; at < head.fields.size(); ++at) {
      const std::string name = foldCase(trimmed(head.fields[at]));
      bool known = false;
      for (std::size_t which = 0; which < kColumns.size(); ++which)
        if (name == kColumns[which]) {
          places_[which] = at;
          known = true;
        }
      if (!known && !name.empty())
        builder_.leaveOut(1, "the column \"" + evened(head.fields[at]) + "\"");
    }
    return places_[0] && places_[1];
  }

  std::string_view field(const CsvRecord& record, std::size_t which) const {
    const auto place = places_[which];
    if (!place || *place >= record.fields.size()) return {};
    return trimmed(record.fields[*place]);
  }

  void readRow(const CsvRecord& record) {
    const std::string category = evened(field(record, 0));
    if (category.empty()) return builder_.leaveOut(record.line, "a row without a category");
    DictionaryTerm term;
    term.text = field(record, 1);
    term.gloss = field(record, 3);
    term.language = evened(field(record, 4));
    term.line = record.line;
    const std::string_view weight = field(record, 2);
    if (const auto number = weightOf(weight))
      term.weight = *number;
    else if (!weight.empty())
      builder_.leaveOut(record.line,
                        "the weight \"" + evened(weight) + "\"; expected a number above 0");
    builder_.addTerm(builder_.category({category}, record.line), std::move(term));
  }

  CsvReader records_;
  DictionaryBuilder builder_;
  std::array<std::optional<std::size_t>, kColumns.size()> places_;
};

std::string written(double number) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

}  // namespace

DictionaryReading readDictionaryTable(std::string_view text, std::string_view file) {
  return DictionaryTable(text, file).read();
}

std::string writeDictionaryTable(const Dictionary& dictionary) {
  std::string content = csvRecord({kColumns.begin(), kColumns.end()});
  for (const DictionaryCategory& category : dictionary.categories)
    for (const DictionaryTerm& term : category.terms)
      content += csvRecord(
          {category.path.back(), term.text, written(term.weight), term.gloss, term.language});
  return content;
}

}  // namespace retold
