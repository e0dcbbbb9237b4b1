// bench_browser make PROJECT DOCUMENTS SOURCE   a project of short documents out of the sentences
// in
//                                               SOURCE, and one of 2 MB, "long.txt"
// bench_browser screen PROJECT                  screens it as the browser does and keeps the run
// bench_browser open PROJECT                    opens it in a window
// bench_browser read PROJECT                    shows and scrolls the long document
// bench_browser preview PROJECT                 what is found while somebody types
// bench_browser judge PROJECT                   stores 60,000 decisions in it; one more and a tag
// bench_browser reread PROJECT                  tags the long document, reads it anew, shows it
//
// Prints a line "NAME<tab>VALUE<tab>UNIT" for each figure. For the offscreen platform.
#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>
#include <QTemporaryDir>
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "gui/main_window.h"
#include "gui/models/candidate_list.h"
#include "gui/strings.h"
#include "gui/views/card_list_view.h"
#include "gui/views/transcript_view.h"
#include "indexer/store/backends.h"
#include "indexer/text/turns.h"
#include "queries/find/hits.h"
#include "queries/find/parse.h"
#include "queries/lexicon/codebooks.h"
#include "queries/lexicon/term_check.h"
#include "queries/lexicon/term_preview.h"
#include "queries/tag/tagging.h"

using namespace retold;

namespace {

constexpr std::size_t kShort = 600;       // bytes of a short document
constexpr std::size_t kLong = 2'000'000;  // bytes of the long one
constexpr std::size_t kBatch = 1000;      // documents between two commits
constexpr int kFrames = 400;

void print(const std::string& name, double value, const char* unit) {
  std::cout << name << '\t' << value << '\t' << unit << std::endl;
}

/// Of all threads of this process: what a machine that does other work cannot lengthen much.
double processorMilliseconds() { return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC; }

double milliseconds(const QElapsedTimer& timer) {
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

/// The most memory that this process had at any time, as the kernel counts it.
double peakMegabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

void printSpread(const std::string& name, std::vector<double> values) {
  if (values.empty()) return;
  std::ranges::sort(values);
  print(name + ", median", values[values.size() / 2], "ms");
  print(name + ", 95 of 100", values[values.size() * 95 / 100], "ms");
  print(name + ", worst", values.back(), "ms");
}

std::vector<std::string> sentencesOf(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  std::vector<std::string> sentences;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, '.');) {
      std::ranges::replace(part, '\n', ' ');
      if (part.size() > 30 && part.size() < 400) sentences.push_back(part + '.');
    }
  }
  return sentences;
}

/// A transcript of about so many bytes; one in `rare` tells of being sold again.
std::string transcript(const std::vector<std::string>& sentences, std::mt19937& random,
                       std::size_t bytes, unsigned rare) {
  std::string text = "INT: What happened then?\n\nR07:";
  bool told = random() % rare != 0;
  for (std::size_t turn = 0; text.size() < bytes; ++turn) {
    text += sentences[random() % sentences.size()];
    if (!told) text += " Then they sold me again to another man.";
    told = true;
    if (turn % 6 == 5) text += "\n\nINT: And after that?\n\nR07:";
  }
  return text + '\n';
}

NewText newText(std::string name, std::string content, Tokenizer& words) {
  NewText text;
  text.name = std::move(name);
  text.format = "txt";
  text.reader = "txt 1";
  text.encoding.name = "UTF-8";
  text.content = std::move(content);
  text.turns = findTurns(text.content);
  text.languages = {{{0, text.content.size()}, "en", "Latn", 0.99, false}};
  text.searchability = {"en", "Latn", 0.99, 0, {}, false, 0};
  tokenizeForStore(text, words);
  return text;
}

int make(const std::string& project, std::size_t documents, const std::string& source) {
  const std::vector<std::string> sentences = sentencesOf(source);
  if (sentences.empty()) throw Error(ErrorKind::NotFound, "no sentences in " + source);
  constexpr unsigned kRare = 20;
  std::mt19937 random(7);  // NOLINT: the same project in every run
  Tokenizer words;
  const auto storage = createProject(project, builtinCodebook("retrafficking"), "bench");
  const auto import = storage->beginImport("bench");
  for (std::size_t i = 0; i < documents; ++i) {
    std::string name = std::to_string(1'000'000 + i) + ".txt";
    (void)import->add(
        newText(std::move(name), transcript(sentences, random, kShort, kRare), words));
    if (i % kBatch == kBatch - 1) import->flush();
  }
  (void)import->add(newText("long.txt", transcript(sentences, random, kLong, 1), words));
  import->finish(false);
  return 0;
}

/// A window with settings of its own, which are forgotten.
struct Window {
  Window() : settings(folder.filePath(QStringLiteral("settings.ini"))), window(settings) {
    window.session().setCoder(QStringLiteral("bench"));
    window.show();
  }
  Session& session() { return window.session(); }
  bool isDetailed() {
    const auto findings = session().findings();
    return findings && findings->isDetailed && !session().isScreening();
  }
  QTemporaryDir folder;
  Settings settings;
  MainWindow window;
};

