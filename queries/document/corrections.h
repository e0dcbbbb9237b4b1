#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "indexer/store/storage.h"

namespace retold {

// What a person says of a document in place of what was guessed. Each is one event that can be
// undone. Throw as Storage::apply.

/// The language of `span` of the document's current text, or of the whole document. What was said
/// before of the same stretch no longer counts. Throws Error(Refused) where `language` is no BCP 47
/// tag or `span` no passage.
void sayLanguage(Storage& storage, const Document& document, std::optional<ByteSpan> span,
                 const std::string& language, const std::string& coder);

/// Takes back all that was said of the document's languages: the guesses count again. Returns how
/// many statements that were; none is no fault.
std::size_t forgetLanguages(Storage& storage, const Document& document, const std::string& coder);

/// The role of a speaker, named by the label as written. Unknown takes back what was said. Throws
/// Error(Refused), with the labels there are, where nobody of that label speaks.
void sayRole(Storage& storage, const Document& document, const std::string& speaker,
             SpeakerRole role, const std::string& coder);

/// That `translation.document` is a translation; what was said of it before no longer counts. The
/// id is ignored.
void sayTranslation(Storage& storage, Translation translation, const std::string& coder);

/// False where the document was no translation.
bool forgetTranslation(Storage& storage, const Document& document, const std::string& coder);

/// Leaves a document out of searches, screenings and counts; it stays in the project. Throws
/// Error(Refused) without a reason, and where it is left out already.
void leaveOut(Storage& storage, const Document& document, const std::string& reason,
              const std::string& coder);

/// Takes it in again. False where it was not left out.
bool takeIn(Storage& storage, const Document& document, const std::string& coder);

/// "interviewer" | "respondent" | "interpreter" | "other" | "unknown"; none for anything else.
std::optional<SpeakerRole> parseRole(std::string_view text);

}  // namespace retold
