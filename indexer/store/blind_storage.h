#pragma once

#include <memory>
#include <string>

#include "indexer/store/storage.h"

namespace retold {

/// The project as a second reader sees it who must not know what the others found: decisions,
/// codings, memos, concerns, result sets, summaries and events of other coders are not there, and
/// neither are their counts. Documents, cases, the codebook, lexicons and runs are as they are, but
/// for the name of another coder who left a document out, marked a sentence or screened: it is
/// empty.
/// Only reads: every writing function throws Error(ReadOnly). `storage` must outlive it.
std::unique_ptr<Storage> blindView(const Storage& storage, std::string coder);

}  // namespace retold
