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

  /// Adds a line for each result set whose places are damaged or do not fit their texts.
  void verifyPlaces(std::vector<Diagnostic>& found) const;

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
  std::vector<Episode> episodes(const CaseId& person) const;
  std::vector<Assistance> assistance(const CaseId& person) const;
  std::optional<DocumentFacts> documentFacts(const DocumentId& document) const;
  std::vector<AttributeDefinition> attributeDefinitions() const;
  std::vector<Translation> translations() const;
  std::vector<LanguageCorrection> languageCorrections(const DocumentId& document) const;
  std::vector<DocumentExclusion> exclusions() const;
  std::vector<BoilerplateMark> boilerplateMarks() const;
  std::vector<Concern> concerns() const;
  std::vector<ResultSet> resultSets() const;
  std::vector<Summary> summaries() const;
  std::vector<OwnLexicon> ownLexicons() const;

  /// `guessed` of a text of `bytes` bytes, with what the user said in its place: of the whole
  /// document first, then of single places in the order in which they were said.
  std::vector<LanguageSpan> withCorrections(std::int64_t document, std::int64_t text,
                                            std::uint64_t bytes,
                                            std::vector<LanguageSpan> guessed) const;
  /// Brings `documents.language` up to date.
  void refreshLanguage(std::int64_t document);

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
  /// The row of this text of the document; refused where it has none or `span` does not fit it.
  std::int64_t checkPlace(const DocumentRow& document, const TextId& text, ByteSpan span) const;
  void putNoun(const Coding& coding);
  void putNoun(const Decision& decision);
  void putNoun(const Code& code);
  void putNoun(const Memo& memo);
  void putNoun(const Case& person);
  void putNoun(const CaseMembership& membership);
  void putNoun(const SpeakerCorrection& correction);
  void putNoun(const Episode& episode);
  void putNoun(const Assistance& assistance);
  void putNoun(const DocumentFacts& facts);
  void putNoun(const AttributeDefinition& definition);
  void putNoun(const Translation& translation);
  void putNoun(const LanguageCorrection& correction);
  void putNoun(const DocumentExclusion& exclusion);
  void putNoun(const BoilerplateMark& mark);
  void putNoun(const Concern& concern);
  void putNoun(const ResultSet& set);
  void putNoun(const Summary& summary);
  void putNoun(const OwnLexicon& lexicon);
  void removeNoun(const Coding& coding);
  void removeNoun(const Decision& decision);
  void removeNoun(const Code& code);
  void removeNoun(const Memo& memo);
  void removeNoun(const Case& person);
  void removeNoun(const CaseMembership& membership);
  void removeNoun(const SpeakerCorrection& correction);
  void removeNoun(const Episode& episode);
  void removeNoun(const Assistance& assistance);
  void removeNoun(const DocumentFacts& facts);
  void removeNoun(const AttributeDefinition& definition);
  void removeNoun(const Translation& translation);
  void removeNoun(const LanguageCorrection& correction);
  void removeNoun(const DocumentExclusion& exclusion);
  void removeNoun(const BoilerplateMark& mark);
  void removeNoun(const Concern& concern);
  void removeNoun(const ResultSet& set);
  void removeNoun(const Summary& summary);
  void removeNoun(const OwnLexicon& lexicon);
  std::optional<Object> findNoun(const Coding& coding) const;
  std::optional<Object> findNoun(const Decision& decision) const;
  std::optional<Object> findNoun(const Code& code) const;
  std::optional<Object> findNoun(const Memo& memo) const;
  std::optional<Object> findNoun(const Case& person) const;
  std::optional<Object> findNoun(const CaseMembership& membership) const;
  std::optional<Object> findNoun(const SpeakerCorrection& correction) const;
  std::optional<Object> findNoun(const Episode& episode) const;
  std::optional<Object> findNoun(const Assistance& assistance) const;
  std::optional<Object> findNoun(const DocumentFacts& facts) const;
  std::optional<Object> findNoun(const AttributeDefinition& definition) const;
  std::optional<Object> findNoun(const Translation& translation) const;
  std::optional<Object> findNoun(const LanguageCorrection& correction) const;
  std::optional<Object> findNoun(const DocumentExclusion& exclusion) const;
  std::optional<Object> findNoun(const BoilerplateMark& mark) const;
  std::optional<Object> findNoun(const Concern& concern) const;
  std::optional<Object> findNoun(const ResultSet& set) const;
  std::optional<Object> findNoun(const Summary& summary) const;
  std::optional<Object> findNoun(const OwnLexicon& lexicon) const;
  /// `text` is the row of the text that the trace's span points into.
  void putTrace(const Uuid& object, const std::optional<LexiconTrace>& trace,
                std::optional<std::int64_t> text);
  /// Eight columns from `column` on.
  static std::optional<LexiconTrace> traceOf(const Statement& row, int column);
  /// A table of attributes and its column with the owner's row.
  struct AttributeTable {
    std::string_view name;
    std::string_view owner;
  };
  Attributes attributes(const AttributeTable& table, std::int64_t owner) const;
  void putAttributes(const AttributeTable& table, std::int64_t owner, const Attributes& attributes);
  struct TextRow {
    std::int64_t id;
    DocumentRow document;
  };
  TextRow textRow(const TextId& text) const;
  /// Refused where a place is outside its text or in no text of its document.
  void checkPlaces(const ResultSet& set) const;
  std::int64_t checkTrace(const LexiconTrace& trace, const DocumentRow& document,
                          std::int64_t otherwise) const;
  std::int64_t textOfDecision(const Decision& decision, const DocumentRow& document) const;
  std::optional<std::int64_t> textOfTrace(const Decision& decision) const;
  std::int64_t caseRow(const CaseId& person) const;
  std::int64_t rowOf(std::string_view table, const Uuid& id) const;
  std::string nameOf(std::int64_t document) const;
  template <class Noun>
  std::optional<Object> first(std::string_view sql, const Uuid& id,
                              Noun (ObjectTables::*read)(const Statement&) const) const {
    Statement found = database_->prepare(sql);
    if (!found.with(id).next()) return std::nullopt;
    return (this->*read)(found);
  }
  template <class Noun, class... Values>
  std::vector<Noun> all(std::string_view sql, Noun (ObjectTables::*read)(const Statement&) const,
                        const Values&... values) const {
    Statement found = database_->prepare(sql);
    found.with(values...);
    std::vector<Noun> nouns;
    while (found.next()) nouns.push_back((this->*read)(found));
    return nouns;
  }
  Coding codingOf(const Statement& row) const;
  /// `quotes` gives those of the row of `decisions` that is its value.
  static Decision decisionOf(const Statement& row, Statement& quotes);
  Code codeOf(const Statement& row) const;
  Memo memoOf(const Statement& row) const;
  Case caseOf(const Statement& row) const;
  CaseMembership membershipOf(const Statement& row) const;
  SpeakerCorrection correctionOf(const Statement& row) const;
  Episode episodeOf(const Statement& row) const;
  Assistance assistanceOf(const Statement& row) const;
  DocumentFacts factsOf(const Statement& row) const;
  AttributeDefinition definitionOf(const Statement& row) const;
  Translation translationOf(const Statement& row) const;
  LanguageCorrection languageCorrectionOf(const Statement& row) const;
  DocumentExclusion exclusionOf(const Statement& row) const;
  BoilerplateMark markOf(const Statement& row) const;
  Concern concernOf(const Statement& row) const;
  ResultSet setOf(const Statement& row) const;
  Summary summaryOf(const Statement& row) const;
  OwnLexicon ownLexiconOf(const Statement& row) const;

  const Database* database_;
};

}  // namespace retold
