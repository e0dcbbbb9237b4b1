#include "indexer/import/cues.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>

#include "indexer/import/srt.h"
#include "indexer/import/vtt.h"
#include "tests/indexer/reader/office_files.h"

using namespace retold;

namespace {

/// "speaker|start|end" of each turn.
std::vector<std::string> turnsOf(const Reading& reading) {
  std::vector<std::string> all;
  for (const Turn& turn : reading.documents.at(0).turns) {
    const auto time = [](const auto& at) { return at ? std::to_string(*at) : std::string("-"); };
    all.push_back(turn.speaker + '|' + time(turn.startMilliseconds) + '|' +
                  time(turn.endMilliseconds));
  }
  return all;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("times of captions are read with and without hours, with every mark of the fraction") {
  CHECK(cueTime("00:00:01,500") == 1500);
  CHECK(cueTime(" 1:02:03.4 ") == 3'723'400);
  CHECK(cueTime("02:03.045") == 123'045);
  CHECK(cueTime("00:00:01:500") == 1500);
  CHECK(cueTime("100:00:00.000") == 360'000'000);
  CHECK(cueTime("00:01") == 1000);
  CHECK_FALSE(cueTime("12.5"));
  CHECK_FALSE(cueTime("1:2:3:4:5"));
  CHECK_FALSE(cueTime("00:00:01,"));
  CHECK_FALSE(cueTime("00:00:0x,000"));
  CHECK_FALSE(cueTime("9999999:00:00"));
  CHECK_FALSE(cueTime(""));
}

TEST_CASE("the times of a caption are followed by settings of the screen") {
  const auto times = cueTimes("00:01.000 --> 00:02.500 align:start position:0%");
  REQUIRE(times);
  CHECK(times->start == 1000);
  CHECK(times->end == 2500);
  CHECK_FALSE(cueTimes("00:01.000 -> 00:02.500"));
  CHECK_FALSE(cueTimes("00:01.000 --> later"));
}

TEST_CASE("captions of one named speaker are one turn, from the first begin to the last end") {
  const Reading reading = readBytes(&readVtt,
                                    "WEBVTT\n\n"
                                    "00:01.000 --> 00:02.000\n<v Anna>I came back.\n\n"
                                    "00:02.000 --> 00:03.000\n<v.loud Anna>They took\nme again.\n\n"
                                    "00:03.000 --> 00:04.000\n<v Int>Again?\n\n"
                                    "00:08.000 --> 00:09.000\n<v Int>When?\n");
  CHECK(reading.text() == "Anna: I came back.\nThey took\nme again.\n\nInt: Again?\n\nWhen?\n");
  CHECK(turnsOf(reading) == Strings{"Anna|1000|3000", "Int|3000|9000"});
  CHECK(messagesOf(reading).empty());
}

TEST_CASE("a caption without a name is a turn unless it stops within a sentence") {
  const Reading reading = readBytes(&readSrt,
                                    "1\n00:00:01,000 --> 00:00:02,000\nThey came at night\n\n"
                                    "2\n00:00:02,000 --> 00:00:03,000\nand took us.\n\n"
                                    "3\n00:00:03,100 --> 00:00:04,000\nBoth of us.\n\n"
                                    "4\n00:00:04,000 --> 00:00:05,000\nwe waited\n\n"
                                    "5\n00:00:09,000 --> 00:00:10,000\na long time.\n");
  CHECK(reading.text() ==
        "They came at night\nand took us.\n\nBoth of us.\n\nwe waited\n\na long time.\n");
  CHECK(turnsOf(reading) == Strings{"|1000|3000", "|3100|4000", "|4000|5000", "|9000|10000"});
}

TEST_CASE("captions without any punctuation are cut after half a minute") {
  std::string file;
  for (int i = 0; i < 40; ++i) {
    const auto clock = [](int second) {
      return "00:00:" + std::string(second < 10 ? "0" : "") + std::to_string(second) + ",000";
    };
    file += clock(i) + " --> " + clock(i + 1) + "\nand then number" + std::to_string(i) + "\n\n";
  }
  CHECK(turnsOf(readBytes(&readSrt, file)) == Strings{"|0|30000", "|30000|40000"});
}

TEST_CASE("comments, styles and regions of WebVTT are left out, comments are counted") {
  const Reading reading =
      readBytes(&readVtt,
                "WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\n"
                "REGION\nid:a\n\nNOTE one\nmore\n\nNOTE\n\n"
                "intro\n00:01.000 --> 00:02.000\nNOTE this is said.\n");
  CHECK(reading.text() == "NOTE this is said.\n");
  CHECK(reading.notes() == Strings{"2 comments (NOTE) were left out"});
}

TEST_CASE("markup of captions goes, words in angle brackets stay, entities are decoded") {
  const Reading reading =
      readBytes(&readVtt,
                "WEBVTT\n\n00:01.000 --> 00:02.000\n"
                "<i>I</i> <c.yellow>said</c> <00:01.500>Tom &amp; &#74;erry &lt;3 <laughs> 2 < 3 "
                "&unknown; {text} <ruby>漢<rt>kan</rt></ruby>.\n");
  CHECK(reading.text() == "I said Tom & Jerry <3 <laughs> 2 < 3 &unknown; {text} 漢.\n");
  CHECK(readBytes(&readSrt,
                  "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color=\"#fff\">No</font>.\n")
            .text() == "No.\n");
}

TEST_CASE("labels of captions name the speaker until another one speaks") {
  const Reading reading = readBytes(&readSrt,
                                    "1\n00:00:01,000 --> 00:00:02,000\nINTERVIEWER: What then?\n\n"
                                    "2\n00:00:02,000 --> 00:00:03,000\n>> ANNA: I left.\n\n"
                                    "3\n00:00:03,000 --> 00:00:04,000\nI never went back.\n\n"
                                    "4\n00:00:04,000 --> 00:00:05,000\n>> Who helped?\n\n"
                                    "5\n00:00:05,000 --> 00:00:06,000\nNote: one thing.\n");
  CHECK(reading.text() ==
        "INTERVIEWER: What then?\n\nANNA: I left.\nI never went back.\n\n>> Who helped?\n\n"
        "Note: one thing.\n");
  CHECK(turnsOf(reading) ==
        Strings{"INTERVIEWER|1000|2000", "ANNA|2000|4000", "|4000|5000", "|5000|6000"});
}

TEST_CASE("two speakers in one caption are two turns with the caption's times") {
  const Reading reading =
      readBytes(&readSrt, "1\n00:00:01,000 --> 00:00:02,000\n- Were you sold?\n- Twice.\n");
  CHECK(reading.text() == "- Were you sold?\n\n- Twice.\n");
  CHECK(turnsOf(reading) == Strings{"|1000|2000", "|1000|2000"});
}

TEST_CASE("a heading in capitals with a colon is no speaker") {
  const Reading reading =
      readBytes(&readSrt, "1\n00:00:01,000 --> 00:00:02,000\nPART ONE: THE ROAD\n");
  CHECK(turnsOf(reading) == Strings{"|1000|2000"});
}

TEST_CASE("lines that scroll on into the next caption are read once") {
  const Reading reading =
      readBytes(&readVtt,
                "WEBVTT\n\n00:00.000 --> 00:02.000\n \nso they<00:01.000><c> took</c>\n\n"
                "00:02.000 --> 00:02.010\nso they took\n \n\n"
                "00:02.010 --> 00:04.000\nso they took\nus to the\n\n"
                "00:04.000 --> 00:04.010\nus to the\n\n"
                "00:04.010 --> 00:06.000\nus to the\nborder\n");
  CHECK(reading.text() == "so they took\nus to the\nborder\n");
  CHECK(reading.notes() == Strings{"captions that scroll: repeated lines were read once"});
}

TEST_CASE("what is said twice is read twice") {
  const Reading reading = readBytes(&readSrt,
                                    "1\n00:00:01,000 --> 00:00:02,000\nNo.\n\n"
                                    "2\n00:00:02,000 --> 00:00:03,000\nNo.\n\n"
                                    "3\n00:00:03,000 --> 00:00:04,000\nI said it.\n\n"
                                    "4\n00:00:04,000 --> 00:00:05,000\nAgain and again.\n");
  CHECK(reading.text() == "No.\n\nNo.\n\nI said it.\n\nAgain and again.\n");
}

TEST_CASE("captions that are broken keep their words and are named by line") {
  const Reading reading =
      readBytes(&readSrt,
                "lost words\n\n1\n00:00:0x,000 --> 00:00:02,000\nStill here.\n\n"
                "2\n00:00:05,000 --> 00:00:04,000\nBackwards.\n"
                "3\n00:00:06,000 --> 00:00:07,000\nNo blank line before.\n\nafter "
                "a blank line\n",
                {}, "a.srt");
  CHECK(reading.text() ==
        "lost words\n\nStill here.\n\nBackwards.\n\nNo blank line before.\nafter a blank line\n");
  CHECK(turnsOf(reading) == Strings{"|-|-", "|-|-", "|5000|-", "|6000|7000"});
  CHECK(messagesOf(reading) ==
        Strings{"a.srt:1: warning: text without a time before the first caption; it was kept",
                "a.srt:4: warning: the times of the caption cannot be read in \"00:00:0x,000 --> "
                "00:00:02,000\"; expected \"00:01:02,345 --> 00:01:04,567\"; its text was kept "
                "without a time",
                "a.srt:8: warning: the caption ends before it begins; its end was left out"});
}

TEST_CASE("an arrow among words is no time, and the words stay") {
  const Reading reading = readBytes(&readSrt,
                                    "1\n00:00:01,000 --> 00:00:02,000\nThey went\nKyiv --> Bar "
                                    "--> Rome\nand back.\n");
  CHECK(reading.text() == "They went\n\nKyiv --> Bar --> Rome\nand back.\n");
}

TEST_CASE("signs of markup that nothing closes are read in no time, as words") {
  for (const std::string sign : {"<", "&", "{\\", "<q", "&a"}) {
    std::string line;
    for (int i = 0; i < 300'000; ++i) line += sign;
    const std::string file = "1\n00:00:01,000 --> 00:00:02,000\n" + line + ">\n";
    CHECK(readBytes(&readSrt, file).text() == line + ">\n");
  }
}

TEST_CASE("a file with hundreds of broken captions names twenty and counts the others") {
  std::string file;
  for (int i = 0; i < 30; ++i) file += "never --> ever\nword" + std::to_string(i) + "\n\n";
  const Reading reading = readBytes(&readSrt, file, {}, "a.srt");
  const Strings messages = messagesOf(reading);
  REQUIRE(messages.size() == 21);
  CHECK(messages.back() == "a.srt: warning: and 10 more captions with trouble of these kinds");
  CHECK(wordsKept("word0 word15 word29", reading.text()) == 1.0);
}

TEST_CASE("a WebVTT file without its first word is read and told") {
  const Reading reading = readBytes(&readVtt, "00:01.000 --> 00:02.000\nYes.\n", {}, "a.vtt");
  CHECK(reading.text() == "Yes.\n");
  CHECK(messagesOf(reading) == Strings{"a.vtt:1: warning: the file does not begin with the word "
                                       "WEBVTT, as a WebVTT file must; it was read all the same"});
}

TEST_CASE("a file without captions is unreadable") {
  CHECK(readBytes(&readVtt, "WEBVTT\n\nNOTE nothing\n").result.unreadable ==
        "the file holds no captions");
  CHECK(readBytes(&readSrt, "").result.unreadable == "the file is empty");
}

TEST_CASE("old encodings, a byte order mark and carriage returns do not matter") {
  const std::string latin =
      "1\r00:00:01,000 --> 00:00:02,000\rElle a \xE9t\xE9 emmen\xE9"
      "e \xE0 la ferme, o\xF9 elle est rest\xE9"
      "e deux ann\xE9"
      "es.\r";
  CHECK(readBytes(&readSrt, latin).text() ==
        "Elle a été emmenée à la ferme, où elle est restée deux années.\n");
  const std::string marked = "\xEF\xBB\xBF\x31\r\n00:00:01,000 --> 00:00:02,000\r\nOui.\r\n";
  CHECK(readBytes(&readSrt, marked).text() == "Oui.\n");
}

TEST_CASE("captions made from transcripts give every word of them") {
  for (const std::string extension : {".vtt", ".srt"}) {
    for (const auto& path : sharedFiles("corpora/format_zoo_derived/subtitles", extension)) {
      const auto source = std::filesystem::path(RETOLD_SHARED_DIR) / "corpora/naija_nsc/pcm" /
                          path.stem().concat(".txt");
      if (!std::filesystem::exists(source)) continue;
      INFO(path.filename());
      const Reading reading = readBytes(extension == ".vtt" ? &readVtt : &readSrt, bytesOf(path));
      CHECK(wordsKept(bytesOf(source), reading.text()) >= 0.999);
    }
  }
}

TEST_CASE("damaged captions are read or refused, never more than that") {
  for (const auto& path : sharedFiles("corpora/format_zoo/tika", ".vtt"))
    readDamaged(&readVtt, path, 1);
  for (const auto& path : sharedFiles("corpora/format_zoo/tika", ".srt"))
    readDamaged(&readSrt, path, 2);
}

TEST_CASE("turns of random captions are in order and within the text") {
  constexpr std::array<std::string_view, 20> pieces{
      "1\n",          "\n",     "\n\n",     "00:00:01,000 --> 00:00:02,000",
      "00:01.0 --> ", "-->",    "<v Anna>", "<v ",
      "</v>",         "ANNA: ", ">> ",      "- ",
      "&amp;",        "&#x41;", "word ",    "слово",
      "{\\an8}",      "<br>",   "<rt>",     "."};
  std::mt19937 random(11);
  for (int round = 0; round < 3000; ++round) {
    std::string file = "x";
    for (unsigned i = 0; i < 1 + random() % 40; ++i) file += pieces[random() % pieces.size()];
    const Reading reading = readBytes(round % 2 ? &readVtt : &readSrt, file);
    if (reading.documents.empty()) continue;
    const ReadDocument& document = reading.documents[0];
    std::uint64_t end = 0;
    for (const Turn& turn : document.turns) {
      CHECK(turn.span.begin >= end);
      CHECK(turn.span.begin <= turn.body.begin);
      CHECK(turn.body.begin < turn.body.end);
      CHECK(turn.body.end == turn.span.end);
      end = turn.span.end;
    }
    CHECK(end <= document.text.size());
  }
}
