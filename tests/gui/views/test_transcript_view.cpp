#include "gui/views/transcript_view.h"

#include <QApplication>
#include <QClipboard>
#include <QDropEvent>
#include <QMimeData>
#include <QScrollBar>
#include <QTest>
#include <QTextBlock>
#include <QTextLayout>
#include <catch2/catch.hpp>

#include "gui/strings.h"
#include "gui/views/dragged.h"
#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"

using namespace retold;

namespace {

std::shared_ptr<const OpenDocument> holding(const std::string& content) {
  Document document;
  document.id = DocumentId::create();
  Text text;
  text.id = document.text = TextId::create();
  text.document = document.id;
  text.content = content;
  text.turns = findTurns(content);
  return std::make_shared<const OpenDocument>(document, text, std::nullopt, Candidate{});
}

/// A view on a text, shown and with the keyboard.
struct Shown {
  explicit Shown(const std::string& content) : document(holding(content)) {
    view.resize(700, 400);
    view.showDocument(document);
    view.show();
    view.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&view));
    view.setFocus();
  }

  ByteSpan place(const std::string& words) const {
    const std::size_t begin = document->text().content.find(words);
    REQUIRE(begin != std::string::npos);
    return {begin, begin + words.size()};
  }
  QPoint pointAt(std::uint64_t byte) {
    QTextCursor cursor(view.document());
    cursor.setPosition(static_cast<int>(document->offsets().toUtf16({byte, byte}).begin));
    return view.cursorRect(cursor).center();
  }
  void drag(ByteSpan span) {
    const QPoint from = pointAt(span.begin);
    const QPoint to = pointAt(span.end);
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view.viewport(), (from + to) / 2);
    QTest::mouseMove(view.viewport(), to);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
  }
  std::string selected() const {
    const auto passage = view.selectedPassage();
    return passage ? std::string(document->quote(*passage)) : "";
  }

  std::shared_ptr<const OpenDocument> document;
  TranscriptView view;
};

CodedPassage coded(ByteSpan span, const QString& label) {
  CodedPassage passage;
  passage.span = span;
  passage.colour = Qt::red;
  passage.label = label;
  passage.id = CodingId::create();
  return passage;
}

constexpr const char* kTalk =
    "INT: Why did you leave?\n\nR07: They sold me. I ran away. He came.\n";

}  // namespace

TEST_CASE("what is dragged over is what is selected, byte for byte, in every script") {
  struct Row {
    const char* content;
    const char* words;
  };
  const Row row =
      GENERATE(Row{"She wept. \U0001F622 and \U0001F469\u200D\U0001F467 left.", "\U0001F622 and"},
               Row{"au cafe\u0301 noir", "cafe\u0301"}, Row{"我们被再次贩卖到城里。", "再次贩卖"},
               Row{"เธอกลับบ้านแล้วแต่ไม่มีงานทำ", "กลับบ้าน"}, Row{"वह फिर से बेच दी गई थी।", "बेच दी"},
               Row{"ثم جاء الرجل نفسه وأخذها.", "الرجل نفسه"},
               Row{"He said \"أخذوني مرة ثانية\" and wept", "and wept"},
               Row{"\U0001E900\U0001E901 \U0001E902\U0001E903 end", "\U0001E902\U0001E903 end"});
  Shown shown(row.content);
  shown.drag(shown.place(row.words));
  CHECK(shown.selected() == row.words);
}

TEST_CASE("Shift and the arrows select whole letters in every script") {
  const std::string content = GENERATE(as<std::string>(), "\U0001F469\u200D\U0001F467x", "e\u0301a",
                                       "再次", "บ้าน", "बेच दी", "\U0001E900\U0001E901");
  Shown shown(content);
  QTextCursor begin(shown.view.document());
  shown.view.setTextCursor(begin);
  std::uint64_t last = 0;
  while (last < content.size()) {
    const bool fromRight = begin.block().text().isRightToLeft();
    QTest::keyClick(&shown.view, fromRight ? Qt::Key_Left : Qt::Key_Right, Qt::ShiftModifier);
    const auto passage = shown.view.selectedPassage();
    REQUIRE(passage);
    REQUIRE(passage->begin == 0);
    REQUIRE(passage->end > last);
    CHECK(snapToGraphemes(content, *passage).begin == passage->begin);
    last = passage->end;
  }
}

TEST_CASE("a double click takes the word, a third one the turn") {
  Shown shown(kTalk);
  const int before = QApplication::doubleClickInterval();
  QApplication::setDoubleClickInterval(60000);
  const QPoint at = shown.pointAt(shown.place("ran").begin + 1);
  QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, at);
  CHECK(shown.selected() == "ran");
  QTest::mousePress(shown.view.viewport(), Qt::LeftButton, {}, at);
  QTest::mouseRelease(shown.view.viewport(), Qt::LeftButton, {}, at);
  CHECK(shown.selected() == "They sold me. I ran away. He came.");
  QApplication::setDoubleClickInterval(before);
}

