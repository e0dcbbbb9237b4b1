#include "queries/screen/status.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "indexer/text/marks.h"
#include "indexer/text/phrase.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/utf8.h"
#include "indexer/text/word_edges.h"

namespace retold {
namespace {

/// An answer says yes or no within its first words ("well, yes").
constexpr std::uint32_t kAnswerBegins = 3;
/// An answer of at most so many words ("Yes.") is quoted with the sentence behind it.
constexpr std::uint32_t kShortAnswer = 2;
/// An answer without yes or no tells where or when within so many words.
constexpr std::uint32_t kDetailWords = 12;
/// "Previous trafficking, before this case: no": at most so many words stand between the match and
/// the colon.
constexpr std::uint32_t kWordsBeforeColon = 6;
/// "None disclosed.": what answers a form's field is at most so many words long.
constexpr std::uint32_t kFieldAnswerWords = 2;
/// A question's mark stands at most so many words behind the match.
constexpr std::uint32_t kMostQuestionWords = 15;
/// Options may be paragraphs of their own: so many turns behind a question are read.
constexpr std::size_t kMostOptionTurns = 12;
/// Behind a question's mark the words of an option may come before its box: so many at most.
constexpr std::uint32_t kMostOptionWords = 12;
/// Bytes of a line, or of a sentence, that are looked at on either side of a match. What has no
/// end there is no row of boxes and no question, but a text without line ends or full stops.
constexpr std::uint64_t kFar = 4000;

/// The answer to a question that a note reports begins within so many words.
constexpr std::uint32_t kReportedAnswerWords = 20;
/// Speech goes on about another person for so many sentences, unless the speaker comes in.
constexpr std::size_t kCarriedSentences = 2;

/// Behind the first question mark or colon.
std::optional<std::size_t> endOfSign(std::string_view text) {
  std::optional<std::size_t> first;
  std::size_t end = 0;
  const auto look = [&](std::string_view sign) {
    const std::size_t at = text.find(sign);
    if (at == std::string_view::npos || (first && *first < at)) return;
    first = at;
    end = at + sign.size();
  };
  if (const auto mark = firstQuestionMark(text)) {
    first = mark->begin;
    end = mark->end;
  }
  look(":");
  look("：");
  look("៖");
  return first ? std::optional(end) : std::nullopt;
}

/// True when a quotation begins in the line and has not ended where the line is cut. The straight
/// mark opens and closes; of „…“ the second closes, of “…” the first opens.
bool quotesAreOpenAt(std::string_view line) {
  constexpr std::array<std::string_view, 5> opening{"„", "«", "「", "『", "《"};
  constexpr std::array<std::string_view, 5> closing{"”", "»", "」", "』", "》"};
  constexpr std::string_view either = "“";
  bool open = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const std::string_view rest = line.substr(at);
    const auto here = [&](std::string_view mark) { return rest.starts_with(mark); };
    if (rest.front() == '"' || here(either))
      open = !open;
    else if (std::ranges::any_of(opening, here))
      open = true;
    else if (std::ranges::any_of(closing, here))
      open = false;
  }
  return open;
}

ByteSpan hullOf(const TermHit& hit) { return {hit.words.front().begin, hit.words.back().end}; }

/// The first mark that ends a clause, or the end.
std::size_t endOfClause(std::string_view text) {
  std::size_t first = std::min(text.find_first_of(".,;!)\n"), text.size());
  for (const std::string_view mark : {"。", "；", "，", "！", "\u17D4", "\u104A", "\u104B", "।"})
    first = std::min(first, text.find(mark));
  return first;
}

std::string words(std::uint32_t count) {
  return count == 1 ? "1 word" : std::to_string(count) + " words";
}

/// The line, or lines, of `within` that hold `span`; none where they go on for too long.
std::optional<ByteSpan> lineOf(std::string_view text, ByteSpan span, ByteSpan within) {
  ByteSpan line = span;
  while (line.begin > within.begin && text[line.begin - 1] != '\n') {
    if (span.begin - --line.begin > kFar) return std::nullopt;
  }
  while (line.end < within.end && text[line.end] != '\n') {
    if (++line.end - span.end > kFar) return std::nullopt;
  }
  return line;
}

bool isAsker(const Turn& turn) { return turn.question || turn.role == SpeakerRole::Interviewer; }

}  // namespace

