#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"
#include "model/coding.h"
#include "queries/screen/screening.h"

namespace retold {

/// What came to light in a document after a coder had decided on it.
struct Renewed {
  Timestamp decided;
  Verdict verdict = Verdict::Unsure;
  bool newText = false;                 ///< the document was read, or read anew, since
  std::vector<std::string> categories;  ///< of the matches that are new, best evidence first, each
                                        ///< once
};

/// "new since your decision of 3 May 2026: sold-again"
std::string toText(const Renewed& renewed);

/// The documents of a screening on which `coder` decided (or on their case; any verdict, the newest
/// counts) and which now have an asserted match that was not there then. What was there:
///  * what the newest run kept before the decision found with this lexicon: one that ran it in the
///    match's language or, where none did, in another one;
///  * where no run did, what the lexicon text kept with the decision finds, if it is this lexicon
///    in this language;
///  * where nothing is known and the document has another text since: the words of the old text;
///    nothing where the document came into the case after the decision.
/// Otherwise, of a lexicon that nobody can have seen at work by then, nothing counts as new. A
/// match was there when an asserted one of its lexicon and category overlapped it or, in another
/// text, had the same words.
std::unordered_map<DocumentId, Renewed> renewedSince(const Storage& storage,
                                                     const Screening& screening,
                                                     std::string_view coder,
                                                     std::string_view question);

}  // namespace retold
