#include "queries/notes/framework.h"

#include <algorithm>
#include <map>
#include <set>

#include "model/error.h"
#include "queries/codebook/tree.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

constexpr std::size_t kReportEvery = 1024;

void stopIfAsked(const Progress& progress) {
  if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "the framework was not made");
}

const Code* codeOf(const Codebook& codebook, CodeId id) {
  const auto at = std::ranges::find(codebook.codes, id, &Code::id);
  return at == codebook.codes.end() ? nullptr : &*at;
}

class Maker {
 public:
  Maker(const Storage& storage, const FrameworkQuestion& question, Progress& progress)
      : storage_(storage),
        question_(question),
        progress_(progress),
        codebook_(storage.codebook()),
        summaries_(storage.summaries()) {}

  Framework make() {
    Framework framework;
    framework.cases = storage_.accounting().cases;
    for (const CodeId id : question_.codes) {
      if (const Code* code = codeOf(codebook_, id)) framework.columns.push_back(*code);
    }
    countPassages(framework);
    makeRows(framework);
    fill(framework);
    return framework;
  }

 private:
  struct Found {
    std::size_t column = 0;
    std::uint64_t passages = 0;
  };

  /// The case of a document that is looked at.
  std::optional<CaseId> caseOf(DocumentId id) {
    const auto [known, isNew] = caseOf_.try_emplace(id);
    if (!isNew) return known->second;
    const bool wanted = !question_.documents || question_.documents->contains(id);
    const auto document = wanted ? storage_.document(id) : std::nullopt;
    if (document && !document->excluded) known->second = document->caseId;
    return known->second;
  }

  bool isLookedAt(CaseId id) {
    if (!question_.documents) return true;
    const auto [known, isNew] = lookedAt_.try_emplace(id, false);
    if (isNew) {
      known->second = std::ranges::any_of(storage_.documentsOf(id), [&](DocumentId document) {
        return question_.documents->contains(document);
      });
    }
    return known->second;
  }

  void countPassages(const Framework& framework) {
    std::map<CodeId, std::vector<std::size_t>> columnsOf;
    for (std::size_t column = 0; column < framework.columns.size(); ++column) {
      for (const CodeId code : codesAtOrBelow(codebook_, framework.columns[column].name))
        columnsOf[code].push_back(column);
    }
    for (const auto& [code, columns] : columnsOf) {
      stopIfAsked(progress_);
      CodingFilter filter;
      filter.code = code;
      if (question_.onlyOwn) filter.coder = question_.coder;
      for (const Coding& coding : storage_.codings(filter)) {
        const std::optional<CaseId> person = caseOf(coding.document);
        if (!person) continue;
        for (const std::size_t column : columns) ++passages_[*person][column];
      }
    }
  }

  bool isShown(const Framework& framework, const Summary& summary) const {
    return std::ranges::find(framework.columns, summary.code, &Code::id) !=
               framework.columns.end() &&
           (!question_.onlyOwn || summary.coder == question_.coder);
  }

  void addRow(Framework& framework, CaseId id, std::string name) {
    framework.rows.push_back({id, std::move(name)});
  }

  void makeRows(Framework& framework) {
    if (question_.everyCase) {
      std::size_t seen = 0;
      for (Case& person : storage_.cases()) {
        if (seen++ % kReportEvery == 0) stopIfAsked(progress_);
        if (isLookedAt(person.id)) addRow(framework, person.id, std::move(person.name));
      }
      return;
    }
    std::unordered_set<CaseId> wanted;
    for (const auto& [person, columns] : passages_) wanted.insert(person);
    for (const Summary& summary : summaries_) {
      if (isShown(framework, summary) && isLookedAt(summary.caseId)) wanted.insert(summary.caseId);
    }
    for (const CaseId id : wanted) {
      if (auto person = storage_.person(id)) addRow(framework, id, std::move(person->name));
    }
    std::ranges::sort(framework.rows, {}, &Framework::Row::name);
  }

  void fill(Framework& framework) {
    std::unordered_map<CaseId, std::size_t> rowOf;
    for (std::size_t row = 0; row < framework.rows.size(); ++row) {
      rowOf.emplace(framework.rows[row].id, row);
    }
    for (const auto& [person, columns] : passages_) {
      const auto row = rowOf.find(person);
      if (row == rowOf.end()) continue;
      for (const auto& [column, passages] : columns) {
        framework.cellToFill(row->second, column).passages = passages;
      }
    }
    for (const Summary& summary : summaries_) {
      const auto row = rowOf.find(summary.caseId);
      if (row == rowOf.end() || !isShown(framework, summary)) continue;
      for (std::size_t column = 0; column < framework.columns.size(); ++column) {
        if (framework.columns[column].id != summary.code) continue;
        FrameworkCell& cell = framework.cellToFill(row->second, column);
        if (summary.coder == question_.coder) {
          cell.summary = summary;
        } else {
          ++cell.others;
        }
      }
    }
  }

