#include "queries/lexicon/confirmed_passages.h"

#include <algorithm>
#include <utility>

#include "queries/lexicon/newest_decisions.h"
#include "queries/tag/tagging.h"

namespace retold {
namespace {

class Gathering {
 public:
  explicit Gathering(const Storage& storage) : storage_(storage) {}

  void add(const Decision& decision) {
    for (const DocumentId& document : documentsOf(decision)) {
      const auto known = storage_.document(document);
      if (!known || known->excluded) continue;
      const auto text = storage_.text(known->text);
      if (!text) continue;
      if (decision.trace) addTrace(*text, *decision.trace);
      for (const std::string& quote : decision.quotes) addQuote(*text, quote);
    }
  }

  std::unordered_map<DocumentId, std::vector<ByteSpan>> finish() {
    for (auto& [document, spans] : passages_) {
      std::ranges::sort(spans);
      std::vector<ByteSpan> apart;
      for (const ByteSpan& span : spans) {
        if (!apart.empty() && apart.back().overlaps(span))
          apart.back() = hull(apart.back(), span);
        else
          apart.push_back(span);
      }
      spans = std::move(apart);
    }
    return std::move(passages_);
  }

 private:
  std::vector<DocumentId> documentsOf(const Decision& decision) const {
    if (decision.subject == Subject::Case) return storage_.documentsOf(CaseId(decision.subjectId));
    return {DocumentId(decision.subjectId)};
  }

  void addTrace(const Text& text, const LexiconTrace& trace) {
    const bool here = trace.span.end <= text.content.size() &&
                      text.content.compare(trace.span.begin, trace.span.size(), trace.quote) == 0;
    if (here && (trace.text.isNil() || trace.text == text.id))
      passages_[text.document].push_back(trace.span);
    else
      addQuote(text, trace.quote);
  }

  void addQuote(const Text& text, const std::string& quote) {
    const std::vector<ByteSpan> places = findQuote(text.content, quote);
    if (!places.empty()) passages_[text.document].push_back(places.front());
  }

  const Storage& storage_;
  std::unordered_map<DocumentId, std::vector<ByteSpan>> passages_;
};

}  // namespace

std::unordered_map<DocumentId, std::vector<ByteSpan>> confirmedPassages(const Storage& storage,
                                                                        std::string_view question) {
  Gathering gathering(storage);
  for (const Decision& each : newestDecisions(storage.decisions(), question))
    if (each.verdict == Verdict::Confirm) gathering.add(each);
  return gathering.finish();
}

}  // namespace retold
