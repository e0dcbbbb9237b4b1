// Translations, corrected languages, documents left out, and marks of what forms print: their rows,
// and what must be true of them.
#include "indexer/store/language_table.h"
#include "indexer/store/sqlite_objects.h"
#include "indexer/text/language.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

const std::string kTranslations =
    "SELECT t.uuid, d.uuid, o.uuid, t.translator, t.back, t.machine FROM translations t"
    " JOIN documents d ON d.id = t.document_id JOIN documents o ON o.id = t.original_id ";
const std::string kLanguages =
    "SELECT l.uuid, d.uuid, t.uuid, l.begin_byte, l.end_byte, l.language"
    " FROM language_corrections l JOIN documents d ON d.id = l.document_id"
    " LEFT JOIN texts t ON t.id = l.text_id ";
const std::string kExclusions =
    "SELECT x.uuid, d.uuid, x.reason, x.coder, x.time FROM exclusions x"
    " JOIN documents d ON d.id = x.document_id ";
const std::string kMarks = "SELECT uuid, key, boilerplate, coder FROM boilerplate_marks ";

[[noreturn]] void refuse(const std::string& what, const std::string& hint = {}) {
  throw Error(ErrorKind::Refused, what, hint);
}

ByteSpan spanOf(const Statement& row, int column) {
  return {static_cast<std::uint64_t>(row.integer(column)),
          static_cast<std::uint64_t>(row.integer(column + 1))};
}

}  // namespace

Translation ObjectTables::translationOf(const Statement& row) const {
  return {row.uuid(0),  DocumentId(row.uuid(1)), DocumentId(row.uuid(2)),
          row.bytes(3), row.integer(4) != 0,     row.integer(5) != 0};
}

LanguageCorrection ObjectTables::languageCorrectionOf(const Statement& row) const {
  LanguageCorrection correction;
  correction.id = row.uuid(0);
  correction.document = DocumentId(row.uuid(1));
  if (!row.isNull(2)) correction.text = TextId(row.uuid(2));
  if (!row.isNull(3)) correction.span = spanOf(row, 3);
  correction.language = row.bytes(5);
  return correction;
}

DocumentExclusion ObjectTables::exclusionOf(const Statement& row) const {
  return {row.uuid(0), DocumentId(row.uuid(1)), row.bytes(2), row.bytes(3), row.time(4)};
}

BoilerplateMark ObjectTables::markOf(const Statement& row) const {
  return {row.uuid(0), row.bytes(1), row.integer(2) != 0, row.bytes(3)};
}

std::string ObjectTables::nameOf(std::int64_t document) const {
  Statement name = database_->prepare("SELECT name FROM documents WHERE id = ?1");
  return name.with(document).next() ? '"' + name.bytes(0) + '"' : std::string();
}

void ObjectTables::putNoun(const Translation& translation) {
  const DocumentRow document = documentRow(translation.document);
  const DocumentRow original = documentRow(translation.original);
  const std::string name = '"' + document.name + '"';
  if (document.id == original.id) refuse(name + " cannot be a translation of itself");
  Statement same = database_->prepare(
      "SELECT original_id FROM translations WHERE document_id = ?1 AND uuid <> ?2");
  if (same.with(document.id, translation.id).next()) {
    refuse(name + " is the translation of " + nameOf(same.integer(0)) + " already",
           "change that translation instead of making another one");
  }
  Statement above = database_->prepare(
      "SELECT original_id FROM translations WHERE document_id = ?1 AND uuid <> ?2");
  if (above.with(original.id, translation.id).next()) {
    refuse("\"" + original.name + "\" is a translation itself, of " + nameOf(above.integer(0)),
           "name " + nameOf(above.integer(0)) +
               " as the original; where it was translated back, say so there");
  }
  Statement below = database_->prepare(
      "SELECT document_id FROM translations WHERE original_id = ?1 AND uuid <> ?2");
  if (below.with(document.id, translation.id).next()) {
    refuse(name + " is the original of " + nameOf(below.integer(0)),
           "take that translation away first");
  }
  database_
      ->prepare(
          "INSERT INTO translations(uuid, document_id, original_id, translator, back, machine)"
          " VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT(uuid) DO UPDATE SET document_id=?2,"
          " original_id=?3, translator=?4, back=?5, machine=?6")
      .with(translation.id, document.id, original.id, translation.translator, translation.back,
            translation.machine)
      .run();
}

