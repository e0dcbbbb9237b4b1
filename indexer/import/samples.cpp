#include "indexer/import/samples.h"

#include <cstdlib>

#include "indexer/system.h"
#include "model/error.h"

namespace retold {

Samples findSamples() {
  std::vector<std::filesystem::path> places;
  if (const char* named = std::getenv("RETOLD_SAMPLES"); named && *named) places = {named};
  const std::filesystem::path programs = programFolder();
  if (places.empty() && !programs.empty()) {
    places = {programs / ".." / "share" / "retold" / "samples",
              programs / ".." / ".." / ".." / "samples"};
  }
  for (const std::filesystem::path& place : places) {
    const Samples samples{{place / "interviews", place / "case-notes"}, place / "cases.csv"};
    std::error_code ignored;
    if (std::filesystem::is_directory(samples.folders.front(), ignored) &&
        std::filesystem::is_regular_file(samples.cases, ignored))
      return samples;
  }
  throw Error(ErrorKind::NotFound, "The sample interviews were not found beside Retold.",
              "Install Retold whole, or name their folder in the environment variable "
              "RETOLD_SAMPLES.");
}

}  // namespace retold
