#pragma once

#include <span>
#include <string_view>

namespace retold {

/// A data file of lexicons/ that was compiled into the program: one row of lexicons/index.tsv.
struct BuiltinFile {
  std::string_view id;        ///< "prior-trafficking"; several languages may share one
  std::string_view kind;      ///< "lexicon", "examples", "codebook" or "attributes"
  std::string_view language;  ///< BCP 47; "" for a codebook
  std::string_view title;
  std::string_view path;     ///< relative to the source tree, for diagnostics
  std::string_view content;  ///< UTF-8
};

/// All of them, in the order of the table.
std::span<const BuiltinFile> builtinFiles();

}  // namespace retold
