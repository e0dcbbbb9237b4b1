#include "queries/lexicon/suggestions.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "indexer/text/edit_distance.h"
#include "indexer/text/phrase.h"
#include "indexer/text/word_finder.h"
#include "model/error.h"
#include "queries/lexicon/confirmed_passages.h"
#include "queries/lexicon/lexicon_words.h"

namespace retold {
namespace {

constexpr double kLeastG2 = 6.63;  // exceeded by chance in 1 % of words
constexpr std::uint64_t kFewestNear = 2;
constexpr double kCommonShare = 0.5;
constexpr std::size_t kFewestDocuments = 4;  // of a language, to tell what is common in it
constexpr std::size_t kShortestSpelled = 6;  // letters: most shorter words have another word beside
constexpr std::size_t kContext = 6;

/// The words of a text by position: compounds by their joined form only.
struct Words {
  std::vector<std::uint32_t> ids;
  std::vector<ByteSpan> spans;
  std::vector<std::uint32_t> turns;

  explicit Words(const TokenStream& tokens) {
    for (std::size_t at = 0; at < tokens.ids.size(); ++at) {
      const std::uint32_t position = tokens.positions[at];
      if (position < ids.size()) continue;
      ids.push_back(tokens.ids[at]);
      spans.push_back(tokens.spans[at]);
      turns.push_back(turnOf(tokens, position));
    }
  }
};

/// For each word whether it stands near a passage, and near which one first.
std::vector<std::uint32_t> nearPassages(const Words& words, const std::vector<ByteSpan>& passages,
                                        std::uint32_t reach) {
  std::vector<std::uint32_t> near(words.ids.size(), 0);  // number of the passage + 1
  for (std::size_t which = 0; which < passages.size(); ++which) {
    const auto first = std::ranges::partition_point(
        words.spans, [&](const ByteSpan& span) { return span.end <= passages[which].begin; });
    const auto last = std::ranges::partition_point(
        words.spans, [&](const ByteSpan& span) { return span.begin < passages[which].end; });
    const auto begin = static_cast<std::size_t>(first - words.spans.begin());
    const auto end = static_cast<std::size_t>(last - words.spans.begin());
    for (std::size_t at = begin - std::min<std::size_t>(begin, reach);
         at < std::min(end + reach, near.size()); ++at)
      if (near[at] == 0) near[at] = static_cast<std::uint32_t>(which + 1);
  }
  return near;
}

using Pair =
    std::pair<std::uint32_t, std::uint32_t>;  // of words; the second kAlone of single words
constexpr std::uint32_t kAlone = static_cast<std::uint32_t>(-1);

struct Place {
  TextId text;
  std::string document;
  ByteSpan span;
};

struct Counts {
  std::uint64_t near = 0;
  std::uint64_t elsewhere = 0;
  std::uint64_t passages = 0;
  std::uint64_t lastPassage = 0;
  Place first;
};

struct Spelling {
  std::string like;
  std::size_t distance = 0;
  std::uint64_t count = 0;
  std::uint64_t documents = 0;
  Place first;
};

class SuggestionCount {
 public:
  SuggestionCount(const Storage& storage, const TermSuggestionOptions& options, Progress& progress)
      : storage_(storage), options_(options), progress_(progress) {
    for (Document& each : storage.documents({}, storage.documentCount()))
      if (each.excluded)
        ++suggestions_.completeness.excluded;
      else
        documents_.emplace(each.id, std::move(each));
    suggestions_.completeness.documents = documents_.size();
    suggestions_.completeness.unreadable = storage.accounting().unreadable;
    passages_ = confirmedPassages(storage, options.question);
    for (const auto& [document, spans] : passages_) suggestions_.passages += spans.size();
    suggestions_.documents = passages_.size();
  }

  TermSuggestions run(const std::vector<Lexicon>& lexicons) {
    lexiconWords_ = wordsOf(lexicons, storage_.vocabulary());
    gatherSpellings();
    if (suggestions_.enoughPassages())
      eachDocument(
          [&](const Document& document, const Words& words) { countNear(document, words); });
    std::erase_if(counts_, [](const auto& each) { return each.second.passages < kFewestNear; });
    std::uint64_t searched = 0;
    eachDocument([&](const Document& document, const Words& words) {
      ++searched;
      countElsewhere(document, words);
    });
    suggestions_.completeness.searched = searched;
    takeTerms();
    takeSpellings();
    return std::move(suggestions_);
  }

 private:
  void eachDocument(const std::function<void(const Document&, const Words&)>& visit) {
    std::uint64_t done = 0;
    storage_.eachTokenStream({}, [&](DocumentId id, TextId, const TokenStream& tokens) {
      if (progress_.cancelled())
        throw Error(ErrorKind::Cancelled, "the counting was stopped; nothing was changed");
      progress_.report("documents", ++done, documents_.size());
      const auto document = documents_.find(id);
      if (document != documents_.end()) visit(document->second, Words(tokens));
      return true;
    });
  }

