#include "gui/views/message_bar.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/strings.h"
#include "tests/gui/small_project.h"

using namespace retold;

namespace {

/// A window with a bar at its top.
struct Barred {
  Barred() {
    auto* column = new QVBoxLayout(&window);
    column->addWidget(bar);
    column->addWidget(new QLabel(QStringLiteral("below")), 1);
    window.resize(900, 500);
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
  }
  QPushButton* button(const QString& text) {
    for (QPushButton* each : bar->findChildren<QPushButton*>()) {
      if (each->text() == text && each->isVisible()) return each;
    }
    return nullptr;
  }
  QWidget window;
  MessageBar* bar = new MessageBar;
};

QString longText(int lines) {
  QStringList all{QStringLiteral("The quotes of %1 codings are no longer there:").arg(lines)};
  for (int line = 0; line < lines; ++line) all << QStringLiteral("anna.txt: quote %1").arg(line);
  return all.join(QLatin1Char('\n'));
}

}  // namespace

TEST_CASE("of a long message the bar shows the beginning, and a window all of it") {
  Barred the;
  const int height = the.window.height();
  the.bar->showMessage(Tone::Warning, longText(200), {}, true);
  QTest::qWait(0);
  CHECK(the.window.minimumSizeHint().height() < height);
  CHECK(the.bar->height() < 160);
  CHECK(the.bar->text() == longText(200));
  const auto* shown = the.bar->findChild<QLabel*>();
  CHECK(shown->text() ==
        QStringLiteral("The quotes of 200 codings are no longer there:\nanna.txt: quote 0\n"
                       "anna.txt: quote 1\n… and %1 more lines")
            .arg(grouped(198)));
  QPushButton* all = the.button(QStringLiteral("Show &all…"));
  REQUIRE(all != nullptr);
  all->setFocus();
  QTest::keyClick(all, Qt::Key_Space);
  auto* whole = the.window.findChild<QPlainTextEdit*>();
  REQUIRE(whole != nullptr);
  CHECK(whole->toPlainText() == longText(200));
  the.bar->leaveOut([](const QString&) { return QStringLiteral("hidden"); });
  CHECK(the.window.findChild<QPlainTextEdit*>() == nullptr);
  CHECK(shown->text() == QStringLiteral("hidden"));
  CHECK(the.button(QStringLiteral("Show &all…")) == nullptr);
}

TEST_CASE("one line that never ends is cut between words") {
  Barred the;
  QString words;
  while (words.size() < 5000) words += QStringLiteral("word \U0001F622 ");
  the.bar->showMessage(Tone::Bad, words.trimmed(), {}, true);
  const QString shown = the.bar->findChild<QLabel*>()->text();
  CHECK(shown.size() <= 402);
  CHECK(shown.endsWith(QStringLiteral(" …")));
  CHECK(words.startsWith(shown.chopped(2)));
  CHECK(the.bar->text() == words.trimmed());
  CHECK(the.button(QStringLiteral("Show &all…")) != nullptr);
}

TEST_CASE("a message brings what can be done about it, and takes it with it") {
  Barred the;
  int pressed = 0;
  the.bar->showMessage(Tone::Warning, QStringLiteral("Locked"), QStringLiteral("by another"), false,
                       {{QStringLiteral("Try again"), [&] {
                           ++pressed;
                           the.bar->showMessage(Tone::Plain, QStringLiteral("Free"), {}, true);
                         }}});
  QPushButton* again = the.button(QStringLiteral("Try again"));
  REQUIRE(again != nullptr);
  again->setFocus();
  QTest::keyClick(again, Qt::Key_Space);
  CHECK(pressed == 1);
  CHECK(the.bar->text() == QStringLiteral("Free"));
  CHECK(the.button(QStringLiteral("Try again")) == nullptr);
}
