#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "gui/open_document.h"
#include "queries/document/relations.h"

namespace retold {

// What stands above a transcript.

/// "case 017 · sex: female · age: not asked", or that it belongs to none. `hiddenBy`: texts are
/// hidden, and by these definitions is told what somebody wrote freely; null = all is shown.
QString caseInWords(const std::optional<Case>& person,
                    const std::vector<AttributeDefinition>* hiddenBy = nullptr);

/// "Romanian (ro) 81 %, English (en) 19 %, guessed · 12 pages · 00:00:03 to 00:41:10"
QString placesInWords(const Text& text);

/// "matched in English (en) · 1,204 words"
QString matchesInWords(const OpenDocument& document);

/// What a reader must know before trusting the text, and what the document has to do with others: a
/// line each; empty where there is nothing.
QString notesInWords(const OpenDocument& document, const DocumentRelations& relations);

}  // namespace retold
