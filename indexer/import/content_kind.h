#pragma once

#include <string>
#include <string_view>

#include "indexer/import/importer.h"

namespace retold {

/// The extension that files have which begin as `bytes` do: "pdf", "docx", "zip", "html"; "" where
/// nothing can be said. Looks at signatures, and into the directory of a zip file; reads nothing
/// else of it. Any bytes.
std::string_view extensionByContent(std::string_view bytes);

/// How a file is to be read.
struct FormatChoice {
  const ImportFormat* format = nullptr;  ///< never null
  std::string note;  ///< "its name ends in .docx, but it is html and was read so"; mostly ""
};

/// What a file is decides its bytes where they are sure, then its name; what neither says is tried
/// as text. `name` may be a path.
FormatChoice chooseFormat(std::string_view name, std::string_view bytes);

/// The row of this name; null where there is none.
const ImportFormat* formatNamed(std::string_view name);

}  // namespace retold
