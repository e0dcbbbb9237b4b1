#include <algorithm>
#include <catch2/catch.hpp>

#include "indexer/reader/readers.h"
#include "indexer/text/turns.h"
#include "tests/indexer/reader/office_files.h"
#include "tests/indexer/reader/zoo.h"

using namespace retold;

namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;
using Notes = std::vector<std::string>;

std::string run(std::string_view text) {
  return "<w:r><w:t xml:space=\"preserve\">" + std::string(text) + "</w:t></w:r>";
}

std::string paragraph(std::string_view text) { return "<w:p>" + run(text) + "</w:p>"; }

std::string cell(std::string_view content) { return "<w:tc>" + std::string(content) + "</w:tc>"; }

std::string row(std::initializer_list<std::string_view> texts) {
  std::string cells;
  for (const std::string_view text : texts) cells += cell(paragraph(text));
  return "<w:tr>" + cells + "</w:tr>";
}

std::string table(std::string_view rows) { return "<w:tbl>" + std::string(rows) + "</w:tbl>"; }

Reading read(std::string_view body, const Parts& parts = {}) {
  return readBytes(&readDocx, docxOf(body, parts));
}

std::string textOf(std::string_view body, const Parts& parts = {}) {
  return read(body, parts).text();
}

std::string boxControl(bool checked) {
  return std::string("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"") +
         (checked ? "1" : "0") +
         "\"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>?</w:t></w:r></w:sdtContent>"
         "</w:sdt>";
}

}  // namespace

TEST_CASE("docx paragraphs are parted by an empty line, whatever their runs") {
  CHECK(textOf("<w:p>" + run("I was ta") + run("ken") + run(" there.") + "</w:p><w:p/>" +
               paragraph("Twice.")) == "I was taken there.\n\nTwice.\n");
}

TEST_CASE("docx tabs, breaks and hyphens of a run are kept") {
  CHECK(textOf("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/>"
               "<w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r></w:p>") == "a\tb\nc\u2011d\u00ADe\n");
}

TEST_CASE("a docx text that does not ask for its white space is trimmed") {
  CHECK(textOf("<w:p><w:r><w:t> a \n b </w:t></w:r><w:r><w:t xml:space=\"preserve\"> c</w:t>"
               "</w:r></w:p>") == "a   b c\n");
}

TEST_CASE("a docx in the Strict form or with another prefix is read") {
  const std::string other =
      "<?xml version=\"1.0\"?><x:document xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/"
      "main\"><x:body><x:p><x:r><x:t>words</x:t></x:r></x:p></x:body></x:document>";
  const std::string zip = zipOf({{"word/document.xml", other}});
  CHECK(readBytes(&readDocx, zip).text() == "words\n");
}

TEST_CASE("a row of a docx table is one line with its cells parted by tabs") {
  CHECK(textOf(table(row({"Name", "Ana"}) + row({"", "second"}) + row({"last", ""}))) ==
        "Name\tAna\n\n\tsecond\n\nlast\n");
}

TEST_CASE("cells of several paragraphs and nested tables follow each other as paragraphs") {
  const std::string inner = table(row({"x", "y"}));
  CHECK(textOf(table("<w:tr>" + cell(paragraph("a") + paragraph("b")) +
                     cell(inner + paragraph("c")) + "</w:tr>")) == "a\n\nb\n\nx\ty\n\nc\n");
}

TEST_CASE("what a merged cell of a docx table continues is empty, and skipped columns are kept") {
  const std::string merged = "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>" + paragraph("hidden") +
                             "</w:tc>" + cell(paragraph("b")) + "</w:tr>";
  CHECK(
      textOf(table(row({"a", "b"}) + merged + "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" +
                   cell(paragraph("c")) + "</w:tr>")) == "a\tb\n\n\tb\n\n\tc\n");
}

