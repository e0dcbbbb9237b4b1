#include "indexer/text/turns.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "indexer/text/decode.h"
#include "indexer/text/turns_lines.h"
#include "indexer/text/utf8.h"

using namespace retold;

namespace {

using Lines = std::vector<std::string>;

/// "speaker|body", with "?" in front of a question and "I:" or "R:" before that for the role.
Lines turnsOf(std::string_view text) {
  Lines lines;
  for (const Turn& turn : findTurns(text)) {
    std::string line;
    if (turn.role == SpeakerRole::Interviewer) line += "I:";
    if (turn.role == SpeakerRole::Respondent) line += "R:";
    if (turn.role == SpeakerRole::Interpreter) line += "T:";
    if (turn.question) line += "?";
    line += turn.speaker + "|";
    line += text.substr(turn.body.begin, turn.body.size());
    lines.push_back(line);
  }
  return lines;
}

Lines speakersOf(std::string_view text) {
  Lines speakers;
  for (const Turn& turn : findTurns(text)) speakers.push_back(turn.speaker);
  return speakers;
}

Lines slices(std::string_view text, const std::vector<Passage>& passages) {
  Lines lines;
  for (const Passage& passage : passages) {
    lines.emplace_back(text.substr(passage.span.begin, passage.span.size()));
  }
  return lines;
}

Lines paragraphsOf(std::string_view text) {
  return slices(text, paragraphs(text, findTurns(text)));
}
Lines sentencesOf(std::string_view text) { return slices(text, sentences(text, findTurns(text))); }

/// Empty, or what is wrong with the division of the text: the promise of the header, slowly.
std::string brokenPromise(std::string_view text) {
  const std::vector<Turn> turns = findTurns(text);
  std::vector<int> owners(text.size(), 0);
  std::uint64_t before = 0;
  for (const Turn& turn : turns) {
    if (turn.span.begin < before || turn.span.end <= turn.span.begin) return "order or emptiness";
    if (turn.span.end > text.size()) return "outside the text";
    before = turn.span.end;
    if (!turn.span.contains(turn.body)) return "a body outside its turn";
    for (const std::uint64_t at :
         {turn.span.begin, turn.span.end, turn.body.begin, turn.body.end}) {
      if (!isCodepointBoundary(text, at)) return "inside a code point";
    }
    for (std::uint64_t i = turn.span.begin; i < turn.span.end; ++i) ++owners[i];
  }
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = nextCodepoint(text, at);
    if (!isWhite(c) && owners[begin] != 1) return "a character in no turn or in two";
  }
  using Divide = std::vector<Passage> (*)(std::string_view, const std::vector<Turn>&);
  for (const Divide divide : {Divide{&paragraphs}, Divide{&sentences}}) {
    std::uint64_t end = 0;
    std::fill(owners.begin(), owners.end(), 0);
    for (const Passage& passage : divide(text, turns)) {
      if (passage.span.begin < end || passage.span.empty()) return "passages out of order";
      end = passage.span.end;
      if (!turns[passage.turn].body.contains(passage.span)) return "a passage outside its turn";
      for (std::uint64_t i = passage.span.begin; i < passage.span.end; ++i) ++owners[i];
    }
    for (const Turn& turn : turns) {
      for (std::size_t at = turn.body.begin; at < turn.body.end;) {
        const std::size_t begin = at;
        const char32_t c = nextCodepoint(text, at);
        if (!isWhite(c) && owners[begin] != 1) return "a character in no passage";
      }
    }
  }
  return "";
}

std::string contentOf(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::stringstream bytes;
  bytes << stream.rdbuf();
  NotText why;
  const auto decoded = decode(bytes.str(), {}, why);
  return decoded ? decoded->text : "";
}

