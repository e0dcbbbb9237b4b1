#pragma once

#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"
#include "model/query.h"

namespace retold {

/// Why a query may have found nothing, each as a sentence: an operator in lower case that was
/// searched as a word, a speaker who never speaks, an attribute that no case has, or a value that
/// no case has. Empty where nothing of the kind is seen.
std::vector<std::string> hintsFor(const Storage& storage, const Query& query, Progress& progress);

}  // namespace retold
