#pragma once

#include <ostream>
#include <span>
#include <string_view>

#include "queries/export/excerpt.h"

namespace retold {

/// A format that excerpts are written in: one row of `exportFormats()` (formats.cpp) and one file
/// in this folder.
struct ExportFormat {
  std::string_view name;       ///< "csv"
  std::string_view extension;  ///< ".csv"
  void (*write)(const ExcerptExport& what, std::ostream& out);
};

std::span<const ExportFormat> exportFormats();

/// Throws Error(Usage) that lists the formats there are.
const ExportFormat& exportFormatNamed(std::string_view name);

}  // namespace retold
