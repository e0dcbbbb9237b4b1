#include "indexer/import/ocr.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/import/text_builder.h"
#include "indexer/system.h"
#include "model/error.h"

namespace retold {

namespace {

constexpr std::string_view kProgram = "tesseract";
constexpr int kLook = 100;  // milliseconds between two looks at `stop`

constexpr std::string_view kNotInstalled =
    "Tesseract, which recognises text, is not installed: install the Debian package tesseract-ocr "
    "and import the file again";

/// What a run of Tesseract gave.
struct Run {
  std::string output;
  std::string trouble;  ///< why it gave nothing; "" where it ended well
};

Run runTesseract(std::vector<std::string> arguments, std::string_view input,
                 const ReadLimits& limits, const std::function<bool()>& stop) {
  Run run;
  const std::filesystem::path program = findProgram(kProgram);
  if (program.empty()) {
    run.trouble = kNotInstalled;
    return run;
  }
  // The shell sets the limit of memory, then becomes Tesseract.
  std::vector<std::string> words{"-c", "ulimit -v \"$0\" 2>/dev/null; exec \"$@\"",
                                 std::to_string(limits.memory >> 10), program.string()};
  std::ranges::move(arguments, std::back_inserter(words));
  const auto child = ChildProcess::start("/bin/sh", words, run.trouble);
  if (!child) return run;
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(limits.seconds);
  bool open = true;
  for (;;) {
    if (input.empty() && std::exchange(open, false)) child->closeInput();
    if (child->exchange(input, run.output, kLook) == ChildProcess::Output::Ended) break;
    if (stop && stop()) {
      run.trouble = "it was stopped";
      return run;
    }
    if (std::chrono::steady_clock::now() > end || run.output.size() > limits.text) {
      run.trouble = "Tesseract took more than " + std::to_string(limits.seconds) +
                    " seconds or gave more than " + std::to_string(limits.text) +
                    " bytes; the options --seconds and --largest-text set other limits";
      return run;
    }
  }
  const ChildProcess::Ending ending = child->wait();
  if (ending.exitCode != 0 || ending.signal != 0) {
    run.trouble =
        "Tesseract could not read the picture: it is damaged, of a kind that Tesseract "
        "does not know, or too large";
  }
  return run;
}

/// Tesseract's own columns of a line of its output.
struct TsvWord {
  std::array<std::uint32_t, 5> place{};  ///< page, block, paragraph, line, word
  double confidence = 0;                 ///< 0..100
  std::string_view text;
};

template <typename Number>
bool readNumber(std::string_view field, Number& number) {
  const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
  return error == std::errc() && end == field.data() + field.size();
}

/// A line that stands for a word; none for pages, blocks and what is no line of such a table.
std::optional<TsvWord> wordOf(std::string_view line) {
  constexpr std::size_t kColumns = 12;
  std::array<std::string_view, kColumns> fields;
  for (std::size_t i = 0; i < kColumns; ++i) {
    const std::size_t tab = i + 1 < kColumns ? line.find('\t') : line.size();
    if (tab == std::string_view::npos) return std::nullopt;
    fields[i] = line.substr(0, tab);
    line.remove_prefix(std::min(line.size(), tab + 1));
  }
  TsvWord word;
  if (fields[0] != "5") return std::nullopt;
  for (std::size_t i = 0; i < word.place.size(); ++i) {
    if (!readNumber(fields[i + 1], word.place[i])) return std::nullopt;
  }
  if (!readNumber(fields[10], word.confidence) || !(word.confidence >= 0)) return std::nullopt;
  word.text = fields[11];
  if (word.text.find_first_not_of(" \r") == std::string_view::npos) return std::nullopt;
  return word;
}

/// Puts the words of one page together.
class PageText {
 public:
  void add(const TsvWord& word) {
    const auto sameUpTo = [&](std::size_t count) {
      return std::equal(word.place.begin(), word.place.begin() + static_cast<std::ptrdiff_t>(count),
                        before_.begin());
    };
    if (!sameUpTo(3)) {
      text_.paragraph();
    } else if (!sameUpTo(4)) {
      text_.line();
    } else {
      text_.space();
    }
    before_ = word.place;
    text_.add(word.text);
    letters_ += word.text.size();
    sum_ += std::min(word.confidence, 100.0) / 100 * static_cast<double>(word.text.size());
  }

  RecognisedPage finish() {
    const double mean = letters_ > 0 ? sum_ / static_cast<double>(letters_) : 0;
    return {text_.finish().text, mean, letters_};
  }

 private:
  TextBuilder text_;
  std::array<std::uint32_t, 5> before_{};
  std::uint64_t letters_ = 0;
  double sum_ = 0;
};

std::vector<std::string> splitLanguages(std::string_view languages) {
  std::vector<std::string> names;
  while (!languages.empty()) {
    const std::size_t plus = std::min(languages.find('+'), languages.size());
    if (plus > 0) names.emplace_back(languages.substr(0, plus));
    languages.remove_prefix(std::min(languages.size(), plus + 1));
  }
  if (names.empty()) names.emplace_back("eng");
  return names;
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : "+") + name;
  return all;
}

/// Debian's name of a language: "tesseract-ocr-chi-sim" of "chi_sim".
std::string packageOf(std::string language) {
  std::ranges::replace(language, '_', '-');
  return "tesseract-ocr-" + language;
}

bool isBlank(std::string_view text) {
  return text.find_first_not_of(" \t\n") == std::string_view::npos;
}

}  // namespace

