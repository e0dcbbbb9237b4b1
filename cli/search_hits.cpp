#include "cli/search_hits.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "cli/columns.h"
#include "cli/rows.h"
#include "model/error.h"
#include "queries/find/concordance.h"

namespace retold {

namespace {

/// Writes hits in one format, document by document.
class HitWriter {
 public:
  HitWriter(Console& console, std::string_view format, std::size_t context)
      : console_(console), context_(context) {
    if (format != "text") {
      rows_.emplace(
          console.out, format,
          std::vector<std::string>{kConcordanceColumns.begin(), kConcordanceColumns.end()});
    }
  }

  /// `hits` is empty where a query limits documents only.
  void write(const Document& document, const Text& text,
             const std::vector<DocumentHits::Hit>& hits) {
    const std::vector<ConcordanceLine> lines = concordance(document, text, hits, context_);
    if (rows_)
      writeRows(document, lines);
    else
      writeText(document, text, lines);
  }

 private:
  void writeRows(const Document& document, const std::vector<ConcordanceLine>& lines) {
    for (const ConcordanceLine& line : lines) {
      rows_->row({document.name, line.span.begin, line.span.end, line.speaker, line.left,
                  line.match, line.right});
    }
    if (lines.empty()) rows_->row({document.name, {}, {}, {}, {}, {}, {}});
  }

  void writeText(const Document& document, const Text& text,
                 const std::vector<ConcordanceLine>& lines) {
    std::vector<Context> contexts;
    std::size_t speakers = 0;
    std::size_t left = 0;
    for (const ConcordanceLine& line : lines) {
      contexts.push_back(joinableContext(text, line.span, context_));
      speakers = std::max(speakers, displayWidth(onOneLine(line.speaker)));
      left = std::max(left, displayWidth(onOneLine(contexts.back().left)));
    }
    console_.out << isolated(console_, onOneLine(document.name)) << '\n';
    for (std::size_t at = 0; at < lines.size(); ++at) {
      console_.out << "  ";
      if (speakers > 0)
        console_.out << padded(isolated(console_, onOneLine(lines[at].speaker)), speakers) << "  ";
      const std::string before = onOneLine(contexts[at].left);
      // The hit and what stands around it are one line of text: one direction for all three.
      console_.out << std::string(left - displayWidth(before), ' ')
                   << isolated(console_, before + marked(console_, onOneLine(contexts[at].match)) +
                                             onOneLine(contexts[at].right))
                   << '\n';
    }
    if (!lines.empty()) console_.out << '\n';
  }

  Console& console_;
  std::size_t context_;
  std::optional<RowWriter> rows_;
};

std::uint32_t turnOf(const Text& text, std::uint64_t at) {
  const auto behind = std::ranges::upper_bound(text.turns, at, {},
                                               [](const Turn& turn) { return turn.span.begin; });
  return behind == text.turns.begin() ? static_cast<std::uint32_t>(text.turns.size())
                                      : static_cast<std::uint32_t>(behind - text.turns.begin() - 1);
}

}  // namespace

ShownHits writeHits(const Storage& storage, const Query& query, const HitLayout& layout,
                    Console& console) {
  constexpr std::size_t pageSize = 100;
  ShownHits shown;
  HitWriter writer(console, layout.format, layout.context);
  std::optional<Cursor> cursor = Cursor{};
  while (cursor) {
    if (console.progress.cancelled()) throw Error(ErrorKind::Cancelled, "search: stopped");
    const SearchPage page = storage.search(query, *cursor, pageSize);
    shown.count.completeness = page.completeness;
    for (const DocumentHits& found : page.documents) {
      if (shown.lines >= layout.limit) {
        shown.all = false;
        return shown;
      }
      const auto document = storage.document(found.document);
      const auto text = storage.text(found.text);
      auto hits = found.hits;
      if (hits.size() > layout.limit - shown.lines) {
        hits.resize(layout.limit - shown.lines);
        shown.all = false;
      }
      writer.write(*document, *text, hits);
      shown.lines += std::max<std::uint64_t>(hits.size(), 1);
      shown.count.hits += hits.size();
      ++shown.count.documents;
    }
    cursor = page.next;
  }
  return shown;
}

std::uint64_t writeList(const Storage& storage, const HitList& list, const HitLayout& layout,
                        Console& console) {
  HitWriter writer(console, layout.format, layout.context);
  std::uint64_t written = 0;
  for (std::size_t hit = 0; hit < list.hits.size() && written < layout.limit;) {
    if (console.progress.cancelled()) throw Error(ErrorKind::Cancelled, "search: stopped");
    const std::uint32_t number = list.hits[hit].document;
    const auto document = storage.document(list.documents[number].document);
    const auto text = storage.text(list.documents[number].text);
    std::vector<DocumentHits::Hit> hits;
    for (; hit < list.hits.size() && list.hits[hit].document == number && written < layout.limit;
         ++hit) {
      DocumentHits::Hit each;
      each.span = list.hits[hit].span;
      each.turn = turnOf(*text, each.span.begin);
      hits.push_back(std::move(each));
      ++written;
    }
    writer.write(*document, *text, hits);
  }
  return written;
}

}  // namespace retold
