#include "indexer/text/turns_forms.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/text/turns_labels.h"
#include "indexer/text/turns_speakers.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// A field's name has at most this many words before its colon.
constexpr std::size_t kMostFieldWords = 14;
/// "Where, and when?" still belongs to the question before it when it is not longer.
constexpr std::size_t kLongestFurtherQuestion = 200;

bool isIn(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

bool opens(char32_t c) { return isIn(c, U"([{\u00AB\u201C\u300C\u300E\uFF08"); }
bool closes(char32_t c) { return isIn(c, U")]}\u00BB\u201D\u300D\u300F\uFF09"); }
bool isStop(char32_t c) { return isIn(c, U".!\u0964\u06D4\u3002\u1362\u17D4\u104B\uFF01"); }

char32_t peek(std::string_view text, std::size_t at) { return nextCodepoint(text, at); }

/// Behind the closing quotes and brackets that follow a mark.
std::size_t behindClosing(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    std::size_t next = at;
    const char32_t c = nextCodepoint(text, next);
    if (!closes(c) && c != '"' && c != '*' && c != '_') break;
    // An opening quote follows white space, a closing one does not.
    at = next;
  }
  return at;
}

/// True when the sentence at `at` asks too and is no answer in quotes or behind a dash.
std::size_t behindFurtherQuestion(std::string_view text, std::size_t at, std::size_t end) {
  if (at >= end) return kNone;
  const char32_t first = peek(text, at);
  if (opens(first) || first == '"' || first == '-' || (first >= 0x2010 && first <= 0x2015)) {
    return kNone;
  }
  const std::size_t begin = at;
  while (at < end && at - begin < kLongestFurtherQuestion) {
    const char32_t c = nextCodepoint(text, at);
    if (isStop(c) || c == ':' || c == '\n') return kNone;
    if (isQuestionMark(c)) return behindClosing(text, at, end);
  }
  return kNone;
}

bool endsFieldName(std::string_view text, std::size_t colon, std::size_t behind, std::size_t end) {
  if (behind >= end) return true;
  const char32_t next = peek(text, behind);
  if (text[colon] != ':' || isWhite(next)) return true;
  return next >= 0x80 || next == '"';
}

}  // namespace

std::size_t answerBegin(std::string_view text, std::size_t begin, std::size_t end, bool fieldsToo) {
  std::size_t words = 1;
  int depth = 0;
  bool stopped = false;
  for (std::size_t at = begin; at < end;) {
    const std::size_t here = at;
    const char32_t c = nextCodepoint(text, at);
    if (opens(c)) ++depth;
    if (closes(c) && depth > 0) --depth;
    words += c == ' ';
    if (isQuestionMark(c) && c != U'\u055E') {
      std::size_t behind = behindClosing(text, at, end);
      if (behind < end && !isWhite(peek(text, behind)) && c < 0x80) continue;  // "a?b"
      behind = skipWhite(text, behind, end);
      while (true) {
        const std::size_t further = behindFurtherQuestion(text, behind, end);
        if (further == kNone) break;
        behind = skipWhite(text, further, end);
      }
      return behind;
    }
    const bool colon =
        c == ':' || c == U'\uFF1A' || c == U'\u17D6' || c == U'\u1365' || c == U'\u1366';
    if (fieldsToo && colon && depth == 0 && !stopped && words <= kMostFieldWords && here > begin &&
        endsFieldName(text, here, at, end)) {
      return skipWhite(text, at, end);
    }
    if (depth == 0 && isStop(c) && at < end && isWhite(peek(text, at)) && here - begin > 12) {
      stopped = true;
    }
    if ((c >= 0x2012 && c <= 0x2015) && here > begin && text[here - 1] == ' ') stopped = true;
  }
  return kNone;
}

namespace {

/// A numbered item before it is divided.
struct Item {
  std::size_t begin = 0;
  std::size_t text = 0;  ///< behind the number
  std::size_t end = 0;
  ItemNumber number;
  std::size_t answer = kNone;  ///< kNone: nothing divides it
};

bool follows(const ItemNumber& number, const ItemNumber& before) {
  return number.letter == before.letter && number.levels == before.levels &&
         number.parent == before.parent && number.number == before.number + 1;
}

/// A further item on the same line: behind a wide gap, or the next number of several levels.
std::size_t findInnerItem(std::string_view text, const Item& item) {
  for (std::size_t at = item.text; at + 1 < item.end; ++at) {
    if (text[at] != ' ' && text[at] != '\t') continue;
    const std::size_t begin = skipWhite(text, at, item.end);
    const bool wide = begin - at >= 3 || text[at] == '\t';
    const auto number = itemNumberAt(text, begin, item.end);
    if (number && follows(*number, item.number) && (wide || number->levels > 1)) return begin;
    if (begin > at) at = begin - 1;
  }
  return kNone;
}

/// Finds the items line by line.
class ItemFinder {
 public:
  ItemFinder(std::string_view text, const std::vector<TextLine>& lines,
             const std::vector<bool>& starts)
      : text_(text), lines_(lines), starts_(starts) {}

  std::vector<Item> find(bool letters);

 private:
  std::size_t endOfItem(std::size_t line) const;
  void add(Item item);

