// What a project accepts: every put, and the removals that something may depend on.
#include <cassert>

#include "indexer/store/digest.h"
#include "indexer/store/event_payload.h"
#include "indexer/store/sqlite_objects.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& hint = {}) {
  throw Error(ErrorKind::Refused, what, hint);
}

std::string spanText(ByteSpan span) {
  return std::to_string(span.begin) + "," + std::to_string(span.end);
}

void needCoder(const std::string& coder, std::string_view noun) {
  if (coder.empty()) {
    refuse("a " + std::string(noun) + " needs the name of its coder", "give it with --coder NAME");
  }
}

void needDigest(const LexiconTrace& trace) {
  const bool hex = trace.lexiconDigest.size() == 64 &&
                   trace.lexiconDigest.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (!hex) {
    refuse("the lexicon \"" + trace.lexicon +
           "\" is named without the digest of its text (64 hex digits)");
  }
}

std::string quotedName(const std::string& name) { return '"' + name + '"'; }

void needSpan(std::string_view content, ByteSpan span, const std::string& place) {
  if (span.begin >= span.end) refuse("the " + place + " is empty");
  if (span.end > content.size()) {
    refuse("the " + place + " goes beyond the text, which ends at " +
           std::to_string(content.size()));
  }
  if (!isCodepointBoundary(content, span.begin) || !isCodepointBoundary(content, span.end)) {
    refuse("the " + place + " begins or ends inside a character");
  }
}

}  // namespace

ObjectTables::DocumentRow ObjectTables::documentRow(const Uuid& document) const {
  Statement row = database_->prepare("SELECT id, text_id, name FROM documents WHERE uuid = ?1");
  if (!row.with(document).next()) refuse("there is no document " + toText(document));
  return {row.integer(0), row.integer(1), row.bytes(2)};
}

void ObjectTables::checkPassage(const DocumentRow& document, std::int64_t text, ByteSpan span,
                                std::string_view quote, std::string_view what) const {
  Statement row = database_->prepare("SELECT content FROM contents WHERE text_id = ?1");
  row.with(text).next();
  const std::string_view content = row.view(0);
  const std::string place =
      std::string(what) + " " + spanText(span) + " of \"" + document.name + "\"";
  needSpan(content, span, place);
  if (content.substr(span.begin, span.size()) != quote) {
    refuse("the quote is not what stands at the " + place,
           "read the document again and take the passage from its present text");
  }
}

std::int64_t ObjectTables::checkPlace(const DocumentRow& document, const TextId& text,
                                      ByteSpan span) const {
  Statement row = database_->prepare(
      "SELECT t.id, c.content FROM texts t JOIN contents c ON c.text_id = t.id"
      " WHERE t.uuid = ?1 AND t.document_id = ?2");
  if (!row.with(text, document.id).next()) {
    refuse(quotedName(document.name) + " has no text " + toText(text));
  }
  needSpan(row.view(1), span, "passage " + spanText(span) + " of " + quotedName(document.name));
  return row.integer(0);
}

/// An id that another type of object has is no id for this one.
void ObjectTables::checkUnused(const Object& object) const {
  Statement row = database_->prepare("SELECT type FROM versions WHERE object = ?1");
  if (!row.with(idOf(object)).next()) return;
  if (row.integer(0) != static_cast<std::int64_t>(object.index())) {
    const std::string noun(nounOf(object));
    const bool isVowel = noun.find_first_of("aeiou") == 0;
    refuse("the id " + toText(idOf(object)) + " belongs to something else than " +
           (isVowel ? "an " : "a ") + noun);
  }
}

void ObjectTables::put(const Object& object) {
  checkUnused(object);
  std::visit([this](const auto& noun) { putNoun(noun); }, object);
}

void ObjectTables::remove(const Object& object) {
  checkUnused(object);
  const bool isMembership = std::holds_alternative<CaseMembership>(object);
  if (!isMembership && !find(object)) {
    refuse("there is no " + std::string(nounOf(object)) + " " + toText(idOf(object)));
  }
  std::visit([this](const auto& noun) { removeNoun(noun); }, object);
}

