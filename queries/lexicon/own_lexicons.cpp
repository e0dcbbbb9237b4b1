#include "queries/lexicon/own_lexicons.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <set>
#include <utility>

#include "model/error.h"
#include "queries/lexicon/builtin.h"

namespace retold {
namespace {

constexpr std::size_t kFullDigest = 64;
constexpr std::size_t kShortestDigest = 8;

/// Behind the id of a lexicon whose changes are unfinished; no id ends so.
constexpr std::string_view kUnfinished = " (unfinished)";

std::string fileNameOf(std::string_view id, std::string_view language) {
  return std::string(id) + " (" + std::string(language) + ")";
}

std::string faultsOf(const LexiconReading& reading) {
  std::string faults;
  for (const Diagnostic& each : reading.diagnostics)
    if (each.severity == Severity::Error) faults += "\n" + toText(each);
  return faults;
}

Lexicon readOrRefuse(std::string_view text, const std::string& file) {
  LexiconReading reading = readLexicon(text, file);
  if (reading.ok()) return std::move(reading.lexicon);
  throw Error(ErrorKind::Refused, "the lexicon " + file + " cannot be used:" + faultsOf(reading),
              "mend these lines; docs/lexicon-format.md describes the format");
}

bool isDigest(std::string_view text) {
  return text.size() >= kShortestDigest && text.size() <= kFullDigest &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The digests of lexicon texts that decisions, codings and runs rely on.
std::set<std::string> keptDigests(const Storage& storage) {
  std::set<std::string> digests;
  for (const Decision& each : storage.decisions())
    if (each.trace) digests.insert(each.trace->lexiconDigest);
  for (const Coding& each : storage.codings({}))
    if (each.trace) digests.insert(each.trace->lexiconDigest);
  for (const ScreeningRun& run : storage.runs())
    for (const RunLexicon& each : run.lexicons) digests.insert(each.digest);
  return digests;
}

std::optional<std::string> keptText(const Storage& storage, std::string_view digest) {
  if (digest.size() == kFullDigest) return storage.lexiconText(digest);
  std::optional<std::string> found;
  for (const std::string& each : keptDigests(storage)) {
    if (!each.starts_with(digest)) continue;
    if (found)
      throw Error(
          ErrorKind::Refused,
          "the project keeps several lexicons whose digests begin with " + std::string(digest),
          "type more of the digest");
    found = storage.lexiconText(each);
  }
  return found;
}

const OwnLexicon* find(const std::vector<OwnLexicon>& all, std::string_view id,
                       std::string_view language) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const OwnLexicon& each) {
    return each.lexicon == id && each.language == language;
  });
  return found == all.end() ? nullptr : &*found;
}

std::string ownIds(const Storage& storage) {
  std::set<std::string> ids;
  for (const OwnLexicon& each : storage.ownLexicons())
    if (isFinished(each)) ids.insert(each.lexicon);
  std::string names;
  for (const std::string& id : ids) names += (names.empty() ? "" : ", ") + id;
  return names;
}

std::vector<Lexicon> loadOrExplain(const Storage& storage, std::string_view name) {
  try {
    return loadLexicons(name);
  } catch (const Error& error) {
    const std::string own = ownIds(storage);
    if (error.kind() != ErrorKind::NotFound || own.empty()) throw;
    throw Error(ErrorKind::NotFound, error.what(),
                error.hint() + "; those of the project are: " + own);
  }
}

void put(ChangeSet& changes, const Storage& storage, const OwnLexicon& own) {
  changes.changes.push_back({ChangeKind::Put, own});
  changes.expected.push_back({own.id, storage.version(own.id)});
}

void remove(ChangeSet& changes, const Storage& storage, const OwnLexicon& own) {
  changes.changes.push_back({ChangeKind::Remove, own});
  changes.expected.push_back({own.id, storage.version(own.id)});
}

ChangeSet aside(std::string action, const std::string& coder) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  changes.undoable = false;
  return changes;
}

/// By an event of its own: to undo the event before it never brings back what was unfinished then,
/// over what is unfinished now.
void discard(Storage& storage, const OwnLexicon& unfinished, const std::string& coder) {
  ChangeSet changes = aside("discard unfinished lexicon", coder);
  remove(changes, storage, unfinished);
  storage.apply(changes);
}

}  // namespace

bool isFinished(const OwnLexicon& own) { return !own.lexicon.ends_with(kUnfinished); }

