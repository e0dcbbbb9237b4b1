#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/codebook/tree.h"

namespace retold {

/// For each node of the tree (CodeTree::nodes) that is a group: in how many documents a passage is
/// tagged with any code below it, each document once and without those that a user left out; 0 for
/// the others, of which Storage::codeUses tells. `within`: only these documents count; null = all.
/// Reads every coding: for a job.
std::vector<std::uint64_t> documentsOfGroups(
    const Storage& storage, const Codebook& codebook, const CodeTree& tree,
    const std::unordered_set<DocumentId>* within = nullptr);

/// What Storage::codeUses tells, of these documents alone. Reads every coding: for a job.
std::vector<CodeUse> codeUsesWithin(const Storage& storage,
                                    const std::unordered_set<DocumentId>& within);

}  // namespace retold
