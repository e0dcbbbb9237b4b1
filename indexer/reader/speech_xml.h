#pragma once

#include "indexer/import/text_builder.h"
#include "indexer/reader/xml.h"

namespace retold {

/// What the tools of transcribers write, as turns in the order of time (writeSayings() in cues.h
/// says what becomes one turn). A tier's speaker is the participant that it names, else its own
/// name.

/// ELAN (.eaf): of each tier with the tiers that hang on it, one: the first that holds most words
/// where a tier that others hang on holds hardly any, else that tier. The others are named in a
/// note.
void writeElan(const pugi::xml_node& root, TextBuilder& text);

/// EXMARaLDA (.exb): tiers of transcription; descriptions in brackets; annotations are left out.
void writeExmaralda(const pugi::xml_node& root, TextBuilder& text);

/// Transcriber (.trs).
void writeTranscriber(const pugi::xml_node& root, TextBuilder& text);

}  // namespace retold
