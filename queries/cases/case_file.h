#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/case_values.h"
#include "indexer/import/mapping.h"
#include "model/case.h"
#include "model/document.h"
#include "model/partial_date.h"

namespace retold {

class Storage;

/// All that is known of one person. What is derived from several episodes (same purpose, pattern of
/// scope) belongs here too.
struct CaseFile {
  struct Paper {
    Document document;
    std::optional<DocumentFacts> facts;
  };
  /// The time from the end of an episode to the beginning of the next: `months` has no ends where
  /// the dates say nothing.
  struct Gap {
    std::uint32_t from = 0;  ///< numbers of the episodes
    std::uint32_t to = 0;
    MonthRange months;
  };

  Case person;
  std::vector<Episode> episodes;
  std::vector<Assistance> assistance;
  std::vector<Paper> documents;  ///< by name
  std::vector<Gap> gaps;         ///< between neighbours that both have the date
};
CaseFile caseFile(const Storage& storage, const Case& person);

/// The date that an attribute holds: none where it is not Given, no date, or neither defined as a
/// date nor called one ("exit date").
std::optional<PartialDate> dateOf(const std::vector<AttributeDefinition>& definitions,
                                  AttributeUnit unit, std::string_view name,
                                  const AttributeValue& value);

/// "3 to 8 months", "at least 3 months", "-2 to 5 months"; "not known".
std::string inWords(const MonthRange& months);

/// A value as tables write it and readAttributeValue() reads it: the text, or the state in words.
std::string cellOf(const AttributeValue& value);

/// Every case, episode and assistance as a csv table that importCases() reads back: a row for each
/// case, columns such as "episode 2 destination".
std::string caseTable(const Storage& storage);

/// What a text that somebody typed into a cell means.
struct TypedValue {
  std::optional<AttributeValue> value;  ///< none where it does not fit
  std::string refusal;                  ///< why not, as a sentence
};
/// As a table is read; a text without letters means missing; kNotRecorded fits every definition.
/// `definition`: of the attribute, null
/// where there is none.
TypedValue readTyped(std::string_view text, const AttributeDefinition* definition);

/// Sets one value by hand, as one event; makes the episode, assistance or facts where they are not
/// there. `place` has its number; of a document, `document` says which. The name "episode" of an
/// assistance or a document sets the episode that it belongs to. A given text that
/// readAttributeValue() reads as a state is that state; one that says kNotRecorded takes away what
/// was said, whatever it was, and makes nothing. Throws Error(Refused) for an empty text and
/// for a value that does not fit its definition, and as Storage::apply.
ValueChange setValue(Storage& storage, const Case& person, const AttributePlace& place,
                     const std::optional<Document>& document, const AttributeValue& value,
                     const std::string& coder);

/// A case's name without white space at its ends. Error(Refused) where it cannot be a name.
std::string checkedCaseName(std::string_view name);

/// Makes a case with these documents; white space around its name is taken away. Throws
/// Error(Refused) where there is one of this name, or a document belongs to another; and as
/// Storage::apply.
Case addCase(Storage& storage, const std::string& name, const std::vector<Document>& documents,
             const std::string& coder);

}  // namespace retold
