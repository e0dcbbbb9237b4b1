#include <catch2/catch.hpp>

#include "indexer/text/phrase.h"
#include "indexer/text/turns.h"
#include "queries/screen/screener.h"
#include "tests/queries/screen/lexicon_text.h"

using retold::test::found;

namespace {

const std::string kTerms =
    "pattern again: x\n  sold ~3 again\n  \"trafficked before\"\n"
    "cue not, before 4: x\n  never | not\n"
    "cue if, before 4, after 3: x\n  if | afraid | \"they said\"\n"
    "cue other-person, before 4: x\n  \"sister was\"\n"
    "cue boilerplate, before 6: x\n  programme\n"
    "cue affirm: x\n  yes | \"of course\"\n"
    "cue deny: x\n  no | never\n"
    "cue neutral: x\n  \"not only\"\n"
    "scope-ends:\n  but\n";

std::string in(const std::string& content) { return found(kTerms, content); }

}  // namespace

TEST_CASE("a cue before a match in its sentence sets its status and says why") {
  CHECK(in("I was never sold again.") ==
        "[sold again] again gap denied (\"never\" stands 1 word before)\n");
  CHECK(in("I am afraid that they get sold again.") ==
        "[sold again] again gap feared (\"afraid\" stands 4 words before)\n");
  CHECK(in("Her sister was sold again.") ==
        "[sold again] again gap other-person (\"sister was\" stands 1 word before)\n");
  CHECK(in("The programme is for those sold again.") ==
        "[sold again] again gap boilerplate (\"programme\" stands 4 words before)\n");
}

TEST_CASE("a cue may stand behind a match or between its words") {
  CHECK(in("Sold again, they said.") ==
        "[Sold again] again gap feared (\"they said\" stands 1 word after)\n");
  CHECK(in("They sold me never again.") ==
        "[sold me never again] again gap denied (\"never\" stands between its words)\n");
}

TEST_CASE("a cue out of reach, in another sentence or behind a scope end counts for nothing") {
  CHECK(in("I never in my life thought being sold again.") == "[sold again] again gap asserted\n");
  CHECK(in("I never. They sold me again.") == "[sold me again] again gap asserted\n");
  CHECK(in("He would not, but sold me again.") == "[sold me again] again gap asserted\n");
}

TEST_CASE("what looks like a cue and is none counts for nothing") {
  CHECK(in("I was not only sold again, I was beaten.") == "[sold again] again gap asserted\n");
}

TEST_CASE("of several statuses the one that takes most away counts") {
  CHECK(in("If her sister was not sold again.") ==
        "[sold again] again gap other-person (\"sister was\" stands 2 words before)\n");
}

