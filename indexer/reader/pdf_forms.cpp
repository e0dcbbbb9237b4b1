#include "indexer/reader/pdf_forms.h"

#include <glib-object.h>
#include <poppler.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace retold {

namespace {

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename Object>
using Owned = std::unique_ptr<Object, Unref>;

/// Takes a string of the library over. Line ends become "\n".
std::string taken(gchar* text) {
  const std::unique_ptr<gchar, decltype(&g_free)> owner(text, &g_free);
  std::string result;
  if (!text) return result;
  for (const std::string_view all(text); const char c : all) {
    const bool lineFeedBehindReturn = c == '\n' && result.ends_with('\r');
    if (lineFeedBehindReturn) result.pop_back();
    result += c;
  }
  std::ranges::replace(result, '\r', '\n');
  const std::size_t begin = result.find_first_not_of(" \n\t");
  if (begin == std::string::npos) return {};
  return result.substr(begin, result.find_last_not_of(" \n\t") + 1 - begin);
}

/// The size of a page as it is shown.
struct PageSize {
  double width = 0;
  double height = 0;
};

/// From the file's lengths, which begin at the bottom left corner of the page before it is turned.
PageArea shownArea(const PopplerRectangle& box, int quarterTurns, PageSize page) {
  const double left = std::min(box.x1, box.x2);
  const double right = std::max(box.x1, box.x2);
  const double low = std::min(box.y1, box.y2);
  const double high = std::max(box.y1, box.y2);
  switch (quarterTurns) {
    case 1:
      return {low, left, high, right};
    case 2:
      return {page.width - right, low, page.width - left, high};
    case 3:
      return {page.width - high, page.height - right, page.width - low, page.height - left};
    default:
      return {left, page.height - high, right, page.height - low};
  }
}

/// The library gives a form's fields without saying whether they are shown, and the same places
/// among the remarks, which say it.
bool isSamePlace(const PopplerRectangle& a, const PopplerRectangle& b) {
  constexpr double kRounding = 0.01;
  return std::abs(a.x1 - b.x1) < kRounding && std::abs(a.x2 - b.x2) < kRounding &&
         std::abs(a.y1 - b.y1) < kRounding && std::abs(a.y2 - b.y2) < kRounding;
}

bool isHidden(PopplerAnnot* remark) {
  constexpr int kHiding = POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW;
  return (static_cast<int>(poppler_annot_get_flags(remark)) & kHiding) != 0;
}

/// What a list or a box that opens holds: what is chosen, or what was typed instead.
std::string chosen(PopplerFormField* field) {
  std::string all;
  const int items = poppler_form_field_choice_get_n_items(field);
  for (int i = 0; i < items; ++i) {
    if (!poppler_form_field_choice_is_item_selected(field, i)) continue;
    const std::string item = taken(poppler_form_field_choice_get_item(field, i));
    if (!item.empty()) all += (all.empty() ? "" : "\n") + item;
  }
  if (!all.empty() || !poppler_form_field_choice_is_editable(field)) return all;
  return taken(poppler_form_field_choice_get_text(field));
}

/// False for what holds no answer: a button to push.
bool readField(PopplerFormField* from, PdfField& field) {
  switch (poppler_form_field_get_field_type(from)) {
    case POPPLER_FORM_FIELD_TEXT:
      if (poppler_form_field_text_is_password(from)) {
        field.kind = PdfFieldKind::Password;
      } else {
        field.value = taken(poppler_form_field_text_get_text(from));
      }
      return true;
    case POPPLER_FORM_FIELD_CHOICE:
      if (poppler_form_field_choice_get_choice_type(from) == POPPLER_FORM_CHOICE_LIST) {
        field.kind = PdfFieldKind::List;
      }
      field.value = chosen(from);
      return true;
    case POPPLER_FORM_FIELD_BUTTON:
      if (poppler_form_field_button_get_button_type(from) == POPPLER_FORM_BUTTON_PUSH) return false;
      field.kind = PdfFieldKind::Mark;
      field.on = poppler_form_field_button_get_state(from) != 0;
      return true;
    case POPPLER_FORM_FIELD_SIGNATURE:
      field.kind = PdfFieldKind::Signature;
      return true;
    default:
      return false;
  }
}

/// Whether people write remarks of this type. (A pop-up is the window of another one.)
bool isRemark(PopplerAnnot* remark) {
  switch (poppler_annot_get_annot_type(remark)) {
    case POPPLER_ANNOT_TEXT:
      // A state ("accepted") of another remark is none.
      return !POPPLER_IS_ANNOT_TEXT(remark) ||
             poppler_annot_text_get_state(POPPLER_ANNOT_TEXT(remark)) ==
                 POPPLER_ANNOT_TEXT_STATE_UNKNOWN;
    case POPPLER_ANNOT_FREE_TEXT:
    case POPPLER_ANNOT_LINE:
    case POPPLER_ANNOT_SQUARE:
    case POPPLER_ANNOT_CIRCLE:
    case POPPLER_ANNOT_POLYGON:
    case POPPLER_ANNOT_POLY_LINE:
    case POPPLER_ANNOT_HIGHLIGHT:
    case POPPLER_ANNOT_UNDERLINE:
    case POPPLER_ANNOT_SQUIGGLY:
    case POPPLER_ANNOT_STRIKE_OUT:
    case POPPLER_ANNOT_STAMP:
    case POPPLER_ANNOT_CARET:
    case POPPLER_ANNOT_INK:
    case POPPLER_ANNOT_FILE_ATTACHMENT:
      return true;
    default:
      return false;
  }
}

using OwnedRemarks = std::unique_ptr<GList, decltype(&poppler_page_free_annot_mapping)>;
using OwnedFields = std::unique_ptr<GList, decltype(&poppler_page_free_form_field_mapping)>;

/// A page of the file, as it is shown.
struct ShownPage {
  PopplerPage* page = nullptr;
  int quarterTurns = 0;
  PageSize size;

