#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/command.h"

namespace retold {

/// What was typed behind a command's name, checked against its options. Every complaint is an
/// Error(Usage) that names the command and how to get help.
class Arguments {
 public:
  Arguments(std::string_view command, const Usage& usage) : command_(command), usage_(&usage) {}

  bool has(std::string_view option) const;
  /// The value of an option that may stand once.
  std::optional<std::string> value(std::string_view option) const;
  std::string value(std::string_view option, std::string_view fallback) const;
  /// All values of an option that repeats, as typed.
  std::vector<std::string> values(std::string_view option) const;
  /// A whole number within [least, most].
  std::uint64_t number(std::string_view option, std::uint64_t fallback, std::uint64_t least = 0,
                       std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const;
  /// A number of bytes within [least, most]: "4096", "64K", "256M", "2G".
  std::uint64_t size(std::string_view option, std::uint64_t fallback, std::uint64_t least,
                     std::uint64_t most) const;
  /// One of `choices`; the first one where the option is not given.
  std::string_view choice(std::string_view option, std::span<const std::string_view> choices) const;

  /// What is no option: operand `index`, which help calls `name`.
  const std::string& operand(std::size_t index, std::string_view name) const;
  std::size_t operandCount() const { return operands_.size(); }
  /// Complains about an operand behind the first `count`.
  void noMoreThan(std::size_t count) const;

  /// The operand that says what to do, which must be one of `actions`. Complains about an option
  /// that another action takes.
  std::string_view action(std::size_t index, std::span<const std::string_view> actions) const;

  /// Complains where `option` is given together with one of `others`.
  void keepApart(std::string_view option, std::span<const std::string_view> others) const;

  [[noreturn]] void complain(const std::string& what, const std::string& hint = {}) const;

 private:
  friend Arguments parseArguments(std::string_view, const Usage&,
                                  std::span<const std::string_view>);
  std::string command_;
  const Usage* usage_;
  std::vector<std::pair<std::string_view, std::string>> options_;
  std::vector<std::string> operands_;
};

/// Reads `--name value`, `--name=value`, switches, operands, and `--`, behind which everything is
/// an operand. Options may stand before, between and behind operands.
Arguments parseArguments(std::string_view command, const Usage& usage,
                         std::span<const std::string_view> arguments);

}  // namespace retold
