#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// A lexicon as a project has it: built in, the researcher's own, or own in place of a built-in one
/// of the same id and language.
struct LexiconEntry {
  std::string id;
  std::string language;             ///< BCP 47
  std::string file;                 ///< as diagnostics name it
  std::string_view builtin;         ///< text of the built-in one; empty where there is none
  std::optional<OwnLexicon> own;    ///< as saved
  std::optional<OwnLexicon> draft;  ///< unfinished changes that nobody saved yet
  /// The text that screens.
  std::string_view text() const { return own ? std::string_view(own->text) : builtin; }
};

/// False for unfinished changes, which Storage::ownLexicons() gives beside the lexicons.
bool isFinished(const OwnLexicon& own);

/// The built-in ones in the order of their table, then the project's others by id and language.
std::vector<LexiconEntry> lexiconEntries(const Storage& storage);

/// The lexicons that a project is screened with under this name: those of the id, one per language,
/// the project's own in place of the built-in ones; or the file; or the text that the project keeps
/// under this digest (SHA-256 in hex, or its first 8 digits or more). Throws as loadLexicons(), and
/// Error(Refused) where an own one has faults.
std::vector<Lexicon> lexiconsFor(const Storage& storage, std::string_view idOrFileOrDigest);
/// The same for several names, in the order given.
std::vector<Lexicon> lexiconsFor(const Storage& storage, const std::vector<std::string>& names);

/// Saves a lexicon as the project's own under the id and language that its text says, in place of
/// the one of these, as one event that can be undone; unfinished changes of it are done away with.
/// What has that very text already stays as it is. `file` names the text in faults. Error(Refused)
/// with every fault, and nothing is saved.
OwnLexicon saveLexicon(Storage& storage, std::string_view text, const std::string& coder,
                       std::string_view file = "lexicon");

/// Takes the project's own lexicon out: a built-in one of its id and language counts again.
/// Error(NotFound) where the project has none.
void removeLexicon(Storage& storage, std::string_view id, std::string_view language,
                   const std::string& coder);

/// Keeps changes that are not finished, faults or not, beside the lexicon of this id and language.
/// They do not screen. An empty text does away with them. Events, which undo and redo pass over.
void keepUnfinished(Storage& storage, std::string_view id, std::string_view language,
                    std::string_view text, const std::string& coder);

}  // namespace retold