void ObjectTables::putNoun(const LanguageCorrection& correction) {
  const DocumentRow document = documentRow(correction.document);
  if (!isLanguageTag(correction.language)) {
    refuse("\"" + correction.language + "\" is no language; expected a code such as ro or sr-Latn");
  }
  if (correction.text.has_value() != correction.span.has_value()) {
    refuse("a correction of a language names a text and a place in it, or neither of them");
  }
  std::optional<std::int64_t> text;
  std::optional<std::uint64_t> begin;
  std::optional<std::uint64_t> end;
  if (correction.span) {
    text = checkPlace(document, *correction.text, *correction.span);
    begin = correction.span->begin;
    end = correction.span->end;
  }
  Statement same = database_->prepare(
      "SELECT 1 FROM language_corrections WHERE document_id = ?1 AND text_id IS ?2"
      " AND begin_byte IS ?3 AND end_byte IS ?4 AND uuid <> ?5");
  if (same.with(document.id, text, begin, end, correction.id).next()) {
    refuse("the language of " +
               (correction.span ? "the passage " + std::to_string(*begin) + "," +
                                      std::to_string(*end) + " of \"" + document.name + "\""
                                : "\"" + document.name + "\"") +
               " was corrected already",
           "change that correction instead of making another one");
  }
  const auto before =
      row("SELECT document_id FROM language_corrections WHERE uuid = ?1", correction.id);
  database_
      ->prepare(
          "INSERT INTO language_corrections(uuid, document_id, text_id, begin_byte, end_byte,"
          " language) VALUES (?1,?2,?3,?4,?5,?6) ON CONFLICT(uuid) DO UPDATE SET document_id=?2,"
          " text_id=?3, begin_byte=?4, end_byte=?5, language=?6")
      .with(correction.id, document.id, text, begin, end, correction.language)
      .run();
  refreshLanguage(document.id);
  if (before && *before != document.id) refreshLanguage(*before);
}

void ObjectTables::putNoun(const DocumentExclusion& exclusion) {
  const DocumentRow document = documentRow(exclusion.document);
  if (exclusion.coder.empty()) {
    refuse("the exclusion of a document needs the name of its coder", "give it with --coder NAME");
  }
  if (exclusion.reason.empty()) {
    refuse("the exclusion of \"" + document.name + "\" needs a reason",
           "say why it is left out, for example: consent withdrawn");
  }
  Statement same =
      database_->prepare("SELECT coder FROM exclusions WHERE document_id = ?1 AND uuid <> ?2");
  if (same.with(document.id, exclusion.id).next()) {
    throw Error(ErrorKind::Refused,
                "\"" + document.name + "\" was excluded by " + same.bytes(0) + " already",
                "change that exclusion instead of making another one")
        .withForBlind("\"" + document.name + "\" was excluded already");
  }
  database_
      ->prepare(
          "INSERT INTO exclusions(uuid, document_id, reason, coder, time) VALUES (?1,?2,?3,?4,?5)"
          " ON CONFLICT(uuid) DO UPDATE SET document_id=?2, reason=?3, coder=?4, time=?5")
      .with(exclusion.id, document.id, exclusion.reason, exclusion.coder, exclusion.time)
      .run();
}

void ObjectTables::putNoun(const BoilerplateMark& mark) {
  if (mark.coder.empty()) {
    refuse("a mark of a form's passage needs the name of its coder", "give it with --coder NAME");
  }
  if (mark.key.empty()) {
    refuse("a mark of a form's passage needs words", "mark a passage that holds at least one word");
  }
  Statement same =
      database_->prepare("SELECT 1 FROM boilerplate_marks WHERE key = ?1 AND uuid <> ?2");
  if (same.with(mark.key, mark.id).next()) {
    refuse("the passage \"" + mark.key + "\" is marked already",
           "change that mark instead of making another one");
  }
  database_
      ->prepare(
          "INSERT INTO boilerplate_marks(uuid, key, boilerplate, coder) VALUES (?1,?2,?3,?4)"
          " ON CONFLICT(uuid) DO UPDATE SET key=?2, boilerplate=?3, coder=?4")
      .with(mark.id, mark.key, mark.boilerplate, mark.coder)
      .run();
}

