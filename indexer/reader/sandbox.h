#pragma once

#include <cstdint>
#include <vector>

#include "indexer/import/reader_protocol.h"

namespace retold {

/// Locks this process in, for good: no network, no other program or process, no file to write, and
/// of all files only those of the system's programs and fonts to read; at most `memory` bytes (0 =
/// no limit), and it dies with the process that started it. What the kernel does not offer is left
/// out and told. To be called before the first byte of a user's file is read, from the only thread.
std::vector<Protection> enterSandbox(std::uint64_t memory);

}  // namespace retold
