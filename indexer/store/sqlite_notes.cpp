// Concerns, result sets, summaries and lexicons of the project: their rows, and what must be true
// of them.
#include <algorithm>
#include <map>
#include <numeric>

#include "indexer/store/event_payload.h"
#include "indexer/store/sqlite_objects.h"
#include "indexer/store/varint.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

/// The table keeps them in one blob, and each put checks every one.
constexpr std::size_t kMostPlaces = 100'000;

const std::string kConcerns =
    "SELECT k.uuid, d.uuid, t.uuid, k.begin_byte, k.end_byte, k.quote, k.note, k.coder, k.time,"
    " k.settled, k.outcome, k.settled_by, k.settled_time FROM concerns k"
    " JOIN texts t ON t.id = k.text_id JOIN documents d ON d.id = t.document_id ";
const std::string kSets = "SELECT uuid, name, query, coder, time, places FROM result_sets ";
const std::string kSummaries =
    "SELECT s.uuid, p.uuid, c.uuid, s.text, s.codings, s.coder, s.time FROM summaries s"
    " JOIN cases p ON p.id = s.case_id JOIN codes c ON c.id = s.code_id ";
const std::string kOwnLexicons =
    "SELECT uuid, lexicon, language, text, coder, time FROM own_lexicons ";

[[noreturn]] void refuse(const std::string& what, const std::string& hint = {}) {
  throw Error(ErrorKind::Refused, what, hint);
}

std::string quotedName(std::string_view name) { return '"' + std::string(name) + '"'; }

void needCoder(const std::string& coder, const std::string& noun) {
  if (coder.empty()) {
    refuse("a " + noun + " needs the name of its coder", "give it with --coder NAME");
  }
}

void appendUuid(std::string& bytes, const Uuid& id) {
  bytes.append(reinterpret_cast<const char*>(id.bytes.data()), id.bytes.size());
}

Uuid takeUuid(BlobReader& reader) {
  Uuid id;
  const std::string_view bytes = reader.take(id.bytes.size());
  std::ranges::copy(bytes, reinterpret_cast<char*>(id.bytes.data()));
  return id;
}

/// docs/file-format.md gives every byte.
std::string encodePlaces(const std::vector<FoundPlace>& places) {
  std::map<std::pair<DocumentId, TextId>, std::size_t> seen;
  std::string texts;
  std::string spans;
  for (const FoundPlace& place : places) {
    const auto [text, isNew] = seen.try_emplace({place.document, place.text}, seen.size());
    if (isNew) {
      appendUuid(texts, place.document);
      appendUuid(texts, place.text);
    }
    appendVarint(spans, text->second);
    appendVarint(spans, place.span.begin);
    appendVarint(spans, place.span.size());
  }
  std::string blob;
  appendVarint(blob, seen.size());
  blob += texts;
  appendVarint(blob, places.size());
  return blob + spans;
}

/// None when the blob is damaged. Any bytes may be given.
std::optional<std::vector<FoundPlace>> decodePlaces(std::string_view bytes) {
  BlobReader reader(bytes);
  std::vector<FoundPlace> texts;
  for (std::uint64_t left = reader.varint(); left > 0 && reader.ok(); --left) {
    const DocumentId document(takeUuid(reader));
    const TextId text(takeUuid(reader));
    texts.push_back({document, text, {}});
  }
  std::vector<FoundPlace> places;
  for (std::uint64_t left = reader.varint(); left > 0 && reader.ok(); --left) {
    const std::uint64_t text = reader.varint();
    const std::uint64_t begin = reader.varint();
    const std::uint64_t end = begin + reader.varint();
    if (text >= texts.size() || end < begin) return std::nullopt;
    places.push_back(texts[text]);
    places.back().span = {begin, end};
  }
  if (!reader.finished()) return std::nullopt;
  return places;
}

bool fits(std::string_view content, ByteSpan span) {
  return span.begin < span.end && span.end <= content.size() &&
         isCodepointBoundary(content, span.begin) && isCodepointBoundary(content, span.end);
}

