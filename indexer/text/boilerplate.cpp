#include "indexer/text/boilerplate.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "indexer/text/form_units.h"
#include "indexer/text/unit_keys.h"

// The rules.
//  1. A text is cut into units, each a question, a statement or an answer (form_units.h). An answer
//     is never boilerplate.
//  2. A question is boilerplate when it has at least three words and stands in at least three
//     documents and in one of 500.
//  3. A statement is boilerplate when it has at least six words, stands in at least three documents
//     and in one of 20, and when in most of them the same unit stands before or behind it, as in
//     print. What many colleagues write ("The client was trafficked before.") stands among words
//     that differ each time, and is not.
//  4. A document most of which is another one's text is a copy (a second version, a translation
//     beside its original) and is not counted: else the own words of an interview that was given
//     three times would recur. A form that two persons filled in is no copy, as their answers
//     differ.

namespace retold {
namespace {

constexpr std::uint32_t kFewestDocuments = 3;
constexpr double kQuestionShare = 1.0 / 500;
constexpr double kStatementShare = 1.0 / 20;
constexpr std::uint32_t kQuestionWords = 3;
constexpr std::uint32_t kStatementWords = 6;
constexpr double kCopiedText = 0.6;
constexpr double kCopiedAnswers = 0.8;  ///< two persons say "No" to much of a form
constexpr std::uint32_t kWordsOfOwn = 4;
// From so many answers, or so large a share of the words, a text is a form or an interview.
constexpr std::size_t kAnswersOfForm = 5;
constexpr double kAnsweredShare = 0.1;
// A copy is recognised by the units with the smallest hashes: as many of each document.
constexpr std::size_t kSketch = 16;
// Beyond so many units the ones that were met in one document only are forgotten: what a form
// prints comes again.
constexpr std::size_t kMostUnits = 1'000'000;

constexpr std::uint32_t kNoDocument = std::numeric_limits<std::uint32_t>::max();

std::uint32_t fewestWords(bool question) { return question ? kQuestionWords : kStatementWords; }

std::string_view slice(std::string_view text, ByteSpan span) {
  return text.substr(span.begin, span.end - span.begin);
}

/// A unit of one document on its way in.
struct Met {
  std::uint64_t hash = 0;
  std::uint32_t words = 0;  ///< a compound may count as two
  FormUnit unit;
};

/// A question or statement that may be boilerplate.
struct Entry {
  std::uint32_t documents = 0;
  std::uint32_t last = kNoDocument;  ///< the document that was counted last
  std::uint32_t before = 0;          ///< half the hash of the unit before it, where it first stood
  std::uint32_t behind = 0;
  std::uint32_t beside = 0;  ///< further documents in which one of them stands there again
  bool question = false;
};

/// True for interviews and for forms with answers, false for reports and notes.
bool isFilledIn(const std::vector<Met>& met) {
  std::size_t answers = 0;
  std::uint64_t answered = 0;
  std::uint64_t stated = 0;
  for (const Met& unit : met) {
    answers += unit.unit.part == FormPart::Answer;
    if (unit.unit.part == FormPart::Answer) answered += unit.words;
    if (unit.unit.part == FormPart::Statement) stated += unit.words;
  }
  return answers >= kAnswersOfForm ||
         static_cast<double>(answered) > kAnsweredShare * static_cast<double>(answered + stated);
}

std::uint32_t neighbourOf(const std::vector<Met>& met, std::size_t at, bool before) {
  if (before ? at == 0 : at + 1 == met.size()) return 0;
  return static_cast<std::uint32_t>(met[before ? at - 1 : at + 1].hash) | 1U;
}

}  // namespace

struct BoilerplateDetector::State {
  UnitKeys keys;
  std::uint32_t documents = 0;
  std::unordered_map<std::uint64_t, Entry> entries;
  std::unordered_map<std::uint64_t, std::string> texts;       ///< of those that recurred
  std::unordered_map<std::uint64_t, std::uint32_t> sketched;  ///< the document it was first met in

