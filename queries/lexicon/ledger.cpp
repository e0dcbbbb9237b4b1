#include "queries/lexicon/ledger.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/text/phrase.h"
#include "queries/lexicon/newest_decisions.h"
#include "queries/screen/rank.h"
#include "queries/screen/screener.h"
#include "queries/screen/screening.h"

namespace retold {
namespace {

/// A term by the lexicon that has it; the digest tells languages of one id apart.
using TermKey = std::tuple<std::string, std::string, std::string>;  // digest, category, term

TermKey keyOf(const Match& match) { return {match.lexiconDigest, match.category, match.term}; }

class LedgerBook {
 public:
  LedgerBook(const Storage& storage, const Screening& screening)
      : storage_(storage), screening_(screening) {
    for (const Lexicon& lexicon : screening.lexicons)
      for (const Pattern& pattern : lexicon.patterns)
        for (const Term& term : pattern.terms) addTerm(lexicon, pattern, term);
    for (std::size_t i = 0; i < screening.documents.size(); ++i)
      documents_.emplace(screening.documents[i].document, i);
  }

  void countHits() {
    for (const Candidate& document : screening_.documents) {
      std::set<std::size_t> here;
      for (const Match& match : document.matches) {
        const auto row = rowOf(match);
        if (!row) continue;
        ++rows_[*row].hits;
        if (here.insert(*row).second) ++rows_[*row].documents;
      }
      if (document.candidate)
        for (const std::size_t row : here) noteDecisive(document, row);
    }
    for (const auto& [row, documents] : decisive_)
      rows_[row].onlyByThis = lostWithout(row, documents);
  }

  void countDecisions(const std::vector<Decision>& decisions) {
    std::set<std::pair<std::string, Uuid>> onMatches;
    for (const Decision& each : decisions)
      if (each.subject == Subject::Match) onMatches.emplace(each.coder, each.subjectId);
    for (const Decision& each : decisions) {
      const bool settles = each.verdict == Verdict::Confirm || each.verdict == Verdict::Reject;
      if (!settles || each.subject == Subject::Case) continue;
      if (each.subject == Subject::Document && onMatches.contains({each.coder, each.subjectId}))
        continue;
      ++decisions_;
      const auto row = rowOf(each);
      if (!row)
        ++notCounted_;
      else
        ++(each.verdict == Verdict::Confirm ? rows_[*row].confirmed : rows_[*row].rejected);
    }
  }

  Ledger finish() {
    Ledger ledger;
    std::ranges::stable_sort(rows_, std::ranges::greater(), &LedgerRow::hits);
    ledger.rows = std::move(rows_);
    ledger.neverHit = static_cast<std::uint64_t>(std::ranges::count_if(
        ledger.rows, [](const LedgerRow& row) { return row.hits == 0 && !row.gone; }));
    ledger.decisions = decisions_;
    ledger.notCounted = notCounted_;
    ledger.completeness = screening_.completeness;
    return ledger;
  }

 private:
  void addTerm(const Lexicon& lexicon, const Pattern& pattern, const Term& term) {
    const TermKey key{lexicon.digest, pattern.name, term.source};
    if (!places_.emplace(key, rows_.size()).second) return;
    byTerm_[{lexicon.id, term.source}].push_back(rows_.size());
    LedgerRow row;
    row.lexicon = lexicon.id;
    row.language = lexicon.language;
    row.category = pattern.name;
    row.term = term.source;
    row.gloss = term.gloss;
    row.line = term.line;
    rows_.push_back(std::move(row));
    owners_.push_back(&lexicon);
  }

  std::optional<std::size_t> rowOf(const Match& match) const {
    const auto place = places_.find(keyOf(match));
    return place == places_.end() ? std::nullopt : std::optional(place->second);
  }

  /// The term that a decision was made on: as its trace says, else the one of the document's best
  /// match.
  std::optional<std::size_t> rowOf(const Decision& decision) {
    if (decision.trace) return rowOf(*decision.trace);
    const auto place = documents_.find(DocumentId(decision.subjectId));
    if (place == documents_.end()) return std::nullopt;
    const Candidate& document = screening_.documents[place->second];
    if (document.matches.empty()) return std::nullopt;
    return rowOf(document.matches.front());
  }

