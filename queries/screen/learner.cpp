#include "queries/screen/learner.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/screen/evidence.h"
#include "queries/screen/judged.h"

namespace retold {

namespace {

constexpr double kMostCounted = 3;
constexpr std::size_t kPassages = 3;

using Counts = std::map<std::string, double>;

/// The word of the text that set a status: what stands in quotation marks, or the whole reason.
std::string cueOf(const std::string& why) {
  const std::size_t begin = why.find('"');
  const std::size_t end = begin == std::string::npos ? begin : why.find('"', begin + 1);
  return end == std::string::npos ? why : why.substr(begin + 1, end - begin - 1);
}

/// All but the words of the passages.
Counts countsOf(const Candidate& candidate) {
  Counts counts;
  for (const Match& match : candidate.matches) {
    const std::string status(toText(match.status));
    counts["category " + match.category + ", " + status] += 1;
    counts["status " + status] += 1;
    counts["match " + std::string(toText(match.how))] += 1;
    if (!match.why.empty()) counts["cue " + cueOf(match.why) + ", " + status] += 1;
    counts["term " + match.term + " (" + match.language + ")"] = 1;
  }
  for (auto& [name, count] : counts) count = std::min(count, kMostCounted);
  counts["score, as log(1 + score)"] = std::log1p(std::max(0.0, candidate.score));
  return counts;
}

std::string numberOf(std::uint64_t count) { return std::to_string(count); }

}  // namespace

/// What the screening's documents are, by place.
struct Learner::Collected {
  Collected(const Storage& storage, const Screening& of, std::string_view question,
            const std::unordered_set<DocumentId>& unread)
      : screening(of) {
    const std::vector<Decision> decisions = storage.decisions();
    std::set<Uuid> read;
    for (const Decision& decision : decisions) {
      if (decision.subject != Subject::Match && decision.question == question &&
          decision.verdict != Verdict::CannotRead)
        read.insert(decision.subjectId);
    }
    const std::size_t count = screening.documents.size();
    languages.resize(count);
    judged.resize(count);
    features.resize(count);
    std::unordered_map<DocumentId, std::size_t> places;
    for (std::size_t place = 0; place < count; ++place)
      places.emplace(screening.documents[place].document, place);
    std::unordered_map<Uuid, std::size_t> firstOf;  // of a case, its place in the screening
    for (const Document& document : storage.documents({}, storage.documentCount())) {
      const auto at = places.find(document.id);
      if (at == places.end()) continue;
      languages[at->second] = document.language;
      judged[at->second] =
          !unread.contains(document.id) &&
          (read.contains(document.id) || (document.caseId && read.contains(*document.caseId)));
      if (!document.caseId) continue;
      const auto first = firstOf.emplace(*document.caseId, at->second).first;
      first->second = std::min(first->second, at->second);
    }
    for (const auto& [subject, label] : labelsOf(decisions, question)) {
      const auto document = places.find(DocumentId(subject));
      const auto person = firstOf.find(subject);
      if (label == Label::Disputed) {
        ++disputed;
      } else if (document != places.end()) {
        labels[document->second] = label == Label::Confirmed;
      } else if (person != firstOf.end()) {
        labels.emplace(person->second, label == Label::Confirmed);
      }
    }
  }

  /// Words are read of documents in languages with enough judged ones.
  void readWords(const Storage& storage, Progress& progress) {
    std::map<std::string, std::size_t> judgedIn;
    for (const auto& [place, confirmed] : labels) ++judgedIn[languages[place]];
    Tokenizer words;
    for (std::size_t place = 0; place < screening.documents.size(); ++place) {
      if (progress.cancelled())
        throw Error(ErrorKind::Cancelled, "learning was stopped; nothing was changed");
      progress.report("documents", place, screening.documents.size());
      const Candidate& candidate = screening.documents[place];
      Counts counts = countsOf(candidate);
      if (judgedIn[languages[place]] >= kFewestInLanguage && !candidate.matches.empty())
        addWords(storage, candidate, languages[place], words, counts);
      for (auto& [name, count] : counts) features[place].push_back({name, count});
    }
  }

  static void addWords(const Storage& storage, const Candidate& candidate,
                       const std::string& language, Tokenizer& words, Counts& counts) {
    const std::optional<Text> text = storage.text(candidate.text);
    if (!text) return;
    const std::size_t count = std::min(kPassages, candidate.matches.size());
    for (std::size_t at = 0; at < count; ++at) {
      const ByteSpan passage = evidenceOf(*text, candidate.matches[at]);
      words.tokenize(std::string_view(text->content).substr(passage.begin, passage.size()),
                     [&](const Token& token) {
                       counts["word " + std::string(token.folded) + " (" + language + ")"] = 1;
                     });
    }
  }

