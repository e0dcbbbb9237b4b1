#include "queries/tag/suggestions.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "indexer/text/turns.h"
#include "model/error.h"
#include "queries/screen/rank.h"
#include "queries/screen/screening.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

/// Which code a match suggests, by its lexicon's digest and its category.
class CodesOfPatterns {
 public:
  CodesOfPatterns(const std::vector<Lexicon>& lexicons, const Codebook& codebook) {
    std::set<std::string> unknown;
    for (const Lexicon& lexicon : lexicons)
      for (const Pattern& pattern : lexicon.patterns) {
        if (pattern.code.empty()) continue;
        any_ = true;
        const auto code = std::ranges::find(codebook.codes, pattern.code, &Code::name);
        if (code == codebook.codes.end() || code->retired)
          unknown.insert(pattern.code);
        else
          codes_.emplace(std::pair(lexicon.digest, pattern.name), *code);
      }
    unknown_.assign(unknown.begin(), unknown.end());
  }

  bool any() const { return any_; }
  const std::vector<std::string>& unknown() const { return unknown_; }

  /// None where the pattern suggests nothing that the project's codebook has.
  const Code* of(const Match& match) const {
    const auto found = codes_.find({match.lexiconDigest, match.category});
    return found == codes_.end() ? nullptr : &found->second;
  }

 private:
  std::map<std::pair<std::string, std::string>, Code> codes_;
  std::vector<std::string> unknown_;
  bool any_ = false;
};

/// The span widened to the sentences that it touches; as it is where it touches none.
ByteSpan widened(ByteSpan span, const std::vector<Passage>& sentences) {
  ByteSpan wide = span;
  for (const Passage& sentence : sentences) {
    if (!sentence.span.overlaps(span)) continue;
    wide.begin = std::min(wide.begin, sentence.span.begin);
    wide.end = std::max(wide.end, sentence.span.end);
  }
  return wide;
}

/// Joins suggestions of one code whose sentences overlap.
void add(std::vector<Suggestion>& found, Suggestion next) {
  const auto same = std::ranges::find_if(found, [&](const Suggestion& each) {
    return each.code.id == next.code.id && each.span.overlaps(next.span);
  });
  if (same == found.end()) {
    found.push_back(std::move(next));
    return;
  }
  next.span = {std::min(same->span.begin, next.span.begin),
               std::max(same->span.end, next.span.end)};
  next.count += same->count;
  if (same->strength >= next.strength) {
    next.match = std::move(same->match);
    next.strength = same->strength;
  }
  found.erase(same);
  add(found, std::move(next));
}

bool isTagged(const Suggestion& suggestion, const std::vector<Coding>& codings) {
  return std::ranges::any_of(codings, [&](const Coding& coding) {
    return coding.text == suggestion.text && coding.code == suggestion.code.id &&
           coding.span.overlaps(suggestion.span);
  });
}

std::vector<Suggestion> suggestionsOf(const Candidate& candidate, const std::string& name,
                                      const Text& text, const CodesOfPatterns& codes,
                                      const SuggestionChoice& choice, Suggestions& counts) {
  const std::vector<Passage> parts = sentences(text.content, text.turns);
  std::vector<Suggestion> found;
  for (const Match& match : candidate.matches) {
    const Code* code = codes.of(match);
    if (!code || (choice.code && *choice.code != code->id)) continue;
    if (!choice.everyStatus && match.status != MatchStatus::Asserted) {
      ++counts.statuses;
      continue;
    }
    const ByteSpan span = widened(match.span, parts);
    add(found, {candidate.document, name, text.id, span, {}, *code, match, worthOf(match), 1});
  }
  for (Suggestion& each : found)
    each.quote = text.content.substr(each.span.begin, each.span.size());
  return found;
}

ChangeSet tagging(const std::vector<Coding>& codings, const std::string& coder) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = "tag suggested passages";
  for (const Coding& coding : codings) {
    changes.changes.push_back({ChangeKind::Put, coding});
    changes.expected.push_back({coding.id, 0});
  }
  return changes;
}

Coding codingOf(Storage& storage, const Suggestion& suggestion, const Text& text,
                const std::vector<Lexicon>& lexicons, const std::string& coder) {
  Coding coding;
  coding.id = CodingId::create();
  coding.document = suggestion.document;
  coding.text = suggestion.text;
  coding.span = suggestion.span;
  coding.quote = suggestion.quote;
  coding.code = suggestion.code.id;
  coding.coder = coder;
  coding.trace = traceOf(storage, suggestion.match, text, lexicons);
  coding.time = now();
  return coding;
}

}  // namespace

Suggestions suggestCodings(const Storage& storage, std::vector<Lexicon> lexicons,
                           const SuggestionChoice& choice, Progress& progress) {
  const CodesOfPatterns codes(lexicons, storage.codebook());
  if (!codes.any()) {
    throw Error(ErrorKind::Refused, "no pattern of these lexicons names a code",
                "\"pattern NAME, code risk/economic/poverty: ...\" names one; risk-factors and "
                "protective-factors are built in");
  }
  Screening screening = screenProject(storage, std::move(lexicons), progress);
  Suggestions suggestions;
  suggestions.unknownCodes = codes.unknown();
  suggestions.completeness = screening.completeness;
  for (std::size_t i = 0; i < screening.documents.size(); ++i) {
    const Candidate& candidate = screening.documents[i];
    if (candidate.matches.empty()) continue;
    if (choice.document && *choice.document != candidate.document) continue;
    const std::optional<Text> text = storage.text(candidate.text);
    if (!text) continue;
    const auto codings = storage.codings({candidate.document, std::nullopt, choice.coder});
    for (Suggestion& each :
         suggestionsOf(candidate, screening.names[i], *text, codes, choice, suggestions)) {
      if (isTagged(each, codings))
        ++suggestions.tagged;
      else
        suggestions.found.push_back(std::move(each));
    }
  }
  const auto place = [](const Suggestion& each) {
    return std::tie(each.name, each.span.begin, each.code.name);
  };
  std::ranges::sort(suggestions.found,
                    [&](const Suggestion& a, const Suggestion& b) { return place(a) < place(b); });
  suggestions.lexicons = std::move(screening.lexicons);
  return suggestions;
}

std::vector<Coding> applySuggestions(Storage& storage, const Suggestions& suggestions,
                                     const std::string& coder) {
  if (coder.empty()) {
    throw Error(ErrorKind::Refused, "nobody is named as the one who tags",
                "name a coder of its own, such as \"suggested\"; nothing was tagged");
  }
  std::vector<Coding> all;
  for (auto first = suggestions.found.begin(); first != suggestions.found.end();) {
    const auto last = std::find_if(first, suggestions.found.end(), [&](const Suggestion& each) {
      return each.document != first->document;
    });
    const std::optional<Text> text = storage.text(first->text);
    if (!text) {
      throw Error(ErrorKind::NotFound, "the text of " + first->name + " is no longer there",
                  "suggest again; nothing was tagged");
    }
    for (; first != last; ++first)
      all.push_back(codingOf(storage, *first, *text, suggestions.lexicons, coder));
  }
  if (!all.empty()) storage.apply(tagging(all, coder));
  return all;
}

}  // namespace retold
