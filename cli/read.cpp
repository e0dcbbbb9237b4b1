#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/commands.h"
#include "cli/options.h"
#include "cli/project.h"
#include "cli/read_options.h"
#include "cli/words.h"
#include "indexer/import/file_reading.h"
#include "model/error.h"

namespace retold {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::string_view, 2> kFormats{"text", "jsonl"};
constexpr auto kOptions = withReadOptions(std::array{
    Option{"--format", "FMT", "text (the default) or jsonl: turns, pages, times, languages, notes"},
    Option{"--sandbox-status", "",
           "say how the program that reads foreign formats is locked in; no FILE is needed"},
});

template <class Value>
Json orNull(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json turnAsJson(const Turn& turn) {
  return {{"begin", turn.span.begin},
          {"end", turn.span.end},
          {"body_begin", turn.body.begin},
          {"body_end", turn.body.end},
          {"speaker", turn.speaker},
          {"role", toText(turn.role)},
          {"question", turn.question},
          {"start_ms", orNull(turn.startMilliseconds)},
          {"end_ms", orNull(turn.endMilliseconds)},
          {"page", orNull(turn.page)}};
}

Json searchabilityAsJson(const Searchability& found) {
  return {{"language", found.language},
          {"script", found.script},
          {"language_confidence", found.languageConfidence},
          {"unreadable_share", found.unreadableShare},
          {"ocr_confidence", orNull(found.ocrConfidence)},
          {"looks_like_poor_ocr", found.looksLikeOcr},
          {"pages_without_text", found.pagesWithoutText}};
}

Json textAsJson(const PreparedText& prepared) {
  const NewText& text = prepared.text;
  Json turns = Json::array();
  for (const Turn& turn : text.turns) turns.push_back(turnAsJson(turn));
  Json languages = Json::array();
  for (const LanguageSpan& span : text.languages) {
    languages.push_back({{"begin", span.span.begin},
                         {"end", span.span.end},
                         {"language", span.language},
                         {"script", span.script},
                         {"confidence", span.confidence}});
  }
  Json attributes = Json::object();
  for (const auto& [name, value] : prepared.attributes) attributes[name] = value;
  return {{"file", text.name},
          {"fate", "read"},
          {"reason", ""},
          {"format", text.format},
          {"reader", text.reader},
          {"encoding", text.encoding.name},
          {"encoding_confidence", text.encoding.confidence},
          {"encoding_guessed", text.encoding.guessed},
          {"undecoded_bytes", text.unreadable},
          {"words", text.tokens.spans.size()},
          {"text", text.content},
          {"turns", std::move(turns)},
          {"page_starts", text.pageStarts},
          {"languages", std::move(languages)},
          {"searchability", searchabilityAsJson(text.searchability)},
          {"case", text.caseName},
          {"attributes", std::move(attributes)},
          {"notes", text.notes}};
}

Json recordAsJson(const FileRecord& record) {
  const bool excluded = record.fate == FileFate::Excluded;
  return {{"file", record.name},
          {"fate", excluded ? "excluded" : "unreadable"},
          {"reason", record.reason},
          {"format", record.format},
          {"words", 0},
          {"notes", record.notes}};
}

/// Writes what files give, as it comes.
class Output {
 public:
  Output(Console& console, bool json) : console_(console), json_(json) {}

  bool allRead() const { return allRead_; }

  void beginFile() { begin_ = std::chrono::steady_clock::now(); }

  void add(Prepared&& item) {
    const auto* record = std::get_if<FileRecord>(&item);
    if (record && record->fate == FileFate::Unreadable) allRead_ = false;
    if (json_) {
      Json line = record ? recordAsJson(*record) : textAsJson(std::get<PreparedText>(item));
      const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
      line["seconds"] = spent.count();
      console_.out << line.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    } else if (record) {
      const bool excluded = record->fate == FileFate::Excluded;
      console_.err << record->name << (excluded ? ": left out: " : ": not read: ") << record->reason
                   << '\n';
    } else {
      const NewText& text = std::get<PreparedText>(item).text;
      for (const std::string& note : text.notes) {
        console_.err << text.name << ": note: " << note << '\n';
      }
      addText(text.name, text.content);
    }
  }

  /// A single text stands alone; several have their names above them.
  void finish() {
    if (first_) console_.out << first_->second << (first_->second.ends_with('\n') ? "" : "\n");
    first_.reset();
  }

 private:
  void addText(const std::string& name, const std::string& content) {
    if (texts_++ == 0) {
      first_ = {name, content};
      return;
    }
    if (first_) writeNamed(first_->first, first_->second);
    first_.reset();
    writeNamed(name, content);
  }
  void writeNamed(const std::string& name, const std::string& content) {
    console_.out << "==> " << name << " <==\n" << content << (content.ends_with('\n') ? "" : "\n");
  }

  Console& console_;
  bool json_;
  bool allRead_ = true;
  std::uint64_t texts_ = 0;
  std::optional<std::pair<std::string, std::string>> first_;
  std::chrono::steady_clock::time_point begin_;
};

int showSandbox(const ReadOptions& options, Console& console) {
  bool all = true;
  for (const Protection& protection : ReaderPool(options.limits).protections()) {
    console.out << protection.name << ": " << (protection.on ? "on" : "off") << " ("
                << protection.remark << ")\n";
    all = all && protection.on;
  }
  return all ? 0 : 1;
}

}  // namespace

constexpr Usage kReadUsage{
    .forms =
        "FILE... [options]\n"
        "--sandbox-status",
    .about =
        "Shows what Retold makes of files, without a project: their text, as \"retold import\" "
        "would store it, and on standard error what it notes of them and why a file cannot be "
        "read. Folders and archives are read with all that is in them.",
    .options = kOptions,
    .notes =
        "Lines of jsonl\n"
        "  An object for each text, or file that gave none: file, fate (read, unreadable,\n"
        "  excluded), reason, format, reader, encoding, words, text, turns, page_starts,\n"
        "  languages, searchability, case, attributes, notes, seconds (since the file was\n"
        "  begun). Positions are bytes of the text in UTF-8.",
    .examples =
        "retold read interview.docx | less\n"
        "retold read scans.pdf --ocr --format jsonl",
    .failure = "a file could not be read, or a protection is off; the reason stands there",
};

int runRead(std::span<const std::string_view> words, Console& console) {
  const Arguments arguments = parseArguments("read", kReadUsage, words);
  ImportRequest request;
  request.read = readOptionsOf(arguments, console.err);
  if (arguments.has("--sandbox-status")) return showSandbox(request.read, console);
  const bool json = arguments.choice("--format", kFormats) == "jsonl";
  arguments.operand(0, "FILE");
  for (std::size_t at = 0; at < arguments.operandCount(); ++at)
    request.paths.emplace_back(arguments.operand(at, "FILE"));
  request.exclude = arguments.values("--exclude");
  request.coder = console.user;

  Tokenizer tokenizer;
  ReaderPool pool(request.read.limits);
  const auto stop = [&console] { return console.progress.cancelled(); };
  const ReadingTools tools{tokenizer, pool, stop};
  Output output(console, json);
  const FileWalk walk = findFiles(request.paths);
  write(console.err, walk.diagnostics);
  for (const FoundFile& file : walk.files) {
    if (stop()) throw Error(ErrorKind::Cancelled, "stopped before all files were read");
    output.beginFile();
    if (auto record = recordWithoutReading(file, request)) {
      output.add(std::move(*record));
      continue;
    }
    try {
      readFound(file, request, tools, [&output](Prepared&& item) { output.add(std::move(item)); });
    } catch (const ReadingStopped&) {
      throw Error(ErrorKind::Cancelled, "stopped before all files were read");
    }
  }
  output.finish();
  return output.allRead() ? 0 : 1;
}

}  // namespace retold
