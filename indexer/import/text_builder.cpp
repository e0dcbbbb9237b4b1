#include "indexer/import/text_builder.h"

#include <algorithm>
#include <utility>

#include "indexer/text/utf8.h"

namespace retold {

namespace {

bool isBlank(char c) { return c == ' ' || c == '\t'; }

bool isSpaceByte(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '\x7f'; }

}  // namespace

void TextBuilder::paragraph() { pending_ = 2; }

void TextBuilder::line() { pending_ = std::max(pending_, 1); }

void TextBuilder::trimEnd() {
  std::string& text = document_.text;
  const std::uint64_t floor = inTurn_ ? document_.turns.back().body.begin : 0;
  while (text.size() > floor && isBlank(text.back())) text.pop_back();
}

void TextBuilder::breakBefore() {
  std::string& text = document_.text;
  if (pending_ > 0) {
    trimEnd();
    const bool atBodyBegin = inTurn_ && text.size() == document_.turns.back().body.begin;
    if (!text.empty() && !atBodyBegin) text.append(static_cast<std::size_t>(pending_), '\n');
    pending_ = 0;
  }
  for (const std::uint32_t page : newPages_) {
    if (document_.pageStarts.size() >= page) continue;
    document_.pageStarts.resize(page, text.size());
  }
  newPages_.clear();
}

void TextBuilder::put(std::string_view valid, bool flowing) {
  std::string& text = document_.text;
  for (std::size_t at = 0; at < valid.size();) {
    const char c = valid[at];
    if (flowing && isSpaceByte(c)) {
      space();
      ++at;
    } else if (c == '\n' || c == '\r' || c == '\v' || c == '\f') {
      at += c == '\r' && at + 1 < valid.size() && valid[at + 1] == '\n' ? 2 : 1;
      // Two line ends in a row are an empty line.
      pending_ = pending_ == 0 ? 1 : 2;
    } else if (isControl(c) && c != '\t') {
      ++at;
    } else {
      std::size_t end = at + 1;
      while (end < valid.size() && !isControl(valid[end]) && !(flowing && valid[end] == ' ')) ++end;
      breakBefore();
      text.append(valid.substr(at, end - at));
      at = end;
    }
  }
}

void TextBuilder::add(std::string_view utf8) {
  if (!firstInvalidUtf8(utf8)) return put(utf8, false);
  put(replaceInvalidUtf8(utf8, document_.unreadable), false);
}

void TextBuilder::addFlowing(std::string_view utf8) {
  if (!firstInvalidUtf8(utf8)) return put(utf8, true);
  put(replaceInvalidUtf8(utf8, document_.unreadable), true);
}

void TextBuilder::space() {
  std::string& text = document_.text;
  if (pending_ > 0 || text.empty() || isSpaceByte(text.back())) return;
  text += ' ';
}

void TextBuilder::page(std::uint32_t number) { newPages_.push_back(number); }

void TextBuilder::endTurn() {
  if (!inTurn_) return;
  trimEnd();
  inTurn_ = false;
  Turn& turn = document_.turns.back();
  turn.body.end = turn.span.end = document_.text.size();
  if (turn.body.begin == turn.body.end) {
    // Nothing was said: neither is the label.
    document_.text.resize(turn.span.begin);
    document_.turns.pop_back();
    while (!document_.text.empty() && isSpaceByte(document_.text.back())) {
      document_.text.pop_back();
    }
    for (std::uint64_t& start : document_.pageStarts) {
      start = std::min<std::uint64_t>(start, document_.text.size());
    }
  }
}

void TextBuilder::beginTurn(std::string_view speaker, std::optional<std::int64_t> startMilliseconds,
                            std::optional<std::int64_t> endMilliseconds,
                            std::optional<std::uint32_t> row) {
  endTurn();
  if (!document_.text.empty()) pending_ = 2;
  breakBefore();
  Turn turn;
  turn.span.begin = document_.text.size();
  if (!speaker.empty()) {
    add(speaker);
    pending_ = 0;
    turn.speaker = document_.text.substr(turn.span.begin);
    document_.text += ": ";
  }
  turn.body.begin = document_.text.size();
  turn.startMilliseconds = startMilliseconds;
  turn.endMilliseconds = endMilliseconds;
  turn.page = row;
  if (!row && !document_.pageStarts.empty()) {
    turn.page = static_cast<std::uint32_t>(document_.pageStarts.size());
  }
  document_.turns.push_back(std::move(turn));
  inTurn_ = true;
}

void TextBuilder::extendTurn(std::int64_t endMilliseconds) {
  if (inTurn_) document_.turns.back().endMilliseconds = endMilliseconds;
}

void TextBuilder::note(std::string text) {
  auto& notes = document_.notes;
  if (std::ranges::find(notes, text) == notes.end()) notes.push_back(std::move(text));
}

ReadDocument TextBuilder::finish() {
  endTurn();
  trimEnd();
  if (!document_.text.empty()) document_.text += '\n';
  for (const std::uint32_t page : newPages_) {
    if (document_.pageStarts.size() < page) {
      document_.pageStarts.resize(page, document_.text.size());
    }
  }
  document_.encoding = {"UTF-8", 1.0, false};
  return std::exchange(document_, {});
}

}  // namespace retold
