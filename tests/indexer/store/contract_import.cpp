// What every backend promises of files that come in: which are the same, nearly the same, from
// another folder, and what is noted of each.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "indexer/text/shingles.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

using Names = std::vector<std::string>;

/// As import prepares it: with its signature.
NewText signedText(std::string_view name, std::string_view content) {
  NewText text = newText(name, content);
  text.shingles = shingleSignature(text.tokens.folded, text.tokens.foldedEnds);
  return text;
}

NewText fromRoot(std::string_view root, std::string_view name, std::string_view content) {
  NewText text = newText(name, content);
  text.root = root;
  text.modified = 77;
  return text;
}

Added addOne(Storage& storage, NewText text) {
  const auto session = storage.beginImport("Ana");
  const Added added = session->add(std::move(text));
  session->finish(false);
  return added;
}

std::optional<FileRecord> known(Storage& storage, const NewText& text, std::string_view root = {}) {
  const auto session = storage.beginImport("Ana");
  return session->known(text.name, text.content.size(), text.modified, root);
}

FileRecord fileNamed(const Storage& storage, std::string_view name) {
  const std::vector<FileRecord> files = storage.files();
  const auto file = std::ranges::find(files, name, &FileRecord::name);
  REQUIRE(file != files.end());
  return *file;
}

/// Words that no two of which recur, in a fixed order for each seed.
std::vector<std::string> wordsOf(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < count; ++at) words.push_back("w" + std::to_string(random() % 5000));
  return words;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

double similarity(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  std::vector<std::vector<std::uint32_t>> numbers(2);
  std::map<std::string, std::uint32_t> known;
  for (const auto& [words, to] : {std::pair(&a, &numbers[0]), std::pair(&b, &numbers[1])}) {
    for (const std::string& word : *words) {
      to->push_back(
          known.try_emplace(word, static_cast<std::uint32_t>(known.size())).first->second);
    }
  }
  return shingleSimilarity(numbers[0], numbers[1]);
}

}  // namespace

TEST_CASE("what a reader says of a text is there again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    const Searchability note{"ro", "Latn", 0.875, 0.25, 0.5, true, 3};
    {
      const auto project = backend.create(file, smallCodebook(), "Ana");
      NewText text = newText("a.pdf", "Ei au venit.\nR1: They left.");
      text.reader = "pdf 1";
      text.pageStarts = {0, 13, 20};
      text.turns[1].page = 2;
      text.turns[1].startMilliseconds = -5;
      text.turns[1].endMilliseconds = 61'250;
      text.languages = {{{0, 12}, "ro", "Latn", 0.999, false},
                        {{13, 26}, "en", "Latn", 0.001, false}};
      text.ocrConfidence = 0.5;
      text.searchability = note;
      text.root = "interviews";
      text.notes = {"headers and footers were left out"};
      addOne(*project, std::move(text));
    }
    const auto project = backend.open(file, OpenMode::ReadOnly, "test");
    const Text text = textOf(*project, "a.pdf");
    CHECK(text.pageStarts == std::vector<std::uint64_t>{0, 13, 20});
    CHECK(text.pageAt(14) == 2u);
    CHECK(text.turns[1].page == 2u);
    CHECK(text.turns[1].startMilliseconds == -5);
    CHECK(text.turns[1].endMilliseconds == 61'250);
    CHECK(text.languages == std::vector<LanguageSpan>{{{0, 12}, "ro", "Latn", 0.999, false},
                                                      {{13, 26}, "en", "Latn", 0.001, false}});
    CHECK(text.ocrConfidence == 0.5);
    CHECK(project->documentNamed("a.pdf")->language == "en");
    const FileRecord record = fileNamed(*project, "a.pdf");
    REQUIRE(record.searchability);
    CHECK(*record.searchability == note);
    CHECK(record.root == "interviews");
    CHECK_FALSE(record.near);
    CHECK(record.sameness == Sameness::None);
    checkSound(*project);
  }
}

TEST_CASE("a document's texts come oldest first, and the last is read") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    for (const char* content : {"One.", "Two.", "One."}) importTexts(*project, {{"a", content}});
    const Document document = *project->documentNamed("a");
    const std::vector<TextId> texts = project->texts(document.id);
    REQUIRE(texts.size() == 3);
    CHECK(project->text(texts[0])->content == "One.");
    CHECK(project->text(texts[1])->content == "Two.");
    CHECK(texts[2] == document.text);
    CHECK(project->texts(DocumentId::create()).empty());
    CHECK(project->accounting().words == 1);
    checkSound(*project);
  }
}

TEST_CASE("a duplicate says whether the bytes or only the text are the same") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a.txt", "One.\nTwo."}, {"b.txt", "One.\nTwo."}});
    NewText text = newText("c.txt", "One.\nTwo.");
    text.original = "One.\r\nTwo.";
    text.originalIsContent = false;
    CHECK(addOne(*project, std::move(text)) == Added::Duplicate);
    CHECK(fileNamed(*project, "b.txt").sameness == Sameness::Bytes);
    CHECK(fileNamed(*project, "c.txt").sameness == Sameness::Text);
    CHECK(fileNamed(*project, "c.txt").duplicateOf == "a.txt");
  }
}

