#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// The passages of current texts that somebody confirmed for a question: matches, and the quotes
/// and matches with which a document or case was confirmed. By document, in text order; those that
/// overlap are one. What does not stand in the current text is left out.
std::unordered_map<DocumentId, std::vector<ByteSpan>> confirmedPassages(const Storage& storage,
                                                                        std::string_view question);

}  // namespace retold
