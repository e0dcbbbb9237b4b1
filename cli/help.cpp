#include "cli/help.h"

#include <algorithm>

#include "cli/columns.h"
#include "cli/options.h"
#include "model/version.h"

namespace retold {

namespace {

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    found.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

/// `text` in lines of at most `width` columns, the second and later ones indented by `indent`.
std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
  std::string result;
  std::size_t column = indent;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (column > indent && column + 1 + end > width) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += text.substr(0, end);
    column += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

constexpr std::size_t kWidth = 80;

std::string optionLines(std::span<const Option> options) {
  std::vector<std::string> names;
  std::size_t widest = 0;
  for (const Option& option : options) {
    std::string name(option.name);
    if (!option.value.empty()) name += ' ' + std::string(option.value);
    if (option.repeats) name += " ...";
    names.push_back(name);
    widest = std::max(widest, names.back().size());
  }
  std::string text;
  for (std::size_t at = 0; at < options.size(); ++at) {
    const std::size_t indent = widest + 4;
    text += "  " + names[at] + std::string(indent - 2 - names[at].size(), ' ') +
            wrapped(options[at].help, indent, kWidth) + '\n';
  }
  return text;
}

}  // namespace

std::string overview() {
  std::string text = "retold " + std::string(kVersion) +
                     ": finds disclosures in interview transcripts and exports tagged\n"
                     "excerpts that prove themselves.\n\n"
                     "usage: retold COMMAND PROJECT ... [options]\n\n";
  std::size_t widest = 0;
  for (const Command& command : commands()) widest = std::max(widest, command.name.size());
  for (const Command& command : commands()) {
    text += "  " + std::string(command.name) + std::string(widest + 2 - command.name.size(), ' ') +
            std::string(command.summary) + '\n';
  }
  return text +
         "\nA PROJECT is one file; \"retold new study.retold\" makes one. \"retold help\n"
         "COMMAND\" shows how a command is used, \"retold --version\" the version.\n";
}

std::string helpText(const Command& command) {
  const Usage& usage = *command.usage;
  std::string text;
  for (const std::string_view form : lines(usage.forms)) {
    const std::string start = (text.empty() ? "usage: retold " : "       retold ") +
                              std::string(command.name) + (form.empty() ? "" : " ");
    text += start + wrapped(form, start.size(), kWidth) + '\n';
  }
  text += '\n' + wrapped(usage.about, 0, kWidth) + '\n';
  if (!usage.options.empty()) text += "\nOptions\n" + optionLines(usage.options);
  if (!usage.notes.empty()) text += '\n' + std::string(usage.notes) + '\n';
  text += "\nExamples\n";
  for (const std::string_view line : lines(usage.examples)) text += "  " + std::string(line) + '\n';
  return text + "\nExit codes\n  0  done\n  1  " + wrapped(usage.failure, 5, kWidth) +
         "\n  2  wrong usage\n";
}

}  // namespace retold
