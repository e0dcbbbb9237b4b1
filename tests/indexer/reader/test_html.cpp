#include <catch2/catch.hpp>

#include "indexer/reader/html_tree.h"
#include "indexer/reader/markup_charset.h"
#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

std::string textOf(std::string_view html) { return readBytes(&readHtml, html).text(); }

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("blocks of a page are paragraphs, white space is one space") {
  CHECK(
      textOf("<title>T</title><h1>Head</h1><p>One\n  <b>two</b>&nbsp;three<div>four<br>five<br><br>"
             "six</div><section>seven</section>eight") ==
      "Head\n\nOne two\u00a0three\n\nfour\nfive\n\nsix\n\nseven\n\neight\n");
  CHECK(textOf("<p><b>Anna:</b> I <i>ca</i>me.</p><p>&nbsp;</p>") == "Anna: I came.\n");
}

TEST_CASE("text that is set as it is keeps its lines and spaces") {
  CHECK(textOf("<pre>\nQ:  why\nA:  because\n</pre><p style='white-space: pre-wrap'>a\nb</p>") ==
        "Q:  why\nA:  because\n\na\nb\n");
}

TEST_CASE("lists of a page keep their numbers") {
  CHECK(textOf("<ul><li>a<li><p>b</p><p>c</p><li></ul>") == "- a\n\n- b\n\nc\n");
  CHECK(textOf("<ol start=3><li>a<li value=7>b<li>c</ol><ol type=a reversed><li>x<li>y</ol>") ==
        "3. a\n\n7. b\n\n8. c\n\nb. x\n\na. y\n");
  CHECK(textOf("<ul style='list-style: none'><li>a</ul>") == "a\n");
}

TEST_CASE("rows of tables are lines, cells that hold paragraphs are not squeezed") {
  CHECK(textOf("<table><caption>Cap</caption><tr><th>A<th>B<tr><td>1<td>2</table>after") ==
        "Cap\n\nA\tB\n\n1\t2\n\nafter\n");
  CHECK(textOf("<table><tr><td rowspan=2>A<td colspan=2>B<td>C<tr><td>D</table>") ==
        "A\tB\t\tC\n\n\tD\n");
  CHECK(textOf("<table><tr><td><p>one</p><p>two</p><td>three</table>") == "one\n\ntwo\n\nthree\n");
}

TEST_CASE("what was filled into a form stands in its place") {
  CHECK(textOf("<p>Name: <input value='Ana'> <input type=hidden value=x></p>"
               "<p>Note: <textarea>\nfirst\nsecond</textarea></p>"
               "<p>City: <select><option>Oslo<option selected>Rome</select></p>") ==
        "Name: Ana\n\nNote: first\nsecond\n\nCity: Rome\n");
  CHECK(textOf("<p>Sold again? <input type=checkbox checked>Yes <input type=radio>No</p>") ==
        "Sold again?\n\n☒ Yes ☐ No\n");
}

TEST_CASE("what a page does not show is not read, hidden words are counted") {
  const Reading reading = readBytes(
      &readHtml,
      "<head><style>x</style></head><p>Seen<script>var a='<p>no</p>'</script><!-- no --><span "
      "style='Display : none'> not seen</span><span hidden> nor this</span><img alt=picture>"
      "<iframe src='http://example.org'>no</iframe><template>no</template><noscript>no</noscript>"
      "<ruby>漢<rp>(</rp><rt>kan</rt></ruby></p>");
  CHECK(reading.text() == "Seen漢\n");
  CHECK(reading.notes() == Strings{"4 words of hidden text were left out"});
}

TEST_CASE("the raised number of a note does not join the word on a page") {
  CHECK(textOf("<p>came<sup><a href='#n'>4</a></sup> the 1<sup>st</sup> 10<sup>6</sup></p>") ==
        "came⁴ the 1st 10⁶\n");
}

TEST_CASE("elements of XHTML end where they say so") {
  CHECK(textOf("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>"
               "<script src='x'/></head><body><p/><p>Text<a id='x'/> <![CDATA[<more> & more]]></p>"
               "</body></html>") == "Text <more> & more\n");
  CHECK(withEndTags("<br/><a b='/>'/>x<!-- <i/> --><") == "<br/><a b='/>'></a>x<!-- <i/> --><");
}

TEST_CASE("the encoding that a page declares is found as browsers find it") {
  CHECK(declaredCharset("<META http-equiv=Content-Type content=\"text/html; charset = KOI8-R\">") ==
        "koi8-r");
  CHECK(declaredCharset("<!-- <meta charset=x> --><meta name=charset><meta charset='utf-8'>") ==
        "utf-8");
  CHECK(declaredCharset("<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>") == "iso-8859-2");
  CHECK(declaredCharset("<p>charset=utf-8</p>").empty());
  CHECK(browserCharset("ISO-8859-1") == "windows-1252");
  CHECK(browserCharset("gb2312") == "GB18030");
  CHECK_FALSE(browserCharset("utf-16"));
  CHECK_FALSE(browserCharset("nonsense"));
}

