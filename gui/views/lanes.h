#pragma once

#include <vector>

#include "model/span.h"

namespace retold {

/// Places side by side for stripes that would lie on each other.
struct Lanes {
  std::vector<int> of;  ///< of each span, from 0
  int count = 0;
};

/// Two spans that overlap, or stand so close that they may share a line, never have one lane. Set
/// for the whole text at once, whatever of it is seen: by begin, the longer first, each into the
/// first lane that is free there.
Lanes assignLanes(const std::vector<ByteSpan>& spans);

}  // namespace retold
