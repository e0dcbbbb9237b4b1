#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

// What a coder does with a tag that is there. Each is one event that can be undone; `coding` is as
// it was read, and the tag that is given back is as it is now. All throw as Storage::apply, and
// Error(Conflict) where the tag was changed or taken away since it was read, Error(Refused) where
// somebody else made it: whose tag it is would no longer be true. Nothing is changed then.

/// The same tag on another passage of its text, snapped to grapheme clusters. Its trace stays.
Coding resize(Storage& storage, const Coding& coding, ByteSpan passage, const std::string& coder);

/// The same passage, memo and marks with another code.
Coding recode(Storage& storage, const Coding& coding, const Code& code, const std::string& coder);

/// Two tags of the same code in place of one: what stands before byte `at` (which keeps id, memo
/// and mark) and what follows it, without the white space between. Refused where one would be
/// empty.
std::pair<Coding, Coding> split(Storage& storage, const Coding& coding, std::uint64_t at,
                                const std::string& coder);

/// Of `codings` the one nearest to `coding` in the same text, of the same code and coder; of two
/// that are equally near the one behind it. None where there is none.
std::optional<Coding> neighbourOf(const std::vector<Coding>& codings, const Coding& coding);

/// One tag in place of two of the same code, coder and text: over both passages and what stands
/// between them, with both memos and the mark of either. It is the one that begins first; memos on
/// the other one and summaries that name it go over to it.
Coding merge(Storage& storage, const Coding& one, const Coding& other, const std::string& coder);

Coding setImportant(Storage& storage, const Coding& coding, bool important,
                    const std::string& coder);

/// The tag's own note; empty = none.
Coding setMemo(Storage& storage, const Coding& coding, std::string_view memo,
               const std::string& coder);

/// A code that is named by words of the text, and the tag with it: one event. `label` is what it is
/// called; its name is made of that, under its parent's, and it takes the parent's kind.
struct InVivo {
  Code code;
  Coding coding;
};
/// Throws also Error(Refused) where `label` holds no letter or digit, or the parent is retired.
InVivo tagInVivo(Storage& storage, DocumentId document, ByteSpan passage, std::string_view label,
                 const std::optional<CodeId>& parent, const std::string& coder);

/// The name that a new code of this label gets in the codebook: "risk/work/no-papers"; a number
/// behind it where another code has it. Empty where the label holds no letter or digit.
std::string nameForCode(const Codebook& codebook, std::string_view label, const Code* parent);

}  // namespace retold
