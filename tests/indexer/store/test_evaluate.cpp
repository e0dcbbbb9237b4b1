// Searching against two slow oracles: one knows nothing of the index and of phrases, the other
// nothing of the index only.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "indexer/store/evaluate.h"
#include "tests/indexer/store/project.h"

using namespace retold;
using namespace retold::test;

namespace {

using Hit = DocumentHits::Hit;
using Random = std::mt19937;

std::size_t upTo(Random& random, std::size_t below) { return random() % below; }

/// Query trees over a small set of words, so that most of them are found somewhere.
class RandomQuery {
 public:
  RandomQuery(Random& random, std::vector<std::string> words)
      : random_(random), words_(std::move(words)) {}

  Query operator()(int depth) {
    const std::size_t kind = depth == 0 ? 0 : upTo(random_, 9);
    Query query;
    switch (kind) {
      case 1:
        return near();
      case 2:
      case 3:
        return with(Query::Kind::And, 2 + upTo(random_, 2), depth);
      case 4:
      case 5:
        return with(Query::Kind::Or, 2 + upTo(random_, 2), depth);
      case 6:
        return with(Query::Kind::Not, 1, depth);
      case 7:
        query = with(Query::Kind::Speaker, 1, depth);
        query.name = upTo(random_, 2) == 0 ? "Int" : upTo(random_, 2) == 0 ? "R1" : "respondent";
        return query;
      case 8:
        if (upTo(random_, 2) == 0) return {};
        query.kind = Query::Kind::Attribute;
        query.name = "Country";
        query.value = upTo(random_, 2) == 0 ? "nepal" : "Togo";
        return query;
      default:
        return phrase();
    }
  }

 private:
  Query phrase() {
    Query query;
    query.kind = Query::Kind::Phrase;
    const std::size_t count = 1 + upTo(random_, 10) / 5;
    for (std::size_t word = 0; word < count; ++word) {
      query.words.push_back({words_[upTo(random_, words_.size())], false, upTo(random_, 8) == 0});
    }
    if (upTo(random_, 6) == 0) {
      QueryWord& last = query.words.back();
      last.text = last.text.substr(0, 1 + upTo(random_, last.text.size()));
      last.prefix = true;
      while (!last.text.empty() && (static_cast<unsigned char>(last.text.back()) & 0x80) != 0) {
        last.text.pop_back();
      }
      if (last.text.empty()) last = {"a", true, false};
      last.exact = false;
    }
    return query;
  }
  Query near() {
    Query query;
    query.kind = Query::Kind::Near;
    query.distance = static_cast<std::uint32_t>(upTo(random_, 4));
    const std::size_t count = 2 + upTo(random_, 2);
    for (std::size_t child = 0; child < count; ++child) query.children.push_back(phrase());
    return query;
  }
  Query with(Query::Kind kind, std::size_t children, int depth) {
    Query query;
    query.kind = kind;
    for (std::size_t child = 0; child < children; ++child) {
      query.children.push_back((*this)(depth - 1));
    }
    return query;
  }

  Random& random_;
  std::vector<std::string> words_;
};

/// A document of ASCII words as the naive oracle sees it.
struct NaiveWord {
  std::string text;
  ByteSpan span;
  std::size_t turn;
};
struct NaiveDocument {
  std::vector<NaiveWord> words;
  std::vector<std::string> speakers;
  std::string country;
};

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(c));
  return text;
}

NaiveDocument naiveOf(const std::string& content, const std::string& country) {
  NaiveDocument document;
  document.country = country;
  std::istringstream lines(content);
  std::size_t begin = 0;
  for (std::string line; std::getline(lines, line); begin += line.size() + 1) {
    document.speakers.push_back(line.substr(0, line.find(':')));
    for (std::size_t at = 0; at < line.size();) {
      std::size_t end = at;
      while (end < line.size() && std::isalnum(static_cast<unsigned char>(line[end])) != 0) ++end;
      if (end > at) {
        document.words.push_back(
            {line.substr(at, end - at), {begin + at, begin + end}, document.speakers.size() - 1});
      }
      at = end + 1;
    }
  }
  return document;
}

/// first and last word of a hit.
using Place = std::pair<std::size_t, std::size_t>;
using Allowed = std::set<std::size_t>;

std::vector<Place> naivePhrase(const NaiveDocument& document, const Query& query,
                               const Allowed& turns) {
  std::vector<Place> places;
  for (std::size_t at = 0; at + query.words.size() <= document.words.size(); ++at) {
    bool fits = turns.count(document.words[at].turn) > 0;
    for (std::size_t word = 0; word < query.words.size(); ++word) {
      const NaiveWord& there = document.words[at + word];
      const QueryWord& wanted = query.words[word];
      std::string text = wanted.exact ? there.text : lower(there.text);
      if (wanted.prefix) text = text.substr(0, wanted.text.size());
      fits = fits && there.turn == document.words[at].turn &&
             text == (wanted.exact ? wanted.text : lower(wanted.text));
    }
    if (fits) places.emplace_back(at, at + query.words.size() - 1);
  }
  return places;
}

