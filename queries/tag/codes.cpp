#include <algorithm>

#include "indexer/text/edit_distance.h"
#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "queries/tag/tagging.h"

namespace retold {

namespace {

constexpr std::size_t kMostNamed = 3;

std::string_view lastPart(std::string_view name) { return name.substr(name.rfind('/') + 1); }

/// Names of the codes that are most like `typed`, the likest first; none when all are far off.
std::vector<std::string> nearestNames(const Codebook& codebook, std::string_view typed) {
  const std::u32string wanted = signsOf(fold(typed));
  const std::size_t farthest = std::max<std::size_t>(2, wanted.size() / 3);
  std::vector<std::pair<std::size_t, std::string>> near;
  for (const Code& code : codebook.codes) {
    if (code.retired) continue;
    std::size_t distance = farthest + 1;
    for (const std::string_view name :
         {std::string_view(code.name), lastPart(code.name), std::string_view(code.label)})
      distance = std::min(distance, editDistance(wanted, signsOf(fold(name))));
    if (distance <= farthest) near.emplace_back(distance, code.name);
  }
  std::stable_sort(near.begin(), near.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(near.size(), kMostNamed); ++i)
    names.push_back(near[i].second);
  return names;
}

std::string listed(const std::vector<std::string>& names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? ' ' + std::string(last) + ' ' : ", ";
    text += names[i];
  }
  return text;
}

[[noreturn]] void refuseUnknown(const Codebook& codebook, std::string_view typed) {
  std::string what = "there is no code \"" + std::string(typed) + '"';
  const std::vector<std::string> near = nearestNames(codebook, typed);
  what += near.empty() ? "" : "; the nearest: " + listed(near, "or");
  throw Error(ErrorKind::Refused, what,
              "a code is named by its whole name, or by its last part or label where only one "
              "has it");
}

[[noreturn]] void refuseSeveral(const std::vector<const Code*>& codes, std::string_view typed) {
  std::vector<std::string> names;
  names.reserve(codes.size());
  for (const Code* code : codes) names.push_back(code->name);
  throw Error(ErrorKind::Refused,
              "several codes are called \"" + std::string(typed) + "\": " + listed(names, "and"),
              "give the whole name of one");
}

/// The words of a name, label or what is typed, folded. What joins words separates them here.
std::vector<std::string> wordsOf(Tokenizer& tokenizer, std::string_view text) {
  std::string apart(text);
  std::replace_if(
      apart.begin(), apart.end(), [](char c) { return c == '-' || c == '/' || c == '_'; }, ' ');
  std::vector<std::string> words;
  tokenizer.tokenize(apart, [&words](const Token& token) { words.emplace_back(token.folded); });
  return words;
}

/// How well `part` fits the beginning of one of `words`: 0 a whole word, 1 a beginning, 2 none.
int fitOf(const std::string& part, const std::vector<std::string>& words) {
  int best = 2;
  for (const std::string& word : words) {
    if (word == part) return 0;
    if (word.starts_with(part)) best = 1;
  }
  return best;
}

/// Lower is better; none when a part fits nowhere. A label counts for more than a name, its first
/// word for more than another.
std::optional<int> rankOf(const std::vector<std::string>& parts,
                          const std::vector<std::string>& label,
                          const std::vector<std::string>& name) {
  constexpr int nameIsWorse = 2;
  constexpr int nowhere = 2;
  constexpr int perPart = 2;
  int rank = 0;
  for (const std::string& part : parts) {
    const int inLabel = fitOf(part, label);
    const int inName = fitOf(part, name);
    if (inLabel == nowhere && inName == nowhere) return std::nullopt;
    rank += perPart * (inLabel < nowhere ? inLabel : inName + nameIsWorse);
  }
  const bool begins = !parts.empty() && !label.empty() && label.front().starts_with(parts.front());
  return begins ? rank : rank + 1;
}

/// How often one must jump into the middle of a word to find the letters of `typed` in `words` in
/// this order, the first of them at the beginning of a word: the fewest jumps; none where they are
/// not there.
std::optional<std::size_t> jumpsTo(const std::u32string& typed,
                                   const std::vector<std::string>& words) {
  constexpr std::size_t kNever = 1'000'000;
  std::vector<std::size_t> before(typed.size(), kNever);  // letter i found, not just now
  std::vector<std::size_t> here(typed.size(), kNever);    // letter i is the sign just read
  for (const std::string& word : words) {
    bool begins = true;
    for (const char32_t sign : signsOf(word)) {
      std::vector<std::size_t> next(typed.size(), kNever);
      for (std::size_t i = 0; i < typed.size(); ++i) {
        if (typed[i] != sign) continue;
        if (i == 0) {
          next[i] = begins ? 0 : kNever;
        } else {
          next[i] = std::min(here[i - 1], before[i - 1] + (begins ? 0 : 1));
        }
      }
      for (std::size_t i = 0; i < typed.size(); ++i) before[i] = std::min(before[i], here[i]);
      here = std::move(next);
      begins = false;
    }
    for (std::size_t i = 0; i < typed.size(); ++i) before[i] = std::min(before[i], here[i]);
    here.assign(typed.size(), kNever);
  }
  const std::size_t fewest = typed.empty() ? kNever : before.back();
  return fewest < kNever ? std::optional(fewest) : std::nullopt;
}

/// What a code is sorted by; less is better.
struct Fit {
  bool lettersOnly = false;  ///< no word begins as was typed
  std::size_t jumps = 0;     ///< of the letters
  std::size_t recency = 0;
  int rank = 0;
  friend auto operator<=>(const Fit&, const Fit&) = default;
};

}  // namespace

