#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/import/importer.h"

namespace retold {

/// Puts the text of a document together from the pieces that a reader of a format meets. Paragraphs
/// are parted by an empty line, lines by "\n"; spaces at the ends of lines go. Either the reader
/// divides the text into turns itself (beginTurn), or it leaves that to findTurns(). One thread.
class TextBuilder {
 public:
  /// What is added next stands in a new paragraph, on a new line. At the beginning of the text, and
  /// twice in a row, they do nothing.
  void paragraph();
  void line();

  /// Appends words. Line ends of every kind become line(), other control characters are left out,
  /// what is no UTF-8 becomes U+FFFD and is counted. Tabs and spaces stay as they are.
  void add(std::string_view utf8);
  /// The same, but white space runs, line ends among them, become one space and none comes at the
  /// beginning of a line: for XML and HTML, where line ends mean nothing.
  void addFlowing(std::string_view utf8);
  /// One space, unless a line begins or a space stands there.
  void space();

  /// What is added next stands on this page of the original (from 1, ascending).
  void page(std::uint32_t number);
  /// A page without a text of its own: a picture.
  void pageWithoutText() { ++document_.pagesWithoutText; }

  /// A turn begins, in a new paragraph; the turn before it ends. The text gets "Speaker: " in front
  /// of what is said where there is a speaker. `row` = row of a table, from 1.
  void beginTurn(std::string_view speaker, std::optional<std::int64_t> startMilliseconds = {},
                 std::optional<std::int64_t> endMilliseconds = {},
                 std::optional<std::uint32_t> row = {});
  /// The end of the turn that is open becomes later.
  void extendTurn(std::int64_t endMilliseconds);

  void note(std::string text);  ///< ReadDocument::notes, each once

  bool empty() const { return document_.text.empty(); }
  std::uint64_t size() const { return document_.text.size(); }
  const std::string& text() const { return document_.text; }

  /// The document. Its encoding is UTF-8, certain, unless the reader sets another.
  ReadDocument finish();

 private:
  void breakBefore();
  void trimEnd();
  void endTurn();
  void put(std::string_view valid, bool flowing);

  ReadDocument document_;
  int pending_ = 0;  ///< line ends that stand before what comes next
  std::vector<std::uint32_t> newPages_;
  bool inTurn_ = false;
};

}  // namespace retold
