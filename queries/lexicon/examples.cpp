#include "queries/lexicon/examples.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <utility>

#include "indexer/system.h"
#include "indexer/text/phrase.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"
#include "queries/screen/rank.h"
#include "queries/screen/screener.h"

namespace retold {
namespace {

constexpr std::uint64_t kLargestExamples = 16u << 20;
constexpr std::string_view kBom = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t";

bool isError(const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; }

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

class ExampleReader {
 public:
  ExampleReader(std::string_view text, std::string_view file, const Lexicon& lexicon)
      : text_(text), file_(file), lexicon_(lexicon) {}

  ExampleReading read() {
    if (const auto bad = firstInvalidUtf8(text_)) {
      const auto place = lineColumn(text_.substr(0, *bad), *bad);
      reading_.diagnostics.push_back({Severity::Error, file_, place.line, place.column,
                                      "this is not UTF-8; expected a file saved as UTF-8"});
      return std::move(reading_);
    }
    if (text_.starts_with(kBom)) text_.remove_prefix(kBom.size());
    while (!text_.empty()) {
      const auto end = std::min(text_.find('\n'), text_.size());
      line_ = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++number_;
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      readLine();
    }
    finishExample();
    return std::move(reading_);
  }

 private:
  void readLine() {
    if (trim(line_).empty()) {
      ++blankLines_;
      return;
    }
    const char first = line_.front();
    if (first == '#') return;
    if (first == ' ' || first == '\t') return continueExample();
    finishExample();
    if (first == '+' || first == '-') return beginExample();
    fault(0,
          "this is no example; expected + or - before a text, white space before a further "
          "line of it, or # before a comment");
  }

  void beginExample() {
    Example example;
    example.line = static_cast<std::uint32_t>(number_);
    example.candidate = line_.front() == '+';
    std::size_t at = 1;
    if (at < line_.size() && line_[at] == '?') {
      example.knownToFail = true;
      ++at;
    }
    const auto blank = std::min(line_.find_first_of(kBlanks, at), line_.size());
    example.category = line_.substr(at, blank - at);
    example.text = trim(line_.substr(blank));
    if (!example.category.empty()) checkCategory(example, at);
    blankLines_ = 0;
    open_ = std::move(example);
  }

  void checkCategory(const Example& example, std::size_t at) {
    if (!example.candidate) {
      fault(at, "expected white space behind the -; only behind + may a category stand");
      return;
    }
    const auto& patterns = lexicon_.patterns;
    if (std::ranges::find(patterns, example.category, &Pattern::name) == patterns.end())
      fault(at, lexicon_.id + " has no category \"" + example.category +
                    "\"; expected one that it has, or white space behind the +");
  }

  void continueExample() {
    if (!open_) {
      fault(0, "this line continues nothing; expected + or - before the first line of a text");
      return;
    }
    // Blank lines part paragraphs of one text, as they do in a file.
    if (!open_->text.empty()) open_->text.append(blankLines_ + 1, '\n');
    blankLines_ = 0;
    open_->text += trim(line_);
  }

  void finishExample() {
    blankLines_ = 0;
    if (!open_) return;
    if (open_->text.empty())
      reading_.diagnostics.push_back(
          {Severity::Error, file_, open_->line, 1, "this example has no text"});
    reading_.examples.push_back(std::move(*open_));
    open_.reset();
  }

  void fault(std::size_t at, std::string message) {
    reading_.diagnostics.push_back(
        {Severity::Error, file_, number_, lineColumn(line_, at).column, std::move(message)});
  }

  std::string_view text_;
  std::string file_;
  const Lexicon& lexicon_;
  std::string_view line_;
  std::uint64_t number_ = 0;
  std::size_t blankLines_ = 0;
  std::optional<Example> open_;
  ExampleReading reading_;
};

std::vector<Example> readOrRefuse(std::string_view text, std::string_view file,
                                  const Lexicon& lexicon) {
  ExampleReading reading = readExamples(text, file, lexicon);
  if (reading.ok()) return std::move(reading.examples);
  std::string faults;
  for (const Diagnostic& diagnostic : reading.diagnostics)
    if (isError(diagnostic)) faults += "\n" + toText(diagnostic);
  throw Error(ErrorKind::Refused, "the examples " + std::string(file) + " cannot be used:" + faults,
              "mend these lines; docs/lexicon-format.md describes the format");
}

std::string besideOf(std::string_view lexiconFile) {
  constexpr std::string_view ending = ".lexicon";
  if (lexiconFile.ends_with(ending)) lexiconFile.remove_suffix(ending.size());
  return std::string(lexiconFile) + ".examples";
}

void addBuiltin(LexiconExamples& set) {
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "examples" || file.id != set.lexicon.id ||
        file.language != set.lexicon.language)
      continue;
    set.file = file.path;
    set.there = true;
    set.examples = readOrRefuse(file.content, file.path, set.lexicon);
  }
}