  const Storage& storage_;
  const FrameworkQuestion& question_;
  Progress& progress_;
  const Codebook codebook_;
  const std::vector<Summary> summaries_;
  std::unordered_map<DocumentId, std::optional<CaseId>> caseOf_;
  std::unordered_map<CaseId, bool> lookedAt_;
  std::unordered_map<CaseId, std::unordered_map<std::size_t, std::uint64_t>> passages_;
};

void checkUnchanged(const Storage& storage, const std::optional<Summary>& before, CaseId person,
                    CodeId code, const std::string& coder) {
  if (before && before->coder != coder) {
    throw Error(ErrorKind::Refused, "this summary is " + before->coder + "'s",
                "only its writer changes a summary; write one of your own; nothing was changed")
        .withForBlind("this summary is another coder's");
  }
  std::optional<Summary> stored;
  for (Summary& each : storage.summaries()) {
    if (each.caseId == person && each.code == code && each.coder == coder) stored = std::move(each);
  }
  if (stored != before) {
    throw Error(ErrorKind::Conflict,
                stored ? "this summary was changed in the meantime"
                       : "this summary is no longer in the project",
                "look at it again; nothing was changed");
  }
}

}  // namespace

const FrameworkCell* Framework::cell(std::size_t row, std::size_t column) const {
  const auto at = cells_.find(row * columns.size() + column);
  return at == cells_.end() ? nullptr : &at->second;
}

FrameworkCell& Framework::cellToFill(std::size_t row, std::size_t column) {
  return cells_[row * columns.size() + column];
}

std::uint64_t Framework::waiting() const {
  return static_cast<std::uint64_t>(
      std::ranges::count_if(cells_, [](const auto& cell) { return cell.second.waits(); }));
}

std::uint64_t Framework::summarised() const {
  return static_cast<std::uint64_t>(std::ranges::count_if(cells_, [](const auto& cell) {
    return cell.second.summary && !cell.second.summary->text.empty();
  }));
}

Framework readFramework(const Storage& storage, const FrameworkQuestion& question,
                        Progress& progress) {
  return Maker(storage, question, progress).make();
}

FrameworkCellFile readCell(const Storage& storage, CaseId person, CodeId code,
                           const FrameworkQuestion& question) {
  FrameworkCellFile file;
  for (Summary& summary : storage.summaries()) {
    if (summary.caseId != person || summary.code != code) continue;
    if (summary.coder == question.coder) {
      file.summary = std::move(summary);
    } else if (!question.onlyOwn) {
      file.others.push_back(std::move(summary));
    }
  }
  const Codebook codebook = storage.codebook();
  const Code* top = codeOf(codebook, code);
  std::set<CodeId> wantedCodes;
  if (top != nullptr) {
    for (const CodeId each : codesAtOrBelow(codebook, top->name)) wantedCodes.insert(each);
  }
  for (const DocumentId id : storage.documentsOf(person)) {
    const auto document = storage.document(id);
    const bool wanted = top != nullptr && document && !document->excluded &&
                        (!question.documents || question.documents->contains(id));
    if (!wanted) continue;
    for (Coding& coding : storage.codings({id, {}, {}})) {
      const Code* its = codeOf(codebook, coding.code);
      if (its == nullptr || !wantedCodes.contains(its->id)) continue;
      if (question.onlyOwn && coding.coder != question.coder) continue;
      const bool linked = file.summary && std::ranges::find(file.summary->codings, coding.id) !=
                                              file.summary->codings.end();
      file.passages.push_back({std::move(coding), document->name, its->name, linked});
    }
  }
  std::ranges::stable_sort(file.passages, {}, [](const FrameworkPassage& passage) {
    return std::pair(passage.document, passage.coding.span.begin);
  });
  if (file.summary) {
    const auto linked = std::ranges::count_if(file.passages, &FrameworkPassage::linked);
    file.removed = file.summary->codings.size() - static_cast<std::size_t>(linked);
  }
  return file;
}

std::optional<Summary> writeSummary(Storage& storage, const std::optional<Summary>& before,
                                    CaseId person, CodeId code, const std::string& text,
                                    const std::vector<CodingId>& codings,
                                    const std::string& coder) {
  Summary after = before.value_or(Summary{SummaryId::create(), person, code, {}, {}, coder, {}});
  after.text = trimmed(text);
  after.codings = codings;
  after.damaged = false;
  const bool isEmpty = after.text.empty() && codings.empty();
  if (before ? after == *before : isEmpty) return before;
  after.time = now();
  ChangeSet set;
  set.coder = coder;
  set.action = isEmpty ? "remove summary" : before ? "edit summary" : "write summary";
  set.expected.push_back({after.id, before ? storage.version(after.id) : 0});
  checkUnchanged(storage, before, person, code, coder);
  set.changes.push_back({isEmpty ? ChangeKind::Remove : ChangeKind::Put, after});
  storage.apply(set);
  return isEmpty ? std::nullopt : std::optional(after);
}

}  // namespace retold
