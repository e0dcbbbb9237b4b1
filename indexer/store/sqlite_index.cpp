// Writing the index and the token tables, and making them anew.
#include <algorithm>
#include <cassert>
#include <numeric>
#include <unordered_map>

#include "indexer/store/index_writer.h"
#include "indexer/store/language_table.h"
#include "indexer/store/similar_texts.h"
#include "indexer/store/sqlite_storage.h"
#include "indexer/store/token_table.h"
#include "indexer/store/turn_table.h"
#include "indexer/text/language.h"
#include "indexer/text/shingles.h"
#include "model/error.h"

namespace retold {

namespace {

/// So many single look-ups cost more than reading the whole vocabulary once.
constexpr std::size_t kMostLookUps = 4000;

/// So much of the first texts tells which tokens are frequent.
constexpr std::size_t kSampleBytes = std::size_t{1} << 20;

/// Texts of one transaction of a rebuild.
constexpr std::size_t kRebuildTexts = 2000;

/// The body that FTS5 hands to the tokenizer, which replays prepared tokens instead.
constexpr std::string_view kBody = "-";

}  // namespace

IndexWriter::IndexWriter(const Database& database, IndexTokenizer& replay)
    : database_(database),
      replay_(replay),
      findToken_(database, "SELECT id FROM vocabulary WHERE token = ?1"),
      insertToken_(database, "INSERT INTO vocabulary(id, token) VALUES (?1, ?2)"),
      insertTokens_(database,
                    "INSERT INTO tokens(text_id, ids, spans, turn_starts) VALUES (?1, ?2, ?3, ?4)"),
      insertWords_(database, "INSERT INTO words(rowid, body) VALUES (?1, ?2)"),
      deleteWords_(database, "INSERT INTO words(words, rowid, body) VALUES ('delete', ?1, ?2)"),
      deleteTokens_(database, "DELETE FROM tokens WHERE text_id = ?1"),
      findTokens_(database, "SELECT ids, spans, turn_starts FROM tokens WHERE text_id = ?1") {
  last_ =
      static_cast<std::uint32_t>(database.integer("SELECT coalesce(max(id), 0) FROM vocabulary"));
  complete_ = last_ == 0;
}

void IndexWriter::loadVocabulary() {
  Statement row = database_.prepare("SELECT id, token FROM vocabulary");
  while (row.next()) {
    if (numbers_.find(row.view(1)) == 0) {
      numbers_.add(row.view(1), static_cast<std::uint32_t>(row.integer(0)));
    }
  }
  complete_ = true;
}

std::uint32_t IndexWriter::numberOf(std::string_view token) {
  std::uint32_t number = numbers_.find(token);
  if (number != 0) return number;
  if (!complete_) {
    if (++lookUps_ > kMostLookUps) {
      loadVocabulary();
      number = numbers_.find(token);
    } else if (findToken_.with(token).next()) {
      number = static_cast<std::uint32_t>(findToken_.integer(0));
      findToken_.reset();
      numbers_.add(token, number);
    }
    if (number != 0) return number;
  }
  number = ++last_;
  insertToken_.with(std::int64_t{number}, token).run();
  numbers_.add(token, number);
  return number;
}

void IndexWriter::add(std::int64_t text, NewText::Tokens&& tokens) {
  if (last_ > 0) return write(text, tokens);
  waitingBytes_ += tokens.folded.size();
  waiting_.emplace_back(text, std::move(tokens));
  if (waitingBytes_ >= kSampleBytes) flush();
}

void IndexWriter::flush() {
  if (last_ == 0) numberByFrequency();
  for (const auto& [text, tokens] : waiting_) write(text, tokens);
  waiting_.clear();
  waitingBytes_ = 0;
}

/// The first texts of a project decide which tokens get the small numbers that take one byte.
void IndexWriter::numberByFrequency() {
  std::unordered_map<std::string_view, std::uint32_t> counts;
  for (const auto& [text, tokens] : waiting_) {
    std::uint32_t begin = 0;
    for (const std::uint32_t end : tokens.foldedEnds) {
      ++counts[std::string_view(tokens.folded).substr(begin, end - begin)];
      begin = end;
    }
  }
  std::vector<std::pair<std::string_view, std::uint32_t>> order(counts.begin(), counts.end());
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  for (const auto& [token, count] : order) numberOf(token);
}

const NewText::Tokens* IndexWriter::waiting(std::int64_t text) const {
  const auto place =
      std::ranges::find(waiting_, text, &std::pair<std::int64_t, NewText::Tokens>::first);
  return place == waiting_.end() ? nullptr : &place->second;
}

std::vector<std::uint32_t> IndexWriter::numbersOf(const NewText::Tokens& tokens) {
  assert(waiting_.empty());
  std::vector<std::uint32_t> ids;
  number(tokens, ids);
  return ids;
}

void IndexWriter::number(const NewText::Tokens& tokens, std::vector<std::uint32_t>& ids) {
  ids.clear();
  std::uint32_t begin = 0;
  for (const std::uint32_t end : tokens.foldedEnds) {
    ids.push_back(numberOf(std::string_view(tokens.folded).substr(begin, end - begin)));
    begin = end;
  }
}

void IndexWriter::write(std::int64_t text, const NewText::Tokens& tokens) {
  number(tokens, ids_);
  const TokenTable table = encodeTokens(ids_, tokens.spans, tokens.colocated, tokens.turnStarts);
  insertTokens_.with(text, Blob{table.ids}, Blob{table.spans}, Blob{table.turnStarts}).run();
  replay_.tokens = &tokens;
  insertWords_.with(text, kBody).run();
  replay_.tokens = nullptr;
}

NewText::Tokens IndexWriter::remove(std::int64_t text) {
  flush();
  TokenStream stream;
  if (!findTokens_.with(text).next() ||
      !decodeTokens(findTokens_.view(0), findTokens_.view(1), findTokens_.view(2), stream)) {
    throw Error(ErrorKind::StaleIndex, database_.file() + ": the words of a text are damaged",
                "make the index anew with: retold verify " + database_.file() + " --rebuild");
  }
  findTokens_.reset();
  NewText::Tokens tokens;
  Statement word = database_.prepare("SELECT token FROM vocabulary WHERE id = ?1");
  for (std::size_t at = 0; at < stream.ids.size(); ++at) {
    if (word.with(std::int64_t{stream.ids[at]}).next()) tokens.folded += word.view(0);
    tokens.foldedEnds.push_back(static_cast<std::uint32_t>(tokens.folded.size()));
    tokens.colocated.push_back(at > 0 && stream.positions[at] == stream.positions[at - 1]);
  }
  replay_.tokens = &tokens;
  deleteWords_.with(text, kBody).run();
  replay_.tokens = nullptr;
  deleteTokens_.with(text).run();
  return tokens;
}

namespace {

/// Makes what is derived from texts anew, a transaction at a time.
class Rebuild {
 public:
  Rebuild(const Database& database, IndexTokenizer& replay, ObjectTables& objects)
      : objects_(objects),
        index_(database, replay),
        similar_(database, index_),
        content_(database,
                 "SELECT c.content, u.turns, t.guesser, t.document_id FROM texts t"
                 " JOIN contents c ON c.text_id = t.id JOIN turns u ON u.text_id = t.id"
                 " WHERE t.id = ?1"),
        counted_(database, "UPDATE texts SET words = ?1 WHERE id = ?2"),
        guessed_(database, "UPDATE texts SET languages = ?1, guesser = ?2 WHERE id = ?3"),
        near_(database,
              "UPDATE files SET near_id = (SELECT document_id FROM texts WHERE id = ?2),"
              " near_share = ?3 WHERE document_id = ?1 AND fate = 0") {}

