#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/store/sqlite.h"
#include "indexer/store/storage.h"

namespace retold {

/// How an object stands in the table `versions`.
struct ObjectState {
  std::uint64_t version = 0;
  bool alive = false;
  EventId event;  ///< that made the present state
};

/// The rows of everything that a change can put or take away, and what must be true of them. Lives
/// within its Database. Writing functions want a transaction; they throw Error(Refused) for what
/// the project does not accept.
class ObjectTables {
 public:
  explicit ObjectTables(const Database& database) : database_(&database) {}

  /// The object of `like`'s type and id as it is; none when it is not there (a document without a
  /// case has no CaseMembership).
  std::optional<Object> find(const Object& like) const;
  void put(const Object& object);
  void remove(const Object& object);
  /// What can be judged only when all changes of a set are made: that each code's parent exists.
  void checkCodebook() const;

  std::optional<ObjectState> state(const Uuid& object) const;
  /// Counts a new version.
  void setState(const Object& object, bool alive, const EventId& event);

  std::vector<Coding> codings(const CodingFilter& filter) const;
  std::vector<Decision> decisions() const;
  std::vector<Memo> memos() const;
  std::vector<Code> codes() const;
  std::vector<Case> cases() const;
  std::optional<Case> caseNamed(std::string_view name) const;
  std::vector<SpeakerCorrection> corrections(const DocumentId& document) const;

 private:
  std::optional<std::int64_t> row(std::string_view sql, const Uuid& id) const;
  struct DocumentRow {
    std::int64_t id;
    std::int64_t text;
    std::string name;
  };
  DocumentRow documentRow(const Uuid& document) const;
  void checkUnused(const Object& object) const;
  void checkPassage(const DocumentRow& document, std::int64_t text, ByteSpan span,
                    std::string_view quote, std::string_view what) const;
  void putNoun(const Coding& coding);
  void putNoun(const Decision& decision);
  void putNoun(const Code& code);
  void putNoun(const Memo& memo);
  void putNoun(const Case& person);
  void putNoun(const CaseMembership& membership);
  void putNoun(const SpeakerCorrection& correction);
  void removeNoun(const Coding& coding);
  void removeNoun(const Decision& decision);
  void removeNoun(const Code& code);
  void removeNoun(const Memo& memo);
  void removeNoun(const Case& person);
  void removeNoun(const CaseMembership& membership);
  void removeNoun(const SpeakerCorrection& correction);
  void putTrace(const Uuid& object, const std::optional<LexiconTrace>& trace);
  std::optional<LexiconTrace> trace(const Uuid& object) const;
  void readAttributes(std::int64_t row, Case& person) const;
  template <class Noun>
  std::optional<Object> first(std::string_view sql, const Uuid& id,
                              Noun (ObjectTables::*read)(const Statement&) const) const;
  Coding codingOf(const Statement& row) const;
  Decision decisionOf(const Statement& row) const;
  Code codeOf(const Statement& row) const;
  Memo memoOf(const Statement& row) const;
  Case caseOf(const Statement& row) const;
  CaseMembership membershipOf(const Statement& row) const;
  SpeakerCorrection correctionOf(const Statement& row) const;

  const Database* database_;
};

}  // namespace retold
