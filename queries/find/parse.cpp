#include "queries/find/parse.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

/// Thrown and caught within this file: the query cannot be understood further.
struct Fault {
  std::size_t at;
  std::string message;
};

constexpr std::size_t kDeepest = 100;       // groups and negations in each other
constexpr std::size_t kMostNears = 256;     // that one NEAR with groups may become
constexpr std::uint32_t kFarthest = 1'000;  // words, of NEAR

/// Ends of a phrase for each way to open one; word processors set the typographic ones.
struct Quotes {
  std::string_view open;
  std::array<std::string_view, 2> close;
};
constexpr std::array<Quotes, 6> kQuotes{{{"\"", {"\"", "\""}},
                                         {"“", {"”", "\""}},
                                         {"„", {"“", "”"}},
                                         {"«", {"»", "»"}},
                                         {"”", {"”", "\""}},
                                         {"»", {"«", "»"}}}};

bool isHebrewLetter(char32_t c) { return c >= 0x05D0 && c <= 0x05EA; }

std::string inQuotes(std::string_view text) { return '"' + std::string(text) + '"'; }

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool startsWithKey(std::string_view text, std::string_view key) {
  if (text.size() < key.size()) return false;
  return std::equal(key.begin(), key.end(), text.begin(), [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
  });
}

class QueryReader {
 public:
  QueryReader(std::string_view text, bool exactAll) : text_(text), exactAll_(exactAll) {}

  Query readAll() {
    skipSpace();
    if (atEnd()) throw Fault{0, "the query is empty; expected a word or a phrase"};
    Query query = choice();
    if (!atEnd()) throw Fault{at_, "this ) closes nothing; expected a ( before it"};
    return query;
  }

 private:
  /// What makes an operand necessary: the operator or parenthesis read last.
  struct Opener {
    std::string text;  // empty at the query's begin
    std::size_t at = 0;
  };

  enum class Operator { None, And, Or, Not, Near };

  bool atEnd() const { return at_ >= text_.size(); }
  bool at(char c) const { return !atEnd() && text_[at_] == c; }
  std::string_view rest() const { return text_.substr(at_); }

  void skipSpace() {
    while (const std::size_t size = whiteSpaceAt(text_, at_)) at_ += size;
  }

  const Quotes* quotesAt(std::size_t place) const {
    if (text_.substr(place).starts_with('"') && isHebrewMark(place)) return nullptr;
    for (const Quotes& quotes : kQuotes)
      if (text_.substr(place).starts_with(quotes.open)) return &quotes;
    return nullptr;
  }

  /// A gershayim typed as a quotation mark: within a Hebrew word.
  bool isHebrewMark(std::size_t place) const {
    if (place < 2 || place + 2 >= text_.size()) return false;
    std::size_t before = place - 2;
    std::size_t behind = place + 1;
    return isCodepointBoundary(text_, before) && isHebrewLetter(nextCodepoint(text_, before)) &&
           isHebrewLetter(nextCodepoint(text_, behind));
  }

  /// What stands at `place` up to white space, a parenthesis or a quotation mark.
  std::string_view bareAt(std::size_t place) const {
    std::size_t end = place;
    while (end < text_.size() && text_[end] != '(' && text_[end] != ')' &&
           whiteSpaceAt(text_, end) == 0 && quotesAt(end) == nullptr)
      nextCodepoint(text_, end);
    return text_.substr(place, end - place);
  }

  Operator operatorHere() const {
    const std::string_view bare = bareAt(at_);
    if (bare == "AND") return Operator::And;
    if (bare == "OR") return Operator::Or;
    if (bare == "NOT") return Operator::Not;
    if (bare == "NEAR" || bare.starts_with("NEAR/")) return Operator::Near;
    return Operator::None;
  }

  bool atOperandEnd() const { return atEnd() || at(')'); }

  bool isNearList() const {
    const std::string_view bare = bareAt(at_);
    return operatorHere() == Operator::Near && text_.substr(at_ + bare.size()).starts_with('(');
  }

  void take(std::string_view name) {
    opener_ = {std::string(name), at_};
    at_ += name.size();
    skipSpace();
  }

