#include "indexer/store/sqlite_import.h"

#include <zstd.h>

#include <algorithm>
#include <cassert>

#include "indexer/store/digest.h"
#include "indexer/store/turn_table.h"
#include "model/error.h"

// In a batch every statement on a new file must be a plain INSERT of one row. For an UPDATE of a
// table with foreign keys, an upsert or a DELETE, SQLite opens a savepoint, and FTS5 writes out
// what it has collected at each savepoint: a segment for each text, twenty times slower.

namespace retold {

const std::string_view kFileColumns =
    "SELECT f.name, f.fate, f.reason, f.by, d.uuid, d.name, f.format, f.bytes, f.original_digest,"
    " f.modified, f.seen, f.notes FROM files f LEFT JOIN documents d ON d.id = f.document_id";

namespace {

// A batch is committed when it has so many texts or records, or so much text.
constexpr std::size_t kBatchTexts = 2000;
constexpr std::size_t kBatchBytes = std::size_t{32} << 20;

std::int64_t codepointsIn(std::string_view text) {
  return std::count_if(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
}

std::string compress(std::string_view bytes) {
  constexpr int level = 3;
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size) != 0) {
    throw Error(ErrorKind::Internal, std::string("zstd: ") + ZSTD_getErrorName(size));
  }
  packed.resize(size);
  return packed;
}

std::string_view actionOf(ImportState state) {
  switch (state) {
    case ImportState::Stopped:
      return "import stopped";
    case ImportState::Interrupted:
      return "import interrupted";
    case ImportState::Open:
    case ImportState::Finished:
      break;
  }
  return "import";
}

}  // namespace

FileRecord fileRecordOf(const Statement& row) {
  FileRecord file;
  file.name = row.bytes(0);
  file.fate = static_cast<FileFate>(row.integer(1));
  file.reason = row.bytes(2);
  file.by = row.bytes(3);
  if (!row.isNull(4)) file.document = DocumentId(row.uuid(4));
  if (file.fate == FileFate::Duplicate && !row.isNull(5)) file.duplicateOf = row.bytes(5);
  file.format = row.bytes(6);
  file.bytes = static_cast<std::uint64_t>(row.integer(7));
  file.originalDigest = toHex(row.view(8));
  file.modified = row.integer(9);
  file.seen = row.time(10);
  file.notes = parseJsonList(row.view(11));
  return file;
}

SqliteImport::SqliteImport(SqliteStorage& storage, std::string_view coder)
    : storage_(storage),
      database_(storage.database_),
      coder_(coder),
      index_(storage.database_, storage.indexTokenizer_),
      findKnown_(database_, std::string(kFileColumns) +
                                " WHERE f.name = ?1 AND f.bytes = ?2 AND f.modified = ?3"),
      findDocument_(database_,
                    "SELECT d.id, d.text_id, d.name, t.content_digest, d.case_id FROM documents d"
                    " JOIN texts t ON t.id = d.text_id WHERE d.name = ?1"),
      findDuplicate_(
          database_,
          "SELECT d.id FROM texts t JOIN documents d ON d.id = t.document_id AND d.text_id = t.id"
          " LEFT JOIN cases c ON c.id = d.case_id"
          " WHERE t.original_digest = ?1 AND (?3 = '' OR c.name = ?3) UNION ALL"
          " SELECT d.id FROM texts t JOIN documents d ON d.id = t.document_id AND d.text_id = t.id"
          " LEFT JOIN cases c ON c.id = d.case_id"
          " WHERE t.content_digest = ?2 AND (?3 = '' OR c.name = ?3) LIMIT 1"),
      insertDocument_(database_, "INSERT INTO documents(uuid, name, text_id) VALUES (?1, ?2, ?3)"),
      updateDocument_(database_, "UPDATE documents SET text_id = ?1 WHERE id = ?2"),
      insertText_(database_,
                  "INSERT INTO texts(id, uuid, document_id, import_id, reader, options, encoding,"
                  " confidence, guessed, original_digest, content_digest, original_bytes,"
                  " original_is_content, unreadable, read, words, characters)"
                  " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"),
      insertContent_(database_, "INSERT INTO contents(text_id, content) VALUES (?1, ?2)"),
      insertTurns_(database_, "INSERT INTO turns(text_id, turns) VALUES (?1, ?2)"),
      findFile_(database_, "SELECT 1 FROM files WHERE name = ?1"),
      insertFile_(database_,
                  "INSERT INTO files(name, fate, reason, by, document_id, format, bytes,"
                  " original_digest, modified, seen, notes, import_id)"
                  " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"),
      updateFile_(database_,
                  "UPDATE files SET fate=?2, reason=?3, by=?4, document_id=?5, format=?6, bytes=?7,"
                  " original_digest=?8, modified=?9, seen=?10, notes=?11, import_id=?12"
                  " WHERE name = ?1") {
  closeInterrupted();
  storage_.import_ = this;
}

SqliteImport::~SqliteImport() { storage_.import_ = nullptr; }

