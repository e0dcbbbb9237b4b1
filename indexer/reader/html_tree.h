#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"

// gumbo's names only: the library is included by the .cpp files.
struct GumboInternalNode;

namespace retold {

/// XHTML as HTML reads it: "<div/>" becomes "<div></div>", CDATA becomes escaped text.
std::string withEndTags(std::string_view xhtml);

/// A parsed page. Its memory is counted and given back at once, without a walk that recurses.
class HtmlTree {
 public:
  /// `utf8` must outlive the tree. Throws Unreadable for elements deeper than ReadLimits::depth and
  /// std::bad_alloc where the tree takes more than ReadLimits::memory.
  HtmlTree(std::string_view utf8, const ReadLimits& limits);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  const GumboInternalNode* root() const { return root_; }

 private:
  struct Memory;
  Memory* memory_;
  const GumboInternalNode* root_ = nullptr;
};

}  // namespace retold