void addFromDisk(LexiconExamples& set) {
  std::error_code ignored;
  if (!std::filesystem::exists(set.file, ignored)) return;
  FileTrouble trouble;
  const auto file = readFile(set.file, kLargestExamples, trouble);
  if (!file)
    throw Error(ErrorKind::Io,
                "the examples " + set.file + " could not be read: " + trouble.reason);
  set.there = true;
  set.examples = readOrRefuse(file->bytes, set.file, set.lexicon);
}

bool isAsWanted(const Example& example, const Candidate& found) {
  if (found.candidate != example.candidate) return false;
  if (example.category.empty()) return true;
  return std::ranges::any_of(found.matches, [&](const Match& match) {
    return match.category == example.category && match.status == MatchStatus::Asserted;
  });
}

ExampleOutcome outcomeOf(const Example& example, const Candidate& found) {
  if (isAsWanted(example, found))
    return example.knownToFail ? ExampleOutcome::NoLongerFails : ExampleOutcome::AsExpected;
  return example.knownToFail ? ExampleOutcome::KnownFailure : ExampleOutcome::Wrong;
}

}  // namespace

bool ExampleReading::ok() const { return std::ranges::none_of(diagnostics, isError); }

ExampleReading readExamples(std::string_view text, std::string_view file, const Lexicon& lexicon) {
  return ExampleReader(text, file, lexicon).read();
}

LexiconExamples builtinExamples(Lexicon lexicon) {
  LexiconExamples set;
  set.lexicon = std::move(lexicon);
  addBuiltin(set);
  return set;
}

std::vector<LexiconExamples> loadExamples(std::string_view idOrPath) {
  std::vector<LexiconExamples> sets;
  const auto builtin = builtinFiles();
  const bool isBuiltin = std::ranges::any_of(builtin, [&](const BuiltinFile& file) {
    return file.kind == "lexicon" && file.id == idOrPath;
  });
  for (Lexicon& lexicon : loadLexicons(idOrPath)) {
    LexiconExamples set;
    set.lexicon = std::move(lexicon);
    set.file = besideOf(idOrPath);
    if (isBuiltin)
      addBuiltin(set);
    else
      addFromDisk(set);
    sets.push_back(std::move(set));
  }
  return sets;
}

std::string_view toText(ExampleOutcome outcome) {
  switch (outcome) {
    case ExampleOutcome::AsExpected:
      return "as expected";
    case ExampleOutcome::Wrong:
      return "wrong";
    case ExampleOutcome::KnownFailure:
      return "known to fail";
    case ExampleOutcome::NoLongerFails:
      return "no longer fails";
  }
  return "";
}

std::vector<ExampleResult> testExamples(const Lexicon& lexicon,
                                        const std::vector<Example>& examples) {
  // One vocabulary for all: compiling a lexicon takes longer than scanning an example.
  Tokenizer tokenizer;
  MemoryVocabulary vocabulary;
  std::vector<std::pair<Text, TokenStream>> texts;
  for (const Example& example : examples) {
    Text text;
    text.content = example.text;
    text.turns = findTurns(text.content);
    TokenStream tokens = streamOf(tokenizer, vocabulary, text.content, text.turns);
    texts.emplace_back(std::move(text), std::move(tokens));
  }
  const std::vector<Lexicon> alone{lexicon};
  const Screener screener(alone, vocabulary);
  std::vector<ExampleResult> results;
  for (std::size_t at = 0; at < examples.size(); ++at) {
    const auto& [text, tokens] = texts[at];
    ExampleResult result;
    result.candidate = rankDocument({}, {}, screener.scan(tokens, text), alone);
    for (const ScoreLine& line : explainScore(result.candidate, alone))
      result.points.push_back(line.points);
    result.outcome = outcomeOf(examples[at], result.candidate);
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace retold
