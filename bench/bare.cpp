// bench_bare FOLDER DATABASE
//
// The peer of `retold import`: puts the files of FOLDER into a table and an FTS5 index (unicode61,
// external content) under the same journal, synchronisation and batch size. Prints the seconds.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kBatch = 2000;

void need(bool good, sqlite3* database) {
  if (good) return;
  std::cerr << "bench_bare: " << sqlite3_errmsg(database) << "\n";
  std::exit(1);
}

void run(sqlite3* database, const char* sql) {
  need(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK, database);
}

std::string contentOf(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void insert(sqlite3* database, sqlite3_stmt* statement, std::size_t id, const std::string& text) {
  sqlite3_bind_int64(statement, 1, static_cast<sqlite3_int64>(id));
  sqlite3_bind_text64(statement, 2, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
  need(sqlite3_step(statement) == SQLITE_DONE, database);
  sqlite3_reset(statement);
}

void insertAll(sqlite3* database, const std::vector<fs::path>& files) {
  sqlite3_stmt* row = nullptr;
  sqlite3_stmt* words = nullptr;
  need(sqlite3_prepare_v2(database, "INSERT INTO texts(id, body) VALUES (?1, ?2)", -1, &row,
                          nullptr) == SQLITE_OK,
       database);
  need(sqlite3_prepare_v2(database, "INSERT INTO words(rowid, body) VALUES (?1, ?2)", -1, &words,
                          nullptr) == SQLITE_OK,
       database);
  for (std::size_t at = 0; at < files.size(); ++at) {
    if (at % kBatch == 0) run(database, at == 0 ? "BEGIN" : "COMMIT; BEGIN");
    const std::string text = contentOf(files[at]);
    insert(database, row, at + 1, text);
    insert(database, words, at + 1, text);
  }
  run(database, "COMMIT");
  sqlite3_finalize(row);
  sqlite3_finalize(words);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: bench_bare FOLDER DATABASE\n";
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(arguments[1])) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  sqlite3* database = nullptr;
  need(sqlite3_open(arguments[2], &database) == SQLITE_OK, database);
  run(database,
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "CREATE TABLE texts(id INTEGER PRIMARY KEY, body TEXT);"
      "CREATE VIRTUAL TABLE words USING fts5(body, content='texts', content_rowid='id',"
      " tokenize='unicode61');");
  insertAll(database, files);
  sqlite3_close(database);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::cout << seconds.count() << "\n";
}
