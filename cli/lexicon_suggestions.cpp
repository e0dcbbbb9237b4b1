#include "cli/lexicon_suggestions.h"

#include <array>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/lexicon/suggestions.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 2> kFormats{"text", "csv"};

std::string contextOf(const SuggestionExample& example) {
  return onOneLine(example.context.left + example.context.match + example.context.right);
}

void writeRows(const TermSuggestions& found, RowWriter rows) {
  for (const SuggestedTerm& each : found.terms) {
    const bool phrase = each.words.find(' ') != std::string::npos;
    rows.row({std::string(phrase ? "phrase" : "word"),
              each.words,
              each.g2,
              each.near,
              each.elsewhere,
              each.passages,
              each.common,
              {},
              {},
              {},
              each.example.document,
              each.example.span.begin,
              each.example.span.end,
              contextOf(each.example)});
  }
  for (const SuggestedSpelling& each : found.spellings)
    rows.row({std::string("spelling"),
              each.word,
              {},
              {},
              {},
              {},
              {},
              each.like,
              std::uint64_t{each.distance},
              each.count,
              each.example.document,
              each.example.span.begin,
              each.example.span.end,
              contextOf(each.example)});
}

std::string shown(const SuggestionExample& example, const Console& console) {
  return isolated(console, onOneLine(example.document)) + ": " +
         isolated(console, onOneLine(example.context.left) +
                               marked(console, onOneLine(example.context.match)) +
                               onOneLine(example.context.right));
}

void writeTerms(const TermSuggestions& found, std::uint32_t near, const Console& console,
                std::ostream& out) {
  if (!found.enoughPassages()) {
    out << "Words near confirmed passages are not counted: there are "
        << counted(found.passages, "confirmed passage", "confirmed passages") << ", and fewer than "
        << TermSuggestions::kFewestPassages << " say nothing\n\n";
    return;
  }
  out << "Words more frequent within " << counted(near, "word", "words") << " of "
      << counted(found.passages, "confirmed passage", "confirmed passages") << " in "
      << counted(found.documents, "document", "documents") << " than elsewhere\n";
  TextTable table({">G2", ">near", ">elsewhere", ">passages", "words", "example"});
  for (const SuggestedTerm& each : found.terms)
    table.add({rounded(each.g2), grouped(each.near), grouped(each.elsewhere),
               grouped(each.passages), each.words + (each.common ? " (common)" : ""),
               shown(each.example, console)});
  out << (table.empty() ? "none\n" : table.text()) << '\n';
}

void writeSpellings(const TermSuggestions& found, const Console& console, std::ostream& out) {
  out << "Words that are nearly one of the lexicon's, and that it does not find\n";
  TextTable table({">times", ">documents", "word", "like", ">letters", "example"});
  for (const SuggestedSpelling& each : found.spellings)
    table.add({grouped(each.count), grouped(each.documents), each.word, each.like,
               grouped(each.distance), shown(each.example, console)});
  out << (table.empty() ? "none\n" : table.text()) << '\n';
}

void writeSummary(const TermSuggestions& found, std::ostream& out) {
  out << counted(found.terms.size() + found.spellings.size(), "suggestion", "suggestions")
      << "; nothing was added to the lexicon; " << searchedLine(found.completeness) << '\n';
}

}  // namespace

int suggestTerms(const Arguments& arguments, Console& console) {
  const std::string& project = arguments.operand(1, "PROJECT");
  arguments.noMoreThan(2);
  const bool csv = arguments.choice("--format", kFormats) == "csv";
  const std::vector<std::string> ids = requireLexicons(arguments);
  TermSuggestionOptions options;
  options.near = static_cast<std::uint32_t>(arguments.number("--near", options.near, 1, 100));
  options.most = arguments.number("--most", options.most, 1, 10'000);
  options.question = arguments.value("--question", options.question);
  const auto storage = openToRead(project);
  const TermSuggestions found =
      suggestTerms(*storage, lexiconsFor(*storage, ids), options, console.progress);
  console.progress.clear();
  Results results(console, arguments.value("--out"));
  if (csv) {
    writeRows(found,
              RowWriter(results.stream(), "csv",
                        {"kind", "words", "g2", "near", "elsewhere", "passages", "common", "like",
                         "letters", "times", "document", "begin", "end", "context"}));
    if (!found.enoughPassages())
      console.err << counted(found.passages, "confirmed passage", "confirmed passages")
                  << ": words near them are counted from " << TermSuggestions::kFewestPassages
                  << " on\n";
  } else {
    writeTerms(found, options.near, console, results.stream());
    writeSpellings(found, console, results.stream());
  }
  results.finish();
  writeSummary(found, csv || arguments.has("--out") ? console.err : console.out);
  return 0;
}

}  // namespace retold
