#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "indexer/import/csv_reader.h"
#include "queries/export/formats.h"
#include "queries/export/html_style.h"
#include "tests/queries/export/sample_export.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

std::string written(std::string_view format, const ExcerptExport& what) {
  std::ostringstream out;
  exportFormatNamed(format).write(what, out);
  return out.str();
}

std::string fileText(const std::string& name) {
  std::ifstream file(std::string(RETOLD_SOURCE_DIR) + "/tests/queries/export/" + name,
                     std::ios::binary);
  REQUIRE(file);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

ExcerptExport emptyExport() {
  ExcerptExport what = test::sampleExport();
  what.excerpts.clear();
  what.leftOut.clear();
  what.header.lexicons.clear();
  what.header.documentsWithExcerpts = 0;
  return what;
}

TEST_CASE("a format is found by its name, and one that is not there is answered with all") {
  CHECK(exportFormatNamed("html").extension == ".html");
  CHECK(test::errorOf([] { exportFormatNamed("docx"); }) ==
        "there is no export format \"docx\" | the formats are: csv, jsonl, html");
}

TEST_CASE("the sample is written as csv, jsonl and html exactly as the files beside this test") {
  const std::string format = GENERATE("csv", "jsonl", "html");
  CAPTURE(format);
  std::string text = written(format, test::sampleExport());
  const std::size_t style = text.find(kHtmlStyle);
  if (style != text.npos) text.replace(style, kHtmlStyle.size(), "STYLE");
  CHECK(text == fileText("sample." + format));
}

TEST_CASE("excerpts in groups are written group by group, and each format says what groups them") {
  ExcerptExport what = test::sampleExport();
  REQUIRE(what.excerpts.size() >= 2);
  std::size_t made = 0;
  putInGroups(what, "attribute country", [&](const Excerpt&) {
    return made++ == 0 ? std::string("Moldova") : std::string("Albania");
  });
  CHECK(what.excerpts.front().group == "Albania");
  CHECK(what.excerpts.back().group == "Moldova");

  std::istringstream rows(written("csv", what));
  std::string line;
  std::getline(rows, line);
  CHECK(line.find(",grouped_by,group") != line.npos);
  CHECK(written("csv", what).find("attribute country,Moldova") != std::string::npos);

  std::istringstream lines(written("jsonl", what));
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line)["grouped_by"] == "attribute country");
  std::getline(lines, line);
  CHECK(nlohmann::json::parse(line)["group"] == "Albania");

  const std::string page = written("html", what);
  CHECK(page.find(", <bdi>country</bdi>: <bdi>Moldova</bdi></p>") != page.npos);
  CHECK(page.find("<dt>Put together by</dt><dd><bdi>attribute country</bdi></dd>") != page.npos);
}

TEST_CASE("every row of csv says where it comes from and that it is not depersonalised") {
  const std::string text = written("csv", test::sampleExport());
  CsvReader reader(text, "sample.csv");
  const CsvRecord header = *reader.next();
  const std::vector<std::string> first{"document",
                                       "case",
                                       "turn",
                                       "speaker",
                                       "begin",
                                       "end",
                                       "code",
                                       "label",
                                       "kind",
                                       "quote",
                                       "coder",
                                       "time",
                                       "memo",
                                       "lexicon",
                                       "lexicon_version",
                                       "term",
                                       "decision",
                                       "page",
                                       "start",
                                       "original_digest",
                                       "quote_digest",
                                       "project",
                                       "chain_head",
                                       "deidentification"};
  REQUIRE(header.fields.size() >= first.size());
  CHECK(std::vector<std::string>(header.fields.begin(), header.fields.begin() + 24) == first);
  std::size_t rows = 0;
  while (const auto record = reader.next()) {
    ++rows;
    REQUIRE(record->fields.size() == header.fields.size());
    CHECK(record->fields[21] == "study.retold");
    CHECK(record->fields[22] == std::string(64, '1'));
    CHECK(record->fields[23] == "NOT DEPERSONALISED");
    if (rows == 1) CHECK(record->fields[9] == test::sampleExport().excerpts[0].quote);
  }
  CHECK(rows == 3);
  CHECK(reader.diagnostics().empty());
}

TEST_CASE("each line of jsonl is an object, the header first") {
  std::istringstream lines(written("jsonl", test::sampleExport()));
  std::vector<nlohmann::json> objects;
  for (std::string line; std::getline(lines, line);) objects.push_back(nlohmann::json::parse(line));
  REQUIRE(objects.size() == 5);
  CHECK(objects[0]["type"] == "header");
  CHECK(objects[0]["deidentification"] == "NOT DEPERSONALISED");
  CHECK(objects[1]["quote"] == test::sampleExport().excerpts[0].quote);
  CHECK(objects[2]["quote"] == "باعوها مرة أخرى");
  CHECK(objects[2]["page"].is_null());
  CHECK(objects[4]["type"] == "left-out");
}

TEST_CASE("a name that is no UTF-8 does not spoil jsonl") {
  ExcerptExport what = test::sampleExport();
  what.excerpts[0].coder = "Andr\xE9";
  CHECK(written("jsonl", what).find("\"coder\":\"Andr\xEF\xBF\xBD\"") != std::string::npos);
}

