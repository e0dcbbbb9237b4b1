#pragma once

#include <QDateTime>
#include <QVBoxLayout>
#include <QWidget>
#include <vector>

namespace retold {

/// A project that was open before.
struct RecentProject {
  QString path;
  QDateTime opened;  ///< last; invalid where that is not known
};

/// What is seen while no project is open: what to do, and the projects that were open before.
class StartPage final : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);

  /// Newest first. Those that are no longer there are shown as missing. `now`: to say how long ago.
  void setRecentProjects(const std::vector<RecentProject>& projects, const QDateTime& now);

 signals:
  void openWanted();
  void newWanted();
  void samplesWanted();
  void projectWanted(const QString& path);
  void forgetWanted(const QString& path);

 private:
  QWidget* rowOf(const RecentProject& project, const QDateTime& now);

  QVBoxLayout* recent_;
  QWidget* recentBox_;
};

/// "today at 14:05", "yesterday", "5 days ago", "on 3 May 2026"; empty for an invalid time.
QString agoInWords(const QDateTime& time, const QDateTime& now);

}  // namespace retold
