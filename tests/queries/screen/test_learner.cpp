#include "queries/screen/learner.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "queries/tag/tagging.h"
#include "tests/queries/project.h"
#include "tests/queries/screen/lexicon_text.h"

using namespace retold;
using retold::test::errorOf;
using retold::test::lexiconOf;
using retold::test::TestProject;

namespace {

constexpr const char* kQuestion = "prior-trafficking";
const char* const kTerms =
    "pattern again, weight 1: x\n  sold ~3 again\n"
    "pattern same, weight 0.4: x\n  \"same woman\"\n"
    "pattern once, weight 0.3: x\n  \"once more\"\n";

void judge(TestProject& project, const Uuid& id, Verdict verdict, const std::string& coder = "Ana",
           Subject subject = Subject::Document) {
  Judgement judgement;
  judgement.subject = subject;
  judgement.subjectId = id;
  judgement.verdict = verdict;
  decide(project.storage(), judgement, coder);
}

std::string numbered(const std::string& name, int number) {
  return name + std::to_string(number) + ".txt";
}

/// Ten confirmed files that tell of the same woman, ten rejected ones that tell of a ticket.
void addJudged(TestProject& project, int each = 10) {
  for (int i = 10; i < 10 + each; ++i) {
    judge(project,
          project.add(numbered("yes", i),
                      "The same woman came. They sold me again in " + std::to_string(i) + "."),
          Verdict::Confirm);
    judge(project,
          project.add(numbered("no", i),
                      "They sold the ticket again at counter " + std::to_string(i) + "."),
          Verdict::Reject);
  }
}

Screening screen(TestProject& project) {
  Progress progress;
  return screenProject(project.storage(), {lexiconOf(kTerms)}, progress);
}

Learner learn(TestProject& project, const Screening& screening,
              const std::unordered_set<DocumentId>& unread = {}) {
  Progress progress;
  return Learner(project.storage(), screening, kQuestion, unread, progress);
}

std::vector<std::string> namesInOrder(const Screening& screening, const Learner& learner) {
  std::vector<std::string> names;
  for (const std::size_t place : learner.order()) names.push_back(screening.names[place]);
  return names;
}

}  // namespace

TEST_CASE("within its group a list is ordered by value, and each beginning keeps its shares") {
  std::mt19937 random(4);
  for (int round = 0; round < 300; ++round) {
    const std::size_t count = random() % 60;
    std::vector<std::string> groups;
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i) {
      groups.push_back(std::string(1, char('a' + random() % (1 + round % 6))));
      values.push_back(double(random() % 5));
    }
    const std::vector<std::size_t> order = orderedWithinGroups(groups, values);
    std::vector<std::size_t> sorted = order;
    std::ranges::sort(sorted);
    for (std::size_t i = 0; i < count; ++i) REQUIRE(sorted[i] == i);
    std::map<std::string, int> before;
    std::map<std::string, int> after;
    std::map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < count; ++i) {
      ++before[groups[i]];
      ++after[groups[order[i]]];
      REQUIRE(before == after);
      const auto previous = last.find(groups[order[i]]);
      if (previous != last.end()) {
        const std::size_t above = previous->second;
        const bool inOrder = values[above] > values[order[i]] ||
                             (values[above] == values[order[i]] && above < order[i]);
        REQUIRE(inOrder);
      }
      last[groups[order[i]]] = order[i];
    }
  }
}

TEST_CASE("too few judged files are refused with how many there are") {
  TestProject project;
  addJudged(project, 9);
  const DocumentId disputed = project.add("z.txt", "They sold me again.");
  judge(project, disputed, Verdict::Confirm);
  judge(project, disputed, Verdict::Reject, "Ben");
  const DocumentId unsure = project.add("y.txt", "They sold us again.");
  judge(project, unsure, Verdict::Unsure);
  judge(project, project.add("x.txt", "They sold her again."), Verdict::CannotRead);
  const Screening screening = screen(project);
  CHECK(errorOf([&] { learn(project, screening); }) ==
        "there is too little to learn an order from: 9 confirmed and 9 rejected (1 judged "
        "differently by coders); it takes 10 of each | judge more files or cases, or screen "
        "without --learn");
}

TEST_CASE("files like the confirmed ones come first, and the judged ones last") {
  TestProject project;
  addJudged(project);
  project.add("u1.txt", "They sold the ticket again, and sold it once more, sold again.");
  project.add("u2.txt", "The same woman: she sold me again.");
  project.add("u3.txt", "The same woman was there.");
  project.add("u4.txt", "Nothing.");
  const Screening screening = screen(project);
  CHECK(screening.names[0] == "u1.txt");
  const Learner learner = learn(project, screening);
  CHECK(learner.confirmed() == 10);
  CHECK(learner.rejected() == 10);
  const std::vector<std::string> names = namesInOrder(screening, learner);
  REQUIRE(names.size() == 24);
  CHECK(names[0] == "u2.txt");
  CHECK(names[1] == "u1.txt");
  CHECK(names[2] == "u3.txt");
  CHECK(names[3] == "u4.txt");
  std::vector<std::string> judged(names.begin() + 4, names.end());
  std::vector<std::string> asBefore;
  for (const std::string& name : screening.names)
    if (!name.starts_with("u")) asBefore.push_back(name);
  CHECK(judged == asBefore);
}

