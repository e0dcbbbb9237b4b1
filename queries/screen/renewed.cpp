#include "queries/screen/renewed.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "indexer/text/phrase.h"
#include "queries/screen/runs.h"
#include "queries/screen/screener.h"

namespace retold {

namespace {

/// An asserted match of earlier, and the text that it stands in.
struct Seen {
  ByteSpan span;
  std::string lexicon;
  std::string category;
};

struct SeenIn {
  TextId text;
  std::vector<Seen> matches;
};

const Decision* newer(const Decision* a, const Decision* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  return a->time <= b->time ? b : a;
}

std::string dateOf(Timestamp time) {
  constexpr std::array<std::string_view, 12> months{
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  const std::string iso = toText(time);  // "2026-05-03T…"
  const std::size_t month = static_cast<std::size_t>(std::stoi(iso.substr(5, 2)));
  return std::to_string(std::stoi(iso.substr(8, 2))) + ' ' + std::string(months.at(month - 1)) +
         ' ' + iso.substr(0, 4);
}

/// The runs that were kept, each read from the project when it is first asked for.
class KeptRuns {
 public:
  explicit KeptRuns(const Storage& storage) : storage_(storage), heads_(storage.runs()) {}

  /// The newest run not after `time` that ran the lexicon; none where none did.
  const ScreeningRun* before(Timestamp time, const Match& match) {
    const auto ran = [&](const ScreeningRun& run, bool inLanguage) {
      return run.time <= time && std::ranges::any_of(run.lexicons, [&](const RunLexicon& lexicon) {
               return lexicon.id == match.lexicon &&
                      (!inLanguage || lexicon.language == match.language);
             });
    };
    for (const bool inLanguage : {true, false}) {
      for (auto head = heads_.rbegin(); head != heads_.rend(); ++head)
        if (ran(*head, inLanguage))
          if (const ScreeningRun* run = whole(head->number)) return run;
    }
    return nullptr;
  }

 private:
  const ScreeningRun* whole(std::uint64_t number) {
    auto at = runs_.find(number);
    if (at == runs_.end()) at = runs_.emplace(number, readableRun(storage_, number)).first;
    return at->second ? &*at->second : nullptr;
  }

  const Storage& storage_;
  const std::vector<ScreeningRun> heads_;  ///< oldest first
  std::map<std::uint64_t, std::optional<ScreeningRun>> runs_;
};

SeenIn seenBy(const ScreeningRun& run, DocumentId document) {
  const auto at = std::ranges::lower_bound(run.found, document, {}, &RunDocument::document);
  if (at == run.found.end() || at->document != document) return {};
  SeenIn seen{at->text, {}};
  for (const RunMatch& match : at->matches) {
    if (match.status == MatchStatus::Asserted)
      seen.matches.push_back({match.span, run.lexicons.at(match.lexicon).id, match.category});
  }
  return seen;
}

/// Lexicon texts that were kept with decisions, made ready to search with.
class KeptLexicons {
 public:
  explicit KeptLexicons(const Storage& storage) : storage_(storage) {}

  /// The asserted matches in `text` of the lexicon that led to a decision; none where its text is
  /// not kept or it is no lexicon in `language`.
  std::optional<SeenIn> find(const LexiconTrace& trace, const std::string& language,
                             const Text& text) {
    auto at = lexicons_.find(trace.lexiconDigest);
    if (at == lexicons_.end())
      at = lexicons_.emplace(trace.lexiconDigest, read(trace.lexiconDigest)).first;
    if (!at->second || at->second->language != language) return std::nullopt;
    Tokenizer words;
    MemoryVocabulary vocabulary;
    const TokenStream tokens = streamOf(words, vocabulary, text.content, text.turns);
    SeenIn seen{text.id, {}};
    for (Match& match : Screener({*at->second}, vocabulary).scan(tokens, text)) {
      if (match.status == MatchStatus::Asserted)
        seen.matches.push_back({match.span, match.lexicon, match.category});
    }
    return seen;
  }

 private:
  std::optional<Lexicon> read(const std::string& digest) const {
    const std::optional<std::string> text = storage_.lexiconText(digest);
    if (!text) return std::nullopt;
    LexiconReading reading = readLexicon(*text, "lexicon kept in the project");
    if (!reading.ok()) return std::nullopt;
    return std::move(reading.lexicon);
  }

  const Storage& storage_;
  std::map<std::string, std::optional<Lexicon>> lexicons_;
};

/// The coder's newest decision on each document or case.
class Newest {
 public:
  Newest(const Storage& storage, std::string_view coder, std::string_view question)
      : decisions_(storage.decisions()) {
    for (const Decision& decision : decisions_) {
      if (decision.coder == coder && decision.question == question &&
          decision.subject != Subject::Match)
        newest_[decision.subjectId] = newer(newest_[decision.subjectId], &decision);
    }
  }

  bool empty() const { return newest_.empty(); }
  const Decision* on(const Document& document) const {
    const Decision* own = find(document.id);
    return document.caseId ? newer(own, find(*document.caseId)) : own;
  }

 private:
  const Decision* find(const Uuid& id) const {
    const auto at = newest_.find(id);
    return at == newest_.end() ? nullptr : at->second;
  }

  const std::vector<Decision> decisions_;
  std::unordered_map<Uuid, const Decision*> newest_;
};

class Renewal {
 public:
  Renewal(const Storage& storage, std::string_view coder, std::string_view question)
      : storage_(storage), runs_(storage), lexicons_(storage), newest_(storage, coder, question) {}

  bool isNeeded() const { return !newest_.empty(); }

  std::optional<Renewed> of(const Candidate& candidate) {
    const auto asserted = [](const Match& match) { return match.status == MatchStatus::Asserted; };
    if (std::ranges::none_of(candidate.matches, asserted)) return std::nullopt;
    const std::optional<Document> document = storage_.document(candidate.document);
    const Decision* decision = document ? newest_.on(*document) : nullptr;
    if (decision == nullptr) return std::nullopt;
    std::optional<Text> text = storage_.text(candidate.text);
    if (!text) return std::nullopt;
    current_ = std::move(*text);
    then_ = textAt(decision->time);
    scanned_.clear();
    Renewed renewed{decision->time, decision->verdict, !then_ || then_->id != current_.id, {}};
    for (const Match& match : candidate.matches) {
      if (!asserted(match) || wasThere(match, *decision)) continue;
      if (std::ranges::find(renewed.categories, match.category) == renewed.categories.end())
        renewed.categories.push_back(match.category);
    }
    if (renewed.categories.empty()) return std::nullopt;
    return renewed;
  }

 private:
  /// The newest text that was read by `time`; none where the document came later.
  std::optional<Text> textAt(Timestamp time) const {
    if (current_.read <= time) return current_;
    const std::vector<TextId> texts = storage_.texts(current_.document);
    for (auto id = texts.rbegin(); id != texts.rend(); ++id) {
      std::optional<Text> text = storage_.text(*id);
      if (text && text->read <= time) return text;
    }
    return std::nullopt;
  }

  bool wasThere(const Match& match, const Decision& decision) {
    if (const ScreeningRun* run = runs_.before(decision.time, match))
      return isAmong(seenBy(*run, current_.document), match);
    if (!then_) return false;
    if (decision.trace && decision.trace->lexicon == match.lexicon) {
      auto seen = scanned_.find(match.language);
      if (seen == scanned_.end()) {
        seen = scanned_
                   .emplace(match.language, lexicons_.find(*decision.trace, match.language, *then_))
                   .first;
      }
      if (seen->second) return isAmong(*seen->second, match);
    }
    return then_->id == current_.id || then_->content.find(quoteOf(match)) != std::string::npos;
  }

  bool isAmong(const SeenIn& seen, const Match& match) {
    return std::ranges::any_of(seen.matches, [&](const Seen& each) {
      if (each.lexicon != match.lexicon || each.category != match.category) return false;
      if (seen.text == current_.id) return each.span.overlaps(match.span);
      return wordsIn(seen.text, each.span) == quoteOf(match);
    });
  }

  std::string quoteOf(const Match& match) const {
    return current_.content.substr(match.span.begin, match.span.size());
  }

  std::string wordsIn(TextId id, ByteSpan span) {
    const Text& text = oldText(id);
    return span.end <= text.content.size() ? text.content.substr(span.begin, span.size())
                                           : std::string();
  }

  const Text& oldText(TextId id) {
    if (then_ && then_->id == id) return *then_;
    if (!old_ || old_->id != id) {
      std::optional<Text> text = storage_.text(id);
      old_ = text ? std::move(*text) : Text{};
      old_->id = id;
    }
    return *old_;
  }

  const Storage& storage_;
  KeptRuns runs_;
  KeptLexicons lexicons_;
  const Newest newest_;
  Text current_;              ///< of the document at hand
  std::optional<Text> then_;  ///< that was there when the decision was made
  std::optional<Text> old_;   ///< another one of it
  std::map<std::string, std::optional<SeenIn>> scanned_;  ///< by language, in `then_`
};

}  // namespace

std::string toText(const Renewed& renewed) {
  std::string categories;
  for (const std::string& category : renewed.categories)
    categories += (categories.empty() ? "" : ", ") + category;
  return (renewed.newText ? "new text since your decision of " : "new since your decision of ") +
         dateOf(renewed.decided) + ": " + categories;
}

std::unordered_map<DocumentId, Renewed> renewedSince(const Storage& storage,
                                                     const Screening& screening,
                                                     std::string_view coder,
                                                     std::string_view question) {
  std::unordered_map<DocumentId, Renewed> all;
  Renewal renewal(storage, coder, question);
  if (!renewal.isNeeded()) return all;
  for (const Candidate& candidate : screening.documents) {
    if (std::optional<Renewed> renewed = renewal.of(candidate))
      all.emplace(candidate.document, std::move(*renewed));
  }
  return all;
}

}  // namespace retold
