#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/store/storage.h"

namespace retold {

/// How well a text can be searched: its largest language (from `text.languages`), the share of its
/// characters that say nothing (not decoded, U+FFFD, private use), and whether its words look like
/// those that a poor text recognition leaves. `text.tokens` must be there. Any thread.
Searchability searchabilityOf(const NewText& text, std::uint64_t pagesWithoutText);

/// True where of at least 100 words one in twelve is such as hardly any Latin-script language has:
/// a figure amid letters ("tra1ficked"), four letters or more without a vowel ("thc" is let pass,
/// "wcbt" not), a single consonant that is no word. Speakers' labels do not count. For Latin script
/// only. A guess, shown as one.
bool looksLikePoorRecognition(const NewText& text);

}  // namespace retold
