#pragma once

#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// One thing that documents must have to pass.
struct FilterCondition {
  enum class Kind {
    Attribute,  ///< the document, its case, an episode or assistance of it has this value
    Language,   ///< of the document's largest part
    Folder,     ///< the document's name begins with `value` + "/"
    Code,       ///< a passage of it is tagged with the code or group `value`, or one below it as
                ///< codeTree() says
    Verdict     ///< "confirm" | "reject" | "unsure" | "undecided" on `name` (the question)
  };
  Kind kind = Kind::Attribute;
  std::string name;   ///< of Attribute: as parseQuery reads it, "episode.destination"
  std::string value;  ///< of Attribute also "missing", "not asked", "not applicable", "withheld",
                      ///< and "not recorded" where nothing was written down
  bool isNot = false;
  friend bool operator==(const FilterCondition&, const FilterCondition&) = default;
};

/// Which documents are looked at: those that meet every condition. Conditions of the same kind and
/// name that are not negated are alternatives. Empty = every document.
struct Filter {
  std::vector<FilterCondition> conditions;
  bool empty() const { return conditions.empty(); }
  friend bool operator==(const Filter&, const Filter&) = default;
};

/// The documents that pass, by name; those that the user left out never do. A verdict is on the
/// document or its case, of any coder, by the decisions that count; undecided: nobody confirmed,
/// rejected or was unsure. Throws Error(Cancelled), and as Storage::search.
std::vector<DocumentId> documentsPassing(const Storage& storage, const Filter& filter,
                                         Progress& progress);

/// "sex is female", "language is not Romanian (ro)".
std::string toText(const FilterCondition& condition);

}  // namespace retold
