#include "tests/queries/find/query_text.h"

namespace retold::test {

namespace {

std::string operand(const Query& query);

/// In marks that do not stand in `text`.
std::string quoted(const std::string& text) {
  if (text.find('"') == text.npos) return '"' + text + '"';
  if (text.find("»") == text.npos) return "«" + text + "»";
  return "„" + text + "“";
}

std::string joined(const Query& query, const char* between) {
  std::string text;
  for (const Query& child : query.children) text += (text.empty() ? "" : between) + operand(child);
  return text;
}

std::string phrase(const Query& query) {
  std::string text;
  for (const QueryWord& word : query.words)
    text += (text.empty() ? "" : " ") + word.text + (word.prefix ? "*" : "");
  return (query.words.front().exact ? "=" : "") + quoted(text);
}

std::string filtered(const Query& query, const std::string& filter) {
  const Query& child = query.children.front();
  if (child.kind == Query::Kind::All) return '(' + filter + ')';
  return filter + '(' + queryText(child) + ')';
}

std::string operand(const Query& query) {
  const bool isGroup = query.kind == Query::Kind::And || query.kind == Query::Kind::Or;
  return isGroup ? '(' + queryText(query) + ')' : queryText(query);
}

}  // namespace

std::string queryText(const Query& query) {
  switch (query.kind) {
    case Query::Kind::Phrase:
      return phrase(query);
    case Query::Kind::Near:
      return "NEAR/" + std::to_string(query.distance) + '(' + joined(query, " ") + ')';
    case Query::Kind::And:
      return joined(query, " AND ");
    case Query::Kind::Or:
      return joined(query, " OR ");
    case Query::Kind::Not:
      return "NOT " + operand(query.children.front());
    case Query::Kind::Speaker:
      return filtered(query, "speaker:" + quoted(query.name));
    case Query::Kind::Attribute:
      return filtered(query, "attribute:" + quoted(query.name) + '=' + quoted(query.value));
    case Query::Kind::All:
      return "*";
  }
  return "";
}

Query withoutPlaces(Query query) {
  query.source = {};
  for (Query& child : query.children) child = withoutPlaces(std::move(child));
  return query;
}

}  // namespace retold::test
