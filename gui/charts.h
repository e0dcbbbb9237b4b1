#pragma once

#include <functional>
#include <string>
#include <vector>

#include "gui/open_document.h"
#include "gui/theme.h"
#include "gui/views/chart.h"
#include "queries/count/code_counts.h"

namespace retold {

// Counts as charts, each with what it rests on.

/// What codes are counted in.
enum class CodeUnit { Codings, Documents, Cases };

/// `restriction`: what limits the scope, in words; empty = nothing does.
Chart frequencyChart(const CodeFrequencies& counts, CodeUnit unit, const Codebook& codebook,
                     const Theme& theme, const QString& restriction);
/// `isHidden`: of a value, that it is not to be seen; empty = all may be.
Chart attributeChart(const CountTable& counts, const QString& attribute,
                     const std::function<bool(const std::string&)>& isHidden,
                     const Codebook& codebook, const Theme& theme, const QString& restriction);
Chart togetherChart(const CountTable& counts, const Codebook& codebook, const Theme& theme,
                    const QString& restriction);
/// Where in the document passages of each code stand. `codings` are those on its current text.
Chart alongChart(const OpenDocument& document, const std::vector<Coding>& codings,
                 const Codebook& codebook, const Theme& theme);
Chart languagesChart(const std::vector<LanguageHits>& hits, std::uint64_t run,
                     std::uint64_t documents, const QString& restriction);

}  // namespace retold
