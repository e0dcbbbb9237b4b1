#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/text/characters.h"
#include "model/span.h"

namespace retold {

/// One word of a text before compounds are joined.
struct ScannedWord {
  ByteSpan span;
  bool joinable = false;   ///< letters and digits: may be part of a hyphenated compound
  bool endsDigit = false;  ///< marks left aside
  bool endsUpper = false;
  std::string folded;  ///< whole, never empty
};

/// Finds the words of one text, one after the other, by Unicode's word rules (UAX #29, WB3 to WB16)
/// with the exceptions that tokenizer.h names. Keeps views of text and cache.
class WordScan {
 public:
  WordScan(std::string_view text, CharacterCache& characters)
      : text_(text), characters_(characters) {}

  /// Reads on to the next word; false at the end of the text.
  bool next(ScannedWord& word) {
    while (at_ < text_.size()) {
      if (asciiWord(word)) return true;
      if (at_ >= text_.size()) return false;
      if (segment(word)) return true;
    }
    return false;
  }

  /// Reads the word that continues a compound behind `word`, which was read last: a hyphen stands
  /// between, or a hyphen and one line end. False (and nothing is read) when there is none.
  bool nextPart(const ScannedWord& word, ScannedWord& part) {
    if (!word.joinable) return false;
    // Most words are followed by a space.
    if (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) < 0x80 && text_[at_] != '-' &&
        !endsWithSoftHyphen(word))
      return false;
    return readPart(word, part);
  }

 private:
  struct Letter {
    const Character* is = nullptr;
    std::size_t end = 0;
  };

  struct Gathered;

  Letter letterAt(std::size_t at) const;
  bool markAt(std::size_t at) const;
  Letter skipMarks(std::size_t at) const;
  bool asciiWord(ScannedWord& word);
  bool segment(ScannedWord& word);
  bool continues(Gathered& gathered, const Letter& next) const;
  bool readPart(const ScannedWord& word, ScannedWord& part);
  bool endsWithSoftHyphen(const ScannedWord& word) const {
    return word.span.size() > 2 && text_.substr(word.span.end - 2, 2) == "\xC2\xAD";
  }

  std::string_view text_;
  CharacterCache& characters_;
  std::size_t at_ = 0;
};

}  // namespace retold
