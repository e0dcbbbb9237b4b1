#pragma once

#include <cstdint>
#include <string_view>

namespace retold {

/// What long work tells its caller, and how the caller stops it. Both are called from the thread
/// that does the work; an implementation makes that safe. The base class listens to nothing.
class Progress {
 public:
  virtual ~Progress() = default;

  /// `done` of `total` units ("files", "documents") are finished; total 0 = not known yet.
  virtual void report(std::string_view /*what*/, std::uint64_t /*done*/, std::uint64_t /*total*/) {}

  /// True once the user asked to stop. Work ends at the next safe point and keeps what it has.
  virtual bool cancelled() const { return false; }
};

}  // namespace retold
