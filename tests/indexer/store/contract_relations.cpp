// What every backend promises of translations, corrected languages, exclusions and form passages.
#include <catch2/catch.hpp>

#include "indexer/text/boilerplate.h"
#include "model/error.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

using Names = std::vector<std::string>;

Query word(std::string text) {
  Query query;
  query.kind = Query::Kind::Phrase;
  query.words = {{std::move(text), false, false}};
  return query;
}

DocumentId idNamed(const Storage& storage, std::string_view name) {
  return storage.documentNamed(name)->id;
}

std::string refused(const Folder& folder, Storage& storage, const Object& object) {
  return errorOf(folder, [&] { put(storage, object, "put"); });
}

Names streamsOf(const Storage& storage) {
  Names names;
  storage.eachTokenStream({}, [&](DocumentId id, TextId, const TokenStream&) {
    names.push_back(storage.document(id)->name);
    return true;
  });
  return names;
}

}  // namespace

TEST_CASE("translations are kept by the name of their original, undone and made again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "One."}, {"b", "Two."}, {"c", "Three."}, {"d", "Four."}});
    const Translation second{
        newUuid(), idNamed(*project, "a"), idNamed(*project, "d"), "Bea", false, true};
    const Translation first{newUuid(), idNamed(*project, "c"), idNamed(*project, "b"), "", true,
                            false};
    put(*project, second, "add translation");
    put(*project, first, "add translation");
    CHECK(project->translations() == std::vector<Translation>{first, second});
    Translation changed = second;
    changed.translator = "Cleo";
    put(*project, changed, "change translation");
    project->undo("Ana");
    CHECK(project->translations() == std::vector<Translation>{first, second});
    remove(*project, first, "remove translation");
    CHECK(project->translations() == std::vector<Translation>{second});
    project->undo("Ana");
    checkSound(*project);
  }
}

TEST_CASE("a translation has one original, which is no translation") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"en", "One."}, {"ro", "Unu."}, {"ro2", "Unul."}});
    const DocumentId en = idNamed(*project, "en");
    const DocumentId ro = idNamed(*project, "ro");
    const DocumentId back = idNamed(*project, "ro2");
    const auto of = [](DocumentId document, DocumentId original) {
      return Translation{newUuid(), document, original, "", false, false};
    };
    put(*project, of(en, ro), "add translation");
    CHECK(refused(folder, *project, of(en, en)) ==
          "Refused: \"en\" cannot be a translation of itself");
    CHECK(refused(folder, *project, of(en, back)) ==
          "Refused: \"en\" is the translation of \"ro\" already | change that translation instead "
          "of making another one");
    CHECK(refused(folder, *project, of(back, en)) ==
          "Refused: \"en\" is a translation itself, of \"ro\" | name \"ro\" as the original; where "
          "it was translated back, say so there");
    CHECK(refused(folder, *project, of(ro, back)) ==
          "Refused: \"ro\" is the original of \"en\" | take that translation away first");
    put(*project, of(back, ro), "add translation");
    CHECK(project->translations().size() == 2);
  }
}

TEST_CASE("a corrected language stands in place of the guess, and goes again") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    {
      const auto session = project->beginImport("Ana");
      NewText text = newText("a", "Ei au venit.\nThen they left, all of them.");
      text.languages = {{{0, 12}, "it", "Latn", 0.625, false},
                        {{13, 41}, "en", "Latn", 0.9, false}};
      session->add(std::move(text));
      session->finish(false);
    }
    const Document document = *project->documentNamed("a");
    const std::vector<LanguageSpan> guessed = textOf(*project, "a").languages;
    CHECK(guessed == std::vector<LanguageSpan>{{{0, 12}, "it", "Latn", 0.625, false},
                                               {{13, 41}, "en", "Latn", 0.9, false}});
    CHECK(document.language == "en");
    const LanguageCorrection place{newUuid(), document.id, document.text, ByteSpan{0, 12}, "ro"};
    put(*project, place, "correct language");
    CHECK(textOf(*project, "a").languages[0] == LanguageSpan{{0, 12}, "ro", "Latn", 1.0, true});
    CHECK(project->documentNamed("a")->language == "en");
    const LanguageCorrection whole{newUuid(), document.id, {}, {}, "pcm"};
    put(*project, whole, "correct language");
    CHECK(project->languageCorrections(document.id) ==
          std::vector<LanguageCorrection>{whole, place});
    CHECK(project->documentNamed("a")->language == "pcm");
    CHECK(textOf(*project, "a").languages[0].language == "ro");
    checkSound(*project);
    importTexts(*project, {{"a", "Another text, and longer than before."}});
    CHECK(project->documentNamed("a")->language == "pcm");
    CHECK(textOf(*project, "a").languages ==
          std::vector<LanguageSpan>{{{0, 37}, "pcm", "Zyyy", 1.0, true}});
    CHECK(project->text(document.text)->languages[0].language == "ro");
    remove(*project, whole, "take correction back");
    CHECK(project->documentNamed("a")->language == "und");
    project->undo("Ana");
    CHECK(project->documents({}, 1)[0].language == "pcm");
    checkSound(*project);
  }
}

