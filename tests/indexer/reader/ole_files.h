#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retold {

/// A compound file with these streams; "storage/name" lies in a storage.
std::string oleOf(const std::vector<std::pair<std::string, std::string>>& streams);

/// `number` as that many bytes, little-endian; text as UTF-16.
std::string littleEndian(std::uint64_t number, std::size_t bytes);
std::string utf16(std::u16string_view text);

/// Puts `bytes` over what stands at `at`; the text grows where it is too short.
void putAt(std::string& text, std::size_t at, const std::string& bytes);

}  // namespace retold
