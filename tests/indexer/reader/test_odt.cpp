#include <catch2/catch.hpp>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/zoo.h"

using namespace retold;

namespace {

using Notes = std::vector<std::string>;

Reading read(std::string_view body, std::string_view styles = "") {
  return readBytes(&readOdt, odtOf(body, styles));
}

std::string textOf(std::string_view body, std::string_view styles = "") {
  return read(body, styles).text();
}

}  // namespace

TEST_CASE("odt paragraphs, headings, spaces, tabs and line breaks are read") {
  CHECK(textOf("<text:h text:outline-level=\"1\">Title</text:h><text:p>a  <text:span> b</text:span>"
               "\n c<text:tab/>d<text:s text:c=\"2\"/>e<text:line-break/>f</text:p><text:p/>"
               "<text:p>g</text:p>") == "Title\n\na b c\td  e\nf\n\ng\n");
}

TEST_CASE("odt list items are numbered, continued and restarted as their styles say") {
  const std::string styles =
      "<text:list-style style:name=\"L\">"
      "<text:list-level-style-number text:level=\"1\" style:num-format=\"1\" "
      "style:num-suffix=\".\"/>"
      "<text:list-level-style-number text:level=\"2\" style:num-format=\"a\" "
      "style:num-suffix=\")\" text:display-levels=\"2\"/>"
      "<text:list-level-style-bullet text:level=\"3\" text:bullet-char=\"•\"/></text:list-style>";
  const auto item = [](std::string_view text) {
    return "<text:list-item><text:p>" + std::string(text) + "</text:p></text:list-item>";
  };
  const std::string list = "<text:list text:style-name=\"L\">";
  const std::string nested = "<text:list-item><text:p>b</text:p><text:p>more</text:p><text:list>" +
                             item("c") + item("d") + "</text:list></text:list-item>";
  CHECK(textOf(list + item("a") + nested + "</text:list><text:p>between</text:p>" +
                   "<text:list text:continue-numbering=\"true\" text:style-name=\"L\">" +
                   item("e") + "</text:list>" + list + item("f") + "</text:list>",
               styles) == "1. a\n\n2. b\n\nmore\n\n2.a) c\n\n2.b) d\n\nbetween\n\n3. e\n\n1. f\n");
}

TEST_CASE("odt headings are numbered where their outline has numbers") {
  const std::string outline =
      "<office:styles><text:outline-style><text:outline-level-style text:level=\"1\" "
      "style:num-format=\"1\"/><text:outline-level-style text:level=\"2\" style:num-format=\"1\" "
      "text:display-levels=\"2\"/></text:outline-style></office:styles>";
  const std::string body =
      "<text:h text:outline-level=\"1\">a</text:h><text:h text:outline-level=\"2\">b</text:h>"
      "<text:h text:outline-level=\"2\">c</text:h>";
  CHECK(readBytes(&readOdt, odtOf(body, "", outline)).text() == "1 a\n\n1.1 b\n\n1.2 c\n");
}

TEST_CASE("tables of an odt are read row by row, covered cells are empty") {
  CHECK(textOf("<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>x"
               "</text:p></table:table-cell><table:covered-table-cell><text:p>no</text:p>"
               "</table:covered-table-cell><table:table-cell><text:p>y</text:p></table:table-cell>"
               "</table:table-row></table:table-header-rows><table:table-row>"
               "<table:table-cell table:number-columns-repeated=\"2\"><text:p>z</text:p>"
               "</table:table-cell></table:table-row></table:table>") == "x\t\ty\n\nz\tz\n");
}

TEST_CASE("notes and comments of an odt stand behind the text and leave a mark") {
  const Reading reading = read(
      "<text:p>First<text:note><text:note-citation>i</text:note-citation><text:note-body><text:p>"
      "foot</text:p></text:note-body></text:note> and<office:annotation><dc:creator>Ana"
      "</dc:creator><dc:date>2020-01-01</dc:date><text:p>check</text:p></office:annotation></"
      "text:p>");
  CHECK(reading.text() == "First[1] and[comment 1]\n\n[1] foot\n\nComment 1 (Ana): check\n");
  CHECK(reading.notes() ==
        Notes{"1 comment stands at the end of the text", "notes stand at the end of the text"});
}

TEST_CASE("of tracked changes in an odt the final text is read") {
  const Reading reading = read(
      "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>"
      "</text:deletion></text:changed-region></text:tracked-changes><text:p>here"
      "<text:change/> it is</text:p>");
  CHECK(reading.text() == "here it is\n");
  CHECK(reading.notes() == Notes{"1 tracked change: the final text was read"});
}

