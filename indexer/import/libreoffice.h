#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"

namespace retold {

/// ReadDocument::containedFormat of a file that LibreOffice is to turn into one that we read.
inline constexpr std::string_view kForLibreOffice = "for-libreoffice";

/// What LibreOffice made of a file.
struct TurnedFile {
  std::string bytes;
  std::string_view format;  ///< "docx" or "xlsx", as ImportFormat::name
  std::string note;         ///< "LibreOffice 7.4.7 turned it into docx"
  std::string trouble;      ///< why there is nothing, for the user; "" where there is
};

/// Has LibreOffice, a program of its own that must be installed, turn the file `name` into docx or
/// xlsx: without window, with a profile and a folder of its own that are deleted afterwards, macros
/// and updates of links off, without network where the system lets us take it away. One file at a
/// time, within ReadLimits::seconds. `stop` is asked ten times a second and ends the work when it
/// says true. Any thread.
TurnedFile turnByLibreOffice(std::string_view name, std::string_view bytes,
                             const ReadOptions& options, const std::function<bool()>& stop);

}  // namespace retold
