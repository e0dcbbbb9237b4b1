#include "indexer/text/boilerplate.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "indexer/text/form_units.h"
#include "indexer/text/turns.h"

using namespace retold;

namespace {

/// "3 ? text": what recurs in the texts.
std::string found(const std::vector<std::string>& texts) {
  BoilerplateDetector detector;
  for (const std::string& text : texts) detector.add(text, findTurns(text));
  std::string lines;
  for (const BoilerplatePassage& passage : detector.found())
    lines += std::to_string(passage.documents) + (passage.question ? " ? " : "   ") + passage.text +
             "\n";
  return lines;
}

/// Words that no two documents share.
std::string own(std::size_t document, const std::string& what = "w") {
  std::string words;
  for (int i = 0; i < 12; ++i)
    words += what + std::to_string(document * 100 + static_cast<std::size_t>(i)) + "x ";
  return words + "end.";
}

std::vector<std::string> fill(const std::string& form, std::size_t documents = 5) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < documents; ++i) {
    std::string text = form;
    for (std::size_t at = text.find("$"); at != std::string::npos; at = text.find("$"))
      text.replace(at, 1, own(i, "w" + std::to_string(at)));
    texts.push_back(text);
  }
  return texts;
}

std::string parts(const std::string& text) {
  std::string lines;
  for (const FormUnit& unit : formUnits(text, findTurns(text))) {
    const char* const names = "QSA";
    lines += names[static_cast<int>(unit.part)];
    lines += " " + text.substr(unit.span.begin, unit.span.size()) + "\n";
  }
  return lines;
}

std::string marked(const BoilerplateList& list, const std::string& text) {
  std::string lines;
  for (const ByteSpan span : list.spansIn(text, findTurns(text)))
    lines += "[" + text.substr(span.begin, span.size()) + "]\n";
  return lines;
}

}  // namespace

TEST_CASE("a form's question that recurs is boilerplate, its answers are not") {
  CHECK(found(fill("$\n\nHave you ever been trafficked before?\n\nYes, before.\n\n$\n")) ==
        "5 ? Have you ever been trafficked before?\n");
  CHECK(found(fill("15. Have you ever been trafficked before?\n\nYes, before, by the same man "
                   "from the village.\n\n$\n")) ==
        "5 ? 15. Have you ever been trafficked before?\n");
}

TEST_CASE("an answer is never boilerplate, however often it recurs, in any language") {
  for (const std::string pair :
       {"Have you been trafficked before?|Yes, I was trafficked once before that, in Italy.",
        "Ați mai fost traficată vreodată?|Da, am mai fost traficată o dată în Italia, înainte.",
        "Вы раньше попадали в такую ситуацию?|Да, меня уже один раз продавали до этого раза.",
        "هل تعرضت للاتجار من قبل؟|نعم، لقد تعرضت للاتجار من قبل في مكان آخر بعيد.",
        "क्या आपके साथ पहले भी ऐसा हुआ?|हाँ, मेरे साथ पहले भी दो बार ऐसा हो चुका है।",
        "您以前被贩卖过吗？|是的，我以前在别的地方也被同一个人卖过一次。",
        "Μήπως σας είχαν πουλήσει ξανά;|Ναι, με είχαν πουλήσει και πριν από αυτό μία φορά."}) {
    const std::size_t bar = pair.find('|');
    const std::string question = pair.substr(0, bar);
    const std::string answer = pair.substr(bar + 1);
    CAPTURE(pair);
    CHECK(found(fill(question + "\n\n" + answer + "\n\n$\n")) == "5 ? " + question + "\n");
    CHECK(found(fill("$\n\n" + question + " " + answer + "\n\n$\n")) == "5 ? " + question + "\n");
    CHECK(
        found(fill("INT: " + question + "\nR07: " + answer + "\nINT: $\nR07: $\n")).find(answer) ==
        std::string::npos);
  }
}

TEST_CASE("a field's value, a row of a table and an option are answers") {
  CHECK(found(fill("Trafficked before this time in her life: yes, once in Italy\n\n$\n")) == "");
  CHECK(found(fill("$\n\n☒ Yes, I have been trafficked before this ☐ No\n\n$\n")) == "");
  CHECK(parts("Have you been sold before?\tYes, twice\n") ==
        "Q Have you been sold before?\nA Yes, twice\n");
  CHECK(parts("Name of the person\tAnna of the hill\n") ==
        "A Name of the person\nA Anna of the hill\n");
}

TEST_CASE("what a form prints beside its questions is boilerplate where it stands in print") {
  const std::string form =
      "Centre for persons trafficked again and their families\n\n"
      "This interview is confidential and may be stopped at any time.\n\n"
      "What is your name?\n\n$\n\n$\n";
  CHECK(found(fill(form)) ==
        "5   Centre for persons trafficked again and their families\n"
        "5   This interview is confidential and may be stopped at any time.\n"
        "5 ? What is your name?\n");
}

