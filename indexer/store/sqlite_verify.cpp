// Checking a project: every hash, span, quote, event, token table and index entry.
#include <algorithm>
#include <map>

#include "indexer/store/digest.h"
#include "indexer/store/index_totals.h"
#include "indexer/store/index_writer.h"
#include "indexer/store/language_table.h"
#include "indexer/store/similar_texts.h"
#include "indexer/store/sqlite_import.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/store/token_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/text/language.h"
#include "indexer/text/shingles.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

using Found = std::vector<Diagnostic>;

void report(Found& found, const std::string& file, const std::string& message) {
  found.push_back({Severity::Error, file, 0, 0, message});
}

std::string quotedName(std::string_view name) { return '"' + std::string(name) + '"'; }

void checkCancelled(const Progress& progress) {
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "checking was stopped");
}

/// One line for each row that a query gives, with its first column in the message.
void reportRows(const Database& database, Found& found, std::string_view sql,
                std::string_view before, std::string_view after) {
  Statement row = database.prepare(sql);
  while (row.next()) {
    report(found, {}, std::string(before) + row.bytes(0) + std::string(after));
  }
}

void verifyFile(const Database& database, Found& found) {
  Statement row = database.prepare("PRAGMA integrity_check");
  while (row.next()) {
    if (row.view(0) != "ok") report(found, database.file(), "the file is damaged: " + row.bytes(0));
  }
  reportRows(database, found, "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check",
             "the file is damaged: a row of the table ", " names a row that is not there");
  reportRows(database, found,
             "SELECT d.name FROM documents d JOIN texts t ON t.id = d.text_id"
             " WHERE t.document_id <> d.id",
             "the document \"", "\" has the text of another one");
  reportRows(database, found, "SELECT name FROM files WHERE fate IN (0, 1) AND document_id IS NULL",
             "the file \"", "\" was read, but its document is missing");
  reportRows(database, found,
             "SELECT name FROM files WHERE (near_id IS NULL) <> (near_share IS NULL)"
             " OR near_id = document_id OR near_share NOT BETWEEN 0 AND 1",
             "what is said of a document that is nearly the same as \"", "\" cannot be true");
  reportRows(
      database, found,
      "SELECT d.name FROM translations a JOIN translations b ON b.document_id = a.original_id"
      " JOIN documents d ON d.id = a.original_id ORDER BY d.name",
      "\"", "\" is an original and a translation at once");
  reportRows(database, found,
             "SELECT words FROM project WHERE words <> (SELECT coalesce(sum(t.words), 0)"
             " FROM documents d JOIN texts t ON t.id = d.text_id)",
             "the number of words that the project names is wrong: ", "");
}

bool isAscending(const std::vector<std::uint64_t>& starts) {
  return std::ranges::adjacent_find(starts, std::ranges::greater()) == starts.end();
}

void verifyPages(const std::string& name, std::string_view content, std::string_view blob,
                 Found& found) {
  const std::optional<std::vector<std::uint64_t>> pages = decodePageStarts(blob);
  const auto fits = [content](std::uint64_t start) {
    return start <= content.size() && isCodepointBoundary(content, start);
  };
  if (!pages) {
    report(found, name, "the pages are damaged");
  } else if (!isAscending(*pages) || !std::ranges::all_of(*pages, fits)) {
    report(found, name, "the pages do not fit the text");
  }
}

bool verifyLanguages(const std::string& name, std::string_view content,
                     const std::optional<std::vector<LanguageSpan>>& languages, Found& found) {
  if (!languages) {
    report(found, name, "the languages are damaged");
    return false;
  }
  const bool fit = std::ranges::all_of(*languages, [content](const LanguageSpan& span) {
    return span.span.begin <= span.span.end && span.span.end <= content.size() &&
           isCodepointBoundary(content, span.span.begin) &&
           isCodepointBoundary(content, span.span.end);
  });
  if (!fit) report(found, name, "the languages do not fit the text");
  return fit;
}

using Bands = std::vector<std::pair<std::int64_t, std::int32_t>>;

Bands bandsByText(const Database& database) {
  Bands bands;
  Statement row = database.prepare("SELECT text_id, band FROM bands");
  while (row.next()) bands.emplace_back(row.integer(0), static_cast<std::int32_t>(row.integer(1)));
  std::ranges::sort(bands);
  return bands;
}

/// A text has the bands of its tokens, or none: it was not to be compared.
bool bandsFit(const Bands& bands, std::int64_t text, const NewText::Tokens& tokens) {
  const auto first = std::ranges::lower_bound(bands, text, {}, &Bands::value_type::first);
  const auto last = std::ranges::upper_bound(bands, text, {}, &Bands::value_type::first);
  if (first == last) return true;
  const std::vector<std::int32_t> wanted =
      storedBands(shingleSignature(tokens.folded, tokens.foldedEnds));
  return std::ranges::equal(first, last, wanted.begin(), wanted.end(), {},
                            &Bands::value_type::second);
}

