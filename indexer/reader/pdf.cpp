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
#include "indexer/reader/flow.h"
#include "indexer/reader/pdf_fields.h"
#include "indexer/reader/pdf_forms.h"
#include "indexer/reader/pdf_layout.h"
#include "indexer/reader/picture.h"
#include "indexer/reader/readers.h"
#include "indexer/text/turns_lines.h"

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

PageArea upright(const PageArea& area, int rotation, double width, double height) {
  const poppler::rectf box =
      upright(poppler::rectf(area.left, area.top, area.right - area.left, area.bottom - area.top),
              rotation, width, height);
  return {box.left(), box.top(), box.right(), box.bottom()};
}

int quarterTurns(const poppler::page& page) {
  switch (page.orientation()) {
    case poppler::page::landscape:
      return 1;
    case poppler::page::upside_down:
      return 2;
    case poppler::page::seascape:
      return 3;
    default:
      return 0;
  }
}

/// Whether the page shows what the comment says: text that a person put on it is read as words.
bool isShown(const PdfComment& comment, const PageWords& words) {
  for (int rotation = 0; rotation < 4; ++rotation) {
    if (isShown(comment.text, upright(comment.area, rotation, words.width, words.height),
                words.byRotation[static_cast<std::size_t>(rotation)])) {
      return true;
    }
  }
  return false;
}

/// False for a field that nobody can see.
bool isOnPage(const PageArea& area, const PageWords& words) {
  return area.right - area.left > 1 && area.bottom - area.top > 1 && area.right > 0 &&
         area.bottom > 0 && area.left < words.width && area.top < words.height;
}

/// A field is written in the direction in which most of the page is.
void placeFieldsOn(PageWords& words, std::vector<PdfField> fields) {
  const auto most = std::ranges::max_element(words.byRotation, {}, &std::vector<PageWord>::size);
  const auto rotation = static_cast<int>(most - words.byRotation.begin());
  for (PdfField& field : fields) {
    field.area = upright(field.area, rotation, words.width, words.height);
  }
  placeFields(fields, *most);
}

/// A comment on its way to the end of the text.
struct PlacedComment {
  std::size_t page = 0;  ///< from 1
  std::string author;
  std::string text;
  friend bool operator==(const PlacedComment&, const PlacedComment&) = default;
};

/// What of forms and comments does not become text.
struct LeftOut {
  std::uint64_t hiddenFields = 0;
  std::uint64_t hiddenComments = 0;
  std::uint64_t passwords = 0;
  std::uint64_t signatures = 0;
  std::uint64_t lists = 0;  ///< of which what is not chosen was left out
};

/// A longer paragraph in front of marks is an explanation, not what they answer.
constexpr std::uint64_t kMostQuestionWords = 40;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

