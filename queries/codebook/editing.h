#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/store/storage.h"

namespace retold {

// Changes of the codebook. Each is one event that can be undone. All throw as Storage::apply, and
// Error(Refused) for what a codebook cannot hold; nothing is changed then.

/// A name as codebooks keep it: no blanks at the ends of its parts. Refused where a part is empty,
/// or it cannot be a name (indexer/text/names.h).
std::string checkedCodeName(std::string_view name);
/// A label without blanks at its ends. Refused where it is empty or not on one line.
std::string checkedCodeLabel(std::string_view label);

/// What a code's colour may be: #rrggbb, or nothing.
bool isColour(std::string_view text);

/// A code that is not in the codebook yet, called `label` and standing under `place` (a code, a
/// group; "" = at the top): its name is made of both, and it takes the kind of what stands there.
/// Refused where the label holds no letter or digit.
Code newCodeUnder(const Codebook& codebook, std::string_view place, std::string_view label);

/// Puts what `wanted` says in place of the code with its id. Where its name is another, those below
/// it follow with theirs, and its parent is the code that the new name stands under. Returns how
/// many codes were changed; 0 where nothing is new.
std::size_t changeCode(Storage& storage, const Code& wanted, const std::string& coder);

/// Adds a code; its id is made, and its parent is the code that its name stands under.
Code addCode(Storage& storage, Code wanted, const std::string& coder);

/// Moves a code or a group with all that stands below it under `parent` (a code, a group or a path
/// that is new; "" = to the top). Returns how many codes were renamed.
std::size_t moveCodes(Storage& storage, std::string_view path, std::string_view parent,
                      const std::string& coder);

/// A retired code stays with its codings and is offered for no new one.
void setRetired(Storage& storage, CodeId code, bool retired, const std::string& coder);

/// Refused where it is used, or codes stand below it.
void removeCode(Storage& storage, CodeId code, const std::string& coder);

}  // namespace retold