TEST_CASE("a duplicate whose twin has changed is read again, and is a document then") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    NewText copy = newText("b.txt", "One.");
    copy.modified = 77;
    NewText crlf = newText("c.txt", "One.");
    crlf.original = "One.\r";
    crlf.originalIsContent = false;
    crlf.modified = 77;
    addOne(*project, newText("a.txt", "One."));
    CHECK(addOne(*project, copy) == Added::Duplicate);
    CHECK(addOne(*project, crlf) == Added::Duplicate);
    REQUIRE(known(*project, copy));
    CHECK(known(*project, copy)->fate == FileFate::Duplicate);
    addOne(*project, newText("a.txt", "Two."));
    CHECK_FALSE(known(*project, copy));
    CHECK(addOne(*project, copy) == Added::New);
    CHECK(textOf(*project, "b.txt").content == "One.");
    CHECK(addOne(*project, crlf) == Added::Duplicate);
    CHECK(fileNamed(*project, "c.txt").duplicateOf == "b.txt");
    CHECK(known(*project, copy)->fate == FileFate::Read);
    CHECK(project->accounting().read == 2);
    CHECK(project->accounting().duplicate == 1);
    checkSound(*project);
  }
}

TEST_CASE("rows of one table that say the same are documents, copies of the table are not") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const auto row = [&](std::string_view name) {
      NewText text = newText(name, "Yes.");
      text.reader = "xlsx 1+csv 2";
      return addOne(*project, std::move(text));
    };
    CHECK(row("t.xlsx#1") == Added::New);
    CHECK(row("t.xlsx#2") == Added::New);
    CHECK(row("copy.xlsx#1") == Added::Duplicate);
    CHECK(addOne(*project, newText("t.xlsx#note.txt", "Yes.")) == Added::Duplicate);
    CHECK(project->documentCount() == 2);
  }
}

TEST_CASE("a file of another folder with the same name is another document") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    CHECK(addOne(*project, fromRoot("north", "a.txt", "One.")) == Added::New);
    CHECK(addOne(*project, fromRoot("south", "a.txt", "Two.")) == Added::New);
    CHECK(textOf(*project, "a.txt").content == "One.");
    CHECK(textOf(*project, "south/a.txt").content == "Two.");
    CHECK(fileNamed(*project, "south/a.txt").root == "south");
    CHECK(addOne(*project, fromRoot("south", "a.txt", "Two, changed.")) == Added::NewText);
    CHECK(textOf(*project, "south/a.txt").content == "Two, changed.");
    CHECK(addOne(*project, fromRoot("north", "a.txt", "One, changed.")) == Added::NewText);
    CHECK(textOf(*project, "a.txt").content == "One, changed.");
    CHECK(addOne(*project, fromRoot("west", "a.txt", "One, changed.")) == Added::Unchanged);
    CHECK(addOne(*project, fromRoot("west", "a.txt", "Two, changed.")) == Added::Duplicate);
    CHECK(fileNamed(*project, "west/a.txt").duplicateOf == "south/a.txt");
    CHECK(fileNamed(*project, "a.txt").root == "north");
    CHECK(project->accounting().given == 3);
    CHECK(project->documentCount() == 2);
    CHECK(project->documentNamed("a.txt")->name == "a.txt");
    checkSound(*project);
  }
}

TEST_CASE("a name that a folder's file has already gets the root's name once more") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    addOne(*project, fromRoot("all", "south/a.txt", "One."));
    addOne(*project, fromRoot("north", "a.txt", "Two."));
    CHECK(addOne(*project, fromRoot("south", "a.txt", "Three.")) == Added::New);
    CHECK(textOf(*project, "south/south/a.txt").content == "Three.");
    CHECK(textOf(*project, "south/a.txt").content == "One.");
  }
}

TEST_CASE("a file is known under its own root only") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const NewText north = fromRoot("north", "a.txt", "One.");
    const NewText south = fromRoot("south", "a.txt", "Two.");
    addOne(*project, north);
    CHECK(known(*project, north, "north"));
    CHECK(known(*project, north));
    CHECK_FALSE(known(*project, south, "south"));
    addOne(*project, south);
    REQUIRE(known(*project, south, "south"));
    CHECK(known(*project, south, "south")->name == "south/a.txt");
    CHECK(known(*project, north, "north")->name == "a.txt");
    CHECK_FALSE(known(*project, south, "west"));
  }
}

TEST_CASE("a file whose root nobody wrote down belongs to the root that gives it") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    addOne(*project, fromRoot("", "a.txt", "One."));
    CHECK(known(*project, fromRoot("", "a.txt", "One."), "north"));
    CHECK(addOne(*project, fromRoot("north", "a.txt", "Two.")) == Added::NewText);
    CHECK(fileNamed(*project, "a.txt").root == "north");
    CHECK(addOne(*project, fromRoot("", "a.txt", "Three.")) == Added::NewText);
    CHECK(fileNamed(*project, "a.txt").root == "north");
  }
}

