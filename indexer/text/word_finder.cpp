#include "indexer/text/word_finder.h"

#include <libstemmer.h>

#include <algorithm>
#include <span>

#include "indexer/text/edit_distance.h"
#include "indexer/text/utf8.h"
#include "indexer/text/word_edges.h"

namespace retold {
namespace {

using Ids = WordFinder::Ids;

struct StemmerDeleter {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Stemmer = std::unique_ptr<sb_stemmer, StemmerDeleter>;

std::string stemOf(sb_stemmer* stemmer, std::string_view word) {
  const auto* stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                     static_cast<int>(word.size()));
  if (stem == nullptr) return std::string(word);
  return {reinterpret_cast<const char*>(stem),
          static_cast<std::size_t>(sb_stemmer_length(stemmer))};
}

/// The pieces of a pattern between its stars.
std::vector<std::string_view> piecesOf(std::string_view pattern) {
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at <= pattern.size();) {
    const std::size_t star = std::min(pattern.find('*', at), pattern.size());
    pieces.push_back(pattern.substr(at, star - at));
    at = star + 1;
  }
  return pieces;
}

/// The first piece begins the word, the last ends it, the others follow one another between.
bool fits(const std::vector<std::string_view>& pieces, std::string_view word) {
  if (pieces.size() == 1) return word == pieces.front();
  const std::string_view first = pieces.front();
  const std::string_view last = pieces.back();
  if (word.size() < first.size() + last.size() || !word.starts_with(first) || !word.ends_with(last))
    return false;
  std::string_view middle = word.substr(first.size(), word.size() - first.size() - last.size());
  for (std::size_t i = 1; i + 1 < pieces.size(); ++i) {
    const std::size_t at = middle.find(pieces[i]);
    if (at == std::string_view::npos) return false;
    middle.remove_prefix(at + pieces[i].size());
  }
  return true;
}

std::size_t lettersOf(std::string_view word) {
  return static_cast<std::size_t>(
      std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void tidy(Ids& ids) {
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

}  // namespace

struct WordFinder::Loaded {
  struct Entry {
    std::string_view token;
    std::uint32_t id;
  };
  std::string all;  ///< every token behind a line end, in order
  std::vector<Entry> entries;
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  std::map<std::string, std::unordered_map<std::string, Ids>> stems;  ///< by algorithm, stem

  explicit Loaded(const Vocabulary& vocabulary) {
    std::vector<std::pair<std::string, std::uint32_t>> tokens;
    vocabulary.each([&](std::uint32_t id, std::string_view token) {
      tokens.emplace_back(std::string(token), id);
    });
    std::sort(tokens.begin(), tokens.end());
    std::size_t size = 1;
    for (const auto& [token, id] : tokens) size += token.size() + 1;
    all.reserve(size);
    for (const auto& [token, id] : tokens) all.append("\n").append(token);
    all += '\n';
    entries.reserve(tokens.size());
    numbers.reserve(tokens.size());
    std::size_t at = 1;
    for (const auto& [token, id] : tokens) {
      entries.push_back({std::string_view(all).substr(at, token.size()), id});
      numbers.emplace(entries.back().token, id);
      at += token.size() + 1;
    }
  }

  std::span<const Entry> beginningWith(std::string_view begin) const {
    const auto first = std::ranges::lower_bound(entries, begin, {}, &Entry::token);
    const auto last = std::partition_point(
        first, entries.end(), [&](const Entry& entry) { return entry.token.starts_with(begin); });
    return {first, last};
  }

  void addBeginningWith(std::string_view begin, Ids& ids) const {
    for (const Entry& entry : beginningWith(begin)) ids.push_back(entry.id);
  }

  void addIfThere(const std::string& token, Ids& ids) const {
    if (const auto known = numbers.find(token); known != numbers.end())
      ids.push_back(known->second);
  }

  /// The entry that byte `at` of `all` lies in.
  const Entry& entryAt(std::size_t at) const {
    const char* place = all.data() + at;
    const auto behind =
        std::partition_point(entries.begin(), entries.end(),
                             [&](const Entry& entry) { return entry.token.data() <= place; });
    return *std::prev(behind);
  }

  const std::unordered_map<std::string, Ids>& stemsBy(const std::string& algorithm) {
    auto [known, isNew] = stems.try_emplace(algorithm);
    if (!isNew) return known->second;
    const Stemmer stemmer(sb_stemmer_new(algorithm.c_str(), "UTF_8"));
    if (!stemmer) return known->second;
    for (const Entry& entry : entries)
      known->second[stemOf(stemmer.get(), entry.token)].push_back(entry.id);
    return known->second;
  }
};

WordFinder::WordFinder(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}
WordFinder::~WordFinder() = default;

WordFinder::Loaded& WordFinder::loaded() {
  if (!loaded_) loaded_ = std::make_unique<Loaded>(vocabulary_);
  return *loaded_;
}

std::optional<std::uint32_t> WordFinder::find(std::string_view word) const {
  if (!loaded_) return vocabulary_.find(word);
  const auto known = loaded_->numbers.find(word);
  if (known == loaded_->numbers.end()) return std::nullopt;
  return known->second;
}

Ids WordFinder::withPrefix(std::string_view word) const {
  if (!loaded_) return vocabulary_.withPrefix(word);
  Ids ids;
  loaded_->addBeginningWith(word, ids);
  tidy(ids);
  return ids;
}

Ids WordFinder::attached(std::string_view word, const WordVariation& variation, bool prefix) {
  Ids ids;
  if (lettersOf(word) < kShortestAttached) return ids;
  const Loaded& all = loaded();
  std::vector<std::string> begins{std::string(word)};
  for (const std::string& before : variation.attachedBefore)
    begins.push_back(before + std::string(word));
  for (std::size_t i = 0; i < begins.size(); ++i) {
    if (prefix) {
      if (i > 0) all.addBeginningWith(begins[i], ids);
      continue;
    }
    // Most words of most languages are in no text: then the range is empty and all is said.
    const auto range = all.beginningWith(begins[i]);
    if (range.size() <= variation.attachedAfter.size()) {
      for (const Loaded::Entry& entry : range) {
        const std::string_view rest = entry.token.substr(begins[i].size());
        if (rest.empty()
                ? i > 0
                : std::ranges::find(variation.attachedAfter, rest) != variation.attachedAfter.end())
          ids.push_back(entry.id);
      }
      continue;
    }
    if (i > 0) all.addIfThere(begins[i], ids);
    for (const std::string& after : variation.attachedAfter) all.addIfThere(begins[i] + after, ids);
  }
  tidy(ids);
  return ids;
}

Ids WordFinder::matching(std::string_view pattern) {
  Ids ids;
  const auto pieces = piecesOf(pattern);
  std::string_view longest;
  std::size_t letters = 0;
  for (const std::string_view piece : pieces) {
    letters += lettersOf(piece);
    if (piece.size() > longest.size()) longest = piece;
  }
  if (letters < kShortestStarred) return ids;
  const Loaded& all = loaded();
  if (all.entries.empty()) return ids;
  if (!pieces.front().empty()) {
    for (const Loaded::Entry& entry : all.beginningWith(pieces.front()))
      if (fits(pieces, entry.token)) ids.push_back(entry.id);
  } else {
    for (std::size_t at = all.all.find(longest); at != std::string::npos;) {
      const Loaded::Entry& entry = all.entryAt(at);
      if (fits(pieces, entry.token)) ids.push_back(entry.id);
      const auto end = static_cast<std::size_t>(entry.token.data() - all.all.data());
      at = all.all.find(longest, end + entry.token.size());
    }
  }
  tidy(ids);
  return ids;
}

Ids WordFinder::inflected(std::string_view word, const std::string& algorithm) {
  const Stemmer stemmer(sb_stemmer_new(algorithm.c_str(), "UTF_8"));
  if (!stemmer) return {};
  const auto& stems = loaded().stemsBy(algorithm);
  const auto known = stems.find(stemOf(stemmer.get(), word));
  if (known == stems.end()) return {};
  Ids ids = known->second;
  if (const auto itself = find(word)) std::erase(ids, *itself);
  tidy(ids);
  return ids;
}

Ids WordFinder::misspelt(std::string_view word) {
  const auto known = misspelt_.find(std::string(word));
  if (known != misspelt_.end()) return known->second;
  return misspelt_.emplace(word, lookForMisspelt(word)).first->second;
}

Ids WordFinder::lookForMisspelt(std::string_view word) {
  Ids ids;
  const std::u32string letters = signsOf(word);
  const bool spaceless = std::ranges::any_of(letters, isSpaceless);
  if (letters.size() < kShortestMisspelt || spaceless) return ids;
  const std::size_t allowed = letters.size() >= kLongWord ? 2 : 1;
  std::string first;
  appendUtf8(first, letters.front());
  const Loaded& all = loaded();
  for (const Loaded::Entry& entry : all.beginningWith(first)) {
    const std::size_t length = lettersOf(entry.token);
    if (length + allowed < letters.size() || length > letters.size() + allowed) continue;
    const std::size_t distance = editDistance(letters, signsOf(entry.token));
    if (distance > 0 && distance <= allowed) ids.push_back(entry.id);
  }
  tidy(ids);
  return ids;
}

bool isStemmingAlgorithm(const std::string& name) {
  for (const char** known = sb_stemmer_list(); *known != nullptr; ++known)
    if (name == *known) return true;
  return false;
}

std::string stemmingAlgorithms() {
  std::string names;
  for (const char** known = sb_stemmer_list(); *known != nullptr; ++known)
    names += (names.empty() ? "" : ", ") + std::string(*known);
  return names;
}

}  // namespace retold
