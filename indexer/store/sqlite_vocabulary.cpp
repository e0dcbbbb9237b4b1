#include "indexer/store/sqlite_vocabulary.h"

#include <algorithm>

namespace retold {

SqliteVocabulary::SqliteVocabulary(const Database& database)
    : find_(database, "SELECT id FROM vocabulary WHERE token = ?1"),
      range_(database, "SELECT id FROM vocabulary WHERE token >= ?1 AND token < ?2"),
      token_(database, "SELECT token FROM vocabulary WHERE id = ?1"),
      all_(database, "SELECT id, token FROM vocabulary") {}

std::optional<std::uint32_t> SqliteVocabulary::find(std::string_view folded) const {
  if (!find_.with(folded).next()) return std::nullopt;
  const auto id = static_cast<std::uint32_t>(find_.integer(0));
  find_.reset();
  return id;
}

std::vector<std::uint32_t> SqliteVocabulary::withPrefix(std::string_view folded) const {
  // Tokens compare as bytes, and no byte of UTF-8 is 0xff.
  std::string behind(folded);
  if (behind.empty()) {
    behind = "\xff";
  } else {
    behind.back() = static_cast<char>(static_cast<unsigned char>(behind.back()) + 1);
  }
  std::vector<std::uint32_t> ids;
  range_.with(folded, behind);
  while (range_.next()) ids.push_back(static_cast<std::uint32_t>(range_.integer(0)));
  std::sort(ids.begin(), ids.end());
  return ids;
}

std::string SqliteVocabulary::token(std::uint32_t id) const {
  if (!token_.with(std::int64_t{id}).next()) return {};
  std::string token = token_.bytes(0);
  token_.reset();
  return token;
}

void SqliteVocabulary::each(
    const std::function<void(std::uint32_t id, std::string_view token)>& sink) const {
  all_.reset();
  while (all_.next()) sink(static_cast<std::uint32_t>(all_.integer(0)), all_.view(1));
}

}  // namespace retold
