#include "queries/lexicon/diff.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "model/error.h"
#include "queries/lexicon/changed_terms.h"
#include "queries/screen/rank.h"
#include "queries/screen/screener.h"
#include "queries/screen/screening.h"
#include "queries/screen/term_program.h"
#include "queries/screen/term_search.h"

namespace retold {
namespace {

/// The match of the same category that overlaps `wanted` first.
const Match* samePassage(const Match& wanted, const std::vector<Match>& matches) {
  const Match* found = nullptr;
  for (const Match& each : matches)
    if (each.category == wanted.category && each.span.overlaps(wanted.span) &&
        (found == nullptr || each.span < found->span))
      found = &each;
  return found;
}

class Comparison {
 public:
  Comparison(const Storage& storage, LexiconDiff& diff) : storage_(storage), diff_(diff) {}

  void add(const std::string& name, const Candidate& before, const Candidate& after) {
    if (before.candidate != after.candidate)
      diff_.candidates.push_back(
          {after.candidate, name, after.document, before.score, after.score});
    std::vector<PassageChange> changes;
    const auto add = [&](PassageChange::Kind kind, const Match& match, MatchStatus was) {
      changes.push_back({kind, name, after.document, after.text, "", match, was});
    };
    for (const Match& match : after.matches) {
      const Match* old = samePassage(match, before.matches);
      if (old == nullptr)
        add(PassageChange::Kind::Gained, match, match.status);
      else if (old->status != match.status)
        add(PassageChange::Kind::OtherStatus, match, old->status);
    }
    for (const Match& match : before.matches)
      if (samePassage(match, after.matches) == nullptr)
        add(PassageChange::Kind::Lost, match, match.status);
    if (changes.empty()) return;
    std::ranges::stable_sort(changes, [](const PassageChange& a, const PassageChange& b) {
      return std::tie(a.match.span, a.kind, a.match.category) <
             std::tie(b.match.span, b.kind, b.match.category);
    });
    const auto text = storage_.text(after.text);
    for (PassageChange& each : changes) {
      if (text) each.quote = text->content.substr(each.match.span.begin, each.match.span.size());
      diff_.passages.push_back(std::move(each));
    }
  }

 private:
  const Storage& storage_;
  LexiconDiff& diff_;
};

/// More phrases cost the index more than passing over the texts that they would leave out.
constexpr std::size_t kMostPhrases = 300;

/// Which texts can hold one of the terms that differ between two lexicons.
class Touched {
 public:
  Touched(const Storage& storage, const Lexicon& before, const Lexicon& after)
      : program_(storage.vocabulary()) {
    const auto changed = changedTerms(before, after);
    everything_ = !changed;
    std::set<TermProgram::Node> nodes;
    if (changed)
      for (const ChangedTerm& each : *changed)
        nodes.insert(program_.add(each.before ? before : after, each.term->expression));
    nodes.erase(TermProgram::kNothing);
    nodes_.assign(nodes.begin(), nodes.end());
    program_.finish();
  }

