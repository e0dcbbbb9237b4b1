#include "indexer/store/sqlite_import.h"

#include <zstd.h>

#include <algorithm>
#include <cassert>

#include "indexer/store/digest.h"
#include "indexer/store/language_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/text/language.h"
#include "model/error.h"

// In a batch every statement on a new file must be a plain INSERT of one row. For an UPDATE of a
// table with foreign keys, an upsert or a DELETE, SQLite opens a savepoint, and FTS5 writes out
// what it has collected at each savepoint: a segment for each text, twenty times slower.

namespace retold {

const std::string_view kFileColumns =
    "SELECT f.name, f.fate, f.reason, f.by, d.uuid, d.name, f.format, f.bytes, f.original_digest,"
    " f.modified, f.seen, f.notes, f.root, f.sameness, n.name, f.near_share, f.language, f.script,"
    " f.language_confidence, f.unreadable_share, f.ocr_confidence, f.looks_like_ocr,"
    " f.pages_without_text, x.coder, x.reason, f.content_digest, t.original_digest,"
    " t.content_digest FROM files f LEFT JOIN documents d ON d.id = f.document_id"
    " LEFT JOIN documents n ON n.id = f.near_id LEFT JOIN exclusions x ON x.document_id = d.id"
    " LEFT JOIN texts t ON t.id = d.text_id";

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
  file.root = row.bytes(12);
  file.sameness = static_cast<Sameness>(row.integer(13));
  if (!row.isNull(14)) file.near = NearDuplicate{row.bytes(14), row.real(15)};
  if (!row.isNull(16)) {
    Searchability& note = file.searchability.emplace();
    note.language = row.bytes(16);
    note.script = row.bytes(17);
    note.languageConfidence = row.real(18);
    note.unreadableShare = row.real(19);
    if (!row.isNull(20)) note.ocrConfidence = row.real(20);
    note.looksLikeOcr = row.integer(21) != 0;
    note.pagesWithoutText = static_cast<std::uint64_t>(row.integer(22));
  }
  return file;
}

FileRecord settledFileRecordOf(const Statement& row) {
  FileRecord file = fileRecordOf(row);
  if (file.fate != FileFate::Read || row.isNull(23)) return file;
  file.fate = FileFate::Excluded;
  file.by = row.bytes(23);
  file.reason = row.bytes(24);
  return file;
}

namespace {

/// True for a duplicate whose twin has another text now.
bool isStale(const Statement& row) {
  if (static_cast<FileFate>(row.integer(1)) != FileFate::Duplicate || row.isNull(26)) return false;
  const bool sameBytes = row.view(8) == row.view(26);
  const bool sameText = !row.view(25).empty() && row.view(25) == row.view(27);
  return !sameBytes && !sameText;
}

}  // namespace

