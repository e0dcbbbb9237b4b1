#pragma once

#include <string_view>

#include "model/span.h"

namespace retold {

/// True when the paragraph that `span` stands in is written with diacritics: a few of its letters
/// have some. At most some thousand bytes are looked at. Any thread.
bool carriesMarks(std::string_view text, ByteSpan span);

}  // namespace retold