/// Where a line is to be cut: before marks, and before what was filled in behind a question.
std::vector<FormCut> cutsOf(const PageLine& line) {
  std::vector<FormCut> cuts = formCuts(line.text);
  for (const std::size_t at : line.filled) {
    const std::string_view before = trimmed(std::string_view(line.text).substr(0, at));
    if (endsQuestion(before)) cuts.push_back({at, true});
  }
  std::ranges::stable_sort(cuts, {}, &FormCut::at);
  return cuts;
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
  LaidOutPage readPage(int index, const poppler::page& page);
  void keepComments(std::vector<PdfComment> comments, std::size_t page, const PageWords& words);
  void leaveOutRunningLines();
  void writePage(std::size_t index);
  void writeLine(const PageLine& line);
  void newParagraph();
  void piece(std::string_view words, bool question);
  void writeComments();
  void givePictures();
  void noteForms();
  void noteWhatIsLeftOut();
  void noteTrouble(std::string text);
  void refuse(std::string reason) { result_.unreadable = std::move(reason); }

  const std::string_view name_;
  const std::string_view bytes_;
  const ReadOptions& options_;
  const ReadSink& sink_;
  ReadResult result_;
  std::unique_ptr<poppler::document> document_;
  std::unique_ptr<PdfForms> forms_;
  std::vector<LaidOutPage> pages_;
  std::vector<std::size_t> pictures_;  ///< pages without text that show something
  const PageLine* last_ = nullptr;
  std::uint64_t damagedPages_ = 0;
  Letters letters_;
  std::vector<PlacedComment> comments_;
  std::uint64_t commentBytes_ = 0;
  LeftOut leftOut_;
  TextBuilder text_;
  std::size_t paragraph_ = 0;        ///< where the paragraph that is open begins
  std::size_t paragraphBefore_ = 0;  ///< and the one before it
  std::size_t endBefore_ = 0;        ///< which ends here
  std::vector<std::uint64_t> questionEnds_;
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

/// Remarks from the top of the page to its bottom; replies stay behind what they reply to.
void PdfReading::keepComments(std::vector<PdfComment> comments, std::size_t page,
                              const PageWords& words) {
  std::ranges::stable_sort(comments, {}, [](const PdfComment& each) { return each.area.top; });
  const auto first = static_cast<std::ptrdiff_t>(comments_.size());
  for (PdfComment& each : comments) {
    if (isShown(each, words)) continue;
    PlacedComment comment{page, std::move(each.author), std::move(each.text)};
    const auto onPage = comments_.begin() + first;
    if (std::find(onPage, comments_.end(), comment) != comments_.end()) continue;
    commentBytes_ += comment.author.size() + comment.text.size();
    comments_.push_back(std::move(comment));
  }
}

LaidOutPage PdfReading::readPage(int index, const poppler::page& page) {
  PageWords words = wordsOf(page, letters_);
  PdfExtras extras = forms_->page(index, quarterTurns(page));
  keepComments(std::move(extras.comments), static_cast<std::size_t>(index) + 1, words);
  std::erase_if(extras.fields, [&](const PdfField& field) {
    if (isOnPage(field.area, words)) return false;
    extras.hiddenFields += field.value.empty() && !field.on ? 0 : 1;
    return true;
  });
  leftOut_.hiddenFields += extras.hiddenFields;
  leftOut_.hiddenComments += extras.hiddenComments;
  for (const PdfField& field : extras.fields) {
    leftOut_.passwords += field.kind == PdfFieldKind::Password ? 1 : 0;
    leftOut_.signatures += field.kind == PdfFieldKind::Signature ? 1 : 0;
    leftOut_.lists += field.kind == PdfFieldKind::List && !field.value.empty() ? 1 : 0;
  }
  if (!extras.fields.empty()) placeFieldsOn(words, std::move(extras.fields));
  return layOut(std::move(words));
}

bool PdfReading::readPages() {
  std::uint64_t size = 0;
  forms_ = std::make_unique<PdfForms>(bytes_);
  for (int i = 0; i < document_->pages(); ++i) {
    const std::unique_ptr<poppler::page> page(document_->create_page(i));
    damagedPages_ += page ? 0 : 1;
    pages_.push_back(page ? readPage(i, *page) : LaidOutPage{});
    for (const PageLine& line : pages_.back().lines) size += line.text.size() + 1;
    if (size + commentBytes_ > options_.limits.text) {
      refuse("the text is too large: its first " +
             counted(pages_.size(), "page holds ", "pages hold ") +
             std::to_string(size + commentBytes_) + " bytes, and at most " +
             std::to_string(options_.limits.text) +
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
    goes ? text_.line() : newParagraph();
    writeLine(lines[i]);
    last_ = &lines[i];
  }
}

void PdfReading::newParagraph() {
  text_.paragraph();
  if (text_.size() == paragraph_) return;
  paragraphBefore_ = paragraph_;
  paragraph_ = endBefore_ = text_.size();
}

/// A question and its answer on one line become a paragraph each, as in other documents (flow.h).
void PdfReading::writeLine(const PageLine& line) {
  std::size_t begin = 0;
  for (const FormCut& cut : cutsOf(line)) {
    piece(std::string_view(line.text).substr(begin, cut.at - begin), cut.question);
    newParagraph();
    begin = cut.at;
  }
  piece(std::string_view(line.text).substr(begin), false);
}

/// A part of a line in the paragraph that is open.
void PdfReading::piece(std::string_view words, bool question) {
  const std::string_view shown = trimmed(words);
  if (shown.empty()) return;
  if (text_.size() == paragraph_ && startsWithMark(shown)) {
    const std::string_view before = trimmed(
        std::string_view(text_.text()).substr(paragraphBefore_, endBefore_ - paragraphBefore_));
    if (!before.empty() && !startsWithMark(before) && !before.ends_with('.') &&
        wordsIn(before) <= kMostQuestionWords) {
      questionEnds_.push_back(endBefore_);
    }
  }
  text_.add(shown);
  if (question) questionEnds_.push_back(text_.size());
}

void PdfReading::writeComments() {
  for (const PlacedComment& comment : comments_) {
    text_.paragraph();
    text_.add("Comment (page " + std::to_string(comment.page) +
              (comment.author.empty() ? "" : ", " + comment.author) + "): " + comment.text);
  }
  if (comments_.empty()) return;
  text_.note(counted(comments_.size(), "comment stands", "comments stand") +
             " at the end of the text");
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

void PdfReading::noteForms() {
  const auto note = [this](std::uint64_t count, std::string_view one, std::string_view many,
                           std::string_view why = "") {
    if (count > 0) text_.note(counted(count, one, many) + " left out" + std::string(why));
  };
  note(leftOut_.hiddenFields, "form field that the file hides was",
       "form fields that the file hides were");
  note(leftOut_.hiddenComments, "comment that the file hides was",
       "comments that the file hides were");
  note(leftOut_.passwords, "password field was", "password fields were");
  note(leftOut_.signatures, "signature field was", "signature fields were",
       ": signatures are not checked");
  if (leftOut_.lists > 0) text_.note("of the lists of the form only what is chosen was read");
}

void PdfReading::noteWhatIsLeftOut() {
  if (document_->has_embedded_files()) {
    text_.note(counted(document_->embedded_files().size(), "file that is attached to the PDF was",
                       "files that are attached to the PDF were") +
               " not read");
  }
  noteForms();
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
  if (text_.empty() && pictures_.empty() && comments_.empty()) {
    refuse("its " + counted(pages_.size(), "page shows", "pages show") + " no text and no picture");
    return std::move(result_);
  }
  writeComments();
  ReadDocument document = text_.finish();
  std::ranges::sort(questionEnds_);
  markQuestions(document, questionEnds_);
  sink_(std::move(document));
  return std::move(result_);
}

}  // namespace

ReadResult readPdf(std::string_view name, std::string_view bytes, const ReadOptions& options,
                   const ReadSink& sink) {
  poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
  return PdfReading(name, bytes, options, sink).read();
}

}  // namespace retold