void ObjectTables::removeNoun(const Translation& translation) {
  database_->prepare("DELETE FROM translations WHERE uuid = ?1").with(translation.id).run();
}

void ObjectTables::removeNoun(const LanguageCorrection& correction) {
  const auto document =
      row("SELECT document_id FROM language_corrections WHERE uuid = ?1", correction.id);
  database_->prepare("DELETE FROM language_corrections WHERE uuid = ?1").with(correction.id).run();
  if (document) refreshLanguage(*document);
}

void ObjectTables::removeNoun(const DocumentExclusion& exclusion) {
  database_->prepare("DELETE FROM exclusions WHERE uuid = ?1").with(exclusion.id).run();
}

void ObjectTables::removeNoun(const BoilerplateMark& mark) {
  database_->prepare("DELETE FROM boilerplate_marks WHERE uuid = ?1").with(mark.id).run();
}

std::optional<Object> ObjectTables::findNoun(const Translation& translation) const {
  return first(kTranslations + "WHERE t.uuid = ?1", translation.id, &ObjectTables::translationOf);
}

std::optional<Object> ObjectTables::findNoun(const LanguageCorrection& correction) const {
  return first(kLanguages + "WHERE l.uuid = ?1", correction.id,
               &ObjectTables::languageCorrectionOf);
}

std::optional<Object> ObjectTables::findNoun(const DocumentExclusion& exclusion) const {
  return first(kExclusions + "WHERE x.uuid = ?1", exclusion.id, &ObjectTables::exclusionOf);
}

std::optional<Object> ObjectTables::findNoun(const BoilerplateMark& mark) const {
  return first(kMarks + "WHERE uuid = ?1", mark.id, &ObjectTables::markOf);
}

std::vector<Translation> ObjectTables::translations() const {
  return all(kTranslations + "ORDER BY o.name, d.name", &ObjectTables::translationOf);
}

std::vector<LanguageCorrection> ObjectTables::languageCorrections(
    const DocumentId& document) const {
  return all(kLanguages + "WHERE d.uuid = ?1 ORDER BY l.text_id IS NOT NULL, l.id",
             &ObjectTables::languageCorrectionOf, document);
}

std::vector<DocumentExclusion> ObjectTables::exclusions() const {
  return all(kExclusions + "ORDER BY x.time, x.id", &ObjectTables::exclusionOf);
}

std::vector<BoilerplateMark> ObjectTables::boilerplateMarks() const {
  return all(kMarks + "ORDER BY key", &ObjectTables::markOf);
}

std::vector<LanguageSpan> ObjectTables::withCorrections(std::int64_t document, std::int64_t text,
                                                        std::uint64_t bytes,
                                                        std::vector<LanguageSpan> guessed) const {
  Statement said = database_->prepare(
      "SELECT begin_byte, end_byte, language FROM language_corrections WHERE document_id = ?1"
      " AND (text_id IS NULL OR text_id = ?2) ORDER BY text_id IS NOT NULL, id");
  said.with(document, text);
  while (said.next()) {
    const ByteSpan place = said.isNull(0) ? ByteSpan{0, bytes} : spanOf(said, 0);
    guessed = corrected(std::move(guessed), place, said.view(2));
  }
  return guessed;
}

void ObjectTables::refreshLanguage(std::int64_t document) {
  Statement found = database_->prepare(
      "SELECT t.id, t.languages, length(c.content) FROM documents d JOIN texts t ON t.id ="
      " d.text_id JOIN contents c ON c.text_id = t.id WHERE d.id = ?1");
  if (!found.with(document).next()) return;
  const std::vector<LanguageSpan> spans =
      withCorrections(document, found.integer(0), static_cast<std::uint64_t>(found.integer(2)),
                      decodeLanguages(found.view(1)).value_or(std::vector<LanguageSpan>{}));
  found.reset();
  database_->prepare("UPDATE documents SET language = ?1 WHERE id = ?2")
      .with(largestLanguage(spans).language, document)
      .run();
}

}  // namespace retold
