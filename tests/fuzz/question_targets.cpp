#include "indexer/text/utf8.h"
#include "queries/find/parse.h"
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

}  // namespace

std::vector<FuzzTarget> questionTargets() {
  return {{"query", &feedQuery}, {"lexicon", &feedLexicon}};
}

}  // namespace retold
