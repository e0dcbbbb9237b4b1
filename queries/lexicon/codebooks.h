#pragma once

#include <string_view>

#include "model/codebook.h"

namespace retold {

/// A built-in codebook by id ("retrafficking"); ids of its codes are the same in every project
/// (SHA-256 of their names as UUID version 8, RFC 9562), so that projects can be merged. Throws
/// Error(NotFound) that lists the ids there are.
Codebook builtinCodebook(std::string_view id);

}  // namespace retold