  /// Counts how deep groups and negations stand in each other.
  class Depth {
   public:
    Depth(QueryReader& reader, std::size_t at) : reader_(reader) {
      if (++reader_.depth_ > kDeepest) {
        throw Fault{at, "more than " + std::to_string(kDeepest) +
                            " groups and NOTs stand in each other; expected fewer"};
      }
    }
    ~Depth() { --reader_.depth_; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;

   private:
    QueryReader& reader_;
  };

  // conjunction { "OR" conjunction }
  Query choice() {
    std::vector<Query> parts{conjunction()};
    while (!atEnd() && operatorHere() == Operator::Or) {
      take("OR");
      parts.push_back(conjunction());
    }
    return joined(Query::Kind::Or, std::move(parts));
  }

  // negation { [ "AND" ] negation }
  Query conjunction() {
    std::vector<Query> parts{negation()};
    while (!atOperandEnd()) {
      const Operator here = operatorHere();
      if (here == Operator::Or) break;
      if (here == Operator::And) take("AND");
      parts.push_back(negation());
    }
    return joined(Query::Kind::And, std::move(parts));
  }

  static Query joined(Query::Kind kind, std::vector<Query> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Query query;
    query.kind = kind;
    query.source = hull(parts.front().source, parts.back().source);
    query.children = std::move(parts);
    return query;
  }

  // ( "NOT" | "-" ) negation | near
  Query negation() {
    const std::size_t begin = at_;
    const bool isNot = !atEnd() && operatorHere() == Operator::Not;
    if (!isNot && !at('-')) return filterOrNear();
    const Depth deeper(*this, begin);
    if (isNot) {
      take("NOT");
    } else {
      opener_ = {"-", at_++};
      if (atOperandEnd() || whiteSpaceAt(text_, at_) > 0)
        throw Fault{begin, "nothing stands right behind this -; expected the word to leave out"};
    }
    return around(Query::Kind::Not, begin, negation());
  }

  static Query around(Query::Kind kind, std::size_t begin, Query child) {
    Query query;
    query.kind = kind;
    query.source = {begin, child.source.end};
    query.children.push_back(std::move(child));
    return query;
  }

  Query filterOrNear() {
    if (startsWithKey(rest(), "speaker:")) return speaker();
    if (startsWithKey(rest(), "attribute:")) return attribute();
    return near();
  }

  Query speaker() {
    const std::size_t begin = at_;
    at_ += std::string_view("speaker:").size();
    const std::string name = nameHere("");
    if (name.empty()) {
      throw Fault{begin,
                  "speaker: names nobody; expected a role or label right behind it, as in "
                  "speaker:interviewer or speaker:\"Mrs. B.\""};
    }
    Query query = around(Query::Kind::Speaker, begin, at('(') ? item() : saidBy(name));
    query.name = name;
    return query;
  }

  /// What a speaker: without parentheses holds for.
  Query saidBy(const std::string& name) {
    const std::size_t behind = at_;
    skipSpace();
    if (startsWithKey(rest(), "speaker:") || startsWithKey(rest(), "attribute:")) {
      throw Fault{at_, "a filter follows speaker:" + name +
                           "; expected a word, a phrase or ( … ) there, and other filters before"};
    }
    const Operator here = operatorHere();
    if (!atOperandEnd() && here != Operator::And && here != Operator::Or) return negation();
    Query all;
    all.source = {behind, behind};
    return all;
  }

  Query attribute() {
    const std::size_t begin = at_;
    at_ += std::string_view("attribute:").size();
    const std::string name = nameHere("=");
    if (name.empty()) {
      throw Fault{begin,
                  "attribute: has no name; expected one right behind it, as in "
                  "attribute:country=Moldova"};
    }
    const std::string asTyped(text_.substr(begin, at_ - begin));
    const bool hasEquals = at('=');
    if (hasEquals) ++at_;
    const std::string value = hasEquals ? nameHere("") : "";
    if (value.empty()) {
      throw Fault{begin, asTyped +
                             " has no value; expected = and a value right behind it, as in "
                             "attribute:country=Moldova"};
    }
    Query all;
    all.source = {at_, at_};
    Query query = around(Query::Kind::Attribute, begin, at('(') ? item() : all);
    query.name = name;
    query.value = value;
    skipSpace();
    return query;
  }

