#include <algorithm>
#include <array>

#include "cli/columns.h"
#include "cli/commands.h"
#include "cli/decide_list.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/own_lexicons.h"
#include "queries/screen/screener.h"
#include "queries/tag/judging.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr Option kOptions[] = {
    {"--case", "NAME", "judge this case"},
    {"--document", "NAME", "judge this document; its bare file name is enough where it is unique"},
    {"--match", "NAME",
     "judge this match: DOCUMENT@BEGIN-END, as \"retold screen --per match\" shows it"},
    {"--question", "Q", "what was asked; \"prior-trafficking\" where this is left out"},
    {"--reason", "TEXT", "why"},
    {"--reader", "NAME",
     "with cannot-read: who is to read it; anybody who can where this is left out. With \"list\": "
     "only what was left to this reader"},
    {"--certainty", "HOW",
     "with confirm: how sure the file is of it: concern (somebody's), known, or feared-again "
     "(feared to come once more)"},
    {"--quote", "TEXT", "a passage that is evidence; it must stand in the document", "", true},
    {"--coder", "NAME", "who judges; your login name where this is left out"},
    {"--from", "FILE",
     "apply a table of decisions (tsv or csv) with the columns document, action, code, quote, "
     "reason, reader, certainty; action is confirm, reject, unsure, cannot-read or code"},
    {"--lexicon", "ID",
     "the lexicon that led there (with --match; all there are where this is left out) or may "
     "have led there (with --from)",
     "", true},
    {"--format", "FMT", "with \"list\": text (the default), csv or jsonl"},
};

/// Of the built-in lexicons and the project's own.
std::vector<std::string> lexiconIds(const Storage& storage) {
  std::vector<std::string> ids;
  for (const LexiconEntry& each : lexiconEntries(storage)) {
    if (!each.text().empty() && std::ranges::find(ids, each.id) == ids.end())
      ids.push_back(each.id);
  }
  return ids;
}

int applyTable(const Arguments& arguments, Storage& storage, const std::string& coder,
               Console& console) {
  const std::string file = *arguments.value("--from");
  const std::string table = readUserFile(file);
  const DecisionsReport report = applyDecisions(
      storage, table, file, coder, lexiconsFor(storage, arguments.values("--lexicon")));
  write(console.err, report.diagnostics);
  console.out << counted(report.rows, "row", "rows") << " by " << coder << ": "
              << grouped(report.confirmed) << " confirmed, " << grouped(report.rejected)
              << " rejected, " << grouped(report.unsure) << " unsure, "
              << (report.cannotRead > 0 ? grouped(report.cannotRead) + " left to a reader, " : "")
              << counted(report.coded, "passage", "passages") << " tagged\n";
  const bool failed = std::ranges::any_of(report.diagnostics, [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::Error;
  });
  return failed ? 1 : 0;
}

/// The match that a person names, kept with the decision.
LexiconTrace traceOfMatch(const Arguments& arguments, Storage& storage, const Document& document,
                          ByteSpan span) {
  std::vector<std::string> ids = arguments.values("--lexicon");
  if (ids.empty()) ids = lexiconIds(storage);
  const std::vector<Lexicon> lexicons = lexiconsFor(storage, ids);
  const Text text = requireText(storage, document);
  for (const Match& match : scanText(lexicons, text.content)) {
    if (match.span == span) return traceOf(storage, match, text, lexicons);
  }
  throw Error(ErrorKind::NotFound, "there is no match at " + matchName(document.name, span),
              "\"retold screen PROJECT --lexicon ID --per match\" shows the matches");
}

/// Checks that every quote stands in one of the documents.
void requireQuotes(const Storage& storage, const std::vector<std::string>& quotes,
                   const std::vector<DocumentId>& documents, const std::string& where) {
  std::vector<bool> found(quotes.size(), false);
  for (const DocumentId id : documents) {
    const Text text = requireText(storage, *storage.document(id));
    for (std::size_t at = 0; at < quotes.size(); ++at)
      found[at] = found[at] || !findQuote(text.content, quotes[at]).empty();
  }
  const auto missing = std::ranges::find(found, false);
  if (missing == found.end()) return;
  throw Error(ErrorKind::Refused,
              "the quote \"" + quotes[std::size_t(missing - found.begin())] +
                  "\" does not stand in " + where,
              "copy the words as they stand in the text; nothing was stored");
}

/// What --case, --document or --match names, and its name.
std::string nameSubject(const Arguments& arguments, Storage& storage, Judgement& judgement) {
  std::vector<DocumentId> documents;
  std::string name;
  std::optional<std::pair<Document, ByteSpan>> match;
  if (const auto caseName = arguments.value("--case")) {
    const Case found = requireCase(storage, *caseName);
    judgement.subject = Subject::Case;
    judgement.subjectId = found.id;
    documents = storage.documentsOf(found.id);
    name = "case " + found.name;
  } else if (const auto matchText = arguments.value("--match")) {
    const auto named = parseMatchName(*matchText);
    if (!named) arguments.complain("--match takes DOCUMENT@BEGIN-END, not \"" + *matchText + "\"");
    match.emplace(requireDocument(storage, named->first), named->second);
    judgement.subject = Subject::Match;
    judgement.subjectId = match->first.id;
    documents = {match->first.id};
    name = "match " + matchName(match->first.name, match->second);
  } else {
    const Document found = requireDocument(storage, *arguments.value("--document"));
    judgement.subject = Subject::Document;
    judgement.subjectId = found.id;
    documents = {found.id};
    name = "document " + found.name;
  }
  requireQuotes(storage, judgement.quotes, documents, name);
  if (match) judgement.trace = traceOfMatch(arguments, storage, match->first, match->second);
  return name;
}

