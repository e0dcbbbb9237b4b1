#include "queries/lexicon/diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/error.h"
#include "queries/screen/screening.h"

namespace retold {
namespace {

constexpr std::size_t kFullDigest = 64;
constexpr std::size_t kShortestDigest = 8;

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
      diff_.candidates.push_back({after.candidate, name, before.score, after.score});
    std::vector<PassageChange> changes;
    for (const Match& match : after.matches) {
      const Match* old = samePassage(match, before.matches);
      if (old == nullptr)
        changes.push_back({PassageChange::Kind::Gained, name, "", match, match.status});
      else if (old->status != match.status)
        changes.push_back({PassageChange::Kind::OtherStatus, name, "", match, old->status});
    }
    for (const Match& match : before.matches)
      if (samePassage(match, after.matches) == nullptr)
        changes.push_back({PassageChange::Kind::Lost, name, "", match, match.status});
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

bool isDigest(std::string_view text) {
  return text.size() >= kShortestDigest && text.size() <= kFullDigest &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The digests of lexicon texts that decisions, codings and runs rely on.
std::set<std::string> keptDigests(const Storage& storage) {
  std::set<std::string> digests;
  for (const Decision& each : storage.decisions())
    if (each.trace) digests.insert(each.trace->lexiconDigest);
  for (const Coding& each : storage.codings({}))
    if (each.trace) digests.insert(each.trace->lexiconDigest);
  for (const ScreeningRun& run : storage.runs())
    for (const RunLexicon& each : run.lexicons) digests.insert(each.digest);
  return digests;
}

std::optional<std::string> keptText(const Storage& storage, std::string_view digest) {
  if (digest.size() == kFullDigest) return storage.lexiconText(digest);
  std::optional<std::string> found;
  for (const std::string& each : keptDigests(storage)) {
    if (!each.starts_with(digest)) continue;
    if (found)
      throw Error(
          ErrorKind::Refused,
          "the project keeps several lexicons whose digests begin with " + std::string(digest),
          "type more of the digest");
    found = storage.lexiconText(each);
  }
  return found;
}

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

std::vector<Lexicon> lexiconsFor(const Storage& storage, std::string_view idOrFileOrDigest) {
  if (isDigest(idOrFileOrDigest)) {
    if (const auto text = keptText(storage, idOrFileOrDigest)) {
      LexiconReading reading = readLexicon(*text, idOrFileOrDigest);
      if (reading.ok()) return {std::move(reading.lexicon)};
      throw Error(ErrorKind::Refused,
                  "the lexicon that the project keeps as " + std::string(idOrFileOrDigest) +
                      " cannot be used: " + toText(reading.diagnostics.front()));
    }
  }
  return loadLexicons(idOrFileOrDigest);
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