CompiledCues CompiledCues::compile(const Lexicon& lexicon, TermProgram& program) {
  CompiledCues compiled;
  for (const Cue& cue : lexicon.cues)
    compiled.cues.push_back({cue.kind, cue.before, cue.after, program.addAny(lexicon, cue.terms)});
  compiled.diacriticsDistinguish = lexicon.diacriticsDistinguish;
  compiled.scopeEnds = program.addAny(lexicon, lexicon.scopeEnds);
  return compiled;
}

StatusJudge::StatusJudge(const CompiledCues& cues, TermHits& hits, const TokenStream& tokens,
                         const Text& text, const std::vector<Passage>& sentences)
    : cues_(cues), hits_(hits), tokens_(tokens), text_(text), sentences_(sentences) {}

StatusFinding StatusJudge::judge(const TermHit& match, bool heedNot) {
  if (auto found = boilerplate(match)) return *found;
  if (auto found = emptyOption(match)) return *found;
  if (auto found = answeredQuestion(match)) return *found;
  if (auto found = printedByForm(match)) return *found;
  if (auto found = reportedQuestion(match)) return *found;
  if (auto found = openQuestion(match)) return *found;
  if (auto found = otherPerson(match)) return *found;
  if (auto found = ofSomeoneElse(match)) return *found;
  if (auto found = feared(match)) return *found;
  if (heedNot)
    if (auto found = denied(match)) return *found;
  if (auto found = sameEpisode(match)) return *found;
  return {};
}

// The rules

std::optional<StatusFinding> StatusJudge::boilerplate(const TermHit& match) {
  return byCue(match, Cue::Kind::Boilerplate, MatchStatus::Boilerplate);
}

std::optional<StatusFinding> StatusJudge::otherPerson(const TermHit& match) {
  const auto reached = nearest(match, Cue::Kind::OtherPerson);
  if (!reached || isDoer(*reached->cue, match)) return std::nullopt;
  return findingOf(*reached, MatchStatus::OtherPerson);
}

std::uint32_t StatusJudge::inWords(std::uint32_t count, const TermHit& match) const {
  std::size_t at = hullOf(match).begin;
  return isSpaceless(nextCodepoint(text_.content, at)) ? spacelessPositions(count) : count;
}

/// "My aunt sold me again". In a note "her" may be either of the two.
bool StatusJudge::isDoer(const TermHit& person, const TermHit& match) {
  if (person.first >= match.first || !isOwnSpeech(match)) return false;
  return speakerComesIn({person.last + 1, std::min(match.last + 1, scopeOf(match).last)});
}

std::optional<StatusFinding> StatusJudge::ofSomeoneElse(const TermHit& match) {
  const auto tells = [&](Cue::Kind kind) {
    return std::ranges::any_of(cues_.cues, [&](const auto& cue) { return cue.kind == kind; });
  };
  if (!tells(Cue::Kind::Self) || !isOwnSpeech(match)) return std::nullopt;
  const Stretch scope = scopeOf(match);
  if (speakerComesIn(scope)) return std::nullopt;
  StatusFinding judgement;
  judgement.status = MatchStatus::OtherPerson;
  if (const TermHit* third = firstOf(Cue::Kind::Third, scope)) {
    judgement.why = "the speaker says \"" + quote(*third) + "\" and nothing of \"I\" or \"me\"";
    return judgement;
  }
  if (const TermHit* other = spokenOfBefore(match)) {
    judgement.why = "the speaker still tells of \"" + quote(*other) + "\"";
    return judgement;
  }
  return std::nullopt;
}

bool StatusJudge::storyGoesOn(ByteSpan other, const TermHit& match) {
  const auto isSelf = [](const auto& cue) { return cue.kind == Cue::Kind::Self; };
  if (sentences_.empty() || std::ranges::none_of(cues_.cues, isSelf)) return false;
  const ByteSpan span = hullOf(match);
  if (span.end <= other.end) return true;
  const std::size_t from = sentenceOf(other.end - 1);
  const std::size_t to = sentenceOf(span.end - 1);
  if (to - from > kCarriedSentences) return false;
  const std::string_view between =
      std::string_view(text_.content).substr(other.end, span.end - other.end);
  if (between.find("\n\n") != std::string_view::npos) return false;
  const auto stretch = positionsOf({other.end, sentences_[to].span.end});
  return !stretch || !speakerComesIn(*stretch);
}