  void eachText(const Storage& storage,
                const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const {
    if (everything_) return storage.eachTokenStream({}, visit);
    if (nodes_.empty()) return;
    TermSearch search(program_, nodes_);
    const auto visitTouched = [&](DocumentId document, TextId text, const TokenStream& tokens) {
      return search.in(tokens).empty() || visit(document, text, tokens);
    };
    if (const auto phrases = phrasesOfAll())
      return storage.eachTokenStreamWith(*phrases, visitTouched);
    storage.eachTokenStream(tokensOfAny(), visitTouched);
  }

 private:
  std::optional<std::vector<PhrasePattern>> phrasesOfAll() const {
    std::vector<PhrasePattern> all;
    for (const TermProgram::Node node : nodes_) {
      auto here = program_.anchorPhrases(node);
      if (!here || all.size() + here->size() > kMostPhrases) return std::nullopt;
      std::move(here->begin(), here->end(), std::back_inserter(all));
    }
    return all;
  }

  /// Empty where every text has to be looked at.
  std::vector<std::uint32_t> tokensOfAny() const {
    std::vector<std::uint32_t> all;
    for (const TermProgram::Node node : nodes_) {
      const auto here = program_.anchors(node);
      if (!here) return {};
      all.insert(all.end(), here->begin(), here->end());
    }
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  TermProgram program_;
  std::vector<TermProgram::Node> nodes_;
  bool everything_ = false;
};

/// Screens the documents that the change touches with both lexicons, one document at a time.
class TwoScreenings {
 public:
  TwoScreenings(const Storage& storage, const Lexicon& before, const Lexicon& after,
                const std::unordered_set<DocumentId>* only, Progress& progress, LexiconDiff& diff)
      : storage_(storage),
        only_(only),
        progress_(progress),
        diff_(diff),
        touched_(storage, before, after),
        before_({before}),
        after_({after}),
        old_(before_, storage.vocabulary()),
        now_(after_, storage.vocabulary()),
        oldScanner_(old_),
        nowScanner_(now_),
        comparison_(storage, diff) {}

  void run() {
    touched_.eachText(storage_,
                      [this](DocumentId document, TextId text, const TokenStream& tokens) {
                        if (progress_.cancelled())
                          throw Error(ErrorKind::Cancelled, "the comparison was stopped");
                        if (only_ == nullptr || only_->count(document) != 0)
                          compare(document, text, tokens);
                        return true;
                      });
    Completeness& base = diff_.completeness;
    const std::uint64_t all = storage_.documentCount();
    for (const Document& each : storage_.documents({}, all)) base.excluded += each.excluded ? 1 : 0;
    base.documents = only_ == nullptr ? all - base.excluded : only_->size();
    base.searched = base.documents;
    base.unreadable = storage_.accounting().unreadable;
  }

 private:
  void compare(DocumentId document, TextId textId, const TokenStream& tokens) {
    progress_.report("documents", ++diff_.lookedAt, 0);
    const bool mayOld = oldScanner_.mayMatch(tokens);
    const bool mayNow = nowScanner_.mayMatch(tokens);
    if (!mayOld && !mayNow) return;
    const auto text = storage_.text(textId);
    if (!text) return;
    const Candidate old = ranked(mayOld, oldScanner_, before_, document, *text, tokens);
    const Candidate now = ranked(mayNow, nowScanner_, after_, document, *text, tokens);
    diff_.matchesBefore += old.matches.size();
    diff_.matchesAfter += now.matches.size();
    diff_.candidatesBefore += old.candidate ? 1 : 0;
    diff_.candidatesAfter += now.candidate ? 1 : 0;
    const auto stored = storage_.document(document);
    comparison_.add(stored ? stored->name : std::string(), old, now);
  }

  static Candidate ranked(bool may, Scanner& scanner, const std::vector<Lexicon>& lexicons,
                          DocumentId document, const Text& text, const TokenStream& tokens) {
    auto matches = may ? scanner.scan(tokens, text) : std::vector<Match>();
    return rankDocument(document, text.id, std::move(matches), lexicons);
  }

  const Storage& storage_;
  const std::unordered_set<DocumentId>* only_;
  Progress& progress_;
  LexiconDiff& diff_;
  Touched touched_;
  std::vector<Lexicon> before_, after_;
  Screener old_, now_;
  Scanner oldScanner_, nowScanner_;
  Comparison comparison_;
};

}  // namespace

LexiconDiff diffLexicons(const Storage& storage, std::vector<Lexicon> before,
                         std::vector<Lexicon> after, Progress& progress) {
  const Screening old = screenProject(storage, std::move(before), progress);
  const Screening now = screenProject(storage, std::move(after), progress);
  LexiconDiff diff;
  diff.matchesBefore = old.matches;
  diff.matchesAfter = now.matches;
  diff.candidatesBefore = old.candidates;
  diff.candidatesAfter = now.candidates;
  diff.completeness = now.completeness;
  std::map<std::string, std::pair<const Candidate*, const Candidate*>> documents;
  for (std::size_t i = 0; i < old.documents.size(); ++i)
    documents[old.names[i]].first = &old.documents[i];
  for (std::size_t i = 0; i < now.documents.size(); ++i)
    documents[now.names[i]].second = &now.documents[i];
  Comparison comparison(storage, diff);
  for (const auto& [name, pair] : documents)
    if (pair.first != nullptr && pair.second != nullptr)
      comparison.add(name, *pair.first, *pair.second);
  return diff;
}

LexiconDiff changesBetween(const Storage& storage, const Lexicon& before, const Lexicon& after,
                           const std::unordered_set<DocumentId>* only, Progress& progress) {
  LexiconDiff diff;
  TwoScreenings screenings(storage, before, after, only, progress, diff);
  screenings.run();
  return diff;
}

std::string_view toText(PassageChange::Kind kind) {
  switch (kind) {
    case PassageChange::Kind::Gained:
      return "gained";
    case PassageChange::Kind::Lost:
      return "lost";
    case PassageChange::Kind::OtherStatus:
      return "other status";
  }
  return "";
}

}  // namespace retold