TEST_CASE("docx list items have the numbers that Word shows") {
  const std::string levels =
      "<w:abstractNum w:abstractNumId=\"0\">"
      "<w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/>"
      "<w:lvlText w:val=\"%1.\"/></w:lvl>"
      "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"lowerRoman\"/><w:lvlText w:val=\"%1.%2)\"/></w:lvl>"
      "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\uF0B7\"/></w:lvl>"
      "</w:abstractNum>"
      "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
      "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
  const auto item = [](int list, int level, std::string_view text) {
    return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
           "\"/><w:numId w:val=\"" + std::to_string(list) + "\"/></w:numPr></w:pPr>" + run(text) +
           "</w:p>";
  };
  const std::string body = item(1, 0, "a") + item(1, 1, "b") + item(1, 1, "c") + item(1, 2, "d") +
                           item(1, 0, "e") + item(1, 1, "f") + item(2, 0, "g");
  CHECK(textOf(body, {{"word/numbering.xml", wordPart("w:numbering", levels)}}) ==
        "3. a\n\n3.i) b\n\n3.ii) c\n\n- d\n\n4. e\n\n4.i) f\n\n1. g\n");
}

TEST_CASE("a docx paragraph has the list of its style") {
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:numPr><w:numId w:val=\"7\"/>"
      "</w:numPr></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Question\"><w:basedOn w:val=\"Base\"/></w:style>";
  const std::string numbering =
      "<w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"upperLetter\"/>"
      "<w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num w:numId=\"7\">"
      "<w:abstractNumId w:val=\"4\"/></w:num>";
  const std::string asked =
      "<w:p><w:pPr><w:pStyle w:val=\"Question\"/></w:pPr>" + run("x") + "</w:p>";
  CHECK(textOf(asked + asked, {{"word/styles.xml", wordPart("w:styles", styles)},
                               {"word/numbering.xml", wordPart("w:numbering", numbering)}}) ==
        "A) x\n\nB) x\n");
}

TEST_CASE("docx footnotes and comments stand behind the text and leave a mark") {
  const std::string body =
      "<w:p>" + run("First") + "<w:r><w:footnoteReference w:id=\"5\"/></w:r>" + run(" and") +
      "<w:r><w:endnoteReference w:id=\"5\"/></w:r><w:r><w:commentReference w:id=\"0\"/></w:r>"
      "</w:p>";
  const Reading reading =
      read(body,
           {{"word/footnotes.xml",
             wordPart("w:footnotes", "<w:footnote w:id=\"0\">" + paragraph("separator") +
                                         "</w:footnote><w:footnote w:id=\"5\"><w:p><w:r>"
                                         "<w:footnoteRef/></w:r>" +
                                         run(" foot") + "</w:p></w:footnote>")},
            {"word/endnotes.xml",
             wordPart("w:endnotes", "<w:endnote w:id=\"5\">" + paragraph("end") + "</w:endnote>")},
            {"word/comments.xml",
             wordPart("w:comments", "<w:comment w:id=\"0\" w:author=\"Ana\">" + paragraph("check") +
                                        paragraph("again") + "</w:comment>")}});
  CHECK(reading.text() ==
        "First[1] and[2][comment 1]\n\n[1] foot\n\n[2] end\n\nComment 1 (Ana): check\n\nagain\n");
  CHECK(reading.notes() ==
        Notes{"1 comment stands at the end of the text", "notes stand at the end of the text"});
}

TEST_CASE("of tracked changes in a docx the final text is read") {
  const std::string body =
      "<w:p>" + run("I went") + "<w:ins w:id=\"1\">" + run(" twice") +
      "</w:ins><w:del w:id=\"2\">"
      "<w:r><w:delText> once</w:delText></w:r></w:del><w:moveFrom w:id=\"3\">" +
      run(" gone") + "</w:moveFrom></w:p>" +
      table("<w:tr><w:trPr><w:del w:id=\"4\"/></w:trPr>" + cell(paragraph("deleted row")) +
            "</w:tr>" + row({"kept"}));
  const Reading reading = read(body);
  CHECK(reading.text() == "I went twice\n\nkept\n");
  CHECK(reading.notes() == Notes{"4 tracked changes: the final text was read"});
}

TEST_CASE("a docx paragraph whose mark was deleted runs on into the next") {
  CHECK(textOf("<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>" + run("one ") + "</w:p>" +
               paragraph("two")) == "one two\n");
}

