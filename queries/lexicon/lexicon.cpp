#include "queries/lexicon/lexicon.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "indexer/system.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"

namespace retold {
namespace {

constexpr std::uint64_t kLargestLexicon = 16u << 20;

bool isError(const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; }

Lexicon readOrRefuse(std::string_view text, std::string_view file) {
  LexiconReading reading = readLexicon(text, file);
  if (reading.ok()) return std::move(reading.lexicon);
  std::string faults;
  for (const Diagnostic& diagnostic : reading.diagnostics)
    if (isError(diagnostic)) faults += "\n" + toText(diagnostic);
  throw Error(ErrorKind::Refused, "the lexicon " + std::string(file) + " cannot be used:" + faults,
              "mend these lines; docs/lexicon-format.md describes the format");
}

Lexicon readFromDisk(std::string_view path) {
  FileTrouble trouble;
  const auto file = readFile(std::filesystem::path(path), kLargestLexicon, trouble);
  if (!file)
    throw Error(ErrorKind::Io,
                "the lexicon " + std::string(path) + " could not be read: " + trouble.reason);
  return readOrRefuse(file->bytes, path);
}

std::string builtinIds() {
  std::set<std::string_view> ids;
  for (const BuiltinFile& file : builtinFiles())
    if (file.kind == "lexicon") ids.insert(file.id);
  std::string names;
  for (const std::string_view id : ids) names += (names.empty() ? "" : ", ") + std::string(id);
  return names;
}

}  // namespace

bool LexiconReading::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(), isError);
}

std::string reviewLine(const Lexicon& lexicon) {
  std::string line = lexicon.review == ReviewStatus::Reviewed
                         ? "reviewed by " + lexicon.reviewers
                         : "drafted, not yet read by a fluent reader";
  if (lexicon.coverage == Coverage::Starter) line += "; a starter that covers the main words only";
  return line;
}

std::vector<Lexicon> loadLexicons(std::string_view idOrPath) {
  std::vector<Lexicon> lexicons;
  for (const BuiltinFile& file : builtinFiles())
    if (file.kind == "lexicon" && file.id == idOrPath)
      lexicons.push_back(readOrRefuse(file.content, file.path));
  if (!lexicons.empty()) return lexicons;
  std::error_code ignored;
  if (!std::filesystem::exists(std::filesystem::path(idOrPath), ignored))
    throw Error(ErrorKind::NotFound,
                "there is no lexicon \"" + std::string(idOrPath) + "\", built in or as a file",
                "the built-in lexicons are: " + builtinIds());
  lexicons.push_back(readFromDisk(idOrPath));
  return lexicons;
}

}  // namespace retold
