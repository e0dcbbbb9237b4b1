#include "gui/views/save_file.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <catch2/catch.hpp>

using namespace retold;

namespace {

const std::vector<SaveKind> kKinds{{QStringLiteral("csv")}, {QStringLiteral("html")}};

/// Types a name into the dialog that is waited for, takes it, and answers what is asked about it.
/// How often something was asked.
int saveAs(const QString& path, Qt::Key answer, std::optional<SavePlace>& place) {
  int asked = 0;
  QTimer typing;
  QObject::connect(&typing, &QTimer::timeout, [&] {
    QWidget* dialog = QApplication::activeModalWidget();
    if (auto* files = qobject_cast<QFileDialog*>(dialog)) {
      auto* name = files->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
      if (name == nullptr || name->text() == path) return;
      name->setFocus();
      name->selectAll();
      QTest::keyClicks(name, path);
      QTest::keyClick(name, Qt::Key_Return);
    } else if (auto* question = qobject_cast<QMessageBox*>(dialog)) {
      ++asked;
      CHECK(question->text() == path + QStringLiteral(".csv is there already. Replace it?"));
      if (answer == Qt::Key_R) {
        QTest::keyClick(question, answer, Qt::AltModifier);
      } else {
        QTest::keyClick(question, answer);
      }
    }
  });
  typing.start(0);
  place = askWhereToSave(nullptr, QStringLiteral("Export"), QStringLiteral("cases"), kKinds);
  return asked;
}

}  // namespace

TEST_CASE("a file that an ending is added to is not replaced unasked") {
  const QTemporaryDir folder;
  const QString path = folder.filePath(QStringLiteral("table"));
  QFile before(path + QStringLiteral(".csv"));
  REQUIRE(before.open(QIODevice::WriteOnly));
  before.close();
  std::optional<SavePlace> place;
  CHECK(saveAs(path, Qt::Key_Escape, place) == 1);
  CHECK_FALSE(place);
  CHECK(saveAs(path, Qt::Key_Return, place) == 1);
  CHECK_FALSE(place);
  CHECK(saveAs(path, Qt::Key_R, place) == 1);
  REQUIRE(place);
  CHECK(place->path == path + QStringLiteral(".csv"));
  CHECK(saveAs(folder.filePath(QStringLiteral("other")), Qt::Key_Escape, place) == 0);
  REQUIRE(place);
  CHECK(place->path == folder.filePath(QStringLiteral("other.csv")));
}

TEST_CASE("an ending says the kind of a file, and is added where there is none") {
  CHECK(withEnding(QStringLiteral("a.HTML"), kKinds, 0).kind == 1);
  CHECK(withEnding(QStringLiteral("a.HTML"), kKinds, 0).path == QStringLiteral("a.HTML"));
  CHECK(withEnding(QStringLiteral("a.b"), kKinds, 1).path == QStringLiteral("a.b.html"));
  CHECK(withEnding(QStringLiteral("a.b"), kKinds, 1).kind == 1);
}