TEST_CASE("hidden text of a docx is left out and its words are counted") {
  const std::string styles =
      "<w:style w:type=\"character\" w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style>";
  const std::string body =
      "<w:p>" + run("shown") +
      "<w:r><w:rPr><w:vanish/></w:rPr><w:t>not for you</w:t></w:r>"
      "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>nor this</w:t></w:r>"
      "<w:r><w:rPr><w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"0\"/></w:rPr>"
      "<w:t xml:space=\"preserve\"> but this</w:t></w:r></w:p>";
  const Reading reading = read(body, {{"word/styles.xml", wordPart("w:styles", styles)}});
  CHECK(reading.text() == "shown but this\n");
  CHECK(reading.notes() == Notes{"5 words of hidden text were left out"});
}

TEST_CASE("a docx of hidden text alone says so") {
  const Reading reading = read("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>word</w:t></w:r></w:p>");
  CHECK(reading.result.unreadable ==
        "the Word document holds no words (1 word of hidden text was left out)");
}

TEST_CASE("headers and footers of a docx are left out and said so") {
  const Reading reading =
      read(paragraph("body"), {{"word/header1.xml", wordPart("w:hdr", paragraph("Page"))},
                               {"word/footer1.xml", wordPart("w:ftr", "<w:p/>")}});
  CHECK(reading.text() == "body\n");
  CHECK(reading.notes() == Notes{"headers and footers were left out"});
}

TEST_CASE("a footer of a docx with no more than the number of the page is not worth a note") {
  const std::string number =
      "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + run("12") + "</w:p>";
  CHECK(read(paragraph("body"), {{"word/footer1.xml", wordPart("w:ftr", number)}}).notes().empty());
}

TEST_CASE("a docx text box is read once, behind its paragraph") {
  const std::string box = "<w:txbxContent>" + paragraph("in the box") + "</w:txbxContent>";
  const std::string body =
      "<w:p>" + run("before ") +
      "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>" + box +
      "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
      "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + run("after") + "</w:p>" +
      paragraph("next");
  CHECK(textOf(body) == "before after\n\nin the box\n\nnext\n");
}

TEST_CASE("a field of a docx shows its result, not its instruction") {
  const auto mark = [](std::string_view type) {
    return "<w:r><w:fldChar w:fldCharType=\"" + std::string(type) + "\"/></w:r>";
  };
  const std::string inner = mark("begin") + "<w:r><w:instrText>PAGE</w:instrText></w:r>" +
                            mark("separate") + run("12") + mark("end");
  CHECK(textOf("<w:p>" + run("see ") + mark("begin") + "<w:r><w:instrText>IF </w:instrText></w:r>" +
               inner + mark("separate") + run("page ") + inner + mark("end") + run(".") +
               "<w:fldSimple w:instr=\"DATE\">" + run(" today") + "</w:fldSimple></w:p>") ==
        "see page 12. today\n");
}

TEST_CASE("a field of a docx that never ends swallows no text") {
  CHECK(textOf("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>PAGE"
               "</w:instrText></w:r>" +
               run("words") + "</w:p>" + paragraph("more")) == "words\n\nmore\n");
}

TEST_CASE("content controls and form fields of a docx show their state as marks") {
  const std::string legacy =
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>"
      "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
      "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string list =
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>"
      "<w:listEntry w:val=\"no\"/><w:listEntry w:val=\"yes\"/></w:ddList></w:ffData></w:fldChar>"
      "</w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string shownList =
      "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:listEntry w:val=\"no\"/>"
      "</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" +
      run("no") + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  const std::string symbol = "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r>";
  const std::string typed =
      "<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings\"/></w:rPr><w:t>o</w:t></w:r>";
  CHECK(textOf("<w:p>" + boxControl(true) + run(" a ") + boxControl(false) + run(" b ") + legacy +
               run(" c ") + symbol + run(" d ") + typed + run(" e ") + list + run(" ") + shownList +
               "</w:p>") == "☒ a ☐ b ☒ c ☑ d ☐ e yes no\n");
}

