#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "indexer/store/evaluate.h"
#include "indexer/store/sqlite.h"

namespace retold {

/// Which cases and documents have the attributes that a query asks for. A name alone is that of an
/// attribute of the case, of one of its episodes or assistance events, or of the document itself;
/// "case.", "episode.", "assistance." or "document." in front says which. A value is what was
/// given, one of several given ("a; b"), or why none was: "missing", "not asked", "not applicable",
/// "withheld"; "not recorded" has what nothing was written down of (isRecorded). All is compared
/// folded.
class AttributeHits {
 public:
  /// Reads what the query asks for; nothing where it asks for no attribute.
  void read(const Database& database, const CompiledQuery& query);
  /// `name` and `value` are folded and of the query.
  bool has(std::int64_t caseRow, std::int64_t documentRow, std::string_view name,
           std::string_view value) const;

 private:
  using Wanted = std::pair<std::string, std::string>;  ///< name, value
  struct Hits {
    std::set<std::int64_t> cases;
    std::set<std::int64_t> documents;
    bool areWithout = false;  ///< all but these have it
  };
  void want(const CompiledQuery& query);

  std::map<Wanted, Hits, std::less<>> hits_;
};

}  // namespace retold