std::vector<std::filesystem::path> filesIn(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path root = std::filesystem::path(RETOLD_SHARED_DIR) / folder;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.is_regular_file() && entry.path().extension() == ".txt") {
      files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

// Labels

TEST_CASE("known labels make turns with their roles") {
  CHECK(
      turnsOf("Interviewer: How are you?\nR07: Better.\nStill tired.\nInterviewer: I see.") ==
      Lines{"I:?Interviewer|How are you?", "R:R07|Better.\nStill tired.", "I:Interviewer|I see."});
}

TEST_CASE("labels of many languages are known") {
  CHECK(turnsOf("Вопрос: Где вы были?\nОтвет: Дома.") ==
        Lines{"I:?Вопрос|Где вы были?", "R:Ответ|Дома."});
  CHECK(turnsOf("ጠያቂ፦ ከአገር እንዴት ወጡ?\nተጠያቂ፦ በእግር።") ==
        Lines{"I:?ጠያቂ|ከአገር እንዴት ወጡ?", "R:ተጠያቂ|በእግር።"});
  CHECK(turnsOf("社工：您是怎么去的？\n受访者：坐车。") ==
        Lines{"I:?社工|您是怎么去的？", "R:受访者|坐车。"});
  CHECK(turnsOf("س: أين كنت؟\nج: في البيت.") == Lines{"I:?س|أين كنت؟", "R:ج|في البيت."});
  CHECK(turnsOf("ถาม: ไปไหนมา\nตอบ: อยู่บ้านกับแม่และน้องสาวสองคน") ==
        Lines{"I:?ถาม|ไปไหนมา", "R:ตอบ|อยู่บ้านกับแม่และน้องสาวสองคน"});
  CHECK(turnsOf("Agent : Et la santé ?\nMme B. : Le dos.\nAgent : Bien.\nMme B. : Oui.") ==
        Lines{"I:?Agent|Et la santé ?", "R:Mme B.|Le dos.", "I:Agent|Bien.", "R:Mme B.|Oui."});
  CHECK(turnsOf("Enq. : Où ?\nR. : Ici.\nEnq. : Quand ?\nR. : Hier.") ==
        Lines{"I:?Enq.|Où ?", "R:R.|Ici.", "I:?Enq.|Quand ?", "R:R.|Hier."});
}

TEST_CASE("a colon that stands apart or close, wide or of another script ends a label") {
  for (const auto* colon : {":", " :", "：", "\u00a0:", "፦", "៖"}) {
    const std::string mark = colon;
    INFO(mark);
    CHECK(turnsOf("Q" + mark + " Who?\nA" + mark + " Me.") == Lines{"I:?Q|Who?", "R:A|Me."});
  }
  CHECK(turnsOf("Q:Who?\nA:Me.\nQ:When?\nA:Then.").size() == 4);
}

TEST_CASE("numbered labels keep their numbers") {
  CHECK(turnsOf("Q1: Who?\nA1: Me.\nQ2: When?\nA2: Then.") ==
        Lines{"I:?Q1|Who?", "R:A1|Me.", "I:?Q2|When?", "R:A2|Then."});
}

TEST_CASE("names, initials, codes and capitals that recur are speakers") {
  CHECK(speakersOf("Anna: Who was it?\nM.K.: Nobody.\nAnna: Really?\nM.K.: Yes.") ==
        Lines{"Anna", "M.K.", "Anna", "M.K."});
  CHECK(speakersOf("MARIA LOPEZ: Who was it?\nSp12: Nobody.\nMARIA LOPEZ: Ah!\nSp12: Yes.") ==
        Lines{"MARIA LOPEZ", "Sp12", "MARIA LOPEZ", "Sp12"});
  CHECK(speakersOf("#Judge: Next case.\n\n#Anna: Here.\n\n#Judge: Sit down.\n\n#Anna: Yes.") ==
        Lines{"Judge", "Anna", "Judge", "Anna"});
}

TEST_CASE("who asks most is guessed to be the interviewer") {
  CHECK(turnsOf("Anna: Who was it?\nBen: Nobody.\nAnna: Really?\nBen: Yes.\nAnna: Thank you.") ==
        Lines{"I:?Anna|Who was it?", "R:Ben|Nobody.", "I:?Anna|Really?", "R:Ben|Yes.",
              "I:Anna|Thank you."});
}

TEST_CASE("an interpreter is neither") {
  CHECK(turnsOf("Interviewer: Where?\nInterpreter: She asks where.\nClient: At sea.\n"
                "Interviewer: When?\nInterpreter: And when?\nClient: In May.")[1] ==
        "T:Interpreter|She asks where.");
}

TEST_CASE("somebody who speaks once among people who speak often is a speaker") {
  CHECK(speakersOf("Pauline: I fix!\n\nMary Gary: You fix?\n\nBen: I do.\n\nPauline: Not yet.\n\n"
                   "Ben: I fix all right!\n\nPauline: Yes.") ==
        Lines{"Pauline", "Mary Gary", "Ben", "Pauline", "Ben", "Pauline"});
}

TEST_CASE("times before, after and above a label belong to its turn") {
  const std::string text =
      "[00:01:02] Anna: Who?\nBen [00:01:04]: Me.\n00:01:06\nAnna: Why?\n(01:08) Ben: So.\n"
      "Anna: [00:01:10] Oh.\n";
  const std::vector<Turn> turns = findTurns(text);
  REQUIRE(turnsOf(text).size() == 5);
  std::vector<std::int64_t> starts;
  for (const Turn& turn : turns) starts.push_back(turn.startMilliseconds.value_or(-1));
  CHECK(starts == std::vector<std::int64_t>{62000, 64000, 66000, 68000, 70000});
  CHECK(speakersOf(text) == Lines{"Anna", "Ben", "Anna", "Ben", "Anna"});
  CHECK(text.substr(turns[2].span.begin, turns[2].span.size()) == "00:01:06\nAnna: Why?");
  CHECK(turnsOf(text)[4] == "I:Anna|Oh.");
}

TEST_CASE("times without labels begin turns, and a time behind a paragraph ends it") {
  const std::string text =
      "[00:00:01] I was sold.\nAnd again.\n[00:00:05 - 00:00:09] Then I ran.\n"
      "[00:00:10] Home. #00:00:12-5#\n";
  const std::vector<Turn> turns = findTurns(text);
  CHECK(turnsOf(text) == Lines{"|I was sold.\nAnd again.", "|Then I ran.", "|Home. #00:00:12-5#"});
  CHECK(turns[1].startMilliseconds == 5000);
  CHECK(turns[1].endMilliseconds == 9000);
  CHECK(turns[2].endMilliseconds == 12500);
}

TEST_CASE("a label on its own line speaks what stands below") {
  CHECK(turnsOf("Interviewer\nHow are you?\n\nR07\nBetter.\n\nInterviewer\nGood.\n\nR07\nYes.") ==
        Lines{"I:?Interviewer|How are you?", "R:R07|Better.", "I:Interviewer|Good.", "R:R07|Yes."});
  CHECK(turnsOf("Interviewer:\nHow are you?\n\nR07:\nBetter.\n") ==
        Lines{"I:?Interviewer|How are you?", "R:R07|Better."});
  CHECK(speakersOf("Anna 0:01\nHow are you?\n\nBen 0:05\nFine.\n\nAnna 0:09\nGood.\n\nBen 0:11\n"
                   "Bye.") == Lines{"Anna", "Ben", "Anna", "Ben"});
}

TEST_CASE("markdown's bold labels are labels without the stars") {
  const Lines expected{"I:?Anna|How are you?", "R:Ben|Fine.", "I:?Anna|Sure?", "R:Ben|Yes."};
  CHECK(turnsOf("**Anna:** How are you?\n\n**Ben:** Fine.\n\n**Anna:** Sure?\n\n**Ben:** Yes.") ==
        expected);
  CHECK(turnsOf("**Anna**: How are you?\n\n**Ben**: Fine.\n\n**Anna**: Sure?\n\n**Ben**: Yes.") ==
        expected);
  CHECK(turnsOf("> __Anna:__ How are you?\n\n> __Ben:__ Fine.\n\n> __Anna:__ Sure?\n\n"
                "> __Ben:__ Yes.") == expected);
}

TEST_CASE("labels are set off by brackets, dashes, tabs and points too") {
  const Lines expected{"I:?Q|Who?", "R:A|Me.", "I:?Q|When?", "R:A|Then."};
  for (const auto& [open, close] : std::vector<std::pair<std::string, std::string>>{
           {"[", "] "}, {"", " - "}, {"", " – "}, {"", "\t"}, {"", ". "}, {"<", "> "}}) {
    INFO(open + close);
    CHECK(turnsOf(open + "Q" + close + "Who?\n" + open + "A" + close + "Me.\n" + open + "Q" +
                  close + "When?\n" + open + "A" + close + "Then.\n") == expected);
  }
}

TEST_CASE("lines that are cited by number keep their labels") {
  CHECK(speakersOf("1  INT: Who was it?\n2  RES: Nobody that I knew.\n3  INT: Really?\n"
                   "4  RES: Yes.") == Lines{"INT", "RES", "INT", "RES"});
}

TEST_CASE("notes behind a name are not the name") {
  CHECK(speakersOf("ANNA (crying): No.\nBEN: Why?\nANNA: So.\nBEN [softly]: Ah.") ==
        Lines{"ANNA", "BEN", "ANNA", "BEN"});
}

TEST_CASE("a speaker goes on over paragraphs until the next label or heading") {
  CHECK(turnsOf("Anna: First.\n\nNote: more.\n\nBen: Who?\n\nAnna: Me.\n\nBen: Ah.\n\n"
                "# Part two\n\nThey left.") == Lines{"R:Anna|First.\n\nNote: more.", "I:?Ben|Who?",
                                                     "R:Anna|Me.", "I:Ben|Ah.", "|# Part two",
                                                     "|They left."});
}

TEST_CASE("a code before the first paragraph speaks the whole account") {
  CHECK(turnsOf("R07: I was sold.\n\nAnd then again.") ==
        Lines{"R07|I was sold.\n\nAnd then again."});
}

// What is no label

TEST_CASE("words before a colon in reports and forms are no speakers") {
  for (const auto* text :
       {"Note: she was tired.\n\nPlan: doctor on Monday.\n\nNote: call her aunt.\n\nPlan: wait.",
        "Name: withheld\nReferred by: police\nInterviewer: Jane Doe\n\nShe came on foot.",
        "Interviewer: Samuel S. Taylor\nPerson interviewed: Lucretia Alexander\nAge: 89\n\n"
        "\"I been married three times.\"",
        "She said this: nothing.\nHe said that: no.\nShe said this: yes.\nHe said that: never.",
        "See http://example.org\nAt 12:30 we left.\n12:40 we stopped.\nhttps://example.org"}) {
    INFO(text);
    const Lines speakers = speakersOf(text);
    CHECK(std::all_of(speakers.begin(), speakers.end(),
                      [](const std::string& speaker) { return speaker.empty(); }));
  }
}

TEST_CASE("the interviewer's name in a header is no turn of the interviewer") {
  const Lines turns = turnsOf(
      "Date: 3 May\nInterviewer: Jane Doe\nPlace: shelter\n\nInterviewer: Who?\nR07: Me.\n"
      "Interviewer: When?\nR07: Then.");
  REQUIRE(turns.size() == 7);
  CHECK(turns[1] == "|Interviewer: Jane Doe");
  CHECK(turns[3] == "I:?Interviewer|Who?");
}

TEST_CASE("fields that come round in one order are a form, not a conversation") {
  std::string text;
  for (int i = 0; i < 4; ++i)
    text += "Voivod: It is so.\nKmet: It was so.\nBan: It will be so.\n\n";
  for (const std::string& speaker : speakersOf(text)) CHECK(speaker.empty());
}

// Forms

TEST_CASE("a numbered question and its answer on one line are two turns") {
  CHECK(turnsOf("1. Age: 36\n2. Papers kept? Yes, the passport\n3. Free to leave? No\n") ==
        Lines{"?|1. Age:", "|36", "?|2. Papers kept?", "|Yes, the passport", "?|3. Free to leave?",
              "|No"});
  CHECK(
      turnsOf("Q14. Any debts? 1.900 euro.\n\nQ15. Were you ever trafficked before? - \"Yes.\"") ==
      Lines{"?|Q14. Any debts?", "|1.900 euro.", "?|Q15. Were you ever trafficked before?",
            "|\"Yes.\""});
}

TEST_CASE("an answer below its question is a turn, with its label where it has one") {
  CHECK(turnsOf("8. Were you ever trafficked before?\n   Answer: Yes, in May.\n9. How did you "
                "leave?\n   By the roof.\n10. Where?\n   At sea.\n") ==
        Lines{"?|8. Were you ever trafficked before?", "R:Answer|Yes, in May.",
              "?|9. How did you leave?", "|By the roof.", "?|10. Where?", "|At sea."});
}

TEST_CASE("numbers of every script and level, and letters, number a form") {
  CHECK(turnsOf("১। বয়স: ২৩\n২। দেনা আছে? আছে\n৩। কোথায়? পুনে") ==
        Lines{"?|১। বয়স:", "|২৩", "?|২। দেনা আছে?", "|আছে", "?|৩। কোথায়?", "|পুনে"});
  CHECK(turnsOf("2.7 Daha önce?  Evet.\n2.8 Nerede, ne zaman?  Üç yıl önce.\n2.9 Nasıl?  Kapı.") ==
        Lines{"?|2.7 Daha önce?", "|Evet.", "?|2.8 Nerede, ne zaman?", "|Üç yıl önce.",
              "?|2.9 Nasıl?", "|Kapı."});
  CHECK(turnsOf("A. Home: with her aunt\nB. Work: none\nC. Sold before? No\n") ==
        Lines{"?|A. Home:", "|with her aunt", "?|B. Work:", "|none", "?|C. Sold before?", "|No"});
}

TEST_CASE("several items on one line are divided") {
  CHECK(turnsOf("1. Nome: (omitido)      2. Idade: 38      3. Sexo: masculino") ==
        Lines{"?|1. Nome:", "|(omitido)", "?|2. Idade:", "|38", "?|3. Sexo:", "|masculino"});
}

TEST_CASE("a further question belongs to the one before, an answer that asks does not") {
  CHECK(turnsOf("1. Sold before? If so, when? Yes, in May.\n2. By whom? \"Who knows?\"\n"
                "3. Where? At sea.") == Lines{"?|1. Sold before? If so, when?", "|Yes, in May.",
                                              "?|2. By whom?", "|\"Who knows?\"", "?|3. Where?",
                                              "|At sea."});
}

TEST_CASE("a question without a mark is one by the answer's label below it") {
  CHECK(
      turnsOf("๑. อายุ: ๒๔\n๒. ท่านเคยตกเป็นผู้เสียหายหรือไม่\n   คำตอบ: เคยค่ะ\n๓. หนี้: มี") ==
      Lines{"?|๑. อายุ:", "|๒๔", "?|๒. ท่านเคยตกเป็นผู้เสียหายหรือไม่", "R:คำตอบ|เคยค่ะ", "?|๓. หนี้:", "|มี"});
}

TEST_CASE("a numbered list is no form") {
  CHECK(turnsOf("Please:\n1. Meet her at the door.\n2. Go straight home.\n3. Call a dentist!") ==
        Lines{"|Please:", "|1. Meet her at the door.", "|2. Go straight home.",
              "|3. Call a dentist!"});
}

TEST_CASE("a conversation in dashes has its questions") {
  CHECK(turnsOf("We talked on the bench.\n\n– Who sent you?\n– My aunt.\n– A real one?\n– No.") ==
        Lines{"|We talked on the bench.", "?|– Who sent you?", "|– My aunt.", "?|– A real one?",
              "|– No."});
}

TEST_CASE("a questionnaire without numbers has its questions") {
  CHECK(
      turnsOf("Were you sold?\n\nYes, twice.\n\nBy whom?\n\nA cousin.\n\nWhere was it?\n\nHere.") ==
      Lines{"?|Were you sold?", "|Yes, twice.", "?|By whom?", "|A cousin.", "?|Where was it?",
            "|Here."});
  CHECK(turnsOf("How was I to know?\n\nI was a child. They took me, and nobody asked.") ==
        Lines{"|How was I to know?", "|I was a child. They took me, and nobody asked."});
}

// Paragraphs and sentences

TEST_CASE("hard-wrapped lines are one paragraph and sentences go over their ends") {
  const std::string text =
      "She was here for some weeks after the police had got\n"
      "her out of a flat. We ask you to register this as re\n"
      "trafficking.\n\n"
      "The stepfather brought her.";
  CHECK(paragraphsOf(text) ==
        Lines{text.substr(0, text.find("\n\n")), "The stepfather brought her."});
  CHECK(sentencesOf(text) ==
        Lines{"She was here for some weeks after the police had got\nher out of a flat.",
              "We ask you to register this as re\ntrafficking.", "The stepfather brought her."});
}

TEST_CASE("a sentence that ends before the line is full ends the paragraph") {
  CHECK(paragraphsOf("She was here for some weeks after the police had got\n"
                     "her out.\n"
                     "The stepfather brought her, in exchange for the debt of\n"
                     "a cousin.") ==
        Lines{"She was here for some weeks after the police had got\nher out.",
              "The stepfather brought her, in exchange for the debt of\na cousin."});
}

TEST_CASE("a word broken by a line end is not torn") {
  CHECK(paragraphsOf("It was a case of traf-\nficked men.\nAnd more of that in the next months.") ==
        Lines{"It was a case of traf-\nficked men.", "And more of that in the next months."});
}

TEST_CASE("list items and fields are paragraphs of their own") {
  CHECK(
      paragraphsOf("Please:\n- meet her, at the door of the\n  house;\n- call me.\n• one\n• two") ==
      Lines{"Please:", "- meet her, at the door of the\n  house;", "- call me.", "• one", "• two"});
  CHECK(paragraphsOf("From: day centre\nUrgent: yes\nEscort: two persons") ==
        Lines{"From: day centre", "Urgent: yes", "Escort: two persons"});
}

TEST_CASE("long lines are paragraphs, whatever they end with") {
  const std::string line(200, 'x');
  CHECK(paragraphsOf(line + "\n" + line + ".\n" + line) == Lines{line + "\n" + line + ".", line});
  CHECK(paragraphsOf("A" + line + "\nA" + line) == Lines{"A" + line, "A" + line});
}

TEST_CASE("texts without words have no turns") {
  CHECK(findTurns("").empty());
  CHECK(findTurns(" \n\t\n\u00a0\u3000\n").empty());
  CHECK(turnsOf("x") == Lines{"|x"});
}

TEST_CASE("rows of a table get roles and questions") {
  const std::string text = "A1: Who?\nB2: Me.\nA1: When?\nB2: Then.\n";
  std::vector<Turn> turns = findTurns(text);
  for (Turn& turn : turns) {
    turn.role = SpeakerRole::Unknown;
    turn.question = false;
  }
  guessRoles(text, turns);
  CHECK(turns[0].role == SpeakerRole::Interviewer);
  CHECK(turns[0].question);
  CHECK(turns[1].role == SpeakerRole::Respondent);
  CHECK_FALSE(turns[1].question);
}

// The promise on real and random text

TEST_CASE("every character of every real text is in one turn and one passage") {
  std::size_t files = 0;
  for (const auto* folder : {"eval/transcripts", "corpora/udhr/txt", "corpora/naija_nsc/en",
                             "corpora/test_quality_interviews/transcripts",
                             "corpora/gum_interviews/court", "corpora/format_zoo_derived"}) {
    for (const auto& file : filesIn(folder)) {
      const std::string text = contentOf(file);
      INFO(file.filename());
      REQUIRE(brokenPromise(text) == "");
      ++files;
    }
  }
  CHECK(files > 180);
}

TEST_CASE("every character of random text is in one turn and one passage") {
  const std::vector<std::string> pieces{"Q",
                                        "A",
                                        "Anna",
                                        "R07",
                                        "Interviewer",
                                        ":",
                                        "：",
                                        ": ",
                                        " - ",
                                        "\t",
                                        ". ",
                                        "?",
                                        "？",
                                        "؟",
                                        "\n",
                                        "\n",
                                        "\n\n",
                                        " ",
                                        "   ",
                                        "1.",
                                        "2) ",
                                        "१। ",
                                        "Q3. ",
                                        "2.1 ",
                                        "[",
                                        "]",
                                        "(",
                                        ")",
                                        "**",
                                        "# ",
                                        "---",
                                        "- ",
                                        "– ",
                                        "• ",
                                        "[00:01:02]",
                                        "#00:00:01-5#",
                                        "00:02:03 --> 00:02:04",
                                        "говорит",
                                        "ถาม",
                                        "ตอบ",
                                        "问",
                                        "答",
                                        "س",
                                        "ج",
                                        "ተጠያቂ፦",
                                        "\u00a0",
                                        "\u3000",
                                        "\u0301",
                                        "😀",
                                        "Answer: ",
                                        "Note: ",
                                        "said",
                                        "\u2028",
                                        "\"",
                                        "«",
                                        "»",
                                        "...",
                                        "traf-",
                                        "ficked"};
  std::mt19937 random(42);
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (std::size_t n = random() % 40; n > 0; --n) text += pieces[random() % pieces.size()];
    INFO(text);
    REQUIRE(brokenPromise(text) == "");
  }
}

