#include "indexer/store/similar_texts.h"

#include <algorithm>
#include <map>

#include "indexer/store/token_table.h"
#include "indexer/text/shingles.h"

namespace retold {

namespace {

/// From so much on two texts are called nearly the same.
constexpr double kNear = 0.8;

/// Of the texts that share a band with a new one so many are compared, those with most bands first.
constexpr std::size_t kMostCompared = 6;

/// Of the texts that share one band so many are looked at.
constexpr std::size_t kMostOfBand = 32;

/// So many single look-ups cost more than reading all bands once.
constexpr std::size_t kMostLookUps = 500;

/// Numbers for the tokens of two texts that the vocabulary does not hold yet.
double similarityOf(const NewText::Tokens& a, const NewText::Tokens& b) {
  TokenNumbers numbers;
  const auto numbersOf = [&numbers](const NewText::Tokens& tokens) {
    std::vector<std::uint32_t> ids;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : tokens.foldedEnds) {
      const std::string_view token = std::string_view(tokens.folded).substr(begin, end - begin);
      std::uint32_t number = numbers.find(token);
      if (number == 0) {
        number = static_cast<std::uint32_t>(numbers.size()) + 1;
        numbers.add(token, number);
      }
      ids.push_back(number);
      begin = end;
    }
    return ids;
  };
  const std::vector<std::uint32_t> first = numbersOf(a);
  return shingleSimilarity(first, numbersOf(b));
}

}  // namespace

std::vector<std::int32_t> storedBands(std::span<const std::uint32_t> signature) {
  std::vector<std::int32_t> bands;
  for (const std::uint64_t band : shingleBands(signature)) {
    bands.push_back(static_cast<std::int32_t>(static_cast<std::uint32_t>(band >> 32)));
  }
  std::ranges::sort(bands);
  bands.erase(std::unique(bands.begin(), bands.end()), bands.end());
  return bands;
}

BandTable::BandTable() : slots_(std::size_t{1} << 12) {}

std::size_t BandTable::start(std::int32_t band) const {
  // The bands are hashes already.
  return static_cast<std::uint32_t>(band) & (slots_.size() - 1);
}

void BandTable::add(std::int32_t band, std::uint32_t text) {
  if (used_ * 2 >= slots_.size()) grow();
  std::size_t same = 0;
  std::size_t at = start(band);
  for (; slots_[at].text != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].band == band && ++same >= kMostOfBand) return;
  }
  slots_[at] = {band, text};
  ++used_;
}

void BandTable::find(std::int32_t band, std::vector<std::uint32_t>& texts) const {
  for (std::size_t at = start(band); slots_[at].text != 0; at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].band == band) texts.push_back(slots_[at].text);
  }
}

void BandTable::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.text != 0) add(slot.band, slot.text);
  }
}

SimilarTexts::SimilarTexts(const Database& database, IndexWriter& index)
    : database_(database),
      index_(index),
      find_(database, "SELECT text_id FROM bands WHERE band = ?1 ORDER BY text_id LIMIT ?2"),
      insert_(database, "INSERT INTO bands(band, text_id) VALUES (?1, ?2)"),
      remove_(database, "DELETE FROM bands WHERE band = ?1 AND text_id = ?2"),
      tokens_(database, "SELECT ids, spans, turn_starts FROM tokens WHERE text_id = ?1") {
  complete_ = !database.prepare("SELECT 1 FROM bands LIMIT 1").next();
}

void SimilarTexts::load() {
  Statement row = database_.prepare("SELECT band, text_id FROM bands");
  while (row.next()) {
    table_.add(static_cast<std::int32_t>(row.integer(0)),
               static_cast<std::uint32_t>(row.integer(1)));
  }
  complete_ = true;
}

/// Those that share most bands first; of equal ones the earlier.
std::vector<std::uint32_t> SimilarTexts::candidates(const std::vector<std::int32_t>& bands) {
  if (!complete_ && ++lookUps_ > kMostLookUps) {
    flush();
    table_ = BandTable();
    load();
  }
  std::vector<std::uint32_t> texts;
  for (const std::int32_t band : bands) {
    table_.find(band, texts);
    if (complete_) continue;
    find_.with(std::int64_t{band}, static_cast<std::int64_t>(kMostOfBand));
    while (find_.next()) texts.push_back(static_cast<std::uint32_t>(find_.integer(0)));
  }
  std::map<std::uint32_t, std::size_t> shared;
  for (const std::uint32_t text : texts) ++shared[text];
  std::vector<std::pair<std::size_t, std::uint32_t>> order;
  order.reserve(shared.size());
  for (const auto& [text, count] : shared) order.emplace_back(count, text);
  std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.first > b.first; });
  if (order.size() > kMostCompared) order.resize(kMostCompared);
  std::vector<std::uint32_t> found;
  found.reserve(order.size());
  for (const auto& [count, text] : order) found.push_back(text);
  return found;
}

/// None for a text that is not current any more.
std::optional<double> SimilarTexts::similarity(std::int64_t text, const NewText::Tokens& tokens) {
  if (const NewText::Tokens* waiting = index_.waiting(text)) return similarityOf(tokens, *waiting);
  const bool good = tokens_.with(text).next() &&
                    decodeTokens(tokens_.view(0), tokens_.view(1), tokens_.view(2), other_);
  tokens_.reset();
  if (!good) return std::nullopt;
  if (numbers_.empty()) numbers_ = index_.numbersOf(tokens);
  return shingleSimilarity(numbers_, other_.ids);
}

std::optional<SimilarTexts::Near> SimilarTexts::nearest(std::span<const std::uint32_t> signature,
                                                        const NewText::Tokens& tokens) {
  numbers_.clear();
  std::optional<Near> best;
  for (const std::uint32_t text : candidates(storedBands(signature))) {
    const std::optional<double> share = similarity(text, tokens);
    if (share && *share >= kNear && (!best || *share > best->share)) best = Near{text, *share};
  }
  return best;
}

void SimilarTexts::add(std::int64_t text, std::span<const std::uint32_t> signature) {
  for (const std::int32_t band : storedBands(signature)) {
    table_.add(band, static_cast<std::uint32_t>(text));
    waiting_.emplace_back(band, text);
  }
}

void SimilarTexts::remove(std::int64_t text, const NewText::Tokens& tokens) {
  flush();
  for (const std::int32_t band : storedBands(shingleSignature(tokens.folded, tokens.foldedEnds))) {
    remove_.with(std::int64_t{band}, text).run();
  }
}

void SimilarTexts::flush() {
  // In order, so that a page of the table is met once.
  std::ranges::sort(waiting_);
  for (const auto& [band, text] : waiting_) insert_.with(std::int64_t{band}, text).run();
  waiting_.clear();
}

}  // namespace retold
