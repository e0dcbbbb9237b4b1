#include "indexer/reader/outlook_rtf.h"

#include <array>

#include "indexer/reader/ole.h"

namespace retold {

namespace {

constexpr std::size_t kHead = 16;
constexpr std::uint32_t kPacked = 0x75465A4C, kNotPacked = 0x414C454D;
constexpr std::size_t kWindow = 4096;

/// What stands in the window before anything is unpacked, as the format has it.
constexpr std::string_view kBefore =
    "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    "\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
static_assert(kBefore.size() == 207);

}  // namespace

std::optional<std::string> unpackOutlookRtf(std::string_view packed, std::uint64_t most) {
  if (packed.size() < kHead) return std::nullopt;
  const std::uint32_t kind = u32At(packed, 8);
  const std::string_view bytes = packed.substr(kHead);
  if (kind == kNotPacked) return std::string(bytes.substr(0, u32At(packed, 4)));
  if (kind != kPacked) return std::nullopt;
  std::array<char, kWindow> window{};
  kBefore.copy(window.data(), kBefore.size());
  std::size_t write = kBefore.size();
  std::string text;
  const auto put = [&](char c) {
    text += c;
    window[write] = c;
    write = (write + 1) % kWindow;
  };
  for (std::size_t at = 0; at < bytes.size();) {
    const auto control = static_cast<unsigned char>(bytes[at++]);
    for (unsigned bit = 0; bit < 8 && at < bytes.size(); ++bit) {
      if (text.size() > most) return std::nullopt;
      if ((control >> bit & 1) == 0) {
        put(bytes[at++]);
        continue;
      }
      if (at + 2 > bytes.size()) return text;
      const unsigned pair =
          static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]);
      at += 2;
      const std::size_t from = pair >> 4;
      if (from == write) return text;  // the end is written as a copy of what comes next
      const std::size_t length = (pair & 0xF) + 2;
      for (std::size_t i = 0; i < length; ++i) put(window[(from + i) % kWindow]);
    }
  }
  return text;
}

}  // namespace retold
