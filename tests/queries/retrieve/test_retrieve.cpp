#include "queries/retrieve/retrieve.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "model/error.h"
#include "queries/codebook/editing.h"
#include "queries/export/excerpt.h"
#include "queries/tag/tagging.h"
#include "tests/queries/project.h"

namespace retold {
namespace {

using Kind = CodeQuery::Kind;

/// A text of words of one letter: word i stands at bytes 2i and 2i + 1.
struct Letters {
  static constexpr std::uint64_t kWords = 24;
  Text text;
  Codebook codebook;
  std::vector<Coding> codings;

  explicit Letters(std::mt19937& random) {
    for (std::uint64_t i = 0; i < kWords; ++i) text.content += "a ";
    text.turns = {{{0, 20}, {0, 20}, "INT", SpeakerRole::Interviewer, false, {}, {}, {}},
                  {{20, 48}, {20, 48}, "R07", SpeakerRole::Respondent, false, {}, {}, {}}};
    for (int i = 0; i < 3; ++i) {
      Code code;
      code.id = CodeId::create();
      if (i == 2) code.parent = codebook.codes.front().id;
      codebook.codes.push_back(code);
    }
    const std::uint64_t count = random() % 8;
    for (std::uint64_t i = 0; i < count; ++i) {
      Coding coding;
      coding.id = CodingId::create();
      coding.span.begin = random() % (2 * kWords - 1);
      coding.span.end = coding.span.begin + 1 + random() % (2 * kWords - coding.span.begin);
      coding.code = codebook.codes[random() % 3].id;
      coding.coder = random() % 2 == 0 ? "Ana" : "Ben";
      coding.important = random() % 2 == 0;
      codings.push_back(coding);
    }
  }
};

/// The same question, answered byte by byte.
class Plain {
 public:
  explicit Plain(const Letters& letters) : letters_(letters) {}

  std::set<std::pair<std::uint64_t, std::uint64_t>> of(const CodeQuery& query,
                                                       const std::string& coder, bool important) {
    std::set<std::pair<std::uint64_t, std::uint64_t>> found;
    switch (query.kind) {
      case Kind::Code:
      case Kind::Any:
        for (const Coding& coding : letters_.codings) {
          const bool below = coding.code == letters_.codebook.codes[2].id &&
                             query.code == letters_.codebook.codes[0].id && !query.alone;
          if (query.kind == Kind::Code && coding.code != query.code && !below) continue;
          if (!coder.empty() && coding.coder != coder) continue;
          if (important && !coding.important) continue;
          found.insert({coding.span.begin, coding.span.end});
        }
        return found;
      case Kind::Coder:
        return of(query.children[0], query.name, important);
      case Kind::Important:
        return of(query.children[0], coder, true);
      case Kind::Speaker:
        for (const auto& span : of(query.children[0], coder, important)) {
          if (query.name == "R07" ? span.second > 20 : span.first < 20) found.insert(span);
        }
        return found;
      default:
        break;
    }
    const auto left = of(query.children[0], coder, important);
    const auto right = of(query.children[1], coder, important);
    if (query.kind == Kind::Or) {
      found = left;
      found.insert(right.begin(), right.end());
      return found;
    }
    for (const auto& a : left) {
      bool any = false;
      for (const auto& b : right) {
        std::vector<std::uint64_t> shared;
        for (std::uint64_t at = 0; at < 2 * Letters::kWords; ++at) {
          if (holds(a, at) && holds(b, at)) shared.push_back(at);
        }
        if (query.kind == Kind::And && !shared.empty()) {
          found.insert({shared.front(), shared.back() + 1});
        }
        any = any || areRelated(query, a, b, shared.size());
      }
      if (query.kind != Kind::And && any != (query.kind == Kind::Not)) found.insert(a);
    }
    return found;
  }

 private:
  using Span = std::pair<std::uint64_t, std::uint64_t>;
  static bool holds(const Span& span, std::uint64_t at) {
    return span.first <= at && at < span.second;
  }
  static bool areRelated(const CodeQuery& query, const Span& a, const Span& b, std::size_t shared) {
    std::uint64_t between = 0;
    for (std::uint64_t word = 0; word < 2 * Letters::kWords; word += 2) {
      const bool behindA = word >= a.second && word < b.first;
      const bool behindB = word >= b.second && word < a.first;
      between += behindA || behindB ? 1 : 0;
    }
    switch (query.kind) {
      case Kind::Within:
        return shared == a.second - a.first;
      case Kind::Encloses:
        return shared == b.second - b.first;
      case Kind::Near:
        return shared > 0 || between <= query.distance;
      case Kind::Followed:
        return b.first >= a.second && between <= query.distance;
      default:
        return shared > 0;
    }
  }