TEST_CASE("a selection made with the mouse is widened as one wishes") {
  Shown shown(kTalk);
  shown.view.setSnap(TextUnit::Word);
  shown.drag(shown.place("old m"));
  CHECK(shown.selected() == "sold me");
  shown.view.setSnap(TextUnit::Sentence);
  shown.view.clearSelection();
  shown.drag(shown.place("ra"));
  CHECK(shown.selected() == "I ran away.");
}

TEST_CASE("what is copied or dragged out are the words of the text, not of the widget") {
  const std::string content = "au cafe\u0301\u00A0noir\u2029ici";
  Shown shown(content);
  shown.view.selectAll();
  QTest::keyClick(&shown.view, Qt::Key_C, Qt::ControlModifier);
  CHECK(toUtf8(QApplication::clipboard()->text()) == content);
  const QMimeData* taken = QApplication::clipboard()->mimeData();
  const auto passage = passageIn(*taken);
  REQUIRE(passage);
  CHECK(passage->text == shown.document->text().id);
  CHECK(passage->span == ByteSpan{0, content.size()});
}

TEST_CASE("a code that is dropped tags the sentence there, or the selection where it falls on it") {
  Shown shown(kTalk);
  std::vector<std::string> dropped;
  QObject::connect(
      &shown.view, &TranscriptView::codeDropped, &shown.view,
      [&](const CodeId&, ByteSpan span) { dropped.emplace_back(shown.document->quote(span)); });
  QMimeData code;
  putCode(code, CodeId::create());
  const auto drop = [&](const QPoint& at, const QMimeData& data) {
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(shown.view.viewport(), &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(shown.view.viewport(), &move);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(shown.view.viewport(), &event);
  };
  const QPoint at = shown.pointAt(shown.place("ran").begin + 1);
  drop(at, code);
  shown.view.select(shown.place("me. I ran"));
  drop(at, code);
  CHECK(dropped == std::vector<std::string>{"I ran away.", "me. I ran"});
  QMimeData words;
  words.setText(QStringLiteral("words of another program"));
  drop(at, words);
  CHECK(dropped.size() == 2);
  CHECK(shown.view.toPlainText() == QString::fromUtf8(kTalk));
}

TEST_CASE("letters begin a code as long as a passage is selected, and are keys again after Esc") {
  Shown shown(kTalk);
  QStringList letters;
  QList<int> digits;
  QObject::connect(&shown.view, &TranscriptView::letterTyped, &shown.view,
                   [&](const QString& letter) { letters << letter; });
  QObject::connect(&shown.view, &TranscriptView::digitTyped, &shown.view,
                   [&](int digit) { digits << digit; });
  const auto press = [&](char16_t digit) {
    QTest::sendKeyEvent(QTest::Click, &shown.view, static_cast<Qt::Key>(digit),
                        QString(QChar(digit)), Qt::NoModifier);
  };
  constexpr char16_t kArabicThree = 0x0663;
  press(kArabicThree);
  QTest::keyClicks(&shown.view, "p");
  CHECK(letters.isEmpty());
  CHECK(digits.isEmpty());
  shown.view.select(shown.place("sold"));
  QTest::keyClicks(&shown.view, "p30");  // ASCII's digits are keys of the window
  press(kArabicThree);
  CHECK(letters == QStringList{"p"});
  CHECK(digits == QList<int>{3});
  QTest::keyClicks(&shown.view, "q");
  CHECK(letters == QStringList{"p", "q"});
  QTest::keyClick(&shown.view, Qt::Key_Escape);
  QTest::keyClicks(&shown.view, "p");
  press(kArabicThree);
  CHECK(letters == QStringList{"p", "q"});
  CHECK(digits == QList<int>{3});
}

TEST_CASE("a stripe keeps its place while one scrolls, and what has no room is counted") {
  std::string content;
  for (int i = 0; i < 200; ++i) content += "R07: They sold me again, and I ran away from there.\n";
  Shown shown(content);
  std::vector<CodedPassage> passages;
  for (std::uint64_t i = 0; i < 11; ++i) {
    passages.push_back(coded({1000 + i, 9000}, QStringLiteral("code %1").arg(i)));
  }
  shown.view.setCodedPassages(passages);
  const Margin& margin = shown.view.margin();
  CHECK(margin.lanes().count == 11);
  shown.view.scrollTo(1000);
  std::vector<qreal> before;
  for (std::size_t i = 0; i < 8; ++i) {
    REQUIRE(margin.stripeOf(i));
    before.push_back(margin.stripeOf(i)->x());
  }
  CHECK_FALSE(margin.stripeOf(8));
  shown.view.scrollTo(5000);
  for (std::size_t i = 0; i < 8; ++i) CHECK(margin.stripeOf(i)->x() == before[i]);
  const QPointF middle = margin.stripeOf(3)->center();
  CHECK(margin.tipAt(middle.toPoint()) == QStringLiteral("code 3"));
  QString counted;
  for (int x = 0; x < margin.width() && counted.isEmpty(); ++x) {
    const QString tip = margin.tipAt({x, 4});
    if (tip.startsWith(QStringLiteral("code 8"))) counted = tip;
  }
  CHECK(counted == QStringLiteral("code 8\ncode 9\ncode 10"));
}

TEST_CASE("a click on a stripe chooses its coding") {
  Shown shown(kTalk);
  const CodedPassage passage = coded(shown.place("sold me"), QStringLiteral("Sold"));
  shown.view.setCodedPassages({passage});
  std::optional<CodingId> chosen;
  QObject::connect(&shown.view.margin(), &Margin::passageChosen, &shown.view,
                   [&](const CodingId& id) { chosen = id; });
  Margin& margin = shown.view.margin();
  QTest::mouseClick(&margin, Qt::LeftButton, {}, margin.stripeOf(0)->center().toPoint());
  CHECK(chosen == passage.id);
}

TEST_CASE("a star, a note and a flag stand beside the line and say what they mean") {
  Shown shown(kTalk);
  CodedPassage passage = coded(shown.place("sold me"), QStringLiteral("Sold · important"));
  passage.important = passage.noted = true;
  const int plain = shown.view.margin().wantedWidth();
  shown.view.setCodedPassages({passage});
  shown.view.setFlaggedPassages({{shown.place("He came"), QStringLiteral("Concern of Ana"), true}});
  Margin& margin = shown.view.margin();
  CHECK(margin.wantedWidth() > plain);
  QStringList tips;
  const int y = static_cast<int>(margin.stripeOf(0)->center().y());
  for (int x = 0; x < margin.width(); ++x) {
    const QString tip = margin.tipAt({x, y});
    if (!tip.isEmpty() && !tips.contains(tip)) tips << tip;
  }
  CHECK(tips.contains(QStringLiteral("Sold · important")));
  CHECK(tips.contains(QStringLiteral("Concern of Ana")));
}

TEST_CASE("the margin stands at the side where the window is read from") {
  Shown shown(kTalk);
  CHECK(shown.view.margin().x() < shown.view.viewport()->x());
  shown.view.setLayoutDirection(Qt::RightToLeft);
  QTest::qWait(0);
  CHECK(shown.view.margin().x() > shown.view.viewport()->x());
  CHECK_FALSE(shown.view.margin().geometry().intersects(shown.view.viewport()->geometry()));
}

TEST_CASE("of a long text only the paragraphs that are seen are laid out and marked") {
  std::string content;
  while (content.size() < 2'000'000)
    content += "R07: They sold me again, and I ran away.\nINT: And?\n";
  Shown shown(content);
  std::vector<ByteSpan> found;
  for (std::size_t at = content.find("sold"); at != content.npos;
       at = content.find("sold", at + 1)) {
    found.push_back({at, at + 4});
  }
  shown.view.setFound(found);
  (void)shown.view.grab();
  const auto laidOut = [&] {
    int count = 0;
    for (QTextBlock block = shown.view.document()->begin(); block.isValid(); block = block.next()) {
      if (!block.layout()->formats().isEmpty()) ++count;
    }
    return count;
  };
  CHECK(laidOut() > 0);
  CHECK(laidOut() < 2000);
  CHECK(shown.view.extraSelections().size() < 1000);
  shown.view.scrollTo(content.size() / 2);
  (void)shown.view.grab();
  const ByteSpan seen = shown.view.seenBytes();
  CHECK(seen.begin > content.size() / 3);
  int marked = 0;
  for (const auto& each : shown.view.extraSelections()) {
    const Utf16Span units{static_cast<std::uint64_t>(each.cursor.selectionStart()),
                          static_cast<std::uint64_t>(each.cursor.selectionEnd())};
    if (shown.document->offsets().toBytes(units).overlaps(seen)) ++marked;
  }
  CHECK(marked > 0);
}

TEST_CASE("of two turns that begin in one line the margin shows the first one's number") {
  Document document;
  document.id = DocumentId::create();
  Text text;
  text.id = document.text = TextId::create();
  text.document = document.id;
  text.content = "A: Yes. B: No.\nA: Go on.\n";
  for (const auto& [span, body] :
       {std::pair<ByteSpan, ByteSpan>{{0, 8}, {3, 7}}, {{8, 14}, {11, 14}}, {{15, 24}, {18, 24}}}) {
    Turn turn;
    turn.span = span;
    turn.body = body;
    text.turns.push_back(turn);
  }
  TranscriptView view;
  view.resize(700, 400);
  view.setNumbers(MarginNumbers::Turns);
  view.showDocument(
      std::make_shared<const OpenDocument>(document, text, std::nullopt, Candidate{}));
  view.show();
  REQUIRE(QTest::qWaitForWindowExposed(&view));
  std::vector<std::uint64_t> numbers;
  for (const Margin::Number& each : view.margin().numbersInSight()) numbers.push_back(each.number);
  CHECK(numbers == std::vector<std::uint64_t>{1, 3});
}
