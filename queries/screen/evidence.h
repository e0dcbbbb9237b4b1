#pragma once

#include "model/document.h"
#include "model/match.h"

namespace retold {

/// The passage of a match that can be read by itself: the sentences it stands in, at least itself.
ByteSpan evidenceOf(const Text& text, const Match& match);

}  // namespace retold
