#include "queries/screen/options.h"

#include <algorithm>
#include <array>

namespace retold {
namespace {

struct Mark {
  std::string_view bytes;
  bool ticked;
};

constexpr std::array<Mark, 15> kMarks{{
    {"☒", true},
    {"☑", true},
    {"✓", true},
    {"✔", true},
    {"✗", true},
    {"✘", true},
    {"■", true},
    {"[x]", true},
    {"[X]", true},
    {"(x)", true},
    {"(X)", true},
    {"☐", false},
    {"□", false},
    {"[ ]", false},
    {"( )", false},
}};

struct Box {
  ByteSpan span;
  bool ticked = false;
};

const Mark* markAt(std::string_view rest) {
  constexpr std::string_view beginnings = "\xE2[(";  // of every mark
  if (rest.empty() || beginnings.find(rest.front()) == std::string_view::npos) return nullptr;
  const auto at =
      std::ranges::find_if(kMarks, [&](const Mark& mark) { return rest.starts_with(mark.bytes); });
  return at == kMarks.end() ? nullptr : &*at;
}

std::vector<Box> boxesIn(std::string_view text, ByteSpan stretch) {
  std::vector<Box> boxes;
  const std::string_view within = text.substr(0, stretch.end);
  for (std::uint64_t at = stretch.begin; at < within.size();) {
    const Mark* mark = markAt(within.substr(at));
    if (mark == nullptr) {
      ++at;
      continue;
    }
    boxes.push_back({{at, at + mark->bytes.size()}, mark->ticked});
    at += mark->bytes.size();
  }
  return boxes;
}

/// Blanks, bullets and what parts options from each other.
bool isLoose(char c) { return std::string_view(" \t\n-*,;/|").find(c) != std::string_view::npos; }

ByteSpan trimmed(std::string_view text, ByteSpan span) {
  constexpr std::string_view bullet = "•";
  for (;;) {
    if (span.begin < span.end && isLoose(text[span.begin]))
      ++span.begin;
    else if (text.substr(span.begin, span.size()).starts_with(bullet))
      span.begin += bullet.size();
    else
      break;
  }
  while (span.end > span.begin && isLoose(text[span.end - 1])) --span.end;
  return span;
}

/// "He sold me again ( ) and left": brackets amid the words stand for one that was not understood.
bool isGap(std::string_view text, const Box& box, std::uint64_t end) {
  const bool brackets = text[box.span.begin] == '(' || text[box.span.begin] == '[';
  const ByteSpan behind = trimmed(text, {box.span.end, end});
  return brackets && !box.ticked && behind.begin < behind.end;
}

}  // namespace

std::vector<FormOption> optionsIn(std::string_view text, ByteSpan stretch) {
  const std::vector<Box> boxes = boxesIn(text, stretch);
  const bool before = beginsWithBox(text, stretch);
  if (!before && boxes.size() == 1 && isGap(text, boxes.front(), stretch.end)) return {};
  std::vector<FormOption> options;
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const ByteSpan words =
        before ? ByteSpan{boxes[i].span.end,
                          i + 1 < boxes.size() ? boxes[i + 1].span.begin : stretch.end}
               : ByteSpan{i == 0 ? stretch.begin : boxes[i - 1].span.end, boxes[i].span.begin};
    options.push_back({trimmed(text, words), boxes[i].ticked});
  }
  return options;
}

bool beginsWithBox(std::string_view text, ByteSpan stretch) {
  const ByteSpan content = trimmed(text, stretch);
  return markAt(text.substr(content.begin, content.size())) != nullptr;
}

std::optional<std::uint64_t> firstBox(std::string_view text, ByteSpan stretch) {
  const std::vector<Box> boxes = boxesIn(text, stretch);
  if (boxes.empty()) return std::nullopt;
  return boxes.front().span.begin;
}

}  // namespace retold
