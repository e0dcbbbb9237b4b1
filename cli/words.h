#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/completeness.h"

namespace retold {

/// 14000 → "14,000".
std::string grouped(std::uint64_t number);

/// "1 document", "14,000 documents".
std::string counted(std::uint64_t number, std::string_view one, std::string_view several);

/// "text, csv or jsonl".
std::string listed(std::span<const std::string_view> words, std::string_view conjunction);

/// The word nearest to `typed`, or nothing when none is near enough to have been meant.
std::string_view nearest(std::string_view typed, std::span<const std::string_view> words);

/// "64 of 64 documents searched", with the files that could not be read and the documents that the
/// user left out, where there are any.
std::string searchedLine(const Completeness& completeness);

/// A score as people read it: one decimal.
std::string rounded(double value);
/// A share (0..1) as people read it: "93 %", and never "100 %" or "0 %" of what is not all or none.
std::string percent(double share);
/// A share as programs read it, with at most three decimals.
double share(double value);
/// A score as programs read it: as few digits as give the same number again.
std::string shortest(double value);

}  // namespace retold
