#include "queries/codebook/merging.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "model/error.h"
#include "queries/codebook/changes.h"
#include "queries/find/white_space.h"
#include "queries/tag/editing.h"

namespace retold {

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& hint) {
  throw Error(ErrorKind::Refused, what, hint);
}

std::string quotedName(std::string_view text) { return '"' + std::string(text) + '"'; }

/// Whose passage it is: two codings with the same one and the same code are double.
using Place = std::tuple<std::string, TextId, ByteSpan>;
Place placeOf(const Coding& coding) { return {coding.coder, coding.text, coding.span}; }

/// Both texts, one below the other; once where they are the same.
std::string joined(const std::string& one, const std::string& other) {
  if (other.empty() || one == other) return one;
  return one.empty() ? other : one + "\n\n" + other;
}

std::vector<Coding> codingsOf(const Storage& storage, CodeId code) {
  CodingFilter filter;
  filter.code = code;
  return storage.codings(filter);
}

/// One merge on its way: what goes where, decided from the project as it is.
class Merge {
 public:
  Merge(const Storage& storage, CodeId from, CodeId into)
      : storage_(storage),
        codebook_(storage.codebook()),
        from_(codeIn(codebook_, from)),
        into_(codeIn(codebook_, into)) {
    if (from == into) refuse("a code cannot be merged into itself", "choose another code");
    if (into_.retired) {
      refuse("the code " + quotedName(into_.name) + " is retired", "bring it back first");
    }
    const CodeTree tree = codeTree(codebook_);
    for (const std::size_t at : codesFrom(tree, *nodeOf(tree, from_.name))) {
      const Code& code = codebook_.codes[at];
      if (code.id == into) {
        refuse(quotedName(into_.name) + " stands below " + quotedName(from_.name),
               "merge it the other way round, or move it first");
      }
      if (code.id != from) below_.push_back(code);
    }
  }

  MergeSize size() const {
    MergeSize size;
    std::set<Place> taken;
    for (const Coding& coding : codingsOf(storage_, into_.id)) taken.insert(placeOf(coding));
    std::set<DocumentId> documents;
    for (const Coding& coding : codingsOf(storage_, from_.id)) {
      ++size.codings;
      if (!taken.insert(placeOf(coding)).second) ++size.doubled;
      documents.insert(coding.document);
    }
    size.documents = documents.size();
    for (const Summary& summary : storage_.summaries()) size.summaries += summary.code == from_.id;
    for (const Memo& memo : storage_.memos()) size.memos += memo.about == from_.id;
    size.below = below_.size();
    return size;
  }

  void apply(Storage& storage, AfterMerge after, const std::string& coder) {
    CodebookChange change(storage, coder, "merge code");
    moveBelow(change);
    mergeCodings(change);
    mergeSummaries(change);
    moveMemos(change);
    // Last, so that undoing brings back first what memos are about.
    for (const Coding& coding : gone_) change.remove(coding);
    if (after == AfterMerge::Remove) {
      change.remove(from_);
    } else {
      Code retired = from_;
      retired.retired = true;
      change.replace(retired);
    }
    change.apply(storage);
  }

 private:
  void moveBelow(CodebookChange& change) const {
    std::set<std::string> names;
    for (const Code& code : codebook_.codes) names.insert(code.name);
    for (const Code& code : below_) names.erase(code.name);
    for (Code code : below_) {
      const std::string before = code.name;
      if (before.starts_with(from_.name + '/')) {
        code.name = into_.name + before.substr(from_.name.size());
      }
      if (code.parent == from_.id) code.parent = into_.id;
      if (!names.insert(code.name).second) {
        refuse("both codes have a code " + quotedName(code.name.substr(code.name.rfind('/') + 1)) +
                   " below them",
               "merge or rename those two first");
      }
      if (code.name != before || code.parent != codeIn(codebook_, code.id).parent) {
        change.replace(code);
      }
    }
  }

  void mergeCodings(CodebookChange& change) {
    std::map<Place, Coding> kept;
    std::set<CodingId> touched;
    for (const Coding& coding : codingsOf(storage_, into_.id))
      kept.emplace(placeOf(coding), coding);
    for (Coding coding : codingsOf(storage_, from_.id)) {
      coding.code = into_.id;
      const auto [place, isNew] = kept.try_emplace(placeOf(coding), coding);
      touched.insert(place->second.id);
      if (isNew) continue;
      place->second.memo = joined(place->second.memo, coding.memo);
      place->second.important = place->second.important || coding.important;
      if (!place->second.trace) place->second.trace = coding.trace;
      instead_.emplace(coding.id, place->second.id);
      gone_.push_back(coding);
    }
    for (const auto& [place, coding] : kept) {
      if (touched.count(coding.id) > 0) change.replace(coding);
    }
  }

