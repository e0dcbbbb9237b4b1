#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "indexer/store/storage.h"
#include "model/diagnostic.h"
#include "model/notes.h"

namespace retold {

struct Retrieval;  // queries/retrieve/retrieve.h

/// One tagged passage with all that proves it.
struct Excerpt {
  std::string id;    ///< of the coding
  FoundPlace place;  ///< for the program that collects them; not written
  std::string document;
  std::string caseName;
  std::uint64_t turn = 0;  ///< from 1; 0 = in none
  std::string speaker;
  std::string speakerRole;  ///< interviewer | respondent | interpreter | other; empty = not known
  std::optional<std::int64_t> startMilliseconds;  ///< of the turn, in the recording
  std::optional<std::int64_t> endMilliseconds;
  std::optional<std::uint32_t> page;     ///< of the original, from 1, where the passage begins
  std::optional<std::uint32_t> pageEnd;  ///< where it ends
  std::optional<std::uint32_t> row;      ///< of the table it was read from, in place of a page
  std::string language;       ///< of most of the passage, BCP 47; "und" or empty = not known
  std::string translationOf;  ///< name of the document that this one is a translation of
  std::string translator;     ///< and who translated it, where that was said
  std::optional<double> ocrConfidence;  ///< 0..1 where the text was recognised from pictures
  bool olderText = false;               ///< the passage stands in an older text of its document
  ByteSpan span;
  std::string code;  ///< name (path)
  std::string codeLabel;
  std::string codeKind;  ///< risk | protective | pattern | none
  std::string quote;
  std::string left;  ///< what stands before and behind: left + quote + right reads as the text does
  std::string right;
  bool leftIsCut = false;  ///< the text has words before `left`
  bool rightIsCut = false;
  std::string coder;
  std::string time;  ///< ISO 8601
  std::string memo;
  std::string lexicon;  ///< that led to it; empty = found by reading
  std::string lexiconVersion;
  std::string lexiconDigest;
  std::string lexiconReview;  ///< reviewLine() of that lexicon; empty where it cannot be read
  std::string term;
  std::string decision;        ///< newest verdict on the document or its case
  std::string group;           ///< as ExportHeader::groupedBy; empty = not grouped
  std::string originalDigest;  ///< HMAC of the original under the project's key
  std::string quoteDigest;     ///< HMAC of the quote under the project's key
};

/// What every export states about itself.
struct ExportHeader {
  std::string project;  ///< file name without folder
  std::string projectId;
  std::string chainHead;
  std::string made;              ///< ISO 8601
  std::string program;           ///< "retold 0.1.0"
  std::string deidentification;  ///< "NOT DEPERSONALISED"
  std::vector<std::string>
      lexicons;           ///< id, language, version, review status of those that led to excerpts
  std::string selection;  ///< which tags: "all", "code risk/economic/debt, coder Ana"
  std::string groupedBy;  ///< "code", "case", "attribute country"; empty = not grouped
  std::string recall;     ///< kRecallUnknown
  std::uint64_t documents = 0;
  std::uint64_t documentsWithExcerpts = 0;
  std::uint64_t translations = 0;      ///< of `documents`: translations of another one
  std::uint64_t documentsLeftOut = 0;  ///< by the user, with their tags; not among `documents`
  /// The same two counts with a document and its translations taken as one.
  std::uint64_t interviews = 0;
  std::uint64_t interviewsWithExcerpts = 0;
};

struct ExcerptExport {
  ExportHeader header;
  std::vector<Excerpt> excerpts;  ///< by document, begin, code
  std::vector<Diagnostic>
      leftOut;  ///< codings whose quote no longer fits its text: listed, never moved
};

/// Puts the excerpts of a group together, groups by name, the order within them as it is.
void putInGroups(ExcerptExport& what, const std::string& groupedBy,
                 const std::function<std::string(const Excerpt&)>& groupOf);

/// Collects the excerpts of the project. Tags of documents that the user left out are not among
/// them.
ExcerptExport collectExcerpts(const Storage& storage, const CodingFilter& filter,
                              std::string_view projectName);

/// The excerpts of a retrieval, one for each passage and coding that it comes from, with the
/// passage's own words. `selection` is what the export says was selected: the query as typed.
/// `progress`: null = it cannot be stopped. Error(Cancelled).
ExcerptExport collectExcerpts(const Storage& storage, const Retrieval& retrieval,
                              const std::string& selection, std::string_view projectName,
                              const Progress* progress = nullptr);

}  // namespace retold
