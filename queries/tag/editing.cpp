#include "queries/tag/editing.h"

#include <algorithm>
#include <tuple>

#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/white_space.h"

namespace retold {

namespace {

constexpr const char* kNothingChanged = "nothing was changed";

/// The version of the tag as it was read.
std::uint64_t versionRead(const Storage& storage, const Coding& coding, const std::string& coder) {
  const std::uint64_t version = storage.version(coding.id);
  if (version == 0) {
    throw Error(ErrorKind::Conflict, "this tag is no longer in the project",
                "it was taken away in the meantime; nothing was changed");
  }
  const std::vector<Coding> stored = storage.codings({coding.document, {}, {}});
  if (std::find(stored.begin(), stored.end(), coding) == stored.end()) {
    throw Error(ErrorKind::Conflict, "this tag was changed in the meantime",
                "look at it as it is now; nothing was changed");
  }
  if (coding.coder != coder) {
    throw Error(ErrorKind::Refused, "this tag is " + coding.coder + "'s",
                "only who made a tag changes it: tag the passage under your own name; nothing was "
                "changed")
        .withForBlind("this tag is another coder's");
  }
  return version;
}

Text textOf(const Storage& storage, TextId id) {
  std::optional<Text> text = storage.text(id);
  if (!text) {
    throw Error(ErrorKind::NotFound, "the text of this tag is no longer in the project",
                kNothingChanged);
  }
  return std::move(*text);
}

void place(Coding& coding, const Text& text, ByteSpan span) {
  const std::string& content = text.content;
  if (span.begin >= span.end || span.end > content.size() ||
      !isCodepointBoundary(content, span.begin) || !isCodepointBoundary(content, span.end)) {
    throw Error(ErrorKind::Refused,
                "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) +
                    " are no passage of this text",
                "a passage holds at least one letter and lies within the text; nothing was "
                "changed");
  }
  coding.span = snapToGraphemes(content, span);
  coding.quote = content.substr(coding.span.begin, coding.span.size());
}

/// A coder tags a passage once with a code; `but`: the tags that the change is about.
void refuseDouble(const Storage& storage, const Coding& coding, const std::vector<CodingId>& but) {
  for (const Coding& other : storage.codings({coding.document, coding.code, coding.coder})) {
    const bool same = other.text == coding.text && other.span == coding.span;
    if (same && std::find(but.begin(), but.end(), other.id) == but.end()) {
      throw Error(ErrorKind::Refused,
                  coding.coder + " has tagged this passage with this code already", kNothingChanged)
          .withForBlind("this passage is tagged with this code already");
    }
  }
}

ChangeSet changing(const std::string& coder, std::string action) {
  ChangeSet changes;
  changes.coder = coder;
  changes.action = std::move(action);
  return changes;
}

void add(ChangeSet& changes, ChangeKind kind, const Coding& coding, std::uint64_t version) {
  changes.changes.push_back({kind, coding});
  changes.expected.push_back({coding.id, version});
}

Coding replaced(Storage& storage, const Coding& changed, std::uint64_t version,
                const std::string& coder, std::string action) {
  ChangeSet changes = changing(coder, std::move(action));
  add(changes, ChangeKind::Put, changed, version);
  storage.apply(changes);
  return changed;
}

/// Without the white space at its ends; as it is where nothing else is in it.
ByteSpan withoutBlanks(std::string_view content, ByteSpan span) {
  const std::string_view all = content.substr(span.begin, span.size());
  const std::string_view inner = trimmed(all);
  if (inner.empty()) return {span.begin, span.begin};
  const auto begin = span.begin + static_cast<std::uint64_t>(inner.data() - all.data());
  return {begin, begin + inner.size()};
}

std::uint64_t gapBetween(ByteSpan one, ByteSpan other) {
  if (one.begin > other.begin) std::swap(one, other);
  return other.begin <= one.end ? 0 : other.begin - one.end;
}

template <class Noun>
void replace(ChangeSet& changes, const Storage& storage, Noun noun) {
  changes.expected.push_back({noun.id, storage.version(noun.id)});
  changes.changes.push_back({ChangeKind::Put, std::move(noun)});
}

/// What is about `gone`, or rests on it, is about `stays` from now on.
void handOver(ChangeSet& changes, const Storage& storage, CodingId gone, CodingId stays) {
  for (Memo& memo : storage.memos()) {
    if (memo.about != gone) continue;
    memo.about = stays;
    replace(changes, storage, std::move(memo));
  }
  for (Summary& summary : storage.summaries()) {
    std::vector<CodingId>& codings = summary.codings;
    const auto at = std::ranges::find(codings, gone);
    if (at == codings.end()) continue;
    if (std::ranges::find(codings, stays) == codings.end()) {
      *at = stays;
    } else {
      codings.erase(at);
    }
    replace(changes, storage, std::move(summary));
  }
}

std::string joined(const std::string& first, const std::string& second) {
  if (first.empty() || second.empty() || first == second) return first.empty() ? second : first;
  return first + '\n' + second;
}

/// Letters and digits of a label, folded, with hyphens between its words.
std::string slugOf(std::string_view label) {
  std::string slug;
  Tokenizer words;
  words.tokenize(label, [&slug](const Token& token) {
    if (token.colocated) return;
    if (!slug.empty()) slug += '-';
    slug += token.folded;
  });
  return slug;
}

Code newCode(const Codebook& codebook, std::string_view label,
             const std::optional<CodeId>& parentId) {
  const Code* parent = nullptr;
  for (const Code& code : codebook.codes) {
    if (parentId && code.id == *parentId) parent = &code;
  }
  if (parentId && (parent == nullptr || parent->retired)) {
    throw Error(ErrorKind::Refused,
                parent == nullptr ? "the code above it is no longer in the codebook"
                                  : "the code " + parent->name + " is retired",
                "choose another one, or none; nothing was changed");
  }
  Code code;
  code.id = CodeId::create();
  code.name = nameForCode(codebook, label, parent);
  code.label = withSingleSpaces(trimmed(label));  // a passage may run over a line end
  code.parent = parentId;
  if (parent != nullptr) code.kind = parent->kind;
  if (code.name.empty()) {
    throw Error(ErrorKind::Refused, "a code cannot be called \"" + std::string(label) + '"',
                "give it a name with at least one letter or digit; nothing was changed");
  }
  return code;
}

}  // namespace

Coding resize(Storage& storage, const Coding& coding, ByteSpan passage, const std::string& coder) {
  const std::uint64_t version = versionRead(storage, coding, coder);
  Coding changed = coding;
  place(changed, textOf(storage, coding.text), passage);
  if (changed.span == coding.span) return coding;
  refuseDouble(storage, changed, {coding.id});
  return replaced(storage, changed, version, coder, "change passage of tag");
}

Coding recode(Storage& storage, const Coding& coding, const Code& code, const std::string& coder) {
  const std::uint64_t version = versionRead(storage, coding, coder);
  if (code.retired) {
    throw Error(ErrorKind::Refused, "the code " + code.name + " is retired",
                "choose another code; nothing was changed");
  }
  if (code.id == coding.code) return coding;
  Coding changed = coding;
  changed.code = code.id;
  refuseDouble(storage, changed, {coding.id});
  return replaced(storage, changed, version, coder, "change code of tag");
}

std::pair<Coding, Coding> split(Storage& storage, const Coding& coding, std::uint64_t at,
                                const std::string& coder) {
  const std::uint64_t version = versionRead(storage, coding, coder);
  const Text text = textOf(storage, coding.text);
  const bool inside =
      coding.span.begin < at && at < coding.span.end && isCodepointBoundary(text.content, at);
  if (inside) at = snapToGraphemes(text.content, {at, at}).begin;
  const ByteSpan before =
      inside ? withoutBlanks(text.content, {coding.span.begin, at}) : ByteSpan{};
  const ByteSpan behind = inside ? withoutBlanks(text.content, {at, coding.span.end}) : ByteSpan{};
  if (before.empty() || behind.empty()) {
    throw Error(ErrorKind::Refused, "a tag is split between two of its words or letters",
                "put the cursor inside the tagged passage; nothing was changed");
  }
  Coding first = coding;
  place(first, text, before);
  Coding second = coding;
  second.id = CodingId::create();
  second.memo.clear();
  second.important = false;
  place(second, text, behind);
  refuseDouble(storage, first, {coding.id});
  refuseDouble(storage, second, {coding.id});
  ChangeSet changes = changing(coder, "split tag");
  add(changes, ChangeKind::Put, first, version);
  add(changes, ChangeKind::Put, second, 0);
  storage.apply(changes);
  return {first, second};
}

std::optional<Coding> neighbourOf(const std::vector<Coding>& codings, const Coding& coding) {
  const auto distance = [&coding](const Coding& other) {
    return std::tuple(gapBetween(coding.span, other.span), other.span.begin < coding.span.begin,
                      other.span);
  };
  const Coding* nearest = nullptr;
  for (const Coding& other : codings) {
    const bool fits = other.id != coding.id && other.text == coding.text &&
                      other.code == coding.code && other.coder == coding.coder;
    if (fits && (nearest == nullptr || distance(other) < distance(*nearest))) nearest = &other;
  }
  return nearest == nullptr ? std::nullopt : std::optional(*nearest);
}

Coding merge(Storage& storage, const Coding& one, const Coding& other, const std::string& coder) {
  const bool swapped = other.span < one.span;
  const Coding& first = swapped ? other : one;
  const Coding& second = swapped ? one : other;
  const std::uint64_t firstVersion = versionRead(storage, first, coder);
  const std::uint64_t secondVersion = versionRead(storage, second, coder);
  if (first.id == second.id || first.text != second.text || first.code != second.code) {
    throw Error(ErrorKind::Refused, "only two tags of one code in one text become one",
                kNothingChanged);
  }
  Coding merged = first;
  place(merged, textOf(storage, first.text), hull(first.span, second.span));
  merged.memo = joined(first.memo, second.memo);
  merged.important = first.important || second.important;
  if (!merged.trace) merged.trace = second.trace;
  refuseDouble(storage, merged, {first.id, second.id});
  ChangeSet changes = changing(coder, "merge tags");
  add(changes, ChangeKind::Put, merged, firstVersion);
  handOver(changes, storage, second.id, first.id);
  // Last, so that undoing brings back first what memos are about.
  add(changes, ChangeKind::Remove, second, secondVersion);
  storage.apply(changes);
  return merged;
}

Coding setImportant(Storage& storage, const Coding& coding, bool important,
                    const std::string& coder) {
  const std::uint64_t version = versionRead(storage, coding, coder);
  if (coding.important == important) return coding;
  Coding changed = coding;
  changed.important = important;
  return replaced(storage, changed, version, coder,
                  important ? "mark tag important" : "mark tag not important");
}

Coding setMemo(Storage& storage, const Coding& coding, std::string_view memo,
               const std::string& coder) {
  const std::uint64_t version = versionRead(storage, coding, coder);
  Coding changed = coding;
  changed.memo = std::string(trimmed(memo));
  if (changed.memo == coding.memo) return coding;
  return replaced(storage, changed, version, coder,
                  changed.memo.empty() ? "take note of tag away" : "write note of tag");
}

std::string nameForCode(const Codebook& codebook, std::string_view label, const Code* parent) {
  const std::string slug = slugOf(label);
  if (slug.empty()) return {};
  const std::string name = parent == nullptr ? slug : parent->name + '/' + slug;
  const auto taken = [&codebook](const std::string& wanted) {
    return std::any_of(codebook.codes.begin(), codebook.codes.end(),
                       [&](const Code& code) { return code.name == wanted; });
  };
  std::string unique = name;
  for (int number = 2; taken(unique); ++number) unique = name + '-' + std::to_string(number);
  return unique;
}

InVivo tagInVivo(Storage& storage, DocumentId document, ByteSpan passage, std::string_view label,
                 const std::optional<CodeId>& parent, const std::string& coder) {
  const std::optional<Document> stored = storage.document(document);
  if (!stored) {
    throw Error(ErrorKind::NotFound, "this document is no longer in the project", kNothingChanged);
  }
  InVivo made;
  made.code = newCode(storage.codebook(), label, parent);
  made.coding.id = CodingId::create();
  made.coding.document = document;
  made.coding.text = stored->text;
  place(made.coding, textOf(storage, stored->text), passage);
  made.coding.code = made.code.id;
  made.coding.coder = coder;
  made.coding.time = now();
  ChangeSet changes = changing(coder, "tag passage with a new code");
  changes.changes.push_back({ChangeKind::Put, made.code});
  changes.expected.push_back({made.code.id, 0});
  add(changes, ChangeKind::Put, made.coding, 0);
  storage.apply(changes);
  return made;
}

}  // namespace retold
