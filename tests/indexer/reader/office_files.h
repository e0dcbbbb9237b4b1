#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/import/importer.h"
#include "tests/helpers/zip.h"

namespace retold {

/// A Word document with this body ("<w:p>…</w:p>"), the prefixes w, w14, mc, v, wps and m declared,
/// and further parts by name. Relationships to them are made by their names.
std::string docxOf(std::string_view body,
                   const std::vector<std::pair<std::string, std::string>>& parts = {});
/// The begin of a part of a Word document, up to its root's name: wordPart("w:footnotes", "…").
std::string wordPart(std::string_view root, std::string_view content);

/// An OpenDocument text with this body, automatic styles, and styles.xml where it is not "".
std::string odtOf(std::string_view body, std::string_view automaticStyles = "",
                  std::string_view officeStyles = "");
std::string odsOf(std::string_view tables, std::string_view automaticStyles = "");

/// What a reader gives for bytes: documents, and the result.
struct Reading {
  std::vector<ReadDocument> documents;
  ReadResult result;

  const std::string& text() const { return documents.at(0).text; }
  const std::vector<std::string>& notes() const { return documents.at(0).notes; }
};
using Reader = ReadResult (*)(std::string_view, std::string_view, const ReadOptions&,
                              const ReadSink&);
Reading readBytes(Reader read, std::string_view bytes, const ReadOptions& options = {},
                  std::string_view name = "a file");

/// What the reader said of the file, in words.
std::vector<std::string> messagesOf(const Reading& reading);

/// The bytes of a file.
std::string bytesOf(const std::filesystem::path& path);
/// The files below a folder of ../shared with that extension, sorted.
std::vector<std::filesystem::path> sharedFiles(const std::string& folder,
                                               const std::string& extension);

/// How many of the words of `source` (runs of bytes without white space and ASCII punctuation, as
/// often as they come) are in `text`, from 0 to 1.
double wordsKept(std::string_view source, std::string_view text);

/// Reads the file cut at 20 places that the seed chooses, with some of its bytes changed, and with
/// bytes of its parts changed and packed again: whatever comes, the reader returns, and its texts
/// are valid.
void readDamaged(Reader read, const std::filesystem::path& path, std::uint32_t seed);

}  // namespace retold