/// The other person that one of the sentences right before tells of, unless the speaker comes in.
const TermHit* StatusJudge::spokenOfBefore(const TermHit& match) {
  std::size_t sentence = sentenceOf(hullOf(match).begin);
  const auto turn = sentences_.empty() ? 0 : sentences_[sentence].turn;
  for (std::size_t back = 0; back < kCarriedSentences && sentence > 0; ++back) {
    if (sentences_[--sentence].turn != turn) return nullptr;
    const auto stretch = positionsOf(sentences_[sentence].span);
    if (!stretch || speakerComesIn(*stretch)) return nullptr;
    if (const TermHit* other = firstOf(Cue::Kind::OtherPerson, *stretch)) return other;
  }
  return nullptr;
}

/// What a respondent says, and what a note quotes of somebody.
bool StatusJudge::isOwnSpeech(const TermHit& match) const {
  if (text_.turns.empty()) return false;
  const Turn& turn = text_.turns[turnOfMatch(match)];
  if (turn.role == SpeakerRole::Respondent) return true;
  if (turn.role == SpeakerRole::Interviewer) return false;
  const ByteSpan span = hullOf(match);
  const std::uint64_t begin = std::max(turn.body.begin, span.begin - std::min(span.begin, kFar));
  const std::string_view before = std::string_view(text_.content).substr(begin, span.end - begin);
  const std::string_view line = before.substr(before.rfind('\n', span.begin - begin) + 1);
  const std::size_t size = span.size();
  return line.size() > size && quotesAreOpenAt(line.substr(0, line.size() - size)) &&
         quotesAreOpenAt(line);
}

/// "I" or "me", but not the "my" of "my sister".
bool StatusJudge::speakerComesIn(const Stretch& stretch) {
  const auto ofOther = [&](const TermHit& self) {
    return std::ranges::any_of(cues_.cues, [&](const auto& compiled) {
      if (compiled.kind != Cue::Kind::OtherPerson) return false;
      const auto& all = hits_.of(compiled.node);
      const auto behind = std::partition_point(
          all.begin(), all.end(), [&](const TermHit& hit) { return hit.first <= self.last + 1; });
      return std::any_of(all.begin(), behind, [&](const TermHit& hit) {
        return hit.first >= stretch.first && hit.last <= stretch.last && hit.last + 1 >= self.first;
      });
    });
  };
  for (const CompiledCues::Compiled& compiled : cues_.cues) {
    if (compiled.kind != Cue::Kind::Self) continue;
    const auto& all = hits_.of(compiled.node);
    auto at = std::partition_point(all.begin(), all.end(),
                                   [&](const TermHit& hit) { return hit.first < stretch.first; });
    for (; at != all.end() && at->first <= stretch.last; ++at)
      if (at->last <= stretch.last && !isAnotherWord(*at) && !ofOther(*at)) return true;
  }
  return false;
}

/// In a language whose marks tell words apart: a cue found only by ignoring them.
bool StatusJudge::isAnotherWord(const TermHit& cue) const {
  return cues_.diacriticsDistinguish && cue.folded && carriesMarks(text_.content, hullOf(cue));
}

/// The first cue of this kind that stands wholly within the positions.
const TermHit* StatusJudge::firstOf(Cue::Kind kind, const Stretch& stretch) {
  const TermHit* first = nullptr;
  for (const CompiledCues::Compiled& compiled : cues_.cues) {
    if (compiled.kind != kind) continue;
    const auto& all = hits_.of(compiled.node);
    auto at = std::partition_point(all.begin(), all.end(),
                                   [&](const TermHit& hit) { return hit.first < stretch.first; });
    for (; at != all.end() && at->first <= stretch.last; ++at) {
      if (at->last > stretch.last || isAnotherWord(*at)) continue;
      if (first == nullptr || at->first < first->first) first = &*at;
      break;
    }
  }
  return first;
}

std::optional<StatusFinding> StatusJudge::feared(const TermHit& match) {
  return byCue(match, Cue::Kind::If, MatchStatus::Feared);
}

std::optional<StatusFinding> StatusJudge::denied(const TermHit& match) {
  return byCue(match, Cue::Kind::Not, MatchStatus::Denied);
}

std::optional<StatusFinding> StatusJudge::sameEpisode(const TermHit& match) {
  return byCue(match, Cue::Kind::Onward, MatchStatus::SameEpisode);
}

