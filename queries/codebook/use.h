#pragma once

#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/progress.h"

namespace retold {

/// The codings of a code as examples of it: the important ones first, those whose quote is of a
/// length that reads well next, then the newest. Not those in documents that were left out.
std::vector<Coding> examplesOf(const Storage& storage, CodeId code);

/// One change of a code, as its history tells it.
struct CodeEvent {
  Timestamp time;
  std::string coder;
  std::string action;  ///< as Event::action
  std::vector<std::string>
      changes;  ///< "label: Poverty > Poor"; empty where it was made or removed
};

/// The events that made, changed or removed the code, newest first and the newest `most` of them;
/// not those on its codings. Holds few events in memory at a time. Error(Cancelled) when stopped.
std::vector<CodeEvent> historyOf(const Storage& storage, CodeId code, Progress& progress,
                                 std::size_t most = 1000);

}  // namespace retold
