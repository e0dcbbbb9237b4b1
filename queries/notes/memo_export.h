#pragma once

#include <ostream>
#include <span>
#include <string_view>
#include <vector>

#include "queries/notes/memos.h"

namespace retold {

/// What a file of memos says of itself.
struct MemoHeader {
  std::string project;    ///< file name without folder
  std::string made;       ///< ISO 8601
  std::string selection;  ///< "all", "about documents, coder Ana"
  std::uint64_t all = 0;  ///< memos that the project has
};

/// A format that memos are written in: one row of `memoFormats()` (memo_export.cpp).
struct MemoFormat {
  std::string_view name;       ///< "csv"
  std::string_view extension;  ///< ".csv"
  void (*write)(const MemoHeader& header, std::span<const MemoRow> rows, std::ostream& out);
};

/// csv (columns id, about, name, code, quote, text, coder, time), html, md.
std::span<const MemoFormat> memoFormats();

/// "all", "about code, coder Ana, words debt": what the question limits, for people.
std::string selectionInWords(const MemoQuestion& question);

}  // namespace retold