/// "I asked her whether she had been sold before. Never, she said."
std::optional<StatusFinding> StatusJudge::reportedQuestion(const TermHit& match) {
  auto asked = byCue(match, Cue::Kind::Asked, MatchStatus::Question);
  if (!asked || sentences_.empty()) return asked;
  const std::size_t sentence = sentenceOf(hullOf(match).end - 1);
  std::size_t last = sentence;
  if (last + 1 < sentences_.size() && sentences_[last + 1].turn == sentences_[sentence].turn)
    ++last;
  const auto stretch = positionsOf({hullOf(match).end, sentences_[last].span.end});
  if (!stretch) return asked;
  const YesOrNo said = firstYesOrNo(
      {stretch->first,
       std::min(stretch->last, stretch->first + inWords(kReportedAnswerWords, match))});
  if (said.cue == nullptr) return asked;
  asked->answered = said.answer;
  asked->cue = hullOf(*said.cue);
  asked->answer = hullOf(*said.cue);
  if (said.answer == StatusFinding::Answer::No) {
    asked->status = MatchStatus::Denied;
    asked->why += ", and the answer is \"" + quote(*said.cue) + "\"";
  } else {
    asked->status = MatchStatus::Asserted;
    asked->why.clear();
  }
  return asked;
}

std::optional<StatusFinding> StatusJudge::answeredQuestion(const TermHit& match) {
  auto answer = tickedWithinTurn(match);
  if (!answer) answer = tickedInNextTurns(match);
  if (!answer) answer = answerWithinTurn(match);
  if (!answer) answer = answerInNextTurn(match);
  if (!answer || answer->answered == StatusFinding::Answer::None) return answer;
  if (answer->answered == StatusFinding::Answer::No) {
    answer->status = MatchStatus::Denied;
    answer->why = "the question is answered \"" +
                  text_.content.substr(answer->cue->begin, answer->cue->size()) + "\"";
  } else if (auto other = otherPerson(match)) {
    answer->status = other->status;
    answer->why = other->why;
  }
  return answer;
}

/// "☐ Trafficked before ☒ Held by relatives": what nobody ticked nobody said.
std::optional<StatusFinding> StatusJudge::emptyOption(const TermHit& match) {
  if (text_.turns.empty()) return std::nullopt;
  const Turn& turn = text_.turns[turnOfMatch(match)];
  if (turn.role == SpeakerRole::Respondent) return std::nullopt;
  const std::optional<ByteSpan> line = lineOf(text_.content, hullOf(match), turn.body);
  if (!line) return std::nullopt;
  const std::vector<FormOption> options = optionsIn(text_.content, *line);
  // "Trafficked before ☐ Yes ☒ No": the words before the first of several boxes are the question.
  if (!beginsWithBox(text_.content, *line) && options.size() != 1) return std::nullopt;
  for (const FormOption& option : options) {
    if (option.ticked || !option.words.contains(hullOf(match))) continue;
    StatusFinding judgement;
    judgement.status = MatchStatus::Question;
    judgement.why = "its box is not ticked";
    return judgement;
  }
  return std::nullopt;
}

std::optional<StatusFinding> StatusJudge::printedByForm(const TermHit& match) const {
  const ByteSpan span = hullOf(match);
  const auto behind = std::ranges::upper_bound(text_.boilerplate, span.begin, {}, &ByteSpan::begin);
  const bool printed = behind != text_.boilerplate.begin() && std::prev(behind)->contains(span);
  if (!printed) return std::nullopt;
  StatusFinding judgement;
  judgement.status = MatchStatus::Boilerplate;
  judgement.why = "this sentence stands in several documents: part of a form";
  return judgement;
}

std::optional<StatusFinding> StatusJudge::openQuestion(const TermHit& match) {
  if (!asksQuestion(match)) return std::nullopt;
  StatusFinding judgement;
  judgement.status = MatchStatus::Question;
  const Turn* turn = text_.turns.empty() ? nullptr : &text_.turns[turnOfMatch(match)];
  if (turn != nullptr && turn->role == SpeakerRole::Interviewer)
    judgement.why = "the interviewer says it";
  else
    judgement.why = "it stands in a question";
  return judgement;
}

// Cues

std::optional<StatusFinding> StatusJudge::byCue(const TermHit& match, Cue::Kind kind,
                                                MatchStatus status) {
  const auto reached = nearest(match, kind);
  return reached ? std::optional(findingOf(*reached, status)) : std::nullopt;
}

