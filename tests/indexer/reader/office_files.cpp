#include "tests/indexer/reader/office_files.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <utility>

#include "indexer/reader/package.h"
#include "indexer/text/utf8.h"

namespace retold {

std::string wordPart(std::string_view root, std::string_view content) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string(root) +
         " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">" +
         std::string(content) + "</" + std::string(root) + ">";
}

std::string docxOf(std::string_view body,
                   const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string relations;
  for (const auto& [name, content] : parts) {
    if (!name.starts_with("word/")) continue;
    std::string type = name.substr(5, name.find('.') - 5);
    while (type.back() >= '0' && type.back() <= '9') type.pop_back();
    relations += "<Relationship Id=\"r" + name + "\" Type=\"http://x/" + type + "\" Target=\"" +
                 name.substr(5) + "\"/>";
  }
  std::vector<std::pair<std::string, std::string>> all{
      {"_rels/.rels",
       "<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" "
       "Target=\"word/document.xml\"/></Relationships>"},
      {"word/_rels/document.xml.rels", "<Relationships>" + relations + "</Relationships>"},
      {"word/document.xml", wordPart("w:document", "<w:body>" + std::string(body) + "</w:body>")}};
  all.insert(all.end(), parts.begin(), parts.end());
  return zipOf(all);
}

std::string odtOf(std::string_view body, std::string_view automaticStyles,
                  std::string_view officeStyles) {
  return zipOf(
      {{"mimetype", "application/vnd.oasis.opendocument.text"},
       {"content.xml",
        "<office:document-content><office:automatic-styles>" + std::string(automaticStyles) +
            "</office:automatic-styles><office:body><office:text>" + std::string(body) +
            "</office:text></office:body></office:document-content>"},
       {"styles.xml",
        "<office:document-styles>" + std::string(officeStyles) + "</office:document-styles>"}});
}

std::string odsOf(std::string_view tables, std::string_view automaticStyles) {
  return zipOf(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
       {"content.xml",
        "<office:document-content><office:automatic-styles>" + std::string(automaticStyles) +
            "</office:automatic-styles><office:body><office:spreadsheet>" + std::string(tables) +
            "</office:spreadsheet></office:body>"
            "</office:document-content>"}});
}

Reading readBytes(Reader read, std::string_view bytes, const ReadOptions& options,
                  std::string_view name) {
  Reading reading;
  reading.result = read(name, bytes, options, [&](ReadDocument&& document) {
    reading.documents.push_back(std::move(document));
  });
  return reading;
}

std::vector<std::string> messagesOf(const Reading& reading) {
  std::vector<std::string> all;
  for (const Diagnostic& diagnostic : reading.result.diagnostics) {
    all.push_back(toText(diagnostic));
  }
  return all;
}

std::string bytesOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> sharedFiles(const std::string& folder,
                                               const std::string& extension) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = std::filesystem::path(RETOLD_SHARED_DIR) / folder;
  if (!std::filesystem::exists(root)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

namespace {

std::map<std::string, std::int64_t> countWords(std::string_view text) {
  std::map<std::string, std::int64_t> words;
  std::string word;
  for (const char c : std::string(text) + " ") {
    const auto byte = static_cast<unsigned char>(c);
    const bool inWord = byte >= 0x80 || (byte >= '0' && byte <= '9') ||
                        (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
    if (inWord) {
      word += c;
    } else if (!word.empty()) {
      ++words[std::exchange(word, {})];
    }
  }
  return words;
}

}  // namespace

double wordsKept(std::string_view source, std::string_view text) {
  const auto wanted = countWords(source);
  auto found = countWords(text);
  std::int64_t all = 0, kept = 0;
  for (const auto& [word, count] : wanted) {
    all += count;
    kept += std::min(count, found[word]);
  }
  return all == 0 ? 1 : static_cast<double>(kept) / static_cast<double>(all);
}

namespace {

void changeBytes(std::string& bytes, std::mt19937& random) {
  // What parsers trip over, more often than any byte.
  constexpr std::string_view marks = "<>/&;\"'=: 09w";
  for (int change = 0; change < 8 && !bytes.empty(); ++change) {
    const bool mark = random() % 2 == 0;
    bytes[random() % bytes.size()] =
        mark ? marks[random() % marks.size()] : static_cast<char>(random());
  }
}

void readOnce(Reader read, std::string_view bytes) {
  const Reading reading = readBytes(read, bytes);
  CHECK(reading.result.unreadable.has_value() == reading.documents.empty());
  for (const ReadDocument& document : reading.documents) {
    CHECK_FALSE(firstInvalidUtf8(document.contained ? *document.contained : document.text));
  }
}

/// The parts of a package in which words stand or that say how they are read.
std::vector<std::pair<std::string, std::string>> partsOf(const std::string& bytes) {
  const auto wanted = [](std::string_view name) {
    return name.ends_with(".xml") || name.ends_with(".rels");
  };
  try {
    const Package package(bytes, "file", {}, wanted);
    return {package.parts().begin(), package.parts().end()};
  } catch (const Unreadable&) {
    return {};
  }
}

}  // namespace

void readDamaged(Reader read, const std::filesystem::path& path, std::uint32_t seed) {
  const std::string whole = bytesOf(path);
  std::mt19937 random(seed);
  // Large files cost the sanitizers minutes without showing more.
  if (whole.empty() || whole.size() > 60'000) return;
  for (int i = 0; i < 20; ++i) {
    readOnce(read, std::string_view(whole).substr(0, random() % whole.size()));
  }
  for (int i = 0; i < 5; ++i) {
    std::string bytes = whole;
    changeBytes(bytes, random);
    readOnce(read, bytes);
  }
  const auto parts = partsOf(whole);
  for (int i = 0; i < 10 && !parts.empty(); ++i) {
    auto changed = parts;
    std::string& part = changed[random() % changed.size()].second;
    changeBytes(part, random);
    if (i % 4 == 0) part.resize(random() % (part.size() + 1));
    readOnce(read, zipOf(changed));
  }
}

}  // namespace retold
