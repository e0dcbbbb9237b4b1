#include "queries/notes/concerns.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

ByteSpan passageOf(const std::string& content, ByteSpan span) {
  if (span.begin >= span.end || span.end > content.size() ||
      !isCodepointBoundary(content, span.begin) || !isCodepointBoundary(content, span.end)) {
    throw Error(ErrorKind::Refused,
                "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) +
                    " are no passage of this document",
                "a passage holds at least one letter and lies within the text; no concern was "
                "raised");
  }
  return snapToGraphemes(content, span);
}

/// What `change` is of, in place of the concern that is stored at the version that was read.
void replace(Storage& storage, const Concern& before, const Concern& after,
             const std::string& coder, const std::string& action) {
  const std::uint64_t version = storage.version(before.id);
  const std::vector<Concern> concerns = storage.concerns();
  const auto stored = std::ranges::find(concerns, before.id, &Concern::id);
  if (stored == concerns.end() || *stored != before) {
    throw Error(ErrorKind::Conflict,
                stored == concerns.end() ? "this concern is no longer in the project"
                                         : "this concern was changed in the meantime",
                "look at it again; nothing was changed");
  }
  ChangeSet set;
  set.coder = coder;
  set.action = action;
  set.changes.push_back({ChangeKind::Put, after});
  set.expected.push_back({after.id, version});
  storage.apply(set);
}

bool comesBefore(const ConcernRow& left, const ConcernRow& right) {
  const Concern& a = left.concern;
  const Concern& b = right.concern;
  if (a.settled != b.settled) return !a.settled;
  return a.settled ? a.settledTime > b.settledTime : a.time < b.time;
}

}  // namespace

Concern raiseConcern(Storage& storage, DocumentId document, TextId text, ByteSpan span,
                     const std::string& note, const std::string& coder) {
  const std::optional<Text> found = storage.text(text);
  if (!found || found->document != document) {
    throw Error(ErrorKind::NotFound, "this document is no longer in the project",
                "no concern was raised");
  }
  Concern concern;
  concern.id = ConcernId::create();
  concern.document = document;
  concern.text = text;
  concern.span = passageOf(found->content, span);
  concern.quote = found->content.substr(concern.span.begin, concern.span.size());
  concern.note = trimmed(note);
  concern.coder = coder;
  concern.time = now();
  for (const Concern& other : storage.concerns()) {
    if (!other.settled && other.text == text && other.span == concern.span &&
        other.coder == coder) {
      throw Error(ErrorKind::Refused, coder + " has an open concern on this passage already",
                  "nothing was changed");
    }
  }
  ChangeSet set;
  set.coder = coder;
  set.action = "raise concern";
  set.changes.push_back({ChangeKind::Put, concern});
  set.expected.push_back({concern.id, 0});
  storage.apply(set);
  return concern;
}

Concern settleConcern(Storage& storage, const Concern& concern, const std::string& outcome,
                      const std::string& coder) {
  if (concern.settled) {
    throw Error(ErrorKind::Refused, "this concern is settled already",
                "open it again to settle it in another way; nothing was changed");
  }
  if (trimmed(outcome).empty()) {
    throw Error(ErrorKind::Refused, "a concern is settled by saying what was done",
                "for example: told the case manager on 12 March; nothing was changed");
  }
  Concern settled = concern;
  settled.settled = true;
  settled.outcome = trimmed(outcome);
  settled.settledBy = coder;
  settled.settledTime = now();
  replace(storage, concern, settled, coder, "settle concern");
  return settled;
}

Concern reopenConcern(Storage& storage, const Concern& concern, const std::string& coder) {
  if (!concern.settled) {
    throw Error(ErrorKind::Refused, "this concern is open already", "nothing was changed");
  }
  Concern open = concern;
  const std::string day = toText(concern.settledTime).substr(0, std::string("2026-11-22").size());
  open.note += (open.note.empty() ? "" : "\n") + ("Settled by " + concern.settledBy) + " on " +
               day + ": " + concern.outcome;
  open.settled = false;
  open.outcome.clear();
  open.settledBy.clear();
  open.settledTime = {};
  replace(storage, concern, open, coder, "reopen concern");
  return open;
}

std::vector<ConcernRow> concernRows(const Storage& storage) {
  std::vector<ConcernRow> rows;
  std::unordered_map<CaseId, std::string> names;
  for (Concern& concern : storage.concerns()) {
    ConcernRow row{std::move(concern), {}, {}, false, false};
    if (const auto document = storage.document(row.concern.document)) {
      row.document = document->name;
      row.olderText = document->text != row.concern.text;
      row.excluded = document->excluded;
      if (document->caseId) {
        const auto [name, isNew] = names.try_emplace(*document->caseId);
        if (isNew) {
          if (const auto person = storage.person(*document->caseId)) name->second = person->name;
        }
        row.caseName = name->second;
      }
    }
    rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(rows, &comesBefore);
  return rows;
}

std::vector<Concern> openConcerns(const Storage& storage) {
  std::vector<Concern> open = storage.concerns();
  std::erase_if(open, [](const Concern& concern) { return concern.settled; });
  return open;
}

Concern concernNamed(const Storage& storage, std::string_view id) {
  std::vector<Concern> found = storage.concerns();
  std::erase_if(found, [&](const Concern& each) { return !toText(each.id).starts_with(id); });
  if (found.empty() || id.empty()) {
    throw Error(ErrorKind::NotFound, "there is no concern \"" + std::string(id) + '"',
                "see them with: retold concern PROJECT list");
  }
  if (found.size() > 1) {
    throw Error(ErrorKind::Usage,
                std::to_string(found.size()) + " concerns begin with \"" + std::string(id) + '"',
                "give more of the id");
  }
  return std::move(found.front());
}

ConcernPlace placeNow(const Storage& storage, const Concern& concern) {
  const ConcernPlace asRaised{concern.text, concern.span, Standing::Exact};
  const auto document = storage.document(concern.document);
  if (document && document->text == concern.text) return asRaised;
  const auto from = storage.text(concern.text);
  const auto to = document ? storage.text(document->text) : std::nullopt;
  MovedPassage place;
  if (from && to && concern.span.end <= from->content.size()) {
    place = PassageFinder(from->content, to->content).find(concern.span);
  }
  if (place.standing == Standing::Gone) return {concern.text, concern.span, Standing::Gone};
  return {to->id, place.span, place.standing};
}

}  // namespace retold
