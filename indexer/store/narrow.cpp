#include <algorithm>
#include <optional>
#include <set>

#include "indexer/store/evaluate.h"

namespace retold {

namespace {

/// More alternatives at one place are asked for by their common beginnings.
constexpr std::size_t kMostAlternatives = 64;
/// More combinations of alternatives are asked for word by word, without their order.
constexpr std::size_t kMostPhrases = 16;

/// Beyond this a Near narrows no more than And does, and FTS5 has no room for any number.
constexpr std::uint32_t kLongestNear = 100'000;

using Kind = Narrowing::Kind;

std::string literal(std::string_view token) {
  std::string text = "\"";
  for (const char c : token) {
    if (c == '"') text += '"';
    text += c;
  }
  return text + '"';
}

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  if (parts.size() == 1) return parts.front();
  std::string text = "(";
  for (const std::string& part : parts) {
    if (text.size() > 1) text += between;
    text += part;
  }
  return text + ")";
}

/// At most `size` bytes of `token`, whole code points.
std::string beginning(const std::string& token, std::size_t size) {
  if (token.size() <= size) return token;
  while (size > 0 && (static_cast<unsigned char>(token[size]) & 0xc0) == 0x80) --size;
  return token.substr(0, size);
}

/// The beginnings, as long as possible, that stand for all tokens; empty when there are too many.
std::set<std::string> beginnings(const std::vector<std::string>& tokens) {
  for (const std::size_t size : {16, 12, 8, 6, 4, 3, 2}) {
    std::set<std::string> found;
    for (const std::string& token : tokens) {
      found.insert(beginning(token, size));
      if (found.size() > kMostAlternatives) break;
    }
    if (found.size() <= kMostAlternatives && found.count("") == 0) return found;
  }
  return {};
}

/// The texts that have one of these tokens. Everything when no short expression says so.
Narrowing oneOf(std::span<const std::uint32_t> ids, const Vocabulary& vocabulary) {
  std::vector<std::string> tokens;
  for (const std::uint32_t id : ids) tokens.push_back(vocabulary.token(id));
  std::vector<std::string> parts;
  if (tokens.size() <= kMostAlternatives) {
    for (const std::string& token : tokens) parts.push_back(literal(token));
  } else {
    for (const std::string& part : beginnings(tokens)) parts.push_back(literal(part) + " *");
  }
  if (parts.empty()) return {};
  return {Kind::Expression, join(parts, " OR ")};
}

Narrowing both(std::vector<Narrowing> parts) {
  std::vector<std::string> expressions;
  for (Narrowing& part : parts) {
    if (part.kind == Kind::Nothing) return part;
    if (part.kind == Kind::Expression) expressions.push_back(std::move(part.expression));
  }
  if (expressions.empty()) return {};
  return {Kind::Expression, join(expressions, " AND ")};
}

Narrowing either(std::vector<Narrowing> parts) {
  std::vector<std::string> expressions;
  for (Narrowing& part : parts) {
    if (part.kind == Kind::Everything) return part;
    if (part.kind == Kind::Expression) expressions.push_back(std::move(part.expression));
  }
  if (expressions.empty()) return {Kind::Nothing, {}};
  return {Kind::Expression, join(expressions, " OR ")};
}

/// Every combination of one alternative for each position, as an FTS5 phrase.
std::vector<std::string> phrasesOf(const PhrasePattern::Form& form, const Vocabulary& vocabulary) {
  std::vector<std::string> phrases{""};
  for (const auto& alternatives : form.positions) {
    std::vector<std::string> longer;
    for (const std::string& phrase : phrases) {
      for (const std::uint32_t id : alternatives) {
        longer.push_back(phrase + (phrase.empty() ? "" : " + ") + literal(vocabulary.token(id)));
      }
    }
    phrases = std::move(longer);
  }
  return phrases;
}

/// How many phrases a form stands for; all beyond kMostPhrases are the same.
std::size_t combinationsOf(const PhrasePattern::Form& form) {
  std::size_t combinations = 1;
  for (const auto& alternatives : form.positions) {
    combinations = std::min(combinations * alternatives.size(), kMostPhrases + 1);
  }
  return combinations;
}

Narrowing narrowForm(const PhrasePattern::Form& form, const Vocabulary& vocabulary) {
  if (combinationsOf(form) <= kMostPhrases) {
    return {Kind::Expression, join(phrasesOf(form, vocabulary), " OR ")};
  }
  std::vector<Narrowing> positions;
  for (const auto& alternatives : form.positions) {
    positions.push_back(oneOf(alternatives, vocabulary));
  }
  return both(std::move(positions));
}

/// A Near of few phrases as FTS5's own; none when there are too many. FTS5 counts the words between
/// the first phrase and the last, those of the phrases between them too: they are added here.
std::optional<std::string> nearExpression(const CompiledQuery& query,
                                          const Vocabulary& vocabulary) {
  if (query.distance > kLongestNear) return std::nullopt;
  std::vector<std::string> groups{""};
  std::size_t reach = query.distance;
  for (const CompiledQuery& child : query.children) {
    std::vector<std::string> phrases;
    std::size_t longest = 0;
    for (const PhrasePattern::Form& form : child.pattern.forms) {
      if (combinationsOf(form) > kMostPhrases) return std::nullopt;
      for (std::string& phrase : phrasesOf(form, vocabulary)) phrases.push_back(std::move(phrase));
      longest = std::max(longest, form.positions.size());
    }
    if (phrases.empty() || phrases.size() * groups.size() > kMostPhrases) return std::nullopt;
    reach += longest;
    std::vector<std::string> longer;
    for (const std::string& group : groups) {
      for (const std::string& phrase : phrases) longer.push_back(group + phrase + ' ');
    }
    groups = std::move(longer);
  }
  for (std::string& group : groups) group = "NEAR(" + group + ", " + std::to_string(reach) + ")";
  return join(groups, " OR ");
}

}  // namespace

