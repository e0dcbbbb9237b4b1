#pragma once

#include <algorithm>
#include <array>

#include "cli/options.h"
#include "indexer/import/importer.h"

namespace retold {

/// The options that say how files are read: of "import" and of "read".
inline constexpr std::array kReadOptions{
    Option{"--encoding", "NAME",
           "the encoding of all these files (\"windows-1251\", \"UTF-16\"), in place of a guess"},
    Option{"--exclude", "PATTERN",
           "leave out the files whose name fits: \"*.bak\", a folder's name \"drafts\", a path "
           "\"2019/draft*\"; in archives too",
           "", true},
    Option{"--mapping", "FILE",
           "a table (csv) that says what the columns of tables of transcripts hold"},
    Option{"--ocr", "", "recognise the text of pictures of pages, by Tesseract where installed"},
    Option{"--ocr-languages", "LIST", "their languages as Tesseract names them: \"eng+ron\""},
    Option{"--libreoffice", "",
           "let LibreOffice, where installed, turn files that Retold cannot read"},
    Option{"--largest-text", "SIZE", "refuse larger texts; 64M, and at most 256M"},
    Option{"--largest-unpacked", "SIZE", "refuse files that unpack to more; 1G"},
    Option{"--most-members", "N", "refuse archives with more files; 100000"},
    Option{"--nesting", "N", "open archives within archives so deep; 4"},
    Option{"--depth", "N",
           "refuse XML, web pages and RTF that are nested deeper; 512, and at most 1000"},
    Option{"--seconds", "N", "give up a file that takes longer to read; 120"},
    Option{"--memory", "SIZE", "give up a file that takes more memory to read; 2G"},
};

template <std::size_t N>
constexpr auto withReadOptions(const std::array<Option, N>& own) {
  std::array<Option, N + kReadOptions.size()> all{};
  std::copy(kReadOptions.begin(), kReadOptions.end(),
            std::copy(own.begin(), own.end(), all.begin()));
  return all;
}

/// What was typed; the mapping's file is read, what is wrong with it is written to `err`. Throws
/// Error(Usage) for a bad value, Error(NotFound | Refused) for the mapping or a language of text
/// recognition that is not installed.
ReadOptions readOptionsOf(const Arguments& arguments, std::ostream& err);

}  // namespace retold
