#pragma once

#include <QString>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/coding.h"

namespace retold {

/// UTF-8 as UTF-16, code point for code point: a leading U+FEFF stays, which QString::fromUtf8
/// would drop and so shift every position behind it.
QString toQString(std::string_view utf8);

std::string toUtf8(const QString& text);

/// A text on one line: line ends and tabs as spaces, runs of them as one, none at its ends.
QString onOneLine(const QString& text);

/// The same for a piece of a text that others are put beside: it keeps one space at an end that has
/// any.
QString pieceOfLine(const QString& text);

/// "“we were sold again”": the words on one line, cut where they are many.
QString inQuotes(std::string_view quote);

/// A piece of text that is put into a line of ours, so that its direction does not turn the line
/// around.
QString apart(const QString& text);

/// A text as that of a button or menu: its “&” stays and makes no letter a key.
QString onButton(QString text);

/// What went wrong as a sentence that stands by itself: "a code needs a label" as
/// "A code needs a label.". What begins with a name stays as it is.
QString asSentence(const QString& text);

/// A share (0..1) as people read it: "81 %", and never "100 %" or "0 %" of what is not all or none.
QString percent(double share);

/// A number as people of this computer write it: "14,000".
QString grouped(std::uint64_t number);

/// `one` where it is one, else `many` with the number in place of its %1: "1 document",
/// "14,000 documents".
QString counted(std::uint64_t count, const QString& one, const QString& many);

/// Why a project can only be read, as a sentence: ProjectInfo::readOnlyReason has no subject where
/// it is the project.
QString whyReadOnly(const std::string& reason);

/// "Romanian (ro)"; "not known" where nothing can be said.
QString languageInWords(const std::string& tag);

/// "somebody's concern", "known", "feared to come again"; empty where it is not stated.
QString certaintyInWords(Certainty certainty);

}  // namespace retold
