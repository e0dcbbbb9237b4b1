#pragma once

#include <string_view>

namespace retold {

/// The version of both programs; exports and `--version` name it. CMakeLists.txt reads it here.
inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace retold
