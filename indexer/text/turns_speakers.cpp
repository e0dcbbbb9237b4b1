#include "indexer/text/turns_speakers.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "indexer/text/turns_labels.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

using Style = SpeakerLabel::Style;

constexpr std::size_t kLongestName = 40;  // code points
constexpr std::size_t kMostWords = 5;
constexpr std::size_t kLongestPointed = 24;  // bytes of a name before a point: "Q.", "Ответ."
constexpr std::size_t kNone = std::string_view::npos;

bool isLabelColon(char32_t c) {
  if (c < 0x80) return c == ':';
  return c == U'\uFF1A' || c == U'\uFE55' || c == U'\uFE13' || c == U'\u2236' || c == U'\u1365' ||
         c == U'\u1366' || c == U'\u17D6' || c == U'\uA789' || c == U'\u02D0';
}

bool isWideDash(char32_t c) { return c >= U'\u2010' && c <= U'\u2015'; }

bool endsName(char32_t c) {
  if (c < 0x80) return std::string_view(",;!?\"=@|{}~\\").find(static_cast<char>(c)) != kNone;
  constexpr std::u32string_view never =
      U"\u00AB\u00BB\u201C\u201D\u201E\u2026\u3001\u3002\uFF0C\u060C\u061B\u0964\u0965"
      U"\u104A\u104B\u1362\u1363\u1364\u17D4\u06D4\u300C\u300E";
  return isQuestionMark(c) || never.find(c) != std::u32string_view::npos;
}

/// False where the walk below would come to nothing: a cheap look at the first words, which turns
/// away nearly every line of prose.
bool mayHoldLabel(std::string_view line, bool alone) {
  if (line.empty()) return false;
  constexpr std::string_view openings = "[<(*#>_-+0123456789";
  if (openings.find(line[0]) != std::string_view::npos) return true;
  std::size_t spaces = 0;
  char before = '\0';
  for (std::size_t at = 0; at < line.size() && at < kLongestName * 4; ++at) {
    const char c = line[at];
    switch (c) {
      case ':':
      case '\t':
      case '(':
      case '[':
        return true;
      case ' ':
        if (before != ' ' && ++spaces == kMostWords) return false;
        break;
      case '-':
        if (before == ' ') return true;
        break;
      case '.':
        if (at < kLongestPointed && spaces == 0 && at + 1 < line.size() && line[at + 1] == ' ')
          return true;
        break;
      case ',':
      case ';':
      case '!':
      case '?':
      case '"':
        return false;
      default:
        if (before == ' ' && c >= '0' && c <= '9') return true;
        // Colons and dashes of other scripts; not the letters of Latin, Cyrillic, Arabic.
        if (static_cast<unsigned char>(c) >= 0xE1) return true;
    }
    before = c;
  }
  return alone && spaces < 3;
}

/// Walks over the begin of a line.
class LabelParser {
 public:
  LabelParser(std::string_view text, std::size_t begin, std::size_t end, bool alone)
      : text_(text), begin_(begin), at_(begin), end_(end), alone_(alone) {}

  std::optional<SpeakerLabel> parse();

 private:
  char32_t peek() const {
    std::size_t at = at_;
    return nextCodepoint(text_, at);
  }
  bool done() const { return at_ >= end_; }
  void skipSpace() { at_ = skipWhite(text_, at_, end_); }
  void skipMarkup();
  bool skipLineNumber();
  bool takeTime();
  bool parseName();
  std::optional<bool> parseSeparator(std::size_t here, char32_t c);
  bool atDash() const;
  bool takeNote();
  bool finish(Style style, std::size_t nameEnd);
  bool colonCounts(std::size_t colon, std::size_t behind) const;
  bool nameIsSound(std::size_t nameEnd);
  bool isKnownName(std::size_t nameEnd) const;

  std::string_view text_;
  std::size_t begin_, at_, end_;
  bool alone_;
  std::size_t nameBegin_ = 0;
  bool numbered_ = false;
  char closing_ = '\0';
  SpeakerLabel label_;
};