std::string pastTense(const Judgement& judgement) {
  switch (judgement.verdict) {
    case Verdict::Confirm:
      return "Confirmed";
    case Verdict::Reject:
      return "Rejected";
    case Verdict::Unsure:
      return "Marked unsure";
    case Verdict::CannotRead:
      break;
  }
  return "Left to " + (judgement.reader.empty() ? "anybody who can read it" : judgement.reader);
}

Verdict verdictFrom(const Arguments& arguments) {
  constexpr std::array<std::string_view, 4> verdicts{"confirm", "reject", "unsure", "cannot-read"};
  const int subjects = int(arguments.has("--case")) + int(arguments.has("--document")) +
                       int(arguments.has("--match"));
  if (subjects != 1)
    arguments.complain("say what is judged: one of --case, --document and --match");
  const Verdict verdict = *parseVerdict(arguments.action(1, verdicts));
  if (verdict != Verdict::CannotRead && arguments.has("--reader"))
    arguments.complain("--reader goes with cannot-read and \"list\" only");
  if (arguments.has("--certainty") && (verdict != Verdict::Confirm || arguments.has("--match")))
    arguments.complain("--certainty goes with confirm of a case or document only");
  return verdict;
}

Certainty certaintyFrom(const Arguments& arguments) {
  constexpr std::array<std::string_view, 3> certainties{"concern", "known", "feared-again"};
  if (!arguments.has("--certainty")) return Certainty::Unstated;
  return *parseCertainty(arguments.choice("--certainty", certainties));
}

constexpr std::array<std::string_view, 8> kNotWithTable{"--case",     "--document", "--match",
                                                        "--question", "--reason",   "--quote",
                                                        "--reader",   "--certainty"};

}  // namespace

constexpr Usage kDecideUsage{
    .forms =
        "PROJECT (--case | --document | --match) NAME confirm|reject|unsure [options]\n"
        "PROJECT (--case | --document | --match) NAME cannot-read [--reader NAME]\n"
        "PROJECT --from FILE [--coder NAME] [--lexicon ID]...\n"
        "PROJECT list [--case NAME | --document NAME] [--question Q] [--coder NAME] "
        "[--reader NAME] [--format FMT]",
    .about =
        "Stores a coder's judgement, with the reason and the evidence. A newer decision on "
        "the same question by the same coder counts in place of the older one; none is lost. "
        "\"cannot-read\" is no judgement: it leaves a file to somebody who knows its language, "
        "until anybody confirms or rejects it; \"retold status\" counts the files that wait. "
        "\"list\" shows all decisions, the oldest first.",
    .options = kOptions,
    .notes =
        "Columns of csv and jsonl (list)\n"
        "  id, subject, name, question, verdict, coder, reason, quotes, lexicon, term,\n"
        "  match, time, counts, reader, waiting, certainty; \"counts\" is no where the\n"
        "  coder has decided anew since, \"waiting\" yes where nobody has read it yet",
    .examples =
        "retold decide study.retold --document anna-03.txt confirm \\\n"
        "    --certainty known --quote 'They sold me a second time'\n"
        "retold decide study.retold --match anna-03.txt@120-151 reject \\\n"
        "    --reason 'speaks of her sister'\n"
        "retold decide study.retold --document drita-02.txt cannot-read --reader Besa\n"
        "retold decide study.retold --from decisions.tsv --coder Ana\n"
        "retold decide study.retold list --format csv > decisions.csv",
    .failure = "the decision, or a row of the table, could not be stored; other rows are",
};

int runDecide(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("decide", kDecideUsage, words);
  const std::string& project = arguments.operand(0, "PROJECT");
  if (arguments.operandCount() > 1 && arguments.operand(1, "list") == "list" &&
      !arguments.has("--from"))
    return listDecisions(arguments, project, console);
  if (arguments.has("--format")) arguments.complain("--format goes with \"list\" only");
  const std::string coder = arguments.value("--coder", console.user);
  if (arguments.has("--from")) {
    arguments.keepApart("--from", kNotWithTable);
    arguments.noMoreThan(1);
    return applyTable(arguments, *openToWrite(project, "decide"), coder, console);
  }
  Judgement judgement;
  judgement.verdict = verdictFrom(arguments);
  arguments.noMoreThan(2);
  judgement.question = arguments.value("--question", judgement.question);
  judgement.reason = arguments.value("--reason", "");
  judgement.reader = arguments.value("--reader", "");
  judgement.quotes = arguments.values("--quote");
  judgement.certainty = certaintyFrom(arguments);
  const auto storage = openToWrite(project, "decide");
  const std::string name = nameSubject(arguments, *storage, judgement);
  decide(*storage, judgement, coder);
  const std::string_view sure = inWords(judgement.certainty);
  console.out << onOneLine(pastTense(judgement)) << ": " << onOneLine(name) << " (question "
              << judgement.question << ", by " << coder << (sure.empty() ? "" : ", ") << sure
              << ")\n";
  return 0;
}

}  // namespace retold
