#include "queries/lexicon/term_reader.h"
#include "queries/lexicon/quotes.h"

#include <re2/re2.h>

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace retold {
namespace {

/// Thrown and caught within this file: the rest of a line cannot be understood.
struct Fault {
  std::size_t at;
  std::string message;
};

constexpr std::size_t kDeepest = 40;  // parentheses in parentheses
constexpr std::uint32_t kWidestRange = 1000;

constexpr std::string_view kSideBySide =
    "two terms stand side by side; expected | for a choice, ~n or >n for a gap, or quotation marks "
    "round a phrase";

bool isBlank(char c) { return c == ' ' || c == '\t'; }

bool isNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// A word without the signs at its end that say how it may vary.
QueryWord queryWord(std::string_view written, std::size_t at) {
  QueryWord word;
  std::string_view text = written;
  const bool sign = text.size() > 1 && (text.ends_with('+') || text.ends_with('?'));
  if (sign) {
    word.inflected = text.ends_with('+');
    word.misspelt = !word.inflected;
    text.remove_suffix(1);
  }
  const auto star = text.find('*');
  if (star == std::string_view::npos) {
    word.text = text;
    return word;
  }
  if (sign)
    throw Fault{at + star, std::string("a * and a ") + written.back() +
                               " stand at one word; expected one of the two"};
  word.prefix = star == text.size() - 1;
  word.wildcard = !word.prefix;
  word.text = word.prefix ? text.substr(0, star) : text;
  if (text.find_first_not_of('*') == std::string_view::npos)
    throw Fault{at, "a * stands by itself; expected it at or in a word (traffick*)"};
  return word;
}

/// Words between white space.
std::vector<QueryWord> splitPhrase(std::string_view phrase, std::size_t at) {
  std::vector<QueryWord> words;
  std::size_t begin = 0;
  while (begin < phrase.size()) {
    if (isBlank(phrase[begin])) {
      ++begin;
      continue;
    }
    std::size_t end = begin;
    while (end < phrase.size() && !isBlank(phrase[end])) ++end;
    words.push_back(queryWord(phrase.substr(begin, end - begin), at + begin));
    begin = end;
  }
  return words;
}

class TermReader {
 public:
  TermReader(std::string_view line, Tokenizer& words, TermReading& reading)
      : line_(line), words_(words), reading_(reading) {}

  void readAll() {
    skipBlank();
    if (atGloss()) throw Fault{at_, "nothing stands before the =; expected a term"};
    const std::size_t begin = at_;
    reading_.term.expression = sequence(0);
    skipBlank();
    if (at_ < line_.size() && line_[at_] == ')')
      throw Fault{at_, "this ) closes nothing; expected a ( before it"};
    if (at_ < line_.size() && !atGloss()) throw Fault{at_, std::string(kSideBySide)};
    reading_.term.source = line_.substr(begin, lastInk(at_) - begin);
    gloss();
  }

  /// An exact phrase: everything up to the gloss, quotation marks round it left out.
  void readPhrase() {
    skipBlank();
    const std::size_t begin = at_;
    while (at_ < line_.size() && !(atGloss() && at_ > 0 && isBlank(line_[at_ - 1]))) ++at_;
    const std::size_t end = lastInk(at_);
    if (end <= begin) throw Fault{begin, "nothing stands before the =; expected a phrase"};
    reading_.term.source = line_.substr(begin, end - begin);
    std::string_view phrase = reading_.term.source;
    if (phrase.size() >= 2 && phrase.starts_with('"') && phrase.ends_with('"'))
      phrase = phrase.substr(1, phrase.size() - 2);
    TermExpression& expression = reading_.term.expression;
    std::size_t word = 0;
    while (word < phrase.size()) {
      const std::size_t blank = std::min(phrase.find_first_of(" \t", word), phrase.size());
      if (blank > word)
        expression.words.push_back({std::string(phrase.substr(word, blank - word))});
      word = blank + 1;
    }
    mustHoldWord(phrase, begin);
    gloss();
  }

 private:
  void skipBlank() {
    while (at_ < line_.size() && isBlank(line_[at_])) ++at_;
  }

  bool atGloss() const { return at_ < line_.size() && line_[at_] == '='; }

  std::size_t lastInk(std::size_t end) const {
    while (end > 0 && isBlank(line_[end - 1])) --end;
    return end;
  }

  void gloss() {
    if (!atGloss()) return;
    const std::size_t equals = at_++;
    skipBlank();
    const std::size_t end = lastInk(line_.size());
    if (at_ >= end)
      throw Fault{equals, "nothing stands behind the =; expected what the term means in English"};
    reading_.term.gloss = line_.substr(at_, end - at_);
    at_ = line_.size();
  }

  // choice { gap choice }, to the left
  TermExpression sequence(std::size_t depth) {
    std::vector<std::size_t> bars;
    bool hasGap = false;
    TermExpression left = choice(depth, bars);
    for (skipBlank(); at_ < line_.size() && (line_[at_] == '~' || line_[at_] == '>'); skipBlank()) {
      TermExpression gap;
      gap.kind = line_[at_] == '~' ? TermExpression::Kind::Near : TermExpression::Kind::Then;
      gap.distance = distance();
      gap.children.push_back(std::move(left));
      gap.children.push_back(choice(depth, bars));
      left = std::move(gap);
      hasGap = true;
    }
    if (hasGap && !bars.empty()) reading_.bareChoices.push_back(bars.front());
    return left;
  }

  // item { "|" item }; `bars` takes the places of the signs
  TermExpression choice(std::size_t depth, std::vector<std::size_t>& bars) {
    TermExpression first = item(depth);
    skipBlank();
    if (at_ >= line_.size() || line_[at_] != '|') return first;
    TermExpression any;
    any.kind = TermExpression::Kind::Any;
    any.children.push_back(std::move(first));
    while (at_ < line_.size() && line_[at_] == '|') {
      bars.push_back(at_++);
      any.children.push_back(item(depth));
      skipBlank();
    }
    return any;
  }

  TermExpression item(std::size_t depth) {
    skipBlank();
    if (at_ >= line_.size() || atGloss()) throw Fault{at_, "expected a term here"};
    if (phraseQuotesAt(line_, at_) != nullptr) return phrase();
    switch (line_[at_]) {
      case '(':
        return group(depth);
      case '@':
        return conceptReference();
      case '/':
        return regularExpression();
      case '|':
      case '~':
      case '>':
      case ')':
        throw Fault{at_, std::string("expected a term before this ") + line_[at_]};
      default:
        return word();
    }
  }

  TermExpression group(std::size_t depth) {
    const std::size_t open = at_++;
    if (depth >= kDeepest) throw Fault{open, "too many parentheses stand in each other"};
    TermExpression inner = sequence(depth + 1);
    skipBlank();
    if (at_ >= line_.size() || atGloss())
      throw Fault{open, "the parenthesis that opens here is never closed; expected )"};
    if (line_[at_] != ')') throw Fault{at_, std::string(kSideBySide)};
    ++at_;
    return inner;
  }

  std::uint32_t distance() {
    const std::size_t sign = at_++;
    std::uint32_t number = 0;
    const char* begin = line_.data() + at_;
    const char* end = line_.data() + line_.size();
    const auto [behind, error] = std::from_chars(begin, end, number);
    if (error != std::errc() || number > kFarthest)
      throw Fault{sign, std::string("expected a number of words from 0 to 100 right behind ") +
                            line_[sign] + ", as in " + line_[sign] + "8"};
    at_ += static_cast<std::size_t>(behind - begin);
    return number;
  }

  TermExpression phrase() {
    const PhraseQuotes& quotes = *phraseQuotesAt(line_, at_);
    const std::size_t open = at_;
    at_ += quotes.open.size();
    const std::size_t begin = at_;
    for (; at_ < line_.size(); ++at_) {
      for (const std::string_view close : quotes.close) {
        if (!line_.substr(at_).starts_with(close)) continue;
        const std::string_view inside = line_.substr(begin, at_ - begin);
        at_ += close.size();
        mustHoldWord(inside, open);
        TermExpression expression;
        expression.words = splitPhrase(inside, begin);
        return expression;
      }
    }
    throw Fault{open, "the quotation mark that opens here is never closed; expected " +
                          std::string(quotes.close[0]) + " at the end of the phrase"};
  }

  TermExpression conceptReference() {
    const std::size_t sign = at_++;
    const std::size_t begin = at_;
    while (at_ < line_.size() && isNameCharacter(line_[at_])) ++at_;
    if (at_ == begin)
      throw Fault{sign,
                  "expected a concept's name right behind @ (small letters a to z, digits, -)"};
    TermExpression expression;
    expression.kind = TermExpression::Kind::Concept;
    expression.name = line_.substr(begin, at_ - begin);
    reading_.concepts.push_back({sign, expression.name});
    return expression;
  }

  TermExpression regularExpression() {
    const std::size_t open = at_++;
    TermExpression expression;
    expression.kind = TermExpression::Kind::Pattern;
    for (; at_ < line_.size() && line_[at_] != '/'; ++at_) {
      const bool escape = line_[at_] == '\\' && at_ + 1 < line_.size();
      if (!escape || line_[at_ + 1] != '/') expression.regex += line_[at_];
      if (escape) expression.regex += line_[++at_];
    }
    if (at_ >= line_.size())
      throw Fault{open,
                  "the regular expression that opens here is never closed; expected / at its "
                  "end (a / within it is written \\/)"};
    ++at_;
    mustCompile(expression.regex, open);
    return expression;
  }

  static void mustCompile(const std::string& regex, std::size_t at) {
    RE2::Options options;
    options.set_log_errors(false);
    const RE2 compiled(regex, options);
    if (!compiled.ok())
      throw Fault{at, "RE2 does not understand this regular expression: " + compiled.error()};
    if (RE2::FullMatch("", compiled))
      throw Fault{at,
                  "this regular expression fits the empty text too; expected one that needs at "
                  "least one character"};
  }

  TermExpression word() {
    const std::size_t begin = at_;
    while (at_ < line_.size() && !isBlank(line_[at_]) &&
           std::string_view("|~>()").find(line_[at_]) == std::string_view::npos &&
           phraseQuotesAt(line_, at_) == nullptr)
      ++at_;
    const std::string_view written = line_.substr(begin, at_ - begin);
    if (auto range = numberRange(written, begin)) return std::move(*range);
    TermExpression expression;
    expression.words.push_back(queryWord(written, begin));
    mustHoldWord(written, begin);
    return expression;
  }

  /// "1990..2026"; none where the word is not written so.
  static std::optional<TermExpression> numberRange(std::string_view written, std::size_t at) {
    const auto dots = written.find("..");
    const auto isNumber = [](std::string_view part) {
      return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    if (dots == std::string_view::npos || !isNumber(written.substr(0, dots)) ||
        !isNumber(written.substr(dots + 2)))
      return std::nullopt;
    TermExpression range;
    range.kind = TermExpression::Kind::Number;
    const char* begin = written.data();
    const char* end = begin + written.size();
    const bool fits = std::from_chars(begin, begin + dots, range.from).ec == std::errc() &&
                      std::from_chars(begin + dots + 2, end, range.to).ec == std::errc();
    if (!fits || range.from > range.to || range.to - range.from >= kWidestRange)
      throw Fault{at,
                  "this is no range of numbers; expected the smaller number first and at most " +
                      std::to_string(kWidestRange) + " numbers, as in 1990..2026"};
    return range;
  }

  void mustHoldWord(std::string_view phrase, std::size_t at) {
    if (termForms(words_, phrase).empty())
      throw Fault{
          at, "there is no letter or digit in \"" + std::string(phrase) + "\"; expected a word"};
  }

  std::string_view line_;
  Tokenizer& words_;
  TermReading& reading_;
  std::size_t at_ = 0;
};

TermReading read(std::string_view line, Tokenizer& words, void (TermReader::*how)()) {
  TermReading reading;
  try {
    TermReader reader(line, words, reading);
    (reader.*how)();
  } catch (const Fault& fault) {
    reading.faults.push_back({fault.at, fault.message});
  }
  return reading;
}

}  // namespace

TermReading readTerm(std::string_view line, Tokenizer& words) {
  return read(line, words, &TermReader::readAll);
}

TermReading readExactPhrase(std::string_view line, Tokenizer& words) {
  return read(line, words, &TermReader::readPhrase);
}

}  // namespace retold
