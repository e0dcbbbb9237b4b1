#include "indexer/store/migrations.h"

#include <array>
#include <string>

#include "model/error.h"

namespace retold {

namespace {

// The application id is set by step 1 as a number: SQL knows no constants.
constexpr const char* kStep1 = R"sql(
PRAGMA application_id = 1383361636;

CREATE TABLE project(
  one INTEGER PRIMARY KEY CHECK (one = 1),
  uuid BLOB NOT NULL,
  chain BLOB NOT NULL,
  created INTEGER NOT NULL,
  digest_key BLOB NOT NULL,
  tokenizer TEXT NOT NULL,
  codebook TEXT NOT NULL,
  codebook_title TEXT NOT NULL
) STRICT;

CREATE TABLE cases(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE case_attributes(
  case_id INTEGER NOT NULL REFERENCES cases(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  state INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (case_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  text_id INTEGER NOT NULL,
  case_id INTEGER REFERENCES cases(id)
) STRICT;
CREATE INDEX documents_case ON documents(case_id) WHERE case_id IS NOT NULL;

CREATE TABLE imports(
  id INTEGER PRIMARY KEY,
  event BLOB NOT NULL UNIQUE,
  coder TEXT NOT NULL,
  started INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;

CREATE TABLE texts(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL REFERENCES documents(id),
  import_id INTEGER NOT NULL REFERENCES imports(id),
  reader TEXT NOT NULL,
  options TEXT NOT NULL,
  encoding TEXT NOT NULL,
  confidence REAL NOT NULL,
  guessed INTEGER NOT NULL,
  original_digest BLOB NOT NULL,
  content_digest BLOB NOT NULL,
  original_bytes INTEGER NOT NULL,
  original_is_content INTEGER NOT NULL,
  unreadable INTEGER NOT NULL,
  read INTEGER NOT NULL,
  words INTEGER NOT NULL,
  characters INTEGER NOT NULL
) STRICT;
CREATE INDEX texts_document ON texts(document_id);
CREATE INDEX texts_import ON texts(import_id);
CREATE INDEX texts_original ON texts(original_digest);
CREATE INDEX texts_content ON texts(content_digest);

CREATE TABLE contents(
  text_id INTEGER PRIMARY KEY REFERENCES texts(id),
  content BLOB NOT NULL
) STRICT;

CREATE TABLE turns(
  text_id INTEGER PRIMARY KEY REFERENCES texts(id),
  turns BLOB NOT NULL
) STRICT;

CREATE TABLE originals(
  id INTEGER PRIMARY KEY,
  text_id INTEGER NOT NULL REFERENCES texts(id),
  number INTEGER NOT NULL,
  chunk BLOB NOT NULL,
  UNIQUE (text_id, number)
) STRICT;

CREATE TABLE files(
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  fate INTEGER NOT NULL,
  reason TEXT NOT NULL,
  by TEXT NOT NULL,
  document_id INTEGER REFERENCES documents(id),
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  original_digest BLOB NOT NULL,
  modified INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  notes TEXT NOT NULL,
  import_id INTEGER NOT NULL REFERENCES imports(id)
) STRICT;
CREATE INDEX files_fate ON files(fate);

CREATE TABLE vocabulary(
  id INTEGER PRIMARY KEY,
  token TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE tokens(
  text_id INTEGER PRIMARY KEY REFERENCES texts(id),
  ids BLOB NOT NULL,
  spans BLOB NOT NULL,
  turn_starts BLOB NOT NULL
) STRICT;

CREATE VIRTUAL TABLE words USING fts5(body, content='', columnsize=0, tokenize='retold');
INSERT INTO words(words, rank) VALUES ('hashsize', 67108864);
INSERT INTO words(words, rank) VALUES ('pgsz', 4050);

CREATE TABLE codes(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  place INTEGER NOT NULL,
  name TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  kind INTEGER NOT NULL,
  definition TEXT NOT NULL,
  include TEXT NOT NULL,
  exclude TEXT NOT NULL,
  stages TEXT NOT NULL,
  levels TEXT NOT NULL,
  colour TEXT NOT NULL,
  parent BLOB,
  retired INTEGER NOT NULL
) STRICT;

CREATE TABLE codings(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  text_id INTEGER NOT NULL REFERENCES texts(id),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote BLOB NOT NULL,
  code_id INTEGER NOT NULL REFERENCES codes(id),
  coder TEXT NOT NULL,
  memo TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;
CREATE INDEX codings_text ON codings(text_id);
CREATE INDEX codings_code ON codings(code_id);

CREATE TABLE decisions(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  subject INTEGER NOT NULL,
  subject_id BLOB NOT NULL,
  text_id INTEGER REFERENCES texts(id),
  question TEXT NOT NULL,
  coder TEXT NOT NULL,
  verdict INTEGER NOT NULL,
  reason TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;
CREATE INDEX decisions_subject ON decisions(subject_id);

CREATE TABLE decision_quotes(
  decision_id INTEGER NOT NULL REFERENCES decisions(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  quote BLOB NOT NULL,
  PRIMARY KEY (decision_id, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE traces(
  object BLOB PRIMARY KEY,
  lexicon TEXT NOT NULL,
  lexicon_digest BLOB NOT NULL,
  version TEXT NOT NULL,
  term TEXT NOT NULL,
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote BLOB NOT NULL
) STRICT;

CREATE TABLE memos(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  about BLOB NOT NULL,
  text TEXT NOT NULL,
  coder TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;
CREATE INDEX memos_about ON memos(about);

CREATE TABLE speaker_corrections(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL REFERENCES documents(id),
  speaker TEXT NOT NULL,
  role INTEGER NOT NULL,
  UNIQUE (document_id, speaker)
) STRICT;

CREATE TABLE lexicons(
  digest BLOB PRIMARY KEY,
  lexicon TEXT NOT NULL,
  text BLOB NOT NULL
) STRICT;

CREATE TABLE versions(
  object BLOB PRIMARY KEY,
  type INTEGER NOT NULL,
  version INTEGER NOT NULL,
  alive INTEGER NOT NULL,
  event BLOB NOT NULL
) STRICT;

CREATE TABLE events(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  chain BLOB NOT NULL,
  number INTEGER NOT NULL,
  previous BLOB NOT NULL,
  payload_digest BLOB NOT NULL,
  hash BLOB NOT NULL,
  time INTEGER NOT NULL,
  coder TEXT NOT NULL,
  action TEXT NOT NULL,
  kind INTEGER NOT NULL,
  undoes BLOB,
  UNIQUE (chain, number)
) STRICT;
CREATE INDEX events_coder ON events(coder, id);

CREATE TABLE payloads(
  event_id INTEGER PRIMARY KEY REFERENCES events(id),
  salt BLOB NOT NULL,
  payload BLOB NOT NULL
) STRICT;
)sql";

constexpr const char* kStep2 = R"sql(
ALTER TABLE project ADD COLUMN words INTEGER NOT NULL DEFAULT 0;
ALTER TABLE project ADD COLUMN boilerplate_seen INTEGER NOT NULL DEFAULT 0;
UPDATE project SET words =
  (SELECT coalesce(sum(t.words), 0) FROM documents d JOIN texts t ON t.id = d.text_id);

ALTER TABLE documents ADD COLUMN language TEXT NOT NULL DEFAULT 'und';

ALTER TABLE texts ADD COLUMN page_starts BLOB NOT NULL DEFAULT x'';
ALTER TABLE texts ADD COLUMN languages BLOB NOT NULL DEFAULT x'';
ALTER TABLE texts ADD COLUMN guesser TEXT NOT NULL DEFAULT '';
ALTER TABLE texts ADD COLUMN ocr_confidence REAL;

ALTER TABLE files ADD COLUMN root TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN content_digest BLOB NOT NULL DEFAULT x'';
ALTER TABLE files ADD COLUMN sameness INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN near_id INTEGER REFERENCES documents(id);
ALTER TABLE files ADD COLUMN near_share REAL;
ALTER TABLE files ADD COLUMN language TEXT;
ALTER TABLE files ADD COLUMN script TEXT;
ALTER TABLE files ADD COLUMN language_confidence REAL;
ALTER TABLE files ADD COLUMN unreadable_share REAL;
ALTER TABLE files ADD COLUMN ocr_confidence REAL;
ALTER TABLE files ADD COLUMN looks_like_ocr INTEGER;
ALTER TABLE files ADD COLUMN pages_without_text INTEGER;
CREATE INDEX files_document ON files(document_id) WHERE document_id IS NOT NULL;
CREATE INDEX files_near ON files(near_id) WHERE near_id IS NOT NULL;
CREATE INDEX files_import ON files(import_id, fate);

ALTER TABLE traces ADD COLUMN text_id INTEGER REFERENCES texts(id);

CREATE TABLE bands(
  band INTEGER NOT NULL,
  text_id INTEGER NOT NULL,
  PRIMARY KEY (band, text_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE episodes(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases(id),
  number INTEGER NOT NULL,
  UNIQUE (case_id, number)
) STRICT;

CREATE TABLE episode_attributes(
  episode_id INTEGER NOT NULL REFERENCES episodes(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  state INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (episode_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE assistance(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases(id),
  number INTEGER NOT NULL,
  episode INTEGER,
  UNIQUE (case_id, number)
) STRICT;

CREATE TABLE assistance_attributes(
  assistance_id INTEGER NOT NULL REFERENCES assistance(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  state INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (assistance_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_facts(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL UNIQUE REFERENCES documents(id),
  episode INTEGER
) STRICT;

CREATE TABLE document_attributes(
  facts_id INTEGER NOT NULL REFERENCES document_facts(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  state INTEGER NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (facts_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribute_definitions(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  unit INTEGER NOT NULL,
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  type INTEGER NOT NULL,
  choices TEXT NOT NULL,
  note TEXT NOT NULL,
  UNIQUE (unit, name)
) STRICT;

CREATE TABLE translations(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL UNIQUE REFERENCES documents(id),
  original_id INTEGER NOT NULL REFERENCES documents(id),
  translator TEXT NOT NULL,
  back INTEGER NOT NULL,
  machine INTEGER NOT NULL
) STRICT;
CREATE INDEX translations_original ON translations(original_id);

CREATE TABLE language_corrections(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL REFERENCES documents(id),
  text_id INTEGER REFERENCES texts(id),
  begin_byte INTEGER,
  end_byte INTEGER,
  language TEXT NOT NULL
) STRICT;
CREATE INDEX language_corrections_document ON language_corrections(document_id);

CREATE TABLE exclusions(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  document_id INTEGER NOT NULL UNIQUE REFERENCES documents(id),
  reason TEXT NOT NULL,
  coder TEXT NOT NULL,
  time INTEGER NOT NULL
) STRICT;

CREATE TABLE boilerplate(
  key TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  documents INTEGER NOT NULL,
  question INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE boilerplate_marks(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  boilerplate INTEGER NOT NULL,
  coder TEXT NOT NULL
) STRICT;
)sql";

constexpr const char* kStep3 = R"sql(
ALTER TABLE decisions ADD COLUMN reader TEXT NOT NULL DEFAULT '';

CREATE TABLE runs(
  number INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  time INTEGER NOT NULL,
  coder TEXT NOT NULL,
  program TEXT NOT NULL,
  cut_off REAL NOT NULL,
  matching TEXT NOT NULL,
  languages TEXT NOT NULL,
  documents INTEGER NOT NULL,
  corpus BLOB NOT NULL,
  candidates INTEGER NOT NULL,
  matches INTEGER NOT NULL,
  found_digest BLOB NOT NULL,
  found BLOB NOT NULL
) STRICT;

CREATE TABLE run_lexicons(
  run INTEGER NOT NULL REFERENCES runs(number) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  lexicon TEXT NOT NULL,
  language TEXT NOT NULL,
  version TEXT NOT NULL,
  digest BLOB NOT NULL REFERENCES lexicons(digest),
  PRIMARY KEY (run, place)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* kStep4 = R"sql(
ALTER TABLE codings ADD COLUMN important INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decisions ADD COLUMN certainty INTEGER NOT NULL DEFAULT 0;

CREATE TABLE concerns(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  text_id INTEGER NOT NULL REFERENCES texts(id),
  begin_byte INTEGER NOT NULL,
  end_byte INTEGER NOT NULL,
  quote BLOB NOT NULL,
  note TEXT NOT NULL,
  coder TEXT NOT NULL,
  time INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  settled_by TEXT NOT NULL,
  settled_time INTEGER NOT NULL
) STRICT;
CREATE INDEX concerns_text ON concerns(text_id);

CREATE TABLE result_sets(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL UNIQUE,
  query TEXT NOT NULL,
  coder TEXT NOT NULL,
  time INTEGER NOT NULL,
  places BLOB NOT NULL
) STRICT;

CREATE TABLE summaries(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  case_id INTEGER NOT NULL REFERENCES cases(id),
  code_id INTEGER NOT NULL REFERENCES codes(id),
  coder TEXT NOT NULL,
  time INTEGER NOT NULL,
  text TEXT NOT NULL,
  codings TEXT NOT NULL,
  UNIQUE (case_id, code_id, coder)
) STRICT;
CREATE INDEX summaries_code ON summaries(code_id);

CREATE TABLE own_lexicons(
  id INTEGER PRIMARY KEY,
  uuid BLOB NOT NULL UNIQUE,
  lexicon TEXT NOT NULL,
  language TEXT NOT NULL,
  coder TEXT NOT NULL,
  time INTEGER NOT NULL,
  text BLOB NOT NULL,
  UNIQUE (lexicon, language)
) STRICT;
)sql";

constexpr std::array<const char*, 4> kSteps{kStep1, kStep2, kStep3, kStep4};

void copyBefore(const Database& database, int version) {
  const std::string name = database.file() + ".before-" + std::to_string(version);
  std::string copy = name;
  for (int more = 2; std::filesystem::exists(copy); ++more) {
    copy = name + "-" + std::to_string(more);
  }
  database.prepare("VACUUM INTO ?1").with(copy).run();
}

}  // namespace

std::span<const char* const> schemaSteps() { return kSteps; }

int schemaVersion() { return static_cast<int>(kSteps.size()); }

int checkSchema(const Database& database, int known) {
  const auto version = static_cast<int>(database.integer("PRAGMA user_version"));
  if (database.integer("PRAGMA application_id") != kApplicationId || version < 1) {
    throw Error(ErrorKind::NotAProject,
                database.file() + ": the file is a database of another program, no Retold project",
                "a project is made by: retold new NAME.retold");
  }
  if (version > known) {
    throw Error(ErrorKind::NewerProject,
                database.file() + ": the project was written by a newer Retold (file format " +
                    std::to_string(version) + "; this one knows formats up to " +
                    std::to_string(known) + ")",
                "install the newer Retold; the file was not changed");
  }
  return version;
}

void migrate(const Database& database, std::span<const char* const> steps) {
  const auto from = static_cast<std::size_t>(database.integer("PRAGMA user_version"));
  if (from > 0 && from < steps.size()) copyBefore(database, static_cast<int>(steps.size()));
  for (std::size_t step = from; step < steps.size(); ++step) {
    Transaction change(database);
    database.run(steps[step]);
    database.run("PRAGMA user_version = " + std::to_string(step + 1));
    change.commit();
  }
}

}  // namespace retold
