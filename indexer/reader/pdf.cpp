#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <climits>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <utility>

#include "indexer/import/ocr.h"
#include "indexer/import/text_builder.h"
#include "indexer/reader/pdf_layout.h"
#include "indexer/reader/picture.h"
#include "indexer/reader/readers.h"

namespace retold {

namespace {

constexpr std::size_t kTellingEnd = 1024;  // bytes in which a PDF's first and last mark must stand

/// Turns what is at `rotation` quarter turns upright. `width` and `height` are those of the page.
poppler::rectf upright(const poppler::rectf& box, int rotation, double width, double height) {
  switch (rotation) {
    case 1:
      return {box.top(), width - box.right(), box.height(), box.width()};
    case 2:
      return {width - box.right(), height - box.bottom(), box.width(), box.height()};
    case 3:
      return {height - box.bottom(), box.left(), box.height(), box.width()};
    default:
      return box;
  }
}

std::u32string lettersOf(const poppler::ustring& text) {
  std::u32string letters;
  for (std::size_t at = 0; at < text.size();) {
    UChar32 code = 0;
    U16_NEXT(text, at, text.size(), code);
    letters += U_IS_SURROGATE(code) ? U'\ufffd' : static_cast<char32_t>(code);
  }
  return letters;
}

/// Programs make the marks in check boxes with this font.
bool isZapfDingbats(const poppler::text_box& box) {
  return box.has_font_info() && box.get_font_name().find("Dingbats") != std::string::npos;
}

/// What a page holds besides its words.
struct Letters {
  std::uint64_t all = 0;
  std::uint64_t unknown = 0;  ///< of which the font does not say which letters they are
};

/// What a page shows, grouped by the direction in which it is written.
struct PageWords {
  std::array<std::vector<PageWord>, 4> byRotation;
  double width = 0;
  double height = 0;
};

bool isUnknown(char32_t code) {
  const auto type = u_charType(static_cast<UChar32>(code));
  return code == 0xfffd || type == U_PRIVATE_USE_CHAR || type == U_CONTROL_CHAR ||
         type == U_UNASSIGNED;
}

PageWord wordOf(const poppler::text_box& box, int rotation, double width, double height) {
  const poppler::rectf place = upright(box.bbox(), rotation, width, height);
  PageWord word;
  word.left = place.left();
  word.right = place.right();
  word.top = place.top();
  word.bottom = place.bottom();
  word.size = box.has_font_info() ? box.get_font_size() : place.height();
  const std::u32string letters = lettersOf(box.text());
  const double part = place.width() / static_cast<double>(std::max<std::size_t>(letters.size(), 1));
  for (std::size_t i = 0; i < letters.size(); ++i) {
    poppler::rectf own = box.char_bbox(i);
    if (own.width() <= 0 && own.height() <= 0) {
      own = {place.left() + part * static_cast<double>(i), place.top(), part, place.height()};
    } else {
      own = upright(own, rotation, width, height);
    }
    word.letters.push_back({letters[i], own.left(), own.right()});
  }
  const bool mark = letters.size() == 1 && letters[0] >= 0x2713 && letters[0] <= 0x2718;
  if (mark && isZapfDingbats(box)) word.letters[0].code = U'\u2612';
  return word;
}

PageWords wordsOf(const poppler::page& page, Letters& letters) {
  PageWords words;
  const poppler::rectf box = page.page_rect();
  words.width = box.width();
  words.height = box.height();
  const auto orientation = page.orientation();
  if (orientation == poppler::page::landscape || orientation == poppler::page::seascape) {
    std::swap(words.width, words.height);
  }
  for (const poppler::text_box& text : page.text_list(poppler::page::text_list_include_font)) {
    const int rotation = text.rotation() & 3;
    PageWord word = wordOf(text, rotation, words.width, words.height);
    for (const PageLetter& letter : word.letters) {
      ++letters.all;
      letters.unknown += isUnknown(letter.code) ? 1 : 0;
    }
    words.byRotation[static_cast<std::size_t>(rotation)].push_back(std::move(word));
  }
  return words;
}

/// Most of a page is written in one direction; what stands across it comes after that.
LaidOutPage layOut(PageWords words) {
  std::array<std::size_t, 4> rotations{0, 1, 2, 3};
  std::ranges::stable_sort(rotations, std::greater<>(), [&words](std::size_t rotation) {
    return words.byRotation[rotation].size();
  });
  LaidOutPage page;
  page.height = rotations[0] % 2 == 0 ? words.height : words.width;
  std::uint32_t blocks = 0;
  for (const std::size_t rotation : rotations) {
    std::vector<PageLine> lines = linesOfPage(std::move(words.byRotation[rotation]),
                                              rotation % 2 == 0 ? words.width : words.height);
    for (PageLine& line : lines) line.block += blocks;
    if (!lines.empty()) blocks = lines.back().block + 1;
    std::ranges::move(lines, std::back_inserter(page.lines));
  }
  return page;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// How many comments lie beside the pages as far as they can be seen: what a remark says is a
/// string, where the contents of a page are streams. (In a PDF of which the objects are packed they
/// cannot be seen; poppler's C++ interface does not give them.)
std::size_t countComments(std::string_view bytes) {
  constexpr std::string_view kKey = "/Contents";
  constexpr std::size_t kLongest = 4096;  // a longer one is a signature
  std::size_t count = 0;
  for (std::size_t at = bytes.find(kKey); at != std::string_view::npos; at = bytes.find(kKey, at)) {
    at += kKey.size();
    const std::size_t begin = bytes.find_first_not_of(" \r\n", at);
    if (begin == std::string_view::npos) break;
    const std::string_view value = bytes.substr(begin, kLongest);
    const bool isString = value[0] == '(' || (value[0] == '<' && !value.starts_with("<<"));
    const std::size_t end = value.find_first_of(")>", 1);
    count += isString && end != std::string_view::npos && end > 1 ? 1 : 0;
  }
  return count;
}

/// A PDF on its way to a text.
class PdfReading {
 public:
  PdfReading(std::string_view name, std::string_view bytes, const ReadOptions& options,
             const ReadSink& sink)
      : name_(name), bytes_(bytes), options_(options), sink_(sink) {}

  ReadResult read();

 private:
  bool open();
  bool readPages();
  void leaveOutRunningLines();
  void writePage(std::size_t index);
  void givePictures();
  void noteWhatIsLeftOut();
  void noteTrouble(std::string text);
  void refuse(std::string reason) { result_.unreadable = std::move(reason); }

  const std::string_view name_;
  const std::string_view bytes_;
  const ReadOptions& options_;
  const ReadSink& sink_;
  ReadResult result_;
  std::unique_ptr<poppler::document> document_;
  std::vector<LaidOutPage> pages_;
  std::vector<std::size_t> pictures_;  ///< pages without text that show something
  const PageLine* last_ = nullptr;
  std::uint64_t damagedPages_ = 0;
  Letters letters_;
  TextBuilder text_;
};

bool PdfReading::open() {
  if (bytes_.empty()) {
    refuse("the file is empty");
    return false;
  }
  if (bytes_.substr(0, kTellingEnd).find("%PDF-") == std::string_view::npos) {
    refuse(
        "it is no PDF, whatever its name says: a PDF begins with %PDF; give it the ending of "
        "the program that it was made with");
    return false;
  }
  if (bytes_.size() > INT_MAX) {
    refuse("the PDF is too large: " + std::to_string(bytes_.size()) + " bytes, and at most " +
           std::to_string(INT_MAX) + " are read; divide it into several files");
    return false;
  }
  document_.reset(
      poppler::document::load_from_raw_data(bytes_.data(), static_cast<int>(bytes_.size())));
  if (document_ && document_->is_locked()) {
    refuse(
        "it is protected by a password: open it in a PDF program, save it without the "
        "password, and import that file");
    return false;
  }
  if (!document_ || document_->pages() <= 0) {
    refuse(
        "the PDF is damaged so that none of its pages can be found: get it anew from where it "
        "came, or save it anew in the program that made it");
    return false;
  }
  const auto pages = static_cast<std::uint64_t>(document_->pages());
  if (pages > options_.limits.members) {
    refuse("it has " + std::to_string(pages) + " pages, and at most " +
           std::to_string(options_.limits.members) +
           " are read; divide it, or raise the limit with --most-members");
    return false;
  }
  return true;
}

bool PdfReading::readPages() {
  std::uint64_t size = 0;
  for (int i = 0; i < document_->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document_->create_page(i));
    damagedPages_ += page ? 0 : 1;
    pages_.push_back(page ? layOut(wordsOf(*page, letters_)) : LaidOutPage{});
    for (const PageLine& line : pages_.back().lines) size += line.text.size() + 1;
    if (size > options_.limits.text) {
      refuse("the text is too large: its first " +
             counted(pages_.size(), "page holds ", "pages hold ") + std::to_string(size) +
             " bytes, and at most " + std::to_string(options_.limits.text) +
             " are read; divide it, or raise the limit with --largest-text");
      return false;
    }
  }
  return true;
}

/// Lines of one paragraph stand each on its line, as on the page.
void PdfReading::writePage(std::size_t index) {
  text_.page(static_cast<std::uint32_t>(index + 1));
  const std::vector<PageLine>& lines = pages_[index].lines;
  const std::vector<LineBreak> breaks = lineBreaks(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool goes = i > 0 ? breaks[i - 1] == LineBreak::Line : last_ && goesOn(*last_, lines[i]);
    goes ? text_.line() : text_.paragraph();
    text_.add(lines[i].text);
    last_ = &lines[i];
  }
}

void PdfReading::leaveOutRunningLines() {
  const auto isEmpty = [](const LaidOutPage& page) { return page.lines.empty(); };
  std::vector<LaidOutPage> whole;
  constexpr std::size_t kFewLines = 6;
  if (std::ranges::all_of(pages_,
                          [](const auto& page) { return page.lines.size() <= kFewLines; })) {
    whole = pages_;
  }
  if (removeRunningLines(pages_) == 0) return;
  if (!whole.empty() && std::ranges::all_of(pages_, isEmpty)) {
    // Numbers stamped on pictures of pages are no text; but where nothing else is there, they are.
    const std::unique_ptr<poppler::page> first(document_->create_page(0));
    if (!first || PaperTest().isBlank(*first)) {
      pages_ = std::move(whole);
      return;
    }
  }
  text_.note("headers, footers and page numbers that recur on the pages were left out");
}

void PdfReading::givePictures() {
  for (const std::size_t index : pictures_) {
    const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(index)));
    std::string picture = page ? pictureOfPage(*page) : std::string();
    if (picture.empty()) {
      noteTrouble("page " + std::to_string(index + 1) + " could not be drawn for text recognition");
      continue;
    }
    ReadDocument contained;
    contained.member = "!page " + std::to_string(index + 1);
    contained.contained = std::move(picture);
    contained.containedFormat = kPagePicture;
    sink_(std::move(contained));
  }
}