void until(const std::function<bool()>& so) {
  while (!so()) QApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
}

int screen(const QString& project) {
  Window browser;
  QElapsedTimer timer;
  timer.start();
  browser.window.open(project);
  until([&] { return browser.isDetailed(); });
  print("first screening, all lexicons", milliseconds(timer) / 1000, "s");
  print("first screening, peak memory", peakMegabytes(), "MB");
  return 0;
}

int open(const QString& project) {
  Window browser;
  QApplication::processEvents();
  auto* list = browser.window.findChild<CandidateList*>();
  auto* view = browser.window.findChild<CardListView*>();
  QElapsedTimer timer;
  timer.start();
  const double before = processorMilliseconds();
  browser.window.open(project);
  print("open: window is back", milliseconds(timer), "ms");
  until([&] { return list->rowCount() > 0; });
  view->viewport()->repaint();
  print("open: list filled and painted", milliseconds(timer), "ms");
  print("open: the same, processor time", processorMilliseconds() - before, "ms");
  until([&] {
    return browser.isDetailed() && browser.session().document() &&
           browser.session().document()->isExplained();
  });
  print("open: everything is said", milliseconds(timer), "ms");
  print("open: candidates",
        static_cast<double>(browser.session().findings()->ranking->candidates()), "");
  print("open: peak memory", peakMegabytes(), "MB");
  list->setShown(Shown::All);
  QElapsedTimer scrolling;
  scrolling.start();
  for (int i = 0; i < 30; ++i) {
    view->scrollToBottom();
    QApplication::processEvents();
  }
  print("all documents, 30 times to the end", milliseconds(scrolling), "ms");
  print("open: peak memory at the end", peakMegabytes(), "MB");
  return 0;
}

int read(const QString& project) {
  Window browser;
  browser.window.open(project);
  until([&] { return browser.session().document() != nullptr; });
  std::optional<Document> document;
  browser.session().read(
      [&](const Storage& storage) { document = storage.documentNamed("long.txt"); });
  if (!document) throw Error(ErrorKind::NotFound, "the project has no long.txt");
  auto* view = browser.window.findChild<TranscriptView*>(QStringLiteral("text"));
  QElapsedTimer timer;
  timer.start();
  browser.session().show(document->id);
  view->viewport()->repaint();
  print("2 MB transcript: shown and painted", milliseconds(timer), "ms");
  until([&] { return browser.session().document()->isExplained(); });
  print("2 MB transcript: matches explained", milliseconds(timer), "ms");
  std::vector<double> frames;
  QScrollBar* bar = view->verticalScrollBar();
  for (int i = 0; i < kFrames; ++i) {
    timer.restart();
    bar->setValue(bar->value() + std::max(1, bar->pageStep() / 3));
    view->viewport()->repaint();
    frames.push_back(milliseconds(timer));
  }
  printSpread("2 MB transcript: frame while scrolling", std::move(frames));
  return 0;
}

/// What is in the box after each keystroke, from the third letter on.
std::vector<std::string> typed(const std::vector<std::string>& lines) {
  std::vector<std::string> steps;
  for (const std::string& line : lines) {
    for (std::size_t size = 3; size <= line.size(); ++size) steps.push_back(line.substr(0, size));
  }
  return steps;
}

void previewTerms(const Storage& storage) {
  const Lexicon lexicon = loadLexicons("prior-trafficking").front();
  TermPreviewer previewer(storage);
  std::vector<double> first;
  std::vector<double> all;
  for (const std::string& step : typed({"sold ~3 again", "married*", "\"other man\"", "tradr"})) {
    const TermCheck check = checkTerm(lexicon, "", step);
    if (!check.ok()) continue;
    QElapsedTimer timer;
    timer.start();
    double seen = -1;
    Progress progress;
    (void)previewer.find(lexicon, check.term.expression, {}, progress,
                         [&](const TermPreview& soFar) {
                           if (seen < 0 && !soFar.first.empty()) seen = milliseconds(timer);
                         });
    all.push_back(milliseconds(timer));
    first.push_back(seen < 0 ? all.back() : seen);
  }
  printSpread("lexicon term while typing, first lines", std::move(first));
  printSpread("lexicon term while typing, counted", std::move(all));
}

void previewSearch(const Storage& storage) {
  constexpr std::size_t kFirst = 200;
  std::vector<double> first;
  for (const std::string& step : typed({"sold again", "\"another man\"", "marri*", "house"})) {
    const ParsedQuery parsed = parseQuery(step);
    if (!parsed.query) continue;
    QElapsedTimer timer;
    timer.start();
    Progress progress;
    (void)findHits(storage, *parsed.query, nullptr, {}, kFirst, progress);
    first.push_back(milliseconds(timer));
  }
  printSpread("search while typing, first lines", std::move(first));
}

int preview(const std::string& project) {
  const auto storage = openProject(project, OpenMode::ReadOnly, "bench");
  previewTerms(*storage);
  previewSearch(*storage);
  return 0;
}

