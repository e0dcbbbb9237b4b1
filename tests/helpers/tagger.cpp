// tagger PROJECT FIRST
//
// Tags words of the project's first document in a window of the browser, by the keys that a
// researcher presses, and writes a line "BEGIN END CODE" for each tag once the window says that it
// is there. FIRST: how many such tags the project has already. Ends when every word has every code,
// or when it is killed.
#include <unistd.h>

#include <QApplication>
#include <QStatusBar>
#include <QTest>
#include <QTextCursor>
#include <cstdlib>
#include <iostream>
#include <string>

#include "gui/main_window.h"
#include "gui/strings.h"
#include "gui/views/transcript_view.h"

namespace {

using namespace retold;

std::vector<ByteSpan> wordsOf(const std::string& content) {
  std::vector<ByteSpan> words;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find_first_of(" \n", begin), content.size());
    if (end > begin) words.push_back({begin, end});
    begin = end + 1;
  }
  return words;
}

/// Past every buffer: what the other side reads was acknowledged.
void acknowledge(const std::string& line) {
  if (write(STDOUT_FILENO, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
    std::exit(3);
  }
}

void makeFavourite(Session& session, CodeId code) {
  for (const CodeId& each : session.favourites()) {
    if (each != code) session.setFavourite(each, false);
  }
  session.setFavourite(code, true);
}

/// Selects with Shift and the arrows.
void select(TranscriptView& view, const std::string& content, ByteSpan word) {
  const auto placeOf = [&](std::size_t byte) {
    return static_cast<int>(toQString(std::string_view(content).substr(0, byte)).size());
  };
  QTest::keyClick(&view, Qt::Key_Escape);
  QTextCursor cursor(view.document());
  cursor.setPosition(placeOf(word.begin));
  view.setTextCursor(cursor);
  for (int left = placeOf(word.end) - placeOf(word.begin); left > 0; --left) {
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
  }
}

/// The tag as the window has it; empty, and why on stderr, where it does not say that it is there.
std::string tagByKeys(MainWindow& window, TranscriptView& view, ByteSpan word, const Code& code) {
  Session& session = window.session();
  makeFavourite(session, code.id);
  select(view, session.document()->text().content, word);
  window.statusBar()->clearMessage();
  QTest::keyClick(&view, Qt::Key_1);
  const QString said = window.statusBar()->currentMessage();
  const std::optional<Coding> coding = session.currentCoding();
  if (!said.startsWith(QStringLiteral("Tagged ")) || !coding || coding->code != code.id) {
    std::cerr << "not tagged: " << said.toStdString() << '\n';
    return {};
  }
  return std::to_string(coding->span.begin) + ' ' + std::to_string(coding->span.end) + ' ' +
         code.name + '\n';
}

bool opens(MainWindow& window, Settings& settings, const QString& project) {
  constexpr int kLongest = 60000;  // milliseconds
  {
    const auto storage = openProject(toUtf8(project), OpenMode::ReadOnly, "tagger");
    ScreeningWish english;
    english.lexicons = {"prior-trafficking"};
    english.choices.languages = {"en"};
    settings.setWish(toQString(toText(storage->info().id)), english);
  }
  window.session().setCoder(QStringLiteral("Ana"));
  window.show();
  window.open(project);
  Session& session = window.session();
  return session.isOpen() && !session.isReadOnly() &&
         QTest::qWaitFor([&] { return session.document() && !session.isScreening(); }, kLongest);
}

}  // namespace

int main(int argc, char** argv) {
  qputenv("QT_QPA_PLATFORM", "offscreen");
  const QApplication application(argc, argv);
  if (argc != 3) return 2;
  const QString project = QString::fromUtf8(argv[1]);
  Settings settings(project + QStringLiteral(".ini"));
  MainWindow window(settings);
  QObject::connect(&window.session(), &Session::failed,
                   [](const Problem& problem) { std::cerr << problem.what.toStdString() << '\n'; });
  if (!opens(window, settings, project)) return 1;
  auto& view = *window.findChild<TranscriptView*>(QStringLiteral("text"));
  view.setFocus();
  const std::vector<ByteSpan> words = wordsOf(window.session().document()->text().content);
  const std::vector<Code> codes = window.session().codebook().codes;
  for (std::size_t at = std::strtoul(argv[2], nullptr, 10); at < words.size() * codes.size();
       ++at) {
    const std::string line =
        tagByKeys(window, view, words[at % words.size()], codes[at / words.size()]);
    if (line.empty()) return 1;
    acknowledge(line);
    QApplication::processEvents();
  }
  return 0;
}
