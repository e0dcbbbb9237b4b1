#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "model/diagnostic.h"
#include "model/match.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// Where `quote` stands in `content`: first letter for letter; when it does not, with any run of
/// white space equal to any other; when it does not, with straight and curly quotation marks and
/// apostrophes equal too. In order, not overlapping.
std::vector<ByteSpan> findQuote(std::string_view content, std::string_view quote);

/// The code that a person means: by full name or, where it is the only one, by its last part or
/// label. Throws Error(Refused) that names the nearest codes.
Code codeNamed(const Codebook& codebook, std::string_view name);

/// Codes for what was typed so far, best first: those that have words of label and name that begin
/// so, all typed parts in any order, the ones of `recent` (newest first) in front. Where none does:
/// those that have the typed letters in this order, the first at the beginning of a word ("fsup":
/// Family support), with the fewest jumps into the middle of a word. Retired ones left out.
std::vector<Code> suggestCodes(const Codebook& codebook, std::string_view typed, std::size_t limit,
                               const std::vector<CodeId>& recent = {});

/// Tags `span` of the document's current text (snapped to grapheme clusters) with one code, as one
/// event. `trace`: the match that led there. Throws as Storage::apply.
Coding tagPassage(Storage& storage, DocumentId document, ByteSpan span, const Code& code,
                  const std::string& coder, const std::string& memo,
                  const std::optional<LexiconTrace>& trace);

/// The coding that tagPassage() stores; stores nothing. Throws the same, but for a passage that is
/// tagged already.
Coding newCoding(const Storage& storage, DocumentId document, ByteSpan span, const Code& code,
                 const std::string& coder, const std::string& memo,
                 const std::optional<LexiconTrace>& trace);

/// The coder has tagged the coding's passage with its code.
bool isTagged(const Storage& storage, const Coding& coding);

void untag(Storage& storage, const Coding& coding, const std::string& coder);

/// A match as it is kept with what was decided on it; keeps the lexicon's text in the project.
LexiconTrace traceOf(Storage& storage, const Match& match, const Text& text,
                     const std::vector<Lexicon>& lexicons);

struct Judgement {
  Subject subject = Subject::Document;
  Uuid subjectId;
  Verdict verdict = Verdict::Unsure;
  std::string question = "prior-trafficking";
  std::string reason;
  std::string reader;  ///< as Decision::reader
  std::vector<std::string> quotes;
  std::optional<LexiconTrace> trace;
  Certainty certainty = Certainty::Unstated;  ///< as Decision::certainty
};
/// Throws Error(Refused) where a certainty is given with another verdict than Confirm or with a
/// match; and as Storage::apply.
Decision decide(Storage& storage, const Judgement& judgement, const std::string& coder);

/// Which match of a document a decision is on: two matches of one place are judged apart where
/// other terms found them.
struct MatchKey {
  TextId text;  ///< nil fits any, as in what was written before schema step 2
  ByteSpan span;
  std::string lexicon;  ///< id
  std::string term;
  bool fits(const LexiconTrace& trace) const;
};
MatchKey keyOf(const Match& match, TextId text);
MatchKey keyOf(const LexiconTrace& trace);

/// The newest decision on a subject by a coder (any coder when empty), for a question. For matches:
/// of this document with a trace that fits. Of several coders' newest decisions, one that the file
/// cannot be read gives way to any other.
std::optional<Decision> newestDecision(const std::vector<Decision>& decisions, Subject subject,
                                       const Uuid& id, std::string_view question,
                                       std::string_view coder,
                                       const std::optional<MatchKey>& match = std::nullopt);

/// Name of a match that `retold decide --match` takes: "document@begin-end".
std::string matchName(std::string_view document, ByteSpan span);
std::optional<std::pair<std::string, ByteSpan>> parseMatchName(std::string_view name);

/// What applying a decisions file did.
struct DecisionsReport {
  std::uint64_t rows = 0, confirmed = 0, rejected = 0, unsure = 0, cannotRead = 0, coded = 0;
  std::vector<Diagnostic> diagnostics;  ///< rows that could not be applied: line, column, why
};

/// Applies a table of decisions (tsv or csv with a header: document, action
/// [confirm|reject|unsure|cannot-read|code], code, quote, reason, reader, certainty), one event per
/// row; a row that is in already (same coder, subject, verdict, reader, certainty, quote) is not
/// applied twice. A confirm without certainty keeps the coder's own from before. "\n" in a quote is
/// a line end. A quote that lies in a match of `lexicons` is traced to it.
DecisionsReport applyDecisions(Storage& storage, std::string_view table, std::string_view file,
                               const std::string& coder, const std::vector<Lexicon>& lexicons);

}  // namespace retold