  std::vector<std::uint32_t> nearOf(const Document& document, const Words& words) const {
    const auto passages = passages_.find(document.id);
    if (passages == passages_.end()) return {};
    return nearPassages(words, passages->second, options_.near);
  }

  /// Two words of one turn with at most one sign between them: no comma, no end of a sentence.
  static bool isPair(const Words& words, std::size_t at) {
    return at + 1 < words.ids.size() && words.turns[at] == words.turns[at + 1] &&
           words.spans[at + 1].begin <= words.spans[at].end + 1;
  }

  void countNear(const Document& document, const Words& words) {
    const std::vector<std::uint32_t> near = nearOf(document, words);
    std::uint64_t furthest = 0;
    for (std::size_t at = 0; at < near.size(); ++at) {
      if (near[at] == 0) continue;
      furthest = std::max<std::uint64_t>(furthest, near[at]);
      const std::uint64_t passage = passagesBefore_ + near[at];
      ++nearWords_;
      note({words.ids[at], kAlone}, document, words.spans[at], passage);
      nearLanguages_[words.ids[at]].insert(document.language);
      if (!isPair(words, at) || near[at + 1] == 0) continue;
      ++nearPairs_;
      note({words.ids[at], words.ids[at + 1]}, document, hull(words.spans[at], words.spans[at + 1]),
           passage);
    }
    passagesBefore_ += furthest;
  }

  void note(const Pair& words, const Document& document, ByteSpan span, std::uint64_t passage) {
    Counts& counts = counts_[words];
    if (counts.near++ == 0) counts.first = {document.text, document.name, span};
    if (counts.lastPassage != passage) ++counts.passages;
    counts.lastPassage = passage;
  }

  void countElsewhere(const Document& document, const Words& words) {
    const std::vector<std::uint32_t> near = nearOf(document, words);
    const auto isNear = [&](std::size_t at) { return at < near.size() && near[at] != 0; };
    std::unordered_set<std::uint32_t> here;
    for (std::size_t at = 0; at < words.ids.size(); ++at) {
      const std::uint32_t id = words.ids[at];
      const bool first = here.insert(id).second;
      countSpelling(document, id, words.spans[at], first);
      if (!isNear(at)) {
        ++elsewhereWords_;
        countPair({id, kAlone});
      }
      if (!isPair(words, at) || (isNear(at) && isNear(at + 1))) continue;
      ++elsewherePairs_;
      countPair({id, words.ids[at + 1]});
    }
    ++documentsOf_[document.language];
    for (const std::uint32_t id : here)
      if (nearLanguages_.contains(id)) ++documentsWith_[document.language][id];
  }

  void countPair(const Pair& words) {
    const auto found = counts_.find(words);
    if (found != counts_.end()) ++found->second.elsewhere;
  }

  void countSpelling(const Document& document, std::uint32_t id, ByteSpan span, bool first) {
    const auto found = spellings_.find(id);
    if (found == spellings_.end()) return;
    if (found->second.count++ == 0) found->second.first = {document.text, document.name, span};
    found->second.documents += first ? 1 : 0;
  }

  void gatherSpellings() {
    WordFinder finder(storage_.vocabulary());
    for (const std::string& word : lexiconWords_.written) {
      const std::u32string letters = signsOf(word);
      if (letters.size() < kShortestSpelled || !holdsLetter(word)) continue;
      for (const std::uint32_t id : finder.misspelt(word)) {
        if (lexiconWords_.fitting.contains(id)) continue;
        const std::size_t distance =
            editDistance(letters, signsOf(storage_.vocabulary().token(id)));
        const auto [place, isNew] = spellings_.emplace(id, Spelling{word, distance, 0, 0, {}});
        if (!isNew && distance < place->second.distance) place->second = {word, distance, 0, 0, {}};
      }
    }
  }

  bool isCommon(std::uint32_t id) const {
    const auto languages = nearLanguages_.find(id);
    if (languages == nearLanguages_.end()) return false;
    return std::ranges::all_of(languages->second, [&](const std::string& language) {
      const std::size_t documents = documentsOf_.at(language);
      return documents >= kFewestDocuments &&
             static_cast<double>(documentsWith_.at(language).at(id)) >
                 kCommonShare * static_cast<double>(documents);
    });
  }

  static bool holdsLetter(const std::string& token) {
    return token.find_first_not_of("0123456789.,'") != std::string::npos;
  }

