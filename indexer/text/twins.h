#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace retold {

/// The folded tokens by which the same word may stand in another script, for a word as typed:
/// Serbian, Bosnian, Montenegrin and Macedonian Cyrillic and Latin both ways, and Russian,
/// Ukrainian and Bulgarian Cyrillic to and from the common transliterations. A query searches for
/// the word or any of them; nothing of this is ever indexed. At most 64, the likeliest first, none
/// equal to fold(word); empty for a word in neither script. Any thread.
std::vector<std::string> scriptTwins(std::string_view word);

}  // namespace retold
