#include "queries/lexicon/exchange/formats.h"

#include <algorithm>
#include <array>

#include "model/error.h"

namespace retold {
namespace {

// name, program, stars anywhere, decimal weights, whole weights, glosses, languages
constexpr std::array kFormats{
    DictionaryFormat{"quanteda", "quanteda (YAML)", true, false, false, false, false, &readQuanteda,
                     &writeQuanteda},
    DictionaryFormat{"liwc", "LIWC (.dic)", false, false, false, false, false, &readLiwc,
                     &writeLiwc},
    DictionaryFormat{"wordstat", "WordStat (.cat)", false, false, true, false, false, &readWordStat,
                     &writeWordStat},
    DictionaryFormat{"yoshikoder", "Yoshikoder (.ykd)", true, false, false, false, false,
                     &readYoshikoder, &writeYoshikoder},
    DictionaryFormat{"csv", "a table (csv)", true, true, true, true, true, &readDictionaryTable,
                     &writeDictionaryTable},
};

}  // namespace

std::span<const DictionaryFormat> dictionaryFormats() { return kFormats; }

const DictionaryFormat& dictionaryFormatNamed(std::string_view name) {
  const auto found = std::ranges::find(kFormats, name, &DictionaryFormat::name);
  if (found != kFormats.end()) return *found;
  std::string known;
  for (const DictionaryFormat& each : kFormats)
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  throw Error(ErrorKind::Usage, "there is no dictionary format \"" + std::string(name) + "\"",
              "the formats are: " + known);
}

}  // namespace retold
