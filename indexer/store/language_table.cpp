#include "indexer/store/language_table.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

#include "indexer/store/varint.h"

namespace retold {

namespace {

constexpr double kThousand = 1000.0;

/// A language and its script, as `names` numbers them.
using Name = std::pair<std::string, std::string>;

void appendName(std::string& bytes, const std::string& name) {
  appendVarint(bytes, name.size());
  bytes += name;
}

std::string readName(BlobReader& reader) { return std::string(reader.take(reader.varint())); }

}  // namespace

std::string encodeLanguages(const std::vector<LanguageSpan>& languages) {
  if (languages.empty()) return {};
  std::vector<Name> names;
  std::map<Name, std::size_t> numbers;
  for (const LanguageSpan& span : languages) {
    if (numbers.try_emplace({span.language, span.script}, names.size()).second) {
      names.emplace_back(span.language, span.script);
    }
  }
  std::string bytes;
  appendVarint(bytes, names.size());
  for (const Name& name : names) {
    appendName(bytes, name.first);
    appendName(bytes, name.second);
  }
  appendVarint(bytes, languages.size());
  std::uint64_t before = 0;
  for (const LanguageSpan& span : languages) {
    assert(span.span.begin >= before && span.span.end >= span.span.begin);
    appendVarint(bytes, numbers.at({span.language, span.script}));
    appendVarint(bytes, span.span.begin - before);
    appendVarint(bytes, span.span.size());
    const double share = std::clamp(span.confidence, 0.0, 1.0);
    appendVarint(bytes, static_cast<std::uint64_t>(std::lround(share * kThousand)));
    before = span.span.end;
  }
  return bytes;
}

std::optional<std::vector<LanguageSpan>> decodeLanguages(std::string_view bytes) {
  std::vector<LanguageSpan> languages;
  if (bytes.empty()) return languages;
  BlobReader reader(bytes);
  std::vector<Name> names;
  for (std::uint64_t count = reader.varint(); count > 0 && reader.ok(); --count) {
    std::string language = readName(reader);
    names.emplace_back(std::move(language), readName(reader));
  }
  std::uint64_t before = 0;
  for (std::uint64_t count = reader.varint(); count > 0; --count) {
    const std::uint64_t name = reader.varint();
    const std::uint64_t gap = reader.varint();
    const std::uint64_t size = reader.varint();
    const std::uint64_t confidence = reader.varint();
    if (!reader.ok() || name >= names.size()) return std::nullopt;
    const std::uint64_t begin = before + gap;
    before = begin + size;
    languages.push_back({{begin, before},
                         names[name].first,
                         names[name].second,
                         static_cast<double>(confidence) / kThousand,
                         false});
  }
  if (!reader.finished()) return std::nullopt;
  return languages;
}

std::string encodePageStarts(const std::vector<std::uint64_t>& starts) {
  if (starts.empty()) return {};
  std::string bytes;
  appendVarint(bytes, starts.size());
  std::uint64_t before = 0;
  for (const std::uint64_t start : starts) {
    assert(start >= before);
    appendVarint(bytes, start - before);
    before = start;
  }
  return bytes;
}

std::optional<std::vector<std::uint64_t>> decodePageStarts(std::string_view bytes) {
  std::vector<std::uint64_t> starts;
  if (bytes.empty()) return starts;
  BlobReader reader(bytes);
  std::uint64_t before = 0;
  for (std::uint64_t count = reader.varint(); count > 0 && reader.ok(); --count) {
    before += reader.varint();
    starts.push_back(before);
  }
  if (!reader.finished()) return std::nullopt;
  return starts;
}

}  // namespace retold
