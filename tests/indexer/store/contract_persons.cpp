// What every backend promises of episodes, assistance events, facts of documents and definitions.
#include <catch2/catch.hpp>

#include "indexer/store/event_payload.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

using Names = std::vector<std::string>;

AttributeValue given(std::string_view text) { return {ValueState::Given, std::string(text)}; }

Case person(Storage& storage, std::string_view name) {
  Case made{CaseId::create(), std::string(name), {}};
  put(storage, made, "add case");
  return made;
}

Names found(const Storage& storage, std::string_view name, std::string_view value) {
  Query query;
  query.kind = Query::Kind::Attribute;
  query.name = name;
  query.value = value;
  Names names;
  for (const DocumentHits& hits : storage.search(query, {}, 100).documents) {
    names.push_back(storage.document(hits.document)->name);
  }
  return names;
}

std::string refused(const Folder& folder, Storage& storage, const Object& object) {
  return errorOf(folder, [&] { put(storage, object, "put"); });
}

/// Puts, changes and removes one object, each undone and made again.
void checkHistory(Storage& storage, const Object& first, const Object& changed,
                  const std::function<std::optional<Object>()>& now) {
  const Uuid id = idOf(first);
  put(storage, first, "put");
  CHECK(storage.version(id) == 1);
  put(storage, changed, "change");
  CHECK(storage.version(id) == 2);
  REQUIRE(now());
  CHECK(toJson(*now()) == toJson(changed));
  storage.undo("Ana");
  REQUIRE(now());
  CHECK(toJson(*now()) == toJson(first));
  storage.undo("Ana");
  CHECK_FALSE(now());
  storage.redo("Ana");
  storage.redo("Ana");
  REQUIRE(now());
  CHECK(toJson(*now()) == toJson(changed));
  remove(storage, changed, "remove");
  CHECK_FALSE(now());
  CHECK(storage.version(id) == 0);
  storage.undo("Ana");
  REQUIRE(now());
  CHECK(toJson(*now()) == toJson(changed));
  Progress progress;
  CHECK(storage.verify(progress).empty());
}

template <class Noun>
std::optional<Object> firstOf(const std::vector<Noun>& nouns) {
  if (nouns.empty()) return std::nullopt;
  return Object(nouns.front());
}

}  // namespace

TEST_CASE("episodes are put, changed, removed, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const CaseId id = person(*project, "K-1").id;
    const Episode first{EpisodeId::create(), id, 1, {{"destination", given("Italy")}}};
    Episode changed = first;
    changed.number = 2;
    changed.attributes = {{"destination", given("Spain")},
                          {"entry date", {ValueState::NotAsked, ""}}};
    checkHistory(*project, first, changed, [&] { return firstOf(project->episodes(id)); });
  }
}

TEST_CASE("assistance events are put, changed, removed, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const CaseId id = person(*project, "K-1").id;
    const Assistance first{AssistanceId::create(), id, 1, std::nullopt, {}};
    Assistance changed = first;
    changed.episode = 2;
    changed.attributes = {{"kind", given("shelter; legal")}};
    checkHistory(*project, first, changed, [&] { return firstOf(project->assistance(id)); });
  }
}

TEST_CASE("facts of a document are put, changed, removed, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "One."}});
    const DocumentId document = project->documentNamed("a")->id;
    CHECK_FALSE(project->documentFacts(document));
    const DocumentFacts first{newUuid(), document, 1, {{"kind", given("interview")}}};
    DocumentFacts changed = first;
    changed.episode.reset();
    changed.attributes["kind"] = {ValueState::Withheld, ""};
    checkHistory(*project, first, changed, [&]() -> std::optional<Object> {
      const auto facts = project->documentFacts(document);
      return facts ? std::optional<Object>(*facts) : std::nullopt;
    });
  }
}

