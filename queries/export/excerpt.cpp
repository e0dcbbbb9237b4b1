#include "queries/export/excerpt.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "indexer/text/utf8.h"
#include "model/completeness.h"
#include "model/error.h"
#include "model/version.h"
#include "queries/find/concordance.h"
#include "queries/find/white_space.h"
#include "queries/lexicon/lexicon.h"
#include "queries/retrieve/retrieve.h"
#include "queries/translate/originals.h"

namespace retold {

namespace {

constexpr std::size_t kContextWords = 20;

std::string_view toWord(FactorKind kind) {
  switch (kind) {
    case FactorKind::Risk:
      return "risk";
    case FactorKind::Protective:
      return "protective";
    case FactorKind::Pattern:
      return "pattern";
    case FactorKind::None:
      break;
  }
  return "none";
}

std::string shortened(std::string_view quote) {
  constexpr std::size_t most = 80;
  const std::string line = withSingleSpaces(quote);
  std::size_t at = 0;
  for (std::size_t signs = 0; at < line.size() && signs < most; ++signs) nextCodepoint(line, at);
  return '"' + line.substr(0, at) + (at < line.size() ? "…" : "") + '"';
}

/// What is known of a lexicon that led to an excerpt.
struct KnownLexicon {
  std::string line;  // for ExportHeader::lexicons
  std::string review;
};

class Collector {
 public:
  explicit Collector(const Storage& storage) : storage_(storage) {
    for (Code& code : storage.codebook().codes) codes_.emplace(code.id, std::move(code));
    for (Translation& translation : storage.translations())
      translations_.emplace(translation.document, std::move(translation));
    for (Case& person : storage.cases()) caseNames_.emplace(person.id, std::move(person.name));
    // The newest of a subject stands last.
    for (const Decision& decision : storage.decisions())
      if (decision.subject != Subject::Match && decision.question == "prior-trafficking" &&
          decision.verdict != Verdict::CannotRead)
        verdicts_[decision.subjectId] = {decision.time, decision.verdict};
  }

  void take(const Coding& coding) { take(coding, coding.span); }

  /// A passage that a query gave, as each of the codings that it comes from.
  void take(const RetrievedPassage& passage, const std::unordered_map<CodingId, Coding>& codings) {
    for (const CodingId& id : passage.codings) {
      const auto known = codings.find(id);
      if (known != codings.end()) take(known->second, passage.span);
    }
  }

  ExcerptExport finish(std::string_view projectName, std::string selection) {
    ExportHeader& header = result_.header;
    const ProjectInfo info = storage_.info();
    header.project = projectName;
    header.projectId = toText(info.id);
    header.chainHead = storage_.chainHead();
    header.made = toText(now());
    header.program = "retold " + std::string(kVersion);
    header.deidentification = "NOT DEPERSONALISED";
    for (const auto& [key, lexicon] : lexicons_) header.lexicons.push_back(lexicon.line);
    header.selection = std::move(selection);
    header.recall = kRecallUnknown;
    header.documentsLeftOut = storage_.exclusions().size();
    header.documents = storage_.documentCount() - header.documentsLeftOut;
    header.documentsWithExcerpts = documents_.size();
    countInterviews(header);
    return std::move(result_);
  }