std::vector<std::vector<Place>> combinations(const std::vector<std::vector<Place>>& children) {
  std::vector<std::vector<Place>> all{{}};
  for (const auto& places : children) {
    std::vector<std::vector<Place>> longer;
    for (const auto& start : all) {
      for (const Place& place : places) {
        longer.push_back(start);
        longer.back().push_back(place);
      }
    }
    all = std::move(longer);
  }
  return all;
}

/// Size of the hull, or none when the group does not stand near enough.
std::optional<std::size_t> hullOf(const NaiveDocument& document, const std::vector<Place>& group,
                                  std::size_t distance) {
  std::set<std::size_t> covered;
  std::size_t first = group[0].first, last = group[0].second, words = 0;
  for (const Place& place : group) {
    first = std::min(first, place.first);
    last = std::max(last, place.second);
    for (std::size_t at = place.first; at <= place.second; ++at, ++words) covered.insert(at);
  }
  const bool apart = covered.size() == words;
  const bool oneTurn = document.words[first].turn == document.words[last].turn;
  if (!apart || !oneTurn || last - first + 1 - words > distance) return std::nullopt;
  return last - first + 1;
}

std::set<std::vector<Place>> naiveNear(const NaiveDocument& document, const Query& query,
                                       const Allowed& turns) {
  std::vector<std::vector<Place>> children;
  for (const Query& child : query.children) children.push_back(naivePhrase(document, child, turns));
  std::map<std::pair<std::size_t, Place>, std::pair<std::size_t, std::vector<Place>>> best;
  for (const std::vector<Place>& group : combinations(children)) {
    const auto size = hullOf(document, group, query.distance);
    if (!size) continue;
    for (std::size_t child = 0; child < group.size(); ++child) {
      const auto found = std::pair(*size, group);
      const auto [known, isNew] = best.try_emplace({child, group[child]}, found);
      if (!isNew) known->second = std::min(known->second, found);
    }
  }
  std::set<std::vector<Place>> groups;
  for (auto& [hit, found] : best) {
    std::sort(found.second.begin(), found.second.end());
    groups.insert(found.second);
  }
  return groups;
}

/// The words of each hit; none when the document does not fit.
using NaiveHits = std::optional<std::set<std::vector<ByteSpan>>>;

NaiveHits naive(const NaiveDocument& document, const Query& query, const Allowed& turns) {
  std::set<std::vector<ByteSpan>> hits;
  const auto spans = [&document](const std::vector<Place>& group) {
    std::vector<ByteSpan> words;
    for (const Place& place : group) {
      for (std::size_t at = place.first; at <= place.second; ++at) {
        words.push_back(document.words[at].span);
      }
    }
    std::sort(words.begin(), words.end());
    return words;
  };
  switch (query.kind) {
    case Query::Kind::Phrase:
      for (const Place& place : naivePhrase(document, query, turns)) hits.insert(spans({place}));
      return hits.empty() ? NaiveHits() : hits;
    case Query::Kind::Near:
      for (const auto& group : naiveNear(document, query, turns)) hits.insert(spans(group));
      return hits.empty() ? NaiveHits() : hits;
    case Query::Kind::Not:
      return naive(document, query.children[0], turns) ? NaiveHits() : hits;
    case Query::Kind::Attribute:
      return lower(document.country) == lower(query.value) ? hits : NaiveHits();
    case Query::Kind::All:
      return turns.empty() ? NaiveHits() : hits;
    case Query::Kind::Speaker: {
      Allowed fewer;
      for (const std::size_t turn : turns) {
        const std::string& speaker = document.speakers[turn];
        const std::string wanted = lower(query.name);
        if (lower(speaker) == wanted || (wanted == "respondent" && speaker != "INT")) {
          fewer.insert(turn);
        }
      }
      return naive(document, query.children[0], fewer);
    }
    case Query::Kind::And:
    case Query::Kind::Or:
      break;
  }
  bool all = true, any = false;
  for (const Query& child : query.children) {
    const NaiveHits found = naive(document, child, turns);
    all = all && found;
    any = any || found;
    if (found) hits.insert(found->begin(), found->end());
  }
  return (query.kind == Query::Kind::And ? all : any) ? NaiveHits(hits) : NaiveHits();
}