TEST_CASE("definitions of attributes are put, changed, removed, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const AttributeDefinition first{newUuid(),
                                    "destination",
                                    "Country of destination",
                                    AttributeUnit::Case,
                                    AttributeType::Text,
                                    {},
                                    ""};
    AttributeDefinition changed = first;
    changed.unit = AttributeUnit::Episode;
    changed.type = AttributeType::Choice;
    changed.values = {"Italy", "Spain, or \"ES\""};
    changed.note = "as written";
    checkHistory(*project, first, changed,
                 [&] { return firstOf(project->attributeDefinitions()); });
  }
}

TEST_CASE("episodes and assistance events come by number, definitions by unit and name") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const CaseId one = person(*project, "K-1").id;
    const CaseId other = person(*project, "K-2").id;
    for (const std::uint32_t number : {3, 1, 2}) {
      put(*project, Episode{EpisodeId::create(), one, number, {}}, "add episode");
      put(*project, Assistance{AssistanceId::create(), one, number, {}, {}}, "add assistance");
    }
    put(*project, Episode{EpisodeId::create(), other, 1, {}}, "add episode");
    REQUIRE(project->episodes(one).size() == 3);
    CHECK(project->episodes(one)[0].number == 1);
    CHECK(project->episodes(one)[2].number == 3);
    CHECK(project->assistance(one)[1].number == 2);
    CHECK(project->episodes(other).size() == 1);
    CHECK(project->episodes(CaseId::create()).empty());
    using enum AttributeUnit;
    for (const auto& [name, unit] : {std::pair("b", Episode), {"z", Case}, {"a", Episode}}) {
      put(*project, AttributeDefinition{newUuid(), name, "", unit, AttributeType::Text, {}, ""},
          "define");
    }
    Names names;
    for (const AttributeDefinition& each : project->attributeDefinitions()) {
      names.push_back(each.name);
    }
    CHECK(names == Names{"z", "a", "b"});
  }
}

TEST_CASE("what cannot be true of persons is refused in words") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "One."}});
    const DocumentId document = project->documentNamed("a")->id;
    const Case one = person(*project, "K-1");
    put(*project, Episode{EpisodeId::create(), one.id, 1, {}}, "add episode");
    put(*project, Assistance{AssistanceId::create(), one.id, 1, {}, {}}, "add assistance");
    put(*project, DocumentFacts{newUuid(), document, {}, {}}, "add facts");
    put(*project,
        AttributeDefinition{
            newUuid(), "age", "", AttributeUnit::Case, AttributeType::Number, {}, ""},
        "define");
    const CaseId nobody = CaseId::create();
    CHECK(refused(folder, *project, Episode{EpisodeId::create(), nobody, 1, {}}) ==
          "Refused: there is no case " + toText(nobody));
    CHECK(refused(folder, *project, Episode{EpisodeId::create(), one.id, 0, {}}) ==
          "Refused: an episode has no number | count episodes from 1");
    CHECK(refused(folder, *project, Episode{EpisodeId::create(), one.id, 1, {}}) ==
          "Refused: the case \"K-1\" has an episode 1 already | change that episode, or give this "
          "one another number");
    CHECK(refused(folder, *project, Episode{EpisodeId::create(), one.id, 2, {{"", given("x")}}}) ==
          "Refused: an attribute of the episode has no name");
    CHECK(refused(folder, *project, Assistance{AssistanceId::create(), one.id, 0, {}, {}}) ==
          "Refused: an assistance event has no number | count assistance events from 1");
    CHECK(
        refused(folder, *project, Assistance{AssistanceId::create(), one.id, 1, {}, {}}) ==
        "Refused: the case \"K-1\" has an assistance event 1 already | change that event, or give "
        "this one another number");
    CHECK(refused(folder, *project, DocumentFacts{newUuid(), document, {}, {}}) ==
          "Refused: the document \"a\" has facts already | change those instead of making others");
    const AttributeDefinition same{newUuid(),           "age", "", AttributeUnit::Case,
                                   AttributeType::Text, {},    ""};
    CHECK(refused(folder, *project, same) ==
          "Refused: the attribute \"age\" of the case is defined already | change that definition "
          "instead of making another one");
    AttributeDefinition nameless = same;
    nameless.name.clear();
    CHECK(refused(folder, *project, nameless) ==
          "Refused: the definition of an attribute needs a name");
    CHECK(errorOf(folder, [&] { remove(*project, one, "remove case"); }) ==
          "Refused: the case \"K-1\" still has 1 episode and 1 assistance event | remove them "
          "first; that may be in the same change");
  }
}