TEST_CASE("a file that cannot be read has its own record beside one of another folder") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    addOne(*project, fromRoot("north", "a.txt", "One."));
    FileRecord broken;
    broken.name = "a.txt";
    broken.root = "south";
    broken.fate = FileFate::Unreadable;
    broken.reason = "the file is empty";
    const auto session = project->beginImport("Ana");
    session->record(broken);
    session->record(broken);
    session->finish(false);
    CHECK(project->accounting().given == 2);
    CHECK(fileNamed(*project, "a.txt").fate == FileFate::Read);
    CHECK(fileNamed(*project, "south/a.txt").reason == "the file is empty");
  }
}

TEST_CASE("what is nearly the same as an earlier document is read, and says so") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    const std::vector<std::string> first = wordsOf(1, 300);
    std::vector<std::string> copy = first;
    copy[20] = "another";
    copy[150] = "word";
    const std::vector<std::string> other = wordsOf(2, 300);
    CHECK(addOne(*project, signedText("a", joined(first))) == Added::New);
    CHECK(addOne(*project, signedText("b", joined(other))) == Added::New);
    CHECK(addOne(*project, signedText("c", joined(copy))) == Added::New);
    const FileRecord record = fileNamed(*project, "c");
    REQUIRE(record.near);
    CHECK(record.near->document == "a");
    CHECK(record.near->share == Approx(similarity(first, copy)));
    CHECK_FALSE(fileNamed(*project, "a").near);
    CHECK_FALSE(fileNamed(*project, "b").near);
    CHECK(project->accounting().read == 3);
    CHECK(project->accounting().nearDuplicate == 1);
    CHECK(addOne(*project, signedText("c", joined(copy))) == Added::Unchanged);
    CHECK(fileNamed(*project, "c").near == record.near);
    checkSound(*project);
  }
}

TEST_CASE("near-duplicates within one import are found, also before the words are numbered") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    std::vector<std::string> words = wordsOf(3, 200);
    const auto session = project->beginImport("Ana");
    session->add(signedText("a", joined(words)));
    words.back() = "end";
    session->add(signedText("b", joined(words)));
    session->finish(false);
    REQUIRE(fileNamed(*project, "b").near);
    CHECK(fileNamed(*project, "b").near->document == "a");
    checkSound(*project);
  }
}

TEST_CASE("a new text is compared anew, and what was near the old one no longer is") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    std::vector<std::string> words = wordsOf(4, 200);
    addOne(*project, signedText("a", joined(words)));
    words.back() = "end";
    addOne(*project, signedText("b", joined(words)));
    REQUIRE(fileNamed(*project, "b").near);
    addOne(*project, signedText("a", joined(wordsOf(5, 200))));
    CHECK_FALSE(fileNamed(*project, "b").near);
    CHECK_FALSE(fileNamed(*project, "a").near);
    words.front() = "begin";
    addOne(*project, signedText("a", joined(words)));
    REQUIRE(fileNamed(*project, "a").near);
    CHECK(fileNamed(*project, "a").near->document == "b");
    CHECK(project->accounting().nearDuplicate == 1);
    put(*project, DocumentExclusion{newUuid(), project->documentNamed("a")->id, "test", "Ana", {5}},
        "exclude");
    CHECK(project->accounting().nearDuplicate == 0);
    checkSound(*project);
  }
}

TEST_CASE("a text too short to be compared is near nothing") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    addOne(*project, signedText("a", "Yes, I was sold again in Graz."));
    addOne(*project, signedText("b", "Yes, I was sold again in Graz!"));
    CHECK_FALSE(fileNamed(*project, "b").near);
  }
}

TEST_CASE("near-duplicates are those that comparing each with each finds") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    std::mt19937 random(11);
    std::vector<std::vector<std::string>> texts;
    int near = 0;
    int missed = 0;
    for (unsigned number = 0; number < 240; ++number) {
      std::vector<std::string> words = wordsOf(100 + number, 80 + random() % 200);
      if (number > 5 && random() % 2 == 0) {
        words = texts[random() % texts.size()];
        for (auto edit = random() % 6; edit > 0; --edit) {
          words[random() % words.size()] = "e" + std::to_string(random() % 1000);
        }
      }
      if (std::ranges::find(texts, words) != texts.end()) continue;
      const std::string name = "d" + std::to_string(1000 + number);
      const auto session = project->beginImport("Ana");
      session->add(signedText(name, joined(words)));
      session->finish(false);
      double best = 0;
      for (const auto& other : texts) best = std::max(best, similarity(words, other));
      const FileRecord record = fileNamed(*project, name);
      if (best >= 0.8) {
        ++near;
        if (!record.near || record.near->share < best - 1e-9) ++missed;
      } else {
        CHECK_FALSE(record.near);
      }
      if (record.near) CHECK(record.near->share <= best + 1e-9);
      texts.push_back(std::move(words));
    }
    CHECK(near > 40);
    // The signature meets a pair of 80 % with a chance, and six candidates are compared.
    CHECK(missed * 20 <= near);
    checkSound(*project);
  }
}
