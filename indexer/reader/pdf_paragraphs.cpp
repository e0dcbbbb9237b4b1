#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <string_view>

#include "indexer/reader/flow.h"
#include "indexer/reader/pdf_layout.h"

namespace retold {

namespace {

constexpr double kIndent = 0.8;  // of the font size

double median(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

bool endsWithAny(std::string_view text, std::span<const std::string_view> endings) {
  return std::ranges::any_of(endings, [text](std::string_view e) { return text.ends_with(e); });
}

bool endsSentence(std::string_view text) {
  static constexpr std::string_view kClosing[] = {"\"",     "'",      ")", "]", "\u201d",
                                                  "\u2019", "\u00bb", "*", "_"};
  static constexpr std::string_view kEndings[] = {".",      "!",      "?",      ":",      "\u2026",
                                                  "\u3002", "\uff01", "\uff1f", "\u061f", "\u06d4",
                                                  "\u0964", "\u0965", "\u1362", "\u17d4"};
  for (int i = 0; i < 3; ++i) {
    for (const std::string_view close : kClosing) {
      if (text.ends_with(close)) text.remove_suffix(close.size());
    }
  }
  return endsWithAny(text, kEndings);
}

/// "INT:", "[00:01:02] Anna:", "Q12." at the beginning of a line.
bool looksLikeLabel(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.starts_with('[')) return true;
  const std::size_t colon = text.substr(0, kLongest).find(':');
  if (colon != std::string_view::npos && colon > 0 &&
      (colon + 1 == text.size() || text[colon + 1] == ' ' || text[colon + 1] == '\t')) {
    return std::ranges::count(text.substr(0, colon), ' ') < 4;
  }
  std::size_t at = 0;
  if (text.starts_with('Q') || text.starts_with('A') || text.starts_with('R')) ++at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at > 0 && at + 1 < text.size() && (text[at] == '.' || text[at] == ')') &&
         text[at + 1] == ' ';
}

/// Whether a word goes on in the next line.
bool isHyphenated(const PageLine& line, const PageLine& next) {
  const std::string_view text = line.text;
  if (text.ends_with("\u00ad")) return true;
  if (text.size() < 2 || !(text.ends_with('-') || text.ends_with("\u2010"))) return false;
  std::int32_t at = 0;
  UChar32 first = 0;
  U8_NEXT_UNSAFE(next.text.data(), at, first);
  const char before = text[text.size() - (text.ends_with('-') ? 2 : 4)];
  return before != ' ' && before != '-' && u_islower(first);
}

double startOf(const PageLine& line) {
  return line.fromRight ? line.columnRight - line.right : line.left - line.columnLeft;
}

double roomAfter(const PageLine& line) {
  return line.fromRight ? line.left - line.columnLeft : line.columnRight - line.right;
}

/// Whether the first word of the next line would have found room on this one.
bool endsEarly(const PageLine& line, const PageLine& next) {
  return roomAfter(line) > next.firstWord + 0.5 * line.size;
}

/// Whether the line is indented, or set back, as the first of a paragraph is.
bool beginsByIndent(std::span<const PageLine> lines, std::size_t at) {
  const PageLine& line = lines[at];
  const PageLine& before = lines[at - 1];
  const double step = startOf(line) - startOf(before);
  const double least = kIndent * line.size;
  const auto sameBlock = [&](std::size_t other) { return lines[other].block == line.block; };
  if (step > least) {
    const bool hanging =
        looksLikeLabel(before.text) || (at + 1 < lines.size() && sameBlock(at + 1) &&
                                        std::abs(startOf(lines[at + 1]) - startOf(line)) < least);
    return !hanging || (endsEarly(before, line) && endsSentence(before.text));
  }
  if (step < -least) {
    // The line before was the indented first one of this paragraph, unless others like it stand
    // over it.
    return at >= 2 && sameBlock(at - 2) &&
           std::abs(startOf(lines[at - 2]) - startOf(before)) < least;
  }
  return false;
}

/// What people filled into a form ends where they ended it, and answers what stands before it.
bool partsAnswer(const PageLine& before, const PageLine& line) {
  if (!before.filled.empty()) return true;
  if (!line.filled.empty() && line.filled.front() == 0) return endsSentence(before.text);
  const bool afterMark = startsWithMark(before.text);
  if (startsWithMark(line.text)) return !afterMark;
  return (afterMark || !formCuts(before.text).empty()) && endsEarly(before, line);
}

double lineDistance(std::span<const PageLine> lines) {
  std::vector<double> distances;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].block != lines[i - 1].block) continue;
    distances.push_back((lines[i].bottom - lines[i - 1].bottom) / std::max(lines[i].size, 1.0));
  }
  // Few lines may be paragraphs each.
  constexpr std::size_t kFew = 4;
  constexpr double kMostLikely = 1.5;
  const bool few = distances.size() < kFew;
  const double usual = median(std::move(distances));
  return few ? std::min(usual, kMostLikely) : usual;
}

}  // namespace