TEST_CASE("a corrected language needs a code and a place that is there") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "caf\xc3\xa9."}, {"b", "Two."}});
    const Document a = *project->documentNamed("a");
    const Document b = *project->documentNamed("b");
    const auto at = [&](std::optional<TextId> text, std::optional<ByteSpan> span,
                        std::string language) {
      return refused(folder, *project,
                     LanguageCorrection{newUuid(), a.id, text, span, std::move(language)});
    };
    CHECK(at({}, {}, "Romanian") ==
          "Refused: \"Romanian\" is no language; expected a code such as ro or sr-Latn");
    CHECK(at(a.text, {}, "ro") ==
          "Refused: a correction of a language names a text and a place in it, or neither of them");
    CHECK(at(b.text, ByteSpan{0, 2}, "ro") == "Refused: \"a\" has no text " + toText(b.text));
    CHECK(at(a.text, ByteSpan{2, 2}, "ro") == "Refused: the passage 2,2 of \"a\" is empty");
    CHECK(at(a.text, ByteSpan{0, 9}, "ro") ==
          "Refused: the passage 0,9 of \"a\" goes beyond the text, which ends at 6");
    CHECK(at(a.text, ByteSpan{0, 4}, "ro") ==
          "Refused: the passage 0,4 of \"a\" begins or ends inside a character");
    CHECK(at(a.text, ByteSpan{0, 3}, "fr").empty());
    CHECK(at(a.text, ByteSpan{0, 3}, "ro") ==
          "Refused: the language of the passage 0,3 of \"a\" was corrected already | change that "
          "correction instead of making another one");
    CHECK(at({}, {}, "fr").empty());
    CHECK(at({}, {}, "ro") ==
          "Refused: the language of \"a\" was corrected already | change that correction instead "
          "of making another one");
  }
}

TEST_CASE("an excluded document is kept and accounted for, and neither searched nor counted") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "They sold me."}, {"b", "He sold it twice."}, {"c", "He sold."}});
    const Accounting before = project->accounting();
    const DocumentExclusion exclusion{
        newUuid(), idNamed(*project, "b"), "consent withdrawn", "Ana", {5}};
    put(*project, exclusion, "exclude document");
    CHECK(project->exclusions() == std::vector<DocumentExclusion>{exclusion});
    Progress progress;
    const SearchPage page = project->search(word("sold"), {}, 10);
    CHECK(page.documents.size() == 2);
    CHECK(page.completeness == Completeness{2, 2, 0, 1});
    CHECK(project->count(word("sold"), progress).documents == 2);
    CHECK(project->count(word("twice"), progress).documents == 0);
    CHECK(project->search({}, {}, 10).documents.size() == 2);
    CHECK(streamsOf(*project) == Names{"a", "c"});
    CHECK(project->documentCount() == 3);
    CHECK(project->documentsReadSince({0}) == 2);
    CHECK(project->documentsReadSince(now()) == 0);
    REQUIRE(project->documents({}, 10).size() == 3);
    CHECK(project->documents({}, 10)[1].excluded);
    CHECK_FALSE(project->documents({}, 10)[0].excluded);
    CHECK(project->documentNamed("b")->excluded);
    const Accounting sums = project->accounting();
    CHECK(sums.given == 3);
    CHECK(sums.read == 2);
    CHECK(sums.excluded == 1);
    CHECK(sums.documents == 2);
    CHECK(sums.words == before.words - 4);
    const FileRecord file = project->files()[1];
    CHECK(file.fate == FileFate::Excluded);
    CHECK(file.by == "Ana");
    CHECK(file.reason == "consent withdrawn");
    CHECK(file.document == exclusion.document);
    checkSound(*project);
    const auto session = project->beginImport("Ana");
    CHECK(session->add(newText("b", "He sold it twice.")) == Added::Unchanged);
    session->finish(false);
    CHECK(project->accounting().excluded == 1);
    CHECK(project->undo("Ana")->action == "exclude document");
    CHECK(project->accounting().read == 3);
    CHECK(project->accounting().words == before.words);
    CHECK(project->search(word("sold"), {}, 10).completeness == Completeness{3, 3, 0, 0});
    CHECK(project->search(word("sold"), {}, 10).documents.size() == 3);
  }
}

