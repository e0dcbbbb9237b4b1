#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "indexer/store/storage.h"
#include "model/diagnostic.h"

namespace retold {

std::unique_ptr<Storage> openToRead(const std::string& project);
/// `command` names us to a program that finds the project locked.
std::unique_ptr<Storage> openToWrite(const std::string& project, std::string_view command);

/// The document or case of this name; Error(NotFound) with advice where there is none.
Document requireDocument(const Storage& storage, std::string_view name);
Case requireCase(const Storage& storage, std::string_view name);
Text requireText(const Storage& storage, const Document& document);

/// What --lexicon names; a complaint where it is not given.
std::vector<std::string> requireLexicons(const Arguments& arguments);

/// Which codings --document, --code and --coder ask for.
CodingFilter codingsAskedFor(const Arguments& arguments, const Storage& storage);

/// Each on a line of its own.
void write(std::ostream& out, const std::vector<Diagnostic>& diagnostics);

/// The whole of a small table or lexicon that the user wrote, decoded; Error(NotFound | Refused)
/// with the reason.
std::string readUserFile(const std::string& path);

}  // namespace retold
