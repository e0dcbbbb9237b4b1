#include "gui/settings.h"

#include <QFileInfo>
#include <memory>

#include "gui/strings.h"
#include "indexer/system.h"

namespace retold {

namespace {

constexpr int kMostRecent = 8;

QString ownFile() {
  return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("retold"),
                   QStringLiteral("browser"))
      .fileName();
}

}  // namespace

Settings::Settings(const QString& file)
    : store_(file.isEmpty() ? ownFile() : file, QSettings::IniFormat) {}

QStringList Settings::recentProjects() const {
  return store_.value(QStringLiteral("projects/recent")).toStringList();
}

void Settings::addRecentProject(const QString& path) {
  QStringList recent = recentProjects();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  recent.removeAll(absolute);
  recent.prepend(absolute);
  while (recent.size() > kMostRecent) recent.removeLast();
  store_.setValue(QStringLiteral("projects/recent"), recent);
}

void Settings::clearRecentProjects() { store_.remove(QStringLiteral("projects/recent")); }

QString Settings::coder() const {
  const QString name = store_.value(QStringLiteral("coder")).toString();
  return name.isEmpty() ? toQString(userName()) : name;
}

void Settings::setCoder(const QString& name) { store_.setValue(QStringLiteral("coder"), name); }

QStringList Settings::lexicons() const {
  return store_.value(QStringLiteral("screening/lexicons")).toStringList();
}

void Settings::setLexicons(const QStringList& ids) {
  store_.setValue(QStringLiteral("screening/lexicons"), ids);
}

int Settings::textSteps() const { return store_.value(QStringLiteral("view/textSteps")).toInt(); }

void Settings::setTextSteps(int steps) { store_.setValue(QStringLiteral("view/textSteps"), steps); }

QByteArray Settings::geometry(const QString& part) const {
  return store_.value(QStringLiteral("geometry/") + part).toByteArray();
}

void Settings::setGeometry(const QString& part, const QByteArray& state) {
  store_.setValue(QStringLiteral("geometry/") + part, state);
}

}  // namespace retold
