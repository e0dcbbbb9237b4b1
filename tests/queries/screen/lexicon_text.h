#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "queries/lexicon/lexicon.h"

namespace retold::test {

/// A lexicon without fault from the text of its sections; `header` holds more header lines.
Lexicon lexiconOf(std::string_view sections, std::string_view header = {});

/// The matches of `sections` in `content`, one a line:
/// "[matched text] category how status (why)".
std::string found(std::string_view sections, std::string_view content,
                  std::string_view header = {});

}  // namespace retold::test
