#pragma once

#include <filesystem>
#include <vector>

namespace retold {

/// The sample interviews that come with Retold.
struct Samples {
  std::vector<std::filesystem::path> folders;  ///< of transcripts
  std::filesystem::path cases;                 ///< the table of their cases
};

/// Where they are: in the folder that the environment variable RETOLD_SAMPLES names, beside the
/// programs as installed (share/retold/samples), or in the source tree that the program was built
/// in. Error(NotFound) where they are in none.
Samples findSamples();

}  // namespace retold
