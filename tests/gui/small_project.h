#pragma once

#include <QString>
#include <QTemporaryDir>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "gui/main_window.h"
#include "gui/settings.h"
#include "gui/views/transcript_view.h"
#include "indexer/store/storage.h"

namespace retold::test {

/// The texts that the small project holds: name and content.
const std::vector<std::pair<std::string, std::string>>& smallTexts();

/// A project in a folder of its own, made as the command line makes one: two interviews with
/// matches, one without, and texts in Arabic, Thai, and with emoji and combining marks. "anna.txt"
/// belongs to case 017.
class SmallProject {
 public:
  SmallProject();
  QString path() const { return folder_.filePath(QStringLiteral("study.retold")); }
  QString folder() const { return folder_.path(); }
  /// A second look at the project, as another program would have it.
  std::unique_ptr<Storage> read() const;

 private:
  QTemporaryDir folder_;
};

/// What a user does with a window, by real key and mouse events. Screens with the English lexicon
/// only, unless a screening is remembered in the settings: all languages take half a second.
class Browser {
 public:
  /// The whole browser over a project: shown, screened, with the keyboard.
  explicit Browser(const SmallProject& project, const QString& coder = QStringLiteral("Ana"));
  /// The whole browser over the project at `path`, with settings of its own in `folder`.
  Browser(const QString& path, const QString& folder, const QString& coder);
  /// The same with a window that is shown already.
  Browser(MainWindow& shown, const QString& project);

  Session& session() { return window.session(); }
  TranscriptView& transcript();
  /// Opens the document of this name.
  void show(const std::string& name);
  /// Selects the first place of `words` in the transcript with the mouse.
  void selectByMouse(const QString& words);
  /// The same with Shift and the arrows.
  void selectByKeys(const QString& words);
  void type(const QString& keys);  ///< into what has the keyboard
  void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
  QString status() const;
  /// True when a screening is shown with all that is said of it and of the open document.
  bool isSettled();

  const std::unique_ptr<Settings> settings;
  const std::unique_ptr<MainWindow> ownWindow;
  MainWindow& window;

 private:
  void open(const QString& project);
};

/// Lets the browser screen this project with lexicons in these languages only; none = in all.
void screenOnlyIn(Settings& settings, const QString& project, std::vector<std::string> languages);

/// Lets events happen until it is so; false after a minute.
bool becomes(const std::function<bool()>& so);

}  // namespace retold::test
