#include "indexer/text/turns.h"

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>
#include <utility>

#include "indexer/text/turns_forms.h"
#include "indexer/text/turns_labels.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/turns_speakers.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

/// Where a turn begins; it goes to the next one.
struct Mark {
  std::size_t begin = 0;
  std::size_t body = 0;
  std::string speaker;
  SpeakerRole role = SpeakerRole::Unknown;
  bool question = false;
  std::optional<std::int64_t> start;
  std::optional<std::int64_t> stop;
};

/// Divides one text.
class Division {
 public:
  explicit Division(std::string_view text)
      : text_(text),
        lines_(splitLines(text, {0, text.size()})),
        starts_(paragraphStarts(text, lines_)) {}

  std::vector<Turn> turns();

 private:
  void markTimes();
  void markParagraphs(const std::vector<bool>& inSpeech);
  std::vector<bool> markSpeakers(const std::vector<SpeakerLabel>& labels);
  void markForm(const std::vector<FormItem>& items);
  std::vector<Turn> toTurns();

  std::string_view text_;
  const std::vector<TextLine> lines_;
  std::vector<bool> starts_;
  std::map<std::size_t, Mark> marks_;  ///< by begin
};

/// Lines that begin with a time are turns, where they come more than once; what stands between two
/// of them without a blank line is said in one.
void Division::markTimes() {
  std::vector<std::size_t> timed;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].blank()) continue;
    const auto stamp = timeStampAt(text_, lines_[i].begin, lines_[i].end);
    if (stamp && stamp->marked) timed.push_back(i);
  }
  if (timed.size() < 2) return;
  for (std::size_t i = timed.front() + 1; i < lines_.size(); ++i) {
    if (!lines_[i - 1].blank()) starts_[i] = false;
  }
  for (const std::size_t i : timed) starts_[i] = true;
}

/// Marks the labels; true for each line that belongs to a named speaker.
std::vector<bool> Division::markSpeakers(const std::vector<SpeakerLabel>& labels) {
  std::vector<bool> inSpeech(lines_.size(), false);
  std::size_t line = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const SpeakerLabel& label = labels[i];
    marks_[label.begin] = {label.begin, label.body,  label.speaker, SpeakerRole::Unknown,
                           false,       label.start, label.stop};
    const std::size_t next = i + 1 < labels.size() ? labels[i + 1].line : lines_.size();
    for (line = label.line; line < next; ++line) {
      const TextLine& each = lines_[line];
      if (line > label.line && !each.blank() &&
          isHeadingOrRule(text_.substr(each.begin, each.end - each.begin))) {
        break;
      }
      inSpeech[line] = true;
    }
  }
  return inSpeech;
}

void Division::markForm(const std::vector<FormItem>& items) {
  for (const FormItem& item : items) {
    for (const FormPart& part : item.parts) {
      Mark mark;
      mark.begin = part.begin;
      mark.body = part.body;
      mark.speaker = part.speaker;
      mark.question = part.question;
      marks_[part.begin] = mark;
    }
  }
}

void Division::markParagraphs(const std::vector<bool>& inSpeech) {
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!starts_[i] || inSpeech[i] || marks_.count(lines_[i].begin) != 0) continue;
    Mark mark;
    mark.begin = mark.body = lines_[i].begin;
    const auto stamp = timeStampAt(text_, lines_[i].begin, lines_[i].end);
    if (stamp && stamp->marked) {
      mark.body = skipWhite(text_, stamp->end, text_.size());
      mark.start = stamp->start;
      mark.stop = stamp->stop;
    }
    marks_[mark.begin] = mark;
  }
}

std::vector<Turn> Division::toTurns() {
  std::vector<Turn> turns;
  turns.reserve(marks_.size());
  for (auto at = marks_.begin(); at != marks_.end(); ++at) {
    const auto next = std::next(at);
    const std::size_t end = next == marks_.end() ? text_.size() : next->second.begin;
    Mark& mark = at->second;
    Turn turn;
    turn.span = trimSpan(text_, {mark.begin, end});
    const std::size_t body = std::clamp<std::size_t>(mark.body, turn.span.begin, turn.span.end);
    turn.body = trimSpan(text_, {body, turn.span.end});
    turn.speaker = std::move(mark.speaker);
    turn.role = mark.role;
    turn.question = mark.question;
    turn.startMilliseconds = mark.start;
    turn.endMilliseconds = mark.stop;
    turns.push_back(std::move(turn));
  }
  return turns;
}

/// Transcription programs write the time at which a paragraph ends behind it: "#00:00:05-8#".
void readTimesBehind(std::string_view text, std::vector<Turn>& turns) {
  for (Turn& turn : turns) {
    if (turn.endMilliseconds || turn.body.size() < 9 || text[turn.body.end - 1] != '#') continue;
    const std::size_t open = text.rfind('#', turn.body.end - 2);
    if (open == std::string_view::npos || open < turn.body.begin) continue;
    const auto stamp = timeStampAt(text, open, turn.body.end);
    if (stamp && stamp->end == turn.body.end) turn.endMilliseconds = stamp->start;
  }
}

