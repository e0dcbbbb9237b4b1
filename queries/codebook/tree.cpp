#include "queries/codebook/tree.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "queries/lexicon/codebooks.h"

namespace retold {

namespace {

/// Builds the tree; nodes are made when they are first needed.
class Planter {
 public:
  explicit Planter(const Codebook& codebook) : codebook_(codebook) {
    for (std::size_t at = 0; at < codebook.codes.size(); ++at) {
      const Code& code = codebook.codes[at];
      tree_.nodes.push_back(
          {code.name, code.label.empty() ? code.name : code.label, at, std::nullopt, {}});
      byPath_.emplace(code.name, at);
      byId_.emplace(code.id, at);
    }
  }

  CodeTree plant() {
    for (std::size_t at = 0; at < codebook_.codes.size(); ++at) attach(at, parentOf(at));
    return std::move(tree_);
  }

 private:
  void attach(std::size_t node, std::optional<std::size_t> parent) {
    tree_.nodes[node].parent = parent;
    (parent ? tree_.nodes[*parent].children : tree_.roots).push_back(node);
  }

  std::optional<std::size_t> parentOf(std::size_t at) {
    const Code& code = codebook_.codes[at];
    if (code.parent && !goesRound(code)) {
      if (const auto known = byId_.find(*code.parent); known != byId_.end()) return known->second;
    }
    return placeAbove(code.name);
  }

  bool goesRound(const Code& code) const {
    std::set<CodeId> seen{code.id};
    for (std::optional<CodeId> above = code.parent; above;) {
      if (!seen.insert(*above).second) return true;
      const auto known = byId_.find(*above);
      above = known == byId_.end() ? std::nullopt : codebook_.codes[known->second].parent;
    }
    return false;
  }

  /// The node of the path without its last part, with groups where no code has it.
  std::optional<std::size_t> placeAbove(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    if (slash == path.npos || slash == 0) return std::nullopt;
    const std::string above(path.substr(0, slash));
    if (const auto known = byPath_.find(above); known != byPath_.end()) return known->second;
    const std::size_t group = tree_.nodes.size();
    tree_.nodes.push_back({above, groupLabel(above), std::nullopt, std::nullopt, {}});
    byPath_.emplace(above, group);
    attach(group, placeAbove(above));
    return group;
  }

  const Codebook& codebook_;
  CodeTree tree_;
  std::unordered_map<std::string, std::size_t> byPath_;
  std::unordered_map<CodeId, std::size_t> byId_;
};

const std::map<std::string, std::string, std::less<>>& knownGroups() {
  static const std::map<std::string, std::string, std::less<>> groups = builtinGroups();
  return groups;
}

}  // namespace

CodeTree codeTree(const Codebook& codebook) { return Planter(codebook).plant(); }

std::vector<std::size_t> codesFrom(const CodeTree& tree, std::size_t node) {
  std::vector<std::size_t> codes;
  std::vector<std::size_t> open{node};
  while (!open.empty()) {
    const CodeNode& here = tree.nodes[open.back()];
    open.pop_back();
    if (here.code) codes.push_back(*here.code);
    open.insert(open.end(), here.children.rbegin(), here.children.rend());
  }
  return codes;
}

std::optional<std::size_t> nodeOf(const CodeTree& tree, std::string_view path) {
  const auto at = std::ranges::find(tree.nodes, path, &CodeNode::path);
  if (at == tree.nodes.end()) return std::nullopt;
  return static_cast<std::size_t>(at - tree.nodes.begin());
}

std::vector<CodeId> codesAtOrBelow(const Codebook& codebook, std::string_view path) {
  const CodeTree tree = codeTree(codebook);
  std::vector<CodeId> codes;
  if (const auto node = nodeOf(tree, path)) {
    for (const std::size_t at : codesFrom(tree, *node)) codes.push_back(codebook.codes[at].id);
  }
  return codes;
}

std::unordered_map<CodeId, CodeId> codesAbove(const Codebook& codebook) {
  const CodeTree tree = codeTree(codebook);
  std::unordered_map<CodeId, CodeId> above;
  for (std::size_t at = 0; at < codebook.codes.size(); ++at) {
    std::optional<std::size_t> node = tree.nodes[at].parent;
    while (node && !tree.nodes[*node].code) node = tree.nodes[*node].parent;
    if (node) above.emplace(codebook.codes[at].id, codebook.codes[*tree.nodes[*node].code].id);
  }
  return above;
}

std::string groupLabel(std::string_view path) {
  if (const auto known = knownGroups().find(path); known != knownGroups().end()) {
    return known->second;
  }
  std::string label(path.substr(path.rfind('/') + 1));
  std::ranges::replace(label, '-', ' ');
  if (!label.empty() && label[0] >= 'a' && label[0] <= 'z') label[0] -= 'a' - 'A';
  return label;
}

}  // namespace retold
