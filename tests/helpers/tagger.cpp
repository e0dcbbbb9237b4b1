// tagger PROJECT FIRST
//
// Tags words of the project's first document through a Session, as the browser does, and writes a
// line "BEGIN END CODE" for each tag once the session said that it is saved. FIRST: how many such
// tags the project has already. Ends when every word has every code, or when it is killed.
#include <unistd.h>

#include <QCoreApplication>
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include "gui/session.h"

namespace {

std::vector<retold::ByteSpan> wordsOf(const std::string& content) {
  std::vector<retold::ByteSpan> words;
  for (std::size_t begin = 0; begin < content.size();) {
    const std::size_t end = std::min(content.find(' ', begin), content.size());
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

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  if (argc != 3) return 2;
  retold::Session session(QStringLiteral("Ana"));
  bool saved = false;
  QObject::connect(&session, &retold::Session::said, [&](const QString&) { saved = true; });
  QObject::connect(&session, &retold::Session::failed, [](const retold::Problem& problem) {
    std::cerr << problem.what.toStdString() << '\n';
  });
  if (!session.open(QString::fromUtf8(argv[1])) || session.isReadOnly()) return 1;
  session.show(session.documents().front().id);
  const std::vector<retold::ByteSpan> words = wordsOf(session.document()->text().content);
  const std::vector<retold::Code>& codes = session.codebook().codes;
  for (std::size_t at = std::strtoul(argv[2], nullptr, 10); at < words.size() * codes.size();
       ++at) {
    const retold::ByteSpan word = words[at % words.size()];
    const retold::Code& code = codes[at / words.size()];
    saved = false;
    session.tag(word, code.id);
    if (!saved) return 1;
    acknowledge(std::to_string(word.begin) + ' ' + std::to_string(word.end) + ' ' + code.name +
                '\n');
  }
  return 0;
}
