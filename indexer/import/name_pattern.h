#pragma once

#include <string_view>

namespace retold {

/// True where the name of a file ("folder/a.docx", "a.zip!b.txt") fits a pattern as shells have it:
/// `*` any characters, `?` one, `[a-z]` one of these, `[!a-z]` none of these; ASCII without case.
/// A pattern with "/" is for the whole name, another one for any part of it: "*.bak" for every file
/// that ends so, "drafts" for all in a folder of that name. Linear in time but for each `*`.
bool fitsPattern(std::string_view name, std::string_view pattern);

}  // namespace retold