void LabelParser::skipMarkup() {
  for (;;) {
    skipSpace();
    if (done()) return;
    const char c = text_[at_];
    const bool listItem = (c == '-' || c == '+') && at_ + 2 < end_ && text_[at_ + 1] == ' ' &&
                          (text_[at_ + 2] == '*' || text_[at_ + 2] == '_');
    if (c != '*' && c != '_' && c != '>' && c != '#' && !listItem) return;
    ++at_;
  }
}

/// Transcripts that are cited by line have a number before each.
bool LabelParser::skipLineNumber() {
  std::size_t at = at_;
  while (at < end_ && at - at_ < 5 && text_[at] >= '0' && text_[at] <= '9') ++at;
  if (at == at_ || at >= end_ || (text_[at] != ' ' && text_[at] != '\t')) return false;
  at_ = at;
  skipSpace();
  return true;
}

bool LabelParser::takeTime() {
  const auto stamp = timeStampAt(text_, at_, end_);
  if (!stamp) return false;
  label_.timed = true;
  label_.start = stamp->start;
  label_.stop = stamp->stop;
  at_ = stamp->end;
  return true;
}

bool LabelParser::atDash() const {
  const char32_t c = peek();
  if (c != '-' && !isWideDash(c)) return false;
  if (at_ == nameBegin_ || text_[at_ - 1] != ' ') return false;
  std::size_t behind = at_;
  nextCodepoint(text_, behind);
  return behind < end_ && isWhite([&] {
           std::size_t at = behind;
           return nextCodepoint(text_, at);
         }());
}

/// "(crying)", "[00:01:02]" behind a name; moves behind it.
bool LabelParser::takeNote() {
  const char open = text_[at_];
  if (open != '(' && open != '[') return false;
  const std::size_t close = text_.find(open == '(' ? ')' : ']', at_);
  if (close == std::string_view::npos || close >= end_ || close - at_ > 60) return false;
  const std::size_t before = at_;
  if (takeTime() && at_ == close + 1) return true;
  at_ = before;
  at_ = close + 1;
  return true;
}

/// "12:30" and "http://" are no labels; a colon of other scripts stands without a space.
bool LabelParser::colonCounts(std::size_t colon, std::size_t behind) const {
  if (text_[colon] != ':' || behind >= end_) return true;
  const auto next = static_cast<unsigned char>(text_[behind]);
  if (next >= 0x80 || next == ' ' || next == '\t' || next == '*' || next == '_') return true;
  if (next == '"' || next == '[' || next == '(' || next == '\'' || next == '-') return true;
  const auto before = static_cast<unsigned char>(text_[colon - 1]);
  if (next == '/' || (before >= '0' && before <= '9' && next >= '0' && next <= '9')) return false;
  return isKnownName(colon);
}

bool LabelParser::isKnownName(std::size_t nameEnd) const {
  const std::string key = labelKey(text_.substr(nameBegin_, nameEnd - nameBegin_));
  return knownLabel(key).has_value() || maybeInPair(key);
}

/// Words of a sentence are written small; "de la" in a name is short.
std::size_t longSmallWords(std::string_view name) {
  std::size_t count = 0;
  while (!name.empty()) {
    const std::size_t space = name.find(' ');
    const std::string_view word = name.substr(0, space);
    std::size_t at = 0;
    if (!word.empty() && u_islower(static_cast<UChar32>(nextCodepoint(word, at)))) {
      count += word.size() > 3;
    }
    name.remove_prefix(space == std::string_view::npos ? name.size() : space + 1);
  }
  return count;
}