std::string describe(const Query& query) {
  constexpr std::array kinds{"phrase", "near", "and", "or", "not", "speaker", "attribute", "all"};
  std::string text = std::string("(") + kinds.at(static_cast<std::size_t>(query.kind));
  if (query.kind == Query::Kind::Near) text += "/" + std::to_string(query.distance);
  if (!query.name.empty()) text += ":" + query.name + "=" + query.value;
  for (const QueryWord& word : query.words) {
    text += std::string(" ") + (word.exact ? "=" : "") + word.text + (word.prefix ? "*" : "");
  }
  for (const Query& child : query.children) text += " " + describe(child);
  return text + ")";
}

/// A document as the project holds it, judged without the index.
class StoredText final : public SearchedText {
 public:
  StoredText(TokenStream stream, Text text) : stream_(std::move(stream)), text_(std::move(text)) {}
  const TokenStream& tokens() override { return stream_; }
  std::string_view content() override { return text_.content; }
  const std::vector<Turn>& turns() override { return text_.turns; }
  bool hasAttribute(std::string_view, std::string_view) override { return false; }

 private:
  TokenStream stream_;
  Text text_;
};

std::map<DocumentId, std::vector<Hit>> searchAll(const Storage& project, const Query& query) {
  std::map<DocumentId, std::vector<Hit>> found;
  Cursor from;
  for (bool more = true; more;) {
    const SearchPage page = project.search(query, from, 7);
    for (const DocumentHits& hits : page.documents) {
      REQUIRE(found.emplace(hits.document, hits.hits).second);
    }
    more = page.next.has_value();
    if (more) from = *page.next;
  }
  return found;
}

std::uint64_t hitsIn(const std::map<DocumentId, std::vector<Hit>>& found) {
  std::uint64_t hits = 0;
  for (const auto& [document, list] : found) hits += list.size();
  return hits;
}

}  // namespace