/// Runs `step` many times in the browser; each is one key for its user.
void printSteps(const std::string& name, int many, const std::function<void(int)>& step) {
  std::vector<double> all;
  for (int i = 0; i < many; ++i) {
    QElapsedTimer timer;
    timer.start();
    step(i);
    all.push_back(milliseconds(timer));
    QApplication::processEvents();
  }
  printSpread(name, std::move(all));
}

/// Codes short passages that stand behind each other, from `begin` on.
void printTags(Session& session, const std::string& name, std::uint64_t begin) {
  constexpr int kTags = 20;
  constexpr std::uint64_t kPassage = 12;
  const CodeId code = session.codebook().codes.front().id;
  printSteps(name, kTags, [&](int i) {
    const std::uint64_t at = begin + static_cast<std::uint64_t>(i) * kPassage;
    (void)session.tag({at, at + kPassage - 1}, code);
  });
}

void storeDecisions(Storage& storage, std::size_t wanted) {
  constexpr std::size_t kAtOnce = 5000;
  const std::vector<Document> documents = storage.documents({}, storage.documentCount());
  const Timestamp start = now();
  for (std::size_t made = storage.decisions().size(); made < wanted;) {
    ChangeSet changes;
    changes.coder = "others";
    changes.action = "decide";
    for (std::size_t i = 0; i < kAtOnce; ++i, ++made) {
      Decision decision;
      decision.id = DecisionId::create();
      decision.subjectId = documents[made % documents.size()].id;
      decision.question = Session::kQuestion;
      decision.coder = "others";
      decision.verdict = made % 3 == 0 ? Verdict::Confirm : Verdict::Reject;
      decision.time = {start.milliseconds - 1};
      changes.changes.push_back({ChangeKind::Put, decision});
    }
    storage.apply(changes);
  }
}

int judge(const QString& project) {
  constexpr std::size_t kDecisions = 60'000;
  storeDecisions(*openProject(toUtf8(project), OpenMode::Write, "bench"), kDecisions);
  Window browser;
  browser.window.open(project);
  until([&] { return browser.isDetailed() && browser.session().document(); });
  Session& session = browser.session();
  constexpr int kJudgements = 40;
  printSteps("60,000 decisions: one judgement", kJudgements, [&](int i) {
    (void)session.judge(i % 2 == 0 ? Verdict::Unsure : Verdict::Reject, QStringLiteral("bench"));
  });
  printTags(session, "60,000 decisions: one tag", 0);
  return 0;
}

/// Tags passages all over the long document and gives it a text with other words.
void rereadLong(Storage& storage) {
  const auto document = storage.documentNamed("long.txt");
  if (!document) throw Error(ErrorKind::NotFound, "the project has no long.txt");
  std::string content = storage.text(document->text)->content;
  constexpr std::size_t kTags = 60;
  constexpr std::size_t kPassage = 80;
  const Code code = storage.codebook().codes.front();
  for (std::size_t i = 0; i < kTags; ++i) {
    const std::uint64_t begin = content.find(' ', content.size() / (kTags + 1) * (i + 1)) + 1;
    const std::uint64_t end = content.find(' ', begin + kPassage);
    (void)tagPassage(storage, document->id, {begin, end}, code, "bench", "", std::nullopt);
  }
  for (std::size_t at = 0; (at = content.find(" the ", at)) != std::string::npos; at += 4000) {
    content.replace(at, 5, " that ");
  }
  Tokenizer words;
  const auto import = storage.beginImport("bench");
  (void)import->add(newText("long.txt", std::move(content), words));
  import->finish(false);
}

int reread(const QString& project) {
  rereadLong(*openProject(toUtf8(project), OpenMode::Write, "bench"));
  Window browser;
  browser.window.open(project);
  until([&] { return browser.isDetailed() && browser.session().document(); });
  Session& session = browser.session();
  std::optional<Document> document;
  session.read([&](const Storage& storage) { document = storage.documentNamed("long.txt"); });
  QElapsedTimer timer;
  timer.start();
  session.show(document->id);
  print("2 MB, 60 tags on its older text: shown", milliseconds(timer), "ms");
  printTags(session, "2 MB, 60 tags on its older text: one tag", 0);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const std::vector<std::string> words(argv + 1, argv + argc);
  try {
    if (words.size() == 4 && words[0] == "make")
      return make(words[1], std::stoul(words[2]), words[3]);
    if (words.size() == 2 && words[0] == "screen") return screen(toQString(words[1]));
    if (words.size() == 2 && words[0] == "open") return open(toQString(words[1]));
    if (words.size() == 2 && words[0] == "read") return read(toQString(words[1]));
    if (words.size() == 2 && words[0] == "preview") return preview(words[1]);
    if (words.size() == 2 && words[0] == "judge") return judge(toQString(words[1]));
    if (words.size() == 2 && words[0] == "reread") return reread(toQString(words[1]));
  } catch (const std::exception& error) {
    std::cerr << "bench_browser: " << error.what() << '\n';
    return 1;
  }
  std::cerr << "usage: bench_browser make PROJECT DOCUMENTS SOURCE | "
               "screen|open|read|preview|judge|reread PROJECT\n";
  return 2;
}
