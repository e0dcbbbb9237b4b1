#include "queries/retrieve/code_query.h"

#include <array>
#include <charconv>
#include <utility>

#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

using Kind = CodeQuery::Kind;

/// Thrown and caught within this file: the query cannot be understood further.
struct Fault {
  std::size_t at;
  std::string message;
};

constexpr std::size_t kDeepest = 100;
constexpr std::uint32_t kFarthest = 10'000;  // words

/// An operator between two operands; those with a distance are written NAME/n.
struct Relation {
  std::string_view name;
  Kind kind;
  bool hasDistance;
};
constexpr std::array kRelations{
    Relation{"OVERLAPS", Kind::Overlaps, false}, Relation{"WITHIN", Kind::Within, false},
    Relation{"ENCLOSES", Kind::Encloses, false}, Relation{"NEAR", Kind::Near, true},
    Relation{"FOLLOWED", Kind::Followed, true}};

struct FilterWord {
  std::string_view name;
  Kind kind;
};
constexpr std::array kFilters{
    FilterWord{"speaker:", Kind::Speaker}, FilterWord{"coder:", Kind::Coder},
    FilterWord{"important:", Kind::Important}, FilterWord{"attribute:", Kind::Attribute}};

class Reader {
 public:
  Reader(std::string_view text, const Codebook& codebook) : text_(text), codebook_(codebook) {}

  CodeQuery readAll() {
    skipSpace();
    if (atEnd()) throw Fault{0, "the query is empty; expected a code"};
    CodeQuery query = choice();
    if (!atEnd()) throw Fault{at_, "this ) closes nothing; expected a ( before it"};
    return query;
  }

 private:
  bool atEnd() const { return at_ >= text_.size(); }
  bool at(char c) const { return !atEnd() && text_[at_] == c; }
  std::string_view rest() const { return text_.substr(at_); }

  void skipSpace() {
    while (const std::size_t size = whiteSpaceAt(text_, at_)) at_ += size;
  }

