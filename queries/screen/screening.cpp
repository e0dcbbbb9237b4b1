#include "queries/screen/screening.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "model/error.h"
#include "queries/screen/rank.h"
#include "queries/screen/screener.h"
#include "queries/translate/originals.h"

namespace retold {
namespace {

/// Every document of the project but those left out, without a match, in the order of names.
void listDocuments(const Storage& storage, Screening& screening) {
  for (const Document& document : storage.documents({}, storage.documentCount())) {
    if (document.excluded) {
      ++screening.completeness.excluded;
      continue;
    }
    Candidate candidate;
    candidate.document = document.id;
    candidate.text = document.text;
    screening.documents.push_back(std::move(candidate));
    screening.names.push_back(document.name);
  }
}

void countInterviews(const Storage& storage, Screening& screening) {
  const Originals originals(storage);
  std::vector<DocumentId> candidates;
  for (const Candidate& each : screening.documents) {
    screening.translations += originals.isTranslation(each.document) ? 1 : 0;
    if (each.candidate) candidates.push_back(each.document);
  }
  screening.interviews = originals.countedOnce(candidates);
}

void sortByScore(Screening& screening) {
  std::vector<std::size_t> order(screening.documents.size());
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double left = screening.documents[a].score;
    const double right = screening.documents[b].score;
    return left != right ? left > right : screening.names[a] < screening.names[b];
  });
  std::vector<Candidate> documents;
  std::vector<std::string> names;
  for (const std::size_t i : order) {
    documents.push_back(std::move(screening.documents[i]));
    names.push_back(std::move(screening.names[i]));
  }
  screening.documents = std::move(documents);
  screening.names = std::move(names);
}

}  // namespace

Screening screenProject(const Storage& storage, std::vector<Lexicon> lexicons, Progress& progress) {
  const Screener screener(std::move(lexicons), storage.vocabulary());
  Screening screening;
  screening.lexicons = screener.lexicons();
  listDocuments(storage, screening);
  std::unordered_map<DocumentId, std::size_t> places;
  for (std::size_t i = 0; i < screening.documents.size(); ++i)
    places.emplace(screening.documents[i].document, i);

  Scanner scanner(screener);
  std::uint64_t missing = 0;
  const auto visit = [&](DocumentId id, TextId textId, const TokenStream& tokens) {
    if (progress.cancelled())
      throw Error(ErrorKind::Cancelled, "the screening was stopped; nothing was changed");
    const auto place = places.find(id);
    if (place == places.end() || !scanner.mayMatch(tokens)) return true;
    progress.report("documents", place->second, screening.documents.size());
    const auto text = storage.text(textId);
    if (!text) {
      ++missing;
      return true;
    }
    auto matches = scanner.scan(tokens, *text);
    screening.matches += matches.size();
    Candidate& candidate = screening.documents[place->second];
    candidate = rankDocument(id, textId, std::move(matches), screening.lexicons);
    screening.candidates += candidate.candidate ? 1 : 0;
    return true;
  };
  if (screener.anchorPhrases()) {
    storage.eachTokenStreamWith(*screener.anchorPhrases(), visit);
  } else {
    storage.eachTokenStream(screener.anchors(), visit);
  }
  sortByScore(screening);
  countInterviews(storage, screening);
  screening.completeness.documents = screening.documents.size();
  screening.completeness.searched = screening.documents.size() - missing;
  screening.completeness.unreadable = storage.accounting().unreadable;
  return screening;
}

}  // namespace retold
