#include <catch2/catch.hpp>

#include "indexer/reader/readers.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

Reading readTei(const std::string& body, const std::string& header = "") {
  return readBytes(&readXml,
                   "<?xml version='1.0'?><TEI xmlns='http://www.tei-c.org/ns/1.0'>"
                   "<teiHeader><title>No</title>" +
                       header + "</teiHeader><text>" + body + "</text></TEI>");
}

/// "speaker|start|end|page" of each turn.
std::vector<std::string> turnsOf(const Reading& reading) {
  std::vector<std::string> all;
  const auto written = [](const auto& value) {
    return value ? std::to_string(*value) : std::string("-");
  };
  for (const Turn& turn : reading.documents.at(0).turns) {
    all.push_back(turn.speaker + '|' + written(turn.startMilliseconds) + '|' +
                  written(turn.endMilliseconds) + '|' + written(turn.page));
  }
  return all;
}

using Strings = std::vector<std::string>;

constexpr const char* kPeople =
    "<particDesc><listPerson><person xml:id='A'><persName>Anna <surname>B.</surname></persName>"
    "</person><person xml:id='I' n='INT'/></listPerson></particDesc>";

}  // namespace

TEST_CASE("utterances of TEI are turns with names, times and pages") {
  const Reading reading = readTei(
      "<timeline unit='s'><when xml:id='T0' absolute='12:00:00'/><when xml:id='T1' interval='2.5' "
      "since='#T0'/><when xml:id='T2' absolute='12:00:09'/></timeline><body><head>Talk</head>"
      "<pb n='3'/><u who='#I' start='#T0' end='#T1'>What\n then?</u>"
      "<annotationBlock who='#A' start='#T1' end='#T2'><u><w>They</w><w>left</w><pc>.</pc></u>"
      "<spanGrp><span>no</span></spanGrp></annotationBlock><pb/>"
      "<u who='x.xml#A #C'><anchor synch='#T1'/>Both.<anchor synch='#T2'/></u><p>End</p></body>",
      kPeople);
  CHECK(reading.text() ==
        "Talk\n\nINT: What then?\n\nAnna B.: They left.\n\nAnna B., C: Both.\n\nEnd\n");
  CHECK(turnsOf(reading) == Strings{"|-|-|-", "INT|0|2500|3", "Anna B.|2500|9000|3",
                                    "Anna B., C|2500|9000|4", "|-|-|4"});
}

TEST_CASE("speeches of TEI take the speaker that is written") {
  const Reading reading = readTei(
      "<body><sp who='#A'><speaker>ANNA:</speaker><p>One.</p><p>Two.</p></sp><sp who='#I'><l>a</l>"
      "<l>b</l></sp></body>",
      kPeople);
  CHECK(reading.text() == "ANNA: One.\n\nTwo.\n\nINT: a\nb\n");
  CHECK(turnsOf(reading) == Strings{"ANNA|-|-|-", "INT|-|-|-"});
}

TEST_CASE("TEI is read as the source has it, what happens stands in brackets") {
  const Reading reading = readTei(
      "<body><u who='#A'>I <del>sa</del> said <pause dur='PT2S'/> <choice><sic>agian</sic>"
      "<corr>again</corr></choice> <choice><reg>gone</reg><orig>goan</orig></choice><note>Looks "
      "away.</note> <vocal><desc>cries</desc></vocal> <unclear>home</unclear> <gap "
      "reason='inaudible'/> <app><lem>x</lem><rdg>y</rdg></app></u></body>",
      kPeople);
  CHECK(reading.text() ==
        "Anna B.: I sa said [pause] agian goan[1] [cries] home [gap: inaudible] x\n\n[1] Looks "
        "away.\n");
  CHECK(reading.notes() == Strings{"notes stand at the end of the text"});
}

TEST_CASE("TEI that is no conversation is paragraphs, items and rows") {
  const Reading reading = readTei(
      "<body><div><head>H</head><p>a <del>b c</del>d<lb/>e</p><list><item>i</item></list>"
      "<table><row><cell>1</cell><cell><p>2</p></cell></row><row><cell>3</cell></row></"
      "table><fw>7</fw>"
      "</div></body>");
  CHECK(reading.text() == "H\n\na d\ne\n\n- i\n\n1\t2\n3\n");
  CHECK(turnsOf(reading).empty());
  CHECK(reading.notes() == Strings{"headers and footers were left out",
                                   "2 words that the source deletes were left out"});
}

TEST_CASE("ELAN's tiers become turns in the order of time") {
  const Reading reading = readBytes(
      &readXml,
      "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='0'/><TIME_SLOT "
      "TIME_SLOT_ID='b' TIME_VALUE='1000'/><TIME_SLOT TIME_SLOT_ID='c' TIME_VALUE='1500'/>"
      "</TIME_ORDER>"
      "<TIER TIER_ID='1' PARTICIPANT='Anna'><ANNOTATION>\n<ALIGNABLE_ANNOTATION "
      "ANNOTATION_ID='x' TIME_SLOT_REF1='b' TIME_SLOT_REF2='c'><ANNOTATION_VALUE>I went "
      "back.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
      "<TIER TIER_ID='Int'><ANNOTATION><ALIGNABLE_ANNOTATION TIME_SLOT_REF1='a' "
      "TIME_SLOT_REF2='b'><ANNOTATION_VALUE>And then?</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>"
      "</ANNOTATION></TIER>"
      "<TIER TIER_ID='gloss' PARENT_REF='1'><ANNOTATION><REF_ANNOTATION ANNOTATION_REF='x'>"
      "<ANNOTATION_VALUE>go</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>"
      "</ANNOTATION_DOCUMENT>");
  CHECK(reading.text() == "Int: And then?\n\nAnna: I went back.\n");
  CHECK(turnsOf(reading) == Strings{"Int|0|1000|-", "Anna|1000|1500|-"});
  CHECK(reading.notes() == Strings{"tiers that hang on another were left out: gloss"});
}

