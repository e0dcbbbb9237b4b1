#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/tokenizer.h"
#include "model/document.h"
#include "model/match.h"
#include "queries/lexicon/lexicon.h"
#include "queries/screen/options.h"
#include "queries/screen/term_program.h"

namespace retold {

/// A lexicon's cues as nodes of a program, in the order of the lexicon.
struct CompiledCues {
  struct Compiled {
    Cue::Kind kind;
    std::uint32_t before;
    std::uint32_t after;
    TermProgram::Node node;
  };
  std::vector<Compiled> cues;
  bool diacriticsDistinguish = false;
  TermProgram::Node scopeEnds = TermProgram::kNothing;

  static CompiledCues compile(const Lexicon& lexicon, TermProgram& program);
};

/// What the words around a match say of it.
struct StatusFinding {
  MatchStatus status = MatchStatus::Asserted;
  std::string why;  ///< empty when asserted
  /// A question that holds the match was answered: yes or no. The match's span then reaches over
  /// `answer`.
  enum class Answer { None, Yes, No };
  Answer answered = Answer::None;
  bool byCue = false;           ///< a cue that reaches the match decided
  ByteSpan answer;              ///< the answer's first words, whole sentences of one turn
  std::optional<ByteSpan> cue;  ///< the word of the answer that says yes or no
};

/// Judges matches of one text. Keeps references to all arguments of the constructor.
///
/// The rules, in the order in which they decide; each is a function in status.cpp:
///   boilerplate    a boilerplate cue reaches the match
///   option         the match stands in an option of a form whose box is not ticked; what a
///                  respondent says is no form
///   answered       the match is part of a question, and the answer begins with yes or no, or
///                  tells where or when; where the answer is a row of boxes, only ticked ones
///                  count, and none or both ticked leave it open
///   reported       an asked cue reaches the match: a note tells of a question; the first yes or no
///                  behind it, in its sentence or the next, answers it
///   form           the match stands within Text::boilerplate: a form prints it
///   question       it is part of a question of the interviewer or of a form that was not answered
///   other person   an other-person cue reaches the match, and that person is not who did it to
///                  the speaker ("my aunt sold me")
///   someone else   a respondent, or somebody whom a note quotes, says it in a sentence that speaks
///                  of "she" or "he", or goes on about another person, and not of the speaker;
///                  elsewhere in case notes and forms the third person is the client
///   feared         an if cue reaches the match
///   denied         a not cue reaches the match
///   same episode   an onward cue reaches the match
/// A cue reaches a match when both stand in one sentence, at most `before` (`after`) words apart,
/// no scope end stands between them, and no neutral cue holds the cue.
class StatusJudge {
 public:
  StatusJudge(const CompiledCues& cues, TermHits& hits, const TokenStream& tokens, const Text& text,
              const std::vector<Passage>& sentences);

  /// `heedNot` false: no not cue reaches it.
  StatusFinding judge(const TermHit& match, bool heedNot = true);
  /// True when a match that stands behind `other`, which tells of another person, still tells of
  /// that person: in the same paragraph, at most two sentences on, and without "I" or "the client"
  /// (a self cue) between. Never in a language without self cues.
  bool storyGoesOn(ByteSpan other, const TermHit& match);

 private:
  /// A stretch of positions, both ends inclusive.
  struct Stretch {
    std::uint32_t first;
    std::uint32_t last;
  };
  struct Reached {
    const TermHit* cue;
    std::string where;  ///< "stands 2 words before"
    std::uint32_t distance;
  };

  std::optional<StatusFinding> boilerplate(const TermHit& match);
  std::optional<StatusFinding> emptyOption(const TermHit& match);
  std::optional<StatusFinding> answeredQuestion(const TermHit& match);
  std::optional<StatusFinding> printedByForm(const TermHit& match) const;
  std::optional<StatusFinding> openQuestion(const TermHit& match);
  std::optional<StatusFinding> otherPerson(const TermHit& match);
  std::optional<StatusFinding> ofSomeoneElse(const TermHit& match);
  const TermHit* spokenOfBefore(const TermHit& match);
  bool isOwnSpeech(const TermHit& match) const;
  std::optional<StatusFinding> feared(const TermHit& match);
  std::optional<StatusFinding> denied(const TermHit& match);
  std::optional<StatusFinding> sameEpisode(const TermHit& match);
  std::optional<StatusFinding> reportedQuestion(const TermHit& match);

  std::optional<StatusFinding> byCue(const TermHit& match, Cue::Kind kind, MatchStatus status);
  std::optional<Reached> nearest(const TermHit& match, Cue::Kind kind);
  StatusFinding findingOf(const Reached& reached, MatchStatus status) const;
  std::optional<Reached> reach(const TermHit& match, const TermHit& cue,
                               const CompiledCues::Compiled& compiled);
  bool overlapsWords(const TermHit& match, const TermHit& cue) const;
  bool isNeutral(const TermHit& cue);
  bool scopeEndsBetween(std::uint32_t first, std::uint32_t last);

  std::size_t turnOfMatch(const TermHit& match) const;
  std::size_t sentenceOf(std::uint64_t byte) const;
  std::optional<Stretch> positionsOf(ByteSpan span) const;
  Stretch scopeOf(const TermHit& match) const;
  bool asksQuestion(const TermHit& match) const;
  std::optional<StatusFinding> answerWithinTurn(const TermHit& match);
  std::optional<StatusFinding> answerInNextTurn(const TermHit& match);
  std::optional<StatusFinding> tickedWithinTurn(const TermHit& match);
  std::optional<StatusFinding> tickedInNextTurns(const TermHit& match);
  std::optional<StatusFinding> ticked(const std::vector<FormOption>& options);
  struct YesOrNo {
    const TermHit* cue = nullptr;  ///< none where nothing says yes or no
    StatusFinding::Answer answer = StatusFinding::Answer::None;
  };
  YesOrNo firstYesOrNo(const Stretch& begin, bool heedNeutral = true);
  YesOrNo yesOrNoOf(const FormOption& option);
  YesOrNo detailIn(const Stretch& begin, std::size_t turn);
  const TermHit* firstOf(Cue::Kind kind, const Stretch& stretch);
  bool isAnotherWord(const TermHit& cue) const;
  bool speakerComesIn(const Stretch& stretch);
  std::uint32_t inWords(std::uint32_t count, const TermHit& match) const;
  bool isDoer(const TermHit& person, const TermHit& match);
  std::optional<StatusFinding> answerAt(const Stretch& begin, std::size_t turn);
  ByteSpan answerSpan(const TermHit& cue, std::size_t turn) const;
  std::string quote(const TermHit& hit) const;

  const CompiledCues& cues_;
  TermHits& hits_;
  const TokenStream& tokens_;
  const Text& text_;
  const std::vector<Passage>& sentences_;
};

}  // namespace retold
