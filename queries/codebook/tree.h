#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/codebook.h"

namespace retold {

/// A place in the tree of a codebook: a code, or a group that only the names of codes speak of
/// ("risk/economic" of "risk/economic/poverty").
struct CodeNode {
  std::string path;                   ///< the code's name, or the group's
  std::string label;                  ///< what is shown
  std::optional<std::size_t> code;    ///< index into Codebook::codes; none = a group
  std::optional<std::size_t> parent;  ///< index into CodeTree::nodes
  std::vector<std::size_t> children;  ///< likewise, in the order of the codebook
};

/// The codes first, in the order of the codebook, then the groups.
struct CodeTree {
  std::vector<CodeNode> nodes;
  std::vector<std::size_t> roots;  ///< those without parent, in order
};

/// A code stands under its parent where it has one, else under the longest beginning of its name
/// that is a code, with groups between for the other parts. Parents that go round in a circle do
/// not count.
CodeTree codeTree(const Codebook& codebook);

/// Indexes into Codebook::codes of a place and of all that stands below it, parents first.
std::vector<std::size_t> codesFrom(const CodeTree& tree, std::size_t node);

/// The node of this path; none where there is none.
std::optional<std::size_t> nodeOf(const CodeTree& tree, std::string_view path);

/// The code or group of this path and all codes that stand below it, in the order of codesFrom();
/// none where there is nothing of this path.
std::vector<CodeId> codesAtOrBelow(const Codebook& codebook, std::string_view path);

/// The code that each code stands under in the tree, groups passed over. A code that stands under
/// none is left out.
std::unordered_map<CodeId, CodeId> codesAbove(const Codebook& codebook);

/// "Economic pressure and debt": as the built-in codebooks call the group; else the last part of
/// its path in words.
std::string groupLabel(std::string_view path);

}  // namespace retold
