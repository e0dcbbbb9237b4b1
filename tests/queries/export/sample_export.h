#pragma once

#include "queries/export/excerpt.h"

namespace retold::test {

/// Three excerpts and one tag left out, with fixed ids and times: a quote of two paragraphs with
/// markup, quotation marks and a formula's beginning; one from right to left; one without any of
/// the optional parts.
ExcerptExport sampleExport();

}  // namespace retold::test