TEST_CASE("the marks of a docx form answer the question before them") {
  const Reading reading =
      read(paragraph("1. Trafficked before? ☐ Yes ☒ No") +
           table(row({"Held a passport", "☒ Yes ☐ No"}) + row({"Where?", "In Bari"})) +
           paragraph("Age: 19") + paragraph("Helped by") + paragraph("☒ Police") +
           paragraph("☐ Nobody"));
  CHECK(reading.text() ==
        "1. Trafficked before?\n\n☐ Yes ☒ No\n\nHeld a passport\n\n☒ Yes ☐ No\n\nWhere?\n\n"
        "In Bari\n\nAge: 19\n\nHelped by\n\n☒ Police\n\n☐ Nobody\n");
  std::vector<std::string> questions;
  const ReadDocument& document = reading.documents[0];
  for (const Turn& turn : document.turns) {
    if (!turn.question) continue;
    questions.push_back(document.text.substr(turn.span.begin, turn.span.size()));
  }
  CHECK(questions == std::vector<std::string>{"1. Trafficked before?", "Held a passport", "Where?",
                                              "Helped by"});
}

TEST_CASE("a docx table of speakers and speech becomes turns") {
  const Reading reading = read(
      paragraph("Interview 7") +
      table(row({"Time", "Who", "What was said"}) +
            row({"00:00:05", "INT:", "Where did they take you then?"}) + "<w:tr>" +
            cell(paragraph("00:01:10")) + cell(paragraph("R07:")) +
            cell(paragraph("To the same house.") + paragraph("For the second time.")) + "</w:tr>" +
            row({"", "", "(cries)"}) + row({"00:02:00", "INT:", "Shall we stop for a moment?"}) +
            row({"00:02:09", "R07:", "No, I want to go on."})));
  const ReadDocument& document = reading.documents.at(0);
  CHECK(document.text ==
        "Interview 7\n\nTime\tWho\tWhat was said\n\nINT: Where did they take you then?\n\n"
        "R07: To the same house.\n\nFor the second time.\n\n(cries)\n\nINT: Shall we stop for a "
        "moment?\n\nR07: No, I want to go on.\n");
  REQUIRE(document.turns.size() == 6);
  const Turn& answer = document.turns[3];
  CHECK(answer.speaker == "R07");
  CHECK(answer.startMilliseconds == 70'000);
  CHECK(document.text.substr(answer.body.begin, answer.body.size()) ==
        "To the same house.\n\nFor the second time.\n\n(cries)");
}

TEST_CASE("a docx table of questions with their answers is no transcript") {
  const Reading reading = read(table(row({"Did you go to school at all?", "Yes"}) +
                                     row({"Did anyone promise you work?", "No"}) +
                                     row({"Were you paid for the work?", "Yes"})));
  CHECK(reading.text() ==
        "Did you go to school at all?\n\nYes\n\nDid anyone promise you work?\n\nNo\n\n"
        "Were you paid for the work?\n\nYes\n");
}

TEST_CASE("pages of a docx are kept where its breaks make the pages that it states") {
  const std::string body = paragraph("one") +
                           "<w:p><w:r><w:lastRenderedPageBreak/><w:t>two</w:t></w:r></w:p>" +
                           "<w:p><w:r><w:t xml:space=\"preserve\">end </w:t>"
                           "<w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>";
  const auto pages = [&](int stated) {
    return read(body, {{"docProps/app.xml",
                        "<Properties><Pages>" + std::to_string(stated) + "</Pages></Properties>"}})
        .documents.at(0);
  };
  const ReadDocument right = pages(3);
  CHECK(right.text == "one\n\ntwo\n\nend three\n");
  CHECK(right.pageStarts == std::vector<std::uint64_t>{0, 5, 14});
  CHECK(pages(4).pageStarts.empty());
}

TEST_CASE("equations, ruby bases and smart tags of a docx are read in place") {
  CHECK(textOf("<w:p>" + run("a ") +
               "<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>とう"
               "</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></w:rubyBase></w:ruby></w:r>"
               "<w:smartTag><w:hyperlink>" +
               run(" b") + "</w:hyperlink></w:smartTag></w:p>") == "a x=1東 b\n");
}

TEST_CASE("a file that is no docx, is protected or empty is named as such") {
  const auto reason = [](std::string_view bytes) {
    return readBytes(&readDocx, bytes).result.unreadable;
  };
  CHECK(reason("") == "the file is empty");
  CHECK(reason("<html><p>x") ==
        "the file is no Word document: it is a web page; rename it to .html");
  CHECK(reason(docxOf("<w:p/>")) == "the Word document holds no words");
  CHECK(reason(zipOf({{"a.txt", "x"}})) ==
        "the file is a zip package but no Word document: it has no part with a text");
  const auto locked = sharedFiles("corpora/format_zoo/tika", ".docx");
  for (const auto& path : locked) {
    if (path.filename() != "testWORD_protected_passtika.docx") continue;
    CHECK(reason(bytesOf(path)) ==
          "the Word document is protected by a password; open it in the program that made it, "
          "save a copy without a password and import that");
  }
}

TEST_CASE("limits of a docx are kept while it is read and named with their options") {
  const auto reason = [](std::string_view bytes, const ReadLimits& limits) {
    ReadOptions options;
    options.limits = limits;
    return readBytes(&readDocx, bytes, options).result.unreadable.value_or("");
  };
  ReadLimits limits;
  limits.unpacked = 1024;
  CHECK(reason(docxOf(paragraph(std::string(2000, 'x'))), limits) ==
        "the parts of the Word document unpack to more than 1 KiB; a file that is meant to be so "
        "large is read with --largest-unpacked");
  limits = {};
  limits.text = 2048;
  CHECK(reason(docxOf(paragraph(std::string(3000, 'x'))), limits) ==
        "its text is larger than 2 KiB; a file that is meant to be so large is read with "
        "--largest-text");
  limits = {};
  limits.members = 2;
  CHECK(reason(docxOf(paragraph("x")), limits) ==
        "the Word document has more than 2 parts; a file that is meant to have so many is read "
        "with --most-members");
  limits = {};
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<w:smartTag>";
  CHECK(reason(docxOf("<w:p>" + deep), limits) ==
        "the elements of the document are nested deeper than 512 levels, as no document's are; it "
        "was not read; the option --depth sets another limit");
}

TEST_CASE("tables within tables up to the limit are read") {
  std::string body = paragraph("words");
  for (int i = 0; i < 160; ++i)
    body = table("<w:tr>" + cell(body) + cell(paragraph("x")) + "</w:tr>");
  const std::string text = textOf(body);
  CHECK(text.starts_with("words\tx\n\nx\n\nx"));
  CHECK(std::ranges::count(text, 'x') == 160);
}

TEST_CASE("entities of a docx are not resolved") {
  const std::string xml =
      "<?xml version=\"1.0\"?><!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY f SYSTEM \"file:///etc/"
      "passwd\">]><w:document><w:body><w:p><w:r><w:t>x &a;&f; &amp; y</w:t></w:r></w:p></w:body>"
      "</w:document>";
  CHECK(readBytes(&readDocx, zipOf({{"word/document.xml", xml}})).text() == "x &a;&f; & y\n");
}

TEST_CASE("a docx without its end gives what it has and says that it is damaged") {
  const std::string whole =
      docxOf(paragraph("first words") + paragraph("second") + paragraph(std::string(300, 'z')));
  const Reading reading =
      readBytes(&readDocx, std::string_view(whole).substr(0, whole.find("zzz") + 50), {}, "a.docx");
  CHECK(reading.text().starts_with("first words\n\nsecond\n\nzzz"));
  REQUIRE(reading.result.diagnostics.size() == 1);
  CHECK(toText(reading.result.diagnostics[0]) ==
        "a.docx: warning: the Word document is damaged (its part word/document.xml cannot be "
        "unpacked to its end); 4 words could be read and others may be missing");
}

TEST_CASE("derived docx files hold at least 99 % of the words of their source") {
  const auto files = sharedFiles("corpora/format_zoo_derived/containers/docx", ".docx");
  if (files.empty()) WARN("the corpora are not there");
  for (const auto& file : files) {
    INFO(file.filename());
    const std::string source = sourceOf(file);
    REQUIRE_FALSE(source.empty());
    CHECK(wordsKept(source, readBytes(&readDocx, bytesOf(file)).text()) >= 0.99);
  }
}

TEST_CASE("cut and damaged docx files neither crash nor hang") {
  std::uint32_t seed = 1;
  for (const auto& path : sharedFiles("corpora/format_zoo", ".docx")) {
    INFO(path.filename());
    readDamaged(&readDocx, path, seed++);
  }
}