void PdfReading::noteTrouble(std::string text) {
  result_.diagnostics.push_back({Severity::Warning, std::string(name_), 0, 0, std::move(text)});
}

void PdfReading::noteWhatIsLeftOut() {
  if (document_->has_embedded_files()) {
    text_.note(counted(document_->embedded_files().size(), "file that is attached to the PDF was",
                       "files that are attached to the PDF were") +
               " not read");
  }
  if (const std::size_t comments = countComments(bytes_); comments > 0) {
    text_.note(counted(comments, "comment lies", "comments lie") +
               " beside the pages: of comments only what the pages show was read");
  }
  if (bytes_.substr(bytes_.size() - std::min(bytes_.size(), kTellingEnd)).find("%%EOF") ==
      std::string_view::npos) {
    noteTrouble("the end of the PDF is missing: what is there was read");
  }
  if (damagedPages_ > 0) {
    noteTrouble(counted(damagedPages_, "page is damaged and was", "pages are damaged and were") +
                " not read");
  }
  constexpr std::uint64_t kOneIn = 20;
  if (letters_.unknown * kOneIn > letters_.all) {
    noteTrouble("the fonts of this PDF do not say which letters they show, for " +
                std::to_string(letters_.unknown) + " of " + std::to_string(letters_.all) +
                " letters: compare the text with the pages; text recognition may read it better");
  }
}

ReadResult PdfReading::read() {
  if (!open() || !readPages()) return std::move(result_);
  leaveOutRunningLines();
  PaperTest paper;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    writePage(i);
    if (!pages_[i].lines.empty()) continue;
    last_ = nullptr;
    const std::unique_ptr<poppler::page> page(document_->create_page(static_cast<int>(i)));
    if (!page || paper.isBlank(*page)) continue;
    text_.pageWithoutText();
    pictures_.push_back(i);
  }
  noteWhatIsLeftOut();
  if (options_.ocr) givePictures();
  if (text_.empty() && !pictures_.empty() && !options_.ocr) {
    refuse("its " + counted(pictures_.size(), "page is a picture", "pages are pictures") +
           " without a text layer: import it again with --ocr, which recognises the text where "
           "Tesseract is installed (Debian package tesseract-ocr)");
    return std::move(result_);
  }
  if (text_.empty() && pictures_.empty()) {
    refuse("its " + counted(pages_.size(), "page shows", "pages show") + " no text and no picture");
    return std::move(result_);
  }
  sink_(text_.finish());
  return std::move(result_);
}

}  // namespace

ReadResult readPdf(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  return PdfReading(name, bytes, options, sink).read();
}

}  // namespace retold