bool LabelParser::nameIsSound(std::size_t nameEnd) {
  const ByteSpan name = trimSpan(text_, {nameBegin_, nameEnd});
  if (name.empty()) return false;
  label_.speaker = text_.substr(name.begin, name.size());
  while (label_.speaker.ends_with('*') || label_.speaker.ends_with('_')) label_.speaker.pop_back();
  label_.key = labelKey(label_.speaker);
  if (label_.key.empty()) return false;
  std::size_t at = 0, letters = 0, upper = 0;
  bool startsLower = false;
  while (at < label_.speaker.size()) {
    const auto c = static_cast<UChar32>(nextCodepoint(label_.speaker, at));
    if (!u_isUAlphabetic(c)) continue;
    if (letters++ == 0) startsLower = u_islower(c);
    upper += u_isupper(c);
  }
  if (letters == 0) return false;
  const bool known = knownLabel(label_.key).has_value();
  if (!known && (startsLower || longSmallWords(label_.speaker) >= 2)) return false;
  if (numbered_ && !known && upper != letters) return false;
  for (const std::string_view said : {"说", "說", "道", " said", " says"}) {  // of a story
    if (label_.speaker.size() > said.size() && label_.speaker.ends_with(said)) return false;
  }
  return true;
}

bool LabelParser::finish(Style style, std::size_t nameEnd) {
  label_.style = style;
  if (!nameIsSound(nameEnd)) return false;
  while (!done() && (text_[at_] == '*' || text_[at_] == '_')) ++at_;
  skipSpace();
  if (!label_.timed && !done()) {
    const std::size_t before = at_;
    const bool open =
        text_[at_] == '[' || text_[at_] == '(' || text_[at_] == '#' || text_[at_] == '<';
    if (!open || !takeTime()) at_ = before;
    skipSpace();
  }
  label_.body = at_;
  return true;
}

/// What sets a name off at `here`: true or false where that settles it, none to read on.
std::optional<bool> LabelParser::parseSeparator(std::size_t here, char32_t c) {
  if (closing_ != '\0' && c == static_cast<char32_t>(closing_)) {
    ++at_;
    skipSpace();
    if (!done() && isLabelColon(peek())) nextCodepoint(text_, at_);
    return finish(Style::Bracket, here);
  }
  if (isLabelColon(c)) {
    nextCodepoint(text_, at_);
    return closing_ == '\0' && here > nameBegin_ && colonCounts(here, at_) &&
           finish(Style::Colon, here);
  }
  if (closing_ != '\0') return std::nullopt;
  if (c == '\t' || atDash()) {
    nextCodepoint(text_, at_);
    return finish(c == '\t' ? Style::Tab : Style::Dash, here);
  }
  const bool mayBeTime = c >= '0' && c <= '9' && here > nameBegin_ && text_[here - 1] == ' ';
  if (!(mayBeTime && takeTime()) && !takeNote()) return std::nullopt;
  skipSpace();
  if (done()) return label_.timed && finish(Style::Alone, here);
  if (!isLabelColon(peek())) return label_.timed && finish(Style::Bracket, here);
  nextCodepoint(text_, at_);
  return finish(Style::Colon, here);
}

/// From the name to what is said.
bool LabelParser::parseName() {
  std::size_t words = 1;
  std::optional<std::size_t> point;
  for (std::size_t characters = 0; !done() && characters < kLongestName; ++characters) {
    const std::size_t here = at_;
    const char letter = text_[at_];
    if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
      ++at_;
      continue;
    }
    const char32_t c = peek();
    if (const auto settled = parseSeparator(here, c)) return *settled;
    if (endsName(c)) break;
    if (c == '.' && !point && here + 1 < end_ && text_[here + 1] == ' ') point = here;
    const bool endsWord = isWhite(c) && here > nameBegin_ && text_[here - 1] != ' ';
    if (endsWord && ++words > kMostWords) break;
    nextCodepoint(text_, at_);
  }
  if (closing_ != '\0') return false;
  const bool pointed = point && *point - nameBegin_ < kLongestPointed && isKnownName(*point);
  if (pointed) {
    at_ = *point + 1;
    return finish(Style::Point, *point);
  }
  return done() && words <= 3 && (alone_ || label_.timed) && finish(Style::Alone, end_);
}

