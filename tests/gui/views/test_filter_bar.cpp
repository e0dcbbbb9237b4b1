#include "gui/views/filter_bar.h"

#include <QApplication>
#include <QTest>
#include <catch2/catch.hpp>

#include "gui/settings.h"
#include "gui/strings.h"
#include "gui/views/chooser.h"
#include "queries/cases/case_file.h"
#include "tests/gui/small_project.h"

using namespace retold;
using retold::test::becomes;
using retold::test::SmallProject;

namespace {

struct Bar {
  SmallProject project;
  Settings settings{project.folder() + QStringLiteral("/settings.ini")};
  Session session{QStringLiteral("Ana")};
  QWidget window;
  FilterBar* bar;

  Bar() {
    session.setSettings(settings);
    bar = new FilterBar(session, &window);
    window.resize(900, 60);
    bar->resize(900, 60);
    window.show();
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
    REQUIRE(session.open(project.path()));
  }

  QString count() { return bar->findChild<QLabel*>(QStringLiteral("filterCount"))->text(); }
  QList<QPushButton*> chips() {
    return bar->findChildren<QPushButton*>(QStringLiteral("condition"));
  }
  QStringList words() {
    QStringList all;
    for (const QPushButton* chip : chips()) {
      if (!chip->parentWidget()->isHidden()) all << chip->toolTip();
    }
    return all;
  }
  /// Adds a condition as a user does.
  void add(const QString& typed) {
    bar->chooseCondition();
    Chooser* chooser = nullptr;
    REQUIRE(becomes([&] {
      chooser = window.findChild<Chooser*>();
      return chooser != nullptr && chooser->isActiveWindow();
    }));
    QTest::keyClicks(QApplication::focusWidget(), typed);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    REQUIRE(becomes([&] { return window.findChild<Chooser*>() == nullptr; }));
    window.activateWindow();
    REQUIRE(QTest::qWaitForWindowActive(&window));
  }
};

}  // namespace

TEST_CASE("the filter bar says that all documents are looked at") {
  Bar shown;
  CHECK(shown.count() == QStringLiteral("All 6 documents"));
  CHECK(shown.chips().isEmpty());
  CHECK(shown.bar->findChild<QPushButton*>(QStringLiteral("clearFilter"))->isHidden());
}

TEST_CASE("a condition is chosen by typing, and Delete on its chip takes it away") {
  Bar shown;
  shown.add(QStringLiteral("sex"));
  CHECK(shown.words() == QStringList{QStringLiteral("sex is female")});
  CHECK(becomes([&] { return shown.count() == QStringLiteral("1 of 6 documents"); }));
  shown.add(QStringLiteral("undecided"));
  CHECK(shown.words() ==
        QStringList{QStringLiteral("sex is female"), QStringLiteral("decision is undecided")});
  shown.chips().front()->setFocus();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
  CHECK(shown.words() == QStringList{QStringLiteral("decision is undecided")});
  CHECK(becomes([&] { return shown.count() == QStringLiteral("6 of 6 documents"); }));
  CHECK(QApplication::focusWidget()->toolTip() == QStringLiteral("decision is undecided"));
  shown.bar->clear();
  CHECK(shown.count() == QStringLiteral("All 6 documents"));
}

TEST_CASE("while the documents that pass are looked for, the bar says so") {
  Bar shown;
  shown.session.setFilter({{{FilterCondition::Kind::Folder, "", "nowhere", false}}});
  CHECK(becomes([&] { return shown.count() == QStringLiteral("0 of 6 documents"); }));
  QStringList told;
  QObject::connect(&shown.session, &Session::filterChanged, &shown.window,
                   [&] { told << shown.count(); });
  shown.bar->chooseCondition();
  CHECK(shown.bar->findChild<QPushButton*>(QStringLiteral("addFilter"))->text() ==
        QStringLiteral("Looking what there is…"));
}

TEST_CASE("a project is opened with the conditions that it was left with") {
  Bar shown;
  shown.add(QStringLiteral("sex"));
  REQUIRE(becomes([&] { return shown.count() == QStringLiteral("1 of 6 documents"); }));
  shown.session.close();
  CHECK(shown.bar->isHidden());
  REQUIRE(shown.session.open(shown.project.path()));
  CHECK(shown.words() == QStringList{QStringLiteral("sex is female")});
  CHECK(shown.count() == QStringLiteral("Finding the documents that pass, of 6 documents…"));
  CHECK(becomes([&] { return shown.count() == QStringLiteral("1 of 6 documents"); }));
}

TEST_CASE("a change that lets other documents pass changes the count") {
  Bar shown;
  shown.add(QStringLiteral("sex"));
  REQUIRE(becomes([&] { return shown.count() == QStringLiteral("1 of 6 documents"); }));
  const bool done = shown.session.change(Part::Cases, [](Storage& storage) {
    setValue(storage, *storage.caseNamed("017"), {AttributeUnit::Case, 0, "sex"}, {},
             {ValueState::Withheld, ""}, "Ana");
  });
  REQUIRE(done);
  CHECK(becomes([&] { return shown.count() == QStringLiteral("0 of 6 documents"); }));
  shown.session.undo();
  CHECK(becomes([&] { return shown.count() == QStringLiteral("1 of 6 documents"); }));
}
