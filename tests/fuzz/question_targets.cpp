#include "indexer/text/utf8.h"
#include "model/error.h"
#include "queries/find/parse.h"
#include "queries/lexicon/exchange/import.h"
#include "queries/lexicon/lexicon.h"
#include "tests/fuzz/targets.h"

namespace retold {

namespace {

void feedQuery(std::string_view bytes) {
  for (const bool exact : {false, true}) {
    const ParsedQuery parsed = parseQuery(bytes, exact);
    promise(parsed.query.has_value() != parsed.fault.has_value(), "a query or a fault");
    if (parsed.fault) {
      promise(!firstInvalidUtf8(parsed.fault->message), "the fault is valid UTF-8");
    }
  }
}

void feedLexicon(std::string_view bytes) {
  const LexiconReading reading = readLexicon(bytes, "a.lexicon");
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    promise(!firstInvalidUtf8(diagnostic.message), "a diagnostic is valid UTF-8");
  }
}

/// A dictionary that is read without a fault makes a lexicon that is read without a fault.
void feedDictionary(const DictionaryFormat& format, std::string_view bytes) {
  if (firstInvalidUtf8(bytes)) return;  // decoding makes it valid
  DictionaryReading reading = format.read(bytes, "a");
  for (const Diagnostic& diagnostic : reading.diagnostics) {
    promise(!firstInvalidUtf8(diagnostic.message), "a diagnostic is valid UTF-8");
  }
  if (!reading.ok()) return;
  try {
    lexiconOf(std::move(reading), format, "a", {"", "en", {}});
  } catch (const Error& error) {
    promise(std::string_view(error.what()).find("no term") != std::string_view::npos,
            "the lexicon can be read");
  }
}

}  // namespace

std::vector<FuzzTarget> questionTargets() {
  std::vector<FuzzTarget> targets{{"query", &feedQuery}, {"lexicon", &feedLexicon}};
  for (const DictionaryFormat& format : dictionaryFormats()) {
    targets.push_back({"dictionary-" + std::string(format.name),
                       [&format](std::string_view bytes) { feedDictionary(format, bytes); }});
  }
  return targets;
}

}  // namespace retold