std::vector<RecognisedPage> pagesOfTsv(std::string_view tsv) {
  std::vector<RecognisedPage> pages;
  constexpr std::uint32_t kMostPages = 100'000;
  std::optional<PageText> page;
  while (!tsv.empty()) {
    const std::size_t end = std::min(tsv.find('\n'), tsv.size());
    const std::optional<TsvWord> word = wordOf(tsv.substr(0, end));
    tsv.remove_prefix(std::min(tsv.size(), end + 1));
    if (!word || word->place[0] == 0 || word->place[0] > kMostPages) continue;
    const std::size_t number = word->place[0];
    if (number > pages.size() + (page ? 1 : 0)) {
      if (page) pages.push_back(page->finish());
      pages.resize(number - 1);
      page.emplace();
    }
    if (page) page->add(*word);
  }
  if (page) pages.push_back(page->finish());
  return pages;
}

void checkRecognitionLanguages(const std::string& languages) {
  const Run run = runTesseract({"--list-langs"}, {}, ReadLimits{}, {});
  if (!run.trouble.empty()) return;
  std::vector<std::string> installed;
  for (std::string_view rest = run.output; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    installed.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(rest.size(), end + 1));
  }
  for (const std::string& language : splitLanguages(languages)) {
    if (std::ranges::find(installed, language) != installed.end()) continue;
    throw Error(ErrorKind::NotFound,
                "Tesseract cannot recognise the language \"" + language +
                    "\": it is not installed, or there is no such language",
                "Install the Debian package " + packageOf(language) +
                    ", or name other languages with --ocr-languages (as Tesseract names them: "
                    "eng+ron).");
  }
}

void PageRecognition::read(std::uint32_t number, std::string_view picture,
                           const ReadOptions& options, const std::function<bool()>& stop) {
  std::vector<std::string> arguments{"stdin", "stdout", "-l",
                                     joined(splitLanguages(options.ocrLanguages))};
  // Pages that we have drawn are grey PGM files, which cannot say how fine they are.
  if (picture.starts_with("P5")) arguments.insert(arguments.end(), {"--dpi", "300"});
  arguments.emplace_back("tsv");
  const Run run = runTesseract(std::move(arguments), picture, options.limits, stop);
  if (!run.trouble.empty()) {
    if (std::ranges::find(troubles_, run.trouble) == troubles_.end()) {
      troubles_.push_back(run.trouble);
    }
    return;
  }
  std::vector<RecognisedPage> pages = pagesOfTsv(run.output);
  if (pages.empty()) pages.emplace_back();
  for (RecognisedPage& page : pages) pages_[number++] = std::move(page);
}

void PageRecognition::putInto(ReadDocument& document) const {
  TextBuilder text;
  std::uint64_t recognised = 0;
  double sum = 0;
  std::uint64_t letters = 0;
  const std::size_t own = document.pageStarts.size();
  const std::size_t last = pages_.empty() ? 0 : pages_.rbegin()->first;
  for (std::size_t i = 0; i < std::max(own, last); ++i) {
    const std::size_t begin = i == 0 ? 0 : i < own ? document.pageStarts[i] : document.text.size();
    const std::size_t end = i + 1 < own ? document.pageStarts[i + 1] : document.text.size();
    const std::string_view there = std::string_view(document.text).substr(begin, end - begin);
    const auto page = pages_.find(static_cast<std::uint32_t>(i + 1));
    text.page(static_cast<std::uint32_t>(i + 1));
    if (page == pages_.end() || page->second.letters == 0 || !isBlank(there)) {
      text.add(there);
      continue;
    }
    text.paragraph();
    text.add(page->second.text);
    text.paragraph();
    ++recognised;
    letters += page->second.letters;
    sum += page->second.confidence * static_cast<double>(page->second.letters);
  }
  for (const std::string& trouble : troubles_) document.notes.push_back(trouble);
  document.pagesWithoutText -= std::min(document.pagesWithoutText, recognised);
  if (recognised == 0) {
    if (troubles_.empty()) document.notes.emplace_back("no text was recognised on its pictures");
    return;
  }
  ReadDocument whole = text.finish();
  document.text = std::move(whole.text);
  document.pageStarts = std::move(whole.pageStarts);
  document.ocrConfidence = sum / static_cast<double>(letters);
  document.notes.push_back("text recognised from " +
                           (recognised == 1 ? "the picture of a page"
                                            : std::to_string(recognised) + " pictures of pages") +
                           ", confidence " +
                           std::to_string(std::lround(*document.ocrConfidence * 100)) +
                           " %: compare what you quote with the original");
}

std::uint32_t pageOfMember(std::string_view member) {
  const std::size_t space = member.rfind(' ');
  std::uint32_t number = 1;
  if (space == std::string_view::npos || !readNumber(member.substr(space + 1), number)) return 1;
  return std::max(number, 1u);
}

}  // namespace retold
