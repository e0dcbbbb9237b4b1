#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/progress.h"

namespace retold {

class Storage;

/// Definitions of attributes that come with the program: a row of lexicons/index.tsv of the kind
/// "attributes" and a file in lexicons/attributes/.
struct AttributeSet {
  std::string id;  ///< "retrafficking-2010"
  std::string title;
  std::vector<AttributeDefinition> definitions;  ///< with new ids
};

/// Reads such a file: tab-separated, with the columns name, unit, type, values ("; " between),
/// label and note. A row that is none is named in `diagnostics` and left out.
std::vector<AttributeDefinition> readAttributeSet(std::string_view text, std::string_view file,
                                                  std::vector<Diagnostic>& diagnostics);

/// All built-in sets.
std::vector<AttributeSet> attributeSets();
/// Throws Error(NotFound) that names the sets.
AttributeSet attributeSet(std::string_view id);

/// What defineAttributes() did.
struct Defined {
  std::uint64_t added = 0;
  std::uint64_t unchanged = 0;
  std::vector<AttributeDefinition> different;  ///< those of the project that say otherwise: kept
  std::vector<Diagnostic> misfits;  ///< values of the project that do not fit the added ones
};

/// Puts the definitions that the project does not have, as one event; `action` names it. A
/// definition of the same name and unit stays as it is. `misfits` stays empty. Errors as
/// Storage::apply.
Defined addDefinitions(Storage& storage, const std::vector<AttributeDefinition>& definitions,
                       const std::string& action, const std::string& coder);

/// Values of the project that do not fit these definitions. Takes seconds on 100,000 cases.
/// Error(Cancelled).
std::vector<Diagnostic> misfitsOf(const Storage& storage,
                                  const std::vector<AttributeDefinition>& definitions,
                                  Progress& progress);

/// Both, one after the other.
Defined defineAttributes(Storage& storage, const std::vector<AttributeDefinition>& definitions,
                         const std::string& action, const std::string& coder);

/// The project's definition of this name (case, "_" and "-" do not matter); none where there is
/// none, Error(Refused) where several units have it and `unit` does not say which.
std::optional<AttributeDefinition> definitionNamed(const Storage& storage, std::string_view name,
                                                   std::optional<AttributeUnit> unit);

/// Puts the definition in place of the one with its id; values stay as they are. Throws
/// Error(Refused) where it says nothing that can be (no name, a choice without values, values
/// without a choice) or another attribute of its unit has its name; and as Storage::apply.
void changeDefinition(Storage& storage, const AttributeDefinition& definition,
                      const std::string& coder);

/// Takes the definition away; values stay. Errors as Storage::apply.
void removeDefinition(Storage& storage, const AttributeDefinition& definition,
                      const std::string& coder);

}  // namespace retold
