#include "indexer/reader/doc_file.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "indexer/reader/ole.h"
#include "indexer/reader/package.h"
#include "indexer/text/legacy_charset.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::string_view kKind = "Word document";
constexpr std::size_t kPageSize = 512;
constexpr std::uint16_t kFirstOfWord97 = 0xC0;
constexpr std::uint16_t kFirstOfWord6 = 101;

std::uint8_t byteAt(std::string_view bytes, std::size_t at) {
  return at < bytes.size() ? static_cast<std::uint8_t>(bytes[at]) : std::uint8_t{0};
}

[[noreturn]] void refuseWithoutText() {
  throw Unreadable{
      "the Word document is damaged: its text is missing from the file; look for another copy"};
}

/// Windows' code page of a font's charset; 0 where it is that of the document.
int codePageOfFont(std::uint8_t charset) {
  switch (charset) {
    case 77:
      return 10000;
    case 128:
      return 932;
    case 129:
      return 949;
    case 134:
      return 936;
    case 136:
      return 950;
    case 161:
      return 1253;
    case 162:
      return 1254;
    case 163:
      return 1258;
    case 177:
      return 1255;
    case 178:
      return 1256;
    case 186:
      return 1257;
    case 204:
      return 1251;
    case 222:
      return 874;
    case 238:
      return 1250;
    default:
      return 0;
  }
}

/// The code page of the language that a document is written in (Windows' language numbers).
int codePageOfLanguage(std::uint16_t language) {
  switch (language & 0x3FF) {
    case 0x01:
    case 0x20:
    case 0x29:
      return 1256;
    case 0x02:
    case 0x19:
    case 0x22:
    case 0x23:
    case 0x2F:
      return 1251;
    case 0x05:
    case 0x0E:
    case 0x15:
    case 0x18:
    case 0x1B:
    case 0x1C:
    case 0x24:
      return 1250;
    case 0x1A:
      return language == 0x0C1A ? 1251 : 1250;  // Serbian in Cyrillic; Croatian
    case 0x08:
      return 1253;
    case 0x0D:
      return 1255;
    case 0x1E:
      return 874;
    case 0x1F:
      return 1254;
    case 0x25:
    case 0x26:
    case 0x27:
      return 1257;
    case 0x2A:
      return 1258;
    case 0x04:
      return language == 0x0404 || language == 0x0C04 ? 950 : 936;
    case 0x11:
      return 932;
    case 0x12:
      return 949;
    default:
      return 1252;
  }
}

bool isMultibyte(int codePage) {
  return codePage == 932 || codePage == 936 || codePage == 949 || codePage == 950;
}

std::string charsetOf(int codePage) {
  if (codePage == 10000) return "macintosh";
  return "windows-" + std::to_string(codePage);
}

/// Each byte of a code page as a UTF-16 unit.
std::array<char16_t, 256> unitsOf(const std::string& charset) {
  std::array<char16_t, 256> units{};
  for (unsigned i = 0; i < units.size(); ++i) {
    units[i] = static_cast<char16_t>(i);
    if (i < 0x80) continue;
    const char byte = static_cast<char>(i);
    const auto converted = convertFrom(charset, std::string_view(&byte, 1));
    std::size_t at = 0;
    if (converted && !converted->text.empty()) {
      units[i] = static_cast<char16_t>(nextCodepoint(converted->text, at));
    }
  }
  return units;
}

}  // namespace

// The head of the file

std::string_view DocFile::tableAndBehind(DocTable which) const {
  const auto number = static_cast<std::size_t>(which);
  const std::size_t at = (word6_ ? 0x58 : 0x9A) + 8 * number;
  if (word6_ && which > DocTable::CommentAuthors) return {};
  // How many tables a file of Word 97 names, it says in front of them.
  if (!word6_ && number >= u16At(main_, 0x98)) return {};
  return part(word6_ ? main_ : tables_, u32At(main_, at), UINT32_MAX);
}

std::string_view DocFile::table(DocTable which) const {
  const std::size_t at = (word6_ ? 0x58 : 0x9A) + 8 * static_cast<std::size_t>(which);
  return tableAndBehind(which).substr(0, u32At(main_, at + 4));
}

