#include "queries/codebook/group_use.h"

#include <unordered_map>

namespace retold {

namespace {

/// Codings in documents that nobody left out.
std::vector<Coding> codingsIn(const Storage& storage,
                              const std::unordered_set<DocumentId>* within) {
  std::unordered_set<DocumentId> leftOut;
  for (const DocumentExclusion& each : storage.exclusions()) leftOut.insert(each.document);
  std::vector<Coding> codings = storage.codings({});
  std::erase_if(codings, [&](const Coding& coding) {
    return leftOut.contains(coding.document) || (within && !within->contains(coding.document));
  });
  return codings;
}

}  // namespace

std::vector<CodeUse> codeUsesWithin(const Storage& storage,
                                    const std::unordered_set<DocumentId>& within) {
  std::unordered_map<CodeId, std::unordered_set<DocumentId>> documents;
  std::unordered_map<CodeId, std::uint64_t> codings;
  for (const Coding& coding : codingsIn(storage, &within)) {
    ++codings[coding.code];
    documents[coding.code].insert(coding.document);
  }
  std::vector<CodeUse> uses;
  for (const Code& code : storage.codebook().codes) {
    const auto found = codings.find(code.id);
    if (found == codings.end()) continue;
    uses.push_back({code.id, found->second, documents[code.id].size()});
  }
  return uses;
}

std::vector<std::uint64_t> documentsOfGroups(const Storage& storage, const Codebook& codebook,
                                             const CodeTree& tree,
                                             const std::unordered_set<DocumentId>* within) {
  std::unordered_map<CodeId, std::unordered_set<DocumentId>> documents;
  for (const Coding& coding : codingsIn(storage, within)) {
    documents[coding.code].insert(coding.document);
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
