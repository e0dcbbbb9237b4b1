#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "indexer/text/phrase.h"
#include "queries/screen/term_program.h"

namespace retold {

/// A compiled regular expression of a term.
struct TermRegex;
struct TermRegexDeleter {
  void operator()(TermRegex* regex) const;
};

struct TermProgram::Part {
  enum class Kind { Nothing, Phrase, Pattern, Any, Near, Then };
  Kind kind = Kind::Nothing;
  PhrasePattern phrase;
  bool exactPhrase = false;  ///< only hits that differ in case at most
  bool strict = false;       ///< no hit that differs in marks or script
  std::unique_ptr<TermRegex, TermRegexDeleter> regex;
  std::uint32_t distance = 0;
  std::vector<Node> children;
  bool readsContent = false;
  /// How many words a hit spans at most, those of regular expressions not counted.
  std::uint64_t width = 0;
};

/// "A token of this number may stand at `offset` of this form of this phrase": the anchor.
struct TermProgram::Entry {
  Node node;
  std::uint32_t form;
  std::uint32_t offset;
};

/// True when the form stands where its anchor is token `token`, within one turn.
bool formStandsAt(const PhrasePattern::Form& form, std::uint32_t offset, const TokenStream& tokens,
                  std::size_t token);

}  // namespace retold
