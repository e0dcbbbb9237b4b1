#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "queries/notes/framework.h"

namespace retold {

/// A framework matrix on its way out, with the passages that its summaries name.
struct FrameworkExport {
  std::string project;    ///< file name without folder
  std::string made;       ///< ISO 8601
  std::string coder;      ///< whose summaries
  bool filtered = false;  ///< only the documents that pass the project's filter were looked at
  Framework framework;
  std::unordered_map<CodingId, FrameworkPassage> passages;
};

/// A format that the matrix is written in: one row of `frameworkFormats()` (framework_export.cpp).
/// A table program's or word processor's format is one row more.
struct FrameworkFormat {
  std::string_view name;       ///< "csv"
  std::string_view extension;  ///< ".csv"
  void (*write)(const FrameworkExport& matrix, std::ostream& out);
};

/// csv: a row for each case, a column for each code, summaries in the cells. html: the same as a
/// table, with the passages below each summary.
std::span<const FrameworkFormat> frameworkFormats();

/// The matrix of `question`, and what its summaries rest on. Error(Cancelled).
FrameworkExport collectFramework(const Storage& storage, const FrameworkQuestion& question,
                                 std::string_view projectName, Progress& progress);

}  // namespace retold
