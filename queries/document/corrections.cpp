#include "queries/document/corrections.h"

#include <algorithm>
#include <array>
#include <set>

#include "indexer/text/language.h"
#include "indexer/text/utf8.h"
#include "model/error.h"

namespace retold {

namespace {

void put(ChangeSet& changes, const Storage& storage, const Object& object) {
  const Uuid id = idOf(object);
  changes.expected.push_back({id, storage.version(id)});
  changes.changes.push_back({ChangeKind::Put, object});
}

void remove(ChangeSet& changes, const Storage& storage, const Object& object) {
  const Uuid id = idOf(object);
  changes.expected.push_back({id, storage.version(id)});
  changes.changes.push_back({ChangeKind::Remove, object});
}

ChangeSet changesBy(const std::string& coder, std::string action) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  return changes;
}

void requireLanguage(const std::string& language) {
  if (isLanguageTag(language)) return;
  throw Error(ErrorKind::Refused, "\"" + language + "\" is no code of a language",
              "write it as in \"ro\", \"sr-Latn\" or \"pcm\" (BCP 47), or \"und\" where it is not "
              "known; nothing was changed");
}

Text textOf(const Storage& storage, const Document& document) {
  std::optional<Text> text = storage.text(document.text);
  if (text) return std::move(*text);
  throw Error(ErrorKind::NotFound, "the text of " + document.name + " is not in the project",
              "nothing was changed");
}

void requirePassage(const Text& text, ByteSpan span, const std::string& document) {
  if (span.begin < span.end && span.end <= text.content.size() &&
      isCodepointBoundary(text.content, span.begin) && isCodepointBoundary(text.content, span.end))
    return;
  throw Error(ErrorKind::Refused,
              "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) + " of " +
                  document + " are no passage",
              "the text has " + std::to_string(text.content.size()) +
                  " bytes, and a passage begins and ends between letters; nothing was changed");
}

/// Takes `span` out of what was said before of the same text.
void makeRoom(ChangeSet& changes, const Storage& storage, LanguageCorrection old, ByteSpan span) {
  const ByteSpan was = *old.span;
  if (!was.overlaps(span)) return;
  const bool before = was.begin < span.begin;
  const bool behind = span.end < was.end;
  if (!before && !behind) {
    remove(changes, storage, old);
    return;
  }
  old.span = before ? ByteSpan{was.begin, span.begin} : ByteSpan{span.end, was.end};
  put(changes, storage, old);
  if (!before || !behind) return;
  old.id = newUuid();
  old.span = ByteSpan{span.end, was.end};
  put(changes, storage, old);
}

const Translation* translationOf(const std::vector<Translation>& all, DocumentId document) {
  const auto at = std::ranges::find(all, document, &Translation::document);
  return at == all.end() ? nullptr : &*at;
}

}  // namespace

void sayLanguage(Storage& storage, const Document& document, std::optional<ByteSpan> span,
                 const std::string& language, const std::string& coder) {
  requireLanguage(language);
  LanguageCorrection correction{newUuid(), document.id, std::nullopt, span, language};
  if (span) {
    const Text text = textOf(storage, document);
    requirePassage(text, *span, document.name);
    correction.text = text.id;
  }
  ChangeSet changes = changesBy(coder, "say language");
  for (const LanguageCorrection& old : storage.languageCorrections(document.id)) {
    if (!span)
      remove(changes, storage, old);
    else if (old.text == correction.text && old.span)
      makeRoom(changes, storage, old, *span);
  }
  put(changes, storage, correction);
  storage.apply(changes);
}

std::size_t forgetLanguages(Storage& storage, const Document& document, const std::string& coder) {
  const auto corrections = storage.languageCorrections(document.id);
  if (corrections.empty()) return 0;
  ChangeSet changes = changesBy(coder, "take back language");
  for (const LanguageCorrection& correction : corrections) remove(changes, storage, correction);
  storage.apply(changes);
  return corrections.size();
}

void sayRole(Storage& storage, const Document& document, const std::string& speaker,
             SpeakerRole role, const std::string& coder) {
  std::set<std::string> labels;
  for (const Turn& turn : textOf(storage, document).turns)
    if (!turn.speaker.empty()) labels.insert(turn.speaker);
  if (!labels.contains(speaker)) {
    std::string known;
    for (const std::string& label : labels)
      known += (known.empty() ? "" : ", ") + ('"' + label + '"');
    throw Error(ErrorKind::Refused, "nobody speaks as \"" + speaker + "\" in " + document.name,
                (known.empty() ? "no speaker is named there" : "the speakers are " + known) +
                    "; nothing was changed");
  }
  const auto corrections = storage.speakerCorrections(document.id);
  const auto old = std::ranges::find(corrections, speaker, &SpeakerCorrection::speaker);
  ChangeSet changes = changesBy(coder, "say role of speaker");
  if (role == SpeakerRole::Unknown) {
    if (old == corrections.end()) return;
    remove(changes, storage, *old);
  } else {
    put(changes, storage,
        SpeakerCorrection{old == corrections.end() ? newUuid() : old->id, document.id, speaker,
                          role});
  }
  storage.apply(changes);
}

void sayTranslation(Storage& storage, Translation translation, const std::string& coder) {
  const std::vector<Translation> all = storage.translations();
  const Translation* old = translationOf(all, translation.document);
  translation.id = old != nullptr ? old->id : newUuid();
  ChangeSet changes = changesBy(coder, "say translation");
  put(changes, storage, translation);
  storage.apply(changes);
}

bool forgetTranslation(Storage& storage, const Document& document, const std::string& coder) {
  const std::vector<Translation> all = storage.translations();
  const Translation* old = translationOf(all, document.id);
  if (old == nullptr) return false;
  ChangeSet changes = changesBy(coder, "take back translation");
  remove(changes, storage, *old);
  storage.apply(changes);
  return true;
}

void leaveOut(Storage& storage, const Document& document, const std::string& reason,
              const std::string& coder) {
  if (reason.find_first_not_of(" \t\r\n") == std::string::npos) {
    throw Error(ErrorKind::Refused, "it is not said why " + document.name + " is left out",
                "give the reason, such as \"consent withdrawn\"; nothing was changed");
  }
  for (const DocumentExclusion& old : storage.exclusions()) {
    if (old.document != document.id) continue;
    throw Error(ErrorKind::Refused,
                document.name + " is left out already, by " + old.coder + ": " + old.reason,
                "take it in first to give another reason; nothing was changed")
        .withForBlind(document.name + " is left out already: " + old.reason);
  }
  ChangeSet changes = changesBy(coder, "leave out document");
  put(changes, storage, DocumentExclusion{newUuid(), document.id, reason, coder, now()});
  storage.apply(changes);
}

bool takeIn(Storage& storage, const Document& document, const std::string& coder) {
  for (const DocumentExclusion& old : storage.exclusions()) {
    if (old.document != document.id) continue;
    ChangeSet changes = changesBy(coder, "take in document");
    remove(changes, storage, old);
    storage.apply(changes);
    return true;
  }
  return false;
}

std::optional<SpeakerRole> parseRole(std::string_view text) {
  if (text == "unknown") return SpeakerRole::Unknown;
  for (const SpeakerRole role : {SpeakerRole::Interviewer, SpeakerRole::Respondent,
                                 SpeakerRole::Interpreter, SpeakerRole::Other})
    if (toText(role) == text) return role;
  return std::nullopt;
}

}  // namespace retold
