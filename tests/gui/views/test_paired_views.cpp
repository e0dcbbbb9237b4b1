#include <QScrollBar>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/views/paired_views.h"

using namespace retold;

namespace {

/// `turns` turns of `lines` lines each.
std::shared_ptr<const OpenDocument> ofTurns(int turns, int lines) {
  Document document;
  document.id = DocumentId::create();
  Text text;
  text.id = document.text = TextId::create();
  for (int i = 0; i < turns; ++i) {
    if (i > 0) text.content += '\n';
    Turn turn;
    turn.span.begin = text.content.size();
    for (int line = 0; line < lines; ++line) {
      if (line > 0) text.content += '\n';
      text.content += "turn " + std::to_string(i);
    }
    turn.span.end = text.content.size();
    turn.body = turn.span;
    text.turns.push_back(turn);
  }
  return std::make_shared<const OpenDocument>(document, text, std::nullopt, Candidate{});
}

/// Two texts of 100 turns: the second's are twice as long.
struct Pair {
  TranscriptView open;
  TranscriptView other;
  PairedViews together{open, other};

  Pair() {
    for (TranscriptView* view : {&open, &other}) {
      view->resize(400, 300);
      view->show();
    }
    open.showDocument(ofTurns(100, 2));
    other.showDocument(ofTurns(100, 4));
    (void)open.grab();
    (void)other.grab();
    std::vector<AlignedTurns> turns;
    for (std::size_t i = 0; i < 100; ++i) turns.push_back({i, i + 1, i, i + 1});
    together.pair(turns, Side::Translation);
  }

  static std::size_t topTurn(const TranscriptView& view) {
    return view.turnAt(view.topByte()).value();
  }
};

}  // namespace

TEST_CASE("a translation scrolls with its original, to the turn that says the same") {
  Pair pair;
  pair.open.verticalScrollBar()->setValue(80);  // the cursor's turn is out of sight
  CHECK(Pair::topTurn(pair.open) == 40);
  CHECK(Pair::topTurn(pair.other) == 40);
  pair.other.verticalScrollBar()->setValue(240);
  CHECK(Pair::topTurn(pair.open) == 60);
}

TEST_CASE("at the end of one text the other one is at its end, too") {
  Pair pair;
  pair.open.verticalScrollBar()->setValue(pair.open.verticalScrollBar()->maximum());
  CHECK(pair.other.verticalScrollBar()->value() == pair.other.verticalScrollBar()->maximum());
  pair.open.verticalScrollBar()->setValue(0);
  CHECK(pair.other.verticalScrollBar()->value() == 0);
}

TEST_CASE("the turn at the cursor stands at the same height on both sides") {
  Pair pair;
  const Turn& turn = pair.open.shownDocument()->text().turns[50];
  pair.open.reveal(turn.span);
  const Turn& same = pair.other.shownDocument()->text().turns[50];
  REQUIRE(pair.open.linesBelowTop(turn.span.begin));
  CHECK(pair.other.linesBelowTop(same.span.begin) == pair.open.linesBelowTop(turn.span.begin));
}

TEST_CASE("parted views scroll alone") {
  Pair pair;
  pair.together.part();
  pair.open.verticalScrollBar()->setValue(80);
  CHECK(pair.other.verticalScrollBar()->value() == 0);
}