  /// A name or value, bare or in quotation marks; ends at one of `stops` too.
  std::string nameHere(std::string_view stops) {
    if (!atEnd() && quotesAt(at_) != nullptr)
      return withSingleSpaces(trimmed(quoted("the filter's text")));
    const std::string_view bare = bareAt(at_);
    const std::string_view name = bare.substr(0, bare.find_first_of(stops));
    at_ += name.size();
    if (name.size() == bare.size() && !atEnd() && quotesAt(at_) != nullptr && !name.empty())
      throw Fault{at_, std::string(kQuoteInside)};
    return std::string(name);
  }

  // item { NEAR/n item }
  Query near() {
    const std::size_t begin = at_;
    Query first = item();
    if (atEnd() || operatorHere() != Operator::Near || isNearList()) return first;
    std::vector<std::vector<Query>> operands;
    std::size_t operandBegin = begin;
    std::optional<std::uint32_t> distance;
    std::string name;
    Query next = std::move(first);
    while (true) {
      const bool more = !atEnd() && operatorHere() == Operator::Near && !isNearList();
      const std::string nearName = more ? std::string(bareAt(at_)) : name;
      operands.push_back(alternatives(std::move(next), operandBegin, nearName));
      if (!more) break;
      const std::size_t nearBegin = at_;
      const std::uint32_t here = nearDistance();
      if (distance && *distance != here) {
        std::string message = nearName;
        message.append(" follows ").append(name);
        message += "; expected the same number throughout, or a group for each";
        throw Fault{nearBegin, std::move(message)};
      }
      distance = here;
      name = nearName;
      opener_ = {name, nearBegin};
      skipSpace();
      operandBegin = at_;
      next = item();
    }
    return nearOf(*distance, operands, {begin, behindLast_}, begin);
  }

  /// Reads NEAR/5 and gives its number.
  std::uint32_t nearDistance() {
    const std::size_t begin = at_;
    const std::string_view bare = bareAt(at_);
    at_ += bare.size();
    const std::string_view digits =
        bare.substr(std::min(bare.size(), std::string_view("NEAR/").size()));
    std::uint32_t distance = 0;
    const auto [end, fault] =
        std::from_chars(digits.data(), digits.data() + digits.size(), distance);
    const bool isNumber = !digits.empty() && end == digits.data() + digits.size();
    if (isNumber && (fault == std::errc::result_out_of_range || distance > kFarthest)) {
      throw Fault{begin, std::string(bare) + " reaches too far; expected a number from 0 to " +
                             std::to_string(kFarthest)};
    }
    if (!isNumber) {
      throw Fault{begin, std::string(bare) +
                             " has no number of words; expected one behind a slash, as in NEAR/5"};
    }
    return distance;
  }

  /// The phrases that a NEAR's operand may be.
  static std::vector<Query> alternatives(Query operand, std::size_t at, const std::string& near) {
    if (operand.kind == Query::Kind::Phrase) return {std::move(operand)};
    if (operand.kind != Query::Kind::Or) {
      throw Fault{at, near +
                          " joins more than words here; expected a word, a phrase or a choice of "
                          "them, as in (a OR b)"};
    }
    std::vector<Query> all;
    for (Query& child : operand.children) {
      for (Query& phrase : alternatives(std::move(child), at, near))
        all.push_back(std::move(phrase));
    }
    return all;
  }

  /// A Near of the operands, or the choice of one for each combination of their alternatives.
  static Query nearOf(std::uint32_t distance, const std::vector<std::vector<Query>>& operands,
                      ByteSpan source, std::size_t begin) {
    std::vector<std::vector<Query>> combinations{{}};
    for (const std::vector<Query>& operand : operands) {
      if (combinations.size() * operand.size() > kMostNears) {
        throw Fault{begin, "the choices beside NEAR make more than " + std::to_string(kMostNears) +
                               " combinations; expected fewer"};
      }
      std::vector<std::vector<Query>> longer;
      for (const std::vector<Query>& combination : combinations) {
        for (const Query& phrase : operand) {
          longer.push_back(combination);
          longer.back().push_back(phrase);
        }
      }
      combinations = std::move(longer);
    }
    std::vector<Query> nears;
    for (std::vector<Query>& combination : combinations) {
      Query near;
      near.kind = Query::Kind::Near;
      near.distance = distance;
      near.children = std::move(combination);
      near.source = source;
      nears.push_back(std::move(near));
    }
    return joined(Query::Kind::Or, std::move(nears));
  }

