#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QKeySequence>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <optional>

#include "gui/screening_wish.h"

namespace retold {

/// What the browser remembers between runs, on this computer only: never a word of a transcript.
class Settings {
 public:
  /// In the user's configuration folder, or in `file`.
  explicit Settings(const QString& file = {});

  /// Newest first, at most eight, absolute paths.
  QStringList recentProjects() const;
  void addRecentProject(const QString& path);
  /// When it was opened last; invalid where that is not known.
  QDateTime lastOpened(const QString& path) const;
  void removeRecentProject(const QString& path);
  void clearRecentProjects();

  /// Under whose name codings and decisions are stored; the login name until the user sets another.
  QString coder() const;
  void setCoder(const QString& name);

  /// What a part of the window remembers of one project: `project` is Session::key(), `what` a name
  /// as "tagging/favourites".
  QVariant ofProject(const QString& project, const QString& what) const;
  void setOfProject(const QString& project, const QString& what, const QVariant& value);

  /// What a project was screened with last; nothing chosen where that is not known.
  ScreeningWish wish(const QString& project) const;
  void setWish(const QString& project, const ScreeningWish& wish);

  /// The keys that the user gave to an action (MenuAction's object name), as
  /// QKeySequence::toString(PortableText) writes them; none where its own ones hold.
  std::optional<QStringList> keys(const QString& action) const;
  void setKeys(const QString& action, const std::optional<QStringList>& keys);

  /// Steps that the transcript's letters are larger (or smaller) than the system's.
  int textSteps() const;
  void setTextSteps(int steps);

  /// Texts are hidden until one asks for them.
  bool hidesText() const;
  void setHidesText(bool hides);
  /// The key that unlocks; F12 until the user chooses another.
  QKeySequence unlockKey() const;
  void setUnlockKey(const QKeySequence& key);
  /// After how many minutes without input the window locks; 0 = never.
  int lockMinutes() const;
  void setLockMinutes(int minutes);

  /// Size and place of a part of the window, as the part saves it.
  QByteArray geometry(const QString& part) const;
  void setGeometry(const QString& part, const QByteArray& state);

 private:
  QSettings store_;
};

}  // namespace retold
