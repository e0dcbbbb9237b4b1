#include "indexer/store/backends.h"

#include <array>
#include <string>

#include "indexer/store/sqlite_storage.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::array kBackends{
    Backend{"sqlite", &sqliteAccepts, &createSqlite, &openSqlite},
};

const Backend& backendFor(std::string_view location) {
  for (const Backend& backend : kBackends) {
    if (backend.accepts(location)) return backend;
  }
  throw Error(ErrorKind::Usage, std::string(location) + ": this is no place for a project",
              "give the path of a file, such as study.retold");
}

}  // namespace

std::span<const Backend> backends() { return kBackends; }

std::unique_ptr<Storage> createProject(std::string_view location, const Codebook& codebook,
                                       std::string_view coder) {
  return backendFor(location).create(location, codebook, coder);
}

std::unique_ptr<Storage> openProject(std::string_view location, OpenMode mode,
                                     std::string_view program) {
  return backendFor(location).open(location, mode, program);
}

}  // namespace retold
