#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/word_variation.h"
#include "model/diagnostic.h"
#include "model/query.h"

namespace retold {

/// A term as a tree. See docs/lexicon-format.md for the syntax.
struct TermExpression {
  enum class Kind {
    Phrase,   ///< `words`, one after the other
    Number,   ///< a number from `from` to `to`, both included
    Concept,  ///< any term of the concept `name`
    Pattern,  ///< RE2 `regex` on the stored text of one passage, its span widened to whole tokens
    Any,      ///< one of `children`
    Near,     ///< two children, at most `distance` words between them, either order (~n)
    Then      ///< two children, the second begins after the first, at most `distance` words between
              ///< (>n)
  };
  Kind kind = Kind::Phrase;
  std::vector<QueryWord> words;
  std::string name;
  std::string regex;
  std::uint32_t distance = 0;
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::vector<TermExpression> children;
};

/// One line of a lexicon: what to look for and what it means in English.
struct Term {
  std::string source;  ///< as written
  std::string gloss;
  TermExpression expression;
  std::uint32_t line = 0;
};

/// A named set of terms that patterns refer to as @name. A concept by itself gives no match.
struct Concept {
  std::string name;
  std::string gloss;
  std::vector<Term> terms;
};

/// Whether a pattern's terms count by themselves or only as a question that was answered so: "had
/// this happened before?" discloses by a yes, "was it the first time?" by a no.
enum class Answered { NoMatter, Yes, No };

/// A category of matches: its terms are what the screener reports.
struct Pattern {
  std::string name;
  std::string gloss;
  double weight = 1.0;
  Answered answered = Answered::NoMatter;
  bool negated = false;  ///< its terms say no themselves ("not the first time"): no not cue reaches
  std::string code;  ///< name of the code that a match suggests, "risk/economic/poverty"; "" none
  std::vector<Term> terms;
};

/// Words that change the status of a match near them. Affirm and Deny stand at the beginning of an
/// answer, and so does Detail, which tells where or when instead of yes. Neutral look like another
/// cue and are none ("not only"). Self ("I", "us") and Third ("she") tell of whom a respondent
/// speaks. Asked tells that a note reports a question ("I asked her whether"), Onward that somebody
/// was passed on or caught again without having got out ("to the second owner", "the same night").
struct Cue {
  enum class Kind {
    Not,
    If,
    OtherPerson,
    Affirm,
    Deny,
    Boilerplate,
    Neutral,
    Detail,
    Self,
    Third,
    Asked,
    Onward
  };
  Kind kind = Kind::Not;
  std::uint32_t before = 0;  ///< a cue at most this many words before the match counts
  std::uint32_t after = 0;   ///< the same behind it
  std::string gloss;
  std::vector<Term> terms;
};

/// Where one of these stands, a match is dropped of which it overlaps a word that fits.
struct Exclusion {
  std::string name;
  std::string gloss;
  std::vector<Term> terms;
};

enum class ReviewStatus { Drafted, Reviewed };

/// How far a lexicon of a language was worked out.
enum class Coverage { InDepth, Starter };

/// What one lexicon file says. Immutable once read.
struct Lexicon {
  std::string id;
  std::string title;
  std::string language;  ///< BCP 47
  std::string version;
  std::string authors;
  std::string sources;
  ReviewStatus review = ReviewStatus::Drafted;
  std::string reviewers;
  Coverage coverage = Coverage::InDepth;
  std::string uses;                    ///< id of the shared patterns that it brings in
  WordVariation variation;             ///< how the language's words may differ from a term's
  bool diacriticsDistinguish = false;  ///< in a passage that carries marks, "bán" is not "bạn"
  bool exactPhrases = false;           ///< `matching: exact-phrases`: case is ignored, nothing else
  double threshold = 1.0;              ///< a document whose score reaches it is a candidate
  std::vector<Concept> concepts;
  std::vector<Pattern> patterns;
  std::vector<Cue> cues;
  std::vector<Exclusion> exclusions;
  std::vector<Term> scopeEnds;  ///< words that end a cue's reach ("but"), besides sentence ends
  std::string text;    ///< the file as read, with the shared patterns that it uses written out
  std::string digest;  ///< sha256(text)
};

/// A lexicon, or every fault of its file by line and column. `lexicon` holds what could be read;
/// use it only when no diagnostic is an error.
struct LexiconReading {
  Lexicon lexicon;
  std::vector<Diagnostic> diagnostics;
  bool ok() const;
};

/// Reads docs/lexicon-format.md. `file` names it in diagnostics.
LexiconReading readLexicon(std::string_view text, std::string_view file);

/// "drafted, not yet read by a fluent reader" or "reviewed by …", and "starter" where it is one:
/// said wherever results appear.
std::string reviewLine(const Lexicon& lexicon);

/// The built-in lexicons of this id (one per language), or, when `idOrPath` names a file, that
/// file. Throws Error(NotFound) that lists the ids there are, Error(Refused) with every fault of a
/// file that cannot be used.
std::vector<Lexicon> loadLexicons(std::string_view idOrPath);

}  // namespace retold