StatusFinding StatusJudge::findingOf(const Reached& reached, MatchStatus status) const {
  StatusFinding judgement;
  judgement.status = status;
  judgement.why = "\"" + quote(*reached.cue) + "\" " + reached.where;
  judgement.byCue = status != MatchStatus::Question;
  return judgement;
}

std::optional<StatusJudge::Reached> StatusJudge::nearest(const TermHit& match, Cue::Kind kind) {
  const Stretch scope = scopeOf(match);
  std::optional<Reached> best;
  for (const CompiledCues::Compiled& compiled : cues_.cues) {
    if (compiled.kind != kind) continue;
    const auto& all = hits_.of(compiled.node);
    auto cue = std::partition_point(all.begin(), all.end(),
                                    [&](const TermHit& hit) { return hit.first < scope.first; });
    for (; cue != all.end() && cue->first <= scope.last; ++cue) {
      if (cue->last > scope.last || isAnotherWord(*cue)) continue;
      auto reached = reach(match, *cue, compiled);
      if (reached && (!best || reached->distance < best->distance)) best = std::move(reached);
    }
  }
  return best;
}

std::optional<StatusJudge::Reached> StatusJudge::reach(const TermHit& match, const TermHit& cue,
                                                       const CompiledCues::Compiled& compiled) {
  if (cue.last < match.first) {
    const std::uint32_t distance = match.first - cue.last;
    if (distance > compiled.before || scopeEndsBetween(cue.last + 1, match.first - 1) ||
        isNeutral(cue))
      return std::nullopt;
    return Reached{&cue, "stands " + words(distance) + " before", distance};
  }
  if (cue.first > match.last) {
    const std::uint32_t distance = cue.first - match.last;
    if (distance > compiled.after || scopeEndsBetween(match.last + 1, cue.first - 1) ||
        isNeutral(cue))
      return std::nullopt;
    return Reached{&cue, "stands " + words(distance) + " after", distance};
  }
  if (isNeutral(cue)) return std::nullopt;
  // "Never been" and "been sold" share a word.
  if (cue.first < match.first) return Reached{&cue, "stands right before", 0};
  if (overlapsWords(match, cue)) return std::nullopt;
  return Reached{&cue, "stands between its words", 0};
}

bool StatusJudge::overlapsWords(const TermHit& match, const TermHit& cue) const {
  return std::any_of(match.words.begin(), match.words.end(), [&](ByteSpan word) {
    return std::any_of(cue.words.begin(), cue.words.end(),
                       [&](ByteSpan other) { return word.overlaps(other); });
  });
}

bool StatusJudge::isNeutral(const TermHit& cue) {
  for (const CompiledCues::Compiled& compiled : cues_.cues) {
    if (compiled.kind != Cue::Kind::Neutral) continue;
    const auto& all = hits_.of(compiled.node);
    const auto behind = std::partition_point(
        all.begin(), all.end(), [&](const TermHit& hit) { return hit.first <= cue.first; });
    if (std::any_of(all.begin(), behind, [&](const TermHit& hit) { return hit.last >= cue.last; }))
      return true;
  }
  return false;
}

/// True when a scope end stands wholly within the positions.
bool StatusJudge::scopeEndsBetween(std::uint32_t first, std::uint32_t last) {
  const auto& ends = hits_.of(cues_.scopeEnds);
  auto end = std::partition_point(ends.begin(), ends.end(),
                                  [&](const TermHit& hit) { return hit.first < first; });
  for (; end != ends.end() && end->first <= last; ++end)
    if (end->last <= last) return true;
  return false;
}

// Sentences and turns

std::size_t StatusJudge::turnOfMatch(const TermHit& match) const {
  return turnOf(tokens_, match.first);
}

/// The last sentence that begins at `byte` or before; 0 where none does.
std::size_t StatusJudge::sentenceOf(std::uint64_t byte) const {
  const auto behind =
      std::partition_point(sentences_.begin(), sentences_.end(),
                           [&](const Passage& sentence) { return sentence.span.begin <= byte; });
  return behind == sentences_.begin() ? 0
                                      : static_cast<std::size_t>(behind - sentences_.begin()) - 1;
}

