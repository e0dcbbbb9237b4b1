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
/// OR binds weaker than AND, AND weaker than NOT; the operators are upper case. `exactAll` makes
/// every word exact.
ParsedQuery parseQuery(std::string_view text, bool exactAll = false);

}  // namespace retold