TEST_CASE("random queries find what a naive reading of every document finds") {
  Folder folder;
  const auto project = makeProject(folder);
  Random random(20250101);
  const std::vector<std::string> words{"sold", "again", "Again", "home",
                                       "they", "back",  "ab",    "abc"};
  std::vector<std::pair<std::string, std::string>> texts;
  std::map<std::string, NaiveDocument> documents;
  for (int number = 0; number < 60; ++number) {
    std::string content;
    for (std::size_t turns = 1 + upTo(random, 4); turns > 0; --turns) {
      content += upTo(random, 2) == 0 ? "INT: " : upTo(random, 2) == 0 ? "R1: " : "R2: ";
      for (std::size_t count = upTo(random, 8); count > 0; --count) {
        content += words[upTo(random, words.size())] + (upTo(random, 4) == 0 ? ", " : " ");
      }
      content += "\n";
    }
    content += "INT: d" + std::to_string(number) + "\n";
    const std::string name = "d" + std::to_string(number);
    texts.emplace_back(name, content);
    documents[name] = naiveOf(content, number % 3 == 0 ? "Nepal" : number % 3 == 1 ? "togo" : "");
  }
  importTexts(*project, texts);
  for (const auto& [name, document] : documents) {
    if (document.country.empty()) continue;
    const Case person{
        CaseId::create(), "case of " + name, {{"country", {ValueState::Given, document.country}}}};
    ChangeSet changes;
    changes.coder = "Ana";
    changes.action = "add case";
    changes.changes = {
        {ChangeKind::Put, person},
        {ChangeKind::Put, CaseMembership{project->documentNamed(name)->id, person.id}}};
    project->apply(changes);
  }
  std::map<std::string, DocumentId> ids;
  for (const Document& document : project->documents({}, 100)) ids[document.name] = document.id;
  RandomQuery next(random, words);
  std::size_t fitting = 0;
  for (int round = 0; round < 400; ++round) {
    const Query query = next(3);
    const auto found = searchAll(*project, query);
    std::uint64_t hits = 0;
    std::string wrong;
    for (const auto& [name, document] : documents) {
      Allowed turns;
      for (std::size_t turn = 0; turn < document.speakers.size(); ++turn) turns.insert(turn);
      const NaiveHits wanted = naive(document, query, turns);
      const auto got = found.find(ids[name]);
      std::set<std::vector<ByteSpan>> spans;
      if (got != found.end()) {
        for (const Hit& hit : got->second) {
          if (!spans.insert(hit.words).second) wrong = name;
        }
      }
      if ((got != found.end()) != wanted.has_value() || (wanted && spans != *wanted)) wrong = name;
      hits += spans.size();
      fitting += wanted ? 1 : 0;
    }
    INFO(describe(query));
    REQUIRE(wrong.empty());
    Progress progress;
    const SearchCount sums = project->count(query, progress);
    REQUIRE(sums.documents == found.size());
    REQUIRE(sums.hits == hits);
  }
  CHECK(fitting > 3'000);
}

TEST_CASE("the index narrows and never loses, in every script and with many alternatives") {
  Folder folder;
  const auto project = makeProject(folder);
  Random random(20250102);
  std::vector<std::string> words{"re-trafficked", "trafficked", "re",   "Traf-\nficked",
                                 "продана",       "prodana",    "опет", "opet",
                                 "bán",           "ban",        "คน",   "ถูกขาย",
                                 "被卖",          "再",         "بيع",  "don't",
                                 "a-b-c",         "a",          "b",    "c",
                                 "x\"y",          "naïve",      "100",  "１００",
                                 "sold"};
  for (int number = 0; number < 300; ++number) {
    std::string word(1, static_cast<char>('a' + number % 3));
    for (int more = 0; more < 4; ++more) word += static_cast<char>('a' + upTo(random, 26));
    words.push_back(word);
  }
  std::vector<std::pair<std::string, std::string>> texts;
  for (int number = 0; number < 120; ++number) {
    std::string content = "R1: d" + std::to_string(number);
    for (std::size_t count = upTo(random, 14); count > 0; --count) {
      content += (upTo(random, 5) == 0 ? "-" : " ") + words[upTo(random, words.size())];
      if (upTo(random, 9) == 0) content += "\nINT: ";
    }
    texts.emplace_back("d" + std::to_string(number), content);
  }
  importTexts(*project, texts);
  std::map<DocumentId, std::unique_ptr<StoredText>> stored;
  project->eachTokenStream({}, [&](DocumentId id, TextId text, const TokenStream& stream) {
    stored[id] = std::make_unique<StoredText>(stream, *project->text(text));
    return true;
  });
  REQUIRE(stored.size() == 120);
  Tokenizer tokenizer;
  RandomQuery next(random, words);
  std::size_t narrowed = 0;
  for (int round = 0; round < 300; ++round) {
    const Query query = next(2);
    const CompiledQuery compiled = compileQuery(query, tokenizer, project->vocabulary());
    narrowed += narrow(compiled, project->vocabulary()).kind == Narrowing::Kind::Everything ? 0 : 1;
    const auto found = searchAll(*project, query);
    std::map<DocumentId, std::vector<Hit>> wanted;
    for (const auto& [id, text] : stored) {
      if (auto hits = evaluate(compiled, *text)) wanted.emplace(id, std::move(*hits));
    }
    INFO(describe(query));
    REQUIRE((found == wanted));
    Progress progress;
    REQUIRE(project->count(query, progress).hits == hitsIn(found));
  }
  CHECK(narrowed > 150);
}

TEST_CASE("a prefix with more words than one expression takes is still narrowed") {
  Folder folder;
  const auto project = makeProject(folder);
  std::string many = "R1:";
  for (int number = 0; number < 400; ++number) many += " pre" + std::to_string(number);
  importTexts(*project, {{"a", many}, {"b", "R1: other"}});
  Query query;
  query.kind = Query::Kind::Phrase;
  query.words = {{"pre", true, false}};
  Tokenizer tokenizer;
  const CompiledQuery compiled = compileQuery(query, tokenizer, project->vocabulary());
  const Narrowing narrowing = narrow(compiled, project->vocabulary());
  CHECK(narrowing.kind == Narrowing::Kind::Expression);
  CHECK(narrowing.expression.size() < 1000);
  REQUIRE(project->search(query, {}, 10).documents.size() == 1);
  CHECK(project->search(query, {}, 10).documents[0].hits.size() == 400);
}

TEST_CASE("words may be asked for at any distance, within one turn") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "R1: x y z"}, {"b", "R1: x\nINT: z"}});
  Query near;
  near.kind = Query::Kind::Near;
  near.distance = 0xffffffff;
  for (const char* word : {"z", "x"}) {
    near.children.emplace_back();
    near.children.back().kind = Query::Kind::Phrase;
    near.children.back().words = {{word, false, false}};
  }
  CHECK(searchAll(*project, near).size() == 1);
  near.distance = 1;
  CHECK(searchAll(*project, near).size() == 1);
  near.distance = 0;
  CHECK(searchAll(*project, near).empty());
}

TEST_CASE("a word that no text has finds nothing, and its negation everything") {
  Folder folder;
  const auto project = makeProject(folder);
  importTexts(*project, {{"a", "R1: x"}, {"b", "R1: y"}});
  Query absent;
  absent.kind = Query::Kind::Phrase;
  absent.words = {{"absent", false, false}};
  CHECK(project->search(absent, {}, 10).documents.empty());
  CHECK(project->search(absent, {}, 10).completeness == Completeness{2, 2, 0});
  Query negated;
  negated.kind = Query::Kind::Not;
  negated.children = {absent};
  CHECK(project->search(negated, {}, 10).documents.size() == 2);
}