std::optional<StatusJudge::Stretch> StatusJudge::positionsOf(ByteSpan span) const {
  const auto first = positionFrom(tokens_, span.begin);
  const auto behind = std::partition_point(tokens_.spans.begin(), tokens_.spans.end(),
                                           [&](ByteSpan token) { return token.begin < span.end; });
  if (!first || behind == tokens_.spans.begin()) return std::nullopt;
  const std::uint32_t last =
      tokens_.positions[static_cast<std::size_t>(behind - tokens_.spans.begin()) - 1];
  if (last < *first) return std::nullopt;
  return Stretch{*first, last};
}

/// The sentence, or sentences, that the match stands in.
StatusJudge::Stretch StatusJudge::scopeOf(const TermHit& match) const {
  const ByteSpan span = hullOf(match);
  const Stretch alone{match.first, match.last};
  if (sentences_.empty()) return alone;
  const ByteSpan scope =
      hull(sentences_[sentenceOf(span.begin)].span, sentences_[sentenceOf(span.end - 1)].span);
  const auto stretch = positionsOf(scope);
  if (!stretch) return alone;
  return {std::min(stretch->first, match.first), std::max(stretch->last, match.last)};
}

bool StatusJudge::asksQuestion(const TermHit& match) const {
  if (text_.turns.empty()) return false;
  const Turn& turn = text_.turns[turnOfMatch(match)];
  if (isAsker(turn)) return true;
  if (turn.role == SpeakerRole::Respondent || sentences_.empty()) return false;
  const ByteSpan sentence = sentences_[sentenceOf(hullOf(match).end - 1)].span;
  const std::uint64_t from = hullOf(match).end;
  return sentence.end > from &&
         hasQuestionMark(
             std::string_view(text_.content).substr(from, std::min(sentence.end - from, kFar)));
}

// Answers

/// "Trafficked before? No." and "Previous trafficking: no", in one turn.
std::optional<StatusFinding> StatusJudge::answerWithinTurn(const TermHit& match) {
  if (text_.turns.empty()) return std::nullopt;
  const std::size_t turn = turnOfMatch(match);
  const std::uint64_t from = hullOf(match).end;
  const std::uint64_t to = std::min(text_.turns[turn].span.end, from + kFar);
  if (text_.turns[turn].role == SpeakerRole::Respondent || from >= to) return std::nullopt;
  const std::string_view rest = std::string_view(text_.content).substr(from, to - from);
  const auto question = firstQuestionMark(rest);
  const std::size_t mark = question ? question->begin : rest.size();
  const std::size_t colon = std::min({rest.find(':'), rest.find("："), rest.find("៖")});
  const bool isField = colon < mark;
  const std::size_t end = isField ? colon : mark;
  if (end >= rest.size()) return std::nullopt;
  const auto next = positionFrom(tokens_, from + end);
  if (!next || *next <= match.last || turnOf(tokens_, *next) != turn) return std::nullopt;
  const std::uint32_t between = *next - match.last - 1;
  if (isField && between > inWords(kWordsBeforeColon, match)) return std::nullopt;
  if (!isField && !sentences_.empty() && sentenceOf(from - 1) != sentenceOf(from + end))
    return std::nullopt;
  auto answer = answerAt({*next, isField ? *next : *next + 1}, turn);
  if (!answer || !isField) return answer;
  // "sold again: no one helped us there" is no field of a form: there the answer stands by itself.
  const std::string_view behind = std::string_view(text_.content).substr(answer->cue->end, kFar);
  const std::size_t stop = endOfClause(behind);
  const auto said = positionsOf({answer->cue->begin, answer->cue->end + stop});
  const bool alone = said && said->last - said->first < inWords(kFieldAnswerWords, match);
  return alone ? answer : std::nullopt;
}

std::optional<StatusFinding> StatusJudge::answerInNextTurn(const TermHit& match) {
  if (!asksQuestion(match)) return std::nullopt;
  const std::size_t turn = turnOfMatch(match);
  if (turn + 1 >= text_.turns.size() || isAsker(text_.turns[turn + 1])) return std::nullopt;
  // The answer is to the last thing asked: one more sentence may follow the match, not two.
  const std::size_t sentence = sentenceOf(hullOf(match).end - 1);
  if (sentence + 2 < sentences_.size() && sentences_[sentence + 2].turn == turn)
    return std::nullopt;
  const auto body = positionsOf(text_.turns[turn + 1].body);
  if (!body) return std::nullopt;
  return answerAt({body->first, std::min(body->last, body->first + kAnswerBegins - 1)}, turn + 1);
}

