#include "indexer/store/index_tokenizer.h"

#include <sqlite3.h>

#include "model/error.h"

namespace retold {

namespace {

using Sink = int (*)(void*, int, const char*, int, int, int);

int create(void* context, const char**, int, Fts5Tokenizer** tokenizer) {
  *tokenizer = static_cast<Fts5Tokenizer*>(context);
  return SQLITE_OK;
}

void destroy(Fts5Tokenizer*) {}

int replay(const NewText::Tokens& tokens, void* context, Sink sink) {
  std::uint32_t begin = 0;
  for (std::size_t at = 0; at < tokens.foldedEnds.size(); ++at) {
    const std::uint32_t end = tokens.foldedEnds[at];
    // FTS5 keeps token numbers only; the byte positions are in our token table.
    const int code = sink(context, tokens.colocated[at] ? FTS5_TOKEN_COLOCATED : 0,
                          tokens.folded.data() + begin, static_cast<int>(end - begin), 0, 0);
    if (code != SQLITE_OK) return code;
    begin = end;
  }
  return SQLITE_OK;
}

int tokenize(Fts5Tokenizer* tokenizer, void* context, int flags, const char* text, int size,
             Sink sink) {
  if ((flags & FTS5_TOKENIZE_QUERY) != 0) {
    return size == 0 ? SQLITE_OK : sink(context, 0, text, size, 0, size);
  }
  const auto* self = reinterpret_cast<const IndexTokenizer*>(tokenizer);
  if (self->tokens == nullptr) return SQLITE_MISUSE;
  return replay(*self->tokens, context, sink);
}

fts5_api* apiOf(const Database& database) {
  sqlite3_stmt* statement = nullptr;
  fts5_api* api = nullptr;
  if (sqlite3_prepare_v2(database.handle(), "SELECT fts5(?1)", -1, &statement, nullptr) ==
      SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, static_cast<void*>(&api), "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
  }
  sqlite3_finalize(statement);
  return api;
}

}  // namespace

void IndexTokenizer::registerWith(const Database& database) {
  fts5_api* api = apiOf(database);
  if (api == nullptr) {
    throw Error(ErrorKind::Internal, "the SQLite library of this system has no full-text search",
                "install an SQLite 3.40 or later that is built with FTS5");
  }
  fts5_tokenizer functions{&create, &destroy, &tokenize};
  const int code = api->xCreateTokenizer(api, "retold", this, &functions, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

}  // namespace retold