TEST_CASE("a project without tags gives files that say so") {
  CHECK(written("csv", emptyExport()).find("\r\n") == written("csv", emptyExport()).size() - 2);
  CHECK(written("jsonl", emptyExport()).find("\"excerpts\":0") != std::string::npos);
  const std::string page = written("html", emptyExport());
  CHECK(page.find("<p>No passage is tagged.</p>") != std::string::npos);
  CHECK(page.find("<b>0 excerpts</b> with 0 codes, from <b>0 of 64 documents</b>") !=
        std::string::npos);
  CHECK(page.find("NOT DEPERSONALISED") != std::string::npos);
}

/// Every text that a person or a file gave, with markup in it.
ExcerptExport hostileExport() {
  const std::string evil = "<script>alert('&\"')</script>\x01";
  ExcerptExport what = test::sampleExport();
  Excerpt& e = what.excerpts[0];
  for (std::string* field :
       {&e.document,       &e.caseName,      &e.speaker, &e.code,     &e.codeLabel,   &e.quote,
        &e.left,           &e.right,         &e.coder,   &e.time,     &e.memo,        &e.lexicon,
        &e.lexiconVersion, &e.lexiconReview, &e.term,    &e.decision, &e.speakerRole, &e.id,
        &e.quoteDigest,    &e.originalDigest})
    *field = evil;
  ExportHeader& h = what.header;
  for (std::string* field : {&h.project, &h.projectId, &h.chainHead, &h.made, &h.program,
                             &h.deidentification, &h.recall, &h.selection})
    *field = evil;
  h.lexicons = {evil};
  what.leftOut[0].file = evil;
  what.leftOut[0].message = evil;
  return what;
}

TEST_CASE("whatever a text holds, it stays text in the page") {
  const std::string page = written("html", hostileExport());
  CHECK(page.find("<script") == std::string::npos);
  CHECK(page.find('\x01') == std::string::npos);
  CHECK(page.find("alert('") == std::string::npos);
  CHECK(page.find("&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;") !=
        std::string::npos);
}

/// The names of the elements in order; checks that each is closed where it must be.
void checkNesting(const std::string& page) {
  const std::set<std::string> empty{"meta", "br", "!DOCTYPE"};
  std::vector<std::string> open;
  const std::regex tag("<(/?)([A-Za-z0-9!]+)[^>]*>");
  for (auto at = std::sregex_iterator(page.begin(), page.end(), tag); at != std::sregex_iterator();
       ++at) {
    const std::string name = (*at)[2];
    if (empty.count(name) > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
      continue;
    }
    REQUIRE_FALSE(open.empty());
    REQUIRE(open.back() == name);
    open.pop_back();
  }
  CHECK(open.empty());
}

TEST_CASE("the page is one sound document that needs nothing from outside") {
  for (const ExcerptExport& what : {test::sampleExport(), emptyExport(), hostileExport()}) {
    const std::string page = written("html", what);
    checkNesting(page);
    CHECK(page.find("http:") == std::string::npos);
    CHECK(page.find("https:") == std::string::npos);
    CHECK(page.find("src=") == std::string::npos);
    CHECK(page.find("url(") == std::string::npos);
    CHECK(page.find("@import") == std::string::npos);
    std::set<std::string> ids;
    const std::regex id(" id=\"([^\"]*)\"");
    for (auto at = std::sregex_iterator(page.begin(), page.end(), id); at != std::sregex_iterator();
         ++at)
      CHECK(ids.insert((*at)[1]).second);
    const std::regex link("href=\"#([^\"]*)\"");
    for (auto at = std::sregex_iterator(page.begin(), page.end(), link);
         at != std::sregex_iterator(); ++at)
      CHECK(ids.count((*at)[1]) == 1);
  }
}

/// Relative luminance and contrast as WCAG 2.1 defines them.
double luminance(const std::string& colour) {
  const auto channel = [&colour](std::size_t at) {
    const double part = std::stoi(colour.substr(at, 2), nullptr, 16) / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

TEST_CASE("every colour of the page can be read on what it stands on, in light, dark and print") {
  const std::string style(kHtmlStyle);
  std::map<std::string, std::string> colours;
  std::size_t schemes = 0;
  const std::regex root(":root \\{([^}]*)\\}");
  for (auto block = std::sregex_iterator(style.begin(), style.end(), root);
       block != std::sregex_iterator(); ++block, ++schemes) {
    const std::string content = (*block)[1];
    const std::regex colour("--([a-z-]+): (#[0-9a-f]{6})");
    for (auto at = std::sregex_iterator(content.begin(), content.end(), colour);
         at != std::sregex_iterator(); ++at)
      colours[(*at)[1]] = (*at)[2];
    const std::vector<std::pair<std::string, std::string>> pairs{
        {"text", "page"},      {"text", "card"}, {"quiet", "page"},
        {"quiet", "card"},     {"link", "page"}, {"link", "card"},
        {"mark-text", "mark"}, {"risk", "page"}, {"protective", "page"},
        {"pattern", "page"},   {"none", "page"}, {"alarm-text", "alarm"}};
    for (const auto& [ink, ground] : pairs) {
      CAPTURE(schemes, ink, ground);
      const double a = luminance(colours.at(ink)) + 0.05;
      const double b = luminance(colours.at(ground)) + 0.05;
      CHECK(std::max(a, b) / std::min(a, b) >= 4.5);
    }
  }
  CHECK(schemes == 3);
}

}  // namespace
}  // namespace retold