std::vector<Turn> Division::turns() {
  if (lines_.empty()) return {};
  markTimes();
  std::vector<SpeakerLabel> labels = findSpeakerLabels(text_, lines_, starts_);
  std::vector<FormItem> items = findFormItems(text_, lines_, starts_);
  // A dialogue may hold a numbered list, and a form a labelled answer: the one with more is it.
  if (labels.size() > items.size()) {
    items.clear();
  } else if (!items.empty()) {
    labels.clear();
  }
  const std::vector<bool> inSpeech = markSpeakers(labels);
  markForm(items);
  markParagraphs(inSpeech);
  return toTurns();
}

// Questions without speakers

std::string_view bodyOf(std::string_view text, const Turn& turn) {
  return text.substr(turn.body.begin, turn.body.size());
}

/// The body asks and says nothing else.
bool isPlainQuestion(std::string_view body) {
  if (body.empty() || body.size() > 600) return false;
  if (!endsQuestion(body)) return false;
  const std::size_t answer = answerBegin(body, 0, body.size(), false);
  return answer == body.size();
}

/// A questionnaire without numbers: many paragraphs that are a question, alone or with its answer.
/// A conversation in dashes: neighbouring lines of speech.
void markUnnumberedQuestions(std::string_view text, std::vector<Turn>& turns) {
  const auto isOpen = [](const Turn& turn) { return turn.speaker.empty() && !turn.question; };
  const auto isDashed = [&](std::size_t i) {
    return i < turns.size() && isOpen(turns[i]) && startsWithDash(bodyOf(text, turns[i]));
  };
  std::size_t questions = 0, paragraphs = 0;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (!isOpen(turns[i])) continue;
    ++paragraphs;
    questions += isPlainQuestion(bodyOf(text, turns[i]));
  }
  const bool questionnaire = questions >= 3 && questions * 4 >= paragraphs;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    if (!isOpen(turns[i]) || !isPlainQuestion(bodyOf(text, turns[i]))) continue;
    const bool spoken = isDashed(i) && (isDashed(i + 1) || (i > 0 && isDashed(i - 1)));
    turns[i].question = questionnaire || spoken;
  }
}

// Roles

/// What a label says and does over the whole text.
struct Part {
  std::size_t turns = 0;
  std::size_t asks = 0;
  SpeakerRole role = SpeakerRole::Unknown;
  bool byLabel = false;
};

using Parts = std::map<std::string, Part>;
/// The part of each speaker as written.
using Names = std::unordered_map<std::string, Part*>;

Parts gatherParts(std::string_view text, const std::vector<Turn>& turns, Names& names) {
  Parts parts;
  for (const Turn& turn : turns) {
    if (turn.speaker.empty()) continue;
    Part*& part = names[turn.speaker];
    if (!part) part = &parts[labelKey(turn.speaker)];
    ++part->turns;
    part->asks += hasQuestionMark(bodyOf(text, turn));
  }
  return parts;
}

void readRolesFromLabels(Parts& parts) {
  for (auto& [key, part] : parts) {
    const auto known = knownLabel(key);
    if (!known) continue;
    part.role = known->role;
    part.byLabel = true;
  }
  for (auto& [question, asking] : parts) {
    if (!maybeInPair(question)) continue;
    for (auto& [answer, answering] : parts) {
      if (!isQuestionAnswerPair(question, answer)) continue;
      // "P" and "R" are question and answer, or participant and researcher: who asks decides.
      const bool known = asking.byLabel || answering.byLabel;
      if (!known && answering.asks * asking.turns > asking.asks * answering.turns) continue;
      if (asking.role == SpeakerRole::Unknown) asking.role = SpeakerRole::Interviewer;
      if (answering.role == SpeakerRole::Unknown) answering.role = SpeakerRole::Respondent;
    }
  }
}

/// Of the two who speak most, the one who asks most.
void guessRolesFromQuestions(Parts& parts) {
  const bool found = std::any_of(parts.begin(), parts.end(), [](const auto& part) {
    return part.second.role == SpeakerRole::Interviewer;
  });
  std::vector<Part*> main;
  for (auto& [key, part] : parts) main.push_back(&part);
  std::stable_sort(main.begin(), main.end(),
                   [](const Part* a, const Part* b) { return a->turns > b->turns; });
  if (!found && main.size() >= 2) {
    Part *asker = main[0], *other = main[1];
    if (asker->asks * other->turns < other->asks * asker->turns) std::swap(asker, other);
    const bool clear = asker->asks * 4 >= asker->turns &&
                       2 * asker->asks * other->turns > 3 * other->asks * asker->turns;
    if (clear && asker->role == SpeakerRole::Unknown) asker->role = SpeakerRole::Interviewer;
  }
  const bool hasInterviewer = std::any_of(parts.begin(), parts.end(), [](const auto& part) {
    return part.second.role == SpeakerRole::Interviewer;
  });
  if (!hasInterviewer) return;
  for (Part* part : main) {
    if (part->role == SpeakerRole::Respondent) return;
  }
  for (Part* part : main) {
    if (part->role != SpeakerRole::Unknown || (part->turns < 2 && main.size() > 2)) continue;
    part->role = SpeakerRole::Respondent;
    return;
  }
}

}  // namespace

