#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.h"
#include "model/diagnostic.h"
#include "model/ids.h"
#include "model/span.h"

namespace retold {

/// A question asked of codings, as a tree. It gives passages: stretches of one text. Run by
/// retrieve().
struct CodeQuery {
  enum class Kind {
    Code,       ///< passages tagged with the code or one below it
    Any,        ///< passages tagged with anything
    Or,         ///< passages of any child
    And,        ///< what a passage of each child covers: their common stretch
    Not,        ///< passages of the first child that share nothing with one of the second
    Overlaps,   ///< passages of the first child that share something with one of the second
    Within,     ///< ... that lie within one of the second
    Encloses,   ///< ... that hold one of the second
    Near,       ///< ... with at most `distance` words between them and one of the second
    Followed,   ///< ... with one of the second behind them, at most `distance` words between
    Speaker,    ///< passages of the child in which `name` (a label or a role) says something
    Coder,      ///< the child, asked of the codings of coder `name` only
    Important,  ///< the child, asked of codings that are marked important only
    Attribute   ///< the child, in documents whose attribute `name` has `value`
  };
  Kind kind = Kind::Any;
  CodeId code;         ///< Code
  bool alone = false;  ///< Code: not those below it
  std::uint32_t distance = 0;
  std::string name;
  std::string value;
  std::vector<CodeQuery> children;
  ByteSpan source;  ///< where it stands in the query as typed

  friend bool operator==(const CodeQuery&, const CodeQuery&) = default;
};

/// A code query, or the first fault with its column and what was expected there.
struct ParsedCodeQuery {
  std::optional<CodeQuery> query;
  std::optional<Diagnostic> fault;
};

/// Reads
///   CODE   =CODE (it alone)   "a name with spaces"   *  (anything tagged)
///   a OR b   a AND b   a NOT b   a OVERLAPS b   a WITHIN b   a ENCLOSES b   a NEAR/n b
///   a FOLLOWED/n b   ( … )
///   speaker:NAME a   coder:NAME a   important: a   attribute:NAME=VALUE a
/// A code is named as codeNamed() takes it. OR binds weaker than AND and NOT, these weaker than the
/// other relations, which go from left to right; a filter holds for the one code, * or group behind
/// it. The operators are upper case. The relations are those of established programs for
/// qualitative analysis (Lewins & Silver 2007, "Using Software in Qualitative Research", ch. 10:
/// Boolean and proximity searches); distances are counted in words of the tokenizer, also across
/// turns. Any thread.
ParsedCodeQuery parseCodeQuery(std::string_view text, const Codebook& codebook);

}  // namespace retold