  void mergeSummaries(CodebookChange& change) const {
    std::map<std::pair<CaseId, std::string>, Summary> kept;
    std::vector<Summary> all = storage_.summaries();
    std::set<SummaryId> touched;
    for (Summary& summary : all) {
      for (CodingId& coding : summary.codings) {
        if (const auto other = instead_.find(coding); other != instead_.end()) {
          coding = other->second;
          touched.insert(summary.id);
        }
      }
      if (summary.code == into_.id) kept.emplace(std::pair(summary.caseId, summary.coder), summary);
    }
    std::vector<Summary> gone;
    for (Summary& summary : all) {
      if (summary.code != from_.id) continue;
      summary.code = into_.id;
      const auto [cell, isNew] =
          kept.try_emplace(std::pair(summary.caseId, summary.coder), summary);
      touched.insert(cell->second.id);
      if (isNew) continue;
      cell->second.text = joined(cell->second.text, summary.text);
      for (const CodingId& coding : summary.codings) cell->second.codings.push_back(coding);
      gone.push_back(summary);
    }
    for (const Summary& summary : gone) change.remove(summary);
    for (auto& [cell, summary] : kept) {
      if (touched.count(summary.id) > 0) change.replace(withoutDoubles(summary));
    }
    for (const Summary& summary : all) {
      if (summary.code != into_.id && touched.count(summary.id) > 0) {
        change.replace(withoutDoubles(summary));
      }
    }
  }

  static Summary withoutDoubles(Summary summary) {
    std::set<CodingId> seen;
    std::erase_if(summary.codings, [&](CodingId id) { return !seen.insert(id).second; });
    return summary;
  }

  void moveMemos(CodebookChange& change) const {
    for (Memo memo : storage_.memos()) {
      if (memo.about == from_.id) {
        memo.about = into_.id;
      } else if (const auto other = instead_.find(CodingId(memo.about)); other != instead_.end()) {
        memo.about = other->second;
      } else {
        continue;
      }
      change.replace(memo);
    }
  }

  const Storage& storage_;
  Codebook codebook_;
  Code from_;
  Code into_;
  std::vector<Code> below_;
  std::vector<Coding> gone_;
  std::map<CodingId, CodingId> instead_;  ///< of a coding that goes: the one that stays
};

}  // namespace

MergeSize mergeSize(const Storage& storage, CodeId from, CodeId into) {
  return Merge(storage, from, into).size();
}

MergeSize mergeCodes(Storage& storage, CodeId from, CodeId into, AfterMerge after,
                     const std::string& coder) {
  Merge merge(storage, from, into);
  const MergeSize size = merge.size();
  merge.apply(storage, after, coder);
  return size;
}

std::vector<Code> splitCode(Storage& storage, CodeId code, const std::vector<SplitPart>& parts,
                            const std::string& coder) {
  Codebook codebook = storage.codebook();
  const Code whole = codeIn(codebook, code);
  if (parts.empty()) refuse("a code is split into at least one new code", "name a new code");
  std::map<CodingId, Coding> left;
  for (const Coding& coding : codingsOf(storage, code)) left.emplace(coding.id, coding);
  CodebookChange change(storage, coder, "split code");
  std::vector<Code> made;
  for (const SplitPart& part : parts) {
    Code below;
    below.id = CodeId::create();
    below.name = nameForCode(codebook, part.label, &whole);
    below.label = trimmed(part.label);
    below.kind = whole.kind;
    below.colour = whole.colour;
    below.parent = whole.id;
    if (below.name.empty()) {
      refuse("a code cannot be called " + quotedName(part.label),
             "give it a name with at least one letter or digit");
    }
    codebook.codes.push_back(below);
    change.add(below);
    for (const CodingId& id : part.codings) {
      const auto coding = left.find(id);
      if (coding == left.end()) {
        refuse("a coding that was chosen for " + quotedName(part.label) + " is not on " +
                   quotedName(whole.name) + ", or was chosen twice",
               "look at the codings as they are now, and choose again");
      }
      coding->second.code = below.id;
      change.replace(coding->second);
      left.erase(coding);
    }
    made.push_back(below);
  }
  change.apply(storage);
  return made;
}

}  // namespace retold
