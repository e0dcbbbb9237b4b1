#include <array>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/csv_reader.h"
#include "queries/export/writers.h"

namespace retold {

namespace {

struct Column {
  std::string_view name;
  std::string (*value)(const Excerpt& excerpt, const ExportHeader& header);
};

template <class Number>
std::string numberOrNothing(const std::optional<Number>& number) {
  return number ? std::to_string(*number) : std::string();
}

/// As few digits as give the same number again.
std::string shareOrNothing(const std::optional<double>& share) {
  if (!share) return {};
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), *share).ptr;
  return {text.data(), end};
}

using E = const Excerpt&;
using H = const ExportHeader&;

constexpr Column kColumns[] = {
    {"document", [](E e, H) { return e.document; }},
    {"case", [](E e, H) { return e.caseName; }},
    {"turn", [](E e, H) { return e.turn > 0 ? std::to_string(e.turn) : std::string(); }},
    {"speaker", [](E e, H) { return e.speaker; }},
    {"begin", [](E e, H) { return std::to_string(e.span.begin); }},
    {"end", [](E e, H) { return std::to_string(e.span.end); }},
    {"code", [](E e, H) { return e.code; }},
    {"label", [](E e, H) { return e.codeLabel; }},
    {"kind", [](E e, H) { return e.codeKind; }},
    {"quote", [](E e, H) { return e.quote; }},
    {"coder", [](E e, H) { return e.coder; }},
    {"time", [](E e, H) { return e.time; }},
    {"memo", [](E e, H) { return e.memo; }},
    {"lexicon", [](E e, H) { return e.lexicon; }},
    {"lexicon_version", [](E e, H) { return e.lexiconVersion; }},
    {"term", [](E e, H) { return e.term; }},
    {"decision", [](E e, H) { return e.decision; }},
    {"page", [](E e, H) { return numberOrNothing(e.page); }},
    {"start", [](E e, H) { return numberOrNothing(e.startMilliseconds); }},
    {"original_digest", [](E e, H) { return e.originalDigest; }},
    {"quote_digest", [](E e, H) { return e.quoteDigest; }},
    {"project", [](E, H h) { return h.project; }},
    {"chain_head", [](E, H h) { return h.chainHead; }},
    {"deidentification", [](E, H h) { return h.deidentification; }},
    {"id", [](E e, H) { return e.id; }},
    {"role", [](E e, H) { return e.speakerRole; }},
    {"left", [](E e, H) { return e.left; }},
    {"right", [](E e, H) { return e.right; }},
    {"lexicon_digest", [](E e, H) { return e.lexiconDigest; }},
    {"lexicon_review", [](E e, H) { return e.lexiconReview; }},
    {"project_id", [](E, H h) { return h.projectId; }},
    {"documents", [](E, H h) { return std::to_string(h.documents); }},
    {"selection", [](E, H h) { return h.selection; }},
    {"made", [](E, H h) { return h.made; }},
    {"program", [](E, H h) { return h.program; }},
    {"page_end", [](E e, H) { return numberOrNothing(e.pageEnd); }},
    {"row", [](E e, H) { return numberOrNothing(e.row); }},
    {"stop", [](E e, H) { return numberOrNothing(e.endMilliseconds); }},
    {"language", [](E e, H) { return e.language; }},
    {"translation_of", [](E e, H) { return e.translationOf; }},
    {"translator", [](E e, H) { return e.translator; }},
    {"ocr_confidence", [](E e, H) { return shareOrNothing(e.ocrConfidence); }},
    {"older_text", [](E e, H) { return std::string(e.olderText ? "yes" : "no"); }},
    {"interviews", [](E, H h) { return std::to_string(h.interviews); }},
};

/// Only where the excerpts were grouped.
constexpr Column kGroupColumns[] = {
    {"grouped_by", [](E, H h) { return h.groupedBy; }},
    {"group", [](E e, H) { return e.group; }},
};

}  // namespace

void writeCsv(const ExcerptExport& what, std::ostream& out) {
  std::vector<Column> columns(std::begin(kColumns), std::end(kColumns));
  if (!what.header.groupedBy.empty()) {
    columns.insert(columns.end(), std::begin(kGroupColumns), std::end(kGroupColumns));
  }
  std::vector<std::string> fields;
  for (const Column& column : columns) fields.emplace_back(column.name);
  out << csvRecord(fields);
  for (const Excerpt& excerpt : what.excerpts) {
    fields.clear();
    for (const Column& column : columns) fields.push_back(column.value(excerpt, what.header));
    out << csvRecord(fields);
  }
}

}  // namespace retold
