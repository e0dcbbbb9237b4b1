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
