#include "indexer/import/reader_protocol.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "indexer/text/utf8.h"
#include "model/version.h"

namespace retold {

namespace {

/// Raised with every change of what the messages hold.
constexpr std::uint64_t kProtocol = 1;

/// Puts values one after the other.
class Packer {
 public:
  void number(std::uint64_t value) {
    for (int byte = 0; byte < 8; ++byte) {
      bytes_ += static_cast<char>(static_cast<unsigned char>(value >> (8 * byte)));
    }
  }
  void flag(bool value) { bytes_ += value ? '\1' : '\0'; }
  void real(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  template <class List, class Put>
  void list(const List& values, Put put) {
    number(values.size());
    for (const auto& value : values) put(value);
  }
  template <class Value, class Put>
  void optional(const std::optional<Value>& value, Put put) {
    flag(value.has_value());
    if (value) put(*value);
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Takes them out again. Whoever wrote the bytes may lie: after the first thing that does not fit,
/// everything is empty and isGood() is false. A list cannot be longer than the bytes that are left.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  bool isGood() const { return good_; }
  /// All is read, and all of it fitted.
  bool isDone() const { return good_ && rest_.empty(); }

  std::uint64_t number() {
    const std::string_view bytes = raw(8);
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      value |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return value;
  }
  bool flag() {
    const std::string_view byte = raw(1);
    if (!byte.empty() && byte[0] != '\0' && byte[0] != '\1') good_ = false;
    return good_ && byte[0] == '\1';
  }
  double real() { return std::bit_cast<double>(number()); }
  std::string_view raw(std::uint64_t size) {
    if (!good_ || size > rest_.size()) {
      good_ = false;
      return {};
    }
    const std::string_view bytes = rest_.substr(0, static_cast<std::size_t>(size));
    rest_.remove_prefix(bytes.size());
    return bytes;
  }
  std::string_view rawText() { return raw(number()); }
  /// Valid UTF-8, whatever was sent.
  std::string text() {
    std::uint64_t bad = 0;
    return replaceInvalidUtf8(rawText(), bad);
  }
  template <class Get>
  void list(Get get) {
    const std::uint64_t count = number();
    if (count > rest_.size()) good_ = false;
    for (std::uint64_t i = 0; i < count && good_; ++i) get();
  }
  template <class Get>
  auto optional(Get get) -> std::optional<decltype(get())> {
    if (!flag()) return std::nullopt;
    return get();
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

// Options

void putLimits(Packer& out, const ReadLimits& limits) {
  for (const std::uint64_t value :
       {limits.text, limits.unpacked, limits.members, std::uint64_t{limits.nesting},
        std::uint64_t{limits.depth}, std::uint64_t{limits.seconds}, limits.memory}) {
    out.number(value);
  }
}

ReadLimits getLimits(Unpacker& in) {
  ReadLimits limits;
  limits.text = in.number();
  limits.unpacked = in.number();
  limits.members = in.number();
  limits.nesting = static_cast<std::uint32_t>(in.number());
  limits.depth = static_cast<std::uint32_t>(in.number());
  limits.seconds = static_cast<std::uint32_t>(in.number());
  limits.memory = in.number();
  return limits;
}

void putMapping(Packer& out, const TableMapping& mapping) {
  out.list(mapping.columns, [&out](const TableMapping::Column& column) {
    out.text(column.column);
    out.text(column.meaning);
    out.text(column.type);
    out.list(column.values, [&out](const auto& value) {
      out.text(value.first);
      out.text(value.second);
    });
  });
}

TableMapping getMapping(Unpacker& in) {
  TableMapping mapping;
  in.list([&] {
    TableMapping::Column column;
    column.column = in.text();
    column.meaning = in.text();
    column.type = in.text();
    in.list([&] {
      std::string written = in.text();
      column.values.emplace_back(std::move(written), in.text());
    });
    mapping.columns.push_back(std::move(column));
  });
  return mapping;
}

// Documents

void putTurn(Packer& out, const Turn& turn) {
  const auto put = [&out](auto value) { out.number(static_cast<std::uint64_t>(value)); };
  for (const std::uint64_t at : {turn.span.begin, turn.span.end, turn.body.begin, turn.body.end}) {
    out.number(at);
  }
  out.text(turn.speaker);
  put(turn.role);
  out.flag(turn.question);
  out.optional(turn.startMilliseconds, put);
  out.optional(turn.endMilliseconds, put);
  out.optional(turn.page, put);
}

Turn getTurn(Unpacker& in) {
  Turn turn;
  turn.span.begin = in.number();
  turn.span.end = in.number();
  turn.body.begin = in.number();
  turn.body.end = in.number();
  turn.speaker = in.text();
  const std::uint64_t role = in.number();
  if (role <= static_cast<std::uint64_t>(SpeakerRole::Other)) {
    turn.role = static_cast<SpeakerRole>(role);
  }
  turn.question = in.flag();
  const auto time = [&in] { return static_cast<std::int64_t>(in.number()); };
  turn.startMilliseconds = in.optional(time);
  turn.endMilliseconds = in.optional(time);
  turn.page = in.optional([&in] { return static_cast<std::uint32_t>(in.number()); });
  return turn;
}

bool isBoundary(std::string_view text, std::uint64_t at) {
  return at <= text.size() && isCodepointBoundary(text, at);
}

bool isSound(const Turn& turn, std::string_view text, std::uint64_t from) {
  const ByteSpan& span = turn.span;
  const ByteSpan& body = turn.body;
  return from <= span.begin && span.begin <= body.begin && body.begin <= body.end &&
         body.end <= span.end && isBoundary(text, span.begin) && isBoundary(text, span.end) &&
         isBoundary(text, body.begin) && isBoundary(text, body.end);
}

void keepSoundTurns(std::vector<Turn>& turns, std::string_view text) {
  std::uint64_t from = 0;
  std::erase_if(turns, [&](const Turn& turn) {
    if (!isSound(turn, text, from)) return true;
    from = turn.span.end;
    return false;
  });
}

/// Leaving one out would give all pages behind it another number.
void mendPages(std::vector<std::uint64_t>& starts, std::string_view text) {
  std::uint64_t from = 0;
  for (std::uint64_t& start : starts) {
    start = std::clamp<std::uint64_t>(start, from, text.size());
    while (!isCodepointBoundary(text, start)) --start;
    from = start;
  }
}

/// As texts are promised to be: "\n" is the only line end, and there is no zero byte.
std::string soundText(std::string text) {
  std::replace(text.begin(), text.end(), '\r', '\n');
  std::replace(text.begin(), text.end(), '\0', ' ');
  return text;
}

double soundShare(double share) { return std::isfinite(share) ? std::clamp(share, 0.0, 1.0) : 0; }

void putDiagnostic(Packer& out, const Diagnostic& diagnostic) {
  out.number(static_cast<std::uint64_t>(diagnostic.severity));
  out.text(diagnostic.file);
  out.number(diagnostic.line);
  out.number(diagnostic.column);
  out.text(diagnostic.message);
}

Diagnostic getDiagnostic(Unpacker& in) {
  Diagnostic diagnostic;
  const std::uint64_t severity = in.number();
  if (severity <= static_cast<std::uint64_t>(Severity::Error)) {
    diagnostic.severity = static_cast<Severity>(severity);
  }
  diagnostic.file = in.text();
  diagnostic.line = in.number();
  diagnostic.column = in.number();
  diagnostic.message = in.text();
  return diagnostic;
}

}  // namespace

std::string messageHead(MessageKind kind, std::uint64_t size) {
  Packer out;
  out.number(size);
  return static_cast<char>(kind) + out.take();
}

std::string message(MessageKind kind, std::string_view content) {
  return messageHead(kind, content.size()).append(content);
}

std::optional<MessageHead> readMessageHead(std::string_view bytes) {
  if (bytes.size() < kMessageHead) return std::nullopt;
  const auto kind = static_cast<std::uint8_t>(bytes[0]);
  if (kind < static_cast<std::uint8_t>(MessageKind::Greeting) ||
      kind > static_cast<std::uint8_t>(MessageKind::Result)) {
    return std::nullopt;
  }
  return MessageHead{static_cast<MessageKind>(kind), Unpacker(bytes.substr(1)).number()};
}

std::string encodeGreeting(const std::vector<Protection>& protections) {
  Packer out;
  out.number(kProtocol);
  out.text(kVersion);
  out.list(protections, [&out](const Protection& protection) {
    out.text(protection.name);
    out.flag(protection.on);
    out.text(protection.remark);
  });
  return out.take();
}

std::optional<std::vector<Protection>> decodeGreeting(std::string_view content) {
  Unpacker in(content);
  if (in.number() != kProtocol || in.text() != kVersion) return std::nullopt;
  std::vector<Protection> protections;
  in.list([&] {
    Protection protection;
    protection.name = in.text();
    protection.on = in.flag();
    protection.remark = in.text();
    protections.push_back(std::move(protection));
  });
  if (!in.isDone()) return std::nullopt;
  return protections;
}

std::string encodeRequest(const ReadRequest& request) {
  Packer out;
  const auto putText = [&out](const std::string& text) { out.text(text); };
  out.text(request.format);
  out.text(request.name);
  out.optional(request.options.decode.encoding, putText);
  putLimits(out, request.options.limits);
  putMapping(out, request.options.mapping);
  out.flag(request.options.ocr);
  out.text(request.options.ocrLanguages);
  out.flag(request.options.libreOffice);
  return out.take();
}

std::optional<ReadRequest> decodeRequest(std::string_view content) {
  Unpacker in(content);
  ReadRequest request;
  request.format = in.text();
  request.name = in.text();
  request.options.decode.encoding = in.optional([&in] { return in.text(); });
  request.options.limits = getLimits(in);
  request.options.mapping = getMapping(in);
  request.options.ocr = in.flag();
  request.options.ocrLanguages = in.text();
  request.options.libreOffice = in.flag();
  if (!in.isDone()) return std::nullopt;
  return request;
}

std::string encodeDocument(const ReadDocument& document) {
  Packer out;
  const auto putText = [&out](const std::string& text) { out.text(text); };
  out.text(document.member);
  out.text(document.text);
  out.text(document.encoding.name);
  out.real(document.encoding.confidence);
  out.flag(document.encoding.guessed);
  out.number(document.unreadable);
  out.list(document.turns, [&out](const Turn& turn) { putTurn(out, turn); });
  out.text(document.original);
  out.text(document.caseName);
  out.list(document.attributes, [&out](const auto& attribute) {
    out.text(attribute.first);
    out.text(attribute.second);
  });
  out.list(document.pageStarts, [&out](std::uint64_t start) { out.number(start); });
  out.number(document.pagesWithoutText);
  out.optional(document.ocrConfidence, [&out](double share) { out.real(share); });
  out.list(document.notes, putText);
  out.optional(document.contained, putText);
  out.text(document.containedFormat);
  return out.take();
}

std::optional<ReadDocument> decodeDocument(std::string_view content) {
  Unpacker in(content);
  ReadDocument document;
  document.member = in.text();
  document.text = soundText(in.text());
  document.encoding.name = in.text();
  document.encoding.confidence = soundShare(in.real());
  document.encoding.guessed = in.flag();
  document.unreadable = in.number();
  in.list([&] { document.turns.push_back(getTurn(in)); });
  document.original = in.rawText();
  document.caseName = in.text();
  in.list([&] {
    std::string name = in.text();
    document.attributes.emplace_back(std::move(name), in.text());
  });
  in.list([&] { document.pageStarts.push_back(in.number()); });
  document.pagesWithoutText = in.number();
  document.ocrConfidence = in.optional([&in] { return soundShare(in.real()); });
  in.list([&] { document.notes.push_back(in.text()); });
  document.contained = in.optional([&in] { return std::string(in.rawText()); });
  document.containedFormat = in.text();
  if (!in.isDone()) return std::nullopt;
  keepSoundTurns(document.turns, document.text);
  mendPages(document.pageStarts, document.text);
  return document;
}

std::string encodeResult(const ReadResult& result) {
  Packer out;
  out.list(result.diagnostics,
           [&out](const Diagnostic& diagnostic) { putDiagnostic(out, diagnostic); });
  out.optional(result.unreadable, [&out](const std::string& reason) { out.text(reason); });
  return out.take();
}

std::optional<ReadResult> decodeResult(std::string_view content) {
  Unpacker in(content);
  ReadResult result;
  in.list([&] { result.diagnostics.push_back(getDiagnostic(in)); });
  result.unreadable = in.optional([&in] { return in.text(); });
  if (!in.isDone()) return std::nullopt;
  return result;
}

}  // namespace retold
