#include "indexer/reader/serve.h"

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <string>

#include "indexer/system.h"

namespace retold {

namespace {

/// Exactly `size` bytes, or none where the input ends before.
std::optional<std::string> readBytes(std::FILE* in, std::uint64_t size) {
  std::string bytes(static_cast<std::size_t>(size), '\0');
  if (std::fread(bytes.data(), 1, bytes.size(), in) != bytes.size()) return std::nullopt;
  return bytes;
}

std::optional<std::string> readMessage(std::FILE* in, MessageKind kind) {
  const std::optional<std::string> head = readBytes(in, kMessageHead);
  if (!head) return std::nullopt;
  const auto found = readMessageHead(*head);
  if (!found || found->kind != kind) return std::nullopt;
  return readBytes(in, found->size);
}

/// The other side is gone: nobody is there to read for.
struct Unheard {};

void say(std::FILE* out, MessageKind kind, std::string_view content) {
  const std::string head = messageHead(kind, content.size());
  const bool said = std::fwrite(head.data(), 1, head.size(), out) == head.size() &&
                    std::fwrite(content.data(), 1, content.size(), out) == content.size() &&
                    std::fflush(out) == 0;
  if (!said) throw Unheard();
}

std::string noMemory(const ReadLimits& limits) {
  return "reading it takes more than " + sizeInWords(limits.memory) +
         " of memory; the option --memory sets another limit";
}

ReadResult readWith(std::span<const IsolatedReader> readers, const ReadRequest& request,
                    std::string_view bytes, std::FILE* out) {
  const auto reader = std::ranges::find(readers, request.format, &IsolatedReader::format);
  if (reader == readers.end()) {
    return {{}, "this build of Retold cannot read " + request.format + " files"};
  }
  return reader->read(request.name, bytes, request.options, [out](ReadDocument&& document) {
    say(out, MessageKind::Document, encodeDocument(document));
  });
}

/// False where memory ran out.
bool answer(std::span<const IsolatedReader> readers, const ReadRequest& request,
            std::string_view bytes, std::FILE* out) {
  ReadResult result;
  bool enough = true;
  try {
    result = readWith(readers, request, bytes, out);
  } catch (const std::bad_alloc&) {
    result.unreadable = noMemory(request.options.limits);
    enough = false;
  } catch (const std::exception& error) {
    result.unreadable = "the reader of " + request.format + " files gave it up (" + error.what() +
                        "); the file may be damaged: open it in the program that made it, save "
                        "it again and import that";
  }
  say(out, MessageKind::Result, encodeResult(result));
  return enough;
}

}  // namespace

bool serve(std::FILE* in, std::FILE* out, std::span<const IsolatedReader> readers,
           const std::vector<Protection>& protections) {
  try {
    say(out, MessageKind::Greeting, encodeGreeting(protections));
    for (;;) {
      const std::optional<std::string> asked = readMessage(in, MessageKind::Request);
      if (!asked) return std::feof(in) != 0;
      const std::optional<ReadRequest> request = decodeRequest(*asked);
      if (!request) return false;
      std::optional<std::string> bytes;
      try {
        bytes = readMessage(in, MessageKind::Bytes);
      } catch (const std::bad_alloc&) {
        say(out, MessageKind::Result, encodeResult({{}, noMemory(request->options.limits)}));
        return false;
      }
      if (!bytes || !answer(readers, *request, *bytes, out)) return false;
    }
  } catch (const Unheard&) {
    return false;
  }
}

}  // namespace retold
