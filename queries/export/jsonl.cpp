#include <nlohmann/json.hpp>

#include "queries/export/writers.h"

namespace retold {

namespace {

using Json = nlohmann::ordered_json;

template <class Value>
Json valueOrNull(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json toJson(const ExcerptExport& what) {
  const ExportHeader& header = what.header;
  return {{"type", "header"},
          {"project", header.project},
          {"project_id", header.projectId},
          {"chain_head", header.chainHead},
          {"made", header.made},
          {"program", header.program},
          {"deidentification", header.deidentification},
          {"lexicons", header.lexicons},
          {"selection", header.selection},
          {"recall", header.recall},
          {"documents", header.documents},
          {"documents_with_excerpts", header.documentsWithExcerpts},
          {"documents_left_out", header.documentsLeftOut},
          {"translations", header.translations},
          {"interviews", header.interviews},
          {"interviews_with_excerpts", header.interviewsWithExcerpts},
          {"excerpts", what.excerpts.size()},
          {"left_out", what.leftOut.size()}};
}

Json toJson(const Excerpt& excerpt, const ExportHeader& header) {
  return {{"type", "excerpt"},
          {"id", excerpt.id},
          {"document", excerpt.document},
          {"case", excerpt.caseName},
          {"turn", excerpt.turn > 0 ? Json(excerpt.turn) : Json(nullptr)},
          {"speaker", excerpt.speaker},
          {"role", excerpt.speakerRole},
          {"start", valueOrNull(excerpt.startMilliseconds)},
          {"page", valueOrNull(excerpt.page)},
          {"begin", excerpt.span.begin},
          {"end", excerpt.span.end},
          {"code", excerpt.code},
          {"label", excerpt.codeLabel},
          {"kind", excerpt.codeKind},
          {"quote", excerpt.quote},
          {"left", excerpt.left},
          {"right", excerpt.right},
          {"coder", excerpt.coder},
          {"time", excerpt.time},
          {"memo", excerpt.memo},
          {"lexicon", excerpt.lexicon},
          {"lexicon_version", excerpt.lexiconVersion},
          {"lexicon_digest", excerpt.lexiconDigest},
          {"lexicon_review", excerpt.lexiconReview},
          {"term", excerpt.term},
          {"decision", excerpt.decision},
          {"original_digest", excerpt.originalDigest},
          {"quote_digest", excerpt.quoteDigest},
          {"project", header.project},
          {"chain_head", header.chainHead},
          {"deidentification", header.deidentification},
          {"page_end", valueOrNull(excerpt.pageEnd)},
          {"row", valueOrNull(excerpt.row)},
          {"stop", valueOrNull(excerpt.endMilliseconds)},
          {"language", excerpt.language},
          {"translation_of", excerpt.translationOf},
          {"translator", excerpt.translator},
          {"ocr_confidence", valueOrNull(excerpt.ocrConfidence)},
          {"older_text", excerpt.olderText}};
}

Json toJson(const Diagnostic& diagnostic) {
  return {{"type", "left-out"},
          {"document", diagnostic.file},
          {"line", diagnostic.line},
          {"column", diagnostic.column},
          {"message", diagnostic.message}};
}

void writeLine(const Json& json, std::ostream& out) {
  // A name typed in another encoding is the only thing here that may be no UTF-8.
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace

void writeJsonl(const ExcerptExport& what, std::ostream& out) {
  const std::string& groupedBy = what.header.groupedBy;
  Json header = toJson(what);
  if (!groupedBy.empty()) header["grouped_by"] = groupedBy;
  writeLine(header, out);
  for (const Excerpt& excerpt : what.excerpts) {
    Json line = toJson(excerpt, what.header);
    if (!groupedBy.empty()) line["group"] = excerpt.group;
    writeLine(line, out);
  }
  for (const Diagnostic& diagnostic : what.leftOut) writeLine(toJson(diagnostic), out);
}

}  // namespace retold
