#include "queries/codebook/editing.h"

#include <algorithm>
#include <set>

#include "indexer/store/event_payload.h"
#include "indexer/text/names.h"
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

bool isBelow(std::string_view name, std::string_view above) {
  return name.size() > above.size() && name.starts_with(above) && name[above.size()] == '/';
}

std::string_view above(std::string_view name) {
  const std::size_t slash = name.rfind('/');
  return slash == name.npos ? std::string_view() : name.substr(0, slash);
}

void checkColour(const std::string& colour) {
  if (!isColour(colour)) {
    refuse(quotedName(colour) + " is no colour",
           "give it as #rrggbb, or leave it empty for the colour of its kind");
  }
}

/// What the event is called: by the first thing that is new.
std::string actionFor(const Code& before, const Code& after) {
  if (before.name != after.name) return "rename code";
  if (before.label != after.label) return "relabel code";
  if (before.colour != after.colour) return "recolour code";
  if (before.retired != after.retired) return after.retired ? "retire code" : "bring code back";
  if (before.definition != after.definition || before.include != after.include ||
      before.exclude != after.exclude) {
    return "define code";
  }
  return "change code";
}

bool isSame(const Code& a, const Code& b) { return toJson(Object(a)) == toJson(Object(b)); }

std::string plural(std::size_t count, const std::string& noun) {
  return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace

const Code& codeIn(const Codebook& codebook, CodeId id) {
  const auto at = std::ranges::find(codebook.codes, id, &Code::id);
  if (at == codebook.codes.end()) {
    throw Error(ErrorKind::NotFound, "this code is no longer in the codebook",
                "it was removed; undo brings it back");
  }
  return *at;
}

CodebookChange::CodebookChange(const Storage& storage, std::string coder, std::string action)
    : storage_(storage) {
  set_.coder = std::move(coder);
  set_.action = std::move(action);
}

void CodebookChange::expect(const Object& object) {
  const Uuid id = idOf(object);
  const auto same = [&id](const ExpectedVersion& known) { return known.object == id; };
  if (set_.expected.empty() || !same(set_.expected.back())) {
    set_.expected.push_back({id, storage_.version(id)});
  }
}

void CodebookChange::replace(Object object) {
  expect(object);
  set_.changes.push_back({ChangeKind::Put, std::move(object)});
}

void CodebookChange::add(Object object) {
  set_.changes.push_back({ChangeKind::Put, std::move(object)});
}

void CodebookChange::remove(Object object) {
  expect(object);
  set_.changes.push_back({ChangeKind::Remove, std::move(object)});
}

std::optional<CodeId> parentFor(const Codebook& codebook, std::string_view name) {
  const auto at = std::ranges::find(codebook.codes, above(name), &Code::name);
  if (at == codebook.codes.end()) return std::nullopt;
  return at->id;
}

std::vector<Code> renamed(const Codebook& codebook, std::string_view from, std::string_view to) {
  if (isBelow(to, from)) {
    refuse(quotedName(from) + " cannot stand below itself", "move it somewhere else");
  }
  std::vector<Code> codes;
  std::set<std::string, std::less<>> others;
  for (const Code& code : codebook.codes) {
    if (code.name != from && !isBelow(code.name, from)) {
      others.insert(code.name);
      continue;
    }
    codes.push_back(code);
    codes.back().name = std::string(to) + code.name.substr(from.size());
  }
  for (const Code& code : codes) {
    if (others.count(code.name) == 0) continue;
    refuse("the codebook has a code " + quotedName(code.name) + " already",
           "choose another name, or merge the two");
  }
  // A name is free once the code that had it was renamed.
  const bool shorter = to.size() < from.size();
  std::ranges::stable_sort(codes, [shorter](const Code& a, const Code& b) {
    return shorter ? a.name.size() < b.name.size() : a.name.size() > b.name.size();
  });
  return codes;
}

bool isColour(std::string_view text) {
  return text.empty() ||
         (text.size() == 7 && text[0] == '#' &&
          text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos);
}

std::string checkedCodeName(std::string_view name) {
  std::string checked;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string_view part = trimmed(name.substr(at, end - at));
    if (part.empty()) {
      refuse("the name " + quotedName(name) + " has an empty part",
             "give names as \"risk/work/no-papers\", without / at the ends");
    }
    checked += (checked.empty() ? "" : "/") + std::string(part);
    at = end + 1;
  }
  checkName("a code", checked);
  return checked;
}