  std::optional<std::size_t> rowOf(const LexiconTrace& trace) {
    const auto isOurs = [&](const Lexicon& each) { return each.id == trace.lexicon; };
    if (std::ranges::none_of(screening_.lexicons, isOurs)) return std::nullopt;
    const auto found = byTerm_.find({trace.lexicon, trace.term});
    if (found == byTerm_.end()) {
      LedgerRow row;
      row.lexicon = trace.lexicon;
      row.term = trace.term;
      row.gone = true;
      byTerm_[{trace.lexicon, trace.term}].push_back(rows_.size());
      rows_.push_back(std::move(row));
      owners_.push_back(nullptr);
      return rows_.size() - 1;
    }
    // Of several languages or categories with this term the one that the trace's text is of.
    for (const std::size_t row : found->second)
      if (owners_[row] != nullptr && owners_[row]->digest == trace.lexiconDigest) return row;
    return found->second.front();
  }

  void noteDecisive(const Candidate& document, std::size_t row) {
    std::vector<Match> others;
    for (const Match& match : document.matches)
      if (rowOf(match) != row) others.push_back(match);
    if (!rankDocument(document.document, document.text, std::move(others), screening_.lexicons)
             .candidate)
      decisive_[row].push_back(&document);
  }

  /// Of these documents, how many are no candidates when the lexicon has not this term: another
  /// term may stand at the same place.
  std::uint64_t lostWithout(std::size_t row, const std::vector<const Candidate*>& documents) {
    Lexicon lexicon = *owners_[row];
    for (Pattern& pattern : lexicon.patterns)
      if (pattern.name == rows_[row].category)
        std::erase_if(pattern.terms,
                      [&](const Term& term) { return term.source == rows_[row].term; });
    MemoryVocabulary vocabulary;
    Tokenizer words;
    std::vector<std::pair<Text, TokenStream>> texts;
    for (const Candidate* each : documents) {
      auto text = storage_.text(each->text);
      if (!text) return documents.size();
      TokenStream tokens = streamOf(words, vocabulary, text->content, text->turns);
      texts.emplace_back(std::move(*text), std::move(tokens));
    }
    const Screener without({std::move(lexicon)}, vocabulary);
    std::uint64_t lost = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
      std::vector<Match> matches = without.scan(texts[i].second, texts[i].first);
      for (const Match& match : documents[i]->matches)
        if (match.lexiconDigest != owners_[row]->digest) matches.push_back(match);
      if (!rankDocument(documents[i]->document, documents[i]->text, std::move(matches),
                        screening_.lexicons)
               .candidate)
        ++lost;
    }
    return lost;
  }

  const Storage& storage_;
  const Screening& screening_;
  std::vector<LedgerRow> rows_;
  std::vector<const Lexicon*> owners_;  ///< of each row; null where the term is gone
  std::map<TermKey, std::size_t> places_;
  std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> byTerm_;
  std::map<DocumentId, std::size_t> documents_;
  std::map<std::size_t, std::vector<const Candidate*>> decisive_;
  std::uint64_t decisions_ = 0;
  std::uint64_t notCounted_ = 0;
};

}  // namespace

Ledger ledgerOf(const Storage& storage, std::vector<Lexicon> lexicons, std::string_view question,
                Progress& progress, const std::unordered_set<DocumentId>* only) {
  Screening screening = screenProject(storage, std::move(lexicons), progress);
  std::vector<Decision> decisions = newestDecisions(storage.decisions(), question);
  if (only != nullptr) {
    std::erase_if(screening.documents,
                  [only](const Candidate& each) { return !only->contains(each.document); });
    std::erase_if(decisions, [only](const Decision& each) {
      return each.subject != Subject::Case && !only->contains(DocumentId(each.subjectId));
    });
    screening.completeness.searched = screening.documents.size();
  }
  LedgerBook book(storage, screening);
  book.countHits();
  book.countDecisions(decisions);
  return book.finish();
}

}  // namespace retold
