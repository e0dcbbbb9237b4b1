#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/import/importer.h"
#include "indexer/text/decode.h"

namespace retold {

/// The encoding that a page declares in its first 8 KB (XML declaration, meta charset, meta
/// http-equiv), as written; "" where it declares none.
std::string declaredCharset(std::string_view html);

/// What browsers take a declared name for ("iso-8859-1" is windows-1252), as ICU names it; none for
/// names that nobody knows and for those that say nothing of bytes like these (UTF-16).
std::optional<std::string> browserCharset(std::string_view label);

/// The bytes without tags, comments, scripts and styles: what statistics of letters may look at.
std::string withoutTags(std::string_view html);

/// Decodes a page. In this order: the user's encoding, byte order mark, strict UTF-8, what the page
/// declares, statistics of its letters. A declaration that the bytes contradict is named in
/// `result`. None where it is no text (then `result.unreadable` says why).
std::optional<Decoded> decodeHtml(std::string_view name, std::string_view bytes,
                                  const ReadOptions& options, ReadResult& result);

}  // namespace retold