void ObjectTables::putNoun(const Coding& coding) {
  needCoder(coding.coder, "coding");
  const DocumentRow document = documentRow(coding.document);
  Statement text = database_->prepare("SELECT id FROM texts WHERE uuid = ?1 AND document_id = ?2");
  if (!text.with(coding.text, document.id).next()) {
    refuse("\"" + document.name + "\" has no text " + toText(coding.text));
  }
  checkPassage(document, text.integer(0), coding.span, coding.quote, "passage");
  std::optional<std::int64_t> traced;
  if (coding.trace) traced = checkTrace(*coding.trace, document, text.integer(0));
  const auto code = row("SELECT id FROM codes WHERE uuid = ?1", coding.code);
  if (!code) {
    refuse("the codebook has no code " + toText(coding.code),
           "see the codes with: retold codebook PROJECT list");
  }
  database_
      ->prepare(
          "INSERT INTO codings(uuid, text_id, begin_byte, end_byte, quote, code_id, coder, memo,"
          " time, important) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT(uuid) DO UPDATE"
          " SET text_id=?2, begin_byte=?3, end_byte=?4, quote=?5, code_id=?6, coder=?7, memo=?8,"
          " time=?9, important=?10")
      .with(coding.id, text.integer(0), coding.span.begin, coding.span.end, Blob{coding.quote},
            *code, coding.coder, coding.memo, coding.time, coding.important)
      .run();
  putTrace(coding.id, coding.trace, traced);
}

/// The text that the trace's span points into: what it says itself, else `otherwise`.
std::int64_t ObjectTables::checkTrace(const LexiconTrace& trace, const DocumentRow& document,
                                      std::int64_t otherwise) const {
  needDigest(trace);
  std::int64_t text = otherwise;
  if (!trace.text.isNil()) {
    Statement found =
        database_->prepare("SELECT id FROM texts WHERE uuid = ?1 AND document_id = ?2");
    if (!found.with(trace.text, document.id).next()) {
      refuse(quotedName(document.name) + " has no text " + toText(trace.text));
    }
    text = found.integer(0);
  }
  checkPassage(document, text, trace.span, trace.quote, "match");
  return text;
}

/// A decision that was made before the document got its present text stays with the older one.
std::int64_t ObjectTables::textOfDecision(const Decision& decision,
                                          const DocumentRow& document) const {
  Statement old = database_->prepare("SELECT text_id FROM decisions WHERE uuid = ?1");
  return old.with(decision.id).next() && !old.isNull(0) ? old.integer(0) : document.text;
}

/// None for a decision without trace, and for one on a case whose trace names no text: a case may
/// have several.
std::optional<std::int64_t> ObjectTables::textOfTrace(const Decision& decision) const {
  if (decision.subject == Subject::Case &&
      !row("SELECT id FROM cases WHERE uuid = ?1", decision.subjectId)) {
    refuse("there is no case " + toText(decision.subjectId));
  }
  if (!decision.trace) return std::nullopt;
  const LexiconTrace& trace = *decision.trace;
  if (decision.subject != Subject::Case) {
    const DocumentRow document = documentRow(decision.subjectId);
    return checkTrace(trace, document, textOfDecision(decision, document));
  }
  needDigest(trace);
  if (trace.text.isNil()) return std::nullopt;
  const TextRow text = textRow(trace.text);
  return checkTrace(trace, text.document, text.id);
}

ObjectTables::TextRow ObjectTables::textRow(const TextId& text) const {
  Statement found = database_->prepare(
      "SELECT t.id, d.id, d.text_id, d.name FROM texts t JOIN documents d ON d.id = t.document_id"
      " WHERE t.uuid = ?1");
  if (!found.with(text).next()) refuse("there is no text " + toText(text));
  return {found.integer(0), {found.integer(1), found.integer(2), found.bytes(3)}};
}

