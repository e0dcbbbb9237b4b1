#include "indexer/text/form_units.h"

#include <algorithm>
#include <array>

#include "indexer/text/turns.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/utf8.h"

namespace retold {
namespace {

// Full stops of all scripts; Thai, Lao and Khmer mark a sentence by blanks or not at all.
constexpr std::u32string_view kSentenceEnds =
    U".?!\u2026\u3002\uFF01\uFF1F\u061F\u06D4\u0964\u0965\u104B\u1362\u1367\u17D4\u0589\u055E;";
constexpr std::u32string_view kClosers = U"\"')]}»”’›」』";
constexpr std::array<std::string_view, 14> kBoxes{"☐", "☑", "☒",   "□",   "■",   "✓",   "✔",
                                                  "✗", "✘", "[ ]", "[x]", "[X]", "( )", "(x)"};

bool isOneOf(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }

/// What a character is to the cutter. A Guard may make its paragraph a field, a row or an option.
enum class Kind : std::uint8_t { Other, Letter, End, Guard };

constexpr std::array<Kind, 128> kAsciiKinds = [] {
  std::array<Kind, 128> kinds{};
  for (std::size_t i = 'a'; i <= 'z'; ++i) kinds[i] = Kind::Letter;
  for (std::size_t i = 'A'; i <= 'Z'; ++i) kinds[i] = Kind::Letter;
  for (const char32_t c : kSentenceEnds)
    if (c < 128) kinds[c] = Kind::End;
  for (const char c : std::string_view("\t:[(")) kinds[static_cast<unsigned char>(c)] = Kind::Guard;
  return kinds;
}();

bool isAsciiLetter(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 128 && kAsciiKinds[byte] == Kind::Letter;
}

constexpr char32_t kWideColon = 0xFF1A;

Kind kindOf(char32_t c) {
  if (c < 128) return kAsciiKinds[c];
  if (isOneOf(kSentenceEnds, c)) return Kind::End;
  if (c == kWideColon) return Kind::Guard;
  if (c >= 0x2500 && c < 0x2800) return Kind::Guard;  // the boxes and ticks of kBoxes among them
  const bool punctuation = (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3040);
  return c >= 0xC0 && !punctuation ? Kind::Letter : Kind::Other;
}

bool isBlank(char32_t c) { return c == ' ' || c == '\n' || c == '\t' || c == 0xA0 || c == 0x3000; }

bool isDigit(char32_t c) { return c >= '0' && c <= '9'; }

/// A part of a paragraph as it is cut, before its place in the form is known.
struct Piece {
  ByteSpan span;
  bool asks = false;
};

/// Cuts one paragraph.
class PieceCutter {
 public:
  PieceCutter(std::string_view text, ByteSpan paragraph) : text_(text), paragraph_(paragraph) {}

  std::vector<Piece> cut() {
    begin_ = paragraph_.begin;
    for (std::size_t at = behindLetters(begin_); at < paragraph_.end; at = behindLetters(at)) {
      const std::size_t here = at;
      const auto byte = static_cast<unsigned char>(text_[at]);
      const char32_t c = byte < 0x80 ? (++at, byte) : nextCodepoint(text_, at);
      const Kind kind = kindOf(c);
      guarded_ = guarded_ || kind == Kind::Guard;
      if (c == '\t') {
        close(here);
        begin_ = at;
        continue;
      }
      if (c == ';' && !isGreek(last_)) continue;  // Greek asks with a semicolon
      const bool letter = kind == Kind::Letter || (kind == Kind::Guard && c >= kBehindLatin);
      letters_ = letter ? letters_ + 1 : 0;
      spoken_ = spoken_ || letters_ == 2 || (letters_ == 1 && c >= kBehindLatin);
      last_ = c;
      if (kind != Kind::End) continue;
      asks_ = asks_ || isQuestionMark(c) || c == ';';
      at = behindClosers(at);
      if (endsHere(c, at)) {
        close(at);
        begin_ = at;
      }
    }
    close(paragraph_.end);
    return std::move(pieces_);
  }

  /// False where the paragraph has neither colon nor tab nor box.
  bool mayHoldField() const { return guarded_; }

 private:
  static constexpr char32_t kBehindLatin = 0x300;

  static bool isGreek(char32_t c) {
    return (c >= 0x370 && c < 0x400) || (c >= 0x1F00 && c < 0x2000);
  }

  /// Behind a run of ASCII letters.
  std::size_t behindLetters(std::size_t at) {
    const std::size_t begin = at;
    while (at < paragraph_.end && isAsciiLetter(text_[at])) ++at;
    if (at == begin) return at;
    letters_ += at - begin;
    spoken_ = spoken_ || letters_ >= 2;
    last_ = 0;
    return at;
  }

  std::size_t behindClosers(std::size_t at) const {
    while (at < paragraph_.end) {
      std::size_t next = at;
      const char32_t c = nextCodepoint(text_, next);
      if (!isOneOf(kClosers, c) && !isOneOf(kSentenceEnds, c)) break;
      at = next;
    }
    return at;
  }

