#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// A term line as its author edits it.
struct TermText {
  std::string expression;  ///< what stands before the gloss
  std::string gloss;
  std::string note;  ///< the comment lines right above it that are set in as a term is, without #
  friend bool operator==(const TermText&, const TermText&) = default;
};

struct OutlineTerm {
  TermText text;
  std::uint32_t line = 0;  ///< of the term; its note stands above
};

struct OutlineSection {
  std::string kind;     ///< "concept", "pattern", "exclude", "cue" or "scope-ends"
  std::string name;     ///< of a cue its kind, "other-person"; empty for scope-ends
  std::string options;  ///< behind the name: "weight 1.2, code risk/debt"
  std::string gloss;
  std::uint32_t line = 0;  ///< of the head
  std::vector<OutlineTerm> terms;
};

struct OutlineHeader {
  std::string key;
  std::string value;
  std::uint32_t line = 0;
};

/// The lines of a lexicon file by what they are meant as, also where the file has faults. Lines are
/// counted as readLexicon() counts them.
struct LexiconOutline {
  std::vector<OutlineHeader> headers;
  std::vector<OutlineSection> sections;
  bool exactPhrases = false;

  /// The value of a header; empty where it is not there.
  std::string header(std::string_view key) const;
};

/// Reads structure only, fast enough for each keystroke. What stands behind a line `shared:` is not
/// part of it.
LexiconOutline outlineOf(std::string_view text);

/// A term line taken apart: byte positions in it.
struct TermLineParts {
  std::size_t begin = 0;   ///< of the expression
  std::size_t end = 0;     ///< of the expression, white space left out
  std::size_t equals = 0;  ///< the = before the gloss; the line's size where there is none
  std::size_t gloss = 0;   ///< where the gloss begins
  std::size_t glossEnd = 0;
};
TermLineParts partsOf(std::string_view termLine, bool exactPhrases);

}  // namespace retold
