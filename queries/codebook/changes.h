#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/storage.h"
#include "queries/codebook/tree.h"

namespace retold {

/// The code of this id; throws Error(NotFound) where the codebook has none.
const Code& codeIn(const Codebook& codebook, CodeId id);

/// Changes on their way to Storage::apply, with the versions that they were made from.
class CodebookChange {
 public:
  CodebookChange(const Storage& storage, std::string coder, std::string action);

  /// In place of the object with its id, which must not have changed since.
  void replace(Object object);
  void add(Object object);
  void remove(Object object);
  bool empty() const { return set_.changes.empty(); }
  void apply(Storage& storage) const { storage.apply(set_); }

 private:
  void expect(const Object& object);

  const Storage& storage_;
  ChangeSet set_;
};

/// The codes below `from` (a code's name or a group), itself included, with the names that they get
/// when it is called `to`; in the order in which they can be put one after the other. Refused where
/// `to` is below `from`, or another code has one of the names.
std::vector<Code> renamed(const Codebook& codebook, std::string_view from, std::string_view to);

/// The id of the code that a name stands under; none where that is a group, or nothing.
std::optional<CodeId> parentFor(const Codebook& codebook, std::string_view name);

}  // namespace retold