/// The first place that is in no text of its document, or does not fit it.
const FoundPlace* firstMisfit(const Database& database, const std::vector<FoundPlace>& places) {
  std::vector<const FoundPlace*> byText;
  for (const FoundPlace& place : places) byText.push_back(&place);
  std::ranges::stable_sort(byText, {}, [](const FoundPlace* place) { return place->text; });
  Statement found = database.prepare(
      "SELECT d.uuid, c.content FROM texts t JOIN documents d ON d.id = t.document_id"
      " JOIN contents c ON c.text_id = t.id WHERE t.uuid = ?1");
  for (std::size_t at = 0; at < byText.size();) {
    const TextId text = byText[at]->text;
    if (!found.with(text).next()) return byText[at];
    for (; at < byText.size() && byText[at]->text == text; ++at) {
      const FoundPlace& place = *byText[at];
      if (found.uuid(0) != place.document || !fits(found.view(1), place.span)) return &place;
    }
  }
  return nullptr;
}

void checkSettled(const Concern& concern) {
  if (!concern.settled && !(concern.outcome.empty() && concern.settledBy.empty())) {
    refuse("the concern is open, but says how or by whom it was settled",
           "settle it, or leave that out");
  }
  if (concern.settled && concern.settledBy.empty()) {
    refuse("the concern is settled, but does not say by whom", "give the name of who settled it");
  }
}

}  // namespace

Concern ObjectTables::concernOf(const Statement& row) const {
  Concern concern;
  concern.id = ConcernId(row.uuid(0));
  concern.document = DocumentId(row.uuid(1));
  concern.text = TextId(row.uuid(2));
  concern.span = {static_cast<std::uint64_t>(row.integer(3)),
                  static_cast<std::uint64_t>(row.integer(4))};
  concern.quote = row.bytes(5);
  concern.note = row.bytes(6);
  concern.coder = row.bytes(7);
  concern.time = row.time(8);
  concern.settled = row.integer(9) != 0;
  concern.outcome = row.bytes(10);
  concern.settledBy = row.bytes(11);
  concern.settledTime = row.time(12);
  return concern;
}

ResultSet ObjectTables::setOf(const Statement& row) const {
  // One that is damaged must not keep anybody from the others, and can still be removed.
  auto places = decodePlaces(row.view(5));
  return {ResultSetId(row.uuid(0)),
          row.bytes(1),
          row.bytes(2),
          places ? std::move(*places) : std::vector<FoundPlace>{},
          row.bytes(3),
          row.time(4),
          !places};
}

Summary ObjectTables::summaryOf(const Statement& row) const {
  Summary summary;
  summary.id = SummaryId(row.uuid(0));
  summary.caseId = CaseId(row.uuid(1));
  summary.code = CodeId(row.uuid(2));
  summary.text = row.bytes(3);
  const std::vector<std::string> codings = parseJsonList(row.view(4));
  for (const std::string& coding : codings) {
    if (const auto id = parseUuid(coding)) summary.codings.emplace_back(*id);
  }
  summary.damaged =
      summary.codings.size() < codings.size() || (codings.empty() && row.view(4) != "[]");
  if (summary.damaged) summary.codings.clear();
  summary.coder = row.bytes(5);
  summary.time = row.time(6);
  return summary;
}

OwnLexicon ObjectTables::ownLexiconOf(const Statement& row) const {
  return {OwnLexiconId(row.uuid(0)),
          row.bytes(1),
          row.bytes(2),
          row.bytes(3),
          row.bytes(4),
          row.time(5)};
}

void ObjectTables::putNoun(const Concern& concern) {
  needCoder(concern.coder, "concern");
  checkSettled(concern);
  const DocumentRow document = documentRow(concern.document);
  const std::int64_t text = checkPlace(document, concern.text, concern.span);
  checkPassage(document, text, concern.span, concern.quote, "passage");
  database_
      ->prepare(
          "INSERT INTO concerns(uuid, text_id, begin_byte, end_byte, quote, note, coder, time,"
          " settled, outcome, settled_by, settled_time)"
          " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) ON CONFLICT(uuid) DO UPDATE SET"
          " text_id=?2, begin_byte=?3, end_byte=?4, quote=?5, note=?6, coder=?7, time=?8,"
          " settled=?9, outcome=?10, settled_by=?11, settled_time=?12")
      .with(concern.id, text, concern.span.begin, concern.span.end, Blob{concern.quote},
            concern.note, concern.coder, concern.time, concern.settled, concern.outcome,
            concern.settledBy, concern.settledTime)
      .run();
}

