#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "indexer/reader/pdf_forms.h"
#include "indexer/reader/pdf_layout.h"

namespace retold {

/// The form fields of a page among its words, so that an answer stands behind its question:
/// * what was filled in or chosen becomes one word of its own in place of what the page shows of it
///   (nothing, parted letters, more than the field has room for). Numbers and dates stay as shown;
/// * a check box or radio button becomes ☒ or ☐ in place of the mark that the page shows there;
/// * of a list only what is chosen stays; what stands in for a password goes.
/// The areas and the words must lie on the same upright page.
void placeFields(std::span<const PdfField> fields, std::vector<PageWord>& words);

/// Whether the words in the area say `text`, and nothing else.
bool isShown(std::string_view text, const PageArea& area, std::span<const PageWord> words);

}  // namespace retold
