#include "indexer/store/event_payload.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <map>
#include <nlohmann/json.hpp>

#include "model/error.h"

namespace retold {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 6> kKinds{"change", "undo",   "redo",
                                                 "import", "create", "aside"};

/// In the order of the alternatives of Object.
constexpr std::array<std::string_view, 19> kTypes{"coding",
                                                  "decision",
                                                  "code",
                                                  "memo",
                                                  "case",
                                                  "case membership",
                                                  "speaker correction",
                                                  "episode",
                                                  "assistance",
                                                  "document facts",
                                                  "attribute definition",
                                                  "translation",
                                                  "language correction",
                                                  "document exclusion",
                                                  "boilerplate mark",
                                                  "concern",
                                                  "result set",
                                                  "summary",
                                                  "own lexicon"};
static_assert(kTypes.size() == std::variant_size_v<Object>);

constexpr std::array<std::string_view, 19> kNouns{"coding",
                                                  "decision",
                                                  "code",
                                                  "memo",
                                                  "case",
                                                  "case of the document",
                                                  "role of the speaker",
                                                  "episode",
                                                  "assistance event",
                                                  "facts of the document",
                                                  "definition of the attribute",
                                                  "translation",
                                                  "correction of the language",
                                                  "exclusion of the document",
                                                  "mark of the form's passage",
                                                  "concern",
                                                  "result set",
                                                  "summary",
                                                  "lexicon of the project"};
static_assert(kNouns.size() == kTypes.size());

Uuid uuidOf(const Json& json) {
  const std::optional<Uuid> id = parseUuid(json.get_ref<const std::string&>());
  if (!id) throw std::invalid_argument("no id");
  return *id;
}

template <class IdType>
std::optional<IdType> optionalId(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return IdType(uuidOf(json));
}

template <class IdType>
Json optionalId(const std::optional<IdType>& id) {
  return id ? Json(toText(*id)) : Json(nullptr);
}

template <class Enum>
Enum enumOf(const Json& json, Enum last) {
  const int value = json.get<int>();
  if (value < 0 || value > static_cast<int>(last)) throw std::invalid_argument("no such value");
  return static_cast<Enum>(value);
}

Json jsonOf(const std::optional<LexiconTrace>& trace) {
  if (!trace) return nullptr;
  Json json{{"lexicon", trace->lexicon},  {"lexicon_digest", trace->lexiconDigest},
            {"version", trace->version},  {"term", trace->term},
            {"begin", trace->span.begin}, {"end", trace->span.end},
            {"quote", trace->quote}};
  // What was written before format 2 does not have it, and keeps its digest.
  if (!trace->text.isNil()) json["text"] = toText(trace->text);
  return json;
}

std::optional<LexiconTrace> traceOf(const Json& json) {
  if (json.is_null()) return std::nullopt;
  LexiconTrace trace;
  trace.lexicon = json.at("lexicon");
  trace.lexiconDigest = json.at("lexicon_digest");
  trace.version = json.at("version");
  trace.term = json.at("term");
  trace.span = {json.at("begin"), json.at("end")};
  trace.quote = json.at("quote");
  if (json.contains("text")) trace.text = TextId(uuidOf(json.at("text")));
  return trace;
}

Json jsonOf(const Coding& coding) {
  Json json{{"id", toText(coding.id)},
            {"document", toText(coding.document)},
            {"text", toText(coding.text)},
            {"begin", coding.span.begin},
            {"end", coding.span.end},
            {"quote", coding.quote},
            {"code", toText(coding.code)},
            {"coder", coding.coder},
            {"memo", coding.memo},
            {"trace", jsonOf(coding.trace)},
            {"time", coding.time.milliseconds}};
  // What was written before format 4 does not have it, and keeps its digest.
  if (coding.important) json["important"] = true;
  return json;
}

void read(const Json& json, Coding& coding) {
  coding.id = CodingId(uuidOf(json.at("id")));
  coding.document = DocumentId(uuidOf(json.at("document")));
  coding.text = TextId(uuidOf(json.at("text")));
  coding.span = {json.at("begin"), json.at("end")};
  coding.quote = json.at("quote");
  coding.code = CodeId(uuidOf(json.at("code")));
  coding.coder = json.at("coder");
  coding.memo = json.at("memo");
  coding.trace = traceOf(json.at("trace"));
  if (json.contains("important")) coding.important = json.at("important");
  coding.time = {json.at("time").get<std::int64_t>()};
}

Json jsonOf(const Decision& decision) {
  Json json{{"id", toText(decision.id)},
            {"subject", static_cast<int>(decision.subject)},
            {"subject_id", toText(decision.subjectId)},
            {"question", decision.question},
            {"coder", decision.coder},
            {"verdict", toText(decision.verdict)},
            {"reason", decision.reason},
            {"quotes", decision.quotes},
            {"trace", jsonOf(decision.trace)},
            {"time", decision.time.milliseconds}};
  // What was written before format 3 does not have it, and keeps its digest.
  if (!decision.reader.empty()) json["reader"] = decision.reader;
  // Likewise format 4.
  if (decision.certainty != Certainty::Unstated) json["certainty"] = toText(decision.certainty);
  return json;
}

void read(const Json& json, Decision& decision) {
  decision.id = DecisionId(uuidOf(json.at("id")));
  decision.subject = enumOf(json.at("subject"), Subject::Match);
  decision.subjectId = uuidOf(json.at("subject_id"));
  decision.question = json.at("question");
  decision.coder = json.at("coder");
  const auto verdict = parseVerdict(json.at("verdict").get_ref<const std::string&>());
  if (!verdict) throw std::invalid_argument("no such verdict");
  decision.verdict = *verdict;
  decision.reason = json.at("reason");
  decision.quotes = json.at("quotes").get<std::vector<std::string>>();
  decision.trace = traceOf(json.at("trace"));
  if (json.contains("reader")) decision.reader = json.at("reader");
  if (json.contains("certainty")) {
    const auto certainty = parseCertainty(json.at("certainty").get_ref<const std::string&>());
    if (!certainty) throw std::invalid_argument("no such certainty");
    decision.certainty = *certainty;
  }
  decision.time = {json.at("time").get<std::int64_t>()};
}

Json jsonOf(const Code& code) {
  return {{"id", toText(code.id)},
          {"name", code.name},
          {"label", code.label},
          {"kind", static_cast<int>(code.kind)},
          {"definition", code.definition},
          {"include", code.include},
          {"exclude", code.exclude},
          {"stages", code.stages},
          {"levels", code.levels},
          {"colour", code.colour},
          {"parent", optionalId(code.parent)},
          {"retired", code.retired}};
}

void read(const Json& json, Code& code) {
  code.id = CodeId(uuidOf(json.at("id")));
  code.name = json.at("name");
  code.label = json.at("label");
  code.kind = enumOf(json.at("kind"), FactorKind::Pattern);
  code.definition = json.at("definition");
  code.include = json.at("include");
  code.exclude = json.at("exclude");
  code.stages = json.at("stages").get<std::vector<std::string>>();
  code.levels = json.at("levels").get<std::vector<std::string>>();
  code.colour = json.at("colour");
  code.parent = optionalId<CodeId>(json.at("parent"));
  code.retired = json.at("retired");
}

Json jsonOf(const Memo& memo) {
  return {{"id", toText(memo.id)},
          {"about", toText(memo.about)},
          {"text", memo.text},
          {"coder", memo.coder},
          {"time", memo.time.milliseconds}};
}

void read(const Json& json, Memo& memo) {
  memo.id = MemoId(uuidOf(json.at("id")));
  memo.about = uuidOf(json.at("about"));
  memo.text = json.at("text");
  memo.coder = json.at("coder");
  memo.time = {json.at("time").get<std::int64_t>()};
}

Json jsonOf(const Attributes& attributes) {
  Json json = Json::object();
  for (const auto& [name, value] : attributes) {
    json[name] = {{"state", static_cast<int>(value.state)}, {"text", value.text}};
  }
  return json;
}

Attributes attributesOf(const Json& json) {
  Attributes attributes;
  for (const auto& [name, value] : json.items()) {
    attributes[name] = {enumOf(value.at("state"), ValueState::Withheld),
                        value.at("text").get<std::string>()};
  }
  return attributes;
}

Json jsonOf(const Case& person) {
  return {
      {"id", toText(person.id)}, {"name", person.name}, {"attributes", jsonOf(person.attributes)}};
}

void read(const Json& json, Case& person) {
  person.id = CaseId(uuidOf(json.at("id")));
  person.name = json.at("name");
  person.attributes = attributesOf(json.at("attributes"));
}

Json jsonOf(const CaseMembership& membership) {
  return {{"document", toText(membership.document)}, {"case", optionalId(membership.caseId)}};
}

void read(const Json& json, CaseMembership& membership) {
  membership.document = DocumentId(uuidOf(json.at("document")));
  membership.caseId = optionalId<CaseId>(json.at("case"));
}

Json jsonOf(const SpeakerCorrection& correction) {
  return {{"id", toText(correction.id)},
          {"document", toText(correction.document)},
          {"speaker", correction.speaker},
          {"role", static_cast<int>(correction.role)}};
}

void read(const Json& json, SpeakerCorrection& correction) {
  correction.id = uuidOf(json.at("id"));
  correction.document = DocumentId(uuidOf(json.at("document")));
  correction.speaker = json.at("speaker");
  correction.role = enumOf(json.at("role"), SpeakerRole::Other);
}

Json optionalNumber(const std::optional<std::uint32_t>& number) {
  return number ? Json(*number) : Json(nullptr);
}

std::optional<std::uint32_t> optionalNumber(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return json.get<std::uint32_t>();
}

Json jsonOf(const Episode& episode) {
  return {{"id", toText(episode.id)},
          {"case", toText(episode.caseId)},
          {"number", episode.number},
          {"attributes", jsonOf(episode.attributes)}};
}

void read(const Json& json, Episode& episode) {
  episode.id = EpisodeId(uuidOf(json.at("id")));
  episode.caseId = CaseId(uuidOf(json.at("case")));
  episode.number = json.at("number");
  episode.attributes = attributesOf(json.at("attributes"));
}

Json jsonOf(const Assistance& assistance) {
  return {{"id", toText(assistance.id)},
          {"case", toText(assistance.caseId)},
          {"number", assistance.number},
          {"episode", optionalNumber(assistance.episode)},
          {"attributes", jsonOf(assistance.attributes)}};
}

void read(const Json& json, Assistance& assistance) {
  assistance.id = AssistanceId(uuidOf(json.at("id")));
  assistance.caseId = CaseId(uuidOf(json.at("case")));
  assistance.number = json.at("number");
  assistance.episode = optionalNumber(json.at("episode"));
  assistance.attributes = attributesOf(json.at("attributes"));
}

Json jsonOf(const DocumentFacts& facts) {
  return {{"id", toText(facts.id)},
          {"document", toText(facts.document)},
          {"episode", optionalNumber(facts.episode)},
          {"attributes", jsonOf(facts.attributes)}};
}

void read(const Json& json, DocumentFacts& facts) {
  facts.id = uuidOf(json.at("id"));
  facts.document = DocumentId(uuidOf(json.at("document")));
  facts.episode = optionalNumber(json.at("episode"));
  facts.attributes = attributesOf(json.at("attributes"));
}

Json jsonOf(const AttributeDefinition& definition) {
  return {{"id", toText(definition.id)},
          {"name", definition.name},
          {"label", definition.label},
          {"unit", static_cast<int>(definition.unit)},
          {"attribute_type", static_cast<int>(definition.type)},
          {"values", definition.values},
          {"note", definition.note}};
}

void read(const Json& json, AttributeDefinition& definition) {
  definition.id = uuidOf(json.at("id"));
  definition.name = json.at("name");
  definition.label = json.at("label");
  definition.unit = enumOf(json.at("unit"), AttributeUnit::Document);
  definition.type = enumOf(json.at("attribute_type"), AttributeType::Choices);
  definition.values = json.at("values").get<std::vector<std::string>>();
  definition.note = json.at("note");
}

Json jsonOf(const Translation& translation) {
  return {{"id", toText(translation.id)},
          {"document", toText(translation.document)},
          {"original", toText(translation.original)},
          {"translator", translation.translator},
          {"back", translation.back},
          {"machine", translation.machine}};
}

void read(const Json& json, Translation& translation) {
  translation.id = uuidOf(json.at("id"));
  translation.document = DocumentId(uuidOf(json.at("document")));
  translation.original = DocumentId(uuidOf(json.at("original")));
  translation.translator = json.at("translator");
  translation.back = json.at("back");
  translation.machine = json.at("machine");
}

Json jsonOf(const LanguageCorrection& correction) {
  Json json{{"id", toText(correction.id)},
            {"document", toText(correction.document)},
            {"text", optionalId(correction.text)},
            {"begin", nullptr},
            {"end", nullptr},
            {"language", correction.language}};
  if (correction.span) {
    json["begin"] = correction.span->begin;
    json["end"] = correction.span->end;
  }
  return json;
}

void read(const Json& json, LanguageCorrection& correction) {
  correction.id = uuidOf(json.at("id"));
  correction.document = DocumentId(uuidOf(json.at("document")));
  correction.text = optionalId<TextId>(json.at("text"));
  if (!json.at("begin").is_null()) correction.span = ByteSpan{json.at("begin"), json.at("end")};
  correction.language = json.at("language");
}

Json jsonOf(const DocumentExclusion& exclusion) {
  return {{"id", toText(exclusion.id)},
          {"document", toText(exclusion.document)},
          {"reason", exclusion.reason},
          {"coder", exclusion.coder},
          {"time", exclusion.time.milliseconds}};
}

void read(const Json& json, DocumentExclusion& exclusion) {
  exclusion.id = uuidOf(json.at("id"));
  exclusion.document = DocumentId(uuidOf(json.at("document")));
  exclusion.reason = json.at("reason");
  exclusion.coder = json.at("coder");
  exclusion.time = {json.at("time").get<std::int64_t>()};
}

Json jsonOf(const BoilerplateMark& mark) {
  return {{"id", toText(mark.id)},
          {"key", mark.key},
          {"boilerplate", mark.boilerplate},
          {"coder", mark.coder}};
}

void read(const Json& json, BoilerplateMark& mark) {
  mark.id = uuidOf(json.at("id"));
  mark.key = json.at("key");
  mark.boilerplate = json.at("boilerplate");
  mark.coder = json.at("coder");
}

Json jsonOf(const Concern& concern) {
  return {{"id", toText(concern.id)},
          {"document", toText(concern.document)},
          {"text", toText(concern.text)},
          {"begin", concern.span.begin},
          {"end", concern.span.end},
          {"quote", concern.quote},
          {"note", concern.note},
          {"coder", concern.coder},
          {"time", concern.time.milliseconds},
          {"settled", concern.settled},
          {"outcome", concern.outcome},
          {"settled_by", concern.settledBy},
          {"settled_time", concern.settledTime.milliseconds}};
}

void read(const Json& json, Concern& concern) {
  concern.id = ConcernId(uuidOf(json.at("id")));
  concern.document = DocumentId(uuidOf(json.at("document")));
  concern.text = TextId(uuidOf(json.at("text")));
  concern.span = {json.at("begin"), json.at("end")};
  concern.quote = json.at("quote");
  concern.note = json.at("note");
  concern.coder = json.at("coder");
  concern.time = {json.at("time").get<std::int64_t>()};
  concern.settled = json.at("settled");
  concern.outcome = json.at("outcome");
  concern.settledBy = json.at("settled_by");
  concern.settledTime = {json.at("settled_time").get<std::int64_t>()};
}

/// "DOCUMENT TEXT" of each text once, and three numbers for each place: a set may hold 100,000.
void addPlaces(Json& json, const std::vector<FoundPlace>& places) {
  std::map<std::pair<DocumentId, TextId>, std::size_t> seen;
  Json texts = Json::array();
  Json numbers = Json::array();
  for (const FoundPlace& place : places) {
    const auto [text, isNew] = seen.try_emplace({place.document, place.text}, seen.size());
    if (isNew) texts.push_back(toText(place.document) + ' ' + toText(place.text));
    numbers.push_back(text->second);
    numbers.push_back(place.span.begin);
    numbers.push_back(place.span.end);
  }
  json["texts"] = std::move(texts);
  json["places"] = std::move(numbers);
}

std::vector<FoundPlace> placesOf(const Json& json) {
  std::vector<FoundPlace> texts;
  for (const Json& pair : json.at("texts")) {
    const std::string_view ids = pair.get_ref<const std::string&>();
    const std::size_t blank = ids.find(' ');
    const auto document = parseUuid(ids.substr(0, blank));
    const auto text = parseUuid(blank == ids.npos ? std::string_view() : ids.substr(blank + 1));
    if (!document || !text) throw std::invalid_argument("no text");
    texts.push_back({DocumentId(*document), TextId(*text), {}});
  }
  const Json& numbers = json.at("places");
  if (!numbers.is_array() || numbers.size() % 3 != 0) throw std::invalid_argument("no places");
  std::vector<FoundPlace> places;
  places.reserve(numbers.size() / 3);
  for (std::size_t at = 0; at < numbers.size(); at += 3) {
    const auto text = numbers.at(at).get<std::size_t>();
    if (text >= texts.size()) throw std::invalid_argument("no such text");
    places.push_back(texts[text]);
    places.back().span = {numbers.at(at + 1), numbers.at(at + 2)};
  }
  return places;
}

Json jsonOf(const ResultSet& set) {
  Json json{{"id", toText(set.id)},
            {"name", set.name},
            {"query", set.query},
            {"coder", set.coder},
            {"time", set.time.milliseconds}};
  if (set.damaged) json["damaged"] = true;
  addPlaces(json, set.places);
  return json;
}

void read(const Json& json, ResultSet& set) {
  set.id = ResultSetId(uuidOf(json.at("id")));
  set.name = json.at("name");
  set.query = json.at("query");
  set.coder = json.at("coder");
  set.time = {json.at("time").get<std::int64_t>()};
  set.places = placesOf(json);
  if (json.contains("damaged")) set.damaged = json.at("damaged");
}

Json jsonOf(const Summary& summary) {
  Json codings = Json::array();
  for (const CodingId& coding : summary.codings) codings.push_back(toText(coding));
  Json json{{"id", toText(summary.id)},
            {"case", toText(summary.caseId)},
            {"code", toText(summary.code)},
            {"text", summary.text},
            {"codings", codings},
            {"coder", summary.coder},
            {"time", summary.time.milliseconds}};
  if (summary.damaged) json["damaged"] = true;
  return json;
}

void read(const Json& json, Summary& summary) {
  summary.id = SummaryId(uuidOf(json.at("id")));
  summary.caseId = CaseId(uuidOf(json.at("case")));
  summary.code = CodeId(uuidOf(json.at("code")));
  summary.text = json.at("text");
  for (const Json& coding : json.at("codings")) {
    summary.codings.push_back(CodingId(uuidOf(coding)));
  }
  summary.coder = json.at("coder");
  summary.time = {json.at("time").get<std::int64_t>()};
  if (json.contains("damaged")) summary.damaged = json.at("damaged");
}

Json jsonOf(const OwnLexicon& lexicon) {
  return {{"id", toText(lexicon.id)},     {"lexicon", lexicon.lexicon},
          {"language", lexicon.language}, {"text", lexicon.text},
          {"coder", lexicon.coder},       {"time", lexicon.time.milliseconds}};
}

void read(const Json& json, OwnLexicon& lexicon) {
  lexicon.id = OwnLexiconId(uuidOf(json.at("id")));
  lexicon.lexicon = json.at("lexicon");
  lexicon.language = json.at("language");
  lexicon.text = json.at("text");
  lexicon.coder = json.at("coder");
  lexicon.time = {json.at("time").get<std::int64_t>()};
}

Json jsonOf(const Object& object) {
  return std::visit([](const auto& noun) { return jsonOf(noun); }, object);
}

Json jsonOf(const std::optional<Object>& object) { return object ? jsonOf(*object) : nullptr; }

template <std::size_t index = 0>
Object objectOfType(std::size_t type, const Json& json) {
  if constexpr (index < std::variant_size_v<Object>) {
    if (type != index) return objectOfType<index + 1>(type, json);
    std::variant_alternative_t<index, Object> noun;
    read(json, noun);
    return noun;
  } else {
    throw std::invalid_argument("no such type of object");
  }
}

std::optional<Object> objectOf(const Json& type, const Json& json) {
  if (json.is_null()) return std::nullopt;
  const auto* place = std::find(kTypes.begin(), kTypes.end(), type.get_ref<const std::string&>());
  return objectOfType(static_cast<std::size_t>(place - kTypes.begin()), json);
}

RecordedChange changeOf(const Json& json) {
  RecordedChange change;
  change.before = objectOf(json.at("type"), json.at("before"));
  change.after = objectOf(json.at("type"), json.at("after"));
  change.stateBefore = optionalId<EventId>(json.at("state_before"));
  if (!change.before && !change.after) throw std::invalid_argument("an empty change");
  return change;
}

std::string dump(const Json& json) {
  try {
    return json.dump();
  } catch (const Json::type_error&) {
    throw Error(ErrorKind::Refused, "a name or note holds bytes that are not UTF-8 text",
                "type it again, or check the encoding of the terminal or file that it comes from");
  }
}

}  // namespace

