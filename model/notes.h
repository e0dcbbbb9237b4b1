#pragma once

#include <string>
#include <vector>

#include "model/ids.h"
#include "model/span.h"
#include "model/time.h"

namespace retold {

/// A passage that makes one fear for a person: to be told to whoever is responsible, apart from
/// coding. Open until it is settled.
struct Concern {
  ConcernId id;
  DocumentId document;
  TextId text;  ///< the text that `span` points into
  ByteSpan span;
  std::string quote;  ///< text.substr(span) when it was raised
  std::string note;   ///< why; may be empty
  std::string coder;  ///< who raised it
  Timestamp time;
  bool settled = false;
  std::string outcome;    ///< what was done; empty while it is open
  std::string settledBy;  ///< empty while it is open
  Timestamp settledTime;
  friend bool operator==(const Concern&, const Concern&) = default;
};

/// A passage in the place where it was found.
struct FoundPlace {
  DocumentId document;
  TextId text;  ///< that `span` points into
  ByteSpan span;
  friend auto operator<=>(const FoundPlace&, const FoundPlace&) = default;
};

/// Passages that a search found, kept under a name: what the query gave on that day.
struct ResultSet {
  ResultSetId id;
  std::string name;   ///< unique in the project
  std::string query;  ///< as typed, or how it was made of other sets: "A minus B"
  std::vector<FoundPlace> places;
  std::string coder;
  Timestamp time;
  bool damaged = false;  ///< its passages cannot be read: `places` is empty; apply() refuses it
  friend bool operator==(const ResultSet&, const ResultSet&) = default;
};

/// One cell of a framework matrix (Ritchie & Spencer 1994): what a case says on a code, in the
/// researcher's own words, with the codings that it rests on.
struct Summary {
  SummaryId id;
  CaseId caseId;  ///< at most one summary for a case, code and coder
  CodeId code;
  std::string text;
  std::vector<CodingId> codings;  ///< those that are removed later stay named here
  std::string coder;
  Timestamp time;
  bool damaged =
      false;  ///< what it rests on cannot be read: `codings` is empty; apply() refuses it
  friend bool operator==(const Summary&, const Summary&) = default;
};

/// A lexicon that the researcher wrote or changed: it lives in the project, and stands in place of
/// a built-in one of its id and language.
struct OwnLexicon {
  OwnLexiconId id;
  std::string lexicon;   ///< its id, "prior-trafficking"
  std::string language;  ///< BCP 47; one lexicon of an id for each language
  std::string text;      ///< of the .lexicon file
  std::string coder;     ///< who saved it last
  Timestamp time;
  friend bool operator==(const OwnLexicon&, const OwnLexicon&) = default;
};

}  // namespace retold
