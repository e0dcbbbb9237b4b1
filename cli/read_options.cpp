#include "cli/read_options.h"

#include "cli/project.h"
#include "indexer/import/mapping.h"
#include "indexer/import/ocr.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::uint64_t kMebi = 1ull << 20;
constexpr std::uint64_t kGibi = 1ull << 30;

TableMapping mappingOf(const std::string& file, std::ostream& err) {
  MappingReport report = readTableMapping(std::filesystem::path(file));
  write(err, report.diagnostics);
  if (!report.usable()) {
    throw Error(ErrorKind::Refused, file + ": the mapping cannot be used",
                "mend what is named above; \"retold help import\" says what a mapping holds");
  }
  return std::move(report.mapping);
}

ReadLimits limitsOf(const Arguments& arguments) {
  constexpr std::uint64_t day = 24 * 60 * 60;
  const ReadLimits usual;
  ReadLimits limits;
  limits.text = arguments.size("--largest-text", usual.text, 1, 256 * kMebi);
  limits.unpacked = arguments.size("--largest-unpacked", usual.unpacked, 1, 64 * kGibi);
  limits.members = arguments.number("--most-members", usual.members, 1, 100'000'000);
  limits.nesting = static_cast<std::uint32_t>(arguments.number("--nesting", usual.nesting, 0, 64));
  limits.depth = static_cast<std::uint32_t>(arguments.number("--depth", usual.depth, 1, 1000));
  limits.seconds = static_cast<std::uint32_t>(arguments.number("--seconds", usual.seconds, 1, day));
  limits.memory = arguments.size("--memory", usual.memory, 256 * kMebi, 1024 * kGibi);
  return limits;
}

}  // namespace

ReadOptions readOptionsOf(const Arguments& arguments, std::ostream& err) {
  ReadOptions options;
  options.decode.encoding = arguments.value("--encoding");
  options.limits = limitsOf(arguments);
  options.ocrLanguages = arguments.value("--ocr-languages", "");
  options.ocr = arguments.has("--ocr");
  options.libreOffice = arguments.has("--libreoffice");
  if (!options.ocr && !options.ocrLanguages.empty()) {
    arguments.complain("--ocr-languages goes with --ocr only");
  }
  if (options.ocr) checkRecognitionLanguages(options.ocrLanguages);
  if (const auto file = arguments.value("--mapping")) options.mapping = mappingOf(*file, err);
  return options;
}

}  // namespace retold