  void take(std::int64_t row) {
    NewText text;
    if (!content_.with(row).next()) return;
    text.content = content_.bytes(0);
    text.turns = decodeTurns(content_.view(1)).value_or(std::vector<Turn>{});
    const bool isGuessed = content_.view(2) == languageGuesser();
    const std::int64_t document = content_.integer(3);
    content_.reset();
    tokenizeForStore(text, words_);
    counts_.emplace_back(row, wordsIn(text.tokens));
    if (!isGuessed) guesses_.push_back({row, document, guessLanguages(text.content, text.turns)});
    const auto signature = shingleSignature(text.tokens.folded, text.tokens.foldedEnds);
    if (!signature.empty()) {
      if (const auto near = similar_.nearest(signature, text.tokens)) {
        nears_.emplace_back(document, *near);
      }
      similar_.add(row, signature);
    }
    index_.add(row, std::move(text.tokens));
  }

  /// An UPDATE between the texts would make FTS5 write out a segment for each: they come last.
  void flush() {
    index_.flush();
    similar_.flush();
    for (const auto& [row, words] : counts_) counted_.with(words, row).run();
    for (const Guess& guess : guesses_) {
      guessed_.with(Blob{encodeLanguages(guess.languages)}, languageGuesser(), guess.text).run();
      objects_.refreshLanguage(guess.document);
    }
    for (const auto& [document, near] : nears_) near_.with(document, near.text, near.share).run();
    counts_.clear();
    guesses_.clear();
    nears_.clear();
  }

