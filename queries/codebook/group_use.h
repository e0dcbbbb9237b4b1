#pragma once

#include <cstdint>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/codebook/tree.h"

namespace retold {

/// For each node of the tree (CodeTree::nodes) that is a group: in how many documents a passage is
/// tagged with any code below it, each document once and without those that a user left out; 0 for
/// the others, of which Storage::codeUses tells. Reads every coding: for a job.
std::vector<std::uint64_t> documentsOfGroups(const Storage& storage, const Codebook& codebook,
                                             const CodeTree& tree);

}  // namespace retold