void ObjectTables::putNoun(const Decision& decision) {
  needCoder(decision.coder, "decision");
  if (decision.question.empty()) refuse("a decision needs the question that it answers");
  if (decision.subject == Subject::Match && !decision.trace) {
    refuse("a decision on a match needs the match");
  }
  if (decision.verdict != Verdict::CannotRead && !decision.reader.empty()) {
    refuse("a decision names a reader, but says nothing of a file that cannot be read",
           "name a reader with cannot-read only");
  }
  if (decision.certainty != Certainty::Unstated &&
      (decision.verdict != Verdict::Confirm || decision.subject == Subject::Match)) {
    refuse("a decision says how certain a case is (" + std::string(toText(decision.certainty)) +
               "), but confirms no case or document",
           "say concern, known or feared-again of a confirmed case or document only");
  }
  const std::optional<std::int64_t> traced = textOfTrace(decision);
  std::optional<std::int64_t> text;
  if (decision.subject != Subject::Case) {
    text = traced ? *traced : textOfDecision(decision, documentRow(decision.subjectId));
  }
  database_
      ->prepare(
          "INSERT INTO decisions(uuid, subject, subject_id, text_id, question, coder,"
          " verdict, reason, time, reader, certainty) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)"
          " ON CONFLICT(uuid) DO UPDATE SET subject=?2, subject_id=?3, text_id=?4, question=?5,"
          " coder=?6, verdict=?7, reason=?8, time=?9, reader=?10, certainty=?11")
      .with(decision.id, static_cast<int>(decision.subject), decision.subjectId, text,
            decision.question, decision.coder, static_cast<int>(decision.verdict), decision.reason,
            decision.time, decision.reader, static_cast<int>(decision.certainty))
      .run();
  const auto id = row("SELECT id FROM decisions WHERE uuid = ?1", decision.id);
  assert(id);
  database_->prepare("DELETE FROM decision_quotes WHERE decision_id = ?1").with(*id).run();
  Statement insert = database_->prepare(
      "INSERT INTO decision_quotes(decision_id, number, quote) VALUES (?1, ?2, ?3)");
  for (std::size_t number = 0; number < decision.quotes.size(); ++number) {
    insert.with(*id, static_cast<std::int64_t>(number), Blob{decision.quotes[number]}).run();
  }
  putTrace(decision.id, decision.trace, traced);
}

void ObjectTables::putNoun(const Code& code) {
  if (code.name.empty()) refuse("a code needs a name");
  Statement same = database_->prepare("SELECT uuid FROM codes WHERE name = ?1 AND uuid <> ?2");
  if (same.with(code.name, code.id).next()) {
    refuse("the codebook has a code " + quotedName(code.name) + " already", "choose another name");
  }
  if (code.parent == code.id) refuse("the code " + quotedName(code.name) + " is its own parent");
  database_
      ->prepare(
          "INSERT INTO codes(uuid, place, name, label, kind, definition, include, exclude, stages,"
          " levels, colour, parent, retired) VALUES (?1,"
          " (SELECT coalesce(max(place), 0) + 1 FROM codes), ?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
          " ON CONFLICT(uuid) DO UPDATE SET name=?2, label=?3, kind=?4, definition=?5, include=?6,"
          " exclude=?7, stages=?8, levels=?9, colour=?10, parent=?11, retired=?12")
      .with(code.id, code.name, code.label, static_cast<int>(code.kind), code.definition,
            code.include, code.exclude, toJsonList(code.stages), toJsonList(code.levels),
            code.colour, code.parent, code.retired)
      .run();
}

void ObjectTables::putNoun(const Memo& memo) {
  needCoder(memo.coder, "memo");
  constexpr std::string_view anything =
      "SELECT 1 WHERE EXISTS (SELECT 1 FROM documents WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM cases WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM codes WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM codings WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM decisions WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM episodes WHERE uuid = ?1)"
      " OR EXISTS (SELECT 1 FROM assistance WHERE uuid = ?1)";
  if (!memo.about.isNil() && !row(anything, memo.about)) {
    refuse("there is nothing with the id " + toText(memo.about) + " that a memo could be about");
  }
  database_
      ->prepare(
          "INSERT INTO memos(uuid, about, text, coder, time) VALUES (?1,?2,?3,?4,?5)"
          " ON CONFLICT(uuid) DO UPDATE SET about=?2, text=?3, coder=?4, time=?5")
      .with(memo.id, memo.about, memo.text, memo.coder, memo.time)
      .run();
}

void ObjectTables::putNoun(const Case& person) {
  if (person.name.empty()) refuse("a case needs a name", "use a code, never a person's name");
  Statement same = database_->prepare("SELECT uuid FROM cases WHERE name = ?1 AND uuid <> ?2");
  if (same.with(person.name, person.id).next()) {
    refuse("there is a case " + quotedName(person.name) + " already");
  }
  database_
      ->prepare(
          "INSERT INTO cases(uuid, name) VALUES (?1, ?2)"
          " ON CONFLICT(uuid) DO UPDATE SET name = ?2")
      .with(person.id, person.name)
      .run();
  const auto id = row("SELECT id FROM cases WHERE uuid = ?1", person.id);
  assert(id);
  putAttributes({"case_attributes", "case_id"}, *id, person.attributes);
}

void ObjectTables::putNoun(const CaseMembership& membership) {
  const DocumentRow document = documentRow(membership.document);
  if (!membership.caseId) return removeNoun(membership);
  const auto id = row("SELECT id FROM cases WHERE uuid = ?1", *membership.caseId);
  if (!id) refuse("there is no case " + toText(*membership.caseId));
  database_->prepare("UPDATE documents SET case_id = ?1 WHERE id = ?2")
      .with(*id, document.id)
      .run();
}

