#include <algorithm>
#include <cstdint>

#include "indexer/text/tokenizer.h"
#include "queries/find/white_space.h"
#include "queries/tag/moved_passage.h"

namespace retold {

namespace {

constexpr std::size_t kMostWords = 2000;

/// The words of `text` as written, each with the signs that follow it.
std::vector<std::string> piecesOf(std::string_view text) {
  std::vector<std::size_t> begins;
  Tokenizer words;
  words.tokenize(text, [&](const Token& token) {
    if (!token.colocated) begins.push_back(token.span.begin);
  });
  if (begins.empty()) begins.push_back(0);
  begins.front() = 0;
  begins.push_back(text.size());
  std::vector<std::string> pieces;
  for (std::size_t at = 0; at + 1 < begins.size(); ++at) {
    std::string piece =
        withSingleSpaces(trimmed(text.substr(begins[at], begins[at + 1] - begins[at])));
    if (!piece.empty()) pieces.push_back(std::move(piece));
  }
  return pieces;
}

using Kind = WordDifference::Kind;

class Differences {
 public:
  Differences(std::vector<std::string> before, std::vector<std::string> after)
      : before_(std::move(before)), after_(std::move(after)) {}

  std::vector<WordDifference> find() {
    if (before_.size() > kMostWords || after_.size() > kMostWords)
      asWholes();
    else
      byWords();
    flush();
    return std::move(result_);
  }

 private:
  void asWholes() {
    if (before_ == after_) {
      for (const std::string& word : before_) same(word);
      return;
    }
    for (const std::string& word : before_) add(removed_, word);
    for (const std::string& word : after_) add(added_, word);
  }

  /// By the longest common subsequence of the words.
  void byWords() {
    const std::size_t width = after_.size() + 1;
    std::vector<std::uint16_t> shared((before_.size() + 1) * width, 0);
    for (std::size_t i = before_.size(); i-- > 0;) {
      for (std::size_t j = after_.size(); j-- > 0;) {
        shared[i * width + j] =
            before_[i] == after_[j]
                ? static_cast<std::uint16_t>(shared[(i + 1) * width + j + 1] + 1)
                : std::max(shared[(i + 1) * width + j], shared[i * width + j + 1]);
      }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before_.size() || j < after_.size()) {
      if (i < before_.size() && j < after_.size() && before_[i] == after_[j]) {
        same(before_[i++]);
        ++j;
      } else if (j == after_.size() ||
                 (i < before_.size() && shared[(i + 1) * width + j] >= shared[i * width + j + 1])) {
        add(removed_, before_[i++]);
      } else {
        add(added_, after_[j++]);
      }
    }
  }

  static void add(std::string& words, const std::string& word) {
    words += (words.empty() ? "" : " ") + word;
  }

  void same(const std::string& word) {
    if (!removed_.empty() || !added_.empty()) flush();
    add(same_, word);
  }

  void flush() {
    put(Kind::Same, same_);
    put(Kind::Removed, removed_);
    put(Kind::Added, added_);
  }

  void put(Kind kind, std::string& words) {
    if (!words.empty()) result_.push_back({kind, std::move(words)});
    words.clear();
  }

  std::vector<std::string> before_;
  std::vector<std::string> after_;
  std::string same_;
  std::string removed_;
  std::string added_;
  std::vector<WordDifference> result_;
};

}  // namespace

std::vector<WordDifference> wordDifferences(std::string_view before, std::string_view after) {
  return Differences(piecesOf(before), piecesOf(after)).find();
}

std::string toText(const std::vector<WordDifference>& differences) {
  std::string text;
  for (const WordDifference& each : differences) {
    if (!text.empty()) text += ' ';
    switch (each.kind) {
      case Kind::Same:
        text += each.words;
        break;
      case Kind::Removed:
        text += "[-" + each.words + "-]";
        break;
      case Kind::Added:
        text += "{+" + each.words + "+}";
        break;
    }
  }
  return text;
}

}  // namespace retold