  const Letters& letters_;
};

CodeQuery randomQuery(std::mt19937& random, const Codebook& codebook, int depth) {
  CodeQuery query;
  const auto kind = static_cast<Kind>(random() % (depth == 0 ? 2 : 12));
  query.kind = kind;
  query.code = codebook.codes[random() % 3].id;
  query.alone = random() % 2 == 0;
  query.distance = static_cast<std::uint32_t>(random() % 6);
  if (kind == Kind::Speaker) query.name = random() % 2 == 0 ? "R07" : "interviewer";
  if (kind == Kind::Coder) query.name = random() % 2 == 0 ? "Ana" : "Ben";
  const bool isFilter = kind == Kind::Speaker || kind == Kind::Coder || kind == Kind::Important;
  const int children = kind == Kind::Code || kind == Kind::Any ? 0 : isFilter ? 1 : 2;
  for (int i = 0; i < children; ++i) {
    query.children.push_back(randomQuery(random, codebook, depth - 1));
  }
  return query;
}

TEST_CASE("random code queries give what looking at every byte gives") {
  std::mt19937 random(5);
  for (int round = 0; round < 4000; ++round) {
    const Letters letters(random);
    const CodeQuery query = randomQuery(random, letters.codebook, 1 + round % 3);
    std::vector<const Coding*> codings;
    for (const Coding& coding : letters.codings) codings.push_back(&coding);
    std::set<std::pair<std::uint64_t, std::uint64_t>> found;
    for (const auto& passage :
         CodeQueryRunner(query, letters.codebook).run(letters.text, codings, {})) {
      CHECK(found.insert({passage.span.begin, passage.span.end}).second);
      CHECK_FALSE(passage.codings.empty());
    }
    REQUIRE(found == Plain(letters).of(query, "", false));
  }
}

struct Tagged {
  test::TestProject project;
  Tagged() {
    project.add("anna.txt", "INT: And then?\nR07: I had debts and they sold me again.\n", "K-01");
    project.add("berta.txt", "B: There were debts.\n", "K-02");
    tag("anna.txt", "I had debts and they sold me", "pattern/sold-again", "Ana");
    tag("anna.txt", "debts and they", "risk/economic/debt", "Ana");
    tag("berta.txt", "debts", "risk/economic/debt", "Ben");
  }
  void tag(std::string_view document, std::string_view words, std::string_view code,
           const std::string& coder) {
    tagPassage(project.storage(), project.text(document).document, project.place(document, words),
               project.code(code), coder, "", std::nullopt);
  }
  Retrieval retrieve(std::string_view query,
                     const std::unordered_set<DocumentId>* within = nullptr) {
    Progress progress;
    const ParsedCodeQuery parsed = parseCodeQuery(query, project.storage().codebook());
    INFO(query << ": " << (parsed.fault ? toText(*parsed.fault) : ""));
    REQUIRE(parsed.query);
    return retold::retrieve(project.storage(), *parsed.query, within, progress);
  }
};

TEST_CASE("a code query is run over all documents, and says over how many") {
  Tagged tagged;
  const Retrieval all = tagged.retrieve("debt");
  CHECK(all.passages.size() == 2);
  CHECK(all.documents == 2);
  CHECK(all.searched == 2);
  CHECK(tagged.retrieve("coder:Ben *").passages.size() == 1);
  CHECK(tagged.retrieve("debt WITHIN sold-again").documents == 1);
  CHECK(tagged.retrieve("debt NOT sold-again").passages.size() == 1);
  const std::unordered_set<DocumentId> one{tagged.project.text("berta.txt").document};
  const Retrieval within = tagged.retrieve("debt", &one);
  CHECK(within.passages.size() == 1);
  CHECK(within.searched == 1);
}

TEST_CASE("collecting the excerpts of a query can be stopped") {
  Tagged tagged;
  struct Stopped : Progress {
    bool cancelled() const override { return true; }
  };
  const Stopped stopped;
  const Retrieval found = tagged.retrieve("debt");
  CHECK_THROWS_AS(
      collectExcerpts(tagged.project.storage(), found, "debt", "study.retold", &stopped), Error);
}

TEST_CASE("excerpts of a common stretch hold its own words, once for each code") {
  Tagged tagged;
  const Retrieval found = tagged.retrieve("sold-again AND debt");
  REQUIRE(found.passages.size() == 1);
  const ExcerptExport what =
      collectExcerpts(tagged.project.storage(), found, "sold-again AND debt", "study.retold");
  REQUIRE(what.excerpts.size() == 2);
  for (const Excerpt& excerpt : what.excerpts) CHECK(excerpt.quote == "debts and they");
  CHECK(what.excerpts[0].code != what.excerpts[1].code);
  CHECK(what.header.selection == "sold-again AND debt");
}

TEST_CASE("a code that was made for a group gives what stands below it") {
  test::TestProject project;
  const DocumentId document = project.add("a.txt", "R: I had debts.\n");
  tagPassage(project.storage(), document, project.place("a.txt", "debts"),
             project.code("risk/economic/debt"), "Ana", "", std::nullopt);
  Code group;
  group.name = "risk/economic";
  group.label = "Economic";
  addCode(project.storage(), group, "Ana");
  const auto found = [&](const char* query) {
    Progress progress;
    const auto parsed = parseCodeQuery(query, project.storage().codebook());
    return retrieve(project.storage(), *parsed.query, nullptr, progress).passages.size();
  };
  CHECK(found("risk/economic") == 1);
  CHECK(found("=risk/economic") == 0);
}

TEST_CASE("a coding whose quote does not fit is listed also where a part of it was asked for") {
  test::TestProject project;
  const DocumentId document = project.add("a.txt", "R: They sold me again.\n");
  const auto tag = [&](const char* words, const char* code) {
    tagPassage(project.storage(), document, project.place("a.txt", words), project.code(code),
               "Ana", "", std::nullopt);
  };
  tag("They sold me", "risk/economic/debt");
  tag("sold me again", "pattern/sold-again");
  project.damage("UPDATE codings SET quote = CAST('They gold me' AS BLOB) WHERE begin_byte = 3");
  Progress progress;
  const auto parsed = parseCodeQuery("debt AND sold-again", project.storage().codebook());
  const Retrieval retrieval = retrieve(project.storage(), *parsed.query, nullptr, progress);
  const ExcerptExport found = collectExcerpts(project.storage(), retrieval, "q", "p");
  REQUIRE(found.excerpts.size() == 1);
  CHECK(found.excerpts.front().quote == "sold me");
  CHECK(found.excerpts.front().code == "pattern/sold-again");
  REQUIRE(found.leftOut.size() == 1);
  CHECK(found.leftOut.front().message.starts_with("left out: \"They gold me\""));
}

}  // namespace
}  // namespace retold
