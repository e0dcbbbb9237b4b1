#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "indexer/store/digest.h"
#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "indexer/text/utf8.h"
#include "indexer/text/word_finder.h"
#include "queries/lexicon/builtin.h"
#include "queries/lexicon/lexicon.h"
#include "queries/lexicon/references.h"
#include "queries/lexicon/shared_patterns.h"
#include "queries/lexicon/term_reader.h"

namespace retold {
namespace {

constexpr const char* kBareChoice =
    "a choice stands beside a gap without parentheses, and the choice binds first; write "
    "(a | b) >1 c where that is meant, and a | (b >1 c) where it is not";

constexpr std::string_view kMark = "retold-lexicon";
constexpr std::string_view kVersion = "1";
constexpr std::string_view kBom = "\xEF\xBB\xBF";
/// The line behind which a kept text holds the shared patterns that it used.
constexpr std::string_view kShared = "shared:";

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

bool isName(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// Names parted by slashes, as codebooks write them.
bool isCodeName(std::string_view text) {
  for (;;) {
    const auto slash = std::min(text.find('/'), text.size());
    if (!isName(text.substr(0, slash))) return false;
    if (slash == text.size()) return true;
    text.remove_prefix(slash + 1);
  }
}

bool isLanguageTag(std::string_view text) {
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto first = std::min(text.find('-'), text.size());
  return first >= 2 && first <= 3 &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(first), letter) &&
         !text.ends_with('-') && std::all_of(text.begin(), text.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || c == '-';
         });
}

std::optional<double> positiveNumber(std::string_view text) {
  double number = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || behind != text.data() + text.size()) return std::nullopt;
  if (!(number > 0 && number <= 100)) return std::nullopt;
  return number;
}

std::optional<std::uint32_t> reach(std::string_view text) {
  std::uint32_t number = 0;
  const auto [behind, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || behind != text.data() + text.size()) return std::nullopt;
  if (number < 1 || number > kFarthest) return std::nullopt;
  return number;
}

struct CueKind {
  std::string_view name;
  Cue::Kind kind;
  bool reaches;  ///< needs "before N" or "after N"
};
constexpr std::array kCueKinds{
    CueKind{"not", Cue::Kind::Not, true},
    CueKind{"if", Cue::Kind::If, true},
    CueKind{"other-person", Cue::Kind::OtherPerson, true},
    CueKind{"affirm", Cue::Kind::Affirm, false},
    CueKind{"deny", Cue::Kind::Deny, false},
    CueKind{"boilerplate", Cue::Kind::Boilerplate, true},
    CueKind{"neutral", Cue::Kind::Neutral, false},
    CueKind{"detail", Cue::Kind::Detail, false},
    CueKind{"self", Cue::Kind::Self, false},
    CueKind{"third", Cue::Kind::Third, false},
    CueKind{"asked", Cue::Kind::Asked, true},
    CueKind{"onward", Cue::Kind::Onward, true},
};

/// A part of a section's head between commas, and where it stands in the line.
struct HeadPart {
  std::string_view text;
  std::size_t at;
};

class LexiconReader {
 public:
  LexiconReader(std::string_view text, std::string_view file) : text_(text) {
    reading_.lexicon.text = text;
    file_ = file;
  }