namespace {

/// `depth` of the tree is above the query: FTS5's parser gives up at about 35 groups in one
/// another.
Narrowing narrowBelow(const CompiledQuery& query, const Vocabulary& vocabulary, int depth) {
  constexpr int kDeepest = 20;
  if (depth > kDeepest) return {};
  if (query.kind == Query::Kind::Phrase) return narrowToAny({&query.pattern, 1}, vocabulary);
  if (query.kind == Query::Kind::Near) {
    if (const auto near = nearExpression(query, vocabulary)) return {Kind::Expression, *near};
  }
  std::vector<Narrowing> parts;
  for (const CompiledQuery& child : query.children)
    parts.push_back(narrowBelow(child, vocabulary, depth + 1));
  switch (query.kind) {
    case Query::Kind::Or:
      return either(std::move(parts));
    case Query::Kind::And:
    case Query::Kind::Near:
    case Query::Kind::Speaker:
    case Query::Kind::Attribute:
      return both(std::move(parts));
    case Query::Kind::Not:
    case Query::Kind::All:
    case Query::Kind::Phrase:
      break;
  }
  return {};
}

}  // namespace

Narrowing narrow(const CompiledQuery& query, const Vocabulary& vocabulary) {
  return narrowBelow(query, vocabulary, 0);
}

Narrowing narrowToAny(std::span<const PhrasePattern> anyOf, const Vocabulary& vocabulary) {
  std::vector<Narrowing> parts;
  for (const PhrasePattern& pattern : anyOf) {
    for (const PhrasePattern::Form& form : pattern.forms) {
      parts.push_back(narrowForm(form, vocabulary));
    }
  }
  return either(std::move(parts));
}

std::string anyOfExpression(std::span<const std::uint32_t> anyOf, const Vocabulary& vocabulary) {
  std::vector<std::string> tokens;
  for (const std::uint32_t id : anyOf) tokens.push_back(literal(vocabulary.token(id)));
  return join(tokens, " OR ");
}

}  // namespace retold