TEST_CASE("where ELAN's first tier holds numbers only, the words of the tier below are read") {
  const Reading reading = readBytes(
      &readXml,
      "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='0'/><TIME_SLOT "
      "TIME_SLOT_ID='b' TIME_VALUE='1000'/></TIME_ORDER>"
      "<TIER TIER_ID='ref'><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID='x' "
      "TIME_SLOT_REF1='a' TIME_SLOT_REF2='b'><ANNOTATION_VALUE>001</ANNOTATION_VALUE>"
      "</ALIGNABLE_ANNOTATION></ANNOTATION></TIER>"
      "<TIER TIER_ID='tx' PARENT_REF='ref' PARTICIPANT='Anna'><ANNOTATION><REF_ANNOTATION "
      "ANNOTATION_REF='x'><ANNOTATION_VALUE>They took me.</ANNOTATION_VALUE></REF_ANNOTATION>"
      "</ANNOTATION></TIER></ANNOTATION_DOCUMENT>");
  CHECK(reading.text() == "Anna: They took me.\n");
  CHECK(turnsOf(reading) == Strings{"Anna|0|1000|-"});
}

TEST_CASE("EXMARaLDA's events join to what was said") {
  const Reading reading = readBytes(
      &readXml,
      "<basic-transcription><head><speakertable><speaker id='S'><abbreviation>AB</abbreviation>"
      "</speaker></speakertable></head><basic-body><common-timeline><tli id='T0' time='0.0'/>"
      "<tli id='T1' time='1.5'/><tli id='T2' time='3'/></common-timeline><tier speaker='S' "
      "type='t'><event start='T0' end='T1'>I was ta</event><event start='T1' end='T2'>ken "
      "back.</event></tier><tier speaker='S' type='d'><event start='T1' end='T2'>cries</event>"
      "</tier><tier type='a'><event start='T0' end='T1'>NN</event></tier></basic-body>"
      "</basic-transcription>");
  CHECK(reading.text() == "AB: I was taken back.\n[cries]\n");
  CHECK(turnsOf(reading) == Strings{"AB|0|3000|-"});
  CHECK(reading.notes() == Strings{"tiers of annotations were left out"});
}

TEST_CASE("Transcriber's turns have their speakers") {
  const Reading reading = readBytes(
      &readXml,
      "<Trans><Speakers><Speaker id='s1' name='Anna'/></Speakers><Episode><Section><Turn "
      "speaker='s1' startTime='0' endTime='2.25'><Sync time='0'/>\nI came back\n<Event desc='rire' "
      "type='noise'/><Sync time='1'/>\nalone.\n</Turn></Section></Episode></Trans>");
  CHECK(reading.text() == "Anna: I came back\n[rire]\nalone.\n");
  CHECK(turnsOf(reading) == Strings{"Anna|0|2250|-"});
}

TEST_CASE("of other XML the words are read, a paragraph where an element holds words") {
  CHECK(readBytes(&readXml,
                  "<r a='no'><q>Were <b>you</b> sold?</q><!-- no --><s><t>Yes, "
                  "<![CDATA[<twice>]]></t></s><?no no?></r>")
            .text() == "Were you sold?\n\nYes, <twice>\n");
}

TEST_CASE("XML in its declared encoding, and in UTF-16, is read") {
  const Reading reading =
      readBytes(&readXml, "<?xml version='1.0' encoding='windows-1251'?><r>\xE4\xE0</r>");
  CHECK(reading.text() == "да\n");
  CHECK(reading.documents[0].encoding == Encoding{"windows-1251", 1.0, false});
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<r>yes</r>")) wide += std::string{c, '\0'};
  CHECK(readBytes(&readXml, wide).text() == "yes\n");
  CHECK(readBytes(&readXml, wide).documents[0].encoding.name == "UTF-16");
}

TEST_CASE("entities are never resolved") {
  const Reading bomb =
      readBytes(&readXml,
                "<!DOCTYPE r [<!ENTITY a 'lol'><!ENTITY b '&a;&a;&a;'><!ENTITY f SYSTEM "
                "'file:///etc/passwd'>]><r>&b; &f; &amp; &#65;</r>");
  CHECK(bomb.text() == "&b; &f; & A\n");
}

TEST_CASE("XHTML under the name of XML is read as a page") {
  CHECK(readBytes(&readXml,
                  "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>"
                  "<head><title>no</title></head><body><p>yes</p></body></html>")
            .text() == "yes\n");
}

TEST_CASE("XML that is damaged is read so far and told, and what is none is refused") {
  const Reading damaged = readBytes(&readXml, "<r><p>She said</p><p>no", {}, "a.xml");
  CHECK(damaged.text() == "She said\n\nno\n");
  CHECK(damaged.notes() == Strings{"the file is damaged: its text breaks off"});
  REQUIRE(damaged.result.diagnostics.size() == 1);
  CHECK(toText(damaged.result.diagnostics[0]) ==
        "a.xml: warning: the XML is damaged (an element does not end, or ends that did not begin); "
        "3 words could be read and others may be missing");
  CHECK(readBytes(&readXml, "Hello").result.unreadable ==
        "it is no XML: no element was found in it; if it is a text, give it the ending .txt");
  CHECK(readBytes(&readXml, "").result.unreadable == "the file is empty");
  CHECK(readBytes(&readXml, "<r><p/></r>").result.unreadable == "the XML holds no words");
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(readBytes(&readXml, deep + "x").result.unreadable ==
        "the elements of the file are nested deeper than 512 levels, as no document's are; it was "
        "not read; the option --depth sets another limit");
}
