#pragma once

#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// True where the project has at least 5 documents and has grown by a fifth or more since
/// boilerplate was last detected.
bool boilerplateIsDue(const Storage& storage);

/// Looks for what forms print through the current texts of all documents that are not excluded, and
/// stores what was found in place of what was known; the user's marks stay. False, with nothing
/// stored, where it was stopped. Throws what the store throws.
bool detectBoilerplate(Storage& storage, Progress& progress);

}  // namespace retold
