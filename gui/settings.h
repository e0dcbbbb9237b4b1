#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>

namespace retold {

/// What the browser remembers between runs, on this computer only: never a word of a transcript.
class Settings {
 public:
  /// In the user's configuration folder, or in `file`.
  explicit Settings(const QString& file = {});

  /// Newest first, at most eight, absolute paths.
  QStringList recentProjects() const;
  void addRecentProject(const QString& path);
  void clearRecentProjects();

  /// Under whose name codings and decisions are stored; the login name until the user sets another.
  QString coder() const;
  void setCoder(const QString& name);

  /// Ids of the lexicons to screen with; empty = the default.
  QStringList lexicons() const;
  void setLexicons(const QStringList& ids);

  /// Steps that the transcript's letters are larger (or smaller) than the system's.
  int textSteps() const;
  void setTextSteps(int steps);

  /// Size and place of a part of the window, as the part saves it.
  QByteArray geometry(const QString& part) const;
  void setGeometry(const QString& part, const QByteArray& state);

 private:
  QSettings store_;
};

}  // namespace retold
