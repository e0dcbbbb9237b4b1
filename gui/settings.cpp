#include "gui/settings.h"

#include <QFileInfo>
#include <memory>

#include "gui/strings.h"
#include "indexer/system.h"

namespace retold {

namespace {

constexpr int kMostRecent = 8;

const QString kRecent = QStringLiteral("projects/recent");
const QString kOpened = QStringLiteral("projects/opened");

constexpr const char* kLexicons = "screening/lexicons";
constexpr const char* kLanguages = "screening/languages";
constexpr const char* kMatching = "screening/matching";
constexpr const char* kCutOff = "screening/cutOff";
constexpr const char* kLearned = "screening/learned";

QString placeOf(const QString& project, const QString& what) {
  return QStringLiteral("project-%1/%2").arg(project, what);
}

std::vector<std::string> toUtf8(const QStringList& texts) {
  std::vector<std::string> converted;
  for (const QString& text : texts) converted.push_back(retold::toUtf8(text));
  return converted;
}

QStringList toQStrings(const std::vector<std::string>& texts) {
  QStringList converted;
  for (const std::string& text : texts) converted << toQString(text);
  return converted;
}

using retold::toUtf8;

QString ownFile() {
  return QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("retold"),
                   QStringLiteral("browser"))
      .fileName();
}

}  // namespace

Settings::Settings(const QString& file)
    : store_(file.isEmpty() ? ownFile() : file, QSettings::IniFormat) {}

QStringList Settings::recentProjects() const { return store_.value(kRecent).toStringList(); }

void Settings::addRecentProject(const QString& path) {
  QStringList recent = recentProjects();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  recent.removeAll(absolute);
  recent.prepend(absolute);
  while (recent.size() > kMostRecent) recent.removeLast();
  store_.setValue(kRecent, recent);
  QVariantMap times = store_.value(kOpened).toMap();
  for (const QString& known : times.keys()) {
    if (!recent.contains(known)) times.remove(known);
  }
  times[absolute] = QDateTime::currentDateTime();
  store_.setValue(kOpened, times);
}

QDateTime Settings::lastOpened(const QString& path) const {
  return store_.value(kOpened).toMap().value(path).toDateTime();
}

void Settings::removeRecentProject(const QString& path) {
  QStringList recent = recentProjects();
  recent.removeAll(path);
  store_.setValue(kRecent, recent);
}

void Settings::clearRecentProjects() {
  store_.remove(kRecent);
  store_.remove(kOpened);
}

QString Settings::coder() const {
  const QString name = store_.value(QStringLiteral("coder")).toString();
  return name.isEmpty() ? toQString(userName()) : name;
}

void Settings::setCoder(const QString& name) { store_.setValue(QStringLiteral("coder"), name); }

QVariant Settings::ofProject(const QString& project, const QString& what) const {
  return store_.value(placeOf(project, what));
}

void Settings::setOfProject(const QString& project, const QString& what, const QVariant& value) {
  store_.setValue(placeOf(project, what), value);
}

ScreeningWish Settings::wish(const QString& project) const {
  const auto said = [&](const char* what) { return ofProject(project, QLatin1String(what)); };
  ScreeningWish wish;
  wish.lexicons = toUtf8(said(kLexicons).toStringList());
  wish.choices.languages = toUtf8(said(kLanguages).toStringList());
  wish.choices.strictness = parseStrictness(toUtf8(said(kMatching).toString()));
  if (const QVariant cutOff = said(kCutOff); cutOff.isValid()) {
    wish.choices.cutOff = cutOff.toDouble();
  }
  wish.learned = said(kLearned).toBool();
  return wish;
}

void Settings::setWish(const QString& project, const ScreeningWish& wish) {
  const auto say = [&](const char* what, const QVariant& value) {
    const QString place = placeOf(project, QLatin1String(what));
    value.isValid() ? store_.setValue(place, value) : store_.remove(place);
  };
  const auto& [languages, cutOff, strictness] = wish.choices;
  say(kLexicons, toQStrings(wish.lexicons));
  say(kLanguages, toQStrings(languages));
  say(kMatching, strictness ? QVariant(toQString(toText(*strictness))) : QVariant());
  say(kCutOff, cutOff ? QVariant(*cutOff) : QVariant());
  say(kLearned, wish.learned ? QVariant(true) : QVariant());
}

std::optional<QStringList> Settings::keys(const QString& action) const {
  const QVariant keys = store_.value(QStringLiteral("keys/") + action);
  return keys.isValid() ? std::optional(keys.toStringList()) : std::nullopt;
}

void Settings::setKeys(const QString& action, const std::optional<QStringList>& keys) {
  const QString name = QStringLiteral("keys/") + action;
  if (keys) {
    store_.setValue(name, *keys);
  } else {
    store_.remove(name);
  }
}

int Settings::textSteps() const { return store_.value(QStringLiteral("view/textSteps")).toInt(); }

void Settings::setTextSteps(int steps) { store_.setValue(QStringLiteral("view/textSteps"), steps); }

bool Settings::hidesText() const { return store_.value(QStringLiteral("view/hidesText")).toBool(); }

void Settings::setHidesText(bool hides) {
  store_.setValue(QStringLiteral("view/hidesText"), hides);
}

QKeySequence Settings::unlockKey() const {
  const QString key = store_.value(QStringLiteral("lock/key")).toString();
  return key.isEmpty() ? QKeySequence(Qt::Key_F12) : QKeySequence(key, QKeySequence::PortableText);
}

void Settings::setUnlockKey(const QKeySequence& key) {
  store_.setValue(QStringLiteral("lock/key"), key.toString(QKeySequence::PortableText));
}

int Settings::lockMinutes() const { return store_.value(QStringLiteral("lock/minutes")).toInt(); }

void Settings::setLockMinutes(int minutes) {
  store_.setValue(QStringLiteral("lock/minutes"), minutes);
}

QByteArray Settings::geometry(const QString& part) const {
  return store_.value(QStringLiteral("geometry/") + part).toByteArray();
}

void Settings::setGeometry(const QString& part, const QByteArray& state) {
  store_.setValue(QStringLiteral("geometry/") + part, state);
}

}  // namespace retold
