#include "cli/lexicon_exchange.h"

#include <vector>

#include "cli/project.h"
#include "cli/rows.h"
#include "cli/words.h"
#include "model/error.h"
#include "queries/lexicon/exchange/export.h"
#include "queries/lexicon/exchange/import.h"

namespace retold {

namespace {

const DictionaryFormat& formatOf(const Arguments& arguments, std::string_view option) {
  std::vector<std::string_view> names;
  for (const DictionaryFormat& each : dictionaryFormats()) names.push_back(each.name);
  if (!arguments.has(option))
    arguments.complain(std::string(option) + " is missing; it takes " + listed(names, "or"));
  return dictionaryFormatNamed(arguments.choice(option, names));
}

/// "3 categories, 120 terms; 4 not carried over, named above".
std::string summary(std::size_t categories, std::size_t terms, std::size_t notCarried) {
  std::string text = counted(categories, "category", "categories") + ", " +
                     counted(terms, "term", "terms") + " carried over; ";
  return text + (notCarried == 0
                     ? "nothing was lost"
                     : counted(notCarried, "thing", "things") + " not carried over, named above");
}

}  // namespace

int importLexicon(const Arguments& arguments, Console& console) {
  const std::string& file = arguments.operand(1, "FILE");
  arguments.noMoreThan(2);
  const DictionaryFormat& format = formatOf(arguments, "--from");
  DictionaryOrigin origin;
  origin.id = arguments.value("--id", "");
  origin.language = arguments.value("--language", "");
  origin.encoding = arguments.value("--encoding");
  const ImportedLexicon imported = importDictionary(file, format, origin);
  Results results(console, arguments.value("--out"));
  results.stream() << imported.text;
  results.finish();
  write(console.err, imported.diagnostics);
  std::size_t terms = 0;
  for (const Pattern& each : imported.lexicon.patterns) terms += each.terms.size();
  console.err << summary(imported.lexicon.patterns.size(), terms, imported.notCarried) << '\n';
  return 0;
}

int exportLexicon(const Arguments& arguments, Console& console) {
  const std::string& name = arguments.operand(1, "ID or FILE");
  arguments.noMoreThan(2);
  const DictionaryFormat& format = formatOf(arguments, "--to");
  std::vector<Lexicon> lexicons = loadLexicons(name);
  if (const auto language = arguments.value("--language")) {
    std::erase_if(lexicons, [&](const Lexicon& each) { return each.language != *language; });
    if (lexicons.empty())
      throw Error(ErrorKind::NotFound,
                  "there is no lexicon \"" + name + "\" in the language \"" + *language + "\"",
                  "\"retold lexicon list\" shows which there are");
  }
  const ExportedLexicon exported = exportLexicons(lexicons, format, name);
  Results results(console, arguments.value("--out"));
  results.stream() << exported.content;
  results.finish();
  write(console.err, exported.notCarried);
  console.err << summary(exported.categories, exported.terms, exported.notCarried.size()) << '\n';
  return 0;
}

}  // namespace retold
