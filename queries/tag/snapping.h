#pragma once

#include <cstdint>
#include <optional>

#include "model/document.h"

namespace retold {

/// What a selection is widened to. Words are the tokenizer's: in Thai, Lao, Khmer, Burmese, Han and
/// Kana one base character with its marks.
enum class TextUnit { Word, Sentence, Turn };

/// `span` widened to whole units of what it touches; an empty span touches the unit that it stands
/// in, before or, where there is none before, behind. A sentence or turn is one with its speaker's
/// label left out. An end that stands in no unit stays where it is. Any thread.
ByteSpan widened(const Text& text, ByteSpan span, TextUnit unit);

/// The next larger unit that holds more than `span` does: its words, its sentences, its turns; none
/// where it holds its turns already.
std::optional<ByteSpan> widenedOnce(const Text& text, ByteSpan span);

enum class Edge { Begin, End };

/// The nearest edge of a word behind `at` (`forward`) or before it; none where no word comes. Over
/// lines and turns.
std::optional<std::uint64_t> wordEdge(const Text& text, std::uint64_t at, Edge edge, bool forward);

}  // namespace retold
