#include "indexer/reader/flow.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/import/text_builder.h"
#include "indexer/reader/package.h"
#include "indexer/reader/transcript_table.h"
#include "indexer/text/turns.h"
#include "indexer/text/turns_lines.h"

namespace retold {

namespace {

/// A longer paragraph in front of marks is an explanation, not what they answer.
constexpr std::uint64_t kMostQuestionWords = 40;

std::string_view trimmed(std::string_view text) {
  const ByteSpan span = trimSpan(text, {0, text.size()});
  return text.substr(span.begin, span.size());
}

/// The length of the mark at the begin of the text; 0 where there is none.
std::size_t markLength(std::string_view text) {
  if (text.empty() || (text[0] != '\xE2' && text[0] != '[' && text[0] != '(')) return 0;
  constexpr std::array<std::string_view, 15> kMarks{
      "☐", "☑", "☒", "✓", "✔", "✗", "✘", "□", "■", "[ ]", "[x]", "[X]", "( )", "(x)", "(X)"};
  for (const std::string_view mark : kMarks) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

std::vector<ByteSpan> marksIn(std::string_view line) {
  std::vector<ByteSpan> marks;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t length = markLength(line.substr(at));
    if (length > 0) marks.push_back({at, at + length});
    at += std::max<std::size_t>(length, 1);
  }
  return marks;
}

bool asks(std::string_view text) {
  return text.ends_with(':') || text.ends_with("：") || endsQuestion(text);
}

/// Behind the last question mark in the text; npos where there is none.
std::size_t behindQuestion(std::string_view text) {
  std::size_t best = std::string_view::npos;
  for (const std::string_view mark : {"?", "？", "؟", "՞", "፧"}) {
    const std::size_t at = text.rfind(mark);
    if (at == std::string_view::npos) continue;
    if (best == std::string_view::npos || at + mark.size() > best) best = at + mark.size();
  }
  return best;
}

/// Where a further question begins in what follows an option: behind a tab or a gap.
std::size_t behindGap(std::string_view text) {
  const std::size_t tab = text.rfind('\t'), gap = text.rfind("  ");
  std::size_t at = std::string_view::npos;
  if (tab != std::string_view::npos) at = tab + 1;
  if (gap != std::string_view::npos && (at == std::string_view::npos || gap + 2 > at)) at = gap + 2;
  return at;
}

}  // namespace

bool startsWithMark(std::string_view text) { return markLength(text) > 0; }

bool saysMore(std::string_view headerText) {
  return std::ranges::any_of(headerText, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

void markQuestions(ReadDocument& document, std::span<const std::uint64_t> ends) {
  if (ends.empty()) return;
  if (document.turns.empty()) document.turns = findTurns(document.text);
  for (Turn& turn : document.turns) {
    if (turn.speaker.empty() && std::ranges::binary_search(ends, turn.span.end)) {
      turn.question = true;
    }
  }
}

std::uint64_t wordsIn(std::string_view text) {
  std::uint64_t words = 0;
  bool inWord = false;
  for (const char c : text) {
    const bool white = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
    words += !white && !inWord;
    inWord = !white;
  }
  return words;
}

std::vector<FormCut> formCuts(std::string_view line) {
  const std::vector<ByteSpan> marks = marksIn(line);
  if (marks.empty()) return {};
  std::vector<FormCut> cuts;
  const std::string_view before = line.substr(0, marks[0].begin);
  if (const std::string_view lead = trimmed(before); !lead.empty()) {
    const bool marksBehind = trimmed(line.substr(marks.back().end)).empty();
    const std::size_t question = behindQuestion(before);
    if (asks(lead)) {
      cuts.push_back({marks[0].begin, true});
    } else if (question != std::string_view::npos) {
      cuts.push_back({question, true});
    } else if (marks.size() > 1 && !marksBehind) {
      cuts.push_back({marks[0].begin, true});
    }
  }
  for (std::size_t i = 1; i < marks.size(); ++i) {
    const std::size_t from = marks[i - 1].end;
    const std::string_view between = line.substr(from, marks[i].begin - from);
    if (!asks(trimmed(between))) continue;
    std::string_view upToLastWord = between;
    while (!upToLastWord.empty() && (upToLastWord.back() == ' ' || upToLastWord.back() == '\t')) {
      upToLastWord.remove_suffix(1);
    }
    const std::size_t gap = behindGap(upToLastWord);
    if (gap == std::string_view::npos) continue;
    cuts.push_back({from + gap, false});
    cuts.push_back({marks[i].begin, true});
  }
  return cuts;
}

namespace {

class FlowWriter {
 public:
  FlowWriter(Flow&& flow, const ReadLimits& limits) : flow_(std::move(flow)), limits_(limits) {}

  ReadDocument write();

 private:
  void block(const FlowBlock& block);
  void paragraph(std::string_view label, std::string_view text);
  void piece(std::string_view text, bool question);
  void words(std::string_view text);
  void table(const std::vector<FlowRow>& rows);
  void row(const FlowRow& row);
  void transcript(const std::vector<FlowRow>& rows, const TranscriptTable& columns);
  void behind(const std::vector<FlowBlock>& blocks);
  void newParagraph();

  Flow flow_;
  const ReadLimits& limits_;
  TextBuilder builder_;
  bool inTurns_ = false;   ///< the reader divides the text into turns
  bool inSpeech_ = false;  ///< the next paragraph belongs to the turn that is open
  bool pages_ = false;
  std::uint32_t page_ = 1;
  std::vector<std::uint64_t> questionEnds_;
  std::string lastParagraph_;
  std::uint64_t lastEnd_ = 0;
};

std::uint64_t pageBreaksIn(const std::vector<FlowBlock>& blocks) {
  std::uint64_t breaks = 0;
  for (const FlowBlock& block : blocks) {
    breaks += static_cast<std::uint64_t>(std::ranges::count(block.text, kPageBreak));
    for (const FlowRow& row : block.rows) {
      for (const FlowCell& cell : row.cells) breaks += pageBreaksIn(cell);
    }
  }
  return breaks;
}

bool hasTranscript(const std::vector<FlowBlock>& blocks) {
  return std::ranges::any_of(blocks, [](const FlowBlock& block) {
    return !block.rows.empty() && transcriptColumns(block.rows);
  });
}

void FlowWriter::words(std::string_view text) {
  while (true) {
    const std::size_t at = text.find(kPageBreak);
    builder_.add(text.substr(0, at));
    if (at == std::string_view::npos) break;
    if (pages_) builder_.page(++page_);
    text.remove_prefix(at + 1);
  }
  if (builder_.size() > limits_.text) {
    throw Unreadable{"its text is larger than " + sizeInWords(limits_.text) +
                     "; a file that is meant to be so large is read with --largest-text"};
  }
}

void FlowWriter::newParagraph() {
  if (inTurns_ && !inSpeech_) {
    builder_.beginTurn("");
  } else {
    builder_.paragraph();
  }
}

/// One paragraph without line breaks that ask.
void FlowWriter::piece(std::string_view text, bool question) {
  const std::string_view shown = trimmed(text);
  if (shown.empty()) {
    words(text.find(kPageBreak) == std::string_view::npos ? std::string_view() : text);
    return;
  }
  newParagraph();
  // Page breaks at the edges are white space to trimmed(); they count all the same.
  const auto begin = static_cast<std::size_t>(shown.data() - text.data());
  for (std::size_t i = 0; i < begin; ++i) {
    if (text[i] == kPageBreak) words(text.substr(i, 1));
  }
  words(shown);
  const bool answers = startsWithMark(shown);
  if (answers && !lastParagraph_.empty() && !startsWithMark(lastParagraph_) &&
      !lastParagraph_.ends_with('.') && wordsIn(lastParagraph_) <= kMostQuestionWords) {
    questionEnds_.push_back(lastEnd_);
  }
  lastParagraph_ = shown;
  lastEnd_ = builder_.size();
  if (question) questionEnds_.push_back(lastEnd_);
  for (std::size_t i = begin + shown.size(); i < text.size(); ++i) {
    if (text[i] == kPageBreak) words(text.substr(i, 1));
  }
}

void FlowWriter::paragraph(std::string_view label, std::string_view text) {
  if (trimmed(text).empty()) return piece(text, false);
  std::string whole(label);
  if (!whole.empty()) whole += ' ';
  whole += text;
  // White space in front of a paragraph is layout.
  std::size_t begin = 0;
  for (std::size_t line = 0; line < whole.size();) {
    const std::size_t end = std::min(whole.find('\n', line), whole.size());
    for (const FormCut& cut : formCuts(std::string_view(whole).substr(line, end - line))) {
      piece(std::string_view(whole).substr(begin, line + cut.at - begin), cut.question);
      begin = line + cut.at;
    }
    line = end + 1;
  }
  piece(std::string_view(whole).substr(begin), false);
}

void FlowWriter::block(const FlowBlock& block) {
  if (block.rows.empty()) {
    paragraph(block.label, block.text);
  } else if (const auto columns = inSpeech_ ? std::nullopt : transcriptColumns(block.rows)) {
    transcript(block.rows, *columns);
  } else {
    table(block.rows);
  }
}

bool isBlank(const FlowBlock& block) { return block.rows.empty() && trimmed(block.text).empty(); }

/// The only paragraph of the cell, with its label; none where the cell is not that simple.
std::optional<std::string> simpleCell(const FlowCell& cell) {
  std::string text;
  for (const FlowBlock& block : cell) {
    if (isBlank(block)) {
      text += block.text.find(kPageBreak) != std::string::npos ? "\f" : "";
      continue;
    }
    const bool further = !trimmed(text).empty();
    if (further || !block.rows.empty() || trimmed(block.text).find('\n') != std::string::npos) {
      return std::nullopt;
    }
    if (!block.label.empty()) text += block.label + ' ';
    text += trimmed(block.text);
  }
  return text;
}

void FlowWriter::row(const FlowRow& row) {
  std::vector<std::string> cells;
  for (const FlowCell& cell : row.cells) {
    auto simple = simpleCell(cell);
    if (!simple) break;
    cells.push_back(std::move(*simple));
  }
  if (cells.size() < row.cells.size()) {
    for (const FlowCell& cell : row.cells) {
      for (const FlowBlock& each : cell) block(each);
    }
    return;
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  const auto first = std::ranges::find_if(cells, [](const auto& cell) { return !cell.empty(); });
  std::string line;
  for (auto cell = cells.begin(); cell != cells.end(); ++cell) {
    const bool behindFirst = cell > first && !trimmed(line).empty();
    const bool cut = behindFirst && ((cell == first + 1 && endsQuestion(trimmed(*first))) ||
                                     (startsWithMark(*cell) && trimmed(line) == trimmed(*first) &&
                                      !startsWithMark(trimmed(line))));
    if (cut) {
      piece(line, true);
      line.clear();
    } else if (cell != cells.begin()) {
      line += '\t';
    }
    line += *cell;
  }
  if (first == cells.end()) return;
  // White space in front shows in which column the row begins.
  const bool indented = line.front() == '\t';
  if (!indented) return paragraph("", line);
  newParagraph();
  words(line);
}

void FlowWriter::table(const std::vector<FlowRow>& rows) {
  for (const FlowRow& each : rows) row(each);
}

void FlowWriter::transcript(const std::vector<FlowRow>& rows, const TranscriptTable& columns) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i < columns.firstRow) {
      row(rows[i]);
      continue;
    }
    const auto cellAt = [&](std::optional<std::size_t> column) {
      const bool has = column && *column < rows[i].cells.size();
      return has ? flowCellText(rows[i].cells[*column]) : std::string();
    };
    const std::string speaker = speakerOf(cellAt(columns.speaker));
    const std::string time = cellAt(columns.time);
    const auto stamp = timeStampAt(time, 0, time.size());
    if (!speaker.empty() || stamp || i == columns.firstRow) {
      std::optional<std::int64_t> start, stop;
      if (stamp) {
        start = stamp->start;
        stop = stamp->stop;
      }
      builder_.beginTurn(speaker, start, stop);
      lastParagraph_.clear();
    }
    if (columns.speech >= rows[i].cells.size()) continue;
    inSpeech_ = true;
    for (const FlowBlock& each : rows[i].cells[columns.speech]) block(each);
    inSpeech_ = false;
  }
  if (columns.time) builder_.note("the times in a column of a table are kept with the turns");
  if (columns.number) builder_.note("the numbers of lines in a column of a table were left out");
}

void FlowWriter::behind(const std::vector<FlowBlock>& blocks) {
  for (const FlowBlock& each : blocks) block(each);
}

ReadDocument FlowWriter::write() {
  inTurns_ = hasTranscript(flow_.blocks);
  pages_ = flow_.pages && *flow_.pages > 1 && *flow_.pages == pageBreaksIn(flow_.blocks) + 1;
  if (pages_) builder_.page(1);
  for (const FlowBlock& each : flow_.blocks) block(each);
  pages_ = false;
  lastParagraph_.clear();
  behind(flow_.footnotes);
  behind(flow_.comments);
  for (std::string& note : flow_.notes) builder_.note(std::move(note));
  ReadDocument document = builder_.finish();
  std::ranges::sort(questionEnds_);
  markQuestions(document, questionEnds_);
  return document;
}

}  // namespace

ReadDocument writeFlow(Flow&& flow, const ReadLimits& limits) {
  return FlowWriter(std::move(flow), limits).write();
}

void giveFlow(Flow&& flow, const FlowSource& source, const ReadOptions& options, ReadResult& result,
              const ReadSink& sink) {
  ReadDocument document = writeFlow(std::move(flow), options.limits);
  const bool damaged = !source.damage.empty() || !source.complete;
  const std::string kind(source.kind);
  if (document.text.empty()) {
    const std::string leftOut = document.notes.empty() ? "" : " (" + document.notes.front() + ")";
    result.unreadable = damaged ? "the " + kind +
                                      " is damaged and no words can be read from it; look for "
                                      "another copy, or let the program that made it repair it"
                                : "the " + kind + " holds no words" + leftOut;
    return;
  }
  if (damaged) {
    const std::string what =
        source.damage.empty() ? "its text breaks off" : std::string(source.damage);
    document.notes.push_back("the file is damaged: " + what);
    result.diagnostics.push_back({Severity::Warning, std::string(source.name), 0, 0,
                                  "the " + kind + " is damaged (" + what + "); " +
                                      std::to_string(wordsIn(document.text)) +
                                      " words could be read and others may be missing"});
  }
  sink(std::move(document));
}

}  // namespace retold