  PageArea areaOf(const PopplerRectangle& box) const { return shownArea(box, quarterTurns, size); }
};

/// The comments of a page. Gives the places of the fields that are hidden.
std::vector<PopplerRectangle> readRemarks(const ShownPage& from, PdfExtras& extras) {
  std::vector<PopplerRectangle> hidden;
  // The library gives them from last to first.
  const OwnedRemarks all(g_list_reverse(poppler_page_get_annot_mapping(from.page)),
                         &poppler_page_free_annot_mapping);
  for (const GList* each = all.get(); each; each = each->next) {
    PopplerAnnot* remark = static_cast<const PopplerAnnotMapping*>(each->data)->annot;
    PopplerRectangle box{};
    poppler_annot_get_rectangle(remark, &box);
    if (poppler_annot_get_annot_type(remark) == POPPLER_ANNOT_WIDGET && isHidden(remark)) {
      hidden.push_back(box);
    }
    if (!isRemark(remark)) continue;
    PdfComment comment{from.areaOf(box), "", taken(poppler_annot_get_contents(remark))};
    if (comment.text.empty()) continue;
    if (isHidden(remark)) {
      ++extras.hiddenComments;
      continue;
    }
    if (POPPLER_IS_ANNOT_MARKUP(remark)) {
      comment.author = taken(poppler_annot_markup_get_label(POPPLER_ANNOT_MARKUP(remark)));
    }
    extras.comments.push_back(std::move(comment));
  }
  return hidden;
}

void readFields(const ShownPage& from, const std::vector<PopplerRectangle>& hidden,
                PdfExtras& extras) {
  const OwnedFields all(g_list_reverse(poppler_page_get_form_field_mapping(from.page)),
                        &poppler_page_free_form_field_mapping);
  for (const GList* each = all.get(); each; each = each->next) {
    const auto* mapping = static_cast<const PopplerFormFieldMapping*>(each->data);
    PdfField field;
    if (!readField(mapping->field, field)) continue;
    const bool isSeen = std::ranges::none_of(
        hidden, [mapping](const PopplerRectangle& box) { return isSamePlace(box, mapping->area); });
    if (isSeen) {
      field.area = from.areaOf(mapping->area);
      extras.fields.push_back(std::move(field));
    } else {
      extras.hiddenFields += field.value.empty() && !field.on ? 0 : 1;
    }
  }
}

}  // namespace

struct PdfForms::Document {
  Owned<PopplerDocument> document;
};

PdfForms::PdfForms(std::string_view bytes) : document_(std::make_unique<Document>()) {
  // What the library finds wrong with a file is no matter for standard error.
  g_log_set_default_handler([](const gchar*, GLogLevelFlags, const gchar*, gpointer) {}, nullptr);
  const std::unique_ptr<GBytes, decltype(&g_bytes_unref)> shared(
      g_bytes_new_static(bytes.data(), bytes.size()), &g_bytes_unref);
  GError* error = nullptr;
  document_->document.reset(poppler_document_new_from_bytes(shared.get(), nullptr, &error));
  g_clear_error(&error);
}

PdfForms::~PdfForms() = default;

PdfExtras PdfForms::page(int index, int quarterTurns) const {
  PdfExtras extras;
  PopplerDocument* document = document_->document.get();
  if (!document || index < 0 || index >= poppler_document_get_n_pages(document)) return extras;
  const Owned<PopplerPage> page(poppler_document_get_page(document, index));
  if (!page) return extras;
  ShownPage shown{page.get(), quarterTurns, {}};
  poppler_page_get_size(page.get(), &shown.size.width, &shown.size.height);
  readFields(shown, readRemarks(shown, extras), extras);
  return extras;
}

}  // namespace retold
