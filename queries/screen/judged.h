#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/coding.h"

namespace retold {

/// What coders decided on one document or case by their newest decisions. Disputed: some confirmed
/// and some rejected it.
enum class Label { Confirmed, Rejected, Disputed };

/// Of documents and cases that were confirmed or rejected for this question; unsure and cannot-read
/// say nothing, and neither do decisions on matches.
std::unordered_map<Uuid, Label> labelsOf(const std::vector<Decision>& decisions,
                                         std::string_view question);

struct JudgedCounts {
  std::uint64_t confirmed = 0;
  std::uint64_t rejected = 0;
  std::uint64_t disputed = 0;
};

/// How many of each there are.
JudgedCounts countJudged(const std::vector<Decision>& decisions, std::string_view question);

}  // namespace retold