  std::string selectionOf(const CodingFilter& filter) const {
    std::vector<std::string> parts;
    if (filter.document) {
      const std::optional<Document> document = storage_.document(*filter.document);
      parts.push_back("document " + (document ? document->name : toText(*filter.document)));
    }
    if (filter.code) parts.push_back("code " + codeName(*filter.code));
    if (filter.coder) parts.push_back("coder " + *filter.coder);
    std::string text;
    for (const std::string& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text.empty() ? "all" : text;
  }

 private:
  /// The stretch `span` that lies in the coding. Whether the coding fits its text is asked of its
  /// own quote: that of the stretch is taken from the text.
  void take(Coding coding, ByteSpan span) {
    const Source& source = sourceOf(coding);
    if (source.document && source.document->excluded) return;
    if (std::optional<Diagnostic> misfit = misfitOf(coding, source)) {
      if (listed_.insert(coding.id).second) result_.leftOut.push_back(std::move(*misfit));
      return;
    }
    if (coding.span != span) {
      coding.quote = source.text->content.substr(span.begin, span.size());
      coding.span = span;
    }
    result_.excerpts.push_back(excerptOf(coding, source));
    documents_.insert(coding.document);
  }

  /// The text that the codings at hand point into: they come document by document.
  struct Source {
    std::optional<Document> document;
    std::optional<Text> text;
    TextId id;
  };

  const Source& sourceOf(const Coding& coding) {
    if (!source_.document || source_.document->id != coding.document || source_.id != coding.text)
      source_ = {storage_.document(coding.document), storage_.text(coding.text), coding.text};
    return source_;
  }

  void countInterviews(ExportHeader& header) const {
    std::vector<DocumentId> all;
    for (const Document& document : storage_.documents({}, storage_.documentCount())) {
      if (document.excluded) continue;
      all.push_back(document.id);
      header.translations += translations_.contains(document.id) ? 1 : 0;
    }
    const Originals originals(storage_);
    header.interviews = originals.countedOnce(all);
    header.interviewsWithExcerpts = originals.countedOnce({documents_.begin(), documents_.end()});
  }

  std::string codeName(CodeId id) const {
    const auto code = codes_.find(id);
    return code == codes_.end() ? toText(id) : code->second.name;
  }

  std::optional<Diagnostic> misfitOf(const Coding& coding, const Source& source) const {
    Diagnostic misfit;
    misfit.severity = Severity::Warning;
    misfit.file = source.document ? source.document->name : toText(coding.document);
    misfit.message = "left out: " + shortened(coding.quote) + ", tagged with " +
                     codeName(coding.code) + " by " + coding.coder;
    const std::string place =
        "bytes " + std::to_string(coding.span.begin) + " to " + std::to_string(coding.span.end);
    if (!source.text) {
      misfit.message += "; the text it was tagged in is not in the project";
      return misfit;
    }
    const std::string& content = source.text->content;
    if (coding.span.begin > coding.span.end || coding.span.end > content.size()) {
      misfit.message += "; its place, " + place + ", lies beyond the end of the text";
      return misfit;
    }
    const std::string_view found =
        std::string_view(content).substr(coding.span.begin, coding.span.size());
    if (found == coding.quote && isCodepointBoundary(content, coding.span.begin) &&
        isCodepointBoundary(content, coding.span.end))
      return std::nullopt;
    const LineColumn where = lineColumn(content, coding.span.begin);
    misfit.line = where.line;
    misfit.column = where.column;
    misfit.message += "; other words stand at its place, " + place;
    return misfit;
  }

  Excerpt excerptOf(const Coding& coding, const Source& source) {
    Excerpt excerpt;
    excerpt.id = toText(coding.id);
    excerpt.place = {coding.document, coding.text, coding.span};
    excerpt.document = source.document ? source.document->name : toText(coding.document);
    if (source.document && source.document->caseId) {
      const auto person = caseNames_.find(*source.document->caseId);
      if (person != caseNames_.end()) excerpt.caseName = person->second;
    }
    putTurn(*source.text, coding.span, excerpt);
    putPlace(*source.text, coding.span, excerpt);
    putTranslation(coding.document, excerpt);
    excerpt.olderText = source.document && source.document->text != coding.text;
    putCode(coding.code, excerpt);
    excerpt.span = coding.span;
    excerpt.quote = coding.quote;
    Context around = joinableContext(*source.text, coding.span, kContextWords);
    excerpt.left = std::move(around.left);
    excerpt.right = std::move(around.right);
    excerpt.leftIsCut = around.leftIsCut;
    excerpt.rightIsCut = around.rightIsCut;
    excerpt.coder = coding.coder;
    excerpt.time = toText(coding.time);
    excerpt.memo = coding.memo;
    if (coding.trace) putTrace(*coding.trace, excerpt);
    excerpt.decision = verdictOn(coding.document, source);
    excerpt.originalDigest = source.text->originalDigest;
    excerpt.quoteDigest = storage_.digest(coding.quote);
    return excerpt;
  }

  static void putTurn(const Text& text, ByteSpan span, Excerpt& excerpt) {
    const auto behind =
        std::partition_point(text.turns.begin(), text.turns.end(),
                             [&span](const Turn& turn) { return turn.span.end <= span.begin; });
    if (behind == text.turns.end() || !behind->span.overlaps(span)) return;
    excerpt.turn = static_cast<std::uint64_t>(behind - text.turns.begin()) + 1;
    excerpt.speaker = behind->speaker;
    excerpt.speakerRole = toText(behind->role);
    excerpt.startMilliseconds = behind->startMilliseconds;
    excerpt.endMilliseconds = behind->endMilliseconds;
    if (placeWord(text.reader) == "row")
      excerpt.row = behind->page;
    else
      excerpt.page = excerpt.pageEnd = behind->page;
  }

  static void putPlace(const Text& text, ByteSpan span, Excerpt& excerpt) {
    if (const auto page = text.pageAt(span.begin)) {
      excerpt.page = page;
      excerpt.pageEnd = text.pageAt(span.end > span.begin ? span.end - 1 : span.begin);
    }
    excerpt.ocrConfidence = text.ocrConfidence;
    std::map<std::string_view, std::uint64_t> bytes;
    for (const LanguageSpan& each : text.languages) {
      if (each.span.overlaps(span))
        bytes[each.language] +=
            std::min(each.span.end, span.end) - std::max(each.span.begin, span.begin);
    }
    const auto most =
        std::max_element(bytes.begin(), bytes.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most != bytes.end()) excerpt.language = most->first;
  }

  void putTranslation(DocumentId document, Excerpt& excerpt) const {
    const auto translation = translations_.find(document);
    if (translation == translations_.end()) return;
    const auto original = storage_.document(translation->second.original);
    excerpt.translationOf = original ? original->name : toText(translation->second.original);
    excerpt.translator = translation->second.translator;
    if (excerpt.translator.empty() && translation->second.machine) excerpt.translator = "a program";
  }

  void putCode(CodeId id, Excerpt& excerpt) const {
    excerpt.code = codeName(id);
    const auto code = codes_.find(id);
    if (code != codes_.end()) excerpt.codeLabel = code->second.label;
    excerpt.codeKind = toWord(code == codes_.end() ? FactorKind::None : code->second.kind);
  }

  void putTrace(const LexiconTrace& trace, Excerpt& excerpt) {
    excerpt.lexicon = trace.lexicon;
    excerpt.lexiconVersion = trace.version;
    excerpt.lexiconDigest = trace.lexiconDigest;
    excerpt.term = trace.term;
    excerpt.lexiconReview = lexiconOf(trace).review;
  }

  const KnownLexicon& lexiconOf(const LexiconTrace& trace) {
    const std::pair key(trace.lexicon, trace.lexiconDigest);
    const auto [known, isNew] = lexicons_.try_emplace(key);
    if (!isNew) return known->second;
    const std::optional<std::string> text = storage_.lexiconText(trace.lexiconDigest);
    if (!text) {
      known->second.line = trace.lexicon + ' ' + trace.version + ": its text is not in the project";
      return known->second;
    }
    const LexiconReading reading = readLexicon(*text, trace.lexicon);
    known->second.review = reviewLine(reading.lexicon);
    known->second.line = trace.lexicon + " (" + reading.lexicon.language + ") " + trace.version +
                         ": " + known->second.review;
    return known->second;
  }

  std::string verdictOn(DocumentId document, const Source& source) const {
    std::optional<std::pair<Timestamp, Verdict>> newest;
    const auto consider = [&](const Uuid& subject) {
      const auto found = verdicts_.find(subject);
      if (found != verdicts_.end() && (!newest || newest->first <= found->second.first))
        newest = found->second;
    };
    consider(document);
    if (source.document && source.document->caseId) consider(*source.document->caseId);
    return newest ? std::string(toText(newest->second)) : std::string();
  }

  const Storage& storage_;
  std::unordered_map<CodeId, Code> codes_;
  std::unordered_map<CaseId, std::string> caseNames_;
  std::unordered_map<DocumentId, Translation> translations_;
  std::unordered_map<Uuid, std::pair<Timestamp, Verdict>> verdicts_;
  std::map<std::pair<std::string, std::string>, KnownLexicon> lexicons_;
  std::set<DocumentId> documents_;
  std::set<CodingId> listed_;  ///< of those that are left out
  Source source_;
  ExcerptExport result_;
};

}  // namespace

void putInGroups(ExcerptExport& what, const std::string& groupedBy,
                 const std::function<std::string(const Excerpt&)>& groupOf) {
  what.header.groupedBy = groupedBy;
  for (Excerpt& excerpt : what.excerpts) excerpt.group = groupOf(excerpt);
  std::ranges::stable_sort(what.excerpts, {}, &Excerpt::group);
}

ExcerptExport collectExcerpts(const Storage& storage, const CodingFilter& filter,
                              std::string_view projectName) {
  Collector collector(storage);
  for (const Coding& coding : storage.codings(filter)) collector.take(coding);
  return collector.finish(projectName, collector.selectionOf(filter));
}

ExcerptExport collectExcerpts(const Storage& storage, const Retrieval& retrieval,
                              const std::string& selection, std::string_view projectName,
                              const Progress* progress) {
  std::unordered_map<CodingId, Coding> codings;
  for (Coding& coding : storage.codings({})) codings.emplace(coding.id, std::move(coding));
  Collector collector(storage);
  for (const RetrievedPassage& passage : retrieval.passages) {
    if (progress != nullptr && progress->cancelled()) {
      throw Error(ErrorKind::Cancelled, "stopped; nothing was changed");
    }
    collector.take(passage, codings);
  }
  return collector.finish(projectName, selection);
}

}  // namespace retold
