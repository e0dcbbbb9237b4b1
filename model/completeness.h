#pragma once

#include <cstdint>

namespace retold {

/// How much of the project an answer rests on: "n of N documents searched". Every result carries
/// one.
struct Completeness {
  std::uint64_t searched = 0;    ///< documents that were searched
  std::uint64_t documents = 0;   ///< documents that the project holds
  std::uint64_t unreadable = 0;  ///< files given that could not be read and so were not searched
  std::uint64_t excluded = 0;    ///< documents that the user left out; not among `documents`

  bool complete() const { return searched == documents; }
  friend bool operator==(const Completeness&, const Completeness&) = default;
};

/// Said beside every count of candidates until a random sample of the unread was read.
inline constexpr const char* kRecallUnknown = "recall unknown: no random sample has been read yet";

}  // namespace retold
