#pragma once

#include <string>

#include "model/query.h"

namespace retold::test {

/// The query in the language of parseQuery(): reading it gives the same tree.
std::string queryText(const Query& query);

/// The tree with every ByteSpan left out, so that trees from different texts compare.
Query withoutPlaces(Query query);

}  // namespace retold::test