void guessRoles(std::string_view text, std::vector<Turn>& turns) {
  Names names;
  Parts parts = gatherParts(text, turns, names);
  if (parts.empty()) return;
  readRolesFromLabels(parts);
  guessRolesFromQuestions(parts);
  const bool noMarks = isWrittenWithoutQuestionMarks(text);
  for (Turn& turn : turns) {
    if (turn.speaker.empty()) continue;
    turn.role = names.at(turn.speaker)->role;
    if (turn.role != SpeakerRole::Interviewer) continue;
    turn.question = turn.question || noMarks || hasQuestionMark(bodyOf(text, turn));
  }
}

std::vector<Turn> findTurns(std::string_view text) {
  std::vector<Turn> turns = Division(text).turns();
  readTimesBehind(text, turns);
  guessRoles(text, turns);
  markUnnumberedQuestions(text, turns);
  return turns;
}

// Passages

std::vector<Passage> paragraphs(std::string_view text, const std::vector<Turn>& turns) {
  std::vector<Passage> passages;
  for (std::size_t i = 0; i < turns.size(); ++i) {
    const std::vector<TextLine> lines = splitLines(text, turns[i].body);
    const std::vector<bool> starts = paragraphStarts(text, lines);
    for (std::size_t line = 0; line < lines.size(); ++line) {
      if (lines[line].blank()) continue;
      if (starts[line]) passages.push_back({{lines[line].begin, lines[line].end}, i});
      passages.back().span.end = lines[line].end;
    }
  }
  return passages;
}

namespace {

/// One for each caller: break iterators are not thread-safe.
std::unique_ptr<icu::BreakIterator> newSentenceIterator() {
  static const std::unique_ptr<icu::BreakIterator> shared = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> iterator(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getRoot(), status));
    if (U_FAILURE(status)) {
      throw Error(ErrorKind::Internal, "the rules for sentences cannot be loaded");
    }
    return iterator;
  }();
  return std::unique_ptr<icu::BreakIterator>(shared->clone());
}

struct TextCloser {
  void operator()(UText* text) const { utext_close(text); }
};

}  // namespace

/// Cuts behind each khan and bariyoosan, which end a sentence in Khmer and not in ICU's rules.
template <class Take>
static void eachKhmerSentence(std::string_view text, ByteSpan span, Take take) {
  const std::string_view within = text.substr(0, span.end);
  constexpr std::size_t size = std::string_view("\u17D4").size();
  std::uint64_t begin = span.begin;
  for (std::size_t at = begin; (at = within.find("\xE1\x9F", at)) != std::string_view::npos;) {
    const bool ends =
        within.substr(at).starts_with("\u17D4") || within.substr(at).starts_with("\u17D5");
    at += size;
    if (!ends) continue;
    take(ByteSpan{begin, at});
    begin = at;
  }
  take(ByteSpan{begin, span.end});
}

std::vector<Passage> sentences(std::string_view text, const std::vector<Turn>& turns) {
  const std::unique_ptr<icu::BreakIterator> iterator = newSentenceIterator();
  std::vector<Passage> passages;
  for (const Passage& paragraph : paragraphs(text, turns)) {
    // UAX #29 ends a sentence at every line end; within a paragraph these are hard wraps.
    std::string flowing(text.substr(paragraph.span.begin, paragraph.span.size()));
    std::replace(flowing.begin(), flowing.end(), '\n', ' ');
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<UText, TextCloser> opened(utext_openUTF8(
        nullptr, flowing.data(), static_cast<std::int64_t>(flowing.size()), &status));
    iterator->setText(opened.get(), status);
    if (U_FAILURE(status)) throw Error(ErrorKind::Internal, "the text cannot be read as sentences");
    std::int32_t begin = iterator->first();
    for (std::int32_t end = iterator->next(); end != icu::BreakIterator::DONE;
         begin = end, end = iterator->next()) {
      const std::size_t base = paragraph.span.begin;
      eachKhmerSentence(
          text, {base + static_cast<std::size_t>(begin), base + static_cast<std::size_t>(end)},
          [&](ByteSpan sentence) {
            const ByteSpan span = trimSpan(text, sentence);
            if (!span.empty()) passages.push_back({span, paragraph.turn});
          });
    }
  }
  return passages;
}

}  // namespace retold
