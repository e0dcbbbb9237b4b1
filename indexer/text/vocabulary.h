#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace retold {

/// Maps between folded tokens and their numbers. A project has one (numbers are stable until a
/// purge or rebuild); a single text has a `MemoryVocabulary`.
class Vocabulary {
 public:
  virtual ~Vocabulary() = default;
  /// The number of a folded token; none where no text has it.
  virtual std::optional<std::uint32_t> find(std::string_view folded) const = 0;
  /// Numbers of all tokens that begin with `folded`, ascending.
  virtual std::vector<std::uint32_t> withPrefix(std::string_view folded) const = 0;
  virtual std::string token(std::uint32_t id) const = 0;
  /// Calls `sink` for every token, in no particular order; the view is valid during the call.
  virtual void each(
      const std::function<void(std::uint32_t id, std::string_view token)>& sink) const = 0;
};

/// A vocabulary that grows as tokens are added. One thread.
class MemoryVocabulary : public Vocabulary {
 public:
  std::uint32_t add(std::string_view folded);
  std::optional<std::uint32_t> find(std::string_view folded) const override;
  std::vector<std::uint32_t> withPrefix(std::string_view folded) const override;
  std::string token(std::uint32_t id) const override;
  void each(
      const std::function<void(std::uint32_t id, std::string_view token)>& sink) const override;

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::string> tokens_;
  mutable std::vector<std::uint32_t> byToken_;  ///< numbers in the order of tokens; made when asked
};

}  // namespace retold
