#include "queries/notes/memos.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "queries/tag/editing.h"

namespace retold {

namespace {

constexpr std::array<std::pair<MemoSubject, std::string_view>, 6> kSubjects{
    {{MemoSubject::Project, "project"},
     {MemoSubject::Document, "document"},
     {MemoSubject::Case, "case"},
     {MemoSubject::Code, "code"},
     {MemoSubject::Coding, "coding"},
     {MemoSubject::Other, "other"}}};

constexpr std::uint64_t kReportEvery = 256;

/// True where every typed word begins a word of the text.
class WordsWanted {
 public:
  explicit WordsWanted(std::string_view typed) : wanted_(wordsOf(typed)) {}

  bool areIn(std::string_view text) {
    if (wanted_.empty()) return true;
    const std::vector<std::string> words = wordsOf(text);
    return std::ranges::all_of(wanted_, [&](const std::string& wanted) {
      return std::ranges::any_of(words,
                                 [&](const std::string& word) { return word.starts_with(wanted); });
    });
  }

 private:
  std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    tokenizer_.tokenize(text, [&](const Token& token) { words.emplace_back(token.folded); });
    return words;
  }

  Tokenizer tokenizer_;
  std::vector<std::string> wanted_;
};

/// Finds out what memos are about.
class Subjects {
 public:
  explicit Subjects(const Storage& storage) : storage_(storage) {
    for (Code& code : storage.codebook().codes) codes_.emplace(code.id, std::move(code));
  }

  /// Codings that memos may be about.
  void know(std::vector<Coding> codings) {
    for (Coding& coding : codings) {
      const CodingId id = coding.id;
      codings_.insert_or_assign(id, std::move(coding));
    }
  }

  void describe(MemoRow& row) {
    const Uuid& about = row.memo.about;
    if (about.isNil()) return;
    if (const auto code = codes_.find(CodeId(about)); code != codes_.end()) {
      row.subject = MemoSubject::Code;
      row.name = code->second.name;
      row.label = code->second.label;
    } else if (const auto coding = codings_.find(CodingId(about)); coding != codings_.end()) {
      row.subject = MemoSubject::Coding;
      row.coding = coding->second;
      const auto its = codes_.find(row.coding->code);
      row.code = its == codes_.end() ? toText(row.coding->code) : its->second.name;
      if (its != codes_.end()) row.label = its->second.label;
      if (const Document* document = documentOf(row.coding->document)) row.name = document->name;
    } else if (const Document* document = documentOf(DocumentId(about))) {
      row.subject = MemoSubject::Document;
      row.name = document->name;
    } else if (const auto person = storage_.person(CaseId(about))) {
      row.subject = MemoSubject::Case;
      row.name = person->name;
    } else {
      row.subject = MemoSubject::Other;
    }
  }

  const Document* documentOf(DocumentId id) {
    const auto [found, isNew] = documents_.try_emplace(id);
    if (isNew) found->second = storage_.document(id);
    return found->second ? &*found->second : nullptr;
  }

 private:
  const Storage& storage_;
  std::unordered_map<CodeId, Code> codes_;
  std::unordered_map<CodingId, Coding> codings_;
  std::unordered_map<DocumentId, std::optional<Document>> documents_;
};

bool touches(const MemoRow& row, const Storage& storage,
             const std::unordered_set<DocumentId>& documents) {
  switch (row.subject) {
    case MemoSubject::Document:
      return documents.contains(DocumentId(row.memo.about));
    case MemoSubject::Coding:
      return documents.contains(row.coding->document);
    case MemoSubject::Case:
      return std::ranges::any_of(storage.documentsOf(CaseId(row.memo.about)),
                                 [&](DocumentId id) { return documents.contains(id); });
    default:
      return true;
  }
}

bool fits(const MemoRow& row, const MemoQuestion& question) {
  return (!question.subject || row.subject == *question.subject) &&
         (question.coder.empty() || row.memo.coder == question.coder) &&
         (!question.from || row.memo.time >= *question.from) &&
         (!question.before || row.memo.time < *question.before);
}

/// The coding as a memo that has no id of its own.
MemoRow noteOf(const Coding& coding) {
  MemoRow row;
  row.memo = {MemoId(), coding.id, coding.memo, coding.coder, coding.time};
  return row;
}

std::vector<MemoRow> everyRow(const Storage& storage, const MemoQuestion& question,
                              Subjects& subjects) {
  CodingFilter filter;
  filter.document = question.around;
  std::vector<Coding> codings = storage.codings(filter);
  std::vector<MemoRow> rows;
  for (const Coding& coding : codings) {
    if (!coding.memo.empty()) rows.push_back(noteOf(coding));
  }
  const Document* around = question.around ? subjects.documentOf(*question.around) : nullptr;
  const auto isAround = [&](const Uuid& about) {
    return about == *question.around || (around && around->caseId && about == *around->caseId) ||
           std::ranges::find(codings, CodingId(about), &Coding::id) != codings.end();
  };
  for (Memo& memo : storage.memos()) {
    if (question.around && !isAround(memo.about)) continue;
    MemoRow row;
    row.memo = std::move(memo);
    rows.push_back(std::move(row));
  }
  subjects.know(std::move(codings));
  return rows;
}

std::string requireText(const std::string& text) {
  std::string said(trimmed(text));
  if (said.empty()) {
    throw Error(ErrorKind::Refused, "a memo without words is none",
                "write something, or take the memo away; nothing was changed");
  }
  return said;
}

ChangeSet changeOf(const Object& object, std::uint64_t version, const std::string& coder,
                   const std::string& action, ChangeKind kind = ChangeKind::Put) {
  ChangeSet set;
  set.coder = coder;
  set.action = action;
  set.expected.push_back({idOf(object), version});
  set.changes.push_back({kind, object});
  return set;
}

[[noreturn]] void conflict(const std::string& what) {
  throw Error(ErrorKind::Conflict, what, "look at it again; nothing was changed");
}

/// Version at which the memo says what `row` says.
std::uint64_t versionOf(const Storage& storage, const MemoRow& row, const std::string& coder) {
  if (row.memo.coder != coder) {
    throw Error(ErrorKind::Refused, "this memo is " + row.memo.coder + "'s",
                "only its writer changes a memo; write one of your own; nothing was changed")
        .withForBlind("this memo is another coder's");
  }
  const std::uint64_t version = storage.version(row.memo.id);
  if (version == 0) conflict("this memo is no longer in the project");
  const std::vector<Memo> memos = storage.memos();
  const auto stored = std::ranges::find(memos, row.memo.id, &Memo::id);
  if (stored == memos.end()) conflict("this memo is no longer in the project");
  if (*stored != row.memo) conflict("this memo was changed in the meantime");
  return version;
}

}  // namespace

