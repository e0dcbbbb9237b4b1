// Episodes, assistance events, facts of documents and definitions of attributes: their rows, and
// what must be true of them.
#include <cassert>

#include "indexer/store/event_payload.h"
#include "indexer/store/sqlite_objects.h"
#include "model/error.h"

namespace retold {

namespace {

const std::string kEpisodes =
    "SELECT e.uuid, c.uuid, e.number, e.id FROM episodes e JOIN cases c ON c.id = e.case_id ";
const std::string kAssistance =
    "SELECT a.uuid, c.uuid, a.number, a.episode, a.id FROM assistance a"
    " JOIN cases c ON c.id = a.case_id ";
const std::string kFacts =
    "SELECT f.uuid, d.uuid, f.episode, f.id FROM document_facts f"
    " JOIN documents d ON d.id = f.document_id ";
const std::string kDefinitions =
    "SELECT uuid, name, label, unit, type, choices, note FROM attribute_definitions ";

[[noreturn]] void refuse(const std::string& what, const std::string& hint = {}) {
  throw Error(ErrorKind::Refused, what, hint);
}

std::optional<std::uint32_t> numberOf(const Statement& row, int column) {
  if (row.isNull(column)) return std::nullopt;
  return static_cast<std::uint32_t>(row.integer(column));
}

std::optional<std::int64_t> integerOf(const std::optional<std::uint32_t>& number) {
  if (!number) return std::nullopt;
  return std::int64_t{*number};
}

void needNames(const Attributes& attributes, const std::string& noun) {
  if (attributes.count("") > 0) refuse("an attribute of the " + noun + " has no name");
}

}  // namespace

Episode ObjectTables::episodeOf(const Statement& row) const {
  return {EpisodeId(row.uuid(0)), CaseId(row.uuid(1)), static_cast<std::uint32_t>(row.integer(2)),
          attributes({"episode_attributes", "episode_id"}, row.integer(3))};
}

Assistance ObjectTables::assistanceOf(const Statement& row) const {
  return {AssistanceId(row.uuid(0)), CaseId(row.uuid(1)),
          static_cast<std::uint32_t>(row.integer(2)), numberOf(row, 3),
          attributes({"assistance_attributes", "assistance_id"}, row.integer(4))};
}

DocumentFacts ObjectTables::factsOf(const Statement& row) const {
  return {row.uuid(0), DocumentId(row.uuid(1)), numberOf(row, 2),
          attributes({"document_attributes", "facts_id"}, row.integer(3))};
}

AttributeDefinition ObjectTables::definitionOf(const Statement& row) const {
  AttributeDefinition definition;
  definition.id = row.uuid(0);
  definition.name = row.bytes(1);
  definition.label = row.bytes(2);
  definition.unit = static_cast<AttributeUnit>(row.integer(3));
  definition.type = static_cast<AttributeType>(row.integer(4));
  definition.values = parseJsonList(row.view(5));
  definition.note = row.bytes(6);
  return definition;
}

/// The row of an object that was just put into `table`.
std::int64_t ObjectTables::rowOf(std::string_view table, const Uuid& id) const {
  const auto found = row("SELECT id FROM " + std::string(table) + " WHERE uuid = ?1", id);
  assert(found);
  return found.value_or(0);
}

std::int64_t ObjectTables::caseRow(const CaseId& person) const {
  const auto id = row("SELECT id FROM cases WHERE uuid = ?1", person);
  if (!id) refuse("there is no case " + toText(person));
  return *id;
}

void ObjectTables::putNoun(const Episode& episode) {
  const std::int64_t person = caseRow(episode.caseId);
  if (episode.number == 0) refuse("an episode has no number", "count episodes from 1");
  needNames(episode.attributes, "episode");
  Statement same = database_->prepare(
      "SELECT c.name FROM episodes e JOIN cases c ON c.id = e.case_id"
      " WHERE e.case_id = ?1 AND e.number = ?2 AND e.uuid <> ?3");
  if (same.with(person, std::int64_t{episode.number}, episode.id).next()) {
    refuse("the case \"" + same.bytes(0) + "\" has an episode " + std::to_string(episode.number) +
               " already",
           "change that episode, or give this one another number");
  }
  database_
      ->prepare(
          "INSERT INTO episodes(uuid, case_id, number) VALUES (?1, ?2, ?3)"
          " ON CONFLICT(uuid) DO UPDATE SET case_id = ?2, number = ?3")
      .with(episode.id, person, std::int64_t{episode.number})
      .run();
  putAttributes({"episode_attributes", "episode_id"}, rowOf("episodes", episode.id),
                episode.attributes);
}

void ObjectTables::putNoun(const Assistance& assistance) {
  const std::int64_t person = caseRow(assistance.caseId);
  if (assistance.number == 0) {
    refuse("an assistance event has no number", "count assistance events from 1");
  }
  needNames(assistance.attributes, "assistance event");
  Statement same = database_->prepare(
      "SELECT c.name FROM assistance a JOIN cases c ON c.id = a.case_id"
      " WHERE a.case_id = ?1 AND a.number = ?2 AND a.uuid <> ?3");
  if (same.with(person, std::int64_t{assistance.number}, assistance.id).next()) {
    refuse("the case \"" + same.bytes(0) + "\" has an assistance event " +
               std::to_string(assistance.number) + " already",
           "change that event, or give this one another number");
  }
  database_
      ->prepare(
          "INSERT INTO assistance(uuid, case_id, number, episode) VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT(uuid) DO UPDATE SET case_id = ?2, number = ?3, episode = ?4")
      .with(assistance.id, person, std::int64_t{assistance.number}, integerOf(assistance.episode))
      .run();
  putAttributes({"assistance_attributes", "assistance_id"}, rowOf("assistance", assistance.id),
                assistance.attributes);
}

void ObjectTables::putNoun(const DocumentFacts& facts) {
  const DocumentRow document = documentRow(facts.document);
  needNames(facts.attributes, "document");
  Statement same =
      database_->prepare("SELECT 1 FROM document_facts WHERE document_id = ?1 AND uuid <> ?2");
  if (same.with(document.id, facts.id).next()) {
    refuse("the document \"" + document.name + "\" has facts already",
           "change those instead of making others");
  }
  database_
      ->prepare(
          "INSERT INTO document_facts(uuid, document_id, episode) VALUES (?1, ?2, ?3)"
          " ON CONFLICT(uuid) DO UPDATE SET document_id = ?2, episode = ?3")
      .with(facts.id, document.id, integerOf(facts.episode))
      .run();
  putAttributes({"document_attributes", "facts_id"}, rowOf("document_facts", facts.id),
                facts.attributes);
}

void ObjectTables::putNoun(const AttributeDefinition& definition) {
  if (definition.name.empty()) refuse("the definition of an attribute needs a name");
  const std::string unit(toText(definition.unit));
  Statement same = database_->prepare(
      "SELECT 1 FROM attribute_definitions WHERE unit = ?1 AND name = ?2 AND uuid <> ?3");
  if (same.with(static_cast<int>(definition.unit), definition.name, definition.id).next()) {
    refuse("the attribute \"" + definition.name + "\" of the " + unit + " is defined already",
           "change that definition instead of making another one");
  }
  database_
      ->prepare(
          "INSERT INTO attribute_definitions(uuid, unit, name, label, type, choices, note)"
          " VALUES (?1,?2,?3,?4,?5,?6,?7) ON CONFLICT(uuid) DO UPDATE SET unit=?2, name=?3,"
          " label=?4, type=?5, choices=?6, note=?7")
      .with(definition.id, static_cast<int>(definition.unit), definition.name, definition.label,
            static_cast<int>(definition.type), toJsonList(definition.values), definition.note)
      .run();
}

void ObjectTables::removeNoun(const Episode& episode) {
  database_->prepare("DELETE FROM episodes WHERE uuid = ?1").with(episode.id).run();
}

void ObjectTables::removeNoun(const Assistance& assistance) {
  database_->prepare("DELETE FROM assistance WHERE uuid = ?1").with(assistance.id).run();
}

void ObjectTables::removeNoun(const DocumentFacts& facts) {
  database_->prepare("DELETE FROM document_facts WHERE uuid = ?1").with(facts.id).run();
}

void ObjectTables::removeNoun(const AttributeDefinition& definition) {
  database_->prepare("DELETE FROM attribute_definitions WHERE uuid = ?1").with(definition.id).run();
}

std::optional<Object> ObjectTables::findNoun(const Episode& episode) const {
  return first(kEpisodes + "WHERE e.uuid = ?1", episode.id, &ObjectTables::episodeOf);
}

std::optional<Object> ObjectTables::findNoun(const Assistance& assistance) const {
  return first(kAssistance + "WHERE a.uuid = ?1", assistance.id, &ObjectTables::assistanceOf);
}

std::optional<Object> ObjectTables::findNoun(const DocumentFacts& facts) const {
  return first(kFacts + "WHERE f.uuid = ?1", facts.id, &ObjectTables::factsOf);
}

std::optional<Object> ObjectTables::findNoun(const AttributeDefinition& definition) const {
  return first(kDefinitions + "WHERE uuid = ?1", definition.id, &ObjectTables::definitionOf);
}

std::vector<Episode> ObjectTables::episodes(const CaseId& person) const {
  return all(kEpisodes + "WHERE c.uuid = ?1 ORDER BY e.number", &ObjectTables::episodeOf, person);
}

std::vector<Assistance> ObjectTables::assistance(const CaseId& person) const {
  return all(kAssistance + "WHERE c.uuid = ?1 ORDER BY a.number", &ObjectTables::assistanceOf,
             person);
}

std::optional<DocumentFacts> ObjectTables::documentFacts(const DocumentId& document) const {
  const auto found = all(kFacts + "WHERE d.uuid = ?1", &ObjectTables::factsOf, document);
  if (found.empty()) return std::nullopt;
  return found.front();
}

std::vector<AttributeDefinition> ObjectTables::attributeDefinitions() const {
  return all(kDefinitions + "ORDER BY unit, name", &ObjectTables::definitionOf);
}

}  // namespace retold