bool goesOn(const PageLine& last, const PageLine& first) {
  if (isHyphenated(last, first)) return true;
  return std::abs(last.size - first.size) < 0.15 * last.size && !endsSentence(last.text) &&
         last.filled.empty() && !startsWithMark(first.text) && !endsEarly(last, first) &&
         !looksLikeLabel(first.text) && startOf(first) < kIndent * first.size;
}

std::vector<LineBreak> lineBreaks(std::span<const PageLine> lines) {
  const double usual = lineDistance(lines);
  std::vector<LineBreak> breaks;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const PageLine& before = lines[i - 1];
    const PageLine& line = lines[i];
    bool paragraph = false;
    if (isHyphenated(before, line)) {
      paragraph = false;
    } else if (line.block != before.block) {
      // Text goes on from a column's foot to the head of the next.
      paragraph = line.top > before.top || !goesOn(before, line);
    } else {
      const double distance = (line.bottom - before.bottom) / std::max(line.size, 1.0);
      const bool early = endsEarly(before, line);
      paragraph = distance > 1.35 * usual ||
                  std::abs(line.size - before.size) > 0.15 * before.size ||
                  beginsByIndent(lines, i) || partsAnswer(before, line) ||
                  (endsSentence(before.text) && (early || looksLikeLabel(line.text))) ||
                  (early && looksLikeLabel(line.text));
    }
    breaks.push_back(paragraph ? LineBreak::Paragraph : LineBreak::Line);
  }
  return breaks;
}

// -------------------------------------------------------------------------------- running lines

namespace {

/// A line at the edge of a page that may be a header or a footer.
struct EdgeLine {
  std::size_t page = 0;
  std::size_t line = 0;
  double top = 0;
  std::string text;  ///< its numbers as "#"
  std::vector<std::uint64_t> numbers;
};

EdgeLine edgeLine(std::size_t page, std::size_t index, const PageLine& line) {
  EdgeLine edge{page, index, line.top, {}, {}};
  for (std::size_t at = 0; at < line.text.size(); ++at) {
    const char c = line.text[at];
    if (c < '0' || c > '9') {
      edge.text += c;
      continue;
    }
    std::uint64_t number = 0;
    for (; at < line.text.size() && line.text[at] >= '0' && line.text[at] <= '9'; ++at) {
      number = std::min<std::uint64_t>(
          number * 10 + static_cast<std::uint64_t>(line.text[at] - '0'), 1'000'000'000);
    }
    --at;
    edge.text += '#';
    edge.numbers.push_back(number);
  }
  return edge;
}

/// The highest and lowest lines of a page, near its edges.
std::vector<EdgeLine> edgesOf(std::size_t page, const LaidOutPage& laidOut) {
  constexpr std::size_t kEdge = 3;
  constexpr double kMargin = 0.15;
  const std::vector<PageLine>& lines = laidOut.lines;
  std::vector<std::size_t> order(lines.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return lines[i].top; });
  std::vector<EdgeLine> edges;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const PageLine& line = lines[order[i]];
    const bool above = i < kEdge && line.top < kMargin * laidOut.height;
    const bool below = i + kEdge >= order.size() && line.bottom > (1 - kMargin) * laidOut.height;
    if (above || below) edges.push_back(edgeLine(page, order[i], line));
  }
  return edges;
}

/// Each number of a line stays the same or grows by as much as the pages do.
bool countsWithPages(const EdgeLine& a, const EdgeLine& b) {
  for (std::size_t i = 0; i < a.numbers.size(); ++i) {
    if (b.numbers[i] != a.numbers[i] && b.numbers[i] != a.numbers[i] + (b.page - a.page))
      return false;
  }
  return true;
}

}  // namespace

std::size_t removeRunningLines(std::vector<LaidOutPage>& pages) {
  constexpr std::size_t kLeastPages = 3;
  constexpr double kSameHeight = 3;
  std::map<std::string, std::vector<EdgeLine>> groups;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    for (EdgeLine& edge : edgesOf(page, pages[page])) groups[edge.text].push_back(std::move(edge));
  }
  std::vector<std::vector<std::size_t>> gone(pages.size());
  std::size_t count = 0;
  for (auto& [text, edges] : groups) {
    std::ranges::stable_sort(edges, {}, &EdgeLine::top);
    for (std::size_t begin = 0; begin < edges.size();) {
      std::size_t end = begin + 1;
      while (end < edges.size() && edges[end].top - edges[begin].top < kSameHeight) ++end;
      const std::span<EdgeLine> same(&edges[begin], end - begin);
      begin = end;
      std::ranges::stable_sort(same, {}, &EdgeLine::page);
      if (same.size() < kLeastPages || same.size() * 10 < pages.size() * 4) continue;
      const auto off = std::ranges::adjacent_find(
          same, [](const EdgeLine& a, const EdgeLine& b) { return !countsWithPages(a, b); });
      if (off != same.end()) continue;
      for (const EdgeLine& edge : same) gone[edge.page].push_back(edge.line);
      count += same.size();
    }
  }
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::ranges::sort(gone[page], std::greater<>());
    for (const std::size_t line : gone[page]) {
      std::vector<PageLine>& lines = pages[page].lines;
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(line));
    }
  }
  return count;
}

}  // namespace retold
