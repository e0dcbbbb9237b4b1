#include "queries/tag/tagging.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

/// The document's current text. Throws Error(NotFound).
Text currentText(const Storage& storage, DocumentId id) {
  const std::optional<Document> document = storage.document(id);
  std::optional<Text> text = document ? storage.text(document->text) : std::nullopt;
  if (!text) {
    throw Error(ErrorKind::NotFound, "this document is no longer in the project",
                "nothing was changed");
  }
  return std::move(*text);
}

ByteSpan passageOf(const Text& text, ByteSpan span) {
  const std::string& content = text.content;
  if (span.begin >= span.end || span.end > content.size() ||
      !isCodepointBoundary(content, span.begin) || !isCodepointBoundary(content, span.end)) {
    throw Error(ErrorKind::Refused,
                "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) +
                    " are no passage of this document",
                "a passage holds at least one letter and lies within the text; nothing was tagged");
  }
  return snapToGraphemes(content, span);
}

template <class Noun>
ChangeSet putting(const Noun& noun, const std::string& coder, std::string action) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  changes.changes.push_back({ChangeKind::Put, noun});
  changes.expected.push_back({noun.id, 0});
  return changes;
}

}  // namespace

Coding newCoding(const Storage& storage, DocumentId document, ByteSpan span, const Code& code,
                 const std::string& coder, const std::string& memo,
                 const std::optional<LexiconTrace>& trace) {
  if (code.retired) {
    throw Error(ErrorKind::Refused, "the code " + code.name + " is retired",
                "choose another code; nothing was tagged");
  }
  const Text text = currentText(storage, document);
  Coding coding;
  coding.id = CodingId::create();
  coding.document = document;
  coding.text = text.id;
  coding.span = passageOf(text, span);
  coding.quote = text.content.substr(coding.span.begin, coding.span.size());
  coding.code = code.id;
  coding.coder = coder;
  coding.memo = memo;
  coding.trace = trace;
  if (coding.trace && coding.trace->text.isNil()) coding.trace->text = text.id;
  coding.time = now();
  return coding;
}

bool isTagged(const Storage& storage, const Coding& coding) {
  const std::vector<Coding> others = storage.codings({coding.document, coding.code, coding.coder});
  return std::any_of(others.begin(), others.end(), [&](const Coding& other) {
    return other.text == coding.text && other.span == coding.span;
  });
}

Coding tagPassage(Storage& storage, DocumentId document, ByteSpan span, const Code& code,
                  const std::string& coder, const std::string& memo,
                  const std::optional<LexiconTrace>& trace) {
  const Coding coding = newCoding(storage, document, span, code, coder, memo, trace);
  if (isTagged(storage, coding)) {
    throw Error(ErrorKind::Refused,
                coder + " has tagged this passage with " + code.name + " already",
                "nothing was changed");
  }
  storage.apply(putting(coding, coder, "tag passage"));
  return coding;
}

void untag(Storage& storage, const Coding& coding, const std::string& coder) {
  const std::uint64_t version = storage.version(coding.id);
  if (version == 0) {
    throw Error(ErrorKind::Conflict, "this tag is no longer in the project",
                "it was taken away in the meantime; nothing was changed");
  }
  ChangeSet changes;
  changes.coder = coder;
  changes.action = "take tag away";
  changes.changes.push_back({ChangeKind::Remove, coding});
  changes.expected.push_back({coding.id, version});
  storage.apply(changes);
}

LexiconTrace traceOf(Storage& storage, const Match& match, const Text& text,
                     const std::vector<Lexicon>& lexicons) {
  LexiconTrace trace;
  trace.lexicon = match.lexicon;
  trace.lexiconDigest = match.lexiconDigest;
  trace.term = match.term;
  trace.span = match.span;
  trace.text = text.id;
  trace.quote = text.content.substr(match.span.begin, match.span.size());
  const auto lexicon =
      std::find_if(lexicons.begin(), lexicons.end(),
                   [&match](const Lexicon& each) { return each.digest == match.lexiconDigest; });
  if (lexicon == lexicons.end()) {
    throw Error(ErrorKind::NotFound,
                "the match was found by another version of the lexicon " + match.lexicon +
                    " than the one at hand",
                "screen again, then decide; nothing was stored");
  }
  trace.version = lexicon->version;
  storage.keepLexicon(lexicon->id, lexicon->text);
  return trace;
}

bool MatchKey::fits(const LexiconTrace& trace) const {
  const bool sameText = text.isNil() || trace.text.isNil() || text == trace.text;
  return sameText && span == trace.span && lexicon == trace.lexicon && term == trace.term;
}

MatchKey keyOf(const Match& match, TextId text) {
  return {text, match.span, match.lexicon, match.term};
}

MatchKey keyOf(const LexiconTrace& trace) {
  return {trace.text, trace.span, trace.lexicon, trace.term};
}

std::optional<Decision> newestDecision(const std::vector<Decision>& decisions, Subject subject,
                                       const Uuid& id, std::string_view question,
                                       std::string_view coder,
                                       const std::optional<MatchKey>& match) {
  std::map<std::string_view, const Decision*> newestOf;  // by coder
  for (const Decision& decision : decisions) {
    const bool isAbout = decision.subject == subject && decision.subjectId == id &&
                         decision.question == question &&
                         (coder.empty() || decision.coder == coder);
    if (!isAbout) continue;
    if (match && (!decision.trace || !match->fits(*decision.trace))) continue;
    const Decision*& newest = newestOf[decision.coder];
    if (newest == nullptr || newest->time <= decision.time) newest = &decision;
  }
  const auto standing = [](const Decision* decision) {
    return std::pair(decision->verdict != Verdict::CannotRead, decision->time);
  };
  const Decision* newest = nullptr;
  for (const auto& [name, decision] : newestOf)
    if (newest == nullptr || standing(newest) < standing(decision)) newest = decision;
  return newest == nullptr ? std::nullopt : std::optional(*newest);
}

std::string matchName(std::string_view document, ByteSpan span) {
  return std::string(document) + '@' + std::to_string(span.begin) + '-' + std::to_string(span.end);
}

std::optional<std::pair<std::string, ByteSpan>> parseMatchName(std::string_view name) {
  const std::size_t sign = name.rfind('@');
  if (sign == std::string_view::npos || sign == 0) return std::nullopt;
  ByteSpan span;
  const char* const end = name.data() + name.size();
  const auto first = std::from_chars(name.data() + sign + 1, end, span.begin);
  if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '-') return std::nullopt;
  const auto second = std::from_chars(first.ptr + 1, end, span.end);
  if (second.ec != std::errc{} || second.ptr != end || span.begin >= span.end) return std::nullopt;
  return std::pair(std::string(name.substr(0, sign)), span);
}

}  // namespace retold
