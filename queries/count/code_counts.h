#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"
#include "model/screening_run.h"

namespace retold {

/// What is counted over. Documents that the user left out never are.
struct CountScope {
  const std::unordered_set<DocumentId>* within = nullptr;  ///< null = every document
  std::optional<std::string> coder;                        ///< none = of every coder
};

/// What a count rests on.
struct CountBase {
  std::uint64_t documents = 0;       ///< in the scope
  std::uint64_t codedDocuments = 0;  ///< of these: with a coding that counts
  std::uint64_t cases = 0;           ///< that have a document in the scope
  std::uint64_t codings = 0;         ///< that count
  friend bool operator==(const CountBase&, const CountBase&) = default;
};

/// How often a code, or one below it, is used.
struct CodeFrequency {
  CodeId code;
  std::uint64_t codings = 0;
  std::uint64_t documents = 0;
  std::uint64_t cases = 0;
  friend bool operator==(const CodeFrequency&, const CodeFrequency&) = default;
};

struct CodeFrequencies {
  std::vector<CodeFrequency> codes;  ///< those in use, in the order of the codebook
  CountBase base;
};

/// A coding counts for its code and for every code above it, once.
CodeFrequencies codeFrequencies(const Storage& storage, const CountScope& scope,
                                Progress& progress);

/// Numbers in rows and columns. A cell that has no number means that nothing can be counted there.
struct CountTable {
  struct Line {
    std::string label;
    std::optional<CodeId> code;       ///< where the line is a code
    std::optional<ValueState> state;  ///< where the line is a reason why there is no value
    std::uint64_t base = 0;           ///< of a column: how many units it has in all
    bool unrecorded = false;          ///< where nothing is recorded: kNotRecorded
    friend bool operator==(const Line&, const Line&) = default;
  };
  std::vector<Line> rows;
  std::vector<Line> columns;
  std::vector<std::optional<std::uint64_t>> cells;  ///< row by row
  CountBase base;

  std::optional<std::uint64_t> at(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
};

/// In how many cases with each value of a case attribute (its name as headerKey() compares names)
/// the code, or one below it, was tagged. A value with several choices counts in each; what was not
/// given has columns of its own, at the end, by reason, and behind them cases of which nothing is
/// recorded (isRecorded). Rows: the codes in use, in the order of the codebook.
CountTable codesByAttribute(const Storage& storage, const std::string& attribute,
                            const CountScope& scope, Progress& progress);

/// How many pairs of codings of two codes, each itself or one below it, overlap in a text, each
/// pair once; on the diagonal how many codings the code has. `codes`: rows and columns.
CountTable coOccurrences(const Storage& storage, const std::vector<CodeId>& codes,
                         const CountScope& scope, Progress& progress);

/// What a screening found by the language of the lexicon: asserted matches, other matches, and
/// documents with an asserted one.
struct LanguageHits {
  std::string language;  ///< BCP 47
  std::uint64_t asserted = 0;
  std::uint64_t other = 0;
  std::uint64_t documents = 0;
  friend bool operator==(const LanguageHits&, const LanguageHits&) = default;
};

/// One for each language that the run had a lexicon in, also where it found nothing; by number of
/// asserted matches, then by language. `within`: null = all.
std::vector<LanguageHits> hitsByLanguage(const ScreeningRun& run,
                                         const std::unordered_set<DocumentId>* within);

}  // namespace retold