Code codeNamed(const Codebook& codebook, std::string_view name) {
  const std::string_view typed = trimmed(name);
  const std::string wanted = fold(typed);
  std::vector<const Code*> inUse;
  std::vector<const Code*> retired;
  for (const Code& code : codebook.codes) {
    if (code.name == typed) return code;
    const bool fits = !wanted.empty() && (fold(code.name) == wanted || fold(code.label) == wanted ||
                                          fold(lastPart(code.name)) == wanted);
    if (fits) (code.retired ? retired : inUse).push_back(&code);
  }
  const std::vector<const Code*>& found = inUse.empty() ? retired : inUse;
  if (found.empty()) refuseUnknown(codebook, typed);
  if (found.size() > 1) refuseSeveral(found, typed);
  return *found.front();
}

std::vector<Code> suggestCodes(const Codebook& codebook, std::string_view typed, std::size_t limit,
                               const std::vector<CodeId>& recent) {
  Tokenizer tokenizer;
  const std::vector<std::string> parts = wordsOf(tokenizer, typed);
  if (parts.empty() && !trimmed(typed).empty()) return {};
  std::u32string letters;
  for (const std::string& part : parts) letters += signsOf(part);
  std::vector<std::pair<Fit, const Code*>> found;
  for (const Code& code : codebook.codes) {
    if (code.retired) continue;
    const auto label = wordsOf(tokenizer, code.label);
    const auto name = wordsOf(tokenizer, code.name);
    const std::optional<int> rank = rankOf(parts, label, name);
    Fit fit;
    fit.recency =
        static_cast<std::size_t>(std::find(recent.begin(), recent.end(), code.id) - recent.begin());
    if (rank) {
      fit.rank = *rank;
    } else {
      constexpr std::size_t kNone = 1'000'000;
      fit.lettersOnly = true;
      fit.jumps =
          std::min(jumpsTo(letters, label).value_or(kNone), jumpsTo(letters, name).value_or(kNone));
      if (fit.jumps == kNone) continue;
    }
    found.emplace_back(fit, &code);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Code> codes;
  for (const auto& [fit, code] : found) {
    if (codes.size() >= limit || fit.lettersOnly != found.front().first.lettersOnly) break;
    codes.push_back(*code);
  }
  return codes;
}

}  // namespace retold
