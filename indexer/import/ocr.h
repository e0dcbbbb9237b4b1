#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace retold {

/// ReadDocument::containedFormat of the picture of a page, whose text is to be recognised.
inline constexpr std::string_view kPagePicture = "page-picture";

}  // namespace retold
