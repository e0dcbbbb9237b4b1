#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/store/storage.h"
#include "model/coding.h"
#include "model/progress.h"
#include "queries/retrieve/code_query.h"

namespace retold {

/// A passage that a code query gives.
struct RetrievedPassage {
  DocumentId document;
  TextId text;
  ByteSpan span;
  /// The codings that it comes from: those of the left operand where a relation was asked, of every
  /// operand where their common stretch was; by id, each once.
  std::vector<CodingId> codings;
  friend bool operator==(const RetrievedPassage&, const RetrievedPassage&) = default;
};

/// Runs a code query text by text. Query and codebook must outlive it. run() is const and may be
/// called in several threads.
class CodeQueryRunner {
 public:
  CodeQueryRunner(const CodeQuery& query, const Codebook& codebook);

  /// The Attribute nodes of the query: what must be known of a document first.
  const std::vector<const CodeQuery*>& attributes() const { return attributes_; }
  /// By place, each stretch once. `codings` are those on this text; `passed[i]`: whether its
  /// document passes attributes()[i].
  std::vector<RetrievedPassage> run(const Text& text, const std::vector<const Coding*>& codings,
                                    const std::vector<bool>& passed) const;

 private:
  const CodeQuery& query_;
  std::vector<const CodeQuery*> attributes_;
  std::unordered_map<CodeId, CodeId> parents_;
};

struct Retrieval {
  std::vector<RetrievedPassage> passages;  ///< by document name, text, place
  std::uint64_t documents = 0;             ///< in which they stand
  std::uint64_t searched = 0;              ///< documents that were looked at: of the project, or of
                                           ///< `within`, but those that the user left out
};

/// Runs a code query over the project, or over the documents of `within` (null = all). Codings
/// whose quote no longer fits their text take part; collectExcerpts() lists them. Error(Cancelled).
Retrieval retrieve(const Storage& storage, const CodeQuery& query,
                   const std::unordered_set<DocumentId>* within, Progress& progress);

}  // namespace retold