void ObjectTables::putNoun(const SpeakerCorrection& correction) {
  const DocumentRow document = documentRow(correction.document);
  Statement same = database_->prepare(
      "SELECT 1 FROM speaker_corrections WHERE document_id = ?1 AND speaker = ?2 AND uuid <> ?3");
  if (same.with(document.id, correction.speaker, correction.id).next()) {
    refuse("the role of \"" + correction.speaker + "\" in \"" + document.name +
               "\" was corrected already",
           "change that correction instead of making another one");
  }
  database_
      ->prepare(
          "INSERT INTO speaker_corrections(uuid, document_id, speaker, role)"
          " VALUES (?1, ?2, ?3, ?4)"
          " ON CONFLICT(uuid) DO UPDATE SET document_id = ?2, speaker = ?3, role = ?4")
      .with(correction.id, document.id, correction.speaker, static_cast<int>(correction.role))
      .run();
}

void ObjectTables::removeNoun(const Code& code) {
  Statement used = database_->prepare(
      "SELECT name, (SELECT count(*) FROM codings WHERE code_id = c.id),"
      " (SELECT count(*) FROM summaries WHERE code_id = c.id) FROM codes c WHERE uuid = ?1");
  used.with(code.id).next();
  const std::string name = quotedName(used.bytes(0));
  if (const std::int64_t codings = used.integer(1); codings > 0) {
    throw Error(ErrorKind::Refused,
                "the code " + name + " is used by " + std::to_string(codings) +
                    (codings == 1 ? " coding" : " codings"),
                "retire it instead: it stays with its codings and is offered for no new one")
        .withForBlind("the code " + name + " is used");
  }
  if (const std::int64_t summaries = used.integer(2); summaries > 0) {
    throw Error(ErrorKind::Refused,
                "the code " + name + " is used by " + std::to_string(summaries) +
                    (summaries == 1 ? " summary" : " summaries"),
                "retire it instead: it stays with its summaries and is offered for nothing new")
        .withForBlind("the code " + name + " is used");
  }
  used.reset();
  database_->prepare("DELETE FROM codes WHERE uuid = ?1").with(code.id).run();
}

void ObjectTables::removeNoun(const Case& person) {
  Statement row = database_->prepare("SELECT id, name FROM cases WHERE uuid = ?1");
  row.with(person.id).next();
  const std::int64_t id = row.integer(0);
  const std::string name = quotedName(row.bytes(1));
  row.reset();
  if (database_->prepare("SELECT 1 FROM documents WHERE case_id = ?1").with(id).next()) {
    refuse("the case " + name + " still has documents", "take them out of the case first");
  }
  if (database_->prepare("SELECT 1 FROM decisions WHERE subject_id = ?1").with(person.id).next()) {
    refuse("the case " + name + " has decisions, which must not be lost");
  }
  const auto countOf = [&](std::string_view sql) {
    Statement count = database_->prepare(sql);
    count.with(id).next();
    return count.integer(0);
  };
  const std::int64_t episodes = countOf("SELECT count(*) FROM episodes WHERE case_id = ?1");
  const std::int64_t assistance = countOf("SELECT count(*) FROM assistance WHERE case_id = ?1");
  if (episodes + assistance > 0) {
    refuse("the case " + name + " still has " + std::to_string(episodes) +
               (episodes == 1 ? " episode" : " episodes") + " and " + std::to_string(assistance) +
               (assistance == 1 ? " assistance event" : " assistance events"),
           "remove them first; that may be in the same change");
  }
  if (const std::int64_t summaries = countOf("SELECT count(*) FROM summaries WHERE case_id = ?1");
      summaries > 0) {
    refuse("the case " + name + " still has " + std::to_string(summaries) +
               (summaries == 1 ? " summary" : " summaries"),
           "remove them first; that may be in the same change");
  }
  database_->prepare("DELETE FROM cases WHERE id = ?1").with(id).run();
}

void ObjectTables::checkCodebook() const {
  Statement orphan = database_->prepare(
      "SELECT name FROM codes WHERE parent IS NOT NULL AND parent NOT IN (SELECT uuid FROM codes)"
      " ORDER BY place");
  if (orphan.next()) {
    refuse("the code " + quotedName(orphan.bytes(0)) + " stands under a code that does not exist");
  }
}

}  // namespace retold