  // word | phrase | "(" choice ")" | NEAR/n "(" item item … ")"
  Query item() {
    if (atOperandEnd()) missingOperand();
    Query query;
    if (at('('))
      query = group();
    else if (isNearList())
      query = nearList();
    else
      query = words();
    behindLast_ = at_;
    skipSpace();
    return query;
  }

  [[noreturn]] void missingOperand() const {
    if (opener_.text == "(")
      throw Fault{opener_.at, "nothing stands in these parentheses; expected a word or a phrase"};
    if (opener_.text.empty())
      throw Fault{at_, "nothing stands before this ); expected a word or a phrase"};
    throw Fault{opener_.at,
                "nothing stands behind " + opener_.text + "; expected a word or a phrase"};
  }

  Query group() {
    const std::size_t open = at_;
    const Depth deeper(*this, open);
    opener_ = {"(", at_++};
    skipSpace();
    Query query = choice();
    closeGroup(open);
    return query;
  }

  void closeGroup(std::size_t open) {
    if (!at(')')) throw Fault{open, "the parenthesis that opens here is never closed; expected )"};
    ++at_;
  }

  Query nearList() {
    const std::size_t begin = at_;
    const std::string name(bareAt(at_));
    const std::uint32_t distance = nearDistance();
    const std::size_t open = at_;
    const Depth deeper(*this, open);
    opener_ = {"(", at_++};
    skipSpace();
    std::vector<std::vector<Query>> operands;
    while (!atOperandEnd()) {
      const std::size_t place = at_;
      if (operatorHere() != Operator::None && !isNearList()) {
        throw Fault{at_, std::string(bareAt(at_)) + " stands among the words of " + name +
                             "( … ); expected words and phrases side by side"};
      }
      operands.push_back(alternatives(item(), place, name));
    }
    if (atEnd()) closeGroup(open);
    if (operands.size() < 2)
      throw Fault{begin, name + "( … ) needs at least two words or phrases in its parentheses"};
    closeGroup(open);
    return nearOf(distance, operands, {begin, at_}, begin);
  }

  /// A word or phrase with or without = before it.
  Query words() {
    const Operator here = operatorHere();
    if (here != Operator::None) misplacedOperator();
    Query query;
    query.kind = Query::Kind::Phrase;
    const std::size_t begin = at_;
    const bool exact = at('=');
    if (exact) {
      ++at_;
      if (atOperandEnd() || at('(') || whiteSpaceAt(text_, at_) > 0) {
        throw Fault{begin, "no word stands right behind this =; expected =word or =\"a phrase\""};
      }
    }
    if (quotesAt(at_) != nullptr)
      phrase(query.words);
    else
      query.words.push_back(word());
    for (QueryWord& each : query.words) each.exact = exact || exactAll_;
    query.source = {begin, at_};
    return query;
  }

  [[noreturn]] void misplacedOperator() const {
    const std::string name(bareAt(at_));
    if (opener_.text.empty() || opener_.text == "(")
      throw Fault{at_, "nothing stands before " + name + "; expected a word or a phrase"};
    throw Fault{at_,
                name + " follows " + opener_.text + "; expected a word or a phrase between them"};
  }

  static constexpr std::string_view kQuoteInside =
      "a quotation mark stands inside a word; expected a space before it";

  QueryWord word() {
    const std::size_t begin = at_;
    const std::string_view bare = bareAt(at_);
    at_ += bare.size();
    if (!atEnd() && quotesAt(at_) != nullptr) throw Fault{at_, std::string(kQuoteInside)};
    checkFilterName(bare, begin);
    for (std::size_t i = 1; i + 1 < bare.size(); ++i) {
      if (bare[i] == '?' && isLetter(bare[i - 1]) && isLetter(bare[i + 1])) {
        throw Fault{begin + i,
                    "a ? stands inside a word; expected letters (traffick* finds every word that "
                    "begins so)"};
      }
    }
    QueryWord word = starred(bare, begin);
    if (!holdsWord(word.text)) {
      throw Fault{begin, inQuotes(bare) +
                             " holds neither letter nor digit; expected a word, or quotation marks "
                             "round the phrase that it belongs to"};
    }
    return word;
  }

