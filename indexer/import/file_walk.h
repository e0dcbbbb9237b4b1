#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "model/diagnostic.h"

namespace retold {

/// A file that was found, or a folder that could not be entered.
struct FoundFile {
  enum class Fate { ToRead, Unreadable, Excluded };

  std::string name;  ///< as Document::name: valid UTF-8, "/" between folders; a folder ends in "/"
  std::filesystem::path path;
  std::string root;  ///< FileRecord::root
  std::uint64_t bytes = 0;
  std::int64_t modified = 0;
  Fate fate = Fate::ToRead;
  std::string reason;              ///< why unreadable or excluded
  std::vector<std::string> notes;  ///< what is to be remembered of it
};

struct FileWalk {
  std::vector<FoundFile> files;         ///< ordered by name; no name twice
  std::vector<Diagnostic> diagnostics;  ///< folders that were met twice
};

/// Finds every file below `roots` (files and folders). Folders are walked, also through links, each
/// once, whatever leads to it; what is reached without a link keeps that name. Names are paths
/// relative to their root; where two roots would give one name, the roots' own names go in front.
/// Hidden files and what systems leave behind are excluded; projects and their companions
/// (-wal, -shm, -lock) are passed over. Throws Error(NotFound) for a root that is not there.
FileWalk findFiles(const std::vector<std::filesystem::path>& roots);

/// Why a file of this bare name is left out by rule, as what a system leaves behind; "" where it is
/// not.
std::string whyLeftOut(const std::string& name, bool folder);

/// `bytes` as valid UTF-8: each byte that is not is written as \xNN.
std::string readableName(std::string_view bytes);

}  // namespace retold
