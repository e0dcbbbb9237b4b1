#include "queries/tag/many.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "indexer/text/turns.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

using Passages = std::set<std::pair<TextId, ByteSpan>>;

Passages tagged(const Storage& storage, const CodeId& code, const std::string& coder) {
  Passages passages;
  for (const Coding& coding : storage.codings({std::nullopt, code, coder}))
    passages.emplace(coding.text, coding.span);
  return passages;
}

const Turn* turnAt(const Text& text, std::uint64_t at) {
  const auto behind = std::ranges::upper_bound(text.turns, at, {},
                                               [](const Turn& turn) { return turn.span.begin; });
  if (behind == text.turns.begin()) return nullptr;
  const Turn& turn = *std::prev(behind);
  return at < turn.span.end ? &turn : nullptr;
}

/// A hit that stands in no turn, or in a label, is tagged as it is.
ByteSpan widened(const Text& text, ByteSpan hit, Stretch stretch) {
  const ByteSpan own = snapToGraphemes(text.content, hit);
  const Turn* turn = stretch == Stretch::Hit ? nullptr : turnAt(text, hit.begin);
  if (turn == nullptr || turn->body.empty() || !turn->body.overlaps(own)) return own;
  if (stretch == Stretch::Turn) return hull(turn->body, own);
  ByteSpan whole = own;
  for (const Passage& sentence : sentences(text.content, {*turn}))
    if (sentence.span.overlaps(own)) whole = hull(whole, sentence.span);
  return whole;
}

/// Places by document, in the order in which the documents come first.
std::vector<std::vector<FoundPlace>> byDocument(std::span<const FoundPlace> places) {
  std::map<DocumentId, std::size_t> numbers;
  std::vector<std::vector<FoundPlace>> groups;
  for (const FoundPlace& place : places) {
    const auto [at, isNew] = numbers.emplace(place.document, groups.size());
    if (isNew) groups.emplace_back();
    groups[at->second].push_back(place);
  }
  return groups;
}

[[noreturn]] void changedMeanwhile() {
  throw Error(ErrorKind::Conflict, "some of these passages were tagged or replaced in the meantime",
              "look at the hits again, then tag them; nothing was tagged");
}

}  // namespace

TagPlan planTags(const Storage& storage, std::span<const FoundPlace> places, Stretch stretch,
                 const Code& code, const std::string& coder, Progress& progress) {
  if (code.retired)
    throw Error(ErrorKind::Refused, "the code " + code.name + " is retired",
                "choose another code; nothing was tagged");
  TagPlan plan;
  plan.code = code.id;
  plan.coder = coder;
  const Passages before = tagged(storage, code.id, coder);
  for (const std::vector<FoundPlace>& group : byDocument(places)) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "tagging was stopped");
    const std::optional<Document> document = storage.document(group.front().document);
    const std::optional<Text> text = document ? storage.text(document->text) : std::nullopt;
    std::set<ByteSpan> seen;
    const std::size_t planned = plan.passages.size();
    for (const FoundPlace& place : group) {
      if (place.span.empty()) continue;
      if (!text || place.text != text->id || place.span.end > text->content.size()) {
        ++plan.older;
        continue;
      }
      const ByteSpan passage = widened(*text, place.span, stretch);
      if (!seen.insert(passage).second)
        ++plan.same;
      else if (before.count({text->id, passage}) != 0)
        ++plan.already;
      else
        plan.passages.push_back({place.document, text->id, passage});
    }
    if (plan.passages.size() > planned) ++plan.documents;
  }
  return plan;
}

std::uint64_t tagMany(Storage& storage, const TagPlan& plan) {
  if (plan.passages.empty()) return 0;
  const Passages before = tagged(storage, plan.code, plan.coder);
  ChangeSet changes;
  changes.coder = plan.coder;
  changes.action = "tag passages";
  const Timestamp time = now();
  std::optional<Text> text;
  for (const FoundPlace& place : plan.passages) {
    if (!text || text->id != place.text) {
      const std::optional<Document> document = storage.document(place.document);
      if (!document || document->text != place.text) changedMeanwhile();
      text = storage.text(place.text);
    }
    if (!text || before.count({place.text, place.span}) != 0) changedMeanwhile();
    Coding coding;
    coding.id = CodingId::create();
    coding.document = place.document;
    coding.text = place.text;
    coding.span = place.span;
    coding.quote = text->content.substr(place.span.begin, place.span.size());
    coding.code = plan.code;
    coding.coder = plan.coder;
    coding.time = time;
    changes.expected.push_back({coding.id, 0});
    changes.changes.push_back({ChangeKind::Put, std::move(coding)});
  }
  storage.apply(changes);
  return plan.passages.size();
}

}  // namespace retold
