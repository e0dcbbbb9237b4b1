#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// Says what an event changed: "risk/economic/poverty in anna-03.txt". Names things as they are
/// called now, and looks each up once; what is no longer there is named as the event names it. The
/// storage must outlive it; for one thread.
class EventDescriber {
 public:
  explicit EventDescriber(const Storage& storage);

  /// One phrase for each object that was changed, in the order of the event; for an import what it
  /// brought in. Empty for an event whose payload was purged.
  std::vector<std::string> objects(const Event& event) const;

  /// The action and the first of its objects: "tag passage: risk/economic/poverty in anna-03.txt".
  std::string line(const Event& event) const;
  /// The same for what undo or redo would do; the action alone where its contents were purged.
  std::string line(const UndoStep& step) const;

 private:
  const std::string& name(const Uuid& id) const;
  /// The first `most` phrases; `all`: how many there are.
  std::vector<std::string> phrasesOf(const Event& event, std::size_t most, std::size_t& all) const;

  const Storage& storage_;
  mutable std::unordered_map<Uuid, std::string> names_;  ///< of documents, cases and codes
};

}  // namespace retold
