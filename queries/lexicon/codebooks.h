#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "model/codebook.h"

namespace retold {

/// A built-in codebook by id ("retrafficking"); ids of its codes are the same in every project
/// (SHA-256 of their names as UUID version 8, RFC 9562), so that projects can be merged. Throws
/// Error(NotFound) that lists the ids there are.
Codebook builtinCodebook(std::string_view id);

/// A built-in codebook as one chooses it.
struct CodebookChoice {
  std::string id;
  std::string title;
  std::size_t codes = 0;
  std::string note;    ///< what it is for
  std::string review;  ///< "drafted: nobody has reviewed it yet"
};
/// In the order of lexicons/index.tsv.
std::vector<CodebookChoice> builtinCodebooks();

/// What the built-in codebooks call the groups that their codes' names speak of: "risk/economic" is
/// "Economic pressure and debt".
std::map<std::string, std::string, std::less<>> builtinGroups();

}  // namespace retold