void verifyTurns(const std::string& name, std::string_view content, std::string_view blob,
                 Found& found) {
  const std::optional<std::vector<Turn>> turns = decodeTurns(blob);
  if (!turns) {
    report(found, name, "the turns are damaged");
    return;
  }
  std::uint64_t last = 0;
  for (const Turn& turn : *turns) {
    const bool good = turn.span.begin >= last && turn.span.begin <= turn.span.end &&
                      turn.span.end <= content.size() && turn.span.contains(turn.body) &&
                      turn.body.begin <= turn.body.end &&
                      isCodepointBoundary(content, turn.span.begin) &&
                      isCodepointBoundary(content, turn.span.end) &&
                      isCodepointBoundary(content, turn.body.begin) &&
                      isCodepointBoundary(content, turn.body.end);
    if (!good) {
      report(found, name,
             "a turn does not fit the text: " + std::to_string(turn.span.begin) + "," +
                 std::to_string(turn.span.end));
      return;
    }
    last = turn.span.end;
  }
}

}  // namespace

void SqliteStorage::verifyTexts(Progress& progress, Found& found) const {
  Statement row = database_.prepare(
      "SELECT t.uuid, d.name, c.content, u.turns, t.content_digest, t.original_digest,"
      " t.original_bytes, t.page_starts, t.languages, d.id, t.id, d.text_id, d.language"
      " FROM texts t JOIN documents d ON d.id = t.document_id"
      " LEFT JOIN contents c ON c.text_id = t.id LEFT JOIN turns u ON u.text_id = t.id"
      " ORDER BY t.id");
  const auto total = static_cast<std::uint64_t>(database_.integer("SELECT count(*) FROM texts"));
  for (std::uint64_t done = 0; row.next(); ++done) {
    checkCancelled(progress);
    progress.report("texts", done, total);
    const std::string name = row.bytes(1);
    const std::string content = row.bytes(2);
    if (row.isNull(2)) {
      report(found, name, "the text is missing");
      continue;
    }
    if (firstInvalidUtf8(content)) report(found, name, "the text is not valid UTF-8");
    if (hmacSha256(key_, content) != toHex(row.view(4))) {
      report(found, name, "the text was changed: it does not fit its digest");
    }
    verifyTurns(name, content, row.view(3), found);
    verifyPages(name, content, row.view(7), found);
    verifyLanguage(row, content, found);
    try {
      const std::string bytes = original(TextId(row.uuid(0)));
      if (hmacSha256(key_, bytes) != toHex(row.view(5)) ||
          static_cast<std::int64_t>(bytes.size()) != row.integer(6)) {
        report(found, name, "the original was changed: it does not fit its digest");
      }
    } catch (const Error&) {
      report(found, name, "the original is damaged");
    }
  }
}

void SqliteStorage::verifyLanguage(const Statement& row, std::string_view content,
                                   Found& found) const {
  std::optional<std::vector<LanguageSpan>> languages = decodeLanguages(row.view(8));
  if (!verifyLanguages(row.bytes(1), content, languages, found)) return;
  if (row.integer(10) != row.integer(11)) return;  // not the current text
  const auto said = objects_.withCorrections(row.integer(9), row.integer(10), content.size(),
                                             std::move(*languages));
  if (largestLanguage(said).language != row.view(12)) {
    report(found, row.bytes(1), "its language is not that of the largest part of its text");
  }
}

