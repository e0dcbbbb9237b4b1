#pragma once

#include <span>
#include <string_view>

#include "indexer/import/importer.h"

/// Readers that stand on other people's parsers. They run in the program retold-reader only, one
/// file each. Each promises what ImportFormat::read promises.
namespace retold {

/// The reader of a format of `importFormats()` that has none of its own there.
struct IsolatedReader {
  std::string_view format;  ///< ImportFormat::name
  ReadResult (*read)(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink);
};

std::span<const IsolatedReader> isolatedReaders();

}  // namespace retold
