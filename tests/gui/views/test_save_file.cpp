#include "gui/views/save_file.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

using namespace retold;

namespace {

const std::vector<SaveKind> kKinds{{QStringLiteral("csv")}, {QStringLiteral("html")}};

/// What is answered by a key where one is asked whether to replace a file.
bool replaces(Qt::Key key, bool onReplace = false) {
  QTimer typing;
  QObject::connect(&typing, &QTimer::timeout, [&] {
    auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
    if (question == nullptr) return;
    typing.stop();
    CHECK(question->text().contains(QStringLiteral("table.csv")));
    CHECK(question->text().endsWith(QStringLiteral(" is there already. Replace it?")));
    QWidget* pressed = question;
    for (QPushButton* each : question->findChildren<QPushButton*>()) {
      if (onReplace && each->text() == QStringLiteral("&Replace")) pressed = each;
    }
    QTest::keyClick(pressed, key);
  });
  typing.start(0);
  return mayReplace(nullptr, QStringLiteral("/folder/table.csv"));
}

}  // namespace

TEST_CASE("Enter and Escape leave a file that is there already as it is") {
  CHECK_FALSE(replaces(Qt::Key_Escape));
  CHECK_FALSE(replaces(Qt::Key_Return));
  CHECK(replaces(Qt::Key_Space, true));
}

TEST_CASE("an ending says the kind of a file, and is added where there is none") {
  CHECK(withEnding(QStringLiteral("a.HTML"), kKinds, 0).kind == 1);
  CHECK(withEnding(QStringLiteral("a.HTML"), kKinds, 0).path == QStringLiteral("a.HTML"));
  CHECK(withEnding(QStringLiteral("a.b"), kKinds, 1).path == QStringLiteral("a.b.html"));
  CHECK(withEnding(QStringLiteral("a.b"), kKinds, 1).kind == 1);
}