  LexiconReading read() {
    if (const auto bad = firstInvalidUtf8(text_)) {
      reportNotUtf8(*bad);
      return std::move(reading_);
    }
    if (text_.starts_with(kBom)) text_.remove_prefix(kBom.size());
    readLines();
    if (!stopped_) finish();
    reading_.lexicon.digest = sha256(reading_.lexicon.text);
    std::stable_sort(reading_.diagnostics.begin(), reading_.diagnostics.end(),
                     [](const Diagnostic& a, const Diagnostic& b) {
                       return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    return std::move(reading_);
  }

 private:
  /// Shared patterns, whose concepts another file holds: what stands behind "shared:".
  LexiconReader(std::string_view text, std::string_view file, std::uint64_t linesBefore)
      : text_(text), file_(file), number_(linesBefore), marked_(true) {}

  void readLines() {
    while (!text_.empty() && !stopped_) {
      const auto end = std::min(text_.find('\n'), text_.size());
      line_ = text_.substr(0, end);
      text_.remove_prefix(std::min(end + 1, text_.size()));
      ++number_;
      if (line_.ends_with('\r')) line_.remove_suffix(1);
      if (line_ == kShared) {
        shared_ = SharedPart{text_, file_, number_};
        text_ = {};
      } else {
        readLine();
      }
    }
    endSection();
  }

  struct SharedPart {
    std::string_view text;
    std::string file;
    std::uint64_t linesBefore;
  };

  /// What to do with the value of a header line.
  struct Header {
    std::string_view key;
    bool required;
    std::string_view example;
    void (LexiconReader::*set)(std::string_view value, std::size_t at);
  };
  static const std::array<Header, 15>& headers();

  struct SectionKind {
    std::string_view name;
    void (LexiconReader::*open)(const std::vector<HeadPart>& head, std::string_view gloss);
  };
  static const std::array<SectionKind, 5>& sections();

  // Faults

  void reportAt(std::uint64_t line, std::string_view lineText, std::size_t at, std::string message,
                Severity severity = Severity::Error) {
    const auto place = lineColumn(lineText, at);
    reading_.diagnostics.push_back({severity, file_, line, place.column, std::move(message)});
  }

  void fault(std::size_t at, std::string message) {
    reportAt(number_, line_, at, std::move(message));
  }

  void faultOfFile(std::string message) {
    reading_.diagnostics.push_back({Severity::Error, file_, 0, 0, std::move(message)});
  }

  void reportNotUtf8(std::size_t at) {
    const auto place = lineColumn(text_.substr(0, at), at);
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(text_[at]);
    std::string message = "the byte 0x";
    message += digits[byte >> 4];
    message += digits[byte & 15];
    message += " is not UTF-8; expected a file saved as UTF-8";
    reading_.diagnostics.push_back(
        {Severity::Error, file_, place.line, place.column, std::move(message)});
  }

  // Lines

  void readLine() {
    const std::string_view content = trim(line_);
    if (content.empty() || content.starts_with('#')) return;
    if (!marked_) {
      marked_ = true;
      if (readMark(content)) return;
    }
    if (line_[0] == ' ' || line_[0] == '\t')
      readTermLine();
    else
      readHead();
  }

  /// True when the line was meant as the first one.
  bool readMark(std::string_view content) {
    const auto blank = std::min(content.find_first_of(" \t"), content.size());
    if (content.substr(0, blank) != kMark) {
      fault(0,
            "the first line is not \"retold-lexicon 1\"; expected it, so that this is known to be "
            "a lexicon and of which format");
      return false;
    }
    const std::string_view version = trim(content.substr(blank));
    if (version == kVersion) return true;
    fault(0, "this lexicon is of format " + quoted(version) +
                 "; expected format 1, the one that this version of Retold reads");
    stopped_ = true;
    return true;
  }

  void readHead() {
    const auto colon = line_.find(':');
    const std::string_view head = trim(line_.substr(0, std::min(colon, line_.size())));
    const auto blank = std::min(head.find_first_of(" \t"), head.size());
    const std::string_view word = head.substr(0, blank);
    for (const SectionKind& kind : sections()) {
      if (word != kind.name) continue;
      endSection();
      terms_ = nullptr;
      inSection_ = true;
      sectionSeen_ = true;
      patternSeen_ |= kind.open == &LexiconReader::openPattern;
      sectionLine_ = number_;
      sectionHead_ = head;
      sectionTerms_ = 0;
      if (colon == std::string_view::npos)
        fault(line_.size(), "the section's head does not end; expected a : behind it");
      else
        (this->*kind.open)(headParts(head, blank), trim(line_.substr(colon + 1)));
      return;
    }
    if (colon == std::string_view::npos) {
      fault(0,
            "this is neither a header line (title: …), nor the head of a section, nor a term; "
            "expected white space before a term");
      return;
    }
    readHeader(head, trim(line_.substr(colon + 1)));
  }

  static std::vector<HeadPart> headParts(std::string_view head, std::size_t from) {
    std::vector<HeadPart> parts;
    while (from <= head.size()) {
      const auto comma = std::min(head.find(',', from), head.size());
      const auto ink = head.find_first_not_of(" \t", from);
      const std::string_view text = trim(head.substr(from, comma - from));
      parts.push_back({text, text.empty() ? from : ink});
      from = comma + 1;
    }
    return parts;
  }

  void readHeader(std::string_view key, std::string_view value) {
    for (const Header& header : headers()) {
      if (key != header.key) continue;
      const auto at =
          value.empty() ? line_.size() : static_cast<std::size_t>(value.data() - line_.data());
      if (sectionSeen_)
        fault(0, quoted(key) + " stands behind a section; expected it above the first section");
      else if (!seen_.insert(std::string(key)).second)
        fault(0, quoted(key) + " stands here a second time; expected it once");
      else if (value.empty())
        fault(at,
              quoted(key) + " has no value; expected, for example, " + std::string(header.example));
      else
        (this->*header.set)(value, at);
      return;
    }
    std::string known;
    for (const Header& header : headers())
      known += (known.empty() ? "" : ", ") + std::string(header.key);
    fault(0, quoted(key) + " is no header and no section; expected one of the headers " + known +
                 ", or of the sections concept, pattern, exclude, cue, scope-ends");
  }

  void readTermLine() {
    TermReading term =
        reading_.lexicon.exactPhrases ? readExactPhrase(line_, words_) : readTerm(line_, words_);
    term.term.line = static_cast<std::uint32_t>(number_);
    for (PlacedText& found : term.faults) fault(found.at, std::move(found.text));
    if (!inSection_) {
      fault(line_.find_first_not_of(" \t"),
            "this term stands in no section; expected the head of a section above it, such as "
            "\"pattern trafficked-again, weight 1: trafficked another time\"");
      return;
    }
    ++sectionTerms_;
    for (const PlacedText& name : term.concepts)
      references_.push_back({name.text, owner_, number_, lineColumn(line_, name.at).column});
    if (!term.faults.empty() || terms_ == nullptr) return;
    warnOfTerm(term.term);
    for (const std::size_t bar : term.bareChoices)
      reading_.diagnostics.push_back(
          {Severity::Warning, file_, number_, lineColumn(line_, bar).column, kBareChoice});
    terms_->push_back(std::move(term.term));
  }

  void warnOfTerm(const Term& term) {
    const auto at = line_.find_first_not_of(" \t");
    if (!sectionSources_.insert(term.source).second)
      reportAt(number_, line_, at, "this term stands in this section already", Severity::Warning);
    const std::string& language = reading_.lexicon.language;
    if (term.gloss.empty() && !language.empty() && language != "en" && !language.starts_with("en-"))
      reportAt(number_, line_, at,
               "this term has no English gloss; expected \" = \" and what it means behind it",
               Severity::Warning);
  }

  void endSection() {
    if (inSection_ && sectionTerms_ == 0)
      reading_.diagnostics.push_back({Severity::Error, file_, sectionLine_, 1,
                                      "the section " + quoted(sectionHead_) +
                                          " is empty; expected at least one term, on a line of its "
                                          "own that begins with white space"});
    inSection_ = false;
    sectionSources_.clear();
    owner_.clear();
  }

  void finish() {
    Lexicon& lexicon = reading_.lexicon;
    readShared();
    if (!marked_)
      faultOfFile(
          "the file is empty; expected a lexicon, whose first line is \"retold-lexicon 1\"");
    for (const Header& header : headers())
      if (marked_ && header.required && !seen_.contains(std::string(header.key)))
        faultOfFile("the header " + quoted(header.key) + " is missing; expected, for example, " +
                    std::string(header.example) + " above the first section");
    if (marked_ && !patternSeen_ && lexicon.patterns.empty())
      faultOfFile(
          "there is no pattern; expected at least one section \"pattern NAME, weight N: …\"");
    checkReferences(lexicon, conceptPlaces_, references_, sharedReferences_, file_,
                    reading_.diagnostics);
  }

  // Headers

  void setId(std::string_view value, std::size_t at) {
    if (!isName(value))
      fault(at, quoted(value) + " cannot be an id; expected small letters a to z, digits and -");
    reading_.lexicon.id = value;
  }
  void setTitle(std::string_view value, std::size_t) { reading_.lexicon.title = value; }
  void setLanguage(std::string_view value, std::size_t at) {
    if (!isLanguageTag(value))
      fault(at, quoted(value) + " is no language; expected a tag such as en, ro or sr-Latn");
    else
      reading_.lexicon.language = value;
  }
  void setVersion(std::string_view value, std::size_t) { reading_.lexicon.version = value; }
  void setAuthors(std::string_view value, std::size_t) { reading_.lexicon.authors = value; }
  void setSources(std::string_view value, std::size_t) { reading_.lexicon.sources = value; }
  void setReview(std::string_view value, std::size_t at) {
    constexpr std::string_view by = "reviewed by ";
    if (value == "drafted") return;
    if (!value.starts_with(by) || trim(value.substr(by.size())).empty()) {
      fault(at,
            quoted(value) + " is no review status; expected drafted, or reviewed by NAME, DATE");
      return;
    }
    reading_.lexicon.review = ReviewStatus::Reviewed;
    reading_.lexicon.reviewers = trim(value.substr(by.size()));
  }
  void setMatching(std::string_view value, std::size_t at) {
    if (value != "folded" && value != "exact-phrases")
      fault(at, quoted(value) + " is no way to match; expected folded or exact-phrases");
    reading_.lexicon.exactPhrases = value == "exact-phrases";
  }
  void setThreshold(std::string_view value, std::size_t at) {
    if (const auto number = positiveNumber(value))
      reading_.lexicon.threshold = *number;
    else
      fault(at, quoted(value) + " is no threshold; expected a number above 0, at most 100");
  }

  void setCoverage(std::string_view value, std::size_t at) {
    if (value != "starter" && value != "in-depth")
      fault(at, quoted(value) + " is no coverage; expected starter or in-depth");
    reading_.lexicon.coverage = value == "starter" ? Coverage::Starter : Coverage::InDepth;
  }
  void setUses(std::string_view value, std::size_t at) {
    reading_.lexicon.uses = value;
    usesAt_ = Place{number_, lineColumn(line_, at).column};
  }
  void setStemming(std::string_view value, std::size_t at) {
    if (!isStemmingAlgorithm(std::string(value)))
      fault(at, "Snowball has no stemming called " + quoted(value) + "; expected one of " +
                    stemmingAlgorithms());
    else
      reading_.lexicon.variation.stemming = value;
  }
  /// The parts between white space, folded as they are within a word.
  void setAttachedBefore(std::string_view value, std::size_t) {
    eachPart(value, [&](std::string_view part) {
      std::string folded = fold(std::string(part) + "a");
      if (folded.size() < 2) return;
      folded.pop_back();
      reading_.lexicon.variation.attachedBefore.push_back(std::move(folded));
    });
  }
  void setAttachedAfter(std::string_view value, std::size_t) {
    eachPart(value, [&](std::string_view part) {
      std::string folded = fold("a" + std::string(part));
      if (folded.size() < 2) return;
      reading_.lexicon.variation.attachedAfter.push_back(folded.substr(1));
    });
  }
  template <class Take>
  static void eachPart(std::string_view value, Take take) {
    while (!value.empty()) {
      const auto blank = std::min(value.find_first_of(" \t"), value.size());
      take(value.substr(0, blank));
      value = trim(value.substr(blank));
    }
  }
  void setDiacritics(std::string_view value, std::size_t at) {
    if (value != "distinguish" && value != "ignored")
      fault(at, quoted(value) + " is not understood here; expected distinguish or ignored");
    reading_.lexicon.diacriticsDistinguish = value == "distinguish";
  }

  // Shared patterns

  void readShared() {
    Lexicon& lexicon = reading_.lexicon;
    if (!shared_ && lexicon.uses.empty()) return;
    if (!shared_) {
      const auto files = builtinFiles();
      const auto found = std::find_if(files.begin(), files.end(), [&](const BuiltinFile& each) {
        return each.kind == "patterns" && each.id == lexicon.uses;
      });
      if (found == files.end()) {
        reading_.diagnostics.push_back(
            {Severity::Error, file_, usesAt_.line, usesAt_.column,
             "there are no shared patterns " + quoted(lexicon.uses) + "; expected " + sharedIds()});
        return;
      }
      const std::string_view sections = sectionsOf(found->content);
      const auto lines = std::count(found->content.data(), sections.data(), '\n');
      shared_ = SharedPart{sections, std::string(found->path), static_cast<std::uint64_t>(lines)};
      if (!lexicon.text.ends_with('\n')) lexicon.text += '\n';
      lexicon.text += std::string(kShared) + '\n' + std::string(sections);
    }
    LexiconReader reader(shared_->text, shared_->file, shared_->linesBefore);
    reader.readLines();
    for (Diagnostic& each : reader.reading_.diagnostics)
      reading_.diagnostics.push_back(std::move(each));
    bringIn(std::move(reader.reading_.lexicon), lexicon);
    for (const ConceptReference& each : reader.references_) sharedReferences_.insert(each.name);
  }

  static std::string_view sectionsOf(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (text.substr(at).starts_with("pattern ")) return text.substr(at);
      at = std::min(text.find('\n', at), text.size() - 1) + 1;
    }
    return {};
  }

  static std::string sharedIds() {
    std::string ids;
    for (const BuiltinFile& each : builtinFiles())
      if (each.kind == "patterns") ids += (ids.empty() ? "" : ", ") + std::string(each.id);
    return ids.empty() ? "none, as there are none" : ids;
  }

  // Sections

  /// The section's name, its first part; "" where there is none that can be used.
  std::string sectionName(const HeadPart& part, std::string_view what) {
    if (isName(part.text)) return std::string(part.text);
    if (part.text.empty())
      fault(part.at, "the " + std::string(what) + " has no name; expected one behind the word " +
                         std::string(what));
    else
      fault(part.at, quoted(part.text) +
                         " cannot be a name; expected small letters a to z, digits "
                         "and -");
    return {};
  }

  void mustBeNew(std::map<std::string, std::uint64_t>& names, const std::string& name,
                 const HeadPart& part, std::string_view what) {
    const auto [place, isNew] = names.emplace(name, number_);
    if (!isNew)
      fault(part.at, "there is a " + std::string(what) + " " + quoted(name) + " already, on line " +
                         std::to_string(place->second) + "; expected another name");
  }

  void unknownOption(const HeadPart& part, std::string_view expected) {
    fault(part.at,
          quoted(part.text) + " is not understood here; expected " + std::string(expected));
  }

  void openConcept(const std::vector<HeadPart>& head, std::string_view gloss) {
    const std::string name = sectionName(head[0], "concept");
    for (std::size_t i = 1; i < head.size(); ++i)
      unknownOption(head[i], "nothing but the name before the :");
    if (name.empty()) return;
    if (conceptPlaces_.emplace(name, Place{number_, 1}).second) {
      reading_.lexicon.concepts.push_back({name, std::string(gloss), {}});
      terms_ = &reading_.lexicon.concepts.back().terms;
      owner_ = name;
    } else {
      fault(head[0].at, "there is a concept " + quoted(name) + " already, on line " +
                            std::to_string(conceptPlaces_.at(name).line) +
                            "; expected another name");
    }
  }

  void openPattern(const std::vector<HeadPart>& head, std::string_view gloss) {
    Pattern pattern;
    pattern.name = sectionName(head[0], "pattern");
    pattern.gloss = gloss;
    for (std::size_t i = 1; i < head.size(); ++i) readPatternOption(head[i], pattern);
    if (pattern.name.empty()) return;
    mustBeNew(patternLines_, pattern.name, head[0], "pattern");
    reading_.lexicon.patterns.push_back(std::move(pattern));
    terms_ = &reading_.lexicon.patterns.back().terms;
  }

  void readPatternOption(const HeadPart& part, Pattern& pattern) {
    if (part.text.starts_with("weight ")) {
      const std::string_view value = trim(part.text.substr(7));
      if (const auto number = positiveNumber(value))
        pattern.weight = *number;
      else
        fault(part.at, quoted(value) + " is no weight; expected a number above 0, at most 100");
    } else if (part.text == "code" || part.text.starts_with("code ")) {
      readCode(part, trim(part.text.substr(4)), pattern);
    } else if (part.text == "answered yes") {
      pattern.answered = Answered::Yes;
    } else if (part.text == "negated") {
      pattern.negated = true;
    } else if (part.text == "answered no") {
      pattern.answered = Answered::No;
    } else {
      unknownOption(part, "weight N, code NAME, answered yes, answered no or negated");
    }
  }

  void readCode(const HeadPart& part, std::string_view name, Pattern& pattern) {
    if (!pattern.code.empty())
      fault(part.at, "the pattern names a second code; expected one, or another pattern for it");
    else if (isCodeName(name))
      pattern.code = name;
    else
      fault(part.at,
            quoted(name) + " is no code; expected its whole name, such as risk/economic/poverty");
  }

  void openExclusion(const std::vector<HeadPart>& head, std::string_view gloss) {
    const std::string name = sectionName(head[0], "exclude");
    for (std::size_t i = 1; i < head.size(); ++i)
      unknownOption(head[i], "nothing but the name before the :");
    if (name.empty()) return;
    mustBeNew(exclusionLines_, name, head[0], "section exclude");
    reading_.lexicon.exclusions.push_back({name, std::string(gloss), {}});
    terms_ = &reading_.lexicon.exclusions.back().terms;
  }

  void openCue(const std::vector<HeadPart>& head, std::string_view gloss) {
    const auto kind = std::find_if(kCueKinds.begin(), kCueKinds.end(),
                                   [&](const CueKind& k) { return k.name == head[0].text; });
    if (kind == kCueKinds.end()) {
      std::string known;
      for (const CueKind& each : kCueKinds)
        known += (known.empty() ? "" : ", ") + std::string(each.name);
      fault(head[0].at, quoted(head[0].text) + " is no kind of cue; expected one of " + known);
      return;
    }
    Cue cue;
    cue.kind = kind->kind;
    cue.gloss = gloss;
    bool told = false;
    for (std::size_t i = 1; i < head.size(); ++i)
      told |= readCueOption(head[i], kind->reaches, cue);
    if (kind->reaches && !told)
      fault(head[0].at,
            "the cue says not how far it reaches; expected before N or after N, in words");
    reading_.lexicon.cues.push_back(std::move(cue));
    terms_ = &reading_.lexicon.cues.back().terms;
  }

  /// True when the part was meant as a reach.
  bool readCueOption(const HeadPart& part, bool reaches, Cue& cue) {
    const bool before = part.text.starts_with("before ");
    if (!reaches || (!before && !part.text.starts_with("after "))) {
      unknownOption(
          part, reaches ? "before N or after N, in words" : "nothing but the kind before the :");
      return false;
    }
    const std::string_view value = trim(part.text.substr(before ? 7 : 6));
    if (const auto number = reach(value))
      (before ? cue.before : cue.after) = *number;
    else
      fault(part.at, quoted(value) + " is no reach; expected a number of words from 1 to 100");
    return true;
  }

  void openScopeEnds(const std::vector<HeadPart>& head, std::string_view) {
    if (head.size() > 1 || !head[0].text.empty())
      unknownOption(head[0], "scope-ends: and nothing between");
    terms_ = &reading_.lexicon.scopeEnds;
  }

  LexiconReading reading_;
  std::string_view text_;
  std::string file_;
  std::string_view line_;
  std::uint64_t number_ = 0;
  bool marked_ = false;
  bool stopped_ = false;
  bool inSection_ = false;
  bool sectionSeen_ = false;
  bool patternSeen_ = false;
  std::set<std::string> seen_;  ///< header keys
  std::uint64_t sectionLine_ = 0;
  std::string sectionHead_;
  std::size_t sectionTerms_ = 0;
  std::set<std::string> sectionSources_;
  std::vector<Term>* terms_ = nullptr;  ///< of the open section; none where its head is faulty
  std::string owner_;                   ///< the open concept
  std::map<std::string, Place> conceptPlaces_;
  std::map<std::string, std::uint64_t> patternLines_;
  std::map<std::string, std::uint64_t> exclusionLines_;
  std::vector<ConceptReference> references_;
  std::optional<SharedPart> shared_;
  std::set<std::string> sharedReferences_;
  Place usesAt_;
  Tokenizer words_;
};

const std::array<LexiconReader::Header, 15>& LexiconReader::headers() {
  using R = LexiconReader;
  static constexpr std::array<Header, 15> table{{
      {"id", true, "\"id: prior-trafficking\"", &R::setId},
      {"title", true, "\"title: Prior trafficking\"", &R::setTitle},
      {"language", true, "\"language: en\"", &R::setLanguage},
      {"version", true, "\"version: 1.0\"", &R::setVersion},
      {"authors", true, "\"authors: names of those who wrote it\"", &R::setAuthors},
      {"sources", true, "\"sources: what it is drawn from\"", &R::setSources},
      {"review", true, "\"review: drafted\"", &R::setReview},
      {"matching", false, "\"matching: folded\"", &R::setMatching},
      {"threshold", false, "\"threshold: 1.0\"", &R::setThreshold},
      {"coverage", false, "\"coverage: starter\"", &R::setCoverage},
      {"uses", false, "\"uses: prior-trafficking\"", &R::setUses},
      {"stemming", false, "\"stemming: russian\"", &R::setStemming},
      {"attached-before", false, "\"attached-before: l' d'\"", &R::setAttachedBefore},
      {"attached-after", false, "\"attached-after: lar ler\"", &R::setAttachedAfter},
      {"diacritics", false, "\"diacritics: distinguish\"", &R::setDiacritics},
  }};
  return table;
}

const std::array<LexiconReader::SectionKind, 5>& LexiconReader::sections() {
  using R = LexiconReader;
  static constexpr std::array<SectionKind, 5> table{{
      {"concept", &R::openConcept},
      {"pattern", &R::openPattern},
      {"exclude", &R::openExclusion},
      {"cue", &R::openCue},
      {"scope-ends", &R::openScopeEnds},
  }};
  return table;
}

}  // namespace

LexiconReading readLexicon(std::string_view text, std::string_view file) {
  return LexiconReader(text, file).read();
}

}  // namespace retold
