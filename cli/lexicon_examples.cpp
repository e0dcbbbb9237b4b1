#include "cli/lexicon_examples.h"

#include <array>
#include <iterator>
#include <set>
#include <vector>

#include "cli/columns.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/examples.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};

std::vector<LexiconExamples> examplesNamed(const Arguments& arguments) {
  std::vector<std::string> names;
  for (std::size_t at = 1; at < arguments.operandCount(); ++at)
    names.push_back(arguments.operand(at, "ID"));
  if (names.empty()) {
    std::set<std::string_view> seen;
    for (const BuiltinFile& file : builtinFiles())
      if (file.kind == "lexicon" && seen.insert(file.id).second) names.emplace_back(file.id);
  }
  std::vector<LexiconExamples> all;
  for (const std::string& name : names)
    std::ranges::move(loadExamples(name), std::back_inserter(all));
  return all;
}

/// How many examples went how.
struct Tally {
  std::size_t examples = 0;
  std::size_t positive = 0;
  std::size_t asExpected = 0;
  std::size_t known = 0;
  std::size_t unexpected = 0;  ///< wrong, or no longer failing

  void count(const Example& example, ExampleOutcome outcome) {
    ++examples;
    positive += example.candidate ? 1 : 0;
    asExpected += outcome == ExampleOutcome::AsExpected ? 1 : 0;
    known += outcome == ExampleOutcome::KnownFailure ? 1 : 0;
    unexpected +=
        outcome == ExampleOutcome::Wrong || outcome == ExampleOutcome::NoLongerFails ? 1 : 0;
  }

  void add(const Tally& other) {
    examples += other.examples;
    positive += other.positive;
    asExpected += other.asExpected;
    known += other.known;
    unexpected += other.unexpected;
  }

  std::string words() const {
    std::string text = grouped(asExpected) + " of " + counted(examples, "example", "examples") +
                       " as expected (" + grouped(positive) + " +, " +
                       grouped(examples - positive) + " -)";
    if (known > 0) text += ", " + grouped(known) + " known to fail";
    return text;
  }
};

std::string_view quoteOf(const Example& example, const Match& match) {
  return std::string_view(example.text).substr(match.span.begin, match.span.size());
}

std::string expectation(const Example& example, const ExampleResult& result,
                        const Lexicon& lexicon) {
  if (result.outcome == ExampleOutcome::NoLongerFails) return "no longer fails: take the ? out";
  const std::string score = "the score is " + shortest(share(result.candidate.score)) + ", " +
                            (result.candidate.candidate ? "a candidate" : "no candidate") +
                            " (from " + shortest(lexicon.threshold) + ")";
  if (!example.candidate) return "expected no candidate, but " + score;
  if (result.candidate.candidate)
    return "expected an asserted match of " + example.category + ", but there is none";
  return "expected a candidate, but " + score;
}

void writeExample(const LexiconExamples& set, const Example& example, const ExampleResult& result,
                  const Console& console) {
  console.out << set.file << ':' << example.line << ": "
              << expectation(example, result, set.lexicon) << "\n    "
              << (example.candidate ? '+' : '-') << ' '
              << isolated(console, onOneLine(example.text)) << '\n';
  for (std::size_t at = 0; at < result.candidate.matches.size(); ++at) {
    const Match& match = result.candidate.matches[at];
    console.out << "    " << paddedLeft(shortest(share(result.points[at])), 5) << "  "
                << match.category << ", " << toText(match.status);
    if (!match.why.empty()) console.out << " (" << onOneLine(match.why) << ')';
    console.out << ": " << isolated(console, marked(console, onOneLine(quoteOf(example, match))))
                << "  by " << match.term;
    if (!match.gloss.empty()) console.out << " = " << match.gloss;
    console.out << '\n';
  }
  if (result.candidate.matches.empty()) console.out << "           no match\n";
}

class TestReport {
 public:
  TestReport(const std::vector<LexiconExamples>& sets, Console& console)
      : sets_(sets), console_(console) {}

  Tally asText() {
    Tally total;
    std::size_t tested = 0;
    for (const LexiconExamples& set : sets_) {
      if (!set.there) continue;
      ++tested;
      const Tally tally = run(set, [&](const Example& example, const ExampleResult& result) {
        if (result.outcome == ExampleOutcome::Wrong ||
            result.outcome == ExampleOutcome::NoLongerFails)
          writeExample(set, example, result, console_);
      });
      total.add(tally);
      if (sets_.size() > 1)
        console_.out << set.lexicon.id << " (" << set.lexicon.language << "): " << tally.words()
                     << '\n';
    }
    if (sets_.size() == 1 || tested > 1) console_.out << total.words() << '\n';
    return total;
  }

  Tally asRows() {
    RowWriter rows(console_.out, "csv",
                   {"file", "line", "lexicon", "language", "expected", "outcome", "score",
                    "candidate", "category", "status", "why", "term", "quote", "text"});
    Tally total;
    for (const LexiconExamples& set : sets_) {
      total.add(run(set, [&](const Example& example, const ExampleResult& result) {
        const Match best =
            result.candidate.matches.empty() ? Match{} : result.candidate.matches.front();
        const bool any = !result.candidate.matches.empty();
        rows.row({set.file, std::uint64_t{example.line}, set.lexicon.id, set.lexicon.language,
                  std::string(example.candidate ? "candidate" : "none"),
                  std::string(toText(result.outcome)), result.candidate.score,
                  result.candidate.candidate, best.category,
                  std::string(any ? toText(best.status) : ""), best.why, best.term,
                  std::string(quoteOf(example, best)), example.text});
      }));
    }
    return total;
  }

 private:
  template <class Sink>
  Tally run(const LexiconExamples& set, Sink sink) {
    Tally tally;
    const std::vector<ExampleResult> results = testExamples(set.lexicon, set.examples);
    for (std::size_t at = 0; at < results.size(); ++at) {
      tally.count(set.examples[at], results[at].outcome);
      sink(set.examples[at], results[at]);
    }
    return tally;
  }

  const std::vector<LexiconExamples>& sets_;
  Console& console_;
};

}  // namespace

int testLexicons(const Arguments& arguments, Console& console) {
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const std::vector<LexiconExamples> sets = examplesNamed(arguments);
  std::string without;
  bool any = false;
  for (const LexiconExamples& set : sets) {
    any |= set.there;
    if (!set.there)
      without += (without.empty() ? "" : ", ") + set.lexicon.id + " (" + set.lexicon.language + ")";
  }
  if (!any)
    throw Error(ErrorKind::NotFound, "there are no examples of " + without,
                "examples stand beside the lexicon's file, with .examples for .lexicon: " +
                    sets.front().file);
  TestReport report(sets, console);
  const Tally tally = csv ? report.asRows() : report.asText();
  if (!without.empty()) console.err << "without examples: " << without << '\n';
  return tally.unexpected > 0 ? 1 : 0;
}

}  // namespace retold
