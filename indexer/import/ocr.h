#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"

namespace retold {

/// ReadDocument::containedFormat of the picture of a page, whose text is to be recognised.
inline constexpr std::string_view kPagePicture = "page-picture";

/// What was recognised on one page.
struct RecognisedPage {
  std::string text;           ///< paragraphs parted by an empty line, a line per line
  double confidence = 0;      ///< 0..1: mean of Tesseract's word confidences, weighted by letters
  std::uint64_t letters = 0;  ///< bytes of its words
  friend bool operator==(const RecognisedPage&, const RecognisedPage&) = default;
};

/// The pages of Tesseract's "tsv" output. Lines that do not belong there are passed over.
std::vector<RecognisedPage> pagesOfTsv(std::string_view tsv);

/// Throws Error(NotFound) with the package to install where Tesseract is there and one of
/// `languages` ("eng+ron"; "" = English) is not. Where Tesseract is not there it does nothing: then
/// each picture says so.
void checkRecognitionLanguages(const std::string& languages);

/// Has the pictures of one file's pages read by Tesseract, a program of its own that must be
/// installed, and puts their text into the file's document.
class PageRecognition {
 public:
  /// Recognises a picture of page `number` (from 1; a TIFF file may hold the pages after it too).
  /// `stop` is asked ten times a second and ends the work when it says true.
  void read(std::uint32_t number, std::string_view picture, const ReadOptions& options,
            const std::function<bool()>& stop);
  bool empty() const { return pages_.empty() && troubles_.empty(); }

  /// Puts the text of each page where the document has none, sets its page starts and its
  /// confidence, and notes what was done and what could not be.
  void putInto(ReadDocument& document) const;

 private:
  std::map<std::uint32_t, RecognisedPage> pages_;
  std::vector<std::string> troubles_;
};

/// The page that a member's name means: 3 of "!page 3"; 1 where it says none.
std::uint32_t pageOfMember(std::string_view member);

}  // namespace retold