std::optional<SpeakerLabel> LabelParser::parse() {
  label_.begin = begin_;
  skipMarkup();
  if (done()) return std::nullopt;
  if (takeTime()) {
    skipSpace();
    while (!done() && (text_[at_] == '-' || text_[at_] == '|')) ++at_;
    skipMarkup();
  } else if (skipLineNumber()) {
    numbered_ = true;
  }
  if (done()) return std::nullopt;
  const char open = text_[at_];
  if (open == '[' || open == '<' || open == '(') {
    closing_ = open == '[' ? ']' : open == '<' ? '>' : ')';
    ++at_;
  }
  nameBegin_ = at_;
  if (!parseName()) return std::nullopt;
  return std::move(label_);
}

// Which of them are speakers

/// All labels of one style with one key.
struct Speaker {
  std::vector<std::size_t> labels;  ///< indices into the candidates
  std::optional<KnownLabel> known;
  std::size_t speeches = 0;  ///< labels with what reads like speech behind them
  std::size_t questions = 0;
  bool isCode = false;  ///< "R07", "INT", "MARIA"

  std::size_t count() const { return labels.size(); }
  /// "Question:", "Answer:": no header has these.
  bool namesTurn() const { return known && (known->isQuestion || known->isAnswer); }
  bool speaks(double share) const {
    return static_cast<double>(speeches) >= share * static_cast<double>(count());
  }
};

using Speakers = std::map<std::string, Speaker>;

bool looksLikeCode(const std::string& name) {
  std::size_t upper = 0, lower = 0, digits = 0;
  for (std::size_t at = 0; at < name.size();) {
    const auto c = static_cast<UChar32>(nextCodepoint(name, at));
    upper += u_isupper(c);
    lower += u_islower(c);
    digits += u_isdigit(c);
  }
  return upper > 0 && (lower == 0 || digits > 0);
}

/// Judges the candidates of one style.
class Cast {
 public:
  Cast(std::string_view text, const std::vector<TextLine>& lines, const std::vector<bool>& starts,
       const std::vector<SpeakerLabel>& candidates, const std::vector<std::size_t>& byLine,
       Style style);

  /// Indices of the labels that count.
  std::vector<std::size_t> labels() const;

 private:
  struct Speech {
    bool reads = false;
    bool asks = false;
  };
  Speech speechBehind(std::size_t candidate) const;
  void gather();
  void decide();
  bool isDialogueOfKnown() const;
  bool isDialogueOfRecurring() const;
  bool isForm() const;
  bool hasPair(std::set<std::string>* keys) const;
  bool mayRecur(const std::string& key, const Speaker& speaker) const;
  void admitLate();
  bool isHeaderField(std::size_t candidate) const;
  bool isAdjacentField(std::size_t line) const;
  std::vector<std::size_t> ofStyle() const;

  std::string_view text_;
  const std::vector<TextLine>& lines_;
  const std::vector<bool>& starts_;
  const std::vector<SpeakerLabel>& candidates_;
  const Style style_;
  Speakers speakers_;
  std::set<std::string> accepted_;
  const std::vector<std::size_t>& byLine_;  ///< the candidate that is set off on each line
};

Cast::Cast(std::string_view text, const std::vector<TextLine>& lines,
           const std::vector<bool>& starts, const std::vector<SpeakerLabel>& candidates,
           const std::vector<std::size_t>& byLine, Style style)
    : text_(text),
      lines_(lines),
      starts_(starts),
      candidates_(candidates),
      style_(style),
      byLine_(byLine) {
  gather();
  decide();
}

std::vector<std::size_t> Cast::ofStyle() const {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    if (candidates_[i].style == style_) found.push_back(i);
  }
  return found;
}

