#include "cli/options.h"

#include <algorithm>
#include <charconv>

#include "cli/words.h"
#include "indexer/system.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

/// True when `word` is one of the words of `list`, which spaces separate.
bool holdsWord(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

const Option* optionNamed(const Usage& usage, std::string_view name) {
  const auto at = std::ranges::find(usage.options, name, &Option::name);
  return at == usage.options.end() ? nullptr : &*at;
}

std::string inQuotes(std::string_view word) { return '"' + std::string(word) + '"'; }

}  // namespace

void Arguments::complain(const std::string& what, const std::string& hint) const {
  throw Error(
      ErrorKind::Usage, command_ + ": " + what,
      (hint.empty() ? "" : hint + ' ') + "\"retold help " + command_ + "\" shows how it is used");
}

bool Arguments::has(std::string_view option) const { return value(option).has_value(); }

std::optional<std::string> Arguments::value(std::string_view option) const {
  for (const auto& [name, value] : options_) {
    if (name == option) return value;
  }
  return std::nullopt;
}

std::string Arguments::value(std::string_view option, std::string_view fallback) const {
  return value(option).value_or(std::string(fallback));
}

std::vector<std::string> Arguments::values(std::string_view option) const {
  std::vector<std::string> found;
  for (const auto& [name, value] : options_) {
    if (name == option) found.push_back(value);
  }
  return found;
}

std::uint64_t Arguments::number(std::string_view option, std::uint64_t fallback,
                                std::uint64_t least, std::uint64_t most) const {
  const std::optional<std::string> typed = value(option);
  if (!typed) return fallback;
  std::uint64_t number = 0;
  const char* last = typed->data() + typed->size();
  const auto [end, error] = std::from_chars(typed->data(), last, number);
  if (error != std::errc{} || end != last || number < least || number > most) {
    std::string range = "a whole number";
    if (most < std::numeric_limits<std::uint64_t>::max())
      range += " from " + grouped(least) + " to " + grouped(most);
    else if (least > 0)
      range += " from " + grouped(least) + " on";
    complain(std::string(option) + " takes " + range + ", not " + inQuotes(*typed));
  }
  return number;
}

std::uint64_t Arguments::size(std::string_view option, std::uint64_t fallback, std::uint64_t least,
                              std::uint64_t most) const {
  const std::optional<std::string> typed = value(option);
  if (!typed) return fallback;
  std::uint64_t number = 0;
  const char* last = typed->data() + typed->size();
  const auto [end, error] = std::from_chars(typed->data(), last, number);
  constexpr std::string_view units = "KMGT";
  std::size_t shift = 0;
  bool good = error == std::errc{} && last - end <= 1;
  if (good && end != last) {
    const char unit = *end >= 'a' && *end <= 'z' ? static_cast<char>(*end - 'a' + 'A') : *end;
    const std::size_t place = units.find(unit);
    good = place != std::string_view::npos;
    if (good) shift = 10 * (place + 1);
  }
  good = good && number <= most >> shift && number << shift >= least;
  if (!good) {
    complain(std::string(option) + " takes a size from " + sizeInWords(least) + " to " +
             sizeInWords(most) + ", such as 64M or 2G, not " + inQuotes(*typed));
  }
  return number << shift;
}

std::string_view Arguments::choice(std::string_view option,
                                   std::span<const std::string_view> choices) const {
  const std::optional<std::string> typed = value(option);
  if (!typed) return choices.front();
  const auto at = std::ranges::find(choices, std::string_view(*typed));
  if (at == choices.end())
    complain(std::string(option) + " takes " + listed(choices, "or") + ", not " + inQuotes(*typed));
  return *at;
}

const std::string& Arguments::operand(std::size_t index, std::string_view name) const {
  if (index >= operands_.size()) complain(std::string(name) + " is missing");
  return operands_[index];
}

void Arguments::noMoreThan(std::size_t count) const {
  if (operands_.size() <= count) return;
  complain(inQuotes(operands_[count]) + " is one word too many",
           "words that belong together stand in quotation marks;");
}

std::string_view Arguments::action(std::size_t index,
                                   std::span<const std::string_view> actions) const {
  const std::string& typed = operand(index, listed(actions, "or"));
  const auto at = std::ranges::find(actions, std::string_view(typed));
  if (at == actions.end())
    complain(inQuotes(typed) + " stands where " + listed(actions, "or") + " is expected");
  for (const auto& [name, value] : options_) {
    const Option* option = optionNamed(*usage_, name);
    if (!option->only.empty() && !holdsWord(option->only, *at))
      complain(std::string(name) + " does not go with \"" + std::string(*at) + "\"");
  }
  return *at;
}

void Arguments::keepApart(std::string_view option, std::span<const std::string_view> others) const {
  if (!has(option)) return;
  for (const std::string_view other : others) {
    if (has(other)) complain(std::string(other) + " does not go with " + std::string(option));
  }
}

Arguments parseArguments(std::string_view command, const Usage& usage,
                         std::span<const std::string_view> arguments) {
  Arguments parsed(command, usage);
  bool optionsEnded = false;
  for (std::size_t at = 0; at < arguments.size(); ++at) {
    const std::string_view word = arguments[at];
    if (optionsEnded || word.size() < 2 || word.front() != '-') {
      parsed.operands_.emplace_back(word);
      continue;
    }
    if (word == "--") {
      optionsEnded = true;
      continue;
    }
    const std::size_t sign = std::min(word.find('='), word.size());
    const Option* option = optionNamed(usage, word.substr(0, sign));
    if (!option) {
      std::vector<std::string_view> names;
      for (const Option& known : usage.options) names.push_back(known.name);
      const std::string_view meant = nearest(word.substr(0, sign), names);
      parsed.complain("there is no option " + inQuotes(word.substr(0, sign)),
                      meant.empty() ? "" : "did you mean " + std::string(meant) + '?');
    }
    if (!option->repeats && parsed.has(option->name))
      parsed.complain(std::string(option->name) + " is given twice");
    const bool joined = sign < word.size();
    if (option->value.empty()) {
      if (joined) parsed.complain(std::string(option->name) + " takes no value");
      parsed.options_.emplace_back(option->name, "");
      continue;
    }
    if (!joined && at + 1 == arguments.size())
      parsed.complain(std::string(option->name) + " needs " + std::string(option->value) +
                      " behind it");
    const std::string_view value = joined ? word.substr(sign + 1) : arguments[++at];
    // A path may be any bytes; everything else is read as text.
    if (option->value != "FILE" && firstInvalidUtf8(value))
      parsed.complain("what stands behind " + std::string(option->name) +
                      " is not valid UTF-8 text");
    parsed.options_.emplace_back(option->name, value);
  }
  return parsed;
}

}  // namespace retold