std::string_view toText(EventKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

const Object& anyState(const RecordedChange& change) {
  assert(change.before || change.after);
  return change.after ? *change.after : *change.before;
}

std::string toJson(const EventPayload& payload) {
  Json json{{"kind", toText(payload.kind)}, {"action", payload.action}};
  if (payload.manifest) {
    const Manifest& manifest = *payload.manifest;
    json["manifest"] = {{"texts", manifest.texts},         {"read", manifest.read},
                        {"duplicate", manifest.duplicate}, {"unreadable", manifest.unreadable},
                        {"excluded", manifest.excluded},   {"digest", manifest.digest}};
  }
  json["changes"] = Json::array();
  for (const RecordedChange& change : payload.changes) {
    json["changes"].push_back({{"kind", change.after ? "put" : "remove"},
                               {"type", kTypes.at(anyState(change).index())},
                               {"before", jsonOf(change.before)},
                               {"after", jsonOf(change.after)},
                               {"state_before", optionalId(change.stateBefore)}});
  }
  return dump(json);
}

std::optional<EventPayload> parsePayload(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    EventPayload payload;
    const auto* kind =
        std::find(kKinds.begin(), kKinds.end(), json.at("kind").get_ref<const std::string&>());
    if (kind == kKinds.end()) return std::nullopt;
    payload.kind = static_cast<EventKind>(kind - kKinds.begin());
    payload.action = json.at("action");
    if (json.contains("manifest")) {
      const Json& manifest = json.at("manifest");
      payload.manifest =
          Manifest{manifest.at("texts"),      manifest.at("read"),     manifest.at("duplicate"),
                   manifest.at("unreadable"), manifest.at("excluded"), manifest.at("digest")};
    }
    for (const Json& change : json.at("changes")) payload.changes.push_back(changeOf(change));
    return payload;
  } catch (const Json::exception&) {
    return std::nullopt;
  } catch (const std::invalid_argument&) {
    return std::nullopt;
  }
}

std::string toJson(const Object& object) { return dump(jsonOf(object)); }

std::string_view nounOf(const Object& object) { return kNouns.at(object.index()); }

std::string toJsonList(const std::vector<std::string>& texts) { return dump(Json(texts)); }

std::vector<std::string> parseJsonList(std::string_view text) {
  try {
    return Json::parse(text).get<std::vector<std::string>>();
  } catch (const Json::exception&) {
    return {};
  }
}

}  // namespace retold
