#include <algorithm>

#include "indexer/text/fold.h"
#include "indexer/text/tokenizer.h"
#include "model/error.h"
#include "queries/find/white_space.h"
#include "indexer/text/edit_distance.h"
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

std::vector<Code> suggestCodes(const Codebook& codebook, std::string_view typed,
                               std::size_t limit) {
  Tokenizer tokenizer;
  const std::vector<std::string> parts = wordsOf(tokenizer, typed);
  if (parts.empty() && !trimmed(typed).empty()) return {};
  std::vector<std::pair<int, const Code*>> found;
  for (const Code& code : codebook.codes) {
    if (code.retired) continue;
    const auto rank = rankOf(parts, wordsOf(tokenizer, code.label), wordsOf(tokenizer, code.name));
    if (rank) found.emplace_back(*rank, &code);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<Code> codes;
  for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) codes.push_back(*found[i].second);
  return codes;
}

}  // namespace retold
