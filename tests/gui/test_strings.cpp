#include <QCoreApplication>
#include <QTranslator>
#include <catch2/catch.hpp>

#include "gui/strings.h"

using namespace retold;

TEST_CASE("a byte order mark that is part of a text stays in the string") {
  CHECK(toQString("\xEF\xBB\xBF"
                  "a") == QString(QStringLiteral("\uFEFFa")));
  CHECK(toQString("\xEF\xBB\xBF\xEF\xBB\xBF").size() == 2);
  CHECK(toQString("a\xEF\xBB\xBF").size() == 2);
}

TEST_CASE("a string goes to UTF-8 and comes back") {
  const std::string text = "a\0é\U0001F469\u200D\U0001F467\u0E01\uFDD0";
  CHECK(toUtf8(toQString(text)) == text);
}

TEST_CASE("a piece of a line keeps one space where others are put beside it") {
  CHECK(pieceOfLine(QStringLiteral(" a\n\nb")) == QStringLiteral(" a b"));
  CHECK(pieceOfLine(QStringLiteral("a \n")) == QStringLiteral("a "));
  CHECK(pieceOfLine(QStringLiteral("\n")) == QStringLiteral(" "));
  CHECK(pieceOfLine(QString()).isEmpty());
}

TEST_CASE("text on one line has single spaces") {
  CHECK(onOneLine(QStringLiteral("  a\n\tb  c ")) == QStringLiteral("a b c"));
}

TEST_CASE("why a project can only be read is said as a sentence") {
  CHECK(whyReadOnly("is being changed by retold import (process 12)") ==
        QStringLiteral("The project is being changed by retold import (process 12)."));
  CHECK(whyReadOnly("the medium is read-only") == QStringLiteral("The medium is read-only."));
  CHECK(whyReadOnly("").isEmpty());
}

TEST_CASE("what went wrong stands as a sentence by itself, and names stay as they are") {
  CHECK(asSentence(QStringLiteral("a code needs a label")) ==
        QStringLiteral("A code needs a label."));
  CHECK(asSentence(QStringLiteral("the label is what lists show")) ==
        QStringLiteral("The label is what lists show."));
  CHECK(asSentence(QStringLiteral("study.retold is damaged")) ==
        QStringLiteral("study.retold is damaged."));
  CHECK(asSentence(QStringLiteral("\"12?\" is no code of a language")) ==
        QStringLiteral("\"12?\" is no code of a language."));
  CHECK(asSentence(QStringLiteral("Nothing was changed.")) ==
        QStringLiteral("Nothing was changed."));
  CHECK(asSentence(QStringLiteral("go on with: retold verify study.retold --rebuild")) ==
        QStringLiteral("Go on with: retold verify study.retold --rebuild"));
  CHECK(asSentence({}).isEmpty());
}

namespace {

/// Says that the texts are Polish, and nothing else.
class Polish final : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char*, const char* source, const char*, int) const override {
    return qstrcmp(source, "en") == 0 ? QStringLiteral("pl") : QString();
  }
};

}  // namespace

TEST_CASE("a number stands beside the form of the word that its language has for it") {
  const QString one = QStringLiteral("%1 dokument");
  const QString many = QStringLiteral("%1 dokumentu¦few: %1 dokumenty¦many: %1 dokumentów");
  CHECK(counted(1, QStringLiteral("1 document"), QStringLiteral("%1 documents")) ==
        QStringLiteral("1 document"));
  CHECK(counted(0, QStringLiteral("1 document"), QStringLiteral("%1 documents")) ==
        QStringLiteral("0 documents"));
  Polish polish;
  QCoreApplication::installTranslator(&polish);
  CHECK(counted(1, one, many) == QStringLiteral("1 dokument"));
  CHECK(counted(2, one, many) == QStringLiteral("2 dokumenty"));
  CHECK(counted(5, one, many) == QStringLiteral("5 dokumentów"));
  CHECK(counted(22, one, many) == QStringLiteral("22 dokumenty"));
  QCoreApplication::removeTranslator(&polish);
}