TEST_CASE("hidden text, paragraphs and sections of an odt are left out and counted") {
  const std::string styles =
      "<style:style style:name=\"T\" style:family=\"text\"><style:text-properties "
      "text:display=\"none\"/></style:style>"
      "<style:style style:name=\"P\" style:family=\"paragraph\"><style:text-properties "
      "text:display=\"none\"/></style:style>"
      "<style:style style:name=\"Q\" style:family=\"paragraph\" "
      "style:parent-style-name=\"P\"/>";
  const Reading reading = read(
      "<text:p>shown<text:span text:style-name=\"T\"> one</text:span></text:p>"
      "<text:p text:style-name=\"Q\">two three</text:p>"
      "<text:p><text:hidden-paragraph text:is-hidden=\"true\"/>four</text:p>"
      "<text:p><text:hidden-text text:is-hidden=\"true\" text:string-value=\"five\"/>x</text:p>"
      "<text:section text:display=\"none\"><text:p>six</text:p></text:section><text:p>y</text:p>",
      styles);
  CHECK(reading.text() == "shown\n\nx\n\ny\n");
  CHECK(reading.notes() == Notes{"6 words of hidden text were left out"});
}

TEST_CASE("text boxes of an odt are read behind their paragraph, descriptions of pictures not") {
  CHECK(
      textOf("<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>"
             "<draw:frame><draw:image/><svg:title>picture</svg:title></draw:frame> b</text:p>"
             "<text:p>c</text:p>") == "a b\n\nbox\n\nc\n");
}

TEST_CASE("controls of a form in an odt show their state") {
  const std::string forms =
      "<office:forms><form:form><form:checkbox form:id=\"c1\" form:current-state=\"checked\"/>"
      "<form:checkbox form:id=\"c2\" form:label=\"No\"/><form:text form:id=\"c3\" "
      "form:current-value=\"In Bari\"/><form:listbox form:id=\"c4\"><form:option "
      "form:label=\"one\"/><form:option form:label=\"two\" form:current-selected=\"true\"/>"
      "</form:listbox></form:form></office:forms>";
  CHECK(
      textOf(
          forms +
          "<text:p>Trafficked before? <draw:control draw:control=\"c1\"/> Yes "
          "<draw:control draw:control=\"c2\"/></text:p>"
          "<text:p>Where: <draw:control draw:control=\"c3\"/>, "
          "<draw:control draw:control=\"c4\"/></text:p>"
          "<text:p><loext:content-control loext:checkbox=\"true\" loext:checked=\"true\">"
          "<text:span>?</text:span></loext:content-control> a <field:fieldmark "
          "field:type=\"vnd.oasis.opendocument.field.FORMCHECKBOX\"><field:param "
          "field:name=\"Checkbox_Checked\" field:value=\"true\"/></field:fieldmark> b</text:p>") ==
      "Trafficked before?\n\n☒ Yes ☐ No\n\nWhere: In Bari, two\n\n☒ a ☒ b\n");
}

TEST_CASE("ruby bases of an odt are read, readings not") {
  CHECK(textOf("<text:p><text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>とう"
               "</text:ruby-text></text:ruby>京</text:p>") == "東京\n");
}

TEST_CASE("an odt of one XML file is read") {
  CHECK(readBytes(&readOdt,
                  "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:"
                  "opendocument:xmlns:office:1.0\"><office:body><office:text><text:p>flat</text:p>"
                  "</office:text></office:body></office:document>")
            .text() == "flat\n");
}

TEST_CASE("an odt with a password, or without content, is named as such") {
  const auto reason = [](std::string_view bytes) {
    return readBytes(&readOdt, bytes).result.unreadable;
  };
  CHECK(reason(zipOf({{"content.xml", "\x01\x02"},
                      {"META-INF/manifest.xml",
                       "<manifest:manifest><manifest:file-entry><manifest:encryption-data/>"
                       "</manifest:file-entry></manifest:manifest>"}})) ==
        "the OpenDocument text is protected by a password; open it in the program that made it, "
        "save a copy without a password and import that");
  CHECK(reason(zipOf({{"a", "b"}})) ==
        "the file is a zip package but no OpenDocument text: it has no part content.xml");
  CHECK(reason("words") == "the file is no OpenDocument text: it is no zip package");
}

TEST_CASE("derived odt files hold at least 99 % of the words of their source") {
  const auto files = sharedFiles("corpora/format_zoo_derived/containers/odt", ".odt");
  if (files.empty()) WARN("the corpora are not there");
  for (const auto& file : files) {
    INFO(file.filename());
    const std::string source = sourceOf(file);
    REQUIRE_FALSE(source.empty());
    CHECK(wordsKept(source, readBytes(&readOdt, bytesOf(file)).text()) >= 0.99);
  }
}

TEST_CASE("cut and damaged odt files neither crash nor hang") {
  std::uint32_t seed = 1000;
  for (const auto& path : sharedFiles("corpora/format_zoo", ".odt")) {
    INFO(path.filename());
    readDamaged(&readOdt, path, seed++);
  }
}