TEST_CASE("learning changes the order and nothing else, and is the same each time") {
  TestProject project;
  addJudged(project);
  project.add("u1.txt", "They sold the ticket again, and sold it once more, sold again.");
  project.add("u2.txt", "The same woman: she sold me again.");
  const Screening before = screen(project);
  const Learner learner = learn(project, before);
  CHECK(learn(project, before).order() == learner.order());
  Screening after = before;
  reorder(after, learner.order());
  CHECK(after.candidates == before.candidates);
  REQUIRE(after.documents.size() == before.documents.size());
  for (std::size_t now = 0; now < after.documents.size(); ++now) {
    const std::size_t place = learner.order()[now];
    CHECK(after.names[now] == before.names[place]);
    CHECK(after.documents[now].document == before.documents[place].document);
    CHECK(after.documents[now].score == before.documents[place].score);
    CHECK(after.documents[now].candidate == before.documents[place].candidate);
    CHECK(after.documents[now].matches == before.documents[place].matches);
  }
}

TEST_CASE("why a file was moved is said by features whose effects make up its place") {
  TestProject project;
  addJudged(project);
  project.add("u1.txt", "They sold the ticket again, and sold it once more, sold again.");
  const DocumentId u2 = project.add("u2.txt", "The same woman: she sold me again.");
  const DocumentId u3 = project.add("u3.txt", "Nothing.");
  const Screening screening = screen(project);
  const Learner learner = learn(project, screening);
  const std::optional<Moved> moved = learner.moved(u2);
  REQUIRE(moved);
  CHECK(moved->before == 2);
  CHECK(moved->after == 1);
  CHECK(moved->logit > 0);
  const auto same =
      std::ranges::find(moved->effects, "category same, asserted", &FeatureEffect::name);
  REQUIRE(same != moved->effects.end());
  CHECK(same->value == 1);
  CHECK(same->usual == 0.5);
  CHECK(same->weight > 0);
  CHECK_FALSE(learner.moved(u3));
  CHECK_FALSE(learner.moved(project.storage().documentNamed("yes10.txt")->id));
}

TEST_CASE("what is new since a decision stands among the unread") {
  TestProject project;
  addJudged(project);
  const DocumentId renewed = project.storage().documentNamed("yes12.txt")->id;
  project.add("u1.txt", "They sold the ticket again.");
  const Screening screening = screen(project);
  const std::vector<std::string> names =
      namesInOrder(screening, learn(project, screening, {renewed}));
  CHECK(names[0] == "yes12.txt");
  CHECK(names[1] == "u1.txt");
}

TEST_CASE("a case teaches by its likeliest document, and counts once") {
  TestProject project;
  addJudged(project, 9);
  project.add("k1.txt", "The same woman sold me again.", "K-1");
  project.add("k2.txt", "Nothing of the kind.", "K-1");
  project.add("k3.txt", "They sold the ticket again at a counter.", "K-2");
  judge(project, project.storage().caseNamed("K-1")->id, Verdict::Confirm, "Ana", Subject::Case);
  judge(project, project.storage().caseNamed("K-2")->id, Verdict::Reject, "Ana", Subject::Case);
  const Screening screening = screen(project);
  const Learner learner = learn(project, screening);
  CHECK(learner.confirmed() == 10);
  CHECK(learner.rejected() == 10);
  const std::vector<std::string> names = namesInOrder(screening, learner);
  CHECK(std::ranges::find(names, "k2.txt") - names.begin() > 1);
}

TEST_CASE("no language loses its share of the beginning of the list") {
  TestProject project;
  addJudged(project, 12);
  std::mt19937 random(9);
  const std::vector<std::string> parts{"They sold the ticket again.", "The same woman.",
                                       "Once more, I say.", "She sold me again.",
                                       "It rained all day in the village and nobody came."};
  const std::vector<std::string> codes{"en", "ro", "sq", "km"};
  for (int i = 10; i < 70; ++i) {
    std::string text;
    for (int part = 0; part < 4; ++part) text += parts[random() % parts.size()] + ' ';
    const DocumentId id = project.add(numbered("u", i), text + std::to_string(i));
    LanguageCorrection said;
    said.id = newUuid();
    said.document = id;
    said.language = codes[random() % codes.size()];
    ChangeSet changes;
    changes.coder = "Ana";
    changes.action = "correct language";
    changes.changes.push_back({ChangeKind::Put, said});
    project.storage().apply(changes);
  }
  const Screening screening = screen(project);
  const Learner learner = learn(project, screening);
  std::map<DocumentId, std::string> languages;
  for (const Document& document : project.storage().documents({}, 1000))
    languages[document.id] = document.language;
  const auto isUnread = [&](std::size_t place) { return screening.names[place].starts_with("u"); };
  std::vector<std::size_t> byScore;
  for (std::size_t place = 0; place < screening.names.size(); ++place)
    if (isUnread(place)) byScore.push_back(place);
  std::map<std::string, int> before;
  std::map<std::string, int> after;
  bool anyMoved = false;
  for (std::size_t now = 0; now < byScore.size(); ++now) {
    REQUIRE(isUnread(learner.order()[now]));
    ++before[languages[screening.documents[byScore[now]].document]];
    ++after[languages[screening.documents[learner.order()[now]].document]];
    REQUIRE(before == after);
    CHECK(screening.documents[byScore[now]].candidate ==
          screening.documents[learner.order()[now]].candidate);
    anyMoved = anyMoved || byScore[now] != learner.order()[now];
  }
  CHECK(anyMoved);
}
