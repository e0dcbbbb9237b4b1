#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/ids.h"
#include "model/span.h"
#include "model/time.h"

namespace retold {

/// The lexicon term that led a coder to a passage. Kept with what was decided, so that it can still
/// be explained when the lexicon has changed.
struct LexiconTrace {
  std::string lexicon;
  std::string lexiconDigest;  ///< as Match::lexiconDigest; the text is kept in the project under it
  std::string version;        ///< as the lexicon's header says
  std::string term;
  ByteSpan span;
  std::string quote;
  TextId text;  ///< that `span` points into; nil in what was written before schema step 2
  friend bool operator==(const LexiconTrace&, const LexiconTrace&) = default;
};

/// One passage tagged with one code by one coder.
struct Coding {
  CodingId id;
  DocumentId document;
  TextId text;  ///< the text that `span` points into
  ByteSpan span;
  std::string quote;  ///< text.substr(span) when it was made; re-checked on opening and export
  CodeId code;
  std::string coder;
  std::string memo;
  std::optional<LexiconTrace> trace;
  Timestamp time;
  bool important = false;  ///< marked by the coder: to be quoted, to come back to
  friend bool operator==(const Coding&, const Coding&) = default;
};

/// CannotRead is no judgement: it asks that somebody who knows the language reads the file.
enum class Verdict { Confirm, Reject, Unsure, CannotRead };

std::string_view toText(Verdict verdict);  ///< "confirm" | "reject" | "unsure" | "cannot-read"
std::optional<Verdict> parseVerdict(std::string_view text);

/// How sure the file is of a case that is confirmed: somebody's concern, a known event, or one that
/// is feared to come again.
enum class Certainty { Unstated, Concern, Known, FearedAgain };

std::string_view toText(Certainty certainty);  ///< "" | "concern" | "known" | "feared-again"
std::optional<Certainty> parseCertainty(std::string_view text);

/// What a decision is about.
enum class Subject { Case, Document, Match };

/// A coder's judgement. Of several on one subject, question and coder the newest counts; none is
/// lost.
struct Decision {
  DecisionId id;
  Subject subject = Subject::Document;
  Uuid subjectId;        ///< CaseId, or DocumentId for Document and Match
  std::string question;  ///< "prior-trafficking" unless said otherwise
  std::string coder;
  Verdict verdict = Verdict::Unsure;
  std::string reason;
  std::string reader;                 ///< of CannotRead: who is to read it; empty = anybody who can
  std::vector<std::string> quotes;    ///< passages that the coder named as evidence
  std::optional<LexiconTrace> trace;  ///< the match it was made on; always there for Subject::Match
  Timestamp time;
  Certainty certainty = Certainty::Unstated;  ///< of Confirm on a case or document only
  friend bool operator==(const Decision&, const Decision&) = default;
};

/// A note on anything: `about` is the id of a document, case, code, coding, or of nothing (the
/// project).
struct Memo {
  MemoId id;
  Uuid about;
  std::string text;
  std::string coder;
  Timestamp time;
  friend bool operator==(const Memo&, const Memo&) = default;
};

/// The role that the user gave to a speaker of a document; overrides the importer's guess.
struct SpeakerCorrection {
  Uuid id;  ///< of the correction
  DocumentId document;
  std::string speaker;  ///< label as in Turn::speaker
  SpeakerRole role = SpeakerRole::Unknown;
  friend bool operator==(const SpeakerCorrection&, const SpeakerCorrection&) = default;
};

}  // namespace retold