void DocFile::readHead() {
  constexpr std::uint16_t encrypted = 0x0100;
  const std::uint16_t version = u16At(main_, 2);
  if (main_.size() < 0x170 || version < kFirstOfWord6) refuseWithoutText();
  word6_ = version < kFirstOfWord97;
  if ((u16At(main_, 0x0A) & encrypted) != 0) throw Unreadable{passwordReason(kKind)};
}

void DocFile::readStories() {
  // Headers stand before the comments, and a story that Word never uses between them.
  const std::size_t first = word6_ ? 0x34 : 0x4C;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < stories_.size(); ++i) {
    const std::uint32_t length = u32At(main_, first + 4 * i);
    const std::uint64_t end = std::min<std::uint64_t>(begin + length, text_.size());
    damaged_ = damaged_ || begin + length > text_.size();
    stories_[i] = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    begin = end;
  }
}

// Pieces

std::vector<DocModifier> DocFile::pieceModifiers(std::uint16_t code,
                                                 const std::vector<std::string_view>& lists) const {
  if ((code & 1) == 0) {
    const std::uint16_t known = docModifierOfByte(static_cast<std::uint8_t>(code >> 1 & 0x7F));
    if (known == 0) return {};
    // The operand is the upper byte of a number that lies within the table of pieces.
    static constexpr std::array<char, 2> kOff{0, 0}, kOn{1, 0};
    return {{known, std::string_view((code >> 8) != 0 ? kOn.data() : kOff.data(), 1)}};
  }
  const std::size_t number = code >> 1;
  if (number >= lists.size()) return {};
  return docModifiers(lists[number], word6_);
}

void DocFile::readPieceTable(std::string_view bytes) {
  constexpr std::uint8_t isModifiers = 1, isPieces = 2;
  constexpr std::uint32_t oneByte = 0x40000000;
  std::vector<std::string_view> modifiers;
  while (byteAt(bytes, 0) == isModifiers) {
    const std::size_t size = u16At(bytes, 1);
    modifiers.push_back(part(bytes, 3, size));
    bytes = part(bytes, 3 + size, bytes.size());
  }
  if (byteAt(bytes, 0) != isPieces) return;
  bytes = part(bytes, 5, u32At(bytes, 1));
  constexpr std::size_t entry = 8;
  if (bytes.size() < 4 + 4 + entry) return;
  const std::size_t count = (bytes.size() - 4) / (4 + entry);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < count; ++i) {
    Piece piece;
    piece.begin = u32At(bytes, 4 * i);
    piece.end = u32At(bytes, 4 * i + 4);
    const std::string_view own = part(bytes, 4 * (count + 1) + entry * i, entry);
    const std::uint32_t place = u32At(own, 2);
    const bool narrow = word6_ || (place & oneByte) != 0;
    piece.width = narrow ? 1 : 2;
    piece.offset = word6_ ? place : narrow ? (place & ~oneByte) / 2 : place & ~oneByte;
    piece.modifiers = pieceModifiers(u16At(own, 6), modifiers);
    // As many characters as the file has bytes for: pieces may not repeat each other for ever.
    const std::uint64_t there = main_.size() < piece.offset ? 0 : main_.size() - piece.offset;
    if (piece.begin != last || piece.end <= piece.begin) {
      damaged_ = true;
      break;
    }
    const std::uint64_t most = piece.begin + there / piece.width;
    if (piece.end > most || piece.end > main_.size()) {
      damaged_ = true;
      piece.end = static_cast<std::uint32_t>(std::min<std::uint64_t>(most, main_.size()));
      if (piece.end > piece.begin) pieces_.push_back(piece);
      break;
    }
    last = piece.end;
    pieces_.push_back(std::move(piece));
  }
}

void DocFile::readPieces() {
  constexpr std::uint16_t complexFile = 0x0004;
  const std::string_view table = this->table(DocTable::Pieces);
  if (!word6_ || (u16At(main_, 0x0A) & complexFile) != 0 || !table.empty()) readPieceTable(table);
  if (!pieces_.empty()) return;
  // Without a table the text is one piece.
  const std::uint32_t begin = u32At(main_, 0x18);
  const auto end =
      static_cast<std::uint32_t>(std::min<std::uint64_t>(u32At(main_, 0x1C), main_.size()));
  if (!word6_ || begin >= end) refuseWithoutText();
  pieces_.push_back({0, end - begin, begin, 1, {}});
}

