#pragma once

#include "indexer/import/text_builder.h"
#include "indexer/reader/xml.h"

namespace retold {

/// Writes the text of a TEI document (P4, P5, ISO 24624): utterances and speeches are turns with
/// the names that the header gives their speakers and the times of the timeline; what happens
/// besides
/// ("[laughs]", "[pause]", "[gap]") stands in brackets; where the editor offers two readings, the
/// source's; notes at the end with their marks; page beginnings are pages. The header, apparatus
/// and annotations are left out.
void writeTei(const pugi::xml_node& root, TextBuilder& text);

}  // namespace retold
