#pragma once

#include <QCoreApplication>
#include <QGuiApplication>
#include <QString>
#include <QTranslator>

namespace retold::test {

/// Says everything in brackets and longer, as other languages are; what numbers, names and keys
/// replace stays where it is.
class PseudoTranslator final : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char* /*disambiguation*/,
                    int /*n*/) const override {
    // Qt's own texts come with its own translations.
    if (QByteArray(context).startsWith('Q')) return {};
    const QString text = QString::fromUtf8(source);
    return QStringLiteral("[%1%2]").arg(text, QString(text.size() * 2 / 5, QChar(0x00B7)));
  }
};

/// The same in Arabic letters.
class ArabicTranslator final : public QTranslator {
 public:
  bool isEmpty() const override { return false; }
  QString translate(const char* context, const char* source, const char* /*disambiguation*/,
                    int /*n*/) const override {
    if (QByteArray(context).startsWith('Q')) return {};
    QString text = QString::fromUtf8(source);
    static const QString letters = QStringLiteral("ابتجحدرسصطعفقكلمنهوي");
    for (qsizetype i = 0; i < text.size(); ++i) {
      const bool isPlaceholder = i > 0 && text[i - 1] == QLatin1Char('%');
      if (text[i].isLetter() && !isPlaceholder)
        text[i] = letters[text[i].unicode() % letters.size()];
    }
    return text;
  }
};

template <class Translator>
class Translated {
 public:
  explicit Translated(Qt::LayoutDirection direction) {
    QCoreApplication::installTranslator(&translator_);
    QGuiApplication::setLayoutDirection(direction);
  }
  ~Translated() {
    QCoreApplication::removeTranslator(&translator_);
    QGuiApplication::setLayoutDirection(Qt::LeftToRight);
  }

 private:
  Translator translator_;
};

}  // namespace retold::test
