#pragma once

#include <ostream>

#include "queries/export/excerpt.h"

namespace retold {

/// RFC 4180, UTF-8 without a byte order mark, a header row, one row for each excerpt; every row
/// states where it comes from. A quote is written exactly as it stands in the text, also where it
/// begins with = + - or @: a program that takes cells for formulas must be told to read them as
/// text.
void writeCsv(const ExcerptExport& what, std::ostream& out);

/// One JSON object on each line, always with the same keys in the same order: first the header
/// ("type": "header"), then the excerpts ("type": "excerpt"), then what was left out
/// ("type": "left-out").
void writeJsonl(const ExcerptExport& what, std::ostream& out);

/// One page that needs no other file, no network and no script, for reading and for printing:
/// excerpts by code, each with its context and its source.
void writeHtml(const ExcerptExport& what, std::ostream& out);

}  // namespace retold