/// Speech ends like a sentence, or is longer than the value of a field.
Cast::Speech Cast::speechBehind(std::size_t candidate) const {
  const SpeakerLabel& label = candidates_[candidate];
  std::size_t last = label.line;
  while (last + 1 < lines_.size() && !lines_[last + 1].blank() && last - label.line < 8 &&
         byLine_[last + 1] == kNone) {
    ++last;
  }
  const std::size_t end = lines_[last].end;
  std::size_t begin = label.body;
  if (begin >= end) {  // said in the paragraph below
    std::size_t next = last + 1;
    if (next < lines_.size() && lines_[next].blank()) ++next;
    if (next >= lines_.size() || lines_[next].blank() || byLine_[next] != kNone) return {};
    begin = lines_[next].begin;
    return {true, hasQuestionMark(text_.substr(begin, lines_[next].end - begin))};
  }
  const std::string_view said = text_.substr(begin, end - begin);
  std::size_t words = 1, wide = 0;
  for (const char c : said) {
    words += c == ' ' || c == '\n';
    wide += static_cast<unsigned char>(c) >= 0xE0;
  }
  return {endsSentence(said) || words >= 8 || wide >= 12, hasQuestionMark(said)};
}

void Cast::gather() {
  for (const std::size_t i : ofStyle()) {
    const SpeakerLabel& label = candidates_[i];
    Speaker& speaker = speakers_[label.key];
    if (speaker.labels.empty()) {
      speaker.known = knownLabel(label.key);
      speaker.isCode = looksLikeCode(label.speaker);
    }
    speaker.labels.push_back(i);
    const Speech speech = speechBehind(i);
    speaker.speeches += speech.reads;
    speaker.questions += speech.asks;
  }
}

bool Cast::mayRecur(const std::string& key, const Speaker& speaker) const {
  return speaker.count() >= 2 && !isFieldName(key) && speaker.speaks(0.4);
}

/// Abbreviations of question and answer, both there.
bool Cast::hasPair(std::set<std::string>* keys) const {
  bool found = false;
  std::vector<const Speakers::value_type*> likely;
  for (const auto& speaker : speakers_) {
    if (maybeInPair(speaker.first)) likely.push_back(&speaker);
  }
  for (const auto* one : likely) {
    const auto& [question, asking] = *one;
    for (const auto* other : likely) {
      const auto& [answer, answering] = *other;
      if (!isQuestionAnswerPair(question, answer)) continue;
      if (asking.questions == 0 && !asking.speaks(0.5)) continue;
      if (asking.count() + answering.count() < (style_ == Style::Colon ? 2U : 4U)) continue;
      found = true;
      if (keys) keys->insert({question, answer});
    }
  }
  return found;
}

bool Cast::isDialogueOfKnown() const {
  std::size_t asking = 0, answering = 0, most = 0;
  for (const auto& [key, speaker] : speakers_) {
    if (isFieldName(key) || (!speaker.namesTurn() && !speaker.speaks(0.3))) continue;
    if (!speaker.known) {
      if (speaker.isCode && speaker.speaks(1) && style_ == Style::Colon)
        answering += speaker.count();
      continue;
    }
    const bool asks = speaker.known->role == SpeakerRole::Interviewer;
    (asks ? asking : answering) += speaker.count();
    most = std::max(most, speaker.count());
  }
  const bool plain = style_ == Style::Colon || style_ == Style::Bracket;
  if (asking > 0 && answering > 0) return asking + answering >= (plain ? 2U : 3U);
  return asking >= (plain ? 2U : 3U) || most >= 3;
}

/// The names come round in one order, as the fields of a form that is filled in again and again.
bool Cast::isForm() const {
  std::vector<std::string> order;
  for (const std::size_t i : ofStyle()) {
    const auto found = speakers_.find(candidates_[i].key);
    if (found->second.count() >= 2) order.push_back(candidates_[i].key);
  }
  const std::size_t names = std::set<std::string>(order.begin(), order.end()).size();
  if (names < 3) return false;
  for (std::size_t i = names; i < order.size(); ++i) {
    if (order[i] != order[i - names]) return false;
  }
  return true;
}