TEST_CASE("the transcripts written for this project are divided as they were written") {
  const auto speakersIn = [](const std::string& name) {
    const std::string text =
        contentOf(std::filesystem::path(RETOLD_SHARED_DIR) / "eval/transcripts" / name);
    std::vector<std::string> found;
    std::size_t questions = 0;
    for (const Turn& turn : findTurns(text)) {
      questions += turn.question;
      const std::string role = turn.role == SpeakerRole::Interviewer  ? "I:"
                               : turn.role == SpeakerRole::Respondent ? "R:"
                                                                      : "";
      if (turn.speaker.empty()) continue;
      if (std::find(found.begin(), found.end(), role + turn.speaker) == found.end()) {
        found.push_back(role + turn.speaker);
      }
    }
    found.push_back(std::to_string(questions));
    return found;
  };
  CHECK(speakersIn("am-001.txt") == Lines{"I:ጠያቂ", "R:ተጠያቂ", "6"});
  CHECK(speakersIn("bg-003.txt") == Lines{"I:ПСИХОЛОГ", "R:К-ка", "6"});
  CHECK(speakersIn("bn-003.txt") == Lines{"R:উত্তর", "14"});
  CHECK(speakersIn("en-001.txt") == Lines{"0"});
  CHECK(speakersIn("en-023.txt") == Lines{"0"});
  CHECK(speakersIn("en-030.txt") == Lines{"I:Interviewer", "R:R07", "7"});
  CHECK(speakersIn("fr-002.txt") == Lines{"I:Agent", "R:Mme B.", "5"});
  CHECK(speakersIn("hi-005.txt") == Lines{"I:परामर्शदाता", "R:लड़की", "6"});
  CHECK(speakersIn("id-005.txt") == Lines{"I:T", "R:J", "6"});
  CHECK(speakersIn("km-001.txt") == Lines{"I:អ្នកសម្ភាស", "R:អ្នកឆ្លើយ", "5"});
  CHECK(speakersIn("my-001.txt") == Lines{"I:မေး", "R:ဖြေ", "6"});
  CHECK(speakersIn("sq-001.txt") == Lines{"I:Anketuesja", "R:E anketuara", "7"});
  CHECK(speakersIn("th-003.txt") == Lines{"R:คำตอบ", "13"});
  CHECK(speakersIn("uk-001.txt") == Lines{"I:Інтерв'юерка", "R:Пані О.", "6"});
  CHECK(speakersIn("ur-001.txt") == Lines{"R:جواب", "13"});
  CHECK(speakersIn("zh-001.txt") == Lines{"I:社工", "R:受访者", "5"});
}