void SqliteImport::open() {
  assert(!finished_);
  if (batch_) return;
  batch_.emplace(database_);
  nextText_ = database_.integer("SELECT coalesce(max(id), 0) + 1 FROM texts");
  if (row_ != 0) return;
  database_.prepare("INSERT INTO imports(event, coder, started, state) VALUES (?1, ?2, ?3, ?4)")
      .with(event_, coder_, now(), static_cast<int>(ImportState::Open))
      .run();
  row_ = database_.lastRow();
}

std::optional<FileRecord> SqliteImport::known(std::string_view name, std::uint64_t bytes,
                                              std::int64_t modified) {
  if (!findKnown_.with(name, bytes, modified).next()) return std::nullopt;
  FileRecord file = fileRecordOf(findKnown_);
  findKnown_.reset();
  return file;
}

std::optional<SqliteImport::Existing> SqliteImport::existing(std::string_view name) {
  if (!findDocument_.with(name).next()) return std::nullopt;
  Existing found{findDocument_.integer(0), findDocument_.integer(1), findDocument_.bytes(2),
                 findDocument_.bytes(3), std::nullopt};
  if (!findDocument_.isNull(4)) found.caseRow = findDocument_.integer(4);
  findDocument_.reset();
  return found;
}

std::optional<std::int64_t> SqliteImport::duplicateOf(const Digests& digests,
                                                      const std::string& caseName) {
  findDuplicate_.with(Blob{digests.original}, Blob{digests.content}, caseName);
  if (!findDuplicate_.next()) return std::nullopt;
  const std::int64_t document = findDuplicate_.integer(0);
  findDuplicate_.reset();
  return document;
}

/// What fails loses its batch as a whole and ends the session; what was flushed before is kept.
template <class Work>
auto SqliteImport::orEnd(Work work) {
  try {
    return work();
  } catch (...) {
    batch_.reset();
    finished_ = true;
    throw;
  }
}

Added SqliteImport::add(NewText&& text) {
  return orEnd([this, taken = std::move(text)]() mutable {
    open();
    return addOpen(taken);
  });
}

Added SqliteImport::addOpen(NewText& text) {
  const std::string_view original = text.originalIsContent ? text.content : text.original;
  Digests digests;
  digests.original = fromHex(hmacSha256(storage_.key_, original));
  digests.content =
      text.originalIsContent ? digests.original : fromHex(hmacSha256(storage_.key_, text.content));
  const std::optional<Existing> before = existing(text.name);
  FileRecord file;
  file.name = text.name;
  file.format = text.format;
  file.bytes = original.size();
  file.originalDigest = toHex(digests.original);
  file.modified = text.modified;
  file.seen = now();
  file.notes = text.notes;
  Added result = before ? Added::Unchanged : Added::New;
  std::optional<std::int64_t> document;
  if (before && before->contentDigest == digests.content) {
    document = before->row;
  } else if (!before && (document = duplicateOf(digests, text.caseName))) {
    result = Added::Duplicate;
    file.fate = FileFate::Duplicate;
  } else if (before) {
    result = Added::NewText;
    document = before->row;
    index_.remove(before->text);
    updateDocument_.with(nextText_, before->row).run();
    insertText(text, digests, before->row);
  } else {
    insertDocument_.with(DocumentId::create(), text.name, nextText_).run();
    document = database_.lastRow();
    insertText(text, digests, *document);
  }
  if (!text.caseName.empty() && result != Added::Duplicate && !(before && before->caseRow)) {
    joinCase(*document, text.caseName);
  }
  recordOpen(file, document);
  return result;
}

void SqliteImport::insertText(NewText& text, const Digests& digests, std::int64_t document) {
  const std::int64_t row = nextText_++;
  const std::size_t bytes = text.originalIsContent ? text.content.size() : text.original.size();
  insertText_
      .with(row, TextId::create(), document, row_, text.reader, text.options, text.encoding.name,
            text.encoding.confidence, text.encoding.guessed, Blob{digests.original},
            Blob{digests.content}, static_cast<std::int64_t>(bytes), text.originalIsContent,
            text.unreadable, now(), wordsIn(text.tokens), codepointsIn(text.content))
      .run();
  insertContent_.with(row, Blob{text.content}).run();
  insertTurns_.with(row, Blob{encodeTurns(text.turns)}).run();
  if (!text.originalIsContent) insertOriginal(row, text.original);
  index_.add(row, std::move(text.tokens));
  batchBytes_ += text.content.size() + bytes;
}

void SqliteImport::insertOriginal(std::int64_t row, const std::string& original) {
  Statement insert =
      database_.prepare("INSERT INTO originals(text_id, number, chunk) VALUES (?1, ?2, ?3)");
  for (std::size_t from = 0, number = 0; from < original.size(); from += kOriginalChunk, ++number) {
    const std::string chunk = compress(std::string_view(original).substr(from, kOriginalChunk));
    insert.with(row, static_cast<std::int64_t>(number), Blob{chunk}).run();
  }
}