void SqliteStorage::verifyObjects(Found& found) const {
  const auto fits = [this](const Statement& row, int quote) {
    Statement text = database_.prepare("SELECT content FROM contents WHERE text_id = ?1");
    if (!text.with(row.integer(0)).next()) return false;
    const std::string_view content = text.view(0);
    const auto begin = static_cast<std::uint64_t>(row.integer(1));
    const auto end = static_cast<std::uint64_t>(row.integer(2));
    return begin < end && end <= content.size() && isCodepointBoundary(content, begin) &&
           isCodepointBoundary(content, end) &&
           content.substr(begin, end - begin) == row.view(quote);
  };
  const auto check = [&](std::string_view sql, std::string_view noun) {
    Statement row = database_.prepare(sql);
    while (row.next()) {
      if (fits(row, 3)) continue;
      report(found, row.bytes(4),
             std::string(noun) + " " + toText(row.uuid(5)) + " by " + row.bytes(6) + ", " +
                 std::to_string(row.integer(1)) + "," + std::to_string(row.integer(2)) +
                 ": the quote is not what stands there");
    }
  };
  check(
      "SELECT k.text_id, k.begin_byte, k.end_byte, k.quote, d.name, k.uuid, k.coder"
      " FROM codings k JOIN texts t ON t.id = k.text_id JOIN documents d ON d.id = t.document_id"
      " ORDER BY d.name, k.id",
      "coding");
  check(
      "SELECT k.text_id, k.begin_byte, k.end_byte, k.quote, d.name, k.uuid, k.coder"
      " FROM concerns k JOIN texts t ON t.id = k.text_id JOIN documents d ON d.id = t.document_id"
      " ORDER BY d.name, k.id",
      "concern");
  check(
      "SELECT coalesce(r.text_id, k.text_id), r.begin_byte, r.end_byte, r.quote, d.name, k.uuid,"
      " k.coder FROM traces r JOIN codings k ON k.uuid = r.object"
      " JOIN texts t ON t.id = coalesce(r.text_id, k.text_id)"
      " JOIN documents d ON d.id = t.document_id ORDER BY d.name, k.id",
      "match of the coding");
  check(
      "SELECT coalesce(r.text_id, k.text_id), r.begin_byte, r.end_byte, r.quote, d.name, k.uuid,"
      " k.coder FROM traces r JOIN decisions k ON k.uuid = r.object"
      " JOIN texts t ON t.id = coalesce(r.text_id, k.text_id)"
      " JOIN documents d ON d.id = t.document_id ORDER BY d.name, k.id",
      "match of the decision");
  Statement place = database_.prepare(
      "SELECT l.begin_byte, l.end_byte, c.content, d.name FROM language_corrections l"
      " JOIN contents c ON c.text_id = l.text_id JOIN documents d ON d.id = l.document_id");
  while (place.next()) {
    const auto begin = static_cast<std::uint64_t>(place.integer(0));
    const auto end = static_cast<std::uint64_t>(place.integer(1));
    if (begin < end && end <= place.view(2).size()) continue;
    report(found, place.bytes(3),
           "a corrected language does not fit the text: " + std::to_string(begin) + "," +
               std::to_string(end));
  }
  Statement lexicon = database_.prepare("SELECT lexicon, digest, text FROM lexicons");
  while (lexicon.next()) {
    if (sha256(lexicon.view(2)) != toHex(lexicon.view(1))) {
      report(found, {},
             "the kept text of the lexicon " + quotedName(lexicon.view(0)) +
                 " was changed: it does not fit its digest");
    }
  }
}

void SqliteStorage::verifyEvents(Found& found) const {
  constexpr std::size_t page = 500;
  std::string previous(64, '0');
  std::uint64_t number = 0;
  std::map<Uuid, std::pair<Object, bool>> last;  // the newest state that an event recorded
  for (std::vector<StoredEvent> events = events_.list(1, page); !events.empty();
       events = events_.list(number + 1, page)) {
    for (const StoredEvent& stored : events) {
      const Event& event = stored.event;
      const std::string name = "event " + std::to_string(event.number) + " (" +
                               quotedName(event.action) + " by " + event.coder + ")";
      if (event.number != number + 1) {
        report(found, {},
               "the events between " + std::to_string(number) + " and " +
                   std::to_string(event.number) + " are missing");
      }
      number = event.number;
      if (event.previous != previous) {
        report(found, {}, name + " does not follow on the event before it");
      }
      if (headerHash(event) != event.hash) report(found, {}, name + " was changed");
      previous = event.hash;
      if (!event.payload) continue;
      const std::optional<EventPayload> payload = parsePayload(*event.payload);
      if (hmacSha256(stored.salt, *event.payload) != event.payloadDigest) {
        report(found, {}, "the contents of " + name + " were changed");
      } else if (!payload || payload->kind != stored.kind || payload->action != event.action) {
        report(found, {}, "the contents of " + name + " cannot be understood");
      }
      if (!payload) continue;
      for (const RecordedChange& change : payload->changes) {
        last.insert_or_assign(idOf(anyState(change)),
                              std::pair(anyState(change), change.after.has_value()));
      }
    }
  }
  // An import that goes on or was interrupted has its event yet to come.
  Statement orphan = database_.prepare(
      "SELECT object FROM versions WHERE event NOT IN (SELECT uuid FROM events)"
      " AND event NOT IN (SELECT event FROM imports) ORDER BY object");
  while (orphan.next()) {
    report(found, {}, "the event that made " + toText(orphan.uuid(0)) + " is missing");
  }
  verifyStates(last, found);
  verifyManifests(found);
}