std::string_view toText(MemoSubject subject) {
  return std::ranges::find(kSubjects, subject, &std::pair<MemoSubject, std::string_view>::first)
      ->second;
}

std::optional<MemoSubject> parseMemoSubject(std::string_view text) {
  for (const auto& [subject, name] : kSubjects) {
    if (name == text) return subject;
  }
  return std::nullopt;
}

MemosFound findMemos(const Storage& storage, const MemoQuestion& question, Progress& progress) {
  Subjects subjects(storage);
  WordsWanted words(question.words);
  std::vector<MemoRow> rows = everyRow(storage, question, subjects);
  MemosFound found;
  found.all = rows.size();
  for (std::size_t at = 0; at < rows.size(); ++at) {
    if (at % kReportEvery == 0) {
      progress.report("memos", at, rows.size());
      if (progress.cancelled()) {
        throw Error(ErrorKind::Cancelled, "looking for memos was stopped");
      }
    }
    MemoRow& row = rows[at];
    subjects.describe(row);
    if (!fits(row, question) || !words.areIn(row.memo.text)) continue;
    if (question.documents && !touches(row, storage, *question.documents)) continue;
    found.rows.push_back(std::move(row));
  }
  std::ranges::stable_sort(found.rows, [](const MemoRow& a, const MemoRow& b) {
    return a.memo.time != b.memo.time ? a.memo.time > b.memo.time : idOf(a) < idOf(b);
  });
  return found;
}

Memo writeMemo(Storage& storage, const Uuid& about, const std::string& text,
               const std::string& coder) {
  const Memo memo{MemoId::create(), about, requireText(text), coder, now()};
  storage.apply(changeOf(memo, 0, coder, "write memo"));
  return memo;
}

MemoRow editMemo(Storage& storage, const MemoRow& row, const std::string& text,
                 const std::string& coder) {
  MemoRow edited = row;
  edited.memo.text = requireText(text);
  if (edited == row) return row;
  if (row.isCodingsNote()) {
    edited.coding = setMemo(storage, *row.coding, edited.memo.text, coder);
  } else {
    const std::uint64_t version = versionOf(storage, row, coder);
    storage.apply(changeOf(edited.memo, version, coder, "edit memo"));
  }
  return edited;
}

void removeMemo(Storage& storage, const MemoRow& row, const std::string& coder) {
  if (row.isCodingsNote()) {
    setMemo(storage, *row.coding, "", coder);
    return;
  }
  const std::uint64_t version = versionOf(storage, row, coder);
  storage.apply(changeOf(row.memo, version, coder, "remove memo", ChangeKind::Remove));
}

MemoRow memoNamed(const Storage& storage, std::string_view id) {
  Progress progress;
  MemosFound found = findMemos(storage, {}, progress);
  std::erase_if(found.rows, [&](const MemoRow& row) { return !toText(idOf(row)).starts_with(id); });
  if (found.rows.empty() || id.empty()) {
    throw Error(ErrorKind::NotFound, "there is no memo \"" + std::string(id) + '"',
                "see them with: retold memo PROJECT list");
  }
  if (found.rows.size() > 1) {
    throw Error(ErrorKind::Usage,
                std::to_string(found.rows.size()) + " memos begin with \"" + std::string(id) + '"',
                "give more of the id");
  }
  return std::move(found.rows.front());
}

Uuid idOf(const MemoRow& row) {
  return row.isCodingsNote() ? Uuid(row.coding->id) : Uuid(row.memo.id);
}

std::string aboutInWords(const MemoRow& row) {
  switch (row.subject) {
    case MemoSubject::Project:
      return "the project";
    case MemoSubject::Document:
      return "document " + row.name;
    case MemoSubject::Case:
      return "case " + row.name;
    case MemoSubject::Code:
      return "code " + row.name;
    case MemoSubject::Coding:
      return "tag " + row.code + " in " + row.name;
    case MemoSubject::Other:
      break;
  }
  return "something else, or something that was removed";
}

}  // namespace retold
