#include "tests/gui/rich_project.h"

#include <catch2/catch.hpp>

#include "gui/strings.h"
#include "indexer/store/backends.h"
#include "indexer/text/boilerplate.h"
#include "queries/document/corrections.h"
#include "queries/lexicon/codebooks.h"
#include "queries/tag/tagging.h"

namespace retold::test {

namespace {

constexpr SpeakerRole kAsks = SpeakerRole::Interviewer;
constexpr SpeakerRole kAnswers = SpeakerRole::Respondent;

NewText recorded() {
  NewText text = textOf("recorded.vtt",
                        {{"INT", "When did you come back?", kAsks},
                         {"R07", "In spring. I was trafficked again that year.", kAnswers},
                         {"R07", "Am fost vândută a doua oară.", kAnswers}},
                        "en", "Latn");
  std::int64_t time = 751000;
  for (Turn& turn : text.turns) {
    turn.startMilliseconds = time;
    turn.endMilliseconds = time += 9000;
  }
  const ByteSpan last = text.turns.back().body;
  text.languages = {{{0, text.turns[2].span.begin}, "en", "Latn", 0.97, false},
                    {last, "ro", "Latn", 0.93, false}};
  return text;
}

NewText scanned() {
  NewText text = textOf("scanned.pdf",
                        {{"", "She was taken at the border."},
                         {"", "The brother sold her again. It went on for two years."},
                         {"", "She came home by herself."}},
                        "en", "Latn");
  text.format = "pdf";
  text.reader = "pdf 1";
  text.pageStarts = {0, text.content.find("It went on"), text.turns[2].span.begin};
  text.turns[0].page = 1;
  text.turns[1].page = 1;
  text.turns[2].page = 3;
  text.ocrConfidence = 0.72;
  text.searchability.ocrConfidence = 0.72;
  return text;
}

std::vector<NewText> allTexts() {
  std::vector<NewText> texts;
  texts.push_back(recorded());
  texts.push_back(scanned());
  std::vector<Line> arabic{{"س", "ماذا حدث بعد العودة؟", kAsks},
                           {"ج", "عدت إلى البيت ولم أجد عملا، وكان على أبي دين كبير.", kAnswers},
                           {"س", "ثم ماذا؟", kAsks},
                           {"ج", "جاء الرجل نفسه وأخذني مرة ثانية.", kAnswers}};
  std::vector<Line> english{
      {"Q", "What happened after you returned?", kAsks},
      {"A", "I came home and found no work, and my father had a large debt.", kAnswers},
      {"Q", "And then?", kAsks},
      {"A", "The same man came and took me a second time.", kAnswers}};
  texts.push_back(textOf("amal-ar.txt", arabic, "ar", "Arab"));
  texts.push_back(textOf("amal-en.txt", english, "en", "Latn"));
  texts.push_back(
      textOf("form.txt",
             {{"", "Have you ever been trafficked before?", kAsks}, {"", "Yes, before.", kAnswers}},
             "en", "Latn"));
  texts.push_back(textOf("revised.txt",
                         {{"", "I owed the driver money."},
                          {"", "My cousin sold me twice in one year."},
                          {"", "Then I hid in the mill."}},
                         "en", "Latn"));
  return texts;
}

NewText revised() {
  return textOf("revised.txt",
                {{"", "A new first line was written."},
                 {"", "I owed the driver money."},
                 {"", "My older cousin sold me twice in a year."}},
                "en", "Latn");
}

void addTo(Storage& storage, std::vector<NewText> texts, const std::vector<FileRecord>& others) {
  const auto import = storage.beginImport("Maker");
  Tokenizer words;
  for (NewText& text : texts) {
    tokenizeForStore(text, words);
    (void)import->add(std::move(text));
  }
  for (const FileRecord& file : others) import->record(file);
  import->finish(false);
}

void tag(Storage& storage, const char* document, const std::string& quote, const char* code) {
  const auto found = storage.documentNamed(document);
  REQUIRE(found);
  const auto text = storage.text(found->text);
  const std::size_t at = text->content.find(quote);
  REQUIRE(at != std::string::npos);
  (void)tagPassage(storage, found->id, {at, at + quote.size()}, codeNamed(storage.codebook(), code),
                   "Ana", "", std::nullopt);
}

FileRecord record(const char* name, FileFate fate, const char* reason, const char* by) {
  FileRecord file;
  file.name = name;
  file.fate = fate;
  file.reason = reason;
  file.by = by;
  file.bytes = 2048;
  file.seen = now();
  return file;
}

}  // namespace

NewText textOf(const std::string& name, const std::vector<Line>& lines, const std::string& language,
               const std::string& script) {
  NewText text;
  text.name = name;
  text.format = "txt";
  text.reader = "txt 1";
  text.encoding.name = "UTF-8";
  for (const Line& line : lines) {
    if (!text.content.empty()) text.content += "\n\n";
    Turn turn;
    turn.span.begin = text.content.size();
    turn.speaker = line.speaker;
    turn.role = line.role;
    turn.question = line.role == SpeakerRole::Interviewer;
    if (!turn.speaker.empty()) text.content += turn.speaker + ": ";
    turn.body.begin = text.content.size();
    text.content += line.words;
    turn.body.end = turn.span.end = text.content.size();
    text.turns.push_back(turn);
  }
  text.languages = {{{0, text.content.size()}, language, script, 0.97, false}};
  text.searchability.language = language;
  text.searchability.script = script;
  text.searchability.languageConfidence = 0.97;
  return text;
}

RichProject::RichProject() {
  REQUIRE(folder_.isValid());
  const auto storage = createProject(toUtf8(path()), builtinCodebook("retrafficking"), "Maker");
  addTo(*storage, allTexts(),
        {record("broken.docx", FileFate::Unreadable, "the file ends in the middle", ""),
         record("drafts/old.txt", FileFate::Excluded, "a draft", "Maker")});
  tag(*storage, "amal-ar.txt", "دين كبير", "risk/economic/debt-for-migration");
  tag(*storage, "amal-en.txt", "a large debt", "risk/economic/debt-for-migration");
  tag(*storage, "revised.txt", "I owed the driver money.", "risk/economic/debt-for-migration");
  tag(*storage, "revised.txt", "My cousin sold me twice in one year.", "risk/economic/poverty");
  tag(*storage, "revised.txt", "Then I hid in the mill.", "risk/economic/poverty");
  addTo(*storage,
        [] {
          std::vector<NewText> texts;
          texts.push_back(revised());
          return texts;
        }(),
        {});
  Translation translation;
  translation.document = storage->documentNamed("amal-en.txt")->id;
  translation.original = storage->documentNamed("amal-ar.txt")->id;
  translation.translator = "Mina";
  sayTranslation(*storage, translation, "Maker");
  const std::string question = "Have you ever been trafficked before?";
  const BoilerplatePassage asked{boilerplateKey(question), question, 41, true};
  storage->storeBoilerplate(std::span(&asked, 1), storage->documentCount());
}

std::unique_ptr<Storage> RichProject::read() const {
  return openProject(toUtf8(path()), OpenMode::ReadOnly, "test");
}

}  // namespace retold::test
