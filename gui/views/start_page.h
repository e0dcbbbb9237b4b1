#pragma once

#include <QVBoxLayout>
#include <QWidget>

namespace retold {

/// What is seen while no project is open: what to do, and the projects that were open before.
class StartPage final : public QWidget {
  Q_OBJECT
 public:
  explicit StartPage(QWidget* parent = nullptr);

  /// Projects that are no longer there are left out.
  void setRecentProjects(const QStringList& paths);

 signals:
  void openWanted();
  void projectWanted(const QString& path);

 private:
  QVBoxLayout* recent_;
  QWidget* recentBox_;
};

}  // namespace retold
