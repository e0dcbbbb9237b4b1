// bench_corpus SOURCE FOLDER COUNT
//
// Makes COUNT files of about 7 KB each in FOLDER out of the sentences of the .txt files in SOURCE,
// drawn with a fixed seed. Prints how much the files overlap, measured on a sample.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kFileBytes = 7200;
constexpr std::size_t kFilesPerFolder = 1000;
constexpr std::size_t kSample = 200;
constexpr std::size_t kShingleWords = 5;

std::string contentOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

bool endsSentence(std::string_view text, std::size_t at) {
  return (text[at] == '.' || text[at] == '?' || text[at] == '!') && at + 1 < text.size() &&
         (text[at + 1] == ' ' || text[at + 1] == '\n');
}

/// The sentences of a text, line ends within them kept.
void appendSentences(const std::string& text, std::vector<std::string>& sentences) {
  constexpr std::size_t shortest = 25, longest = 600;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!endsSentence(text, at)) continue;
    while (begin < at && (text[begin] == ' ' || text[begin] == '\n')) ++begin;
    const std::size_t size = at + 1 - begin;
    if (size >= shortest && size <= longest) sentences.push_back(text.substr(begin, size));
    begin = at + 1;
  }
}

std::vector<std::string> sentencesOf(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> sentences;
  for (const fs::path& file : files) appendSentences(contentOf(file), sentences);
  std::sort(sentences.begin(), sentences.end());
  sentences.erase(std::unique(sentences.begin(), sentences.end()), sentences.end());
  return sentences;
}

std::string recombined(const std::vector<std::string>& sentences, std::mt19937_64& random) {
  std::string text;
  for (std::size_t count = 1; text.size() < kFileBytes; ++count) {
    text += sentences[random() % sentences.size()];
    text += count % 5 == 0 ? "\n\n" : " ";
  }
  text.back() = '\n';
  return text;
}

std::set<std::uint64_t> shinglesOf(const std::string& text) {
  std::vector<std::uint64_t> words;
  std::set<std::uint64_t> shingles;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (end > at) words.push_back(std::hash<std::string_view>{}({text.data() + at, end - at}));
    at = end + 1;
    if (words.size() < kShingleWords || end == at) continue;
    std::uint64_t shingle = 0;
    for (auto word = words.end() - kShingleWords; word != words.end(); ++word) {
      shingle = shingle * 0x9e3779b97f4a7c15u + *word;
    }
    shingles.insert(shingle);
  }
  return shingles;
}

/// The largest share that two files of the sample have in common.
double largestOverlap(const std::vector<std::string>& texts) {
  std::vector<std::set<std::uint64_t>> sets;
  for (const std::string& text : texts) sets.push_back(shinglesOf(text));
  double largest = 0;
  for (std::size_t a = 0; a < sets.size(); ++a) {
    for (std::size_t b = a + 1; b < sets.size(); ++b) {
      std::vector<std::uint64_t> common;
      std::set_intersection(sets[a].begin(), sets[a].end(), sets[b].begin(), sets[b].end(),
                            std::back_inserter(common));
      const auto least = static_cast<double>(std::min(sets[a].size(), sets[b].size()));
      largest = std::max(largest, static_cast<double>(common.size()) / least);
    }
  }
  return largest;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::cerr << "usage: bench_corpus SOURCE FOLDER COUNT\n";
    return 2;
  }
  const std::vector<std::string> sentences = sentencesOf(arguments[1]);
  if (sentences.empty()) {
    std::cerr << arguments[1] << ": there are no .txt files in it\n";
    return 1;
  }
  const fs::path folder = arguments[2];
  const std::size_t files = std::stoul(arguments[3]);
  std::mt19937_64 random(20260101);
  std::vector<std::string> sample;
  std::size_t bytes = 0;
  for (std::size_t number = 0; number < files; ++number) {
    const std::string text = recombined(sentences, random);
    const fs::path place = folder / std::to_string(number / kFilesPerFolder);
    if (number % kFilesPerFolder == 0) fs::create_directories(place);
    std::ofstream(place / (std::to_string(number) + ".txt"), std::ios::binary) << text;
    bytes += text.size();
    if (number % std::max<std::size_t>(files / kSample, 1) == 0) sample.push_back(text);
  }
  std::cout << files << " files, " << bytes << " bytes, from " << sentences.size()
            << " sentences; largest overlap of two files in a sample of " << sample.size() << ": "
            << 100 * largestOverlap(sample) << " %\n";
}
