#include "queries/lexicon/exchange/dictionary.h"

#include <algorithm>
#include <utility>

namespace retold {

bool DictionaryReading::ok() const {
  return std::ranges::none_of(
      diagnostics, [](const Diagnostic& each) { return each.severity == Severity::Error; });
}

std::size_t DictionaryBuilder::category(const std::vector<std::string>& path, std::uint64_t line) {
  if (path.size() > kDeepest) {
    if (!full_)
      fault(line, "categories stand in each other more than " + std::to_string(kDeepest) +
                      " deep; expected fewer");
    full_ = true;
    return category({}, line);
  }
  if (places_.size() >= kMostCategories && !places_.contains(path)) {
    if (!full_)
      fault(line, "more than " + std::to_string(kMostCategories) + " categories; expected fewer");
    full_ = true;
    return 0;
  }
  const auto [place, isNew] = places_.emplace(path, reading_.dictionary.categories.size());
  if (isNew) reading_.dictionary.categories.push_back({path, {}, {}});
  return place->second;
}

void DictionaryBuilder::setGloss(std::size_t category, std::string_view gloss) {
  reading_.dictionary.categories[category].gloss = evened(gloss);
}

void DictionaryBuilder::addTerm(std::size_t category, DictionaryTerm term) {
  if (full_) return;
  if (term.text.size() > kLongestTerm) {
    leaveOut(term.line, "a term of " + std::to_string(term.text.size()) + " bytes; at most " +
                            std::to_string(kLongestTerm) + " are read");
    return;
  }
  term.text = evened(term.text);
  term.gloss = evened(term.gloss);
  if (term.text.empty()) return leaveOut(term.line, "a term without a letter");
  if (++terms_ > kMostTerms) {
    full_ = true;
    fault(term.line,
          "more than " + std::to_string(kMostTerms) + " terms; expected a dictionary of fewer");
    return;
  }
  reading_.dictionary.categories[category].terms.push_back(std::move(term));
}

void DictionaryBuilder::leaveOut(std::uint64_t line, std::string message) {
  report(Severity::Warning, line, "not carried over: " + std::move(message));
}

void DictionaryBuilder::fault(std::uint64_t line, std::string message) {
  report(Severity::Error, line, std::move(message));
}

void DictionaryBuilder::report(Severity severity, std::uint64_t line, std::string message) {
  auto& all = reading_.diagnostics;
  if (all.size() >= kMostTroubles) {
    if (all.size() == kMostTroubles)
      all.push_back({Severity::Error, file_, line, 0,
                     "there is more trouble than is listed; is this file of another format?"});
    full_ = true;
    return;
  }
  all.push_back({severity, file_, line, 0, std::move(message)});
}

DictionaryReading DictionaryBuilder::finish() { return std::move(reading_); }

std::string evened(std::string_view text) {
  std::string even;
  even.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == 0x7F) {
      gap = !even.empty();
      continue;
    }
    if (gap) even += ' ';
    gap = false;
    even += c;
  }
  return even;
}

}  // namespace retold
