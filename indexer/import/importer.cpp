#include "indexer/import/importer.h"

#include <iterator>
#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "indexer/import/boilerplate_detection.h"
#include "indexer/import/case_values.h"
#include "indexer/import/file_walk.h"
#include "indexer/import/ocr.h"
#include "indexer/import/preparation.h"
#include "indexer/store/storage.h"

namespace retold {

namespace {

/// One call of importPaths().
class ImportRun {
 public:
  ImportRun(Storage& storage, const ImportRequest& request, Progress& progress)
      : storage_(storage), request_(request), progress_(progress) {}

  ImportReport run();

 private:
  void settleWithoutReading();
  void keepInProject(const std::string& name);
  bool isKnown(const FoundFile& file);
  bool wasRead(const std::string& name);
  void readAll();
  void take(Prepared&& prepared);
  void takeText(PreparedText&& prepared);
  void explainNewText(const std::string& name);
  void putAttributes();

  Storage& storage_;
  const ImportRequest& request_;
  Progress& progress_;
  std::unique_ptr<ImportSession> session_;
  std::vector<FoundFile> files_;
  std::optional<std::set<std::string>> inProject_;  ///< names of files that were read earlier
  ImportReport report_;
  CaseValues values_;
};

ImportReport ImportRun::run() {
  NotText ignored;
  decode("", request_.read.decode, ignored);  // refuses an unknown encoding before anything is done
  if (request_.read.ocr) checkRecognitionLanguages(request_.read.ocrLanguages);
  FileWalk walk = findFiles(request_.paths);
  files_ = std::move(walk.files);
  report_.diagnostics = std::move(walk.diagnostics);
  session_ = storage_.beginImport(request_.coder);
  settleWithoutReading();
  readAll();
  session_->finish(report_.cancelled);
  session_.reset();
  putAttributes();
  if (!report_.cancelled && boilerplateIsDue(storage_)) {
    report_.cancelled = !detectBoilerplate(storage_, progress_);
  }
  report_.now = storage_.accounting();
  return std::move(report_);
}

/// Records what is not to be read and what the project has; leaves the rest in `files_`.
void ImportRun::settleWithoutReading() {
  std::vector<FoundFile> toRead;
  for (FoundFile& file : files_) {
    std::optional<FileRecord> record = recordWithoutReading(file, request_);
    const bool byUser = record && file.fate == FoundFile::Fate::ToRead;
    if (byUser && wasRead(file.name)) {
      keepInProject(file.name);
    } else if (record) {
      take(std::move(*record));
    } else if (!isKnown(file)) {
      toRead.push_back(std::move(file));
    }
  }
  files_ = std::move(toRead);
}

bool ImportRun::wasRead(const std::string& name) {
  if (!inProject_) {
    inProject_.emplace();
    for (FileRecord& record : storage_.files()) {
      const bool isIn = record.fate == FileFate::Read || record.fate == FileFate::Duplicate;
      if (isIn) inProject_->insert(std::move(record.name));
    }
  }
  return inProject_->contains(name);
}

/// A file that the user leaves out but that is in the project stays there: leaving out a document
/// is a decision of its own.
void ImportRun::keepInProject(const std::string& name) {
  ++report_.found;
  ++report_.unchanged;
  report_.diagnostics.push_back(
      {Severity::Warning, name, 0, 0,
       "it is to be left out now, but an earlier import read it: it was not read again, and what "
       "is in the project stays; \"retold document PROJECT exclude\" leaves a document out"});
}

/// An unreadable file is tried again: that it may be read now does not show in its size or time.
bool ImportRun::isKnown(const FoundFile& file) {
  if (request_.read.decode.encoding) return false;
  // From another folder of the same name it is another file; the store then names it after both.
  auto record = session_->known(file.name, file.bytes, file.modified);
  const bool fromHere =
      record && (record->root == file.root || record->root.empty() || file.root.empty());
  if (!fromHere && !file.root.empty()) {
    record = session_->known(file.root + "/" + file.name, file.bytes, file.modified);
  }
  if (!record) return false;
  // What a mapping makes of a table may be something else.
  if (!request_.read.mapping.columns.empty() && placeWord(record->format) == "row") return false;
  // Pages that were not recognised may be now.
  const auto& found = record->searchability;
  if (request_.read.ocr && found && found->pagesWithoutText > 0) return false;
  if (record->fate == FileFate::Read) {
    ++report_.unchanged;
  } else if (record->fate == FileFate::Duplicate) {
    ++report_.duplicates;
  } else {
    return false;
  }
  ++report_.found;
  return true;
}

void ImportRun::readAll() {
  Preparation preparation(files_, request_, request_.threads > 0 ? request_.threads - 1 : 0,
                          [this] { return progress_.cancelled(); });
  const std::uint64_t settled = report_.found;
  const std::uint64_t total = settled + files_.size();
  for (std::size_t i = 0; i < files_.size() && !report_.cancelled; ++i) {
    progress_.report("files", settled + i, total);
    if (progress_.cancelled()) {
      report_.cancelled = true;
      break;
    }
    std::vector<Diagnostic> diagnostics;
    try {
      diagnostics = preparation.take(i, [this](Prepared&& item) { take(std::move(item)); });
    } catch (const ReadingStopped&) {
      report_.cancelled = true;
    }
    std::move(diagnostics.begin(), diagnostics.end(), std::back_inserter(report_.diagnostics));
  }
  if (!report_.cancelled) progress_.report("files", total, total);
}

void ImportRun::take(Prepared&& prepared) {
  // Within a table as well: the rows that are in stay in.
  if (report_.cancelled || (report_.cancelled = progress_.cancelled())) return;
  ++report_.found;
  if (auto* text = std::get_if<PreparedText>(&prepared)) {
    takeText(std::move(*text));
    return;
  }
  const auto& record = std::get<FileRecord>(prepared);
  session_->record(record);
  if (record.fate == FileFate::Excluded) {
    ++report_.excluded;
    return;
  }
  ++report_.unreadable;
  report_.diagnostics.push_back({Severity::Warning, record.name, 0, 0, record.reason});
}

void ImportRun::takeText(PreparedText&& prepared) {
  const std::string name = prepared.text.name;
  if (!prepared.text.caseName.empty() || !prepared.attributes.empty()) {
    values_.add(prepared.text.caseName, prepared.attributes, {Severity::Warning, name, 0, 0, ""},
                report_.diagnostics);
  }
  switch (session_->add(std::move(prepared.text))) {
    case Added::New:
      ++report_.added;
      break;
    case Added::NewText:
      ++report_.newTexts;
      explainNewText(name);
      break;
    case Added::Unchanged:
      ++report_.unchanged;
      break;
    case Added::Duplicate:
      ++report_.duplicates;
      break;
  }
}

void ImportRun::explainNewText(const std::string& name) {
  report_.diagnostics.push_back(
      {Severity::Note, name, 0, 0,
       "the file is not as it was when it was imported: the document got a new text, and codings "
       "stay on the old one. If it is another interview with the same file name, import the folder "
       "above, so that the folders' names tell the two apart"});
}

void ImportRun::putAttributes() {
  CaseValues::Put put = values_.put(storage_, request_.coder);
  std::move(put.diagnostics.begin(), put.diagnostics.end(),
            std::back_inserter(report_.diagnostics));
}

}  // namespace

ImportReport importPaths(Storage& storage, const ImportRequest& request, Progress& progress) {
  return ImportRun(storage, request, progress).run();
}

}  // namespace retold