  std::string_view text_;
  const std::vector<TextLine>& lines_;
  const std::vector<bool>& starts_;
  std::vector<Item> items_;
};

/// "Answer:" at the begin of [begin, end).
std::optional<SpeakerLabel> answerLabelAt(std::string_view text, std::size_t begin,
                                          std::size_t end) {
  auto label = parseSpeakerLabel(text, begin, end);
  if (!label || label->style != SpeakerLabel::Style::Colon) return std::nullopt;
  const auto known = knownLabel(label->key);
  if (!known || known->role != SpeakerRole::Respondent) return std::nullopt;
  return label;
}

/// The lines that are wrapped below belong to it; an answer with its own paragraph or label not.
std::size_t ItemFinder::endOfItem(std::size_t line) const {
  std::size_t last = line;
  while (last + 1 < lines_.size() && !lines_[last + 1].blank() && !starts_[last + 1] &&
         !answerLabelAt(text_, lines_[last + 1].begin, lines_[last + 1].end)) {
    ++last;
  }
  return lines_[last].end;
}

void ItemFinder::add(Item item) {
  for (;;) {
    const std::size_t inner = findInnerItem(text_, item);
    Item first = item;
    if (inner != kNone) first.end = trimSpan(text_, {item.begin, inner}).end;
    first.answer = answerBegin(text_, first.text, first.end, true);
    items_.push_back(first);
    if (inner == kNone) return;
    item.begin = inner;
    item.number = *itemNumberAt(text_, inner, item.end);
    item.text = item.number.end;
  }
}

std::vector<Item> ItemFinder::find(bool letters) {
  items_.clear();
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].blank()) continue;
    std::size_t begin = lines_[i].begin;
    while (begin < lines_[i].end && (text_[begin] == '*' || text_[begin] == '#')) ++begin;
    begin = skipWhite(text_, begin, lines_[i].end);
    const auto number = itemNumberAt(text_, begin, lines_[i].end);
    if (!number || number->letter != letters) continue;
    Item item;
    item.begin = lines_[i].begin;
    item.text = number->end;
    item.end = endOfItem(i);
    item.number = *number;
    add(item);
  }
  return std::move(items_);
}

bool areForm(const std::vector<Item>& items) {
  if (items.empty()) return false;
  const bool numberedQuestions = items.front().number.question;
  if (items.size() < (numberedQuestions ? 2U : 3U)) return false;
  std::size_t asking = 0, rising = 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    asking += items[i].answer != kNone;
    if (i == 0) continue;
    const ItemNumber &before = items[i - 1].number, &number = items[i].number;
    rising += number.number > before.number || number.parent != before.parent;
    if (number.letter && number.number != before.number + 1) return false;
  }
  return asking * 10 >= items.size() * 6 && rising * 10 >= items.size() * 7;
}

/// "Answer:", "Jawab:" or a dash before an answer.
void readAnswerLabel(std::string_view text, std::size_t end, FormPart& part) {
  if (auto label = answerLabelAt(text, part.begin, end)) {
    part.speaker = std::move(label->speaker);
    part.body = label->body;
    return;
  }
  std::size_t at = part.begin;
  const char32_t c = nextCodepoint(text, at);
  if (c == '-' || (c >= 0x2010 && c <= 0x2015)) part.body = skipWhite(text, at, end);
}

/// The line below a question that has no answer behind it.
std::optional<FormPart> answerBelow(std::string_view text, const std::vector<TextLine>& lines,
                                    const Item& item, std::size_t nextItem) {
  const auto below = std::find_if(lines.begin(), lines.end(), [&](const TextLine& line) {
    return line.begin >= item.end && !line.blank();
  });
  if (below == lines.end() || below->begin >= nextItem) return std::nullopt;
  FormPart part{below->begin, below->begin, false, ""};
  readAnswerLabel(text, below->end, part);
  const std::string_view between = text.substr(item.end, below->begin - item.end);
  const bool isNext = between.find('\n') == between.rfind('\n');
  if (!isNext && part.speaker.empty()) return std::nullopt;
  return part;
}

/// A question without a mark is one by the "Answer:" below it.
void readAnswersBelow(std::string_view text, const std::vector<TextLine>& lines,
                      std::vector<Item>& items) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].answer != kNone) continue;
    const std::size_t next = i + 1 < items.size() ? items[i + 1].begin : text.size();
    const auto answer = answerBelow(text, lines, items[i], next);
    if (answer && !answer->speaker.empty()) items[i].answer = items[i].end;
  }
}

}  // namespace

std::vector<FormItem> findFormItems(std::string_view text, const std::vector<TextLine>& lines,
                                    const std::vector<bool>& starts) {
  ItemFinder finder(text, lines, starts);
  std::vector<Item> items = finder.find(false);
  readAnswersBelow(text, lines, items);
  if (!areForm(items)) {
    items = finder.find(true);
    readAnswersBelow(text, lines, items);
    if (!areForm(items)) return {};
  }
  std::vector<FormItem> form;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Item& item = items[i];
    FormItem& out = form.emplace_back();
    out.end = item.end;
    out.parts.push_back({item.begin, item.begin, item.answer != kNone, ""});
    if (item.answer == kNone) continue;
    if (item.answer < item.end) {
      FormPart answer{item.answer, item.answer, false, ""};
      readAnswerLabel(text, item.end, answer);
      out.parts.push_back(std::move(answer));
      continue;
    }
    const std::size_t next = i + 1 < items.size() ? items[i + 1].begin : text.size();
    if (auto answer = answerBelow(text, lines, item, next)) out.parts.push_back(std::move(*answer));
  }
  return form;
}

}  // namespace retold