  std::vector<Met> read(std::string_view text, const std::vector<Turn>& turns);
  bool isShared(std::vector<std::uint64_t>& hashes, double share) const;
  bool isCopy(const std::vector<Met>& met, std::uint32_t document);
  void count(const Met& unit, std::uint32_t before, std::uint32_t behind, std::string_view text,
             std::uint32_t document);
  void forgetSingles();
  bool isBoilerplate(const Entry& entry) const;
};

BoilerplateDetector::BoilerplateDetector() : state_(std::make_unique<State>()) {}
BoilerplateDetector::~BoilerplateDetector() = default;

std::vector<Met> BoilerplateDetector::State::read(std::string_view text,
                                                  const std::vector<Turn>& turns) {
  std::vector<Met> met;
  for (const FormUnit& unit : formUnits(text, turns)) {
    const UnitKeys::Hash hash = keys.hashOf(slice(text, unit.span));
    if (hash.words > 0) met.push_back({hash.value, hash.words, unit});
  }
  return met;
}

/// True where one document before holds more than `share` of the hashes.
bool BoilerplateDetector::State::isShared(std::vector<std::uint64_t>& hashes, double share) const {
  std::ranges::sort(hashes);
  hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
  hashes.resize(std::min(hashes.size(), kSketch));
  std::map<std::uint32_t, std::size_t> shared;
  for (const std::uint64_t hash : hashes) {
    const auto known = sketched.find(hash);
    if (known != sketched.end()) ++shared[known->second];
  }
  return std::ranges::any_of(shared, [&](const auto& each) {
    return static_cast<double>(each.second) > share * static_cast<double>(hashes.size());
  });
}

bool BoilerplateDetector::State::isCopy(const std::vector<Met>& met, std::uint32_t document) {
  std::vector<std::uint64_t> text;
  std::vector<std::uint64_t> answers;
  for (std::size_t i = 0; i < met.size(); ++i) {
    const Met& unit = met[i];
    if (unit.unit.part != FormPart::Question && unit.words >= kWordsOfOwn)
      text.push_back(unit.hash);
    if (unit.unit.part == FormPart::Answer)  // "No", but to what
      answers.push_back(unit.hash ^ (std::uint64_t{neighbourOf(met, i, true)} << 32U));
  }
  // Both lists are cut to their sketches here, before they are remembered.
  const bool sameText = isShared(text, kCopiedText);
  const bool sameAnswers = isShared(answers, kCopiedAnswers);
  const bool copy = isFilledIn(met) ? (sameText || text.empty()) && sameAnswers : sameText;
  if (copy) return true;
  for (const std::uint64_t hash : text) sketched.try_emplace(hash, document);
  for (const std::uint64_t hash : answers) sketched.try_emplace(hash, document);
  return false;
}

void BoilerplateDetector::State::count(const Met& unit, std::uint32_t before, std::uint32_t behind,
                                       std::string_view text, std::uint32_t document) {
  const bool question = unit.unit.part == FormPart::Question;
  if (unit.unit.part == FormPart::Answer) return;
  if (unit.words < fewestWords(question)) return;
  // As a question and as a statement it is two things.
  Entry& entry = entries[question ? ~unit.hash : unit.hash];
  if (entry.last == document) return;
  entry.last = document;
  entry.question = question;
  if (++entry.documents == 1) {
    entry.before = before;
    entry.behind = behind;
    return;
  }
  if ((before != 0 && before == entry.before) || (behind != 0 && behind == entry.behind))
    ++entry.beside;
  if (entry.documents == 2)
    texts.try_emplace(question ? ~unit.hash : unit.hash, slice(text, unit.unit.span));
}

void BoilerplateDetector::State::forgetSingles() {
  std::erase_if(entries, [](const auto& each) { return each.second.documents == 1; });
}

bool BoilerplateDetector::State::isBoilerplate(const Entry& entry) const {
  const double share = entry.question ? kQuestionShare : kStatementShare;
  if (entry.documents < kFewestDocuments || entry.documents < share * documents) return false;
  return entry.question || entry.beside * 2 >= entry.documents - 1;
}

void BoilerplateDetector::add(std::string_view text, const std::vector<Turn>& turns) {
  State& state = *state_;
  const std::vector<Met> met = state.read(text, turns);
  const std::uint32_t document = state.documents++;
  if (state.isCopy(met, document)) return;
  for (std::size_t i = 0; i < met.size(); ++i)
    state.count(met[i], neighbourOf(met, i, true), neighbourOf(met, i, false), text, document);
  if (state.entries.size() > kMostUnits) state.forgetSingles();
}

std::vector<BoilerplatePassage> BoilerplateDetector::found() const {
  UnitKeys keys;
  std::vector<BoilerplatePassage> passages;
  for (const auto& [hash, entry] : state_->entries) {
    if (!state_->isBoilerplate(entry)) continue;
    const std::string& text = state_->texts.at(hash);
    const UnitKeys::Key& key = keys.of(text);
    if (key.count < fewestWords(entry.question)) continue;
    passages.push_back({key.words, text, entry.documents, entry.question});
  }
  std::ranges::sort(passages, [](const BoilerplatePassage& a, const BoilerplatePassage& b) {
    if (a.documents != b.documents) return a.documents > b.documents;
    return std::tie(a.key, b.question) < std::tie(b.key, a.question);
  });
  // Words that are asked here and stated there are named once, as what they are more often.
  std::unordered_set<std::string> seen;
  std::erase_if(passages,
                [&](const BoilerplatePassage& each) { return !seen.insert(each.key).second; });
  return passages;
}

struct BoilerplateList::State {
  /// What a key is: detected as a question, as a statement, or said by the user to be boilerplate
  /// wherever it stands.
  struct Kind {
    bool question = false;
    bool statement = false;
    bool said = false;
  };
  std::unordered_map<std::string, Kind> kinds;

