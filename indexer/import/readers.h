#pragma once

#include <optional>
#include <string_view>

#include "indexer/import/importer.h"

namespace retold {

/// What the table of formats points to: the reader of each format, one file each.
ReadResult readText(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink);
/// Markdown is kept as it is written; headings and bold labels are recognised by findTurns().
ReadResult readMarkdown(std::string_view name, std::string_view bytes, const ReadOptions& options,
                        const ReadSink& sink);
/// A table of transcripts with a header row. Columns are known by their names in several languages:
/// the text (otherwise the column with the longest texts), the document's id (otherwise the number
/// of the row), the case, the speaker, the start time. One document per row; but where a speaker
/// column is there, rows with the same id (all rows, when there is no id) are the turns of one
/// document, joined as "Speaker: text\n". A case's other columns are its attributes.
ReadResult readTable(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink);

/// The picture of a page, or of several (TIFF): its text is recognised where the user asks for it.
ReadResult readPicture(std::string_view name, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink);

/// Formats of older programs that LibreOffice reads: where the user allows it, the file is given as
/// `contained` for it (libreoffice.h); otherwise it is named, with what to do.
ReadResult readByLibreOffice(std::string_view name, std::string_view bytes,
                             const ReadOptions& options, const ReadSink& sink);

/// The decoded text of a file, or none with the reason and its diagnostics in `result`.
std::optional<Decoded> decodeFile(std::string_view name, std::string_view bytes,
                                  const ReadOptions& options, ReadResult& result);

}  // namespace retold