  /// What stands here up to white space, a parenthesis or a quotation mark.
  std::string_view bare() const {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] != '(' && text_[end] != ')' && text_[end] != '"' &&
           whiteSpaceAt(text_, end) == 0) {
      nextCodepoint(text_, end);
    }
    return text_.substr(at_, end - at_);
  }

  const Relation* relationHere() const {
    const std::string_view word = bare();
    for (const Relation& relation : kRelations) {
      if (word == relation.name || word.starts_with(std::string(relation.name) + '/')) {
        return &relation;
      }
    }
    return nullptr;
  }

  bool isOperatorHere() const {
    const std::string_view word = bare();
    return word == "AND" || word == "OR" || word == "NOT" || relationHere() != nullptr;
  }

  void take(std::string_view word) {
    opener_ = {std::string(word), at_};
    at_ += word.size();
    skipSpace();
  }

  static CodeQuery pair(Kind kind, CodeQuery left, CodeQuery right, std::uint32_t distance = 0) {
    CodeQuery query;
    query.kind = kind;
    query.distance = distance;
    query.source = hull(left.source, right.source);
    query.children.push_back(std::move(left));
    query.children.push_back(std::move(right));
    return query;
  }

  CodeQuery choice() {
    CodeQuery query = both();
    while (!atEnd() && bare() == "OR") {
      take("OR");
      query = pair(Kind::Or, std::move(query), both());
    }
    return query;
  }

  CodeQuery both() {
    CodeQuery query = relation();
    while (!atEnd() && !at(')') && bare() != "OR") {
      const std::size_t begin = at_;
      const bool isAnd = bare() == "AND";
      if (isAnd) take("AND");
      const bool isNot = !atEnd() && bare() == "NOT";
      if (isNot) take("NOT");
      if (!isAnd && !isNot) {
        throw Fault{begin,
                    "no operator stands between this and what is before it; expected AND, "
                    "OR, NOT, OVERLAPS, WITHIN, ENCLOSES, NEAR/n or FOLLOWED/n (a name with "
                    "spaces needs quotation marks)"};
      }
      query = pair(isNot ? Kind::Not : Kind::And, std::move(query), relation());
    }
    return query;
  }

  CodeQuery relation() {
    CodeQuery query = item();
    while (!atEnd()) {
      const Relation* relation = relationHere();
      if (relation == nullptr) break;
      const std::string word(bare());
      const std::uint32_t distance = relation->hasDistance ? distanceOf(word) : 0;
      if (!relation->hasDistance && word != relation->name) {
        throw Fault{at_, std::string(relation->name) + " takes no number"};
      }
      take(word);
      query = pair(relation->kind, std::move(query), item(), distance);
    }
    return query;
  }

  std::uint32_t distanceOf(const std::string& word) const {
    const std::size_t slash = word.find('/');
    std::uint32_t distance = 0;
    const std::string digits = slash == std::string::npos ? "" : word.substr(slash + 1);
    const auto [end, fault] =
        std::from_chars(digits.data(), digits.data() + digits.size(), distance);
    if (digits.empty() || end != digits.data() + digits.size()) {
      throw Fault{at_, word + " has no number of words; expected one behind a slash, as in " +
                           word.substr(0, slash) + "/20"};
    }
    if (fault == std::errc::result_out_of_range || distance > kFarthest) {
      throw Fault{
          at_, word + " reaches too far; expected a number from 0 to " + std::to_string(kFarthest)};
    }
    return distance;
  }

  CodeQuery item() {
    if (atEnd() || at(')') || isOperatorHere()) missingOperand();
    if (++depth_ > kDeepest) {
      throw Fault{at_, "more than " + std::to_string(kDeepest) +
                           " groups stand in each other; expected fewer"};
    }
    CodeQuery query = at('(') ? group() : filterOrCode();
    --depth_;
    skipSpace();
    return query;
  }

  [[noreturn]] void missingOperand() const {
    if (opener_.word.empty()) {
      throw Fault{at_, atEnd() ? "the query is empty; expected a code"
                               : "nothing stands before this; expected a code"};
    }
    throw Fault{opener_.at, "nothing stands behind " + opener_.word + "; expected a code"};
  }

  CodeQuery group() {
    const std::size_t begin = at_;
    take("(");
    CodeQuery query = choice();
    if (!at(')')) throw Fault{begin, "this ( is not closed; expected a ) behind it"};
    ++at_;
    query.source = {begin, at_};
    return query;
  }

  CodeQuery filterOrCode() {
    for (const FilterWord& filter : kFilters) {
      if (rest().starts_with(filter.name)) return filtered(filter);
    }
    return code();
  }

  CodeQuery filtered(const FilterWord& filter) {
    CodeQuery query;
    query.kind = filter.kind;
    const std::size_t begin = at_;
    at_ += filter.name.size();
    if (filter.kind != Kind::Important) query.name = nameHere(filter, begin);
    if (filter.kind == Kind::Attribute) {
      if (!at('=')) {
        throw Fault{begin, "attribute:" + query.name +
                               " has no value; expected = and a value, as in "
                               "attribute:country=Moldova"};
      }
      ++at_;
      query.value = nameHere(filter, begin);
    }
    skipSpace();
    opener_ = {std::string(text_.substr(begin, at_ - begin)), begin};
    const bool isAlone = atEnd() || at(')') || isOperatorHere();
    if (isAlone) {
      CodeQuery any;
      any.source = {at_, at_};
      query.children.push_back(std::move(any));
    } else {
      query.children.push_back(item());
    }
    query.source = {begin, at_};
    return query;
  }

  std::string nameHere(const FilterWord& filter, std::size_t begin) {
    std::string name;
    if (at('"')) {
      name = quoted();
    } else {
      const std::string_view word = bare();
      name = word.substr(0, filter.kind == Kind::Attribute ? word.find('=') : word.size());
      at_ += name.size();
    }
    if (name.empty()) {
      throw Fault{begin, std::string(filter.name) + " has no name; expected one right behind it"};
    }
    return name;
  }

  std::string quoted() {
    const std::size_t begin = at_++;
    const std::size_t end = text_.find('"', at_);
    if (end == std::string_view::npos) {
      throw Fault{begin, "this quotation mark is not closed; expected another one behind it"};
    }
    std::string inside(text_.substr(at_, end - at_));
    at_ = end + 1;
    return inside;
  }

  CodeQuery code() {
    CodeQuery query;
    const std::size_t begin = at_;
    if (at('=')) {
      query.alone = true;
      ++at_;
    }
    const bool isQuoted = at('"');
    std::string name;
    if (isQuoted) {
      name = quoted();
    } else {
      name = bare();
      at_ += name.size();
    }
    query.source = {begin, at_};
    if (!isQuoted && name == "*" && !query.alone) return query;
    query.kind = Kind::Code;
    try {
      query.code = codeNamed(codebook_, name).id;
    } catch (const Error& error) {
      const std::string hint = error.hint().empty() ? "" : "; " + std::string(error.hint());
      throw Fault{begin, error.what() + hint};
    }
    return query;
  }

  struct Opener {
    std::string word;  ///< that made an operand necessary; empty at the query's begin
    std::size_t at = 0;
  };

  std::string_view text_;
  const Codebook& codebook_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  Opener opener_;
};

}  // namespace

ParsedCodeQuery parseCodeQuery(std::string_view text, const Codebook& codebook) {
  ParsedCodeQuery parsed;
  try {
    if (const std::optional<std::size_t> bad = firstInvalidUtf8(text)) {
      throw Fault{*bad, "what stands here is no text in UTF-8; expected letters that can be read"};
    }
    parsed.query = Reader(text, codebook).readAll();
  } catch (const Fault& fault) {
    Diagnostic diagnostic;
    diagnostic.severity = Severity::Error;
    const LineColumn where = lineColumn(text, std::min(fault.at, text.size()));
    diagnostic.line = where.line;
    diagnostic.column = where.column;
    diagnostic.message = fault.message;
    parsed.fault = std::move(diagnostic);
  }
  return parsed;
}

}  // namespace retold
