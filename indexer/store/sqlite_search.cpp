// Searching: the index names the texts that may fit, `evaluate` judges each.
#include <algorithm>
#include <map>

#include "indexer/store/attribute_hits.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/store/token_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/text/fold.h"
#include "model/error.h"

namespace retold {

namespace {

/// Up to so many texts are looked up and sorted by name; for more, the names are walked in order
/// until the page is full.
constexpr std::size_t kFewTexts = 2000;

constexpr std::uint64_t kReportEvery = 256;

[[noreturn]] void damaged(const Database& database, const std::string& document) {
  throw Error(ErrorKind::NotAProject,
              database.file() + ": the words or turns of \"" + document + "\" are damaged",
              "run: retold verify " + database.file());
}

}  // namespace

/// One document at a time, its parts loaded when the query asks for them.
class SqliteStorage::Searched final : public SearchedText {
 public:
  Searched(const SqliteStorage& storage, const CompiledQuery& query, bool withContent)
      : database_(storage.database_),
        withContent_(withContent || query.exact),
        tokens_(database_, "SELECT ids, spans, turn_starts FROM tokens WHERE text_id = ?1"),
        contents_(database_, "SELECT content FROM contents WHERE text_id = ?1"),
        turns_(database_, "SELECT turns FROM turns WHERE text_id = ?1") {
    readCorrections();
    attributes_.read(database_, query);
  }

  void become(const Listed& document) {
    document_ = document;
    haveTokens_ = haveContent_ = haveTurns_ = false;
  }

  const TokenStream& tokens() override {
    if (haveTokens_) return stream_;
    const bool good = tokens_.with(document_.row).next() &&
                      decodeTokens(tokens_.view(0), tokens_.view(1), tokens_.view(2), stream_);
    tokens_.reset();
    if (!good) damaged(database_, document_.name);
    haveTokens_ = true;
    return stream_;
  }

  std::string_view content() override {
    if (!withContent_) return {};
    if (!haveContent_) {
      content_ = contents_.with(document_.row).next() ? contents_.bytes(0) : std::string();
      contents_.reset();
      haveContent_ = true;
    }
    return content_;
  }

  const std::vector<Turn>& turns() override {
    if (haveTurns_) return turnList_;
    std::optional<std::vector<Turn>> turns =
        turns_.with(document_.row).next() ? decodeTurns(turns_.view(0)) : std::nullopt;
    turns_.reset();
    if (!turns) damaged(database_, document_.name);
    turnList_ = std::move(*turns);
    const auto corrections = corrections_.find(document_.documentRow);
    if (corrections != corrections_.end()) {
      for (Turn& turn : turnList_) {
        const auto role = corrections->second.find(turn.speaker);
        if (role != corrections->second.end()) turn.role = role->second;
      }
    }
    haveTurns_ = true;
    return turnList_;
  }

  bool hasAttribute(std::string_view name, std::string_view value) override {
    return attributes_.has(document_.caseRow, document_.documentRow, name, value);
  }

 private:
  void readCorrections() {
    Statement row(database_, "SELECT document_id, speaker, role FROM speaker_corrections");
    while (row.next()) {
      corrections_[row.integer(0)][row.bytes(1)] = static_cast<SpeakerRole>(row.integer(2));
    }
  }

