#include "queries/document/boilerplate.h"

#include <algorithm>

#include "indexer/text/boilerplate.h"
#include "indexer/text/form_units.h"
#include "model/error.h"

namespace retold {

namespace {

std::optional<BoilerplateMark> markOf(const Storage& storage, const std::string& key) {
  for (BoilerplateMark& mark : storage.boilerplateMarks())
    if (mark.key == key) return std::move(mark);
  return std::nullopt;
}

void apply(Storage& storage, const std::string& coder, std::string action, ChangeKind kind,
           const BoilerplateMark& mark) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  changes.expected.push_back({mark.id, storage.version(mark.id)});
  changes.changes.push_back({kind, mark});
  storage.apply(changes);
}

}  // namespace

std::vector<KnownBoilerplate> knownBoilerplate(const Storage& storage) {
  std::vector<BoilerplateMark> marks = storage.boilerplateMarks();
  std::vector<KnownBoilerplate> known;
  for (BoilerplatePassage& passage : storage.detectedBoilerplate()) {
    const auto mark = std::ranges::find(marks, passage.key, &BoilerplateMark::key);
    known.push_back({std::move(passage), true, std::nullopt});
    if (mark == marks.end()) continue;
    known.back().mark = std::move(*mark);
    marks.erase(mark);
  }
  for (BoilerplateMark& mark : marks) {
    KnownBoilerplate named;
    named.passage.key = named.passage.text = mark.key;
    named.mark = std::move(mark);
    known.push_back(std::move(named));
  }
  return known;
}

std::optional<BoilerplateUnit> boilerplateUnitAt(const Text& text, std::uint64_t byte) {
  for (const FormUnit& unit : formUnits(text.content, text.turns)) {
    if (byte < unit.span.begin || byte >= unit.span.end) continue;
    std::string key =
        boilerplateKey(std::string_view(text.content).substr(unit.span.begin, unit.span.size()));
    if (key.empty()) return std::nullopt;
    return BoilerplateUnit{unit.span, std::move(key), unit.part == FormPart::Answer};
  }
  return std::nullopt;
}

void markBoilerplate(Storage& storage, std::string_view sentence, bool boilerplate,
                     const std::string& coder) {
  const std::string key = boilerplateKey(sentence);
  if (key.empty()) {
    throw Error(ErrorKind::Refused, "\"" + std::string(sentence) + "\" holds no word",
                "give a whole sentence or line, as it stands in the text; nothing was changed");
  }
  const auto old = markOf(storage, key);
  if (old && old->boilerplate == boilerplate && old->coder == coder) return;
  apply(storage, coder, boilerplate ? "mark as boilerplate" : "mark as speech", ChangeKind::Put,
        {old ? old->id : newUuid(), key, boilerplate, coder});
}

bool forgetBoilerplateMark(Storage& storage, std::string_view sentence, const std::string& coder) {
  const auto old = markOf(storage, boilerplateKey(sentence));
  if (!old) return false;
  apply(storage, coder, "take back mark of boilerplate", ChangeKind::Remove, *old);
  return true;
}

}  // namespace retold
