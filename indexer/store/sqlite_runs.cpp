// Screenings that were kept.
#include <zstd.h>

#include <algorithm>

#include "indexer/store/digest.h"
#include "indexer/store/event_payload.h"
#include "indexer/store/run_table.h"
#include "indexer/store/sqlite_storage.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr const char* kHeads =
    "SELECT number, uuid, time, coder, program, cut_off, matching, languages, documents, corpus,"
    " candidates, matches, found_digest, found FROM runs";
constexpr int kFoundDigest = 12;
constexpr int kFound = 13;

// Enough for a million documents with dozens of matches each; damaged bytes may claim any size.
constexpr unsigned long long kMostFound = 1ull << 30;

std::string packed(std::string_view bytes) {
  constexpr int level = 3;
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size) != 0)
    throw Error(ErrorKind::Internal, std::string("zstd: ") + ZSTD_getErrorName(size));
  frame.resize(size);
  return frame;
}

std::optional<std::string> unpacked(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMostFound) return std::nullopt;  // also what marks an error or an unknown size
  std::string bytes(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) != 0 || got != bytes.size()) return std::nullopt;
  return bytes;
}

std::optional<std::vector<RunDocument>> foundOf(const Statement& row) {
  const std::optional<std::string> bytes = unpacked(row.view(kFound));
  if (!bytes || sha256(*bytes) != toHex(row.view(kFoundDigest))) return std::nullopt;
  return decodeFound(*bytes);
}

void refuse(const std::string& what, const std::string& hint) {
  throw Error(ErrorKind::Refused, what, hint);
}

/// What must be true of a run; the message when it is not.
std::string faultOf(const ScreeningRun& run) {
  std::uint64_t candidates = 0;
  std::uint64_t matches = 0;
  for (const RunDocument& document : run.found) {
    candidates += document.candidate ? 1 : 0;
    matches += document.matches.size();
    for (const RunMatch& match : document.matches) {
      if (match.lexicon >= run.lexicons.size()) return "names a lexicon that did not run";
    }
  }
  if (candidates != run.candidates || matches != run.matches || run.found.size() > run.documents)
    return "does not add up";
  if (!std::ranges::is_sorted(run.found, {}, &RunDocument::document))
    return "does not have its documents in order";
  return {};
}

}  // namespace

std::uint64_t SqliteStorage::keepRun(const ScreeningRun& run) {
  requireWrite();
  settleImport();
  if (const std::string fault = faultOf(run); !fault.empty())
    refuse("a run is not kept that " + fault, {});
  const std::string found = encodeFound(run.found);
  Transaction transaction(database_);
  Statement known = database_.prepare("SELECT number FROM runs WHERE uuid = ?1");
  if (known.with(run.id).next()) return static_cast<std::uint64_t>(known.integer(0));
  const std::int64_t number = database_.integer("SELECT coalesce(max(number), 0) + 1 FROM runs");
  const std::string bytes = packed(found);
  database_
      .prepare(
          "INSERT INTO runs(number, uuid, time, coder, program, cut_off, matching, languages,"
          " documents, corpus, candidates, matches, found_digest, found)"
          " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)")
      .with(number, run.id, run.time, run.coder, run.program, run.cutOff, run.matching,
            toJsonList(run.languages), run.documents, Blob{fromHex(run.corpus)}, run.candidates,
            run.matches, Blob{fromHex(sha256(found))}, Blob{bytes})
      .run();
  Statement insert = database_.prepare(
      "INSERT INTO run_lexicons(run, place, lexicon, language, version, digest)"
      " VALUES (?1,?2,?3,?4,?5,?6)");
  for (std::size_t place = 0; place < run.lexicons.size(); ++place) {
    const RunLexicon& lexicon = run.lexicons[place];
    if (!lexiconText(lexicon.digest)) {
      refuse("the text of the lexicon \"" + lexicon.id + "\" (" + lexicon.language +
                 ") is not kept in the project",
             "keep it first; the run was not kept");
    }
    insert
        .with(number, static_cast<std::int64_t>(place), lexicon.id, lexicon.language,
              lexicon.version, Blob{fromHex(lexicon.digest)})
        .run();
  }
  transaction.commit();
  return static_cast<std::uint64_t>(number);
}

ScreeningRun SqliteStorage::runHead(const Statement& row) const {
  ScreeningRun run;
  run.number = static_cast<std::uint64_t>(row.integer(0));
  run.id = RunId(row.uuid(1));
  run.time = row.time(2);
  run.coder = row.bytes(3);
  run.program = row.bytes(4);
  run.cutOff = row.real(5);
  run.matching = row.bytes(6);
  run.languages = parseJsonList(row.view(7));
  run.documents = static_cast<std::uint64_t>(row.integer(8));
  run.corpus = toHex(row.view(9));
  run.candidates = static_cast<std::uint64_t>(row.integer(10));
  run.matches = static_cast<std::uint64_t>(row.integer(11));
  Statement lexicon = database_.prepare(
      "SELECT lexicon, language, version, digest FROM run_lexicons WHERE run = ?1 ORDER BY place");
  lexicon.with(row.integer(0));
  while (lexicon.next()) {
    run.lexicons.push_back(
        {lexicon.bytes(0), lexicon.bytes(1), lexicon.bytes(2), toHex(lexicon.view(3))});
  }
  return run;
}

std::vector<ScreeningRun> SqliteStorage::runs() const {
  Snapshot snapshot(database_);
  Statement row = database_.prepare(std::string(kHeads) + " ORDER BY number");
  std::vector<ScreeningRun> runs;
  while (row.next()) runs.push_back(runHead(row));
  return runs;
}

std::optional<ScreeningRun> SqliteStorage::run(std::uint64_t number) const {
  Snapshot snapshot(database_);
  Statement row = database_.prepare(std::string(kHeads) + " WHERE number = ?1");
  if (!row.with(number).next()) return std::nullopt;
  ScreeningRun run = runHead(row);
  std::optional<std::vector<RunDocument>> found = foundOf(row);
  if (!found) {
    throw Error(ErrorKind::NotAProject,
                database_.file() + ": what run " + std::to_string(number) + " found is damaged",
                "run: retold verify " + database_.file());
  }
  run.found = std::move(*found);
  return run;
}

void SqliteStorage::verifyRuns(std::vector<Diagnostic>& found) const {
  const auto report = [&found](const ScreeningRun& run, const std::string& what) {
    found.push_back({Severity::Error, {}, 0, 0, "run " + std::to_string(run.number) + " " + what});
  };
  Statement row = database_.prepare(std::string(kHeads) + " ORDER BY number");
  Statement size = database_.prepare(
      "SELECT length(c.content) FROM texts t JOIN contents c ON c.text_id = t.id"
      " WHERE t.uuid = ?1");
  while (row.next()) {
    ScreeningRun run = runHead(row);
    std::optional<std::vector<RunDocument>> documents = foundOf(row);
    if (!documents) {
      report(run, "is damaged: what it found does not fit its digest");
      continue;
    }
    run.found = std::move(*documents);
    if (const std::string fault = faultOf(run); !fault.empty()) report(run, fault);
    for (const RunDocument& document : run.found) {
      if (!size.with(document.text).next()) continue;  // what was purged is only not there
      const auto bytes = static_cast<std::uint64_t>(size.integer(0));
      const auto fits = [bytes](const RunMatch& match) { return match.span.end <= bytes; };
      if (!std::ranges::all_of(document.matches, fits))
        report(run, "names a passage that does not fit the text " + toText(document.text));
    }
  }
}

}  // namespace retold