SqliteImport::SqliteImport(SqliteStorage& storage, std::string_view coder)
    : storage_(storage),
      database_(storage.database_),
      coder_(coder),
      index_(storage.database_, storage.indexTokenizer_),
      similar_(storage.database_, index_),
      findKnown_(database_, std::string(kFileColumns) +
                                " WHERE f.name = ?1 AND f.bytes = ?2 AND f.modified = ?3"),
      findDocument_(database_,
                    "SELECT d.id, d.text_id, d.name, t.content_digest, d.case_id, t.words"
                    " FROM documents d JOIN texts t ON t.id = d.text_id WHERE d.name = ?1"),
      findDuplicate_(
          database_,
          "SELECT d.id, 1 FROM texts t JOIN documents d ON d.id = t.document_id AND d.text_id ="
          " t.id LEFT JOIN cases c ON c.id = d.case_id WHERE t.original_digest = ?1"
          " AND (?3 = '' OR c.name = ?3) AND (?4 = '' OR substr(d.name, 1, length(?4)) <> ?4)"
          " UNION ALL"
          " SELECT d.id, 2 FROM texts t JOIN documents d ON d.id = t.document_id AND d.text_id ="
          " t.id LEFT JOIN cases c ON c.id = d.case_id WHERE t.content_digest = ?2"
          " AND (?3 = '' OR c.name = ?3) AND (?4 = '' OR substr(d.name, 1, length(?4)) <> ?4)"
          " LIMIT 1"),
      insertDocument_(
          database_,
          "INSERT INTO documents(uuid, name, text_id, language) VALUES (?1, ?2, ?3, ?4)"),
      updateDocument_(database_, "UPDATE documents SET text_id = ?1 WHERE id = ?2"),
      insertText_(database_,
                  "INSERT INTO texts(id, uuid, document_id, import_id, reader, options, encoding,"
                  " confidence, guessed, original_digest, content_digest, original_bytes,"
                  " original_is_content, unreadable, read, words, characters, page_starts,"
                  " languages, guesser, ocr_confidence) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
                  "?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21)"),
      insertContent_(database_, "INSERT INTO contents(text_id, content) VALUES (?1, ?2)"),
      insertTurns_(database_, "INSERT INTO turns(text_id, turns) VALUES (?1, ?2)"),
      findFile_(database_,
                "SELECT fate, root, original_digest, near_id, near_share FROM files"
                " WHERE name = ?1"),
      insertFile_(database_,
                  "INSERT INTO files(name, fate, reason, by, document_id, format, bytes,"
                  " original_digest, modified, seen, notes, import_id, root, content_digest,"
                  " sameness, near_id, near_share, language, script, language_confidence,"
                  " unreadable_share, ocr_confidence, looks_like_ocr, pages_without_text) VALUES"
                  " (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,"
                  "?22,?23,?24)"),
      updateFile_(database_,
                  "UPDATE files SET fate=?2, reason=?3, by=?4, document_id=?5, format=?6, bytes=?7,"
                  " original_digest=?8, modified=?9, seen=?10, notes=?11, import_id=?12, root=?13,"
                  " content_digest=?14, sameness=?15, near_id=?16, near_share=?17, language=?18,"
                  " script=?19, language_confidence=?20, unreadable_share=?21, ocr_confidence=?22,"
                  " looks_like_ocr=?23, pages_without_text=?24 WHERE name = ?1") {
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

std::optional<FileRecord> SqliteImport::knownAs(std::string_view name, std::uint64_t bytes,
                                                std::int64_t modified) {
  std::optional<FileRecord> file;
  if (findKnown_.with(name, bytes, modified).next() && !isStale(findKnown_)) {
    file = fileRecordOf(findKnown_);
  }
  findKnown_.reset();
  return file;
}

std::optional<FileRecord> SqliteImport::known(std::string_view name, std::uint64_t bytes,
                                              std::int64_t modified, std::string_view root) {
  std::optional<FileRecord> file = knownAs(name, bytes, modified);
  if (root.empty() || (file && (file->root.empty() || file->root == root))) return file;
  file = knownAs(std::string(root).append("/").append(name), bytes, modified);
  if (file && file->root != root) return std::nullopt;
  return file;
}

std::optional<SqliteImport::Existing> SqliteImport::existing(std::string_view name) {
  if (!findDocument_.with(name).next()) return std::nullopt;
  Existing found{findDocument_.integer(0),
                 findDocument_.integer(1),
                 findDocument_.bytes(2),
                 findDocument_.bytes(3),
                 std::nullopt,
                 findDocument_.integer(5)};
  if (!findDocument_.isNull(4)) found.caseRow = findDocument_.integer(4);
  findDocument_.reset();
  return found;
}

std::optional<SqliteImport::OldRecord> SqliteImport::oldRecord(std::string_view name) {
  if (!findFile_.with(name).next()) return std::nullopt;
  OldRecord old{static_cast<FileFate>(findFile_.integer(0)), findFile_.bytes(1), findFile_.bytes(2),
                std::nullopt, std::nullopt};
  if (!findFile_.isNull(3)) {
    old.near = findFile_.integer(3);
    old.nearShare = findFile_.real(4);
  }
  findFile_.reset();
  return old;
}

std::string SqliteImport::nameFor(std::string name, std::string_view root,
                                  std::string_view originalDigest) {
  if (root.empty()) return name;
  for (;;) {
    const std::optional<OldRecord> old = oldRecord(name);
    const bool isTaken = old && !old->root.empty() && old->root != root;
    if (!isTaken || (!originalDigest.empty() && old->originalDigest == originalDigest)) return name;
    name = std::string(root).append("/").append(name);
  }
}

std::optional<SqliteImport::Twin> SqliteImport::twinOf(const NewText& text,
                                                       const Digests& digests) {
  // Rows of one table are different persons' answers.
  const std::size_t row = placeWord(text.reader) == "row" ? text.name.find('#') : text.name.npos;
  const std::string table = row == text.name.npos ? "" : text.name.substr(0, row + 1);
  findDuplicate_.with(Blob{digests.original}, Blob{digests.content}, text.caseName, table);
  if (!findDuplicate_.next()) return std::nullopt;
  const Twin twin{findDuplicate_.integer(0), static_cast<Sameness>(findDuplicate_.integer(1))};
  findDuplicate_.reset();
  return twin;
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
  text.name = nameFor(std::move(text.name), text.root, digests.original);
  NewRecord record;
  FileRecord& file = record.file;
  file.name = text.name;
  file.format = text.format;
  file.bytes = original.size();
  file.originalDigest = toHex(digests.original);
  file.modified = text.modified;
  file.seen = now();
  file.notes = text.notes;
  file.root = text.root;
  if (!text.searchability.language.empty()) file.searchability = text.searchability;
  const std::optional<OldRecord> old = oldRecord(text.name);
  const Added result = place(text, digests, record);
  if (result == Added::Unchanged && old) {
    record.near = old->near;
    record.nearShare = old->nearShare;
  }
  if (old && file.root.empty()) file.root = old->root;
  const bool isElsewhere = old && !old->root.empty() && old->root != file.root;
  if (isElsewhere && file.fate == old->fate) {
    countTowardsBatch();  // the same bytes in another folder: the record stays that of the first
  } else {
    recordOpen(record, old.has_value());
  }
  return result;
}

/// Makes of a text what it is to the project, and says so in `record`.
Added SqliteImport::place(NewText& text, const Digests& digests, NewRecord& record) {
  const std::optional<Existing> before = existing(text.name);
  if (before && !text.caseName.empty() && !before->caseRow) joinCase(before->row, text.caseName);
  if (before && before->contentDigest == digests.content) {
    record.document = before->row;
    return Added::Unchanged;
  }
  if (before) {
    replaceText(text, digests, *before, record);
    return Added::NewText;
  }
  if (const std::optional<Twin> twin = twinOf(text, digests)) {
    record.document = twin->document;
    record.contentDigest = digests.content;
    record.file.fate = FileFate::Duplicate;
    record.file.sameness = twin->sameness;
    record.file.searchability.reset();
    return Added::Duplicate;
  }
  insertDocument(text, digests, record);
  return Added::New;
}

void SqliteImport::insertDocument(NewText& text, const Digests& digests, NewRecord& record) {
  findNear(text, record);
  insertDocument_
      .with(DocumentId::create(), text.name, nextText_, largestLanguage(text.languages).language)
      .run();
  record.document = database_.lastRow();
  const std::string person = text.caseName;
  insertText(text, digests, *record.document);
  if (!person.empty()) joinCase(*record.document, person);
}

void SqliteImport::replaceText(NewText& text, const Digests& digests, const Existing& before,
                               NewRecord& record) {
  record.document = before.row;
  similar_.remove(before.text, index_.remove(before.text));
  wordsMore_ -= before.words;
  // What was nearly the same as the old text is compared with the new one from this side.
  database_.prepare("UPDATE files SET near_id = NULL, near_share = NULL WHERE near_id = ?1")
      .with(before.row)
      .run();
  findNear(text, record);
  updateDocument_.with(nextText_, before.row).run();
  insertText(text, digests, before.row);
  storage_.objects_.refreshLanguage(before.row);
}

void SqliteImport::findNear(const NewText& text, NewRecord& record) {
  if (text.shingles.empty()) return;
  const std::optional<SimilarTexts::Near> near = similar_.nearest(text.shingles, text.tokens);
  if (!near) return;
  Statement row = database_.prepare("SELECT document_id FROM texts WHERE id = ?1");
  if (!row.with(near->text).next()) return;
  record.near = row.integer(0);
  record.nearShare = near->share;
}

void SqliteImport::insertText(NewText& text, const Digests& digests, std::int64_t document) {
  const std::int64_t row = nextText_++;
  const std::size_t bytes = text.originalIsContent ? text.content.size() : text.original.size();
  const std::uint64_t words = wordsIn(text.tokens);
  insertText_
      .with(row, TextId::create(), document, row_, text.reader, text.options, text.encoding.name,
            text.encoding.confidence, text.encoding.guessed, Blob{digests.original},
            Blob{digests.content}, static_cast<std::int64_t>(bytes), text.originalIsContent,
            text.unreadable, now(), words, codepointsIn(text.content),
            Blob{encodePageStarts(text.pageStarts)}, Blob{encodeLanguages(text.languages)},
            text.languages.empty() ? std::string() : languageGuesser(), text.ocrConfidence)
      .run();
  wordsMore_ += static_cast<std::int64_t>(words);
  insertContent_.with(row, Blob{text.content}).run();
  insertTurns_.with(row, Blob{encodeTurns(text.turns)}).run();
  if (!text.originalIsContent) insertOriginal(row, text.original);
  if (!text.shingles.empty()) similar_.add(row, text.shingles);
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
    NewRecord record;
    record.file = file;
    if (file.document) {
      Statement row = database_.prepare("SELECT id FROM documents WHERE uuid = ?1");
      if (row.with(*file.document).next()) record.document = row.integer(0);
    }
    record.file.name = nameFor(file.name, file.root, fromHex(file.originalDigest));
    const std::optional<OldRecord> old = oldRecord(record.file.name);
    if (old && file.root.empty()) record.file.root = old->root;
    recordOpen(record, old.has_value());
  });
}

