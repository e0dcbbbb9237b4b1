#include "gui/views/note_field.h"

#include <QSignalSpy>
#include <QTest>
#include <catch2/catch.hpp>

#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// A field in a window, with what it stored.
struct Field {
  QWidget window;
  QStringList stored;
  bool refuses = false;
  NoteField* field = new NoteField(QStringLiteral("Memo"), [this](const QString& text) {
    if (refuses) return false;
    stored << text;
    return true;
  });
  QWidget* elsewhere = new QWidget;

  Field() {
    auto* lines = new QVBoxLayout(&window);
    lines->addWidget(field);
    elsewhere->setFocusPolicy(Qt::StrongFocus);
    lines->addWidget(elsewhere);
    field->show({}, true);
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    field->setFocus();
  }
  ~Field() { field->disarm(); }
  void type(const QString& text) { QTest::keyClicks(field->focusProxy(), text); }
  QString line() { return field->findChild<QuietLabel*>()->text(); }
};

}  // namespace

TEST_CASE("a note is stored with Ctrl+Enter, and the keyboard goes back") {
  Field the;
  QSignalSpy left(the.field, &NoteField::left);
  the.type(QStringLiteral("a debt"));
  CHECK(the.stored.isEmpty());
  CHECK(the.line() == QStringLiteral("Not stored yet · Ctrl+Enter stores it"));
  QTest::keyClick(the.field->focusProxy(), Qt::Key_Return, Qt::ControlModifier);
  CHECK(the.stored == QStringList{QStringLiteral("a debt")});
  CHECK(left.count() == 1);
  CHECK_FALSE(the.field->isEdited());
}

TEST_CASE("a note is stored when the field is left, by focus or by Escape, and once only") {
  Field the;
  the.type(QStringLiteral("a"));
  the.elsewhere->setFocus();
  CHECK(the.stored == QStringList{QStringLiteral("a")});
  the.field->setFocus();
  the.type(QStringLiteral("b"));
  QTest::keyClick(the.field->focusProxy(), Qt::Key_Escape);
  CHECK(the.stored == QStringList{QStringLiteral("a"), QStringLiteral("ab")});
  the.elsewhere->setFocus();
  CHECK(the.stored.size() == 2);
}

TEST_CASE("a note is stored when typing pauses, and while one types on and on") {
  Field the;
  for (const char* name : {"pause", "oldest"}) {
    auto* timer = the.field->findChild<QTimer*>(QLatin1String(name));
    REQUIRE(timer != nullptr);
    REQUIRE(timer->isSingleShot());
    timer->setInterval(0);
    const auto before = the.stored.size();
    the.type(QStringLiteral("x"));
    CHECK(test::becomes([&] { return the.stored.size() == before + 1; }));
    timer->setInterval(1'000'000);
  }
  auto* oldest = the.field->findChild<QTimer*>(QStringLiteral("oldest"));
  the.type(QStringLiteral("y"));
  REQUIRE(oldest->isActive());
  const int left = oldest->remainingTime();
  the.type(QStringLiteral("z"));
  CHECK(oldest->remainingTime() <= left);  // typing on does not put it off
}

TEST_CASE("a note that could not be stored stays as typed and is stored later") {
  Field the;
  the.refuses = true;
  the.type(QStringLiteral("a debt"));
  CHECK_FALSE(the.field->save());
  CHECK(the.field->text() == QStringLiteral("a debt"));
  CHECK(the.line() == QStringLiteral("Not stored. What you typed stays here until it can be."));
  the.refuses = false;
  CHECK(the.field->save());
  CHECK(the.stored == QStringList{QStringLiteral("a debt")});
}

TEST_CASE("a note keeps its no-break spaces and lines") {
  Field the;
  the.field->show(QStringLiteral("a\u00A0b\nc"), true);
  the.field->setFocus();
  QTest::keyClick(the.field->focusProxy(), Qt::Key_End, Qt::ControlModifier);
  the.type(QStringLiteral("d"));
  CHECK(the.field->save());
  CHECK(the.stored == QStringList{QStringLiteral("a\u00A0b\ncd")});
}

TEST_CASE("what is stored elsewhere is shown, but not over what is being typed") {
  Field the;
  the.field->show(QStringLiteral("one"), true);
  the.field->follow(QStringLiteral("two"));
  CHECK(the.field->text() == QStringLiteral("two"));
  the.field->setFocus();
  QTest::keyClick(the.field->focusProxy(), Qt::Key_End);
  the.type(QStringLiteral(" "));
  the.field->save();
  the.field->follow(QStringLiteral("two"));  // the same without the white space at its end
  CHECK(the.field->text() == QStringLiteral("two "));
  the.type(QStringLiteral("three"));
  the.field->follow(QStringLiteral("four"));
  CHECK(the.field->text() == QStringLiteral("two three"));
}
