#pragma once

#include <string>
#include <vector>

#include "indexer/store/storage.h"

namespace retold {

/// A document that a coder cannot read and nobody has judged since.
struct Waiting {
  DocumentId document;
  std::string name;      ///< of the document
  std::string reader;    ///< who is to read it; empty = anybody who can
  std::string question;  ///< that is to be answered
  std::string coder;     ///< who could not read it
  Timestamp since;
  DecisionId decision;  ///< that says so
};

/// The documents that wait for a reader, by name, then question. The newest "cannot read" on a
/// document, its case or one of its matches says who is to read it. It is settled by any later
/// confirm or reject of the same, of the document or of its case, whoever gives it; a later
/// "unsure" settles it when it comes from its coder or its reader. Documents that the user left out
/// do not wait.
std::vector<Waiting> waitingToBeRead(const Storage& storage);

}  // namespace retold