  const Database& database_;
  bool withContent_;
  Statement tokens_, contents_, turns_;
  Listed document_;
  bool haveTokens_ = false, haveContent_ = false, haveTurns_ = false;
  TokenStream stream_;
  std::string content_;
  std::vector<Turn> turnList_;
  std::map<std::int64_t, std::map<std::string, SpeakerRole>> corrections_;
  AttributeHits attributes_;
};

SqliteStorage::Rows SqliteStorage::rowsFor(const Narrowing& narrowing) const {
  if (narrowing.kind == Narrowing::Kind::Everything) return std::nullopt;
  std::vector<std::int64_t> rows;
  if (narrowing.kind == Narrowing::Kind::Nothing) return rows;
  Statement row = database_.prepare("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid");
  row.with(narrowing.expression);
  while (row.next()) rows.push_back(row.integer(0));
  return rows;
}

std::vector<std::int64_t> SqliteStorage::excludedRows() const {
  std::vector<std::int64_t> rows;
  Statement row = database_.prepare("SELECT document_id FROM exclusions ORDER BY document_id");
  while (row.next()) rows.push_back(row.integer(0));
  return rows;
}

void SqliteStorage::eachListed(const Rows& rows, std::string_view after,
                               const std::function<bool(const Listed&)>& visitor) const {
  const std::vector<std::int64_t> excluded = excludedRows();
  const auto visit = [&](const Listed& listed) {
    return std::ranges::binary_search(excluded, listed.documentRow) || visitor(listed);
  };
  constexpr std::string_view columns =
      "SELECT d.name, t.id, d.uuid, t.uuid, d.id, d.case_id FROM documents d"
      " JOIN texts t ON t.id = d.text_id ";
  const auto listedOf = [](const Statement& row) {
    return Listed{row.bytes(0),        row.integer(1), DocumentId(row.uuid(2)),
                  TextId(row.uuid(3)), row.integer(4), row.integer(5)};
  };
  if (rows && rows->size() <= kFewTexts) {
    std::vector<Listed> few;
    Statement row = database_.prepare(std::string(columns) +
                                      "WHERE t.id = ?1 AND d.id = t.document_id AND d.name > ?2");
    for (const std::int64_t text : *rows) {
      if (row.with(text, after).next()) few.push_back(listedOf(row));
    }
    std::sort(few.begin(), few.end(),
              [](const Listed& a, const Listed& b) { return a.name < b.name; });
    for (const Listed& listed : few) {
      if (!visit(listed)) return;
    }
    return;
  }
  std::vector<bool> wanted;
  if (rows) {
    wanted.resize(static_cast<std::size_t>(rows->back()) + 1);
    for (const std::int64_t text : *rows) wanted[static_cast<std::size_t>(text)] = true;
  }
  Statement row = database_.prepare(std::string(columns) + "WHERE d.name > ?1 ORDER BY d.name");
  row.with(after);
  while (row.next()) {
    const auto text = static_cast<std::size_t>(row.integer(1));
    if (rows && (text >= wanted.size() || !wanted[text])) continue;
    if (!visit(listedOf(row))) return;
  }
}

Completeness SqliteStorage::completeness() const {
  Statement unreadable = database_.prepare("SELECT count(*) FROM files WHERE fate = ?1");
  unreadable.with(static_cast<int>(FileFate::Unreadable)).next();
  const std::uint64_t excluded = excludedRows().size();
  const std::uint64_t documents = documentCount() - excluded;
  return {documents, documents, static_cast<std::uint64_t>(unreadable.integer(0)), excluded};
}

SearchPage SqliteStorage::search(const Query& query, const Cursor& from,
                                 std::size_t documents) const {
  Snapshot snapshot(database_);
  requireFreshIndex();
  if (!words_) words_.emplace();
  const CompiledQuery compiled = compileQuery(query, *words_, *vocabulary_);
  SearchPage page;
  page.completeness = completeness();
  Searched searched(*this, compiled, true);
  std::string last = from.after;
  eachListed(rowsFor(narrow(compiled, *vocabulary_)), from.after, [&](const Listed& listed) {
    if (page.documents.size() >= documents) {
      page.next = Cursor{last};
      return false;
    }
    searched.become(listed);
    std::optional<std::vector<DocumentHits::Hit>> hits = evaluate(compiled, searched);
    last = listed.name;
    if (hits) page.documents.push_back({listed.document, listed.text, std::move(*hits)});
    return true;
  });
  return page;
}

SearchCount SqliteStorage::count(const Query& query, Progress& progress) const {
  Snapshot snapshot(database_);
  requireFreshIndex();
  if (!words_) words_.emplace();
  const CompiledQuery compiled = compileQuery(query, *words_, *vocabulary_);
  SearchCount sums;
  sums.completeness = completeness();
  const Rows rows = rowsFor(narrow(compiled, *vocabulary_));
  const std::uint64_t total = rows ? rows->size() : sums.completeness.documents;
  Searched searched(*this, compiled, false);
  std::uint64_t done = 0;
  eachListed(rows, {}, [&](const Listed& listed) {
    if (done % kReportEvery == 0) {
      progress.report("documents", done, total);
      if (progress.cancelled()) throw Error(ErrorKind::Cancelled, "counting was stopped");
    }
    ++done;
    searched.become(listed);
    if (const auto hits = evaluate(compiled, searched)) {
      ++sums.documents;
      sums.hits += hits->size();
    }
    return true;
  });
  progress.report("documents", total, total);
  return sums;
}

const Vocabulary& SqliteStorage::vocabulary() const {
  requireFreshIndex();
  return *vocabulary_;
}

void SqliteStorage::eachTokenStream(
    std::span<const std::uint32_t> anyOf,
    const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const {
  Narrowing narrowing;
  if (!anyOf.empty()) {
    narrowing = {Narrowing::Kind::Expression, anyOfExpression(anyOf, *vocabulary_)};
  }
  eachTokenStream(narrowing, visit);
}

void SqliteStorage::eachTokenStreamWith(
    std::span<const PhrasePattern> anyOf,
    const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const {
  eachTokenStream(narrowToAny(anyOf, *vocabulary_), visit);
}

void SqliteStorage::eachTokenStream(
    const Narrowing& narrowing,
    const std::function<bool(DocumentId, TextId, const TokenStream&)>& visit) const {
  Snapshot snapshot(database_);
  requireFreshIndex();
  Searched searched(*this, CompiledQuery{}, false);
  eachListed(rowsFor(narrowing), {}, [&](const Listed& listed) {
    searched.become(listed);
    return visit(listed.document, listed.text, searched.tokens());
  });
}

}  // namespace retold
