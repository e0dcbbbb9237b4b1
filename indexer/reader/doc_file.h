#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"
#include "indexer/reader/doc_lists.h"
#include "indexer/reader/doc_properties.h"

namespace retold {

/// A stretch of a document's characters, half-open; positions count UTF-16 units from the begin of
/// its first story ("CP").
struct DocRange {
  std::uint32_t begin = 0, end = 0;
  std::uint32_t size() const { return end - begin; }
};

/// The texts that a document keeps one behind the other.
enum class DocStory { Main, Footnotes, Headers, Macros, Comments, Endnotes, Boxes, HeaderBoxes };

/// Tables that the head of the file names, by their number in [MS-DOC] FibRgFcLcb97 (Word 6 has
/// them in the same order up to Clx).
enum class DocTable {
  Styles = 1,
  FootnotePlaces = 2,
  FootnoteTexts = 3,
  CommentPlaces = 4,
  CommentTexts = 5,
  CharacterPages = 12,
  ParagraphPages = 13,
  Fonts = 15,
  Pieces = 33,
  CommentAuthors = 36,
  ShapePlaces = 40,
  EndnotePlaces = 46,
  EndnoteTexts = 47,
  BoxTexts = 56,
  Lists = 73,
  ListOverrides = 74
};

/// The characters of a Word document of the years 1993 to 2003 (Word 6, 95, 97 to 2003) and how
/// they look. No number in the file is trusted. One thread.
class DocFile {
 public:
  /// Throws Unreadable for what is no such document, is protected by a password, or has lost its
  /// text. `bytes` may go afterwards.
  DocFile(std::string_view bytes, const ReadOptions& options);

  bool word6() const { return word6_; }
  /// Characters are missing, or the file contradicts itself.
  bool damaged() const { return damaged_; }

  DocRange story(DocStory story) const { return stories_[static_cast<std::size_t>(story)]; }
  std::u16string_view text() const { return text_; }
  std::u16string_view text(DocRange range) const;

  /// The look of the paragraph to whose mark the position belongs.
  DocParagraph paragraphAt(std::uint32_t position) const;
  /// The look of a character in a paragraph of that style. Fastest in ascending order.
  const DocCharacter& characterAt(std::uint32_t position, std::uint16_t paragraphStyle);

  /// The bytes of a table; empty where there is none.
  std::string_view table(DocTable which) const;
  /// From the begin of a table to the end of all tables: some have a sequel.
  std::string_view tableAndBehind(DocTable which) const;
  /// What pictures and form fields keep apart.
  std::string_view data() const { return data_; }

  const std::vector<DocFont>& fonts() const { return fonts_; }

 private:
  /// Characters that stand in the file one behind the other.
  struct Piece {
    std::uint32_t begin = 0, end = 0;  ///< positions
    std::uint64_t offset = 0;          ///< of its first byte
    unsigned width = 2;                ///< bytes of a character
    std::vector<DocModifier> modifiers;
  };
  /// Bytes of the file and the modifiers of what stands in them.
  struct Run {
    std::uint64_t begin = 0, end = 0;
    std::string_view modifiers;
    std::uint16_t style = 0;  ///< of paragraphs
  };

  void readHead();
  void readStories();
  void readPieces();
  void readPieceTable(std::string_view pieces);
  std::vector<DocModifier> pieceModifiers(std::uint16_t code,
                                          const std::vector<std::string_view>& lists) const;
  std::vector<Run> readRuns(DocTable pages, bool paragraphs) const;
  void readRunsOfPage(std::uint32_t page, bool paragraphs, std::vector<Run>& runs) const;
  void readText(const ReadOptions& options);
  void decodeBytes(const Piece& piece, const ReadOptions& options);
  const Piece* pieceAt(std::uint32_t position) const;
  std::uint64_t offsetOf(const Piece& piece, std::uint32_t position) const;
  static const Run* runAt(const std::vector<Run>& runs, std::uint64_t offset);

  std::string main_, tables_, data_;
  bool word6_ = false;
  bool damaged_ = false;
  std::array<DocRange, 8> stories_{};
  std::vector<Piece> pieces_;
  std::vector<Run> characterRuns_, paragraphRuns_;
  DocStyles styles_;
  std::vector<DocFont> fonts_;
  std::u16string text_;

  /// The characters for which `last_` holds.
  DocRange lastRange_;
  std::uint16_t lastStyle_ = 0;
  DocCharacter last_;
};

}  // namespace retold