void ObjectTables::checkPlaces(const ResultSet& set) const {
  if (set.places.size() > kMostPlaces) {
    refuse("the result set " + quotedName(set.name) + " would have " +
               std::to_string(set.places.size()) + " passages; a set holds at most " +
               std::to_string(kMostPlaces),
           "narrow the search, or keep a random part of what it found");
  }
  const FoundPlace* misfit = firstMisfit(*database_, set.places);
  if (misfit == nullptr) return;
  checkPlace(documentRow(misfit->document), misfit->text, misfit->span);
}

void ObjectTables::putNoun(const ResultSet& set) {
  needCoder(set.coder, "result set");
  if (set.name.empty()) refuse("a result set needs a name");
  if (set.damaged) {
    refuse("the passages of the result set " + quotedName(set.name) + " are damaged",
           "remove the set, and search again");
  }
  Statement same = database_->prepare("SELECT 1 FROM result_sets WHERE name = ?1 AND uuid <> ?2");
  if (same.with(set.name, set.id).next()) {
    refuse("there is a result set " + quotedName(set.name) + " already",
           "choose another name, or replace that set");
  }
  checkPlaces(set);
  database_
      ->prepare(
          "INSERT INTO result_sets(uuid, name, query, coder, time, places)"
          " VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT(uuid) DO UPDATE SET name=?2, query=?3,"
          " coder=?4, time=?5, places=?6")
      .with(set.id, set.name, set.query, set.coder, set.time, Blob{encodePlaces(set.places)})
      .run();
}

void ObjectTables::putNoun(const Summary& summary) {
  needCoder(summary.coder, "summary");
  const std::int64_t person = caseRow(summary.caseId);
  Statement code = database_->prepare("SELECT id, name FROM codes WHERE uuid = ?1");
  if (!code.with(summary.code).next()) {
    refuse("the codebook has no code " + toText(summary.code),
           "see the codes with: retold codebook PROJECT list");
  }
  if (summary.damaged) {
    refuse("the passages that the summary on " + quotedName(code.view(1)) + " rests on are damaged",
           "open the summary and choose its passages anew");
  }
  Statement same = database_->prepare(
      "SELECT p.name FROM summaries s JOIN cases p ON p.id = s.case_id"
      " WHERE s.case_id = ?1 AND s.code_id = ?2 AND s.coder = ?3 AND s.uuid <> ?4");
  if (same.with(person, code.integer(0), summary.coder, summary.id).next()) {
    const std::string what =
        "the case " + quotedName(same.view(0)) + " is summed up on " + quotedName(code.view(1));
    throw Error(ErrorKind::Refused,
                summary.coder + " has summed up the case " + quotedName(same.view(0)) + " on " +
                    quotedName(code.view(1)) + " already",
                "change that summary instead of making another one")
        .withForBlind(what + " already");
  }
  // Those that were removed since still have their state.
  Statement known = database_->prepare("SELECT 1 FROM versions WHERE object = ?1 AND type = ?2");
  const auto type = static_cast<int>(Object(Coding{}).index());
  std::vector<std::string> codings;
  for (const CodingId& coding : summary.codings) {
    if (!known.with(coding, type).next()) refuse("there is no coding " + toText(coding));
    codings.push_back(toText(coding));
  }
  database_
      ->prepare(
          "INSERT INTO summaries(uuid, case_id, code_id, coder, time, text, codings)"
          " VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(uuid) DO UPDATE SET case_id=?2, code_id=?3,"
          " coder=?4, time=?5, text=?6, codings=?7")
      .with(summary.id, person, code.integer(0), summary.coder, summary.time, summary.text,
            toJsonList(codings))
      .run();
}

