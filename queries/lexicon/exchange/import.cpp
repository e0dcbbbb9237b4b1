#include "queries/lexicon/exchange/import.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <map>
#include <set>
#include <utility>

#include "indexer/system.h"
#include "indexer/text/decode.h"
#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/lexicon/term_reader.h"

namespace retold {
namespace {

constexpr std::uint64_t kLargestDictionary = 64ull << 20;
constexpr double kHeaviest = 100;

std::string refusal(const std::string& file, const std::vector<Diagnostic>& diagnostics) {
  std::string text = "the dictionary " + file + " cannot be read:";
  for (const Diagnostic& each : diagnostics)
    if (each.severity == Severity::Error) text += "\n" + toText(each);
  return text;
}

/// A name as lexicons have it (a to z, digits, -); "" where no such letter is left.
std::string validName(std::string_view text) {
  std::string name;
  for (const char c : fold(text)) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (fits)
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (name.ends_with('-')) name.pop_back();
  return name;
}

/// Gives each category a name of its own.
class Names {
 public:
  std::string of(const std::vector<std::string>& path) {
    std::string name;
    for (const std::string& part : path) {
      const std::string valid = validName(part);
      if (!valid.empty()) name += (name.empty() ? "" : "-") + valid;
    }
    if (name.empty()) name = "category";
    std::string free = name;
    for (std::size_t next = 2; !taken_.insert(free).second; ++next)
      free = name + '-' + std::to_string(next);
    return free;
  }

 private:
  std::set<std::string> taken_;
};

std::string joined(const std::vector<std::string>& path, std::string_view between) {
  std::string text;
  for (const std::string& part : path) text += (text.empty() ? "" : std::string(between)) + part;
  return text;
}

std::string written(double number) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return {text.data(), end};
}

/// The term as a lexicon writes it: signs that mean something there are left out or kept in
/// quotation marks. Punctuation does not matter to what is found.
std::string termLine(std::string_view text) {
  std::string words;
  bool plain = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    static constexpr std::array<std::string_view, 5> quotes{"\"", "“", "”", "„", "«"};
    const auto quote = std::ranges::find_if(
        quotes, [&](std::string_view each) { return text.substr(at).starts_with(each); });
    if (quote != quotes.end()) {
      words += ' ';
      at += quote->size() - 1;
      continue;
    }
    words += text[at];
  }
  std::string line;
  for (std::size_t at = 0; at < words.size();) {
    const auto begin = std::min(words.find_first_not_of(' ', at), words.size());
    at = std::min(words.find(' ', begin), words.size());
    std::string word = words.substr(begin, at - begin);
    while (word.ends_with('+') || word.ends_with('?')) word.pop_back();
    if (word.empty()) continue;
    plain = plain && line.empty() && word.find_first_of("|~>()=@/#.") == std::string::npos;
    line += (line.empty() ? "" : " ") + word;
  }
  return plain ? line : '"' + line + '"';
}

/// The weight that most terms of a category have.
double usualWeight(const DictionaryCategory& category) {
  std::map<double, std::size_t> counts;
  for (const DictionaryTerm& term : category.terms) ++counts[term.weight];
  const auto most = std::ranges::max_element(
      counts, {}, [](const auto& each) { return std::pair(each.second, each.first == 1.0); });
  return most == counts.end() ? 1 : most->first;
}

class LexiconWriter {
 public:
  LexiconWriter(std::vector<Diagnostic>& diagnostics, const std::string& file)
      : diagnostics_(diagnostics), file_(file) {}

  void leaveOut(std::uint64_t line, const std::string& message) {
    diagnostics_.push_back({Severity::Warning, file_, line, 0, "not carried over: " + message});
  }

  void add(const DictionaryCategory& category, const std::string& language) {
    const double usual = usualWeight(category);
    double weight = usual;
    if (usual > kHeaviest) {
      weight = 1;
      leaveOut(category.terms.front().line, "the weight " + written(usual) + " of \"" +
                                                joined(category.path, "/") + "\" is above 100");
    }
    std::string terms;
    std::set<std::string> seen;
    for (const DictionaryTerm& term : category.terms) {
      if (!term.language.empty() && foldCase(term.language) != foldCase(language)) {
        leaveOut(term.line, "\"" + term.text + "\" is a term in " + term.language);
        continue;
      }
      if (term.weight != usual)
        leaveOut(term.line, "the weight " + written(term.weight) + " of \"" + term.text +
                                "\", as its category has " + written(weight));
      addTerm(term, seen, terms);
    }
    const std::string name = joined(category.path, "/");
    if (terms.empty())
      return leaveOut(category.terms.empty() ? 0 : category.terms.front().line,
                      "the category \"" + name + "\" has no term that could be carried over");
    const std::string valid = names_.of(category.path);
    std::string gloss = joined(category.path, " / ");
    // A name that is kept as it was needs no second place.
    if (!category.gloss.empty())
      gloss = gloss == valid ? category.gloss : gloss + ": " + category.gloss;
    text_ += "\npattern " + valid + (weight == 1 ? "" : ", weight " + written(weight)) + ": " +
             gloss + '\n' + terms;
  }

  const std::string& text() const { return text_; }

 private:
  void addTerm(const DictionaryTerm& term, std::set<std::string>& seen, std::string& terms) {
    std::string line = "  " + termLine(term.text);
    if (!seen.insert(line).second) return;
    const TermReading read = readTerm(line, words_);
    if (!read.faults.empty())
      return leaveOut(term.line, "\"" + term.text + "\": " + read.faults.front().text);
    if (!term.gloss.empty()) line += " = " + term.gloss;
    terms += line + '\n';
  }

