#include "queries/lexicon/exchange/export.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "model/error.h"

namespace retold {
namespace {

/// The most phrases that one term is written out as.
constexpr std::size_t kMostPhrases = 1000;

using Kind = TermExpression::Kind;
using Phrases = std::vector<std::string>;

std::string counted(std::size_t number, std::string_view one, std::string_view several) {
  return std::to_string(number) + ' ' + std::string(number == 1 ? one : several);
}

/// Turns the terms of one lexicon into phrases and lists what is lost.
class Flattening {
 public:
  Flattening(const Lexicon& lexicon, const DictionaryFormat& format, const std::string& file,
             std::vector<Diagnostic>& notCarried)
      : lexicon_(lexicon), format_(format), file_(file), notCarried_(notCarried) {
    for (const Concept& each : lexicon.concepts) concepts_.emplace(each.name, &each);
    findShared();
  }

  /// What a pattern of the lexicon comes down to; the lines of shared ones are not the user's.
  void enter(const Pattern& pattern) { shared_ = sharedPatterns_.contains(pattern.name); }

  Phrases phrasesOf(const Term& term) {
    Phrases phrases = written(term.expression, term);
    std::set<std::string> seen;
    std::erase_if(phrases, [&](const std::string& each) { return !seen.insert(each).second; });
    return phrases;
  }

  void leaveOut(std::uint64_t line, const std::string& message) {
    std::string file = file_;
    if (shared_) {
      file = "the shared patterns " + lexicon_.uses;
      line = 0;
    }
    if (reported_.insert(std::to_string(line) + message).second)
      notCarried_.push_back(
          {Severity::Warning, std::move(file), line, 0, "not carried over: " + message});
  }

 private:
  /// Names of the patterns that `uses:` brought in: those that the lexicon's own part does not
  /// open.
  void findShared() {
    if (lexicon_.uses.empty()) return;
    const auto end = std::min(lexicon_.text.find("\nshared:"), lexicon_.text.size());
    const std::string own = lexicon_.text.substr(0, end);
    for (const Pattern& each : lexicon_.patterns) {
      const bool here = own.find("\npattern " + each.name + ",") != std::string::npos ||
                        own.find("\npattern " + each.name + ":") != std::string::npos ||
                        own.find("\npattern " + each.name + " ") != std::string::npos;
      if (!here) sharedPatterns_.insert(each.name);
    }
  }

  void leaveOut(const Term& term, const std::string& why) {
    leaveOut(term.line, "\"" + term.source + "\": " + why);
  }

  Phrases written(const TermExpression& expression, const Term& term) {
    switch (expression.kind) {
      case Kind::Phrase:
        return phrase(expression, term);
      case Kind::Any:
        return anyOf(expression, term);
      case Kind::Concept:
        return conceptPhrases(expression.name);
      case Kind::Near:
      case Kind::Then:
        return sequence(expression, term);
      case Kind::Number:
        leaveOut(term, "a range of numbers");
        return {};
      case Kind::Pattern:
        leaveOut(term, "a regular expression");
        return {};
    }
    return {};
  }

  Phrases phrase(const TermExpression& expression, const Term& term) {
    std::string text;
    for (const QueryWord& word : expression.words) {
      if (word.wildcard && !format_.starsAnywhere) {
        leaveOut(term, "a * that does not end its word");
        return {};
      }
      if (word.inflected) leaveOut(term, "the inflected forms of " + word.text);
      if (word.misspelt) leaveOut(term, "the misspellings of " + word.text);
      text += (text.empty() ? "" : " ") + word.text + (word.prefix ? "*" : "");
    }
    return {text};
  }

  Phrases anyOf(const TermExpression& expression, const Term& term) {
    Phrases all;
    for (const TermExpression& child : expression.children) {
      Phrases more = written(child, term);
      std::ranges::move(more, std::back_inserter(all));
    }
    return all;
  }

  /// Written out once; what it loses is listed once.
  const Phrases& conceptPhrases(const std::string& name) {
    const auto done = written_.find(name);
    if (done != written_.end()) return done->second;
    Phrases all;
    const auto found = concepts_.find(name);
    if (found != concepts_.end()) {
      const bool within = std::exchange(shared_, false);
      for (const Term& term : found->second->terms) {
        Phrases more = written(term.expression, term);
        std::ranges::move(more, std::back_inserter(all));
      }
      shared_ = within;
    }
    return written_.emplace(name, std::move(all)).first->second;
  }

  /// Words side by side are phrases; words farther apart cannot be said.
  Phrases sequence(const TermExpression& expression, const Term& term) {
    if (expression.distance > 0) {
      leaveOut(term, "a gap of up to " + counted(expression.distance, "word", "words"));
      return {};
    }
    const Phrases first = written(expression.children[0], term);
    const Phrases second = written(expression.children[1], term);
    const std::size_t orders = expression.kind == Kind::Near ? 2 : 1;
    if (first.size() * second.size() * orders > kMostPhrases) {
      leaveOut(term, "it stands for " + std::to_string(first.size() * second.size() * orders) +
                         " phrases; at most " + std::to_string(kMostPhrases) + " are written out");
      return {};
    }
    Phrases all;
    for (const std::string& a : first)
      for (const std::string& b : second) {
        all.push_back(a + ' ' + b);
        if (orders == 2) all.push_back(b + ' ' + a);
      }
    return all;
  }

