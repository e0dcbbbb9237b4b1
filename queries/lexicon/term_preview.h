#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "indexer/text/word_finder.h"
#include "model/progress.h"
#include "queries/find/concordance.h"
#include "queries/lexicon/lexicon.h"

namespace retold {

/// One place where a term fits.
struct TermPlace {
  DocumentId document;
  TextId text;
  std::string name;  ///< of the document
  std::string speaker;
  ByteSpan span;
  Context context;  ///< joinable
  How how = How::Exact;
};

/// Where a single term stands in a project, whatever its section makes of it: exclusions and cues
/// are not heeded, and places may overlap.
struct TermPreview {
  std::vector<TermPlace> first;  ///< by document name, then place
  std::uint64_t places = 0;      ///< counted so far
  std::uint64_t documents = 0;   ///< with a place, so far
  bool counted = false;          ///< to the end: the numbers are those of all documents
};

struct TermPreviewOptions {
  std::size_t most = 200;   ///< of `first`
  std::size_t context = 9;  ///< words on either side
  /// Documents to look at; null = all. Those that the user left out are never looked at.
  std::shared_ptr<const std::unordered_set<DocumentId>> only;
  /// `soFar` is called about so often while it goes on.
  std::chrono::milliseconds every{40};
};

/// Looks for one term after the other, as somebody types them: compiles the one term alone, asks
/// the index which texts may hold it, and reads those. Keeps what it read of the vocabulary, so
/// that it must not outlive an import. One thread; keeps a reference to the storage.
class TermPreviewer {
 public:
  explicit TermPreviewer(const Storage& storage);
  ~TermPreviewer();

  /// `expression` was checked against `lexicon` (checkTerm). `soFar` gets what is known from time
  /// to time, the first places first; the end is returned. Error(Cancelled).
  TermPreview find(const Lexicon& lexicon, const TermExpression& expression,
                   const TermPreviewOptions& options, Progress& progress,
                   const std::function<void(const TermPreview&)>& soFar = {});

 private:
  const Storage& storage_;
  std::shared_ptr<WordFinder> finder_;
};

}  // namespace retold