void SqliteImport::joinCase(std::int64_t document, const std::string& name) {
  std::optional<Case> person = storage_.objects_.caseNamed(name);
  if (!person) {
    person = Case{CaseId::create(), name, {}};
    storage_.objects_.put(*person);
    storage_.objects_.setState(*person, true, event_);
  }
  Statement row = database_.prepare("SELECT uuid FROM documents WHERE id = ?1");
  row.with(document).next();
  const CaseMembership membership{DocumentId(row.uuid(0)), person->id};
  row.reset();
  storage_.objects_.put(membership);
  storage_.objects_.setState(membership, true, event_);
}

void SqliteImport::record(const FileRecord& file) {
  orEnd([this, &file] {
    open();
    std::optional<std::int64_t> document;
    if (file.document) {
      Statement row = database_.prepare("SELECT id FROM documents WHERE uuid = ?1");
      if (row.with(*file.document).next()) document = row.integer(0);
    }
    recordOpen(file, document);
  });
}

void SqliteImport::recordOpen(const FileRecord& file, std::optional<std::int64_t> document) {
  const Timestamp seen = file.seen.milliseconds != 0 ? file.seen : now();
  const bool isKnown = findFile_.with(file.name).next();
  findFile_.reset();
  (isKnown ? updateFile_ : insertFile_)
      .with(file.name, static_cast<int>(file.fate), file.reason, file.by, document, file.format,
            file.bytes, Blob{fromHex(file.originalDigest)}, file.modified, seen,
            toJsonList(file.notes), row_)
      .run();
  if (++batchTexts_ >= kBatchTexts || batchBytes_ >= kBatchBytes) flush();
}

void SqliteImport::flush() {
  if (!batch_) return;
  orEnd([this] {
    index_.flush();
    batch_->commit();
    batch_.reset();
    batchTexts_ = 0;
    batchBytes_ = 0;
  });
}

void SqliteImport::finish(bool cancelled) {
  orEnd([this, cancelled] {
    open();
    close(row_, event_, coder_, cancelled ? ImportState::Stopped : ImportState::Finished);
    flush();
    finished_ = true;
  });
}

Manifest manifestOf(const Database& database, std::int64_t row) {
  Manifest manifest;
  Statement text = database.prepare(
      "SELECT d.uuid, t.original_digest FROM texts t JOIN documents d ON d.id = t.document_id"
      " WHERE t.import_id = ?1 ORDER BY d.uuid, t.original_digest");
  text.with(row);
  std::string lines;
  while (text.next()) {
    lines += toText(text.uuid(0)) + ' ' + toHex(text.view(1)) + '\n';
    ++manifest.texts;
  }
  manifest.digest = sha256(lines);
  Statement fate =
      database.prepare("SELECT fate, count(*) FROM files WHERE import_id = ?1 GROUP BY fate");
  fate.with(row);
  while (fate.next()) {
    const auto count = static_cast<std::uint64_t>(fate.integer(1));
    switch (static_cast<FileFate>(fate.integer(0))) {
      case FileFate::Read:
        manifest.read = count;
        break;
      case FileFate::Duplicate:
        manifest.duplicate = count;
        break;
      case FileFate::Unreadable:
        manifest.unreadable = count;
        break;
      case FileFate::Excluded:
        manifest.excluded = count;
        break;
    }
  }
  return manifest;
}

void SqliteImport::close(std::int64_t row, const EventId& event, std::string_view coder,
                         ImportState state) {
  database_.prepare("UPDATE imports SET state = ?1 WHERE id = ?2")
      .with(static_cast<int>(state), row)
      .run();
  storage_.events_.append(
      event, coder,
      {EventKind::Import, std::string(actionOf(state)), {}, manifestOf(database_, row)});
}

void SqliteImport::closeInterrupted() {
  struct Left {
    std::int64_t row;
    EventId event;
    std::string coder;
  };
  std::vector<Left> left;
  {
    Statement row = database_.prepare("SELECT id, event, coder FROM imports WHERE state = ?1");
    row.with(static_cast<int>(ImportState::Open));
    while (row.next()) left.push_back({row.integer(0), EventId(row.uuid(1)), row.bytes(2)});
  }
  if (left.empty()) return;
  Transaction change(database_);
  for (const Left& import : left) {
    close(import.row, import.event, import.coder, ImportState::Interrupted);
  }
  change.commit();
}

std::unique_ptr<ImportSession> SqliteStorage::beginImport(std::string_view coder) {
  requireWrite();
  requireFreshIndex();
  if (import_ != nullptr) {
    throw Error(ErrorKind::Refused, database_.file() + ": an import is going on already",
                "wait until it has finished");
  }
  if (coder.empty()) {
    throw Error(ErrorKind::Refused, "an import needs the name of its coder",
                "give it with --coder NAME");
  }
  return std::make_unique<SqliteImport>(*this, coder);
}

}  // namespace retold
