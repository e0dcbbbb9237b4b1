#pragma once

#include <cstdio>
#include <span>
#include <vector>

#include "indexer/import/reader_protocol.h"
#include "indexer/reader/readers.h"

namespace retold {

/// The work of the program retold-reader: greets, then answers the requests that come on `in`
/// until it ends. What a reader throws makes its file unreadable. False where the other side
/// does not keep to the protocol, or after memory ran out: the process should then end.
bool serve(std::FILE* in, std::FILE* out, std::span<const IsolatedReader> readers,
           const std::vector<Protection>& protections);

}  // namespace retold
