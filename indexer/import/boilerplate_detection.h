#pragma once

#include <cstdint>

#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// True where the project has at least 5 documents and has grown by a fifth or more since
/// boilerplate was last detected.
bool boilerplateIsDue(const Storage& storage);

/// How many of `documents` detectBoilerplate() looks through: all, or of more than 2,000 a sample
/// of 2,000. What one of 100 documents holds stands in about 20 of the sample; a question that
/// fewer than one of 250 holds may be missed. The counts of what was found are the sample's.
std::uint64_t boilerplateSample(std::uint64_t documents);

/// Looks for what forms print through the current texts of documents that are not excluded, and
/// stores what was found in place of what was known; the user's marks stay. Of many documents it
/// takes a sample (boilerplateSample), for the same documents the same. False, with nothing stored,
/// where it was stopped. Throws what the store throws.
bool detectBoilerplate(Storage& storage, Progress& progress);

}  // namespace retold