bool Cast::isDialogueOfRecurring() const {
  std::size_t names = 0, total = 0, changes = 0, codes = 0;
  const std::string* before = nullptr;
  for (const auto& [key, speaker] : speakers_) {
    if (!mayRecur(key, speaker)) continue;
    ++names;
    total += speaker.count();
    codes += speaker.isCode || speaker.known;
    if (names == 1 && speaker.isCode && speaker.count() >= 3 && style_ == Style::Colon &&
        speaker.speaks(0.5)) {
      return true;
    }
  }
  if (names < 2 || total < 4 || isForm()) return false;
  if ((style_ == Style::Dash || style_ == Style::Tab || style_ == Style::Point) && codes == 0) {
    return false;
  }
  if (style_ == Style::Point) return false;
  for (const std::size_t i : ofStyle()) {
    const std::string& key = candidates_[i].key;
    if (!mayRecur(key, speakers_.at(key))) continue;
    changes += before && *before != key;
    before = &key;
  }
  return changes * (style_ == Style::Colon ? 4U : 2U) >= total;
}

void Cast::decide() {
  const bool known = isDialogueOfKnown();
  std::set<std::string> pair;
  const bool paired = hasPair(&pair);
  const bool recurring = isDialogueOfRecurring();
  if (!known && !paired && !recurring) return;
  accepted_ = pair;
  const bool strict =
      style_ == Style::Point || ((style_ == Style::Dash || style_ == Style::Alone) && !recurring);
  for (const auto& [key, speaker] : speakers_) {
    const bool knownSpeaker = speaker.known && !isFieldName(key) &&
                              (speaker.count() >= 2 || speaker.namesTurn() || speaker.speaks(0.5));
    if (knownSpeaker || (!strict && mayRecur(key, speaker))) accepted_.insert(key);
  }
  if (style_ == Style::Colon && !isForm()) admitLate();
}

/// Who speaks once among people who speak often.
void Cast::admitLate() {
  std::size_t total = 0, first = candidates_.size(), last = 0;
  for (const std::string& key : accepted_) {
    const Speaker& speaker = speakers_.at(key);
    total += speaker.count();
    first = std::min(first, speaker.labels.front());
    last = std::max(last, speaker.labels.back());
  }
  for (const auto& [key, speaker] : speakers_) {
    if (speaker.count() != 1 || isFieldName(key) || !speaker.speaks(1)) continue;
    const std::size_t at = speaker.labels.front();
    const SpeakerLabel& label = candidates_[at];
    const auto words = 1 + std::count(label.key.begin(), label.key.end(), ' ');
    if (at < first || words > 3 || !starts_[label.line]) continue;
    if (speaker.isCode || (total >= 4 && at < last)) accepted_.insert(key);
  }
}

bool Cast::isAdjacentField(std::size_t line) const {
  if (line >= byLine_.size() || byLine_[line] == kNone) return false;
  return accepted_.count(candidates_[byLine_[line]].key) == 0;
}

/// "Interviewer: Jane Doe" between "Date: 3 May" and "Place: …" above the dialogue.
bool Cast::isHeaderField(std::size_t candidate) const {
  const SpeakerLabel& label = candidates_[candidate];
  if (speechBehind(candidate).reads) return false;
  return isAdjacentField(label.line + 1) || (label.line > 0 && isAdjacentField(label.line - 1));
}

std::vector<std::size_t> Cast::labels() const {
  std::vector<std::size_t> found;
  bool inHeader = true;
  for (const std::size_t i : ofStyle()) {
    if (accepted_.count(candidates_[i].key) == 0) continue;
    if (inHeader && isHeaderField(i)) continue;
    inHeader = false;
    found.push_back(i);
  }
  return found;
}