  /// "15." and "3.5" and "e.g." end nothing; ideographic stops need no blank behind them.
  bool endsHere(char32_t mark, std::size_t at) const {
    if (at >= paragraph_.end) return true;
    if (mark == '.' && !spoken_) return false;
    if (mark >= kBehindLatin) return true;
    std::size_t next = at;
    return isBlank(nextCodepoint(text_, next));
  }

  void close(std::size_t end) {
    std::size_t begin = begin_;
    while (begin < end) {
      std::size_t next = begin;
      if (!isBlank(nextCodepoint(text_, next))) break;
      begin = next;
    }
    while (end > begin && isBlank(static_cast<unsigned char>(text_[end - 1]))) --end;
    if (begin < end) pieces_.push_back({{begin, end}, asks_});
    asks_ = false;
    spoken_ = false;
    letters_ = 0;
  }

  std::string_view text_;
  ByteSpan paragraph_;
  std::size_t begin_ = 0;
  bool asks_ = false;
  bool guarded_ = false;
  bool spoken_ = false;      ///< a word was met, not just a number or a single letter
  std::size_t letters_ = 0;  ///< in a row
  char32_t last_ = 0;        ///< 0 = an ASCII letter
  std::vector<Piece> pieces_;
};

/// A colon that parts a field's name from its value: not one between digits ("10:30").
bool hasField(std::string_view paragraph) {
  for (std::size_t at = 0; at < paragraph.size();) {
    const char32_t before = at == 0 ? ' ' : static_cast<unsigned char>(paragraph[at - 1]);
    const char32_t c = nextCodepoint(paragraph, at);
    if (c == kWideColon) return true;
    if (c == ':' && !(isDigit(before) && at < paragraph.size() && isDigit(paragraph[at])))
      return true;
  }
  return false;
}

bool hasBox(std::string_view paragraph) {
  return std::ranges::any_of(
      kBoxes, [&](std::string_view box) { return paragraph.find(box) != paragraph.npos; });
}

/// True for an option, a field with its value and a row of a table.
bool holdsValue(std::string_view paragraph) {
  return hasBox(paragraph) || hasField(paragraph) || paragraph.find('\t') != paragraph.npos;
}

enum class Voice { Asker, Answerer, Page };

Voice voiceOf(const Turn& turn) {
  if (turn.role == SpeakerRole::Interviewer) return Voice::Asker;
  if (turn.role != SpeakerRole::Unknown || !turn.speaker.empty()) return Voice::Answerer;
  return Voice::Page;
}

/// The parts of one paragraph of a page or a form. `guarded`: what it does not ask is an answer.
/// `answers`: it stands where an answer stands.
void judgePage(const Turn& turn, bool guarded, bool answers, const std::vector<Piece>& pieces,
               std::vector<FormUnit>& units) {
  // Of a question turn without a question mark only the first unit is surely asked.
  const bool marked = std::ranges::any_of(pieces, [](const Piece& piece) { return piece.asks; });
  bool behind = false;
  for (const Piece& piece : pieces) {
    const bool asks = piece.asks || (turn.question && !marked && &piece == &pieces.front());
    FormPart part = FormPart::Statement;
    if (asks && !answers)
      part = FormPart::Question;
    else if (guarded || behind)
      part = FormPart::Answer;
    behind = behind || asks;
    units.push_back({piece.span, part});
  }
}

}  // namespace

std::vector<FormUnit> formUnits(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<FormUnit> units;
  std::size_t turn = turns.size();
  bool answers = false;   // this turn follows a question
  bool question = false;  // a question stands in this turn
  for (const Passage& paragraph : paragraphs(text, turns)) {
    if (paragraph.turn != turn) {
      answers = question;
      turn = paragraph.turn;
      question = false;
    }
    const std::string_view content =
        text.substr(paragraph.span.begin, paragraph.span.end - paragraph.span.begin);
    PieceCutter cutter(text, paragraph.span);
    const std::vector<Piece> pieces = cutter.cut();
    const bool asks = std::ranges::any_of(pieces, [](const Piece& piece) { return piece.asks; });
    const Voice voice = voiceOf(turns[turn]);
    // A form's next question is no answer to the one before it.
    const bool answering =
        voice == Voice::Page && answers && !turns[turn].question && !(asks && pieces.size() == 1);
    if (voice == Voice::Page) {
      const bool guarded = answering || (cutter.mayHoldField() && holdsValue(content));
      judgePage(turns[turn], guarded, answering, pieces, units);
    } else {
      const FormPart part = voice == Voice::Asker ? FormPart::Question : FormPart::Answer;
      for (const Piece& piece : pieces) units.push_back({piece.span, part});
    }
    question = question || (voice != Voice::Answerer && !answering && asks) ||
               turns[turn].question || voice == Voice::Asker;
  }
  return units;
}

}  // namespace retold
