#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = RETOLD_SOURCE_DIR;

std::vector<fs::path> pages() {
  std::vector<fs::path> found{kRoot / "README.md", kRoot / "CONTRIBUTING.md"};
  for (const auto& entry : fs::recursive_directory_iterator(kRoot / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  return found;
}

std::string contentOf(const fs::path& page) {
  std::ifstream file(page);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The first group of every place where `pattern` fits.
std::vector<std::string> allOf(const std::string& text, const std::string& pattern) {
  const std::regex expression(pattern);
  std::vector<std::string> found;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), expression);
       at != std::sregex_iterator(); ++at)
    found.push_back((*at)[1]);
  return found;
}

}  // namespace

TEST_CASE("every link of a page leads to a file that is there") {
  for (const fs::path& page : pages()) {
    for (const std::string& link : allOf(contentOf(page), R"(\]\(([^)#\s]+)(?:#[^)]*)?\))")) {
      if (link.find("://") != std::string::npos) continue;
      INFO(page << " links to " << link);
      CHECK(fs::exists(page.parent_path() / link));
    }
  }
}

TEST_CASE("every source file that a page names is there") {
  const std::string path =
      "`((?:model|indexer|queries|cli|gui|tests|lexicons|samples|packages|cmake|bench|docs)/"
      "[a-z0-9_./-]*)`";
  for (const fs::path& page : pages()) {
    for (const std::string& name : allOf(contentOf(page), path)) {
      INFO(page << " names " << name);
      CHECK(fs::exists(kRoot / name));
    }
  }
}

TEST_CASE("every test that the architecture names by its sentence is in the file named") {
  const std::string text = contentOf(kRoot / "docs/architecture.md");
  const std::regex group(R"(`(tests/[a-z0-9_/.]+)`: (\*[^*]+\*(?:, \*[^*]+\*)*))");
  int named = 0;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), group);
       at != std::sregex_iterator(); ++at) {
    const std::string file = (*at)[1];
    const std::string tests = contentOf(kRoot / file);
    for (const std::string& sentence : allOf((*at)[2], R"(\*([^*]+)\*)")) {
      INFO(file << ": " << sentence);
      CHECK(tests.find('"' + sentence + '"') != std::string::npos);
      ++named;
    }
  }
  CHECK(named > 20);
}