  /// "country:Moldova" is more likely a filter misspelt than two words.
  static void checkFilterName(std::string_view bare, std::size_t begin) {
    const std::size_t colon = bare.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == bare.size()) return;
    const std::string_view name = bare.substr(0, colon);
    if (!std::all_of(name.begin(), name.end(), &isLetter)) return;
    throw Fault{begin, std::string(name) +
                           ": is no filter; expected speaker: or attribute:, or quotation marks "
                           "round the words"};
  }

  static QueryWord starred(std::string_view written, std::size_t at) {
    QueryWord word;
    word.prefix = written.ends_with('*');
    word.text = written.substr(0, written.size() - (word.prefix ? 1 : 0));
    if (word.prefix && word.text.empty())
      throw Fault{at, "a * stands by itself; expected it at the end of a word, as in traffick*"};
    if (const std::size_t star = word.text.find('*'); star != std::string::npos) {
      throw Fault{at + star, "a * stands inside a word; expected it at the end, as in traffick*"};
    }
    return word;
  }

  void phrase(std::vector<QueryWord>& words) {
    const std::size_t begin = at_;
    const std::string_view content = quoted("the phrase");
    const auto inside = static_cast<std::size_t>(content.data() - text_.data());
    if (trimmed(content).empty())
      throw Fault{begin, "nothing stands between these quotation marks; expected a phrase"};
    for (std::size_t i = 0; i < content.size();) {
      if (const std::size_t space = whiteSpaceAt(content, i)) {
        i += space;
        continue;
      }
      std::size_t end = i;
      while (end < content.size() && whiteSpaceAt(content, end) == 0) ++end;
      words.push_back(starred(content.substr(i, end - i), inside + i));
      i = end;
    }
    if (!holdsWord(content)) {
      throw Fault{begin, inQuotes(trimmed(content)) +
                             " holds neither letter nor digit; expected a phrase with a word"};
    }
    if (!atOperandEnd() && !at('(') && whiteSpaceAt(text_, at_) == 0)
      throw Fault{at_, "no space stands behind the closing quotation mark; expected one"};
  }

  /// Takes what stands between quotation marks and both marks; gives the inside.
  std::string_view quoted(std::string_view what) {
    const std::size_t open = at_;
    const Quotes& quotes = *quotesAt(at_);
    for (std::size_t end = open + quotes.open.size(); end < text_.size(); ++end) {
      for (const std::string_view close : quotes.close) {
        if (!text_.substr(end).starts_with(close)) continue;
        if (close == "\"" && isHebrewMark(end)) continue;
        at_ = end + close.size();
        return text_.substr(open + quotes.open.size(), end - open - quotes.open.size());
      }
    }
    throw Fault{open, "the quotation mark that opens here is never closed; expected " +
                          std::string(quotes.close.front()) + " at the end of " +
                          std::string(what)};
  }

  bool holdsWord(std::string_view text) {
    bool found = false;
    tokenizer_.tokenize(text, [&found](const Token&) { found = true; });
    return found;
  }

  const std::string_view text_;
  const bool exactAll_;
  Tokenizer tokenizer_;
  std::size_t at_ = 0;
  std::size_t behindLast_ = 0;  // the end of the item read last, before white space
  std::size_t depth_ = 0;
  Opener opener_;
};

ParsedQuery faultAt(std::string_view text, std::size_t at, std::string message) {
  const std::string_view before = text.substr(0, at);
  const auto column = 1 + std::count_if(before.begin(), before.end(), [](char c) {
                        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
                      });
  ParsedQuery parsed;
  parsed.fault =
      Diagnostic{Severity::Error, "", 1, static_cast<std::uint64_t>(column), std::move(message)};
  return parsed;
}

}  // namespace

ParsedQuery parseQuery(std::string_view text, bool exactAll) {
  if (const auto invalid = firstInvalidUtf8(text)) {
    return faultAt(text, *invalid,
                   "what stands here is no text in UTF-8; expected letters that can be read");
  }
  try {
    ParsedQuery parsed;
    parsed.query = QueryReader(text, exactAll).readAll();
    return parsed;
  } catch (Fault& fault) {
    return faultAt(text, fault.at, std::move(fault.message));
  }
}

}  // namespace retold
