#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/match.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// A text that a lexicon is held to: it must become a candidate, or must not.
struct Example {
  bool candidate = true;
  bool knownToFail = false;  ///< marked with ?: goes wrong, and its author knows
  std::string category;      ///< that an asserted match must have; "" any
  std::string text;
  std::uint32_t line = 0;
};

/// The examples of one file, or every fault of it by line and column. `examples` holds what could
/// be read; use it only when no diagnostic is an error.
struct ExampleReading {
  std::vector<Example> examples;
  std::vector<Diagnostic> diagnostics;
  bool ok() const;
};

/// Reads docs/lexicon-format.md, "Examples". `file` names it in diagnostics; a category that
/// `lexicon` does not have is a fault.
ExampleReading readExamples(std::string_view text, std::string_view file, const Lexicon& lexicon);

/// A lexicon with the file that holds its examples; a built-in lexicon's name in the program.
struct LexiconExamples {
  Lexicon lexicon;
  std::string file;
  bool there = false;  ///< false: nobody wrote any
  std::vector<Example> examples;
};

/// The examples that are built in for a lexicon of this id and language, whoever wrote it. Throws
/// Error(Refused) with every fault of them: a category that the lexicon does not have is one.
LexiconExamples builtinExamples(Lexicon lexicon);

/// The lexicons that loadLexicons() gives and their examples: a file's own stand beside it, with
/// `.examples` for `.lexicon`; built-in ones are built in. Throws as loadLexicons(), and
/// Error(Refused) with every fault of the examples.
std::vector<LexiconExamples> loadExamples(std::string_view idOrPath);

enum class ExampleOutcome {
  AsExpected,
  Wrong,
  KnownFailure,  ///< wrong, and known to be
  NoLongerFails  ///< known to fail, but as expected: the ? is to be taken out
};

std::string_view toText(ExampleOutcome outcome);

/// What became of an example, read as imported text is.
struct ExampleResult {
  ExampleOutcome outcome = ExampleOutcome::AsExpected;
  Candidate candidate;         ///< its matches, best first
  std::vector<double> points;  ///< what each match adds to the score
};

/// One result for each example, in their order.
std::vector<ExampleResult> testExamples(const Lexicon& lexicon,
                                        const std::vector<Example>& examples);

}  // namespace retold