/// One person's account: a code ("R07:", "Sp4:") before its first paragraph and no label after.
std::vector<std::size_t> soleSpeaker(const std::vector<TextLine>& lines,
                                     const std::vector<SpeakerLabel>& candidates) {
  std::vector<std::size_t> coded;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (candidates[i].style != Style::Colon || isFieldName(candidates[i].key)) continue;
    coded.push_back(i);
  }
  if (coded.size() != 1) return {};
  const SpeakerLabel& label = candidates[coded.front()];
  const bool hasDigit = label.key.find_first_of("0123456789") != std::string::npos;
  const auto first =
      std::find_if(lines.begin(), lines.end(), [](const TextLine& line) { return !line.blank(); });
  const bool isFirst = static_cast<std::size_t>(first - lines.begin()) == label.line;
  if (!isFirst || !hasDigit || !looksLikeCode(label.speaker)) return {};
  return coded;
}

/// A line that holds a time and nothing else.
bool isTimeLine(std::string_view text, const TextLine& line) {
  if (line.blank()) return false;
  const auto stamp = timeStampAt(text, line.begin, line.end);
  return stamp && stamp->end == line.end;
}

/// A name by itself counts above what is said, at the begin of a paragraph.
bool mayStandAlone(std::string_view text, const std::vector<TextLine>& lines, std::size_t line) {
  const bool begins = line == 0 || lines[line - 1].blank() || isTimeLine(text, lines[line - 1]);
  const bool goesOn = line + 1 < lines.size() && !lines[line + 1].blank();
  return begins && goesOn;
}

bool startsLower(const std::string& name) {
  std::size_t at = 0;
  return u_islower(static_cast<UChar32>(nextCodepoint(name, at)));
}

std::vector<SpeakerLabel> candidatesIn(std::string_view text, const std::vector<TextLine>& lines,
                                       const std::vector<bool>& starts) {
  std::vector<SpeakerLabel> candidates;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i].blank()) continue;
    const bool alone = mayStandAlone(text, lines, i);
    auto label = parseSpeakerLabel(text, lines[i].begin, lines[i].end, alone);
    if (!label) continue;
    if (startsLower(label->speaker) && !starts[i]) continue;  // a word of a wrapped sentence
    label->line = i;
    candidates.push_back(std::move(*label));
  }
  return candidates;
}

/// A time on the line above belongs to the label.
void takeTimeLines(std::string_view text, const std::vector<TextLine>& lines,
                   std::vector<SpeakerLabel>& labels) {
  for (SpeakerLabel& label : labels) {
    if (label.line == 0 || label.timed || !isTimeLine(text, lines[label.line - 1])) continue;
    const TextLine& above = lines[label.line - 1];
    const auto stamp = timeStampAt(text, above.begin, above.end);
    label.begin = above.begin;
    label.start = stamp->start;
    label.stop = stamp->stop;
  }
}

}  // namespace

std::optional<SpeakerLabel> parseSpeakerLabel(std::string_view text, std::size_t begin,
                                              std::size_t end, bool alone) {
  if (!mayHoldLabel(text.substr(begin, end - begin), alone)) return std::nullopt;
  return LabelParser(text, begin, end, alone).parse();
}

std::vector<SpeakerLabel> findSpeakerLabels(std::string_view text,
                                            const std::vector<TextLine>& lines,
                                            const std::vector<bool>& starts) {
  const std::vector<SpeakerLabel> candidates = candidatesIn(text, lines, starts);
  std::vector<std::size_t> byLine(lines.size(), kNone);
  std::set<Style> styles;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Style style = candidates[i].style;
    styles.insert(style);
    if (style != Style::Alone && style != Style::Point) byLine[candidates[i].line] = i;
  }
  std::vector<std::size_t> best;
  for (const Style style : styles) {
    std::vector<std::size_t> found = Cast(text, lines, starts, candidates, byLine, style).labels();
    if (found.size() > best.size()) best = std::move(found);
  }
  if (best.empty()) best = soleSpeaker(lines, candidates);
  std::vector<SpeakerLabel> labels;
  labels.reserve(best.size());
  for (const std::size_t i : best) labels.push_back(candidates[i]);
  takeTimeLines(text, lines, labels);
  return labels;
}

}  // namespace retold
