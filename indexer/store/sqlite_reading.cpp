// Reading documents and their texts, with what the user corrected.
#include <zstd.h>

#include <algorithm>
#include <limits>

#include "indexer/store/digest.h"
#include "indexer/store/language_table.h"
#include "indexer/store/sqlite_import.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/store/turn_table.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::string_view kDocuments =
    "SELECT d.uuid, d.name, t.uuid, c.uuid, t.words, t.characters, d.language, x.id"
    " FROM documents d JOIN texts t ON t.id = d.text_id LEFT JOIN cases c ON c.id = d.case_id"
    " LEFT JOIN exclusions x ON x.document_id = d.id ";

Document documentOf(const Statement& row) {
  Document document;
  document.id = DocumentId(row.uuid(0));
  document.name = row.bytes(1);
  document.text = TextId(row.uuid(2));
  if (!row.isNull(3)) document.caseId = CaseId(row.uuid(3));
  document.words = static_cast<std::uint64_t>(row.integer(4));
  document.characters = static_cast<std::uint64_t>(row.integer(5));
  document.language = row.bytes(6);
  document.excluded = !row.isNull(7);
  return document;
}

}  // namespace

std::vector<Document> SqliteStorage::documents(const Cursor& from, std::size_t limit) const {
  Statement row =
      database_.prepare(std::string(kDocuments) + "WHERE d.name > ?1 ORDER BY d.name LIMIT ?2");
  const auto most = std::min<std::size_t>(limit, std::numeric_limits<std::int64_t>::max());
  row.with(from.after, static_cast<std::int64_t>(most));
  std::vector<Document> documents;
  while (row.next()) documents.push_back(documentOf(row));
  return documents;
}

std::uint64_t SqliteStorage::documentCount() const {
  return static_cast<std::uint64_t>(database_.integer("SELECT count(*) FROM documents"));
}

std::uint64_t SqliteStorage::documentsReadSince(Timestamp time) const {
  Statement row = database_.prepare(
      "SELECT count(*) FROM texts t JOIN documents d ON d.id = t.document_id AND d.text_id = t.id"
      " WHERE t.read > ?1 AND NOT EXISTS (SELECT 1 FROM exclusions x WHERE x.document_id = d.id)");
  row.with(time).next();
  return static_cast<std::uint64_t>(row.integer(0));
}

std::optional<Document> SqliteStorage::document(DocumentId id) const {
  Statement row = database_.prepare(std::string(kDocuments) + "WHERE d.uuid = ?1");
  if (!row.with(id).next()) return std::nullopt;
  return documentOf(row);
}

std::optional<Document> SqliteStorage::documentNamed(std::string_view name) const {
  if (name.empty()) return std::nullopt;
  Statement full = database_.prepare(std::string(kDocuments) + "WHERE d.name = ?1");
  if (full.with(name).next()) return documentOf(full);
  Statement bare = database_.prepare(
      std::string(kDocuments) +
      "WHERE substr(d.name, -length(?1) - 1) IN ('/' || ?1, '!' || ?1) ORDER BY d.name");
  bare.with(name);
  std::vector<Document> found;
  while (bare.next()) found.push_back(documentOf(bare));
  if (found.empty()) return std::nullopt;
  if (found.size() == 1) return found.front();
  constexpr std::size_t mostNamed = 5;
  std::string names;
  for (std::size_t at = 0; at < std::min(found.size(), mostNamed); ++at) {
    names += (at == 0 ? "" : ", ") + found[at].name;
  }
  if (found.size() > mostNamed) names += ", ...";
  throw Error(ErrorKind::Refused,
              "\"" + std::string(name) + "\" is the name of " + std::to_string(found.size()) +
                  " documents: " + names,
              "give the name with its folder");
}

std::optional<Text> SqliteStorage::text(TextId id) const {
  if (!textById_) {
    textById_.emplace(
        database_,
        "SELECT d.uuid, c.content, t.reader, t.options, t.encoding, t.confidence, t.guessed,"
        " t.original_digest, t.content_digest, t.original_bytes, t.unreadable, t.read, u.turns,"
        " t.page_starts, t.languages, t.ocr_confidence, d.id, t.id,"
        " EXISTS(SELECT 1 FROM language_corrections l WHERE l.document_id = d.id) FROM texts t "
        "JOIN documents d ON d.id = t.document_id JOIN contents c ON c.text_id ="
        " t.id JOIN turns u ON u.text_id = t.id WHERE t.uuid = ?1");
    correctionsOf_.emplace(database_,
                           "SELECT s.speaker, s.role FROM speaker_corrections s JOIN documents d"
                           " ON d.id = s.document_id WHERE d.uuid = ?1");
  }
  Statement& row = *textById_;
  if (!row.with(id).next()) return std::nullopt;
  Text text;
  text.id = id;
  text.document = DocumentId(row.uuid(0));
  text.content = row.bytes(1);
  text.reader = row.bytes(2);
  text.options = row.bytes(3);
  text.encoding = {row.bytes(4), row.real(5), row.integer(6) != 0};
  text.originalDigest = toHex(row.view(7));
  text.contentDigest = toHex(row.view(8));
  text.originalBytes = static_cast<std::uint64_t>(row.integer(9));
  text.unreadable = static_cast<std::uint64_t>(row.integer(10));
  text.read = row.time(11);
  readReading(row, text);
  row.reset();
  correctionsOf_->with(text.document);
  while (correctionsOf_->next()) {
    for (Turn& turn : text.turns) {
      if (turn.speaker == correctionsOf_->view(0)) {
        turn.role = static_cast<SpeakerRole>(correctionsOf_->integer(1));
      }
    }
  }
  const std::shared_ptr<const BoilerplateList> forms = boilerplateList();
  if (!forms->empty()) text.boilerplate = forms->spansIn(text.content, text.turns);
  return text;
}

