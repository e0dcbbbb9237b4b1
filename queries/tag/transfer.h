#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/tag/moved_passage.h"

namespace retold {

/// A coding on an older text of its document, and where its passage stands in the current text.
/// Codings are never moved by themselves: the user accepts a place.
struct Transfer {
  Coding coding;
  std::string document;  ///< name
  std::string code;      ///< name
  TextId to;             ///< the document's current text
  MovedPassage place;
  std::string quote;     ///< the words at `place`; empty where it is gone
  bool doubled = false;  ///< the coder has tagged just that passage with the code already
};

/// All codings that wait for transfer, by document name, then place; `document` limits to one.
/// `known`: what was found before; where a coding's passage and the two texts are the same, its
/// place is taken from there, and neither text is read.
std::vector<Transfer> findTransfers(const Storage& storage,
                                    const std::optional<DocumentId>& document,
                                    std::span<const Transfer> known = {});

/// True where the same words stand in one place only, so that nobody needs to look: what
/// `retold code PROJECT transfer accept --exact` takes.
bool isPlain(const Transfer& transfer);

/// Puts the codings on the current texts at the places proposed, as one event that can be undone:
/// same id, code, coder, memo and time; the words are those that stand there now, and the event
/// keeps the old ones. `coder` is who accepts. Throws Error(Refused) and changes nothing where a
/// passage is gone, the coder has tagged that passage with the code already, or two of them would
/// meet in one passage; Error(Conflict) where one was changed since it was read.
void acceptTransfers(Storage& storage, std::span<const Transfer> transfers,
                     const std::string& coder);

/// Takes codings away that have no place in the new texts, as one event that can be undone. Throws
/// Error(Conflict) where one was changed since it was read; nothing is dropped then.
void dropTransfers(Storage& storage, std::span<const Transfer> transfers, const std::string& coder);

/// `transfer` with a place that the user chose in the current text. Throws Error(Refused) where
/// `place` is no passage of it.
Transfer transferTo(const Storage& storage, Transfer transfer, ByteSpan place);

}  // namespace retold
