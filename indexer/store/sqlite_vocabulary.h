#pragma once

#include "indexer/store/sqlite.h"
#include "indexer/text/vocabulary.h"

namespace retold {

/// The vocabulary of a project, read from its table. Lives within its Database; one thread.
class SqliteVocabulary final : public Vocabulary {
 public:
  explicit SqliteVocabulary(const Database& database);

  std::optional<std::uint32_t> find(std::string_view folded) const override;
  std::vector<std::uint32_t> withPrefix(std::string_view folded) const override;
  /// Empty for a number that the project does not have.
  std::string token(std::uint32_t id) const override;
  void each(
      const std::function<void(std::uint32_t id, std::string_view token)>& sink) const override;

 private:
  mutable Statement find_;
  mutable Statement range_;
  mutable Statement token_;
  mutable Statement all_;
};

}  // namespace retold