TEST_CASE("bytes of a page are read as it declares them") {
  const Reading declared =
      readBytes(&readHtml, "<meta charset=windows-1251><p>\xE4\xE0, \xF1\xED\xEE\xE2\xE0</p>");
  CHECK(declared.text() == "да, снова\n");
  CHECK(declared.documents[0].encoding == Encoding{"windows-1251", 1.0, false});
  CHECK(textOf("<meta charset=iso-8859-1><p>\x93yes\x94</p>") == "“yes”\n");
  // Strict UTF-8 is UTF-8, and a file in bytes is no UTF-16, whatever they declare.
  CHECK(textOf("<meta charset=iso-8859-1><p>да</p>") == "да\n");
  CHECK(textOf("<meta charset=utf-16><p>yes</p>") == "yes\n");
  ReadOptions options;
  options.decode.encoding = "koi8-r";
  CHECK(readBytes(&readHtml, "<meta charset=windows-1251><p>\xC4\xC1</p>", options).text() ==
        "да\n");
}

TEST_CASE("a page that declares the wrong encoding is told") {
  const std::string russian =
      "<meta charset=iso-8859-1><p>\xCE\xED\xE0 \xF1\xEA\xE0\xE7\xE0\xEB\xE0, \xF7\xF2\xEE "
      "\xE2\xE5\xF0\xED\xF3\xEB\xE0\xF1\xFC \xE4\xEE\xEC\xEE\xE9 \xE8 \xF1\xED\xEE\xE2\xE0 "
      "\xF3\xE5\xF5\xE0\xEB\xE0 \xE2 \xE4\xF0\xF3\xE3\xF3\xFE \xF1\xF2\xF0\xE0\xED\xF3.</p>";
  const Reading reading = readBytes(&readHtml, russian, {}, "a.html");
  CHECK(reading.text() == "Она сказала, что вернулась домой и снова уехала в другую страну.\n");
  CHECK(messagesOf(reading) ==
        Strings{"a.html: warning: the page says that its encoding is iso-8859-1, but its letters "
                "speak for windows-1251, which was taken; if the text looks wrong, name its "
                "encoding and import it again"});
}

TEST_CASE("pages nested absurdly deep are refused, tables within tables are not") {
  const std::string refused =
      "the elements of the page are nested deeper than 512 levels, as no document's are; it was "
      "not read; the option --depth sets another limit";
  std::string deep, tables;
  for (int i = 0; i < 100'000; ++i) deep += "<div>";
  for (int i = 0; i < 60; ++i) tables += "<table><tr><td>";
  CHECK(readBytes(&readHtml, deep + "x").result.unreadable == refused);
  CHECK(textOf(tables + "x") == "x\n");
  ReadOptions shallow;
  shallow.limits.depth = 3;
  CHECK(readBytes(&readHtml, "<div><p>x", shallow).result.unreadable ==
        "the elements of the page are nested deeper than 3 levels, as no document's are; it was "
        "not read; the option --depth sets another limit");
}

TEST_CASE("a page that takes more memory than it may is refused, and the next one is read") {
  ReadOptions small;
  small.limits.memory = 1 << 20;
  std::string page;
  for (int i = 0; i < 20'000; ++i) page += "<p>word <b>more</b>";
  CHECK(readBytes(&readHtml, page, small).result.unreadable ==
        "reading the file takes more memory than 1 MiB; more is given with --memory");
  CHECK(readBytes(&readHtml, "<p>x", small).text() == "x\n");
}

TEST_CASE("a page without words is unreadable") {
  CHECK(readBytes(&readHtml, "<html><body><img src=x></body></html>").result.unreadable ==
        "the page holds no words");
  CHECK(readBytes(&readHtml, "").result.unreadable == "the file is empty");
}

TEST_CASE("tags that never end are scanned once") {
  CHECK(readBytes(&readHtml, std::string(300'000, '<')).documents.size() == 1);
  std::string open;
  for (int i = 0; i < 100'000; ++i) open += "<!--";
  CHECK(readBytes(&readHtml, open).documents.empty());
}

TEST_CASE("pages of the zoo are read, and damage to them is no harm") {
  for (const auto& path : sharedFiles("corpora/format_zoo", ".html")) {
    INFO(path.filename());
    CHECK(readBytes(&readHtml, bytesOf(path)).documents.size() == 1);
    readDamaged(&readHtml, path, 5);
  }
  const auto derived = sharedFiles("corpora/format_zoo_derived/containers/html", ".html");
  for (const auto& path : derived) {
    const Reading reading = readBytes(&readHtml, bytesOf(path));
    REQUIRE(reading.documents.size() == 1);
    CHECK(messagesOf(reading).empty());
  }
}
