#pragma once

#include <span>
#include <string_view>

#include "indexer/import/importer.h"

/// Readers that stand on other people's parsers. They run in the program retold-reader only, one
/// file each. Each promises what ImportFormat::read promises.
namespace retold {

/// Text with its pages, columns and paragraphs (poppler). Lines of one paragraph stand each on its
/// line, as on the page. Form fields stand in their places (☒/☐), comments at the end. With
/// ReadOptions::ocr, pages without text come first, as pictures.
ReadResult readPdf(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// Word documents (docx, docm, dotx), Transitional and Strict; see flow.h for how the text looks.
/// The final text of tracked changes; footnotes and comments behind the text; headers, footers,
/// hidden text and diagrams are left out, and said so in the notes.
ReadResult readDocx(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink);

/// Word documents of the years 1993 to 2003 (doc, dot: Word 6, 95, 97 to 2003) by a reader of our
/// own, as readDocx() gives them. What is named so and was written by an older program is named;
/// with ReadOptions::libreOffice it is given to LibreOffice.
ReadResult readDoc(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// Messages that Outlook saved (msg): sender, receivers, date and subject as lines, then the plain
/// text; where there is only a web page or RTF, that is given as `contained`. Attachments are left
/// out, and named in a note.
ReadResult readOutlook(std::string_view name, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink);

/// Rich Text Format by a reader of our own, a state machine without recursion. Kept: paragraphs,
/// table rows (cells parted by tabs), item marks, results of fields and of form fields (☒/☐), text
/// boxes behind their paragraph, footnotes and comments at the end with their marks. Left out and
/// noted: headers and footers, hidden text, deleted text of tracked changes. Code pages are those
/// of the fonts, else of the document; pictures, objects and what it does not know (\*) are passed
/// over.
ReadResult readRtf(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// Gives each file of an archive (zip, tar, 7z; packed by gzip, bzip2, xz or not) as `contained`,
/// one after the other; a single packed file (notes.txt.gz) as that file. Folders are passed over.
/// What cannot be given (a link, a device, a file behind a password) comes without text and with
/// the reason as its note. Refused midway, with what came before kept: more than
/// limits.members files, more than limits.unpacked bytes, a file that unpacks to more than 200
/// times its size, as only traps do.
ReadResult readArchive(std::string_view name, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink);

/// OpenDocument texts (odt, ott, and fodt: flat XML), as Word documents.
ReadResult readOdt(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// Web pages (html, htm, xhtml) as a reader sees them (gumbo): blocks are paragraphs, items have
/// their number or "-", rows of tables are lines, what was filled into form fields stands in its
/// place (☒/☐). Left out: what is hidden (noted), scripts, styles, comments, pictures' texts, what
/// would have to be fetched.
ReadResult readHtml(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink);

/// Spreadsheets (xlsx, xlsm; ods, fods): each sheet with a value is given as csv within the file,
/// as sheet.h says. Stored results of formulas, dates as ISO 8601; nothing is computed.
ReadResult readXlsx(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink);
ReadResult readOds(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// XML of transcripts: TEI (tei.h), ELAN, EXMARaLDA and Transcriber (speech_xml.h), XHTML; of any
/// other XML the words, an element that holds words itself being a paragraph. Document types and
/// entities are never resolved.
ReadResult readXml(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink);

/// E-books (epub 2 and 3): the chapters in the order of reading, each as readHtml() reads it.
ReadResult readEpub(std::string_view name, std::string_view bytes, const ReadOptions& options,
                    const ReadSink& sink);

/// The reader of a format of `importFormats()` that has none of its own there.
struct IsolatedReader {
  std::string_view format;  ///< ImportFormat::name
  ReadResult (*read)(std::string_view name, std::string_view bytes, const ReadOptions& options,
                     const ReadSink& sink);
};

std::span<const IsolatedReader> isolatedReaders();

}  // namespace retold
