#include <QTemporaryDir>
#include <catch2/catch.hpp>

#include "gui/settings.h"
#include "gui/strings.h"
#include "indexer/system.h"

using namespace retold;

TEST_CASE("recent projects are the newest eight, each once") {
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("settings.ini"));
  {
    Settings settings(file);
    for (int i = 0; i < 10; ++i) settings.addRecentProject(QStringLiteral("/p/%1.retold").arg(i));
    settings.addRecentProject(QStringLiteral("/p/5.retold"));
  }
  const QStringList recent = Settings(file).recentProjects();
  CHECK(recent.size() == 8);
  CHECK(recent.front() == QStringLiteral("/p/5.retold"));
  CHECK(recent.count(QStringLiteral("/p/5.retold")) == 1);
  CHECK(!recent.contains(QStringLiteral("/p/1.retold")));
  Settings(file).clearRecentProjects();
  CHECK(Settings(file).recentProjects().isEmpty());
}

TEST_CASE("the coder is the login name until the user gives another") {
  QTemporaryDir folder;
  Settings settings(folder.filePath(QStringLiteral("settings.ini")));
  CHECK(settings.coder() == toQString(userName()));
  settings.setCoder(QStringLiteral("Ana"));
  CHECK(settings.coder() == QStringLiteral("Ana"));
}

TEST_CASE("what a project was screened with is remembered for that project") {
  QTemporaryDir folder;
  const QString file = folder.filePath(QStringLiteral("settings.ini"));
  ScreeningWish wish;
  wish.lexicons = {"prior-trafficking", "my-own"};
  wish.choices.languages = {"ro", "sq"};
  wish.choices.cutOff = 0.5;
  wish.choices.strictness = Strictness::Tolerant;
  wish.learned = true;
  Settings(file).setWish(QStringLiteral("a"), wish);
  const ScreeningWish known = Settings(file).wish(QStringLiteral("a"));
  CHECK(known.lexicons == wish.lexicons);
  CHECK(known.choices.languages == wish.choices.languages);
  CHECK(known.choices.cutOff == wish.choices.cutOff);
  CHECK(known.choices.strictness == wish.choices.strictness);
  CHECK(known.learned);
  CHECK(Settings(file).wish(QStringLiteral("b")).lexicons.empty());

  Settings(file).setWish(QStringLiteral("a"), {});
  const ScreeningWish none = Settings(file).wish(QStringLiteral("a"));
  CHECK(none.lexicons.empty());
  CHECK(none.choices.languages.empty());
  CHECK(!none.choices.cutOff);
  CHECK(!none.choices.strictness);
  CHECK(!none.learned);
}
