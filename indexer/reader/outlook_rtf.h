#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace retold {

/// The RTF that Outlook packs into a message ([MS-OXRTFCP]); none where the bytes are no such thing
/// or unpack to more than `most` bytes. What of a damaged one can be unpacked is given.
std::optional<std::string> unpackOutlookRtf(std::string_view packed, std::uint64_t most);

}  // namespace retold
