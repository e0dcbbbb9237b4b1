#include "queries/codebook/group_use.h"

#include <unordered_map>
#include <unordered_set>

namespace retold {

std::vector<std::uint64_t> documentsOfGroups(const Storage& storage, const Codebook& codebook,
                                             const CodeTree& tree) {
  std::unordered_set<DocumentId> leftOut;
  for (const DocumentExclusion& each : storage.exclusions()) leftOut.insert(each.document);
  std::unordered_map<CodeId, std::unordered_set<DocumentId>> documents;
  for (const Coding& coding : storage.codings({})) {
    if (!leftOut.contains(coding.document)) documents[coding.code].insert(coding.document);
  }
  std::vector<std::uint64_t> counts(tree.nodes.size(), 0);
  for (std::size_t node = 0; node < tree.nodes.size(); ++node) {
    if (tree.nodes[node].code) continue;
    std::unordered_set<DocumentId> together;
    for (const std::size_t code : codesFrom(tree, node)) {
      const auto found = documents.find(codebook.codes[code].id);
      if (found != documents.end()) together.insert(found->second.begin(), found->second.end());
    }
    counts[node] = together.size();
  }
  return counts;
}

}  // namespace retold
