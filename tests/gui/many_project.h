#pragma once

#include <QString>
#include <QTemporaryDir>

namespace retold::test {

/// A project with enough decisions by Ana to learn from but for one: "confirmed-0.txt" to
/// "confirmed-9.txt", "rejected-0.txt" to "rejected-9.txt", of which the last is not decided yet,
/// and "unread-0.txt" to "unread-3.txt".
class ManyProject {
 public:
  ManyProject();
  QString path() const { return folder_.filePath(QStringLiteral("many.retold")); }
  QString folder() const { return folder_.path(); }

 private:
  QTemporaryDir folder_;
};

}  // namespace retold::test
