#include <string>

#include "indexer/import/readers.h"

namespace retold {

namespace {

bool isWhiteOnly(std::string_view text) {
  // White space outside ASCII alone in a file is as good as none; NBSP, the ideographic space and
  // the byte order mark are what occurs.
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (std::string_view(" \t\n\r\f\v").find(text[at]) != std::string_view::npos) {
      ++at;
    } else if (rest.starts_with("\u00a0")) {
      at += 2;
    } else if (rest.starts_with("\u3000") || rest.starts_with("\ufeff")) {
      at += 3;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

std::optional<Decoded> decodeFile(std::string_view name, std::string_view bytes,
                                  const ReadOptions& options, ReadResult& result) {
  if (bytes.empty()) {
    result.unreadable = "the file is empty";
    return std::nullopt;
  }
  NotText why;
  std::optional<Decoded> decoded = decode(bytes, options.decode, why);
  if (!decoded) {
    result.unreadable = why.reason;
    return std::nullopt;
  }
  if (isWhiteOnly(decoded->text)) {
    result.unreadable = "the file holds nothing but white space";
    return std::nullopt;
  }
  if (decoded->unreadable > 0) {
    const bool one = decoded->unreadable == 1;
    result.diagnostics.push_back(
        {Severity::Warning, std::string(name), 0, 0,
         std::to_string(decoded->unreadable) +
             (one ? " byte is not allowed in " : " bytes are not allowed in ") +
             decoded->encoding.name + " and " + (one ? "stands" : "stand") +
             " as \ufffd; if the text looks wrong, name its encoding and import it again"});
  }
  if (decoded->encoding.guessed && decoded->encoding.confidence < 0.5) {
    result.diagnostics.push_back({Severity::Warning, std::string(name), 0, 0,
                                  "the encoding is not sure: " + decoded->encoding.name +
                                      " was taken; if the text looks wrong, name its encoding "
                                      "and import it again"});
  }
  return decoded;
}

ReadResult readText(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink) {
  ReadResult result;
  std::optional<Decoded> decoded = decodeFile(name, bytes, options, result);
  if (!decoded) return result;
  ReadDocument document;
  document.text = std::move(decoded->text);
  document.encoding = std::move(decoded->encoding);
  document.unreadable = decoded->unreadable;
  sink(std::move(document));
  return result;
}

}  // namespace retold
