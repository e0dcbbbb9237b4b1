#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// What a column of a table is known to be by its name.
enum class ColumnRole { Text, Document, Case, Speaker, Start, End };

/// A header as names are compared: folded, "_", "-" and "." as spaces, single spaces.
std::string headerKey(std::string_view header);

/// Every role that a header names, in any of several languages; a column has one role only.
std::map<ColumnRole, std::size_t> findRoles(const std::vector<std::string>& header);

/// True for "name", "surname", "nombre": a column that may hold persons' names.
bool namesPersons(std::string_view header);

/// True where most of the values (at least three fifths of those that are not empty) read like
/// persons' names: two to five words without digits, each with a capital letter. `likely`: one word
/// is enough, and capitals are not asked for, since the header says that names stand there.
bool readLikePersons(const std::vector<std::string>& values, bool likely);

}  // namespace retold