  std::vector<Diagnostic>& diagnostics_;
  const std::string& file_;
  Tokenizer words_;
  Names names_;
  std::string text_;
};

std::string languageOf(const Dictionary& dictionary, const std::string& file,
                       const std::string& wanted) {
  if (!wanted.empty()) return wanted;
  std::set<std::string> languages;
  for (const DictionaryCategory& category : dictionary.categories)
    for (const DictionaryTerm& term : category.terms)
      if (!term.language.empty()) languages.insert(foldCase(term.language));
  if (languages.empty()) return "und";
  if (languages.size() == 1) return *languages.begin();
  std::string all;
  for (const std::string& each : languages) all += (all.empty() ? "" : ", ") + each;
  throw Error(ErrorKind::Refused, file + " holds terms in several languages: " + all,
              "a lexicon is of one language: --language says which");
}

std::string headOf(const Dictionary& dictionary, const DictionaryFormat& format,
                   const std::string& file, const DictionaryOrigin& origin,
                   const std::string& language) {
  const std::string name = evened(std::filesystem::path(file).filename().string());
  const std::string stem = evened(std::filesystem::path(file).stem().string());
  std::string id = origin.id.empty() ? validName(stem) : origin.id;
  if (id.empty()) id = "imported";
  const std::string title = dictionary.title.empty() ? stem : evened(dictionary.title);
  return "retold-lexicon 1\nid: " + id + "\ntitle: " + (title.empty() ? id : title) +
         "\nlanguage: " + language + "\nversion: 1\nauthors: those of " + name +
         "\nsources: " + name + ", a dictionary of " + std::string(format.program) +
         "\nreview: drafted\n";
}

std::string declaredEncoding(std::string_view bytes) {
  if (!bytes.starts_with("<?xml")) return {};
  const std::string_view head = bytes.substr(0, std::min<std::size_t>(bytes.find("?>"), 200));
  auto at = head.find("encoding=");
  if (at == std::string_view::npos) return {};
  at += std::string_view("encoding=").size();
  const auto end = at < head.size() ? head.find(head[at], at + 1) : std::string_view::npos;
  return end == std::string_view::npos ? "" : std::string(head.substr(at + 1, end - at - 1));
}

Decoded decodedFile(const std::string& file, const DictionaryFormat& format,
                    const DictionaryOrigin& origin) {
  FileTrouble trouble;
  const auto bytes = readFile(std::filesystem::path(file), kLargestDictionary, trouble);
  if (!bytes) throw Error(ErrorKind::NotFound, file + ": " + trouble.reason);
  DecodeOptions options{origin.encoding};
  if (!options.encoding && format.name == "yoshikoder") {
    const std::string declared = declaredEncoding(bytes->bytes);
    if (!declared.empty()) options.encoding = declared;
  }
  NotText why;
  auto decoded = decode(bytes->bytes, options, why);
  if (!decoded) throw Error(ErrorKind::Refused, file + ": " + why.reason);
  return std::move(*decoded);
}

void noteEncoding(const Decoded& decoded, const std::string& file,
                  std::vector<Diagnostic>& diagnostics) {
  if (decoded.unreadable > 0)
    diagnostics.push_back({Severity::Warning, file, 0, 0,
                           std::to_string(decoded.unreadable) + " bytes are not " +
                               decoded.encoding.name +
                               "; --encoding NAME says in which encoding the file is"});
  else if (decoded.encoding.guessed)
    diagnostics.push_back({Severity::Note, file, 0, 0,
                           "read as " + decoded.encoding.name +
                               ", which is a guess; --encoding NAME says otherwise"});
}

}  // namespace

ImportedLexicon lexiconOf(DictionaryReading reading, const DictionaryFormat& format,
                          const std::string& file, const DictionaryOrigin& origin) {
  if (!reading.ok())
    throw Error(ErrorKind::Refused, refusal(file, reading.diagnostics),
                "--from says of which program it is");
  ImportedLexicon imported;
  imported.diagnostics = std::move(reading.diagnostics);
  const std::string language = languageOf(reading.dictionary, file, origin.language);
  LexiconWriter writer(imported.diagnostics, file);
  for (const DictionaryCategory& category : reading.dictionary.categories)
    if (!category.terms.empty()) writer.add(category, language);
  imported.notCarried = static_cast<std::size_t>(
      std::ranges::count(imported.diagnostics, Severity::Warning, &Diagnostic::severity));
  std::ranges::stable_sort(imported.diagnostics, {}, &Diagnostic::line);
  if (writer.text().empty())
    throw Error(ErrorKind::Refused, file + " holds no term that could be carried over",
                "--from says of which program it is");
  imported.text = headOf(reading.dictionary, format, file, origin, language) + writer.text();
  LexiconReading lexicon = readLexicon(imported.text, "the new lexicon");
  if (!lexicon.ok()) throw Error(ErrorKind::Refused, refusal(file, lexicon.diagnostics), "");
  imported.lexicon = std::move(lexicon.lexicon);
  return imported;
}

ImportedLexicon importDictionary(const std::string& file, const DictionaryFormat& format,
                                 const DictionaryOrigin& origin) {
  const Decoded decoded = decodedFile(file, format, origin);
  DictionaryReading reading = format.read(decoded.text, file);
  std::vector<Diagnostic> notes;
  noteEncoding(decoded, file, notes);
  ImportedLexicon imported = lexiconOf(std::move(reading), format, file, origin);
  imported.diagnostics.insert(imported.diagnostics.begin(), notes.begin(), notes.end());
  return imported;
}

}  // namespace retold
