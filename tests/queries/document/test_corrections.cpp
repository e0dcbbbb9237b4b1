#include <catch2/catch.hpp>

#include "queries/document/boilerplate.h"
#include "queries/document/corrections.h"
#include "queries/document/side_by_side.h"
#include "queries/document/summary.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using test::errorOf;
using test::TestProject;

Document documentOf(TestProject& project, std::string_view name) {
  return *project.storage().documentNamed(name);
}

/// "0-10 ro; 20-30 sr" of what was said, in order.
std::string said(TestProject& project, DocumentId document) {
  std::vector<std::pair<std::uint64_t, std::string>> parts;
  for (const LanguageCorrection& each : project.storage().languageCorrections(document)) {
    parts.emplace_back(
        each.span ? each.span->begin : 0,
        (each.span ? std::to_string(each.span->begin) + '-' + std::to_string(each.span->end)
                   : std::string("all")) +
            ' ' + each.language);
  }
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const auto& [begin, part] : parts) text += (text.empty() ? "" : "; ") + part;
  return text;
}

TEST_CASE("what was said last of a stretch is its language, and the rest stays as it was said") {
  TestProject project;
  Storage& storage = project.storage();
  const DocumentId id = project.add("a.txt", "R07: one two three four five six seven eight\n");
  const Document document = documentOf(project, "a.txt");
  sayLanguage(storage, document, ByteSpan{5, 30}, "ro", "Ana");
  CHECK(said(project, id) == "5-30 ro");
  sayLanguage(storage, document, ByteSpan{10, 15}, "sr", "Ana");
  CHECK(said(project, id) == "5-10 ro; 10-15 sr; 15-30 ro");
  sayLanguage(storage, document, ByteSpan{12, 20}, "bg", "Ana");
  CHECK(said(project, id) == "5-10 ro; 10-12 sr; 12-20 bg; 20-30 ro");
  sayLanguage(storage, document, ByteSpan{0, 25}, "en", "Ana");
  CHECK(said(project, id) == "0-25 en; 25-30 ro");
  sayLanguage(storage, document, std::nullopt, "uk", "Ana");
  CHECK(said(project, id) == "all uk");
  CHECK(documentOf(project, "a.txt").language == "uk");
  CHECK(forgetLanguages(storage, document, "Ana") == 1);
  CHECK(forgetLanguages(storage, document, "Ana") == 0);
  CHECK(said(project, id).empty());
  REQUIRE(storage.undo("Ana"));
  CHECK(said(project, id) == "all uk");
}

TEST_CASE("a language is a tag, and its stretch a passage of the text") {
  TestProject project;
  project.add("a.txt", "R07: ñandú\n");
  const Document document = documentOf(project, "a.txt");
  CHECK(errorOf([&] { sayLanguage(project.storage(), document, std::nullopt, "?", "Ana"); }) ==
        "\"?\" is no code of a language | write it as in \"ro\", \"sr-Latn\" or \"pcm\" (BCP 47), "
        "or \"und\" where it is not known; nothing was changed");
  CHECK(errorOf([&] {
          sayLanguage(project.storage(), document, ByteSpan{6, 8}, "es", "Ana");
        }) ==
        "bytes 6 to 8 of a.txt are no passage | the text has 13 bytes, and a passage begins and "
        "ends between letters; nothing was changed");
}

TEST_CASE("the role of a speaker is said, said anew and taken back") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "INT: What?\nR07: No.\n");
  const Document document = documentOf(project, "a.txt");
  sayRole(storage, document, "R07", SpeakerRole::Interpreter, "Ana");
  CHECK(speakersOf(project.text("a.txt")) ==
        std::vector<SpeakerShare>{{"INT", SpeakerRole::Interviewer, 1},
                                  {"R07", SpeakerRole::Interpreter, 1}});
  sayRole(storage, document, "R07", SpeakerRole::Other, "Ana");
  CHECK(storage.speakerCorrections(document.id).size() == 1);
  sayRole(storage, document, "R07", SpeakerRole::Unknown, "Ana");
  CHECK(storage.speakerCorrections(document.id).empty());
  CHECK(errorOf([&] { sayRole(storage, document, "R7", SpeakerRole::Other, "Ana"); }) ==
        "nobody speaks as \"R7\" in a.txt | the speakers are \"INT\", \"R07\"; nothing was "
        "changed");
  CHECK(parseRole("unknown") == SpeakerRole::Unknown);
  CHECK(parseRole("respondent") == SpeakerRole::Respondent);
  CHECK_FALSE(parseRole("victim"));
}

TEST_CASE("a document is left out with a reason, once, and taken in again") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("a.txt", "R07: sold\n");
  const Document document = documentOf(project, "a.txt");
  CHECK(errorOf([&] { leaveOut(storage, document, "", "Ana"); }) ==
        "it is not said why a.txt is left out | give the reason, such as \"consent withdrawn\"; "
        "nothing was changed");
  leaveOut(storage, document, "wrong study", "Ana");
  CHECK(documentOf(project, "a.txt").excluded);
  CHECK(errorOf([&] { leaveOut(storage, document, "other", "Ben"); }) ==
        "a.txt is left out already, by Ana: wrong study | take it in first to give another "
        "reason; nothing was changed");
  CHECK(takeIn(storage, document, "Ana"));
  CHECK_FALSE(takeIn(storage, document, "Ana"));
  CHECK_FALSE(documentOf(project, "a.txt").excluded);
}

