#include "cli/code_suggest.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "cli/columns.h"
#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/tag/suggestions.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::array<std::string_view, 3> kFormats{"text", "csv", "jsonl"};

SuggestionChoice choiceFrom(const Arguments& arguments, const Storage& storage) {
  SuggestionChoice choice;
  if (const auto name = arguments.value("--document"))
    choice.document = requireDocument(storage, *name).id;
  if (const auto name = arguments.value("--code"))
    choice.code = codeNamed(storage.codebook(), *name).id;
  choice.coder = arguments.value("--coder");
  choice.everyStatus = arguments.has("--every-status");
  return choice;
}

void writeDocument(const std::string& name, bool first, Console& console) {
  console.out << (first ? "" : "\n") << isolated(console, onOneLine(name)) << '\n';
}

/// "why: debt* (debt), risk-factors en, denied: "no" stands 1 word before".
std::string reasonLine(const Suggestion& suggestion) {
  const Match& match = suggestion.match;
  std::string line = "why: " + onOneLine(match.term);
  if (!match.gloss.empty() && match.gloss != match.term)
    line += " (" + onOneLine(match.gloss) + ')';
  line += ", " + match.lexicon + ' ' + match.language;
  if (suggestion.count > 1) line += ", and " + grouped(suggestion.count - 1) + " more";
  if (match.status != MatchStatus::Asserted)
    line += "; " + std::string(toText(match.status)) + ": " + onOneLine(match.why);
  return line;
}

/// The review lines of the lexicons that suggested something, each once.
void writeReviews(const Suggestions& suggestions, Console& console) {
  std::map<std::string, std::set<std::string>> languages;
  for (const Lexicon& lexicon : suggestions.lexicons) {
    const bool used = std::ranges::any_of(suggestions.found, [&](const Suggestion& each) {
      return each.match.lexiconDigest == lexicon.digest;
    });
    if (used) languages[lexicon.id + ": " + reviewLine(lexicon)].insert(lexicon.language);
  }
  for (const auto& [line, tags] : languages) {
    const std::vector<std::string_view> views(tags.begin(), tags.end());
    console.out << line << " (" << listed(views, "and") << ")\n";
  }
}

void writePassedOver(const Suggestions& suggestions, Console& console) {
  if (suggestions.tagged > 0)
    console.err << counted(suggestions.tagged, "passage has", "passages have")
                << " the code already and " << (suggestions.tagged == 1 ? "is" : "are")
                << " not listed\n";
  if (suggestions.statuses > 0)
    console.err << counted(suggestions.statuses, "match is", "matches are")
                << " denied, feared, asked or about someone else and not listed; --every-status "
                   "lists them\n";
  for (const std::string& code : suggestions.unknownCodes)
    console.err << "the codebook of this project has no code " << onOneLine(code)
                << ": its passages are not listed\n";
}

void writeAsText(const Suggestions& suggestions, Console& console) {
  const std::string* current = nullptr;
  for (const Suggestion& each : suggestions.found) {
    if (!current || *current != each.name) writeDocument(each.name, current == nullptr, console);
    current = &each.name;
    console.out << "  " << each.code.name << "  " << rounded(each.strength) << "\n    "
                << isolated(console, '"' + onOneLine(each.quote) + '"') << "\n    "
                << reasonLine(each) << '\n';
  }
  if (current) console.out << '\n';
  console.out << counted(suggestions.found.size(), "suggestion", "suggestions")
              << "; nothing was tagged; " << searchedLine(suggestions.completeness) << '\n';
  writeReviews(suggestions, console);
}

void writeAsRows(const Suggestions& suggestions, std::string_view format, std::ostream& out) {
  RowWriter rows(out, format,
                 {"document", "begin", "end", "code", "strength", "status", "lexicon", "language",
                  "category", "term", "gloss", "match_begin", "match_end", "matches", "quote"});
  for (const Suggestion& each : suggestions.found) {
    const Match& match = each.match;
    rows.row({each.name, each.span.begin, each.span.end, each.code.name, share(each.strength),
              std::string(toText(match.status)), match.lexicon, match.language, match.category,
              match.term, match.gloss, match.span.begin, match.span.end, std::uint64_t{each.count},
              each.quote});
  }
}

void apply(Storage& storage, const Suggestions& suggestions, const std::string& coder,
           Console& console) {
  const std::vector<Coding> codings = applySuggestions(storage, suggestions, coder);
  std::map<std::string, std::uint64_t> documents;
  for (const Suggestion& each : suggestions.found) ++documents[each.name];
  for (const auto& [name, tags] : documents)
    console.out << isolated(console, onOneLine(name)) << ": " << counted(tags, "tag", "tags")
                << '\n';
  console.out << "Tagged " << counted(codings.size(), "passage", "passages") << " in "
              << counted(documents.size(), "document", "documents") << " as " << onOneLine(coder)
              << "; nobody has judged them.\n";
  writeReviews(suggestions, console);
}

}  // namespace

int runSuggest(const Arguments& arguments, const std::string& project, Console& console) {
  arguments.noMoreThan(2);
  const std::string_view format = arguments.choice("--format", kFormats);
  const bool applies = arguments.has("--apply");
  arguments.keepApart("--apply", std::array<std::string_view, 2>{"--every-status", "--format"});
  const auto coder = arguments.value("--coder");
  if (applies && (!coder || coder->empty()))
    arguments.complain("--apply needs --coder: whose tags they shall be, such as \"suggested\"");
  std::vector<std::string> ids = arguments.values("--lexicon");
  if (ids.empty()) ids = {"risk-factors", "protective-factors"};
  const auto storage = applies ? openToWrite(project, "code") : openToRead(project);
  const Suggestions suggestions = suggestCodings(*storage, lexiconsFor(*storage, ids),
                                                 choiceFrom(arguments, *storage), console.progress);
  console.progress.clear();
  writePassedOver(suggestions, console);
  if (applies)
    apply(*storage, suggestions, *coder, console);
  else if (format == "text")
    writeAsText(suggestions, console);
  else
    writeAsRows(suggestions, format, console.out);
  return 0;
}

}  // namespace retold