TEST_CASE("the pages of a search go on behind documents that are left out") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "sold"}, {"b", "sold?"}, {"c", "sold."}, {"d", "sold!"}});
    for (const char* name : {"a", "c"}) {
      put(*project, DocumentExclusion{newUuid(), idNamed(*project, name), "test", "Ana", {5}},
          "exclude document");
    }
    const SearchPage first = project->search(word("sold"), {}, 1);
    REQUIRE(first.documents.size() == 1);
    CHECK(project->document(first.documents[0].document)->name == "b");
    REQUIRE(first.next);
    const SearchPage second = project->search(word("sold"), *first.next, 1);
    REQUIRE(second.documents.size() == 1);
    CHECK(project->document(second.documents[0].document)->name == "d");
    CHECK_FALSE(second.next);
  }
}

TEST_CASE("an exclusion needs a coder, a reason and a document of which there is none") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const auto project = backend.create(folder.path("a.retold"), smallCodebook(), "Ana");
    importTexts(*project, {{"a", "One."}});
    DocumentExclusion exclusion{newUuid(), idNamed(*project, "a"), "", "", {5}};
    CHECK(refused(folder, *project, exclusion) ==
          "Refused: the exclusion of a document needs the name of its coder | give it with --coder "
          "NAME");
    exclusion.coder = "Ana";
    CHECK(refused(folder, *project, exclusion) ==
          "Refused: the exclusion of \"a\" needs a reason | say why it is left out, for example: "
          "consent withdrawn");
    exclusion.reason = "test";
    CHECK(refused(folder, *project, exclusion).empty());
    exclusion.id = newUuid();
    CHECK(refused(folder, *project, exclusion) ==
          "Refused: \"a\" was excluded by Ana already | change that exclusion instead of making "
          "another one");
  }
}

TEST_CASE("what forms print is stored anew each time, and marks of the user stay") {
  for (const Backend& backend : backends()) {
    Folder folder;
    const std::string file = folder.path("a.retold");
    auto project = backend.create(file, smallCodebook(), "Ana");
    const std::string question = "Have you been trafficked before?";
    importTexts(*project, {{"a", "INT: " + question + "\nR1: Yes, before."}});
    CHECK(project->boilerplateSeen() == 0);
    CHECK(textOf(*project, "a").boilerplate.empty());
    const std::vector<BoilerplatePassage> detected{
        {boilerplateKey(question), question, 41, true},
        {boilerplateKey("Ministry of the Interior, form 12"), "Ministry of the Interior, form 12",
         40, false}};
    const std::vector<BoilerplatePassage> turned{detected[1], detected[0]};
    project->storeBoilerplate(turned, 50);
    CHECK(project->detectedBoilerplate().size() == 2);
    CHECK(project->detectedBoilerplate()[0].text == question);
    CHECK(project->detectedBoilerplate()[0].documents == 41);
    CHECK(project->detectedBoilerplate()[0].question);
    CHECK(project->boilerplateSeen() == 50);
    CHECK(textOf(*project, "a").boilerplate == std::vector<ByteSpan>{{5, 5 + question.size()}});
    const BoilerplateMark mark{newUuid(), boilerplateKey(question), false, "Ana"};
    put(*project, mark, "mark passage");
    CHECK(project->boilerplateMarks() == std::vector<BoilerplateMark>{mark});
    CHECK(textOf(*project, "a").boilerplate.empty());
    project->undo("Ana");
    CHECK(textOf(*project, "a").boilerplate.size() == 1);
    project->redo("Ana");
    const auto reader = backend.open(file, OpenMode::ReadOnly, "test");
    CHECK(textOf(*reader, "a").boilerplate.empty());
    remove(*project, mark, "unmark passage");
    CHECK(textOf(*reader, "a").boilerplate.size() == 1);
    project->storeBoilerplate({}, 60);
    CHECK(textOf(*project, "a").boilerplate.empty());
    CHECK(textOf(*reader, "a").boilerplate.empty());
    checkSound(*project);
    CHECK(refused(folder, *project, BoilerplateMark{newUuid(), "x", true, ""}) ==
          "Refused: a mark of a form's passage needs the name of its coder | give it with --coder "
          "NAME");
    CHECK(
        refused(folder, *project, BoilerplateMark{newUuid(), "", true, "Ana"}) ==
        "Refused: a mark of a form's passage needs words | mark a passage that holds at least one "
        "word");
    CHECK(refused(folder, *project, BoilerplateMark{newUuid(), "x", true, "Ana"}).empty());
    CHECK(refused(folder, *project, BoilerplateMark{newUuid(), "x", false, "Ana"}) ==
          "Refused: the passage \"x\" is marked already | change that mark instead of making "
          "another one");
  }
}