TEST_CASE("what only the interviewer says is a question") {
  CHECK(in("Interviewer: Were you trafficked before?\n\nAnna: I came by bus.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before] again exact question (the interviewer says it)\n");
}

TEST_CASE("a question answered by yes is asserted, over both turns to the end of the answer") {
  CHECK(in("Interviewer: Were you trafficked before?\n\nAnna: Yes, in Prizren. It was cold.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before?\n\nAnna: Yes, in Prizren] again exact asserted\n");
  CHECK(in("Interviewer: Were you trafficked before?\n\nAnna: Yes. In Prizren, for a year. So.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before?\n\nAnna: Yes. In Prizren, for a year] again exact asserted\n");
  CHECK(in("Interviewer: Your sister was trafficked before?\n\nAnna: Yes.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before] again exact other-person (\"sister was\" stands 1 word before)\n");
}

TEST_CASE("a question answered by no is denied") {
  CHECK(in("Interviewer: Were you trafficked before?\n\nAnna: Well, no. Yes, I travelled.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before] again exact denied (the question is answered \"no\")\n");
}

TEST_CASE("an answer belongs to the last thing asked") {
  CHECK(in("Interviewer: Were you trafficked before? Or ill? Or married?\n\nAnna: Yes.\n\n"
           "Interviewer: And then?\n\nAnna: I slept.\n") ==
        "[trafficked before] again exact question (the interviewer says it)\n");
}

TEST_CASE("a form's question is answered behind its question mark or colon") {
  CHECK(in("Has the person been trafficked before? No.") ==
        "[trafficked before] again exact denied (the question is answered \"No\")\n");
  CHECK(in("Trafficked before: no\n") ==
        "[Trafficked before] again case denied (the question is answered \"no\")\n");
  CHECK(in("Trafficked before: yes, in 2009\n") ==
        "[Trafficked before: yes, in 2009] again case asserted\n");
  CHECK(in("I was trafficked before: no one helped.") ==
        "[trafficked before] again exact asserted\n");
}

TEST_CASE("a question in a report that nobody answers is a question") {
  CHECK(in("Was she trafficked before? It is not in the file.") ==
        "[trafficked before] again exact question (it stands in a question)\n");
}

TEST_CASE("a pattern may count only as a question answered yes, or no") {
  const std::string terms =
      "pattern asked-first, answered no: x\n  \"first time\"\n"
      "pattern asked-before, answered yes: x\n  \"happened before\"\n"
      "cue affirm: x\n  yes\ncue deny: x\n  no\n";
  const auto talk = [](const std::string& question, const std::string& answer) {
    return "Interviewer: " + question + "\n\nAnna: " + answer +
           "\n\nInterviewer: And then?\n\nAnna: I slept.\n";
  };
  CHECK(found(terms, talk("Was it the first time?", "No, the second.")) ==
        "[first time?\n\nAnna: No, the second] asked-first exact asserted\n");
  CHECK(found(terms, talk("Was it the first time?", "Yes.")) == "");
  CHECK(found(terms, talk("Was it the first time?", "I forgot.")) == "");
  CHECK(found(terms, talk("Had it happened before?", "Yes.")) ==
        "[happened before?\n\nAnna: Yes] asked-before exact asserted\n");
  CHECK(found(terms, talk("Had it happened before?", "No.")) == "");
  CHECK(found(terms, "It was the first time.") == "");
}

namespace {

std::string lineOf(const retold::Match& match) {
  return std::string(toText(match.status)) + " " + match.why + "\n";
}

/// The status of "trafficked before" in a text whose first `printed` bytes a form prints.
std::string printed(const std::string& content, std::size_t printed) {
  retold::Text text;
  text.content = content;
  text.turns = retold::findTurns(content);
  text.boilerplate = {{0, printed}};
  retold::Tokenizer tokenizer;
  retold::MemoryVocabulary vocabulary;
  const retold::TokenStream tokens = retold::streamOf(tokenizer, vocabulary, content, text.turns);
  const auto matches =
      retold::Screener({retold::test::lexiconOf(kTerms, "")}, vocabulary).scan(tokens, text);
  std::string lines;
  for (const retold::Match& match : matches) lines += lineOf(match);
  return lines;
}

}  // namespace

TEST_CASE("what a form prints is boilerplate, unless it is answered") {
  const std::string why = "boilerplate this sentence stands in several documents: part of a form\n";
  const std::string question = "Were you trafficked before?";
  CHECK(printed(question + "\n\nIn Prizren.\n", question.size()) == why);
  CHECK(printed(question + "\n\nYes, in Prizren.\n", question.size()) == "asserted \n");
  CHECK(printed(question + "\n\nNo.\n", question.size()) ==
        "denied the question is answered \"No\"\n");
  const std::string header = "Help for those trafficked before";
  CHECK(printed(header + "\n\nShe came by bus.\n", header.size()) == why);
  CHECK(printed(header + "\n\nShe was trafficked before.\n", header.size()) == why + "asserted \n");
}

TEST_CASE("a match that counts only by an answer takes no place where it got none") {
  using retold::test::lexiconOf;
  const std::vector<retold::Lexicon> lexicons{
      lexiconOf("pattern again, weight 3, answered yes: x\n  \"sold again\"\n"
                "cue affirm: x\n  yes\n"),
      lexiconOf("pattern again, weight 1: x\n  sold\n")};
  const auto matches = retold::scanText(lexicons, "They sold again what I had.");
  REQUIRE(matches.size() == 1);
  CHECK(matches[0].term == "sold");
  const auto answered = retold::scanText(lexicons, "Were you sold again? Yes.");
  REQUIRE(answered.size() == 1);
  CHECK(answered[0].term == "\"sold again\"");
}

namespace {

const std::string kPersons =
    "pattern p, weight 1: x\n  sold ~4 again\ncue self: I\n  i | me | my | we | us\n"
    "cue third: she\n  she | her\ncue other-person, before 5: someone else\n  sister | friend\n";

}  // namespace

TEST_CASE("a respondent who speaks of her and not of herself speaks of someone else") {
  const std::string ask = "Interviewer: And then?\n\nAnna: ";
  const std::string rest = "\n\nInterviewer: Where?\n\nAnna: In town.\n";
  CHECK(found(kPersons, ask + "She was sold again." + rest) ==
        "[sold again] p gap other-person (the speaker says \"She\" and nothing of \"I\" or "
        "\"me\")\n");
  CHECK(found(kPersons, ask + "She sold me again." + rest) == "[sold me again] p gap asserted\n");
  CHECK(found(kPersons, ask + "They took a friend. Sold again in Bari." + rest) ==
        "[Sold again] p gap other-person (the speaker still tells of \"friend\")\n");
  CHECK(found(kPersons, ask + "They took a friend. I ran. Sold again in Bari." + rest) ==
        "[Sold again] p gap asserted\n");
}

TEST_CASE("in a case note she is the client, but within a quotation") {
  CHECK(found(kPersons, "CASE NOTE\n\nShe was sold again in May.\n") ==
        "[sold again] p gap asserted\n");
  CHECK(found(kPersons, "CASE NOTE\n\nQuote: \"She was sold again.\"\n") ==
        "[sold again] p gap other-person (the speaker says \"She\" and nothing of \"I\" or "
        "\"me\")\n");
}

TEST_CASE("an answer that tells where or when says yes") {
  const std::string sections =
      "pattern asked, weight 1, answered yes: x\n  sold ~4 before\ncue deny: no\n  no\n"
      "cue affirm: yes\n  yes\ncue detail: when\n  (in >0 1990..2026) | \"years ago\"\n";
  const auto talk = [&](const std::string& answer) {
    return found(sections, "Interviewer: Were you sold before?\n\nAnna: " + answer +
                               "\n\nInterviewer: And?\n\nAnna: Nothing.\n");
  };
  CHECK(talk("Bari, in 2002. A bar.") ==
        "[sold before?\n\nAnna: Bari, in 2002. A bar] asked gap asserted\n");
  CHECK(talk("Three years ago, on a boat.") ==
        "[sold before?\n\nAnna: Three years ago, on a boat] asked gap asserted\n");
  CHECK(talk("I came in 1962 or when was that?") == "");
  CHECK(talk("Not that I know.") == "");
}

TEST_CASE("a form's field is answered by a few words that stand by themselves") {
  const std::string sections =
      "pattern noun, weight 1: x\n  previous >1 exploitation\ncue deny: no\n  no | none\n";
  CHECK(found(sections, "Previous exploitation, before the present case: none disclosed.\n") ==
        "[Previous exploitation] noun gap denied (the question is answered \"none\")\n");
  CHECK(
      found(sections,
            "Previous exploitation: no one ever helped the girl, who had told it everywhere.\n") ==
      "[Previous exploitation] noun gap asserted\n");
}

TEST_CASE("a note that tells of a question tells of its answer") {
  const std::string sections =
      "pattern asked, weight 1, answered yes: x\n  sold ~4 before\n"
      "pattern said, weight 1: x\n  sold >1 earlier\n"
      "cue asked, before 9: x\n  \"I asked\"\ncue affirm: yes\n  yes\ncue deny: no\n  no | never\n";
  const auto note = [&](const std::string& content) {
    return found(sections, "CASE NOTE\n\n" + content + "\n");
  };
  CHECK(note("I asked whether anybody had sold her before. Yes, she said, in Bari.") ==
        "[sold her before. Yes] asked gap asserted\n");
  CHECK(note("I asked whether they had sold her before. Never, she said.") == "");
  CHECK(note("I asked if he was sold earlier, and he said no.") ==
        "[sold earlier] said gap denied (\"I asked\" stands 4 words before, and the answer is "
        "\"no\")\n");
  CHECK(note("I asked if he was sold earlier.") ==
        "[sold earlier] said gap question (\"I asked\" stands 4 words before)\n");
}

TEST_CASE("who is passed on without having got out is in the same episode") {
  CHECK(found("pattern p: x\n  sold ~3 again\ncue onward, after 6: x\n  \"the same night\"\n",
              "They sold us again to a cousin the same night.") ==
        "[sold us again] p gap same-episode (\"the same night\" stands 4 words after)\n");
}

TEST_CASE("the my of my sister is not the speaker") {
  const std::string ask = "Interviewer: And then?\n\nAnna: ";
  const std::string rest = "\n\nInterviewer: Where?\n\nAnna: In town.\n";
  CHECK(found(kPersons, ask + "It was my sister there. She was sold again." + rest) ==
        "[sold again] p gap other-person (the speaker says \"She\" and nothing of \"I\" or "
        "\"me\")\n");
  CHECK(found(kPersons, ask + "They came to my sister. Sold again in May." + rest) ==
        "[Sold again] p gap other-person (the speaker still tells of \"sister\")\n");
}

TEST_CASE("where marks tell words apart a cue without them is another word") {
  const std::string sections =
      "pattern p: x\n  \"bán lại\" = sold again\ncue not, before 4: not\n  chưa = not yet\n";
  const std::string header = "diacritics: distinguish\n";
  CHECK(found(sections, "Nhà chứa bán lại tôi lần nữa.", header) == "[bán lại] p exact asserted\n");
  CHECK(found(sections, "Tôi chưa bán lại lần nữa.", header) ==
        "[bán lại] p exact denied (\"chưa\" stands 1 word before)\n");
  CHECK(found(sections, "toi chua ban lai", header) ==
        "[ban lai] p folded denied (\"chua\" stands 1 word before)\n");
}

TEST_CASE("in scripts without spaces a mark parts words") {
  CHECK(found("pattern p: x\n  以前 = before\n", "我以前被卖。") == "[以前] p exact asserted\n");
  CHECK(found("pattern p: x\n  年以前 = before a year\n", "三年,以前") == "");
  CHECK(found("pattern p: x\n  年以前 = before a year\n", "三年 以\u200B前") ==
        "[年 以\u200B前] p folded asserted\n");
}

TEST_CASE("no not cue reaches a pattern whose words say no themselves") {
  const std::string terms = ": x\n  \"first time\"\ncue not, before 3: no\n  not\n";
  CHECK(found("pattern p" + terms, "It was not the first time.") ==
        "[first time] p exact denied (\"not\" stands 2 words before)\n");
  CHECK(found("pattern p, negated" + terms, "It was not the first time.") ==
        "[first time] p exact asserted\n");
}

TEST_CASE("in a note what follows on another person's story is of that person") {
  const std::string head = "CASE NOTE\n\n";
  const std::string sister = "Her sister was sold again in May. ";
  CHECK(
      found(kPersons, head + sister + "Then came a year in Bari. There sold once more again.\n") ==
      "[sold again] p gap other-person (\"sister\" stands 2 words before)\n"
      "[sold once more again] p gap other-person (what was told right before is of another "
      "person)\n");
  CHECK(found(kPersons, head + sister + "We were there. There sold once more again.\n") ==
        "[sold again] p gap other-person (\"sister\" stands 2 words before)\n"
        "[sold once more again] p gap asserted\n");
  CHECK(found(kPersons, head + sister + "\n\nIn June sold once more again.\n") ==
        "[sold again] p gap other-person (\"sister\" stands 2 words before)\n"
        "[sold once more again] p gap asserted\n");
}

TEST_CASE("a relative who did it is not the one to whom it happened") {
  const std::string sections =
      "concept whom: x\n  me | her\n" + kPersons + "pattern q, weight 1: x\n  @whom >0 again\n";
  const std::string ask = "Interviewer: And then?\n\nAnna: ";
  const std::string rest = "\n\nInterviewer: Where?\n\nAnna: In town.\n";
  CHECK(found(kPersons, "CASE NOTE\n\nHer sister was sold again.\n") ==
        "[sold again] p gap other-person (\"sister\" stands 2 words before)\n");
  CHECK(found(kPersons, ask + "My sister sold me to him again." + rest) ==
        "[sold me to him again] p gap asserted\n");
  CHECK(found(kPersons, ask + "My sister, they sold her to him again." + rest) ==
        "[sold her to him again] p gap other-person (\"sister\" stands 2 words before)\n");
}

TEST_CASE("a Greek question ends in a semicolon") {
  const std::string sections =
      "pattern asked, answered yes: x\n  πριν = before\ncue affirm: yes\n  ναι = yes\n";
  CHECK(found(sections,
              "Ερευνήτρια: Και πριν;\n\nΆννα: Ναι, στη Λάρισα.\n\nΕρευνήτρια: Πού;\n\n"
              "Άννα: Εκεί.\n") != "");
  // Elsewhere a semicolon ends no question.
  CHECK(found("pattern asked, answered yes: x\n  before\ncue affirm: yes\n  yes\n",
              "NOTE\n\nAnd before; yes, in Bari.\n") == "");
}
