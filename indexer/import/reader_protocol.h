#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"

namespace retold {

/// What we and the program retold-reader say to each other. A message is one byte for its kind,
/// eight for the length of what follows (least first), then that. The program greets; after that
/// each request is answered by its documents, one message each, and then by the result.
enum class MessageKind : std::uint8_t { Greeting = 1, Request, Bytes, Document, Result };

inline constexpr std::size_t kMessageHead = 9;

/// The head of a message whose content has `size` bytes.
std::string messageHead(MessageKind kind, std::uint64_t size);
std::string message(MessageKind kind, std::string_view content);

struct MessageHead {
  MessageKind kind = MessageKind::Greeting;
  std::uint64_t size = 0;
};
/// None where the bytes are no head of a message.
std::optional<MessageHead> readMessageHead(std::string_view bytes);

/// What protects us from a reader that was taken over by the file that it reads.
struct Protection {
  std::string name;  ///< "network", as `retold read --sandbox-status` shows it
  bool on = false;
  std::string remark;  ///< by what, or why it is off
  friend bool operator==(const Protection&, const Protection&) = default;
};

/// The first message: that both sides are of one build, and which protections are on.
std::string encodeGreeting(const std::vector<Protection>& protections);
/// None where it is no greeting of a program that speaks as we do.
std::optional<std::vector<Protection>> decodeGreeting(std::string_view content);

/// A request is this message, then one of kind Bytes with the file's bytes.
struct ReadRequest {
  std::string format;  ///< ImportFormat::name
  std::string name;    ///< of the file, for diagnostics
  ReadOptions options;
};
std::string encodeRequest(const ReadRequest& request);
std::optional<ReadRequest> decodeRequest(std::string_view content);

std::string encodeDocument(const ReadDocument& document);
/// None where the content is none. Whatever the bytes are, what comes out keeps the contracts: text
/// and names are valid UTF-8 (other bytes become U+FFFD), turns and pages stand within the text, in
/// order, disjoint, on code points (others are left out), shares are within 0..1.
std::optional<ReadDocument> decodeDocument(std::string_view content);

std::string encodeResult(const ReadResult& result);
/// The same promise.
std::optional<ReadResult> decodeResult(std::string_view content);

}  // namespace retold
