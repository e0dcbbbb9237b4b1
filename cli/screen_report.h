#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "cli/command.h"
#include "indexer/store/storage.h"
#include "queries/screen/choices.h"
#include "queries/screen/learner.h"
#include "queries/screen/renewed.h"
#include "queries/screen/screening.h"

namespace retold {

/// A screening with all that is said of it.
struct Report {
  const Storage& storage;
  Screening screening;
  ScreeningChoices choices;
  std::size_t lexiconsThere = 0;  ///< before the languages were restricted
  double ownCutOff = 0;           ///< what the lexicons say
  std::unordered_map<DocumentId, Renewed> renewed{};
  std::optional<Learner> learner{};

  std::string renewedLine(DocumentId id) const {
    const auto at = renewed.find(id);
    return at == renewed.end() ? std::string() : toText(at->second);
  }
};

/// The results as text, csv or jsonl, to standard output or a new file, and the base of every
/// figure: behind the text, otherwise on standard error.
void writeResults(const Report& report, std::string_view format, bool perMatch, Console& console,
                  const std::optional<std::string>& file);

/// How the document of this name came by its score, and by its place.
void writeWhy(const Report& report, const std::string& name, Console& console);

}  // namespace retold
