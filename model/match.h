#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/ids.h"
#include "model/span.h"

namespace retold {

/// What made a word of the text equal a word of the query or term, best first. A match is as good
/// as its worst word.
enum class How {
  Exact,      ///< letter for letter
  Case,       ///< only upper and lower case differ
  Folded,     ///< diacritics, letter forms, digits, joiners or hyphenation differ
  Twin,       ///< the same word in the language's other script
  Inflected,  ///< a form of the same word, or one with letters attached to it
  Prefix,     ///< a word that begins with the term, or holds its letters where it says *
  Misspelt,   ///< a letter or two are wrong
  Gap,        ///< several words within a distance
  Pattern     ///< a regular expression
};

/// What the words around a match say of it. Only an asserted match is a disclosure as it stands.
/// SameEpisode: passed on, or caught again, without having got out.
enum class MatchStatus {
  Asserted,
  Denied,
  Feared,
  OtherPerson,
  Question,
  Boilerplate,
  SameEpisode
};

/// One place where a lexicon's term or pattern fits a text.
struct Match {
  ByteSpan span;                ///< whole words, within one turn (two where a question is answered)
  std::vector<ByteSpan> words;  ///< the words that fit, in text order, within `span`
  std::string lexicon;          ///< id, "prior-trafficking"
  std::string lexiconDigest;    ///< SHA-256 of the lexicon's text, hex: names its exact version
  std::string language;         ///< of the term, BCP 47
  std::string category;         ///< the pattern's or concept's name
  std::string term;             ///< as written in the lexicon
  std::string gloss;            ///< English gloss of the term
  How how = How::Exact;
  MatchStatus status = MatchStatus::Asserted;
  std::string why;             ///< the cue that set the status, in words; empty when asserted
  double weight = 0;           ///< what it adds to the document's score
  std::uint32_t turn = 0;      ///< index into Text::turns
  std::uint32_t position = 0;  ///< of its first word among the text's words, from 0

  friend bool operator==(const Match&, const Match&) = default;
};

/// One document as a researcher should judge it.
struct Candidate {
  DocumentId document;
  TextId text;
  double score = 0;        ///< higher is likelier; comparable within one run only
  bool candidate = false;  ///< score reaches the lexicons' threshold
  std::vector<Match>
      matches;  ///< in the order in which to show them: the first is the best evidence
};

std::string_view toText(How how);
std::string_view toText(MatchStatus status);

}  // namespace retold