TEST_CASE("a sentence that many colleagues write among other words is theirs") {
  std::vector<std::string> notes;
  for (std::size_t i = 0; i < 12; ++i)
    notes.push_back(own(i, "a") + " The client reports having been trafficked before. " +
                    own(i, "b") + "\n");
  CHECK(found(notes) == "");
}

TEST_CASE("an interview that was given several times does not make its words a form's") {
  const std::string interview =
      "INT: What happened then?\nR07: They sold me again to another man in the town.\n"
      "INT: Who sold you?\nR07: The same woman who had brought me there before.\n"
      "INT: How long?\nR07: I was there for two years and three months.\n";
  const std::string note =
      "She was trafficked again after her return to the village.\n\n"
      "Her uncle had promised a marriage and took the money himself.\n\n"
      "The police found her in the house of a farmer.\n\nShe is in the shelter since then.\n";
  CHECK(found({interview, interview, interview, interview}) == "");
  CHECK(found({note, note + "\nA later remark on what she wants.\n", note, note}) == "");
}

TEST_CASE("forms that several persons filled in with short answers are no copies") {
  std::vector<std::string> forms;
  for (const std::string age : {"17", "23", "31"})
    forms.push_back("Your answers are kept secret by all of us.\n\nHow old are you now?\n\n" + age +
                    "\n\nWere you ever sold before?\n\nNo.\n\n" +
                    "Do you have any children?\n\nNo.\n");
  CHECK(found(forms) ==
        "3 ? Do you have any children?\n3 ? How old are you now?\n"
        "3 ? Were you ever sold before?\n3   Your answers are kept secret by all of us.\n");
}

TEST_CASE("what recurs in fewer than three documents, or in few of many, is no boilerplate") {
  const auto two = fill("$\n\nHave you ever been trafficked before?\n\n$\n", 2);
  CHECK(found(two) == "");
  auto many = fill("$\n\nHave you ever been trafficked before?\n\n$\n", 3);
  for (std::size_t i = 10; i < 2010; ++i) many.push_back(own(i) + "\n");
  CHECK(found(many) == "");
}

TEST_CASE("the units of a text that are boilerplate are found in it, but not in answers") {
  const std::vector<BoilerplatePassage> detected{
      {boilerplateKey("Have you been sold?"), "Have you been sold?", 9, true},
      {boilerplateKey("It is free of charge."), "It is free of charge.", 9, false}};
  const BoilerplateList list(detected, {});
  CHECK_FALSE(list.empty());
  CHECK(marked(list, "It is free\nof charge. Have you BEEN sold? Yes.\n") ==
        "[It is free\nof charge. Have you BEEN sold?]\n");
  CHECK(marked(list, "INT: What did he say?\nR07: Have you been sold? It is free of charge.\n") ==
        "");
}

TEST_CASE("the user's marks count before what was detected") {
  const std::vector<BoilerplatePassage> detected{
      {boilerplateKey("Have you been sold?"), "Have you been sold?", 9, true}};
  const std::vector<BoilerplateMark> marks{
      {newUuid(), boilerplateKey("Have you been sold?"), false, "Ida"},
      {newUuid(), boilerplateKey("Part of a form."), true, "Ida"}};
  const BoilerplateList list(detected, marks);
  CHECK(marked(list, "Have you been sold?\n\nPart of a form.\n") == "[Part of a form.]\n");
  CHECK(BoilerplateList({}, {}).empty());
}

TEST_CASE("the key of a unit is its folded words without the number before them") {
  CHECK(boilerplateKey("15. Have  YOU\nbeen re-sold, Ana?") == "have you been resold ana");
  CHECK(boilerplateKey("…") == "");
}

TEST_CASE("units end at full stops of all scripts, not at numbers or within words") {
  CHECK(parts("1. The first. At 3.5 km from it... he (she) went.\n") ==
        "S 1. The first.\nS At 3.5 km from it...\nS he (she) went.\n");
  CHECK(parts("他把我卖了。我跑了！\n") == "S 他把我卖了。\nS 我跑了！\n");
  CHECK(parts("मुझे बेचा गया। फिर मैं भागी।\n") == "S मुझे बेचा गया।\nS फिर मैं भागी।\n");
  CHECK(parts("") == "");
}

TEST_CASE("case notes and interviews of real speech hold next to no boilerplate") {
  BoilerplateDetector detector;
  std::size_t files = 0;
  const std::filesystem::path root = RETOLD_SHARED_DIR "/corpora/wpa_slave_narratives/interviews";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root)) paths.push_back(entry.path());
  std::ranges::sort(paths);
  for (const auto& path : paths) {
    if (++files > 300) break;
    std::ifstream file(path);
    std::stringstream content;
    content << file.rdbuf();
    const std::string text = content.str();
    detector.add(text, findTurns(text));
  }
  REQUIRE(files > 100);
  CHECK(detector.found().empty());
}
