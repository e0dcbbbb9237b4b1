#include "queries/export/formats.h"

#include <algorithm>
#include <array>
#include <string>

#include "model/error.h"
#include "queries/export/writers.h"

namespace retold {

namespace {

constexpr std::array kFormats{
    ExportFormat{"csv", ".csv", &writeCsv},
    ExportFormat{"jsonl", ".jsonl", &writeJsonl},
    ExportFormat{"html", ".html", &writeHtml},
};

}  // namespace

std::span<const ExportFormat> exportFormats() { return kFormats; }

const ExportFormat& exportFormatNamed(std::string_view name) {
  const auto format = std::find_if(kFormats.begin(), kFormats.end(),
                                   [name](const ExportFormat& each) { return each.name == name; });
  if (format != kFormats.end()) return *format;
  std::string known;
  for (const ExportFormat& each : kFormats)
    known += (known.empty() ? "" : ", ") + std::string(each.name);
  throw Error(ErrorKind::Usage, "there is no export format \"" + std::string(name) + "\"",
              "the formats are: " + known);
}

}  // namespace retold