  const Screening& screening;
  std::vector<std::string> languages;
  std::vector<bool> judged;
  std::vector<std::vector<Feature>> features;
  std::map<std::size_t, bool> labels;  ///< confirmed or not, by place
  std::uint64_t disputed = 0;
};

Learner::Learner(const Storage& storage, const Screening& screening, std::string_view question,
                 const std::unordered_set<DocumentId>& unread, Progress& progress) {
  Collected collected(storage, screening, question, unread);
  disputed_ = collected.disputed;
  for (const auto& [place, confirmed] : collected.labels) ++(confirmed ? confirmed_ : rejected_);
  if (confirmed_ < kFewestJudged || rejected_ < kFewestJudged) {
    throw Error(ErrorKind::Refused,
                "there is too little to learn an order from: " + numberOf(confirmed_) +
                    " confirmed and " + numberOf(rejected_) + " rejected" +
                    (disputed_ > 0 ? " (" + numberOf(disputed_) + " judged differently by coders)"
                                   : std::string()) +
                    "; it takes " + numberOf(kFewestJudged) + " of each",
                "judge more files or cases, or screen without --learn");
  }
  collected.readWords(storage, progress);
  learn(collected);
  arrange(collected);
}

void Learner::learn(const Collected& collected) {
  std::vector<std::vector<Feature>> files;
  std::vector<bool> confirmed;
  for (const auto& [place, label] : collected.labels) {
    files.push_back(collected.features[place]);
    confirmed.push_back(label);
  }
  model_ = LogisticModel::fit(files, confirmed);
}

void Learner::arrange(const Collected& collected) {
  const std::vector<Candidate>& documents = collected.screening.documents;
  // Of the unread: candidates, others with a match, those without; then the judged.
  std::array<std::vector<std::size_t>, 4> parts;
  for (std::size_t place = 0; place < documents.size(); ++place) {
    const Candidate& each = documents[place];
    const std::size_t part = collected.judged[place] ? 3
                             : each.candidate        ? 0
                             : !each.matches.empty() ? 1
                                                     : 2;
    parts.at(part).push_back(place);
  }
  for (std::size_t part = 0; part < parts.size(); ++part) {
    const std::vector<std::size_t>& places = parts[part];
    const bool isMoved = part < 2;
    std::vector<std::string> groups;
    std::vector<double> values;
    for (const std::size_t place : places) {
      groups.push_back(collected.languages[place]);
      values.push_back(isMoved ? model_.logit(collected.features[place]) : 0);
    }
    const std::size_t start = order_.size();
    const std::vector<std::size_t> order = orderedWithinGroups(groups, values);
    for (std::size_t now = 0; now < order.size(); ++now) {
      const std::size_t place = places[order[now]];
      order_.push_back(place);
      if (isMoved) {
        placed_.emplace(documents[place].document,
                        Placed{start + order[now] + 1, start + now + 1, collected.features[place]});
      }
    }
  }
}

std::optional<Moved> Learner::moved(DocumentId document) const {
  const auto at = placed_.find(document);
  if (at == placed_.end()) return std::nullopt;
  return Moved{at->second.before, at->second.after, model_.logit(at->second.features),
               model_.effects(at->second.features)};
}

void reorder(Screening& screening, const std::vector<std::size_t>& order) {
  std::vector<Candidate> documents;
  std::vector<std::string> names;
  documents.reserve(order.size());
  names.reserve(order.size());
  for (const std::size_t place : order) {
    documents.push_back(std::move(screening.documents[place]));
    names.push_back(std::move(screening.names[place]));
  }
  screening.documents = std::move(documents);
  screening.names = std::move(names);
}

std::vector<std::size_t> orderedWithinGroups(const std::vector<std::string>& groups,
                                             const std::vector<double>& values) {
  std::map<std::string_view, std::vector<std::size_t>> held;  // places of a group, ascending
  for (std::size_t place = 0; place < groups.size(); ++place) held[groups[place]].push_back(place);
  std::vector<std::size_t> order(groups.size());
  for (const auto& [group, places] : held) {
    std::vector<std::size_t> best = places;
    std::ranges::stable_sort(best,
                             [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    for (std::size_t at = 0; at < places.size(); ++at) order[places[at]] = best[at];
  }
  return order;
}

}  // namespace retold
