#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/case.h"
#include "model/document.h"

namespace retold {

class Storage;

// Changes of cases by hand, each one event that can be undone. All throw Error(Refused) with the
// reason where they cannot be, and as Storage::apply.

/// Gives the case another name: an opaque code. Spaces around it are taken away.
Case renameCase(Storage& storage, const Case& person, const std::string& name,
                const std::string& coder);

/// Takes away a case without documents, with its episodes and assistance. Refused where decisions,
/// summaries or memos are about it.
void removeCase(Storage& storage, const Case& person, const std::string& coder);

/// A further episode, or assistance, behind those that are there.
Episode addEpisode(Storage& storage, const Case& person, const std::string& coder);
Assistance addAssistance(Storage& storage, const Case& person, const std::string& coder);

/// Takes away one; those behind it move up by one number. Assistance and documents that told of the
/// episode tell of none then; what told of a later one still tells of that.
void removeEpisode(Storage& storage, const Case& person, std::uint32_t number,
                   const std::string& coder);
void removeAssistance(Storage& storage, const Case& person, std::uint32_t number,
                      const std::string& coder);

/// Gives the episode (or assistance) `from` the number `to`; those between move by one. What told
/// of an episode tells of the same one under its new number.
void moveEpisode(Storage& storage, const Case& person, std::uint32_t from, std::uint32_t to,
                 const std::string& coder);
void moveAssistance(Storage& storage, const Case& person, std::uint32_t from, std::uint32_t to,
                    const std::string& coder);

/// Puts the documents into a case, or out of any. One that comes from another case tells of no
/// episode then. Documents that are there already stay as they are.
void moveDocuments(Storage& storage, const std::vector<Document>& documents,
                   const std::optional<Case>& to, const std::string& coder);

/// The same into a case of this name that is made for them. Refused where there is one.
Case moveDocumentsToNewCase(Storage& storage, const std::vector<Document>& documents,
                            const std::string& name, const std::string& coder);

/// What mergeCases() would do or did.
struct Merged {
  /// A value of the case that goes away, beside the one that stays.
  struct Clash {
    std::string attribute;
    AttributeValue kept;
    AttributeValue dropped;
  };
  std::uint64_t documents = 0;
  std::uint64_t episodes = 0;
  std::uint64_t assistance = 0;
  std::uint64_t decisions = 0;
  std::vector<Clash> clashes;
};

/// Two cases that are one person: everything of `from` goes into `into`, and `from` goes away. Its
/// episodes and assistance get the numbers behind those of `into`; documents, decisions, memos and
/// summaries come along. Where both have a value of an attribute, that of `into` stays, and a memo
/// on the case keeps the other one; a value that is given comes in place of one that is missing.
/// Refused where both have a summary of one code by one coder.
Merged mergeCases(Storage& storage, const Case& from, const Case& into, const std::string& coder);
/// Changes nothing.
Merged planMerge(const Storage& storage, const Case& from, const Case& into);

}  // namespace retold
