#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// The turns of one text that stand beside those of another.
struct AlignedSide {
  std::size_t begin = 0;           ///< turns, indices into Text::turns
  std::size_t end = 0;             ///< begin == end: nothing stands here
  std::string speaker;             ///< of the first turn, as written
  std::string text;                ///< what was said, one line for each turn
  std::vector<ByteSpan> coded;     ///< within `text`: tagged stretches, in order, disjoint
  std::vector<std::string> codes;  ///< names of the codes there, each once, in order of place
};

struct AlignedRow {
  AlignedSide original;
  AlignedSide translation;
};

/// An original and a translation of it, turn beside turn, with what is tagged on either side. Tags
/// on older texts are not shown. The alignment is a guess that helps reading: no count rests on it.
struct SideBySide {
  Document original;
  Document translation;
  std::vector<AlignedRow> rows;
};

/// Of a translation and its original. Of an original with just one translation that one; throws
/// Error(Refused) where there are several, or none.
SideBySide sideBySide(const Storage& storage, const Document& document);

}  // namespace retold