const DocFile::Piece* DocFile::pieceAt(std::uint32_t position) const {
  const auto after = std::ranges::upper_bound(pieces_, position, {}, &Piece::begin);
  if (after == pieces_.begin() || position >= std::prev(after)->end) return nullptr;
  return &*std::prev(after);
}

std::uint64_t DocFile::offsetOf(const Piece& piece, std::uint32_t position) const {
  return piece.offset + std::uint64_t{position - piece.begin} * piece.width;
}

// Properties by place in the file

/// A page of 512 bytes: places of runs, then where on it the modifiers of each stand, in the last
/// byte how many.
void DocFile::readRunsOfPage(std::uint32_t page, bool paragraphs, std::vector<Run>& runs) const {
  const std::string_view bytes = part(main_, std::uint64_t{page} * kPageSize, kPageSize);
  if (bytes.size() < kPageSize) return;
  const std::size_t count = byteAt(bytes, kPageSize - 1);
  const std::size_t entry = !paragraphs ? 1 : word6_ ? 7 : 13;
  if (4 * (count + 1) + entry * count >= kPageSize) return;
  for (std::size_t i = 0; i < count; ++i) {
    Run run{u32At(bytes, 4 * i), u32At(bytes, 4 * i + 4), {}, 0};
    if (run.end <= run.begin) continue;
    std::size_t at = std::size_t{byteAt(bytes, 4 * (count + 1) + entry * i)} * 2;
    if (at != 0) {
      std::size_t size = byteAt(bytes, at++);
      if (paragraphs) {
        if (word6_) {
          size *= 2;
        } else if (size == 0) {
          size = std::size_t{byteAt(bytes, at++)} * 2;
        } else {
          size = size * 2 - 1;
        }
        run.style = u16At(bytes, at);
        at += 2;
        size -= std::min<std::size_t>(size, 2);
      }
      run.modifiers = part(bytes, at, size);
    }
    runs.push_back(run);
  }
}

std::vector<DocFile::Run> DocFile::readRuns(DocTable pages, bool paragraphs) const {
  const std::string_view bytes = table(pages);
  const std::size_t width = word6_ ? 2 : 4;
  std::vector<Run> runs;
  if (bytes.size() < 4) return runs;
  const std::size_t count = (bytes.size() - 4) / (4 + width);
  std::set<std::uint32_t> seen;
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t at = 4 * (count + 1) + width * i;
    const std::uint32_t page = word6_ ? u16At(bytes, at) : u32At(bytes, at) & 0x3FFFFF;
    if (seen.insert(page).second) readRunsOfPage(page, paragraphs, runs);
  }
  std::ranges::stable_sort(runs, {}, &Run::begin);
  return runs;
}

const DocFile::Run* DocFile::runAt(const std::vector<Run>& runs, std::uint64_t offset) {
  const auto after = std::ranges::upper_bound(runs, offset, {}, &Run::begin);
  if (after == runs.begin() || offset >= std::prev(after)->end) return nullptr;
  return &*std::prev(after);
}

DocParagraph DocFile::paragraphAt(std::uint32_t position) const {
  const Piece* piece = pieceAt(position);
  if (piece == nullptr) return styles_.paragraph(0);
  const Run* run = runAt(paragraphRuns_, offsetOf(*piece, position));
  DocParagraph format = styles_.paragraph(run ? run->style : std::uint16_t{0});
  if (run) {
    for (const DocModifier& modifier : docModifiers(run->modifiers, word6_)) {
      applyTo(format, modifier);
    }
  }
  for (const DocModifier& modifier : piece->modifiers) applyTo(format, modifier);
  return format;
}

