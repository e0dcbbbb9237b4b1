#pragma once

#include <optional>
#include <string_view>

#include "model/diagnostic.h"
#include "model/query.h"

namespace retold {

/// A query, or the first fault with its column and what was expected there.
struct ParsedQuery {
  std::optional<Query> query;
  std::optional<Diagnostic> fault;
};

/// Reads the query language:
///   word   prefix*   "a phrase"   =word (exact, also ="a phrase")   NEAR/5(a b)   a NEAR/5 b
///   a b (both, as AND)   a AND b   a OR b   NOT a   -a   ( … )
///   speaker:LABEL(…) or speaker:interviewer word   attribute:NAME=VALUE  (values and names may be
///   quoted)
/// OR binds weaker than AND, AND weaker than NOT, NOT weaker than NEAR; the operators are upper
/// case. `exactAll` makes every word exact. “ ” „ « » are quotation marks as well. speaker:
/// holds for the one word, phrase, NEAR or group behind it; where none follows, for documents in
/// which that speaker has a turn. A group of alternatives may stand beside NEAR: (a OR b) NEAR/5 c
/// is a NEAR/5 c OR b NEAR/5 c. attribute: holds for documents whose case, or one of its episodes
/// or assistance events, or which themselves have that value; a name that begins with "case.",
/// "episode.", "assistance." or "document." means only those. "missing", "not asked", "not
/// applicable" and "withheld" as values find what was not given. Bytes that are no UTF-8 are a
/// fault. Any thread.
ParsedQuery parseQuery(std::string_view text, bool exactAll = false);

}  // namespace retold