TEST_CASE("a translation is said, said anew, and stands beside its original with its tags") {
  TestProject project;
  Storage& storage = project.storage();
  project.add("ro.txt", "INT: Ce a fost?\nR07: M-au vândut din nou.\n");
  project.add("en.txt", "INT: What happened?\nR07: They sold me again.\n");
  const Document original = documentOf(project, "ro.txt");
  const Document translation = documentOf(project, "en.txt");
  CHECK(errorOf([&] { sideBySide(storage, original); }) ==
        "ro.txt is no translation and has none | \"retold document PROJECT translation DOCUMENT "
        "--of ORIGINAL\" says which document is a translation of which");
  sayTranslation(storage, {{}, translation.id, original.id, "A", false, false}, "Ana");
  sayTranslation(storage, {{}, translation.id, original.id, "M. P.", true, false}, "Ana");
  REQUIRE(storage.translations().size() == 1);
  CHECK(storage.translations().front().translator == "M. P.");

  tagPassage(storage, translation.id, project.place("en.txt", "sold me again"),
             project.code("pattern/sold-again"), "Ana", "", std::nullopt);
  tagPassage(storage, translation.id, project.place("en.txt", "again"),
             project.code("risk/economic/debt"), "Ana", "", std::nullopt);
  for (const Document& named : {original, translation}) {
    const SideBySide pair = sideBySide(storage, named);
    CHECK(pair.original.name == "ro.txt");
    REQUIRE(pair.rows.size() == 2);
    CHECK(pair.rows[1].original.text == "M-au vândut din nou.");
    CHECK(pair.rows[1].original.codes.empty());
    CHECK(pair.rows[1].translation.speaker == "R07");
    CHECK(pair.rows[1].translation.codes ==
          std::vector<std::string>{"pattern/sold-again", "risk/economic/debt"});
    CHECK(pair.rows[1].translation.coded == std::vector<ByteSpan>{{5, 18}});
  }
  CHECK(forgetTranslation(storage, translation, "Ana"));
  CHECK_FALSE(forgetTranslation(storage, translation, "Ana"));
}

TEST_CASE("what a person says of a sentence counts before what was detected") {
  TestProject project;
  Storage& storage = project.storage();
  const std::vector<BoilerplatePassage> detected{
      {"have you been sold before", "Have you been sold before?", 9, true},
      {"yes before", "Yes, before.", 5, false}};
  storage.storeBoilerplate(detected, 9);
  markBoilerplate(storage, "YES, before", false, "Ana");
  markBoilerplate(storage, "Page of the form", true, "Ben");
  const std::vector<KnownBoilerplate> known = knownBoilerplate(storage);
  REQUIRE(known.size() == 3);
  CHECK(known[0].counts());
  CHECK(known[1].detected);
  CHECK_FALSE(known[1].counts());
  CHECK(known[1].mark->coder == "Ana");
  CHECK_FALSE(known[2].detected);
  CHECK(known[2].counts());
  CHECK(forgetBoilerplateMark(storage, "yes before", "Ana"));
  CHECK_FALSE(forgetBoilerplateMark(storage, "yes before", "Ana"));
  CHECK(knownBoilerplate(storage)[1].counts());
  CHECK(errorOf([&] { markBoilerplate(storage, " – ", true, "Ana"); }) ==
        "\" – \" holds no word | give a whole sentence or line, as it stands in the text; nothing "
        "was changed");
}

TEST_CASE("languages are told by their share of the text, with the mean confidence") {
  Text text;
  text.languages = {{{0, 10}, "ro", "Latn", 0.5, false},
                    {{10, 40}, "uk", "Cyrl", 0.9, false},
                    {{40, 50}, "ro", "Latn", 1, true},
                    {{50, 60}, "ro", "Latn", 0.6, false}};
  const std::vector<LanguageShare> shares = languagesOf(text);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].share == Approx(0.5));
  CHECK(shares[0].language == "ro");
  CHECK(shares[0].confidence == Approx(0.7));
  CHECK_FALSE(shares[0].corrected);
  CHECK(shares[1].confidence == Approx(0.9));
  CHECK(languagesOf(Text{}).empty());
}

TEST_CASE("times go from the first turn that has one to the end of the last") {
  Text text;
  CHECK_FALSE(timesOf(text));
  text.turns.resize(3);
  text.turns[1].startMilliseconds = 1500;
  text.turns[2].startMilliseconds = 4000;
  text.turns[2].endMilliseconds = 751'250;
  CHECK(timesOf(text) == TimeRange{1500, 751'250});
  CHECK(clockTime(751'250) == "00:12:31");
  CHECK(clockTime(3'600'000 * 100) == "100:00:00");
}

}  // namespace
}  // namespace retold
