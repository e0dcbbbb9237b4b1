#include <catch2/catch.hpp>
#include <set>

#include "gui/views/speaker_colours.h"

using namespace retold;

namespace {

Text conversation(int speakers) {
  Text text;
  for (int i = 0; i < speakers; ++i) {
    Turn question;
    question.speaker = "INT";
    question.role = SpeakerRole::Interviewer;
    Turn answer;
    answer.speaker = "R" + std::to_string(i);
    text.turns.push_back(question);
    text.turns.push_back(answer);
  }
  return text;
}

}  // namespace

TEST_CASE("each of eight speakers has a colour of their own, interviewers share one") {
  const Theme theme = themeOf(QPalette());
  const Text text = conversation(8);
  const SpeakerColours colours(text);
  std::set<QRgb> seen;
  for (const Turn& turn : text.turns) {
    const QColor colour = colours.of(turn, theme);
    if (turn.role == SpeakerRole::Interviewer) CHECK(colour == theme.interviewer);
    seen.insert(colour.rgb());
  }
  CHECK(seen.size() == 9);
}

TEST_CASE("a speaker's colour does not depend on what else is said, and a ninth speaker has one") {
  const Theme theme = themeOf(QPalette());
  const Text text = conversation(9);
  const SpeakerColours colours(text);
  CHECK(colours.of(text.turns[17], theme) == colours.of(text.turns[1], theme));
  const SpeakerColours fewer(conversation(2));
  CHECK(fewer.of(text.turns[3], theme) == colours.of(text.turns[3], theme));
}

TEST_CASE("speakers can be read on light and on dark ground") {
  for (const QPalette& palette : {QPalette(QColor("#f0f0f0"), QColor("#f0f0f0")), darkPalette()}) {
    QPalette own = palette;
    if (own.color(QPalette::Base).lightness() >= 128) {
      own.setColor(QPalette::Base, Qt::white);
    }
    const Theme theme = themeOf(own);
    const Text text = conversation(8);
    const SpeakerColours colours(text);
    for (const Turn& turn : text.turns) {
      CHECK(contrast(colours.of(turn, theme), theme.ground) >= 4.5);
    }
  }
}
