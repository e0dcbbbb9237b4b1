#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/case.h"
#include "model/diagnostic.h"
#include "model/event.h"
#include "model/ids.h"

namespace retold {

class Storage;

/// A cell of a table as the value of an attribute. "not asked", "n/a" or "not applicable",
/// "withheld" and "missing" (case and spaces around do not matter) are states; an empty cell is
/// Missing.
AttributeValue readAttributeValue(std::string_view cell);

/// Gathers what tables say of cases, and puts it as one event. One thread.
class CaseValues {
 public:
  /// What one row says of a case. A value that contradicts an earlier row's is left out and
  /// reported; one that is there beats Missing.
  void add(const std::string& caseName,
           const std::vector<std::pair<std::string, std::string>>& attributes, Diagnostic where,
           std::vector<Diagnostic>& diagnostics);
  /// The document belongs to the case.
  void addDocument(const std::string& caseName, DocumentId document);

  struct Put {
    std::uint64_t cases = 0;      ///< new or changed
    std::uint64_t documents = 0;  ///< that belong to a case now, also when they did before
  };
  /// Puts what differs from the project, if anything; the rest stays. Missing replaces nothing.
  /// Errors as Storage::apply.
  Put put(Storage& storage, const std::string& coder) const;

 private:
  struct Said {
    std::map<std::string, AttributeValue> attributes;
    std::vector<DocumentId> documents;
  };
  bool update(Case& existing, const Said& said) const;

  std::map<std::string, Said> cases_;
};

}  // namespace retold