  /// None where the lexicon has the word, or both.
  std::optional<SuggestedTerm> termOf(const Pair& words, const Counts& counts) const {
    const bool single = words.second == kAlone;
    const auto isKnown = [&](std::uint32_t id) { return lexiconWords_.fitting.contains(id); };
    if (isKnown(words.first) && (single || isKnown(words.second))) return std::nullopt;
    SuggestedTerm term;
    term.near = counts.near;
    term.elsewhere = counts.elsewhere;
    term.passages = counts.passages;
    const std::uint64_t near = single ? nearWords_ : nearPairs_;
    const std::uint64_t elsewhere = single ? elsewhereWords_ : elsewherePairs_;
    const bool more = static_cast<double>(counts.near) * static_cast<double>(elsewhere) >
                      static_cast<double>(counts.elsewhere) * static_cast<double>(near);
    term.g2 = logLikelihood(counts.near, counts.elsewhere, near, elsewhere);
    if (!more || term.g2 < kLeastG2) return std::nullopt;
    term.words = storage_.vocabulary().token(words.first);
    if (!holdsLetter(term.words)) return std::nullopt;
    term.common = isCommon(words.first);
    if (!single) {
      const std::string second = storage_.vocabulary().token(words.second);
      if (!holdsLetter(second)) return std::nullopt;
      term.words += ' ' + second;
      term.common = term.common && isCommon(words.second);
    }
    return term;
  }

  void takeTerms() {
    std::vector<std::pair<SuggestedTerm, Place>> found;
    for (const auto& [words, counts] : counts_)
      if (auto term = termOf(words, counts)) found.emplace_back(std::move(*term), counts.first);
    std::ranges::sort(found, [](const auto& a, const auto& b) {
      return std::tuple(a.first.common, -a.first.g2, std::string_view(a.first.words)) <
             std::tuple(b.first.common, -b.first.g2, std::string_view(b.first.words));
    });
    std::size_t words = 0;
    std::size_t phrases = 0;
    for (auto& [term, place] : found) {
      const bool phrase = term.words.find(' ') != std::string::npos;
      if (++(phrase ? phrases : words) > options_.most) continue;
      term.example = exampleAt(place);
      suggestions_.terms.push_back(std::move(term));
    }
  }

  void takeSpellings() {
    std::vector<std::pair<SuggestedSpelling, Place>> found;
    for (const auto& [id, spelling] : spellings_)
      if (spelling.count > 0)
        found.emplace_back(SuggestedSpelling{storage_.vocabulary().token(id),
                                             spelling.like,
                                             spelling.distance,
                                             spelling.count,
                                             spelling.documents,
                                             {}},
                           spelling.first);
    // A letter wrong in a long word is likelier a slip than one in a short word.
    const auto wrong = [](const SuggestedSpelling& each) {
      return static_cast<double>(each.distance) / static_cast<double>(signsOf(each.like).size());
    };
    std::ranges::sort(found, [&](const auto& a, const auto& b) {
      return std::tuple(wrong(a.first), b.first.count, std::string_view(a.first.word)) <
             std::tuple(wrong(b.first), a.first.count, std::string_view(b.first.word));
    });
    if (found.size() > options_.most) found.resize(options_.most);
    for (auto& [spelling, place] : found) {
      spelling.example = exampleAt(place);
      suggestions_.spellings.push_back(std::move(spelling));
    }
  }

  SuggestionExample exampleAt(const Place& place) const {
    SuggestionExample example{place.document, place.span, {}};
    if (const auto text = storage_.text(place.text))
      example.context = joinableContext(*text, place.span, kContext);
    return example;
  }

  const Storage& storage_;
  const TermSuggestionOptions& options_;
  Progress& progress_;
  TermSuggestions suggestions_;
  std::unordered_map<DocumentId, Document> documents_;
  std::unordered_map<DocumentId, std::vector<ByteSpan>> passages_;
  LexiconWords lexiconWords_;
  std::map<Pair, Counts> counts_;
  std::map<std::uint32_t, Spelling> spellings_;
  std::unordered_map<std::uint32_t, std::set<std::string>> nearLanguages_;
  std::map<std::string, std::size_t> documentsOf_;  ///< by language
  std::map<std::string, std::unordered_map<std::uint32_t, std::size_t>> documentsWith_;
  std::uint64_t passagesBefore_ = 0;
  std::uint64_t nearWords_ = 0, elsewhereWords_ = 0, nearPairs_ = 0, elsewherePairs_ = 0;
};

}  // namespace

double logLikelihood(std::uint64_t near, std::uint64_t elsewhere, std::uint64_t nearWords,
                     std::uint64_t elsewhereWords) {
  if (nearWords == 0 || elsewhereWords == 0) return 0;
  const auto a = static_cast<double>(near);
  const auto b = static_cast<double>(elsewhere);
  const auto c = static_cast<double>(nearWords);
  const auto d = static_cast<double>(elsewhereWords);
  const auto part = [&](double observed, double words) {
    return observed > 0 ? observed * std::log(observed * (c + d) / (words * (a + b))) : 0.0;
  };
  return 2 * (part(a, c) + part(b, d));
}

TermSuggestions suggestTerms(const Storage& storage, const std::vector<Lexicon>& lexicons,
                             const TermSuggestionOptions& options, Progress& progress) {
  return SuggestionCount(storage, options, progress).run(lexicons);
}

}  // namespace retold
