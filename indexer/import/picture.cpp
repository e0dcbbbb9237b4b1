#include "indexer/import/ocr.h"
#include "indexer/import/readers.h"

namespace retold {

ReadResult readPicture(std::string_view, std::string_view bytes, const ReadOptions& options,
                       const ReadSink& sink) {
  ReadResult result;
  if (bytes.empty()) {
    result.unreadable = "the file is empty";
    return result;
  }
  if (!options.ocr) {
    result.unreadable =
        "it is a picture: import it again with --ocr, which recognises its text where Tesseract "
        "is installed (Debian package tesseract-ocr)";
    return result;
  }
  ReadDocument picture;
  picture.member = "!page 1";
  picture.contained = std::string(bytes);
  picture.containedFormat = kPagePicture;
  sink(std::move(picture));
  ReadDocument document;
  document.encoding = {"UTF-8", 1.0, false};
  document.pageStarts = {0};
  document.pagesWithoutText = 1;
  sink(std::move(document));
  return result;
}

}  // namespace retold