void SqliteImport::recordOpen(const NewRecord& record, bool isKnown) {
  const FileRecord& file = record.file;
  const Timestamp seen = file.seen.milliseconds != 0 ? file.seen : now();
  const Searchability* note = file.searchability ? &*file.searchability : nullptr;
  const auto noted = [note](auto member) {
    using Value = std::remove_cvref_t<decltype(note->*member)>;
    return note != nullptr ? std::optional<Value>(note->*member) : std::nullopt;
  };
  (isKnown ? updateFile_ : insertFile_)
      .with(file.name, static_cast<int>(file.fate), file.reason, file.by, record.document,
            file.format, file.bytes, Blob{fromHex(file.originalDigest)}, file.modified, seen,
            toJsonList(file.notes), row_, file.root, Blob{record.contentDigest},
            static_cast<int>(file.sameness), record.near, record.nearShare,
            noted(&Searchability::language), noted(&Searchability::script),
            noted(&Searchability::languageConfidence), noted(&Searchability::unreadableShare),
            note != nullptr ? note->ocrConfidence : std::nullopt,
            noted(&Searchability::looksLikeOcr), noted(&Searchability::pagesWithoutText))
      .run();
  countTowardsBatch();
}

void SqliteImport::countTowardsBatch() {
  if (++batchTexts_ >= kBatchTexts || batchBytes_ >= kBatchBytes) flush();
}

void SqliteImport::flush() {
  if (!batch_) return;
  orEnd([this] {
    index_.flush();
    similar_.flush();
    if (wordsMore_ != 0) {
      database_.prepare("UPDATE project SET words = words + ?1").with(wordsMore_).run();
      wordsMore_ = 0;
    }
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
