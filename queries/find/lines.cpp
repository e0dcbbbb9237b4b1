#include "queries/find/lines.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "indexer/import/csv_reader.h"
#include "model/error.h"
#include "queries/find/columns.h"

namespace retold {

namespace {

/// Rows that are on a screen at once, and some more.
constexpr std::size_t kFirstLines = 60;
/// Hits that fill the table until the rest is there.
constexpr std::size_t kFirstHits = 200;

class LineMaker {
 public:
  LineMaker(const Storage& storage, const HitList& list, const LineWish& wish)
      : storage_(storage),
        list_(list),
        context_(wish.context),
        columns_(storage, wish.attributes) {}

  /// The lines of hits of one document, in their order.
  template <class Give>
  void document(std::uint32_t number, std::span<const std::uint32_t> hits, Give give) {
    const HitList::Place& place = list_.documents[number];
    const DocumentColumns::Row& row = columns_.of(place.document);
    Document document;
    document.id = place.document;
    document.name = row.document;
    std::optional<Text> text;
    for (const std::uint32_t hit : hits) {
      TableLine line{{place.document, row.document, list_.hits[hit].span, {}, {}, {}, {}},
                     row.caseName,
                     row.values};
      if (!line.line.span.empty()) {
        if (!text) text = storage_.text(place.text).value_or(Text{});
        fill(document, *text, line.line);
      }
      give(hit, std::move(line));
    }
  }

 private:
  void fill(const Document& document, const Text& text, ConcordanceLine& line) const {
    if (line.span.end > text.content.size()) return;
    DocumentHits::Hit hit;
    hit.span = line.span;
    line = std::move(concordance(document, text, {hit}, context_).front());
    line.speaker = speakerAt(text, line.span.begin);
  }

  const Storage& storage_;
  const HitList& list_;
  std::size_t context_;
  DocumentColumns columns_;
};

/// Calls `give` with each hit and its line, document by document.
template <class Give>
void eachLine(const Storage& storage, const HitList& list, std::vector<std::uint32_t> hits,
              const LineWish& wish, Progress& progress, Give give) {
  std::ranges::sort(hits);
  LineMaker maker(storage, list, wish);
  for (auto first = hits.begin(); first != hits.end();) {
    if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "making the table was stopped");
    progress.report("hits", static_cast<std::uint64_t>(first - hits.begin()), hits.size());
    const std::uint32_t document = list.hits[*first].document;
    const auto last = std::find_if(
        first, hits.end(), [&](std::uint32_t hit) { return list.hits[hit].document != document; });
    maker.document(document, {first, last}, give);
    first = last;
  }
}

}  // namespace

std::vector<TableLine> linesOf(const Storage& storage, const HitList& list,
                               std::span<const std::uint32_t> hits, const LineWish& wish) {
  std::vector<std::uint32_t> rows(hits.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::ranges::stable_sort(rows, {}, [&hits](std::uint32_t row) { return hits[row]; });
  std::vector<TableLine> lines(hits.size());
  std::size_t next = 0;
  Progress quiet;
  eachLine(storage, list, {hits.begin(), hits.end()}, wish, quiet,
           [&](std::uint32_t, TableLine line) { lines[rows[next++]] = std::move(line); });
  return lines;
}

FirstHits firstHits(const Storage& storage, const Query& query,
                    const std::unordered_set<DocumentId>* within, const LineWish& wish,
                    Progress& progress) {
  FirstHits first;
  first.found = findHits(storage, query, within, {}, kFirstHits, progress);
  std::vector<std::uint32_t> shown(std::min(kFirstLines, first.found.list.hits.size()));
  std::iota(shown.begin(), shown.end(), 0U);
  first.lines = linesOf(storage, first.found.list, shown, wish);
  return first;
}

std::string concordanceTable(const Storage& storage, const HitList& list,
                             std::span<const std::uint32_t> order, std::size_t context,
                             Progress& progress) {
  std::vector<std::string> records(list.hits.size());
  eachLine(storage, list, {order.begin(), order.end()}, {context, {}}, progress,
           [&](std::uint32_t hit, const TableLine& row) {
             const ConcordanceLine& line = row.line;
             const bool whole = line.span.empty();
             const auto number = [whole](std::uint64_t value) {
               return whole ? std::string() : std::to_string(value);
             };
             records[hit] = csvRecord({line.name, number(line.span.begin), number(line.span.end),
                                       line.speaker, line.left, line.match, line.right});
           });
  std::string table = csvRecord({kConcordanceColumns.begin(), kConcordanceColumns.end()});
  for (const std::uint32_t hit : order) table += records[hit];
  return table;
}

}  // namespace retold
