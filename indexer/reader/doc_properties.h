#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// One change of a property ("sprm" and its operand) as [MS-DOC] 2.6 numbers them. Those of Word 6
/// and 95 get the number that Word 97 gave the same thing; others of theirs get 0.
struct DocModifier {
  std::uint16_t code = 0;
  std::string_view operand;

  std::uint32_t value() const;  ///< its first four bytes, little-endian
};

/// The modifiers in a row; what is cut off at the end, or cannot be measured, ends it.
std::vector<DocModifier> docModifiers(std::string_view bytes, bool word6);
/// Word 97's number of a one-byte modifier of Word 6, which pieces of text use as well; 0 =
/// unknown.
std::uint16_t docModifierOfByte(std::uint8_t code);

/// What of the look of characters counts for the text.
struct DocCharacter {
  bool hidden = false;
  bool deleted = false;   ///< by a tracked change
  bool inserted = false;  ///< by a tracked change
  std::uint16_t font = 0;
  std::uint16_t otherFont = 0;  ///< of characters that are neither ASCII nor East Asian
  bool data = false;            ///< the character stands for a form field's data, at `location`
  std::uint32_t location = 0;
  std::optional<char16_t> symbol;  ///< shown instead, in `symbolFont`
  std::uint16_t symbolFont = 0;
};

struct DocParagraph {
  std::uint16_t style = 0;
  bool inTable = false;
  std::uint32_t depth = 0;                         ///< tables that it stands in; 0 where not told
  bool rowEnd = false;                             ///< its mark ends a row
  bool innerCellEnd = false, innerRowEnd = false;  ///< the same in tables within tables
  std::uint16_t list = 0;                          ///< from 1 in the table of lists; 0 = none
  std::uint8_t level = 0;

  std::uint32_t tableLevel() const { return depth > 0 ? depth : (inTable ? 1 : 0); }
};

/// Changes `format` as the modifier says. `ofStyle` is the character as its styles have it, which
/// some modifiers refer to.
void applyTo(DocCharacter& format, const DocModifier& modifier, const DocCharacter& ofStyle);
void applyTo(DocParagraph& format, const DocModifier& modifier);

/// The style sheet.
class DocStyles {
 public:
  /// `bytes` = [MS-DOC] STSH. Styles that lie outside of it are empty.
  void read(std::string_view bytes, bool word6);

  /// What a style gives, with all that it is based on.
  DocCharacter character(std::uint16_t style) const;
  DocParagraph paragraph(std::uint16_t style) const;
  /// Changes `format` by a style of characters.
  void applyCharacterStyle(std::uint16_t style, DocCharacter& format) const;

 private:
  struct Style {
    std::uint16_t base = kNone;
    std::string paragraph, character;  ///< modifiers
  };
  static constexpr std::uint16_t kNone = 0xFFF;

  void readStyle(std::string_view bytes, std::size_t baseSize);
  std::vector<const Style*> chain(std::uint16_t style) const;

  std::vector<Style> styles_;
  bool word6_ = false;
};

/// The fonts of a document.
struct DocFont {
  std::string name;      ///< ASCII; other characters stand as "?"
  std::uint8_t charset;  ///< as Windows numbers them: 204 = Cyrillic, 2 = symbols
};
/// `bytes` = [MS-DOC] SttbfFfn.
std::vector<DocFont> docFonts(std::string_view bytes, bool word6);

}  // namespace retold
