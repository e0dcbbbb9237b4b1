#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/ids.h"
#include "model/match.h"
#include "model/span.h"
#include "model/time.h"

namespace retold {

/// One lexicon of a run, by its exact text.
struct RunLexicon {
  std::string id;
  std::string language;  ///< BCP 47
  std::string version;   ///< as its header says
  std::string digest;    ///< SHA-256 of its text, hex; the text is kept in the project under it
  friend bool operator==(const RunLexicon&, const RunLexicon&) = default;
};

/// A match as a run keeps it: where, not what is said there.
struct RunMatch {
  ByteSpan span;
  std::uint32_t lexicon = 0;  ///< index into ScreeningRun::lexicons
  std::string category;
  MatchStatus status = MatchStatus::Asserted;
  friend bool operator==(const RunMatch&, const RunMatch&) = default;
};

/// A document in which a run found something.
struct RunDocument {
  DocumentId document;
  TextId text;  ///< that the spans point into
  double score = 0;
  bool candidate = false;
  std::vector<RunMatch> matches;  ///< best evidence first
  friend bool operator==(const RunDocument&, const RunDocument&) = default;
};

/// One screening of a whole project: what went in, and what was found. Derived, so that keeping one
/// is no event; it lets a later run be compared, and tells what a coder could know when deciding.
struct ScreeningRun {
  RunId id;
  std::uint64_t number = 0;  ///< from 1; given when it is kept
  Timestamp time;
  std::string coder;    ///< who screened; empty where not known
  std::string program;  ///< version of Retold: its rules judge the matches

  std::vector<RunLexicon> lexicons;    ///< in the order in which they ran
  double cutOff = 0;                   ///< the score from which a document is a candidate
  std::string matching;                ///< "strict" | "as-marked" | "tolerant"
  std::vector<std::string> languages;  ///< that the user restricted the lexicons to; empty = all
  std::uint64_t documents = 0;         ///< that were searched
  std::string corpus;  ///< SHA-256, hex, of the lines "DOCUMENT-ID TEXT-ID\n" of these, sorted

  std::uint64_t candidates = 0;
  std::uint64_t matches = 0;
  std::vector<RunDocument>
      found;  ///< those with a match, by id; empty where only the head was read

  friend bool operator==(const ScreeningRun&, const ScreeningRun&) = default;
};

}  // namespace retold
