#include <array>

#include "indexer/reader/readers.h"

namespace retold {

namespace {

constexpr std::array<IsolatedReader, 0> kReaders{};

}  // namespace

std::span<const IsolatedReader> isolatedReaders() { return kReaders; }

}  // namespace retold