void ObjectTables::putNoun(const OwnLexicon& lexicon) {
  needCoder(lexicon.coder, "lexicon");
  if (lexicon.lexicon.empty()) refuse("a lexicon needs an id", "for example: prior-trafficking");
  if (lexicon.language.empty()) {
    refuse("the lexicon " + quotedName(lexicon.lexicon) + " needs a language",
           "give a code such as ro or sr-Latn");
  }
  Statement same = database_->prepare(
      "SELECT 1 FROM own_lexicons WHERE lexicon = ?1 AND language = ?2 AND uuid <> ?3");
  if (same.with(lexicon.lexicon, lexicon.language, lexicon.id).next()) {
    refuse("the project has a lexicon " + quotedName(lexicon.lexicon) + " in " + lexicon.language +
               " already",
           "change that lexicon instead of adding another one");
  }
  database_
      ->prepare(
          "INSERT INTO own_lexicons(uuid, lexicon, language, coder, time, text)"
          " VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT(uuid) DO UPDATE SET lexicon=?2, language=?3,"
          " coder=?4, time=?5, text=?6")
      .with(lexicon.id, lexicon.lexicon, lexicon.language, lexicon.coder, lexicon.time,
            Blob{lexicon.text})
      .run();
}

void ObjectTables::removeNoun(const Concern& concern) {
  database_->prepare("DELETE FROM concerns WHERE uuid = ?1").with(concern.id).run();
}

void ObjectTables::removeNoun(const ResultSet& set) {
  database_->prepare("DELETE FROM result_sets WHERE uuid = ?1").with(set.id).run();
}

void ObjectTables::removeNoun(const Summary& summary) {
  database_->prepare("DELETE FROM summaries WHERE uuid = ?1").with(summary.id).run();
}

void ObjectTables::removeNoun(const OwnLexicon& lexicon) {
  database_->prepare("DELETE FROM own_lexicons WHERE uuid = ?1").with(lexicon.id).run();
}

std::optional<Object> ObjectTables::findNoun(const Concern& concern) const {
  return first(kConcerns + "WHERE k.uuid = ?1", concern.id, &ObjectTables::concernOf);
}

std::optional<Object> ObjectTables::findNoun(const ResultSet& set) const {
  return first(kSets + "WHERE uuid = ?1", set.id, &ObjectTables::setOf);
}

std::optional<Object> ObjectTables::findNoun(const Summary& summary) const {
  return first(kSummaries + "WHERE s.uuid = ?1", summary.id, &ObjectTables::summaryOf);
}

std::optional<Object> ObjectTables::findNoun(const OwnLexicon& lexicon) const {
  return first(kOwnLexicons + "WHERE uuid = ?1", lexicon.id, &ObjectTables::ownLexiconOf);
}

std::vector<Concern> ObjectTables::concerns() const {
  return all(kConcerns + "ORDER BY k.time, k.id", &ObjectTables::concernOf);
}

std::vector<ResultSet> ObjectTables::resultSets() const {
  return all(kSets + "ORDER BY name", &ObjectTables::setOf);
}

std::vector<Summary> ObjectTables::summaries() const {
  return all(kSummaries + "ORDER BY p.name, c.name, s.coder", &ObjectTables::summaryOf);
}

std::vector<OwnLexicon> ObjectTables::ownLexicons() const {
  return all(kOwnLexicons + "ORDER BY lexicon, language", &ObjectTables::ownLexiconOf);
}

void ObjectTables::verifyPlaces(std::vector<Diagnostic>& found) const {
  Statement row = database_->prepare(kSets + "ORDER BY name");
  while (row.next()) {
    const std::string name = "the result set " + quotedName(row.view(1));
    const auto places = decodePlaces(row.view(5));
    const FoundPlace* misfit = places ? firstMisfit(*database_, *places) : nullptr;
    if (places && misfit == nullptr) continue;
    found.push_back({Severity::Error,
                     {},
                     0,
                     0,
                     misfit == nullptr ? name + " is damaged"
                                       : name + " names a passage that does not fit its text: " +
                                             std::to_string(misfit->span.begin) + "," +
                                             std::to_string(misfit->span.end)});
  }
}

}  // namespace retold