/// What the tables hold must be what the newest event on each object says. Objects that an import
/// made and nobody changed are in no event's changes.
void SqliteStorage::verifyStates(const std::map<Uuid, std::pair<Object, bool>>& last,
                                 Found& found) const {
  for (const auto& [id, state] : last) {
    const std::optional<ObjectState> row = objects_.state(id);
    const std::optional<StoredEvent> event = row ? events_.find(row->event) : std::nullopt;
    if (event && event->kind == EventKind::Import) continue;
    const std::optional<Object> object = objects_.find(state.first);
    const bool isMembership = std::holds_alternative<CaseMembership>(state.first);
    const bool wanted =
        state.second && !(isMembership && !std::get<CaseMembership>(state.first).caseId);
    const bool fits = wanted ? object && toJson(*object) == toJson(state.first) : !object;
    if (!fits) {
      report(found, {},
             "the " + std::string(nounOf(state.first)) + " " + toText(id) +
                 " is not as its newest event left it");
    }
  }
}

void SqliteStorage::verifyManifests(Found& found) const {
  Statement row = database_.prepare("SELECT id, event FROM imports WHERE state <> ?1 ORDER BY id");
  row.with(static_cast<int>(ImportState::Open));
  while (row.next()) {
    const std::optional<StoredEvent> event = events_.find(EventId(row.uuid(1)));
    if (!event) {
      report(found, {}, "an import has no event");
      continue;
    }
    const std::optional<EventPayload> payload =
        event->event.payload ? parsePayload(*event->event.payload) : std::nullopt;
    if (!payload || !payload->manifest) continue;
    const Manifest now = manifestOf(database_, row.integer(0));
    if (now.texts != payload->manifest->texts || now.digest != payload->manifest->digest) {
      report(found, {},
             "the import of " + toText(event->event.time) + " brought in " +
                 std::to_string(payload->manifest->texts) +
                 " texts; those that are there are not the same");
    }
  }
}

void SqliteStorage::verifyIndex(Progress& progress, Found& found) const {
  if (info().indexIsStale) {
    report(found, database_.file(),
           "the index was made by other word rules; make it anew with: retold verify " +
               database_.file() + " --rebuild");
    return;
  }
  IndexTotals totals(database_);
  const std::vector<std::pair<std::int64_t, std::int32_t>> bands = bandsByText(database_);
  Tokenizer words;
  Statement row = database_.prepare(
      "SELECT d.name, c.content, u.turns, k.ids, k.spans, k.turn_starts, t.words, t.id FROM "
      "documents d"
      " JOIN texts t ON t.id = d.text_id JOIN contents c ON c.text_id = t.id"
      " JOIN turns u ON u.text_id = t.id LEFT JOIN tokens k ON k.text_id = t.id ORDER BY d.name");
  const std::uint64_t total = documentCount();
  for (std::uint64_t done = 0; row.next(); ++done) {
    checkCancelled(progress);
    progress.report("documents", done, total);
    NewText text;
    text.content = row.bytes(1);
    if (firstInvalidUtf8(text.content)) continue;  // said already
    text.turns = decodeTurns(row.view(2)).value_or(std::vector<Turn>{});
    tokenizeForStore(text, words);
    TokenStream stream;
    if (row.isNull(3)) {
      report(found, row.bytes(0), "the table of its words is missing");
    } else if (!decodeTokens(row.view(3), row.view(4), row.view(5), stream)) {
      report(found, row.bytes(0), "the table of its words is damaged");
    } else if (!totals.add(stream, text.tokens) ||
               static_cast<std::int64_t>(wordsIn(text.tokens)) != row.integer(6)) {
      report(found, row.bytes(0), "the table of its words does not fit the text");
    }
    if (!bandsFit(bands, row.integer(7), text.tokens)) {
      report(found, row.bytes(0),
             "what it is compared with other documents by does not fit the text");
    }
  }
  reportRows(database_, found,
             "SELECT count(*) FROM tokens WHERE text_id NOT IN (SELECT text_id FROM documents)"
             " HAVING count(*) > 0",
             "tables of words that belong to no document: ", "");
  reportRows(database_, found,
             "SELECT count(*) FROM bands WHERE text_id NOT IN (SELECT text_id FROM documents)"
             " HAVING count(*) > 0",
             "numbers to compare documents by that belong to none: ", "");
  totals.compare(found);
}

std::vector<Diagnostic> SqliteStorage::verify(Progress& progress) const {
  Found found;
  Snapshot snapshot(database_);
  try {
    verifyFile(database_, found);
    verifyTexts(progress, found);
    verifyObjects(found);
    objects_.verifyPlaces(found);
    verifyRuns(found);
    verifyEvents(found);
    verifyIndex(progress, found);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::NotAProject) throw;
    report(found, {}, error.what());
  }
  return found;
}

}  // namespace retold