  bool holds(const std::string& key, FormPart part) const {
    const auto at = kinds.find(key);
    if (at == kinds.end()) return false;
    return at->second.said || (part == FormPart::Question && at->second.question) ||
           (part == FormPart::Statement && at->second.statement);
  }
};

BoilerplateList::BoilerplateList(std::span<const BoilerplatePassage> detected,
                                 std::span<const BoilerplateMark> marks)
    : state_(std::make_unique<State>()) {
  for (const BoilerplatePassage& passage : detected)
    (passage.question ? state_->kinds[passage.key].question
                      : state_->kinds[passage.key].statement) = true;
  for (const BoilerplateMark& mark : marks) {
    if (mark.boilerplate)
      state_->kinds[mark.key].said = true;
    else
      state_->kinds.erase(mark.key);
  }
}

BoilerplateList::~BoilerplateList() = default;
BoilerplateList::BoilerplateList(BoilerplateList&&) noexcept = default;
BoilerplateList& BoilerplateList::operator=(BoilerplateList&&) noexcept = default;

bool BoilerplateList::empty() const { return state_->kinds.empty(); }

std::vector<ByteSpan> BoilerplateList::spansIn(std::string_view text,
                                               const std::vector<Turn>& turns) const {
  std::vector<ByteSpan> spans;
  if (empty()) return spans;
  UnitKeys keys;
  bool joins = false;  // the unit before is boilerplate, too
  for (const FormUnit& unit : formUnits(text, turns)) {
    const UnitKeys::Key& key = keys.of(slice(text, unit.span));
    if (key.count == 0) continue;
    const bool holds = state_->holds(key.words, unit.part);
    if (holds && joins)
      spans.back().end = unit.span.end;
    else if (holds)
      spans.push_back(unit.span);
    joins = holds;
  }
  return spans;
}

std::string boilerplateKey(std::string_view unit) { return UnitKeys().of(unit).words; }

}  // namespace retold
