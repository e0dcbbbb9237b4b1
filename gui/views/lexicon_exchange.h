#pragma once

#include <QWidget>

#include "gui/lexicon_desk.h"

namespace retold {

// Lexicons from files and to files, each with the dialogs that it takes.

/// Brings in a lexicon file or another program's dictionary as the project's own lexicon. What
/// could not be carried over is said.
void importLexicon(LexiconDesk& desk, QWidget* parent);
/// Writes the lexicon that is looked at, as it is or for another program.
void exportLexicon(LexiconDesk& desk, QWidget* parent);

/// The part of it behind the dialogs; public for tests. `format`: index into dictionaryFormats(),
/// -1 for a lexicon file; `language`: of a dictionary that does not say its own.
void importLexiconFile(LexiconDesk& desk, const QString& path, int format, const QString& language);
void exportLexiconFile(LexiconDesk& desk, const QString& path, int format);

}  // namespace retold