std::string checkedCodeLabel(std::string_view label) {
  std::string checked(trimmed(label));
  if (checked.empty()) refuse("a code needs a label", "the label is what lists show");
  checkName("a code", checked);
  return checked;
}

Code newCodeUnder(const Codebook& codebook, std::string_view place, std::string_view label) {
  Code above;
  above.name = place;
  Code code;
  code.label = trimmed(label);
  code.name = nameForCode(codebook, label, place.empty() ? nullptr : &above);
  if (code.name.empty()) {
    refuse("a code cannot be called " + quotedName(label),
           "give it a name with at least one letter or digit");
  }
  const CodeTree tree = codeTree(codebook);
  if (const auto node = nodeOf(tree, place)) {
    const std::vector<std::size_t> there = codesFrom(tree, *node);
    if (!there.empty()) code.kind = codebook.codes[there.front()].kind;
  }
  return code;
}

std::size_t changeCode(Storage& storage, const Code& wanted, const std::string& coder) {
  const Codebook codebook = storage.codebook();
  const Code& before = codeIn(codebook, wanted.id);
  Code after = wanted;
  after.name = checkedCodeName(wanted.name);
  after.label = checkedCodeLabel(wanted.label);
  checkColour(after.colour);
  after.parent = before.parent;
  if (after.name != before.name && above(after.name) != above(before.name)) {
    after.parent = parentFor(codebook, after.name);
  }
  if (isSame(after, before)) return 0;
  CodebookChange change(storage, coder, actionFor(before, after));
  std::size_t count = 0;
  for (const Code& code : renamed(codebook, before.name, after.name)) {
    const bool isThis = code.id == after.id;
    if (!isThis && isSame(code, codeIn(codebook, code.id))) continue;
    change.replace(isThis ? after : code);
    ++count;
  }
  change.apply(storage);
  return count;
}

Code addCode(Storage& storage, Code wanted, const std::string& coder) {
  const Codebook codebook = storage.codebook();
  wanted.id = CodeId::create();
  wanted.name = checkedCodeName(wanted.name);
  wanted.label = checkedCodeLabel(wanted.label);
  checkColour(wanted.colour);
  wanted.parent = parentFor(codebook, wanted.name);
  CodebookChange change(storage, coder, "add code");
  change.add(wanted);
  change.apply(storage);
  return wanted;
}

std::size_t moveCodes(Storage& storage, std::string_view path, std::string_view parent,
                      const std::string& coder) {
  const Codebook codebook = storage.codebook();
  const std::string under = parent.empty() ? std::string() : checkedCodeName(parent);
  const std::string to =
      (under.empty() ? "" : under + '/') + std::string(path.substr(path.rfind('/') + 1));
  if (under == path)
    refuse(quotedName(path) + " cannot stand below itself", "move it somewhere else");
  const auto atParent = std::ranges::find(codebook.codes, std::string_view(under), &Code::name);
  const std::optional<CodeId> parentId =
      atParent == codebook.codes.end() ? std::nullopt : std::optional(atParent->id);
  CodebookChange change(storage, coder, "move code");
  std::size_t count = 0;
  for (Code code : renamed(codebook, path, to)) {
    if (code.name == to) code.parent = parentId;
    if (isSame(code, codeIn(codebook, code.id))) continue;
    change.replace(std::move(code));
    ++count;
  }
  if (count > 0) change.apply(storage);
  return count;
}

void setRetired(Storage& storage, CodeId code, bool retired, const std::string& coder) {
  const Codebook codebook = storage.codebook();
  Code changed = codeIn(codebook, code);
  if (changed.retired == retired) return;
  changed.retired = retired;
  changeCode(storage, changed, coder);
}

void removeCode(Storage& storage, CodeId code, const std::string& coder) {
  const Codebook codebook = storage.codebook();
  const Code& wanted = codeIn(codebook, code);
  const CodeTree tree = codeTree(codebook);
  const std::size_t node = *nodeOf(tree, wanted.name);
  if (const std::size_t below = codesFrom(tree, node).size() - 1; below > 0) {
    refuse("the code " + quotedName(wanted.name) + " has " + plural(below, "code") + " below it",
           "move or remove them first");
  }
  CodebookChange change(storage, coder, "remove code");
  change.remove(wanted);
  change.apply(storage);
}

}  // namespace retold