/// "Trafficked before? ☒ Yes ☐ No" in one turn, the boxes also on the lines below.
std::optional<StatusFinding> StatusJudge::tickedWithinTurn(const TermHit& match) {
  if (text_.turns.empty()) return std::nullopt;
  const Turn& turn = text_.turns[turnOfMatch(match)];
  const ByteSpan body = turn.body;
  if (turn.role == SpeakerRole::Respondent) return std::nullopt;
  const ByteSpan rest{hullOf(match).end, body.end};
  if (rest.begin >= rest.end) return std::nullopt;
  const std::string_view content = std::string_view(text_.content).substr(0, rest.end);
  const std::uint64_t farthestWord = match.last + kMostQuestionWords + kMostOptionWords + 1;
  const auto far = std::ranges::upper_bound(tokens_.positions, farthestWord);
  const std::uint64_t end =
      far == tokens_.positions.end()
          ? rest.end
          : std::min(
                rest.end,
                tokens_.spans[static_cast<std::size_t>(far - tokens_.positions.begin())].begin);
  const auto box = firstBox(content, {rest.begin, std::max(rest.begin, end)});
  if (!box) return std::nullopt;
  const std::string_view between = content.substr(rest.begin, *box - rest.begin);
  // Behind the question's mark or colon an option's words may come before its box.
  const auto sign = endOfSign(between);
  const std::uint64_t begin = sign ? rest.begin + *sign : *box;
  const auto first = positionFrom(tokens_, begin);
  const std::uint32_t farthest = sign ? kMostQuestionWords : kWordsBeforeColon;
  if (!first || *first - match.last > farthest + 1) return std::nullopt;
  if (sign && !sentences_.empty() && sentenceOf(rest.begin - 1) != sentenceOf(begin - 1))
    return std::nullopt;
  const auto line = lineOf(content, {*box, *box}, body);
  if (!line) return std::nullopt;
  ByteSpan stretch{begin, line->end};
  while (stretch.end < body.end) {
    const auto next = lineOf(content, {stretch.end + 1, stretch.end + 1}, body);
    if (!next || (next->begin < next->end && !beginsWithBox(content, *next))) break;
    stretch.end = next->end;
  }
  const std::vector<FormOption> options = optionsIn(content, stretch);
  // Without mark or colon only a yes or no in the row tells it from other boxes.
  const auto saysYesOrNo = [&](const FormOption& option) { return yesOrNoOf(option).cue; };
  if (!sign && std::ranges::none_of(options, saysYesOrNo)) return std::nullopt;
  return ticked(options);
}

/// The question is a turn, its options are the next ones.
std::optional<StatusFinding> StatusJudge::tickedInNextTurns(const TermHit& match) {
  if (!asksQuestion(match)) return std::nullopt;
  std::vector<FormOption> options;
  const std::size_t turn = turnOfMatch(match);
  for (std::size_t next = turn + 1; next < text_.turns.size() && next <= turn + kMostOptionTurns;
       ++next) {
    const ByteSpan body = text_.turns[next].body;
    // "( )" in what a person says is a word that nobody understood.
    if (text_.turns[next].role == SpeakerRole::Respondent || body.size() > kFar) break;
    const std::string_view content =
        std::string_view(text_.content).substr(body.begin, body.size());
    if (hasQuestionMark(content)) break;
    // Only the first may begin with the words of its first box.
    if (next > turn + 1 && !beginsWithBox(text_.content, body)) break;
    const std::vector<FormOption> here = optionsIn(text_.content, body);
    if (here.empty()) break;
    options.insert(options.end(), here.begin(), here.end());
  }
  return ticked(options);
}

/// What the ticked options say: one of them yes or no, or nothing.
std::optional<StatusFinding> StatusJudge::ticked(const std::vector<FormOption>& options) {
  if (options.empty()) return std::nullopt;
  StatusFinding judgement;
  judgement.status = MatchStatus::Question;
  judgement.why = "no box is ticked that says yes or no";
  for (const FormOption& option : options) {
    const YesOrNo said = option.ticked ? yesOrNoOf(option) : YesOrNo{};
    if (said.cue == nullptr) continue;
    if (judgement.answered != StatusFinding::Answer::None && judgement.answered != said.answer) {
      judgement = {};
      judgement.status = MatchStatus::Question;
      judgement.why = "both yes and no are ticked";
      return judgement;
    }
    judgement.answered = said.answer;
    judgement.cue = hullOf(*said.cue);
    judgement.answer = option.words;
  }
  if (judgement.answered == StatusFinding::Answer::None) return judgement;
  judgement.status = MatchStatus::Asserted;
  judgement.why.clear();
  return judgement;
}