TEST_CASE("a case goes with its episodes in one change, and comes back with them") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const Case one = person(*project, "K-1");
    const Episode episode{EpisodeId::create(), one.id, 1, {{"scope", given("internal")}}};
    put(*project, episode, "add episode");
    ChangeSet changes;
    changes.coder = "Ana";
    changes.action = "remove case";
    changes.changes = {{ChangeKind::Remove, episode}, {ChangeKind::Remove, one}};
    project->apply(changes);
    CHECK(project->cases().empty());
    project->undo("Ana");
    REQUIRE(project->caseNamed("K-1"));
    CHECK(project->episodes(one.id) == std::vector<Episode>{episode});
  }
}

TEST_CASE("attributes of cases, episodes, assistance events and documents are all found") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "One."}, {"b", "Two."}, {"c", "Three."}});
    Case one = person(*project, "K-1");
    one.attributes = {{"destination", given("Italy")}, {"age", {ValueState::NotAsked, ""}}};
    put(*project, one, "add values");
    const Case two = person(*project, "K-2");
    put(*project, CaseMembership{project->documentNamed("a")->id, one.id}, "join");
    put(*project, CaseMembership{project->documentNamed("b")->id, two.id}, "join");
    put(*project, Episode{EpisodeId::create(), two.id, 1, {{"Destination", given("Italy; Spain")}}},
        "add episode");
    put(*project,
        Assistance{AssistanceId::create(), two.id, 1, {}, {{"by", given("an NGO;police")}}},
        "add assistance");
    put(*project,
        DocumentFacts{newUuid(), project->documentNamed("c")->id, {}, {{"kind", given("Note")}}},
        "add facts");
    CHECK(found(*project, "destination", "ITALY") == Names{"a", "b"});
    CHECK(found(*project, "episode.destination", "italy") == Names{"b"});
    CHECK(found(*project, "case.destination", "italy") == Names{"a"});
    CHECK(found(*project, "destination", "spain") == Names{"b"});
    CHECK(found(*project, "destination", "Italy; Spain") == Names{"b"});
    CHECK(found(*project, "destination", "ital").empty());
    CHECK(found(*project, "assistance.by", "an NGO") == Names{"b"});
    CHECK(found(*project, "by", "police") == Names{"b"});
    CHECK(found(*project, "document.kind", "note") == Names{"c"});
    CHECK(found(*project, "episode.kind", "note").empty());
    CHECK(found(*project, "age", "not asked") == Names{"a"});
    CHECK(found(*project, "age", "missing").empty());
    CHECK(found(*project, "age", "").empty());
    CHECK(found(*project, "age", "not recorded") == Names{"b", "c"});
    CHECK(found(*project, "destination", "Not Recorded") == Names{"c"});
    CHECK(found(*project, "case.destination", "not recorded") == Names{"b", "c"});
    CHECK(found(*project, "episode.destination", "not recorded") == Names{"a", "c"});
    CHECK(found(*project, "document.kind", "not recorded") == Names{"a", "b"});
    CHECK(found(*project, "shoe size", "not recorded") == Names{"a", "b", "c"});
    one.attributes["age"] = {ValueState::Missing, ""};
    one.attributes["faith"] = given("Not recorded");
    put(*project, one, "change values");
    CHECK(found(*project, "age", "missing") == Names{"a"});
    CHECK(found(*project, "age", "not recorded") == Names{"b", "c"});
    CHECK(found(*project, "faith", "not recorded") == Names{"a", "b", "c"});
  }
}
