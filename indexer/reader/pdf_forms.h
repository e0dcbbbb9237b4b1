#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// A part of a page as it is shown. Lengths are in points (1/72 inch) from the page's top left
/// corner.
struct PageArea {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
};

enum class PdfFieldKind {
  Text,       ///< text, and what is chosen in a box that shows one choice
  List,       ///< a box that shows several choices, of which any may be chosen
  Mark,       ///< check box or radio button
  Password,   ///< its value is never read
  Signature,  ///< its value is never read
};

/// What was filled in at one place of a page.
struct PdfField {
  PdfFieldKind kind = PdfFieldKind::Text;
  PageArea area;
  std::string value;  ///< UTF-8, "\n" = line end; of a list what is chosen, one per line
  bool on = false;    ///< of a mark
};

/// A remark beside a page: a note, words on a highlighted passage, text that a person put on it.
struct PdfComment {
  PageArea area;
  std::string author;  ///< UTF-8; "" where the file does not say
  std::string text;    ///< UTF-8, not empty
};

/// What lies on a page besides its own contents, in the order of the file. What is hidden in the
/// file is counted only.
struct PdfExtras {
  std::vector<PdfField> fields;
  std::vector<PdfComment> comments;
  std::uint64_t hiddenFields = 0;  ///< that hold a value
  std::uint64_t hiddenComments = 0;
};

/// The form fields and comments of a PDF. Nothing that they would do is done: no script, link or
/// action. One thread. `bytes` must live as long as this.
class PdfForms {
 public:
  explicit PdfForms(std::string_view bytes);
  PdfForms(const PdfForms&) = delete;
  PdfForms& operator=(const PdfForms&) = delete;
  ~PdfForms();

  /// Of page `index`, from 0, which the file shows turned by `quarterTurns` clockwise (0 to 3).
  /// Empty for a page that cannot be read.
  PdfExtras page(int index, int quarterTurns) const;

 private:
  struct Document;
  std::unique_ptr<Document> document_;
};

}  // namespace retold