  const Lexicon& lexicon_;
  const DictionaryFormat& format_;
  const std::string& file_;
  std::vector<Diagnostic>& notCarried_;
  std::map<std::string, const Concept*> concepts_;
  std::map<std::string, Phrases> written_;
  std::set<std::string> reported_;
  std::set<std::string> sharedPatterns_;
  bool shared_ = false;
};

std::string_view cueName(Cue::Kind kind) {
  switch (kind) {
    case Cue::Kind::Not:
      return "not";
    case Cue::Kind::If:
      return "if";
    case Cue::Kind::OtherPerson:
      return "other-person";
    case Cue::Kind::Affirm:
      return "affirm";
    case Cue::Kind::Deny:
      return "deny";
    case Cue::Kind::Boilerplate:
      return "boilerplate";
    case Cue::Kind::Neutral:
      return "neutral";
    case Cue::Kind::Detail:
      return "detail";
    case Cue::Kind::Self:
      return "self";
    case Cue::Kind::Third:
      return "third";
    case Cue::Kind::Asked:
      return "asked";
    case Cue::Kind::Onward:
      return "onward";
  }
  return "";
}

class Exporter {
 public:
  Exporter(const DictionaryFormat& format, const std::string& file)
      : format_(format), file_(file) {}

  void add(const Lexicon& lexicon, bool named) {
    const std::string file = named ? file_ + " (" + lexicon.language + ")" : file_;
    Flattening flattening(lexicon, format_, file, exported_.notCarried);
    for (const Pattern& pattern : lexicon.patterns) {
      flattening.enter(pattern);
      addPattern(lexicon, pattern, named, flattening);
    }
    flattening.enter(Pattern{});
    listSections(lexicon, flattening);
    listHeaders(lexicon, flattening);
  }

  ExportedLexicon finish(const std::vector<Lexicon>& lexicons) {
    if (dictionary_.categories.empty())
      throw Error(
          ErrorKind::Refused,
          "nothing of " + file_ + " can be said in the format of " + std::string(format_.program),
          "its terms are gaps, regular expressions or questions with their answers");
    dictionary_.title = lexicons.front().title;
    dictionary_.note = lexicons.front().id + ", version " + lexicons.front().version + ", " +
                       reviewLine(lexicons.front());
    exported_.content = format_.write(dictionary_);
    exported_.categories = dictionary_.categories.size();
    for (const DictionaryCategory& each : dictionary_.categories)
      exported_.terms += each.terms.size();
    return std::move(exported_);
  }

 private:
  void addPattern(const Lexicon& lexicon, const Pattern& pattern, bool named,
                  Flattening& flattening) {
    const std::uint64_t line = pattern.terms.empty() ? 0 : pattern.terms.front().line;
    if (pattern.answered != Answered::NoMatter)
      return flattening.leaveOut(line, "the category " + pattern.name +
                                           " counts only in a question that is answered " +
                                           (pattern.answered == Answered::Yes ? "yes" : "no"));
    DictionaryCategory category;
    if (named) category.path.push_back(lexicon.language);
    category.path.push_back(pattern.name);
    category.gloss = pattern.gloss;
    const bool whole = pattern.weight == std::floor(pattern.weight);
    const bool weighs = format_.decimalWeights || (format_.wholeWeights && whole);
    if (!weighs && pattern.weight != 1)
      flattening.leaveOut(line, "the weight of the category " + pattern.name);
    if (!pattern.code.empty())
      flattening.leaveOut(line, "the code that the category " + pattern.name + " suggests");
    for (const Term& term : pattern.terms) {
      for (std::string& text : flattening.phrasesOf(term))
        category.terms.push_back({std::move(text), weighs ? pattern.weight : 1, term.gloss,
                                  lexicon.language, term.line});
      glosses_ += term.gloss.empty() ? 0 : 1;
    }
    if (!category.terms.empty()) dictionary_.categories.push_back(std::move(category));
  }

  void listSections(const Lexicon& lexicon, Flattening& flattening) const {
    const auto section = [&](const std::vector<Term>& terms, const std::string& what) {
      flattening.leaveOut(terms.empty() ? 0 : terms.front().line,
                          what + " (" + counted(terms.size(), "term", "terms") + ")");
    };
    for (const Cue& cue : lexicon.cues)
      section(cue.terms, "the cue " + std::string(cueName(cue.kind)));
    for (const Exclusion& each : lexicon.exclusions)
      section(each.terms, "the exclusion " + each.name);
    if (!lexicon.scopeEnds.empty()) section(lexicon.scopeEnds, "the ends of scopes");
  }

  void listHeaders(const Lexicon& lexicon, Flattening& flattening) {
    const WordVariation& variation = lexicon.variation;
    if (!variation.attachedBefore.empty() || !variation.attachedAfter.empty())
      flattening.leaveOut(0, "the letters that may be attached to words");
    if (lexicon.diacriticsDistinguish)
      flattening.leaveOut(0, "that diacritics distinguish words where a passage carries them");
    if (lexicon.threshold != 1) flattening.leaveOut(0, "the threshold of candidates");
    if (std::exchange(glosses_, 0) > 0 && !format_.glosses)
      flattening.leaveOut(0, "the English glosses of terms");
  }

  const DictionaryFormat& format_;
  const std::string& file_;
  Dictionary dictionary_;
  ExportedLexicon exported_;
  std::size_t glosses_ = 0;
};

}  // namespace

ExportedLexicon exportLexicons(const std::vector<Lexicon>& lexicons, const DictionaryFormat& format,
                               const std::string& file) {
  Exporter exporter(format, file);
  for (const Lexicon& each : lexicons) exporter.add(each, lexicons.size() > 1);
  return exporter.finish(lexicons);
}

}  // namespace retold
