#include "indexer/reader/transcript_table.h"

#include <algorithm>
#include <map>

#include "indexer/text/turns_labels.h"
#include "indexer/text/turns_lines.h"

namespace retold {

namespace {

constexpr std::size_t kMostColumns = 5;
constexpr std::size_t kMostSpeakers = 8;
constexpr std::size_t kLongestSpeaker = 48;  // bytes
constexpr std::size_t kMostSpeakerWords = 4;
constexpr std::size_t kShortestSpeech = 12;  // bytes on average
constexpr std::size_t kLongestColumnName = 40;

/// What the cells of a column are like.
struct Column {
  std::size_t filled = 0;
  std::size_t bytes = 0;
  std::size_t times = 0;
  std::size_t numbers = 0;
  std::size_t labels = 0;
  std::map<std::string, std::size_t> values;
};

std::string trimmed(const std::string& text) {
  const ByteSpan span = trimSpan(text, {0, text.size()});
  return text.substr(span.begin, span.size());
}

bool isTime(const std::string& text) {
  const auto stamp = timeStampAt(text, 0, text.size());
  return stamp && stamp->end == text.size();
}

bool isNumber(const std::string& text) {
  const std::size_t digits = text.ends_with('.') ? text.size() - 1 : text.size();
  return digits > 0 && digits <= 6 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(digits),
                     [](char c) { return c >= '0' && c <= '9'; });
}

bool isLabel(const std::string& text) {
  if (text.size() > kLongestSpeaker || text.find('\n') != std::string::npos) return false;
  if (startsWithMark(text) || isNumber(text) || isTime(text)) return false;
  if (isFieldName(labelKey(text)) || hasQuestionMark(text)) return false;
  return wordsIn(text) <= kMostSpeakerWords && (!text.ends_with('.') || text.size() <= 6);
}

void count(Column& column, const std::string& text) {
  if (text.empty()) return;
  ++column.filled;
  column.bytes += text.size();
  column.times += isTime(text);
  column.numbers += isNumber(text);
  if (isLabel(text)) {
    ++column.labels;
    ++column.values[labelKey(text)];
  }
}

bool mostly(std::size_t part, std::size_t whole) { return part > 0 && part * 10 >= whole * 9; }

/// Few names that recur, as in a conversation.
bool areSpeakers(const Column& column) {
  if (!mostly(column.labels, column.filled) || column.labels < 3) return false;
  if (column.values.size() > kMostSpeakers || column.values.size() < 2) return false;
  return column.values.size() * 3 <= column.labels * 2;
}

std::vector<Column> countColumns(const std::vector<FlowRow>& rows, std::size_t first) {
  std::vector<Column> columns;
  for (std::size_t i = first; i < rows.size(); ++i) {
    if (columns.size() < rows[i].cells.size()) columns.resize(rows[i].cells.size());
    for (std::size_t c = 0; c < rows[i].cells.size(); ++c) {
      count(columns[c], trimmed(flowCellText(rows[i].cells[c])));
    }
  }
  return columns;
}

std::optional<TranscriptTable> columnsFrom(const std::vector<FlowRow>& rows, std::size_t first) {
  const std::vector<Column> columns = countColumns(rows, first);
  if (columns.size() < 2) return std::nullopt;
  TranscriptTable table;
  table.firstRow = first;
  table.speech = static_cast<std::size_t>(std::ranges::max_element(columns, {}, &Column::bytes) -
                                          columns.begin());
  const Column& speech = columns[table.speech];
  const std::size_t count = rows.size() - first;
  if (speech.filled * 10 < count * 8 || speech.bytes < speech.filled * kShortestSpeech) {
    return std::nullopt;
  }
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = columns[c];
    if (c == table.speech || column.filled == 0) continue;
    if (!table.time && mostly(column.times, column.filled) && column.filled * 2 >= count) {
      table.time = c;
    } else if (!table.number && mostly(column.numbers, column.filled)) {
      table.number = c;
    } else if (!table.speaker && c < table.speech && areSpeakers(column) &&
               column.filled * 10 >= count * 7) {
      table.speaker = c;
    } else {
      return std::nullopt;
    }
  }
  if (!table.speaker && !table.time) return std::nullopt;
  return table;
}

/// The first row names the columns: its cells are short, and its speaker and time are none.
bool namesColumns(const std::vector<FlowRow>& rows, const TranscriptTable& table) {
  const auto textAt = [&](std::optional<std::size_t> column) {
    const bool has = column && *column < rows[0].cells.size();
    return has ? trimmed(flowCellText(rows[0].cells[*column])) : std::string();
  };
  const std::string speaker = textAt(table.speaker), time = textAt(table.time);
  if (textAt(table.speech).size() > kLongestColumnName) return false;
  if (table.time && (time.empty() || isTime(time))) return false;
  if (!table.speaker) return true;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (*table.speaker >= rows[i].cells.size()) continue;
    if (trimmed(flowCellText(rows[i].cells[*table.speaker])) == speaker) return false;
  }
  return !speaker.empty() && !knownLabel(labelKey(speaker));
}

}  // namespace

std::string flowCellText(const FlowCell& cell) {
  std::string text;
  for (const FlowBlock& block : cell) {
    if (!text.empty()) text += '\n';
    if (!block.label.empty()) text += block.label + ' ';
    text += block.text;
  }
  return text;
}

std::string speakerOf(const std::string& cell) {
  std::string speaker = trimmed(cell);
  while (speaker.ends_with(':') || speaker.ends_with(' ')) speaker.pop_back();
  return speaker;
}

std::optional<TranscriptTable> transcriptColumns(const std::vector<FlowRow>& rows) {
  if (rows.size() < 3) return std::nullopt;
  for (const FlowRow& row : rows) {
    if (row.cells.size() > kMostColumns) return std::nullopt;
    for (const FlowCell& cell : row.cells) {
      const bool nested =
          std::ranges::any_of(cell, [](const FlowBlock& block) { return !block.rows.empty(); });
      if (nested) return std::nullopt;
    }
  }
  const auto below = rows.size() > 3 ? columnsFrom(rows, 1) : std::nullopt;
  if (below && namesColumns(rows, *below)) return below;
  return columnsFrom(rows, 0);
}

}  // namespace retold