std::vector<LexiconEntry> lexiconEntries(const Storage& storage) {
  std::vector<LexiconEntry> entries;
  for (const BuiltinFile& file : builtinFiles()) {
    if (file.kind != "lexicon") continue;
    LexiconEntry entry;
    entry.id = file.id;
    entry.language = file.language;
    entry.file = file.path;
    entry.builtin = file.content;
    entries.push_back(std::move(entry));
  }
  const auto entryOf = [&](std::string_view id, std::string_view language) -> LexiconEntry& {
    const auto found = std::find_if(entries.begin(), entries.end(), [&](const LexiconEntry& each) {
      return each.id == id && each.language == language;
    });
    if (found != entries.end()) return *found;
    LexiconEntry entry;
    entry.id = id;
    entry.language = language;
    entry.file = fileNameOf(id, language);
    return entries.emplace_back(std::move(entry));
  };
  for (OwnLexicon& own : storage.ownLexicons()) {
    if (!isFinished(own)) {
      const std::string id = own.lexicon.substr(0, own.lexicon.size() - kUnfinished.size());
      entryOf(id, own.language).draft = std::move(own);
    } else {
      LexiconEntry& entry = entryOf(own.lexicon, own.language);
      entry.file = fileNameOf(own.lexicon, own.language);
      entry.own = std::move(own);
    }
  }
  return entries;
}

std::vector<Lexicon> lexiconsFor(const Storage& storage, std::string_view name) {
  if (isDigest(name)) {
    if (const auto text = keptText(storage, name)) {
      LexiconReading reading = readLexicon(*text, name);
      if (reading.ok()) return {std::move(reading.lexicon)};
      throw Error(ErrorKind::Refused,
                  "the lexicon that the project keeps as " + std::string(name) +
                      " cannot be used: " + toText(reading.diagnostics.front()));
    }
  }
  std::vector<Lexicon> lexicons;
  for (const LexiconEntry& entry : lexiconEntries(storage))
    if (entry.id == name && !entry.text().empty())
      lexicons.push_back(readOrRefuse(entry.text(), entry.file));
  return lexicons.empty() ? loadOrExplain(storage, name) : lexicons;
}

std::vector<Lexicon> lexiconsFor(const Storage& storage, const std::vector<std::string>& names) {
  std::vector<Lexicon> all;
  for (const std::string& name : names) {
    std::vector<Lexicon> found = lexiconsFor(storage, name);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

OwnLexicon saveLexicon(Storage& storage, std::string_view text, const std::string& coder,
                       std::string_view file) {
  const LexiconReading reading = readLexicon(text, file);
  if (!reading.ok())
    throw Error(ErrorKind::Refused, "the lexicon has faults and was not saved:" + faultsOf(reading),
                "mend these lines; docs/lexicon-format.md describes the format");
  const std::vector<OwnLexicon> all = storage.ownLexicons();
  const OwnLexicon* before = find(all, reading.lexicon.id, reading.lexicon.language);
  const OwnLexicon* unfinished =
      find(all, reading.lexicon.id + std::string(kUnfinished), reading.lexicon.language);
  OwnLexicon own = before != nullptr ? *before : OwnLexicon{};
  if (before == nullptr) own.id = OwnLexiconId::create();
  if (before == nullptr || before->text != text) {
    own.lexicon = reading.lexicon.id;
    own.language = reading.lexicon.language;
    own.text = text;
    own.coder = coder;
    own.time = now();
    ChangeSet changes;
    changes.coder = coder;
    changes.action = "save lexicon";
    put(changes, storage, own);
    storage.apply(changes);
  }
  if (unfinished != nullptr) discard(storage, *unfinished, coder);
  return own;
}

void removeLexicon(Storage& storage, std::string_view id, std::string_view language,
                   const std::string& coder) {
  const std::vector<OwnLexicon> all = storage.ownLexicons();
  const OwnLexicon* own = find(all, id, language);
  if (own == nullptr)
    throw Error(ErrorKind::NotFound,
                "the project has no lexicon of its own \"" + std::string(id) + "\" in " +
                    std::string(language),
                "\"retold lexicon list PROJECT\" shows which it has");
  ChangeSet changes;
  changes.coder = coder;
  changes.action = "remove lexicon";
  remove(changes, storage, *own);
  storage.apply(changes);
  const OwnLexicon* unfinished = find(all, std::string(id) + std::string(kUnfinished), language);
  if (unfinished != nullptr) discard(storage, *unfinished, coder);
}

void keepUnfinished(Storage& storage, std::string_view id, std::string_view language,
                    std::string_view text, const std::string& coder) {
  const std::vector<OwnLexicon> all = storage.ownLexicons();
  const OwnLexicon* before = find(all, std::string(id) + std::string(kUnfinished), language);
  if (before == nullptr ? text.empty() : before->text == text) return;
  if (text.empty()) return discard(storage, *before, coder);
  ChangeSet changes = aside("keep unfinished lexicon", coder);
  OwnLexicon own;
  own.id = before != nullptr ? before->id : OwnLexiconId::create();
  own.lexicon = std::string(id) + std::string(kUnfinished);
  own.language = language;
  own.text = text;
  own.coder = coder;
  own.time = now();
  put(changes, storage, own);
  storage.apply(changes);
}

}  // namespace retold
