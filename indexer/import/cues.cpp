#include "indexer/import/cues.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <utility>

#include "indexer/import/readers.h"
#include "indexer/text/turns_labels.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/turns_speakers.h"
#include "indexer/text/utf8.h"

namespace retold {

namespace {

constexpr std::int64_t kParagraphPause = 3'000;
constexpr std::int64_t kSentencePause = 1'000;
constexpr std::int64_t kLongestUnnamed = 30'000;
constexpr std::size_t kMostDiagnostics = 20;
/// Longer than any tag of captions, a voice's name in it: what goes on longer is text.
constexpr std::size_t kLongestTag = 500;
/// Captions that scroll show a few lines.
constexpr std::size_t kMostScrolled = 20;

bool isBlankByte(char c) { return c == ' ' || c == '\t'; }
bool isDigitByte(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isBlankByte(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlankByte(text.back())) text.remove_suffix(1);
  return text;
}

bool isNumber(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, isDigitByte);
}

/// "(a number of digits)" from the front of `text`; none where there are none or too many.
std::optional<std::int64_t> takeNumber(std::string_view& text, std::size_t most) {
  std::int64_t number = 0;
  std::size_t digits = 0;
  while (digits < text.size() && isDigitByte(text[digits])) {
    if (++digits > most) return std::nullopt;
    number = number * 10 + (text[digits - 1] - '0');
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

/// A time at the front of `text`, taken off it.
std::optional<std::int64_t> takeTime(std::string_view& text) {
  std::array<std::int64_t, 4> parts{};
  std::size_t count = 0;
  std::int64_t fraction = 0;
  while (true) {
    const auto part = takeNumber(text, count == 0 ? 6 : 2);
    if (!part) return std::nullopt;
    parts[count++] = *part;
    if (text.empty()) break;
    const bool point = text.front() == '.' || text.front() == ',';
    // "00:00:01:500": some programs write all parts alike.
    const bool colonFraction = count == 3 && text.front() == ':';
    if (!point && text.front() != ':') break;
    if (count == 3 && !point && !colonFraction) return std::nullopt;
    text.remove_prefix(1);
    if (!point && !colonFraction) continue;
    std::size_t digits = 0;
    for (std::int64_t unit = 100; digits < text.size() && isDigitByte(text[digits]); unit /= 10) {
      fraction += (text[digits++] - '0') * unit;
    }
    if (digits == 0) return std::nullopt;
    text.remove_prefix(digits);
    break;
  }
  if (count < 2) return std::nullopt;
  const std::int64_t minutes = count == 2 ? parts[0] : parts[0] * 60 + parts[1];
  return (minutes * 60 + parts[count - 1]) * 1000 + fraction;
}

}  // namespace

std::optional<std::int64_t> cueTime(std::string_view time) {
  time = trimmed(time);
  const auto milliseconds = takeTime(time);
  return time.empty() ? milliseconds : std::nullopt;
}

std::optional<CueTimes> cueTimes(std::string_view line) {
  const std::size_t arrow = line.find("-->");
  if (arrow == std::string_view::npos) return std::nullopt;
  CueTimes times;
  times.start = cueTime(line.substr(0, arrow));
  std::string_view rest = trimmed(line.substr(arrow + 3));
  times.end = takeTime(rest);
  if (!rest.empty() && !isBlankByte(rest.front())) return std::nullopt;
  if (!times.start || !times.end) return std::nullopt;
  return times;
}

// ---- captions of a file

namespace {

class CueFinder {
 public:
  CueFinder(std::string_view text, CueFormat format, std::string_view name, ReadResult& result,
            TextBuilder& notes)
      : format_(format), name_(name), result_(result), notes_(notes) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      lines_.push_back(text.substr(0, end));
      text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
  }

  std::vector<CaptionCue> find();

 private:
  static bool hasArrow(std::string_view line) { return line.find("-->") != std::string_view::npos; }
  bool blank(std::size_t i) const { return trimmed(lines_[i]).empty(); }
  void skipHeader();
  bool skipAside();
  void readBlock(std::size_t end);
  void readTime(std::size_t i);
  void readTextWithoutTime(std::size_t begin, std::size_t end);
  void warn(std::size_t i, std::string message);

  CueFormat format_;
  std::string_view name_;
  ReadResult& result_;
  TextBuilder& notes_;
  std::vector<std::string_view> lines_;
  std::vector<CaptionCue> cues_;
  std::size_t at_ = 0;
  std::size_t comments_ = 0;
  std::size_t warnings_ = 0;
};

void CueFinder::warn(std::size_t i, std::string message) {
  if (++warnings_ > kMostDiagnostics) return;
  result_.diagnostics.push_back(
      {Severity::Warning, std::string(name_), i + 1, 0, std::move(message)});
}

void CueFinder::skipHeader() {
  if (lines_.empty() || !lines_[0].starts_with("WEBVTT")) {
    warn(0,
         "the file does not begin with the word WEBVTT, as a WebVTT file must; it was read all "
         "the same");
    return;
  }
  // A header that no blank line ends, ends where the first time stands.
  while (at_ < lines_.size() && !blank(at_) && !hasArrow(lines_[at_])) ++at_;
}

/// A block that is no caption: a comment, a style sheet, a region of the screen.
bool CueFinder::skipAside() {
  if (format_ != CueFormat::WebVtt) return false;
  const std::string_view line = trimmed(lines_[at_]);
  const bool comment = line == "NOTE" || line.starts_with("NOTE ") || line.starts_with("NOTE\t");
  if (!comment && line != "STYLE" && line != "REGION") return false;
  comments_ += comment;
  while (at_ < lines_.size() && !blank(at_)) ++at_;
  return true;
}

void CueFinder::readTime(std::size_t i) {
  CaptionCue cue;
  cue.line = i + 1;
  if (const auto times = cueTimes(lines_[i])) {
    cue.times = *times;
    if (*times->end < *times->start) {
      warn(i, "the caption ends before it begins; its end was left out");
      cue.times.end.reset();
    }
  } else {
    warn(i, "the times of the caption cannot be read in \"" +
                std::string(beginOf(trimmed(lines_[i]), 80)) + "\"; expected " +
                (format_ == CueFormat::WebVtt ? "\"00:01:02.345 --> 00:01:04.567\""
                                              : "\"00:01:02,345 --> 00:01:04,567\"") +
                "; its text was kept without a time");
    // An arrow among words: they were said.
    const std::string_view line = trimmed(lines_[i]);
    if (!isDigitByte(line.front()) && line.front() != '-') cue.lines.emplace_back(line);
  }
  cues_.push_back(std::move(cue));
}

void CueFinder::readTextWithoutTime(std::size_t begin, std::size_t end) {
  if (end - begin == 1 && isNumber(trimmed(lines_[begin]))) return;
  if (cues_.empty()) {
    warn(begin, "text without a time before the first caption; it was kept");
    cues_.emplace_back().line = begin + 1;
  } else if (format_ == CueFormat::WebVtt) {
    warn(begin, "text without a time; it was kept with the caption before it");
  }
  for (std::size_t i = begin; i < end; ++i) cues_.back().lines.emplace_back(lines_[i]);
}

/// The lines from at_ to `end`, none of them blank.
void CueFinder::readBlock(std::size_t end) {
  std::size_t i = at_;
  while (i < end && !hasArrow(lines_[i])) ++i;
  if (i == end) return readTextWithoutTime(at_, end);
  // The line before a time is the caption's number, in WebVTT also a name; what else stands before
  // it is text.
  const bool named = i > at_ && (format_ == CueFormat::WebVtt || isNumber(trimmed(lines_[i - 1])));
  if (const std::size_t textEnd = named ? i - 1 : i; textEnd > at_)
    readTextWithoutTime(at_, textEnd);
  for (; i < end; ++i) {
    if (hasArrow(lines_[i])) {
      readTime(i);
    } else if (!(i + 1 < end && hasArrow(lines_[i + 1]) && isNumber(trimmed(lines_[i])))) {
      cues_.back().lines.emplace_back(lines_[i]);
    }
  }
}

std::vector<CaptionCue> CueFinder::find() {
  if (format_ == CueFormat::WebVtt) skipHeader();
  while (at_ < lines_.size()) {
    if (blank(at_)) {
      ++at_;
    } else if (!skipAside()) {
      std::size_t end = at_;
      while (end < lines_.size() && !blank(end)) ++end;
      readBlock(end);
      at_ = end;
    }
  }
  if (comments_ > 0) {
    notes_.note(comments_ == 1 ? "1 comment (NOTE) was left out"
                               : std::to_string(comments_) + " comments (NOTE) were left out");
  }
  if (warnings_ > kMostDiagnostics) {
    const std::size_t more = warnings_ - kMostDiagnostics;
    result_.diagnostics.push_back({Severity::Warning, std::string(name_), 0, 0,
                                   "and " + std::to_string(more) +
                                       (more == 1 ? " more caption" : " more captions") +
                                       " with trouble of these kinds"});
  }
  return std::move(cues_);
}

}  // namespace

std::vector<CaptionCue> findCues(std::string_view text, CueFormat format, std::string_view name,
                                 ReadResult& result, TextBuilder& notes) {
  return CueFinder(text, format, name, result, notes).find();
}

// ---- markup within captions

namespace {

/// A line of a caption without markup, and whom a voice tag names.
struct PlainLine {
  std::string text;
  std::string voice;
};

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array<Entity, 8> kEntities{{{"amp", "&"},
                                           {"lt", "<"},
                                           {"gt", ">"},
                                           {"quot", "\""},
                                           {"apos", "'"},
                                           {"nbsp", "\u00a0"},
                                           {"lrm", "\u200e"},
                                           {"rlm", "\u200f"}}};

/// The characters of "&name;" or "&#number;"; none where it is neither.
std::optional<std::string> entityText(std::string_view name) {
  for (const Entity& entity : kEntities) {
    if (entity.name == name) return std::string(entity.text);
  }
  if (name.size() < 2 || name.size() > 9 || name[0] != '#') return std::nullopt;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  char32_t code = 0;
  for (const char c : name.substr(hex ? 2 : 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if (hex ? std::isxdigit(byte) == 0 : !isDigitByte(c)) return std::nullopt;
    const int digit = isDigitByte(c) ? c - '0' : (c | 0x20) - 'a' + 10;
    code = code * (hex ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  std::string text;
  appendUtf8(text, code);
  return text;
}

void appendDecoded(std::string& plain, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    constexpr std::size_t longest = 11;
    const std::size_t end = text[at] == '&'
                                ? text.substr(0, std::min(text.size(), at + longest)).find(';', at)
                                : std::string_view::npos;
    const auto decoded = end == std::string_view::npos
                             ? std::nullopt
                             : entityText(text.substr(at + 1, end - at - 1));
    if (decoded) {
      plain += *decoded;
      at = end + 1;
    } else {
      plain += text[at++];
    }
  }
}

/// Takes the markup out of one caption.
class CueMarkup {
 public:
  std::vector<PlainLine> plain(const CaptionCue& cue) {
    for (const std::string& line : cue.lines) {
      startLine();
      readLine(line);
    }
    std::erase_if(lines_, [](PlainLine& line) {
      line.text = std::string(trimmed(line.text));
      return line.text.empty();
    });
    return std::move(lines_);
  }

 private:
  void startLine() { lines_.push_back({"", voice_}); }
  void readLine(std::string_view line);
  bool readTag(std::string_view tag);

  std::vector<PlainLine> lines_;
  std::string voice_;
  bool above_ = false;  ///< within the reading above a character (ruby)
};

void CueMarkup::readLine(std::string_view line) {
  std::size_t written = 0;
  const auto write = [&](std::size_t end) {
    if (!above_) appendDecoded(lines_.back().text, line.substr(written, end - written));
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    const bool position = line.substr(at).starts_with("{\\");
    if (line[at] != '<' && !position) continue;
    const std::size_t end =
        line.substr(0, std::min(line.size(), at + kLongestTag)).find(position ? '}' : '>', at);
    if (end == std::string_view::npos) continue;
    const std::string_view before = line.substr(written, at - written);
    const bool wasAbove = above_;
    const std::size_t current = lines_.size() - 1;
    if (!position && !readTag(line.substr(at + 1, end - at - 1))) continue;
    if (!wasAbove) appendDecoded(lines_[current].text, before);
    written = end + 1;
    at = end;
  }
  write(line.size());
}

/// True where the tag is one of captions; others ("<laughs>") are words.
bool CueMarkup::readTag(std::string_view tag) {
  const bool closing = tag.starts_with('/');
  if (closing) tag.remove_prefix(1);
  if (!closing && cueTime(tag)) return true;
  const std::size_t nameEnd = std::min(tag.find_first_of(" \t./"), tag.size());
  std::string name(tag.substr(0, nameEnd));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (name == "v") {
    const std::size_t space = tag.find_first_of(" \t");
    voice_.clear();
    if (!closing && space != std::string_view::npos)
      appendDecoded(voice_, trimmed(tag.substr(space)));
    startLine();
    return true;
  }
  if (name == "rt") above_ = !closing;
  if (name == "br") startLine();
  static constexpr std::array<std::string_view, 12> known{
      "b", "i", "u", "s", "c", "lang", "ruby", "rt", "font", "br", "span", "rp"};
  return std::ranges::find(known, name) != known.end();
}

// ---- lines that scroll

/// True where the first line of many captions is the last line of the caption before: they scroll,
/// as automatic captions do. Otherwise a repeated line is what was said twice.
bool areRolling(const std::vector<std::vector<PlainLine>>& captions) {
  std::size_t repeats = 0, pairs = 0;
  for (std::size_t i = 1; i < captions.size(); ++i) {
    if (captions[i].empty() || captions[i - 1].empty()) continue;
    ++pairs;
    repeats += captions[i].front().text == captions[i - 1].back().text;
  }
  return repeats >= 3 && repeats * 5 >= pairs * 2;
}

void dropRepeats(std::vector<std::vector<PlainLine>>& captions) {
  std::vector<std::string> shown;
  for (std::vector<PlainLine>& lines : captions) {
    if (lines.empty()) continue;
    std::vector<std::string> now;
    for (const PlainLine& line : lines) now.push_back(line.text);
    std::size_t same = std::min({shown.size(), now.size(), kMostScrolled});
    const auto repeats = [&] {
      return std::equal(shown.end() - static_cast<std::ptrdiff_t>(same), shown.end(), now.begin());
    };
    while (same > 0 && !repeats()) --same;
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(same));
    shown = std::move(now);
  }
}

// ---- labels

struct LabelledLine {
  std::string speaker;
  std::string_view said;  ///< behind the label; the whole line where there is none
  std::string key;
  bool mark = false;  ///< ">>" stands before it
  bool dash = false;
};

bool isCapitalised(std::string_view name) {
  bool wordBegins = true;
  for (const char c : name) {
    if (wordBegins && c >= 'a' && c <= 'z') return false;
    wordBegins = c == ' ';
  }
  return true;
}

bool hasLowerCase(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// "MAN: Who is there?", but not "CHAPTER ONE: THE ROAD".
bool isInCapitals(const LabelledLine& line) {
  return !hasLowerCase(line.speaker) && hasLowerCase(line.said);
}

LabelledLine labelledLine(std::string_view line) {
  LabelledLine found;
  std::string_view rest = line;
  while (rest.starts_with(">>") || rest.starts_with("&gt;&gt;")) {
    rest.remove_prefix(rest.front() == '>' ? 2 : 8);
    if (rest.starts_with('>')) rest.remove_prefix(1);
    rest = trimmed(rest);
    found.mark = true;
  }
  if (!found.mark && startsWithDash(rest)) {
    std::size_t at = 0;
    nextCodepoint(rest, at);
    rest = trimmed(rest.substr(at));
    found.dash = true;
  }
  found.said = line;
  const auto label = parseSpeakerLabel(rest, 0, rest.size(), false);
  if (!label || label->style != SpeakerLabel::Style::Colon || label->body >= rest.size()) {
    return found;
  }
  found.speaker = label->speaker;
  found.key = label->key;
  found.said = trimmed(rest.substr(label->body));
  return found;
}

/// The labels that count: known ones, names in capitals or behind ">>", and names that recur.
class CueLabels {
 public:
  explicit CueLabels(const std::vector<std::vector<PlainLine>>& captions) {
    for (const auto& lines : captions) {
      for (const PlainLine& line : lines) {
        if (line.voice.empty()) count(labelledLine(line.text));
      }
    }
  }
  bool holds(const LabelledLine& line) const {
    const auto found = seen_.find(line.key);
    if (line.key.empty() || found == seen_.end() || isFieldName(line.key)) return false;
    return knownLabel(line.key) || found->second >= 2;
  }

 private:
  void count(const LabelledLine& line) {
    if (line.key.empty() || !isCapitalised(line.speaker)) return;
    seen_[line.key] += line.mark || isInCapitals(line) ? 2 : 1;
  }
  std::map<std::string, std::size_t> seen_;
};

/// Divides captions into sayings.
class Listener {
 public:
  explicit Listener(const std::vector<std::vector<PlainLine>>& captions) : labels_(captions) {}

  void hear(const CaptionCue& cue, const std::vector<PlainLine>& lines) {
    const bool goesOn = !speaker_.empty() && last_ && cue.times.start &&
                        *cue.times.start - *last_ <= kParagraphPause;
    if (!goesOn) speaker_.clear();
    bool open = false;
    for (const PlainLine& line : lines) {
      if (!line.voice.empty()) {
        say(cue, line.voice, line.text, open, false);
        speaker_.clear();
        continue;
      }
      const LabelledLine labelled = labelledLine(line.text);
      if (labels_.holds(labelled)) {
        say(cue, labelled.speaker, labelled.said, open, true);
        speaker_ = labelled.speaker;
      } else if (labelled.mark || (labelled.dash && lines.size() > 1)) {
        speaker_.clear();
        say(cue, "", line.text, open, true);
      } else {
        say(cue, speaker_, line.text, open, false);
      }
    }
    if (cue.times.end) last_ = cue.times.end;
  }

  std::vector<Saying> all() { return std::move(all_); }

 private:
  void say(const CaptionCue& cue, const std::string& speaker, std::string_view said, bool& open,
           bool begins) {
    if (!open || begins || all_.back().speaker != speaker) {
      all_.push_back({speaker, cue.times, {}, begins});
    }
    open = true;
    if (!said.empty()) all_.back().lines.emplace_back(said);
  }

  CueLabels labels_;
  std::vector<Saying> all_;
  std::string speaker_;  ///< the label that still holds
  std::optional<std::int64_t> last_;
};

}  // namespace

std::vector<Saying> sayings(const std::vector<CaptionCue>& cues, TextBuilder& notes) {
  std::vector<std::vector<PlainLine>> captions;
  captions.reserve(cues.size());
  for (const CaptionCue& cue : cues) captions.push_back(CueMarkup().plain(cue));
  if (areRolling(captions)) {
    dropRepeats(captions);
    notes.note("captions that scroll: repeated lines were read once");
  }
  Listener listener(captions);
  for (std::size_t i = 0; i < cues.size(); ++i) listener.hear(cues[i], captions[i]);
  return listener.all();
}

// ---- the transcript

namespace {

class Transcript {
 public:
  explicit Transcript(TextBuilder& text) : text_(text) {}

  void add(const Saying& saying) {
    const auto pause = last_ && saying.times.start ? *saying.times.start - *last_ : 0;
    if (joins(saying, pause)) {
      pause >= kParagraphPause ? text_.paragraph() : text_.line();
      if (saying.times.end && (!end_ || *saying.times.end > *end_)) end_ = saying.times.end;
      if (end_) text_.extendTurn(*end_);
    } else {
      text_.beginTurn(saying.speaker, saying.times.start, saying.times.end);
      speaker_ = saying.speaker;
      begin_ = saying.times.start;
      end_ = saying.times.end;
    }
    for (std::size_t i = 0; i < saying.lines.size(); ++i) {
      if (i > 0) text_.line();
      text_.add(saying.lines[i]);
    }
    any_ = true;
    ended_ = saying.lines.empty() || endsSentence(saying.lines.back());
    last_ = saying.times.end ? saying.times.end : saying.times.start;
  }

 private:
  bool joins(const Saying& saying, std::int64_t pause) const {
    if (!any_ || saying.speaker != speaker_) return false;
    if (!speaker_.empty()) return true;
    const auto end = saying.times.end;
    return !saying.begins && !ended_ && begin_ && end && saying.times.start &&
           pause <= kSentencePause && *end - *begin_ <= kLongestUnnamed;
  }

  TextBuilder& text_;
  std::string speaker_;
  std::optional<std::int64_t> begin_, end_, last_;
  bool any_ = false;
  bool ended_ = true;
};

}  // namespace

void writeSayings(const std::vector<Saying>& sayings, TextBuilder& text) {
  Transcript transcript(text);
  for (const Saying& saying : sayings) {
    if (!saying.lines.empty()) transcript.add(saying);
  }
}

ReadResult readCues(std::string_view name, std::string_view bytes, CueFormat format,
                    const ReadOptions& options, const ReadSink& sink) {
  ReadResult result;
  const std::optional<Decoded> decoded = decodeFile(name, bytes, options, result);
  if (!decoded) return result;
  TextBuilder text;
  const std::vector<CaptionCue> cues = findCues(decoded->text, format, name, result, text);
  writeSayings(sayings(cues, text), text);
  ReadDocument document = text.finish();
  if (document.text.empty()) {
    result.unreadable = "the file holds no captions";
    return result;
  }
  document.encoding = decoded->encoding;
  document.unreadable = decoded->unreadable;
  sink(std::move(document));
  return result;
}

}  // namespace retold