const DocCharacter& DocFile::characterAt(std::uint32_t position, std::uint16_t paragraphStyle) {
  const bool known = position >= lastRange_.begin && position < lastRange_.end;
  if (known && paragraphStyle == lastStyle_) return last_;
  constexpr std::uint16_t characterStyle = 0x4A30;
  const Piece* piece = pieceAt(position);
  last_ = styles_.character(paragraphStyle);
  lastStyle_ = paragraphStyle;
  lastRange_ = {position, position + 1};
  if (piece == nullptr) return last_;
  const std::uint64_t offset = offsetOf(*piece, position);
  const Run* run = runAt(characterRuns_, offset);
  if (run) {
    const std::uint64_t left = (run->end - offset) / piece->width;
    lastRange_.end = static_cast<std::uint32_t>(std::max<std::uint64_t>(
        position + 1, std::min<std::uint64_t>(position + left, piece->end)));
  }
  const std::vector<DocModifier> own =
      run ? docModifiers(run->modifiers, word6_) : std::vector<DocModifier>{};
  for (const DocModifier& modifier : own) {
    if (modifier.code != characterStyle) continue;
    styles_.applyCharacterStyle(static_cast<std::uint16_t>(modifier.value()), last_);
  }
  const DocCharacter ofStyle = last_;
  for (const DocModifier& modifier : own) applyTo(last_, modifier, ofStyle);
  for (const DocModifier& modifier : piece->modifiers) applyTo(last_, modifier, ofStyle);
  return last_;
}

// Text

/// The bytes of a piece of Word 6: each font has its code page.
void DocFile::decodeBytes(const Piece& piece, const ReadOptions& options) {
  std::map<int, std::array<char16_t, 256>> known;
  int codePage = codePageOfLanguage(u16At(main_, 6));
  constexpr std::uint16_t macintosh = 256;
  if (u16At(main_, 0x14) == macintosh) codePage = 10000;
  for (std::uint32_t at = piece.begin; at < piece.end; ++at) {
    const auto byte = static_cast<unsigned char>(
        main_[static_cast<std::size_t>(piece.offset + (at - piece.begin))]);
    if (byte < 0x80) {
      text_ += static_cast<char16_t>(byte);
      continue;
    }
    const std::uint16_t font = characterAt(at, paragraphAt(at).style).font;
    int page = font < fonts_.size() ? codePageOfFont(fonts_[font].charset) : 0;
    if (page == 0) page = codePage;
    if (isMultibyte(page)) {
      throw Unreadable{
          "it is an East Asian document of Word 6 or Word 95, which Retold does not read; open it "
          "in a word processor and save it as docx, or let LibreOffice do so by the option "
          "--libreoffice"};
    }
    auto units = known.find(page);
    if (units == known.end()) {
      const std::string charset = options.decode.encoding.value_or(charsetOf(page));
      units = known.emplace(page, unitsOf(charset)).first;
    }
    text_ += units->second[byte];
  }
}

void DocFile::readText(const ReadOptions& options) {
  // Word 97 writes characters that all fall into one code page in one byte each.
  std::array<char16_t, 256> western{};
  if (!word6_) western = unitsOf("windows-1252");
  for (const Piece& piece : pieces_) {
    if (word6_) {
      decodeBytes(piece, options);
      continue;
    }
    const std::string_view bytes =
        part(main_, piece.offset, std::uint64_t{piece.end - piece.begin} * piece.width);
    for (std::size_t at = 0; at + piece.width <= bytes.size(); at += piece.width) {
      text_ += piece.width == 2 ? static_cast<char16_t>(u16At(bytes, at))
                                : western[static_cast<unsigned char>(bytes[at])];
    }
  }
}

std::u16string_view DocFile::text(DocRange range) const {
  return std::u16string_view(text_).substr(range.begin, range.size());
}

DocFile::DocFile(std::string_view bytes, const ReadOptions& options) {
  const OleFile file(bytes);
  auto main = file.stream("WordDocument");
  if (!main) {
    if (file.has("EncryptedPackage")) throw Unreadable{passwordReason(kKind)};
    throw Unreadable{
        "it is an office file, but no Word document: it has no part with the text of one; open it "
        "in the program that made it and save it in another format"};
  }
  main_ = std::move(*main);
  readHead();
  constexpr std::uint16_t secondTable = 0x0200;
  const bool second = (u16At(main_, 0x0A) & secondTable) != 0;
  if (!word6_) tables_ = file.stream(second ? "1Table" : "0Table").value_or("");
  data_ = file.stream("Data").value_or("");
  readPieces();
  styles_.read(table(DocTable::Styles), word6_);
  fonts_ = docFonts(table(DocTable::Fonts), word6_);
  characterRuns_ = readRuns(DocTable::CharacterPages, false);
  paragraphRuns_ = readRuns(DocTable::ParagraphPages, true);
  readText(options);
  readStories();
  damaged_ = damaged_ || file.damaged();
}

}  // namespace retold
