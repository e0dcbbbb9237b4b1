#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "indexer/store/storage.h"

namespace retold {

/// How to open a project.
enum class OpenMode {
  ReadOnly,        ///< never takes the writer's lock; works on read-only media
  Write,           ///< Error(Locked | ReadOnly) when that cannot be had
  WriteIfPossible  ///< falls back to reading; ProjectInfo::readOnly and its reason say so
};

/// A kind of store that projects can live in. One row of `backends()` (backends.cpp).
struct Backend {
  std::string_view name;  ///< "sqlite"
  bool (*accepts)(std::string_view location);
  std::unique_ptr<Storage> (*create)(std::string_view location, const Codebook& codebook,
                                     std::string_view coder);
  std::unique_ptr<Storage> (*open)(std::string_view location, OpenMode mode,
                                   std::string_view program);
};

std::span<const Backend> backends();

/// Makes a new project with this codebook. Error(Refused) when something is there already; nothing
/// is left behind on failure.
std::unique_ptr<Storage> createProject(std::string_view location, const Codebook& codebook,
                                       std::string_view coder);

/// Opens a project. `program` names us to whoever finds the lock taken. Error(NotFound |
/// NotAProject | NewerProject | Locked | ReadOnly | Io).
std::unique_ptr<Storage> openProject(std::string_view location, OpenMode mode,
                                     std::string_view program);

}  // namespace retold
