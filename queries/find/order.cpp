#include "queries/find/order.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "indexer/text/fold.h"
#include "model/error.h"
#include "queries/find/columns.h"
#include "queries/find/concordance.h"

namespace retold {

namespace {

using By = OrderKey::By;

bool readsText(const OrderKey& key) {
  return key.by == By::Before || key.by == By::After || key.by == By::Match ||
         key.by == By::Speaker;
}

/// Folded, every run of digits with its length before it: "9" stands before "10".
std::string comparable(std::string_view text) {
  const std::string folded = fold(text);
  const auto isDigit = [](char byte) { return byte >= '0' && byte <= '9'; };
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    if (!isDigit(folded[at])) {
      key += folded[at++];
      continue;
    }
    std::size_t end = at;
    while (end < folded.size() && isDigit(folded[end])) ++end;
    while (at + 1 < end && folded[at] == '0') ++at;
    // '0' keeps numbers before letters.
    key += '0';
    key += static_cast<char>(std::min<std::size_t>(end - at, 100));
    key.append(folded, at, end - at);
    at = end;
  }
  return key;
}

std::size_t farthest(std::span<const OrderKey> keys, By by) {
  std::size_t words = 0;
  for (const OrderKey& key : keys)
    if (key.by == by) words = std::max<std::size_t>(words, key.word);
  return words;
}

std::string nth(const std::vector<std::string>& words, unsigned number) {
  return number > 0 && number <= words.size() ? comparable(words[number - 1]) : std::string();
}

/// What a list of hits is sorted by, a row of strings for each.
class SortTexts {
 public:
  SortTexts(const Storage& storage, const HitList& list, std::span<const OrderKey> keys)
      : storage_(storage), list_(list), keys_(keys), columns_(storage, attributesOf(keys)) {
    needsText_ = std::any_of(keys.begin(), keys.end(), readsText);
    words_ = std::max(farthest(keys, By::Before), farthest(keys, By::After));
  }

  /// Hits are asked for in the order of the list.
  std::vector<std::string> of(std::size_t hit) {
    const HitList::Hit& place = list_.hits[hit];
    if (place.document != document_) become(place.document);
    Neighbours around;
    if (words_ > 0 && !place.span.empty()) around = neighbours(text_, place.span, words_);
    std::vector<std::string> texts;
    for (const OrderKey& key : keys_) texts.push_back(text(key, place, around));
    return texts;
  }

 private:
  static std::vector<std::string> attributesOf(std::span<const OrderKey> keys) {
    std::vector<std::string> names;
    for (const OrderKey& key : keys)
      if (key.by == By::Attribute) names.push_back(key.attribute);
    return names;
  }

  void become(std::uint32_t document) {
    document_ = document;
    const HitList::Place& place = list_.documents[document];
    if (needsText_) text_ = storage_.text(place.text).value_or(Text{});
    row_ = columns_.of(place.document);
  }

  std::string text(const OrderKey& key, const HitList::Hit& hit, const Neighbours& around) {
    switch (key.by) {
      case By::Before:
        return nth(around.before, key.word);
      case By::After:
        return nth(around.after, key.word);
      case By::Match:
        return comparable(std::string_view(text_.content).substr(hit.span.begin, hit.span.size()));
      case By::Speaker:
        return hit.span.empty() ? std::string() : comparable(speakerAt(text_, hit.span.begin));
      case By::Document:
        return row_.document;
      case By::Case:
        return comparable(row_.caseName);
      case By::Attribute:
        return comparable(row_.values[attribute(key)]);
    }
    return {};
  }

  std::size_t attribute(const OrderKey& wanted) const {
    std::size_t number = 0;
    for (const OrderKey& key : keys_) {
      if (&key == &wanted) return number;
      if (key.by == By::Attribute) ++number;
    }
    return number;
  }

  const Storage& storage_;
  const HitList& list_;
  std::span<const OrderKey> keys_;
  DocumentColumns columns_;
  bool needsText_ = false;
  std::size_t words_ = 0;
  std::uint32_t document_ = ~std::uint32_t{0};
  Text text_;
  DocumentColumns::Row row_;
};

}  // namespace

OrderedHits ordered(const Storage& storage, const HitList& list, std::span<const OrderKey> keys,
                    std::size_t most, Progress& progress) {
  OrderedHits result;
  result.order.resize(list.hits.size());
  std::iota(result.order.begin(), result.order.end(), 0U);
  const bool limited = std::any_of(keys.begin(), keys.end(), readsText);
  result.sorted = limited ? std::min(most, list.hits.size()) : list.hits.size();
  SortTexts source(storage, list, keys);
  std::vector<std::vector<std::string>> texts(result.sorted);
  for (std::size_t hit = 0; hit < result.sorted; ++hit) {
    constexpr std::size_t kEvery = 64;
    if (hit % kEvery == 0) {
      if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "sorting was stopped");
      progress.report("hits", hit, result.sorted);
    }
    texts[hit] = source.of(hit);
  }
  const auto isBefore = [&](std::uint32_t a, std::uint32_t b) {
    for (std::size_t key = 0; key < keys.size(); ++key) {
      const int difference = texts[a][key].compare(texts[b][key]);
      if (difference != 0) return keys[key].descending ? difference > 0 : difference < 0;
    }
    return false;
  };
  std::stable_sort(result.order.begin(),
                   result.order.begin() + static_cast<std::ptrdiff_t>(result.sorted), isBefore);
  return result;
}

}  // namespace retold