void SqliteStorage::readReading(const Statement& row, Text& text) const {
  auto turns = decodeTurns(row.view(12));
  auto pages = decodePageStarts(row.view(13));
  auto languages = decodeLanguages(row.view(14));
  if (!turns || !pages || !languages) {
    throw Error(ErrorKind::NotAProject,
                database_.file() + ": the " +
                    (!turns   ? "turns"
                     : !pages ? "pages"
                              : "languages") +
                    " of a text are damaged",
                "run: retold verify " + database_.file());
  }
  text.turns = std::move(*turns);
  text.pageStarts = std::move(*pages);
  if (!row.isNull(15)) text.ocrConfidence = row.real(15);
  text.languages = std::move(*languages);
  if (row.integer(18) == 0) return;
  text.languages = objects_.withCorrections(row.integer(16), row.integer(17), text.content.size(),
                                            std::move(text.languages));
}

std::shared_ptr<const BoilerplateList> SqliteStorage::boilerplateList() const {
  if (!dataVersion_) dataVersion_.emplace(database_, "PRAGMA data_version");
  dataVersion_->with().next();
  const std::int64_t version = dataVersion_->integer(0);
  dataVersion_->reset();
  if (!boilerplate_ || version != boilerplateVersion_) {
    boilerplate_ =
        std::make_shared<const BoilerplateList>(detectedBoilerplate(), boilerplateMarks());
    boilerplateVersion_ = version;
  }
  return boilerplate_;
}

std::vector<BoilerplatePassage> SqliteStorage::detectedBoilerplate() const {
  Statement row = database_.prepare(
      "SELECT key, text, documents, question FROM boilerplate ORDER BY documents DESC, key");
  std::vector<BoilerplatePassage> passages;
  while (row.next()) {
    passages.push_back({row.bytes(0), row.bytes(1), static_cast<std::uint64_t>(row.integer(2)),
                        row.integer(3) != 0});
  }
  return passages;
}

std::vector<BoilerplateMark> SqliteStorage::boilerplateMarks() const {
  return objects_.boilerplateMarks();
}

void SqliteStorage::storeBoilerplate(std::span<const BoilerplatePassage> detected,
                                     std::uint64_t documents) {
  requireWrite();
  settleImport();
  Transaction change(database_);
  database_.run("DELETE FROM boilerplate");
  Statement insert = database_.prepare(
      "INSERT INTO boilerplate(key, text, documents, question) VALUES (?1, ?2, ?3, ?4)");
  for (const BoilerplatePassage& passage : detected) {
    insert.with(passage.key, passage.text, passage.documents, passage.question).run();
  }
  database_.prepare("UPDATE project SET boilerplate_seen = ?1").with(documents).run();
  change.commit();
  boilerplate_.reset();
}

std::uint64_t SqliteStorage::boilerplateSeen() const {
  return static_cast<std::uint64_t>(database_.integer("SELECT boilerplate_seen FROM project"));
}

std::string SqliteStorage::original(TextId id) const {
  Statement text =
      database_.prepare("SELECT id, original_is_content, original_bytes FROM texts WHERE uuid=?1");
  if (!text.with(id).next()) {
    throw Error(ErrorKind::NotFound, "there is no text " + toText(id));
  }
  Statement row = database_.prepare(
      text.integer(1) != 0 ? "SELECT content FROM contents WHERE text_id = ?1"
                           : "SELECT chunk FROM originals WHERE text_id = ?1 ORDER BY number");
  row.with(text.integer(0));
  std::string original;
  while (row.next()) {
    if (text.integer(1) != 0) return row.bytes(0);
    const std::string_view chunk = row.view(0);
    const auto size = ZSTD_getFrameContentSize(chunk.data(), chunk.size());
    std::string bytes(size <= kOriginalChunk ? static_cast<std::size_t>(size) : 0, '\0');
    const std::size_t got = ZSTD_decompress(bytes.data(), bytes.size(), chunk.data(), chunk.size());
    if (ZSTD_isError(got) != 0 || got != bytes.size()) {
      throw Error(ErrorKind::NotAProject, database_.file() + ": an original file is damaged",
                  "run: retold verify " + database_.file());
    }
    original += bytes;
  }
  return original;
}

std::vector<SpeakerCorrection> SqliteStorage::speakerCorrections(DocumentId id) const {
  return objects_.corrections(id);
}

std::vector<LanguageCorrection> SqliteStorage::languageCorrections(DocumentId id) const {
  return objects_.languageCorrections(id);
}

std::vector<TextId> SqliteStorage::texts(DocumentId id) const {
  Statement row = database_.prepare(
      "SELECT t.uuid FROM documents d JOIN texts t ON t.document_id = d.id WHERE d.uuid = ?1"
      " ORDER BY t.id = d.text_id, t.id");
  row.with(id);
  std::vector<TextId> texts;
  while (row.next()) texts.emplace_back(row.uuid(0));
  return texts;
}

std::vector<Translation> SqliteStorage::translations() const { return objects_.translations(); }

std::vector<DocumentExclusion> SqliteStorage::exclusions() const { return objects_.exclusions(); }

}  // namespace retold