/// What the first words of an option say.
StatusJudge::YesOrNo StatusJudge::yesOrNoOf(const FormOption& option) {
  const auto stretch = positionsOf(option.words);
  if (!stretch) return {};
  // "sí [ ] no" is not the "si no" of a sentence.
  return firstYesOrNo({stretch->first, std::min(stretch->last, stretch->first + kAnswerBegins - 1)},
                      false);
}

/// The first yes or no that begins within the positions; of two at one place the longer.
StatusJudge::YesOrNo StatusJudge::firstYesOrNo(const Stretch& begin, bool heedNeutral) {
  YesOrNo best;
  for (const CompiledCues::Compiled& compiled : cues_.cues) {
    if (compiled.kind != Cue::Kind::Affirm && compiled.kind != Cue::Kind::Deny) continue;
    const auto& all = hits_.of(compiled.node);
    const auto from = std::partition_point(
        all.begin(), all.end(), [&](const TermHit& hit) { return hit.first < begin.first; });
    for (auto at = from; at != all.end() && at->first <= begin.last; ++at) {
      const TermHit& hit = *at;
      if (isAnotherWord(hit) || (heedNeutral && isNeutral(hit))) continue;
      const bool better = best.cue == nullptr || hit.first < best.cue->first ||
                          (hit.first == best.cue->first && hit.last > best.cue->last);
      if (!better) continue;
      best.cue = &hit;
      best.answer = compiled.kind == Cue::Kind::Affirm ? StatusFinding::Answer::Yes
                                                       : StatusFinding::Answer::No;
    }
  }
  return best;
}

/// "In Prizren, in 2002": an answer whose first sentence tells where or when says yes.
StatusJudge::YesOrNo StatusJudge::detailIn(const Stretch& begin, std::size_t turn) {
  Stretch stretch{begin.first, begin.first + kDetailWords};
  const auto token = std::ranges::lower_bound(tokens_.positions, begin.first);
  if (token == tokens_.positions.end() || sentences_.empty()) return {};
  const auto at = static_cast<std::size_t>(token - tokens_.positions.begin());
  const Passage& sentence = sentences_[sentenceOf(tokens_.spans[at].begin)];
  if (sentence.turn != turn ||
      hasQuestionMark(std::string_view(text_.content)
                          .substr(sentence.span.begin, sentence.span.size())
                          .substr(0, kFar)))
    return {};
  if (const auto whole = positionsOf(sentence.span))
    stretch.last = std::min(stretch.last, whole->last);
  return {firstOf(Cue::Kind::Detail, stretch), StatusFinding::Answer::Yes};
}

std::optional<StatusFinding> StatusJudge::answerAt(const Stretch& begin, std::size_t turn) {
  YesOrNo best = firstYesOrNo(begin);
  if (best.cue == nullptr) best = detailIn(begin, turn);
  if (best.cue == nullptr) return std::nullopt;
  StatusFinding judgement;
  judgement.answered = best.answer;
  judgement.cue = hullOf(*best.cue);
  judgement.answer = answerSpan(*best.cue, turn);
  return judgement;
}

/// From the yes or no to the end of its sentence, or of the next one where that sentence is short.
ByteSpan StatusJudge::answerSpan(const TermHit& cue, std::size_t turn) const {
  const ByteSpan cueSpan = hullOf(cue);
  std::uint64_t end = cueSpan.end;
  const std::size_t sentence = sentenceOf(cueSpan.begin);
  for (std::size_t i = sentence; i < sentences_.size() && i < sentence + 2; ++i) {
    if (sentences_[i].turn != turn) break;
    const auto stretch = positionsOf({cueSpan.begin, sentences_[i].span.end});
    if (!stretch) break;
    end = std::max(end, spansOf(tokens_, stretch->last, stretch->last).back().end);
    if (stretch->last - stretch->first + 1 > kShortAnswer) break;
  }
  return {cueSpan.begin, end};
}

std::string StatusJudge::quote(const TermHit& hit) const {
  const ByteSpan span = hullOf(hit);
  std::string quote = text_.content.substr(span.begin, span.size());
  std::replace(quote.begin(), quote.end(), '\n', ' ');
  return quote;
}

}  // namespace retold
