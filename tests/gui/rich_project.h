#pragma once

#include <QString>
#include <QTemporaryDir>
#include <memory>
#include <string>

#include "indexer/store/storage.h"

namespace retold::test {

/// A project with what real studies bring: pages, times and rows, a text in two languages, one that
/// was recognised from pictures, an Arabic interview with its English translation, a form's
/// question, a document whose text was read anew after it was tagged, and files that could not be
/// read, doubles and near-doubles.
class RichProject {
 public:
  RichProject();
  QString path() const { return folder_.filePath(QStringLiteral("rich.retold")); }
  QString folder() const { return folder_.path(); }
  /// A second look at the project, as another program would have it.
  std::unique_ptr<Storage> read() const;

 private:
  QTemporaryDir folder_;
};

/// A text as readers make them: each line of `lines` is a turn "Label: words", parted by an empty
/// line; a line without a label has no speaker.
struct Line {
  const char* speaker;
  const char* words;
  SpeakerRole role = SpeakerRole::Unknown;
};
NewText textOf(const std::string& name, const std::vector<Line>& lines, const std::string& language,
               const std::string& script);

}  // namespace retold::test