 private:
  struct Guess {
    std::int64_t text;
    std::int64_t document;
    std::vector<LanguageSpan> languages;
  };
  ObjectTables& objects_;
  IndexWriter index_;
  SimilarTexts similar_;
  Tokenizer words_;
  Statement content_, counted_, guessed_, near_;
  std::vector<std::pair<std::int64_t, std::uint64_t>> counts_;
  std::vector<Guess> guesses_;
  std::vector<std::pair<std::int64_t, SimilarTexts::Near>> nears_;
};

}  // namespace

void SqliteStorage::rebuildIndex(Progress& progress) {
  requireWrite();
  settleImport();
  std::vector<std::int64_t> texts;
  {
    // Until the end the index counts as stale: a rebuild that is stopped half way is begun again.
    Transaction change(database_);
    database_.run("UPDATE project SET tokenizer = 'being made anew'");
    database_.run("INSERT INTO words(words) VALUES ('delete-all')");
    database_.run("DELETE FROM tokens; DELETE FROM vocabulary; DELETE FROM bands;");
    change.commit();
    Statement row = database_.prepare("SELECT text_id FROM documents ORDER BY text_id");
    while (row.next()) texts.push_back(row.integer(0));
  }
  Rebuild rebuild(database_, indexTokenizer_, objects_);
  for (std::size_t from = 0; from < texts.size(); from += kRebuildTexts) {
    Transaction change(database_);
    for (std::size_t at = from; at < std::min(from + kRebuildTexts, texts.size()); ++at) {
      if (progress.cancelled()) {
        throw Error(ErrorKind::Cancelled, "the index is not complete",
                    "go on with: retold verify " + database_.file() + " --rebuild");
      }
      progress.report("documents", at, texts.size());
      rebuild.take(texts[at]);
    }
    rebuild.flush();
    change.commit();
  }
  Transaction change(database_);
  database_
      .prepare(
          "UPDATE project SET tokenizer = ?1, words = (SELECT coalesce(sum(t.words), 0)"
          " FROM documents d JOIN texts t ON t.id = d.text_id)")
      .with(Tokenizer::identity())
      .run();
  change.commit();
  progress.report("documents", texts.size(), texts.size());
}

std::uint64_t wordsIn(const NewText::Tokens& tokens) {
  const auto parts =
      std::accumulate(tokens.colocated.begin(), tokens.colocated.end(), std::uint64_t{0},
                      [](std::uint64_t sum, bool part) { return sum + (part ? 1 : 0); });
  return tokens.colocated.size() - parts;
}

}  // namespace retold
