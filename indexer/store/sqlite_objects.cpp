// The rows of codings, decisions, codes, memos, cases and corrections: reading and writing them.
// What must be true of them is in sqlite_checks.cpp.
#include "indexer/store/sqlite_objects.h"

#include <cassert>

#include "indexer/store/digest.h"
#include "indexer/store/event_payload.h"
#include "model/error.h"

namespace retold {

namespace {

/// `traceOf` reads them; all are NULL where `k` has no trace.
const std::string kTrace =
    ", r.lexicon, r.lexicon_digest, r.version, r.term, r.begin_byte, r.end_byte, r.quote, rt.uuid ";
const std::string kTraceJoin =
    " LEFT JOIN traces r ON r.object = k.uuid LEFT JOIN texts rt ON rt.id = r.text_id ";
const std::string kCodings =
    "SELECT k.uuid, d.uuid, t.uuid, k.begin_byte, k.end_byte, k.quote, c.uuid, k.coder, k.memo,"
    " k.time, k.important" +
    kTrace +
    "FROM codings k JOIN texts t ON t.id = k.text_id JOIN documents d ON d.id = t.document_id"
    " JOIN codes c ON c.id = k.code_id" +
    kTraceJoin;
const std::string kDecisions =
    "SELECT k.uuid, k.subject, k.subject_id, k.question, k.coder, k.verdict, k.reason, k.time,"
    " k.id, k.reader, k.certainty" +
    kTrace + "FROM decisions k" + kTraceJoin;
constexpr std::string_view kQuotes =
    "SELECT quote FROM decision_quotes WHERE decision_id = ?1 ORDER BY number";
constexpr std::string_view kCodes =
    "SELECT uuid, name, label, kind, definition, include, exclude, stages, levels, colour, parent,"
    " retired FROM codes ";
constexpr std::string_view kMemos = "SELECT uuid, about, text, coder, time FROM memos ";
constexpr std::string_view kCases = "SELECT uuid, name, id FROM cases ";
constexpr std::string_view kMemberships =
    "SELECT d.uuid, c.uuid FROM documents d JOIN cases c ON c.id = d.case_id ";
constexpr std::string_view kCorrections =
    "SELECT s.uuid, d.uuid, s.speaker, s.role FROM speaker_corrections s"
    " JOIN documents d ON d.id = s.document_id ";

std::string joined(std::string_view select, std::string_view rest) {
  return std::string(select) + std::string(rest);
}

}  // namespace

Coding ObjectTables::codingOf(const Statement& row) const {
  Coding coding;
  coding.id = CodingId(row.uuid(0));
  coding.document = DocumentId(row.uuid(1));
  coding.text = TextId(row.uuid(2));
  coding.span = {static_cast<std::uint64_t>(row.integer(3)),
                 static_cast<std::uint64_t>(row.integer(4))};
  coding.quote = row.bytes(5);
  coding.code = CodeId(row.uuid(6));
  coding.coder = row.bytes(7);
  coding.memo = row.bytes(8);
  coding.time = row.time(9);
  coding.important = row.integer(10) != 0;
  coding.trace = traceOf(row, 11);
  return coding;
}

Decision ObjectTables::decisionOf(const Statement& row, Statement& quotes) {
  Decision decision;
  decision.id = DecisionId(row.uuid(0));
  decision.subject = static_cast<Subject>(row.integer(1));
  decision.subjectId = row.uuid(2);
  decision.question = row.bytes(3);
  decision.coder = row.bytes(4);
  decision.verdict = static_cast<Verdict>(row.integer(5));
  decision.reason = row.bytes(6);
  decision.time = row.time(7);
  decision.reader = row.bytes(9);
  decision.certainty = static_cast<Certainty>(row.integer(10));
  decision.trace = traceOf(row, 11);
  quotes.with(row.integer(8));
  while (quotes.next()) decision.quotes.push_back(quotes.bytes(0));
  return decision;
}

Code ObjectTables::codeOf(const Statement& row) const {
  Code code;
  code.id = CodeId(row.uuid(0));
  code.name = row.bytes(1);
  code.label = row.bytes(2);
  code.kind = static_cast<FactorKind>(row.integer(3));
  code.definition = row.bytes(4);
  code.include = row.bytes(5);
  code.exclude = row.bytes(6);
  code.stages = parseJsonList(row.view(7));
  code.levels = parseJsonList(row.view(8));
  code.colour = row.bytes(9);
  if (!row.isNull(10)) code.parent = CodeId(row.uuid(10));
  code.retired = row.integer(11) != 0;
  return code;
}

Memo ObjectTables::memoOf(const Statement& row) const {
  return {MemoId(row.uuid(0)), row.uuid(1), row.bytes(2), row.bytes(3), row.time(4)};
}

Case ObjectTables::caseOf(const Statement& row) const {
  Case person;
  person.id = CaseId(row.uuid(0));
  person.name = row.bytes(1);
  person.attributes = attributes({"case_attributes", "case_id"}, row.integer(2));
  return person;
}

Attributes ObjectTables::attributes(const AttributeTable& table, std::int64_t owner) const {
  Statement row = database_->prepare("SELECT name, state, value FROM " + std::string(table.name) +
                                     " WHERE " + std::string(table.owner) + " = ?1");
  row.with(owner);
  Attributes attributes;
  while (row.next()) {
    attributes[row.bytes(0)] = {static_cast<ValueState>(row.integer(1)), row.bytes(2)};
  }
  return attributes;
}

void ObjectTables::putAttributes(const AttributeTable& table, std::int64_t owner,
                                 const Attributes& attributes) {
  const std::string name(table.name);
  const std::string column(table.owner);
  database_->prepare("DELETE FROM " + name + " WHERE " + column + " = ?1").with(owner).run();
  Statement insert = database_->prepare("INSERT INTO " + name + "(" + column +
                                        ", name, state, value) VALUES (?1, ?2, ?3, ?4)");
  for (const auto& [attribute, value] : attributes) {
    insert.with(owner, attribute, static_cast<int>(value.state), value.text).run();
  }
}

CaseMembership ObjectTables::membershipOf(const Statement& row) const {
  return {DocumentId(row.uuid(0)), CaseId(row.uuid(1))};
}

SpeakerCorrection ObjectTables::correctionOf(const Statement& row) const {
  return {row.uuid(0), DocumentId(row.uuid(1)), row.bytes(2),
          static_cast<SpeakerRole>(row.integer(3))};
}

std::optional<LexiconTrace> ObjectTables::traceOf(const Statement& row, int column) {
  if (row.isNull(column)) return std::nullopt;
  LexiconTrace trace;
  trace.lexicon = row.bytes(column);
  trace.lexiconDigest = toHex(row.view(column + 1));
  trace.version = row.bytes(column + 2);
  trace.term = row.bytes(column + 3);
  trace.span = {static_cast<std::uint64_t>(row.integer(column + 4)),
                static_cast<std::uint64_t>(row.integer(column + 5))};
  trace.quote = row.bytes(column + 6);
  if (!row.isNull(column + 7)) trace.text = TextId(row.uuid(column + 7));
  return trace;
}

std::optional<Object> ObjectTables::find(const Object& like) const {
  return std::visit([this](const auto& noun) { return findNoun(noun); }, like);
}

std::optional<Object> ObjectTables::findNoun(const Coding& coding) const {
  return first(joined(kCodings, "WHERE k.uuid = ?1"), coding.id, &ObjectTables::codingOf);
}

std::optional<Object> ObjectTables::findNoun(const Decision& decision) const {
  Statement found = database_->prepare(joined(kDecisions, "WHERE k.uuid = ?1"));
  if (!found.with(decision.id).next()) return std::nullopt;
  Statement quotes = database_->prepare(kQuotes);
  return decisionOf(found, quotes);
}

std::optional<Object> ObjectTables::findNoun(const Code& code) const {
  return first(joined(kCodes, "WHERE uuid = ?1"), code.id, &ObjectTables::codeOf);
}

std::optional<Object> ObjectTables::findNoun(const Memo& memo) const {
  return first(joined(kMemos, "WHERE uuid = ?1"), memo.id, &ObjectTables::memoOf);
}

std::optional<Object> ObjectTables::findNoun(const Case& person) const {
  return first(joined(kCases, "WHERE uuid = ?1"), person.id, &ObjectTables::caseOf);
}

std::optional<Object> ObjectTables::findNoun(const CaseMembership& membership) const {
  return first(joined(kMemberships, "WHERE d.uuid = ?1"), membership.document,
               &ObjectTables::membershipOf);
}

std::optional<Object> ObjectTables::findNoun(const SpeakerCorrection& correction) const {
  return first(joined(kCorrections, "WHERE s.uuid = ?1"), correction.id,
               &ObjectTables::correctionOf);
}

void ObjectTables::putTrace(const Uuid& object, const std::optional<LexiconTrace>& trace,
                            std::optional<std::int64_t> text) {
  database_->prepare("DELETE FROM traces WHERE object = ?1").with(object).run();
  if (!trace) return;
  database_
      ->prepare(
          "INSERT INTO traces(object, lexicon, lexicon_digest, version, term, begin_byte,"
          " end_byte, quote, text_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")
      .with(object, trace->lexicon, Blob{fromHex(trace->lexiconDigest)}, trace->version,
            trace->term, trace->span.begin, trace->span.end, Blob{trace->quote}, text)
      .run();
}

void ObjectTables::removeNoun(const Coding& coding) {
  putTrace(coding.id, std::nullopt, std::nullopt);
  database_->prepare("DELETE FROM codings WHERE uuid = ?1").with(coding.id).run();
}

void ObjectTables::removeNoun(const Decision& decision) {
  putTrace(decision.id, std::nullopt, std::nullopt);
  database_->prepare("DELETE FROM decisions WHERE uuid = ?1").with(decision.id).run();
}

void ObjectTables::removeNoun(const Memo& memo) {
  database_->prepare("DELETE FROM memos WHERE uuid = ?1").with(memo.id).run();
}

void ObjectTables::removeNoun(const CaseMembership& membership) {
  database_->prepare("UPDATE documents SET case_id = NULL WHERE uuid = ?1")
      .with(membership.document)
      .run();
}

void ObjectTables::removeNoun(const SpeakerCorrection& correction) {
  database_->prepare("DELETE FROM speaker_corrections WHERE uuid = ?1").with(correction.id).run();
}

std::optional<ObjectState> ObjectTables::state(const Uuid& object) const {
  Statement row =
      database_->prepare("SELECT version, alive, event FROM versions WHERE object = ?1");
  if (!row.with(object).next()) return std::nullopt;
  return ObjectState{static_cast<std::uint64_t>(row.integer(0)), row.integer(1) != 0,
                     EventId(row.uuid(2))};
}

void ObjectTables::setState(const Object& object, bool alive, const EventId& event) {
  database_
      ->prepare(
          "INSERT INTO versions(object, type, version, alive, event) VALUES (?1,?2,1,?3,?4)"
          " ON CONFLICT(object) DO UPDATE SET version = version + 1, alive = ?3, event = ?4")
      .with(idOf(object), static_cast<std::int64_t>(object.index()), alive, event)
      .run();
}

std::vector<Coding> ObjectTables::codings(const CodingFilter& filter) const {
  // "?1 IS NULL OR d.uuid = ?1" would go through all codings for one document.
  std::string where = "WHERE ?1 IS ?1 AND ?2 IS ?2 AND ?3 IS ?3";
  if (filter.document) where += " AND d.uuid = ?1";
  // In one document those of the document are looked through, not all those of the code.
  if (filter.code) where += filter.document ? " AND +c.uuid = ?2" : " AND c.uuid = ?2";
  if (filter.coder) where += " AND k.coder = ?3";
  Statement row = database_->prepare(joined(
      kCodings, where + " ORDER BY d.name, k.begin_byte, c.name, k.end_byte, k.coder, k.uuid"));
  row.with(filter.document, filter.code, filter.coder);
  std::vector<Coding> codings;
  while (row.next()) codings.push_back(codingOf(row));
  return codings;
}

std::vector<Decision> ObjectTables::decisions() const {
  Statement row = database_->prepare(joined(kDecisions, "ORDER BY k.time, k.id"));
  Statement quotes = database_->prepare(kQuotes);
  std::vector<Decision> decisions;
  while (row.next()) decisions.push_back(decisionOf(row, quotes));
  return decisions;
}

std::vector<Memo> ObjectTables::memos() const {
  Statement row = database_->prepare(joined(kMemos, "ORDER BY time, id"));
  std::vector<Memo> memos;
  while (row.next()) memos.push_back(memoOf(row));
  return memos;
}

std::vector<Code> ObjectTables::codes() const {
  Statement row = database_->prepare(joined(kCodes, "ORDER BY place, id"));
  std::vector<Code> codes;
  while (row.next()) codes.push_back(codeOf(row));
  return codes;
}

std::vector<Case> ObjectTables::cases() const {
  Statement row = database_->prepare(joined(kCases, "ORDER BY name"));
  std::vector<Case> cases;
  while (row.next()) cases.push_back(caseOf(row));
  return cases;
}

std::optional<Case> ObjectTables::caseNamed(std::string_view name) const {
  Statement row = database_->prepare(joined(kCases, "WHERE name = ?1"));
  if (!row.with(name).next()) return std::nullopt;
  return caseOf(row);
}

std::vector<SpeakerCorrection> ObjectTables::corrections(const DocumentId& document) const {
  Statement row = database_->prepare(joined(kCorrections, "WHERE d.uuid = ?1 ORDER BY s.speaker"));
  row.with(document);
  std::vector<SpeakerCorrection> corrections;
  while (row.next()) corrections.push_back(correctionOf(row));
  return corrections;
}

std::optional<std::int64_t> ObjectTables::row(std::string_view sql, const Uuid& id) const {
  Statement found = database_->prepare(sql);
  if (!found.with(id).next()) return std::nullopt;
  return found.integer(0);
}

}  // namespace retold
